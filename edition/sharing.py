"""Documents in; the pictures that are shown where a link to the site is shared, out: PNG.

A picture holds a text's name, its parties and date, and its shape: a bar for each section, as high
as it is long. They are drawn into the built site, not into docs/: another machine's libraries may
compress them to other bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from edition.data import count_words
from edition.model import Document
from edition.shape import ROWS

SIZE = (1200, 630)
"""Pixels: what Open Graph's readers show whole."""

_MARGIN, _FLOOR, _TALLEST = 80, 560, 190
_PAPER, _INK, _QUIET, _BAR = "#fdfcf9", "#1f1d1a", "#5d584f", "#2d5a78"


@cache
def _face() -> bytes:
    """Return a serif face with Latin, Greek and Cyrillic letters, which MkDocs brings.

    Pillow's own has no accents. Names in other scripts are left out: the shape remains.
    """
    return (files("mkdocs.themes.readthedocs") / "css/fonts/Roboto-Slab-Regular.woff").read_bytes()


def share_pictures(documents: Sequence[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the site, PNG) of the site's picture, which names texts, and of each text."""
    names = [document.name for document in documents]
    every = [length for document in documents for length in _lengths(document)]
    yield "assets/share/site.png", _draw([(name, 44, _INK) for name in names[:5]], every)
    for document in documents:
        small = (*document.parties, document.date.as_given or document.date.edtf or "")
        lines = [(document.name, 56, _INK), *((text, 28, _QUIET) for text in small)]
        yield f"assets/share/{document.slug}.png", _draw(lines, _lengths(document))


def _lengths(document: Document) -> list[int]:
    """Return the number of words of each section."""
    return [sum(count_words(b.text) for b in s.all_blocks()) for s in document.sections]


def _draw(texts: Iterable[tuple[str, int, str]], lengths: Sequence[int]) -> bytes:
    """Draw texts, each (words, pixels, colour), one under the other, over bars of these lengths."""
    picture = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(picture)
    _bars(draw, lengths)
    y = 70.0
    for text, size, colour in texts:
        font = ImageFont.truetype(BytesIO(_face()), size)
        words = unicodedata.normalize("NFC", text)
        if not _drawable(words, font):
            continue
        for line in _wrapped(words, font):
            if y + size * 1.3 > _FLOOR - _TALLEST:
                break
            draw.text((_MARGIN, y), line, fill=colour, font=font)
            y += size * 1.3
        y += size * 0.2
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _bars(draw: ImageDraw.ImageDraw, lengths: Sequence[int]) -> None:
    """Draw a bar for each length, or run of lengths, from the left margin to the right one."""
    size = -(-len(lengths) // ROWS) or 1
    lengths = [sum(lengths[at : at + size]) for at in range(0, len(lengths), size)]
    longest = max(lengths, default=0) or 1
    wide = SIZE[0] - 2 * _MARGIN
    draw.line([(_MARGIN, _FLOOR), (_MARGIN + wide, _FLOOR)], fill=_QUIET, width=2)
    step = wide / max(len(lengths), 1)
    gap = min(12.0, step / 4)
    for at, length in enumerate(lengths):
        left = _MARGIN + at * step
        top = _FLOOR - max(3, _TALLEST * length / longest)
        draw.rectangle((left + gap / 2, top, left + step - gap / 2, _FLOOR - 2), fill=_BAR)


def _drawable(text: str, font: ImageFont.FreeTypeFont) -> bool:
    """Tell whether a face has every character of a text."""
    missing = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(c)) != missing for c in text if not c.isspace())


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return a text in at most three lines that fit between the margins."""
    wide = SIZE[0] - 2 * _MARGIN
    made: list[str] = [""]
    for word in text.split():
        longer = f"{made[-1]} {word}".strip()
        if made[-1] and font.getlength(longer) > wide:
            made.append(word)
        else:
            made[-1] = longer
    cut = len(made) > 3
    return [f"{line} …" if cut and at == 2 else line for at, line in enumerate(made[:3])]
