"""The ontology explained, in a folder.

Comes in: the folder to write. Goes out: the files written. It never touches what else the folder holds.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError
from kg.paths import ontology_dir, write_atomically


def document(out: Path) -> tuple[Path, ...]:
    """The ontology's pages, its Markdown, and the files that they describe, written to `out`."""
    from kg.manual import explain_ontology

    if out.exists() and not out.is_dir():
        raise UsageError(str(out), "a file is no folder for documentation", "name another --out")
    made = explain_ontology(ontology_dir())
    for name, data in sorted(made.items()):
        write_atomically(out / name, data)
    return tuple(out / name for name in sorted(made))
