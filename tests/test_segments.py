"""A block with all that stands over it in; a row of segments for a page out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edition.model import Mention, Note, Span
from edition.segments import Segment, grouped, segments

KINDS = ("em", "strong", "sup", "sub", "u", "link", "break", "cell")


def mention(start, end, entry="people/x"):
    return Mention(entry, "arvenia", "b", start, end, "", "editor")


@st.composite
def blocks(draw):
    """Return a text with spans, points, mentions that do not overlap, and notes."""
    text = draw(st.text(st.sampled_from("ab é𝔸 "), max_size=30))
    offset = st.integers(0, len(text))
    ranges = st.tuples(offset, offset).map(lambda pair: tuple(sorted(pair)))
    spans = [
        Span(start, end, draw(st.sampled_from(KINDS)), "https://luma.example/")
        for start, end in draw(st.lists(ranges, max_size=6))
    ]
    spans += [
        Span(at, at, draw(st.sampled_from(["mark", "page-end"])), "1")
        for at in draw(st.lists(offset, max_size=3))
    ]
    cuts = sorted(draw(st.sets(offset, max_size=6)))
    mentions = [mention(start, end) for start, end in list(pairwise(cuts))[::2]]
    ends = st.integers(min(1, len(text)), len(text))
    notes = [
        Note("b", n, end, "w", f"n{n}") for n, end in enumerate(draw(st.lists(ends, max_size=3)))
    ]
    return text, spans, mentions, notes if text else []


@given(blocks())
def test_the_texts_of_the_segments_joined_are_the_block_s_text(block):
    text, *over = block
    assert "".join(part.text for part in segments(text, *over)) == text


@given(blocks())
def test_each_character_has_just_the_formats_the_link_and_the_mention_that_cover_it(block):
    text, spans, mentions, notes = block
    at = 0
    for part in segments(text, spans, mentions, notes):
        for here in range(at, at + len(part.text)):
            kinds = {s.kind for s in spans if s.start <= here < s.end}
            assert set(part.formats) == kinds & {"em", "strong", "sup", "sub", "u"}
            assert part.breaks == ("break" in kinds)
            assert (part.link is not None) == ("link" in kinds)
            covering = [m for m in mentions if m.start <= here < m.end]
            assert part.mention == (covering[0] if covering else None)
        at += len(part.text)


@given(blocks())
def test_every_point_and_every_note_stands_once_and_no_note_within_a_mention(block):
    text, spans, mentions, notes = block
    points = [s for s in spans if s.kind in {"mark", "page-end"}]
    parts = segments(text, spans, mentions, notes)
    assert sorted(map(repr, points)) == sorted(repr(s) for p in parts for s in p.before)
    assert sorted(map(repr, notes)) == sorted(repr(n) for p in parts for n in p.notes)
    for row in grouped(parts):
        assert not any(part.notes for part in row.parts[:-1])


@given(blocks())
def test_a_row_is_one_mention_whole_or_one_segment_of_none(block):
    text, spans, mentions, notes = block
    parts = segments(text, spans, mentions, notes)
    rows = grouped(parts)
    assert [part for row in rows for part in row.parts] == list(parts)
    assert [row.mention for row in rows if row.mention is not None] == mentions
    for row in rows:
        words = "".join(part.text for part in row.parts)
        if row.mention is None:
            assert len(row.parts) == 1
        else:
            assert words == text[row.mention.start : row.mention.end]
        if row.only is not None:
            (part,) = row.parts
            assert part == Segment(row.only, mention=row.mention)


def test_a_block_with_nothing_over_it_is_one_segment():
    (part,) = segments("Port Luma", ())
    assert (part.text, part.formats, part.mention, part.notes) == ("Port Luma", (), None, ())


def test_a_name_half_in_italics_is_one_mention_of_two_segments():
    parts = segments("the Port Luma", [Span(4, 8, "em")], [mention(4, 13)])
    assert [(p.text, p.formats, p.mention is not None) for p in parts] == [
        ("the ", (), False),
        ("Port", ("em",), True),
        (" Luma", (), True),
    ]
    assert [len(row.parts) for row in grouped(parts)] == [1, 2]


def test_formats_that_overlap_are_nested_in_one_order():
    parts = segments("abc", [Span(0, 2, "em"), Span(1, 3, "strong")])
    assert [p.formats for p in parts] == [("em",), ("strong", "em"), ("strong",)]


def test_a_note_on_words_inside_a_name_stands_after_the_name():
    """A mention is one link, and a link holds no other."""
    note = Note("b", 1, 4, "Port", "So called since 2001.")
    parts = segments("Port Luma, 2031", (), [mention(0, 9)], [note])
    assert [(p.text, p.notes) for p in parts] == [("Port Luma", (note,)), (", 2031", ())]


def test_a_point_at_the_very_end_stands_after_the_text():
    point = Span(4, 4, "page-end")
    parts = segments("Luma", [point])
    assert [(p.text, p.before) for p in parts] == [("Luma", ()), ("", (point,))]


def test_neighbouring_mentions_stay_apart():
    rows = grouped(segments("LumaLuma", (), [mention(0, 4), mention(4, 8)]))
    assert [len(row.parts) for row in rows] == [1, 1]
