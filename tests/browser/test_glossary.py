"""A reader in the glossary: filters its lists, sorts a concordance, and does without the script."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser
INDEX, PEOPLE = "glossary/", "glossary/people/"
CAMBODIA, SIHANOUK = "glossary/places/cambodia/", "glossary/people/norodom-sihanouk/"
# What waits for so many frames.
FRAMES = "async n => { while (n--) await new Promise(requestAnimationFrame); }"


def shown(page: Page) -> list[str]:
    """Return the headwords and other headings that a list shows."""
    lines = page.locator(".index li:visible")
    return [text.split(",")[0] for text in lines.locator("> :first-child").all_inner_texts()]


def words(page: Page, side: str) -> list[str]:
    """Return the words on one side of the name, line by line, in the order of the page."""
    return page.locator(f".concordance .{side}").all_text_contents()


def status(page: Page) -> Locator:
    """Return what the filter says of itself."""
    return page.locator(".filter").get_by_role("status")


def clear(page: Page) -> Locator:
    """Return the filter's own button, beside the search's of the same name."""
    return page.locator(".filter").get_by_role("button", name="Clear")


@pytest.mark.parametrize("typed", ["COVID", "covid", "Cövid", "covid 19"])
def test_a_list_is_filtered_as_one_types_without_regard_to_case_accents_and_signs(
    page: Page, typed: str
) -> None:
    """Everything typed must be there; how many entries are shown is said."""
    page.goto(INDEX)
    expect(status(page)).to_have_text("71 entries")
    page.get_by_label("Filter", exact=True).press_sequentially(typed)
    assert all("COVID-19" in heading for heading in shown(page))
    expect(status(page)).to_have_text("1 of 71 entries")
    expect(page.locator(".index h2:visible")).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "typed", "headword"),
    [
        (INDEX, "GDI", "Global Development Initiative"),  # a variant
        (INDEX, "李克强", "Li Keqiang"),
        (INDEX, "សីហនុ", "Norodom Sihanouk"),  # a part of a name in its own script
        (PEOPLE, "techo", "Hun Sen"),  # of a variant
        (PEOPLE, "anhui", "Li Keqiang"),  # of the gloss
    ],
)
def test_an_entry_is_found_by_what_the_list_does_not_show_of_it(
    page: Page, path: str, typed: str, headword: str
) -> None:
    """By its variants and its name in its own script; in a list by kind, by its gloss too."""
    page.goto(path)
    assert headword in shown(page)
    page.get_by_label("Filter", exact=True).fill(typed)
    assert headword in shown(page)
    assert len(shown(page)) < 9


def test_a_list_is_filtered_by_kinds_and_by_a_letter_and_escape_shows_all(page: Page) -> None:
    """Kinds add up, a letter is one; pressing again releases; what is typed narrows further."""
    page.goto(INDEX)
    people, places = (
        page.get_by_role("button", name=name, exact=True) for name in ("People", "Places")
    )
    people.click()
    expect(people).to_have_attribute("aria-pressed", "true")
    expect(status(page)).to_have_text("8 of 71 entries")
    places.click()
    expect(status(page)).to_have_text("17 of 71 entries")
    letter = page.get_by_role("button", name="M", exact=True)
    letter.click()
    assert [heading[0] for heading in shown(page)] == ["M"] * len(shown(page)) != []
    expect(letter).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Filter", exact=True).fill("mao")
    assert shown(page) == ["Mao Zedong"]
    expect(page.get_by_role("button", name="H", exact=True)).to_be_disabled()
    page.keyboard.press("Escape")
    expect(status(page)).to_have_text("71 entries")
    expect(page.locator(".index h2:visible")).to_have_count(page.locator(".index h2").count())
    for button in (people, places, letter):
        expect(button).to_have_attribute("aria-pressed", "false")
    letter.click()
    letter.click()
    expect(status(page)).to_have_text("71 entries")


def test_what_is_not_there_is_said_and_clear_shows_all(page: Page) -> None:
    """The focus is then in the field again."""
    page.goto(PEOPLE)
    page.get_by_label("Filter", exact=True).fill("zebra")
    assert shown(page) == []
    expect(status(page)).to_have_text("0 of 8 entries: nothing found. Clear shows all.")
    clear(page).click()
    expect(status(page)).to_have_text("8 entries")
    expect(page.get_by_label("Filter", exact=True)).to_be_focused()
    expect(clear(page)).to_be_hidden()


def test_a_filter_can_be_shared_by_its_address(page: Page) -> None:
    """It holds what was set, and forgets it when the filter is cleared."""
    page.goto(INDEX)
    page.get_by_label("Filter", exact=True).fill("sihanouk")
    page.get_by_role("button", name="People", exact=True).click()
    page.get_by_role("button", name="N", exact=True).click()
    there = shown(page)
    assert there == ["Norodom Monineath Sihanouk", "Norodom Sihanouk"]
    address = str(page.evaluate("location.href"))
    assert address.endswith("?filter=sihanouk&kind=people&letter=N")
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == there
    expect(page.get_by_label("Filter", exact=True)).to_have_value("sihanouk")
    clear(page).click()
    assert page.evaluate("location.search") == ""
    page.goto(f"{INDEX}?kind=nothing&letter=nothing")
    expect(status(page)).to_have_text("71 entries")


def test_filter_and_order_work_by_keyboard_alone(page: Page) -> None:
    """Everything is reached with the tab key, pressed with space, and seen to have the focus."""
    page.goto(INDEX)
    page.get_by_label("Filter", exact=True).focus()
    page.keyboard.type("sihanouk")
    page.keyboard.press("Tab")
    expect(clear(page)).to_be_focused()
    page.keyboard.press("Tab")
    people = page.get_by_role("button", name="People", exact=True)
    expect(people).to_be_focused()
    expect(people).to_have_css("outline-style", "solid")
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("2 of 71 entries")
    page.keyboard.press("Escape")
    expect(status(page)).to_have_text("71 entries")
    page.goto(SIHANOUK)
    page.get_by_role("button", name="place", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="the word before")).to_be_focused()
    expect(page.get_by_role("button", name="the word before")).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_concordance_is_sorted_by_the_word_before_by_the_word_after_and_by_place(
    page: Page,
) -> None:
    """A line that has no word there comes first; the order is said."""
    page.goto(CAMBODIA)
    first = words(page, "after")
    said = page.locator(".sort").get_by_role("status")
    page.get_by_role("button", name="the word before").click()
    expect(said).to_have_text("Sorted by the word before.")
    ends = [[w.strip(".,“”").lower() for w in s.split()][::-1] for s in words(page, "before")]
    assert len(ends) == 31
    assert ends[0] == []
    assert [e[:1] for e in ends] == sorted(e[:1] for e in ends)
    page.get_by_role("button", name="the word after").click()
    expect(said).to_have_text("Sorted by the word after.")
    starts = [s.lstrip("'’-.,; ").lower() for s in words(page, "after")]
    assert [s.split()[:1] for s in starts] == sorted(s.split()[:1] for s in starts)
    page.get_by_role("button", name="place", exact=True).click()
    assert words(page, "after") == first


def test_words_are_sorted_without_regard_to_accents_then_by_the_next(page: Page) -> None:
    """The word next to the name decides, then the one beyond it; ties keep the order of places."""
    page.goto(SIHANOUK)
    given = ["b zeta", "a zeta", "b echo", "", "b zeta", "a Écho"]
    page.evaluate(
        """given => {
            const list = document.querySelector(".concordance ul");
            const line = list.children[0];
            list.replaceChildren(...given.map((text, n) => {
                const made = line.cloneNode(true);
                made.querySelector(".before").textContent = text;
                made.querySelector(".at").textContent = n;
                return made;
            }));
            const sort = document.querySelector(".sort");
            sort.replaceWith(sort.cloneNode(true));
            const script = document.createElement("script");
            script.src = document.querySelector("script[src*=listing]").src;
            document.body.append(script);
        }""",
        given,
    )
    page.get_by_role("button", name="the word before").click()
    order = page.locator(".concordance .at").all_text_contents()
    assert [given[int(n)] for n in order] == [
        "",
        "a Écho",
        "b echo",
        "a zeta",
        "b zeta",
        "b zeta",
    ]
    assert order[-2:] == ["0", "4"]


@pytest.mark.parametrize("width", [768, 1366])
@pytest.mark.parametrize("path", [CAMBODIA, SIHANOUK])
def test_the_names_of_a_concordance_stand_below_one_another(
    page: Page, width: int, path: str
) -> None:
    """Each line is one line high, its name whole, with the words before it up to the name."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    boxes = page.locator(".concordance mark").evaluate_all(
        "marks => marks.map(m => [m.getBoundingClientRect().left, m.getClientRects().length])"
    )
    lefts = [left for left, _ in boxes]
    assert len(lefts) >= 3
    assert max(lefts) - min(lefts) <= 1
    gaps = page.locator(".concordance li").evaluate_all(
        """lines => lines.filter(line => line.querySelector(".before").textContent).map(line => {
            const range = document.createRange();
            range.selectNodeContents(line.querySelector(".before"));
            const name = line.querySelector("mark").getBoundingClientRect();
            return name.left - range.getBoundingClientRect().right;
        })"""
    )
    assert max(map(abs, gaps)) <= 1


def test_a_name_too_long_for_its_column_is_shown_whole(page: Page) -> None:
    """It runs over several lines then."""
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto("glossary/institutions/joint-working-group-on-safety-and-security-of-belt-and-road/")
    for mark in page.locator(".concordance mark").all():
        inside = mark.evaluate(
            """mark => {
                const line = mark.closest("li").getBoundingClientRect();
                return mark.getBoundingClientRect().right <= line.right + 1
                    && mark.scrollWidth <= mark.clientWidth + 1;
            }"""
        )
        assert inside


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("path", [INDEX, PEOPLE, CAMBODIA])
def test_on_a_telephone_nothing_runs_out_of_the_page_and_every_word_is_there(
    page: Page, width: int, path: str
) -> None:
    """With the controls that the script adds, and a filter set."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{path}?filter=a")
    wide = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            return [...document.querySelectorAll("article *")].filter(
                e => e.getBoundingClientRect().right > width + 1 || (
                    e.closest(".concordance") && e.scrollWidth > Math.max(e.clientWidth, 1)
                    && getComputedStyle(e).display !== "inline")
            ).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    assert wide == []


def test_on_paper_the_words_around_a_name_are_whole_and_no_control_is_printed(page: Page) -> None:
    """Whatever the width of the sheet."""
    page.goto(CAMBODIA)
    page.emulate_media(media="print")
    expect(page.locator(".sort")).to_be_hidden()
    expect(page.locator(".concordance .before").first).to_have_css("overflow", "visible")
    page.goto(INDEX)
    expect(page.locator(".filter")).to_be_hidden()


def test_names_in_their_own_script_say_their_language(page: Page) -> None:
    """On the entry's page and in the list of its kind."""
    page.goto("glossary/people/hun-sen/")
    expect(page.locator(".native")).to_have_attribute("lang", "km")
    expect(page.locator(".office")).to_have_text(
        "Office at the date of the text: Prime Minister of the Kingdom of Cambodia"
    )
    page.goto(PEOPLE)
    expect(page.locator(".native", has_text="李克强")).to_have_attribute("lang", "zh")


def test_without_the_script_the_pages_are_whole(browser: Browser, address: str) -> None:
    """Letters are links to their place, and there is no control that does nothing."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(INDEX)
    headings = page.locator(".index h2")
    assert page.locator(".index h2:visible").count() == headings.count() > 20
    page.locator(".letters").get_by_role("link", name="S", exact=True).click()
    expect(headings.get_by_text("S", exact=True)).to_be_in_viewport()
    page.goto(CAMBODIA)
    expect(page.locator(".concordance li:visible")).to_have_count(31)
    assert page.locator("article button:visible").count() == 0
    page.goto(PEOPLE)
    expect(page.locator(".index li:visible")).to_have_count(8)
    expect(page.locator(".letters:visible a")).to_have_count(6)
    assert page.locator("article :is(button, input):visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1366])
@pytest.mark.parametrize("path", [INDEX, PEOPLE, CAMBODIA])
def test_what_the_script_shows_moves_nothing(page: Page, path: str, width: int) -> None:
    """Its place is kept until then: the script is held back here until the page is painted."""
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    held: list[Route] = []
    painted: list[bool] = []
    page.route("**/listing.js", lambda route: route.continue_() if painted else held.append(route))
    page.goto(path, wait_until="commit")
    page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list => {
            if (list.getEntriesByName("first-contentful-paint").length) done();
        }).observe({ type: "paint", buffered: true }))"""
    )
    page.evaluate(f"() => ({FRAMES})(3)")
    assert page.locator("article :is(.filter, .sort):visible").count() == 0
    painted.append(True)
    for route in held:
        route.continue_()
    expect(page.locator("article :is(.filter, .sort)")).to_be_visible()
    page.evaluate(f"() => ({FRAMES})(3)")
    assert page.evaluate("window.moved") < 0.02


def test_nothing_moves_as_one_types(page: Page) -> None:
    """There is room for the button that comes, and for the number of entries."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(INDEX)
    field = page.get_by_label("Filter", exact=True)
    parts = page.locator(".filter"), field
    before = [part.evaluate("e => e.getBoundingClientRect().toJSON()") for part in parts]
    top = status(page).evaluate("e => e.getBoundingClientRect().top")
    field.fill("a")
    expect(clear(page)).to_be_visible()
    after = [part.evaluate("e => e.getBoundingClientRect().toJSON()") for part in parts]
    assert after == before
    assert status(page).evaluate("e => e.getBoundingClientRect().top") == top


def test_all_that_is_named_together_can_be_read(page: Page) -> None:
    """The first twelve, and the rest when asked for, below both columns."""
    page.goto(CAMBODIA)
    shown = page.locator(".together li:visible")
    expect(shown).to_have_count(12)
    more = page.get_by_text("37 more", exact=True)
    lowest = page.locator(".together").first.bounding_box()
    there = more.bounding_box()
    assert lowest
    assert there
    assert there["y"] >= lowest["y"] + lowest["height"]
    more.focus()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(49)
    page.get_by_role("link", name="Zhou Enlai").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zhou Enlai")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_a_name_is_marked_and_a_pressed_button_differs(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """By the system's own colours for both, words and ground."""
    with browser.new_context(
        base_url=address, forced_colors="active", color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.goto(CAMBODIA)
        assert colours(page, ".concordance mark") == colours(page, "Mark", "MarkText")
        pressed = colours(page, ".sort [aria-pressed=true]")
        assert pressed == colours(page, "Highlight", "HighlightText")
        assert pressed != colours(page, ".sort [aria-pressed=false]")
        page.goto(INDEX)
        page.get_by_role("button", name="People", exact=True).click()
        assert colours(page, "button[data-kind=people]") == pressed


def colours(page: Page, *of: str) -> list[str]:
    """Return ground and words' colour of an element, by selector, or of two system colours."""
    found: list[str] = page.evaluate(
        """of => {
            const probe = document.createElement("i");
            document.body.append(probe);
            probe.style.forcedColorAdjust = "none";
            const [ground, words] = of;
            if (words) {
                probe.style.backgroundColor = ground;
                probe.style.color = words;
            }
            const style = getComputedStyle(words ? probe : document.querySelector(ground));
            const both = [style.backgroundColor, style.color];
            probe.remove();
            return both;
        }""",
        of,
    )
    return found
