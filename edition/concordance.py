"""Documents, entries and mentions in; where each entry stands, with which others, an index out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from string import punctuation

from edition.addresses import block_paths
from edition.model import Block, Document, Entry, Mention
from edition.words import folded, initial, sort_key

_CONTEXT = 90  # characters on either side of a mention, cut at words


@dataclass(frozen=True, slots=True)
class Line:
    """A mention in its context: the words before it, its own, the words after it.

    `path` is the page on which its block stands; `cut_before` and `cut_after` tell whether the
    block goes on beyond the words shown.
    """

    document: Document
    block: Block
    path: str
    before: str
    wording: str
    after: str
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class Concordance:
    """An entry with every line of its concordance, and its forms with their counts."""

    entry: Entry
    lines: tuple[Line, ...]
    forms: tuple[tuple[str, int], ...]

    @property
    def places(self) -> tuple[tuple[Document, tuple[Line, ...]], ...]:
        """The first line of each block, by document: where an index points."""
        found: dict[str, dict[str, Line]] = {}
        for line in self.lines:
            found.setdefault(line.document.slug, {}).setdefault(line.block.id, line)
        return tuple(
            (next(iter(blocks.values())).document, tuple(blocks.values()))
            for blocks in found.values()
        )


@dataclass(frozen=True, slots=True)
class Companion:
    """An entry that is named together with another, and in how many blocks they both are."""

    entry: Entry
    blocks: int


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A heading of the index: an entry's headword, or a form of the name that refers to it."""

    heading: str
    concordance: Concordance
    refers: bool


def make_concordance(
    documents: Iterable[Document], entries: Iterable[Entry], mentions: Iterable[Mention]
) -> tuple[Concordance, ...]:
    """Return the concordance of every entry, in the order of the entries."""
    places = {
        (document.slug, block.id): (document, block, path)
        for document in documents
        for block, path in block_paths(document)
    }
    lines: dict[str, list[Line]] = {}
    for mention in mentions:
        document, block, path = places[mention.document, mention.block]
        line = line_of(document, block, path, (mention.start, mention.end))
        lines.setdefault(mention.entry, []).append(line)
    return tuple(
        Concordance(
            entry,
            tuple(lines.get(entry.id, ())),
            tuple(Counter(line.wording for line in lines.get(entry.id, ())).most_common()),
        )
        for entry in entries
    )


def line_of(
    document: Document, block: Block, path: str, words: tuple[int, int], context: int = _CONTEXT
) -> Line:
    """Return words of a block, from one offset to another, with `context` characters about them."""
    text, (start, end) = block.text, words
    begin, stop = max(0, start - context), min(len(text), end + context)
    if begin:
        space = text.find(" ", begin, start)
        begin = space + 1 if space >= 0 else begin
    if stop < len(text):
        space = text.rfind(" ", end, stop)
        stop = space if space >= 0 else stop
    return Line(
        document=document,
        block=block,
        path=path,
        before=text[begin:start],
        wording=text[start:end],
        after=text[end:stop],
        cut_before=begin > 0,
        cut_after=stop < len(text),
    )


def find_companions(concordances: Iterable[Concordance]) -> dict[str, tuple[Companion, ...]]:
    """Return, by entry, the entries that stand in the same blocks, most often first.

    Of entries that are met equally often, the one named in fewer blocks overall comes first: a
    country that the whole text is about says less about a name than what is named with it alone.
    Of those that are as rare, the headword decides, as in the index.
    """
    entries: dict[str, Entry] = {}
    everywhere: Counter[str] = Counter()
    named: dict[tuple[str, str], list[str]] = {}
    for concordance in concordances:
        entry = concordance.entry
        entries[entry.id] = entry
        for document, lines in concordance.places:
            everywhere[entry.id] += len(lines)
            for line in lines:
                named.setdefault((document.slug, line.block.id), []).append(entry.id)
    together: dict[str, Counter[str]] = {name: Counter() for name in entries}
    for those in named.values():
        for name in those:
            together[name].update(other for other in those if other != name)
    order = {name: (everywhere[name], sort_key(e.headword), name) for name, e in entries.items()}
    return {
        name: tuple(
            Companion(entries[other], count)
            for other, count in sorted(met.items(), key=lambda pair: (-pair[1], order[pair[0]]))
        )
        for name, met in together.items()
    }


def make_index(
    concordances: Iterable[Concordance],
) -> tuple[tuple[str, tuple[IndexLine, ...]], ...]:
    """Return the index: (letter, headings), sorted.

    A form of a name that would be looked up elsewhere, because it begins with another word, is a
    heading of its own that refers to the entry; so is an acronym.
    """
    headings: list[IndexLine] = []
    for concordance in concordances:
        entry = concordance.entry
        headings.append(IndexLine(entry.headword, concordance, refers=False))
        begun = {_first_word(entry.headword)}
        for variant in entry.variants:
            if _first_word(variant) not in begun:
                begun.add(_first_word(variant))
                headings.append(IndexLine(variant, concordance, refers=True))
    headings.sort(key=lambda line: (sort_key(line.heading), line.refers, line.concordance.entry.id))
    letters: dict[str, list[IndexLine]] = {}
    for heading in headings:
        letters.setdefault(initial(heading.heading), []).append(heading)
    return tuple((letter, tuple(lines)) for letter, lines in letters.items())


def _first_word(text: str) -> str:
    return folded(text).split()[0].strip(punctuation).casefold()
