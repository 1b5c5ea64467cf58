"""Every type of data that passes between the stages; imports nothing of ours.

All types are frozen and hold tuples, so that a stage cannot change what another made. Offsets
count Unicode code points. Formatting and mentions are standoff: spans over plain text, merged
only when a page is rendered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal[
    "paragraph", "item", "quotation", "row", "footnote",
    "title", "dateline", "release", "signature", "note",
]  # fmt: skip
SectionKind = Literal["section", "clause", "part", "preamble", "annex"]
HeadingBy = Literal["text", "editor", "rule"]
SpanKind = Literal["em", "strong", "sup", "sub", "u", "break", "cell", "link", "mark", "page-end"]
By = Literal["editor", "rule"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as received.

    Attributes:
        slug: the name of its folder, and of its address on the site.
        text: every character of the file, line ends included.
        file: path of the file, relative to the source folder.
        sha256: hash of the file's bytes, in hexadecimal.
    """

    slug: str
    text: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """One correction of the received text, or one doubt about it.

    Attributes:
        rule: name of the rule that made it.
        start, end: what it replaces, as offsets in the received text.
        received: the characters that stand there.
        repaired: the characters that take their place; empty where they were set aside; equal
            to `received` where a doubt was left as it was.
        line: line of `start` in the received file, counted from 1.
        doubt: the rule is not certain; a person should look.
    """

    rule: str
    start: int
    end: int
    received: str
    repaired: str
    line: int
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class RepairedText:
    """A text after emendation, with the apparatus that lists every change in order."""

    source: SourceText
    text: str
    apparatus: tuple[Emendation, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Formatting over a block's plain text, from `start` to `end`.

    `value` is the address of a link or the label of a footnote mark. Spans of kind `break` cover
    the one space where a line was broken on purpose; `mark` and `page-end` are points.
    """

    start: int
    end: int
    kind: SpanKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of the repaired text that were read as form, from `start` to `end`.

    Attributes:
        kind: what they were read as; `edition.proof` says which characters each kind may cover.
        decoded: the characters they stand for, where they stand for any (an entity).
    """

    start: int
    end: int
    kind: str
    decoded: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest part of a text that can be pointed at: a paragraph, an item, a row …

    Attributes:
        id: anchor, unique in its document.
        locator: how a person cites it: "4(d) ¶2".
        kind: see `BlockKind`.
        label: bullet or number printed before it, or none.
        text: plain text without marks, white space folded to single spaces.
        spans: formatting, ordered by start.
        line: line of the received file on which it starts, counted from 1.
        printed: the label was printed in the received text as it stands; a bullet that was
            a Markdown mark was not.
    """

    id: str
    locator: str
    kind: BlockKind
    label: str | None
    text: str
    spans: tuple[Span, ...] = ()
    line: int = 0
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A unit of a text: what a printed number, letter or heading opens.

    Attributes:
        id: anchor, unique in its document: `sec_4`, `sec_4__item_d`.
        locator: how a person cites it: "4", "4(d)".
        kind: see `SectionKind`.
        label: as printed, without its stop: "4", "(a)"; or none.
        printed: the label with its stop, as the received text has it.
        heading: plain text, and who gave it; or none.
        heading_spans: formatting of a received heading.
        blocks: its own blocks, which all stand before `sections`.
        sections: the units inside it.
        line: line of the received file on which it starts, counted from 1.
    """

    id: str
    locator: str
    kind: SectionKind
    label: str | None
    printed: str | None
    heading: str | None
    heading_by: HeadingBy | None
    heading_spans: tuple[Span, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    line: int

    def walk(self) -> Iterator[Section]:
        """Yield this unit and every unit inside it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def all_blocks(self) -> Iterator[Block]:
        """Yield every block of this unit and of those inside it, in reading order."""
        for section in self.walk():
            yield from section.blocks


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the editor's on words of a block: it stands after the words, marked as ours.

    `number` counts the notes of the block; `end` is where in the block's text the words end.
    """

    block: str
    number: int
    end: int
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date: as the text gives it, in EDTF (ISO 8601-2), and what the editor says of it."""

    as_given: str | None = None
    edtf: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text came from: in the editor's words, the day received, a web address."""

    origin: str | None = None
    received: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class EditionNotes:
    """What the editor adds to a text: `edition.yml`, checked for form but not against the text.

    `headings` and `notes` keep the line they stand on, for messages: (line, at, …).
    """

    file: str
    short_title: str | None = None
    lang: str | None = None
    parties: tuple[str, ...] = ()
    date: Date = Date()
    place: str | None = None
    provenance: Provenance = Provenance()
    rights: str | None = None
    headings: tuple[tuple[int, str, str], ...] = ()
    notes: tuple[tuple[int, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its parts, ready to be read.

    Attributes:
        title: as received, in one line; none if the text has none.
        name: what to call it: the editor's short title, else the title, else its slug.
        place: as received; none if the text names none.
        edited_place: the editor's word for it.
        apparatus: the emendations, and the addresses of links set aside by parsing.
        marks: what of the repaired text was read as form.
    """

    repaired: RepairedText
    title: str | None
    name: str
    short_title: str | None
    lang: str
    date: Date
    place: str | None
    edited_place: str | None
    parties: tuple[str, ...]
    provenance: Provenance
    rights: str | None
    front: tuple[Block, ...]
    sections: tuple[Section, ...]
    back: tuple[Block, ...]
    notes: tuple[Note, ...]
    apparatus: tuple[Emendation, ...]
    marks: tuple[Mark, ...] = field(repr=False, default=())

    @property
    def slug(self) -> str:
        """The name of its folder, and of its address on the site."""
        return self.repaired.source.slug

    def units(self) -> Iterator[Section]:
        """Yield every unit, in reading order."""
        for section in self.sections:
            yield from section.walk()

    def blocks(self) -> Iterator[Block]:
        """Yield every block, front and back matter included, in reading order."""
        yield from self.front
        for section in self.sections:
            yield from section.all_blocks()
        yield from self.back


@dataclass(frozen=True, slots=True)
class Citation:
    """A source of a gloss."""

    title: str
    publisher: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Words at one place of one text that mean an entry there, or do not (`here`, `not_here`)."""

    document: str
    at: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a glossary.

    Attributes:
        id: folder of its kind and its own name: `people/li-keqiang`.
        kind: person, institution, project, agreement, event, place or concept.
        headword, variants: the forms of the name; the headword is one of them.
        native: the name in its own script. office: the office held at the date of the text.
        gloss: what a reader needs to know; none if nobody has written it.
        see: ids of related entries.
        here, not_here: decisions for single places.
        status: described by an editor, or found by a rule.
        file, line: where the editor wrote it, for messages.
    """

    id: str
    kind: str
    headword: str
    variants: tuple[str, ...] = ()
    native: str | None = None
    office: str | None = None
    gloss: str | None = None
    sources: tuple[Citation, ...] = ()
    see: tuple[str, ...] = ()
    here: tuple[Place, ...] = ()
    not_here: tuple[Place, ...] = ()
    status: Literal["described", "found"] = "described"
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names an entry, and the words it uses there."""

    entry: str
    document: str
    block: str
    start: int
    end: int
    wording: str
    by: By


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: its path in docs/, the template that makes it, what the template sees."""

    path: str
    template: str
    context: dict[str, object] = field(repr=False)
