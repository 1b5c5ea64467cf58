"""A document in; the dates that it names out, in order, by their relation to its own date.

The scale is ordinal, one place a date: dates bunch about that of the text, where a scale true to
time would lay them over one another.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.addresses import block_paths
from edition.concordance import Line, line_of
from edition.dates import FoundDate, bounds, find_dates
from edition.model import Document

_DATES = 30  # at most
_CONTEXT = 60  # characters on either side of a date


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with every place that names it.

    Attributes:
        edtf, words: the date, and the words that give it first.
        exact: "day", "span", or "about" (a month, a year, a decade, an unknown day).
        own: it is the text's own date.
        lines: the places, in order.
    """

    edtf: str
    words: str
    exact: str
    own: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dates by relation to the text's own: before, at, after, unknown; `more` are not shown."""

    bands: tuple[tuple[str, tuple[Dated, ...]], ...]
    more: int


def draw_timeline(document: Document) -> Timeline | None:
    """Return the dates in order, each once; of too many, those named most. None without any."""
    found: dict[str, list[tuple[FoundDate, Line]]] = {}
    for block, path in block_paths(document):
        for date in find_dates(block.text):
            line = line_of(document, block, path, (date.start, date.end), _CONTEXT)
            found.setdefault(date.edtf, []).append((date, line))
    if not found:
        return None
    shown = sorted(found, key=lambda edtf: -len(found[edtf]))[:_DATES]
    own = document.date.edtf
    bands: dict[str, list[Dated]] = {"before": [], "at": [], "after": [], "unknown": []}
    for edtf in sorted(shown, key=bounds):
        places = found[edtf]
        dated = Dated(
            edtf,
            places[0][0].as_given,
            _exactness(edtf),
            edtf == own,
            tuple(line for _, line in places),
        )
        bands[_relation(edtf, own)].append(dated)
    kept = tuple((relation, tuple(those)) for relation, those in bands.items() if those)
    return Timeline(kept, len(found) - len(shown))


def _exactness(edtf: str) -> str:
    if "/" in edtf:
        return "span"
    return "day" if len(edtf) == len("2022-11-08") and "X" not in edtf else "about"


def _relation(edtf: str, own: str | None) -> str:
    """Return how a date stands to the text's own: what may be the same time is at the time."""
    if own is None or edtf.startswith("X") or own.startswith("X"):
        return "unknown"
    (first, last), (begin, end) = bounds(edtf), bounds(own)
    return "before" if last < begin else "after" if first > end else "at"
