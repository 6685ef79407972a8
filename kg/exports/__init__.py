"""The room that writes the graph out for others.

Comes in: a store, the name of a format, a place to write. Goes out: bytes that are the same for the same graph,
whatever the order in which it was made. It never writes an article's text, and never fetches a context or schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import UsageError
from kg.exports import jsonld, plain
from kg.paths import write_atomically

Writer = Callable[[ox.Store], bytes]

# A line for each format: its name, its writer, the endings of files that mean it.
FORMATS: Mapping[str, tuple[Writer, tuple[str, ...]]] = MappingProxyType(
    {
        "turtle": (plain.turtle, (".ttl",)),
        "trig": (plain.trig, (".trig",)),
        "nquads": (plain.nquads, (".nq",)),
        "ntriples": (plain.ntriples, (".nt",)),
        "rdfxml": (plain.rdfxml, (".rdf", ".xml")),
        "jsonld": (jsonld.jsonld, (".jsonld", ".json")),
    }
)


def export(store: ox.Store, format: str, out: Path | BinaryIO | None = None) -> bytes:
    """The store in a format; also written to `out`, a file whole or not at all.

    turtle, ntriples and rdfxml hold the merged view (RDF 1.1 triples); trig, nquads and jsonld hold every named
    graph too. UsageError for an unknown format.
    """
    if format not in FORMATS:
        raise UsageError("format", f"{format!r} is not known", f"choose one of {', '.join(FORMATS)}")
    data = FORMATS[format][0](store)
    if isinstance(out, Path):
        write_atomically(out, data)
    elif out is not None:
        out.write(data)
    return data


def format_of(path: Path) -> str | None:
    """The format that a file's ending means; None if it means none."""
    return next((name for name, (_, endings) in FORMATS.items() if path.suffix.lower() in endings), None)


__all__ = ["FORMATS", "export", "format_of"]
