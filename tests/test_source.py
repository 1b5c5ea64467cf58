"""The source folder in; what is wrong in it, line by line, and nothing else done."""

import os
from pathlib import Path

import pytest

import build
from edition import source
from edition.errors import SourceError, UsageError
from edition.source import read_source
from edition.stages import read_edition

CASES = sorted(Path(__file__).parent.glob("fixtures/problems/*.txt"))
SENTENCE = "A text of Arvenia.\n"


def read_case(path):
    """Return the sentence, the files and the expected lines of a case."""
    sentence, *parts = path.read_text(encoding="utf-8").split("=== ")
    files = dict(part.split("\n", 1) for part in parts)
    expected = files.pop("expected")
    return sentence.strip(), files, expected.splitlines()


def snapshot(folder):
    """Return path, bytes and time of every file and folder below."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in [folder, *sorted(folder.rglob("*"))]
    }


def problems_of(folder):
    with pytest.raises(SourceError) as caught:
        read_edition(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def here(tmp_path, monkeypatch, make_source, statement):
    """Stand in an empty folder; return write(files), which puts files beside a good text."""
    monkeypatch.chdir(tmp_path)

    def write(files):
        make_source(tmp_path, {"arvenia/text.md": statement, **files})
        return Path("source")

    return write


def test_there_are_cases():
    assert len(CASES) > 30
    assert len({read_case(path)[0] for path in CASES}) == len(CASES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_wrong_input_gives_exactly_its_lines_and_nothing_is_written(path, here, capsys):
    """Exit status 1, one line a problem, all at once; docs/ and site/ are untouched."""
    sentence, files, expected = read_case(path)
    assert sentence.endswith(".")
    here({})
    for folder in ("docs", "site"):
        Path(folder, "data").mkdir(parents=True)
        Path(folder, "data", "glossary.json").write_text("old", encoding="utf-8")
    here(files)
    before = snapshot(Path())
    count = f"{len(expected)} problem{'s' if len(expected) > 1 else ''}; nothing was written"
    for arguments in (["--docs-only"], ["--check"], []):
        assert build.main(arguments) == 1
        said = capsys.readouterr()
        assert said.err.splitlines() == [*expected, count]
        assert "Traceback" not in said.out
    assert snapshot(Path()) == before


def test_a_good_source_has_no_problem(here):
    """The text that stands beside each wrong input is not itself at fault."""
    assert read_edition(here({})).documents[0].slug == "arvenia"


@pytest.mark.parametrize(
    ("name", "content", "line", "byte"),
    [
        ("arvenia/text.md", b"one\ntwo \xe9\n", 2, "0xe9"),
        ("arvenia/text.md", "one two".encode("utf-16"), 1, "0xff"),
        ("arvenia/edition.yml", b"lang: en\nplace: L\xfcma\n", 2, "0xfc"),
        ("glossary/people.yml", b"# \xc0\xaf\n", 1, "0xc0"),
        ("arvenia/text.md", b"a surrogate:\r\n\xed\xa0\x80", 2, "0xed"),
    ],
)
def test_a_file_that_is_not_utf8_names_the_line_and_the_byte(here, name, content, line, byte):
    assert problems_of(here({name: content})) == [
        f"source/{name}:{line}: not UTF-8 (byte {byte}); save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    "link",
    [
        "arvenia/text.md",
        "arvenia/edition.yml",
        "glossary/people.yml",
        "glossary",
        "solmark",
        "arvenia/text.txt",
    ],
)
@pytest.mark.parametrize("target", ["a file", "a folder", "nothing", "itself"])
def test_a_symbolic_link_is_not_followed(here, link, target):
    """Whether it leads to a file, a folder, nowhere or to itself."""
    folder = here({})
    path = folder / link
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    if link == "arvenia/text.txt":
        (folder / "arvenia/text.md").unlink()
    Path("file").write_text(SENTENCE, encoding="utf-8")
    Path("folder").mkdir()
    targets = {"a file": "file", "a folder": "folder", "nothing": "gone", "itself": path.name}
    path.symlink_to(path.name if target == "itself" else Path(targets[target]).absolute())
    assert problems_of(folder) == [
        f"source/{link}:1: a symbolic link is not followed; put the file itself here"
    ]


@pytest.mark.parametrize("name", ["arvenia/text.md", "arvenia/edition.yml", "glossary/people.yml"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_folder_or_a_pipe_is_no_file(here, name, make):
    folder = here({})
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    assert problems_of(folder) == [f"source/{name}:1: not a file; put a text file here"]


def test_a_file_too_large_to_read_is_to_be_divided(here, monkeypatch):
    monkeypatch.setattr(source, "_LARGEST", 10)
    assert problems_of(here({})) == ["source/arvenia/text.md:1: larger than 10 bytes; divide it"]


def test_a_byte_order_mark_and_any_line_ends_leave_the_lines_of_a_yaml_file_as_they_are(here):
    for ends in ("\n", "\r\n", "\r"):
        wrong = f"\ufefflang: en{ends}{ends}short_titel: x{ends}"
        assert problems_of(here({"arvenia/edition.yml": wrong})) == [
            (
                "source/arvenia/edition.yml:3: unknown key “short_titel” in edition.yml; "
                "did you mean “short_title”?"
            )
        ]


def test_a_byte_order_mark_is_no_part_of_the_first_key(here):
    folder = here({"arvenia/edition.yml": "\ufeffshort_title: Luma\r\n"})
    assert read_edition(folder).documents[0].short_title == "Luma"


def test_what_looks_like_a_number_a_time_a_date_or_a_truth_stays_the_text_it_is(here):
    folder = here(
        {
            "arvenia/edition.yml": "short_title: NO\nplace: 1.10\nrights: 012\n"
            "provenance: {from: 22:30, received: 2022-11-08}\nparties: [yes, 1e3]\n"
            "headings: {1: on, 2: 0x1F}\n"
        }
    )
    document = read_edition(folder).documents[0]
    assert (document.short_title, document.edited_place, document.rights) == ("NO", "1.10", "012")
    assert document.provenance.origin == "22:30"
    assert document.provenance.received == "2022-11-08"
    assert document.parties == ("yes", "1e3")
    assert [s.heading for s in document.sections[:2]] == ["on", "0x1F"]


def test_an_empty_field_is_as_good_as_none(here):
    """A key without a value, with ~ or with null leaves the default."""
    keys = ("short_title", "lang", "parties", "date", "place", "provenance", "rights", "headings")
    without = read_edition(here({})).documents
    for nothing in ("", " ~", " null"):
        lines = "\n".join(f"{key}:{nothing}" for key in (*keys, "notes"))
        assert read_edition(here({"arvenia/edition.yml": lines})).documents == without
    entry = "- id: oren\n  headword: Oren\n"
    empty = "".join(f"  {key}:\n" for key in ("variants", "gloss", "sources", "see", "here"))
    (made,) = read_edition(here({"glossary/people.yml": entry + empty})).entries
    assert (made.variants, made.gloss, made.sources, made.see, made.here) == ((), None, (), (), ())


@pytest.mark.parametrize("received", ["2031", "2031-05", "2031-05-31", "2028-02-29"])
def test_a_day_of_receipt_may_be_a_day_a_month_or_a_year(here, received):
    folder = here({"arvenia/edition.yml": f"provenance: {{received: {received}}}"})
    assert read_edition(folder).documents[0].provenance.received == received


@pytest.mark.parametrize("received", ["2031-5-1", "31 May 2031", "2031-06-31", "２０３１", "0000"])
def test_what_the_calendar_has_not_is_no_day_of_receipt(here, received):
    folder = here({"arvenia/edition.yml": f"provenance: {{received: {received}}}"})
    assert problems_of(folder) == [
        f"source/arvenia/edition.yml:1: “{received}” is no day; write one such as 2026-11-23"
    ]


def test_the_sha256_and_every_byte_of_a_text_are_kept(here):
    received = "\ufeffArvenia\r\nand\rSolmark \n\n\x0c𝔸"
    read, problems = read_source(here({"arvenia/text.md": received}))
    assert not problems
    ((text, _),) = read.texts
    assert text.text == received
    assert text.file == "arvenia/text.md"


def test_other_files_and_hidden_ones_are_no_concern(here):
    """An editor may keep the PDF beside the text, and programs their hidden files."""
    folder = here(
        {
            "arvenia/statement.pdf": b"%PDF\xff",
            "arvenia/.edition.yml.swp": b"\xff",
            ".DS_Store": b"\xff",
            "glossary/.people.yml.swp": b"\xff",
            ".git/config": "x",
            "README.md": "About these texts.",
        }
    )
    assert len(read_edition(folder).documents) == 1


def test_a_source_folder_without_a_text_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("source").mkdir()
    assert problems_of(Path("source")) == [
        "source:1: there is no text; put one into <slug>/text.md"
    ]


@pytest.mark.parametrize("name", ["gone", "file"])
def test_a_source_folder_that_is_none_is_wrong_use(tmp_path, name):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="there is no source folder"):
        read_source(tmp_path / name)
