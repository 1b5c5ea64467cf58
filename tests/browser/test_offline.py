"""A reader of the site that opens with a double click: a folder of files, and its zip."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import watched

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
SLUG = "cambodia-china-2022"
RESULT = ".md-search-result__link"


def build(folder: Path) -> Path:
    """Make the site in a folder, and its zip beside it; return its own folder."""
    site = folder / "offline"
    command = [sys.executable, str(ROOT / "build.py"), "offline", f"--source={ROOT / 'source'}"]
    done = subprocess.run(
        [*command, f"--site={site}"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return site


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built once."""
    return build(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def disk(browser: Browser, offline: Path) -> Iterator[Page]:
    """Return a page; at the test's end it has asked nothing of a network and met no error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with watched(context, f"{offline.as_uri()}/", "data:") as page:
        yield page


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(words)
    expect(page.locator(RESULT).first).to_be_visible()


@pytest.mark.parametrize("start", ["index.html", f"{SLUG}/4.html", "glossary/people/hun-sen.html"])
def test_a_name_is_found_and_its_card_leads_to_its_entry(
    disk: Page, offline: Path, start: str
) -> None:
    """From any depth."""
    disk.goto(f"{offline.as_uri()}/{start}")
    search(disk, "GDI")
    disk.locator(".edition-card--large .edition-card__name").click()
    disk.wait_for_url("**/offline/glossary/*/*.html")
    expect(disk.locator("h1")).to_contain_text("Global Development Initiative")


def test_a_result_in_front_matter_leads_to_the_title_page(disk: Page, offline: Path) -> None:
    """Which is the index of its folder, by name: no server finds it for the reader."""
    disk.goto((offline / SLUG / "4.html").as_uri())
    search(disk, "“Royal Government”")
    disk.locator(RESULT).filter(has_text=re.compile("^Front ¶")).first.click()
    disk.wait_for_url(f"**/offline/{SLUG}/index.html?h=Royal%20Government#*")
    expect(disk.locator("article :target")).to_contain_text("Royal Government")
    expect(disk.locator("article :target")).to_be_in_viewport()


def test_a_result_opens_at_its_paragraph(disk: Page, offline: Path) -> None:
    """In view, and found again by a link to the search."""
    disk.goto((offline / "about.html").as_uri())
    search(disk, "“Preah Vihear Temple”")
    link = disk.get_by_role("link", name="Copy a link to this search").get_attribute("href")
    disk.locator(RESULT).click()
    disk.wait_for_url(f"**/offline/{SLUG}/4.html?h=Preah%20Vihear%20Temple#sec_4__item_e__para_1")
    expect(disk.locator("#sec_4__item_e__para_1:target")).to_be_in_viewport()
    assert link
    disk.goto(link)
    expect(disk.locator(RESULT)).to_contain_text("Preah Vihear Temple")


def test_a_name_in_the_text_has_its_card(disk: Page, offline: Path) -> None:
    """Its links lead on to files."""
    disk.goto((offline / SLUG / "8.html").as_uri())
    disk.locator("[data-received] a.mention").first.hover()
    card = disk.locator(".card")
    expect(card).to_be_visible()
    title = card.locator(".card__title")
    headword = title.inner_text()
    title.click()
    disk.wait_for_url("**/offline/glossary/*/*.html")
    expect(disk.locator("h1")).to_contain_text(headword)


def test_a_paragraph_is_cited_without_an_address_of_this_machine(disk: Page, offline: Path) -> None:
    """Which nobody else could open; the panel says so, and words are given no link."""
    disk.goto((offline / SLUG / "4.html").as_uri())
    disk.get_by_role("button", name="Cite 4(d) ¶2", exact=True).click()
    panel = disk.get_by_role("dialog", name="Cite 4(d) ¶2")
    expect(panel.get_by_role("button", name="Copy: Quotation")).to_be_focused()
    expect(panel.get_by_text("This copy has no address of its own")).to_be_visible()
    expect(panel.get_by_label("Link", exact=True)).to_be_hidden()
    quotation = panel.get_by_label("Quotation", exact=True)
    expect(quotation).to_have_value(re.compile(r", November XX, 2022, 4\(d\) ¶2$"))
    citation = panel.get_by_label("Citation", exact=True)
    expect(citation).to_have_value(re.compile(r"\(November 2022\) 4\(d\) ¶2$"))
    form = panel.get_by_label("Citation as")
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        form.select_option(name)
        text = citation.input_value()
        assert "4(d) ¶2" in text
        assert not re.search(r"X[A-Z]+X|file:|https?:|\burl|UR  -|Y2  -|accessed", text), text
    disk.keyboard.press("Escape")
    disk.evaluate(
        "getSelection().selectAllChildren("
        "document.querySelector('#sec_4__item_d__para_2 [data-received]'))"
    )
    disk.wait_for_timeout(400)
    expect(disk.locator(".link-words")).to_be_hidden()


@pytest.mark.parametrize("path", [f"{SLUG}/4.html", f"{SLUG}/text.html"])
def test_a_paragraph_is_cited_where_the_publishers_site_stands(
    disk: Page, offline: Path, path: str
) -> None:
    """At the addresses of a host, if the copy knows the publisher's."""
    disk.goto((offline / path).as_uri())
    disk.evaluate(
        """document.head.insertAdjacentHTML("beforeend",
            '<meta name="edition-site" content="https://example.org/editions/">')"""
    )
    disk.get_by_role("button", name="Cite 4(d) ¶2", exact=True).click()
    link = disk.get_by_role("dialog").get_by_label("Link", exact=True).input_value()
    there = re.escape(f"https://example.org/editions/{SLUG}/4/?cited=")
    assert re.fullmatch(rf"{there}[0-9a-f]{{8}}#sec_4__item_d__para_2", link)


def test_a_copy_holds_no_address_of_the_machine_that_made_it(offline: Path) -> None:
    """Nor what a host alone is asked for: the feed, the sitemap."""
    there = files(offline)
    assert not [path for path in there if re.search(r"^(feed|sitemap)\.xml", path)]
    pages = [path for path in there if path.endswith((".html", ".xml", ".json", ".txt"))]
    assert pages
    assert not [path for path in pages if re.search(rb"127\.0\.0\.1|localhost", there[path])]


def test_the_zip_holds_the_folder(offline: Path) -> None:
    """The same files with the same bytes, in a folder of its own."""
    with zipfile.ZipFile(offline.with_name("offline.zip")) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {f"offline/{path}": content for path, content in files(offline).items()}
    assert "offline/index.html" in packed


def test_two_builds_give_the_same_bytes(offline: Path, tmp_path: Path) -> None:
    """In another folder and at another time."""
    again = build(tmp_path)
    assert files(again) == files(offline)
    assert (tmp_path / "offline.zip").read_bytes() == offline.with_name("offline.zip").read_bytes()
