"""Repair: each rule by invented texts in fixtures/repair/, and what holds of any text."""

import pytest

from edition.model import Emendation, SourceText
from edition.repair import RULES, repair, undo
from tests.cases import Case, check, read_cases

CASES = read_cases("repair")


def received(text: str) -> SourceText:
    return SourceText("arvenia", text, "arvenia/text.md", "")


def seen(text: str) -> str:
    """Show characters that cannot be seen."""
    shown = (c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text.replace("\n", "¶"))
    return "".join(shown) or "∅"


def line_of(e: Emendation) -> str:
    doubt = " doubt" if e.doubt else ""
    return f"{e.line} {e.rule}{doubt}: {seen(e.received)} → {seen(e.repaired)}"


def outcome(text: str) -> str:
    repaired = repair(received(text))
    shown = "\n".join(map(seen, repaired.text.split("\n")))
    return "\n".join([shown.replace("∅", ""), "---8<---", *map(line_of, repaired.apparatus)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_text_is_repaired_as_its_fixture_says(case: Case, pytestconfig: pytest.Config) -> None:
    check(case, outcome(case.input), update=pytestconfig.getoption("--update-golden"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_undo_gives_back_what_was_received(case: Case) -> None:
    assert undo(repair(received(case.input))) == case.input


def test_every_rule_has_a_fixture_in_which_it_finds_something() -> None:
    found = {e.rule for case in CASES for e in repair(received(case.input)).apparatus}
    assert found == set(RULES)
