"""Texts in, Markdown out: whatever comes from a text means itself and never acts."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.model import Page
from edition.render import escape, escape_attribute, front_matter, render, shown

SETTINGS = (Path(__file__).parent.parent / "mkdocs.yml").read_text(encoding="utf-8")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags mean nothing here."""


_Loader.add_multi_constructor("!", lambda loader, tag, node: None)
_EXTENSIONS = yaml.load(SETTINGS, _Loader)["markdown_extensions"]  # noqa: S506  a safe loader
_NAMES = [e if isinstance(e, str) else next(iter(e)) for e in _EXTENSIONS]
_CONFIGS = {name: e[name] for e in _EXTENSIONS if isinstance(e, dict) for name in e}
_MARKDOWN = markdown.Markdown(extensions=_NAMES, extension_configs=_CONFIGS)

# Without control characters, which `repair` sets aside and YAML forbids.
ANY = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
SIGNS = st.lists(
    st.sampled_from(
        [*"\\`*_{}[]()<>#+-.!|~^&\"'=:/;$@%1aé𝔸 ", "&lt;", "&#60;", "**", "[x](y)", "![x](y)",
         "<b>", "</b>", "<!--", "-->", "{: #id }", "{: onclick=x }", "http://x", "1. ", "- ", ": ",
         "    ", "> ", "```", "~~~", "[^1]", "[TOC]", "*[x]: y", "[x]: y", "<a@b.c>", "  ",
         '" onclick="x', "STX", "wzxhzdk:0", "klzzwxh:0000", "{{ x }}", "{% x %}"]
    ),
    max_size=12,
).map("".join)  # fmt: skip
TEXTS = ANY | SIGNS
ATTACKS = [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "{: onclick=alert(1) }", "*a*", "_a_",
    "**a**", "![x](y)", "&lt;b&gt;", "&amp;amp;", "\\", "\\\\", "\\*a\\*", "a | b", "# a", "## a #",
    "- a", "+ a", "* a", "1. a", "12. a", "> a", ": a", ":   a", "---", "- - -", "***", "___",
    "===", "`a`", "```", "[a]: b", "[TOC]", "*[a]: b", "[^1]", "~~a~~", "^a^", "<!-- a -->", "<br>",
    "<http://luma.example>", "<a@luma.example>", "a{: .b }", "{: .b }", "&copy;", "&#60;b>", "a\\",
    "</p><p>", "</span>", "<div markdown=1>", "<?php x ?>", "<![CDATA[x]]>", "http://luma.example",
    "$x$", "{{ config }}", "{% raw %}", "1.", "-", "+", ":", "1) a", "--- a", "-- -", "a\nb\r\nc",
]  # fmt: skip


def html(source):
    """Return what the publisher makes of Markdown, as a tree."""
    _MARKDOWN.reset()
    return ET.fromstring(f"<div>{_MARKDOWN.convert(source)}</div>")  # noqa: S314  ours


def one_line(text):
    return " ".join(text.split())


def test_the_settings_of_the_publisher_are_the_ones_tested():
    assert {"attr_list", "md_in_html", "toc", "def_list"} <= set(_NAMES)


@settings(max_examples=400)
@given(TEXTS)
def test_an_escaped_text_is_one_paragraph_of_exactly_that_text(text):
    """At the head of a line, with the publisher's attributes after it."""
    text = one_line(text)
    if not text:
        return
    (paragraph,) = html(f"Above.\n\n{escape(text)}\n{{: .gloss }}\n")[1:]
    assert paragraph.tag == "p"
    assert paragraph.attrib == {"class": "gloss"}
    assert len(paragraph) == 0
    assert one_line(paragraph.text or "") == text


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_an_element_or_an_attribute(text):
    (above, paragraph) = html(f"Above.\n\n{escape(text)}\n")
    assert (above.text, above.attrib) == ("Above.", {})
    assert (paragraph.tag, paragraph.attrib, len(paragraph)) == ("p", {}, 0)
    assert one_line(paragraph.text or "") == one_line(text)


@settings(max_examples=400)
@given(TEXTS, TEXTS)
def test_an_escaped_text_means_itself_within_a_line_within_elements_and_as_the_words_of_a_link(
    text, words
):
    text, words = one_line(text), one_line(words)
    source = f"A <span id='s'>{escape(text)}</span> [{escape(words)}](a.md){{: .at }} *see*\n"
    (paragraph,) = html(source)
    span, link, see = paragraph
    assert [e.tag for e in paragraph] == ["span", "a", "em"]
    assert (one_line(span.text or ""), len(span)) == (text, 0)
    assert (one_line(link.text or ""), len(link)) == (words, 0)
    assert link.attrib == {"href": "a.md", "class": "at"}
    assert one_line(see.tail or "") == ""


@settings(max_examples=400)
@given(TEXTS, TEXTS)
@example('" onmouseover="x', "} {: #b")
def test_an_escaped_attribute_is_exactly_that_text_in_a_title_and_in_a_list_of_attributes(
    title, value
):
    title, value = one_line(title), one_line(value)
    source = (
        f'[a](b.md "x {escape_attribute(title)}, y"){{: .m title2="z {escape_attribute(value)}" }}'
    )
    ((link,),) = html(source)
    assert set(link.attrib) == {"href", "class", "title", "title2"}
    assert one_line(link.attrib["title"]) == one_line(f"x {title}, y")
    assert one_line(link.attrib["title2"]) == one_line(f"z {value}")


@pytest.mark.parametrize(
    "address",
    ["https://luma.example/a_b_(c)?d=*e*&f=<g>", "https://luma.example/[x]`y`\\z|{w}", "http://é"],
)
def test_an_escaped_address_leads_where_it_did(address):
    ((link,),) = html(f"[a](<{escape_attribute(address)}>)")
    assert link.attrib == {"href": address}


@given(TEXTS | st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_value_of_the_front_matter_is_one_line_of_yaml_without_a_mark_of_html(text):
    written = front_matter(text)
    assert len(written.splitlines()) == 1
    read = yaml.safe_load(f"title: {written}\n")["title"]
    assert not re.search("[<>\"']", read)
    assert (
        read.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
        == text
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("The “Luma” statement", '"The “Luma” statement"'),
        ('He said: "no"', '"He said: &quot;no&quot;"'),
        ("</title><script>", '"&lt;/title&gt;&lt;script&gt;"'),
        ("{{ config }}", '"{{ config }}"'),
        ("---\ntitle: x", '"---\\ntitle: x"'),
        ({"text": "<b>", "units": [{"here": True, "page": None}]},
         '{"text": "&lt;b&gt;", "units": [{"here": true, "page": null}]}'),
        (("a", 1), '["a", 1]'),
    ],
)  # fmt: skip
def test_front_matter_is_written_so_that_a_theme_may_print_it(value, written):
    assert front_matter(value) == written
    assert json.loads(written)


@pytest.mark.parametrize(
    ("received", "visible"),
    [
        ("a\nb", "a¶b"),
        ("a\r\n\r\nb", "a¶¶b"),
        ("a\rb", "a¶b"),
        ("\u200b", "U+200B"),
        ("<!-- a -->", "&lt;!-- a --&gt;"),
        ("  ", "(spaces)"),
        ("", "(spaces)"),
        ("12", "12"),
    ],
)
def test_received_characters_that_cannot_be_seen_are_shown(received, visible):
    assert shown(received) == visible


@given(st.text())
def test_what_is_shown_is_never_an_element(text):
    assert not re.search('[<>"]', shown(text))
    assert shown(text).isprintable() or re.search(r"\s", shown(text))


def test_a_template_that_names_what_is_not_there_fails(tmp_path):
    """A page with a hole in it is worse than none."""
    (tmp_path / "a.j2").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(Exception, match="nothing"):
        list(render([Page("a.md", "a.j2", {})], tmp_path))


def test_a_page_knows_its_path_and_the_way_to_the_root(tmp_path):
    (tmp_path / "a.j2").write_text("{{ root }}|{{ path }}|{{ x | md }}\n", encoding="utf-8")
    pages = [Page("a.md", "a.j2", {"x": "*"}), Page("b/c/a.md", "a.j2", {"x": "<"})]
    assert list(render(pages, tmp_path)) == [
        ("a.md", "|a.md|\\*\n"),
        ("b/c/a.md", "../../|b/c/a.md|&lt;\n"),
    ]
