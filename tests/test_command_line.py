"""build.py as a process: exit statuses, what it says, what it writes and what it leaves alone."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import build
from edition import stages

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-B", str(ROOT / "build.py")]
PEOPLE = """\
- id: ada-corvin
  headword: Ada Corvin
  variants: [President Ada Corvin, Dame Ada]
  gloss: President of Arvenia.
- id: oren
  headword: King Oren
- id: nobody
  headword: Nobody At All
"""


@pytest.fixture
def folder(tmp_path, make_source, statement):
    """Return a folder with a source folder of one text and one glossary in it."""
    make_source(tmp_path, {"arvenia/text.md": statement, "glossary/people.yml": PEOPLE})
    return tmp_path


def run(folder, *arguments, **more):
    """Run build.py in a folder; return its exit status, its lines and its complaints."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60, **more,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


def tree(folder):
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder):
    return {str(path): path.lstat().st_mtime_ns for path in sorted(folder.rglob("*"))}


def figures(lines):
    """Return the figures of the report by their names."""
    found = (re.fullmatch(r"  (\S.*?)\s{2,}(\S.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


# --- exit statuses --------------------------------------------------------------------------


def test_a_build_of_docs_ends_with_nought_and_a_report(folder):
    status, out, err = run(folder, "--docs-only")
    assert (status, err) == (0, [])
    assert figures(out) | {"seconds": ""} == {
        "texts": "1",
        "sections": "3 (5 with those inside)",
        "paragraphs": "5",
        "words received": "73",
        "entries": "3",
        "mentions": "2",
        "entries without a gloss": "2",
        "entries no text mentions": "1",
        "variants no text uses": "1",
        "names in no glossary": "4",
        "joins in doubt": "0",
        "files created": "23",
        "files changed": "0",
        "files removed": "0",
        "files unchanged": "0",
        "seconds": "",
    }
    assert out[:3] == [
        "reading source",
        "  arvenia: Joint Statement between the Republic of Arvenia and the Kingdom of Solmark",
        "writing docs",
    ]
    for line in ("    people                    2", "    people/ada-corvin: Dame Ada"):
        assert line in out
    assert not (folder / "site").exists()


def test_a_whole_build_publishes_and_a_problem_leaves_site_and_docs_as_they_were(folder):
    status, out, err = run(folder)
    assert (status, err) == (0, [])
    assert out[-1] == "every word is in its place; the site is in site"
    assert (folder / "site" / "arvenia" / "2" / "index.html").is_file()
    before = tree(folder), stamps(folder)
    wrong = folder / "source" / "arvenia" / "edition.yml"
    wrong.write_text("lang: Arvenian\n", encoding="utf-8")
    status, out, err = run(folder)
    assert status == 1
    assert err[0].startswith("source/arvenia/edition.yml:1: ")
    wrong.unlink()
    assert (tree(folder), stamps(folder)) == (
        before[0],
        before[1] | {str(wrong.parent): wrong.parent.stat().st_mtime_ns},
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--dcos"], "unrecognized arguments: --dcos"),
        (["publish"], "invalid choice: 'publish'"),
        (["--docs"], "argument --docs: expected one argument"),
        (["--check", "--docs-only"], "do not go together"),
        (["serve", "--check"], "do not go together"),
        (["--source", "gone"], "there is no source folder gone"),
        (["--source", "file"], "there is no source folder file"),
        (["--docs", "source/docs"], "--docs lies in --source; keep the folders apart"),
        (["--docs", "."], "--source lies in --docs; keep the folders apart"),
        (["--site", "docs/../docs"], "keep the folders apart"),
        (["--docs", "link"], "--docs lies in --source; keep the folders apart"),
        (["--docs", "loop"], "a folder is a symbolic link that leads to itself"),
        (["--site", "loop"], "a folder is a symbolic link that leads to itself"),
        (["--docs-only", "--docs", "foreign"], "holds other files; name an empty or a new folder"),
        (["--check", "--docs", "foreign"], "holds other files; name an empty or a new folder"),
        (["--site", "foreign"], "holds other files; name an empty or a new folder"),
        (["--docs-only", "--docs", "file"], "--docs file is a file; name a folder"),
        (["--docs-only", "--docs", "/dev/full"], "--docs /dev/full is a file; name a folder"),
    ],
)
def test_wrong_use_ends_with_two_a_line_that_says_why_and_nothing_written(
    folder, arguments, message
):
    (folder / "foreign").mkdir()
    (folder / "foreign" / "mine.txt").write_text("Mine.", encoding="utf-8")
    (folder / "file").write_text("Mine too.", encoding="utf-8")
    (folder / "link").symlink_to("source")
    (folder / "loop").symlink_to("loop")
    before = tree(folder)
    status, _, err = run(folder, *arguments)
    assert status == 2
    assert message in err[-1]
    assert tree(folder) == before


def test_a_folder_that_cannot_be_made_ends_with_three(folder):
    (folder / "file").write_text("x", encoding="utf-8")
    status, _, err = run(folder, "--docs-only", "--docs", "file/docs")
    assert (status, err) == (3, ["build.py: file/docs: Not a directory"])


def test_a_file_where_a_folder_must_be_is_cleared_away_or_ends_with_three(folder):
    """docs/ is generated whole: what stands in the way there is ours to remove."""
    assert run(folder, "--docs-only")[0] == 0
    for path in sorted((folder / "docs" / "arvenia").iterdir()):
        path.unlink()
    (folder / "docs" / "arvenia").rmdir()
    (folder / "docs" / "arvenia").write_text("x", encoding="utf-8")
    assert run(folder, "--docs-only")[0] in {0, 3}
    assert run(folder, "--docs-only")[0] == 0
    assert run(folder, "--check")[0] == 0


def test_a_terminal_that_is_full_or_gone_ends_with_three(folder):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "--docs-only"], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr == b"build.py: No space left on device\n"


def test_a_disk_that_fails_ends_with_three_in_one_line(folder, monkeypatch, capsys):
    def fail(*_):
        raise OSError(28, "No space left on device", "docs/index.md")

    monkeypatch.chdir(folder)
    monkeypatch.setattr(build, "write_docs", fail)
    assert build.main(["--docs-only"]) == 3
    assert capsys.readouterr().err == "build.py: docs/index.md: No space left on device\n"


def test_a_site_that_fails_its_check_ends_with_three_and_the_old_site_stays(
    folder, monkeypatch, capsys
):
    monkeypatch.chdir(folder)
    assert build.main([]) == 0
    before = tree(folder / "site")
    assert "arvenia/index.html" in before
    monkeypatch.setattr(build, "check_site", lambda *_: ["a word is lost"])
    assert build.main([]) == 3
    err = capsys.readouterr().err
    assert err.startswith("build.py: ")
    assert "a word is lost" in err
    assert tree(folder / "site") == before
    assert sorted(p.name for p in folder.iterdir() if p.is_dir()) == ["docs", "site", "source"]


@pytest.mark.parametrize("arguments", [["--docs-only"], ["--check"], []])
def test_an_interruption_ends_with_130_in_one_line(folder, monkeypatch, capsys, arguments):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.chdir(folder)
    monkeypatch.setattr(stages, "parse", interrupt)
    assert build.main(arguments) == 130
    assert capsys.readouterr().err == "build.py: interrupted; the old site stays\n"


def test_ctrl_c_while_the_publisher_runs_ends_with_130_and_the_next_build_clears_up(folder):
    """There is no site until one is whole, and no traceback."""
    process = subprocess.Popen(
        COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    for line in process.stdout:
        if line.startswith("publishing"):
            process.send_signal(signal.SIGINT)
            break
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err == "build.py: interrupted; the old site stays\n"
    assert not (folder / "site").exists()
    assert run(folder)[0] == 0
    left = {path.name for path in folder.iterdir()}
    assert left == {"source", "docs", "site", ".site.lock"}


# --- check ----------------------------------------------------------------------------------


def test_check_ends_with_nought_when_fresh_and_with_one_and_the_files_when_stale(folder):
    assert run(folder, "--docs-only")[0] == 0
    before = stamps(folder)
    assert run(folder, "--check") == (0, ["docs is what source gives"], [])
    assert stamps(folder) == before
    docs = folder / "docs"
    (docs / "about.md").write_text("x", encoding="utf-8")
    (docs / "index.md").unlink()
    (docs / "arvenia" / "stray.md").write_text("x", encoding="utf-8")
    before = stamps(folder)
    status, out, err = run(folder, "--check")
    assert (status, err) == (1, ["docs is stale; run build.py --docs-only"])
    names = [line.strip() for line in out if line.startswith("    ")]
    assert names == ["index.md", "about.md", "arvenia/stray.md"]
    assert stamps(folder) == before


def test_check_ends_with_one_where_there_is_no_docs_and_makes_none(folder):
    status, out, _ = run(folder, "--check")
    assert status == 1
    assert figures(out)["files created"] == "23"
    assert not (folder / "docs").exists()


def test_check_ends_with_one_when_the_source_has_a_problem(folder):
    (folder / "source" / "stray.md").write_text("x", encoding="utf-8")
    status, out, err = run(folder, "--check")
    assert (status, out) == (1, [])
    assert err == [
        "source/stray.md:1: a text has a folder of its own; move it to source/stray/text.md",
        "1 problem; nothing was written",
    ]


# --- the terminal ---------------------------------------------------------------------------


def on_a_terminal(folder, *arguments, **environment):
    """Run build.py under a pseudo-terminal; return what stands on it."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder, stdout=inner, stderr=inner, stdin=inner,
        env={**os.environ, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(inner)
    said = b""
    while select.select([outer], [], [], 30)[0]:
        try:
            more = os.read(outer, 65536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        said += more
    process.wait(timeout=30)
    os.close(outer)
    return said.decode()


def test_there_is_colour_on_a_terminal_only_and_only_where_it_is_wanted(folder, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("EDITION_BUILDING", raising=False)
    warning, error = "\x1b[33m", "\x1b[31m"
    assert warning in on_a_terminal(folder, "--docs-only")
    assert "\x1b" not in on_a_terminal(folder, "--docs-only", NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(folder, "--docs-only", TERM="dumb")
    assert "\x1b" not in "".join(run(folder, "--docs-only")[1])
    (folder / "source" / "stray.md").write_text("x", encoding="utf-8")
    assert error in on_a_terminal(folder, "--docs-only")
    assert "\x1b" not in on_a_terminal(folder, "--docs-only", NO_COLOR="1")
    assert "\x1b" not in "".join(run(folder, "--docs-only")[2])


def test_a_terminal_that_lacks_letters_is_told_them_by_number(folder):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    status, out, _ = run(folder, "--docs-only", env=environment)
    assert status == 0
    assert "    King Oren" not in out
    assert any(r"first in arvenia 2(a) \xb61" in line for line in out)


def test_only_a_few_examples_are_listed_unless_all_are_asked_for(folder):
    text = "They saw " + ", ".join(f"Cape N{chr(97 + n)} Bay" for n in range(9)) + " there.\n"
    (folder / "source" / "arvenia" / "text.md").write_text(text, encoding="utf-8")
    _, few, _ = run(folder, "--docs-only")
    assert figures(few)["names in no glossary"] == "9"
    assert "    … and 4 more (--verbose lists all)" in few
    _, every, _ = run(folder, "--docs-only", "--verbose")
    assert sum("Cape N" in line for line in every) == 9 + ("Cape N" in every[1])


# --- what is written ------------------------------------------------------------------------


def test_a_text_alone_is_enough(tmp_path, make_source):
    make_source(tmp_path, {"luma/text.txt": "Nothing but a line.\n"})
    status, out, err = run(tmp_path, "--docs-only")
    assert (status, err) == (0, [])
    assert figures(out)["entries"] == "0"
    assert "luma/index.md" in tree(tmp_path / "docs")


def test_an_empty_glossary_file_is_as_good_as_none(folder):
    (folder / "source" / "glossary" / "people.yml").write_text("# later\n", encoding="utf-8")
    status, out, err = run(folder, "--docs-only")
    assert (status, err) == (0, [])
    assert figures(out)["entries"] == "0"


def test_two_texts_share_one_glossary(folder, statement):
    other = folder / "source" / "solmark"
    other.mkdir()
    (other / "text.md").write_text(statement, encoding="utf-8")
    status, out, _ = run(folder, "--docs-only")
    assert status == 0
    assert (figures(out)["texts"], figures(out)["mentions"]) == ("2", "4")
    page = (folder / "docs" / "glossary" / "people" / "oren.md").read_text(encoding="utf-8")
    assert "../../arvenia/1.md#" in page
    assert "../../solmark/1.md#" in page


def test_other_folders_hold_for_every_verb(folder):
    (folder / "source").rename(folder / "texts")
    folders = ("--source", "texts", "--docs", "deep/pages")
    assert run(folder, "--docs-only", *folders)[0] == 0
    assert run(folder, "--check", *folders)[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["deep", "texts"]


def test_docs_over_a_stale_folder_are_the_docs_of_an_empty_one(folder):
    """Entries taken away take their pages and empty folders with them; the rest is not touched."""
    places = folder / "source" / "glossary" / "places.yml"
    places.write_text("- {id: luma, headword: Port Luma}\n", encoding="utf-8")
    assert run(folder, "--docs-only")[0] == 0
    docs = folder / "docs"
    assert (docs / "glossary" / "places" / "luma.md").is_file()
    before = stamps(docs)
    assert figures(run(folder, "--docs-only")[1])["files unchanged"] == str(len(tree(docs)))
    assert stamps(docs) == before

    places.unlink()
    people = folder / "source" / "glossary" / "people.yml"
    people.write_text(PEOPLE.replace("nobody", "someone"), encoding="utf-8")
    assert run(folder, "--docs-only")[0] == 0
    assert not (docs / "glossary" / "places").exists()
    assert not (docs / "glossary" / "people" / "nobody.md").exists()
    oren = docs / "glossary" / "people" / "ada-corvin.md"
    assert oren.lstat().st_mtime_ns == before[str(oren)]
    assert run(folder, "--docs-only", "--docs", "fresh")[0] == 0
    assert tree(folder / "fresh") == tree(docs)


def test_two_builds_of_one_source_are_equal_whatever_the_hash_seed_the_zone_and_the_place(folder):
    for name, seed, zone in (("a", "1", "Asia/Tokyo"), ("b/c", "2", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        assert run(folder, "--docs-only", "--docs", name, env=environment)[0] == 0
    assert tree(folder / "a") == tree(folder / "b" / "c")


# --- offline --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["a file", "a ZIP of others", "a folder"])
def test_an_offline_site_is_not_packed_over_what_is_not_ours(folder, kind):
    """It ends with two before anything is written; our own ZIP is written anew."""
    packed = folder / "offline.zip"
    if kind == "a folder":
        packed.mkdir()
    elif kind == "a file":
        packed.write_bytes(b"Mine.")
    else:
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("mine/data/glossary.txt", "Mine.")
    before = tree(folder), stamps(folder)
    status, out, err = run(folder, "offline")
    assert (status, out) == (2, [])
    assert err[-1].endswith(
        "offline.zip is there and holds no site of ours; move it, or name another"
    )
    assert (tree(folder), stamps(folder)) == before


def test_an_offline_site_may_be_the_folder_one_stands_in_and_be_made_again(folder):
    """Its ZIP stands beside it, under its name."""
    site = folder / "copy"
    site.mkdir()
    for _ in range(2):
        status, out, err = run(site, "offline", "--source=../source", "--docs=../docs", "--site=.")
        assert (status, err) == (0, [])
        assert out[-1] == f"open index.html in a browser, or hand on {folder / 'copy.zip'}"
    with zipfile.ZipFile(folder / "copy.zip") as archive:
        assert "copy/data/glossary.json" in archive.namelist()
