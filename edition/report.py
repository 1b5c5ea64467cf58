"""What was made in, the words of the terminal out. Colour only where a person looks on."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from edition.names import unknown_names
from edition.pages import certify
from edition.site import Changes
from edition.source import KINDS
from edition.stages import Edition

_LISTED = 5  # examples of a kind, unless all are asked for
_PLURALS = {
    "person": "people",
    "institution": "institutions",
    "project": "projects",
    "agreement": "agreements",
    "place": "places",
    "event": "events",
    "concept": "set phrases",
}


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where lines are said: progress to standard output, problems to standard error."""

    out: TextIO
    verbose: bool = False

    def say(self, line: str) -> None:
        """Say one line of progress or report."""
        print(line, file=self.out, flush=True)

    def paint(self, text: str, code: str) -> str:
        """Return the text in a colour, on a terminal that wants colours (no-color.org)."""
        plain = (
            not self.out.isatty() or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        )
        return text if plain else f"\x1b[{code}m{text}\x1b[0m"

    def fail(self, lines: str) -> None:
        """Say what went wrong."""
        error = Terminal(sys.stderr)
        print(error.paint(lines, "31"), file=sys.stderr, flush=True)

    def row(self, name: str, value: object, *, warn: bool = False) -> None:
        """Say one figure of the report."""
        text = f"{value:,}" if isinstance(value, int) else str(value)
        self.say(f"  {name:<28}{self.paint(text, '33') if warn else text}")


def say_report(
    terminal: Terminal, edition: Edition, changes: Changes, seconds: float, published: str | None
) -> None:
    """Say what was made, and what an editor should look at."""
    documents, entries, found = edition.documents, edition.entries, edition.found
    terminal.say("")
    units = [unit for document in documents for unit in document.units()]
    paragraphs = sum(1 for unit in units for _ in unit.blocks)
    terminal.row("texts", len(documents))
    terminal.row(
        "sections",
        f"{sum(len(d.sections) for d in documents):,} ({len(units):,} with those inside)",
    )
    terminal.row("paragraphs", paragraphs)
    words = [certify(document) for document in documents]
    terminal.row("words received", sum(count.received for count in words))
    for name, fewer in (
        ("  fewer after repair", sum(count.repaired for count in words)),
        ("  fewer without marks", sum(count.form for count in words)),
    ):
        if fewer:
            terminal.row(name, fewer)
    if published:
        terminal.row("words on the site", sum(count.on_site for count in words))
    kind_of = {entry.id: entry.kind for entry in entries}
    counts = Counter(kind_of[mention.entry] for mention in found.mentions)
    terminal.row("entries", len(entries))
    terminal.row("mentions", len(found.mentions))
    for kind in KINDS.values():
        if counts[kind]:
            terminal.row(f"  {_PLURALS[kind]}", counts[kind])
    for name, lines in _to_look_at(edition):
        terminal.row(name, len(lines), warn=bool(lines))
        shown = lines if terminal.verbose else lines[:_LISTED]
        for line in shown:
            terminal.say(f"    {line}")
        if len(shown) < len(lines):
            terminal.say(f"    … and {len(lines) - len(shown)} more (--verbose lists all)")
    say_changes(terminal, changes)
    terminal.row("seconds", f"{seconds:.1f}")
    if published:
        terminal.say(
            terminal.paint(f"\nevery word is in its place; the site is in {published}", "32")
        )


def say_changes(terminal: Terminal, changes: Changes) -> None:
    """Say which files of docs/ were created, changed, removed and left alone."""
    for name, paths in (
        ("files created", changes.created),
        ("files changed", changes.changed),
        ("files removed", changes.removed),
    ):
        terminal.row(name, len(paths))
        shown = paths if terminal.verbose else paths[:_LISTED] if len(paths) <= _LISTED else ()
        for path in shown:
            terminal.say(f"    {path}")
    terminal.row("files unchanged", changes.unchanged)


def _to_look_at(edition: Edition) -> Iterator[tuple[str, list[str]]]:
    """Yield (heading, lines) of what a person should look at."""
    documents, found = edition.documents, edition.found
    yield "entries without a gloss", [e.id for e in edition.entries if not e.gloss]
    mentioned = {mention.entry for mention in found.mentions}
    yield "entries no text mentions", [e.id for e in edition.entries if e.id not in mentioned]
    yield "variants no text uses", [f"{entry}: {variant}" for entry, variant in found.unused]
    yield (
        "names in no glossary",
        [
            f"{u.words} ({u.count} ×, first in {u.document} {u.locator})"
            for u in unknown_names(documents, found.mentions)
        ],
    )
    yield (
        "joins in doubt",
        [
            f"{document.repaired.source.file}:{e.line}: "
            f"{' / '.join(e.received.split())} → "
            f"{'left apart' if e.repaired == e.received else e.repaired}"
            for document in documents
            for e in document.apparatus
            if e.doubt
        ],
    )
