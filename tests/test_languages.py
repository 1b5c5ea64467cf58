"""The language of a name, by its script."""

import unicodedata

import pytest
from babel import Locale, UnknownLocaleError
from hypothesis import given
from hypothesis import strategies as st

from edition.languages import language_of, runs_left


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("ហ៊ុន សែន", "km"),
        ("李克强", "zh"),
        ("中国—东盟博览会", "zh"),
        ("東京タワー", "ja"),
        ("いとう", "ja"),
        ("한국", "ko"),
        ("ไทย", "th"),
        ("ລາວ", "lo"),
        ("မြန်မာ", "my"),
        ("বাংলা", "bn"),
        ("Ἄδα", "el"),
    ],
)
def test_a_script_of_one_official_language_tells_it(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("محمد", "und-Arab"),  # Arabic, Persian, Urdu …
        ("Элан", "und-Cyrl"),  # Russian, Ukrainian, Bulgarian …
        ("नेपाल", "und-Deva"),  # Hindi, Nepali …
        ("བོད", "und-Tibt"),  # likely Tibetan, officially Dzongkha
        ("ⲁⲃ", "und-Copt"),  # no country's
    ],
)
def test_a_script_of_several_official_languages_or_of_none_tells_only_itself(name, language):
    assert language_of(name) == language


@pytest.mark.parametrize("name", ["Hun Sen", "Nguyễn Phú Trọng", "Hawaiʼi", "ʼ", "2022–2023", ""])
def test_latin_letters_and_signs_tell_nothing(name):
    assert language_of(name) is None


def test_latin_letters_beside_others_do_not_count():
    assert language_of("RCEP 协定") == "zh"


@given(st.text())
def test_whatever_is_told_is_a_tag_of_a_known_language_or_of_a_script(text):
    told = language_of(text)
    if told is None:
        return
    if told.startswith("und-"):
        assert told.removeprefix("und-") in Locale("en").scripts
        return
    try:
        Locale.parse(told)
    except UnknownLocaleError:
        pytest.fail(f"{told} is no language")


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_no_letter_of_latin_blocks_is_foreign(text):
    letters = [c for c in text if unicodedata.category(c)[0] == "L"]
    assert language_of("".join(letters)) is None


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "ar-EG", "und-Arab"])
def test_a_language_is_written_from_right_to_left(language):
    """As CLDR has it; a region does not change that."""
    assert runs_left(language)


@pytest.mark.parametrize("language", ["en", "km", "zh-Hant", "xx", "", "a b", "en-GB-oed"])
def test_other_languages_and_what_is_none_run_to_the_right(language):
    """A tag that is unknown or wrong is no reason to turn a text round."""
    assert not runs_left(language)
