"""A site in its folder.

Comes in: files by path, one after another. Goes out: the folder with these files and no other; what is there unchanged
is left as it is. It never holds more than one file in memory, and never writes into a folder that is no site.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.paths import locked, write_atomically

MARK = "kg-site.json"  # stands in every folder that holds a site
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Writing:
    """How many pages and files the site has, how many were written and removed this time."""

    pages: int
    files: int
    written: int
    removed: int


def write_site(out: Path, files: Iterable[tuple[str, bytes | Path]]) -> Writing:
    """The files in `out`; UsageError if it holds something that is no site.

    A path is relative, its parts parted by "/"; a content given as a path is copied. Each file is written whole or not
    at all; a stop leaves a site of old and new pages that the next run puts right.
    """
    _refuse_others(out)
    out = out.absolute()
    with locked(out), closing(_Seen()) as seen:
        write_atomically(out / MARK, _mark())
        pages, written = 0, 0
        for path, content in files:
            pages += path.endswith(".html")
            seen.add(path)
            written += _put(_inside(out, path), content)
        number = len(seen)
        seen.add(MARK)
        return Writing(pages, number, written, _remove_others(out, seen))


class _Seen:
    """The paths that the site has, in a file of its own: there may be a million of them."""

    def __init__(self) -> None:
        self._known = sqlite3.connect("")  # a temporary database, on disk where it grows
        self._known.execute("CREATE TABLE seen (path TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, path: str) -> None:
        self._known.execute("INSERT OR IGNORE INTO seen VALUES (?)", (path,))

    def __contains__(self, path: str) -> bool:
        return self._known.execute("SELECT 1 FROM seen WHERE path = ?", (path,)).fetchone() is not None

    def __len__(self) -> int:
        return int(self._known.execute("SELECT COUNT(*) FROM seen").fetchone()[0])

    def close(self) -> None:
        self._known.close()


def _refuse_others(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(str(out), "a file is no folder for a site", "name another --out")
    if out.is_dir() and not (out / MARK).is_file() and any(out.iterdir()):
        raise UsageError(str(out), "this folder holds something that is no site", "name another --out, or empty it")


def _mark() -> bytes:
    return json.dumps({"format": FORMAT, "made_by": "kg site"}).encode() + b"\n"


def _inside(out: Path, path: str) -> Path:
    parts = path.split("/")
    if any(part in ("", ".", "..") or part[0] == "~" or "\\" in part or "\0" in part for part in parts):
        raise ValueError(f"no path inside a site: {path!r}")
    return out.joinpath(*parts)


def _put(place: Path, content: bytes | Path) -> bool:
    """Write a file unless it is there with the same content; whether it was written."""
    if isinstance(content, Path):
        if place.is_file() and filecmp.cmp(place, content, shallow=False):
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.part")
        shutil.copyfile(content, beside)
        os.replace(beside, place)
        return True
    if place.is_file() and place.stat().st_size == len(content) and place.read_bytes() == content:
        return False
    write_atomically(place, content, lasting=False)
    return True


def _remove_others(out: Path, seen: _Seen) -> int:
    """Remove files that the site no longer has, and the folders that this empties.

    What a person puts beside a site stays: hidden files and folders (.git, .nojekyll), files at the top (CNAME).
    """
    removed = 0
    for folder, _, names in os.walk(out, topdown=False):
        here = Path(folder)
        inside = here.relative_to(out)
        if any(part.startswith(".") for part in inside.parts):
            continue
        for name in names:
            path = (inside / name).as_posix()
            ours = "/" in path or path.startswith("sitemap-")
            if ours and not name.startswith(".") and path not in seen:
                (here / name).unlink()
                removed += 1
        if here != out and not any(here.iterdir()):
            here.rmdir()
    return removed
