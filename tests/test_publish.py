"""The built site of the text that ships, and the project built in other places and ways.

The fidelity of the pages is measured here with code of the test's own, apart from edition.proof.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).parent.parent
SLUG = "cambodia-china-2022"
PROJECT = (
    "build.py", "mkdocs.yml", "mkdocs_hooks.py", "edition", "templates", "overrides", "source",
)  # fmt: skip


def copy_project(folder: Path) -> Path:
    """Copy what a build needs into a folder, and nothing that was built."""
    for name in PROJECT:
        there = ROOT / name
        if there.is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(there, folder / name, ignore=ignore)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(there, folder / name)
    return folder


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in a folder, with no settings of the caller's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"SITE_URL", "SITE_NAME", "EDITION_BUILDING", "SOURCE_DATE_EPOCH"}
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=kept | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which docs/ and site/ of the text that ships were built."""
    folder = tmp_path_factory.mktemp("shipped")
    done = run(
        [str(ROOT / "build.py"), "--docs", str(folder / "docs"), "--site", str(folder / "site")],
        ROOT,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return built / "site"


@pytest.fixture(scope="module")
def data(site: Path) -> Any:
    return json.loads((site / "data" / f"{SLUG}.json").read_bytes())


@pytest.fixture(scope="module")
def glossary(site: Path) -> Any:
    return json.loads((site / "data" / "glossary.json").read_bytes())


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Any]:
    """Return every page of the site by its path, parsed."""
    return {
        path.relative_to(site).as_posix(): html.fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


def all_units(sections: list[Any]) -> Iterator[Any]:
    for section in sections:
        yield section
        yield from all_units(section["sections"])


def all_blocks(data: Any) -> Iterator[tuple[Any, str]]:
    """Yield every block with the page it stands on."""
    for block in data["front"]:
        yield block, f"{SLUG}/index.html"
    for section in data["sections"]:
        for unit in all_units([section]):
            for block in unit["blocks"]:
                yield block, f"{section['url']}index.html"
    for block in data["back"]:
        yield block, f"{data['sections'][-1]['url']}index.html"


# --- addresses and links --------------------------------------------------------------------


def test_the_addresses_of_the_contract_exist(site: Path, data: Any, glossary: Any) -> None:
    """Home, the text's pages, the glossary's, about, the data, and a page for what is missing."""
    wanted = [
        "index.html",
        f"{SLUG}/index.html",
        f"{SLUG}/text/index.html",
        *(f"{SLUG}/{number}/index.html" for number in range(1, 9)),
        "glossary/index.html",
        *(
            f"glossary/{kind}/index.html"
            for kind in ("people institutions projects agreements places events concepts".split())
        ),
        "glossary/people/hun-sen/index.html",
        *(f"{entry['url']}index.html" for entry in glossary["entries"]),
        "about/index.html",
        "404.html",
        f"data/{SLUG}.json",
        f"data/{SLUG}.received.txt",
        f"data/{SLUG}.repaired.txt",
        f"data/{SLUG}.search.js",
        "data/glossary.json",
        "data/glossary.search.js",
        "data/search.js",
    ]
    assert [path for path in wanted if not (site / path).is_file()] == []
    for unit in all_units(data["sections"]):
        path, _, anchor = unit["url"].partition("#")
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert f'id="{anchor or unit["id"]}"' in page


def test_every_block_of_the_data_is_an_anchor_on_its_page(data: Any, pages: dict[str, Any]) -> None:
    """On its own page, and on the page that holds the whole text."""
    for block, page in all_blocks(data):
        for path in (page, f"{SLUG}/text/index.html"):
            (element,) = pages[path].xpath("//*[@id=$id]", id=block["id"])
            assert received(element).endswith(squeezed(block["text"]))


def test_downloads_are_the_received_bytes(site: Path) -> None:
    """What is offered as the received text is just that."""
    received_file = ROOT / "source" / SLUG / "text.md"
    assert (site / "data" / f"{SLUG}.received.txt").read_bytes() == received_file.read_bytes()


class _Links(HTMLParser):
    """Gathers the ids and the links of a page, with Python's own parser."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.append(value or "")
            elif name in {"href", "src"}:
                self.links.append(value or "")


def broken(site: Path, base: str) -> list[tuple[str, str]]:
    """Return (page, link) of every link of a site that leads nowhere, base being its path."""
    read = {p.relative_to(site).as_posix(): _Links(p) for p in site.rglob("*.html")}
    faults = []
    for path, page in read.items():
        faults += [(path, f"twice: {i}") for i in set(page.ids) if page.ids.count(i) > 1]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = join(base, path) if not parts.path else join(base, path, "..", "")
            target = normpath(join(target, unquote(parts.path))) if parts.path else target
            if not f"{target}/".startswith(base):
                faults.append((path, link))
                continue
            inside = target[len(base) :]
            folder = normpath(join(inside, "index.html"))
            file = folder if (site / folder).is_file() else inside
            anchored = file not in read or not parts.fragment
            if not (site / file).is_file() or (
                not anchored and unquote(parts.fragment) not in read[file].ids
            ):
                faults.append((path, link))
    return faults


def test_no_link_and_no_anchor_is_broken(site: Path) -> None:
    """On any page, and no anchor stands twice on one."""
    assert broken(site, "/") == []


def test_the_site_asks_nothing_of_another_host(site: Path) -> None:
    """No page and no style sheet loads a script, a face, a picture or a style from elsewhere."""
    asked = []
    elsewhere = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
    for path in site.rglob("*.html"):
        page: Any = html.fromstring(path.read_bytes())
        loaded = page.xpath("//@src | //@srcset | //@poster | //object/@data | //@style")
        loaded += [
            link.get("href")
            for link in page.xpath("//link[@href]")
            if link.get("rel") not in {"canonical", "prev", "next"}
        ]
        loaded += re.findall(
            r"(?:@import\s*|url\()\s*[\"']?([^\"')]+)", "".join(page.xpath("//style/text()"))
        )
        asked += [(path.name, str(one)) for one in loaded if elsewhere.match(str(one))]
    for path in site.rglob("*.css"):
        css = path.read_text(encoding="utf-8")
        loaded = re.findall(r"@import\s*[\"']([^\"']+)|url\(\s*[\"']?([^\"')]+)", css)
        asked += [(path.name, one) for pair in loaded for one in pair if elsewhere.match(one)]
    assert list(site.rglob("*.html"))
    assert list(site.rglob("*.css"))
    assert asked == []


# --- fidelity -------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def received(element: Any) -> str:
    """Return the received characters inside an element, without white space."""
    found = element.xpath(".//*[@data-received]")
    return squeezed("".join("".join(one.itertext()) for one in found))


@pytest.fixture(scope="module")
def expected() -> str:
    """Return the received text's characters without the only marks it has: * and <sup>."""
    text = (ROOT / "source" / SLUG / "text.md").read_text(encoding="utf-8")
    return squeezed(re.sub(r"\*|</?sup>", "", text))


def test_along_the_pages_stands_the_received_text(pages: dict[str, Any], expected: str) -> None:
    """Title page, sections in order with the back matter after the last: each character once."""
    chain = ["index.html", *(f"{number}/index.html" for number in range(1, 9))]
    assert "".join(received(pages[f"{SLUG}/{page}"]) for page in chain) == expected


def test_on_the_whole_text_page_stands_the_received_text(
    pages: dict[str, Any], expected: str
) -> None:
    """From the first to the last character, once."""
    assert received(pages[f"{SLUG}/text/index.html"]) == expected


def test_received_text_stands_nowhere_else(pages: dict[str, Any]) -> None:
    """Home, entries, indexes and the page about the edition quote it, but are not it."""
    holding = {path for path, page in pages.items() if page.xpath("//*[@data-received]")}
    own = {"index", "text/index", *(f"{number}/index" for number in range(1, 9))}
    assert holding == {f"{SLUG}/{name}.html" for name in own}


def test_nothing_of_ours_stands_inside_received_words(pages: dict[str, Any]) -> None:
    """No locator, no editor's heading, no note; only links on names, form, and silent marks."""
    for page in pages.values():
        for element in page.xpath("//*[@data-received]//*"):
            kind = element.get("class", "")
            if element.tag == "a":
                assert kind.startswith(("mention ", "outward"))
            elif element.tag == "span":
                assert kind == "page-end"
                assert not "".join(element.itertext())
            else:
                assert element.tag in {"em", "strong", "sup", "sub", "u", "br"}
                assert not kind
        for ours in page.xpath(
            "//*[contains(@class, 'locator') or contains(@class, 'made')"
            " or contains(@class, 'note') or contains(@class, 'legend')]"
        ):
            assert not ours.xpath("ancestor-or-self::*[@data-received]")


def test_eight_quiet_marks_say_where_the_received_pages_ended(pages: dict[str, Any]) -> None:
    """Along the pages, and again on the whole-text page."""
    marks = {path: len(page.xpath("//*[@class='page-end']")) for path, page in pages.items()}
    assert {path: n for path, n in marks.items() if n} == {
        f"{SLUG}/2/index.html": 1,
        f"{SLUG}/4/index.html": 4,
        f"{SLUG}/5/index.html": 2,
        f"{SLUG}/8/index.html": 1,
        f"{SLUG}/text/index.html": 8,
    }


def test_the_certificate_says_what_was_measured(pages: dict[str, Any], data: Any) -> None:
    """2,017 words received, as many on the site, none lost; and the hash of the file."""
    rows = pages["about/index.html"].xpath("//table[@class='certificate']//tr")
    said = [row.xpath("string(td)").strip() for row in rows]
    assert said == ["2,017", "0", "0", "2,017", "0", data["source"]["sha256"]]
    chain = ["index.html", *(f"{number}/index.html" for number in range(1, 9))]
    words = 0
    for page in chain:
        for block in pages[f"{SLUG}/{page}"].xpath("//*[*[@data-received]]"):
            words += len(
                "".join("".join(e.itertext()) for e in block.xpath("*[@data-received]")).split()
            )
    assert words == 2017


# --- names ----------------------------------------------------------------------------------


def test_every_mention_links_to_its_entry(data: Any, glossary: Any, pages: dict[str, Any]) -> None:
    """In the order of the text, each over its own words, on both pages that hold it."""
    address = {entry["id"]: entry["url"] for entry in glossary["entries"]}
    count = 0
    for block, own in all_blocks(data):
        wanted = [(m["wording"], address[m["entry"]]) for m in block["mentions"]]
        count += len(wanted)
        for path in (own, f"{SLUG}/text/index.html"):
            (element,) = pages[path].xpath("//*[@id=$id]", id=block["id"])
            there = [
                (
                    " ".join("".join(link.itertext()).split()),
                    normpath(join(path, "..", link.get("href"))) + "/",
                )
                for link in element.xpath(".//*[@data-received]//a")
            ]
            assert there == wanted
    assert count == sum(len(entry["mentions"]) for entry in glossary["entries"]) > 100


def test_every_entry_links_back_to_the_paragraph_of_each_mention(
    data: Any, glossary: Any, pages: dict[str, Any]
) -> None:
    """In the order of the text; and the index leads to each of these paragraphs."""
    place = {block["id"]: (block, page) for block, page in all_blocks(data)}
    for entry in glossary["entries"]:
        path = f"{entry['url']}index.html"
        lines = pages[path].xpath("//*[@class='concordance']//li")
        there = []
        for line in lines:
            target, _, anchor = line.xpath("a/@href")[0].partition("#")
            there.append((normpath(join(path, "..", target, "index.html")), anchor))
            assert line.xpath("string(a)") == place[anchor][0]["locator"]
        assert there == [(place[m["block"]][1], m["block"]) for m in entry["mentions"]]
        wordings = [place[m["block"]][0]["text"][m["start"] : m["end"]] for m in entry["mentions"]]
        assert [line.xpath("string(mark)") for line in lines] == wordings
        forms = pages[path].xpath("//*[@class='forms']//li")
        assert {
            form.xpath("string(text()[1])").strip(): form.xpath("string(span)") for form in forms
        } == {wording: str(wordings.count(wording)) for wording in wordings}


# --- the same in other places ---------------------------------------------------------------


def test_neither_folder_nor_day_nor_locale_nor_hash_seed_changes_a_byte(
    built: Path, tmp_path: Path
) -> None:
    """Copies of the project, and source folders elsewhere, give the same docs/ and site/."""
    expected = snapshot(built / "docs"), snapshot(built / "site")
    one = copy_project(tmp_path / "one")
    two = copy_project(tmp_path / "a folder" / "two é")
    elsewhere = tmp_path / "elsewhere"
    shutil.move(two / "source", elsewhere)
    for folder, more, environment in (
        (one, [], {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
        (
            two,
            ["--source", str(elsewhere)],
            {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C.UTF-8"},
        ),
    ):
        done = run(["build.py", *more], folder, **environment)
        assert done.returncode == 0, done.stderr
        for name, wanted in zip(("docs", "site"), expected, strict=True):
            there = snapshot(folder / name)
            assert there.keys() == wanted.keys()
            assert [path for path in wanted if there[path] != wanted[path]] == []


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project whose docs/ are made."""
    folder = copy_project(tmp_path_factory.mktemp("copy") / "project")
    done = run(["build.py", "--docs-only"], folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_works_under_a_path(project: Path) -> None:
    """On https://example.org/repo/ every link holds, those of the page not found included."""
    done = run(["build.py", "--site", "under"], project, SITE_URL="https://example.org/repo/")
    assert done.returncode == 0, done.stderr
    assert broken(project / "under", "/repo/") == []
    page = _Links(project / "under" / "404.html")
    absolute = [link for link in page.links if link.startswith("/")]
    assert absolute
    assert all(link.startswith("/repo/") for link in absolute)


def test_docs_build_strictly_without_us(project: Path) -> None:
    """docs/ and mkdocs.yml are all that a publisher needs, and equal what build.py publishes."""
    command = ["-m", "mkdocs", "build", "--strict", "--site-dir", "alone"]
    done = run(command, project, EDITION_BUILDING="1", SOURCE_DATE_EPOCH="0")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert broken(project / "alone", "/") == []


def test_a_plain_mkdocs_build_makes_docs_anew(tmp_path: Path) -> None:
    """The hook calls build.py; a problem in source/ fails the build with its line."""
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / "source")
    text = project / "source" / "ferry" / "text.md"
    text.parent.mkdir(parents=True)
    text.write_text("# Statement of Arvenia\n\n1. The ferry sails.\n\n2. It returns.\n")
    command = ["-m", "mkdocs", "build", "--strict"]
    run(["build.py", "--docs-only"], project)
    done = run(command, project)
    assert done.returncode == 0, done.stderr
    text.write_text("# Statement of Arvenia\n\n1. The heron sleeps.\n\n2. It returns.\n")
    done = run(command, project)
    assert done.returncode == 0, done.stderr
    assert "heron sleeps" in (project / "docs/ferry/1.md").read_text()
    assert "heron sleeps" in (project / "site/ferry/1/index.html").read_text()
    before = snapshot(project / "docs")
    (text.parent / "edition.yml").write_text("short_title: Ferry\nlanguage: en\n")
    done = run(command, project)
    assert done.returncode != 0
    assert "source/ferry/edition.yml:2: unknown key “language”" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(project / "docs") == before
