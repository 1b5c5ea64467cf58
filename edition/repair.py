"""Received text in, repaired text and its apparatus out.

Each rule reads the text as it stands and says what it would change. The rules run in the order
of `RULES`, again and again, until none finds anything: so a second repair changes nothing. Each
change is composed with those before it into one list in the offsets of the received text, from
which `undo` gives it back exactly.

The rules know the shapes of converted pages, never a text. Joining whatever lacks a final stop is
wrong once in two joins, so a join wants evidence on both sides of the cut; where the evidence is
thin, the join is made or left, and is listed as a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from edition.model import Emendation, RepairedText, SourceText


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


class _Change(NamedTuple):
    """A change to the received text, in its offsets, by the rule of that name."""

    start: int
    end: int
    repaired: str
    rule: str
    doubt: bool


Rule = Callable[[str], Iterator[Finding]]


def repair(source: SourceText) -> RepairedText:
    """Mend what conversion did to a text.

    Returns the text with every finding of `RULES` applied, and the list of them in text order,
    doubts left as they were included. Never fails, whatever the text. It ends because each
    change takes away visible characters or ends of lines.
    """
    text = source.text
    changes: list[_Change] = []
    again = True
    while again:
        again = False
        for name, rule in RULES.items():
            made = [f for f in _apart(rule(text)) if text[f.start : f.end] != f.repaired]
            if made:
                changes = _composed(changes, made, name, text)
                text = _applied(text, made)
                again = True
    left = [(name, finding) for name, rule in RULES.items() for finding in _apart(rule(text))]
    for name, finding in left:
        changes = _with_doubt(changes, finding, name)
    return RepairedText(source, text, _apparatus(source.text, changes))


def undo(repaired: RepairedText) -> str:
    """Return the received text, made from the repaired text and the apparatus alone."""
    parts, here, shift = [], 0, 0
    for emendation in repaired.apparatus:
        start = emendation.start + shift
        parts += [repaired.text[here:start], emendation.received]
        here = start + len(emendation.repaired)
        shift += len(emendation.repaired) - (emendation.end - emendation.start)
    return "".join([*parts, repaired.text[here:]])


def _apart(findings: Iterator[Finding]) -> list[Finding]:
    """Return the findings of one rule in order, less those that overlap an earlier one."""
    kept: list[Finding] = []
    for finding in sorted(findings):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def _applied(text: str, findings: list[Finding]) -> str:
    parts, here = [], 0
    for finding in findings:
        parts += [text[here : finding.start], finding.repaired]
        here = finding.end
    return "".join([*parts, text[here:]])


def _composed(
    changes: list[_Change], findings: list[Finding], rule: str, text: str
) -> list[_Change]:
    """Return the changes that lead from the received text past `text` to what comes after it.

    Args:
        changes: those that made `text`, in order.
        findings: what is changed in it now, in order.
        rule: the name of the rule that found them.
        text: the text as it stands.
    """
    done: list[_Change] = []
    waiting = deque(changes)
    shift = 0  # how much further a place in `text` stands in the received text

    def pass_by() -> _Change:
        nonlocal shift
        change = waiting.popleft()
        shift += change.end - change.start - len(change.repaired)
        return change

    def begins() -> int:
        return waiting[0].start - shift

    for finding in findings:
        while waiting and begins() + len(waiting[0].repaired) <= finding.start:
            done.append(pass_by())
        start, before = finding.start + shift, ""
        if waiting and begins() < finding.start:
            start, before = waiting[0].start, text[begins() : finding.start]
        inside, after, apart = [], "", not before
        while waiting and begins() < finding.end:
            over = text[finding.end : max(finding.end, begins() + len(waiting[0].repaired))]
            gap = finding.start + finding.head <= begins() <= finding.end - finding.tail
            apart = apart and gap and not waiting[0].repaired
            inside.append(pass_by())
            after = over
        end = inside[-1].end if after else finding.end + shift
        if inside and apart:
            done += _around(inside, finding, start, end, rule)
        else:
            doubt = finding.doubt or any(change.doubt for change in inside)
            done.append(_Change(start, end, before + finding.repaired + after, rule, doubt))
    return [*done, *waiting]


def _around(
    aside: list[_Change], finding: Finding, start: int, end: int, rule: str
) -> Iterator[_Change]:
    """Yield a join and what was set aside in its gap, each by itself.

    The join takes the words before the gap; what was set aside takes the space after it too.
    """
    keep = len(finding.repaired) - finding.tail
    yield _Change(start, aside[0].start, finding.repaired[:keep], rule, finding.doubt)
    edges = [*(change.start for change in aside[1:]), end - finding.tail]
    for change, edge in zip(aside, edges, strict=True):
        yield change._replace(end=edge)


def _with_doubt(changes: list[_Change], finding: Finding, rule: str) -> list[_Change]:
    """Return the changes with a doubt that was left, unless another change touches its words."""
    shift, at = 0, 0
    for change in changes:
        begin = change.start - shift
        if begin >= finding.end:
            break
        if begin + len(change.repaired) > finding.start or begin > finding.start:
            return changes
        shift += change.end - change.start - len(change.repaired)
        at += 1
    start, end = finding.start + shift, finding.end + shift
    doubt = _Change(start, end, finding.repaired, rule, doubt=True)
    return [*changes[:at], doubt, *changes[at:]]


def _apparatus(received: str, changes: list[_Change]) -> tuple[Emendation, ...]:
    ends = [m.end() for m in re.finditer(r"\r\n|\r|\n", received)]
    return tuple(
        Emendation(
            rule=change.rule,
            start=change.start,
            end=change.end,
            received=received[change.start : change.end],
            repaired=change.repaired,
            line=bisect_right(ends, change.start) + 1,
            doubt=change.doubt,
        )
        for change in changes
    )


# --- furniture: what is set aside -----------------------------------------------------------

_ZERO_WIDTH = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
    "|(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])"
    "|&(?:#8203|#[xX]200[bB]|#173|#[xX][aA][dD]|shy|ZeroWidthSpace|NoBreak|#65279|#8288);"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]+")
_FRONT_MATTER = re.compile(
    r"\A\s*?---[ \t]*\r?\n(?:(?:[\w-]+[ \t]*:.*|[ \t]+\S.*|- .*|#.*|[ \t]*)\r?\n)*?"
    r"(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMPTY_EMPHASIS = re.compile(r"(?<![^\s(])\*\*[ \t]*\*\*(?![^\s).,;:])")
_RULE = re.compile(
    r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|_{3}|(?:_[ \t]+){2,}_|={3,}|[—–]{3,}|~{3,})"
    r"[ \t]*$",
    re.MULTILINE,
)
_END_MARK = re.compile(
    r"^[ \t]*(?:\\?#(?:[ \t]*\\?#)+|[-–—(\[ \t]*(?:ends?|fin|30|完)[-–—)\]. \t]*)$", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"^[-–—\[( \t]*(?:(?:page|p\.|seite|página|pagina|pag\.)[ \t]*(?P<said>\d{1,4})"
    r"(?:[ \t]*(?:of|/|sur|von|de|di)[ \t]*\d{1,4})?"
    r"|(?P<of>\d{1,4})[ \t]*(?:of|/|sur|von|de|di)[ \t]*\d{1,4}|(?P<bare>\d{1,4}))"
    r"[-–—\]) \t]*$",
    re.IGNORECASE,
)


def _matches(pattern: re.Pattern[str]) -> Rule:
    """Return the rule that sets aside whatever the pattern finds."""

    def rule(view: str) -> Iterator[Finding]:
        for match in pattern.finditer(view):
            yield Finding(*match.span())

    return rule


def _rules(view: str) -> Iterator[Finding]:
    """Find lines drawn across the page; a line right under words underlines a heading."""
    for match in _RULE.finditer(view):
        above = view[: match.start()].rstrip("\r\n")
        gap = view[len(above) : match.start()]
        words_above = above.rpartition("\n")[2].strip() and gap.count("\n") <= 1
        if not (words_above and match[0].strip()[0] in "-="):
            yield Finding(*match.span())


def _end_marks(view: str) -> Iterator[Finding]:
    """Find the mark after the last words: "###", "Ends"."""
    last = _paragraphs(view)[-1:]
    if last and last[0].start > 0:
        lines = list(re.finditer(r"\S[^\r\n]*", view[last[0].start : last[0].end]))
        if lines and _END_MARK.match(lines[-1][0]):
            start, end = lines[-1].span()
            yield Finding(last[0].start + start, last[0].start + end)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A run of lines without a blank one between, from its first to its last visible character."""

    start: int
    end: int
    text: str


_PARAGRAPH = re.compile(r"\S[^\r\n]*(?:(?:\r\n|\r|\n)[ \t]*[^\s][^\r\n]*)*")


def _paragraphs(view: str) -> list[_Paragraph]:
    """Return the paragraphs of a text; a form feed ends one as a blank line does."""
    found = []
    for match in _PARAGRAPH.finditer(view.replace("\f", "\n")):
        text = match[0].rstrip()
        found.append(_Paragraph(match.start(), match.start() + len(text), text))
    return found


def _page_furniture(view: str) -> Iterator[Finding]:
    """Find page numbers and running titles.

    A number by itself may be a label: it is a page's only where it says so, counts on from page
    to page and stands in a cut at least once. A line that recurs may be the text's own: it is a
    running title only where it recurs three times and stands in a cut or by a page number.
    """
    paragraphs = _paragraphs(view)
    short = [p for p in paragraphs if "\n" not in p.text and len(p.text) <= 120]
    numbers = {p.start: m for p in short if (m := _PAGE_NUMBER.match(p.text))}
    said = {at for at, m in numbers.items() if m["said"] or m["of"] or m[0].strip()[0] in "-–—["}
    counted = {
        at
        for (a, x), (b, y) in pairwise(numbers.items())
        if int(_value(y)) - int(_value(x)) == 1
        for at in (a, b)
    }
    around = dict(zip((p.start for p in paragraphs), _neighbours(paragraphs), strict=True))
    in_cut = {at for at in around if _continues(*around[at])}
    pages = said | (counted if counted & in_cut else set())

    recurring = Counter(re.sub(r"\d+", "#", p.text) for p in short)
    titles = [p for p in short if recurring[re.sub(r"\d+", "#", p.text)] >= 3]
    at_page = {
        re.sub(r"\d+", "#", p.text)
        for p in titles
        if p.start in in_cut or any(q is not None and q.start in pages for q in around[p.start])
    }
    for p in short:
        if p.start in pages or (p in titles and re.sub(r"\d+", "#", p.text) in at_page):
            yield Finding(p.start, p.end)


def _value(match: re.Match[str]) -> str:
    return match["said"] or match["of"] or match["bare"]


def _neighbours(paragraphs: list[_Paragraph]) -> list[tuple[_Paragraph | None, _Paragraph | None]]:
    padded: list[_Paragraph | None] = [None, *paragraphs, None]
    return list(zip(padded, padded[2:], strict=False))


def _continues(before: _Paragraph | None, after: _Paragraph | None) -> bool:
    """Tell whether two paragraphs are surely one that a page cut."""
    return before is not None and after is not None and _join(before.text, after.text) == "sure"


# --- cuts: what is joined -------------------------------------------------------------------

_OPENERS = "*_\"'“‘«(["
_CLOSERS = "*_\"'”’»)]"
_TERMINAL = ".!?…:。！？：។"
_FUNCTION_WORDS = frozenset(
    "a an the this that these those its their his her our of in on at by for from to into with "
    "without under over between among through during within as and or but nor while which who "
    "whose whom when where if is are was were be been has have had will would shall should may "
    "must not no both each every such than via per including".split()
)
_STYLE = re.compile(r"(?:^|\s)(?:H\.\s?[EM]|H\.\s?R\.\s?H|Mr|Mrs|Ms|Dr)\.$")
_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}$")
_STRUCTURE = re.compile(
    r"(?:[*_]{0,3}(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})(?:\\?[.)]|\))\s)"
    r"|[-+*•‣◦▪●·–—]\s|#{1,6}\s|>|\||\[\^)"
)
_LABEL = re.compile(r"\A[*_]{0,3}\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})(?:\\?[.)]|\))\s")
_SENTENCE_END = re.compile(r"[.!?。][”\"’)*_]*\s+[\"“‘(*_]*[^\W\d_a-z]")
_DATED = re.compile(r"\b(?:\d{4}|XXXX)\W*$")
_RUNNING = 80  # characters: a shorter line without a full sentence is not running text
_LONG = 200  # characters: a heading or a line of a list is never as long


def _page_breaks(view: str) -> Iterator[Finding]:
    """Find paragraphs that a page's end cut in two (or more), and the joins that mend them."""
    paragraphs = _paragraphs(view)
    paginated = any(_join(a.text, b.text) == "sure" for a, b in pairwise(paragraphs))
    merged: _Paragraph | None = None
    taken = 0  # up to here another finding has the words
    for b in paragraphs:
        a, merged = merged, b
        if a is None:
            continue
        verdict = _join(a.text, b.text)
        if verdict == "no":
            continue
        join = verdict == "sure" or (verdict == "likely" and paginated)
        glue, left, right = _seam(a, b, view)
        start, end = left, right
        while start > max(taken, a.start) and not view[start - 1].isspace():
            start -= 1
        while end < b.end and not view[end].isspace():
            end += 1
        words = view[start:end]
        repaired = view[start:left] + glue + view[right:end] if join else words
        yield Finding(start, end, repaired, verdict != "sure", left - start, end - right)
        taken = end
        if join:
            merged = _Paragraph(
                a.start, b.end, f"{view[a.start : left]}{glue}{view[right : b.end]}"
            )


def _seam(a: _Paragraph, b: _Paragraph, view: str) -> tuple[str, int, int]:
    """Return what joins the two, and from where to where it takes the place of the gap.

    An emphasis that ends at the cut and begins again after it is one: its marks go. A word cut at
    its hyphen is one word, and keeps the hyphen unless the text writes it without elsewhere.
    """
    left, right = a.end, b.start
    closing, opening = re.search(r"[*_]*\Z", a.text), re.match(r"[*_]*", b.text)
    if closing and opening and closing[0] and closing[0] == opening[0]:
        left, right = left - len(closing[0]), right + len(opening[0])
    if re.search(r"[^\W\d_]-\Z", view[a.start : left]):
        first = re.search(r"[^\W\d_]+(?=-\Z)", view[a.start : left])
        second = re.match(r"[^\W\d_]+", view[right : b.end])
        if first and second:
            solid = rf"\b{re.escape(first[0] + second[0])}\b"
            hyphened = rf"\b{re.escape(first[0])}-{re.escape(second[0])}\b"
            if re.search(solid, view) and not re.search(hyphened, view):
                left -= 1
        return "", left, right
    return " ", left, right


def _join(a: str, b: str) -> str:
    """Weigh whether paragraph `b` goes on where `a` stops: "sure", "likely", "unlikely" or "no"."""
    if _STRUCTURE.match(b) or a.startswith(("#", "|", ">")) or _whole(a) or _whole(b):
        return "no"
    emphasis_runs_on = bool(a[-1] in "*_" and b[0] in "*_" and a[-1] == b[0] and a.count(a[-1]) > 1)
    end, start = a.rstrip(_CLOSERS), b.lstrip(_OPENERS)
    if not end or not start:
        return "no"
    last, first = end[-1], start[0]
    abbreviated = _STYLE.search(end) or (_INITIALS.search(end) and first.islower())
    if (last in _TERMINAL and not abbreviated) or (_DATED.search(end) and not _sentences(a)):
        return "no"
    running = len(a) >= _RUNNING or _sentences(a) or bool(_LABEL.match(a))
    word = end.split()[-1].lower().strip(_OPENERS)
    after_stop = re.split(r"[.!?。][”\"’)*_]*\s+", end)[-1]
    if last == "-" and len(end) > 1 and end[-2].isalpha() and first.isalpha() and running:
        return "sure"
    if last in ";,":
        if first.islower() and _sentences(a) and not b.rstrip().endswith((";", ",")):
            return "sure"
        return "no"
    if running and (word in _FUNCTION_WORDS or (emphasis_runs_on and _sentences(a))):
        return "sure"
    if first.islower():
        return "sure" if running else "unlikely" if len(b) > _RUNNING else "no"
    if _sentences(a) and len(after_stop.split()) <= 2 and len(b) > _RUNNING:
        return "sure"  # a sentence of a word or two is no sentence
    if (_sentences(a) or len(a) >= _LONG) and _ends(b):
        return "likely"
    return "no"


def _whole(paragraph: str) -> bool:
    """Tell whether a paragraph is emphasised as a whole, as a heading is."""
    return bool(re.fullmatch(r"([*_]{1,3})(?![\s*_])[^*_]*\1", paragraph))


def _sentences(paragraph: str) -> bool:
    """Tell whether a sentence ends inside the paragraph, as only running text has it."""
    return bool(_SENTENCE_END.search(_LABEL.sub("", paragraph, count=1)))


def _ends(paragraph: str) -> bool:
    """Tell whether the paragraph ends as running text does."""
    return paragraph.rstrip(_CLOSERS)[-1:] in _TERMINAL and len(paragraph) > _RUNNING


RULES: dict[str, Rule] = {
    "control-character": _matches(_CONTROL),
    "zero-width": _matches(_ZERO_WIDTH),
    "front-matter": _matches(_FRONT_MATTER),
    "comment": _matches(_COMMENT),
    "empty-emphasis": _matches(_EMPTY_EMPHASIS),
    "rule": _rules,
    "end-mark": _end_marks,
    "page-furniture": _page_furniture,
    "page-break": _page_breaks,
}
"""The rules in the order in which they run; each name is the rule of its emendations."""
