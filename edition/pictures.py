"""A document, its mentions and entries in; its pictures out, each from a module of its own.

Each part of a picture says what it shows, how much, where it stands and where it leads. No
wording and no markup here: those are in templates/pictures.md.j2.
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.data import MentionsOf
from edition.matrix import Matrix, draw_matrix
from edition.model import Document, Entry
from edition.shape import Shape, draw_shape
from edition.timeline import Timeline, draw_timeline


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a text; none where there is nothing to see."""

    document: Document
    shape: Shape | None
    matrix: Matrix | None
    timeline: Timeline | None


def draw(document: Document, mentions: MentionsOf, entries: dict[str, Entry]) -> Pictures:
    """Return the pictures of a document."""
    return Pictures(
        document,
        draw_shape(document),
        draw_matrix(document, mentions, entries),
        draw_timeline(document),
    )
