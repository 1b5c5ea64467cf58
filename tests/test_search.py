"""The pieces that the reader's browser searches, and the thesaurus that comes with them."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from edition.document import parse
from edition.glossary import read_glossary
from edition.mentions import find_mentions
from edition.model import Document, EditionNotes, Entry, SourceText
from edition.repair import repair
from edition.search import read_thesaurus, search_files
from edition.source import read_source

MakeDocument = Callable[..., Document]
Piece = dict[str, Any]
ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"


def pieces(*documents: Document, entries: tuple[Entry, ...] = ()) -> dict[str, Piece]:
    found, problems = find_mentions(documents, entries)
    assert not problems
    files = search_files(documents, entries, found.mentions, (("army", "military"),))
    return {path: read(content) for path, content in files.items()}


def read(content: bytes) -> Piece:
    script = content.decode()
    assert script.startswith("editionData(")
    assert script.endswith(");\n")
    value: Piece = json.loads(script.removeprefix("editionData(").removesuffix(");\n"))
    return value


def test_a_text_is_a_piece_with_all_its_blocks(make_document: MakeDocument) -> None:
    """Each block is there with its place, its text and its mentions."""
    entry = Entry("people/ana-vol", "person", "Ana Vol")
    found = pieces(make_document("Ana Vol came.", "So it was."), entries=(entry,))
    assert found["data/arvenia.search.js"] == {
        "kind": "text",
        "slug": "arvenia",
        "name": "arvenia",
        "lang": "en",
        "pages": ["arvenia/1"],
        "units": [[]],
        "blocks": [
            ["sec_1__para_1", "1 ¶1", 0, 0, "Ana Vol came.", [["people/ana-vol", 0, 7]]],
            ["sec_1__para_2", "1 ¶2", 0, 0, "So it was.", []],
        ],
    }  # fmt: skip


def test_the_first_piece_lists_the_texts_and_the_thesaurus(make_document: MakeDocument) -> None:
    """A reader's browser learns from data/search.js what else to load."""
    documents = make_document("One.", slug="b"), make_document("Two.", slug="a")
    found = pieces(*documents)
    assert found["data/search.js"] == {
        "kind": "texts",
        "texts": [{"slug": "b", "name": "b"}, {"slug": "a", "name": "a"}],
        "thesaurus": [["army", "military"]],
    }
    assert set(found) == {
        "data/search.js", "data/a.search.js", "data/b.search.js", "data/glossary.search.js",
    }  # fmt: skip


def test_an_entry_is_found_by_every_form_that_it_or_a_text_has(make_document: MakeDocument) -> None:
    """Forms are the headword, the variants, the name in its own script, and other wordings."""
    entry = Entry(
        "people/ana-vol", "person", "Ana Vol", variants=("President Vol",), native="安娜",
        gloss="A president.", office="President",
    )  # fmt: skip
    # Another kind of space is another wording of the same form.
    found = pieces(make_document("Ana Vol, President\u00a0Vol."), entries=(entry,))
    assert found["data/glossary.search.js"]["entries"] == [
        ["people/ana-vol", "Ana Vol", "person",
         ["Ana Vol", "President Vol", "安娜", "President\u00a0Vol"], "安娜", "A president.",
         "President", 2, "zh"],
    ]  # fmt: skip


def test_a_unit_is_called_by_its_heading_then_those_around_it() -> None:
    """The heading of a clause comes first, that of its section after it; front matter has none."""
    text = "**Statement**\n\n1. They met.\n\n(a) Trade grew.\n\nTorlin, 4 May 2021\n"
    notes = EditionNotes("edition.yml", headings=((1, "1", "Talks"), (2, "1(a)", "Trade")))
    document, problems = parse(repair(SourceText("arvenia", text, "arvenia/text.md", "0")), notes)
    assert not problems
    piece = pieces(document)["data/arvenia.search.js"]
    called = {b[1]: piece["units"][b[3]] if b[3] >= 0 else None for b in piece["blocks"]}
    assert called["1 ¶1"] == ["Talks"]
    assert called["1(a) ¶1"] == ["Trade", "Talks"]
    assert called["Front ¶1"] is None
    assert piece["pages"][piece["blocks"][0][2]] == "arvenia/index"


def test_offsets_count_as_scripts_count(make_document: MakeDocument) -> None:
    """A character beyond the first plane counts two before a mention, as it does in a script."""
    entry = Entry("people/ana-vol", "person", "Ana Vol")
    found = pieces(make_document("𝔸 and Ana Vol came."), entries=(entry,))
    ((*_, mentions),) = found["data/arvenia.search.js"]["blocks"]
    assert mentions == [["people/ana-vol", 7, 14]]


def test_no_text_can_end_the_script_or_one_of_its_strings(make_document: MakeDocument) -> None:
    """Markup and line separators reach the reader as text, and never as code."""
    text = 'So </script><!-- "\u2028\u2029\\ it is.'
    files = search_files((make_document(text),), (), (), (("</script>", "b"),))
    for content in files.values():
        script = content.decode()
        assert "<" not in script
        assert not re.search("[\u2028\u2029]", script)
    assert read(files["data/arvenia.search.js"])["blocks"][0][4] == text


def test_the_same_edition_gives_the_same_bytes(make_document: MakeDocument) -> None:
    """Two runs differ in no byte and in no order."""
    document = make_document("Ana Vol came.", "So it was.")
    assert search_files((document,), (), (), ()) == search_files((document,), (), (), ())


def test_the_thesaurus_is_groups_of_words_in_lower_case() -> None:
    """Each group has two words at least and none twice, folded as a reader's words are."""
    groups = read_thesaurus()
    assert len(groups) > 150
    assert len(set(groups)) == len(groups)
    for group in groups:
        assert len(group) > 1, group
        assert len(set(group)) == len(group), group
        for word in group:
            assert word == word.lower() == " ".join(word.split()), word
            assert word.isascii(), word
            assert len(word.split()) <= 4, word
            assert all(unicodedata.category(c)[0] in "LN" or c in " -'" for c in word), word


def test_the_thesaurus_names_no_person_and_no_place_of_the_shipped_glossary() -> None:
    """It is general: the names are in the glossary."""
    source, _ = read_source(SOURCE)
    entries, _ = read_glossary(source.glossary, source.slugs, whole=source.glossary_whole)
    names = {
        form.lower()
        for entry in entries
        if entry.kind in {"person", "place"}
        for form in (entry.headword, *entry.variants)
    }
    assert len(names) > 20
    assert not names & {word for group in read_thesaurus() for word in group}


def test_what_is_searched_of_the_shipped_text_weighs_at_most_60_kilobytes() -> None:
    """Compressed as hosts do, all pieces together."""
    files = sorted((ROOT / "docs" / "data").glob("*search.js"))
    assert len(files) == 3
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 60_000
