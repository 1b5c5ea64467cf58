"""Where each entry stands, in context; and the index over all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.concordance import find_companions, make_concordance, make_index
from edition.mentions import find_mentions
from edition.model import Entry


@pytest.fixture
def lines(make_document):
    """Return lines(text, name): the lines of the concordance of one name in one block."""

    def find(text, name):
        documents, entries = [make_document(text)], [Entry("people/x", "person", name)]
        found, _ = find_mentions(documents, entries)
        (concordance,) = make_concordance(documents, entries, found.mentions)
        return concordance.lines

    return find


@pytest.fixture
def companions(make_document):
    """Return companions(*texts, of=name): (name, blocks) of those named with one of five isles."""

    def find(*texts, of):
        documents = [make_document(*texts), make_document(*texts[:1], slug="solmark")]
        names = ("Alba", "Brin", "Corve", "Dune", "Eyot")
        entries = [Entry(f"places/{name.lower()}", "place", name) for name in names]
        found, _ = find_mentions(documents, entries)
        made = find_companions(make_concordance(documents, entries, found.mentions))
        return [(c.entry.headword, c.blocks) for c in made[f"places/{of.lower()}"]]

    return find


def index_of(*entries):
    """Return (letter, [heading or "heading > headword"]) of the index of some entries."""
    made = make_index(make_concordance([], entries, []))
    return [
        (
            letter,
            [
                f"{line.heading} > {line.concordance.entry.headword}"
                if line.refers
                else line.heading
                for line in those
            ],
        )
        for letter, those in made
    ]


def test_a_short_block_is_the_whole_context(lines):
    (line,) = lines("They met in Luma today.", "Luma")
    assert (line.before, line.wording, line.after) == ("They met in ", "Luma", " today.")
    assert (line.cut_before, line.cut_after) == (False, False)
    assert line.path == "arvenia/1.md"


def test_a_long_context_is_cut_between_words(lines):
    (line,) = lines(f"{'before ' * 40}Luma{' after' * 40}", "Luma")
    assert (line.cut_before, line.cut_after) == (True, True)
    assert set(line.before.split()) == {"before"}
    assert set(line.after.split()) == {"after"}
    assert 80 <= len(line.before) <= 90
    assert 80 <= len(line.after) <= 90


def test_where_there_is_no_space_the_context_is_cut_all_the_same(lines):
    (line,) = lines(f"{'中' * 200}卢马{'文' * 200}", "卢马")
    assert (line.before, line.after) == ("中" * 90, "文" * 90)


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from(["ab ", "a b, c ", "abcdefgh "]))
def test_the_context_is_a_stretch_of_the_block_that_begins_and_ends_with_whole_words(
    lines, before, after, words
):
    text = f"{words * before}Luma {words * after}".strip()
    (line,) = lines(text, "Luma")
    whole = line.before + line.wording + line.after
    start = text.index("Luma") - len(line.before)
    end = start + len(whole)
    assert text[start:end] == whole
    assert line.cut_before == (start > 0)
    assert line.cut_after == (end < len(text))
    assert start == 0 or text[start - 1] == " "
    assert end == len(text) or text[end] == " "


def test_the_forms_of_a_name_are_counted_as_they_stand_most_frequent_first(make_document):
    documents = [make_document("King’s Isle, King's Isle and the Isle; King's Isle")]
    entries = [Entry("places/isle", "place", "King's Isle", ("the Isle",))]
    found, _ = find_mentions(documents, entries)
    (concordance,) = make_concordance(documents, entries, found.mentions)
    assert concordance.forms == (("King's Isle", 2), ("King’s Isle", 1), ("the Isle", 1))


def test_entries_keep_their_order_and_one_without_a_mention_has_no_lines(make_document):
    documents = [make_document("Luma"), make_document("Luma", slug="solmark")]
    entries = [Entry("people/z", "person", "Nobody"), Entry("places/a", "place", "Luma")]
    found, _ = find_mentions(documents, entries)
    nobody, luma = make_concordance(documents, entries, found.mentions)
    assert (nobody.lines, nobody.forms) == ((), ())
    assert [line.document.slug for line in luma.lines] == ["arvenia", "solmark"]


def test_names_of_the_same_blocks_are_named_together_most_often_first(companions):
    """In each text for itself: the first block stands in two of them."""
    texts = "Alba, Brin and Alba, again Brin.", "Alba and Corve.", "Dune."
    assert companions(*texts, of="Alba") == [("Brin", 2), ("Corve", 1)]
    assert companions(*texts, of="Corve") == [("Alba", 1)]
    assert companions(*texts, of="Dune") == []
    assert companions(*texts, of="Eyot") == []


def test_of_those_met_equally_often_the_rarer_comes_first_then_the_alphabet(companions):
    texts = "Nothing.", "Eyot, Dune, Corve and Brin.", "Brin.", "Brin alone."
    assert companions(*texts, of="Eyot") == [("Corve", 1), ("Dune", 1), ("Brin", 1)]


def test_of_those_as_rare_the_headword_decides_and_not_the_id(make_document):
    """As in the index, without regard to capitals and accents."""
    documents = [make_document("Eyot, Zal, élan and Mira.")]
    entries = [
        Entry("people/eyot", "person", "Eyot"),
        Entry("events/a", "event", "Zal"),
        Entry("places/b", "place", "Mira"),
        Entry("projects/c", "project", "élan"),
    ]
    found, _ = find_mentions(documents, entries)
    made = find_companions(make_concordance(documents, entries, found.mentions))
    assert [c.entry.headword for c in made["people/eyot"]] == ["élan", "Mira", "Zal"]


@given(st.lists(st.lists(st.sampled_from(["Alba", "Brin", "Corve", "Dune"])), min_size=1))
def test_two_names_are_named_together_in_as_many_blocks_whichever_is_asked(companions, blocks):
    texts = [f"Of {', '.join(names)}." for names in blocks]
    for name, other in (("Alba", "Brin"), ("Corve", "Dune")):
        there = dict(companions(*texts, of=name))
        assert there.get(other, 0) == dict(companions(*texts, of=other)).get(name, 0)
        assert name not in there


def test_a_form_that_begins_with_another_word_refers_to_the_entry():
    entries = [
        Entry(
            "people/corvin", "person", "Corvin, Ada", ("Corvin the Elder", "Ada Corvin", "Ada C.")
        ),
        Entry("institutions/lta", "institution", "Luma Treaty Area", ("LTA", "Luma Area")),
    ]
    assert index_of(*entries) == [
        ("A", ["Ada Corvin > Corvin, Ada"]),
        ("C", ["Corvin, Ada"]),
        ("L", ["LTA > Luma Treaty Area", "Luma Treaty Area"]),
    ]


def test_the_index_is_sorted_letters_first_accents_after_other_scripts_last():
    headwords = ["Žal", "Éire", "Eire Bay", "echo", "2031 Plan", "ក្រុង", "Арвения", "—A", "Zal"]
    entries = [Entry(f"places/p{n}", "place", word) for n, word in enumerate(headwords)]
    assert index_of(*entries) == [
        ("0–9", ["2031 Plan"]),
        ("A", ["—A"]),
        ("E", ["echo", "Éire", "Eire Bay"]),
        ("Z", ["Zal", "Žal"]),
        ("А", ["Арвения"]),
        ("ក", ["ក្រុង"]),
    ]


def test_an_index_of_nothing_is_empty():
    assert index_of() == []


@given(
    st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1), unique=True)
)
def test_every_headword_stands_in_the_index_once_under_one_letter(headwords):
    entries = [Entry(f"places/p{n}", "place", word) for n, word in enumerate(headwords)]
    made = index_of(*entries)
    assert len({letter for letter, _ in made}) == len(made)
    assert sorted(h for _, those in made for h in those) == sorted(headwords)
