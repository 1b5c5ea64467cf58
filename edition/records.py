"""YAML text in, values with their lines out; what does not fit is listed, never guessed.

Every scalar stays the string it is: NO, 1.10, 012 and 22:30 mean what they say. Refused are
duplicate keys, aliases (one short file can grow to gigabytes), tags and deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from edition.errors import Problem, nearest

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12  # levels; our files need five
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NOTHING = {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a YAML file: a string, none, a list or a mapping.

    Its line is the one it begins on, or, in a mapping, the one its key stands on.
    """

    line: int
    data: str | list[Value] | dict[str, Value] | None


def read_yaml(text: str, file: str, problems: list[Problem]) -> Value | None:
    """Return the one value that a YAML file holds, or none if it holds none or is at fault.

    Args:
        text: the file's text.
        file: its name, for messages.
        problems: what is wrong is added here.
    """
    try:
        builder = _Builder(file, problems)
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.add(event):
                return None
    except yaml.MarkedYAMLError as error:
        problems.append(_not_yaml(error, text, file))
    except (yaml.YAMLError, ValueError) as error:
        before = text.encode()[: getattr(error, "position", 0)]
        message = "not valid YAML: it holds a character that cannot be seen; remove it"
        problems.append(Problem(file, before.count(b"\n") + 1, message))
    else:
        return builder.root
    return None


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say what the parser met, and what an editor can do about it."""
    problem = error.problem or "it breaks off"
    unclosed = "end of stream" in problem and error.context_mark
    mark = error.context_mark if unclosed else error.problem_mark
    lines = text.splitlines()
    line = min(mark.line + 1, len(lines)) if mark else 1
    if unclosed:
        advice = "close the quotation mark that stands here"
    elif "\t" in lines[line - 1]:
        advice = "write spaces, not tabs"
    else:
        advice = "check the indentation, or put quotes around the text"
    return Problem(file, line, f"not valid YAML: {problem}; {advice}")


class _Builder:
    """Builds the value from the parser's events, one by one, so that no depth is too deep."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.root: Value | None = None
        # What is being filled, with the key that waits for its value and the key's line.
        self._open: list[tuple[Value, str | None, int]] = []

    def add(self, event: Any) -> bool:  # noqa: ANN401  the stubs know too little
        """Take in one event; return whether to go on."""
        line = event.start_mark.line + 1
        if fault := self._fault(event):
            self.problems.append(Problem(self.file, line, fault))
            return False
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._open.pop()
        elif isinstance(event, yaml.ScalarEvent):
            if self._waits_for_key():
                self._key(event.value, line)
            else:
                nothing = not event.style and event.value in _NOTHING
                self._place(line, None if nothing else event.value)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            value = self._place(line, [] if isinstance(event, yaml.SequenceStartEvent) else {})
            self._open.append((value, None, line))
        return True

    def _fault(self, event: Any) -> str | None:  # noqa: ANN401  the same
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return "a text that begins with & or * is read as a reference; put quotes around it"
        if getattr(event, "tag", None):
            return f"tag {event.tag} is not read; remove it"
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            return "a second document; keep one in each file"
        if isinstance(event, yaml.ScalarEvent) and _UNSEEN.search(event.value):
            return "it holds a control character, which nobody can see; remove it"
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if self._waits_for_key():
                return "a key must be a word, not a list"
            if len(self._open) >= _DEEPEST:
                return f"nested deeper than {_DEEPEST} levels; write it flatter"
        return None

    def _waits_for_key(self) -> bool:
        if not self._open:
            return False
        holder, key, _ = self._open[-1]
        return isinstance(holder.data, dict) and key is None

    def _key(self, key: str, line: int) -> None:
        holder = self._open[-1][0]
        if isinstance(holder.data, dict) and key in holder.data:
            self.problems.append(Problem(self.file, line, f"“{key}” stands here twice; keep one"))
        self._open[-1] = (holder, key, line)

    def _place(self, line: int, data: str | list[Value] | dict[str, Value] | None) -> Value:
        if not self._open:
            self.root = Value(line, data)
            return self.root
        holder, key, line_of_key = self._open[-1]
        value = Value(line if key is None else line_of_key, data)
        if isinstance(holder.data, list):
            holder.data.append(value)
        elif isinstance(holder.data, dict) and key is not None:
            holder.data.setdefault(key, value)
            self._open[-1] = (holder, None, line)
        return value


class Fields:
    """A mapping whose keys are known; asks for each give the value or list what is wrong."""

    def __init__(
        self, value: Value, known: Iterable[str], what: str, file: str, problems: list[Problem]
    ) -> None:
        self.line, self.file, self.problems, self.what = value.line, file, problems, what
        self._data: dict[str, Value] = {}
        self._written = isinstance(value.data, dict)
        if not isinstance(value.data, dict):
            self.wrong(f"{what} must be written as “key: value” lines")
            return
        known = tuple(known)
        for key, inner in value.data.items():
            if key not in known:
                self.wrong(f"unknown key “{key}” in {what}; {nearest(key, known)}", inner.line)
        self._data = value.data

    def wrong(self, message: str, line: int | None = None) -> None:
        """List a problem at a line of this file."""
        self.problems.append(Problem(self.file, line or self.line, message))

    def line_of(self, name: str) -> int:
        """Return the line of a field, or of the whole if the field is missing."""
        return self._data[name].line if name in self._data else self.line

    def text(self, name: str, *, needed: bool = False) -> str | None:
        """Return a field's text, its white space folded; none if it is missing or empty."""
        value = self._data.get(name)
        if value is not None and value.data is not None and not isinstance(value.data, str):
            self.wrong(f"“{name}” in {self.what} must be one text", value.line)
            return None
        folded = " ".join(value.data.split()) if value and isinstance(value.data, str) else ""
        if needed and not folded and self._written:
            if value is None:
                self.wrong(f"{self.what} has no “{name}”; add one")
            else:
                self.wrong(f"“{name}” in {self.what} is empty; fill it in", value.line)
        return folded or None

    def texts(self, name: str) -> tuple[tuple[int, str], ...]:
        """Return a field's texts, each with its line."""
        found = []
        for value in self.each(name):
            if isinstance(value.data, str) and value.data.strip():
                found.append((value.line, " ".join(value.data.split())))
            else:
                self.wrong(
                    f"“{name}” in {self.what} must list texts; put quotes around it", value.line
                )
        return tuple(found)

    def each(self, name: str) -> list[Value]:
        """Return the values that a field lists."""
        value = self._data.get(name)
        if value is None or value.data is None:
            return []
        if not isinstance(value.data, list):
            self.wrong(f"“{name}” in {self.what} must be a list: [one, another]", value.line)
            return []
        return value.data

    def fields(self, name: str, known: Iterable[str]) -> Fields | None:
        """Return a field that is a mapping itself, or none if it is missing."""
        value = self._data.get(name)
        if value is None or value.data is None:
            return None
        return Fields(value, known, f"“{name}”", self.file, self.problems)

    def pairs(self, name: str) -> tuple[tuple[int, str, str], ...]:
        """Return (line, key, text) of a field that maps free keys to texts."""
        value = self._data.get(name)
        if value is None or value.data is None:
            return ()
        inner = Fields(
            value,
            value.data if isinstance(value.data, dict) else (),
            f"“{name}”",
            self.file,
            self.problems,
        )
        return tuple(
            (inner.line_of(key), key, text)
            for key in inner._data
            if (text := inner.text(key, needed=True))
        )
