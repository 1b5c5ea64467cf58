"""A document in; the shape of its text out: bars as long as its sections, divided by their units.

Lengths are whole hundredths of a percent of the picture's width, so that it fits any.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from edition.addresses import section_path
from edition.data import count_words
from edition.model import Document, Section

WHOLE = 10_000  # a picture's width
ROWS = 40  # bars at most; more sections are taken together, in runs of equal number


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: a unit, or a run of sections, `first` to `last`.

    `opening`: only what stands in the unit before the first unit inside it.
    """

    first: Section
    last: Section
    words: int
    path: str
    anchor: str | None = None
    start: int = 0
    length: int = 0
    opening: bool = False


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
    """The shape of a text: its bars, and one strip in which each of them is a part.

    `words` are those of its paragraphs and of the headings that the text gave; `whole` are those of
    the received text, with labels and front and back matter.
    """

    words: int
    whole: int
    bars: tuple[Bar, ...]
    strip: tuple[Part, ...]


def draw_shape(document: Document) -> Shape | None:
    """Return bars to one scale; none for a text without divisions."""
    measured = [(run, _parts(document, run)) for run in runs(document.sections, ROWS)]
    if sum(len(parts) for _, parts in measured) < 2:
        return None
    counts = [sum(part.words for part in parts) for _, parts in measured]
    paths = [section_path(document, run[0]) for run, _ in measured]
    bars = tuple(
        Bar(run[0], run[-1], count, _laid(parts, max(counts)), path)
        for (run, parts), count, path in zip(measured, counts, paths, strict=True)
    )
    whole = [Part(bar.first, bar.last, bar.words, bar.path) for bar in bars if bar.words]
    received = count_words(document.repaired.source.text)
    return Shape(sum(counts), received, bars, _laid(whole, sum(counts)))


def _parts(document: Document, run: tuple[Section, ...]) -> list[Part]:
    """Return the parts of a bar that have words: sections of a run, or one section's units."""
    path = section_path(document, run[0])
    inner = run[0].sections if len(run) == 1 else ()
    if inner:
        opening = _words(run[0]) - sum(map(_words, inner))
        parts = [Part(run[0], run[0], opening, path, opening=True)]
        parts += [Part(s, s, _words(s), path, s.id) for s in inner]
    else:
        parts = [Part(s, s, _words(s), section_path(document, s)) for s in run]
    return [part for part in parts if part.words]


def _laid(parts: Iterable[Part], whole: int) -> tuple[Part, ...]:
    """Lay parts end to end on a scale of `whole` words: each begins where the last one ends."""
    laid, words = [], 0
    for part in parts:
        start, end = (round(WHOLE * w / whole) for w in (words, words + part.words))
        laid.append(replace(part, start=start, length=end - start))
        words += part.words
    return tuple(laid)


def _words(section: Section) -> int:
    """Return the words of a unit: of its paragraphs, and of headings that the text gave."""
    given = (u.heading for u in section.walk() if u.heading and u.heading_by == "text")
    return sum(map(count_words, (*given, *(b.text for b in section.all_blocks()))))


def runs(sections: tuple[Section, ...], most: int) -> list[tuple[Section, ...]]:
    """Return sections in at most so many runs of one length, the last one apart."""
    size = -(-len(sections) // most) or 1
    return [sections[at : at + size] for at in range(0, len(sections), size)]
