"""Styles, scripts and what they stand on, as they are served.

Comes in: the files beside this module, and the manifest of those that others wrote. Goes out: files by path, checked
against their hashes. It fetches nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import BadInput

FOLDER = Path(__file__).parent / "assets"
MANIFEST = FOLDER / "vendor" / "manifest.json"


def asset_files() -> Iterator[tuple[str, bytes]]:
    """(path on the site, content) of every asset; BadInput if a vendored file is not what it was."""
    known = {one["file"]: one["sha256"] for one in json.loads(MANIFEST.read_bytes())["files"]}
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            name, content = path.relative_to(FOLDER).as_posix(), path.read_bytes()
            if name.startswith("vendor/") and path != MANIFEST:
                _hold(name, content, known)
            yield f"assets/{name}", content


def _hold(name: str, content: bytes, known: dict[str, str]) -> None:
    if known.get(name.removeprefix("vendor/")) != hashlib.sha256(content).hexdigest():
        raise BadInput(name, "this file is not the one that was vendored", "install kg again")
