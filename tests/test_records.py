"""YAML in, values with their lines out; the worst file gives a line, never a traceback."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from edition.errors import Problem, SourceError, nearest
from edition.records import Fields, Value, read_yaml


def read(text):
    """Return what a file holds, as plain data, and its problems as (line, message)."""
    problems: list[Problem] = []
    value = read_yaml(text, "f.yml", problems)
    return plain(value), [(problem.line, problem.message) for problem in problems]


def plain(value):
    if value is None:
        return None
    if isinstance(value.data, list):
        return [plain(inner) for inner in value.data]
    if isinstance(value.data, dict):
        return {key: plain(inner) for key, inner in value.data.items()}
    return value.data


SCALARS = (
    "NO yes On off true False 1.10 012 0o14 0x1F 1e3 1_000 .inf .NaN 22:30 190:20:30 2022-11-08 "
    "2022-11-08T10:00:00Z = << 𝔸 ១២ null_ ~x"
).split()


@pytest.mark.parametrize("scalar", SCALARS)
def test_every_scalar_stays_the_string_it_is(scalar):
    assert read(f"key: {scalar}") == ({"key": scalar}, [])
    assert read(f"{scalar}: key") == ({scalar: "key"}, [])
    assert read(f"[{scalar}]") == ([scalar], [])


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a comment"])
def test_nothing_is_none_unless_it_is_quoted(nothing):
    assert read(f"key: {nothing}") == ({"key": None}, [])
    assert read(f"key: '{nothing}'") == ({"key": nothing}, [])


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff", "~"])
def test_a_file_may_hold_nothing(text):
    assert read(text) == (None, [])


SEEN = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\n\t")
VALUES = st.recursive(
    st.text(SEEN),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(SEEN, max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_texts_lists_and_mappings_are_read_as_they_were_written(data):
    assert read(yaml.safe_dump(data, allow_unicode=True, default_style='"')) == (data, [])


@given(st.text(st.sampled_from("ab:-[]{}\"'#&*!|>%@`?,~ \n\r\t\x07\x85\u2028\ufeff𝔸")))
def test_whatever_a_file_holds_a_problem_names_a_line_of_it(text):
    value, problems = read(text)
    for line, message in problems:
        assert 1 <= line <= max(1, len(text.splitlines()) + 1)
        assert message
    assert (
        value is None
        or not problems
        or {m.partition(" stands")[2] for _, m in problems} == {" here twice; keep one"}
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb:\n\tc: 1", 3, "found character that cannot start any token; write spaces"),
        ("a: b\n\tc: d", 2, "found a tab character that violates indentation; write spaces"),
        ("a:\n  b: 1\n c: 2", 3, "check the indentation"),
        ("a: [b\nc: d\n", 2, "check the indentation, or put quotes around the text"),
        ("a: b\nc: @d", 2, "put quotes around the text"),
        ("é: 'open\n\n", 1, "close the quotation mark that stands here"),
        ("é: é\nb: \x07", 2, "it holds a character that cannot be seen; remove it"),
        ("a: b\n--- \nc: d", 2, "a second document; keep one in each file"),
        ("a: b\n...\n---\nc: d", 3, "a second document; keep one in each file"),
        ("a: &x b\nc: d", 1, "is read as a reference; put quotes around it"),
        ("a: b\nc: *x", 2, "is read as a reference; put quotes around it"),
        ("a: b\nc: !!int 3", 2, "tag tag:yaml.org,2002:int is not read; remove it"),
        ("!!python/object:os.system a", 1, "is not read; remove it"),
        ("a: ! b", 1, "tag ! is not read; remove it"),
        ("[a]: b", 1, "a key must be a word, not a list"),
        ("{{a: b}: c}", 1, "a key must be a word, not a list"),
        ("a: b\nc: d\na: e", 3, "“a” stands here twice; keep one"),
        ("'': b\n'': c", 2, "“” stands here twice; keep one"),
    ],
)
def test_what_yaml_may_hold_but_ours_may_not_is_answered_on_its_line(text, line, message):
    _, problems = read(text)
    ((found, words),) = problems
    assert found == line
    assert message in words


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * n + "a:" for n in range(2_000)),
        "a: &a [x]\n" + "\n".join(f"{c}: &{c} [*a, *a, *a, *a, *a]" for c in "bcdefghij"),
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_at_once(bomb):
    start = time.process_time()
    value, problems = read(bomb)
    assert value is None
    assert len(problems) == 1
    assert time.process_time() - start < 5


def test_a_value_begins_on_the_line_of_its_key():
    """So that a message points at the words to mend, not below them."""
    problems: list[Problem] = []
    value = read_yaml("\na:\n  - b\nc:\n\n  d: >\n    e\n", "f.yml", problems)
    assert value is not None
    assert isinstance(value.data, dict)
    assert value.data["a"].line == 2
    assert isinstance(value.data["a"].data, list)
    assert value.data["a"].data[0].line == 3
    assert value.data["c"].line == 4
    assert isinstance(value.data["c"].data, dict)
    assert value.data["c"].data["d"].line == 6


def fields(text, known, what="a thing"):
    problems: list[Problem] = []
    value = read_yaml(text, "f.yml", problems)
    assert value is not None
    return Fields(value, known, what, "f.yml", problems), problems


def test_the_white_space_of_a_text_is_folded():
    made, problems = fields("a: |\n  one\n    two\n\n  three\u00a0four\n", ["a"])
    assert made.text("a") == "one two three four"
    assert not problems


def test_a_field_that_must_be_there_is_missed_once_and_not_where_the_whole_is_wrong():
    made, problems = fields("\n- a", ["a"])
    assert made.text("a", needed=True) is None
    assert [str(p) for p in problems] == ["f.yml:2: a thing must be written as “key: value” lines"]


def test_a_duplicate_key_keeps_its_first_value():
    made, problems = fields("a: one\na: two", ["a"])
    assert made.text("a") == "one"
    assert len(problems) == 1


def test_a_value_without_a_file_is_none_a_list_or_a_mapping():
    assert plain(Value(1, [Value(1, {"a": Value(1, None)})])) == [{"a": None}]


def test_problems_are_said_once_in_order_of_file_and_line():
    twice = [
        Problem("b", 1, "x"),
        Problem("a", 10, "x"),
        Problem("a", 9, "x"),
        Problem("b", 1, "x"),
    ]
    assert str(SourceError(twice)) == "a:9: x\na:10: x\nb:1: x"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("headwrod", ["id", "headword"], "did you mean “headword”?"),
        ("zzz", ["id", "headword"], "known here: id, headword"),
        ("zzz", [], "none is known here"),
    ],
)
def test_a_hint_names_the_nearest_known_word_or_all_of_them(word, known, hint):
    assert nearest(word, iter(known)) == hint


def test_a_control_character_written_as_an_escape_is_refused():
    """A reader's browser would act on it, and nobody would see why."""
    problems: list[Problem] = []
    assert read_yaml('a: "Word\\u0000"\n', "x.yml", problems) is None
    assert [(p.line, "control character" in p.message) for p in problems] == [(1, True)]
