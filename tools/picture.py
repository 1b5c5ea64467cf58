"""Draw README's picture: the title page, section 4, an entry and the index of the built site.

Run it after `make site`: .venv/bin/python tools/picture.py. It serves site/ by itself.
"""

import base64
import functools
import http.server
import shutil
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
TEXT = "cambodia-china-2022"
PAGES = (f"{TEXT}/", f"{TEXT}/4/", "glossary/people/norodom-sihanouk/", "glossary/")
WIDTH, HEIGHT = 1366, 900


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
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    shots = []
    for path in PAGES:
        page.goto(address + path)
        shots.append(base64.b64encode(page.screenshot()).decode())
    images = "".join(f'<img src="data:image/png;base64,{shot}">' for shot in shots)
    sheet = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    sheet.set_content(
        "<style>body{margin:0;display:grid;grid-template-columns:1fr 1fr;gap:12px;padding:12px;"
        "background:#8d877b}img{width:100%;display:block}</style>" + images
    )
    sheet.screenshot(path=ROOT / "pictures" / "edition.png", full_page=True)


if __name__ == "__main__":
    main()
