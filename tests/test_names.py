"""Words that look like names and are in no glossary."""

import pytest

from edition.mentions import find_mentions
from edition.model import Entry
from edition.names import unknown_names


@pytest.fixture
def names(make_document):
    """Return names(*texts, known=()): (words, count, locator) of the names nobody described."""

    def find(*texts, known=()):
        document = make_document(*texts)
        entries = [Entry(f"people/{n}", "person", form) for n, form in enumerate(known)]
        found, _ = find_mentions([document], entries)
        made = unknown_names([document], found.mentions)
        assert all(name.document == "arvenia" for name in made)
        return [(name.words, name.count, name.locator) for name in made]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met King Oren at Luma.", ["King Oren"]),
        ("They met at the Bank of the Two Seas today.", ["Bank of the Two Seas"]),
        ("They asked the LTA whether ST-2 (ARVEX) rose.", ["ARVEX", "LTA", "ST-2"]),
        ("They asked the LTA Ferry Office.", ["LTA Ferry Office"]),
        # A capital at the beginning of a sentence says nothing.
        ("Both Sides spoke. The Parties agreed. In Luma they met.", []),
        ("Ferry Day is kept. Great Ferry Day is not.", ["Ferry Day"]),
        ("They met «Ádám Éber» there.", ["Ádám Éber"]),
        # A date is no name, nor is a placeholder.
        ("They met on Monday 5 May 2031, and in XX.", []),
        ("nothing of note, 2031", []),
        ("", []),
    ],
)
def test_runs_of_capitals_and_acronyms_look_like_names(names, text, expected):
    assert [words for words, _, _ in names(text)] == expected


def test_what_the_glossary_names_is_not_asked_for_again(names):
    text = "They met King Oren of Luma Bay and the LTA."
    assert names(text, known=["King Oren", "LTA"]) == [("Luma Bay", 1, "1 ¶1")]


def test_the_most_frequent_names_come_first_with_the_place_of_the_first(names):
    texts = ["He saw Ada Corvin.", "He saw King Oren.", "She saw King Oren."]
    assert names(*texts) == [("King Oren", 2, "1 ¶2"), ("Ada Corvin", 1, "1 ¶1")]
