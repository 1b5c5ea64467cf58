"""A reader of the pictures: they fit any screen, lead where they say, and their tables agree."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
SLUG = "cambodia-china-2022"
FIGURES = ("shape", "named", "dates")
PARTS = ".picture-bar a, .picture-dots a, .picture-date"


@pytest.mark.parametrize("path", ["", f"{SLUG}/"])
@pytest.mark.parametrize("width", [320, 390, 768, 1366])
def test_pictures_are_legible_and_stay_inside_their_frames(
    page: Page, path: str, width: int
) -> None:
    """No letters smaller than 9 pixels, none over others, nothing beyond the figure."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"./{path}")
    assert page.locator("figure.picture").count() == len(FIGURES)
    small, out, over = page.evaluate(
        """() => {
            const small = [], out = [], over = [];
            for (const figure of document.querySelectorAll("figure.picture")) {
                const frame = figure.getBoundingClientRect();
                const boxes = [];
                const words = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
                while (words.nextNode()) {
                    const node = words.currentNode, holder = node.parentElement;
                    if (!node.data.trim()) continue;
                    if (holder.closest("details, title, .picture-skip")) continue;
                    if (parseFloat(getComputedStyle(holder).fontSize) < 9) small.push(node.data);
                    const range = document.createRange();
                    range.selectNodeContents(node);
                    for (const box of range.getClientRects()) boxes.push([node.data, box]);
                }
                for (const drawn of figure.querySelectorAll("svg rect, svg .dot")) {
                    const box = drawn.getBoundingClientRect();
                    if (!drawn.closest(".picture-mark")) boxes.push([drawn.outerHTML, box]);
                }
                for (const [what, box] of boxes) {
                    if (box.left < frame.left - 1 || box.right > frame.right + 1) out.push(what);
                    if (box.top < frame.top - 1 || box.bottom > frame.bottom + 1) out.push(what);
                }
                boxes.forEach(([a, one], at) => boxes.slice(at + 1).forEach(([b, two]) => {
                    const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
                    const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
                    if (wide > 1 && high > 4) over.push([a, b]);
                }));
            }
            return [small, out, over];
        }"""
    )
    assert (small, out, over) == ([], [], [])


def test_each_part_of_a_picture_leads_to_what_it_shows(page: Page, address: str) -> None:
    """To a page of the site, and to a paragraph or unit on it that is there."""
    page.goto(f"{SLUG}/")
    links = page.locator(PARTS).evaluate_all(
        "all => all.map(a => a.href.baseVal === undefined ? a.href : "
        "new URL(a.href.baseVal, document.baseURI).href)"
    )
    assert len(links) > 40
    assert all(link.startswith(address) for link in links)
    anchors: dict[str, set[str]] = {}
    for link in links:
        parts = urlsplit(link)
        anchors.setdefault(parts.path, set()).add(parts.fragment)
    for path, those in anchors.items():
        response = page.goto(path)
        assert response
        assert response.ok
        known = set(page.locator("[id]").evaluate_all("all => all.map(e => e.id)"))
        assert those - {""} <= known


@pytest.mark.parametrize(
    ("part", "leads", "words"),
    [
        ("4(d) Economy, trade and development projects: 280 words", "4/#sec_4__item_d", "Promote"),
        ("Hun Sen in 8: 2 mentions, the first at 8 ¶1", "8/#sec_8__para_1", "Hun Sen"),
    ],
)
def test_a_part_is_reached_by_keyboard_and_followed(
    page: Page, address: str, part: str, leads: str, words: str
) -> None:
    """Its name says what it shows; what it leads to is in view."""
    page.goto(f"{SLUG}/")
    page.get_by_role("link", name=part, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{SLUG}/{leads}")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("article")).to_contain_text(words)


def test_a_click_on_what_is_drawn_follows_it(page: Page, address: str) -> None:
    """On a dot, a little beside a dot, and on a bar."""
    for at, leads in [
        (".picture-dots a .dot", "1/#sec_1__para_1"),
        (".picture-bar rect", "1/"),
    ]:
        page.goto(f"{SLUG}/")
        page.locator(at).first.click()
        page.wait_for_url(f"{address}{SLUG}/{leads}")


def test_the_keyboard_may_skip_a_drawing(page: Page) -> None:
    """The way past is seen when it has the focus, and leads to the table."""
    page.goto(f"{SLUG}/")
    skip = page.locator("#named-cambodia-china-2022 .picture-skip")
    skip.focus()
    box = skip.bounding_box()
    assert box
    assert box["height"] > 10
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#named-cambodia-china-2022-table summary")).to_be_focused()


def test_the_shape_s_table_says_the_same(page: Page) -> None:
    """The same words of the same units, with the same links."""
    page.goto(f"{SLUG}/")
    page.locator(f"#shape-{SLUG}-table summary").click()
    rows = page.locator(f"#shape-{SLUG}-table tbody tr")
    table = {
        (row.locator("a").get_attribute("href"), row.locator("td").inner_text())
        for row in rows.all()
    }
    drawn = {
        (part.get_attribute("href"), re.sub(r".*: ([\d,]+) words?$", r"\1", name))
        for part in page.locator(f"#shape-{SLUG} .picture-bar a").all()
        if (name := part.locator("title").text_content())
    }
    names = page.locator(f"#shape-{SLUG} .picture-rows > li")
    drawn |= {
        (
            row.locator(".picture-name").get_attribute("href"),
            row.locator(".picture-count").inner_text(),
        )
        for row in names.all()
    }
    assert table == drawn


def test_the_matrix_s_table_says_the_same(page: Page) -> None:
    """A number for each dot, with its link, in the column of its section."""
    page.goto(f"{SLUG}/")
    page.locator(f"#named-{SLUG}-table summary").click()
    drawn = [
        (dot.get_attribute("href"), re.sub(r".*: (\d+) mentions?,.*", r"\1", name))
        for dot in page.locator(f"#named-{SLUG} .picture-dots a").all()
        if (name := dot.locator("title").text_content())
    ]
    table = [
        (link.get_attribute("href"), link.inner_text())
        for link in page.locator(f"#named-{SLUG}-table td a").all()
    ]
    assert table == drawn
    row = page.locator(f"#named-{SLUG}-table tr", has_text="Hun Sen")
    assert row.locator("td").all_inner_texts() == ["2", "1", "", "1", "", "", "", "2", "6"]


@pytest.mark.parametrize("width", [390, 768, 1366])
def test_the_matrix_s_table_fits_the_page_or_scrolls_in_its_box(page: Page, width: int) -> None:
    """Its names wrap little; what is too wide for a telephone is reached by scrolling the box."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{SLUG}/")
    page.locator(f"#named-{SLUG}-table summary").click()
    box = page.locator(f"#named-{SLUG}-table .picture-scroll")
    inside, wide = box.evaluate("e => [e.clientWidth, e.scrollWidth]")
    assert (wide <= inside) == (width > 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows = box.locator("tbody th").evaluate_all("all => all.map(e => e.clientHeight)")
    assert max(rows) < (100 if width == 390 else 60)
    links = box.locator("td a").evaluate_all(
        "all => all.map(e => e.closest('td').getBoundingClientRect().width)"
    )
    assert min(links) >= 24  # what a finger may tell apart
    box.locator("thead th").last.scroll_into_view_if_needed()
    expect(box.locator("thead th").last).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_what_is_drawn_and_marked_is_seen(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """In the system's colour of text, whatever the page's own are."""
    with browser.new_context(
        base_url=address, forced_colors="active", color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.goto(f"{SLUG}/")
        text, dot, mark = page.evaluate(
            """() => [
                getComputedStyle(document.querySelector("article")).color,
                getComputedStyle(document.querySelector(".dot")).fill,
                getComputedStyle(document.querySelector(".picture-words mark")).color,
            ]"""
        )
        assert (dot, mark) == (text, text)


def test_the_dates_table_says_the_same(page: Page) -> None:
    """The same dates in the same order, and the same places."""
    page.goto(f"{SLUG}/")
    page.locator(f"#dates-{SLUG}-table summary").click()
    drawn = page.locator(f"#dates-{SLUG} .picture-date").all_inner_texts()
    assert page.locator(f"#dates-{SLUG}-table tbody th").all_inner_texts() == drawn
    places = page.locator(f"#dates-{SLUG} .picture-dates .picture-at").all_inner_texts()
    assert page.locator(f"#dates-{SLUG}-table .picture-at").all_inner_texts() == places
    when = page.locator(f"#dates-{SLUG}-table tbody td:nth-child(3)").all_inner_texts()
    assert when == [
        "Before", *["At the time of the text"] * 3, "To come", "To come",
    ]  # fmt: skip
