"""Rules of repair that set aside what belongs to the file or the page, not to the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from edition.cuts import continues
from edition.findings import Finding, Paragraph, Rule, paragraphs

_INVISIBLE = r"\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ZERO_WIDTH = re.compile(
    f"[{_INVISIBLE}]+"
    "|(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])"
    "|&(?:#8203|#[xX]200[bB]|#173|#[xX][aA][dD]|shy|ZeroWidthSpace|NoBreak|#65279|#8288);"
)
_CONTROLS = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]+")
_LINE_END = r"(?:\r\n|\r|\n)"
_REST = r"[^\r\n]*"
_FRONT_MATTER = re.compile(
    rf"\A\s*?---[ \t]*{_LINE_END}"
    rf"(?:(?:[\w-]+[ \t]*:{_REST}|[ \t]+\S{_REST}|- {_REST}|\#{_REST}|[ \t]*){_LINE_END})*?"
    r"(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)"
)
_EMPTY_EMPHASIS = re.compile(r"(?<![^\s(])\*\*[ \t]*\*\*(?![^\s).,;:])")
_RULE = re.compile(
    r"[ \t]*+((?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|_{3}|(?:_[ \t]++){2,}_|={3,}|[—–]{3,}|~{3,})"
    r"[ \t]*+"
)
_LINE = re.compile(r"[^\r\n]+")
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


def _matches(pattern: re.Pattern[str], hint: str) -> Rule:
    """Return the rule that sets aside whatever the pattern finds.

    `hint` is a set of characters, one of which stands in whatever the pattern can find: most
    texts have none of them, and looking for a set is far quicker.
    """
    any_of = re.compile(f"[{hint}]")

    def rule(view: str) -> Iterator[Finding]:
        for match in pattern.finditer(view) if any_of.search(view) else ():
            yield Finding(*match.span())

    return rule


def _comments(view: str) -> Iterator[Finding]:
    """Find HTML comments; one that never ends is text."""
    here = 0
    while (start := view.find("<!--", here)) >= 0 and (end := view.find("-->", start + 4)) >= 0:
        here = end + 3
        yield Finding(start, here)


def _rules(view: str) -> Iterator[Finding]:
    """Find lines drawn across the page; a line right under words underlines a heading."""
    above = 0  # where the last line with words ended; a rule is none
    for line in _LINE.finditer(view):
        start, end = line.span()
        match = _RULE.fullmatch(line[0])
        under_words = view[above:start] in {"\n", "\r", "\r\n"}
        if match and not (match[1][0] in "-=" and under_words):
            yield Finding(start, end)
        elif not match and not line[0].isspace():
            above = end


def _end_marks(view: str) -> Iterator[Finding]:
    """Find the marks after the last words: "###", "Ends"."""
    those = paragraphs(view)
    for place in reversed(range(len(those))):
        lines = list(re.finditer(r"\S[^\r\n]*", those[place].text))
        for number in reversed(range(len(lines))):
            if not (place or number) or not _END_MARK.match(lines[number][0]):
                return
            start, end = lines[number].span()
            yield Finding(those[place].start + start, those[place].start + end)


def _running_titles(view: str) -> Iterator[Finding]:
    """Find lines that recur at the pages' heads or feet.

    A line that recurs may be the text's own: it is a running title only where it recurs three
    times and stands in a cut or by a page number. The first may be the title it repeats, and is
    left unless it stands there too.
    """
    all_of_it = paragraphs(view)
    pages, in_cut = _page_places(all_of_it)
    around = _neighbours(all_of_it)
    same: dict[str, list[tuple[Paragraph, bool]]] = {}
    for p, beside in zip(all_of_it, around, strict=True):
        if "\n" not in p.text and len(p.text) <= 120 and p.start not in pages:
            at_page = p.start in in_cut or any(q and q.start in pages for q in beside)
            same.setdefault(re.sub(r"\d+", "#", p.text), []).append((p, at_page))
    for those in same.values():
        if len(those) >= 3 and any(at_page for _, at_page in those):
            for number, (p, at_page) in enumerate(those):
                if number or at_page:
                    yield Finding(p.start, p.end)


def _page_numbers(view: str) -> Iterator[Finding]:
    """Find page numbers.

    A number by itself may be a label: it is a page's only where it says so, or counts on from
    page to page and stands in a cut at least once.
    """
    all_of_it = paragraphs(view)
    pages, _ = _page_places(all_of_it)
    for p in all_of_it:
        if p.start in pages:
            yield Finding(p.start, p.end)


def _page_places(those: tuple[Paragraph, ...]) -> tuple[set[int], set[int]]:
    """Return where page numbers stand, and where a paragraph stands in a cut of another."""
    numbers = {p.start: m for p in those if (m := _PAGE_NUMBER.fullmatch(p.text))}
    said = {at for at, m in numbers.items() if m["said"] or m["of"] or m[0].strip()[0] in "-–—["}
    counted = {
        at
        for (a, x), (b, y) in pairwise(numbers.items())
        if int(_value(y)) - int(_value(x)) == 1
        for at in (a, b)
    }
    around = zip(those, _neighbours(those), strict=True)
    in_cut = {
        p.start for p, (before, after) in around if before and after and continues(before, after)
    }
    return said | (counted if counted & in_cut else set()), in_cut


def _value(match: re.Match[str]) -> str:
    return match["said"] or match["of"] or match["bare"]


def _neighbours(
    those: tuple[Paragraph, ...],
) -> list[tuple[Paragraph | None, Paragraph | None]]:
    padded: list[Paragraph | None] = [None, *those, None]
    return list(zip(padded, padded[2:], strict=False))


RULES: dict[str, Rule] = {
    "control-character": _matches(_CONTROL, _CONTROLS),
    "zero-width": _matches(_ZERO_WIDTH, _INVISIBLE + r"\u200c\u200d&"),
    "front-matter": _matches(_FRONT_MATTER, "-"),
    "comment": _comments,
    "empty-emphasis": _matches(_EMPTY_EMPHASIS, "*"),
    "rule": _rules,
    "end-mark": _end_marks,
    "running-title": _running_titles,
    "page-number": _page_numbers,
}
"""What is set aside, in the order in which it is looked for, under the names of the rules."""
