"""Repaired text and the editor's additions in, a document of numbered, addressable parts out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from edition.blocks import RawBlock, split_blocks, without_label
from edition.dates import find_date
from edition.errors import Problem, nearest
from edition.labels import id_part
from edition.matter import back_matter, front_matter, place_of
from edition.model import (
    Block,
    BlockKind,
    Date,
    Document,
    EditionNotes,
    Emendation,
    Mark,
    Note,
    RepairedText,
    Section,
    SectionKind,
)
from edition.outline import Unit, outline

_MADE_HEADING = 60  # characters at most, of a heading made from a unit's first words


def parse(repaired: RepairedText, notes: EditionNotes) -> tuple[Document, list[Problem]]:
    """Read the structure of a text.

    Never fails for a text's shape: the worst text gives one section of plain paragraphs.
    Returns the document, and what in `notes` does not fit it: a heading for a unit that it has
    not, a note on words that it has not.
    """
    raw = split_blocks(repaired)
    first, front = front_matter(raw)
    last, back = back_matter(raw, first)
    builder = _Builder(repaired)
    front_blocks = builder.blocks(raw[:first], "front", "Front", front)
    units = outline(raw[first:last])
    sections = builder.sections(units, None)
    back_blocks = builder.blocks(raw[last:], "back", "Back", back)
    title = " ".join(b.text for b in front_blocks if b.kind == "title") or None
    dated = [b for b in (*front_blocks, *back_blocks) if b.kind in {"dateline", "release"}]
    found = next((date for b in dated if (date := find_date(b.text))), None)
    document = Document(
        repaired=repaired,
        title=title,
        name=notes.short_title or title or repaired.source.slug,
        short_title=notes.short_title,
        lang=notes.lang or _script_language(repaired.text),
        date=Date(
            found.as_given if found else None,
            notes.date.edtf or (found.edtf if found else None),
            notes.date.note,
        ),
        place=next((p for b in dated if (p := place_of(b.text))), None),
        edited_place=notes.place,
        parties=notes.parties or _parties(title or ""),
        provenance=notes.provenance,
        rights=notes.rights,
        front=front_blocks,
        sections=sections,
        back=back_blocks,
        notes=(),
        apparatus=tuple(sorted((*repaired.apparatus, *builder.addresses), key=lambda e: e.start)),
        marks=tuple(sorted(builder.marks, key=lambda m: m.start)),
    )
    return _with_additions(document, notes)


# --- numbering ------------------------------------------------------------------------------


class _Builder:
    """Gives blocks and units their ids and locators, and gathers marks and addresses."""

    def __init__(self, repaired: RepairedText) -> None:
        self.repaired = repaired
        self.marks: list[Mark] = []
        self._locators: dict[str, int] = {}
        self.addresses: list[Emendation] = []
        received = repaired.source.text
        self._lines = [m.end() for m in re.finditer(r"\r\n|\r|\n", received)]
        self._shifts: list[tuple[int, int]] = []  # (offset in the repaired text, shift from there)
        shift = 0
        for e in repaired.apparatus:
            shift += len(e.received) - len(e.repaired)
            self._shifts.append((e.end - shift, shift))

    def received(self, at: int) -> int:
        """Return where a character of the repaired text stands in the received text."""
        before = bisect_right(self._shifts, at, key=lambda pair: pair[0])
        return at + (self._shifts[before - 1][1] if before else 0)

    def line(self, at: int) -> int:
        """Return the line of the received text on which a character of the repaired one stands."""
        return bisect_right(self._lines, self.received(at)) + 1

    def blocks(
        self,
        raw: list[RawBlock],
        unit_id: str,
        unit_locator: str,
        kinds: list[BlockKind] | None = None,
    ) -> tuple[Block, ...]:
        """Return blocks of one unit, numbered from 1."""
        done = []
        for number, block in enumerate(raw, 1):
            inline = without_label(block)
            self._keep(block)
            done.append(
                Block(
                    id=f"{unit_id}__para_{number}",
                    locator=f"{unit_locator} ¶{number}".strip(),
                    kind=kinds[number - 1] if kinds else block.kind,
                    label=block.bullet,
                    text=inline.text,
                    spans=inline.spans,
                    line=self.line(block.start),
                    printed=block.printed,
                )
            )
        return tuple(done)

    def _keep(self, block: RawBlock) -> None:
        self.marks += block.marks
        for start, end, _ in block.inline.addresses:
            at, words = self.received(start + 1), self.repaired.text[start + 1 : end]
            self.addresses.append(
                Emendation("link-address", at, at + len(words), words, "", self.line(start))
            )

    def sections(self, units: list[Unit], parent: Section | None) -> tuple[Section, ...]:
        """Return units of one parent with ids unique among them, and all that is in them."""
        taken: dict[str, int] = {}
        done = []
        unlabelled = annexes = 0
        for unit in units:
            unlabelled += unit.label is None and unit.kind is None
            annexes += unit.kind == "annex"
            name, kind = self._name(unit, parent, annexes if unit.kind == "annex" else unlabelled)
            key = name.lower()
            taken[key] = taken.get(key, 0) + 1
            again = taken[key]
            unit_id = f"{parent.id}__{name}" if parent else name
            locator = _locator(unit, parent, unlabelled, alone=len(units) == 1)
            if again > 1:
                unit_id = f"{unit_id}-{again}"
            locator = self._unique(locator)
            done.append(self._section(unit, unit_id, locator, kind))
        return tuple(done)

    def _unique(self, locator: str) -> str:
        """Return a locator that no other unit has, with a number of ours where one is needed."""
        again = self._locators[locator] = self._locators.get(locator, 0) + 1
        return locator if again == 1 else self._unique(f"{locator}[{again}]")

    def _name(self, unit: Unit, parent: Section | None, number: int) -> tuple[str, SectionKind]:
        """Return a unit's part of its id, and its kind; `number` stands in for a label."""
        label = unit.label
        if unit.kind == "preamble":
            return "preamble", "preamble"
        if unit.kind == "annex":
            core = label.core if label else ""
            return f"annex_{id_part(core) if core else number}", "annex"
        if label is None:
            return f"sec_u{number}", "part" if _holds_sections(unit, parent) else "section"
        if label.word:
            kind: SectionKind = "part" if label.word in {"part", "title", "chapter"} else "section"
            return f"sec_{id_part(label.core)}", kind
        clause = parent is not None and (
            parent.kind == "clause"
            or (parent.kind == "section" and parent.label is not None and parent.heading is None)
            or label.printed.startswith("(")
            or label.style[0] in "aAi"
        )
        core = id_part(label.core)
        if clause:
            return f"item_{core}", "clause"
        return f"sec_{core}", "part" if _holds_sections(unit, parent) else "section"

    def _section(self, unit: Unit, unit_id: str, locator: str, kind: SectionKind) -> Section:
        shell = Section(
            id=unit_id,
            locator=locator,
            kind=kind,
            label=unit.label.label if unit.label else None,
            printed=unit.label.printed if unit.label else None,
            heading=unit.heading.text if unit.heading else None,
            heading_by="text" if unit.heading else None,
            heading_spans=unit.heading.spans if unit.heading else (),
            blocks=(),
            sections=(),
            line=self.line(unit.opener.start if unit.opener else unit.blocks[0].start),
        )
        for block in (unit.opener, unit.heading_block):
            if block is not None and not any(block is own for own in unit.blocks):
                self._keep(block)
        blocks = self.blocks(unit.blocks, unit_id, locator)
        return replace(shell, blocks=blocks, sections=self.sections(unit.units, shell))


def _holds_sections(unit: Unit, parent: Section | None) -> bool:
    """Tell whether a headed unit of the top level is a part: numbered sections stand in it."""
    return (
        parent is None
        and unit.heading is not None
        and any(
            u.label and u.label.style in {"1.", "1", "1)"} and u.heading is None for u in unit.units
        )
    )


def _locator(unit: Unit, parent: Section | None, unlabelled: int, *, alone: bool) -> str:
    """Return how a unit is cited; square brackets hold a number that is ours, not the text's."""
    label = unit.label
    if unit.kind == "preamble":
        own = "Preamble"
    elif label is not None:
        own = label.label
    elif parent is None and alone and unit.heading is None:
        own = ""
    else:
        own = f"[{unlabelled}]"
    if parent is None or not parent.locator:
        return own
    if label and label.word == "" and own.startswith("("):
        return f"{parent.locator}{own}"
    if label and own.startswith(f"{parent.label}."):
        return own
    return f"{parent.locator}, {own}" if parent.kind == "annex" else f"{parent.locator}.{own}"


# --- what the editor adds -------------------------------------------------------------------


def _with_additions(document: Document, notes: EditionNotes) -> tuple[Document, list[Problem]]:
    """Set the editor's headings and notes; make a heading where nobody gave one."""
    problems: list[Problem] = []
    units = {unit.locator: unit for unit in document.units()}
    wanted: dict[str, str] = {}
    for line, at, words in notes.headings:
        unit = units.get(at)
        if unit is None:
            hint = nearest(at, [u for u in units if u])
            problems.append(
                Problem(notes.file, line, f"heading for “{at}”, which the text has not; {hint}")
            )
        elif unit.heading is not None:
            problems.append(
                Problem(notes.file, line, f"“{at}” has a heading of its own; remove this one")
            )
        else:
            wanted[unit.id] = words
    placed: list[Note] = []
    blocks = {block.locator: block for block in document.blocks()}
    for line, at, words, text in notes.notes:
        block = blocks.get(at)
        if block is None:
            problems.append(
                Problem(
                    notes.file,
                    line,
                    f"note at “{at}”, which the text has not; {nearest(at, blocks)}",
                )
            )
        elif words not in block.text:
            problems.append(
                Problem(
                    notes.file, line, f"{at} has not the words “{words}”; copy them from the text"
                )
            )
        else:
            number = 1 + sum(note.block == block.id for note in placed)
            end = block.text.index(words) + len(words)
            placed.append(Note(block.id, number, end, words, text))
    sections = tuple(_headed(s, wanted) for s in document.sections)
    return replace(document, sections=sections, notes=tuple(placed)), problems


def _headed(section: Section, wanted: dict[str, str]) -> Section:
    heading, by = section.heading, section.heading_by
    if section.id in wanted:
        heading, by = wanted[section.id], "editor"
    elif heading is None and section.label is not None:
        made = _made_heading(section)
        heading, by = (made, "rule") if made else (None, None)
    inner = tuple(_headed(s, wanted) for s in section.sections)
    return replace(section, heading=heading, heading_by=by, sections=inner)


def _made_heading(section: Section) -> str:
    """Return a heading made of a unit's first words, or nothing if it has none.

    The first sentence where it is short, else as many whole words as fit, and an ellipsis.
    """
    text = next((b.text for b in section.blocks if b.text), "")
    sentence = re.match(r"(.+?[^\s.])[.;:](?=\s|$)", text)
    if sentence and len(sentence[1]) <= _MADE_HEADING:
        return sentence[1]
    if len(text) <= _MADE_HEADING:
        return text
    return text[:_MADE_HEADING].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


# --- what the text says of itself -----------------------------------------------------------


def _script_language(text: str) -> str:
    """Return the language that the script alone settles, else English."""
    sample = text[:5000]
    for lang, script in (
        ("km", r"[\u1780-\u17ff]"),
        ("ja", r"[\u3040-\u30ff]"),
        ("ko", r"[\uac00-\ud7af]"),
        ("zh", r"[\u4e00-\u9fff]"),
        ("th", r"[\u0e00-\u0e7f]"),
        ("ar", r"[\u0600-\u06ff]"),
    ):
        if len(re.findall(script, sample)) * 4 > len(sample):
            return lang
    return "en"


def _parties(title: str) -> tuple[str, ...]:
    """Return the parties that a title names: "between A and B"."""
    match = re.search(r"\bbetween (?:the )?(.+?),? and (?:the )?([^()]+)", title)
    return (match[1], match[2].strip()) if match else ()
