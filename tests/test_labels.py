"""Printed labels: what the first words of a block can be read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.labels import id_part, read_labels, read_word_label, roman, to_roman


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_read_as_the_number_it_is_written_for(number: int) -> None:
    assert roman(to_roman(number)) == roman(to_roman(number).upper()) == number


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "abc", "iix"])
def test_what_is_no_roman_numeral_has_no_value(text: str) -> None:
    assert roman(text) == 0


@pytest.mark.parametrize(
    ("text", "label", "core", "styles"),
    [
        ("4. Both", "4", "4", ["1."]),
        ("(a) Trade", "(a)", "a", ["(a)"]),
        ("a) Trade", "a)", "a", ["a)"]),
        ("(i) Trade", "(i)", "i", ["(a)", "(i)"]),
        ("II. Trade", "II", "II", ["I."]),
        ("1.2 Trade", "1.2", "1.2", ["1.2"]),
        ("1.2. Trade", "1.2", "1.2", ["1.2"]),
        ("3 Trade", "3", "3", ["1"]),
    ],
)
def test_a_label_is_read_with_every_order_it_can_belong_to(
    text: str, label: str, core: str, styles: list[str]
) -> None:
    found = read_labels(text)
    assert [f.style for f in found] == styles
    assert {(f.label, f.core) for f in found} == {(label, core)}
    assert all(text[f.length :].startswith(("Both", "Trade")) for f in found)


@pytest.mark.parametrize(
    "text", ["2022 is", "Trade", "(a Trade", "4.5% more", "(see) it", "3rd day"]
)
def test_what_is_no_label_is_not_read_as_one(text: str) -> None:
    assert read_labels(text) == ()


@pytest.mark.parametrize(
    ("text", "heading", "label"),
    [
        ("Article 5", False, "Article 5"),
        ("Article 5: Trade", False, "Article 5"),
        ("Article 5 Trade", True, "Article 5"),
        ("Article 5 provides so", False, None),
        ("Annex", False, "Annex"),
        ("Annex: Bridges", False, "Annex"),
        ("Annexes to this", False, None),
        ("Part of it", False, None),
    ],
)
def test_a_word_opens_a_unit_only_where_it_is_set_off(
    text: str, *, heading: bool, label: str | None
) -> None:
    found = read_word_label(text, heading=heading)
    assert (found.label if found else None) == label


@given(st.text())
def test_a_part_of_an_id_is_safe_in_an_address(text: str) -> None:
    assert id_part(text)
    assert set(id_part(text)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
    )
