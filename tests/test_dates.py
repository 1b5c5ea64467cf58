"""Dates as texts give them, and in EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.dates import bounds, find_date, find_dates, is_edtf


@pytest.mark.parametrize(
    ("text", "as_given", "edtf"),
    [
        ("Quellmouth, November XX, 2031", "November XX, 2031", "2031-11-XX"),
        ("on 4 May 2031 in Luma", "4 May 2031", "2031-05-04"),
        ("May 4th, 2031", "May 4th, 2031", "2031-05-04"),
        ("8 to 11 November 2031", "8 to 11 November 2031", "2031-11-08"),
        ("May 2031", "May 2031", "2031-05"),
        ("4 May 20xx", "4 May 20xx", "20XX-05-04"),
        ("__ May 2031", "__ May 2031", "2031-05-XX"),
        ("le 1er janvier 2031", "1er janvier 2031", "2031-01-01"),
        ("2 de mayo de 2031", "2 de mayo de 2031", "2031-05-02"),
        ("3. Oktober 2031", "3. Oktober 2031", "2031-10-03"),
        ("2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031年5月4日", "2031年5月4日", "2031-05-04"),
    ],
)
def test_a_date_is_found_with_its_words_and_its_edtf(text: str, as_given: str, edtf: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.as_given, found.edtf) == (as_given, edtf)
    assert text[found.start : found.end] == as_given


@pytest.mark.parametrize("text", ["", "in May", "the year 2031", "Mayor 2031", "99 bridges"])
def test_where_no_date_stands_none_is_found(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["45 May 2031", "2031年13月40日", "0 May 2031"])
def test_an_impossible_day_is_an_unknown_one(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert "XX" in found.edtf
    assert is_edtf(found.edtf)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("held from 8 to 11 November 2031", ["8 to 11 November 2031 = 2031-11-08/2031-11-11"]),
        ("on November 8-11, 2031", ["November 8-11, 2031 = 2031-11-08/2031-11-11"]),
        ("8 and 9 May 2031", ["8 and 9 May 2031 = 2031-05-08/2031-05-09"]),
        ("8 and 11 May 2031", ["8 and 11 May 2031 = 2031-05-08", "8 and 11 May 2031 = 2031-05-11"]),
        (
            "30 October to 2 November 2031",
            ["30 October to 2 November 2031 = 2031-10-30/2031-11-02"],
        ),
        ("30 December to 2 May 2031", ["30 December to 2 May 2031 = 2030-12-30/2031-05-02"]),
        ("2031-05-04 to 2031-05-06", ["2031-05-04 to 2031-05-06 = 2031-05-04/2031-05-06"]),
        ("May–June 2031", ["May–June 2031 = 2031-05/2031-06"]),
        ("on 4 May and 6 June 2031", ["4 May = 2031-05-04", "6 June 2031 = 2031-06-06"]),
        ("on 4 May 2031, and in 2032", ["4 May 2031 = 2031-05-04", "2032 = 2032"]),
        ("30 to 2 May 2031", ["30 to 2 May 2031 = 2031-05-30"]),
        ("Luma, May XX, 2031", ["May XX, 2031 = 2031-05-XX"]),
        ("2031 is the centennial while 2032 will see it", ["2031 = 2031", "2032 = 2032"]),
        ("to designate 2031 as the Year of Tides", ["2031 = 2031"]),
        ("signed in 2019 and seek another", ["2019 = 2019"]),
        ("in 2019, 2020 and 2021", ["2019 = 2019", "2020 = 2020", "2021 = 2021"]),
        ("the Twin Rivers 2030 Agenda for Tides", ["2030 = 2030"]),
        ("Agenda 2030", ["2030 = 2030"]),
        ("by 2030; post-2015; mid-2031", ["2030 = 2030", "2015 = 2015", "2031 = 2031"]),
        ("the Constitution of 1993", ["1993 = 1993"]),
        ("Resolution 2231 (2015)", ["2015 = 2015"]),
        ("in 1863 the rivers met", ["1863 = 1863"]),
        ("Luma, 1991.", ["1991 = 1991"]),
        ("the plan 2021-2025", ["2021-2025 = 2021/2025"]),
        ("in 2021–25", ["2021–25 = 2021/2025"]),
        ("from 2021 to 2025", ["2021 to 2025 = 2021/2025"]),
        ("since the 1990s", ["1990s = 199X"]),
    ],
)
def test_every_date_is_found_with_its_words_and_its_edtf(text: str, dates: list[str]) -> None:
    """Days, months, years, decades, and spans of them, in order."""
    assert [f"{d.as_given} = {d.edtf}" for d in find_dates(text)] == dates


@pytest.mark.parametrize(
    "text",
    [
        "over the past 20 years",
        "the 65th anniversary and the 20th Congress",
        "Rural Roads Project Phase III and Phase 2031",
        "in 2000 villages",
        "1500 students",
        "to 2000 Chinese companies",
        "a total of 1500.",
        "from 1900 to 2000 tonnes",
        "in 2019 MW of power",
        "Resolution 1973 Committee",
        "Article 1999",
        "$2031, €2031, #2031, 2,031, 2.031, 2031.5 and 2031%",
        "tel. 2021-2025-11",
        "room B2031",
        "12 May",
        "in 2021-05",
        "in 2004-09",
        "2150 is far",
    ],
)
def test_a_number_that_is_no_date_is_none(text: str) -> None:
    """A wrong date is worse than a missing one."""
    assert find_dates(text) == ()


@given(st.text(alphabet="0123456789X-/–年月日 May,._intoad", max_size=30))
def test_dates_stand_in_order_where_they_say_and_are_edtf(text: str) -> None:
    found = find_dates(text)
    assert [d.start for d in found] == sorted(d.start for d in found)
    for date in found:
        assert text[date.start : date.end] == date.as_given
        first, last = bounds(date.edtf)
        assert len(first) == len(last) == len("2031-05-04")


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2031", "2031-00-00", "2031-99-99"),
        ("203X", "2030-00-00", "2039-99-99"),
        ("2031-05-XX", "2031-05-00", "2031-05-99"),
        ("2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031-05~", "2031-05-00", "2031-05-99"),
        ("2031-05-04/2031-06", "2031-05-04", "2031-06-99"),
        ("../2031", "0000-00-00", "2031-99-99"),
        ("2031/", "2031-00-00", "9999-99-99"),
    ],
)
def test_the_bounds_of_a_date_hold_all_that_it_may_mean(edtf: str, first: str, last: str) -> None:
    assert bounds(edtf) == (first, last)


@given(st.text(alphabet="0123456789X-/年月日 May,._", max_size=20))
def test_whatever_is_found_is_edtf_or_a_day_of_the_calendar_that_is_not(text: str) -> None:
    found = find_date(text)
    if found and found.as_given != found.edtf:
        assert all(part.isdigit() or "X" in part for part in found.edtf.split("-"))


@pytest.mark.parametrize(
    "text", ["2031", "2031-05", "2031-05-04", "2031-XX", "20XX", "2031-05-01/2031-05-04", "../2031"]
)
def test_edtf_is_known(text: str) -> None:
    assert is_edtf(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "May 2031",
        "2031-13",
        "2031-02-30",
        "31",
        "2031-5-4",
        "２０３１-05-05",
        "2031-05-04/x",
    ],
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    assert not is_edtf(text)
