"""The command line: source/ in, docs/ and site/ out. Calls the stages in order; no logic here.

source text -> repaired text -> document -> mentions -> pages -> site
read           repair           parse       find        compose, render, write   publish
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path

from edition.errors import (
    DONE,
    INTERRUPTED,
    MACHINE,
    USAGE,
    WRONG,
    MachineError,
    SourceError,
    UsageError,
)
from edition.report import Terminal, say_changes, say_report
from edition.site import compare_docs, locked, publish, require_our_zip, write_docs, write_zip
from edition.stages import check_site, make_files, make_site_files, read_edition

ROOT = Path(__file__).parent
TEMPLATES = ROOT / "templates"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    options = _options(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may lack letters; say them by number
        sys.stdout.reconfigure(errors="backslashreplace")
    terminal = Terminal(sys.stdout, options.verbose)
    try:
        _check_folders(options)
        if options.verb == "serve":
            from edition.serve import serve

            return serve(ROOT, options, terminal)
        if options.verb == "offline":
            return _offline(options, terminal)
        if options.check:
            return _check(options, terminal)
        return _build(options, terminal)
    except SourceError as error:
        terminal.fail(str(error))
        count = len(error.problems)
        terminal.fail(f"{count} problem{'s' if count > 1 else ''}; nothing was written")
        return WRONG
    except UsageError as error:
        terminal.fail(f"build.py: {error}")
        return USAGE
    except MachineError as error:
        terminal.fail(f"build.py: {error}")
        return MACHINE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        terminal.fail(f"build.py: {where}{error.strerror or error}")
        return MACHINE
    except KeyboardInterrupt:
        terminal.fail("build.py: interrupted; the old site stays")
        return INTERRUPTED
    except Exception as error:  # whatever the input, an editor is not shown a traceback
        if "EDITION_DEBUG" in os.environ:
            raise
        what = f"{type(error).__name__}: {error}"
        terminal.fail(f"build.py: a defect of the program, please report it: {what}")
        terminal.fail("nothing was published; EDITION_DEBUG=1 shows where it is")
        return MACHINE


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Make the reference edition: docs/ and site/ from source/."
    )
    parser.add_argument(
        "verb",
        nargs="?",
        choices=["serve", "offline"],
        help="serve: build, serve and follow changes; offline: make a site to open from a folder",
    )
    parser.add_argument("--docs-only", action="store_true", help="write docs/ and stop")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if docs/ is stale"
    )
    parser.add_argument("--verbose", action="store_true", help="list all, not the first few")
    for name in ("source", "docs", "site"):
        parser.add_argument(f"--{name}", type=Path, metavar="DIR", help=f"instead of {name}/")
    parser.set_defaults(source=Path("source"), docs=Path("docs"))
    options = parser.parse_args(arguments)
    if sum((options.docs_only, options.check, options.verb is not None)) > 1:
        parser.error("serve, offline, --docs-only and --check do not go together")
    options.site = options.site or Path("offline" if options.verb == "offline" else "site")
    return options


def _check_folders(options: argparse.Namespace) -> None:
    """Refuse folders one of which would be written into another."""
    try:
        folders = {name: getattr(options, name).resolve() for name in ("source", "docs", "site")}
    except RuntimeError as error:
        raise UsageError(f"a folder is a symbolic link that leads to itself: {error}") from error
    for name, folder in folders.items():
        for other, inside in folders.items():
            if name != other and inside.is_relative_to(folder):
                raise UsageError(f"--{other} lies in --{name}; keep the folders apart")


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    start = time.perf_counter()
    terminal.say(f"reading {options.source}")
    edition = read_edition(options.source)
    for document in edition.documents:
        terminal.say(f"  {document.slug}: {document.name}")
    terminal.say(f"writing {options.docs}")
    files = make_files(edition, TEMPLATES)
    if options.docs_only:
        changes = write_docs(files, options.docs)
        say_report(terminal, edition, changes, time.perf_counter() - start, None)
        return DONE
    with locked(options.site, terminal.say):
        changes = write_docs(files, options.docs)
        terminal.say(f"publishing {options.site}")
        publish(
            ROOT / "mkdocs.yml",
            options.docs,
            options.site,
            lambda folder, base: check_site(edition, folder, base),
            make_site_files(edition),
        )
    say_report(terminal, edition, changes, time.perf_counter() - start, os.fspath(options.site))
    return DONE


def _offline(options: argparse.Namespace, terminal: Terminal) -> int:
    """Make a site that works from a folder, by double click, and pack it; docs/ stays as it is."""
    site = options.site.resolve()  # `.` has no name of its own
    packed = site.with_name(f"{site.name}.zip")
    require_our_zip(packed)
    edition = read_edition(options.source)
    files = make_files(edition, TEMPLATES, directory_urls=False)

    def check(folder: Path, base: str) -> list[str]:
        return check_site(edition, folder, base, directory_urls=False)

    with locked(options.site, terminal.say), tempfile.TemporaryDirectory() as folder:
        docs = Path(folder)
        write_docs(files, docs)
        more = make_site_files(edition)
        publish(ROOT / "mkdocs.yml", docs, options.site, check, more, directory_urls=False)
        write_zip(site, packed)
    shown = options.site.with_name(packed.name) if options.site.name == site.name else packed
    terminal.say(f"open {options.site / 'index.html'} in a browser, or hand on {shown}")
    return DONE


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    edition = read_edition(options.source)
    changes = compare_docs(make_files(edition, TEMPLATES), options.docs)
    if not changes:
        terminal.say(f"{options.docs} is what {options.source} gives")
        return DONE
    say_changes(Terminal(sys.stdout, verbose=True), changes)
    terminal.fail(f"{options.docs} is stale; run build.py --docs-only")
    return WRONG


if __name__ == "__main__":
    sys.exit(main())
