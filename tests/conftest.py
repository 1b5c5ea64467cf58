"""What the tests share: a source folder made on the spot, and golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from edition.model import (
    Block,
    Date,
    Document,
    Provenance,
    RepairedText,
    Section,
    SourceText,
    Span,
)

FIXTURES = Path(__file__).parent / "fixtures"
GOLDEN = FIXTURES / "golden"

settings.register_profile(
    "edition",
    derandomize=True,  # a red test is red for everybody
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("edition")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files; then read the diff"
    )


@pytest.fixture
def make_source() -> Callable[[Path, dict[str, str | bytes]], Path]:
    """Return make_source(tmp_path, files): writes a source folder and returns its path."""

    def make(tmp_path: Path, files: dict[str, str | bytes]) -> Path:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        for name, content in files.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return source

    return make


@pytest.fixture
def statement() -> str:
    """Return a short invented text: numbered sections, clauses, an annex, place and date."""
    return (FIXTURES / "statement.md").read_text(encoding="utf-8")


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Return make_document(*texts, slug=…, spans=…): a text of one section, "1 ¶1", "1 ¶2" …"""

    def make(*texts: str, slug: str = "arvenia", spans: tuple[Span, ...] = ()) -> Document:
        blocks = tuple(
            Block(f"sec_1__para_{n}", f"1 ¶{n}", "paragraph", None, text, spans)
            for n, text in enumerate(texts, 1)
        )
        section = Section(
            "sec_1", "1", "section", "1", "1.", None, None, (), blocks=blocks, sections=(), line=1
        )
        received = "\n\n".join(texts)
        source = SourceText(slug, received, f"{slug}/text.md", "0" * 64)
        return Document(
            RepairedText(source, received, ()), None, slug, None, "en", Date(), None, None, (),
            Provenance(), None, (), (section,), (), (), (),
        )  # fmt: skip

    return make


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return golden(path, text): the text is what stands in tests/fixtures/golden/<path>."""

    def compare(path: str, text: str) -> None:
        file = GOLDEN / path
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.is_file(), f"no golden file {path}; run pytest --update-golden"
        assert text == file.read_bytes().decode()

    return compare
