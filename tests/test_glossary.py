"""The glossary in, entries out; and the data that others read, as the contract gives it."""

import json
import re
from pathlib import Path

import pytest

from edition.errors import Problem
from edition.glossary import read_glossary
from edition.records import read_yaml
from edition.source import KINDS
from edition.stages import make_files, read_edition

TEMPLATES = Path(__file__).parent.parent / "templates"
PEOPLE = """\
- id: oren
  headword: King Oren
  native: ऑरेन
  office: King of Solmark
  variants: [His Majesty Oren, "Oren’s Crown"]
  gloss: >-
    The second king
    of that name.
  sources:
    - title: Kings of Solmark
    - {title: "Who: Rules", publisher: Luma Press, address: "https://luma.example/?a=b&c"}
  see: [places/port-luma]
- id: ada-corvin
  headword: Ada Corvin
  here:
    - {text: arvenia, at: 1 ¶1, words: The President}
"""
PLACES = "- {id: port-luma, headword: Port Luma}\n- {id: arvenia, headword: Arvenia}\n"
TEXT = """\
# Statement 𝔸 of Arvenia

1. 𝔸𝔹 Ada Corvin of Arvenia met King Oren. The President went to Port&nbsp;Luma.

> 🜚 Arvenia is quoted.

- Port Luma

(a) first a clause of Arvenia; and

(b) another.

<!-- aside -->

Port Luma, 5 May 2031
"""


def entries_of(**files):
    problems: list[Problem] = []
    read = [(name, f"{name}.yml", read_yaml(text, name, problems)) for name, text in files.items()]
    entries, faults = read_glossary(
        [(name, file, value) for name, file, value in read if value and value.data is not None],
        ["arvenia"],
    )
    assert not problems
    assert not faults
    return entries


def test_an_entry_is_what_the_editor_wrote():
    oren, *_ = [e for e in entries_of(people=PEOPLE, places=PLACES) if e.id == "people/oren"]
    assert (oren.kind, oren.headword, oren.native) == ("person", "King Oren", "ऑरेन")
    assert oren.office == "King of Solmark"
    assert oren.variants == ("His Majesty Oren", "Oren’s Crown")
    assert oren.gloss == "The second king of that name."
    assert [(s.title, s.publisher, s.address) for s in oren.sources] == [
        ("Kings of Solmark", None, None),
        ("Who: Rules", "Luma Press", "https://luma.example/?a=b&c"),
    ]
    assert oren.see == ("places/port-luma",)
    assert (oren.file, oren.line, oren.status) == ("people.yml", 1, "described")


def test_entries_come_in_order_of_id_whatever_the_order_of_writing():
    assert [e.id for e in entries_of(places=PLACES, people=PEOPLE)] == [
        "people/ada-corvin",
        "people/oren",
        "places/arvenia",
        "places/port-luma",
    ]


def test_one_name_in_two_folders_is_two_ids():
    entries = entries_of(people="- {id: a, headword: A1}", places="- {id: a, headword: A2}")
    assert [e.id for e in entries] == ["people/a", "places/a"]


def test_every_kind_has_its_folder():
    entries = entries_of(**{f: f"- {{id: x, headword: {f}}}" for f in KINDS})
    assert {e.id.split("/")[0]: e.kind for e in entries} == KINDS


@pytest.mark.parametrize("text", ["", "[]", "# nothing yet\n", "---\n"])
def test_a_glossary_file_may_be_empty(text):
    assert entries_of(people=text) == ()


# --- the machine-readable edition -----------------------------------------------------------

STR, INT, BOOL = str, int, bool
MAYBE = (str, type(None))
MENTION = {"start": INT, "end": INT, "wording": STR, "entry": STR, "by": STR}
BLOCK = {"id": STR, "locator": STR, "label": MAYBE, "kind": STR, "text": STR, "mentions": [MENTION]}
SECTION = {
    "id": STR, "kind": STR, "label": MAYBE, "heading": MAYBE, "heading_by": MAYBE, "url": STR,
    "blocks": [BLOCK],
}  # fmt: skip
SECTION["sections"] = [SECTION]
DOCUMENT = {
    "format": STR, "slug": STR, "lang": STR, "title": MAYBE, "short_title": MAYBE,
    "date": {"as_given": MAYBE, "edtf": MAYBE}, "place": MAYBE, "parties": [STR],
    "source": {"file": STR, "sha256": STR, "words": INT},
    "apparatus": [{"rule": STR, "line": INT, "received": STR, "repaired": STR, "doubt": BOOL}],
    "front": [BLOCK], "sections": [SECTION], "back": [BLOCK],
}  # fmt: skip
ENTRY = {
    "id": STR, "kind": STR, "headword": STR, "variants": [STR], "gloss": MAYBE,
    "sources": [{"title": STR, "publisher": MAYBE, "address": MAYBE}],
    "status": STR, "see": [STR], "url": STR,
    "mentions": [{"document": STR, "block": STR, "start": INT, "end": INT}],
}  # fmt: skip
ADDED = {"native": MAYBE, "office": MAYBE}
GLOSSARY = {"format": STR, "entries": [{**ENTRY, **ADDED}]}


def check(value, shape, where="$"):
    """Assert that a value has just the fields of a shape, and their types."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert set(value) == set(shape), where
        for key, inner in shape.items():
            check(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for n, inner in enumerate(value):
            check(inner, shape[0], f"{where}[{n}]")
    else:
        assert isinstance(value, shape), where
        assert isinstance(value, bool) == (shape is bool), where


@pytest.fixture
def data(tmp_path, make_source):
    """Return the two JSON files of a small invented edition, read again."""
    source = make_source(
        tmp_path,
        {
            "arvenia/text.md": TEXT,
            "glossary/people.yml": PEOPLE,
            "glossary/places.yml": PLACES,
        },
    )
    files = make_files(read_edition(source), TEMPLATES)
    return json.loads(files["data/arvenia.json"]), json.loads(files["data/glossary.json"])


def blocks_of(document):
    def walk(section):
        yield from section["blocks"]
        for inner in section["sections"]:
            yield from walk(inner)

    yield from document["front"]
    for section in document["sections"]:
        yield from walk(section)
    yield from document["back"]


def sections_of(sections):
    for section in sections:
        yield section
        yield from sections_of(section["sections"])


def test_the_data_have_exactly_the_fields_and_types_of_the_contract(data):
    document, glossary = data
    check(document, DOCUMENT)
    check(glossary, GLOSSARY)
    assert (document["format"], glossary["format"]) == ("edition/1", "glossary/1")


def test_the_checker_sees_a_field_too_many_one_too_few_and_a_wrong_type(data):
    document, _ = data
    for wrong in ({**document, "x": 1}, {**document, "lang": None}, {**document, "parties": "A"}):
        with pytest.raises(AssertionError):
            check(wrong, DOCUMENT)
    del document["back"]
    with pytest.raises(AssertionError):
        check(document, DOCUMENT)


def test_kinds_and_agents_are_those_of_the_contract(data):
    document, glossary = data
    assert {b["kind"] for b in blocks_of(document)} <= {
        "paragraph", "item", "quotation", "row", "footnote", "title", "dateline", "release",
        "signature", "note",
    }  # fmt: skip
    sections = list(sections_of(document["sections"]))
    assert {s["kind"] for s in sections} <= {"section", "clause", "part", "preamble", "annex"}
    assert {s["heading_by"] for s in sections} <= {"text", "editor", "rule", None}
    assert {e["kind"] for e in glossary["entries"]} <= set(KINDS.values())
    assert {e["status"] for e in glossary["entries"]} <= {"described", "found"}
    assert {m["by"] for b in blocks_of(document) for m in b["mentions"]} == {"editor"}


def test_offsets_count_code_points_and_cover_the_wording(data):
    document, _ = data
    mentions = [(b["text"], m) for b in blocks_of(document) for m in b["mentions"]]
    assert [m["wording"] for _, m in mentions] == [
        "Arvenia", "Ada Corvin", "Arvenia", "King Oren", "The President", "Port\u00a0Luma",
        "Arvenia", "Port Luma", "Arvenia", "Port Luma",
    ]  # fmt: skip
    assert all(text[m["start"] : m["end"]] == m["wording"] for text, m in mentions)
    assert (mentions[1][1]["start"], mentions[6][1]["start"]) == (3, 2)


def test_the_mentions_of_the_glossary_are_those_of_the_documents(data):
    document, glossary = data
    in_document = [
        (m["entry"], document["slug"], b["id"], m["start"], m["end"])
        for b in blocks_of(document)
        for m in b["mentions"]
    ]
    in_glossary = [
        (e["id"], m["document"], m["block"], m["start"], m["end"])
        for e in glossary["entries"]
        for m in e["mentions"]
    ]
    assert len(in_document) == 10
    assert sorted(in_document) == sorted(in_glossary)


def test_ids_are_unique_and_addresses_are_those_of_the_contract(data):
    document, glossary = data
    sections = list(sections_of(document["sections"]))
    ids = [b["id"] for b in blocks_of(document)] + [s["id"] for s in sections]
    assert len(ids) == len(set(ids))
    for section in sections:
        top = section["id"].split("__")[0].removeprefix("sec_").lower()
        page = f"arvenia/{top}/"
        assert section["url"] == (f"{page}#{section['id']}" if "__" in section["id"] else page)
    for entry in glossary["entries"]:
        assert entry["url"] == f"glossary/{entry['id']}/"


def test_the_source_is_told_by_file_hash_and_words(data):
    source = data[0]["source"]
    assert source["file"] == "arvenia/text.md"
    assert re.fullmatch("[0-9a-f]{64}", source["sha256"])
    assert source["words"] == len(TEXT.split())


def test_what_was_set_aside_is_in_the_apparatus_with_its_line(data):
    (aside,) = [e for e in data[0]["apparatus"] if e["received"] == "<!-- aside -->"]
    assert (aside["line"], aside["repaired"], aside["doubt"]) == (13, "", False)


def test_the_shipped_data_have_the_fields_of_the_contract_too():
    docs = TEMPLATES.parent / "docs" / "data"
    documents = [
        path for path in docs.glob("*.json") if path.stem != "glossary" and "." not in path.stem
    ]
    assert documents
    for path in documents:
        check(json.loads(path.read_bytes()), DOCUMENT)
    check(json.loads((docs / "glossary.json").read_bytes()), GLOSSARY)
