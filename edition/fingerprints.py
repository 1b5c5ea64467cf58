"""The words of a block in, a short fingerprint of them out: what a cited link is compared by."""

from __future__ import annotations

from hashlib import sha256


def fingerprint(text: str) -> str:
    """Return the first 8 hexadecimal digits of SHA-256 over the text in UTF-8.

    Runs of white space count as one space, and none at the ends, so that a line broken elsewhere
    does not make a paragraph another one.
    """
    return sha256(" ".join(text.split()).encode()).hexdigest()[:8]
