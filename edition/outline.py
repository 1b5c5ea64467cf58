"""A text's blocks in; the units that they open, nested by what opened them, out.

A heading closes what only numbers opened; one style is one level; a part stands over a chapter,
a chapter over an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.blocks import RawBlock, without_label
from edition.inline import Inline
from edition.labels import Label
from edition.model import SectionKind

_RANKS = ("part", "title", "chapter", "section", "article", "paragraph")


@dataclass(slots=True)
class Unit:
    """A unit on its way: what opened it, and what stands in it so far.

    Attributes:
        opener: the block that opened it; none for words before the first unit.
        level: units of one level are beside one another.
        heading: its received heading, and in `heading_block` where that is a block of its own.
        kind: preamble or annex; the other kinds follow from where it stands.
        blocks: its own. units: those inside it.
    """

    opener: RawBlock | None
    level: str
    heading: Inline | None = None
    heading_block: RawBlock | None = None
    kind: SectionKind | None = None
    blocks: list[RawBlock] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    @property
    def label(self) -> Label | None:
        """The printed label that opened it, if one did."""
        return self.opener.label if self.opener else None

    @property
    def rank(self) -> int:
        """How high it stands by what it says it is: a part over a chapter over an article."""
        word = self.label.word if self.label else ""
        return _RANKS.index(word) if word in _RANKS else -1

    @property
    def set_apart(self) -> bool:
        """Whether more than a number opened it: a heading, a line set apart, a word."""
        return self.heading is not None or self.rank >= 0 or bool(self.opener and self.opener.heads)

    @property
    def awaits_heading(self) -> bool:
        """Whether it is a label on a line of its own, with nothing after it yet."""
        empty = self.heading is None and not self.blocks and not self.units
        return empty and self.label is not None and self.set_apart


def outline(raw: list[RawBlock]) -> list[Unit]:
    """Nest the blocks: a heading closes what only numbers opened; one style is one level."""
    top: list[Unit] = []
    stack: list[Unit] = []
    for block in raw:
        opened = _opened_by(block)
        if opened is None:
            if not stack:
                stack = [Unit(None, "")]
                top.append(stack[0])
            stack[-1].blocks.append(block)
            continue
        if stack and stack[-1].awaits_heading and block.heads and not block.label:
            stack[-1].heading, stack[-1].heading_block = block.inline, block
            continue
        stack = _above(stack, opened)
        (stack[-1].units if stack else top).append(opened)
        stack.append(opened)
        if opened.heading is None and (block.text[block.label.length :] if block.label else ""):
            opened.blocks.append(block)
    if len(top) > 1 and top[0].opener is None:
        top[0].kind = "preamble"
    return top


def _above(stack: list[Unit], opened: Unit) -> list[Unit]:
    """Return the units in which a new one stands."""
    levels = [unit.level for unit in stack]
    if opened.kind == "annex" or levels == [""]:
        return []
    if opened.level in levels:
        return stack[: levels.index(opened.level)]
    if opened.set_apart:
        while stack and not stack[-1].set_apart:
            stack = stack[:-1]
    if opened.rank >= 0:
        while stack and stack[-1].rank >= opened.rank:
            stack = stack[:-1]
    elif opened.level[0] == "#":
        while stack and stack[-1].level >= opened.level:
            stack = stack[:-1]
    return stack


def _opened_by(block: RawBlock) -> Unit | None:
    """Return the unit that a block opens, or none if it is a part of the unit it stands in."""
    label = block.label
    if not label and not block.heads:
        return None
    rest = without_label(block)
    heading = rest if block.heads and rest.text else None
    word = label.word if label else ""
    if word and not block.heads and rest.text:
        heading = rest if len(rest.text) <= 120 and not rest.text.endswith(".") else None
    level = block.style + (label.style if label else "")
    return Unit(block, word or level, heading, kind="annex" if word == "annex" else None)
