"""The search without a server: names and titles, cut into small files by the first letters of their words.

Comes in: names with the page that each leads to. Goes out: scripts that a page loads when somebody types. It never
holds all names in memory; spellings are compared without case, diacritics and marks, here and in search.js alike.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.words import fold

LETTERS = 2  # of a word, that choose the file
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Kana, Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Found:
    """A spelling of a name, the name itself, what it is, its page."""

    spelling: str
    name: str
    kind: str
    path: str


def search_files(names: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """`search/XY.js` for each beginning of a word; each calls `kgFound` with its entries; `files.js` lists them."""
    with tempfile.TemporaryDirectory(prefix="kg-search-") as folder:
        for found in names:
            words = words_of(found.spelling)
            entry = json.dumps([found.spelling, found.name, found.kind, found.path, " ".join(words)])
            for key in sorted({key for word in words for key in _keys(word)}):
                with (Path(folder) / file_of(key)).open("a", encoding="ascii") as file:
                    file.write(f"{entry}\n")
        spools = sorted(Path(folder).iterdir())
        yield "search/files.js", f"kgFiles({json.dumps([spooled.name for spooled in spools])});\n".encode("ascii")
        for spooled in spools:
            lines = ",\n".join(sorted(set(spooled.read_text("ascii").splitlines())))
            yield f"search/{spooled.name}.js", f'kgFound("{spooled.name}", [\n{lines}\n]);\n'.encode("ascii")


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared: folded, without any mark (Unicode category M)."""
    bare = "".join(c for c in fold(text) if not unicodedata.category(c).startswith("M"))
    return re.findall(r"[^\W_]+", bare)


def _keys(word: str) -> set[str]:
    """The beginnings that lead to a word: of the word, and in a script without spaces of every place in it."""
    starts = range(len(word)) if UNSPACED.search(word) else range(1)
    return {word[start : start + LETTERS] for start in starts}


def file_of(key: str) -> str:
    """The name of the file for a beginning: letters and digits of ASCII as they are, others by their code point."""
    return "-".join(c if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in key)
