"""A text's blocks in; which of them are its front matter and its back matter out.

Titles, date lines and release lines before the text; place, date, signatures and archive lines
after it. A first sentence is never promoted to a title.
"""

from __future__ import annotations

import re

from edition.blocks import RawBlock
from edition.dates import find_date
from edition.model import BlockKind

_TITLE_WORDS = re.compile(
    r"\b(?:communiqu[eé]|declaration|statement|agreement|treaty|memorandum|protocol|charter|accord|"
    r"convention|pact|consensus|outcome|vision|plan of action|action plan|compact|"
    r"déclaration|traité|convenio|declaración|comunicado|tratado|erklärung|vertrag|abkommen|"
    r"公报|声明|宣言|协定|条约)\b|公报|声明|宣言|协定|条约|សេចក្តី",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(?:for (?:immediate )?release|press release|embargo|news release|unofficial translation|"
    r"check against delivery|the (?:full )?text of the following|the following (?:is|joint|text)|"
    r"(?:the )?(?:white house|office of|ministry of)\b.{0,60}$|full text)",
    re.IGNORECASE,
)
_RELEASE_LINE = re.compile(
    r"\W*(?:for (?:immediate )?release|(?:press|news) release|unofficial translation|"
    r"check against delivery|full text)\W*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?i:done|signed|issued|adopted|fait|hecho|feito|geschehen) (?i:at|in|à|en|em|zu)\b"
    r"(?= (?:the city of )?[“\"]?[^\W\d_a-z]| (?:duplicate|triplicate|two|three|four)\b)"
)
_SIGNATURE = re.compile(
    r"(?:FOR|For)(?: and on behalf of| AND ON BEHALF OF)?(?: the| THE)? [A-Z]"
    r"|(?i:on behalf of|\(?signed\b|/s/|\[?signatures?\b|in witness whereof|witness(?:es)?:?$)"
    r"|_{4,}"
)
_ARCHIVE = re.compile(
    r"(?:archives?|archived|source|copyright|filed|ref(?:erence)?|note)(?: no)?\.?\s*:"
    r"|©|copyright \d|document no\b|(?:archived|filed)\b.*[^.]$|ref(?:erence)? no\b",
    re.IGNORECASE,
)
_TITLE_GOES_ON = re.compile(r"(?:between|of|on the occasion|entre|zwischen)\b", re.IGNORECASE)
_SHORT = 160  # characters
_TERMINAL = (".", ";", ":", ",", "。")


def front_matter(blocks: list[RawBlock]) -> tuple[int, list[BlockKind]]:
    """Return how many blocks stand before the text, and the kind of each."""
    kinds: list[BlockKind] = []
    for at, block in enumerate(blocks):
        kind = _front_kind(block, blocks[at + 1 :], titled="title" in kinds)
        if kind is None and kinds[-1:] == ["title"] and _goes_on(blocks[at - 1], block):
            kind = "title"
        if kind is None or at == len(blocks) - 1:
            break
        kinds.append(kind)
    if "title" not in kinds:  # a release line without a title is a sentence of the text
        while kinds and kinds[-1] == "release" and not blocks[len(kinds) - 1].heads:
            kinds.pop()
    return len(kinds), kinds


def _front_kind(block: RawBlock, rest: list[RawBlock], *, titled: bool) -> BlockKind | None:
    text = block.text
    if block.kind not in {"paragraph", "quotation"} or not rest or block.label:
        return None
    if is_dateline(text):
        return "dateline"
    if _RELEASE.match(text) and (len(text) <= 700 if not titled else block.heads):
        return "release"
    if titled and _RELEASE_LINE.fullmatch(text):
        return "release"
    recurs = block.heads and any(b.style == block.style and not b.label for b in rest)
    named = bool(_TITLE_WORDS.search(text)) and len(text) <= 300 and not text.endswith(_TERMINAL)
    if not titled:
        if block.heads and (named or not recurs):
            return "title"
        return "title" if named and _opens_upper(text) and not _has_verb_like_end(text) else None
    if block.heads and not recurs and any(b.heads for b in rest) and named:
        return "title"
    return None


def _goes_on(title: RawBlock, block: RawBlock) -> bool:
    """Tell whether a block is a further line of a title: of its style, and begun as one goes on."""
    text = block.text
    plain = block.kind == "paragraph" and not block.label and block.style == title.style
    short = len(text) <= _SHORT and not text.endswith(_TERMINAL)
    return plain and short and (text[:1].islower() or bool(_TITLE_GOES_ON.match(text)))


def _opens_upper(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return not first.islower()


def _has_verb_like_end(text: str) -> bool:
    """Tell whether a line reads as a sentence's beginning: most of its words are lower-case."""
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3]
    lower = sum(w[0].islower() for w in words)
    return len(words) > 6 and lower * 2 > len(words)


def back_matter(blocks: list[RawBlock], first: int) -> tuple[int, list[BlockKind]]:
    """Return where the blocks after the text begin, and the kind of each.

    They begin with a date line, a closing formula or a signature, and all that follows is short.
    """
    start = len(blocks)
    for at in range(len(blocks) - 1, first, -1):
        block = blocks[at]
        closing = bool(_CLOSING.match(block.text))
        if block.label or block.kind != "paragraph" or (len(block.text) > _SHORT and not closing):
            break
        if block.heads and not is_dateline(block.text):
            break
        archive = start == len(blocks) and _ARCHIVE.match(block.text)
        signed = _SIGNATURE.match(block.text) and not block.text.endswith(".")
        if is_dateline(block.text) or closing or signed or archive:
            start = at
    return start, [_back_kind(block.text) for block in blocks[start:]]


def _back_kind(text: str) -> BlockKind:
    if is_dateline(text) or _CLOSING.match(text):
        return "dateline"
    return "note" if _ARCHIVE.match(text) else "signature"


def is_dateline(text: str) -> bool:
    """Tell whether a block is a line of place and date, or one that only names a place."""
    if len(text) > 100 or text.endswith((".", ";", ":")):
        return False
    date = find_date(text)
    if date is None:
        place = re.fullmatch(r"[\w’'-]{2,}(?: [\w’'-]{2,})?, [\w’'-]{2,}(?: [\w’'-]{2,})*", text)
        return bool(place) and all(word[0].isupper() for word in text.split())
    rest = (text[: date.start] + text[date.end :]).strip(" ,()–—-")
    words = [w for w in rest.split() if w[0].islower()]
    return len(rest.split()) <= 6 and len(words) <= 2


def place_of(text: str) -> str | None:
    """Return the place that a date line names, or none."""
    date = find_date(text)
    before = text[: date.start] if date else text
    if date and _CLOSING.match(text):
        before = re.split(r",| this\b| on\b", _CLOSING.sub("", before, count=1))[0]
    elif not is_dateline(text):
        return None
    place = re.sub(
        r"^(?:at|in|on|à|en|em|zu)\s+|\s+(?:on|the|le|am|el)\s*$", "", before.strip(" ,()–—-")
    )
    place = place.strip(" ,()–—-")
    return place if place and place[0].isupper() and len(place) <= 60 else None
