"""The search without a server: names and titles, cut into small files by the first letters of their words.

Comes in: names with the page that each leads to. Goes out: scripts that a page loads when somebody types, each of a
bounded size. It never holds all names in memory; spellings are compared without case, diacritics and marks, here and in
search.js alike.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nsmallest
from pathlib import Path

from kg.words import fold

LETTERS = 2  # of a word, that choose the file
MOST_BYTES = 80_000  # of a file: what is larger is cut by one letter more
MOST_OF_A_WORD = 300  # names that bear one word and are listed: who seeks further types another word
DEEPEST = 12  # letters
EXACT = "exact"  # ends the name of the file of those words that go no further
HELD = 4_000_000  # bytes that wait to be written
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Kana, Han.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Found:
    """A spelling of a name, the name itself, what it is, its page."""

    spelling: str
    name: str
    kind: str
    path: str


@dataclass
class _Spools:
    """Lines by the file that they belong to, in a folder."""

    folder: Path
    waiting: dict[str, list[str]] = field(default_factory=dict)
    held: int = 0

    def put(self, name: str, line: str) -> None:
        self.waiting.setdefault(name, []).append(line)
        self.held += len(line)
        if self.held > HELD:
            self.flush()

    def flush(self) -> None:
        for name, lines in self.waiting.items():
            with (self.folder / name).open("a", encoding="ascii") as file:
                file.writelines(f"{line}\n" for line in lines)
        self.waiting.clear()
        self.held = 0

    def lines(self, name: str) -> Iterator[str]:
        with (self.folder / name).open(encoding="ascii") as file:
            yield from (line.rstrip("\n") for line in file)


def search_files(names: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """`search/XY.js` for each beginning of a word; each calls `kgFound` with its entries, and with the names of the
    files that go on where there are too many, or whether some are left out; `files.js` lists the first ones.
    """
    with tempfile.TemporaryDirectory(prefix="kg-search-") as folder:
        spools, roots = _Spools(Path(folder)), set[str]()
        for found in names:
            words = words_of(found.spelling)
            entry = json.dumps([found.spelling, found.name, found.kind, found.path, " ".join(words)])
            for key in sorted({key for word in words for key in _keys(word, "")}):
                roots.add(key)
                spools.put(file_of(key), entry)
        spools.flush()
        yield "search/files.js", f"kgFiles({json.dumps(sorted(map(file_of, roots)))});\n".encode("ascii")
        for key in sorted(roots, key=file_of):
            yield from _of_key(spools, key, file_of(key))


def _of_key(spools: _Spools, key: str, name: str) -> Iterator[tuple[str, bytes]]:
    """The file of a beginning, and those that go on from it."""
    place = spools.folder / name
    if place.stat().st_size <= MOST_BYTES:
        yield _script(name, sorted(set(spools.lines(name))), rest=False)
    elif name.endswith(EXACT) or len(key) >= DEEPEST:
        kept = nsmallest(MOST_OF_A_WORD + 1, _once(spools.lines(name)), key=_short_first)
        yield _script(name, sorted(kept[:MOST_OF_A_WORD]), rest=len(kept) > MOST_OF_A_WORD)
    else:
        parts = _parted(spools, key, name)
        yield _script(name, [], rest=sorted(parts))
        for part in sorted(parts):
            yield from _of_key(spools, parts[part], part)
    place.unlink()


def _once(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those that repeat the one before left out."""
    before = None
    for line in lines:
        if line != before:
            yield line
        before = line


def _short_first(line: str) -> tuple[int, str]:
    return len(line), line


def _parted(spools: _Spools, key: str, name: str) -> dict[str, str]:
    """Put the lines of a file into files of one letter more; their names with their keys."""
    parts: dict[str, str] = {}
    for line in spools.lines(name):
        for longer in {one for word in json.loads(line)[4].split(" ") for one in _keys(word, key)}:
            part = f"{name}-{EXACT}" if longer == key else file_of(longer)
            parts[part] = longer
            spools.put(part, line)
    spools.flush()
    return parts


def _script(name: str, lines: Iterable[str], rest: bool | list[str]) -> tuple[str, bytes]:
    listed = ",\n".join(lines)
    return f"search/{name}.js", f'kgFound("{name}", [\n{listed}\n], {json.dumps(rest)});\n'.encode("ascii")


def words_of(text: str) -> list[str]:
    """The words of a name as they are compared: folded, without any mark (Unicode category M)."""
    bare = "".join(c for c in fold(text) if not unicodedata.category(c).startswith("M"))
    return re.findall(r"[^\W_]+", bare)


def _keys(word: str, key: str) -> set[str]:
    """The beginnings one letter longer than `key` (LETTERS for none) that lead to a word: of the word, and in a script
    without spaces of every place in it. A word that ends with `key` is led to by `key` itself.
    """
    starts = range(len(word)) if UNSPACED.search(word) else range(1)
    length = len(key) + 1 if key else LETTERS
    return {word[start : start + length] for start in starts if word.startswith(key, start)}


def file_of(key: str) -> str:
    """The name of the file for a beginning: letters and digits of ASCII as they are, others by their code point."""
    return "-".join(c if c.isascii() and c.isalnum() else f"u{ord(c):x}" for c in key)
