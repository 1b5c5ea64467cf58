"""Texts in, citations out: each form read back with the library that wrote it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.middlewares.parsestack import default_parse_stack

from edition.citing import (
    ACCESSED,
    ADDRESS,
    KEY,
    LOCATOR,
    bibtex,
    citation_files,
    citation_page,
    csl,
    iso_date,
    known_date,
    ris,
)
from edition.fingerprints import fingerprint
from edition.model import Date, Document
from edition.render import render

TEMPLATES = Path(__file__).parent.parent / "templates"
PARTIES = ("Government of Arvenia", "Ministry of Trade & Peace of Solmark")
TITLES = [
    "Joint Communiqué between Arvenia and Solmark (Final)",
    "On {braces}, and one more }",
    "Trade & Peace: 100% of $5 #1 under_score ~ ^ \\ end",
    "“Quoted” and 'quoted' and \"quoted\"",
    "សេចក្តីប្រកាសរួម",
    "中柬联合公报",
    "Title, with, commas and and",
    "@misc{x, title = {y}}",
    "TY - BOOK",
]


@pytest.fixture
def document(make_document: Callable[..., Document]) -> Document:
    made = make_document("One.", "Two.")
    date = Date("November XX, 2022", "2022-11-XX")
    return replace(made, title=TITLES[0], parties=PARTIES, date=date, place="Torlin")


def fields_of(text: str) -> dict[str, Any]:
    """Read an entry of BibTeX as its library does, LaTeX decoded and all braces off.

    Its decoder does not know how LaTeX writes a brace in a text, and reads ^ as an accent.
    """
    text = text.replace(r"\textbraceleft{}", "\ue000").replace(r"\textbraceright{}", "\ue001")
    stack = [*default_parse_stack(), LatexDecodingMiddleware()]
    library = parse_string(text, parse_stack=stack)
    assert not library.failed_blocks
    (entry,) = library.entries
    back = str.maketrans("\ue000\ue001ˆ", "{}^")
    fields = {field.key: str(field.value).translate(back) for field in entry.fields}
    return {"type": entry.entry_type, "key": entry.key} | fields


def plain_of(document: Document) -> str:
    ((_, text),) = render([citation_page(document)], TEMPLATES)
    return " ".join(text.split())


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_from_every_form_as_it_was(document: Document, title: str) -> None:
    """Letter for letter, in BibTeX, RIS and CSL-JSON."""
    document = replace(document, title=title)
    assert fields_of(bibtex(document))["title"] == title
    (reference,) = rispy.loads(ris(document))
    assert reference["title"] == title
    assert json.loads(json.dumps(csl(document)))["title"] == title


@pytest.mark.parametrize("title", TITLES)
def test_braces_balance_in_bibtex(document: Document, title: str) -> None:
    """BibTeX counts them, those after a backslash too."""
    text = bibtex(replace(document, title=title))
    assert text.count("{") == text.count("}")
    depth = 0
    for char in text.rstrip()[:-1]:
        depth += (char == "{") - (char == "}")
        assert depth >= 0


def test_a_government_is_one_name(document: Document) -> None:
    """No style makes a family name of its last word, or two names of an "and" inside it."""
    assert (
        "author = {{Government of Arvenia} and {Ministry of Trade \\& Peace of Solmark}}"
        in bibtex(document)
    )
    assert csl(document)["author"] == [{"literal": party} for party in PARTIES]
    assert rispy.loads(ris(document))[0]["authors"] == list(PARTIES)


def test_no_style_changes_the_capitals_of_a_title(document: Document) -> None:
    """It stands in braces of its own."""
    assert f"title = {{{{{TITLES[0]}}}}}" in bibtex(document)


@pytest.mark.parametrize(
    ("edtf", "known", "issued", "ris_date"),
    [
        ("2022-11-09", (2022, 11, 9), {"date-parts": [[2022, 11, 9]]}, "2022/11/09/"),
        ("2022-11-XX", (2022, 11), {"date-parts": [[2022, 11]]}, "2022/11//"),
        ("2022-XX-09", (2022,), {"date-parts": [[2022]]}, "2022///"),
        ("2022-11~", (2022, 11), {"date-parts": [[2022, 11]], "circa": True}, "2022/11//"),
        ("202X", (), {"literal": "202X"}, None),
        (
            "2022-11-08/2022-11-11",
            (2022, 11, 8),
            {"date-parts": [[2022, 11, 8], [2022, 11, 11]]},
            "2022/11/08/",
        ),
        ("2022-11/..", (2022, 11), {"literal": "2022-11/.."}, "2022/11//"),
        (None, (), None, None),
    ],
)
def test_a_date_says_what_is_known_and_no_more(
    document: Document, edtf: str | None, known: tuple[int, ...], issued: object, ris_date: object
) -> None:
    """An open day stays open; what is uncertain is said to be."""
    document = replace(document, date=Date(None, edtf))
    assert known_date(edtf) == known
    assert csl(document).get("issued") == issued
    assert rispy.loads(ris(document))[0].get("date") == ris_date
    assert (f"date = {{{edtf}}}" in bibtex(document)) == (edtf is not None)
    assert fields_of(bibtex(document)).get("year") == (str(known[0]) if known else None)


def test_a_date_is_as_long_as_it_is_known() -> None:
    """In ISO 8601, and with another sign between."""
    assert iso_date("2022-11-XX") == "2022-11"
    assert iso_date("2022-11-09", "/") == "2022/11/09"
    assert iso_date(None) == ""


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (Date("November XX, 2022", "2022-11-XX"), " (November 2022) "),
        (Date(None, "2022-11-09"), " (9 November 2022) "),
        (Date(None, "2022"), " (2022) "),
        (Date(None, "2022-11~"), " (c November 2022) "),
        (Date(None, "2022?"), " (2022?) "),
        (Date("in the eighties", "198X"), " (in the eighties) "),
        (Date(), "(Final) X"),
    ],
)
def test_a_plain_citation_follows_oscola(document: Document, date: Date, said: str) -> None:
    """Parties, title with its capitals, date in brackets, locator, address, day of access."""
    text = plain_of(replace(document, date=date))
    assert text.startswith(f"{', '.join(PARTIES)}, {TITLES[0]} ")
    assert text.endswith(f"{LOCATOR} <{ADDRESS}> accessed {ACCESSED}")
    assert said in text


def test_two_parties_make_a_treaty_and_one_a_document(document: Document) -> None:
    """As CSL understands them."""
    assert csl(document)["type"] == "treaty"
    assert csl(replace(document, parties=PARTIES[:1]))["type"] == "document"
    assert csl(replace(document, parties=()))["type"] == "document"


def test_a_text_of_which_nothing_is_known_can_be_cited(
    make_document: Callable[..., Document],
) -> None:
    """By its name alone."""
    document = make_document("One.")
    assert fields_of(bibtex(document)) == {"type": "misc", "key": "arvenia", "title": "arvenia"}
    assert csl(document) == {
        "id": "arvenia",
        "type": "document",
        "title": "arvenia",
        "language": "en",
    }
    assert plain_of(document).startswith(f"arvenia {LOCATOR} <")


def test_a_paragraphs_forms_hold_each_placeholder_once(document: Document) -> None:
    """The browser fills them; the forms of a whole text have none."""
    files = citation_files(document, plain_of(document))
    script = files["data/arvenia.cite.js"].decode()
    assert script.startswith("editionCitation(")
    piece = json.loads(script.removeprefix("editionCitation(").removesuffix(");\n"))
    for form in ("plain", "bibtex", "ris"):
        for placeholder in (LOCATOR, ADDRESS, ACCESSED):
            assert piece[form].count(placeholder) == 1, form
    assert fields_of(piece["bibtex"])["key"] == f"arvenia-{KEY}"
    (reference,) = rispy.loads(piece["ris"])
    assert reference["id"] == f"arvenia-{KEY}"
    for name in ("bib", "ris", "csl.json"):
        text = files[f"data/arvenia.{name}"].decode()
        assert not any(placeholder in text for placeholder in (LOCATOR, ADDRESS, ACCESSED, KEY))
    (item,) = json.loads(files["data/arvenia.csl.json"])
    assert item == piece["csl"] == csl(document)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (Date("November XX, 2022", "2022-11-XX"), "November XX, 2022"),
        (Date(None, "2022-11-09"), "2022-11-09"),
        (Date(), ""),
    ],
)
def test_a_quotation_has_the_date_as_the_text_gives_it(
    document: Document, date: Date, said: str
) -> None:
    """Else the editor's, else none."""
    script = citation_files(replace(document, date=date), "")["data/arvenia.cite.js"].decode()
    assert json.loads(script.removeprefix("editionCitation(").removesuffix(");\n"))["date"] == said


def test_places_say_where_each_paragraph_stands(document: Document) -> None:
    """By page, with its locator and fingerprint."""
    script = citation_files(document, "")["data/arvenia.cite.js"].decode()
    piece = json.loads(script.removeprefix("editionCitation(").removesuffix(");\n"))
    blocks = [
        ["sec_1__para_1", "1 ¶1", fingerprint("One.")],
        ["sec_1__para_2", "1 ¶2", fingerprint("Two.")],
    ]
    assert piece["places"] == [["arvenia/1", blocks]]
