"""What must hold of any text whatever: nothing lost, nothing moved, no second change, no crash."""

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.document import parse
from edition.model import Block, Document, EditionNotes, RepairedText, Section, SourceText
from edition.proof import FORM, expected_text
from edition.repair import repair, undo

RUNNING = (
    "both sides agreed that the work goes on in this field and in others, and will open the",
    "The two sides spoke of trade. They will meet again in the autumn, and will build the road;",
    "Commission with Ada Quell at its head, which has met every year since the treaty was signed.",
    "cooperation will grow.",
)
PIECES = st.sampled_from(
    [
        *RUNNING,
        *(
            "\n\n",
            "\n",
            "\n\n\n",
            " ",
            "  \n",
            "\r\n",
            "\f",
            "\t",
            "\u00a0",
            "\u200b",
            "\x00",
            "\u202e",
        ),
        *(
            "**",
            "*",
            "_",
            "__",
            "****",
            "***",
            "---",
            "===",
            "___",
            "`",
            "\\",
            "\\*",
            "<br>",
            "<u>",
            "</u>",
        ),
        *(
            "<sup>",
            "</sup>",
            "<!--",
            "-->",
            "&amp;",
            "&#8203;",
            "&bogus;",
            "[",
            "](",
            ")",
            "[x](http://a.b)",
        ),
        *(
            "# ",
            "## ",
            "### ",
            "###",
            "> ",
            "- ",
            "* ",
            "• ",
            "|",
            "|a|b|\n|-|-|\n|c|d|",
            "[^1]",
            "\n[^1]: n",
        ),
        *(
            "1. ",
            "2. ",
            "3 ",
            "1\\. ",
            "1.1 ",
            "(a) ",
            "(b) ",
            "(i) ",
            "I. ",
            "II. ",
            "A. ",
            "Article 5\n",
        ),
        *(
            "3",
            "4",
            "- 5 -",
            "Page 6 of 9",
            "Joint Statement",
            "**Joint Statement**",
            "Annex I: Bridges",
        ),
        *(
            "Ends",
            "FOR IMMEDIATE RELEASE",
            "Luma, 4 May 2031",
            "For the Government",
            "Done at Luma",
            "co-",
        ),
        *("operation", "é", "中文", "ខ្មែរ", "😀", "; ", ", ", ": ", "H.E.", "____", "…"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text())
many = settings(max_examples=400)


def repaired_of(text: str) -> RepairedText:
    return repair(SourceText("arvenia", text, "arvenia/text.md", ""))


def document_of(text: str) -> Document:
    return parse(repaired_of(text), EditionNotes("edition.yml"))[0]


def printed(block: Block) -> str:
    return (block.label or "") + block.text if block.printed else block.text


def in_order(document: Document) -> str:
    """Return what a reader meets of the received words, in reading order."""
    parts = [printed(block) for block in document.front]

    def unit(section: Section) -> None:
        parts.append(section.printed or "")
        parts.append(section.heading or "" if section.heading_by == "text" else "")
        parts.extend(printed(block) for block in section.blocks)
        for inner in section.sections:
            unit(inner)

    for section in document.sections:
        unit(section)
    parts += [printed(block) for block in document.back]
    return "".join("".join(parts).split())


@many
@given(TEXTS)
def test_undo_gives_back_every_text(text: str) -> None:
    assert undo(repaired_of(text)) == text


@many
@given(TEXTS)
def test_a_second_repair_changes_nothing(text: str) -> None:
    once = repaired_of(text).text
    assert repaired_of(once).text == once


@many
@given(TEXTS)
def test_the_apparatus_is_in_order_and_its_parts_do_not_overlap(text: str) -> None:
    apparatus = repaired_of(text).apparatus
    assert all(a.end <= b.start for a, b in pairwise(apparatus))
    assert all(text[e.start : e.end] == e.received for e in apparatus)


@many
@given(TEXTS)
def test_no_word_is_lost_or_moved(text: str) -> None:
    document = document_of(text)
    assert in_order(document) == "".join(expected_text(document).split())


@many
@given(TEXTS)
def test_only_marks_of_form_are_read_as_form(text: str) -> None:
    document = document_of(text)
    characters = document.repaired.text
    for mark in document.marks:
        assert re.fullmatch(FORM[mark.kind], characters[mark.start : mark.end])


@many
@given(TEXTS)
def test_ids_and_locators_are_unique_and_every_text_with_words_has_a_section(text: str) -> None:
    document = document_of(text)
    blocks, units = list(document.blocks()), list(document.units())
    ids = [block.id for block in blocks] + [unit.id for unit in units]
    assert len({i.lower() for i in ids}) == len(ids)
    assert len({block.locator for block in blocks}) == len(blocks)
    if blocks:
        assert document.sections
    for block in blocks:
        assert all(0 <= s.start <= s.end <= len(block.text) for s in block.spans)


@given(TEXTS)
def test_a_text_gives_the_same_document_twice(text: str) -> None:
    assert document_of(text) == document_of(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            piece * 20_000
            for piece in ("[", "*", "_", "> ", "(a) ", "**", "\\", "&", "|", "<u>", "- ", "#")
        ),
        *(
            piece * 5_000
            for piece in ("\n\n(a) x", "\n\n3", "\n> x", "\n| a", "\n\n**x**", "<!--", "\n---\n")
        ),
        "x" * 200_000,
        "1. " + "word " * 40_000,
        f"{RUNNING[0]}\n\n" * 1_000,
        f"{RUNNING[0]}\n\n3\n\n" * 500,
        # each of these once took a time that grew with the square of its length
        "".join(
            f"The sides met in year {n}. They built the\n\nJoint Statement\n\n{n}\n\nroad and "
            for n in range(9_000)
        ),
        "".join(
            f"{RUNNING[1]} both sides co-\n\noperate in this field {n}. " for n in range(6_000)
        ),
        "\n\nEnds" * 40_000,
        "---" + " " * 200_000 + "x",
        "\f" * 60_000,
        "\n(a) x" * 20_000,
    ],
    ids=lambda text: f"{text[:12]!r} x {len(text)}",
)
def test_no_text_takes_more_than_seconds(text: str) -> None:
    """A bound so generous that only a quadratic rule can miss it."""
    start = time.process_time()
    document = document_of(text)
    assert in_order(document) == "".join(expected_text(document).split())
    assert time.process_time() - start < 20
