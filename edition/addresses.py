"""Where everything stands: paths in docs/ and addresses on the site, from the contract's table."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from edition.model import Block, Document, Section


def section_path(document: Document, section: Section) -> str:
    """Return the path in docs/ of the page of a top-level unit: `<slug>/4.md`."""
    return f"{document.slug}/{section.id.removeprefix('sec_').lower()}.md"


def entry_path(entry_id: str) -> str:
    """Return the path in docs/ of an entry's page: `glossary/people/hun-sen.md`."""
    return f"glossary/{entry_id}.md"


def address(path: str, *, directory_urls: bool = True) -> str:
    """Return the address on the site, relative to its root, of a page in docs/.

    `4.md` stands at `4/`; without directory URLs, for a site opened from a folder, at `4.html`.
    """
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def relative_address(path: str, seen_from: str, *, directory_urls: bool = True) -> str:
    """Return the address of a page in docs/ for a link in raw HTML on another one.

    The publisher turns the links of Markdown into addresses, those of raw HTML it leaves.
    """
    to = address(path, directory_urls=directory_urls)
    folder = posixpath.dirname(address(seen_from, directory_urls=directory_urls))
    way = posixpath.relpath(to or ".", folder or ".")
    return f"{way}/" if directory_urls else way


def block_paths(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield every block of a document with the path of the page on which it stands.

    Front matter stands on the title page, back matter after the last section.
    """
    title_page = f"{document.slug}/index.md"
    for block in document.front:
        yield block, title_page
    for section in document.sections:
        path = section_path(document, section)
        for block in section.all_blocks():
            yield block, path
    last = section_path(document, document.sections[-1]) if document.sections else title_page
    for block in document.back:
        yield block, last
