"""Draw README's picture: home, a section with a name's card, a search, and an entry at night.

Run it after `make site`: .venv/bin/python tools/picture.py. It serves site/ by itself.
"""

import base64
import functools
import http.server
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
TEXT = "cambodia-china-2022"
WIDTH, HEIGHT = 1366, 900
CARD = "#sec_4__item_b__para_1 a.mention"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Write pictures/edition.png."""
    handler = functools.partial(_Quiet, directory=str(ROOT / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            _draw(browser, f"http://127.0.0.1:{server.server_address[1]}/")
            browser.close()
        server.shutdown()


def _draw(browser: Browser, address: str) -> None:
    scenes: tuple[tuple[str, Literal["light", "dark"], Callable[[Page], None]], ...] = (
        ("", "light", _wait),
        (f"{TEXT}/4/#sec_4__item_b", "light", _open_card),
        (f"{TEXT}/4/?q=Sihanouk", "light", _wait),
        ("glossary/people/hun-sen/", "dark", _wait),
    )
    shots = []
    for path, scheme, act in scenes:
        page = _page(browser, scheme)
        page.goto(address + path)
        act(page)
        shots.append(base64.b64encode(page.screenshot()).decode())
    images = "".join(f'<img src="data:image/png;base64,{shot}">' for shot in shots)
    sheet = _page(browser, "light")
    sheet.set_content(
        "<style>body{margin:0;display:grid;grid-template-columns:1fr 1fr;gap:12px;padding:12px;"
        "background:#8d877b}img{width:100%;display:block}</style>" + images
    )
    sheet.screenshot(path=ROOT / "pictures" / "edition.png", full_page=True)


def _page(browser: Browser, scheme: Literal["light", "dark"]) -> Page:
    return browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)


def _wait(page: Page) -> None:
    page.wait_for_timeout(1000)


def _open_card(page: Page) -> None:
    page.locator(CARD).first.hover()
    _wait(page)


if __name__ == "__main__":
    main()
