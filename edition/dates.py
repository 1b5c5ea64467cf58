"""Words in, the date they give out: as given, and in EDTF (ISO 8601-2 level 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel import Locale

from edition.years import find_years

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
    """Return what finds a date that names its month, with its year or without ("30 October")."""
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    ordinal = r"(?:st|nd|rd|th|er|º|ª|\.)?"

    def days(name: str) -> str:
        to = rf"(?:\s?(?P<{name}_joint>-|–|to|and)\s?(?P<{name}_last>{_DAY})(?![\dXx]){ordinal})?"
        return rf"(?P<{name}>{_DAY})(?![\dXx]){ordinal}{to}"

    return re.compile(
        rf"(?:(?<!\d){days('day')}\s+(?:day\s+)?(?:of\s+|de\s+)?)?"
        rf"\b(?P<month>{month})\b(?:\s+{days('day2')})?"
        r"(?:(?:,|\s+de|\s+of)?\s+(?P<year>\d{4}|\d\d?[Xx]{2}|[Xx]{4})\b)?"
        r"|\b(?P<iso>\d{4}-\d\d-\d\d)\b"
        r"|(?P<han>(?P<hy>\d{4})\s?年\s?(?P<hm>\d{1,2})\s?月\s?(?P<hd>\d{1,2}|[Xx]{1,2})\s?日)",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What names a month: the year is empty if it is named by what follows. `days` are EDTF."""

    start: int
    end: int
    year: str
    month: int
    days: tuple[str, ...]  # none, one, or several named one by one
    span: bool  # the days are the first and the last of a span

    def dates(self, year: str) -> tuple[str, ...]:
        """Return what it names, in EDTF, in `year` if it has none of its own."""
        head = f"{self.year or year}-{self.month or 'XX':02}"
        if not self.days:
            return (head,)
        dates = tuple(f"{head}-{day}" for day in self.days)
        return ("/".join(dates),) if self.span else dates


_YEAR = re.compile(r"\d[\dXx]{3}|[Xx]{4}")  # every date names one


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return every date that `text` names, in order: days, months, years, decades, and spans.

    A span is an interval of EDTF: "8 to 11 November 2022" is 2022-11-08/2022-11-11. Words that
    name two dates at once ("8 and 11 November 2022") give two dates at the same place.
    """
    if not _YEAR.search(text):  # as in most paragraphs, which are quickly done with
        return ()
    found = tuple(_with_months(text))
    rest, at = [], 0  # what is left are years that stand alone
    for known in found:
        rest += [text[at : known.start], "|" * (known.end - max(at, known.start))]
        at = known.end
    years = find_years("".join([*rest, text[at:]]))
    alone = (FoundDate(start, end, text[start:end], edtf) for start, end, edtf in years)
    return tuple(sorted((*found, *alone), key=lambda d: d.start))


def find_date(text: str) -> FoundDate | None:
    """Return the first date in `text` that names a month, the first day of a span; or none."""
    found = next(_with_months(text), None)
    return found and replace(found, edtf=found.edtf.partition("/")[0])


def _with_months(text: str) -> Iterator[FoundDate]:
    """Yield the dates that name a month; parts that belong together are one."""
    parts = [_part(match) for match in _pattern().finditer(text)]
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        joint = text[part.end : following.start] if following else ""
        at += 1
        if following and following.year and (span := _JOINT.fullmatch(joint)):
            year = following.year
            if not part.year and part.month > following.month:  # "30 December to 2 January 2023"
                year = f"{int(year) - 1:04}" if year.isdecimal() else year
            first, last = part.dates(year), following.dates("")
            if span["to"] and len(first) == len(last) == 1 and "/" not in first[0] + last[0]:
                at += 1
                words = text[part.start : following.end]
                yield FoundDate(part.start, following.end, words, f"{first[0]}/{last[0]}")
                continue
            if not part.year and span["and"]:
                part = replace(part, year=following.year)
        if part.year:
            words = text[part.start : part.end]
            yield from (FoundDate(part.start, part.end, words, d) for d in part.dates(""))


_JOINT = re.compile(r"\s?(?:(?P<to>-|–|—|to|until|through)|(?P<and>and|or|&))\s?")


def _part(match: re.Match[str]) -> _Part:
    start, end = match.span()
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return _Part(start, end, year, _month(int(month)), (_day(day),), span=False)
    if match["han"]:
        month = _month(int(match["hm"]))
        return _Part(start, end, match["hy"], month, (_day(match["hd"]),), span=False)
    year, month = (match["year"] or "").upper(), _months()[match["month"].lower()]
    name = "day" if match["day"] else "day2"
    if match[name] is None:
        return _Part(start, end, year, month, (), span=False)
    first, last = _day(match[name]), match[f"{name}_last"] and _day(match[f"{name}_last"])
    if not last or (first >= last and "X" not in first + last):
        return _Part(start, end, year, month, (first,), span=False)
    next_to = "X" in first + last or int(last) == int(first) + 1
    span = match[f"{name}_joint"].lower() != "and" or next_to
    return _Part(start, end, year, month, (first, last), span)


def _month(number: int) -> int:
    return number if 1 <= number <= 12 else 0


def _day(day: str) -> str:
    return f"{int(day):02}" if day.isdecimal() and 1 <= int(day) <= 31 else "XX"


def bounds(edtf: str) -> tuple[str, str]:
    """Return the first and the last day that a date may mean, as strings that sort by time.

    They are not days of a calendar: what is unknown is 00 in the one and 99 in the other.
    """
    first, _, last = edtf.partition("/")
    return _bound(first, "0"), _bound(last or ("" if "/" in edtf else first), "9")


def _bound(edtf: str, unknown: str) -> str:
    known = edtf.rstrip("?~%") if edtf not in {"", ".."} else "XXXX"
    return (known + "-XX-XX"[len(known) - 4 :]).replace("X", unknown)


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
