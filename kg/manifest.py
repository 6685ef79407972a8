"""What a build says of itself: the file that lists what it was made of and the hash of each of its files.

Comes in: the folder of a build. Goes out: its manifest, and the hash that it gives a file. It never looks at the files
themselves.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.errors import BadInput

MANIFEST = "manifest.json"


def manifest_of(build: Path) -> dict[str, Any]:
    """The manifest in the folder of a build; FileNotFoundError if there is none, BadInput if it is no JSON object."""
    try:
        found = json.loads((build / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise
    except (OSError, ValueError):
        raise _broken(build) from None
    if not isinstance(found, dict):
        raise _broken(build)
    return found


def written_in(build: Path, name: str) -> str:
    """What a manifest says of itself under a name, as `base`; errors as of `manifest_of`, BadInput if it lacks it."""
    said = manifest_of(build).get(name)
    if not isinstance(said, str):
        raise _broken(build)
    return said


def hash_in(build: Path, name: str) -> str:
    """The SHA-256 that a manifest gives a file of its build, in hex; errors as of `written_in`."""
    files = manifest_of(build).get("files")
    said = files.get(name) if isinstance(files, dict) else None
    if not isinstance(said, str):
        raise _broken(build)
    return said


def _broken(build: Path) -> BadInput:
    return BadInput(str(build / MANIFEST), "not the manifest of a build", "run kg build again")
