"""Printed labels: "4.", "(a)", "II.", "Annex 1". Words in, the label they begin with out.

Ids say where they are in the manner of Akoma Ntoso (OASIS, Naming Convention 1.0, 5.3).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMBER = r"\d{1,3}"
_ROMAN = r"[ivxlcdm]{1,7}|[IVXLCDM]{1,7}"
_LABEL = re.compile(
    rf"(?:(?P<dec>\d{{1,3}}(?:\.\d{{1,3}})+)(?P<decstop>[.)]?)"
    rf"|(?P<open>\(?)(?P<core>{_NUMBER}|{_ROMAN}|[A-Za-z])(?P<close>[.)]))(?=\s|$)\s*"
)
_BARE = re.compile(r"(?P<core>\d{1,3})\s+(?=[^\W\d_])")
_WORD = re.compile(
    r"(?P<word>Article|Section|Chapter|Part|Title|Paragraph|Annex|Annexe|Appendix|Schedule)"
    rf"(?:\s+(?P<core>{_NUMBER}|{_ROMAN}|[A-Z]))?(?P<stop>\s*[.:—–-])?(?=\s|$)\s*",
    re.IGNORECASE,
)
_ANNEX_WORDS = frozenset({"annex", "annexe", "appendix", "schedule"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label that may open a unit.

    Attributes:
        printed: as it stands: "4.", "(a)". label: without its stop: "4", "(a)".
        core: without brackets: "4", "a", for ids.
        style: what it looks like ("1.", "(a)", "(i)"); units of one style are of one level.
        value: its place in its order; 0 if it has none.
        length: how many characters it takes, the space after it included.
        word: "annex" for annexes, the word of a label like "Article 5", else nothing.
    """

    printed: str
    label: str
    core: str
    style: str
    value: int
    length: int
    word: str = ""


def roman(text: str) -> int:
    """Return the value of a Roman numeral in upper or lower case, 0 if it is none."""
    values = [_ROMAN_VALUES.get(char, 0) for char in text.lower()]
    if not values or not all(values):
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < after else value for value, after in pairs)
    return total if to_roman(total) == text.lower() else 0


def to_roman(number: int) -> str:
    """Return a number from 1 to 3999 as a Roman numeral in lower case."""
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
    out = ""
    for value, sign in signs:
        times, number = divmod(number, value) if number > 0 else (0, 0)
        out += sign * times
    return out


def read_labels(text: str) -> tuple[Label, ...]:
    """Return what the beginning of `text` can be read as: none, one, or two readings.

    "(i)" can be the first of (i), (ii) and the ninth of (a), (b): both are returned.
    """
    match = _LABEL.match(text)
    if match and match["dec"]:
        printed = match["dec"] + match["decstop"]
        depth = match["dec"].count(".") + 1
        last = int(match["dec"].rpartition(".")[2])
        return (Label(printed, match["dec"], match["dec"], f"1.{depth}", last, match.end()),)
    if match:
        core, opening, closing = match["core"], match["open"], match["close"]
        if opening and closing != ")":
            return ()
        label = core if closing == "." else f"{opening}{core}{closing}"
        found = []
        for sign, value in _orders(core):
            style = f"{opening}{sign}{closing}"
            found.append(Label(f"{opening}{core}{closing}", label, core, style, value, match.end()))
        return tuple(found)
    match = _BARE.match(text)
    if match:
        core = match["core"]
        return (Label(core, core, core, "1", int(core), match.end()),)
    return ()


def read_word_label(text: str, *, heading: bool) -> Label | None:
    """Return the label of a unit that says what it is: "Article 5", "Annex I: Projects".

    In running text such words are a reference. They open a unit only in a heading, alone on
    their line, or set off by a stop or a dash.
    """
    match = _WORD.match(text)
    if not match:
        return None
    word, core = match["word"].lower(), match["core"] or ""
    annex = word in _ANNEX_WORDS
    alone = match.end() == len(text)
    if not (core or annex) or not (alone or heading or match["stop"]):
        return None
    if not core and not alone and not match["stop"]:
        return None
    printed = match[0].strip()
    label = printed.rstrip(" .:—–-")
    value = (
        int(core) if core.isdigit() else roman(core) or (ord(core[0].lower()) - 96 if core else 0)
    )
    return Label(printed, label, core, word, value, match.end(), "annex" if annex else word)


def _orders(core: str) -> Iterable[tuple[str, int]]:
    """Yield (sign of the order, place in it) for each order that a label can belong to."""
    if core.isdigit():
        yield "1", int(core)
        return
    upper = core.isupper()
    if len(core) == 1:
        yield "A" if upper else "a", ord(core.lower()) - 96
    if value := roman(core):
        yield "I" if upper else "i", value


def id_part(core: str) -> str:
    """Return a label's core as a part of an id: ASCII letters, digits, full stops, hyphens."""
    plain = "".join(
        str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None else c for c in core
    )
    plain = unicodedata.normalize("NFKD", plain)
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.") or "x"
