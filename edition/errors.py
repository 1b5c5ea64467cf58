"""What can go wrong, and how it is said: one line a problem, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

DONE, WRONG, USAGE, MACHINE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses of the command line, as the contract has them."""

_LISTED = 12  # names in a message; more would bury the problem


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file of the source folder.

    Attributes:
        file: path as the editor knows it, relative to where the program was started.
        line: line in that file, counted from 1.
        message: what is wrong and what to do about it, without a final stop.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class SourceError(Exception):
    """Something in the source folder is wrong (exit status 1); holds every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(Exception):
    """The command line asks for something that cannot be done (exit status 2)."""


class MachineError(Exception):
    """The disk, a lock, a permission or the publisher failed (exit status 3)."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to `word`, else lists the known ones."""
    known = list(known)
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f"did you mean “{close[0]}”?"
    if not known:
        return "none is known here"
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"known here: {', '.join(known[:_LISTED])}{more}"
