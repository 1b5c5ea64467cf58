"""A document in; the shape of its text out: bars as long as its sections, divided by their units.

Lengths are whole hundredths of a percent of the picture's width, so that it fits any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edition.addresses import section_path
from edition.data import count_words
from edition.model import Document, Section

WHOLE = 10_000  # a picture's width
_ROWS = 40  # bars at most; more sections are taken together, in runs of equal number


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: a unit, or the words of a unit before the first inside it (`opening`)."""

    section: Section
    opening: bool
    words: int
    start: int
    length: int
    path: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: a section divided by its units, or a run of sections, `first` to `last`."""

    first: Section
    last: Section
    words: int
    parts: tuple[Part, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a text: a bar for each section, and all sections in one strip.

    `words` are those of its paragraphs and of the headings that the text gave.
    """

    words: int
    bars: tuple[Bar, ...]
    strip: tuple[Part, ...]


def draw_shape(document: Document) -> Shape | None:
    """Return bars to one scale; none for a text without divisions."""
    sections = document.sections
    measured = [(run, list(_measured(document, run))) for run in runs(sections, _ROWS)]
    if sum(len(parts) for _, parts in measured) < 2:
        return None
    longest = max(sum(part[2] for part in parts) for _, parts in measured)
    bars = tuple(
        Bar(
            run[0],
            run[-1],
            sum(part[2] for part in parts),
            _laid(parts, longest),
            section_path(document, run[0]),
        )
        for run, parts in measured
    )
    words = sum(bar.words for bar in bars)
    whole = [(s, False, _words(s), section_path(document, s), None) for s in sections]
    return Shape(words, bars, _laid(whole, words))


_Measured = tuple[Section, bool, int, str, str | None]


def _measured(document: Document, run: tuple[Section, ...]) -> Iterator[_Measured]:
    """Yield the parts of a bar that have words: sections of a run, or one section's units."""
    inner = run[0].sections if len(run) == 1 else ()
    opening = _words(run[0]) - sum(map(_words, inner))
    parts: list[_Measured] = [
        (s, False, _words(s), section_path(document, s), None) for s in run if not inner
    ]
    if inner:
        path = section_path(document, run[0])
        parts.append((run[0], True, opening, path, None))
        parts += [(s, False, _words(s), path, s.id) for s in inner]
    yield from (part for part in parts if part[2])


def _laid(parts: Iterable[_Measured], whole: int) -> tuple[Part, ...]:
    """Lay parts end to end on a scale of `whole` words: each begins where the last one ends."""
    laid, words = [], 0
    for section, opening, count, path, anchor in parts:
        if not count:
            continue
        start, end = (round(WHOLE * w / whole) for w in (words, words + count))
        laid.append(Part(section, opening, count, start, end - start, path, anchor))
        words += count
    return tuple(laid)


def _words(section: Section) -> int:
    """Return the words of a unit: of its paragraphs, and of headings that the text gave."""
    given = (u.heading for u in section.walk() if u.heading and u.heading_by == "text")
    return sum(map(count_words, (*given, *(b.text for b in section.all_blocks()))))


def runs(sections: tuple[Section, ...], most: int) -> list[tuple[Section, ...]]:
    """Return sections in at most so many runs of one length, the last one apart."""
    size = -(-len(sections) // most) or 1
    return [sections[at : at + size] for at in range(0, len(sections), size)]
