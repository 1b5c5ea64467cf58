"""A name in, the language that its script tells; a language in, the way it is written."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_KANA = {"Hira", "Kana"}
_SETS = {"Hani": "Hans", "Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan"}  # as CLDR counts them


@cache
def language_of(text: str) -> str | None:
    """Return the language of a name by its script; none where it tells none.

    A script tells its language where it is that of one official language of the world's countries:
    Khmer letters give `km`, Han characters `zh`, and with kana among them `ja`. Where it is that of
    several or of none, only the script is told: Arabic letters give `und-Arab`. Latin letters tell
    nothing, nor do letters that belong to no script. Which script is which language's is known
    from Unicode CLDR (likely subtags, territory information), through Babel.
    """
    if text.isascii():
        return None
    found = Counter(_script(char) for char in text if char.isalpha())
    del found["Latn"], found[""]
    if not found:
        return None
    script = next((s for s in found if s in _KANA), found.most_common(1)[0][0])
    likely = get_global("likely_subtags").get(f"und_{script}", "und").partition("_")[0]
    official = _official_languages().get(_SETS.get(script, script))
    return likely if official == {likely} else f"und-{script}"


def _script(char: str) -> str:
    """Return the ISO 15924 code of a letter's script by the letter's name; "" if it tells none."""
    return _scripts().get(unicodedata.name(char, "").partition(" ")[0], "")


@cache
def _scripts() -> dict[str, str]:
    """Return the code of each script by the word with which its letters' names begin."""
    named = {name.upper(): code for code, name in Locale("en").scripts.items()}
    return named | {"CJK": "Hani", "BENGALI": "Beng"}  # where Unicode's word is not CLDR's


@cache
def _official_languages() -> dict[str, set[str]]:
    """Return the languages that are official in some country, by the script each is written in."""
    found: dict[str, set[str]] = {}
    scripts = get_global("likely_subtags")
    for spoken in get_global("territory_languages").values():
        for tag, facts in spoken.items():
            if facts["official_status"] in {"official", "de_facto_official"}:
                language, _, script = tag.partition("_")
                script = script or scripts[language].split("_")[1]
                found.setdefault(script, set()).add(language)
    return found


@cache
def runs_left(language: str) -> bool:
    """Tell whether a language is written from right to left, as Unicode CLDR has it.

    Args:
        language: a BCP 47 tag; of one that CLDR does not know the first part counts, else no.
    """
    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-").text_direction == "rtl"
        except (UnknownLocaleError, ValueError):
            continue
    return False
