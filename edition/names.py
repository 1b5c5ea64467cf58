"""Documents and mentions in; words that look like names and are in no glossary out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from edition.data import by_block
from edition.dates import find_date
from edition.model import Document, Mention

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'&.-]*\w"
_NAME = re.compile(
    rf"\b{_WORD}(?:(?:\s+(?:of|the|and|for|on|in|de|du|des|la|del)){{0,3}}\s+{_WORD})+"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&-]*[A-Z0-9]\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+[“\"(]?)$")
_ARTICLES = {"The", "A", "An", "Both", "All", "Each", "This", "These", "In", "During", "On", "At"}


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that look like a name: how often they stand in the texts, and where first."""

    words: str
    count: int
    document: str
    locator: str


def unknown_names(
    documents: Iterable[Document], mentions: Iterable[Mention]
) -> tuple[Unknown, ...]:
    """Return runs of capitalised words, and acronyms, that no mention covers; most frequent first.

    A capital at the beginning of a sentence says nothing, so a run that stands there needs two
    more words with one.
    """
    covered = by_block(mentions)
    found: dict[str, Unknown] = {}
    for document in documents:
        for block in document.blocks():
            text = block.text
            for mention in covered.get((document.slug, block.id), ()):
                gap = "|" * (mention.end - mention.start)
                text = text[: mention.start] + gap + text[mention.end :]
            if date := find_date(text):
                text = text[: date.start] + "|" * (date.end - date.start) + text[date.end :]
            for words in _names_in(text):
                known = found.get(words)
                count = known.count + 1 if known else 1
                place = (known.document, known.locator) if known else (document.slug, block.locator)
                found[words] = Unknown(words, count, *place)
    return tuple(sorted(found.values(), key=lambda u: (-u.count, u.words)))


def _names_in(text: str) -> Iterable[str]:
    for match in _NAME.finditer(text):
        words = match[0].split()
        if (
            _SENTENCE_START.search(text[max(0, match.start() - 4) : match.start()])
            or words[0] in _ARTICLES
        ):
            words = words[1:]
        while words and words[0][0].islower():
            words = words[1:]
        if sum(word[0].isupper() for word in words) > 1:
            yield " ".join(words)
    for match in _ACRONYM.finditer(_NAME.sub(lambda run: "|" * len(run[0]), text)):
        if set(match[0]) != {"X"}:  # which stands for what is left open
            yield match[0]
