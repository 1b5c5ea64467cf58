"""How words are compared and sorted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.words import folded, initial, sort_key


@given(st.text())
def test_a_folded_text_is_as_long_as_it_was_and_folds_no_further(text):
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("kinds", "one"),
    [("'’‘ʼ′", "'"), ('"“”„«»', '"'), ("-‐‑‒–—−", "-"), (" \u00a0\u2009\u202f\u3000\t\n", " ")],
)
def test_kinds_of_a_sign_are_folded_into_one(kinds, one):
    assert folded(kinds) == one * len(kinds)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])))
def test_letters_and_digits_are_never_folded(text):
    kept = [c for c in text if c.isalnum() and c != "ʼ"]
    assert [c for c in folded(text) if c.isalnum()] == kept


@pytest.mark.parametrize(
    "headings",
    [
        # Letters first, accents after: an accent alone never moves a word past another letter.
        ["Eben", "Ében", "Ebene", "Echo"],
        ["Åland", "Alba", "Ärmel", "Azur"],
        # Case and signs count for nothing.
        ["alba", "Alba Minor", "“Alba Nova”", "Albany"],
        # Numbers before letters, and other scripts after them.
        ["2031 Plan", "Luma", "Žal", "Арвения", "ក្រុង", "阿文"],
        # Vowel signs are letters where they carry the sound.
        ["កា", "កាខ", "កិក", "កី", "ខា"],
        ["Ｌｕｍａ", "Luma Bay"],
    ],
)
def test_headings_are_sorted_as_a_reader_looks_them_up(headings):
    backwards = headings[::-1]
    assert sorted(backwards, key=sort_key) == headings


@given(st.lists(st.text(max_size=4)))
def test_the_order_does_not_depend_on_where_one_began(texts):
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)


@pytest.mark.parametrize(
    ("heading", "letter"),
    [
        ("Luma", "L"), ("luma", "L"), ("Élan", "E"), ("“Luma”", "L"), ("ßa", "S"), ("2031", "0–9"),
        ("២០៣១", "0–9"), ("ក្រុង", "ក"), ("阿文", "阿"), ("Арвения", "А"), ("—", "#"), ("", "#"),
    ],
)  # fmt: skip
def test_a_heading_stands_under_its_first_letter_without_accent(heading, letter):
    assert initial(heading) == letter


@given(st.text(max_size=5))
def test_every_heading_stands_under_some_letter(text):
    letter = initial(text)
    assert letter in {"0–9", "#"} or letter[0].isalpha()
    assert unicodedata.normalize("NFC", letter)
