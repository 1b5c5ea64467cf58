"""Words in, the date they give out: as given, and in EDTF (ISO 8601-2 level 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

_LOCALES = ("en", "fr", "es", "pt", "de", "it", "nl", "id", "vi")
_DAY = r"(?:\d{1,2}|[Xx]{1,2}|_{2,12}|\.{2,12}|…)"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands, its words, and its EDTF form.

    An unknown digit is X, as EDTF has it: "November XX, 2022" is 2022-11-XX.
    """

    start: int
    end: int
    as_given: str
    edtf: str


@cache
def _months() -> dict[str, int]:
    """Return the numbers of the months by their full names in several languages (Unicode CLDR)."""
    return {
        name.lower(): number
        for locale in _LOCALES
        for number, name in Locale(locale).months["format"]["wide"].items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.)?"
    to = rf"(?:\s?(?:-|–|to|and)\s?{_DAY}{ordinal})?"
    return re.compile(
        rf"(?:(?P<day>{_DAY}){ordinal}{to}\s+(?:day\s+)?(?:of\s+|de\s+)?)?"
        rf"\b(?P<month>{month})\b(?:\s+(?P<day2>{_DAY}){ordinal}{to})?"
        r"(?:,|\s+de|\s+of)?\s+(?P<year>\d{4}|\d\d?[Xx]{2}|[Xx]{4})\b"
        r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b"
        r"|(?P<han>(?P<hy>\d{4})\s?年\s?(?P<hm>\d{1,2})\s?月\s?(?P<hd>\d{1,2}|[Xx]{1,2})\s?日)",
        re.IGNORECASE,
    )


def find_date(text: str) -> FoundDate | None:
    """Return the first date in `text`, or none."""
    match = _pattern().search(text)
    if not match:
        return None
    if match["iso"]:
        edtf = match["iso"]
    elif match["han"]:
        edtf = _edtf(match["hy"], int(match["hm"]), match["hd"])
    else:
        day = match["day"] or match["day2"]
        edtf = _edtf(match["year"], _months()[match["month"].lower()], day)
    return FoundDate(match.start(), match.end(), match[0], edtf)


def _edtf(year: str, month: int, day: str | None) -> str:
    month = month if 1 <= month <= 12 else 0
    parts = [year.upper(), f"{month:02}" if month else "XX"]
    if day is not None:
        parts.append(f"{int(day):02}" if day.isdecimal() and 1 <= int(day) <= 31 else "XX")
    return "-".join(parts)


_EDTF = re.compile(r"([0-9X]{4})(?:-(0[1-9]|1[0-2]|XX)(?:-(0[1-9]|[12][0-9]|3[01]|XX))?)?[?~%]?")


def is_edtf(text: str) -> bool:
    """Tell whether `text` is a date, or two with a slash between, as EDTF writes them."""
    parts = text.split("/", 1)
    return any(part not in {"", ".."} for part in parts) and all(map(_is_edtf_date, parts))


def _is_edtf_date(text: str) -> bool:
    match = _EDTF.fullmatch(text)
    if not match:
        return text in {"", ".."}
    if "X" in match[0] or match[3] is None:
        return True
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True
