"""What was read before, kept between builds.

Comes in: a key that stands for all that a reading depends on, and the reading. Goes out: the same reading, or None
when it is not there or not whole. It never runs code from the cache, and never answers from an entry it cannot check.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Reading
from kg.paths import write_atomically

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def load(folder: Path, key: str) -> Reading | None:
    """The reading kept under `key`; None for a missing, damaged or outdated entry."""
    try:
        digest, _, payload = _place(folder, key).read_bytes().partition(b"\n")
        if digest != _digest(key, payload):
            return None
        return _adapter().validate_json(payload, strict=False)
    except (OSError, ValueError):
        return None


def store(folder: Path, key: str, reading: Reading) -> None:
    """Keep a reading. A cache that cannot be written is no fault: the next build reads again."""
    payload = dump(reading)
    try:
        write_atomically(_place(folder, key), _digest(key, payload) + b"\n" + payload)
    except OSError:
        return


def dump(reading: Reading) -> bytes:
    """A reading as JSON, the article's text included."""
    return _adapter().dump_json(reading)


def parse(payload: bytes) -> Reading:
    """The reading that `dump` wrote; ValueError for anything else."""
    return _adapter().validate_json(payload)


def key_of(*parts: str | bytes) -> str:
    """One key for a sequence of parts: no two sequences share one by running together."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def hash_of_files(folder: Path, names: list[str]) -> str:
    """One hash over the named files and folders under `folder`, by relative path and bytes; bytecode is left out."""
    files = [path for name in names for path in _files(folder / name)]
    parts = [part for path in sorted(files) for part in (path.relative_to(folder).as_posix(), path.read_bytes())]
    return key_of(*parts)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts and not p.name.startswith(".")]


def _place(folder: Path, key: str) -> Path:
    return folder / "readings" / key[:2] / f"{key}.json"


def _digest(key: str, payload: bytes) -> bytes:
    return key_of(key, payload).encode()


@cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)
