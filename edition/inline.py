"""Characters of a block in; plain text, formatting spans, and the marks read as form out.

Reads what the contract calls form inside a line: `*` `_` `**` emphasis, `<sup> <sub> <u> <br>`,
`[words](address)`, footnote marks, character entities, backslash escapes and hard line breaks.
A mark without its partner is no mark: it stays in the text as it stands.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from edition.model import Mark, Span, SpanKind


@dataclass(frozen=True, slots=True)
class Inline:
    """What a run of characters reads as.

    Attributes:
        text: plain text; white space is folded, none stands at either end.
        spans: formatting over `text`.
        marks: what was read as form, in the offsets of the repaired text.
        addresses: (offset, offset, address) of the links, to be listed in the apparatus.
    """

    text: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    addresses: tuple[tuple[int, int, str], ...] = ()


@dataclass(slots=True)
class _Piece:
    """A token on its way: literal text, or a mark that may still turn out to be literal."""

    kind: str
    start: int
    end: int
    text: str
    opens: bool = False
    closes: bool = False


_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<hard>[ \t]{2,}(?:\r\n|\r|\n)\s*|\\(?:\r\n|\r|\n)\s*)"
    r"|(?P<space>[ \t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+)"
    r"|(?P<tag></?(?:sup|sub|u)>)|(?P<br><br\s*/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<note>\[\^[^\]\s\[]{1,40}\])"
    r"|(?P<link>\[(?=[^\[\]]{1,2000}\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:\s+[\"'][^\"'()]*[\"'])?\)))"
    r"|(?P<address>\]\((?:[^()\s]|\([^()\s]*\)){1,2000}(?:\s+[\"'][^\"'()]*[\"'])?\))"
    r"|(?P<emphasis>\*+|_+)"
)
_LONGEST_RUN = 12  # marks in a row; more are a line or a blank to be filled in
_SPECIAL = re.compile(r"[\\<&\[\]*_\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|  ")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a run of characters cannot tell by itself.

    Attributes:
        points: places (offset, kind) that become spans of no length.
        notes: labels of the footnotes that are both called and written: only these are marks.
    """

    points: tuple[tuple[int, SpanKind], ...] = ()
    notes: frozenset[str] = frozenset()


def read_inline(text: str, start: int, end: int, hints: Hints | None = None) -> Inline:
    """Read the characters of `text` from `start` to `end`.

    Args:
        text: the repaired text, whole.
        start: where the run begins in it.
        end: where it ends.
        hints: what the whole text tells of it.
    """
    hints = hints or Hints()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    points = [(at, kind) for at, kind in hints.points if start <= at <= end]
    if not points and not _SPECIAL.search(text, start, end):
        return Inline(text[start:end])
    pieces = _pieces(text, start, end, [at for at, _ in points])
    for piece in pieces:
        if piece.kind == "note" and piece.text[2:-1] not in hints.notes:
            piece.kind = "text"
    _pair_tags(pieces)
    _pair_links(pieces)
    spans_of = _pair_emphasis(pieces)
    return _assemble(pieces, spans_of, dict(points))


def _pieces(text: str, start: int, end: int, cuts: list[int]) -> list[_Piece]:
    pieces: list[_Piece] = []
    here = start

    def literal(upto: int) -> None:
        nonlocal here
        inside = cuts[bisect_right(cuts, here) : bisect_left(cuts, upto)]
        for cut in [*inside, upto]:
            if cut > here:
                pieces.append(_Piece("text", here, cut, text[here:cut]))
                here = cut

    for match in _TOKEN.finditer(text, start, end):
        literal(match.start())
        kind, (here_start, here_end) = str(match.lastgroup), match.span()
        piece = _Piece(kind, here_start, here_end, match[0])
        if kind == "emphasis":
            before = text[here_start - 1] if here_start > start else " "
            after = text[here_end] if here_end < end else " "
            piece.opens, piece.closes = _flanks(match[0][0], before, after, at_end=here_end == end)
        pieces.append(piece)
        here = here_end
    literal(end)
    return pieces


def _flanks(char: str, before: str, after: str, *, at_end: bool) -> tuple[bool, bool]:
    """Tell whether a run of marks can open and can close emphasis (CommonMark 0.31, 6.2).

    One rule is wider: marks at the very end of a block close whatever stands before them, since
    converted headings leave their last mark on a line of its own.
    """
    left = not after.isspace() and (_word(after) or before.isspace() or not _word(before))
    right = not before.isspace() and (_word(before) or after.isspace() or not _word(after))
    if char == "_":
        left, right = left and not (right and _word(before)), right and not (left and _word(after))
    return left, right or at_end


def _word(char: str) -> bool:
    return char.isalnum()


def _pair_tags(pieces: list[_Piece]) -> None:
    """Turn tags without a partner into text."""
    open_tags: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    paired: set[int] = set()
    for at, piece in enumerate(pieces):
        name = piece.text.strip("</>") if piece.kind == "tag" else ""
        if name and piece.text[1] != "/":
            open_tags.append((name, at))
            waiting[name] += 1
        elif waiting[name]:
            opened = ""
            while opened != name:  # those opened inside it stay text
                opened, since = open_tags.pop()
                waiting[opened] -= 1
            paired |= {since, at}
    for at, piece in enumerate(pieces):
        if piece.kind == "tag" and at not in paired:
            piece.kind = "text"


def _pair_links(pieces: list[_Piece]) -> None:
    """Turn brackets without a partner into text."""
    open_link: _Piece | None = None
    for piece in pieces:
        if piece.kind == "link":
            if open_link:
                open_link.kind = "text"
            open_link = piece
        elif piece.kind == "address":
            if open_link is None:
                piece.kind = "text"
            open_link = None
    if open_link:
        open_link.kind = "text"


def _pair_emphasis(pieces: list[_Piece]) -> list[tuple[int, int, SpanKind]]:
    """Pair the marks of emphasis; split runs, and turn what is left over into text.

    Returns (index of the opening piece, index of the closing piece, kind) for each pair.
    """
    pieces[:] = _single_marks(pieces)
    pairs: list[tuple[int, int, SpanKind]] = []
    stack: list[int] = []
    at = 0
    while at < len(pieces):
        width = _run(pieces, at) if pieces[at].kind == "emphasis" else 0
        run = list(range(at, at + width))
        if run and pieces[at].closes:
            run = _close(pieces, stack, run, pairs)
        if run and pieces[at].opens:
            stack += run
        at += width or 1
    for piece in pieces:
        if piece.kind == "emphasis":
            piece.kind = "text"
    return pairs


def _single_marks(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces with each run of marks as a row of single ones; a long run is no mark."""
    single: list[_Piece] = []
    for piece in pieces:
        if piece.kind == "emphasis" and len(piece.text) <= _LONGEST_RUN:
            single += [
                replace(piece, start=piece.start + i, end=piece.start + i + 1, text=char)
                for i, char in enumerate(piece.text)
            ]
        else:
            piece.kind = "text" if piece.kind == "emphasis" else piece.kind
            single.append(piece)
    return single


def _close(
    pieces: list[_Piece],
    stack: list[int],
    run: list[int],
    pairs: list[tuple[int, int, SpanKind]],
) -> list[int]:
    """Close what a run can close; return the marks of it that are left."""
    while run and (open_at := _opener(pieces, stack, run[0])):
        used = 2 if len(run) >= 2 and len(open_at) >= 2 else 1
        pairs.append((open_at[-used], run[used - 1], "strong" if used == 2 else "em"))
        for index in (*open_at[-used:], *run[:used]):
            pieces[index].kind = "paired"
        del stack[stack.index(open_at[-used]) :]
        run = run[used:]
    return run


def _run(pieces: list[_Piece], at: int) -> int:
    """Return how many marks of one run stand from `at` on."""
    end = at + 1
    while (
        end < len(pieces)
        and pieces[end].kind == "emphasis"
        and pieces[end].start == pieces[end - 1].end
        and pieces[end].text == pieces[at].text
    ):
        end += 1
    return end - at


def _opener(pieces: list[_Piece], stack: list[int], closer: int) -> list[int]:
    """Return the marks of the nearest open run of the closer's character, or none."""
    char = pieces[closer].text
    for place in range(len(stack) - 1, -1, -1):
        if pieces[stack[place]].text == char:
            first = place
            while (
                first > 0
                and pieces[stack[first - 1]].text == char
                and pieces[stack[first - 1]].end == pieces[stack[first]].start
            ):
                first -= 1
            return stack[first : place + 1]
    return []


class _Assembly:
    """Plain text, spans and marks, put together piece by piece."""

    def __init__(self, points: dict[int, SpanKind]) -> None:
        self.points = points
        self.out: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.spans: list[Span] = []
        self.addresses: list[tuple[int, int, str]] = []
        self._tags: list[tuple[str, int]] = []
        self._link_at = 0

    def add(self, piece: _Piece) -> None:
        """Add one piece: its text, or what its mark means."""
        if kind := self.points.pop(piece.start, None):
            self.spans.append(Span(self.length, self.length, kind))
        if piece.kind == "text":
            self._put(piece.text)
        elif piece.kind == "escape":
            self._put(piece.text[1])
            self.marks.append(Mark(piece.start, piece.start + 1, "escape"))
        elif piece.kind in {"space", "hard", "br"}:
            self._space(piece)
        elif piece.kind == "entity":
            self._entity(piece)
        elif piece.kind == "address":
            self._address(piece)
        else:
            self._mark(piece)

    def _put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def _space(self, piece: _Piece) -> None:
        if self.out and not self.out[-1].endswith(" "):
            self._put(" ")
        if piece.kind != "space" and self.length:
            self.spans.append(Span(self.length - 1, self.length, "break"))
        if piece.kind == "br":
            self.marks.append(Mark(piece.start, piece.end, "br"))
        elif piece.text[0] == "\\":
            self.marks.append(Mark(piece.start, piece.start + 1, "hard"))

    def _entity(self, piece: _Piece) -> None:
        decoded = html.unescape(piece.text)
        readable = decoded and (decoded.isprintable() or decoded == "\xa0")
        if readable and decoded != piece.text:
            self._put(decoded)
            self.marks.append(Mark(piece.start, piece.end, "entity", decoded))
        else:
            self._put(piece.text)

    def _address(self, piece: _Piece) -> None:
        address = piece.text[2:-1].split()[0]
        self.addresses.append((piece.start, piece.end, address))
        if address.lower().startswith(("http://", "https://")):
            self.spans.append(Span(self._link_at, self.length, "link", address))
        self.marks.append(Mark(piece.start, piece.start + 1, "bracket"))

    def _mark(self, piece: _Piece) -> None:
        if piece.kind == "note":
            self.spans.append(Span(self.length, self.length, "mark", piece.text[2:-1]))
        elif piece.kind == "link":
            self._link_at = self.length
        elif piece.kind == "tag" and piece.text[1] != "/":
            self._tags.append((piece.text[1:-1], self.length))
        elif piece.kind == "tag":
            name, since = self._tags.pop()
            self.spans.append(Span(since, self.length, _TAGS[name]))
        kind = "emphasis" if piece.kind == "paired" else piece.kind
        self.marks.append(Mark(piece.start, piece.end, kind))


_TAGS: dict[str, SpanKind] = {"sup": "sup", "sub": "sub", "u": "u"}


def _assemble(
    pieces: list[_Piece], pairs: list[tuple[int, int, SpanKind]], points: dict[int, SpanKind]
) -> Inline:
    made = _Assembly(points)
    place = []  # where each piece stands in the plain text
    for piece in pieces:
        place.append(made.length)
        made.add(piece)
    for kind in points.values():  # points at the very end
        made.spans.append(Span(made.length, made.length, kind))
    text = "".join(made.out).rstrip()
    spans = [*made.spans, *(Span(place[o], place[c], kind) for o, c, kind in pairs)]
    inside = (replace(s, start=min(s.start, len(text)), end=min(s.end, len(text))) for s in spans)
    kept = {s for s in inside if s.end > s.start or s.kind in {"mark", "page-end"}}
    ordered = sorted(kept, key=lambda s: (s.start, -s.end, s.kind, s.value))
    return Inline(text, tuple(ordered), tuple(made.marks), tuple(made.addresses))
