"""Texts in, pictures for sharing out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from PIL import Image

from edition.model import Document
from edition.sharing import SIZE, share_pictures

LATIN, KHMER = "Déclaration – “Ğ” Ελλάς Жизнь", "សេចក្តីប្រកាសរួម"


def inked(png: bytes, top: int, bottom: int) -> int:
    """Count the pixels between two heights that are not paper."""
    picture = Image.open(BytesIO(png)).convert("L").crop((0, top, SIZE[0], bottom))
    return sum(picture.histogram()[:200])


def test_the_site_and_every_text_have_a_picture(make_document: Callable[..., Document]) -> None:
    """Of the size that those who show links ask for, and the same each time."""
    documents = [make_document("One.", slug="a"), make_document("Two.", slug="b")]
    made = dict(share_pictures(documents))
    assert list(made) == ["assets/share/site.png", "assets/share/a.png", "assets/share/b.png"]
    for png in made.values():
        assert Image.open(BytesIO(png)).size == SIZE
    assert made == dict(share_pictures(documents))
    assert list(dict(share_pictures([]))) == ["assets/share/site.png"]


def test_a_name_is_drawn_if_the_face_has_its_letters(
    make_document: Callable[..., Document],
) -> None:
    """Else there is only the shape of the text, and no boxes for letters."""
    document = make_document("One.", slug="a")
    for name, drawn in ((LATIN, True), (KHMER, False), (f"{LATIN} {KHMER}", False)):
        png = dict(share_pictures([replace(document, name=name)]))["assets/share/a.png"]
        assert (inked(png, 0, 360) > 0) == drawn, name
        assert inked(png, 370, SIZE[1]) > 0


def test_names_never_run_into_the_bars(make_document: Callable[..., Document]) -> None:
    """However long and however many they are."""
    document = replace(
        make_document("One."), name="Declaration " * 40, parties=("Government of Arvenia",) * 30
    )
    few = replace(document, name="A", parties=())
    long, short = (dict(share_pictures([d]))["assets/share/arvenia.png"] for d in (document, few))
    assert inked(long, 370, SIZE[1]) == inked(short, 370, SIZE[1])
