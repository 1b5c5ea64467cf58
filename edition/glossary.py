"""The glossary's YAML values in, entries out, checked against one another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.errors import Problem, nearest
from edition.model import Citation, Entry, Place
from edition.records import Fields, Value
from edition.source import KINDS, check_address
from edition.words import folded

_KEYS = (
    "id", "headword", "native", "office", "variants", "gloss", "sources", "see", "here", "not_here",
)  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_INDEX_PAGES = frozenset({"index", "readme"})  # names that a publisher gives to a folder's index


def read_glossary(
    files: Iterable[tuple[str, str, Value]], documents: Iterable[str], *, whole: bool = True
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Make entries of the glossary's files.

    Args:
        files: (kind's folder, file name for messages, value), as `read_source` gives them.
        documents: slugs of the texts, for checking decisions about single places.
        whole: these are all files; else `see` may lead into one that could not be read.

    Returns:
        The entries in order of id, and all problems: two with one id, a form that two claim …
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    slugs = tuple(documents)
    for folder, file, value in files:
        if not isinstance(value.data, list):
            problems.append(
                Problem(file, value.line, "must be a list of entries, each from “- id: …” on")
            )
            continue
        for item in value.data:
            entry = _entry(Fields(item, _KEYS, "an entry", file, problems), folder, slugs)
            if entry:
                entries.append(entry)
    _check_ids(entries, problems)
    _check_forms(entries, problems)
    known = {entry.id for entry in entries}
    for entry in entries:
        for target in entry.see:
            if whole and target not in known:
                hint = nearest(target, sorted(known - {entry.id}))
                problems.append(
                    Problem(
                        entry.file, entry.line, f"{entry.id}: see “{target}” leads nowhere; {hint}"
                    )
                )
    return tuple(sorted(entries, key=lambda e: e.id)), problems


def _entry(fields: Fields, folder: str, slugs: tuple[str, ...]) -> Entry | None:
    name, headword = fields.text("id", needed=True), fields.text("headword", needed=True)
    if name and not _ID.fullmatch(name):
        fields.wrong(
            f"id “{name}” is an address and may hold a-z, 0-9 and hyphens, 100 at most; rename it",
            fields.line_of("id"),
        )
        return None
    if name in _INDEX_PAGES:
        fields.wrong(
            f"id “{name}” is the address of an index page; choose another", fields.line_of("id")
        )
        return None
    if not name or not headword:
        return None
    if not _is_name(headword):
        fields.wrong(
            f"{name}: “{headword}” is no name; write letters or digits", fields.line_of("headword")
        )
        return None
    variants: list[str] = []
    for line, variant in fields.texts("variants"):
        if folded(variant) in map(folded, [headword, *variants]):
            fields.wrong(f"{name}: “{variant}” stands here twice; keep one", line)
        elif not _is_name(variant):
            fields.wrong(f"{name}: “{variant}” is no name; remove it", line)
        else:
            variants.append(variant)
    return Entry(
        id=f"{folder}/{name}",
        kind=KINDS[folder],
        headword=headword,
        variants=tuple(variants),
        native=fields.text("native"),
        office=fields.text("office"),
        gloss=fields.text("gloss"),
        sources=_citations(fields),
        see=tuple(text for _, text in fields.texts("see")),
        here=_places(fields, "here", slugs),
        not_here=_places(fields, "not_here", slugs),
        file=fields.file,
        line=fields.line,
    )


def _is_name(form: str) -> bool:
    return any(char.isalnum() for char in form)


def _citations(fields: Fields) -> tuple[Citation, ...]:
    found = []
    for value in fields.each("sources"):
        inner = Fields(
            value, ("title", "publisher", "address"), "a source", fields.file, fields.problems
        )
        title, address = inner.text("title", needed=True), inner.text("address")
        if address:
            check_address(address, inner, inner.line_of("address"))
        if title:
            found.append(Citation(title, inner.text("publisher"), address))
    return tuple(found)


def _places(fields: Fields, name: str, slugs: tuple[str, ...]) -> tuple[Place, ...]:
    found = []
    for value in fields.each(name):
        inner = Fields(value, ("text", "at", "words"), f"“{name}”", fields.file, fields.problems)
        slug, at, words = (inner.text(key, needed=True) for key in ("text", "at", "words"))
        if slug and slug not in slugs:
            inner.wrong(f"there is no text “{slug}”; {nearest(slug, slugs)}", inner.line_of("text"))
        elif slug and at and words:
            found.append(Place(slug, at, words, inner.line))
    return tuple(found)


def _check_ids(entries: list[Entry], problems: list[Problem]) -> None:
    first: dict[str, Entry] = {}
    for entry in entries:
        if before := first.get(entry.id):
            problems.append(
                Problem(
                    entry.file,
                    entry.line,
                    f"id “{entry.id}” is taken in line {before.line}; choose another",
                )
            )
        first.setdefault(entry.id, entry)


def _check_forms(entries: list[Entry], problems: list[Problem]) -> None:
    """List every form of a name that two entries claim: no rule could choose between them."""
    first: dict[str, Entry] = {}
    for entry in entries:
        for form in (entry.headword, *entry.variants):
            before = first.setdefault(folded(form), entry)
            if before is not entry:
                problems.append(
                    Problem(
                        entry.file,
                        entry.line,
                        f"“{form}” is claimed by {entry.id} and by {before.id} "
                        f"({before.file}:{before.line}); leave it to one, and use “here” for "
                        "single places",
                    )
                )
