"""The cases of a corpus file, and the reading of an invented text.

Comes in: files of tests/corpus ("## name", the text, "> a | b" for each claim expected, "! why" for what is not read
yet) and texts. Goes out: cases, and the real reading of a text. It never knows what a kind of claim holds.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.articles import read_articles
from kg.model import Reading
from kg.pipeline.reading import read_article

CORPUS = Path(__file__).parent / "corpus"


class Case(NamedTuple):
    """One text with the rows expected of it; `why` says why it is expected to fail, '' for one that must pass."""

    name: str
    text: str
    rows: list[list[str]]
    why: str


def cases(table: str) -> list[Case]:
    """The cases of corpus/TABLE.txt in their order."""
    found = []
    for block in (CORPUS / f"{table}.txt").read_text("utf-8").split("\n## ")[1:]:
        name, *lines = block.splitlines()
        rows = [line[2:].split(" | ") for line in lines if line.startswith("> ")]
        why = " ".join(line[2:] for line in lines if line.startswith("! "))
        found.append(Case(name, "\n".join(line for line in lines if line[:2] not in {"> ", "! "}).strip(), rows, why))
    return found


def read(text: str, folder: Path, published: str | None = None) -> Reading:
    """What the real reading takes from a text, dated if need be."""
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    articles, _ = read_articles([path], published=published)
    return read_article(articles[0])
