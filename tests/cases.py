"""Reads fixture files that anyone can read: a title, then input and expected between lone stops."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
_UNSEEN = {"{ZWSP}": "\u200b", "{NUL}": "\0", "{FF}": "\f", "{NBSP}": "\u00a0", "{CRLF}": "\r\n"}


@dataclass(frozen=True)
class Case:
    """A case of a fixture file; what cannot be seen is written as {ZWSP} and the like."""

    file: Path
    title: str
    written: str
    expected: str

    @property
    def input(self) -> str:
        text = self.written
        for name, char in _UNSEEN.items():
            text = text.replace(f"{name}\n" if name == "{CRLF}" else name, char)
        return text


def read_cases(folder: str) -> list[Case]:
    """Return every case of the files in a folder of tests/fixtures."""
    files = sorted((FIXTURES / folder).glob("*.txt"))
    cases = [case for file in files for case in _in_file(file)]
    assert cases, f"no cases in {folder}"
    return cases


def _in_file(file: Path) -> Iterator[Case]:
    """Yield the cases of a file: title, stop, input, stop, expected, stop, and so on."""
    lines = file.read_text(encoding="utf-8").split("\n")
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    for at in range(0, len(parts) - 3, 3):
        title, written, expected = ("\n".join(part) for part in parts[at : at + 3])
        yield Case(file, title.strip(), written, expected)


def check(case: Case, found: str, *, update: bool) -> None:
    """Compare what was found with what the file expects, or write it there."""
    if update and found != case.expected:
        text = case.file.read_text(encoding="utf-8")
        begin = f"{case.title}\n.\n{case.written}\n.\n"
        old = f"{begin}{case.expected}\n.\n" if case.expected else f"{begin}.\n"
        new = f"{begin}{found}\n.\n"
        assert text.count(old) == 1, f"two cases are called {case.title}"
        case.file.write_text(text.replace(old, new), encoding="utf-8")
        return
    assert found == case.expected
