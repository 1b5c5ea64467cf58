"""The shipped site, built and served, and a page of Chromium that watches what it asks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def missing(said: str) -> NoReturn:
    """Skip a test for want of a program, but fail it where nobody would see that."""
    if os.environ.get("CI"):
        pytest.fail(said, pytrace=False)
    pytest.skip(said)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a running Chromium."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        missing("no Chromium: install one (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that docs/ and site/ of the shipped text are built into."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def address(browser: Browser, folder: Path) -> Iterator[str]:
    """Return the address at which the shipped site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
    url = f"http://127.0.0.1:{server.server_port}/"
    done = subprocess.run(
        [
            sys.executable,
            str(ROOT / "build.py"),
            f"--source={ROOT / 'source'}",
            f"--docs={folder / 'docs'}",
            f"--site={folder / 'site'}",
        ],
        env=os.environ | {"SITE_URL": url},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield url
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def site(address: str, folder: Path) -> Path:
    """Return the folder of the shipped site, as it is served."""
    return folder / "site"


@contextmanager
def watched(context: BrowserContext, *ours: str) -> Iterator[Page]:
    """Give a page, and close its context; it has asked for ours alone and has met no error.

    Args:
        context: where to open it.
        ours: how the addresses begin that it may ask for.
    """
    page = context.new_page()
    elsewhere: list[str] = []
    errors: list[str] = []
    context.on(
        "request",
        lambda request: None if request.url.startswith(ours) else elsewhere.append(request.url),
    )
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert elsewhere == []
    assert errors == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page; at the test's end it has asked nothing of others and met no error."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    with watched(context, address, "data:", "blob:") as page:
        page.set_default_timeout(20_000)
        yield page
