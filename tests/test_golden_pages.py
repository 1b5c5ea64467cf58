"""Pages of an invented text that holds every kind of block and unit, against files to be read.

`pytest --update-golden` rewrites the files under tests/fixtures/golden/docs/; read the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from edition.model import BlockKind, SectionKind
from edition.site import publish, write_docs
from edition.stages import Edition, check_site, make_files, read_edition

ROOT = Path(__file__).parent.parent
FIXTURE = Path(__file__).parent / "fixtures" / "golden"
SLUG = "arvenia-solmark-2031"
PAGES = [
    "index.md",
    "about.md",
    f"{SLUG}/index.md",
    f"{SLUG}/preamble.md",
    f"{SLUG}/i.md",
    f"{SLUG}/ii.md",
    f"{SLUG}/annex_1.md",
    f"{SLUG}/text.md",
    "glossary/index.md",
    "glossary/people/index.md",
    "glossary/people/ada-quell.md",
    "glossary/places/quellmouth.md",
]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(FIXTURE / "source")


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return make_files(edition, ROOT / "templates")


def test_the_invented_text_holds_every_kind_of_block_and_unit(edition: Edition) -> None:
    """A new kind must come into it, else its pages would not be seen here."""
    (document,) = edition.documents
    assert {block.kind for block in document.blocks()} == set(get_args(BlockKind))
    assert {unit.kind for unit in document.units()} == set(get_args(SectionKind))
    assert {unit.heading_by for unit in document.units()} >= {"text", "editor", "rule"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_what_its_golden_file_holds(
    page: str, files: dict[str, bytes], golden: Callable[[str, str], None]
) -> None:
    """Every template has a page here."""
    golden(f"docs/{page}", files[page].decode())


def test_every_golden_file_is_compared() -> None:
    """None is left over from a page that is gone."""
    there = {p.relative_to(FIXTURE / "docs").as_posix() for p in FIXTURE.glob("docs/**/*.md")}
    assert there == set(PAGES)


def test_the_invented_text_is_published_whole(
    edition: Edition, files: dict[str, bytes], tmp_path: Path
) -> None:
    """Its site has no broken link, and every word of it stands where it should."""
    write_docs(files, tmp_path / "docs")
    checked = []

    def check(folder: Path, base: str) -> list[str]:
        checked.append(base)
        return check_site(edition, folder, base)

    publish(ROOT / "mkdocs.yml", tmp_path / "docs", tmp_path / "site", check)
    assert checked == ["/"]
