"""Words in, a fingerprint out: it changes when they do, and only then."""

from __future__ import annotations

import re
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from edition.fingerprints import fingerprint

WORDS = st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), max_size=6)


def test_a_fingerprint_is_eight_digits_of_sha_256() -> None:
    """Others can make it from the published data."""
    assert fingerprint("Ada  Quell\nsigned. ") == sha256(b"Ada Quell signed.").hexdigest()[:8]


@given(WORDS, st.sampled_from([" ", "  ", "\n", "\t", "\u00a0"]))
def test_a_line_broken_elsewhere_leaves_a_fingerprint_as_it_was(words: list[str], by: str) -> None:
    """Runs of white space count as one space."""
    assert fingerprint(f"{by}{by.join(words)}{by}") == fingerprint(" ".join(words))
    assert re.fullmatch("[0-9a-f]{8}", fingerprint(by.join(words)))


def test_a_letter_changed_changes_a_fingerprint() -> None:
    """Case, accents and stops count: they are wording."""
    forms = ["Communiqué.", "communiqué.", "Communique.", "Communiqué", "Communique\u0301."]
    assert len({fingerprint(form) for form in forms}) == len(forms)
