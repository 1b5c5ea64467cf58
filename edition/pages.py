"""Documents, entries and mentions in; every page of the edition out, with what its template sees.

No wording and no markup here: those are in templates/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from edition.addresses import entry_path, section_path
from edition.concordance import (
    Concordance,
    Line,
    find_companions,
    make_concordance,
    make_index,
)
from edition.data import MentionsOf, by_block, count_words
from edition.dates import bounds
from edition.model import Block, Document, Entry, Mention, Note, Page
from edition.pictures import Pictures, draw
from edition.proof import expected_text
from edition.source import KINDS
from edition.words import initial, sort_key

_LISTED = 20  # a text of so many units lists all of them beside each; a longer one lists neighbours
_NEIGHBOURS = 7  # on either side: the sidebar of a page must not grow with the text
_ASKED = ("people", "projects", "agreements")  # a name of each is what home says to search for
_ELSEWHERE = 6  # other paragraphs that a card names; the entry's page has them all


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the fidelity proof counts, in words (runs of characters between white space).

    Attributes:
        received: in the received text.
        repaired: how many fewer there are in the repaired text, each in the apparatus: what was
            set aside, and the halves of words that a page's end cut.
        form: how many fewer there are without the marks of form: a mark between two spaces, an
            address. Negative where a mark alone stood between two words.
        on_site: in the repaired text without its marks: what the proof finds on the site.
    """

    received: int
    repaired: int
    form: int
    on_site: int


@dataclass(frozen=True, slots=True)
class TextView:
    """What the macros that show a text's words need to know of it.

    Attributes:
        document: the text.
        mentions: by (slug, id of the block).
        entries: by id.
        notes: the editor's, by id of the block.
        places: the first line of every paragraph that names an entry, by the entry's id.
        root: the way from the text's pages to the root of docs/.
    """

    document: Document
    mentions: MentionsOf
    entries: dict[str, Entry]
    notes: dict[str, tuple[Note, ...]]
    places: dict[str, tuple[Line, ...]]
    root: str = "../"


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that a page names.

    Attributes:
        entry: the entry.
        count: how many mentions of it stand on the page.
        elsewhere: lines of other paragraphs that name it, the first few.
        more: how many paragraphs there are beyond those.
    """

    entry: Entry
    count: int
    elsewhere: tuple[Line, ...]
    more: int


def compose(
    documents: tuple[Document, ...], entries: tuple[Entry, ...], mentions: tuple[Mention, ...]
) -> Iterator[Page]:
    """Yield every page: home, texts, glossary, about."""
    of_block = by_block(mentions)
    by_id = {entry.id: entry for entry in entries}
    concordances = make_concordance(documents, entries, mentions)
    kinds = _kinds(concordances)
    shared: dict[str, object] = {"kinds": kinds, "documents": documents}
    pictures = {document.slug: draw(document, of_block, by_id) for document in documents}
    certificates = {document.slug: certify(document) for document in documents}
    home = {
        "index_size": len(entries),
        "pictures": pictures,
        "newest": _newest(documents),
        "words": {slug: certificate.received for slug, certificate in certificates.items()},
        "asked": tuple(_most_named(those) for folder, those in kinds if folder in _ASKED),
    }
    yield Page("index.md", "home.md.j2", {**shared, **home})
    places = {
        concordance.entry.id: tuple(line for _, lines in concordance.places for line in lines)
        for concordance in concordances
    }
    for document in documents:
        view = TextView(document, of_block, by_id, _notes(document), places)
        yield from _text_pages(view, pictures[document.slug])
    index = make_index(concordances)
    yield Page("glossary/index.md", "index.md.j2", {**shared, "index": index})
    for folder, those in kinds:
        context: dict[str, object] = {**shared, "folder": folder, "letters": _by_letter(those)}
        yield Page(f"glossary/{folder}/index.md", "kind.md.j2", context)
    companions = find_companions(concordances)
    referring = _referring(entries)
    for concordance in concordances:
        entry = concordance.entry
        context = {
            **shared,
            "entry": entry,
            "concordance": concordance,
            "companions": companions[entry.id],
            "see": [by_id[target] for target in entry.see],
            "seen_from": [e for e in referring.get(entry.id, ()) if e.id not in entry.see],
        }
        yield Page(entry_path(entry.id), "entry.md.j2", context)
    yield Page("about.md", "about.md.j2", {**shared, "certificates": certificates})


def certify(document: Document) -> Certificate:
    """Count a document's words for its certificate."""
    received = count_words(document.repaired.source.text)
    repaired = count_words(document.repaired.text)
    on_site = count_words(expected_text(document))
    return Certificate(received, received - repaired, repaired - on_site, on_site)


def _kinds(
    concordances: tuple[Concordance, ...],
) -> tuple[tuple[str, tuple[Concordance, ...]], ...]:
    """Return (kind's folder, its concordances by headword) of every kind that has any."""
    found: dict[str, list[Concordance]] = {folder: [] for folder in KINDS}
    for concordance in concordances:
        found[concordance.entry.id.partition("/")[0]].append(concordance)
    return tuple(
        (folder, tuple(sorted(those, key=lambda c: (sort_key(c.entry.headword), c.entry.id))))
        for folder, those in found.items()
        if those
    )


def _by_letter(
    concordances: tuple[Concordance, ...],
) -> tuple[tuple[str, tuple[Concordance, ...]], ...]:
    """Return (letter, concordances) in the order in which their letters come."""
    letters: dict[str, list[Concordance]] = {}
    for concordance in concordances:
        letters.setdefault(initial(concordance.entry.headword), []).append(concordance)
    return tuple((letter, tuple(those)) for letter, those in letters.items())


def _notes(document: Document) -> dict[str, tuple[Note, ...]]:
    """Return the editor's notes by block, in the order of the words that they are on."""
    notes: dict[str, tuple[Note, ...]] = {}
    for note in sorted(document.notes, key=lambda note: note.end):
        notes[note.block] = (*notes.get(note.block, ()), note)
    return notes


def _newest(documents: tuple[Document, ...]) -> Document | None:
    """Return the text with the latest date; of several, and of texts without one, the last."""
    dates = [(bounds(d.date.edtf)[0] if d.date.edtf else "", at) for at, d in enumerate(documents)]
    return documents[max(dates)[1]] if dates else None


def _most_named(concordances: tuple[Concordance, ...]) -> str:
    """Return the shortest form of the name that the texts use most; of several, the first."""
    entry = max(concordances, key=lambda concordance: len(concordance.lines)).entry
    return min((entry.headword, *entry.variants), key=len)


def _text_pages(view: TextView, pictures: Pictures) -> Iterator[Page]:
    document = view.document
    context: dict[str, object] = {"document": document, "view": view}
    front = {**context, "pictures": pictures, "named": _named(view, document.front)}
    yield Page(f"{document.slug}/index.md", "title.md.j2", front)
    whole = {**context, "named": _named(view, tuple(document.blocks()))}
    yield Page(f"{document.slug}/text.md", "text.md.j2", whole)
    sections = document.sections
    for at, section in enumerate(sections):
        first = max(0, at - _NEIGHBOURS) if len(sections) > _LISTED else 0
        near = sections[first : at + _NEIGHBOURS + 1] if len(sections) > _LISTED else sections
        back = document.back if at + 1 == len(sections) else ()
        page = {
            **context,
            "section": section,
            "near": near,
            "here": at - first,
            "named": _named(view, (*section.all_blocks(), *back)),
            "previous": sections[at - 1] if at else None,
            "following": sections[at + 1] if at + 1 < len(sections) else None,
            "back": back,
            "has_made": any(unit.heading_by == "rule" for unit in section.walk()),
            "has_page_ends": any(
                span.kind == "page-end" for block in section.all_blocks() for span in block.spans
            ),
            "has_editors": any(unit.heading_by == "editor" for unit in section.walk()),
        }
        yield Page(section_path(document, section), "section.md.j2", page)


def _named(view: TextView, blocks: Iterable[Block]) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Return (kind's folder, entries) of all that some blocks name, most often named first."""
    slug = view.document.slug
    on_page = {block.id for block in blocks}
    counts: Counter[str] = Counter()  # mentions
    holding: Counter[str] = Counter()  # paragraphs
    for block in on_page:
        entries = [mention.entry for mention in view.mentions.get((slug, block), ())]
        counts.update(entries)
        holding.update(set(entries))
    found: dict[str, list[Named]] = {}

    def order(named: tuple[str, int]) -> tuple[int, tuple[str, str], str]:
        entry_id, count = named
        return -count, sort_key(view.entries[entry_id].headword), entry_id

    for entry_id, count in sorted(counts.items(), key=order):
        places = view.places[entry_id]
        others = (p for p in places if p.document.slug != slug or p.block.id not in on_page)
        first = tuple(islice(others, _ELSEWHERE))
        more = len(places) - holding[entry_id] - len(first)
        named = Named(view.entries[entry_id], count, first, more)
        found.setdefault(entry_id.partition("/")[0], []).append(named)
    return tuple((folder, tuple(found[folder])) for folder in KINDS if folder in found)


def _referring(entries: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for target in entry.see:
            found.setdefault(target, []).append(entry)
    return found
