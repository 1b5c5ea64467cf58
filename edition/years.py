"""Words in, the years they name out: "in 2019", "the 2030 Agenda", "2021–2025", "the 1990s".

A number of four digits is a year only on evidence beside it, for a wrong date is worse than a
missing one: "1500 students" and "Resolution 1540" name none.
"""

from __future__ import annotations

import re

_YEAR = r"(?:1\d{3}|20\d\d|2100)"
_MODERN = 1900  # before it, only the clearest evidence makes a number a year
_ALONE = r"(?<![\w$€£¥₫#%°/+])(?<![\d][.,:])(?<![\d][-–—])"  # nothing of a number or code before
_ENDS = r"(?![\w%°/]|[.,:]\d|\s?[-–—]\s?\d)"  # … or after
_FOUND = re.compile(
    rf"(?P<lead>\b(?:from|between)\s)?{_ALONE}(?P<first>{_YEAR})"
    rf"(?:\s?(?P<dash>[-–—]|/)\s?|\s(?P<to>to|and|until)\s)(?P<last>{_YEAR}|\d\d){_ENDS}"
    rf"|\b(?:the|early|late|mid|mid-)\s?(?P<decade>(?:1\d|20)\d)0s\b"
    rf"|{_ALONE}(?P<year>{_YEAR}){_ENDS}",
    re.IGNORECASE,
)
_SURE = re.compile(  # what stands before a year, and seldom before another number
    r"(?:\b(?:in|since|until|till|before|after|during|throughout|years?|early|late"
    r"|(?:post|pre|mid|end)-?|année|año|ano|anno|Jahr|tahun|năm|en|em|depuis|desde|seit)\s?-?"
    r"|\b(?:beginning|start|middle|end|half|quarter|spring|summer|autumn|winter)\s+of\s)$",
    re.IGNORECASE,
)
_LIKELY = re.compile(  # what stands before a year, and before other numbers too
    r"(?:\b(?:[Bb]y|[Ff]rom)\s|\b[A-Z][\w’'-]+\s+(?:of|de)\s"
    r"|\b(?:Agenda|Vision|Strategy|Plan|Goals|Expo|Horizon|Games|Olympics|Roadmap|Year)\s)$"
)
_DESIGNATED = re.compile(  # the number of a document, a place in it, a thing
    r"\b(?:resolutions?|nos?\.?|numbers?|articles?|laws?|decrees?|protocols?|decisions?|directives?"
    r"|regulations?|documents?|paragraphs?|pages?|rooms?|box|flights?|sections?|orders?|acts?"
    r"|rules?|items?)\s$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\s(?:is|was|will|has|had|as|marks|marked|saw|sees|witness(?:ed|es))\b")
_NAME = re.compile(r"\s(?!\w+(?:ese|ish|ans)\b)[A-Z]")
_CLOSED = re.compile(r"\s*(?:[.,;)\]]|$)")
_COUNTED = re.compile(  # a number of things: of them, a unit, a plural that is no function word
    r"\s(?:of\b|(?:[kMGT]?W|[kMGT]?Wh|km|kg|ha|mm?|cm|kV|US)\b"
    r"|(?:hundred|thousand|million|billion|per|percent|people|men|women|children|troops)\b"
    r"|(?:[A-Z][\w’'-]*\s)*(?!(?:as|is|was|has|us|its|this|does|plus|versus|towards|onwards|besides"
    r"|marks|sees|witnesses|dans|sous|mais|vers|des|les|los|las|bis|als|aus)\b)[a-z][\w’'-]*s\b)"
)


def find_years(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, EDTF) of every year, span of years and decade named, in order.

    A span of years is an interval ("2021/2025"), a decade a year without its last digit ("199X").
    """
    found: list[tuple[int, int, str]] = []
    at = 0
    while match := _FOUND.search(text, at):
        at = match.end()
        if match["decade"]:
            found.append((match.start("decade"), at, f"{match['decade']}X"))
            continue
        if match["year"]:
            if _is_year(text, match.start("year"), at, found):
                found.append((match.start("year"), at, match["year"]))
            continue
        span = _span(match)
        if _COUNTED.match(text, at):  # "from 1900 to 2000 tonnes"
            continue
        if span:
            found.append((match.start("first"), at, span))
        elif match["to"]:  # each of the two numbers for itself
            at = match.end("first")
            if _is_year(text, match.start("first"), at, found):
                found.append((match.start("first"), at, match["first"]))
    return tuple(found)


def _span(match: re.Match[str]) -> str | None:
    """Return two years as an interval, if they are two years and one span."""
    first, last = match["first"], match["last"]
    if len(last) == 2:  # "2021–25"; "2021-05" may be a month
        if match["to"] or (match["dash"] == "-" and int(last) <= 12):
            return None
        last = first[:2] + last
    years = int(first) < int(last) and int(first) >= _MODERN
    together = match["dash"] or match["lead"]
    return f"{first}/{last}" if years and together else None


def _is_year(text: str, start: int, end: int, before: list[tuple[int, int, str]]) -> bool:
    """Tell whether what stands beside four digits shows that they are a year."""
    if _COUNTED.match(text, end):
        return False
    left = text[max(0, start - 40) : start]
    bracketed = left.endswith("(") and text[end : end + 1] in {")", ",", ";"}
    listed = bool(before) and text[before[-1][1] : start] in {", ", " and ", ", and ", " or ", "/"}
    if _SURE.search(left) or bracketed or listed:
        return True
    if int(text[start:end]) < _MODERN or _DESIGNATED.search(left):
        return False
    dateline = re.search(r"[A-Z]\w+,\s$", left) and _CLOSED.match(text, end)
    return bool(
        _LIKELY.search(left) or _SUBJECT.match(text, end) or _NAME.match(text, end) or dateline
    )
