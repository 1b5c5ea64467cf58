"""What the rules of repair share: what a rule reads, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Finding(NamedTuple):
    """What a rule would change in the text that it reads.

    Attributes:
        start: where it begins.
        end: where it ends.
        repaired: what takes its place; the same characters if it is a doubt and is left.
        doubt: the rule is not certain.
        head: how many characters at the beginning stay: words before a cut, for legibility.
        tail: how many at the end stay: words after it.
    """

    start: int
    end: int
    repaired: str = ""
    doubt: bool = False
    head: int = 0
    tail: int = 0


Rule = Callable[[str], Iterator[Finding]]
"""Reads a text and yields what it would change in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines without a blank one between, from its first to its last visible character."""

    start: int
    end: int
    text: str


_PARAGRAPH = re.compile(r"\S[^\r\n\f]*(?:(?:\r\n|\r|\n)[ \t]*[^\s][^\r\n\f]*)*")


@lru_cache(maxsize=2)
def paragraphs(view: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text; a form feed ends one as a blank line does."""
    found = []
    for match in _PARAGRAPH.finditer(view):
        text = match[0].rstrip()
        found.append(Paragraph(match.start(), match.start() + len(text), text))
    return tuple(found)
