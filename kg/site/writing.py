"""A site in its folder.

Comes in: files by path, one after another. Goes out: the folder with these files and no other; what is there unchanged
is left as it is. It never holds more than one file in memory, and never writes into a folder that is no site.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
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
    with locked(out):
        write_atomically(out / MARK, _mark())
        pages, written, seen = 0, 0, {_short(MARK)}
        for path, content in files:
            pages += path.endswith(".html")
            seen.add(_short(path))
            written += _put(_inside(out, path), content)
        return Writing(pages, len(seen) - 1, written, _remove_others(out, seen))


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


def _short(path: str) -> int:
    """A number for a path: a million of them take less memory than the paths."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8], "big")


def _remove_others(out: Path, seen: set[int]) -> int:
    """Remove files that the site no longer has, and the folders that this empties."""
    removed = 0
    for folder, _, names in os.walk(out, topdown=False):
        here = Path(folder)
        for name in names:
            path = (here / name).relative_to(out).as_posix()
            if _short(path) not in seen:
                (here / name).unlink()
                removed += 1
        if here != out and not any(here.iterdir()):
            here.rmdir()
    return removed
