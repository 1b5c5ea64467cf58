"""A block's text in, its fingerprint out: a few letters that change when the wording does."""

from __future__ import annotations

import hashlib


def fingerprint(text: str) -> str:
    """Return the first 8 hexadecimal digits of SHA-256 over a block's plain text, in UTF-8.

    Runs of white space count as one space, and none at the ends.
    """
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]
