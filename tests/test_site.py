"""Writing docs/ and publishing a site: only what changes, in one step, whatever happens."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from edition.errors import MachineError, UsageError
from edition.site import (
    OURS,
    Changes,
    compare_docs,
    locked,
    publish,
    write_docs,
    write_zip,
)

ROOT = Path(__file__).parent.parent
FILES = {
    OURS: b"{}",
    "index.md": b"# Home\n\n[Ada](glossary/ada.md)\n",
    "glossary/ada.md": b"# Ada\n",
}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def leavings(folder: Path) -> list[str]:
    """Return the names in a folder that builds make for themselves, locks apart."""
    return sorted(
        p.name for p in folder.iterdir() if p.name.startswith(".") and not p.name.endswith(".lock")
    )


# --- docs/ ----------------------------------------------------------------------------------


def test_an_empty_docs_folder_gets_every_file(tmp_path: Path) -> None:
    """Whether the folder is there or not."""
    docs = tmp_path / "deep" / "docs"
    assert write_docs(FILES, docs) == Changes(tuple(sorted(FILES)), (), (), 0)
    assert snapshot(docs) == FILES
    (tmp_path / "empty").mkdir()
    assert write_docs(FILES, tmp_path / "empty").created == tuple(sorted(FILES))


def test_files_whose_bytes_are_the_same_are_left_alone(tmp_path: Path) -> None:
    """Not even their time changes: a server that watches them has nothing to do."""
    write_docs(FILES, tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(1, 1))
    changes = write_docs(FILES | {"index.md": b"# Anew\n"}, tmp_path)
    assert changes == Changes((), ("index.md",), (), 2)
    times = {p.name: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    assert times.pop("index.md") != 1
    assert set(times.values()) == {1}
    assert not write_docs(FILES | {"index.md": b"# Anew\n"}, tmp_path)


def test_what_is_no_longer_made_is_removed_with_its_folders(tmp_path: Path) -> None:
    """docs/ holds just what the source gives; hidden and half-written files go too."""
    write_docs(FILES | {"old/deep/page.md": b"x"}, tmp_path)
    (tmp_path / "left").mkdir()
    (tmp_path / ".index.md.part").write_bytes(b"half")
    assert write_docs(FILES, tmp_path).removed == (".index.md.part", "old/deep/page.md")
    assert snapshot(tmp_path) == FILES
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "glossary", "index.md"]


def test_comparing_writes_nothing(tmp_path: Path) -> None:
    """It says what writing would do."""
    assert compare_docs(FILES, tmp_path / "docs").created == tuple(sorted(FILES))
    assert not (tmp_path / "docs").exists()
    write_docs(FILES, tmp_path / "docs")
    before = snapshot(tmp_path / "docs")
    changes = compare_docs({OURS: b"[]", "new.md": b""}, tmp_path / "docs")
    assert changes == Changes(("new.md",), (OURS,), ("glossary/ada.md", "index.md"), 0)
    assert snapshot(tmp_path / "docs") == before


def test_a_link_in_docs_is_replaced_and_never_written_through(tmp_path: Path) -> None:
    """What it leads to stays as it is, whether the file's bytes differ or not."""
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    write_docs(FILES, docs)
    outside.mkdir()
    (outside / "other.md").write_bytes(b"not ours")
    (outside / "same.md").write_bytes(FILES["glossary/ada.md"])
    (docs / "index.md").unlink()
    (docs / "index.md").symlink_to(outside / "other.md")
    (docs / "glossary/ada.md").unlink()
    (docs / "glossary/ada.md").symlink_to(outside / "same.md")
    (docs / "extra").symlink_to(outside)
    before = snapshot(outside)
    changes = write_docs(FILES, docs)
    assert changes == Changes((), ("glossary/ada.md", "index.md"), ("extra",), 1)
    assert snapshot(outside) == before
    assert snapshot(docs) == FILES
    assert not any(path.is_symlink() for path in docs.rglob("*"))


def test_a_linked_folder_in_docs_is_replaced(tmp_path: Path) -> None:
    """Pages are not written into the folder that it leads to."""
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    write_docs(FILES, docs)
    shutil.rmtree(docs / "glossary")
    outside.mkdir()
    (docs / "glossary").symlink_to(outside)
    write_docs(FILES, docs)
    assert list(outside.iterdir()) == []
    assert snapshot(docs) == FILES


def test_files_and_folders_may_change_places(tmp_path: Path) -> None:
    """A page becomes a folder of pages, and a folder a page."""
    write_docs({OURS: b"{}", "a.md/b.md": b"1", "c.md": b"2"}, tmp_path)
    files = {OURS: b"{}", "a.md": b"1", "c.md/d.md": b"2"}
    write_docs(files, tmp_path)
    assert snapshot(tmp_path) == files


def test_what_is_no_file_is_replaced_and_not_read(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever."""
    write_docs(FILES, tmp_path)
    (tmp_path / "index.md").unlink()
    os.mkfifo(tmp_path / "index.md")
    assert write_docs(FILES, tmp_path).changed == ("index.md",)
    assert snapshot(tmp_path) == FILES


@pytest.mark.parametrize("writes", range(3))
def test_docs_broken_off_half_way_are_mended_by_the_next_build(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few files were written, the folder is known as ours and not refused."""
    done = 0
    write = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        nonlocal done
        if done == writes:
            raise OSError(28, "No space left on device")
        done += 1
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        write_docs(FILES, tmp_path)
    monkeypatch.undo()
    write_docs(FILES, tmp_path)
    assert snapshot(tmp_path) == FILES
    done = 0
    anew = {path: content + b"anew" for path, content in FILES.items()}
    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space"):
        write_docs(anew, tmp_path)
    monkeypatch.undo()
    write_docs(anew, tmp_path)
    assert snapshot(tmp_path) == anew


def test_many_may_write_the_same_docs_at_once(tmp_path: Path) -> None:
    """They wait for one another; all end well, and the last one's files stand there."""
    versions = [{**FILES, f"a{n}/p.md": b"x", "index.md": b"%d" % n} for n in range(4)]
    faults: list[BaseException] = []

    def write(files: dict[str, bytes]) -> None:
        try:
            for _ in range(20):
                write_docs(files, tmp_path / "docs")
        except BaseException as error:  # noqa: BLE001
            faults.append(error)

    threads = [threading.Thread(target=write, args=(files,)) for files in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert snapshot(tmp_path / "docs") in versions


def test_a_docs_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    """Nothing in it is touched; a file in its place is refused as well."""
    (tmp_path / "notes.md").write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        write_docs(FILES, tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        write_docs(FILES, tmp_path / "notes.md")
    assert snapshot(tmp_path) == {"notes.md": b"mine"}


# --- site/ ----------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a mkdocs.yml whose theme is one line, so that a build is quick."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("<body>{{ page.content }}</body>")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: House\nsite_url: https://example.org/repo/\nplugins: []\n"
        "theme: {name: null, custom_dir: theme}\n"
        "validation: {links: {anchors: warn}}\n"
    )
    return tmp_path


def sound(folder: Path, base: str) -> list[str]:
    return []


def put(house: Path, version: int, check: Callable[[Path, str], list[str]] = sound) -> None:
    """Write docs/ of a version and publish it."""
    files = {**FILES, "index.md": b"# Version %d\n" % version, "a.txt": b"%d" % version}
    write_docs(files | {f"only-{version % 2}.md": b"x"}, house / "docs")
    with locked(house / "site", lambda _: None):
        publish(house / "mkdocs.yml", house / "docs", house / "site", check)


def test_a_site_is_built_checked_and_put_in_its_place(house: Path) -> None:
    """The check sees the new site beside the old one, and its path on the host."""
    seen = []

    def check(folder: Path, base: str) -> list[str]:
        seen.append((folder.parent, (folder / "a.txt").read_text(), base))
        assert folder != house / "site"
        return []

    put(house, 1, check)
    put(house, 2, check)
    assert seen == [(house, "1", "/repo/"), (house, "2", "/repo/")]
    assert b"Version 2" in (house / "site/index.html").read_bytes()
    assert not (house / "site/only-1").exists()
    assert leavings(house) == []


def test_the_publisher_is_marked_and_the_environment_left_as_it_was(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook can tell that we build; afterwards nothing of it is left."""
    monkeypatch.delenv("EDITION_BUILDING", raising=False)
    (house / "hook.py").write_text(
        "import os\n\ndef on_pre_build(config):\n    assert os.environ['EDITION_BUILDING']\n"
    )
    config = house / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [hook.py]\n")
    put(house, 1)
    assert "EDITION_BUILDING" not in os.environ
    monkeypatch.setenv("EDITION_BUILDING", "1")
    put(house, 2)
    assert os.environ["EDITION_BUILDING"] == "1"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"[x](missing.md)", "missing.md"),
        (b"# A\n\n[x](#nowhere)", "nowhere"),
        (b"\xff\xfe", "page.md"),
    ],
)
def test_a_failing_publisher_leaves_the_old_site_byte_for_byte(
    house: Path, page: bytes, said: str
) -> None:
    """A broken link, a broken anchor or a page that cannot be read; the message names it."""
    put(house, 1)
    before = snapshot(house / "site")
    write_docs({**FILES, "page.md": page}, house / "docs")
    with pytest.raises(MachineError, match="the old site stays") as caught:
        publish(house / "mkdocs.yml", house / "docs", house / "site", sound)
    assert said in str(caught.value)
    assert snapshot(house / "site") == before
    assert leavings(house) == []


def test_files_that_are_not_of_docs_stand_in_the_new_site_before_it_is_checked(
    house: Path,
) -> None:
    """In folders of their own, too; docs/ does not get them."""
    write_docs(FILES, house / "docs")
    seen = []

    def check(folder: Path, base: str) -> list[str]:
        seen.append((folder / "assets/share/a.png").read_bytes())
        return []

    more = [("assets/share/a.png", b"picture")]
    publish(house / "mkdocs.yml", house / "docs", house / "site", check, more)
    assert seen == [b"picture"]
    assert (house / "site/assets/share/a.png").read_bytes() == b"picture"
    assert not (house / "docs/assets").exists()


def test_a_theme_that_fails_leaves_the_old_site(house: Path) -> None:
    """Whatever it raises, the answer is one message and not a traceback."""
    put(house, 1)
    before = snapshot(house / "site")
    (house / "theme" / "main.html").write_text("{{ page.nothing.at.all }}")
    with pytest.raises(MachineError, match="MkDocs failed, the old site stays"):
        put(house, 2)
    assert snapshot(house / "site") == before


def test_a_failing_check_leaves_the_old_site_byte_for_byte(house: Path) -> None:
    """What the check found stands in the message."""
    put(house, 1)
    before = snapshot(house / "site")
    with pytest.raises(MachineError, match=r"old one stays:\nindex\.html: a word is lost"):
        put(house, 2, lambda *_: ["index.html: a word is lost"])
    assert snapshot(house / "site") == before
    assert leavings(house) == []


def test_an_interrupted_build_leaves_the_old_site(house: Path) -> None:
    """And nothing beside it."""
    put(house, 1)
    before = snapshot(house / "site")

    def interrupt(*_: object) -> list[str]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(house, 2, interrupt)
    assert snapshot(house / "site") == before
    assert leavings(house) == []


def test_a_first_build_that_fails_leaves_no_site(house: Path) -> None:
    """There is no half of one."""
    with pytest.raises(MachineError):
        put(house, 1, lambda *_: ["fault"])
    assert not (house / "site").exists()


def test_a_site_folder_of_somebody_elses_is_refused(house: Path) -> None:
    """Before anything is written; an empty one is taken."""
    (house / "site").mkdir()
    put(house, 1)
    (house / "other").mkdir()
    (house / "other" / "thesis.txt").write_text("mine")
    with (
        pytest.raises(UsageError, match="holds other files"),
        locked(house / "other", lambda _: None),
    ):
        pass
    with pytest.raises(UsageError, match="is a file"), locked(house / "mkdocs.yml", lambda _: None):
        pass
    with pytest.raises(UsageError, match="holds other files"):
        publish(house / "mkdocs.yml", house / "docs", house / "other", sound)
    assert snapshot(house / "other") == {"thesis.txt": b"mine"}


def test_a_site_folder_that_is_a_link_stays_one(house: Path) -> None:
    """The site is put where it leads, again and again."""
    (house / "elsewhere").mkdir()
    (house / "site").symlink_to(house / "elsewhere")
    for version in (1, 2, 3):
        put(house, version)
        assert (house / "site").is_symlink()
        assert (house / "elsewhere" / "a.txt").read_text() == str(version)
    assert leavings(house) == []


def test_leftovers_of_builds_that_were_broken_off_are_removed(house: Path) -> None:
    """Only ours: the builds of a neighbour and folders of other names stay."""
    put(house, 1)
    names = (".site-building-abcd_012", ".site-old", ".site-2-building-abcd_012", ".site-2-old")
    for name in (*names, ".site-original"):
        (house / name / "deep").mkdir(parents=True)
    (house / ".site-building-wxyz_012").symlink_to(house / "docs")
    put(house, 2)
    assert leavings(house) == [*names[2:], ".site-building-wxyz_012", ".site-original"]
    assert (house / "docs" / "index.md").exists()


def test_a_swap_that_was_broken_off_half_way_is_undone_at_the_next_start(house: Path) -> None:
    """The old site stood under its other name; it is back before the new one is built."""
    put(house, 1)
    before = snapshot(house / "site")
    (house / "site").rename(house / ".site-old")
    with locked(house / "site", lambda _: None):
        assert snapshot(house / "site") == before
    assert leavings(house) == []


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the kernel's exchange of two names."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace())


def test_without_an_exchange_of_names_two_renames_do(house: Path, no_exchange: None) -> None:
    """As on other systems than Linux."""
    for version in (1, 2, 3):
        put(house, version)
        assert (house / "site/a.txt").read_text() == str(version)
    assert leavings(house) == []


def test_two_renames_broken_off_between_them_lose_nothing(
    house: Path, no_exchange: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build finds the old site under its other name."""
    put(house, 1)
    before = snapshot(house / "site")
    rename = Path.rename

    def once(self: Path, target: Path) -> Path:
        if target.name == "site":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(KeyboardInterrupt):
        put(house, 2)
    monkeypatch.undo()
    assert not (house / "site").exists()
    with locked(house / "site", lambda _: None):
        assert snapshot(house / "site") == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two names in one step")
def test_a_reader_sees_the_old_site_or_the_new_one_while_sites_are_published(house: Path) -> None:
    """Never none, never a mixture: each look at the folder finds one version, whole."""
    put(house, 0)
    site = house / "site"
    seen: set[str] = set()
    faults: list[str] = []
    done = threading.Event()

    def look() -> None:
        try:
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            faults.append(f"no site: {error}")
            return
        try:
            names = set(os.listdir(folder))  # noqa: PTH208  of the folder opened, whatever its name
            version = _read(folder, "a.txt")
            page = _read(folder, "index.html")
        except FileNotFoundError:
            version = None
        still = site.stat().st_ino == os.fstat(folder).st_ino
        os.close(folder)
        if not still:
            return  # it was the old one already, on its way out
        if version is None:
            faults.append("a file was missing")
        elif f"Version {version}<" not in page or f"only-{int(version) % 2}" not in names:
            faults.append(f"a mixture: {version}, {page}, {names}")
        elif f"only-{(int(version) + 1) % 2}" in names:
            faults.append(f"a mixture: {version}, {names}")
        else:
            seen.add(version)

    def look_on() -> None:
        while not done.is_set():
            try:
                look()
            except OSError as error:
                faults.append(str(error))

    reader = threading.Thread(target=look_on)
    reader.start()
    try:
        for version in range(1, 16):
            put(house, version)
    finally:
        done.set()
        reader.join()
    assert faults == []
    assert len(seen) > 3


def _read(folder: int, name: str) -> str:
    handle = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(handle) as file:
        return file.read()


# --- whole builds, as processes -------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a source folder of one small text."""
    text = tmp_path / "source" / "ferry" / "text.md"
    text.parent.mkdir(parents=True)
    text.write_text("# Statement of Arvenia\n\n1. The ferry sails.\n\n2. It returns.\n")
    return tmp_path


def start(place: Path, *more: str) -> subprocess.Popen[str]:
    """Start build.py in a folder."""
    folders = [f"--{name}={place / name}" for name in ("source", "docs", "site")]
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *folders, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Wait for a process; return its status and what it said."""
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_a_build_waits_for_another_of_the_same_site(place: Path) -> None:
    """It says so, and goes on when the other has ended."""
    with (place / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = start(place)
        assert process.stdout
        said = ""
        while "waiting for another build" not in said:
            line = process.stdout.readline()
            assert line, "the build did not wait"
            said += line
        assert not (place / "docs").exists()
        assert not (place / "site").exists()
    status, _, err = end(process)
    assert (status, err) == (0, "")
    assert (place / "site" / OURS).is_file()


def test_builds_at_once_into_one_site_all_succeed(place: Path) -> None:
    """One after the other."""
    processes = [start(place) for _ in range(3)]
    for status, _, err in map(end, processes):
        assert (status, err) == (0, "")
    assert leavings(place) == []
    assert (place / "site" / "ferry" / "2" / "index.html").is_file()


def test_a_build_into_a_foreign_site_folder_writes_nothing(place: Path) -> None:
    """The command line is wrong, and says so before docs/ is touched."""
    (place / "site").mkdir()
    (place / "site" / "thesis.txt").write_text("mine")
    status, _, err = end(start(place))
    assert status == 2
    assert "holds other files" in err
    assert not (place / "docs").exists()


def wait_until(ready: Callable[[], bool], process: subprocess.Popen[str]) -> bool:
    """Wait for something to happen while a process runs; return whether it did."""
    while process.poll() is None:
        if ready():
            return True
        time.sleep(0.001)
    return False


def _moments(place: Path) -> Iterator[Callable[[], bool]]:
    """Yield what to wait for before the kill: the new folder, pages in it, nearly all of them."""
    yield lambda: any(place.glob(".site-*"))
    yield lambda: any(place.glob(".site-*/assets/*"))
    yield lambda: any(place.glob(".site-*/ferry/*/index.html"))


def test_a_killed_build_leaves_the_old_site_and_the_next_one_succeeds(place: Path) -> None:
    """Whenever in the build it was killed."""
    assert end(start(place))[0] == 0
    before = snapshot(place / "site")
    text = place / "source" / "ferry" / "text.md"
    text.write_text(text.read_text() + "\n3. It rests.\n")
    killed = 0
    for ready in _moments(place):
        process = start(place)
        if wait_until(ready, process):
            process.send_signal(signal.SIGKILL)
            killed += process.wait(timeout=60) == -signal.SIGKILL
        end(process)
        if not (place / "site" / "ferry" / "3").exists():
            assert snapshot(place / "site") == before
    assert killed
    status, _, err = end(start(place))
    assert (status, err) == (0, "")
    assert (place / "site" / "ferry" / "3" / "index.html").is_file()
    assert leavings(place) == []


def test_a_zip_is_the_same_in_whichever_order_its_files_were_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine may list a folder's files as it likes."""
    folder = tmp_path / "copy"
    write_docs(FILES, folder)
    walk, packed = os.walk, set()
    for backwards in (False, True):

        def listed(
            top: Path, *, backwards: bool = backwards
        ) -> Iterator[tuple[str, list[str], list[str]]]:
            for inside, folders, names in sorted(walk(top), reverse=backwards):
                yield inside, folders, sorted(names, reverse=backwards)

        monkeypatch.setattr(os, "walk", listed)
        write_zip(folder, tmp_path / "copy.zip")
        packed.add((tmp_path / "copy.zip").read_bytes())
    assert len(packed) == 1
