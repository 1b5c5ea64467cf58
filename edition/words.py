"""How words are compared: typography apart, letter by letter. Text in, text of equal length out."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r", " "),
    }
)


def folded(text: str) -> str:
    """Return the text with kinds of apostrophes, quotes, hyphens and spaces made one each.

    Every character stays one character, so that offsets hold in both.
    """
    return text.translate(_SAME)


def sort_key(text: str) -> tuple[str, str]:
    """Return the key by which headings of an index are sorted: letters first, accents after."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in bare.casefold())
    return ("".join(kept).strip(), text)


def initial(text: str) -> str:
    """Return the letter under which an index lists the text; "0–9" for digits, "#" for others."""
    first = sort_key(text)[0][:1].upper()
    return "0–9" if first.isdigit() else first if first.isalpha() else "#"
