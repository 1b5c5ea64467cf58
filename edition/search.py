"""Documents, entries and mentions in; what the reader's browser searches out, in pieces.

Each piece is a script that calls `editionData` with one object, so that it loads in a worker, in
a page, and from a folder on disk:

- `data/search.js`: {"kind": "texts", "texts": [{"slug", "name"} …], "thesaurus": [[word …] …]}
- `data/<slug>.search.js`: {"kind": "text", "slug", "name", "lang",
  "pages": [stem …], the paths in docs/ of the pages, without `.md`;
  "units": [[heading …] …], what a unit is called, if it is, and after it what the units around it
  are called;
  "blocks": [[id, locator, page, unit, text, [[entry, start, end] …]] …]}, where page and unit
  count from 0, unit is -1 outside of every unit, and start and end count UTF-16 units
- `data/glossary.search.js`: {"kind": "glossary", "entries": [[id, headword, kind, forms, native,
  gloss, office, mentions, lang] …]}, where forms are the headword, the variants, the name in its
  own script, and the wordings of its mentions; mentions is their number; lang is the language of
  native; native, gloss, office and lang may be null
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from edition.addresses import block_paths
from edition.data import by_block
from edition.languages import language_of
from edition.model import Document, Entry, Mention, Section
from edition.records import Value, read_yaml

Thesaurus = tuple[tuple[str, ...], ...]
_Units = tuple[list[list[str]], dict[str, int]]
_SAFE = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def search_files(
    documents: Iterable[Document],
    entries: Iterable[Entry],
    mentions: Iterable[Mention],
    thesaurus: Thesaurus,
) -> dict[str, bytes]:
    """Return the pieces by their path in docs/."""
    documents, mentions = tuple(documents), tuple(mentions)
    texts = [json.dumps({"slug": d.slug, "name": d.name}, ensure_ascii=False) for d in documents]
    groups = [json.dumps(group, ensure_ascii=False) for group in thesaurus]
    of_block = by_block(mentions)
    files = {"data/search.js": _script(kind="texts", texts=texts, thesaurus=groups)}
    for document in documents:
        paths = dict.fromkeys(path for _, path in block_paths(document))
        numbers = {path: number for number, path in enumerate(paths)}
        units, unit_of = _units(document)
        files[f"data/{document.slug}.search.js"] = _script(
            kind="text",
            slug=document.slug,
            name=document.name,
            lang=document.lang,
            pages=[_compact(path.removesuffix(".md")) for path in paths],
            units=[_compact(chain) for chain in units],
            blocks=[
                _compact(
                    [
                        block.id,
                        block.locator,
                        numbers[path],
                        unit_of.get(block.id, -1),
                        block.text,
                        [
                            [m.entry, _utf16(block.text, m.start), _utf16(block.text, m.end)]
                            for m in of_block.get((document.slug, block.id), ())
                        ],
                    ]
                )
                for block, path in block_paths(document)
            ],
        )
    files["data/glossary.search.js"] = _script(
        kind="glossary", entries=[_compact(entry) for entry in _entries(entries, mentions)]
    )
    return files


def read_thesaurus() -> Thesaurus:
    """Return the groups of words with one sense that the search knows, from thesaurus.yml."""
    path = Path(__file__).with_name("thesaurus.yml")
    value = read_yaml(path.read_text(encoding="utf-8"), path.name, [])
    return tuple(
        tuple(word.data for word in _items(group) if isinstance(word.data, str))
        for group in _items(value)
    )


def _items(value: Value | None) -> list[Value]:
    return value.data if value and isinstance(value.data, list) else []


def _units(document: Document) -> _Units:
    """Return what the units are called, and the number of each block's unit."""
    units: list[list[str]] = []
    unit_of: dict[str, int] = {}

    def add(section: Section, around: list[str]) -> None:
        chain = [section.heading, *around] if section.heading else around
        unit_of.update((block.id, len(units)) for block in section.blocks)
        units.append(chain)
        for inner in section.sections:
            add(inner, chain)

    for section in document.sections:
        add(section, [])
    return units, unit_of


def _entries(entries: Iterable[Entry], mentions: Iterable[Mention]) -> Iterator[list[object]]:
    wordings: dict[str, list[str]] = {}
    for mention in mentions:
        wordings.setdefault(mention.entry, []).append(mention.wording)
    for entry in entries:
        found = wordings.get(entry.id, [])
        native = [entry.native] if entry.native else []
        forms = [*dict.fromkeys([entry.headword, *entry.variants, *native, *found])]
        yield [
            entry.id, entry.headword, entry.kind, forms,
            entry.native, entry.gloss, entry.office, len(found),
            language_of(entry.native) if entry.native else None,
        ]  # fmt: skip


def _utf16(text: str, offset: int) -> int:
    """Return an offset in code points as one in UTF-16 units, which scripts count in."""
    return len(text[:offset].encode("utf-16-le")) // 2


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _script(**members: str | list[str]) -> bytes:
    """Return a piece, with a line for each item of its lists, so that a change shows as few lines.

    Lists hold JSON; what could end a script element or a string of a script is escaped.
    """
    parts = []
    for key, value in members.items():
        text = "[\n" + ",\n".join(value) + "\n]" if isinstance(value, list) else _compact(value)
        parts.append(f'"{key}":{text}')
    return f"editionData({{{','.join(parts)}}});\n".translate(_SAFE).encode()
