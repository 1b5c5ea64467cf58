"""Dates as texts give them, and in EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.dates import find_date, is_edtf


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
