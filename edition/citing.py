"""Documents in; the forms in which they are cited out: CSL-JSON, BibTeX, RIS and plain text.

Three files cite a whole text. A fourth, a script, holds the same forms for one paragraph, with
placeholders that the browser fills, and says where every paragraph stands and what its fingerprint
is, so that a link to one that has moved is led on.

BibTeX has no type for a document between governments (@misc, title and names in braces, so that no
style changes their capitals or parts a government's name); RIS has GOVDOC; CSL has "treaty", under
which styles put what parties have agreed, and "document" for what one party declares.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import Any

import rispy  # type: ignore[import-untyped]
from babel.dates import get_month_names
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import (  # type: ignore[import-untyped]
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
)

from edition.addresses import block_paths
from edition.fingerprints import fingerprint
from edition.model import Document, Page

LOCATOR, ADDRESS, ACCESSED, KEY = "XLOCATORX", "XADDRESSX", "XACCESSEDX", "XKEYX"
"""What the browser replaces: words that no title has and no form escapes.

KEY becomes the paragraph's id, so that two paragraphs of a text are two references.
"""

_KNOWN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SPECIAL = {char: f"\\{char}" for char in "&%$#_"} | {
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}
_LATEX = UnicodeToLatexEncoder(
    conversion_rules=[
        UnicodeToLatexConversionRule(RULE_DICT, {ord(c): tex for c, tex in _SPECIAL.items()})
    ],
    unknown_char_policy="keep",  # the file is UTF-8
    unknown_char_warning=False,
)


def known_date(edtf: str | None) -> tuple[int, ...]:
    """Return what is sure of an EDTF date, of a span's first: (year, month, day), or fewer.

    "2022-11-XX" gives (2022, 11); "202X" gives nothing.
    """
    match = _KNOWN.match(edtf or "")
    return tuple(int(part) for part in match.groups() if part) if match else ()


def iso_date(edtf: str | None, between: str = "-") -> str:
    """Return what is sure of an EDTF date as ISO 8601 has it, or nothing: "2022-11"."""
    return between.join(f"{part:02}" for part in known_date(edtf))


def citation_page(document: Document) -> Page:
    """Return what templates/citation.txt.j2 makes the plain citation of."""
    context: dict[str, object] = {
        "document": document,
        "title": _title(document),
        "date": known_date(document.date.edtf),
        "months": get_month_names(locale="en"),
        "locator": LOCATOR,
        "address": ADDRESS,
        "accessed": ACCESSED,
    }
    return Page(f"data/{document.slug}.citation.txt", "citation.txt.j2", context)


def citation_files(document: Document, plain: str) -> dict[str, bytes]:
    """Return the files that cite a text, by path in docs/.

    Args:
        document: the text.
        plain: its plain citation, with placeholders.
    """
    name = f"data/{document.slug}"
    item = csl(document)
    piece = {
        "slug": document.slug,
        "title": _title(document),
        "date": document.date.as_given or document.date.edtf or "",
        "plain": " ".join(plain.split()),
        "bibtex": bibtex(document, paragraph=True),
        "ris": ris(document, paragraph=True),
        "csl": item,
        "places": _places(document),
    }
    return {
        f"{name}.csl.json": f"{json.dumps([item], ensure_ascii=False, indent=1)}\n".encode(),
        f"{name}.bib": bibtex(document).encode(),
        f"{name}.ris": ris(document).encode(),
        f"{name}.cite.js": f"editionCitation({json.dumps(piece, ensure_ascii=False)});\n".encode(),
    }


def csl(document: Document) -> dict[str, Any]:
    """Return a text as an item of CSL-JSON 1.0.2; a date keeps open what is open."""
    item: dict[str, Any] = {
        "id": document.slug,
        "type": "treaty" if len(document.parties) > 1 else "document",
        "title": _title(document),
        "title-short": document.short_title,
        "author": [{"literal": party} for party in document.parties],
        "issued": _issued(document),
        "publisher-place": document.place or document.edited_place,
        "language": document.lang,
    }
    return {key: value for key, value in item.items() if value}


def _issued(document: Document) -> dict[str, Any] | None:
    edtf, as_given = document.date.edtf, document.date.as_given
    parts = [known_date(part) for part in edtf.split("/")] if edtf else []
    if not parts or not all(parts):
        literal = as_given or edtf
        return {"literal": literal} if literal else None
    issued: dict[str, Any] = {"date-parts": [list(part) for part in parts]}
    return issued | {"circa": True} if re.search("[?~%]", edtf or "") else issued


def bibtex(document: Document, *, paragraph: bool = False) -> str:
    """Return a text, or a paragraph of it, as an entry of BibTeX; `date` is biblatex's (EDTF)."""
    known = known_date(document.date.edtf)
    place = document.place or document.edited_place
    fields = {
        "author": " and ".join(f"{{{_latex(party)}}}" for party in document.parties),
        "title": f"{{{_latex(_title(document))}}}",
        "shorttitle": f"{{{_latex(document.short_title)}}}" if document.short_title else "",
        "year": str(known[0]) if known else "",
        "date": document.date.edtf or "",
        "address": _latex(place) if place else "",
        "langid": document.lang if document.lang != "en" else "",
    }
    if paragraph:
        fields |= {"note": LOCATOR, "url": ADDRESS, "urldate": ACCESSED}
    those = [Field(key, text) for key, text in fields.items() if text]
    return write_string(Library([Entry("misc", _key(document, paragraph), those)]))


def _key(document: Document, paragraph: bool) -> str:  # noqa: FBT001
    return f"{document.slug}-{KEY}" if paragraph else document.slug


def _latex(text: str) -> str:
    encoded: str = _LATEX.unicode_to_latex(" ".join(text.split()))
    return encoded


def ris(document: Document, *, paragraph: bool = False) -> str:
    """Return a text, or a paragraph of it, as a reference of RIS."""
    known = known_date(document.date.edtf)
    reference: dict[str, Any] = {
        "type_of_reference": "GOVDOC",
        "title": _title(document),
        "short_title": _line(document.short_title),
        "authors": [_line(party) for party in document.parties],
        "year": str(known[0]) if known else None,
        "date": _ris_date(known),
        "place_published": _line(document.place or document.edited_place),
        "language": document.lang,
        "id": _key(document, paragraph),
    }
    if paragraph:
        reference |= {"section": LOCATOR, "urls": [ADDRESS], "access_date": ACCESSED}
    kept = {key: value for key, value in reference.items() if value}
    written: str = rispy.dumps([kept], implementation=_Unnumbered)
    return written.lstrip("\n")


class _Unnumbered(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """Writes a reference without a number before it, which some programs stumble over."""

    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""


def _ris_date(known: tuple[int, ...]) -> str:
    """Return a date as RIS has it, what is not known left empty: "2022/11//"."""
    parts = [f"{part:02}" for part in known]
    return "/".join([*parts, *[""] * (4 - len(parts))]) if parts else ""


def _title(document: Document) -> str:
    return _line(document.title or document.name)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _places(document: Document) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return (path of the page without `.md`, [(id, locator, fingerprint) of its blocks])."""
    return [
        (path.removesuffix(".md"), [(b.id, b.locator, fingerprint(b.text)) for b, _ in those])
        for path, those in groupby(block_paths(document), lambda pair: pair[1])
    ]
