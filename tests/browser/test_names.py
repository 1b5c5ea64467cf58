"""What a page of a text does with names: cards, the list beside the text, the switch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
SLUG = "cambodia-china-2022"
HUN_SEN = "Samdech Techo Prime Minister Hun Sen"


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page on a telephone, which is tapped."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    yield context.new_page()
    context.close()


def mention(page: Page, words: str) -> Locator:
    return page.locator("[data-received]").get_by_role("link", name=words, exact=True).first


def test_a_pointer_that_rests_on_a_name_opens_its_card(page: Page) -> None:
    """It says who it is, where else it is named, and which form was read as which entry."""
    page.goto(f"{SLUG}/8/")
    mention(page, HUN_SEN).hover()
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    expect(card.get_by_role("link", name="Hun Sen", exact=True)).to_be_visible()
    for said in (
        "person",
        "ហ៊ុន សែន",
        "Prime Minister of the Kingdom of Cambodia",
        "His son Hun Manet succeeded him",
        "2 mentions on this page; also at 1 ¶1, 2 ¶1, 4(a) ¶1.",
        f"“{HUN_SEN}” is read here as this entry.",
    ):
        expect(card).to_contain_text(said)
    card.get_by_role("link", name="4(a) ¶1").click()
    page.wait_for_url(f"**/{SLUG}/4/#sec_4__item_a__para_1")


def test_a_card_goes_when_the_pointer_leaves_it(page: Page) -> None:
    """But stays while the pointer is on its way into it, and inside it."""
    page.goto(f"{SLUG}/8/")
    mention(page, HUN_SEN).hover()
    card = page.get_by_role("dialog")
    card.hover()
    page.wait_for_timeout(600)  # longer than a card waits
    expect(card).to_be_visible()
    page.mouse.move(5, 890)
    expect(card).to_be_hidden()


def test_the_keyboard_opens_a_card_enters_it_and_comes_back(page: Page) -> None:
    """Escape closes the card and gives the focus back; Tab goes on behind the name."""
    page.goto(f"{SLUG}/8/")
    link = mention(page, HUN_SEN)
    page.get_by_role("link", name="8 ¶1").focus()
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("ArrowDown")
    expect(card.get_by_role("link", name="Hun Sen", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    expect(mention(page, "China")).to_be_focused()
    expect(card).to_contain_text("Country in East Asia")


def test_tabbing_through_a_card_goes_on_behind_its_name(page: Page) -> None:
    """The card stands at the end of the page, but the keyboard does not get lost there."""
    page.goto(f"{SLUG}/8/")
    mention(page, "China").focus()
    page.keyboard.press("ArrowDown")
    card = page.get_by_role("dialog")
    for _ in card.get_by_role("link").all():
        page.keyboard.press("Tab")
    expect(page.locator("[data-received] a.mention").nth(5)).to_be_focused()


def test_a_tap_opens_a_card_and_the_card_leads_to_the_entry(phone: Page) -> None:
    """The first tap stays on the page; a button closes the card."""
    phone.goto(f"{SLUG}/8/")
    mention(phone, HUN_SEN).tap()
    card = phone.get_by_role("dialog")
    expect(card).to_be_visible()
    assert phone.url.endswith(f"/{SLUG}/8/")
    box = card.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    tapped = mention(phone, HUN_SEN).bounding_box()
    assert tapped
    assert tapped["y"] + tapped["height"] <= box["y"]
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    mention(phone, HUN_SEN).tap()
    card.get_by_role("link", name="Hun Sen", exact=True).tap()
    phone.wait_for_url("**/glossary/people/hun-sen/")


def test_a_card_of_a_name_at_the_windows_edge_lies_inside_it(page: Page) -> None:
    """Over the name where there is no room below, and never beyond the sides."""
    page.goto(f"{SLUG}/4/")
    for link in page.locator("[data-received] a.mention").all()[:12]:
        link.scroll_into_view_if_needed()
        link.hover()
        card = page.get_by_role("dialog")
        expect(card).to_be_visible()
        inside = card.evaluate(
            """card => { const box = card.getBoundingClientRect();
            return box.left >= 0 && box.right <= document.documentElement.clientWidth
              && box.top >= 0; }"""
        )
        assert inside
        page.mouse.move(5, 5)
        expect(card).to_be_hidden()


def test_names_can_be_put_out_and_stay_out(page: Page) -> None:
    """The choice is remembered on other pages; without names the text is only text."""
    page.goto(f"{SLUG}/8/")
    expect(mention(page, HUN_SEN)).to_be_visible()
    switch = page.get_by_role("button", name="Names")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-received] a[href]")).to_have_count(0)
    page.goto(f"{SLUG}/7/")
    expect(page.locator("[data-received] a[href]")).to_have_count(0)
    line = page.locator("[data-received] a.mention").first
    assert line.evaluate("a => getComputedStyle(a).textDecorationLine") == "none"
    page.get_by_role("button", name="Names").click()
    expect(page.locator("[data-received] a[href]").first).to_be_visible()


def test_kinds_of_names_are_told_apart_without_colour(page: Page) -> None:
    """No two kinds have the same line under them."""
    page.goto(f"{SLUG}/4/")
    lines = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".named a.mention")].map(a => {
            const style = getComputedStyle(a);
            return [a.className, style.textDecorationStyle + style.textDecorationThickness];
        }))"""
    )
    assert len(lines) == 7
    assert len(set(lines.values())) == 7


def test_the_list_counts_the_names_of_the_page(page: Page) -> None:
    """Each stands under its kind, with how often the page names it."""
    page.goto(f"{SLUG}/8/")
    named = page.locator(".named")
    expect(named.get_by_role("heading", level=3)).to_have_text(["People", "Places", "Events"])
    hun_sen = named.get_by_role("listitem").filter(has_text="Hun Sen").first
    expect(hun_sen.locator(".count")).to_have_text("2")
    counted = sum(int(count) for count in named.locator(".count").all_inner_texts())
    assert counted == page.locator("[data-received] a.mention").count()


def test_without_scripts_a_name_is_a_link_and_the_list_is_there(
    browser: Browser, address: str
) -> None:
    """Nothing that a reader needs hangs on a script, and no dead switch is shown."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{SLUG}/8/")
    expect(page.locator(".names-switch")).to_be_hidden()
    expect(page.locator(".named")).to_be_visible()
    mention(page, HUN_SEN).click()
    page.wait_for_url("**/glossary/people/hun-sen/")
    context.close()


def test_every_mention_has_a_card(page: Page) -> None:
    """On the title page, on a section's page and on that of the whole text."""
    for path in ("", "4/", "text/"):
        page.goto(f"{SLUG}/{path}")
        bare = page.evaluate(
            """() => {
                const links = [...document.querySelectorAll(".named li > a")];
                const listed = new Set(links.map(a => a.href));
                return [...document.querySelectorAll("[data-received] a.mention")]
                    .filter(a => !listed.has(a.href)).map(a => a.textContent);
            }"""
        )
        assert bare == []
        assert page.locator("[data-received] a.mention").count() > 0
