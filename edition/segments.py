"""A block with its formatting, mentions and notes in; a row of segments for a page out.

Here the standoff spans are merged. The texts of the segments, joined, are the block's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from edition.model import Block, Mention, Note, Span

_WRAPS = ("strong", "em", "u", "sub", "sup")
_POINTS = ("mark", "page-end")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one set of formats.

    Attributes:
        text: its characters.
        formats: of strong, em, u, sub, sup; outermost first.
        mention: the mention it is a part of.
        link: the address of the received link it is a part of.
        breaks: the line ends here; the text is the space at its end.
        cell: it begins a cell of a row.
        before: points that stand before it: the end of a received page, a footnote mark.
        notes: the editor's notes that stand after it.
    """

    text: str
    formats: tuple[str, ...] = ()
    mention: Mention | None = None
    link: str | None = None
    breaks: bool = False
    cell: bool = False
    before: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it is nothing but its text: no format, no link of its own, no line's end."""
        return not (self.formats or self.link or self.breaks)


def segments(
    text: str,
    spans: Iterable[Span],
    mentions: Iterable[Mention] = (),
    notes: Iterable[Note] = (),
) -> tuple[Segment, ...]:
    """Merge everything that stands over a text into segments.

    Mentions must not overlap one another; formats may overlap anything. A note on words inside
    a mention stands after the mention, which is one link.
    """
    spans, mentions = tuple(spans), tuple(mentions)
    placed = tuple((_after(note, mentions), note) for note in notes)
    if not spans and not placed:
        return _between(text, mentions) or (Segment(text),)
    edges = {0, len(text), *(at for at, _ in placed)}
    edges |= {edge for span in spans for edge in (span.start, span.end)}
    edges |= {edge for mention in mentions for edge in (mention.start, mention.end)}
    made = []
    for start, end in pairwise(sorted(edges)):
        over_here = [s for s in spans if s.start <= start and end <= s.end]
        kinds = {s.kind for s in over_here}
        made.append(
            Segment(
                text=text[start:end],
                formats=tuple(kind for kind in _WRAPS if kind in kinds),
                mention=next((m for m in mentions if m.start <= start and end <= m.end), None),
                link=next((s.value for s in over_here if s.kind == "link"), None),
                breaks="break" in kinds,
                cell=any(s.kind == "cell" and s.start == start for s in spans),
                before=tuple(s for s in spans if s.kind in _POINTS and s.start == start),
                notes=tuple(note for at, note in placed if at == end),
            )
        )
    last = tuple(s for s in spans if s.kind in _POINTS and s.start == len(text))
    return (*made, Segment("", before=last)) if last else tuple(made)


def _between(text: str, mentions: tuple[Mention, ...]) -> tuple[Segment, ...]:
    """Return the segments of a text over which nothing but mentions stands."""
    made, here = [], 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.start > here:
            made.append(Segment(text[here : mention.start]))
        made.append(Segment(text[mention.start : mention.end], mention=mention))
        here = mention.end
    if here < len(text):
        made.append(Segment(text[here:]))
    return tuple(made)


def _after(note: Note, mentions: tuple[Mention, ...]) -> int:
    return next((m.end for m in mentions if m.start < note.end < m.end), note.end)


class Row(NamedTuple):
    """Segments that belong to one mention, or to none.

    `only` is the text of a row that is nothing but text, as most are: templates make short work
    of it.
    """

    mention: Mention | None
    only: str | None
    parts: list[Segment]


def grouped(parts: Iterable[Segment]) -> list[Row]:
    """Return the segments in rows."""
    rows: list[list[Segment]] = []
    for part in parts:
        if rows and part.mention is not None and rows[-1][-1].mention is part.mention:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [Row(row[0].mention, _only(row), row) for row in rows]


def _only(row: list[Segment]) -> str | None:
    part = row[0]
    marked = part.before or part.notes or part.cell or not part.plain
    return None if marked or len(row) > 1 else part.text


def tabled(blocks: Iterable[Block]) -> list[tuple[bool, list[Block]]]:
    """Return blocks in runs: (they are the rows of one table, the blocks)."""
    return [(rows, list(run)) for rows, run in groupby(blocks, lambda b: b.kind == "row")]
