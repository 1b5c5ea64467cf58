"""Parsing: shapes of texts by invented ones in fixtures/document/, and what holds of any text."""

from collections.abc import Iterator

import pytest

from edition.document import parse
from edition.model import Block, Document, EditionNotes, Section, SourceText
from edition.repair import repair
from tests.cases import Case, check, read_cases

CASES = read_cases("document")


def document(text: str) -> Document:
    received = SourceText("arvenia", text, "arvenia/text.md", "")
    made, problems = parse(repair(received), EditionNotes("edition.yml"))
    assert problems == []
    return made


def of_block(block: Block) -> str:
    words = block.text if len(block.text) <= 60 else f"{block.text[:40]} … {block.text[-15:]}"
    label = f"[{block.label}] " if block.label else ""
    spans = " ".join(f"{s.kind}({block.text[s.start : s.end] or s.value})" for s in block.spans)
    return f"{block.locator} {block.kind}: {label}{words}{f'  «{spans}»' if spans else ''}"


def of_section(section: Section, indent: str) -> Iterator[str]:
    heading = f'{section.heading_by} "{section.heading}"' if section.heading else "no heading"
    yield f"{indent}{section.id} | {section.kind} | {section.printed or 'no label'} | {heading}"
    for block in section.blocks:
        yield f"{indent}  {of_block(block)}"
    for inner in section.sections:
        yield from of_section(inner, indent + "  ")


def outcome(text: str) -> str:
    made = document(text)
    lines = [f"front {of_block(block)}" for block in made.front]
    for section in made.sections:
        lines += of_section(section, "")
    lines += [f"back {of_block(block)}" for block in made.back]
    facts = (made.title, made.date.as_given, made.date.edtf, made.place, " + ".join(made.parties))
    names = ("title", "date", "edtf", "place", "parties")
    lines += [f"{name}: {fact}" for name, fact in zip(names, facts, strict=True) if fact]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_text_is_parsed_as_its_fixture_says(case: Case, pytestconfig: pytest.Config) -> None:
    check(case, outcome(case.input), update=pytestconfig.getoption("--update-golden"))
