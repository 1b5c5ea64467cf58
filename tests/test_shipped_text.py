"""The text that ships: as received, repaired, divided, and every name in it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.model import Block, Document, Mention
from edition.repair import undo
from edition.stages import Edition, read_edition

ROOT = Path(__file__).parent.parent
SLUG = "cambodia-china-2022"
FILE = ROOT / "source" / SLUG / "text.md"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(ROOT / "source")


@pytest.fixture(scope="module")
def document(edition: Edition) -> Document:
    return next(d for d in edition.documents if d.slug == SLUG)


@pytest.fixture(scope="module")
def blocks(document: Document) -> dict[str, Block]:
    return {block.locator: block for block in document.blocks()}


# --- as received ----------------------------------------------------------------------------


def test_the_received_file_is_the_one_that_was_handed_over() -> None:
    """Its hash is the one in the order; git and editors have changed no byte."""
    expected = "e85195313fc855b26395553096defa800ff0a878c80d977c55140902f1ee64b1"
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == expected


def test_the_received_text_has_2017_words(document: Document) -> None:
    """Words are runs of characters that are not white space."""
    assert len(FILE.read_text(encoding="utf-8").split()) == 2017
    assert len(document.repaired.source.text.split()) == 2017


def test_undo_gives_the_received_bytes_back(document: Document) -> None:
    """The apparatus and the repaired text alone make the received file again."""
    assert undo(document.repaired).encode() == FILE.read_bytes()


# --- repaired -------------------------------------------------------------------------------

CUTS = [
    (14, "CPC\n\nCentral", "CPC Central"),
    (30, "while\n\nthe", "while the"),
    (36, "mutually\n\nbeneficial", "mutually beneficial"),
    (42, "Supply\n\nCOVID-19", "Supply COVID-19"),
    (46, "another;\n\n\n\ntaking", "another; taking"),
    (54, "safeguard\n\ninternational", "safeguard international"),
    (60, "the*\n\n*South", "the South"),
    (68, "China\n\non", "China on"),
]


def test_eight_page_breaks_are_mended_and_nothing_else_is_changed(document: Document) -> None:
    """Each is listed with the line it stands on, what was received and what stands there now."""
    assert [(e.line, e.received, e.repaired) for e in document.apparatus] == CUTS
    assert {e.rule for e in document.apparatus} == {"page-break"}


def test_what_the_apparatus_calls_received_stands_on_its_line(document: Document) -> None:
    """Its lines are those that an editor counts in the received file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for emendation in document.apparatus:
        first = emendation.received.splitlines()[0]
        assert lines[emendation.line - 1].endswith(first)


def test_every_mended_cut_leaves_one_page_end_in_its_paragraph(document: Document) -> None:
    """The eight marks in the margin stand before the first word of the next page."""
    ends = [
        (block.locator, block.text[span.start :].split()[0])
        for block in document.blocks()
        for span in block.spans
        if span.kind == "page-end"
    ]
    assert ends == [
        ("2 ¶2", "Central"),
        ("4(b) ¶1", "the"),
        ("4(d) ¶1", "beneficial"),
        ("4(d) ¶3", "COVID-19"),
        ("4(e) ¶1", "taking"),
        ("5 ¶1", "international"),
        ("5 ¶3", "South"),
        ("8 ¶1", "on"),
    ]


def test_a_title_that_runs_over_a_page_is_one_italic(blocks: dict[str, Block]) -> None:
    """The Declaration's title in section 5 is emphasised once, from its first to its last word."""
    block = blocks["5 ¶3"]
    title = "Declaration on the Conduct of Parties in the South China Sea (DOC)"
    assert [block.text[s.start : s.end] for s in block.spans if s.kind == "em"] == [title]


def test_spelling_apostrophes_placeholders_and_superscripts_stay(document: Document) -> None:
    """Nothing of the text's own ways is made even."""
    text = "\n".join(block.text for block in document.blocks())
    assert "laid wreathes at" in text
    assert "wreaths" not in text
    assert "November XX, 2022" in text
    received = document.repaired.source.text
    for apostrophe in "’'":
        assert text.count(apostrophe) == received.count(apostrophe) > 0
    raised = [
        (block.locator, block.text[: s.end].split()[-1])
        for block in document.blocks()
        for s in block.spans
        if s.kind == "sup"
    ]
    assert raised == [("2 ¶2", "20th"), ("2 ¶2", "20th"), ("3 ¶1", "65th"), ("4(b) ¶1", "7th")]


# --- outline --------------------------------------------------------------------------------


def test_the_text_has_eight_sections_and_six_clauses_in_the_fourth(document: Document) -> None:
    """Every number of paragraphs is that of the received text, its cuts mended."""
    outline = [(u.kind, u.locator, u.label, len(u.blocks)) for u in document.units()]
    assert outline == [
        ("section", "1", "1", 2),
        ("section", "2", "2", 3),
        ("section", "3", "3", 3),
        ("section", "4", "4", 1),
        ("clause", "4(a)", "(a)", 1),
        ("clause", "4(b)", "(b)", 1),
        ("clause", "4(c)", "(c)", 1),
        ("clause", "4(d)", "(d)", 3),
        ("clause", "4(e)", "(e)", 1),
        ("clause", "4(f)", "(f)", 1),
        ("section", "5", "5", 3),
        ("section", "6", "6", 1),
        ("section", "7", "7", 1),
        ("section", "8", "8", 1),
    ]


def test_the_text_has_23_paragraphs(document: Document) -> None:
    """None is a list item, a quotation or anything else."""
    kinds = [block.kind for unit in document.units() for block in unit.blocks]
    assert kinds == ["paragraph"] * 23


def test_sections_open_with_their_own_words(blocks: dict[str, Block]) -> None:
    """A body that begins with a number keeps it; a label is no part of the words."""
    assert blocks["3 ¶1"].text.startswith("2022 is the centennial of")
    assert blocks["1 ¶1"].text.startswith("At the invitation of")
    assert blocks["4 ¶1"].text.endswith("with following highlights:")
    assert blocks["4(d) ¶1"].text.startswith("Promote high-quality Belt and Road")
    assert blocks["4(d) ¶2"].text.startswith("Make full use of")
    assert blocks["4(d) ¶3"].text.startswith("Build on the Cambodia-China Traditional")


def test_ids_say_where_a_paragraph_stands(blocks: dict[str, Block]) -> None:
    """They are written as Akoma Ntoso writes them."""
    assert blocks["4(d) ¶2"].id == "sec_4__item_d__para_2"
    assert blocks["4 ¶1"].id == "sec_4__para_1"
    assert blocks["1 ¶2"].id == "sec_1__para_2"


def test_title_and_last_line_are_front_and_back_matter(document: Document) -> None:
    """The title is one block of four lines, the last line one of place and date."""
    title = (
        "Joint Communiqué between the Royal Government of the Kingdom of Cambodia "
        "and the Government of the People’s Republic of China (Final)"
    )
    assert [(b.kind, b.text) for b in document.front] == [("title", title)]
    assert [(b.kind, b.text) for b in document.back] == [
        ("dateline", "Phnom Penh, November XX, 2022")
    ]


def test_date_place_and_parties_are_those_of_the_text(document: Document) -> None:
    """The day stays open, as the text leaves it."""
    assert document.date.as_given == "November XX, 2022"
    assert document.date.edtf == "2022-11-XX"
    assert document.place == "Phnom Penh"
    assert document.parties == (
        "Royal Government of the Kingdom of Cambodia",
        "Government of the People’s Republic of China",
    )
    assert document.title == document.front[0].text


def test_every_unit_has_a_heading_of_the_editors(document: Document) -> None:
    """The text gives none, and none is left to a rule."""
    assert {unit.heading_by for unit in document.units()} == {"editor"}


# --- names ----------------------------------------------------------------------------------


def mentions_of(edition: Edition, entry: str) -> list[Mention]:
    return [m for m in edition.found.mentions if m.entry == entry and m.document == SLUG]


def test_every_entry_is_named_as_often_and_in_the_forms_that_were_read(
    edition: Edition, document: Document, golden
) -> None:
    """tests/fixtures/shipped_entries.txt was compared with the text, line by line."""
    locators = {block.id: block.locator for block in document.blocks()}
    lines = []
    for entry in edition.entries:
        those = mentions_of(edition, entry.id)
        lines.append(f"{entry.id}: {len(those)}")
        places: dict[str, list[str]] = {}
        for mention in those:
            places.setdefault(mention.wording, []).append(locators[mention.block])
        for wording, at in places.items():
            lines.append(f"    {len(at)} {wording}  [{', '.join(at)}]")
    golden("../shipped_entries.txt", "\n".join(lines) + "\n")


def test_every_entry_is_named_somewhere_and_has_a_gloss(edition: Edition) -> None:
    """No entry is there for nothing, and none is left undescribed."""
    named = {mention.entry for mention in edition.found.mentions}
    assert named == {entry.id for entry in edition.entries}
    assert not [entry.id for entry in edition.entries if not entry.gloss]


def test_mentions_hold_the_words_they_say_and_never_overlap(
    edition: Edition, document: Document
) -> None:
    """Offsets count the characters of the paragraph's text."""
    texts = {block.id: block.text for block in document.blocks()}
    last: dict[str, int] = {}
    for m in edition.found.mentions:
        assert texts[m.block][m.start : m.end] == m.wording
        assert m.start >= last.get(m.block, 0)
        last[m.block] = m.end


def covering(
    edition: Edition, document: Document, pattern: str
) -> Iterator[tuple[str, str | None]]:
    """Yield (locator, entry) for every place of some words: the entry whose mention holds it."""
    for block in document.blocks():
        for match in re.finditer(pattern, block.text):
            held = [
                m.entry
                for m in edition.found.mentions
                if m.block == block.id and m.start <= match.start() and match.end() <= m.end
            ]
            assert len(held) <= 1
            yield block.locator, held[0] if held else None


def test_sihanouk_is_the_king_only_where_the_king_is_meant(
    edition: Edition, document: Document
) -> None:
    """The town, the province, the hospital, the statue and the Queen Mother are not he."""
    assert list(covering(edition, document, "Sihanouk")) == [
        ("1 ¶1", "places/royal-memorial-statue"),
        ("3 ¶1", "people/norodom-sihanouk"),
        ("3 ¶1", "people/norodom-sihanouk"),
        ("4(a) ¶1", "people/norodom-monineath-sihanouk"),
        ("4(d) ¶1", "projects/sihanoukville-special-economic-zone"),
        ("4(d) ¶1", "places/sihanouk-province"),
        ("4(d) ¶1", "projects/sihanoukville-hong-kong-submarine-cable-project"),
        ("4(d) ¶3", "projects/preah-sihanouk-provincial-referral-hospital-project"),
        ("4(d) ¶3", "projects/municipal-sewage-system-development-project"),
    ]


def test_every_norodom_is_the_right_one(edition: Edition, document: Document) -> None:
    """King, King Father and Queen Mother are three people."""
    found = Counter(entry for _, entry in covering(edition, document, "Norodom"))
    assert found == {
        "people/norodom-sihamoni": 3,
        "people/norodom-sihanouk": 2,
        "people/norodom-monineath-sihanouk": 1,
        "places/royal-memorial-statue": 1,
    }


def test_china_inside_the_name_of_the_sea_is_not_china(
    edition: Edition, document: Document
) -> None:
    """Of the sea's five places, two stand in the titles of instruments."""
    found = Counter(entry for _, entry in covering(edition, document, "South China Sea"))
    assert found == {
        "places/south-china-sea": 3,
        "agreements/declaration-on-the-conduct-of-parties": 1,
        "agreements/code-of-conduct": 1,
    }
    spans = {(m.block, m.start, m.end) for m in mentions_of(edition, "places/china")}
    for block in document.blocks():
        for match in re.finditer("South China Sea", block.text):
            at = match.start() + len("South ")
            assert (block.id, at, at + len("China")) not in spans


def test_every_china_and_every_cambodia_is_a_name(edition: Edition, document: Document) -> None:
    """Each place of the words is a mention of the country, or a part of a longer name."""
    for words in ("China", "Cambodia"):
        bare = re.compile(rf"\b{words}\b")
        for block in document.blocks():
            for match in bare.finditer(block.text):
                assert any(
                    m.block == block.id and m.start <= match.start() and match.end() <= m.end
                    for m in edition.found.mentions
                ), (block.locator, block.text[match.start() - 20 : match.end() + 20])


def test_the_committee_of_clause_b_is_the_coordination_committee(
    edition: Edition, document: Document
) -> None:
    """The Economic and Trade Cooperation Committee and the Central Committee are others."""
    assert list(covering(edition, document, "Committee")) == [
        ("2 ¶2", "institutions/cpc-central-committee"),
        ("4(b) ¶1", "institutions/inter-governmental-coordination-committee"),
        ("4(b) ¶1", "institutions/inter-governmental-coordination-committee"),
        ("4(d) ¶2", "institutions/economic-and-trade-cooperation-committee"),
    ]


def test_the_three_communities_are_three(edition: Edition, document: Document) -> None:
    """The first is spelled in three ways, and once stands in the title of the Action Plan."""
    ours = "concepts/cambodia-china-community-with-a-shared-future"
    assert list(covering(edition, document, "[Cc]ommunity (with a|of) [Ss]hared [Ff]uture")) == [
        ("3 ¶1", ours),
        ("4 ¶1", ours),
        ("4 ¶1", "agreements/action-plan-2019"),
        ("4(f) ¶1", "concepts/community-with-a-shared-future-for-mankind"),
        ("5 ¶2", "concepts/mekong-lancang-community-with-a-shared-future"),
        ("7 ¶1", ours),
    ]
    assert {m.wording for m in mentions_of(edition, ours)} == {
        "Cambodia-China Community with a Shared Future",
        "Cambodia-China Community of Shared Future",
        "Cambodia-China community with a shared future",
    }


def test_styles_and_titles_belong_to_the_mention(edition: Edition) -> None:
    """A name is linked with everything the text calls the person in it."""
    wordings = {m.wording for m in edition.found.mentions if m.entry.startswith("people/")}
    assert wordings == {
        "Samdech Akka Moha Sena Padei Techo Hun Sen",
        "Samdech Techo Prime Minister Hun Sen",
        "Premier Li Keqiang",
        "His Majesty Preah Bat Samdech Preah Boromneath Norodom Sihamoni",
        "Her Majesty Queen Mother Norodom Monineath Sihanouk",
        "late King-Father of Cambodia",
        "late King Father Norodom Sihanouk",
        "King Father Norodom Sihanouk",
        "H.E. Xi Jinping",
        "President Xi Jinping",
        "Chairman Mao Zedong",
        "Premier Zhou Enlai",
    }


def test_a_name_over_a_mended_cut_or_in_a_title_is_one_mention(edition: Edition) -> None:
    """The Central Committee runs over a page, the Declaration over a page and out of italics."""
    wordings = {m.entry: m.wording for m in edition.found.mentions}
    assert wordings["institutions/cpc-central-committee"] == "CPC Central Committee"
    assert (
        wordings["agreements/declaration-on-the-conduct-of-parties"]
        == "Declaration on the Conduct of Parties in the South China Sea (DOC)"
    )


def test_title_and_last_line_name_governments_and_town(edition: Edition) -> None:
    """Front and back matter are read for names like any paragraph."""
    outside = [
        (m.block, m.entry)
        for m in edition.found.mentions
        if m.block.startswith(("front__", "back__"))
    ]
    assert outside == [
        ("front__para_1", "institutions/royal-government-of-cambodia"),
        ("front__para_1", "institutions/government-of-china"),
        ("back__para_1", "places/phnom-penh"),
    ]
