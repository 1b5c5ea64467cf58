"""A built site in; what its pages hold out: anchors, links, and the received text on them.

Each page is parsed once, for the check of its links and for the proof of its text.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

# lxml's stubs give what an XPath may return as one wide union; each of these returns a list.
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
_LINKS = etree.XPath("//@href | //@src")
_IDS = etree.XPath("//@id")
_NAMES = etree.XPath("//a/@name")
_RECEIVED = etree.XPath("//*[@data-received]")
_TEXT = etree.XPath("string()")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")  # a scheme or a host: not a page of ours


def _list(path: etree.XPath, tree: etree._Element) -> list[Any]:
    found: list[Any] = path(tree)  # type: ignore[assignment]
    return found


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of the site.

    Attributes:
        ids: its anchors; `twice` are those that stand on it more than once.
        links: every address that it leads to or loads, as written.
        received: the received text on it, in order: all inside `data-received`.
    """

    ids: frozenset[str]
    twice: tuple[str, ...]
    links: tuple[str, ...]
    received: str


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """Every page of a site by its path, and the paths of all its files."""

    pages: dict[str, BuiltPage]
    files: frozenset[str]


def read_built(site: Path) -> BuiltSite:
    """Read every page of a built site."""
    files = frozenset(_files(site))
    html = [path for path in files if path.endswith(".html")]
    pages = {path: read_page((site / path).read_bytes()) for path in html}
    return BuiltSite(dict(sorted(pages.items())), files)


def _files(site: Path) -> Iterator[str]:
    for folder, _, names in os.walk(site):
        inside = Path(folder).relative_to(site).as_posix()
        for name in names:
            yield name if inside == "." else f"{inside}/{name}"


def read_page(page: bytes) -> BuiltPage:
    """Read one page of HTML; an empty one holds nothing."""
    tree: Any = etree.fromstring(page, _PARSER)
    if tree is None:
        return BuiltPage(frozenset(), (), (), "")
    ids = [str(i) for i in _list(_IDS, tree)]
    known = frozenset(ids)
    twice = tuple(sorted({i for i in ids if ids.count(i) > 1})) if len(known) < len(ids) else ()
    parts: list[str] = []
    before = None
    for element in _list(_RECEIVED, tree):
        holder = element.getparent()
        parts += ["" if holder is before else "\n", str(_TEXT(element))]
        before = holder
    links = tuple(dict.fromkeys(map(str, _list(_LINKS, tree))))
    return BuiltPage(known | frozenset(map(str, _list(_NAMES, tree))), twice, links, "".join(parts))


def broken_links(site: BuiltSite, base: str) -> list[str]:
    """Return a line for every link that leads nowhere, and every anchor twice on a page.

    Args:
        site: the site, as read.
        base: path of the site on its host, "/" or "/repo/": absolute links begin with it.
    """
    faults = []
    for path, page in site.pages.items():
        faults += [f"{path}: the anchor #{anchor} stands twice" for anchor in page.twice]
        folder = posixpath.dirname(path)
        for link in page.links:
            if link.startswith("#"):
                known = link == "#" or unquote(link[1:]) in page.ids or link.startswith("#:~:")
            else:
                known = _known(link, folder, base, site)
            if not known:
                faults.append(f"{path}: the link {link} leads nowhere")
    return faults


def _known(link: str, folder: str, base: str, site: BuiltSite) -> bool:
    address, _, anchor = link.partition("#")
    if _ELSEWHERE.match(address):
        return True
    address = unquote(address.partition("?")[0])
    if address.startswith("/"):
        if not address.startswith(base):
            return False
        target = posixpath.normpath(address[len(base) :] or ".")
    else:
        target = posixpath.normpath(posixpath.join(folder, address))
    inside = posixpath.normpath(f"{target}/index.html")
    if address.endswith("/") or inside in site.files:
        target = inside
    if target not in site.files:
        return False
    return not anchor or target not in site.pages or unquote(anchor) in site.pages[target].ids
