"""What programs read of a built page: reference managers, search engines, messengers, readers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition.site import publish, write_docs
from edition.stages import make_files, make_site_files, read_edition

ROOT = Path(__file__).parent.parent
SITE = "https://example.org/editions/"
ATOM = "{http://www.w3.org/2005/Atom}"
TITLE = "Statement </script><b> & \"quotes\" 'single' of Arvenia"
EDITION = """
short_title: "Arvenia & Solmark <2031>"
parties: ["Government of 'Arvenia'", "Ministry of <Trade> & Peace"]
date: {edtf: 2031-05-XX}
provenance: {received: 2031-06-02}
"""
PEOPLE = """
- id: ada-quell
  headword: Ada "A&B" Quell
  gloss: A </script> in a gloss.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of two texts full of signs, one of them with a day."""
    folder = tmp_path_factory.mktemp("metadata")
    for name, text in {
        "arvenia-2031/text.md": f'**{TITLE}**\n\n1. Ada "A&B" Quell signed.\n\n2. They agreed.\n',
        "arvenia-2031/edition.yml": EDITION,
        "undated/text.md": "Nothing is known of it.\n",
        "older/text.md": "It came before.\n",
        "older/edition.yml": "parties: [Arvenia]\nprovenance: {received: 2030-01-09}\n",
        "zenith/text.md": "It came after.\n",
        "zenith/edition.yml": "parties: [Solmark]\nprovenance: {received: 2032-02-03}\n",
        "glossary/people.yml": PEOPLE,
    }.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    published(folder, "site")
    return folder / "site"


def published(folder: Path, name: str, *, directory_urls: bool = True, url: str = SITE) -> None:
    """Publish the folder's source under an address, into a folder of that name."""
    edition = read_edition(folder / "source")
    files = make_files(edition, ROOT / "templates", directory_urls=directory_urls)
    docs = folder / f"docs-of-{name}"
    write_docs(files, docs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", url)
        publish(
            ROOT / "mkdocs.yml",
            docs,
            folder / name,
            lambda *_: [],
            make_site_files(edition),
            directory_urls=directory_urls,
        )


@pytest.fixture
def read(site: Path) -> Callable[[str], Any]:
    return lambda path: html.fromstring((site / path).read_bytes())


def named(page: Any, name: str) -> list[str]:
    return [str(v) for v in page.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]


def said(page: Any) -> Any:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)


PAGES = ["arvenia-2031/index.html", "arvenia-2031/1/index.html", "arvenia-2031/text/index.html"]


@pytest.mark.parametrize("path", PAGES)
def test_a_reference_manager_reads_the_text_of_each_of_its_pages(
    read: Callable[[str], Any], path: str
) -> None:
    """Title as received, each party, date as far as it is known, and the page's address."""
    page = read(path)
    address = f"{SITE}{path.removesuffix('index.html')}"
    assert named(page, "citation_title") == [TITLE]
    assert named(page, "citation_author") == [
        "Government of 'Arvenia'",
        "Ministry of <Trade> & Peace",
    ]
    assert named(page, "citation_publication_date") == ["2031/05"]
    assert named(page, "citation_language") == ["en"]
    assert named(page, "citation_public_url") == [address]
    assert page.xpath("//link[@rel='canonical']/@href") == [address]


def test_a_page_that_is_no_text_cites_nothing(read: Callable[[str], Any]) -> None:
    """Nor does a text claim what is not known of it."""
    for path in ("index.html", "glossary/people/ada-quell/index.html", "about/index.html"):
        assert named(read(path), "citation_title") == []
    page = read("undated/index.html")
    assert named(page, "citation_title") == ["undated"]
    assert named(page, "citation_publication_date") == []
    assert "dateCreated" not in said(page)


def test_a_search_engine_reads_what_each_page_is(read: Callable[[str], Any]) -> None:
    """In schema.org's words; signs of a text end no script, and mean themselves."""
    kinds = {
        "index.html": "WebSite",
        "arvenia-2031/index.html": "CreativeWork",
        "arvenia-2031/1/index.html": "CreativeWork",
        "glossary/index.html": "DefinedTermSet",
        "glossary/people/index.html": "CollectionPage",
        "glossary/people/ada-quell/index.html": "DefinedTerm",
        "about/index.html": "AboutPage",
    }
    assert {path: said(read(path))["@type"] for path in kinds} == kinds
    title = said(read("arvenia-2031/index.html"))
    assert title["headline"] == TITLE
    assert title["name"] == "Arvenia & Solmark <2031>"
    assert title["dateCreated"] == "2031-05"
    assert [author["name"] for author in title["author"]] == [
        "Government of 'Arvenia'",
        "Ministry of <Trade> & Peace",
    ]
    section = said(read("arvenia-2031/1/index.html"))
    assert section["isPartOf"]["@id"] == title["@id"] == f"{SITE}arvenia-2031/"
    entry = said(read("glossary/people/ada-quell/index.html"))
    assert entry["name"] == 'Ada "A&B" Quell'
    assert entry["description"] == "A </script> in a gloss."
    assert entry["inDefinedTermSet"]["@id"] == f"{SITE}glossary/"


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("index.html", "site"),
        ("arvenia-2031/1/index.html", "arvenia-2031"),
        ("glossary/people/ada-quell/index.html", "site"),
    ],
)
def test_a_shared_link_shows_a_title_and_a_picture_that_is_there(
    read: Callable[[str], Any], site: Path, path: str, picture: str
) -> None:
    """With whole addresses, as those who show them ask for."""
    page = read(path)
    for name in ("og:title", "og:description", "og:type", "og:site_name", "og:locale"):
        (value,) = named(page, name)
        assert value.strip(), name
    assert named(page, "og:url") == [f"{SITE}{path.removesuffix('index.html')}"]
    (image,) = named(page, "og:image")
    assert image == f"{SITE}assets/share/{picture}.png"
    assert (site / image.removeprefix(SITE)).is_file()


def test_the_feed_has_what_atom_asks_for(site: Path, read: Callable[[str], Any]) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2; a text of which no day is known is not in it."""
    written = (site / "feed.xml").read_bytes()
    assert written.splitlines()[1].startswith(b"<feed ")
    feed = etree.fromstring(written)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert (found.text or "").strip()
        assert element.findall(f"{ATOM}author/{ATOM}name")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated", "")).tzinfo
    newest_first = ["zenith", "arvenia-2031", "older"]
    assert [e.findtext(f"{ATOM}id") for e in entries] == [f"{SITE}{slug}/" for slug in newest_first]
    assert entries[1].findtext(f"{ATOM}title") == "Arvenia & Solmark <2031>"
    assert entries[1].findtext(f"{ATOM}updated") == "2031-06-02T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == "2032-02-03T00:00:00Z"
    assert read("index.html").xpath("//link[@type='application/atom+xml']/@href") == ["feed.xml"]


def test_a_copy_for_a_folder_names_the_hosts_pages_and_none_of_its_own(site: Path) -> None:
    """Its files stand nowhere on the host; nor does it hold what a host is asked for."""
    published(site.parent, "offline", directory_urls=False)
    folder = site.parent / "offline"
    page = html.fromstring((folder / "arvenia-2031/1.html").read_bytes())
    assert named(page, "edition-site") == [SITE]
    assert named(page, "citation_title") == [TITLE]
    there = html.fromstring((site / "arvenia-2031/1/index.html").read_bytes())
    address = f"{SITE}arvenia-2031/1/"
    for one in (page, there):
        assert named(one, "citation_public_url") == named(one, "og:url") == [address]
        assert one.xpath("//link[@rel='canonical']/@href") == [address]
        assert said(one)["url"] == address
        assert one.xpath("string(//*[@class='edition-address'])") == f"This page: {address}"
    for name in ("feed.xml", "sitemap.xml", "404.html"):
        assert (site / name).is_file()
        assert not (folder / name).exists()


@pytest.mark.parametrize(
    ("url", "directory_urls"),
    [("", True), ("", False), ("http://127.0.0.1:8000/", False), ("http://localhost/", False)],
)
def test_a_site_without_an_address_names_none(
    site: Path, url: str, *, directory_urls: bool
) -> None:
    """Nor does a copy that leaves the machine which made it name that machine."""
    name = f"nowhere-{len(url)}-{directory_urls}"
    published(site.parent, name, directory_urls=directory_urls, url=url)
    folder = site.parent / name
    page = html.fromstring((folder / "index.html").read_bytes())
    text = html.fromstring(
        (folder / f"arvenia-2031/1{'/index' if directory_urls else ''}.html").read_bytes()
    )
    for one in (page, text):
        for meta in ("citation_public_url", "og:url", "og:image", "edition-site"):
            assert named(one, meta) == []
        for path in ("//script[@type='application/ld+json']", "//*[@class='edition-address']"):
            assert one.xpath(path) == []
    assert not (folder / "feed.xml").exists()
    assert page.xpath("//link[@rel='canonical' or @type='application/atom+xml']") == []


def test_a_site_on_this_machine_is_whole_but_is_not_cited_from_elsewhere(site: Path) -> None:
    """It shows what the host's pages will carry; a copy of it must not lead here."""
    published(site.parent, "local", directory_urls=True, url="http://127.0.0.1:8000/")
    page = html.fromstring((site.parent / "local" / "index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == ["http://127.0.0.1:8000/"]
    assert named(page, "og:url") == ["http://127.0.0.1:8000/"]
    assert named(page, "edition-site") == []


def test_every_paragraph_carries_the_fingerprint_of_its_words(read: Callable[[str], Any]) -> None:
    """The same on its page, on the whole-text page; also the title."""
    pages = [read(path) for path in PAGES]
    marks: dict[str, set[str]] = {}
    for page in pages:
        for element in page.xpath("//*[@data-fingerprint]"):
            assert re.fullmatch("[0-9a-f]{8}", element.get("data-fingerprint"))
            marks.setdefault(element.get("id"), set()).add(element.get("data-fingerprint"))
        blocks = page.xpath("//*[contains(concat(' ', @class, ' '), ' block ')]")
        assert all(block.get("data-fingerprint") for block in blocks)
    assert {"front__para_1", "sec_1__para_1", "sec_2__para_1"} <= marks.keys()
    assert all(len(those) == 1 for those in marks.values())


def test_no_page_may_send_a_form_elsewhere_or_move_its_own_links(
    read: Callable[[str], Any],
) -> None:
    """What the policy's other parts do not fall back to is said of each page."""
    for path in (*PAGES, "index.html", "glossary/index.html", "about/index.html", "404.html"):
        (policy,) = read(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        parts = {part.strip() for part in policy.split(";")}
        assert {"default-src 'none'", "form-action 'self'", "base-uri 'none'"} <= parts
