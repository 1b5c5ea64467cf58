"""A document, its mentions and entries in; who is named where out: a matrix of dots.

Places are whole hundredths of a percent of the picture's width, so that it fits any; radii are
tenths of a pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from edition.addresses import section_path
from edition.data import MentionsOf
from edition.model import Document, Entry, Section
from edition.shape import WHOLE, runs

_COLUMNS = 12  # at most, for a telephone's width
_ENTRIES = 24
_RADIUS, _REFERENCE = 65, 3  # the largest dot, for so many mentions or the most there are
_FIRST = ("person", "institution", "project")  # who acts and what is built, before the rest
_KINDS = (*_FIRST, "agreement", "event", "place", "concept")


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry's mentions in one column: how many, and the first of them."""

    column: int
    at: int
    radius: int
    count: int
    path: str
    block: str
    locator: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with its mentions in the sections, and a dot for each column that names it."""

    entry: Entry
    count: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: a section, or a run of sections."""

    first: Section
    last: Section
    path: str
    at: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who is named where: entries by kind, against sections.

    `more` is how many other entries the document names, front and back matter included.
    """

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Named, ...]], ...]
    more: int


def draw_matrix(
    document: Document, mentions: MentionsOf, entries: dict[str, Entry]
) -> Matrix | None:
    """Return the entries that the sections name most; none if they name none."""
    drawn = runs(document.sections, _COLUMNS)
    found: dict[str, dict[int, list[Dot]]] = {}  # by entry and column: a dot for each mention
    for column, run in enumerate(drawn):
        at = _middle(column, len(drawn))
        for section in run:
            path = section_path(document, section)
            for block in section.all_blocks():
                for mention in mentions.get((document.slug, block.id), ()):
                    dot = Dot(column, at, 0, 1, path, block.id, block.locator)
                    found.setdefault(mention.entry, {}).setdefault(column, []).append(dot)
    if not found:
        return None
    counts = {entry: sum(map(len, columns.values())) for entry, columns in found.items()}
    # By mentions; of those with as many, the one that is named first.
    ranked = sorted(found, key=lambda e: (entries[e].kind not in _FIRST, -counts[e]))
    shown = ranked[:_ENTRIES]
    most = max(_REFERENCE, *(len(dots) for e in shown for dots in found[e].values()))
    rows = [Named(entries[e], counts[e], _dots(found[e], most)) for e in shown]
    groups = tuple((kind, tuple(r for r in rows if r.entry.kind == kind)) for kind in _KINDS)
    columns = tuple(
        Column(run[0], run[-1], section_path(document, run[0]), _middle(at, len(drawn)))
        for at, run in enumerate(drawn)
    )
    blocks = (mentions.get((document.slug, block.id), ()) for block in document.blocks())
    named = {mention.entry for those in blocks for mention in those}
    return Matrix(columns, tuple(g for g in groups if g[1]), len(named) - len(shown))


def _middle(column: int, columns: int) -> int:
    return round(WHOLE * (2 * column + 1) / (2 * columns))


def _dots(columns: dict[int, list[Dot]], most: int) -> tuple[Dot, ...]:
    """Return one dot for each column, its area as the number of mentions in it."""
    dots = []
    for mentions in columns.values():
        first, count = mentions[0], len(mentions)
        radius = round(_RADIUS * sqrt(count / most))
        dots.append(
            Dot(first.column, first.at, radius, count, first.path, first.block, first.locator)
        )
    return tuple(dots)
