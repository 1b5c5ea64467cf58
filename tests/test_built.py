"""Reading a built site: its anchors, its links, and the received text on its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.built import BuiltSite, broken_links, read_built, read_page


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head></head><body>{body}</body></html>'


def make_site(folder: Path, files: dict[str, str]) -> BuiltSite:
    """Write a site; files that are HTML are given by their body."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(content) if name.endswith(".html") else content, encoding="utf-8")
    return read_built(folder)


HOME, ENTRY = "index.html", "glossary/ada/index.html"
SOUND = {
    HOME: '<h1 id="top">Texts</h1><a href="glossary/ada/#entry">Ada</a><a href="1/">1</a>'
    '<a href="data/a.json">Data</a><link href="assets/a.css"><img src="assets/a%20b.png">',
    "1/index.html": '<p id="sec_1__para_1">x</p><a href="..">Home</a><a href="../#top">Top</a>'
    '<a href="../index.html#top">Top</a><a href="?q=x">Search</a>',
    ENTRY: '<h1 id="entry">Ada</h1><a href="../../1/#sec_1__para_1">1</a><a href="#entry">Up</a>'
    '<a href="#">Top</a><a name="old">Old</a><a href="#old">Old</a>',
    "404.html": '<a href="/">Home</a><a href="/.">Home</a><a href="/glossary/ada/">Ada</a>',
    "data/a.json": "{}",
    "assets/a.css": "",
    "assets/a b.png": "",
}


def test_a_whole_site_has_no_broken_link(tmp_path: Path) -> None:
    """Links to folders, files and anchors, relative and absolute, are all followed."""
    assert broken_links(make_site(tmp_path, SOUND), "/") == []


def test_addresses_of_other_hosts_are_not_followed(tmp_path: Path) -> None:
    """Whatever has a scheme or a host is elsewhere, even where it is written badly."""
    links = [
        "https://example.org/x",
        "//example.org/x",
        "mailto:ada@example.org",
        "javascript:void(0)",
        "http://[broken",
        "data:image/png;base64,AAAA",
    ]
    body = "".join(f'<a href="{link}">x</a>' for link in links)
    assert broken_links(make_site(tmp_path, {HOME: body}), "/") == []


@pytest.mark.parametrize(
    "link",
    [
        "glossary/bob/",
        "glossary/ada/#nobody",
        "#nowhere",
        "2/",
        "data/b.json",
        "data/a.json/",
        "/glossary/bob/",
        "../outside/",
        "glossary/",
        "1:2",
        "glossary/ada/index.htm",
    ],
)
def test_a_link_that_leads_nowhere_is_named_with_its_page(tmp_path: Path, link: str) -> None:
    """A missing page, file or anchor, and a place outside the site."""
    files = SOUND | {"1/index.html": SOUND["1/index.html"] + f'<a href="../{link}">x</a>'}
    if link.startswith(("/", "#")):
        files["1/index.html"] = SOUND["1/index.html"] + f'<a href="{link}">x</a>'
    if link == "1:2":
        files["1/index.html"] = SOUND["1/index.html"] + '<a href="1:2">x</a>'
    (fault,) = broken_links(make_site(tmp_path, files), "/")
    assert fault.startswith("1/index.html: the link ")
    assert fault.endswith(f"{link} leads nowhere")


def test_what_a_page_loads_is_followed_like_a_link(tmp_path: Path) -> None:
    """A picture, a script or a style sheet that is missing is named."""
    body = '<img src="a.png"><script src="b.js"></script><link rel="stylesheet" href="c.css">'
    assert broken_links(make_site(tmp_path, {HOME: body}), "/") == [
        "index.html: the link a.png leads nowhere",
        "index.html: the link b.js leads nowhere",
        "index.html: the link c.css leads nowhere",
    ]


def test_an_anchor_that_stands_twice_is_named(tmp_path: Path) -> None:
    """A browser would only ever find the first."""
    site = make_site(tmp_path, SOUND | {"1/index.html": '<p id="a"></p><p id="a"></p><p id="b">'})
    assert "1/index.html: the anchor #a stands twice" in broken_links(site, "/")


def test_absolute_links_begin_with_the_path_of_the_site(tmp_path: Path) -> None:
    """Under /repo/, an address without it leads to somebody else's page."""
    files = SOUND | {"404.html": '<a href="/repo/">Home</a><a href="/repo/1/">1</a>'}
    assert broken_links(make_site(tmp_path, files), "/repo/") == []
    assert broken_links(make_site(tmp_path, SOUND), "/repo/") == [
        f"404.html: the link {link} leads nowhere" for link in ("/", "/.", "/glossary/ada/")
    ]


def test_letters_of_other_scripts_are_found_behind_their_escapes(tmp_path: Path) -> None:
    """An anchor and a file name may be written as they are, or percent-encoded."""
    files = {
        HOME: '<a href="caf%C3%A9/#%E5%90%8D">x</a><a href="café/#名">x</a>',
        "café/index.html": '<p id="名">x</p>',
    }
    assert broken_links(make_site(tmp_path, files), "/") == []


def test_the_received_text_is_all_that_stands_in_data_received() -> None:
    """In order; parts of one paragraph follow on, paragraphs are apart; comments do not count."""
    html = page(
        "<h1>Ours</h1><p>1 ¶1 <span data-received>The <a href='x'><em>two</em></a> si</span>"
        "<sup>ed.</sup><span data-received>des<!-- ours --> met.</span></p>"
        "<p><span data-received>Next &amp; last.</span> ours</p>"
    )
    assert read_page(html.encode()).received.split("\n") == [
        "",
        "The two sides met.",
        "Next & last.",
    ]


@pytest.mark.parametrize("content", [b"", b"  \n", b"<!-- nothing -->"])
def test_an_empty_page_holds_nothing(content: bytes) -> None:
    """It is read like any other, so that the proof can say what is missing."""
    assert read_page(content).received == ""
    assert read_page(content).links == ()


def test_a_page_of_any_depth_is_read_to_its_end() -> None:
    """Elements may stand in one another as deep as a text had them nested."""
    deep = 1000
    html = page("<b>" * deep + "<i data-received>deep</i>" + "</b>" * deep + "<a href='x'>x</a>")
    read = read_page(html.encode())
    assert read.received.strip() == "deep"
    assert read.links == ("x",)
