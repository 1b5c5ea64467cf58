"""Repaired text in, its blocks in reading order out, each with what its form says of it.

A block is a run of lines without a blank one between, split further where a line opens something
of its own: a heading, an item, a row, a note, a label that counts on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from edition.inline import Hints, Inline, read_inline
from edition.labels import Label, read_labels, read_word_label
from edition.model import BlockKind, Mark, RepairedText, Span, SpanKind

_HEADING_MAX = 250  # characters; a longer block is running text, however it is emphasised
_STOPS = (".", ";", ",", "。")


@dataclass(slots=True)
class RawBlock:
    """A block before it has its place in the outline.

    Attributes:
        kind: paragraph, item, quotation, row or footnote.
        inline: its text, spans and marks, without bullet and label.
        start: where it stands in the repaired text.
        bullet: the bullet or note mark before it; `printed` if it is not a Markdown mark.
        style: how it is set apart as a whole ("#1", "strong", "caps" …), or nothing.
        readings: what its first words can be read as, if they may be a label.
        label: the reading that was accepted; set when the whole text is known.
    """

    kind: BlockKind
    inline: Inline
    start: int
    bullet: str | None = None
    printed: bool = False
    style: str = ""
    readings: tuple[Label, ...] = ()
    label: Label | None = None
    marks: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Plain text, its label still in front."""
        return self.inline.text

    @property
    def heads(self) -> bool:
        """Whether it is set apart as a heading is."""
        return bool(self.style)


def split_blocks(repaired: RepairedText) -> list[RawBlock]:
    """Return the blocks of a text in order, their labels settled."""
    text = repaired.text
    called, written = set(_NOTE_CALL.findall(text)), set(_NOTE.findall(text))
    hints = Hints(tuple(_page_ends(repaired)), frozenset(called & written))
    blocks = [block for group in _groups(text) for block in _split_group(text, group, hints)]
    settle_labels(blocks)
    return [block for block in blocks if block.text or block.marks]


def without_label(block: RawBlock) -> Inline:
    """Return the block's inline content without its accepted label."""
    if not block.label:
        return block.inline
    cut = block.label.length
    spans = (
        replace(s, start=max(0, s.start - cut), end=s.end - cut)
        for s in block.inline.spans
        if s.end > cut or (s.start == s.end and s.end >= cut)
    )
    inline = block.inline
    return Inline(block.text[cut:], tuple(spans), inline.marks, inline.addresses)


_NOTE_CALL = re.compile(r"\[\^([^\]\s\[]{1,40})\](?!:)")
_NOTE = re.compile(r"^[ \t]*\[\^([^\]\s\[]{1,40})\]:", re.MULTILINE)


# --- lines ----------------------------------------------------------------------------------

Lines = list[tuple[int, int]]

_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n|\v|\x85|\u2028)\s*?(?:\r\n|\r|\n)|[\f\u2029\x1c-\x1e]")


def _groups(text: str) -> list[Lines]:
    """Return the lines (start, end) of each run of lines without a blank one between."""
    groups: list[Lines] = []
    last_end = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        if not match[0].strip():
            continue
        if groups and not _BLANK.search(text, last_end, start):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
        last_end = end
    return _close_emphasis(text, groups)


def _close_emphasis(text: str, groups: list[Lines]) -> list[Lines]:
    """Give a heading the closing mark that conversion left at the head of the next line.

    The line may follow directly or after blank ones: in both cases it begins a paragraph.
    """
    done: list[Lines] = []
    for group in groups:
        before = done[-1] if done else []
        if (
            before
            and _leaves_open(text, before)
            and (mark := _CLOSING_MARK.match(_at(text, group[0])))
        ):
            before[-1] = (before[-1][0], group[0][0] + mark.end())
            group[0] = (group[0][0] + mark.end(), group[0][1])
        done.append(group)
        for at in range(1, len(group)):
            mark = _CLOSING_MARK.match(_at(text, group[at]))
            if mark and _leaves_open(text, group[:at]):
                start = group[at][0] + mark.end()
                done[-1] = [*group[: at - 1], (group[at - 1][0], start)]
                done.append([(start, group[at][1]), *group[at + 1 :]])
                break
    return [
        lines for group in done if (lines := [line for line in group if _at(text, line).strip()])
    ]


_CLOSING_MARK = re.compile(r"[ \t]*\*\*(?!\*)")


def _leaves_open(text: str, lines: Lines) -> bool:
    """Tell whether the lines begin in bold and do not end it."""
    words = text[lines[0][0] : lines[-1][1]]
    opens = words.lstrip().startswith("**") and len(words) <= _HEADING_MAX
    return opens and len(re.findall(r"(?<!\\)\*\*", words)) % 2 == 1


def _page_ends(repaired: RepairedText) -> list[tuple[int, SpanKind]]:
    """Return where, in the repaired text, the pages of the received text ended."""
    points: list[tuple[int, SpanKind]] = []
    shift = 0
    for e in repaired.apparatus:
        if e.rule == "page-break" and e.repaired != e.received:
            points.append((e.start + shift + e.repaired.find(" ") + 1, "page-end"))
        shift += len(e.repaired) - (e.end - e.start)
    return points


# --- blocks ---------------------------------------------------------------------------------

_ATX = re.compile(r"[ \t]*(#{1,6})[ \t]+(?=\S)")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]*(={2,}|-{2,})[ \t]*$")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_BULLET = re.compile(r"[ \t]*([-+*]|[•‣◦▪●·–—⁃∙■□➢✓])[ \t\xa0]+(?=\S)")
_FOOTNOTE = re.compile(r"[ \t]*\[\^([^\]\s\[]{1,40})\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_BOLD_LINE = re.compile(r"[ \t]*(\*\*|__)(?=\S)(?:(?!\1).)+\1[ \t]*$")


@dataclass(slots=True)
class _Opened:
    """What a line opens: a block of some kind, after `skip` characters of marks."""

    bullet: str | None
    kind: BlockKind
    skip: int
    style: str = ""
    printed: bool = False
    marks: list[Mark] = field(default_factory=list)


def _split_group(text: str, lines: Lines, hints: Hints) -> Iterator[RawBlock]:
    """Yield the blocks of one run of lines."""
    if _is_table(text, lines):
        yield from _rows(text, lines, hints)
        return
    all_labels = (_line_labels(_at(text, line)) for line in lines if len(lines) > 1)
    borne = {(label.style, label.value) for labels in all_labels for label in labels}
    run: Lines = []
    opened = _Opened(None, "paragraph", 0)
    for at, line in enumerate(lines):
        words = _at(text, line)
        found = _opens(words, line[0], hints.notes)
        if run and _underlines(words, line[0], run, opened):
            yield _make(text, run, opened, hints)
            run, opened = [], _Opened(None, "paragraph", 0)
        elif found and found.kind == "quotation" == opened.kind:
            opened.marks += found.marks
            if words[found.skip :].strip() or not (run and _at(text, run[-1]).strip()):
                run.append((line[0] + found.skip, line[1]))
            else:  # a line of its mark alone parts two paragraphs of a quotation
                yield _make(text, run, opened, hints)
                run, opened = [], _Opened(None, "paragraph", 0)
        elif (
            not run
            or found
            or opened.style
            or _bold_line_ends(text, run, words)
            or _is_word_label(_at(text, run[0]) if len(run) == 1 else "")
            or _label_counts_on(words, _at(text, lines[at - 1]), borne)
        ):
            if run:
                yield _make(text, run, opened, hints)
            opened = found or _Opened(None, "paragraph", 0)
            run = [_without_tail(text, (line[0] + opened.skip, line[1]), opened)]
        else:
            run.append(line)
    if run:
        yield _make(text, run, opened, hints)


def _is_table(text: str, lines: Lines) -> bool:
    """Tell whether the second line draws the rule under a table's head."""
    first_two = [_at(text, line) for line in lines[:2]]
    barred = len(first_two) > 1 and all("|" in words for words in first_two)
    return barred and bool(_TABLE_RULE.match(first_two[1]))


def _underlines(words: str, start: int, run: Lines, opened: _Opened) -> bool:
    """Tell whether a line underlines the run as a heading; if so, it is set down in `opened`."""
    underline = _UNDERLINE.match(words)
    short = run[-1][1] - run[0][0] <= _HEADING_MAX
    if not underline or opened.kind != "paragraph" or opened.style or not short:
        return False
    opened.style = "#1" if underline[1][0] == "=" else "#2"
    opened.marks.append(Mark(start + underline.start(1), start + underline.end(1), "underline"))
    return True


def _without_tail(text: str, line: tuple[int, int], opened: _Opened) -> tuple[int, int]:
    """Return a line without the marks that may end a heading with `#`."""
    tail = _ATX_END.search(_at(text, line)) if opened.style else None
    if not tail:
        return line
    cut = line[0] + tail.start()
    opened.marks.append(Mark(cut, line[1], "heading"))
    return line[0], cut


def _at(text: str, line: tuple[int, int]) -> str:
    return text[line[0] : line[1]]


def _opens(words: str, at: int, notes: frozenset[str]) -> _Opened | None:
    """Return what a line opens by its first characters, or none."""
    for pattern, kind, mark in (
        (_ATX, "paragraph", "heading"),
        (_QUOTE, "quotation", "quote"),
        (_FOOTNOTE, "footnote", "note"),
        (_BULLET, "item", "bullet"),
    ):
        match = pattern.match(words)
        if match and not (mark == "note" and match[1] not in notes):
            opened = _Opened(None, kind, match.end())  # type: ignore[arg-type]
            if mark == "heading":
                opened.style = f"#{len(match[1])}"
            elif mark in {"bullet", "note"}:
                opened.printed = mark == "bullet" and match[1] not in "-+*"
                opened.bullet = match[1] if opened.printed or mark == "note" else "•"
            start = at + len(words) - len(words.lstrip())
            if not opened.printed:
                opened.marks.append(Mark(start, at + len(words[: match.end()].rstrip()), mark))
            return opened
    return None


def _is_word_label(words: str) -> bool:
    """Tell whether a line is nothing but the label of a unit: "Article 5"."""
    label = read_word_label(words.strip(), heading=False)
    return label is not None and label.length == len(words.strip())


def _label_counts_on(words: str, before: str, borne: set[tuple[str, int]]) -> bool:
    """Tell whether a line inside a run begins with a label.

    It does if the line before has ended, or if a line of the run bears the label next to it:
    `borne` holds the style and value of every label that a line of the run may begin with.
    """
    labels = _line_labels(words)
    if not labels:
        return False
    if before.rstrip().rstrip("*_").endswith(_LINE_ENDS):
        return True
    return any((one.style, one.value + step) in borne for one in labels for step in (-1, 1))


_LINE_ENDS = (".", ";", ":", ",", "and", "or", "。")


def _line_labels(words: str) -> tuple[Label, ...]:
    """Return the labels with a stop or brackets that a line may begin with."""
    plain = re.sub(r"^[\s*_]+", "", words[:40]).replace("\\", "")
    return tuple(label for label in read_labels(plain) if label.printed[-1] in ".)")


def _bold_line_ends(text: str, run: Lines, words: str) -> bool:
    """Tell whether the run so far is a line in bold over a line that is not: heading, then text."""
    return (
        len(run) == 1
        and bool(_BOLD_LINE.match(_at(text, run[0])))
        and not words.lstrip().startswith(("**", "__"))
        and not _at(text, run[0]).rstrip("*_ \t").endswith(_STOPS)
    )


def _make(text: str, run: Lines, opened: _Opened, hints: Hints) -> RawBlock:
    start, end = run[0][0], run[-1][1]
    if opened.kind == "quotation":
        inline = _read_quoted(text, start, end, opened.marks, hints)
    else:
        inline = read_inline(text, start, end, hints)
    marks = [*opened.marks, *inline.marks]
    block = RawBlock(opened.kind, inline, start, opened.bullet, opened.printed, marks=marks)
    block.style = opened.style or (_style(inline) if opened.kind == "paragraph" else "")
    if opened.kind == "paragraph":
        word = read_word_label(inline.text, heading=bool(block.style))
        block.readings = (word,) if word else read_labels(inline.text)
    return block


def _read_quoted(text: str, start: int, end: int, marks: list[Mark], hints: Hints) -> Inline:
    """Read a quotation; the marks at the head of its lines count as spaces."""
    words = list(text[start:end])
    for mark in marks:
        for at in range(max(start, mark.start), min(mark.end, end)):
            words[at - start] = " "
    here = Hints(tuple((at - start, kind) for at, kind in hints.points), hints.notes)
    inline = read_inline("".join(words), 0, len(words), here)
    return replace(
        inline,
        marks=tuple(replace(m, start=m.start + start, end=m.end + start) for m in inline.marks),
        addresses=tuple((a + start, b + start, address) for a, b, address in inline.addresses),
    )


def _rows(text: str, lines: Lines, hints: Hints) -> Iterator[RawBlock]:
    """Yield a table's rows; each cell is a span. The rule under the head is a mark of the head."""
    start, end = lines[1]
    words = text[start:end]
    rule = Mark(start + len(words) - len(words.lstrip()), start + len(words.rstrip()), "table")
    for start, end in (lines[0], *lines[2:]):
        words = text[start:end]
        bars = [m.start() for m in re.finditer(r"(?<!\\)\|", words)]
        edges = [-1, *bars, len(words)]
        cells = [read_inline(text, start + a + 1, start + b, hints) for a, b in pairwise(edges)]
        marks = [Mark(start + bar, start + bar + 1, "table") for bar in bars]
        marks += [mark for cell in cells for mark in cell.marks]
        if start == lines[0][0]:
            marks.append(rule)
        yield RawBlock("row", _row(cells), start, marks=sorted(marks, key=lambda m: m.start))


def _row(cells: list[Inline]) -> Inline:
    """Return the cells of a row as one inline run, each cell under a span."""
    text = ""
    spans: list[Span] = []
    addresses: list[tuple[int, int, str]] = []
    if cells and not cells[0].text:
        cells = cells[1:]
    if cells and not cells[-1].text:
        cells = cells[:-1]
    for cell in cells:
        at = len(text) + (1 if text else 0)
        text = f"{text} {cell.text}" if text else cell.text
        spans.append(Span(at, at + len(cell.text), "cell"))
        spans += [replace(s, start=s.start + at, end=s.end + at) for s in cell.spans]
        addresses += cell.addresses
    spans = [replace(s, end=min(s.end, len(text))) for s in spans]
    return Inline(text, tuple(spans), (), tuple(addresses))


def _style(inline: Inline) -> str:
    """Return how a paragraph is set apart as a whole, or nothing if it is not.

    The label before a heading may stand outside its emphasis.
    """
    text = inline.text
    if not text or len(text) > _HEADING_MAX or text.endswith(_STOPS):
        return ""
    body = max((label.length for label in read_labels(text)), default=0)
    whole = [
        s.kind
        for s in inline.spans
        if s.kind in {"strong", "u", "em"} and s.start <= body and s.end >= len(text)
    ]
    if whole:
        return "+".join(sorted(set(whole)))
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 4 and text.isupper() and len(text.split()) >= 2:
        return "caps"
    return ""


# --- labels ---------------------------------------------------------------------------------


def settle_labels(blocks: list[RawBlock]) -> None:
    """Accept the readings that count: from one, on from the last of their style, or up to the next.

    A number that neither follows nor leads to another is a word of the text ("25. Juni"); so is
    a single capital with a stop that begins no order ("A. Smith"). A number without a stop wants
    both a first and a second.
    """
    latest: dict[tuple[str, int], int] = {}  # the last block that can bear a label
    for at, block in enumerate(blocks):
        for label in block.readings:
            latest[label.style, label.value] = at
    last: dict[str, int] = {}
    for at, block in enumerate(blocks):
        followed = {r for r in block.readings if latest.get((r.style, r.value + 1), -1) > at}
        accepted = [
            r for r in block.readings if _counts(r, last.get(r.style), followed=r in followed)
        ]
        if accepted:
            on = [r for r in accepted if r.value > 1 and last.get(r.style) == r.value - 1]
            # "(i)" after "(h)" goes on; "(i)" before "(ii)" begins
            block.label = (on or [r for r in accepted if r in followed] or accepted)[0]
            last[block.label.style] = block.label.value


def _counts(label: Label, before: int | None, *, followed: bool) -> bool:
    """Tell whether a reading is a label, by the labels of its style before and after it."""
    if label.word:
        return True
    if label.style == "1":  # no stop
        return (label.value == 1 and followed) or before == label.value - 1
    if label.value == 1:
        return label.printed[0] == "(" or not label.printed[0].isalpha() or followed
    if before is not None:
        return before <= label.value <= before + 3 or followed
    return followed and label.value < 100
