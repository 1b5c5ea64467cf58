"""An editor with a browser open beside the text: a saved change comes onto the page by itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
TEXT = "# Statement of Arvenia\n\n1. The {bird} sleeps.\n\n2. It wakes.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    text = tmp_path / "source" / "arvenia" / "text.md"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT.format(bird="heron"), encoding="utf-8")
    return text


@pytest.fixture
def served(source: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address at which `build.py serve` shows the text."""
    folders = [f"--{name}={tmp_path / name}" for name in ("source", "docs", "site")]
    with subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "build.py"), "serve", *folders],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={k: v for k, v in os.environ.items() if k != "SITE_URL"},
    ) as server:
        assert server.stdout
        said = (re.search(r"serving (http://\S+/),", line) for line in server.stdout)
        yield next(found[1] for found in said if found)
        server.terminate()


def reloaded(page: Page, source: Path, address: str) -> None:
    """Open the text, change it, and wait for the change without touching the page."""
    page.goto(address)
    expect(page.locator("#sec_1__para_1")).to_contain_text("The heron sleeps")
    page.evaluate("window.before = true")
    page.wait_for_timeout(1500)  # the page asks for changes a second after it has loaded
    source.write_text(TEXT.format(bird="egret"), encoding="utf-8")
    expect(page.locator("#sec_1__para_1")).to_contain_text("The egret sleeps")
    assert page.evaluate("window.before") is None


def test_a_saved_change_comes_onto_the_open_page(browser, source: Path, served: str) -> None:
    """Under build.py serve; the site on disk keeps its policy."""
    page = browser.new_page()
    reloaded(page, source, f"{served}arvenia/1/")
    page.close()
    built = (source.parent.parent.parent / "site" / "arvenia" / "1" / "index.html").read_text()
    assert "Content-Security-Policy" in built
