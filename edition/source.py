"""The source folder in; its texts, the editor's additions and the glossary's files out.

The only module that reads the source folder. It lists every problem it meets and goes on, so
that an editor sees them all at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from edition.dates import is_edtf
from edition.errors import Problem, UsageError, nearest
from edition.model import Date, EditionNotes, Provenance, SourceText
from edition.records import Fields, Value, read_yaml

RESERVED = frozenset({"glossary", "data", "assets", "about", "text"})
KINDS = {
    "people": "person",
    "institutions": "institution",
    "projects": "project",
    "agreements": "agreement",
    "places": "place",
    "events": "event",
    "concepts": "concept",
}
"""Folder of each kind of entry, and the kind, in the order in which readers see them."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_LARGEST = 20_000_000  # bytes; sixty times the longest treaty known to us
_TEXT_NAMES = ("text.md", "text.txt")
_NOTES_NAME = "edition.yml"
_YAML = {".yml", ".yaml"}


@dataclass(frozen=True, slots=True)
class Source:
    """All that stands in the source folder.

    Attributes:
        slugs: the folders that should hold a text, those with a faulty one included.
        texts: the texts that could be read, each with what the editor adds to it.
        glossary: (kind's folder, file name for messages, value).
        glossary_whole: every file of the glossary could be read.
    """

    slugs: tuple[str, ...]
    texts: tuple[tuple[SourceText, EditionNotes], ...]
    glossary: tuple[tuple[str, str, Value], ...]
    glossary_whole: bool


def read_source(folder: Path) -> tuple[Source, list[Problem]]:
    """Read a source folder.

    Returns what was read, and all problems in file order; with a problem, `Source` is partial.

    Raises:
        UsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no source folder {folder}")
    problems: list[Problem] = []
    slugs, texts, glossary = [], [], []
    whole = True
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        path = Path(folder, entry.name)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            problems.append(_symlink(path))
        elif not entry.is_dir():
            _read_stray(path, folder, problems)
        elif entry.name == "glossary":
            before = len(problems)
            glossary = _read_glossary(path, problems)
            whole = len(problems) == before
        elif not _SLUG.fullmatch(entry.name) or entry.name in RESERVED:
            why = (
                "is kept for the site"
                if entry.name in RESERVED
                else "may hold a-z, 0-9 and hyphens, 100 at most"
            )
            problems.append(
                Problem(str(path), 1, f"the folder’s name is its address and {why}; rename it")
            )
        else:
            slugs.append(entry.name)
            text = _read_text(path, folder, problems)
            notes = _read_notes(path / _NOTES_NAME, problems)
            _check_names(path, problems)
            if text:
                texts.append((text, notes))
    if not texts and not problems:
        problems.append(Problem(str(folder), 1, "there is no text; put one into <slug>/text.md"))
    return Source(tuple(slugs), tuple(texts), tuple(glossary), whole), problems


def _read_stray(path: Path, folder: Path, problems: list[Problem]) -> None:
    """List what lies directly in the source folder and would be overlooked there."""
    if path.name == "glossary":
        problems.append(Problem(str(path), 1, "a folder of seven files is read here; move it"))
    elif path.suffix in {".md", ".txt"} and path.stem.lower() != "readme":
        slug = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
        slug = slug if slug and slug not in RESERVED else "<slug>"
        wanted = folder / slug / f"text{path.suffix}"
        problems.append(
            Problem(str(path), 1, f"a text has a folder of its own; move it to {wanted}")
        )
    elif path.suffix in _YAML:
        there = "a text’s folder or into glossary/"
        problems.append(Problem(str(path), 1, f"not read here; move it into {there}"))


def _check_names(path: Path, problems: list[Problem]) -> None:
    """List files that an editor means to be read but that have another name."""
    problems += (
        Problem(str(file), 1, f"not read; its name must be “{_NOTES_NAME}”")
        for file in sorted(path.iterdir())
        if file.suffix in _YAML and file.name != _NOTES_NAME and not file.name.startswith(".")
    )


def _symlink(path: Path) -> Problem:
    return Problem(str(path), 1, "a symbolic link is not followed; put the file itself here")


def _read_file(path: Path, problems: list[Problem]) -> str | None:
    """Return a file's text with every line end as it is, or none and a problem."""
    if path.is_symlink():
        problems.append(_symlink(path))
        return None
    if not stat.S_ISREG(path.stat().st_mode):
        problems.append(Problem(str(path), 1, "not a file; put a text file here"))
        return None
    if path.stat().st_size > _LARGEST:
        problems.append(Problem(str(path), 1, f"larger than {_LARGEST:,} bytes; divide it"))
        return None
    received = path.read_bytes()
    try:
        return received.decode("utf-8")
    except UnicodeDecodeError as error:
        line = received.count(b"\n", 0, error.start) + 1
        byte = f"byte {received[error.start]:#04x}"
        problems.append(Problem(str(path), line, f"not UTF-8 ({byte}); save the file as UTF-8"))
        return None


def _read_text(path: Path, folder: Path, problems: list[Problem]) -> SourceText | None:
    files = [
        path / name for name in _TEXT_NAMES if (path / name).is_symlink() or (path / name).exists()
    ]
    if not files:
        problems.append(Problem(str(path / "text.md"), 1, "there is no text; put it here"))
        return None
    if len(files) > 1:
        problems.append(Problem(str(files[1]), 1, "there is a text.md too; keep one of them"))
        return None
    text = _read_file(files[0], problems)
    if text is None:
        return None
    if not any(char.isalnum() for char in text):
        problems.append(Problem(str(files[0]), 1, "the text is empty; put the received text here"))
        return None
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return SourceText(path.name, text, files[0].relative_to(folder).as_posix(), sha256)


def _read_glossary(path: Path, problems: list[Problem]) -> list[tuple[str, str, Value]]:
    found = []
    wanted = [f"{kind}.yml" for kind in KINDS]
    for entry in sorted(os.scandir(path), key=lambda e: e.name):
        file = path / entry.name
        if entry.name.startswith("."):
            continue
        if entry.name not in wanted:
            problems.append(
                Problem(str(file), 1, f"not a glossary file; {nearest(entry.name, wanted)}")
            )
            continue
        text = _read_file(file, problems)
        value = read_yaml(text, str(file), problems) if text is not None else None
        if value is not None and value.data is not None:
            found.append((file.stem, str(file), value))
    return found


# --- edition.yml ----------------------------------------------------------------------------

_EDITION_KEYS = (
    "short_title", "lang", "parties", "date", "place", "provenance", "rights", "headings", "notes",
)  # fmt: skip
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")


def _read_notes(path: Path, problems: list[Problem]) -> EditionNotes:
    """Read `edition.yml`; a missing or empty one gives the defaults."""
    if not path.exists() and not path.is_symlink():
        return EditionNotes(str(path))
    text = _read_file(path, problems)
    value = read_yaml(text, str(path), problems) if text is not None else None
    if value is None or value.data is None:
        return EditionNotes(str(path))
    fields = Fields(value, _EDITION_KEYS, "edition.yml", str(path), problems)
    lang = fields.text("lang")
    if lang and not _LANG.fullmatch(lang):
        fields.wrong(
            f"“{lang}” is no language tag; write one such as en or zh-Hans", fields.line_of("lang")
        )
    dated = fields.fields("date", ("edtf", "note"))
    edtf = dated.text("edtf") if dated else None
    if dated and edtf and not is_edtf(edtf):
        dated.wrong(
            f"“{edtf}” is no EDTF date; write one such as 2022-11-08 or 2022-11-XX",
            dated.line_of("edtf"),
        )
    origin = fields.fields("provenance", ("from", "received", "address"))
    received = origin.text("received") if origin else None
    if origin and received and not _is_day(received):
        origin.wrong(
            f"“{received}” is no day; write one such as 2026-11-23", origin.line_of("received")
        )
    address = origin.text("address") if origin else None
    if origin and address:
        check_address(address, origin, origin.line_of("address"))
    notes = []
    for inner in fields.each("notes"):
        note = Fields(inner, ("at", "words", "note"), "a note", str(path), problems)
        at, words, words_of_note = (
            note.text(name, needed=True) for name in ("at", "words", "note")
        )
        if at and words and words_of_note:
            notes.append((note.line, at, words, words_of_note))
    return EditionNotes(
        file=str(path),
        short_title=fields.text("short_title"),
        lang=lang,
        parties=tuple(party for _, party in fields.texts("parties")),
        date=Date(None, edtf, dated.text("note") if dated else None),
        place=fields.text("place"),
        provenance=Provenance(origin.text("from") if origin else None, received, address),
        rights=fields.text("rights"),
        headings=fields.pairs("headings"),
        notes=tuple(notes),
    )


def _is_day(text: str) -> bool:
    """Tell whether the text is a day of the calendar, or a month, or a year."""
    match = _DAY.fullmatch(text)
    try:
        return bool(match and date.fromisoformat(text + "-01-01"[len(text) - 4 :]))
    except ValueError:
        return False


def check_address(address: str, fields: Fields, line: int) -> None:
    """List a problem unless the address is one that a browser may follow."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", address):
        fields.wrong(f"“{address}” is no web address; begin it with https://", line)
