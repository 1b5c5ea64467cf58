"""A reader cites a paragraph, shares words of it, and follows old links to a text that changed."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
import rispy  # type: ignore[import-untyped]
from bibtexparser.entrypoint import parse_string
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from edition.fingerprints import fingerprint
from edition.site import publish, write_docs
from edition.stages import check_site, make_files, read_edition

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
SLUG = "cambodia-china-2022"
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
    value: {writeText: async (text) => { window.copied = text; }}
})"""
NO_CLIPBOARD = 'Object.defineProperty(navigator, "clipboard", {value: undefined})'
MARKED = (255, 210, 77)  # ::target-text in citing.css


@pytest.fixture
def reader(page: Page) -> Page:
    """Return a page whose clipboard can be read as `copied`."""
    page.add_init_script(CLIPBOARD)
    return page


def copied(page: Page) -> str:
    return str(page.evaluate("window.copied"))


def open_panel(page: Page, locator: str) -> Any:
    page.get_by_role("button", name=f"Cite {locator}", exact=True).click()
    panel = page.get_by_role("dialog", name=f"Cite {locator}")
    expect(panel.get_by_label("Quotation", exact=True)).not_to_have_value("")
    return panel


def block_of(block: str) -> dict[str, Any]:
    """Return a block of the shipped text's data."""
    data = json.loads((ROOT / f"docs/data/{SLUG}.json").read_text(encoding="utf-8"))

    def walk(units: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for unit in units:
            yield from unit["blocks"]
            yield from walk(unit["sections"])

    return next(
        b for b in [*data["front"], *walk(data["sections"]), *data["back"]] if b["id"] == block
    )


def test_a_paragraph_is_cited_by_keyboard_alone(reader: Page, address: str) -> None:
    """The button is the stop after the locator; Escape closes the panel and gives focus back."""
    reader.goto(f"{SLUG}/4/")
    reader.get_by_role("link", name="4(d) ¶2", exact=True).focus()
    reader.keyboard.press("Tab")
    button = reader.get_by_role("button", name="Cite 4(d) ¶2", exact=True)
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    panel = reader.get_by_role("dialog", name="Cite 4(d) ¶2")
    expect(panel.get_by_role("button", name="Copy: Link")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Link: copied")
    mark = fingerprint(block_of("sec_4__item_d__para_2")["text"])
    assert copied(reader) == f"{address}{SLUG}/4/?cited={mark}#sec_4__item_d__para_2"
    reader.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


def test_every_paragraph_has_a_button_and_nothing_is_loaded_for_it(page: Page) -> None:
    """The forms of a citation come when a panel is first opened."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{SLUG}/text/")
    blocks = page.locator(".block[data-fingerprint]")
    assert blocks.count() > 20
    expect(page.get_by_role("button", name=re.compile("^Cite "))).to_have_count(blocks.count())
    assert not [url for url in asked if ".cite.js" in url]
    open_panel(page, "4(d) ¶2")
    assert len([url for url in asked if ".cite.js" in url]) == 1


@pytest.mark.parametrize(
    ("path", "block"),
    [
        ("4", "sec_4__item_b__para_1"),
        ("1", "sec_1__para_1"),
        ("5", "sec_5__para_1"),
        ("8", "sec_8__para_1"),
    ],
)
def test_a_quotation_is_the_received_text_exactly(reader: Page, path: str, block: str) -> None:
    """Without the editor's marks and the marks of pages' ends; title, date, locator, address."""
    there = block_of(block)
    reader.goto(f"{SLUG}/{path}/")
    panel = open_panel(reader, there["locator"])
    panel.get_by_role("button", name="Copy: Quotation").click()
    words, _, source = copied(reader).rpartition("” — ")
    assert words.startswith("“")
    assert " ".join(words[1:].split()).endswith(there["text"])
    assert len(words) - 1 - len(there["text"]) <= len("(b) ")  # the label, which is received too
    assert source.startswith("Joint Communiqué between the Royal Government")
    link = panel.get_by_label("Link", exact=True).input_value()
    assert source.endswith(f", November XX, 2022, {there['locator']} <{link}>")


def test_a_citation_comes_in_four_forms_that_programs_read(reader: Page) -> None:
    """Each with the paragraph's locator, its address and today."""
    reader.goto(f"{SLUG}/4/")
    panel = open_panel(reader, "4(d) ¶2")
    address = panel.get_by_label("Link", exact=True).input_value()
    form, field = panel.get_by_label("Citation as"), panel.get_by_label("Citation", exact=True)
    expect(field).to_have_value(re.compile(rf"\(November 2022\) 4\(d\) ¶2 <{re.escape(address)}>"))
    assert re.search(r"accessed \d{1,2} [A-Z][a-z]+ \d{4}$", field.input_value())
    form.select_option("BibTeX")
    (entry,) = parse_string(field.input_value()).entries
    fields = {f.key: f.value for f in entry.fields}
    assert fields["url"] == address
    assert fields["note"] == "4(d) ¶2"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields["urldate"])
    form.select_option("RIS")
    (reference,) = rispy.loads(field.input_value())
    assert (reference["urls"], reference["section"]) == ([address], "4(d) ¶2")
    form.select_option("CSL-JSON")
    (item,) = json.loads(field.input_value())
    assert (item["URL"], item["section"], item["type"]) == (address, "4(d) ¶2", "treaty")
    with reader.expect_download() as download:
        panel.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == f"{SLUG}-sec_4__item_d__para_2.csl.json"
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == [item]


def test_two_paragraphs_of_a_text_are_two_references(reader: Page) -> None:
    """A reference manager would take the second for the first if they had one key."""
    reader.goto(f"{SLUG}/4/")
    for locator, block in (("4 ¶1", "sec_4__para_1"), ("4(d) ¶2", "sec_4__item_d__para_2")):
        key = f"{SLUG}-{block}"
        panel = open_panel(reader, locator)
        form, field = panel.get_by_label("Citation as"), panel.get_by_label("Citation", exact=True)
        form.select_option("BibTeX")
        assert [entry.key for entry in parse_string(field.input_value()).entries] == [key]
        form.select_option("RIS")
        assert [reference["id"] for reference in rispy.loads(field.input_value())] == [key]
        form.select_option("CSL-JSON")
        assert [item["id"] for item in json.loads(field.input_value())] == [key]
        reader.keyboard.press("Escape")


def test_only_the_last_button_says_that_it_copied(reader: Page) -> None:
    """One clipboard holds one thing."""
    reader.goto(f"{SLUG}/4/")
    panel = open_panel(reader, "4(d) ¶2")
    for label in ("Link", "Quotation", "Citation"):
        panel.get_by_role("button", name=f"Copy: {label}", exact=True).click()
        expect(panel.get_by_role("status")).to_have_text(f"{label}: copied")
        says = panel.locator("button").filter(has_text=re.compile("^Copied$"))
        expect(says).to_have_count(1)
        expect(says).to_have_attribute("aria-label", f"Copy: {label}")


def copied_by_hand(page: Page, first: str, last: str) -> str:
    """Return what the keys give that copy, from one element's start to another's end."""
    page.evaluate(
        """([first, last]) => {
            const range = document.createRange();
            range.setStartBefore(document.querySelector(first));
            range.setEndAfter(document.querySelector(last));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            document.activeElement.blur();
        }""",
        [first, last],
    )
    page.keyboard.press("Control+C")
    page.evaluate("document.querySelector('article').append(document.createElement('textarea'))")
    page.locator("article textarea").focus()
    page.keyboard.press("Control+V")
    return page.locator("article textarea").input_value()


def test_what_is_copied_by_hand_is_what_was_received(page: Page) -> None:
    """No locator, no button and no note's mark runs into its words."""
    page.goto(f"{SLUG}/1/")
    text = copied_by_hand(page, "#sec_1__para_1", "#sec_1__para_1")
    assert re.sub(r"\s+", " ", text).strip().endswith(block_of("sec_1__para_1")["text"])
    assert text.strip().startswith("1. ")


def test_a_made_heading_is_copied_in_its_brackets(page: Page) -> None:
    """So that it is not taken for words of the text; its locator stays behind."""
    page.goto(f"{SLUG}/4/")
    text = copied_by_hand(page, "#sec_4__item_d", "#sec_4__item_d__para_1")
    assert re.match(r"\s*\[Economy, trade and development projects\]\s+\(d\) ", text)


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("query", ["", "?cited=00000000"])
def test_who_is_led_to_the_first_paragraph_of_a_clause_sees_its_heading(
    page: Page, width: int, query: str
) -> None:
    """Whole, below the header; and a notice on the cited paragraph, too."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{SLUG}/4/{query}#sec_4__item_d__para_1")
    if query:
        expect(page.locator(".cited-notice p")).not_to_be_empty()
    page.wait_for_timeout(300)
    heading = page.locator("#sec_4__item_d").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert heading
    assert header
    assert heading["y"] >= header["y"] + header["height"]
    expect(page.locator("#sec_4__item_d__para_1")).to_be_in_viewport()
    if width > 390:
        here = page.locator(".edition-contents__inner .md-nav__link--active")
        expect(here).to_contain_text("4(d) ")


def test_the_ring_about_cite_is_clear_of_the_locator(page: Page) -> None:
    """And the two begin at one line."""
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(f"{SLUG}/4/")
    locator = page.get_by_role("link", name="4(d) ¶2", exact=True)
    locator.focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Cite 4(d) ¶2", exact=True)
    expect(button).to_be_focused()
    ring = button.evaluate(
        "e => parseFloat(getComputedStyle(e).outlineWidth) +"
        " parseFloat(getComputedStyle(e).outlineOffset)"
    )
    above, box = locator.bounding_box(), button.bounding_box()
    assert above
    assert box
    assert ring > 0
    assert box["y"] - ring >= above["y"] + above["height"]
    inset = button.evaluate("e => parseFloat(getComputedStyle(e).paddingLeft)")
    assert abs(box["x"] + inset - above["x"]) < 1


def test_copying_works_without_a_clipboard_for_scripts(page: Page) -> None:
    """The field is selected, copied the old way or left to the reader, and that is said."""
    page.add_init_script(NO_CLIPBOARD)
    page.goto(f"{SLUG}/4/")
    panel = open_panel(page, "4(d) ¶2")
    panel.get_by_role("button", name="Copy: Link").click()
    expect(panel.get_by_role("status")).to_have_text(re.compile("^Link: (copied|selected)"))
    length = page.evaluate(
        "(e => e.selectionEnd - e.selectionStart)(document.getElementById('citing-link'))"
    )
    assert length == len(panel.get_by_label("Link", exact=True).input_value())


def test_a_mistake_is_reported_with_the_paragraphs_address(page: Page) -> None:
    """Where the publisher set an address for it; else nothing is offered."""
    page.goto(f"{SLUG}/4/")
    panel = open_panel(page, "4(d) ¶2")
    expect(panel.locator(".citing__report")).to_be_hidden()
    address = panel.get_by_label("Link", exact=True).input_value()
    page.keyboard.press("Escape")
    page.evaluate(
        """document.head.insertAdjacentHTML("beforeend",
            '<meta name="edition-report" content="mailto:a@example.org?body={address}">')"""
    )
    panel = open_panel(page, "4(d) ¶2")
    link = panel.get_by_role("link", name="Report a mistake")
    expect(link).to_have_attribute(
        "href", f"mailto:a@example.org?body={quote(address, safe='!()*')}"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1366])
def test_the_panel_and_the_notice_are_accessible(page: Page, width: int, scheme: Any) -> None:
    """axe-core finds nothing, and nothing is wider than a telephone."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{SLUG}/4/?cited=00000000#sec_4__item_d__para_2")
    expect(page.locator(".cited-notice p")).not_to_be_empty()
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    run = "(where) => axe.run(where).then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
    assert page.evaluate(run, "article") == []
    open_panel(page, "4(d) ¶2")
    assert page.evaluate(run, "dialog") == []
    wide = page.evaluate("(d => d.scrollWidth > d.clientWidth)(document.querySelector('dialog'))")
    assert not wide


# Words of a paragraph

SELECT = """([id, from, to]) => {
    const parts = [...document.getElementById(id).querySelectorAll("[data-received]")];
    const nodes = parts.flatMap(part => {
        const found = [], walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) found.push(walker.currentNode);
        return found;
    });
    const text = nodes.map(node => node.data).join("");
    const at = (offset, end) => {
        for (const node of nodes) {
            if (end ? offset <= node.length : offset < node.length) return [node, offset];
            offset -= node.length;
        }
    };
    const start = text.indexOf(from);
    const stop = to ? text.indexOf(to, start) + to.length : start + from.length;
    const range = document.createRange();
    range.setStart(...at(start, false));
    range.setEnd(...at(stop, true));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const boxes = [...range.getClientRects()];
    return boxes.map(r => [r.left, r.top + scrollY, r.right, r.bottom + scrollY]);
}"""

WORDS = [
    pytest.param("4", "sec_4__item_b__para_1", "Foreign Ministries", "", id="a name"),
    pytest.param("4", "sec_4__item_a__para_1", "China", "", id="a word that stands often"),
    pytest.param("4", "sec_4__item_f__para_1", "Global Development", "", id="words of the sidebar"),
    pytest.param("4", "sec_4__item_b__para_1", "the 7th meeting of the", "", id="across a link"),
    pytest.param(
        "4", "sec_4__item_b__para_1", "while the two Foreign", "", id="across a page's end"
    ),
    pytest.param("4", "sec_4__item_b__para_1", "(b) Put", "New Circumstances.", id="long"),
    pytest.param("4", "sec_4__item_f__para_1", "(GDI), in", "", id="signs"),
    pytest.param("4", "sec_4__para_1", "Cambodia-China Community", "", id="a hyphen"),
    pytest.param("4", "sec_4__item_f__para_1", "peace, development, fairness", "", id="commas"),
    pytest.param("1", "sec_1__para_1", "wreathes", "", id="before the editor's mark"),
    pytest.param("1", "sec_1__para_1", "laid wreathes at", "", id="across the editor's mark"),
]


@pytest.mark.parametrize(("path", "block", "words", "to"), WORDS)
def test_a_link_to_words_marks_exactly_these(
    reader: Page, path: str, block: str, words: str, to: str
) -> None:
    """Seen in the picture of the page: marked where they stand, and nowhere else."""
    reader.goto(f"{SLUG}/{path}/")
    boxes = reader.evaluate(SELECT, [block, words, to])
    reader.get_by_role("button", name="Link to these words").click()
    expect(reader.locator(".citing__outside")).to_have_text("Link copied")
    link = copied(reader)
    assert re.search(rf"\?cited=[0-9a-f]{{8}}#{block}:~:text=", link)
    reader.goto("about:blank")
    reader.goto(link)
    reader.wait_for_timeout(300)
    shift = reader.evaluate("scrollY")
    picture = Image.open(BytesIO(reader.screenshot())).convert("RGB")
    plain = Image.new("RGB", picture.size, MARKED)
    marked = ImageChops.difference(picture, plain).convert("L").point([255] + [0] * 255)
    for left, top, right, bottom in boxes:
        box = (round(left), round(top - shift), round(right), round(bottom - shift))
        if right - left > 6:  # a letter at least: the mark of a page's end is thinner
            seen = marked.crop(box).getbbox()
            assert seen
            assert seen[0] <= 4
            assert seen[2] >= box[2] - box[0] - 4
    for left, top, right, bottom in boxes:
        around = (left - 2, top - shift - 4, right + 2, bottom - shift + 4)
        marked.paste(0, tuple(map(round, around)))
    assert marked.getbbox() is None


def test_words_are_linked_by_keyboard(reader: Page) -> None:
    """The button is the next stop after the selection; Escape takes it away."""
    reader.goto(f"{SLUG}/4/")
    reader.evaluate(SELECT, ["sec_4__item_b__para_1", "Foreign Ministries", ""])
    button = reader.get_by_role("button", name="Link to these words")
    expect(button).to_be_visible()
    reader.keyboard.press("Tab")
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator(".citing__outside")).to_have_text("Link copied")
    assert unquote(copied(reader)).endswith("Foreign Ministries")
    reader.evaluate(SELECT, ["sec_4__item_a__para_1", "high-level", ""])
    expect(button).to_be_visible()
    reader.keyboard.press("Escape")
    expect(button).to_be_hidden()


def test_the_panel_offers_the_link_to_selected_words(reader: Page) -> None:
    """Of its own paragraph, and only then."""
    reader.goto(f"{SLUG}/4/")
    reader.evaluate(SELECT, ["sec_4__item_d__para_2", "Make full use", ""])
    panel = open_panel(reader, "4(d) ¶2")
    field = panel.get_by_label("Link to the selected words", exact=True)
    expect(field).to_have_value(re.compile("#sec_4__item_d__para_2:~:text=Make%20full%20use$"))
    reader.keyboard.press("Escape")
    panel = open_panel(reader, "4(d) ¶3")
    expect(panel.get_by_label("Link to the selected words", exact=True)).to_be_hidden()


def test_words_of_two_paragraphs_are_not_offered(page: Page) -> None:
    """Nor are words of ours."""
    page.goto(f"{SLUG}/4/")
    page.evaluate(
        """getSelection().setBaseAndExtent(
            document.querySelector("#sec_4__item_a__para_1 [data-received]"), 0,
            document.querySelector("#sec_4__item_b__para_1 [data-received]"), 1)"""
    )
    page.wait_for_timeout(400)
    expect(page.locator(".link-words")).to_be_hidden()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.wait_for_timeout(400)
    expect(page.locator(".link-words")).to_be_hidden()


# Old links to a text that changed

TRADE, PEACE, OPEN, DONE = "They spoke of trade.", "They spoke of peace.", "No day is set.", "Done."
TEXT = f"1. They met.\n\n{TRADE}\n\n{PEACE}\n\n2. They will meet.\n\n{OPEN}\n\n3. {DONE}\n"
CHANGED = "The wording of this paragraph has changed since it was cited."
GONE = "The paragraph that was cited is not in this edition any more."
NOW = "The paragraph that was cited stands now at {}."


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder as a host of static pages does, with its own page for what is not there."""

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture
def hosted(tmp_path: Path, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return hosted(text): a page of a site on which the text of `arvenia` reads like this."""
    servers: list[ThreadingHTTPServer] = []
    contexts = []

    def host(text: str) -> Page:
        source = tmp_path / "source/arvenia/text.md"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(text, encoding="utf-8")
        edition = read_edition(tmp_path / "source")
        write_docs(make_files(edition, ROOT / "templates"), tmp_path / "docs")
        publish(
            ROOT / "mkdocs.yml",
            tmp_path / "docs",
            tmp_path / "site",
            lambda folder, base: check_site(edition, folder, base),
        )
        folder = str(tmp_path / "site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=folder))
        threading.Thread(target=server.serve_forever).start()
        servers.append(server)
        contexts.append(browser.new_context(base_url=f"http://127.0.0.1:{server.server_port}/"))
        return contexts[-1].new_page()

    yield host
    for context in contexts:
        context.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def link_to(section: int, paragraph: int, words: str) -> str:
    """Return the link under which a paragraph of the first version of the text was cited."""
    return f"arvenia/{section}/?cited={fingerprint(words)}#sec_{section}__para_{paragraph}"


ARABIC = "**بيان مشترك**\n\n1. اتفق الطرفان على التجارة.\n\n2. يجتمعان مرة أخرى (2031).\n"


@pytest.mark.parametrize("width", [390, 1366])
def test_a_text_written_from_right_to_left_runs_so_and_its_locators_stay_left(
    hosted: Callable[[str], Page], tmp_path: Path, width: int
) -> None:
    """Its title, headings and paragraphs begin at the right edge; a locator reads `2 ¶1`."""
    (tmp_path / "source/arvenia").mkdir(parents=True)
    (tmp_path / "source/arvenia/edition.yml").write_text("lang: ar\n", encoding="utf-8")
    page = hosted(ARABIC)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("arvenia/text/")
    edges = page.evaluate(
        """() => [...document.querySelectorAll("article :is(.block, .unit, .title)")].map((one) => {
            const words = [...one.querySelectorAll("[data-received], .made")].at(-1);
            const style = getComputedStyle(one);
            const range = document.createRange();
            range.selectNodeContents(words);
            const right = one.getBoundingClientRect().right - parseFloat(style.paddingRight);
            const at = one.querySelector(".locator")?.getBoundingClientRect().left;
            return [style.direction, right - range.getBoundingClientRect().right,
                (at ?? 0) - (at === undefined ? 0 : one.getBoundingClientRect().left)];
        })"""
    )
    assert len(edges) >= 5
    for direction, right, left in edges:
        assert direction == "rtl"
        assert right < (5 if width > 400 else 40)  # a narrow page has the unit's number there
        assert abs(left) < 1
    marks = page.locator("#sec_2__para_1 > .locator").evaluate(
        """(one) => { const [first, last] = [0, 2].map((at) => {
            const range = document.createRange();
            range.setStart(one.firstChild, at);
            range.setEnd(one.firstChild, at + 1);
            return range.getBoundingClientRect().left;
        }); return first < last; }"""
    )
    assert marks


def test_nothing_is_said_where_nothing_changed(hosted: Callable[[str], Page]) -> None:
    """Nor where another paragraph's wording did."""
    page = hosted(TEXT.replace(PEACE, "They spoke of war."))
    page.goto(link_to(1, 2, TRADE))
    expect(page.locator("#sec_1__para_2")).to_be_in_viewport()
    page.wait_for_timeout(300)
    expect(page.locator(".cited-notice")).to_have_count(0)
    page.goto(link_to(1, 2, TRADE).replace("?cited=", "?x="))  # a plain address stays good
    expect(page.locator(".cited-notice")).to_have_count(0)


def test_a_page_says_that_the_cited_wording_has_changed(hosted: Callable[[str], Page]) -> None:
    """In front of the paragraph, until it is dismissed; not about the one after it."""
    page = hosted(TEXT.replace(TRADE, "They spoke of commerce."))
    page.goto(link_to(1, 2, TRADE))
    notice = page.get_by_role("status").filter(has_text=CHANGED)
    expect(notice).to_be_visible()
    expect(page.locator(".cited-notice + #sec_1__para_2")).to_be_in_viewport()
    page.get_by_role("button", name="Dismiss this notice").click()
    expect(page.locator(".cited-notice")).to_have_count(0)
    page.get_by_role("link", name="1 ¶3", exact=True).click()  # the address now cites this one
    expect(page).to_have_url(re.compile(f"cited={fingerprint(PEACE)}#sec_1__para_3$"))


@pytest.mark.parametrize(
    ("text", "old", "path", "now"),
    [
        pytest.param(
            TEXT.replace(TRADE, f"They laid flowers.\n\n{TRADE}"),
            link_to(1, 2, TRADE), "arvenia/1/", ("sec_1__para_3", "1 ¶3"), id="put in before",
        ),
        pytest.param(
            TEXT.replace(f"{TRADE}\n\n", ""),
            link_to(1, 3, PEACE), "arvenia/1/", ("sec_1__para_2", "1 ¶2"), id="taken out before",
        ),
        pytest.param(
            TEXT.replace("3. ", "4. ").replace("2. ", "2. They dined.\n\n3. "),
            link_to(2, 2, OPEN), "arvenia/3/", ("sec_3__para_2", "3 ¶2"), id="a section put in",
        ),
        pytest.param(
            TEXT.replace(f"2. They will meet.\n\n{OPEN}\n\n3. ", "2. "),
            link_to(3, 1, DONE), "arvenia/2/", ("sec_2__para_1", "2 ¶1"), id="its page is gone",
        ),
    ],
)  # fmt: skip
def test_a_cited_paragraph_is_found_where_it_stands_now(
    hosted: Callable[[str], Page], text: str, old: str, path: str, now: tuple[str, str]
) -> None:
    """On its page or on another, it is in view, marked, and the page says where it stands."""
    page = hosted(text)
    page.goto(old)
    block, locator = now
    page.wait_for_url(re.compile(rf"/{path}\?cited=[0-9a-f]{{8}}(&was=\w+)?#{block}$"))
    expect(page.get_by_role("status").filter(has_text=NOW.format(locator))).to_be_visible()
    expect(page.locator(f"#{block}:target")).to_be_in_viewport()


SAME = "They spoke at length."
LONG = "\n\n".join(
    f"{n}. {words}\n\n{SAME}\n\nThey rested."
    for n, words in enumerate(("Met.", "Sat.", "Rose."), 1)
)


@pytest.mark.parametrize(
    ("old", "path", "now"),
    [
        ("arvenia/2/?cited={}#sec_2__para_4", "arvenia/2/", ("sec_2__para_2", "2 ¶2")),
        ("arvenia/text/?cited={}#sec_2__para_3", "arvenia/text/", ("sec_2__para_2", "2 ¶2")),
        ("arvenia/2/?cited={}#sec_3__para_3", "arvenia/3/", ("sec_3__para_2", "3 ¶2")),
        ("arvenia/9/?cited={}#sec_9__para_1", "arvenia/3/", ("sec_3__para_2", "3 ¶2")),
    ],
)
def test_of_paragraphs_that_read_the_same_the_nearest_to_the_old_place_is_shown(
    hosted: Callable[[str], Page], old: str, path: str, now: tuple[str, str]
) -> None:
    """And the reader is told that there are others."""
    page = hosted(LONG)
    page.goto(old.format(fingerprint(SAME)))
    block, locator = now
    page.wait_for_url(re.compile(rf"/{path}\?cited=[0-9a-f]{{8}}(&was=\w+)?#{block}$"))
    said = NOW.format(f"{locator}; 2 others read the same")
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()


@pytest.mark.parametrize(
    "address", ["%E0%A4%A/x", "arvenia/1/?cited=00000000#%E0", "arvenia/1/?h=%E0#%E0"]
)
def test_a_malformed_address_breaks_no_script(hosted: Callable[[str], Page], address: str) -> None:
    """What comes after still works: citing, where there is a paragraph."""
    page = hosted(TEXT)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    if address.startswith("arvenia"):
        page.get_by_role("button", name="Cite 1 ¶2", exact=True).click()
        expect(page.get_by_role("dialog", name="Cite 1 ¶2")).to_be_visible()
    page.evaluate("location.hash = '#%E1'")
    page.wait_for_timeout(200)
    assert errors == []


def test_keys_pressed_in_the_panel_leave_the_page_alone(page: Page) -> None:
    """On its buttons and on its ground; Escape still closes it."""
    page.goto(f"{SLUG}/4/")
    open_panel(page, "4(d) ¶2")
    for key in "np":
        page.keyboard.press(key)
    page.locator("dialog h2").click()
    for key in "np/":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    expect(page).to_have_url(re.compile(f"/{SLUG}/4/$"))
    expect(page.locator(".md-search__input")).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("n")
    page.wait_for_url(f"**/{SLUG}/5/")


@pytest.mark.parametrize(
    ("text", "old"),
    [
        (TEXT.replace(f"\n\n{OPEN}", ""), link_to(2, 2, OPEN)),
        (TEXT.replace(f"\n\n3. {DONE}", ""), link_to(3, 1, DONE)),
    ],
    ids=["from its page", "with its page"],
)
def test_a_paragraph_that_is_gone_is_said_to_be(
    hosted: Callable[[str], Page], text: str, old: str
) -> None:
    """At the head of its page, or of the page that says that there is none."""
    page = hosted(text)
    page.goto(old)
    expect(page.get_by_role("status").filter(has_text=GONE)).to_be_visible()


def test_a_link_with_another_texts_or_no_fingerprint_does_no_harm(
    hosted: Callable[[str], Page],
) -> None:
    """What is no fingerprint is not looked for."""
    page = hosted(TEXT)
    for odd in ("", "<b>", "'\"]", "ABCDEF01", "123456789"):
        page.goto(f"arvenia/1/?cited={quote(odd)}#sec_1__para_2")
        expect(page.locator("#sec_1__para_2")).to_be_in_viewport()
        expect(page.locator(".cited-notice")).to_have_count(0)


def test_on_paper_there_are_no_buttons_and_no_notices(page: Page) -> None:
    """What a page offers to a reader's hands is of no use there."""
    page.goto(f"{SLUG}/4/?cited=00000000#sec_4__item_d__para_2")
    expect(page.locator(".cited-notice p")).not_to_be_empty()
    page.emulate_media(media="print")
    expect(page.locator(".cited-notice")).to_be_hidden()
    expect(page.locator(".cite").first).to_be_hidden()
