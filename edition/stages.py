"""The way through: source folder in, the whole edition and its files out; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.built import BuiltSite, broken_links, read_built
from edition.citing import citation_files, citation_page
from edition.data import by_block, document_data, glossary_data
from edition.document import parse
from edition.errors import SourceError
from edition.glossary import read_glossary
from edition.mentions import Found, find_mentions
from edition.model import Document, Entry
from edition.pages import compose
from edition.proof import prove, strays
from edition.render import render
from edition.repair import repair
from edition.search import read_thesaurus, search_files
from edition.sharing import share_pictures
from edition.source import read_source

_NEEDED = frozenset({"assets/packages/minisearch.js"})  # what scripts load, no page links to it


@dataclass(frozen=True, slots=True)
class Edition:
    """All texts, all entries, and every mention."""

    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    found: Found


def read_edition(source: Path) -> Edition:
    """Read, repair, parse and find.

    Raises:
        SourceError: something in the source folder is wrong; it holds every problem.
        UsageError: there is no such folder.
    """
    read, problems = read_source(source)
    documents = []
    for text, notes in read.texts:
        document, misfits = parse(repair(text), notes)
        documents.append(document)
        problems += misfits
    entries, faults = read_glossary(read.glossary, read.slugs, whole=read.glossary_whole)
    found, misplaced = find_mentions(documents, entries)
    problems += [*faults, *misplaced]
    if problems:
        raise SourceError(problems)
    return Edition(tuple(documents), entries, found)


def make_files(
    edition: Edition, templates: Path, *, directory_urls: bool = True
) -> dict[str, bytes]:
    """Compose and render every page, and the data; return the bytes of each file of docs/.

    `directory_urls` is how the publisher will address pages; see `addresses.address`.
    """
    documents, mentions = edition.documents, edition.found.mentions
    pages = compose(documents, edition.entries, mentions)
    rendered = render(pages, templates, directory_urls=directory_urls)
    files = {path: text.encode() for path, text in rendered}
    of_block = by_block(mentions)
    plain = dict(render(map(citation_page, documents), templates))
    for document in documents:
        name = f"data/{document.slug}"
        files[f"{name}.json"] = _json(document_data(document, of_block))
        files[f"{name}.received.txt"] = document.repaired.source.text.encode()
        files[f"{name}.repaired.txt"] = document.repaired.text.encode()
        files |= citation_files(document, plain[citation_page(document).path])
    files["data/glossary.json"] = _json(glossary_data(edition.entries, mentions))
    files |= search_files(documents, edition.entries, mentions, read_thesaurus())
    return files


def make_site_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield (path, bytes) of the files of the site that are not of docs/."""
    yield from share_pictures(edition.documents)


def _json(value: dict[str, object]) -> bytes:
    """Return a JSON object with a line for each member, and for each item of its lists.

    So a change shows as a few lines, and the quick encoder does the work inside them.
    """
    members = []
    for key, inner in value.items():
        if isinstance(inner, list) and inner:
            items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in inner)
            text = f"[\n{items}\n]"
        else:
            text = json.dumps(inner, ensure_ascii=False)
        members.append(f"{json.dumps(key)}: {text}")
    return ("{" + ",\n".join(members) + "}\n").encode()


def check_site(
    edition: Edition, folder: Path, base: str, *, directory_urls: bool = True
) -> list[str]:
    """Return what is wrong with a built site: broken links, and text lost or changed."""
    site: BuiltSite = read_built(folder)
    faults = broken_links(site, base)
    faults += [f"{path} is missing; `make site` sets it up" for path in _NEEDED - site.files]
    faults += strays(edition.documents, site, directory_urls=directory_urls)
    for document in edition.documents:
        faults += prove(document, site, directory_urls=directory_urls)
    return faults
