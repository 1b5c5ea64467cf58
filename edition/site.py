"""Files in, docs/ and site/ out: the only module that writes.

docs/ gets only the files whose bytes change. site/ is built beside the old one, checked, and
swapped in one step: it is the old site or the new one, never a mixture.
"""

from __future__ import annotations

import ctypes
import fcntl
import logging
import os
import re
import shutil
import stat
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from edition.errors import MachineError, UsageError

OURS = "data/glossary.json"
"""A file that every docs/ and every site of ours holds; a folder without it is somebody else's."""

BUILDING = "EDITION_BUILDING"
"""Set in the environment while we build, so that the publisher's hook does not build again."""

_OF_ADDRESSES = ("feed.xml", "sitemap.xml", "sitemap.xml.gz")
"""Files that say at which address each page stands."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What writing docs/ did, or would do: paths of the files created, changed, removed."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def compare_docs(files: Mapping[str, bytes], docs: Path) -> Changes:
    """Say how docs/ differs from the files that it should hold.

    Raises:
        UsageError: the folder holds files, but is no docs/ of ours.
    """
    _require_ours(docs, "docs")
    there = set(_walk(docs))
    created = tuple(sorted(files.keys() - there))
    changed = tuple(
        path for path in sorted(files.keys() & there) if _read(docs / path) != files[path]
    )
    removed = tuple(sorted(there - files.keys()))
    return Changes(created, changed, removed, len(files) - len(created) - len(changed))


def write_docs(files: Mapping[str, bytes], docs: Path) -> Changes:
    """Make docs/ hold just these files; those whose bytes are the same are left alone.

    Broken off half way, it leaves a folder that is known as ours, and that the next time mends.
    """
    _require_ours(docs, "docs")
    docs.mkdir(parents=True, exist_ok=True)
    with _alone_in(docs):
        changes = compare_docs(files, docs)
        for path in changes.removed:
            (docs / path).unlink()
        for folder, _, _ in sorted(os.walk(docs), reverse=True)[:-1]:  # docs/ itself is the last
            with suppress(OSError):  # not empty
                Path(folder).rmdir()
        for parent in sorted({(docs / path).parent for path in changes.created}):
            parent.mkdir(parents=True, exist_ok=True)
        for path in sorted(changes.created, key=lambda path: path != OURS):
            (docs / path).write_bytes(files[path])
        for path in changes.changed:
            _replace(docs / path, files[path])
    return changes


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep others who would write into a folder waiting."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one step; a link is replaced, not written through."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _walk(folder: Path) -> Iterator[str]:
    for inside, folders, names in os.walk(folder):
        links = [name for name in folders if Path(inside, name).is_symlink()]
        for name in (*names, *links):
            yield Path(inside, name).relative_to(folder).as_posix()


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else None


def _require_ours(folder: Path, what: str) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"--{what} {folder} is a file; name a folder")
    if folder.is_dir() and any(_walk(folder)) and not (folder / OURS).is_file():
        raise UsageError(f"--{what} {folder} holds other files; name an empty or a new folder")


@contextmanager
def locked(site: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Keep other builds of the same site waiting; one that was broken off is cleared away.

    Raises:
        UsageError: the folder holds files, but is no site of ours.
    """
    site = site.resolve()  # a link to the site's folder stays a link
    _require_ours(site, "site")
    site.parent.mkdir(parents=True, exist_ok=True)
    with (site.parent / f".{site.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another build of this site to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _recover(site)
        yield


def _recover(site: Path) -> None:
    """Bring back the old site if a swap was broken off half way; remove what builds left."""
    old = site.parent / f".{site.name}-old"
    if old.exists() and not site.exists():
        old.rename(site)
    ours = re.compile(rf"\.{re.escape(site.name)}-(?:old|building-[a-z0-9_]{{8}})")
    for left in site.parent.iterdir():
        if ours.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)


def publish(
    config_file: Path,
    docs: Path,
    site: Path,
    check: Callable[[Path, str], list[str]],
    more: Iterable[tuple[str, bytes]] = (),
    *,
    directory_urls: bool = True,
) -> None:
    """Build the site from docs/, check it, and put it in the old one's place.

    Args:
        config_file: mkdocs.yml.
        docs: folder of the Markdown pages.
        site: folder of the site.
        check: given the new site's folder and its path on the host, returns what is wrong.
        more: files of the site that are not of docs/, as (path in the site, bytes).
        directory_urls: whether a page stands at `4/`, for a web server, or at `4.html`.

    Raises:
        MachineError: the publisher failed, or the check found something; the old site stays.
    """
    site = site.resolve()
    _require_ours(site, "site")
    new = Path(tempfile.mkdtemp(prefix=f".{site.name}-building-", dir=site.parent))
    try:
        base = _build(config_file, docs, new, directory_urls=directory_urls)
        for path, content in more:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_bytes(content)
        faults = check(new, base)
        if faults:
            shown = "\n".join(faults[:20])
            raise MachineError(f"the new site failed its check, the old one stays:\n{shown}")
        new.chmod(0o755)
        _swap(new, site)
    finally:
        shutil.rmtree(new, ignore_errors=True)


class _Messages(logging.Handler):
    """Keeps the publisher's warnings, to be said in its place if it fails."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _build(config_file: Path, docs: Path, new: Path, *, directory_urls: bool = True) -> str:
    """Run MkDocs, strictly; return the path of the site on its host."""
    before = os.environ.get(BUILDING)
    os.environ[BUILDING] = "1"
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # no date of today in the sitemap's archive
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    messages = _Messages()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(messages)
    logger.propagate = False
    try:
        config = load_config(
            str(config_file),
            docs_dir=str(docs.resolve()),
            site_dir=str(new),
            strict=True,
            watch=[],
            use_directory_urls=directory_urls,
        )
        if not directory_urls:  # files of a folder have no address; the site's is for citing
            config.extra["site"] = config.site_url
            config.site_url = ""
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Exception as error:  # whatever MkDocs, its plugins and the theme may raise
        said = "\n".join(dict.fromkeys([*messages.lines, str(error)]))
        raise MachineError(f"MkDocs failed, the old site stays: {said}") from error
    finally:
        logger.removeHandler(messages)
        if before is None:
            del os.environ[BUILDING]
    for name in () if config.site_url else _OF_ADDRESSES:
        (new / name).unlink(missing_ok=True)
    if not directory_urls:  # no host asks for it
        (new / "404.html").unlink(missing_ok=True)
    path = urlsplit(config.site_url or "/").path
    return path if path.endswith("/") else f"{path}/"


def require_our_zip(file: Path) -> None:
    """Refuse to write a ZIP file in the place of one that is not ours.

    Raises:
        UsageError: something is there that holds no site of ours.
    """
    if not (file.exists() or file.is_symlink()):
        return
    try:
        with zipfile.ZipFile(file) as archive:
            ours = any(name.split("/", 1)[1:] == [OURS] for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        ours = False
    if not ours:
        raise UsageError(f"{file} is there and holds no site of ours; move it, or name another")


def write_zip(folder: Path, file: Path) -> None:
    """Pack a folder into a ZIP file, under the folder's name; the same bytes for the same files."""
    part = file.with_name(f".{file.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(_walk(folder)):
            entry = zipfile.ZipInfo(f"{folder.name}/{path}")  # dated 1980, as ZIP counts from
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / path).read_bytes())
    part.replace(file)


_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _swap(new: Path, site: Path) -> None:
    """Put the new folder in the site's place, and the old site in the new folder's.

    In one step where the kernel can exchange two names (Linux, renameat2(2)); else by two
    renames, between which `_recover` finds the old site under its other name.
    """
    if not site.exists():
        new.rename(site)
        return
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        swap = getattr(libc, "renameat2", None)
        names = os.fsencode(new), os.fsencode(site)
        if swap and swap(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
            return
    old = site.parent / f".{site.name}-old"
    site.rename(old)
    new.rename(site)
    shutil.rmtree(old)
