"""Documents and entries in, mentions out: every place where a text names an entry.

The longest name wins, and mentions never overlap. A name begins and ends at the bounds of words,
except in scripts that set no spaces. A hyphen is a bound only where a name stands on its other
side too, or a word in lower case: "Cambodia-China" names both, "Indo-China" does not name China.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from edition.errors import Problem, nearest
from edition.model import Block, Document, Entry, Mention, Place
from edition.words import folded

_NO_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "KHMER", "THAI", "LAO", "MYANMAR", "TIBETAN")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in all texts.

    Attributes:
        mentions: in reading order.
        unused: (entry id, variant) of the forms that no text uses.
    """

    mentions: tuple[Mention, ...]
    unused: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place that may be a mention; one that an editor decided comes before any other."""

    start: int
    end: int
    entry: str
    decided: bool = False


def find_mentions(
    documents: Iterable[Document], entries: Iterable[Entry]
) -> tuple[Found, list[Problem]]:
    """Find every mention of every entry in every document.

    Returns them with the forms that no text uses, and the editor's decisions (`here`,
    `not_here`) that fit no place of their text.
    """
    documents, entries = tuple(documents), tuple(entries)
    forms = [
        (folded(form), entry.id) for entry in entries for form in (entry.headword, *entry.variants)
    ]
    automaton = AhoCorasick([form for form, _ in forms])
    decisions, problems = _decisions(documents, entries)
    by_id = {entry.id: entry for entry in entries}
    mentions: list[Mention] = []
    seen: set[str] = set()
    for document in documents:
        for block in document.blocks():
            text = folded(block.text)
            here, not_here = (
                [
                    _Candidate(start, start + len(words), entry, decided=True)
                    for words, entry in decided
                    for start in _places(text, words)
                ]
                for decided in decisions.get((document.slug, block.id), ((), ()))
            )
            hyphens = folded(block.text.replace("—", " "))  # a dash divides, it ties nothing
            candidates = [
                c
                for c in _candidates(automaton, forms, text, hyphens, seen)
                if not any(
                    c.entry == n.entry and n.start <= c.start and c.end <= n.end for n in not_here
                )
            ]
            candidates += here
            problems += _clashes(here, document, block, by_id)
            mentions += (
                Mention(
                    entry=c.entry,
                    document=document.slug,
                    block=block.id,
                    start=c.start,
                    end=c.end,
                    wording=block.text[c.start : c.end],
                    by="rule" if by_id[c.entry].status == "found" else "editor",
                )
                for c in _longest(candidates)
            )
    unused = tuple(
        (entry.id, variant)
        for entry in entries
        for variant in entry.variants
        if folded(variant) not in seen
    )
    return Found(tuple(mentions), unused), problems


def _clashes(
    here: list[_Candidate], document: Document, block: Block, entries: dict[str, Entry]
) -> list[Problem]:
    """List decisions about one place of which only one can hold."""
    problems = []
    for a, b in pairwise(sorted(here, key=lambda c: (c.start, c.end, c.entry))):
        if b.start < a.end:
            entry = entries[b.entry]
            line = next((p.line for p in entry.here if p.document == document.slug), entry.line)
            message = (
                f"{b.entry}: “{block.text[b.start : b.end]}” in {block.locator} overlaps "
                f"“{block.text[a.start : a.end]}”, which is {a.entry} there; keep one"
            )
            problems.append(Problem(entry.file, line, message))
    return problems


def _candidates(
    automaton: AhoCorasick, forms: list[tuple[str, str]], text: str, hyphens: str, seen: set[str]
) -> Iterator[_Candidate]:
    """Yield every form that stands in a block between bounds of words."""
    found = [
        (start, end, number)
        for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if _bounded(text, start, end)
    ]
    starts, ends = {start for start, _, _ in found}, {end for _, end, _ in found}
    for start, end, number in found:
        left = _hyphened(hyphens, start - 1, -1) and start - 1 not in ends
        right = _hyphened(hyphens, end, 1) and end + 1 not in starts
        if not left and not right:
            form, entry = forms[number]
            seen.add(form)
            yield _Candidate(start, end, entry)


def _bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_one_word(before, text[start]) or _one_word(text[end - 1], after))


def _one_word(left: str, right: str) -> bool:
    """Tell whether two neighbouring characters belong to one word."""
    if not left or not right:
        return False
    if _is_mark(right):
        return True
    if not ((left.isalnum() or _is_mark(left)) and right.isalnum()):
        return False
    if left.isascii() and right.isascii():
        return True
    return not any(unicodedata.name(c, "").startswith(_NO_SPACES) for c in (left, right))


def _is_mark(char: str) -> bool:
    """Tell whether a character is a part of the letter before it: an accent, a vowel sign."""
    return unicodedata.category(char)[0] == "M"


def _hyphened(text: str, at: int, step: int) -> bool:
    """Tell whether a hyphen at `at` ties on another word that may be a name's part."""
    if not 0 <= at < len(text) or text[at] != "-" or not 0 <= at + step < len(text):
        return False
    word_start = at + 1
    if step < 0:
        word_start = at
        while word_start > 0 and text[word_start - 1].isalnum():
            word_start -= 1
    other = text[word_start : word_start + 1]
    return text[at + step].isalnum() and not other.islower()


def _places(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        if _bounded(text, start, start + len(words)):
            yield start
        start = text.find(words, start + 1)


def _longest(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the candidates that do not overlap: decided ones, then the longest, in order."""
    taken: list[_Candidate] = []
    for c in sorted(candidates, key=lambda c: (not c.decided, c.start - c.end, c.start, c.entry)):
        if all(c.end <= t.start or c.start >= t.end for t in taken):
            taken.append(c)
    return sorted(taken, key=lambda c: c.start)


_Decided = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def _decisions(
    documents: tuple[Document, ...], entries: tuple[Entry, ...]
) -> tuple[dict[tuple[str, str], _Decided], list[Problem]]:
    """Return the editor's decisions by (text, block): (words, entry) here, and not here."""
    problems: list[Problem] = []
    blocks: dict[str, dict[str, Block]] = {}
    if any(entry.here or entry.not_here for entry in entries):
        blocks = {d.slug: {b.locator: b for b in d.blocks()} for d in documents}
    decided: dict[tuple[str, str], _Decided] = {}
    for entry in entries:
        for places, which in ((entry.here, 0), (entry.not_here, 1)):
            for place in places:
                there = blocks.get(place.document)  # none if the text itself is at fault
                block = _block_at(place, entry, there, problems) if there else None
                if block:
                    pair = [*decided.get((place.document, block.id), ((), ()))]
                    pair[which] = (*pair[which], (folded(place.words), entry.id))
                    decided[place.document, block.id] = (pair[0], pair[1])
    return decided, problems


def _block_at(
    place: Place, entry: Entry, blocks: dict[str, Block], problems: list[Problem]
) -> Block | None:
    block = blocks.get(place.at)
    if block is None:
        message = f"{entry.id}: {place.document} has no “{place.at}”; {nearest(place.at, blocks)}"
    elif not any(True for _ in _places(folded(block.text), folded(place.words))):
        message = (
            f"{entry.id}: {place.at} has not the words “{place.words}”; copy them from the text"
        )
    else:
        return block
    problems.append(Problem(entry.file, place.line, message))
    return None
