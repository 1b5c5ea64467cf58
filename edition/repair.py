"""Received text in, repaired text and its apparatus out.

Each rule reads the text as it stands and says what it would change. The rules run in the order
of `RULES`, again and again, until none finds anything: so a second repair changes nothing. Each
change is composed with those before it into one list in the offsets of the received text, from
which `undo` gives it back exactly.

The rules know the shapes of converted pages, never a text: furniture.py sets aside, cuts.py joins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from edition import furniture
from edition.cuts import page_breaks
from edition.findings import Finding, Rule
from edition.model import Emendation, RepairedText, SourceText


class _Change(NamedTuple):
    """A change to the received text, in its offsets, by the rule of that name."""

    start: int
    end: int
    repaired: str
    rule: str
    doubt: bool


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


RULES: dict[str, Rule] = {**furniture.RULES, "page-break": page_breaks}
"""The rules in the order in which they run; each name is the rule of its emendations."""
