"""Texts and entries in, mentions out: the longest name wins, and mentions never overlap."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.errors import SourceError
from edition.mentions import find_mentions
from edition.model import Entry, Place
from edition.stages import read_edition


def entry(*forms, at="people/x", here=(), not_here=(), status="described"):
    return Entry(
        at, "person", forms[0], forms[1:], here=here, not_here=not_here, status=status,
        file="people.yml", line=1,
    )  # fmt: skip


@pytest.fixture
def wordings(make_document):
    """Return wordings(text, *forms): what each form, an entry of its own, is found as."""

    def find(text, *forms):
        entries = [entry(form, at=f"people/{n:02}") for n, form in enumerate(forms)]
        found, problems = find_mentions([make_document(text)], entries)
        assert not problems
        return [mention.wording for mention in found.mentions]

    return find


# --- one rule after another -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
    [
        # A name within a longer name is not a mention of its own.
        ("The Arvenian Sea lies off Arvenia.", ["Arvenia", "Arvenian Sea"],
         ["Arvenian Sea", "Arvenia"]),
        ("The Bank of Arvenia and Arvenia.", ["Arvenia", "Bank of Arvenia"],
         ["Bank of Arvenia", "Arvenia"]),
        ("Oren II Ferry Office", ["Oren II", "II Ferry Office"], ["II Ferry Office"]),
        # Names are whole words.
        ("Arvenians, Arvenia2, preArvenia, ArveniaX", ["Arvenia"], []),
        ("«Arvenia», (Arvenia) Arvenia. Arvenia; Arvenia/Solmark “Arvenia”", ["Arvenia"],
         ["Arvenia"] * 6),
        # Names at the edges of a block.
        ("Arvenia", ["Arvenia"], ["Arvenia"]),
        ("Arvenia and Solmark", ["Arvenia", "Solmark"], ["Arvenia", "Solmark"]),
        # Case counts.
        ("arvenia ARVENIA Arvenia", ["Arvenia"], ["Arvenia"]),
        # A possessive is a mention of what it names.
        ("Arvenia’s and Arvenia's and the Orens' coast", ["Arvenia", "Orens"],
         ["Arvenia", "Arvenia", "Orens"]),
        # Kinds of apostrophes, quotes, hyphens and spaces are one each.
        ("King’s‑Ferry and King's-Ferry", ["King's–Ferry"], ["King’s‑Ferry", "King's-Ferry"]),
        ("Port\u00a0Luma, Port\u202fLuma, Port\u3000Luma", ["Port Luma"],
         ["Port\u00a0Luma", "Port\u202fLuma", "Port\u3000Luma"]),
        # A hyphen is a bound where a name stands on its other side.
        ("Arvenia-Solmark relations", ["Arvenia", "Solmark"], ["Arvenia", "Solmark"]),
        ("Arvenia–Solmark relations", ["Arvenia", "Solmark"], ["Arvenia", "Solmark"]),
        ("Arvenia-Solmark Pact", ["Arvenia", "Solmark", "Arvenia-Solmark Pact"],
         ["Arvenia-Solmark Pact"]),
        ("Arvenia-Solmark-Luma talks", ["Arvenia", "Solmark", "Luma"],
         ["Arvenia", "Solmark", "Luma"]),
        # It is none where a word with a capital or a number stands there that is no name.
        ("Indo-Arvenia, Arvenia-Plus, Arvenia-2031", ["Arvenia"], []),
        # It is one where a word in lower case stands there.
        ("non-Arvenia goods, Arvenia-led talks, pre-Arvenia", ["Arvenia"], ["Arvenia"] * 3),
        ("non-Arvenian goods", ["Arvenia"], []),
        ("non-Arvenian goods", ["Arvenian"], ["Arvenian"]),
        # A hyphen before a space, or at a block's edge, ties nothing.
        ("Arvenia- and Solmark-", ["Arvenia", "Solmark"], ["Arvenia", "Solmark"]),
        ("-Arvenia -Solmark", ["Arvenia", "Solmark"], ["Arvenia", "Solmark"]),
        # A dash divides, with spaces around it or without.
        ("in Arvenia—The council met—Solmark agreed", ["Arvenia", "Solmark"],
         ["Arvenia", "Solmark"]),
        ("The Two Seas—Arvenia Plan", ["Seas-Arvenia Plan"], ["Seas—Arvenia Plan"]),
        # Scripts without spaces: a name stands anywhere.
        ("阿文尼亚和索马克的关系", ["阿文尼亚", "索马克"], ["阿文尼亚", "索马克"]),
        ("ព្រះរាជាណាចក្រអាវេនីញ៉ានិងសូលម៉ាក", ["អាវេនីញ៉ា", "សូលម៉ាក"], ["អាវេនីញ៉ា", "សូលម៉ាក"]),
        ("ประเทศอาร์เวเนียและโซลมาร์ก", ["อาร์เวเนีย"], ["อาร์เวเนีย"]),
        ("アルベニアとソルマーク", ["アルベニア"], ["アルベニア"]),
        ("在Arvenia的会谈", ["Arvenia"], ["Arvenia"]),
        # But a letter is not cut from its vowel sign or its accent.
        ("កា", ["ក"], []),
        ("Cafe\u0301 Cafe", ["Cafe"], ["Cafe"]),
        ("e\u0301Luma Luma", ["Luma"], ["Luma"]),
        ("मदीना नगर", ["ना", "मदी", "नगर"], ["नगर"]),
        # Offsets count code points, beyond the sixteenth bit too.
        ("𝔸𝔹 🜚 Arvenia 🜚", ["Arvenia", "🜚 Arvenia"], ["🜚 Arvenia"]),
        # What would be a pattern elsewhere is a name here.
        ("a.b (c)* [d]", ["a.b (c)*", "a+b"], ["a.b (c)*"]),
    ],
)  # fmt: skip
def test_a_name_is_found_where_it_stands_as_a_name(wordings, text, forms, expected):
    assert wordings(text, *forms) == expected


def test_formatting_over_a_part_of_a_name_does_not_hide_it(tmp_path, make_source):
    """Spans are standoff: a name half in italics, or over a superscript, is one mention."""
    source = make_source(
        tmp_path,
        {
            "arvenia/text.md": "Talks in *The Port* Luma, *Port Luma*, Port\nLuma and **Port "
            "*Luma***; the 2<sup>nd</sup> Ferry Day.\n",
            "glossary/places.yml": "- {id: luma, headword: Port Luma}\n",
            "glossary/events.yml": "- {id: day, headword: 2nd Ferry Day}\n",
        },
    )
    found = read_edition(source).found
    assert [m.wording for m in found.mentions] == [*["Port Luma"] * 4, "2nd Ferry Day"]


def test_front_and_back_matter_and_every_text_are_searched(tmp_path, make_source, statement):
    source = make_source(
        tmp_path,
        {
            "one/text.md": statement,
            "two/text.md": statement,
            "glossary/places.yml": "- {id: luma, headword: Port Luma}\n"
            "- {id: arvenia, headword: Republic of Arvenia, variants: [Arvenia]}\n",
        },
    )
    found = read_edition(source).found.mentions
    assert [(m.document, m.block, m.wording) for m in found] == [
        (slug, block, wording)
        for slug in ("one", "two")
        for block, wording in (
            ("front__para_1", "Republic of Arvenia"),
            ("sec_1__para_1", "Arvenia"),
            ("sec_2__item_b__para_1", "Port Luma"),
            ("back__para_1", "Port Luma"),
        )
    ]


def test_without_entries_there_are_no_mentions(make_document):
    found, problems = find_mentions([make_document("Arvenia")], [])
    assert (found.mentions, found.unused, problems) == ((), (), [])


def test_a_mention_tells_whether_an_editor_or_a_rule_found_its_entry(make_document):
    entries = [entry("Oren", at="people/a"), entry("Luma", at="people/b", status="found")]
    found, _ = find_mentions([make_document("Oren of Luma")], entries)
    assert [(m.entry, m.by) for m in found.mentions] == [
        ("people/a", "editor"),
        ("people/b", "rule"),
    ]


def test_variants_that_no_text_uses_are_listed_and_headwords_are_not(make_document):
    entries = [entry("Ada Corvin", "Corvin", "Dame Ada", at="people/a"), entry("Nobody")]
    found, _ = find_mentions([make_document("Corvin spoke.")], entries)
    assert found.unused == (("people/a", "Dame Ada"),)


# --- what the editor decides ----------------------------------------------------------------

COUNCIL = "The Council of Luma met. The Council agreed; the Council of Luma did not."


def test_here_wins_over_any_name_however_long(make_document):
    entries = [
        entry("Council of Luma", at="institutions/city"),
        entry("Grand Council", at="institutions/grand", here=(
            Place("arvenia", "1 ¶1", "The Council", 3),)),
    ]  # fmt: skip
    found, problems = find_mentions([make_document(COUNCIL, COUNCIL)], entries)
    assert not problems
    assert [(m.block[-1], m.wording, m.entry[13:]) for m in found.mentions] == [
        ("1", "The Council", "grand"),
        ("1", "The Council", "grand"),
        ("1", "Council of Luma", "city"),
        ("2", "Council of Luma", "city"),
        ("2", "Council of Luma", "city"),
    ]


def test_not_here_removes_the_names_of_its_own_entry_within_its_words_and_no_other(make_document):
    """Nor does a shorter name of the entry come up inside them; another entry's may."""
    not_here = (Place("arvenia", "1 ¶1", "The Council of Luma", 3),)
    entries = [
        entry("Council of Luma", "Council", at="institutions/city", not_here=not_here),
        entry("Luma", at="places/luma"),
    ]
    found, problems = find_mentions([make_document(COUNCIL, "Council of Luma")], entries)
    assert not problems
    assert [(m.block[-1], m.start, m.wording) for m in found.mentions] == [
        ("1", 15, "Luma"),
        ("1", 29, "Council"),
        ("1", 49, "Council of Luma"),
        ("2", 0, "Council of Luma"),
    ]


def test_decisions_hold_in_their_text_only_and_whatever_the_apostrophe(make_document):
    here = (Place("solmark", "1 ¶1", "the King's‑son", 3),)
    texts = [make_document("See the King’s-son.", slug=slug) for slug in ("arvenia", "solmark")]
    found, problems = find_mentions(texts, [entry("Oren", here=here)])
    assert not problems
    assert [(m.document, m.wording) for m in found.mentions] == [("solmark", "the King’s-son")]


@pytest.mark.parametrize("which", ["here", "not_here"])
@pytest.mark.parametrize(
    ("at", "words", "message"),
    [
        ("1 ¶3", "Council", "arvenia has no “1 ¶3”; did you mean “1 ¶1”?"),
        ("1 ¶1", "Council of Solmark",
         "1 ¶1 has not the words “Council of Solmark”; copy them from the text"),
        ("1 ¶1", "ouncil", "1 ¶1 has not the words “ouncil”; copy them from the text"),
    ],
)  # fmt: skip
def test_a_decision_that_fits_no_place_is_a_problem(make_document, which, at, words, message):
    decided = {which: (Place("arvenia", at, words, 7),)}
    _, problems = find_mentions([make_document(COUNCIL)], [entry("Oren", **decided)])
    assert [str(p) for p in problems] == [f"people.yml:7: people/x: {message}"]


def test_a_decision_about_a_text_that_could_not_be_read_is_left_for_later(make_document):
    here = (Place("gone", "1 ¶1", "x", 7),)
    found, problems = find_mentions([make_document("x")], [entry("Oren", here=here)])
    assert (found.mentions, problems) == ((), [])


# --- properties -----------------------------------------------------------------------------

HYPHENS, APOSTROPHES, SPACES = "-‐‑–—", "'’‘", " \u00a0"
WORDS = ["Ar", "Sol", "Luma", "Bo", "ar", "of", "the", "2", "中", "文", "កា", "é", "e\u0301"]
JOINS = [*SPACES, *HYPHENS, *APOSTROPHES, ", ", "", "🜚", "."]
FORMS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).flatmap(
        lambda words: st.sampled_from([" ", "-", "'", " of "]).map(lambda join: join.join(words))
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=14).map(
    lambda pairs: "".join(word + join for word, join in pairs)
)


def slow(text, forms):
    """Find the mentions the plain way: every stretch of the text against every form."""

    def same(words):
        for kind in (HYPHENS, APOSTROPHES, SPACES):
            words = "".join(kind[0] if c in kind else c for c in words)
        return words

    def is_mark(c):
        return c in "\u0301\u17b6"

    def inside_a_word(at):
        """Tell whether no name may begin or end at an offset."""
        if not 0 < at < len(text):
            return False
        left, right = text[at - 1], text[at]
        if is_mark(right):
            return True
        spaced = not re.search("[\u1780-\u17ff\u4e00-\u9fff]", left + right)
        return (left.isalnum() or is_mark(left)) and right.isalnum() and spaced

    wanted = {same(form) for form in forms}
    places = [
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if same(text[start:end]) in wanted and not inside_a_word(start) and not inside_a_word(end)
    ]

    def tied(start, end):
        before = re.search(r"((?!_)\w+)[-‐‑–]\Z", text[:start])
        after = re.match(r"[-‐‑–]((?!_)\w)", text[end:])
        left = before and not before[1][0].islower()
        right = after and not after[1].islower()
        return (left and not any(e == start - 1 for _, e in places)) or (
            right and not any(s == end + 1 for s, _ in places)
        )

    left = sorted((p for p in places if not tied(*p)), key=lambda p: (p[0] - p[1], p[0]))
    kept: list[tuple[int, int]] = []
    while left:
        kept.append(left.pop(0))
        left = [p for p in left if p[1] <= kept[-1][0] or p[0] >= kept[-1][1]]
    return sorted(kept)


@given(TEXTS, FORMS)
@example("Ar-Sol of Luma", ["Ar", "Sol", "Sol of Luma"])
@example("Ar—Sol", ["Ar"])
@example("Bo-Ar-Sol", ["Ar", "Sol"])
def test_mentions_are_those_that_the_slow_plain_way_finds(make_document, text, forms):
    """They never overlap, stand in order, and their wording is the text they cover."""
    entries, taken = [], set()
    for n, form in enumerate(forms):
        if any(c.isalnum() for c in form) and form not in taken:
            entries.append(entry(form, at=f"people/{n}"))
            taken.add(form)
    found, _ = find_mentions([make_document(text)], entries)
    places = [(m.start, m.end) for m in found.mentions]
    assert places == slow(text, taken)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))
    assert all(m.wording == text[m.start : m.end] for m in found.mentions)


@given(TEXTS, FORMS, st.data())
def test_here_always_wins_and_not_here_removes_just_its_own(make_document, text, forms, data):
    document = make_document(text)
    entries = [entry(form, at=f"people/{n}") for n, form in enumerate(forms)]
    plain = find_mentions([document], entries)[0].mentions
    if not plain:
        return
    chosen = data.draw(st.sampled_from(plain))
    place = (Place("arvenia", "1 ¶1", chosen.wording, 1),)
    claimed = find_mentions([document], [*entries, entry("Nobody", at="people/z", here=place)])[0]
    assert any(
        (m.start, m.end, m.entry) == (chosen.start, chosen.end, "people/z")
        for m in claimed.mentions
    )
    freed = [
        entry(e.headword, at=e.id, not_here=place if e.id == chosen.entry else ()) for e in entries
    ]
    left, problems = find_mentions([document], freed)
    assert not problems
    assert not any(m.entry == chosen.entry and m.start == chosen.start for m in left.mentions)
    others = [m for m in plain if m.wording != chosen.wording and m.entry != chosen.entry]
    assert set(others) <= set(left.mentions)


def test_all_misplaced_decisions_are_listed_at_once(tmp_path, monkeypatch, make_source, statement):
    monkeypatch.chdir(tmp_path)
    entries = "".join(
        f"- id: e{n}\n  headword: E{n}\n  here: [{{text: arvenia, at: 9 ¶{n}, words: x}}]\n"
        for n in range(3)
    )
    make_source(tmp_path, {"arvenia/text.md": statement, "glossary/people.yml": entries})
    with pytest.raises(SourceError) as caught:
        read_edition(Path("source"))
    assert [p.line for p in caught.value.problems] == [3, 6, 9]
