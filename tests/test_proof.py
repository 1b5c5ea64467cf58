"""The proof that nothing is lost: a site is built once, then damaged in every way, each named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edition.built import read_built
from edition.model import Document, Emendation, Mark
from edition.proof import FORM, prove, strays
from edition.site import publish, write_docs
from edition.stages import Edition, check_site, make_files, read_edition

ROOT = Path(__file__).parent.parent
TEXT = """\
**Joint Statement of Arvenia and Solmark**

1. Arvenia and Solmark keep the *harbour of Quell* open. Both sides will meet twice, and

both sides will share the dues.

2. The ferry sails on market days &amp; feast days.

(a) The ferry waits for the tide.

Quellmouth, 3 May 2031
"""
GLOSSARY = "- {id: arvenia, headword: Arvenia, gloss: A republic.}\n"
SLUG = "ferry"
FIRST, SECOND, WHOLE = (f"{SLUG}/{name}/index.html" for name in ("1", "2", "text"))
ABOUT, ENTRY = "about/index.html", "glossary/places/arvenia/index.html"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    source = tmp_path_factory.mktemp("edition") / "source"
    (source / SLUG).mkdir(parents=True)
    (source / "glossary").mkdir()
    (source / SLUG / "text.md").write_text(TEXT)
    (source / "glossary" / "places.yml").write_text(GLOSSARY)
    return read_edition(source)


@pytest.fixture(scope="module")
def built(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write_docs(make_files(edition, ROOT / "templates"), folder / "docs")
    publish(ROOT / "mkdocs.yml", folder / "docs", folder / "site", lambda *_: [])
    return folder / "site"


@pytest.fixture
def document(edition: Edition) -> Document:
    return edition.documents[0]


@pytest.fixture
def damaged(built: Path, tmp_path: Path, edition: Edition) -> Callable[[str, str, str], list[str]]:
    """Return damaged(page, old, new): what the check says once new stands for old."""

    def damage(page: str, old: str, new: str) -> list[str]:
        site = tmp_path / "site"
        if not site.exists():
            shutil.copytree(built, site)
        html = (site / page).read_text(encoding="utf-8")
        before, found, after = html.rpartition(old)  # the first may be a copy in a heading
        assert found
        (site / page).write_text(before + new + after, encoding="utf-8")
        return check_site(edition, site, "/")

    return damage


def test_a_whole_site_has_no_fault(edition: Edition, document: Document, built: Path) -> None:
    assert check_site(edition, built, "/") == []
    faults = prove(document, read_built(built))
    assert faults == []


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        pytest.param(FIRST, "will meet twice", "will meet", id="a word lost"),
        pytest.param(FIRST, "will meet twice", "will meet twice twice", id="a word doubled"),
        pytest.param(FIRST, "will meet twice", "meet will twice", id="a word moved"),
        pytest.param(FIRST, "share the dues", "share the due", id="a letter lost"),
        pytest.param(FIRST, "share the dues", "share the Dues", id="a capital"),
        pytest.param(SECOND, "feast days.", "feast days", id="a stop lost"),
        pytest.param(FIRST, "<em>", "<em>*", id="a mark left"),
        pytest.param(FIRST, "1. <a", "<a", id="a label lost"),
        pytest.param(FIRST, "share the dues.</span>", "share</span> the dues.", id="words outside"),
        pytest.param(SECOND, "2 ¶1</a>", "<b data-received>2 ¶1</b></a>", id="a locator inside"),
        pytest.param(WHOLE, "for the tide", "for tide", id="on the whole-text page"),
        pytest.param(SECOND, "Quellmouth, 3 May 2031", "Quellmouth, May 2031", id="back matter"),
        pytest.param(f"{SLUG}/index.html", "Joint Statement of", "Joint of", id="front matter"),
    ],
)
def test_damage_to_the_received_words_is_found(
    page: str, old: str, new: str, damaged: Callable[[str, str, str], list[str]], document: Document
) -> None:
    """Lost, doubled, moved, changed, added, or put where received words never stand."""
    (fault,) = damaged(page, old, new)
    assert fault.startswith(f"{document.repaired.source.file}: ")
    where = "the whole-text page" if page == WHOLE else "the chain of pages"
    assert f"{where} differ from the received text: …" in fault


def test_a_fault_shows_the_words_and_where_they_stand(
    damaged: Callable[[str, str, str], list[str]],
) -> None:
    """What the site has, and what the text has, each with what is near it."""
    (fault,) = damaged(FIRST, "will meet twice", "will meet once")
    found, expected = fault.split(" stands for ")
    assert "willmeetonce" in found
    assert "willmeettwice" in expected


def test_the_difference_at_the_very_end_is_found(
    damaged: Callable[[str, str, str], list[str]],
) -> None:
    """Also where one text is the other's beginning."""
    (fault,) = damaged(WHOLE, "3 May 2031", "3 May 203")
    assert fault.endswith("Quellmouth,3May2031…")


def test_two_pages_changed_for_one_another_are_found(
    damaged: Callable[[str, str, str], list[str]], built: Path, tmp_path: Path, edition: Edition
) -> None:
    """The sections stand in the order of the text."""
    site = tmp_path / "site"
    shutil.copytree(built, site)
    shutil.copy(built / FIRST, site / SECOND)
    shutil.copy(built / SECOND, site / FIRST)
    assert any("the chain of pages differ" in fault for fault in check_site(edition, site, "/"))


@pytest.mark.parametrize("page", [FIRST, WHOLE, f"{SLUG}/index.html"])
def test_a_page_that_is_missing_is_named(
    page: str, built: Path, tmp_path: Path, document: Document
) -> None:
    """And so is one that is empty."""
    site = tmp_path / "site"
    shutil.copytree(built, site)
    (site / page).unlink()
    faults = prove(document, read_built(site))
    assert faults == [f"{document.repaired.source.file}: the site has no page {page}"]
    (site / page).write_bytes(b"")
    assert len(prove(document, read_built(site))) == 1


@pytest.mark.parametrize("page", [ABOUT, ENTRY, "index.html"])
def test_received_words_on_a_page_that_is_no_page_of_a_text_are_found(
    page: str, damaged: Callable[[str, str, str], list[str]]
) -> None:
    """The text stands once along the chain and once on the whole-text page, and nowhere else."""
    faults = damaged(page, "</article>", "<p data-received>The ferry waits.</p></article>")
    assert faults == [f"{page}: received text stands on a page that is no page of a text"]


def test_pages_of_texts_are_no_strays(edition: Edition, built: Path) -> None:
    """Title page, sections and whole text hold received words by right."""
    assert strays(edition.documents, read_built(built)) == []
    assert len(strays((), read_built(built))) == 4


def test_a_broken_link_or_anchor_of_a_built_site_is_found(
    damaged: Callable[[str, str, str], list[str]],
) -> None:
    """The check of a site is a check of its links too."""
    faults = damaged(SECOND, 'id="sec_2__item_a__para_1"', 'id="elsewhere"')
    assert faults
    assert all("#sec_2__item_a__para_1 leads nowhere" in fault for fault in faults)
    faults = damaged(ENTRY, 'id="entry"', 'id="mentions"')
    assert f"{ENTRY}: the anchor #mentions stands twice" in faults


# --- marks and apparatus --------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(FORM))
def test_no_kind_of_mark_may_cover_a_word(kind: str, document: Document, built: Path) -> None:
    """A rule that read a word as form would be found out."""
    at = document.repaired.text.index("twice")
    mark = Mark(at, at + len("twice"), kind)
    faults = prove(replace(document, marks=(*document.marks, mark)), read_built(built))
    assert f"{document.repaired.source.file}: 'twice' was read as {kind}" in faults


def test_an_entity_must_stand_for_its_character(document: Document, built: Path) -> None:
    """What an entity was decoded to is what HTML says it is."""
    marks = tuple(replace(m, decoded="and") if m.kind == "entity" else m for m in document.marks)
    assert marks != document.marks
    faults = prove(replace(document, marks=marks), read_built(built))
    assert f"{document.repaired.source.file}: '&amp;' was decoded amiss" in faults


def test_an_apparatus_that_does_not_give_the_text_back_is_named(
    document: Document, built: Path
) -> None:
    """The repaired text and the apparatus must make the received text."""
    assert [e.rule for e in document.repaired.apparatus] == ["page-break"]
    for apparatus in (
        (),
        (replace(document.repaired.apparatus[0], received="and\n\nBoth"),),
        (*document.repaired.apparatus, Emendation("rule", 90, 92, "x", "y", 1)),
    ):
        broken = replace(document, repaired=replace(document.repaired, apparatus=apparatus))
        faults = prove(broken, read_built(built))
        assert faults[0].endswith("the apparatus does not give the received text back")


def test_a_site_without_what_its_scripts_load_is_at_fault(edition: Edition, built: Path) -> None:
    """The library that the search needs is no page's link, but is looked for all the same."""
    library = built / "assets" / "packages" / "minisearch.js"
    kept = library.read_bytes()
    library.unlink()
    try:
        (fault,) = check_site(edition, built, "/")
    finally:
        library.write_bytes(kept)
    assert fault == "assets/packages/minisearch.js is missing; `make site` sets it up"
