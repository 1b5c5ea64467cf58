"""The server: it follows source/, survives what is wrong there, and ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
DEADLINE = 60.0  # seconds; nothing here takes more than a few, on an idle machine
TEXT = "# Statement of Arvenia\n\n1. The {bird} sleeps.\n\n2. It wakes.\n"


class Server:
    """build.py serve as a process, with all that it said so far."""

    def __init__(self, place: Path, *more: str) -> None:
        before = signal.signal(
            signal.SIGINT, signal.default_int_handler
        )  # a child inherits "ignore"
        folders = [f"--{name}={place / name}" for name in ("source", "docs", "site")]
        try:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "build.py"), "serve", *folders, *more],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                env={k: v for k, v in os.environ.items() if k != "SITE_URL"},
                start_new_session=True,
            )
        finally:
            signal.signal(signal.SIGINT, before)
        self.said = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line

    @property
    def url(self) -> str:
        found = re.search(r"serving (http://\S+/),", self.said)
        return found[1] if found else ""

    def get(self, address: str) -> tuple[int, str]:
        """Return the status and the words of a page; 0 if nobody answers."""
        if not self.url:
            return 0, ""
        try:
            with urlopen(self.url + address, timeout=DEADLINE) as answer:  # noqa: S310  our own
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except (URLError, ConnectionError):
            return 0, ""

    def wait(self, ready: Callable[[], bool], what: str, saved: Path | None = None) -> None:
        """Wait for something to happen; save a file again now and then, as an editor would."""
        end = time.monotonic() + DEADLINE
        again = time.monotonic() + 5
        while not ready():
            if saved and time.monotonic() > again:
                saved.write_bytes(saved.read_bytes())
                again += 5
            assert self.process.poll() is None, f"the server ended:\n{self.said}"
            assert time.monotonic() < end, f"{what} never came:\n{self.said}"
            time.sleep(0.05)

    def stop(self) -> int:
        """Interrupt it, as Ctrl-C does; return its exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        status = self.process.wait(timeout=DEADLINE)
        self._reader.join(timeout=DEADLINE)
        return status


@contextmanager
def serving(place: Path, *more: str) -> Iterator[Server]:
    server = Server(place, *more)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
        if server.process.stdout:
            server._reader.join(timeout=DEADLINE)
            server.process.stdout.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a source folder of one small text."""
    text = tmp_path / "source" / "ferry" / "text.md"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT.format(bird="heron"))
    return tmp_path


def processes_of(group: int) -> list[str]:
    """Return the processes of a group that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(its_group) == group and state != "Z":
            found.append(stat.parent.name)
    return found


def test_the_server_follows_source_and_survives_what_is_wrong_there(place: Path) -> None:
    """A change reaches the page; a problem is said and the old page stays; mended, it goes on."""
    text, notes = place / "source/ferry/text.md", place / "source/ferry/edition.yml"
    with serving(place) as server:
        server.wait(lambda: server.get("")[0] == 200, "the home page")
        status, page = server.get("ferry/1/")
        assert status == 200
        assert "The heron sleeps." in page

        status, page = server.get("no/such/page/")
        assert status == 404
        assert "There is no such page" in page

        text.write_text(TEXT.format(bird="otter"))
        server.wait(lambda: "The otter sleeps." in server.get("ferry/1/")[1], "the otter", text)

        notes.write_text("short_title: Ferry\nlanguage: en\n")
        server.wait(lambda: "edition.yml:2: unknown key" in server.said, "the problem", notes)
        assert "The otter sleeps." in server.get("ferry/1/")[1]

        notes.write_text("short_title: The Ferry Statement\n")
        server.wait(lambda: "The Ferry Statement" in server.get("ferry/1/")[1], "the title", notes)

        assert server.stop() == 0
        assert "Traceback" not in server.said
        assert processes_of(server.process.pid) == []
    assert [p.name for p in place.glob(".site-*")] == []


def test_a_server_started_on_a_broken_source_waits_until_it_is_mended(place: Path) -> None:
    """There is no page at first; the line is said; then there is one."""
    text = place / "source/ferry/text.md"
    text.write_bytes(b"\xff\xfe")
    with serving(place) as server:
        server.wait(lambda: server.get("ferry/1/")[0] == 404, "an answer")
        assert "text.md:1: not UTF-8" in server.said
        text.write_text(TEXT.format(bird="heron"))
        server.wait(lambda: "The heron sleeps." in server.get("ferry/1/")[1], "the heron", text)
        assert server.stop() == 0


def test_a_server_that_is_asked_for_what_cannot_be_done_ends_at_once(place: Path) -> None:
    """It never serves a folder of somebody else's, nor waits for one that is not there."""
    (place / "site").mkdir()
    (place / "site" / "thesis.txt").write_text("mine")
    with serving(place) as server:
        assert server.process.wait(timeout=DEADLINE) == 2
        server._reader.join(timeout=DEADLINE)
        assert "holds other files" in server.said
    with serving(place, f"--source={place / 'nowhere'}") as server:
        assert server.process.wait(timeout=DEADLINE) == 2
        server._reader.join(timeout=DEADLINE)
        assert "there is no source folder" in server.said
        assert "Traceback" not in server.said
