"""What is read as form inside a block, and what stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.inline import Hints, Inline, read_inline


def read(text: str) -> Inline:
    return read_inline(text, 0, len(text), Hints(notes=frozenset({"7"})))


def spans(text: str) -> list[tuple[str, str]]:
    inline = read(text)
    return [(s.kind, inline.text[s.start : s.end] or s.value) for s in inline.spans]


@pytest.mark.parametrize(
    ("written", "text", "formats"),
    [
        ("plain words", "plain words", []),
        (
            "*a* _b_ **c** __d__",
            "a b c d",
            [("em", "a"), ("em", "b"), ("strong", "c"), ("strong", "d")],
        ),
        ("***both***", "both", [("em", "both"), ("strong", "both")]),
        ("**bold *and* more**", "bold and more", [("strong", "bold and more"), ("em", "and")]),
        ("20<sup>th</sup> H<sub>2</sub>O", "20th H2O", [("sup", "th"), ("sub", "2")]),
        ("<u>under</u>", "under", [("u", "under")]),
        ("one<br>two", "one two", [("break", " ")]),
        ("one  \ntwo", "one two", [("break", " ")]),
        ("one\\\ntwo", "one two", [("break", " ")]),
        ("one\ntwo   three", "one two three", []),
        ("see[^7] there", "see there", [("mark", "7")]),
        ("[words](https://a.b/c_(d))", "words", [("link", "words")]),
        ("[words](javascript:alert)", "words", []),
        ("**Heading\n\n**", "Heading", [("strong", "Heading")]),
    ],
)
def test_form_is_read(written: str, text: str, formats: list[tuple[str, str]]) -> None:
    assert (read(written).text, spans(written)) == (text, formats)


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "snake_case_name",
        "____ and ______",
        "**unclosed",
        "</sup> <sup>",
        "[no address] [x] (y)",
        "<b>bold</b> <script>",
        "`code`",
        "&bogus; & co",
        "![",
        "a word[^important] without a note",
        "a ] b ( c",
    ],
)
def test_marks_without_a_partner_stay_text(text: str) -> None:
    assert (read(text).text, spans(text), read(text).marks) == (text, [], ())


def test_a_tag_that_opens_inside_another_and_does_not_close_there_stays_text() -> None:
    written = "<u>one <sup>two</u> three</sup>"
    assert (read(written).text, spans(written)) == (
        "one <sup>two three</sup>",
        [("u", "one <sup>two")],
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\*no\* \_no\_ \# \\", r"*no* _no_ # \ ".strip()),
        ("A &amp; B &lt;i&gt; &#233;", "A & B <i> é"),
        ("&amp;amp;", "&amp;"),
        ("&#7; &#0;", "&#7; \ufffd"),
    ],
)
def test_escapes_and_entities_are_decoded_once(written: str, text: str) -> None:
    assert read(written).text == text


def test_the_address_of_a_link_is_kept_apart() -> None:
    inline = read("[one](https://a.b) [two](ftp://c.d)")
    assert [address for _, _, address in inline.addresses] == ["https://a.b", "ftp://c.d"]


def test_a_point_keeps_its_place() -> None:
    text = "the *long  road* home"
    inline = read_inline(text, 0, len(text), Hints(((text.index("home"), "page-end"),)))
    (point,) = [s for s in inline.spans if s.kind == "page-end"]
    assert inline.text[point.start :] == "home"


@given(st.text())
def test_spans_lie_within_the_text_and_white_space_is_folded(text: str) -> None:
    inline = read(text)
    assert inline.text == inline.text.strip()
    assert all(0 <= s.start <= s.end <= len(inline.text) for s in inline.spans)


@given(st.text(alphabet="*_ab ", max_size=30))
def test_emphasis_takes_away_nothing_but_marks(text: str) -> None:
    inline = read(text)
    kept = "".join(
        c for i, c in enumerate(text) if not any(m.start <= i < m.end for m in inline.marks)
    )
    assert "".join(inline.text.split()) == "".join(kept.split())
