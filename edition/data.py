"""Documents, entries and mentions in; the machine-readable edition out, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edition.addresses import address, entry_path, section_path
from edition.model import Block, Document, Entry, Mention, Section

Json = dict[str, Any]
MentionsOf = dict[tuple[str, str], tuple[Mention, ...]]


def count_words(text: str) -> int:
    """Return the number of words: runs of characters that are not white space."""
    return len(text.split())


def document_data(document: Document, mentions: MentionsOf) -> Json:
    """Return a text as the value of `docs/data/<slug>.json` (format edition/1)."""
    source = document.repaired.source

    def block(b: Block) -> Json:
        return {
            "id": b.id,
            "locator": b.locator,
            "label": b.label,
            "kind": b.kind,
            "text": b.text,
            "mentions": [
                {"start": m.start, "end": m.end, "wording": m.wording, "entry": m.entry, "by": m.by}
                for m in mentions.get((document.slug, b.id), ())
            ],
        }

    def section(s: Section, page: str) -> Json:
        return {
            "id": s.id,
            "kind": s.kind,
            "label": s.label,
            "heading": s.heading,
            "heading_by": s.heading_by,
            "url": f"{page}#{s.id}" if "__" in s.id else page,
            "blocks": [block(b) for b in s.blocks],
            "sections": [section(inner, page) for inner in s.sections],
        }

    return {
        "format": "edition/1",
        "slug": document.slug,
        "lang": document.lang,
        "title": document.title,
        "short_title": document.short_title,
        "date": {"as_given": document.date.as_given, "edtf": document.date.edtf},
        "place": document.place,
        "parties": list(document.parties),
        "source": {"file": source.file, "sha256": source.sha256, "words": count_words(source.text)},
        "apparatus": [
            {
                "rule": e.rule,
                "line": e.line,
                "received": e.received,
                "repaired": e.repaired,
                "doubt": e.doubt,
            }
            for e in document.apparatus
        ],
        "front": [block(b) for b in document.front],
        "sections": [section(s, address(section_path(document, s))) for s in document.sections],
        "back": [block(b) for b in document.back],
    }


def glossary_data(entries: Iterable[Entry], mentions: Iterable[Mention]) -> Json:
    """Return the glossary as the value of `docs/data/glossary.json` (format glossary/1)."""
    of_entry: dict[str, list[Mention]] = {}
    for mention in mentions:
        of_entry.setdefault(mention.entry, []).append(mention)
    return {
        "format": "glossary/1",
        "entries": [_entry(entry, of_entry.get(entry.id, [])) for entry in entries],
    }


def _entry(entry: Entry, mentions: list[Mention]) -> Json:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "headword": entry.headword,
        "variants": list(entry.variants),
        "gloss": entry.gloss,
        "sources": [
            {"title": s.title, "publisher": s.publisher, "address": s.address}
            for s in entry.sources
        ],
        "status": entry.status,
        "see": list(entry.see),
        "url": address(entry_path(entry.id)),
        "native": entry.native,
        "office": entry.office,
        "mentions": [
            {"document": m.document, "block": m.block, "start": m.start, "end": m.end}
            for m in mentions
        ],
    }


def by_block(mentions: Iterable[Mention]) -> MentionsOf:
    """Return mentions by (slug of the text, id of the block), in order."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        found.setdefault((mention.document, mention.block), []).append(mention)
    return {place: tuple(those) for place, those in found.items()}
