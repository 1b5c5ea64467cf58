"""Where everything stands: paths in docs/ and addresses on the site, from the contract's table."""

from __future__ import annotations

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

    With `directory_urls`, as on a host, `<slug>/4.md` is at `<slug>/4/`; without, as where files
    are opened from a disk, at `<slug>/4.html`. The publisher must be told the same.
    """
    stem = path.removesuffix(".md")
    if not directory_urls:
        return f"{stem}.html"
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"


def way(path: str, target: str, *, directory_urls: bool = True) -> str:
    """Return the address of the page `target`, as a link on the built page `path` has it.

    For HTML that the publisher leaves as it is; links in Markdown name paths in docs/.
    """
    root = "../" * address(path, directory_urls=directory_urls).count("/")
    return f"{root}{address(target, directory_urls=directory_urls)}" or "./"


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
