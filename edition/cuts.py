"""The rule of repair that joins paragraphs which a page's end cut in two.

Joining whatever lacks a final stop is wrong once in two joins, so a join wants evidence on both
sides of the cut; where the evidence is thin, it is made or left, and is listed as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from edition.findings import Finding, Paragraph, paragraphs

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
_LABELLED = r"[*_]{0,3}\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})(?:\\?[.)]|\))\s"
_LABEL = re.compile(rf"\A{_LABELLED}")
_STRUCTURE = re.compile(
    rf"(?:{_LABELLED}"
    r"|[-+*•‣◦▪●·–—]\s|#{1,6}\s|>|\||\[\^|For (?:and on behalf of )?the\s|Done (?:at|in)\s)"
)
_SENTENCE_END = re.compile(r"[.!?。][”\"’)*_]*\s+[\"“‘(*_]*[^\W\d_a-z]")
_DATED = re.compile(r"\b(?:\d{4}|XXXX)\W*$")
_RUNNING = 80  # characters: a shorter line without a full sentence is not running text
_ENOUGH = 1000  # characters: what of a joined paragraph a further join is weighed by
_LONG = 200  # characters: a heading or a line of a list is never as long


def page_breaks(view: str) -> Iterator[Finding]:
    """Find paragraphs that a page's end cut in two (or more), and the joins that mend them."""
    those = paragraphs(view)
    written = _words_of(view) if any(_hyphened(p.text) for p in those) else frozenset()
    paginated = any(_join(a.text, b.text) == "sure" for a, b in pairwise(those))
    merged: Paragraph | None = None
    taken = 0  # up to here another finding has the words
    for b in those:
        a, merged = merged, b
        if a is None:
            continue
        verdict = _join(a.text, b.text)
        if verdict == "no":
            continue
        join = verdict == "sure" or (verdict == "likely" and paginated)
        glue, left, right = _seam(a, b, written)
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
            joined = f"{a.text[: len(a.text) - (a.end - left)]}{glue}{b.text[right - b.start :]}"
            merged = Paragraph(a.start, b.end, joined[-_ENOUGH:])


def continues(before: Paragraph, after: Paragraph) -> bool:
    """Tell whether two paragraphs are surely one that a page cut."""
    return _join(before.text, after.text) == "sure"


def _hyphened(text: str) -> bool:
    """Tell whether a paragraph stops at a hyphen inside a word."""
    end = text.rstrip("*_")
    return end.endswith("-") and end[-2:-1].isalpha()


def _words_of(view: str) -> frozenset[str]:
    """Return the words of a text; of those with hyphens, the parts and each two of them."""
    words: set[str] = set()
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*+", view):
        parts = word.split("-")
        words.update(parts, (f"{one}-{other}" for one, other in pairwise(parts)))
    return frozenset(words)


def _seam(a: Paragraph, b: Paragraph, written: frozenset[str]) -> tuple[str, int, int]:
    """Return what joins the two, and from where to where it takes the place of the gap.

    An emphasis that ends at the cut and begins again after it is one: its marks go. A word cut at
    its hyphen is one word, and keeps the hyphen unless the text writes it without elsewhere.
    """
    before, after = a.text.rstrip("*_"), b.text.lstrip("*_")
    if a.text[len(before) :] != b.text[: len(b.text) - len(after)]:
        before, after = a.text, b.text
    left, right = a.end - (len(a.text) - len(before)), b.start + len(b.text) - len(after)
    if before == before.rstrip("*_") and _hyphened(before) and after[:1].isalpha():
        first = re.split(r"[\W\d_]", before[-_ENOUGH:-1])[-1]
        second = re.split(r"[\W\d_]", after[:_ENOUGH], maxsplit=1)[0]
        hyphen_goes = first + second in written and f"{first}-{second}" not in written
        return "", left - hyphen_goes, right
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
    goes_on = word in _FUNCTION_WORDS or _STYLE.search(end)
    if running and (goes_on or (emphasis_runs_on and _sentences(a))):
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
