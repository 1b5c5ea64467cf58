"""The proof that nothing is lost: the received text against the built HTML, character by character.

Three links make the chain, each checked by itself: `undo` gives the received text from the
repaired one and the apparatus; what was read as form is nothing but marks of form; and the HTML
holds the repaired text less these marks, in order, spaces apart: once along the title page, the
sections and the back matter, and once more on the whole-text page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from edition.addresses import address, section_path
from edition.built import BuiltSite
from edition.model import Document
from edition.repair import undo

FORM = {
    "emphasis": r"[*_]",
    "escape": r"\\",
    "hard": r"\\",
    "br": r"<br\s*/?>",
    "tag": r"</?(?:sup|sub|u)>",
    "entity": r"&#?\w+;",
    "link": r"\[",
    "bracket": r"\]",
    "note": r"\[\^[^\]\s\[]+\]:?",
    "heading": r"\s*#+\s*",
    "underline": r"=+|-+",
    "quote": r">",
    "bullet": r"[-+*]",
    "table": r"[|:\s-]+",
}
"""The characters that each kind of mark may cover: no rule can read a word as form."""


def expected_text(document: Document) -> str:
    """Return the repaired text without the marks of form: what the site must show."""
    text = document.repaired.text
    aside = [(m.start, m.end, m.decoded) for m in document.marks] + [
        (start, end, "") for start, end in _addresses(document)
    ]
    parts, here = [], 0
    for start, end, decoded in sorted(aside):
        parts += [text[here:start], decoded]
        here = max(here, end)
    return "".join([*parts, text[here:]])


def _addresses(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where, in the repaired text, the addresses of links stand."""
    shift, repairs = 0, iter(document.repaired.apparatus)
    pending = next(repairs, None)
    for e in document.apparatus:
        while pending and pending.end <= e.start:
            shift += len(pending.repaired) - len(pending.received)
            pending = next(repairs, None)
        if e.rule == "link-address":
            yield e.start + shift, e.end + shift


def prove(document: Document, site: BuiltSite, *, directory_urls: bool = True) -> list[str]:
    """Compare a document with its pages on a built site, which stand at `4/` or at `4.html`.

    Returns every fault found; none if every received word stands where it should.
    """
    source = document.repaired.source
    faults = []
    if undo(document.repaired) != source.text:
        faults.append(f"{source.file}: the apparatus does not give the received text back")
    text = document.repaired.text
    for mark in document.marks:
        if not re.fullmatch(FORM[mark.kind], text[mark.start : mark.end]):
            faults.append(f"{source.file}: {text[mark.start : mark.end]!r} was read as {mark.kind}")
        if mark.kind == "entity" and unescape(text[mark.start : mark.end]) != mark.decoded:
            faults.append(f"{source.file}: {text[mark.start : mark.end]!r} was decoded amiss")
    expected = expected_text(document)
    chain, whole = _pages(document, directory_urls)
    missing = [page for page in (*chain, whole) if page not in site.pages]
    faults += [f"{source.file}: the site has no page {page}" for page in missing]
    if missing:
        return faults
    on_chain = "\n".join(site.pages[page].received for page in chain)
    on_whole = site.pages[whole].received
    for where, found in (("the chain of pages", on_chain), ("the whole-text page", on_whole)):
        fault = _difference(expected, found)
        if fault:
            faults.append(f"{source.file}: {where} {fault}")
    return faults


def strays(
    documents: Iterable[Document], site: BuiltSite, *, directory_urls: bool = True
) -> list[str]:
    """Return a line for every page that holds received text and is no page of a text."""
    known = set()
    for document in documents:
        chain, whole = _pages(document, directory_urls)
        known |= {*chain, whole}
    return [
        f"{path}: received text stands on a page that is no page of a text"
        for path, page in site.pages.items()
        if path not in known and page.received.strip()
    ]


def _pages(document: Document, directory_urls: bool) -> tuple[list[str], str]:  # noqa: FBT001
    """Return the files of the chain of pages, in order, and of the whole-text page."""
    chain = [f"{document.slug}/index.md", *(section_path(document, s) for s in document.sections)]
    files = []
    for path in (*chain, f"{document.slug}/text.md"):
        there = address(path, directory_urls=directory_urls)
        files.append(f"{there}index.html" if directory_urls else there)
    return files[:-1], files[-1]


def _difference(expected: str, found: str) -> str | None:
    """Say where two texts differ, spaces apart, or return none."""
    want, have = "".join(expected.split()), "".join(found.split())
    if want == have:
        return None
    at = next((n for n, (a, b) in enumerate(zip(want, have, strict=False)) if a != b), None)
    at = min(len(want), len(have)) if at is None else at
    near = slice(max(0, at - 20), at + 30)
    return f"differ from the received text: …{have[near]}… stands for …{want[near]}…"
