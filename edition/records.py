"""YAML text in, values with their lines out; what does not fit is listed, never guessed.

Every scalar stays the string it is: NO, 1.10, 012 and 22:30 mean what they say. Refused are
duplicate keys, aliases (one short file can grow to gigabytes), tags and deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from edition.errors import Problem, nearest

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12  # levels; our files need five
_NOTHING = {"", "~", "null"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a YAML file, and the line it begins on: a string, none, a list or a mapping."""

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
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.append(Problem(file, line, f"not valid YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", str(error).splitlines()[0])
        problems.append(Problem(file, 1, f"not valid YAML: {reason}"))
    except ValueError:
        problems.append(Problem(file, 1, "not valid YAML: it holds a character that YAML forbids"))
    else:
        return builder.root
    return None


class _Builder:
    """Builds the value from the parser's events, one by one, so that no depth is too deep."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.root: Value | None = None
        self._open: list[tuple[Value, str | None]] = []  # (value, key that waits for its value)

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
                nothing = event.style is None and event.value in _NOTHING
                self._place(Value(line, None if nothing else event.value))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            value = Value(line, [] if isinstance(event, yaml.SequenceStartEvent) else {})
            self._place(value)
            self._open.append((value, None))
        return True

    def _fault(self, event: Any) -> str | None:  # noqa: ANN401  the same
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return "anchors and aliases are not read; write it out"
        if getattr(event, "tag", None) not in {None, "!"}:
            return f"tag {event.tag} is not read; remove it"
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            return "a second document; keep one in each file"
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if self._waits_for_key():
                return "a key must be a word, not a list"
            if len(self._open) >= _DEEPEST:
                return f"nested deeper than {_DEEPEST} levels; write it flatter"
        return None

    def _waits_for_key(self) -> bool:
        return (
            bool(self._open) and isinstance(self._open[-1][0].data, dict) and not self._open[-1][1]
        )

    def _key(self, key: str, line: int) -> None:
        holder = self._open[-1][0]
        if isinstance(holder.data, dict) and key in holder.data:
            self.problems.append(Problem(self.file, line, f"“{key}” stands here twice; keep one"))
        self._open[-1] = (holder, key or " ")

    def _place(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        holder, key = self._open[-1]
        if isinstance(holder.data, list):
            holder.data.append(value)
        elif isinstance(holder.data, dict) and key:
            holder.data.setdefault(key, value)
            self._open[-1] = (holder, None)


class Fields:
    """A mapping whose keys are known; asks for each give the value or list what is wrong."""

    def __init__(
        self, value: Value, known: Iterable[str], what: str, file: str, problems: list[Problem]
    ) -> None:
        self.line, self.file, self.problems, self.what = value.line, file, problems, what
        self._data: dict[str, Value] = {}
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
        if needed and not folded:
            self.wrong(f"{self.what} has no “{name}”; add one")
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
