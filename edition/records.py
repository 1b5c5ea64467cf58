"""YAML text in, values with their lines out; what does not fit is listed, never guessed.

Every scalar stays the string it is: NO, 1.10, 012 and 22:30 mean what they say. Refused are
duplicate keys, aliases (one short file can grow to gigabytes), tags and deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
        return _build(text, file, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.append(Problem(file, line, f"not valid YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", str(error).splitlines()[0])
        problems.append(Problem(file, 1, f"not valid YAML: {reason}"))
    except ValueError:
        problems.append(Problem(file, 1, "not valid YAML: it holds a character that YAML forbids"))
    return None


def _build(text: str, file: str, problems: list[Problem]) -> Value | None:
    open_values: list[Value] = []
    keys: list[str | None] = []
    root: Value | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problems.append(Problem(file, line, "anchors and aliases are not read; write it out"))
            return None
        if getattr(event, "tag", None) not in {None, "!"}:
            problems.append(Problem(file, line, f"tag {event.tag} is not read; remove it"))
            return None
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            problems.append(Problem(file, line, "a second document; keep one in each file"))
            return root
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            open_values.pop()
            keys.pop()
            continue
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.style is None and event.value in _NOTHING
            value = Value(line, None if nothing else event.value)
            if open_values and isinstance(open_values[-1].data, dict) and keys[-1] is None:
                keys[-1] = event.value
                if event.value in open_values[-1].data:
                    problems.append(
                        Problem(file, line, f"“{event.value}” stands here twice; keep one")
                    )
                continue
        elif isinstance(event, yaml.SequenceStartEvent):
            value = Value(line, [])
        elif isinstance(event, yaml.MappingStartEvent):
            value = Value(line, {})
        else:
            continue
        if open_values:
            holder = open_values[-1].data
            if isinstance(holder, list):
                holder.append(value)
            elif isinstance(holder, dict):
                if keys[-1] is None:
                    problems.append(Problem(file, line, "a key must be a word, not a list"))
                    return None
                holder.setdefault(keys[-1], value)
                keys[-1] = None
        else:
            root = value
        if not isinstance(event, yaml.ScalarEvent):
            open_values.append(value)
            keys.append(None)
            if len(open_values) > _DEEPEST:
                problems.append(Problem(file, line, f"nested deeper than {_DEEPEST} levels"))
                return None
    return root


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
                self.wrong(f"“{name}” in {self.what} must list texts; put quotes around it", value.line)
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
        inner = Fields(value, value.data if isinstance(value.data, dict) else (), f"“{name}”", self.file, self.problems)
        return tuple((inner.line_of(key), key, text) for key in inner._data if (text := inner.text(key, needed=True)))
