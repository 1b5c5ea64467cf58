"""Pictures of texts: what they show adds up, stands where it should and leads where it says."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.addresses import address, way
from edition.data import by_block, count_words
from edition.document import parse
from edition.mentions import find_mentions
from edition.model import Document, EditionNotes, Entry, Page, SourceText
from edition.pages import compose
from edition.pictures import Pictures, draw
from edition.render import render
from edition.repair import repair
from edition.shape import WHOLE
from edition.stages import read_edition

ROOT = Path(__file__).parent.parent
ADA = Entry("people/ada-quell", "person", "Ada Quell")
LUMA = Entry("places/luma", "place", "Luma")


def document_of(text: str) -> Document:
    document, problems = parse(
        repair(SourceText("luma", text, "luma/text.md", "0")), EditionNotes("luma/edition.yml")
    )
    assert problems == []
    return document


def pictures_of(text: str, *entries: Entry) -> Pictures:
    document = document_of(text)
    found, _ = find_mentions([document], entries)
    return draw(document, by_block(found.mentions), {entry.id: entry for entry in entries})


def sections(count: int, words: str = "Both sides met.") -> str:
    return "\n\n".join(f"{n}. {words}" for n in range(1, count + 1))


@pytest.fixture(scope="module")
def shipped() -> Pictures:
    edition = read_edition(ROOT / "source")
    entries = {entry.id: entry for entry in edition.entries}
    return draw(edition.documents[0], by_block(edition.found.mentions), entries)


# --- the shape ------------------------------------------------------------------------------


def test_the_words_of_the_parts_are_those_of_the_sections_and_of_the_text(
    shipped: Pictures,
) -> None:
    assert shipped.shape
    for bar, section in zip(shipped.shape.bars, shipped.document.sections, strict=True):
        words = sum(count_words(block.text) for block in section.all_blocks())
        assert bar.words == words == sum(part.words for part in bar.parts)
    assert shipped.shape.words == sum(bar.words for bar in shipped.shape.bars)
    assert shipped.shape.words == sum(part.words for part in shipped.shape.strip)


def test_a_heading_that_the_text_gave_counts_and_one_of_ours_does_not() -> None:
    given = pictures_of("# One\n\n## Tides and Fares\n\nBoth met.\n\n## Dues\n\nNone.")
    assert given.shape
    assert [bar.words for bar in given.shape.bars] == [5, 2]
    made = pictures_of("1. Both sides met in Luma. They left.\n\n2. None.").shape
    assert made
    assert [bar.words for bar in made.bars] == [7, 1]


def test_the_longest_bar_is_the_whole_width_and_the_others_are_to_its_scale() -> None:
    shape = pictures_of("1. One two three four.\n\n2. One.\n\n(a) Two.\n\n(b) Three four.").shape
    assert shape
    assert [[(p.start, p.length) for p in bar.parts] for bar in shape.bars] == [
        [(0, WHOLE)],
        [(0, 2500), (2500, 2500), (5000, 5000)],
    ]


def test_a_part_leads_to_its_clause_and_the_opening_words_to_their_section() -> None:
    shape = pictures_of("1. Both agreed:\n\n(a) on tides;\n\n(b) on fares.").shape
    assert shape
    (bar,) = shape.bars
    assert [(p.opening, p.path, p.anchor) for p in bar.parts] == [
        (True, "luma/1.md", None),
        (False, "luma/1.md", "sec_1__item_a"),
        (False, "luma/1.md", "sec_1__item_b"),
    ]


def test_many_sections_are_taken_together_and_each_is_a_part() -> None:
    """Three hundred are forty bars at most, and every section can still be reached."""
    shape = pictures_of(sections(300)).shape
    assert shape
    assert len(shape.bars) == 38
    assert (shape.bars[0].first.label, shape.bars[0].last.label) == ("1", "8")
    assert shape.bars[-1].last.label == "300"
    assert [p.first.label for bar in shape.bars for p in bar.parts] == [
        str(n) for n in range(1, 301)
    ]
    assert [(p.first, p.last) for p in shape.strip] == [(b.first, b.last) for b in shape.bars]


def test_an_annex_is_a_bar_of_its_own() -> None:
    shape = pictures_of("1. One.\n\n2. Two.\n\n# Annex 1\n\n1. Three.\n\n2. Four.").shape
    assert shape
    assert [bar.first.kind for bar in shape.bars] == ["section", "section", "annex"]
    assert [p.anchor for p in shape.bars[-1].parts] == ["annex_1__sec_1", "annex_1__sec_2"]


@pytest.mark.parametrize("text", ["", "Both sides met.", "1. Both sides met.\n\nThey left."])
def test_a_text_without_divisions_has_no_shape_to_see(text: str) -> None:
    assert pictures_of(text).shape is None


# --- who is named where ---------------------------------------------------------------------


def test_the_dots_of_an_entry_are_its_mentions_by_section_and_lead_to_the_first() -> None:
    matrix = pictures_of(
        "1. Ada Quell met.\n\nAda Quell left.\n\n2. None came.\n\n3. They left.\n\nAda Quell ate.",
        ADA,
    ).matrix
    assert matrix
    ((_, (row,)),) = matrix.groups
    assert row.count == 3
    assert [(d.column, d.count, d.path, d.block, d.locator) for d in row.dots] == [
        (0, 2, "luma/1.md", "sec_1__para_1", "1 ¶1"),
        (2, 1, "luma/3.md", "sec_3__para_2", "3 ¶2"),
    ]


def test_a_dot_has_an_area_as_its_count() -> None:
    matrix = pictures_of(f"1. {'Ada Quell and ' * 4}\n\n2. Ada Quell.", ADA).matrix
    assert matrix
    ((_, (row,)),) = matrix.groups
    large, small = row.dots
    assert (large.count, small.count) == (4, 1)
    assert large.radius == pytest.approx(2 * small.radius, abs=2)


def test_people_institutions_and_projects_come_first_by_mentions_and_the_rest_are_counted() -> None:
    people = [Entry(f"people/p{n}", "person", f"Ada Quell{n:02}") for n in range(30)]
    text = "1. " + "; ".join(p.headword for p in people) + "; Ada Quell29; Luma Luma Luma."
    matrix = pictures_of(text, LUMA, *people).matrix
    assert matrix
    ((kind, rows),) = matrix.groups
    assert kind == "person"
    assert [row.entry.headword for row in rows[:2]] == ["Ada Quell29", "Ada Quell00"]
    assert (len(rows), matrix.more) == (24, 7)


def test_names_that_stand_only_before_or_after_the_sections_are_counted_too(
    shipped: Pictures,
) -> None:
    """All names of the text are either shown or among those that are more."""
    matrix = pictures_of("# Of Luma\n\n1. Ada Quell met.\n\n2. They left.", ADA, LUMA).matrix
    assert matrix
    ((_, (row,)),) = matrix.groups
    assert (row.entry.headword, matrix.more) == ("Ada Quell", 1)
    assert shipped.matrix
    assert (sum(len(rows) for _, rows in shipped.matrix.groups), shipped.matrix.more) == (24, 47)


def test_the_caption_says_which_names_are_shown_and_how_many_are_not() -> None:
    """Nothing of it where all are shown."""
    people = [Entry(f"people/p{n}", "person", f"Ada Quell{n:02}") for n in range(26)]
    text = "1. " + "; ".join(p.headword for p in people) + "; Luma.\n\n2. They left."
    (caption,) = captions(text, "named-luma", LUMA, *people)
    assert "Of its names, 24 are shown: people, institutions and projects before all" in caption
    assert "3 more are in <a" in caption
    (caption,) = captions("1. Ada Quell met.\n\n2. They left.", "named-luma", ADA)
    assert "shown" not in caption


def test_the_caption_of_the_shape_says_how_many_of_all_words_it_shows(shipped: Pictures) -> None:
    """Those of the received text; what the rest are is said, and in the shipped text adds up."""
    (caption,) = captions("# Of Luma\n\n1. Both met.\n\n2. They left.", "shape-luma")
    assert "By section, 4 of its 9 words; labels, marks and what" in caption
    (caption,) = captions("1. One<br>two<br>three<br>four.\n\n2. Five.", "shape-luma")
    assert "Its 5 words by section" in caption  # more than stand apart in the received text
    assert shipped.shape
    document = shipped.document
    outside = sum(count_words(b.text) for b in (*document.front, *document.back))
    labels = sum(unit.printed is not None for unit in document.units())
    assert (shipped.shape.words, shipped.shape.whole) == (1977, 2017)
    assert shipped.shape.words + outside + labels == shipped.shape.whole


def test_of_many_sections_a_column_is_a_run(shipped: Pictures) -> None:
    matrix = pictures_of(sections(300, "Luma."), LUMA).matrix
    assert matrix
    assert len(matrix.columns) == 12
    assert [dot.count for dot in matrix.groups[0][1][0].dots] == [25] * 12
    assert shipped.matrix
    assert [c.first.label for c in shipped.matrix.columns] == list("12345678")


def test_a_text_that_names_nobody_has_no_matrix() -> None:
    assert pictures_of(sections(3), ADA).matrix is None


# --- the dates ------------------------------------------------------------------------------


def shown(pictures: Pictures) -> list[str]:
    """Return each date as "relation edtf exactness locators"."""
    assert pictures.timeline
    return [
        f"{relation} {d.edtf} {d.exact} {', '.join(line.block.locator for line in d.lines)}"
        for relation, those in pictures.timeline.bands
        for d in those
    ]


def test_the_dates_of_the_shipped_text_are_all_there(shipped: Pictures) -> None:
    """Read from the text by eye; the day of November is left open in it."""
    assert shown(shipped) == [
        "before 2019 about 4 ¶1",
        "at 2022 about 3 ¶1",
        "at 2022-11-XX about Back ¶1",
        "at 2022-11-08/2022-11-11 span 1 ¶1",
        "after 2023 about 3 ¶1, 3 ¶3",
        "after 2030 about 4(f) ¶1",
    ]


def test_the_text_s_own_date_is_known() -> None:
    pictures = pictures_of("1. They met on 3 May 2031.\n\nLuma, 4 May 2031")
    assert shown(pictures) == ["before 2031-05-03 day 1 ¶1", "at 2031-05-04 day Back ¶1"]
    assert pictures.timeline
    assert [d.own for _, those in pictures.timeline.bands for d in those] == [False, True]


def test_without_a_date_of_its_own_a_text_does_not_say_what_is_past() -> None:
    assert shown(pictures_of("1. They met in 2031.\n\n2. They met in 2030.")) == [
        "unknown 2030 about 2 ¶1",
        "unknown 2031 about 1 ¶1",
    ]


def test_of_many_dates_those_named_most_are_shown_in_order() -> None:
    text = "1. " + " ".join(f"In {year} they met." for year in [*range(1950, 1990), 1989])
    timeline = pictures_of(text).timeline
    assert timeline
    ((_, those),) = timeline.bands
    assert (len(those), timeline.more, those[-1].edtf) == (30, 10, "1989")
    assert [d.edtf for d in those] == sorted(d.edtf for d in those)


def test_a_text_that_names_no_date_has_no_timeline() -> None:
    assert pictures_of(sections(3)).timeline is None


# --- any text, and the page -----------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from(
        ["1. Ada Quell met.", "2. In 2031.", "(a) Tides; Luma", "(b) fares", "# Annex 1", "Luma.",
         "- item", "Part II. Dues", "| a | b |", "> Luma", "Luma, 4 May 2031", '<b> & "x" in 2031.',
         "### A", "May 2030–June 2031", "“*Ada Quell*” `x` {: #y } [z](http://z)"]
    ),
    max_size=12,
).map("\n\n".join)  # fmt: skip


@given(PIECES)
def test_of_any_text_parts_abut_inside_the_picture_and_add_up(text: str) -> None:
    drawn = pictures_of(text, ADA, LUMA)
    if drawn.shape:
        for parts in (drawn.shape.strip, *(bar.parts for bar in drawn.shape.bars)):
            assert all(a.start + a.length == b.start for a, b in pairwise(parts))
            assert all(0 <= p.start <= p.start + p.length <= WHOLE for p in parts)
        assert sum(p.words for p in drawn.shape.strip) == drawn.shape.words
    if drawn.matrix:
        for _, rows in drawn.matrix.groups:
            for row in rows:
                assert row.count == sum(dot.count for dot in row.dots)
                assert all(0 < dot.at < WHOLE and dot.radius > 0 for dot in row.dots)


@settings(max_examples=25)
@given(PIECES)
def test_of_any_text_a_picture_is_one_block_of_well_formed_html(text: str) -> None:
    """Without a blank line, so that the publisher leaves it as it is."""
    document = document_of(text)
    found, _ = find_mentions([document], (ADA, LUMA))
    pages = compose((document,), (ADA, LUMA), found.mentions)
    (page,) = (page for page in pages if page.path == "luma/index.md")
    for figure in figures(page):
        assert "\n\n" not in figure
        ET.fromstring(figure.replace("<wbr>", "").replace("data-search-exclude", ""))  # noqa: S314


def captions(text: str, id_: str, *entries: Entry) -> list[str]:
    """Return the caption of a picture, if the text has it."""
    document = document_of(text)
    found, _ = find_mentions([document], entries)
    pages = compose((document,), entries, found.mentions)
    (page,) = (page for page in pages if page.path == "luma/index.md")
    return [
        figure.partition("<figcaption>")[2].partition("</figcaption>")[0]
        for figure in figures(page)
        if f'id="{id_}"' in figure
    ]


def figures(page: Page, **options: Any) -> list[str]:
    """Return the pictures on a rendered page."""
    ((_, text),) = render([page], ROOT / "templates", **options)
    parts = text.split("<figure")[1:]
    return ["<figure" + part.partition("</figure>")[0] + "</figure>" for part in parts]


@pytest.mark.parametrize(
    ("path", "hosted", "on_disk"),
    [("index.md", "", "index.html"), ("luma/index.md", "luma/", "luma/index.html"),
     ("luma/4.md", "luma/4/", "luma/4.html")],
)  # fmt: skip
def test_a_page_has_an_address_on_a_host_and_one_on_a_disk(
    path: str, hosted: str, on_disk: str
) -> None:
    assert address(path) == hosted
    assert address(path, directory_urls=False) == on_disk


@pytest.mark.parametrize(
    ("path", "target", "hosted", "on_disk"),
    [
        ("index.md", "index.md", "./", "index.html"),
        ("index.md", "luma/4.md", "luma/4/", "luma/4.html"),
        ("luma/index.md", "index.md", "../", "../index.html"),
        ("luma/index.md", "luma/4.md", "../luma/4/", "../luma/4.html"),
        ("luma/4.md", "luma/index.md", "../../luma/", "../luma/index.html"),
        ("luma/4.md", "glossary/x/y.md", "../../glossary/x/y/", "../glossary/x/y.html"),
    ],
)  # fmt: skip
def test_the_way_from_one_page_to_another_is_relative_to_where_it_is_built(
    path: str, target: str, hosted: str, on_disk: str
) -> None:
    assert way(path, target) == hosted
    assert way(path, target, directory_urls=False) == on_disk


def test_on_a_disk_pictures_lead_to_files() -> None:
    document = document_of("1. Both sides.\n\n2. They met.")
    pages = compose((document,), (), ())
    (page,) = (page for page in pages if page.path == "luma/index.md")
    (shape,) = figures(page, directory_urls=False)
    assert 'href="../luma/2.html"' in shape
    (shape,) = figures(page)
    assert 'href="../luma/2/"' in shape
