"""A reader with a browser: follows a name and comes back, reads on a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SLUG = "cambodia-china-2022"


def test_a_name_leads_to_its_entry_and_the_entry_back_to_the_paragraph(page: Page) -> None:
    """The paragraph it came from is then in view."""
    page.goto(f"{SLUG}/8/")
    paragraph = page.locator("#sec_8__para_1")
    paragraph.get_by_role("link", name="Samdech Techo Prime Minister Hun Sen").first.click()
    page.wait_for_url("**/glossary/people/hun-sen/")
    expect(page.locator("h1")).to_have_text("Hun Sen")
    page.locator(".concordance").get_by_role("link", name="8 ¶1").last.click()
    page.wait_for_url(f"**/{SLUG}/8/#sec_8__para_1")
    expect(page.locator("#sec_8__para_1")).to_be_in_viewport()


def test_a_mention_deep_in_a_long_page_is_in_view_when_one_comes_back(page: Page) -> None:
    """Below the header that stays, too."""
    page.goto("glossary/projects/rural-roads-project-phase-iii/")
    page.locator(".concordance").get_by_role("link", name="4(d) ¶3").click()
    page.wait_for_url("**#sec_4__item_d__para_3")
    paragraph = page.locator("#sec_4__item_d__para_3")
    expect(paragraph).to_be_in_viewport()
    box, header = paragraph.bounding_box(), page.locator(".md-header").bounding_box()
    assert box
    assert header
    assert box["y"] >= header["y"] + header["height"]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (f"{SLUG}/4/", "h1"),
        (f"{SLUG}/4/", ".trail"),
        (f"{SLUG}/4/", ".edition-contents__here > a"),
        (f"{SLUG}/5/", ".turn .previous"),
        (f"{SLUG}/", ".contents"),
        (f"{SLUG}/text/", ".edition-contents__inner"),
    ],
)
def test_an_editors_heading_stands_in_brackets_wherever_it_is_listed(
    page: Page, path: str, where: str
) -> None:
    """A reader never takes it for the text's."""
    page.goto(path)
    expect(page.locator(where).first).to_contain_text("[Building the Community of Shared Future]")


def test_a_locator_is_the_address_of_its_paragraph(page: Page, address: str) -> None:
    """On the section's page and on the whole-text page it is the address on the section's."""
    page.goto(f"{SLUG}/4/")
    page.get_by_role("link", name="4(d) ¶2", exact=True).click()
    assert page.url == f"{address}{SLUG}/4/#sec_4__item_d__para_2"
    expect(page.locator("#sec_4__item_d__para_2:target")).to_be_in_viewport()
    page.goto(f"{SLUG}/text/")
    page.get_by_role("link", name="4(d) ¶2", exact=True).click()
    assert page.url == f"{address}{SLUG}/4/#sec_4__item_d__para_2"


def test_a_reload_keeps_the_place_and_the_title_page_leads_back_to_it(page: Page) -> None:
    """To the paragraph, from the title page and from home."""
    page.goto(f"{SLUG}/")
    expect(page.locator(".continue")).to_be_hidden()
    page.goto(f"{SLUG}/4/")
    page.locator("#sec_4__item_e__para_1").evaluate("block => block.scrollIntoView()")
    page.wait_for_function("scrollY > 1000")
    before = page.evaluate("scrollY")
    page.reload()
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 5")
    for start in (f"{SLUG}/", "./"):
        page.goto(start)
        back = page.get_by_role("link", name="Go on where you left off, at 4(e) ¶1")
        expect(back).to_be_visible()
    back.click()
    page.wait_for_url(f"**/{SLUG}/4/#sec_4__item_e__para_1")
    expect(page.locator("#sec_4__item_e__para_1")).to_be_in_viewport()


def test_the_keys_of_the_theme_turn_the_pages(page: Page) -> None:
    """N goes to the next section, P to the one before; so do the links at the foot."""
    page.goto(f"{SLUG}/3/")
    page.keyboard.press("n")
    page.wait_for_url(f"**/{SLUG}/4/")
    page.keyboard.press("p")
    page.wait_for_url(f"**/{SLUG}/3/")
    turn = page.get_by_role("navigation", name="Previous and next")
    turn.get_by_role("link", name="4 [Building the Community of Shared Future]").click()
    page.wait_for_url(f"**/{SLUG}/4/")


def test_the_contents_beside_a_section_list_its_clauses(page: Page) -> None:
    """And show which of them is read."""
    page.goto(f"{SLUG}/4/")
    beside = page.locator(".edition-contents__here .edition-contents__inner a")
    expect(beside).to_have_count(6)
    beside.filter(has_text="4(d)").click()
    page.wait_for_url("**#sec_4__item_d")
    expect(beside.filter(has_text="4(d)")).to_have_class(re.compile("md-nav__link--active"))
