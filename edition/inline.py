"""Characters of a block in; plain text, formatting spans, and the marks read as form out.

Reads what the contract calls form inside a line: `*` `_` `**` emphasis, `<sup> <sub> <u> <br>`,
`[words](address)`, footnote marks, character entities, backslash escapes and hard line breaks.
A mark without its partner is no mark: it stays in the text as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
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
    r"|(?P<hard>[ \t]{2,}\r?\n\s*|\\\r?\n\s*)"
    r"|(?P<space>[ \t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+)"
    r"|(?P<tag></?(?:sup|sub|u)>)|(?P<br><br\s*/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<note>\[\^[^\]\s\[]{1,40}\])"
    r"|(?P<link>\[(?=[^\[\]]{1,2000}\]\([^()\s]{1,2000}(?:\s+[\"'][^\"'()]*[\"'])?\)))"
    r"|(?P<address>\]\([^()\s]{1,2000}(?:\s+[\"'][^\"'()]*[\"'])?\))"
    r"|(?P<emphasis>\*+|_+)"
)
_SPECIAL = re.compile(r"[\\<&\[\]*_\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|  ")


def read_inline(text: str, start: int, end: int, points: Iterable[tuple[int, SpanKind]] = ()) -> Inline:
    """Read the characters of `text` from `start` to `end`.

    Args:
        text: the repaired text, whole.
        start, end: where the run stands in it.
        points: places (offset, kind) that become spans of no length.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    points = [(at, kind) for at, kind in points if start <= at <= end]
    if not points and not _SPECIAL.search(text, start, end):
        return Inline(text[start:end])
    pieces = _pieces(text, start, end, [at for at, _ in points])
    _pair_tags(pieces)
    _pair_links(pieces)
    spans_of = _pair_emphasis(pieces)
    return _assemble(pieces, spans_of, dict(points))


def _pieces(text: str, start: int, end: int, cuts: list[int]) -> list[_Piece]:
    pieces: list[_Piece] = []
    here = start

    def literal(upto: int) -> None:
        nonlocal here
        for cut in [*(c for c in cuts if here < c < upto), upto]:
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
            piece.opens, piece.closes = _flanks(match[0][0], before, after, here_end == end)
        pieces.append(piece)
        here = here_end
    literal(end)
    return pieces


def _flanks(char: str, before: str, after: str, at_end: bool) -> tuple[bool, bool]:
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
    open_at: list[int] = []
    paired: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.kind == "tag" and piece.text[1] != "/":
            open_at.append(at)
        elif piece.kind == "tag":
            same = [o for o in open_at if pieces[o].text[1:] == piece.text[2:]]
            if same:
                paired |= {same[-1], at}
                del open_at[open_at.index(same[-1]) :]
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
    units: list[_Piece] = []
    for piece in pieces:  # a run is a row of single marks, each of which may find a partner
        if piece.kind == "emphasis" and len(piece.text) <= 12:
            units += [
                replace(piece, start=piece.start + i, end=piece.start + i + 1, text=char)
                for i, char in enumerate(piece.text)
            ]
        else:
            if piece.kind == "emphasis":
                piece.kind = "text"
            units.append(piece)
    pieces[:] = units
    pairs: list[tuple[int, int, SpanKind]] = []
    stack: list[int] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind != "emphasis":
            at += 1
            continue
        width = _run(pieces, at)
        run = list(range(at, at + width))
        at += width
        if piece.closes:
            while run and (open_at := _opener(pieces, stack, run[0])):
                strong = len(run) >= 2 and len(open_at) >= 2
                used = 2 if strong else 1
                pairs.append((open_at[-used], run[used - 1], "strong" if strong else "em"))
                if strong:
                    pieces[open_at[-1]].kind = pieces[run[0]].kind = "used"
                pieces[open_at[-used]].kind = pieces[run[used - 1]].kind = "used"
                del stack[stack.index(open_at[-used]) :]
                run = run[used:]
        if piece.opens:
            stack += run
        else:
            for index in run:
                pieces[index].kind = "text"
    for index in stack:
        pieces[index].kind = "text"
    for piece in pieces:
        if piece.kind == "emphasis":
            piece.kind = "text"
    return pairs


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


def _assemble(
    pieces: list[_Piece], pairs: list[tuple[int, int, SpanKind]], points: dict[int, SpanKind]
) -> Inline:
    out: list[str] = []
    length = 0
    marks: list[Mark] = []
    spans: list[Span] = []
    addresses: list[tuple[int, int, str]] = []
    place = [0] * (len(pieces) + 1)  # where each piece stands in the plain text
    tags: list[tuple[str, int]] = []
    link_at = 0

    def put(text: str) -> None:
        nonlocal length
        out.append(text)
        length += len(text)

    for at, piece in enumerate(pieces):
        place[at] = length
        if kind := points.pop(piece.start, None):
            spans.append(Span(length, length, kind))
        match piece.kind:
            case "text":
                put(piece.text)
                continue
            case "escape":
                put(piece.text[1])
                marks.append(Mark(piece.start, piece.start + 1, "escape"))
                continue
            case "space" | "hard" | "br":
                if out and not out[-1].endswith(" "):
                    put(" ")
                if piece.kind != "space" and length:
                    spans.append(Span(length - 1, length, "break"))
                if piece.kind == "br" or piece.text[0] == "\\":
                    end = piece.end if piece.kind == "br" else piece.start + 1
                    marks.append(Mark(piece.start, end, piece.kind))
                continue
            case "entity":
                decoded = html.unescape(piece.text)
                if decoded != piece.text and (decoded.isprintable() or decoded == "\xa0"):
                    put(decoded)
                    marks.append(Mark(piece.start, piece.end, "entity", decoded))
                else:
                    put(piece.text)
                continue
            case "note":
                spans.append(Span(length, length, "mark", piece.text[2:-1]))
            case "tag" if piece.text[1] != "/":
                tags.append((piece.text[1:-1], length))
            case "tag":
                name, since = tags.pop()
                while name != piece.text[2:-1]:
                    name, since = tags.pop()
                spans.append(Span(since, length, name))  # type: ignore[arg-type]
            case "link":
                link_at = length
            case "address":
                address = piece.text[2:-1].split()[0]
                addresses.append((piece.start, piece.end, address))
                if address.lower().startswith(("http://", "https://")):
                    spans.append(Span(link_at, length, "link", address))
                marks.append(Mark(piece.start, piece.start + 1, "bracket"))
                continue
        marks.append(Mark(piece.start, piece.end, piece.kind))
    text = "".join(out).rstrip()
    spans += [Span(place[o], place[c], kind) for o, c, kind in pairs if place[c] > place[o]]
    inside = (replace(s, start=min(s.start, len(text)), end=min(s.end, len(text))) for s in spans)
    kept = {s for s in inside if s.end > s.start or s.kind in {"mark", "page-end"}}
    ordered = sorted(kept, key=lambda s: (s.start, -s.end, s.kind, s.value))
    return Inline(text, tuple(ordered), tuple(marks), tuple(addresses))
