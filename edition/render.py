"""Pages in, Markdown out: Jinja2 fills the templates; whatever comes from a text is escaped."""

from __future__ import annotations

import html
import json
import os
import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path

from babel.dates import format_date
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from edition.addresses import entry_path, section_path, way
from edition.citing import iso_date
from edition.errors import MachineError
from edition.fingerprints import fingerprint
from edition.languages import language_of, runs_left
from edition.model import Entry, Page
from edition.segments import grouped, segments, tabled

_MARKDOWN = str.maketrans(
    {
        **{char: f"\\{char}" for char in "\\`*_{}[]#!"},
        "<": "&lt;",
        ">": "&gt;",
        "&": "&amp;",
        "|": "&#124;",
        "~": "&#126;",
        "^": "&#94;",
    }
)
_SPACE = re.compile(r"\s*[\r\n]\s*")
_OPENING = re.compile(  # of a numbered list, of a list or a definition, of a rule
    r"\s*(?:\d+(?=\.\s+\S)|(?=[-+:]\s+\S)|(?=(?:-\s*){3,}$))(.)"
)
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # or a line's end in it
_TO_ESCAPE = re.compile(r"[\\`*_{}\[\]#!<>&|~^\r\n]|^\s*(?:\d|[-+:.]|=)")  # most text has none
_BLANK_LINES = re.compile(r"\n{3,}")


def escape(text: str) -> str:
    """Return text as Markdown that means just this text, at the head of a line or inside one.

    The backslash escapes are those of Python-Markdown; the rest are character references.
    """
    if not _TO_ESCAPE.search(text):
        return text
    escaped = _SPACE.sub(" ", text).translate(_MARKDOWN)
    if opening := _OPENING.match(escaped):
        at = opening.start(1)
        escaped = f"{escaped[:at]}&#{ord(escaped[at])};{escaped[at + 1 :]}"
    return escaped


def escape_attribute(text: str) -> str:
    """Return text as the value of a quoted attribute or title, braces included."""
    plain = html.escape(_SPACE.sub(" ", text))
    return plain.translate({ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]|"})


def escape_html(text: str) -> str:
    """Return text as it stands in raw HTML, which the publisher does not read as Markdown."""
    return html.escape(_SPACE.sub(" ", text))


def shown(text: str) -> str:
    """Return received characters as HTML in which what cannot be seen can be seen."""
    visible = re.sub(r"\r\n|\r|\n", "¶", text)
    named = (f"U+{ord(c):04X} " if not c.isprintable() else c for c in visible)
    return html.escape("".join(named).strip() or "(spaces)")


def day(text: str) -> str:
    """Return a day of the form 2026-11-23 as readers write it, 23 November 2026; else the text."""
    try:
        return format_date(date.fromisoformat(text), "d MMMM y", locale="en")
    except ValueError:
        return text


def front_matter(value: object) -> str:
    """Return a value as YAML on one line; texts in it are safe in a theme that does not escape."""
    written = json.dumps(_safe(value), ensure_ascii=False)
    return _NO_YAML.sub(lambda char: f"\\u{ord(char[0]):04x}", written)


def _safe(value: object) -> object:
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, dict):
        return {key: _safe(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe(inner) for inner in value]
    return value


def render(
    pages: Iterable[Page], templates: Path, *, directory_urls: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield (path in docs/, Markdown) of each page.

    Args:
        pages: what to make.
        templates: folder of the templates.
        directory_urls: how the publisher will address pages; see `addresses.address`.

    Raises:
        MachineError: a template is at fault; it names the file and the line.
    """
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a build reads each template once
        autoescape=False,  # noqa: S701  the output is Markdown; `md` escapes for it
    )
    environment.filters |= {
        "md": escape,
        "attr": escape_attribute,
        "html": escape_html,
        "yaml": front_matter,
        "shown": shown,
        "day": day,
        "language": language_of,
    }
    environment.globals |= {
        "segments": segments,
        "grouped": grouped,
        "tabled": tabled,
        "entry_path": entry_path,
        "section_path": section_path,
        "fingerprint": fingerprint,
        "runs_left": runs_left,
        "iso_date": iso_date,
    }
    once = _once(environment)
    environment.globals |= {"once": once, "link_ends": _link_ends(once)}
    try:
        for page in pages:
            template = environment.get_template(page.template)
            root = "../" * page.path.count("/")
            to = partial(way, page.path, directory_urls=directory_urls)
            text = template.render(page.context, root=root, path=page.path, site_address=to)
            yield page.path, _BLANK_LINES.sub("\n\n", text).rstrip("\n") + "\n"
    except TemplateError as error:
        raise MachineError(_where(error, templates)) from error


def _where(error: TemplateError, templates: Path) -> str:
    """Return `file:line: what is wrong` of an error in a template."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}: {error.message}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if Path(f.filename).is_relative_to(templates)]
    place = f"{inside[-1].filename}:{inside[-1].lineno}" if inside else os.fspath(templates)
    return f"{place}: {error.message or type(error).__name__}"


def _once(environment: Environment) -> Callable[..., str]:
    """Return a function for templates that fills a macro of macros.md.j2 once for each key.

    A block stands on two pages, an entry's link on hundreds: filling them anew would take most
    of the time. The key must name all that the macro's outcome depends on.
    """
    made: dict[tuple[str, object], str] = {}

    @cache
    def macros() -> object:
        return environment.get_template("macros.md.j2").module

    def once(macro: str, key: object, *arguments: object) -> str:
        text = made.get((macro, key))
        if text is None:
            text = made[macro, key] = str(getattr(macros(), macro)(*arguments))
        return text

    return once


def _link_ends(once: Callable[..., str]) -> Callable[[dict[str, Entry], str], dict[str, str]]:
    """Return a function for templates that gives what ends the link on a mention, by entry."""
    made: dict[str, dict[str, str]] = {}

    def link_ends(entries: dict[str, Entry], root: str) -> dict[str, str]:
        if root not in made:
            made[root] = {
                name: once("link_end", (name, root), entry, root) for name, entry in entries.items()
            }
        return made[root]

    return link_ends
