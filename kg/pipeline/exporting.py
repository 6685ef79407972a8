"""A build written out for others.

Comes in: a build, the name of a format or of a file, the part that is wanted. Goes out: bytes, or a folder put in place
whole. It never changes a build, and never writes into a folder that holds something else than an export.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg import exports
from kg.errors import UsageError
from kg.explain import Lookup
from kg.exports import DUMPS, Choice, Dump, Files, Material, dumps
from kg.paths import fresh_folder, locked, ontology_dir, write_atomically
from kg.pipeline.asking import Built, findings

MARKS = ("datapackage.json", "tables/datapackage.json")  # one of these stands in every folder that an export wrote


def export(
    built: Built,
    format: str | None,
    out: Path | None = None,
    *,
    about: str | None = None,
    choice: Choice | None = None,
) -> bytes | Files:
    """The build in a format, the one that the ending of `out` means unless one is named.

    `about` is an IRI, a `prefix:name` or a label. UsageError for what is unknown or ambiguous.
    """
    wanted = choice or Choice()
    if about is not None:
        wanted = replace(wanted, about=Lookup(built.store, built.base).find(about))
    if out is not None and out.suffix.lower() == ".csv" and wanted.table is None:
        raise UsageError(str(out), "a .csv file holds one table", "name it with --table, or name a folder or a .zip")
    return exports.export(material(built), named(format, out), wanted)


def named(format: str | None, out: Path | None) -> str:
    """The format: as named, else as the ending of the file means; UsageError if neither says."""
    if format is None and (out is None or (format := exports.format_of(out)) is None):
        raise UsageError("format", "none is named", f"choose one of {', '.join(exports.FORMATS)}")
    return format


def material(built: Built) -> Material:
    """What the exports need of a build."""

    def found() -> list[tuple[str, str, str]]:
        return [(one.report, one.kind, one.sentence) for one in findings(built)]

    return Material(built.store, built.base, found, lambda: _dumps(built), _manual)


def _manual() -> Files:
    """The ontology's documentation, by the name of the file."""
    from kg.manual import explain_ontology

    return explain_ontology(ontology_dir())


def _dumps(built: Built) -> Sequence[Dump]:
    """The files of the graph in the build's folder; none for a graph just made."""
    if built.made is not None:
        return ()
    files = {name: (built.folder / name).read_bytes() for name in DUMPS if (built.folder / name).is_file()}
    return dumps(files)


def description(store: ox.Store, base: str, files: Files) -> bytes:
    """The VoID and DCAT description of a graph that these files hold."""
    made = exports.export(Material(store, base, dumps=lambda: dumps(files)), "void")
    assert isinstance(made, bytes)
    return made


def put(made: Files, out: Path) -> None:
    """The files of a bundle as a folder, whole or not at all; UsageError if the folder holds something else."""
    if out.exists() and not out.is_dir():
        raise UsageError(str(out), "a file is no folder", "name another --out")
    if out.is_dir() and any(out.iterdir()) and not any((out / mark).is_file() for mark in MARKS):
        raise UsageError(str(out), "this folder holds something that is no export", "name another --out")
    out = out.absolute()
    with locked(out), fresh_folder(out) as folder:
        for name, data in sorted(made.items()):
            write_atomically(folder / name, data)


def packed(made: Files) -> bytes:
    """The files of a bundle as a ZIP archive."""
    return exports.zipped(made)
