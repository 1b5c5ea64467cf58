"""A reader who searches: by words, phrases, names; by keyboard, on a telephone, on disk."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
SLUG = "cambodia-china-2022"
BOX = ".md-search__input"
RESULT = ".md-search-result__link"
SAID = ".md-search-result__meta"
MARKED = "() => [...(CSS.highlights.get('found') ?? [])].map(range => range.toString())"


def paragraphs() -> dict[str, str]:
    """Return each paragraph's locator and words, as the published data give them."""

    def blocks(section: dict[str, Any]) -> Iterator[tuple[str, str]]:
        yield from ((block["locator"], block["text"]) for block in section["blocks"])
        for inner in section["sections"]:
            yield from blocks(inner)

    data = json.loads((ROOT / "docs" / "data" / f"{SLUG}.json").read_text(encoding="utf-8"))
    return dict(pair for section in data["sections"] for pair in blocks(section))


def search(page: Page, words: str) -> Locator:
    """Ask for words; return the results when they are the answer to these words."""
    if not page.locator(BOX).is_visible() or not page.locator("#__search").is_checked():
        page.keyboard.press("/")
    box = page.locator(BOX)
    expect(box).to_be_focused()
    box.fill("")
    expect(page.locator(".edition-search__hint")).to_be_visible()
    box.fill(words)
    expect(page.locator(SAID)).to_have_text(re.compile("paragraph"))
    return page.locator(RESULT)


def locators(results: Locator) -> list[str]:
    return results.locator(".edition-result__at").all_text_contents()


def cards(page: Page) -> list[str]:
    return page.locator(".edition-card__headword").all_text_contents()


# What is asked, and what is given


@pytest.mark.parametrize(
    "ways",
    [
        ("communique", "COMMUNIQUÉ", "communique\u0301"),
        ("People's", "People’s", "PEOPLE'S"),
        ("Mekong Lancang", "Mekong-Lancang", "mekong‑lancang"),
    ],
)
def test_a_word_is_found_however_it_is_written(page: Page, ways: tuple[str, ...]) -> None:
    """Capitals, accents, apostrophes and hyphens change nothing in what is given."""
    page.goto("./")
    given = [(search(page, way).all_inner_texts(), cards(page)) for way in ways]
    assert given[0][0]
    assert given == [given[0]] * len(ways)


@pytest.mark.parametrize("phrase", ["Belt and Road", "in the South China Sea"])
def test_quoted_words_are_found_in_their_order_and_nothing_else(page: Page, phrase: str) -> None:
    """Exactly the paragraphs with these words, in either kind of quotation marks."""
    have = {at for at, text in paragraphs().items() if phrase.lower() in text.lower()}
    assert have
    page.goto("./")
    for quoted in (f'"{phrase}"', f"“{phrase}”"):
        assert set(locators(search(page, quoted))) == have


def test_paragraphs_with_all_words_come_first_and_the_others_say_what_they_lack(
    page: Page,
) -> None:
    """A paragraph that lacks a word says which."""
    asked = ("temple", "tourism", "airport")
    page.goto("./")
    results = search(page, " ".join(asked))
    words = {at: text.lower() for at, text in paragraphs().items()}
    lacks = []
    for result in results.all():
        at = result.locator(".edition-result__at").inner_text()
        remark = result.locator(".md-search-result__terms").all_inner_texts()
        said = remark[0].removeprefix("lacks: ").split(", ") if remark else []
        assert said == [word for word in asked if word not in words[at]]
        lacks.append(len(said))
    assert len(lacks) > 1
    assert lacks == sorted(lacks)


@pytest.mark.parametrize(
    ("asked", "headword"),
    [
        ("GDI", "Global Development Initiative"),
        ("GSI", "Global Security Initiative"),
        ("CPC", "Communist Party of China"),
        ("DOC", "Declaration on the Conduct of Parties in the South China Sea"),
        ("COC", "Code of Conduct in the South China Sea"),
        ("RCEP", "Regional Comprehensive Economic Partnership Agreement"),
        ("Li", "Li Keqiang"),
        ("Keqiang Li", "Li Keqiang"),
        ("mao tse-tung", "Mao Zedong"),
    ],
)
def test_any_form_of_a_name_gives_its_entry_first_and_then_its_mentions(
    page: Page, asked: str, headword: str
) -> None:
    """The first card is the entry, the first paragraph one that names it, whatever its words."""
    page.goto("./")
    results = search(page, asked)
    expect(page.locator(".edition-card--large .edition-card__headword")).to_have_text(headword)
    expect(results.first).to_contain_text("named here")
    expect(results.first.locator("mark").first).to_be_visible()


def test_the_reader_chooses_among_names_that_share_a_word(page: Page) -> None:
    """The King Father first, and beside him all others of the name."""
    page.goto("./")
    search(page, "Sihanouk")
    first, *others = cards(page)
    assert first == "Norodom Sihanouk"
    assert {
        "Norodom Monineath Sihanouk",
        "Sihanouk Province",
        "Preah Sihanouk Provincial Referral Hospital Project",
        "Sihanoukville Special Economic Zone",
    } <= set(others)
    results = page.locator(RESULT)
    assert locators(results)[:2] == ["1 ¶1", "3 ¶1"]
    expect(results.nth(0)).to_contain_text("named here")
    expect(results.nth(1)).to_contain_text("named here")


def test_a_card_says_how_the_words_are_those_of_the_name(page: Page) -> None:
    """A form that was asked for is read as the entry; one that only has the words is named."""
    page.goto("./")
    card = page.locator(".edition-card--large")
    form = card.locator(".edition-card__form")
    search(page, "CPC")
    expect(form).to_have_text("“CPC” is read as Communist Party of China")
    search(page, "Queen")
    expect(card).to_contain_text("Norodom Monineath Sihanouk")
    expect(form).to_have_text("“Queen Monique”")
    search(page, "Vietnam")
    expect(card).to_contain_text("Mekong-Lancang Cooperation")
    expect(form).to_have_text("In the description of the entry")
    expect(page.locator(SAID)).to_contain_text("“Vietnam” stands in no text.")
    assert "Nearest" not in page.locator(SAID).inner_text()


@pytest.mark.parametrize(
    ("asked", "headword", "meant"),
    [
        ("Sihanukville", "Sihanoukville Special Economic Zone", "sihanoukville"),
        ("Kequiang", "Li Keqiang", "keqiang"),
    ],
)
def test_a_misspelt_name_is_found_and_what_was_meant_is_a_question(
    page: Page, asked: str, headword: str, meant: str
) -> None:
    """The reading is stated, and its word is a button that searches for it."""
    page.goto("./")
    search(page, asked)
    expect(page.locator(SAID)).to_contain_text(f"No text has “{asked}”. Did you mean")
    assert headword in cards(page)
    page.locator(SAID).get_by_role("button", name=re.compile(meant, re.IGNORECASE)).click()
    expect(page.locator(SAID)).not_to_contain_text("Did you mean")
    assert page.locator(BOX).input_value().lower() == meant
    assert headword in cards(page)


def test_a_name_is_found_while_it_is_typed(page: Page) -> None:
    """By the beginning of its last word; what was meant is a question, and a button."""
    page.goto("./")
    search(page, "free trad")
    assert "Cambodia-China Free Trade Agreement" in cards(page)
    expect(page.locator(SAID)).to_contain_text("Did you mean trade? Shown here.")
    page.locator(SAID).get_by_role("button", name="trade").click()
    expect(page.locator(SAID)).not_to_contain_text("Did you mean")
    expect(page.locator(BOX)).to_have_value("free trade")
    assert "Cambodia-China Free Trade Agreement" in cards(page)
    search(page, "traditional trad")
    page.locator(SAID).get_by_role("button", name="trade").click()
    expect(page.locator(BOX)).to_have_value("traditional trade")


def test_a_word_in_another_sense_s_words_says_what_was_looked_for(page: Page) -> None:
    """A word that no text has, but whose sense it has."""
    page.goto("./")
    assert locators(search(page, "army"))[0] == "4(c) ¶1"
    expect(page.locator(SAID)).to_contain_text("No text has “army”. Also looked for ")


def test_a_word_that_is_not_there_is_said_not_to_be_and_the_nearest_offered(page: Page) -> None:
    """Nothing else is given in its place; the nearest, if any is near, are buttons."""
    page.goto("./")
    assert search(page, "xylophone").count() == 0
    expect(page.locator(SAID)).to_have_text(
        "No paragraph“xylophone” stands in no text. Nearest in the alphabet: wreathes, Year."
    )
    assert search(page, "x" * 500).count() == 0
    expect(page.locator(SAID)).to_have_text(f"No paragraph“{'x' * 40}…” stands in no text.")
    assert search(page, "edukasion").count() == 0
    expect(page.locator(SAID)).to_have_text(
        "No paragraph“edukasion” stands in no text. Nearest: education."
    )
    page.locator(SAID).get_by_role("button").first.click()
    expect(page.locator(RESULT).first).to_be_visible()


@pytest.mark.parametrize(
    ("part", "headword"), [("សីហនុ", "Norodom Sihanouk"), ("一带", "Belt and Road")]
)
def test_a_part_of_a_name_in_its_own_script_finds_it(page: Page, part: str, headword: str) -> None:
    """Khmer and Chinese put no spaces between words."""
    page.goto("./")
    search(page, part)
    assert headword in cards(page)


# Opening what was found


@pytest.mark.parametrize("start", ["./", f"{SLUG}/4/", "glossary/people/hun-sen/"])
def test_a_result_opens_at_its_paragraph_in_view_and_marked(page: Page, start: str) -> None:
    """From any depth, below the header, with the words that were found and no others."""
    page.goto(start)
    result = search(page, "“cultural heritage”").first
    expect(result).to_contain_text("4(e) ¶1")
    result.click()
    page.wait_for_url(f"**/{SLUG}/4/?h=cultural%20heritage#sec_4__item_e__para_1")
    paragraph = page.locator("#sec_4__item_e__para_1:target")
    expect(paragraph).to_be_in_viewport()
    box, header = paragraph.bounding_box(), page.locator(".md-header").bounding_box()
    assert box
    assert header
    assert box["y"] >= header["y"] + header["height"]
    assert page.evaluate(MARKED) == ["cultural heritage"] * 3
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    assert page.url.endswith(f"/{SLUG}/4/#sec_4__item_e__para_1")


def test_a_result_in_front_matter_leads_to_the_title_page(page: Page) -> None:
    """Where the text has its own address."""
    page.goto(f"{SLUG}/4/")
    search(page, "“Royal Government”").filter(has_text=re.compile("^Front ¶")).click()
    page.wait_for_url(f"**/{SLUG}/?h=Royal%20Government#front__para_1")
    expect(page.locator("article :target")).to_be_in_viewport()


def test_marks_follow_names_and_notes_and_case(page: Page) -> None:
    """They are the same words as the search compares, also where a name is a link."""
    page.goto(f"{SLUG}/4/?h=belt-AND-road%20co%C3%B6peration~syn#sec_4__item_d__para_1")
    assert page.evaluate(MARKED) == ["Belt and Road cooperation"]
    page.goto(f"{SLUG}/4/?h=cooperation")
    assert page.evaluate(MARKED) == []
    page.goto(f"{SLUG}/4/?h=%E0%A4%A~cooperation#%E0%A4%A")
    assert page.evaluate(MARKED) == []


def test_another_paragraph_of_the_same_page_is_marked_in_turn(page: Page) -> None:
    """Following a result on the page that is open closes the search and shows the paragraph."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{SLUG}/4/?h=agriculture")
    page.evaluate("scrollTo(0, 300)")
    page.locator("button[data-opens=__search]").click()
    expect(page.locator("body[data-md-scrolllock]")).to_have_count(1)
    page.locator(BOX).fill("“agriculture”")
    page.locator(RESULT).filter(has_text="4(d) ¶2").click()
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.locator("body[data-md-scrolllock]")).to_have_count(0)
    expect(page.locator("#sec_4__item_d__para_2:target")).to_be_in_viewport()
    assert page.evaluate(MARKED) == ["agriculture"] * 2


def test_the_first_of_the_words_is_in_view_on_a_telephone(page: Page) -> None:
    """A paragraph may be longer than the telephone is high; one who reloads stays where one was."""
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(f"{SLUG}/4/")
    search(page, "“cultural property”").first.click()
    page.wait_for_url(f"**/{SLUG}/4/?h=cultural%20property#sec_4__item_e__para_1")
    height = """() => [...CSS.highlights.get('found')][0].getBoundingClientRect().y"""
    page.wait_for_function(f"() => 0 < ({height})() && ({height})() < innerHeight")
    page.evaluate("scrollTo(0, 200)")
    page.reload()
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 200


def test_back_leads_to_the_results_again(page: Page) -> None:
    """With the same words in the box."""
    page.goto("about/")
    search(page, "“Angkor”").first.click()
    page.wait_for_url(f"**/{SLUG}/4/**")
    page.go_back()
    page.wait_for_url("**/about/?q=**")
    expect(page.locator(BOX)).to_have_value("“Angkor”")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    assert page.url.endswith("/about/")


def test_a_card_leads_to_the_entry_and_to_its_mentions(page: Page) -> None:
    """The name to the page, the number to the concordance."""
    page.goto(f"{SLUG}/8/")
    search(page, "hun sen")
    page.locator(".edition-card__mentions a").first.click()
    page.wait_for_url("**/glossary/people/hun-sen/#mentions")
    search(page, "hun sen")
    page.locator(".edition-card__name").first.click()
    page.wait_for_url("**/glossary/people/hun-sen/")


# By keyboard, by ear


@pytest.mark.parametrize("key", ["/", "f", "s"])
def test_a_key_opens_the_search_and_escape_gives_the_focus_back(page: Page, key: str) -> None:
    """What had the focus has it again."""
    page.goto("./")
    link = page.locator("article a").first
    link.focus()
    page.keyboard.press(key)
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator(".md-search__output")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(link).to_be_focused()


def test_no_key_opens_the_search_while_one_types_or_holds_a_modifier(page: Page) -> None:
    """A letter in a field is a letter, and Ctrl+F is the browser's."""
    page.goto("./")
    page.evaluate("document.querySelector('article').append(document.createElement('textarea'))")
    page.locator("article textarea").focus()
    page.keyboard.type("fs/")
    page.locator("article a").first.focus()
    for key in ("Control+f", "Alt+s", "Meta+/", "Shift+F"):
        page.keyboard.press(key)
    expect(page.locator("article textarea")).to_have_value("fs/")
    assert not page.locator("#__search").is_checked()


def test_the_keyboard_goes_all_the_way(page: Page) -> None:
    """Down and Up among what was found and back to the box, a letter types on, Enter opens."""
    page.goto("./")
    page.keyboard.press("/")
    page.keyboard.type("“Cultural Heritage", delay=20)
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.locator(RESULT).last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("ArrowDown")
    first = page.locator("[data-stop]").first
    expect(first).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_have_value("“Cultural Heritages")
    page.keyboard.press("Backspace")
    expect(page.locator(RESULT)).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-stop]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/4/?h=**")


def test_enter_opens_the_first_of_what_is_asked_even_before_it_is_found(page: Page) -> None:
    """Not the first of what was asked before."""
    page.goto("./")
    search(page, "GDI")
    page.locator(BOX).fill("RCEP")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/agreements/rcep/")


def test_tab_past_the_last_result_closes_the_search(page: Page) -> None:
    """Nothing is covered that has the focus."""
    page.goto("./")
    search(page, "“Angkor”")
    page.locator("[data-stop]").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_how_many_were_found_is_announced(page: Page) -> None:
    """In a live region, with the right number."""
    page.goto("./")
    results = search(page, "cooperation")
    said = page.locator(".md-search-result__meta")
    expect(said).to_contain_text(f"{results.count()} paragraphs")
    assert search(page, "“Preah Vihear Temple”").count() == 1
    expect(said).to_contain_text(re.compile(r"^1 paragraph( ·|$)"))


# Loading


def test_nothing_is_loaded_before_the_box_has_the_focus(page: Page) -> None:
    """A reader who does not search pays nothing for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{SLUG}/4/", wait_until="networkidle")
    heavy = re.compile(r"minisearch|finder|worker|/data/")
    assert [url for url in asked if heavy.search(url)] == []
    with page.expect_event("worker"):
        page.keyboard.press("/")
    assert search(page, "Angkor").count() > 0


def test_a_link_to_a_search_opens_it(page: Page, address: str) -> None:
    """The link is copied by a button; closing takes the search out of the address again."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{SLUG}/4/")
    results = search(page, "people & “Angkor” 100%").all_inner_texts()
    page.get_by_role("link", name="Copy a link to this search").click()
    expect(page.locator(".md-search-result__meta")).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}?q=")
    page.goto(link)
    expect(page.locator(BOX)).to_have_value("people & “Angkor” 100%")
    expect(page.locator(RESULT).first).to_be_visible()
    assert page.locator(RESULT).all_inner_texts() == results
    page.keyboard.press("Escape")
    assert page.url == address
    page.goto(f"{SLUG}/4/?q=Angkor#sec_4__item_e__para_1")
    page.wait_for_timeout(400)  # the theme closes what it opened itself after 125 ms
    expect(page.locator(RESULT).first).to_be_visible()


@pytest.mark.parametrize("path", ["404.html", f"{SLUG}/9/", "no/such/page/at/all/"])
def test_the_page_for_a_missing_page_searches_at_any_depth(
    page: Page, folder: Path, path: str
) -> None:
    """What it finds opens."""
    missing = (folder / "site" / "404.html").read_text(encoding="utf-8")
    page.route(f"**/{path}", lambda route: route.fulfill(body=missing, content_type="text/html"))
    page.goto(path)
    search(page, "“Angkor”").first.click()
    page.wait_for_url(f"**/{SLUG}/4/?h=Angkor#**")


def test_it_works_from_a_folder_on_disk(browser: Browser, address: str, folder: Path) -> None:
    """Without a server, without a worker, and with nothing loaded before it is used."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in ("index.html", f"{SLUG}/4/index.html"):
        page.goto((folder / "site" / path).as_uri())
        assert page.locator("script[src*='/data/']").count() == 0
        results = search(page, "GDI")
        expect(page.locator(".edition-card--large")).to_contain_text(
            "Global Development Initiative"
        )
        assert locators(results) == ["4(f) ¶1"]
    context.close()
    assert errors == []


def test_a_search_that_cannot_be_loaded_says_so(page: Page) -> None:
    """It does not wait for ever."""
    page.route("**/data/glossary.search.js", lambda route: route.fulfill(body="editionData("))
    page.goto("./")
    page.keyboard.press("/")
    expect(page.locator(SAID)).to_contain_text("The search could not be loaded")


def test_a_search_that_could_not_be_loaded_is_loaded_when_it_is_asked_again(page: Page) -> None:
    """One failed request ends one try, and the worker with it."""
    path = "**/data/glossary.search.js"
    page.route(path, lambda route: route.fulfill(body="editionData("))
    page.goto("./")
    with page.expect_event("worker") as started:
        page.keyboard.press("/")
    expect(page.locator(SAID)).to_contain_text("The search could not be loaded")
    page.unroute(path)
    page.locator(BOX).fill("GDI")
    expect(page.locator(".edition-card--large")).to_contain_text("Global Development Initiative")
    assert started.value not in page.workers
    assert len(page.workers) == 1


def test_on_disk_a_text_may_have_any_name_and_a_failed_script_is_loaded_again(
    browser: Browser, address: str, folder: Path, tmp_path: Path
) -> None:
    """A text whose address is "texts" is searched like any other, and others' pieces are not."""
    site = tmp_path / "site"
    shutil.copytree(folder / "site", site)
    data = site / "data"
    for name in (f"{SLUG}.search.js", "search.js"):
        script = (data / name).read_text(encoding="utf-8").replace(f'"{SLUG}"', '"texts"')
        (data / name.replace(SLUG, "texts")).write_text(script, encoding="utf-8")
    glossary = (data / "glossary.search.js").rename(data / "later.js")
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator(SAID)).to_contain_text("The search could not be loaded")
    glossary.rename(data / "glossary.search.js")
    page.locator(BOX).fill("GDI")
    expect(page.locator(".edition-card--large")).to_contain_text("Global Development Initiative")
    expect(page.locator(RESULT)).to_have_count(1)
    context.close()


MANY = """
onmessage = ({data}) => {
  if (data.type === "load") return postMessage({type: "ready", texts: 2});
  const result = (_, n) => ({slug: "a", name: "A <b>text</b>", page: "a/1", id: `p${n}`,
    locator: `1 ¶${n}`, heading: "<i>Heading</i>", lacks: [], entry: null,
    parts: [["<img src=x onerror=alert(1)> ", false], [data.words, true]],
    before: true, after: false, marks: ["a~b"]});
  const answer = {words: data.words, count: 70, cards: [], readings: [], absent: [],
    results: Array.from({length: Math.min(data.limit, 70)}, result)};
  setTimeout(() => postMessage({type: "answer", id: data.id, answer}),
    data.words === "slow" ? 600 : 0);
};
"""


@pytest.fixture
def many(page: Page) -> Page:
    """Return a page whose search has more to show than the shipped text has, and hostile text."""
    page.route(
        "**/search-worker.js",
        lambda route: route.fulfill(body=MANY, content_type="text/javascript"),
    )
    page.goto("./")
    return page


def test_more_results_are_shown_at_a_press_and_the_focus_goes_on_from_there(many: Page) -> None:
    """Thirty at a time, until all are there."""
    expect(search(many, "word")).to_have_count(30)
    expect(many.locator(SAID)).to_contain_text("70 paragraphs")
    more = many.get_by_role("button", name="Show more")
    more.press("Enter")
    expect(many.locator(RESULT)).to_have_count(60)
    expect(many.locator(RESULT).nth(30)).to_be_focused()
    more.click()
    expect(many.locator(RESULT)).to_have_count(70)
    expect(more).to_have_count(0)


def test_words_of_a_text_are_never_markup_in_a_result(many: Page) -> None:
    """They are shown as they are, and of several texts each result names its own."""
    result = search(many, "<u>word</u>").first
    expect(result).to_contain_text("<i>Heading</i>")
    expect(result).to_contain_text("A <b>text</b>")
    expect(result).to_contain_text("… <img src=x onerror=alert(1)> <u>word</u>")
    assert str(result.get_attribute("href")).endswith("/a/1/?h=a%20b#p0")


def test_an_answer_that_comes_late_is_not_shown_for_other_words(many: Page) -> None:
    """Only the last words' answer is."""
    many.evaluate(
        """() => {
            window.seen = [];
            const answer = document.querySelector(".edition-search__answer");
            const note = () => seen.push(answer.querySelector("mark").textContent);
            new MutationObserver(note).observe(answer, {childList: true});
        }"""
    )
    many.keyboard.press("/")
    many.locator(BOX).fill("slow")
    many.wait_for_timeout(150)
    many.locator(BOX).fill("quick")
    expect(many.locator(f"{RESULT} mark").first).to_have_text("quick")
    assert many.evaluate("seen") == ["quick"]


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize(
    "asked", ["", "Sihanouk", "GDI", "temple tourism airport", "edukasion", "Vietnam"]
)
def test_an_open_search_keeps_every_rule_of_axe_and_fits(
    page: Page, width: int, scheme: Literal["light", "dark"], asked: str
) -> None:
    """No violation, nothing sideways, and letters that no telephone zooms into."""
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{SLUG}/4/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    if asked:
        search(page, asked)
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(({violations}) => violations)")
    assert [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found] == []
    sideways = """() => {
        const width = document.documentElement.clientWidth;
        const all = [...document.querySelectorAll(".md-search__output *")];
        return all.filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.className);
    }"""
    assert page.evaluate(sideways) == []
    size = page.locator(BOX).evaluate("box => parseFloat(getComputedStyle(box).fontSize)")
    assert size >= 16
    if width < 600:
        inner = page.locator(".md-search__inner").bounding_box()
        assert inner
        assert (inner["width"], inner["height"]) == (width, 844)


def test_without_scripts_there_is_no_box_that_does_nothing(browser: Browser, address: str) -> None:
    """What cannot work is not shown."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("./")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(BOX)).to_be_hidden()
    context.close()


def test_the_last_searches_are_offered_again_until_they_are_forgotten(page: Page) -> None:
    """Those that led somewhere; only this browser knows them."""
    page.goto("./")
    search(page, "“Angkor”").first.click()
    page.wait_for_url("**/4/**")
    page.keyboard.press("/")
    page.get_by_role("button", name="“Angkor”").click()
    expect(page.locator(RESULT).first).to_contain_text("4(e) ¶1")
    page.locator(BOX).fill("")
    page.get_by_role("button", name="forget these").click()
    expect(page.get_by_role("button", name="“Angkor”")).to_be_hidden()
