"""Documents, entries and mentions in; every page of the edition out, with what its template sees.

No wording and no markup here: those are in templates/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.addresses import entry_path, section_path
from edition.concordance import Concordance, make_concordance, make_index
from edition.data import MentionsOf, by_block, count_words
from edition.dates import bounds
from edition.model import Document, Entry, Mention, Note, Page, Section
from edition.pictures import Pictures, draw
from edition.proof import expected_text
from edition.source import KINDS
from edition.words import sort_key

_LISTED = 20  # a text of so many units lists all of them beside each; a longer one lists neighbours
_NEIGHBOURS = 7  # on either side: the sidebar of a page must not grow with the text


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
        root: the way from the text's pages to the root of docs/.
    """

    document: Document
    mentions: MentionsOf
    entries: dict[str, Entry]
    notes: dict[str, tuple[Note, ...]]
    root: str = "../"


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
    home = {"index_size": len(entries), "pictures": pictures, "newest": _newest(documents)}
    yield Page("index.md", "home.md.j2", {**shared, **home})
    for document in documents:
        view = TextView(document, of_block, by_id, _notes(document))
        yield from _text_pages(view, pictures[document.slug])
    index = make_index(concordances)
    yield Page("glossary/index.md", "index.md.j2", {**shared, "index": index})
    for folder, those in kinds:
        context: dict[str, object] = {**shared, "folder": folder, "concordances": those}
        yield Page(f"glossary/{folder}/index.md", "kind.md.j2", context)
    referring = _referring(entries)
    for concordance in concordances:
        entry = concordance.entry
        context = {
            **shared,
            "entry": entry,
            "concordance": concordance,
            "see": [by_id[target] for target in entry.see],
            "seen_from": [e for e in referring.get(entry.id, ()) if e.id not in entry.see],
        }
        yield Page(entry_path(entry.id), "entry.md.j2", context)
    certificates = {document.slug: certify(document) for document in documents}
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


def _text_pages(view: TextView, pictures: Pictures) -> Iterator[Page]:
    document = view.document
    context: dict[str, object] = {"document": document, "view": view}
    yield Page(f"{document.slug}/index.md", "title.md.j2", {**context, "pictures": pictures})
    yield Page(f"{document.slug}/text.md", "text.md.j2", context)
    sections = document.sections
    for at, section in enumerate(sections):
        first = max(0, at - _NEIGHBOURS) if len(sections) > _LISTED else 0
        near = sections[first : at + _NEIGHBOURS + 1] if len(sections) > _LISTED else sections
        page = {
            **context,
            "section": section,
            "near": near if len(near) > 1 else (),
            "here": at - first,
            "named": _named(view, section),
            "previous": sections[at - 1] if at else None,
            "following": sections[at + 1] if at + 1 < len(sections) else None,
            "back": document.back if at + 1 == len(sections) else (),
            "has_made": any(unit.heading_by == "rule" for unit in section.walk()),
            "has_page_ends": any(
                span.kind == "page-end" for block in section.all_blocks() for span in block.spans
            ),
            "has_editors": any(unit.heading_by == "editor" for unit in section.walk()),
        }
        yield Page(section_path(document, section), "section.md.j2", page)


def _named(view: TextView, section: Section) -> tuple[Entry, ...]:
    """Return the entries that a unit names, each once, in the order in which it names them."""
    slug = view.document.slug
    mentions = (m for b in section.all_blocks() for m in view.mentions.get((slug, b.id), ()))
    return tuple(view.entries[entry] for entry in dict.fromkeys(m.entry for m in mentions))


def _referring(entries: tuple[Entry, ...]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for target in entry.see:
            found.setdefault(target, []).append(entry)
    return found
