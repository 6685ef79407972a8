"""The room that writes the graph out for others.

Comes in: a store with what else a build knows, the name of a format, the part that is wanted. Goes out: bytes, or files
by name, that are the same for the same graph, whatever the order in which it was made. It never writes an article's
text, and never fetches a context or schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import UsageError
from kg.exports import (
    csvfiles,
    dataset,
    framed,
    jsonl,
    jsonld,
    nanopub,
    network,
    plain,
    plover,
    references,
    sqlite,
    void,
    webannotation,
    xlsx,
)
from kg.exports.bundle import zipped
from kg.exports.choosing import Choice, chosen
from kg.exports.material import DUMPS, Dump, Files, Material, dumps

OF_GRAPH = frozenset({"graph", "about", "inferred"})
OF_RDF = OF_GRAPH | {"reifiers"}
OF_WHOLE = frozenset({"inferred"})
ONE = frozenset({"about", "inferred"})


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written: its writer, the endings of files that mean it, the options it takes.

    `triples` marks formats that know one graph alone, `picks` those that find what is about a thing themselves.
    """

    write: Callable[[Material], bytes | Files]
    endings: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset()
    triples: bool = False
    picks: bool = False


Rdf = Callable[[ox.Store], bytes]


RDF: Mapping[str, Rdf] = MappingProxyType(
    {
        "turtle": plain.turtle, "trig": plain.trig, "nquads": plain.nquads, "ntriples": plain.ntriples,
        "rdfxml": plain.rdfxml, "jsonld": jsonld.jsonld,
    }
)  # fmt: skip


def serialize(store: ox.Store, format: str) -> bytes:
    """A whole store in one of the formats of RDF."""
    return RDF[format](store)


def _rdf(format: str) -> Callable[[Material], bytes]:
    return lambda material: serialize(material.store, format)


# A line for each format.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "turtle": Format(_rdf("turtle"), (".ttl",), OF_RDF, triples=True),
        "trig": Format(_rdf("trig"), (".trig",), OF_RDF),
        "nquads": Format(_rdf("nquads"), (".nq",), OF_RDF),
        "ntriples": Format(_rdf("ntriples"), (".nt",), OF_RDF, triples=True),
        "rdfxml": Format(_rdf("rdfxml"), (".rdf", ".xml"), OF_GRAPH, triples=True),
        "jsonld": Format(_rdf("jsonld"), (".jsonld", ".json"), OF_GRAPH),
        "framed": Format(framed.framed, (), ONE, picks=True),
        "webannotation": Format(webannotation.web_annotations, (), ONE, picks=True),
        "nanopub": Format(nanopub.nanopub, (), ONE, picks=True),
        "void": Format(void.void),
        "dataset": Format(dataset.dataset),
        "csv": Format(csvfiles.csv_files, (".zip", ".csv"), OF_WHOLE | {"excel", "table"}),
        "xlsx": Format(xlsx.xlsx, (".xlsx",), OF_WHOLE),
        "sqlite": Format(sqlite.sqlite, (".sqlite", ".db"), OF_WHOLE),
        "jsonl": Format(jsonl.jsonl, (".jsonl", ".ndjson"), ONE, picks=True),
        "plover": Format(plover.plover, (), OF_WHOLE | {"excel"}),
        "graphml": Format(network.graphml, (".graphml",), OF_WHOLE),
        "gexf": Format(network.gexf, (".gexf",), OF_WHOLE),
        "bibtex": Format(references.bibtex, (".bib",)),
        "csljson": Format(references.csl_json),
    }
)


def export(source: Material | ox.Store, format: str, choice: Choice | None = None) -> bytes | Files:
    """A build in a format: bytes, or the files of a bundle by name.

    UsageError for an unknown format, for an option that the format does not take, for a graph or table that is not
    there.
    """
    if format not in FORMATS:
        raise UsageError("format", f"{format!r} is not known", f"choose one of {', '.join(FORMATS)}")
    form, wanted = FORMATS[format], choice or Choice()
    material = source if isinstance(source, Material) else Material(source)
    for option in wanted.named():
        if option not in form.takes:
            able = ", ".join(name for name, one in FORMATS.items() if option in one.takes)
            raise UsageError(f"--{option}", f"{format} does not take it", f"leave it out, or choose one of {able}")
    if not wanted.named():
        return form.write(material)
    narrow = replace(wanted, about=None) if form.picks else wanted
    part = material.store
    if {"graph", "about", "inferred", "reifiers"} & set(narrow.named()):
        part = chosen(material.store, narrow, material.base, triples=form.triples)
    return form.write(replace(material, store=part, choice=wanted))


def format_of(path: Path) -> str | None:
    """The format that a file's ending means; None if it means none."""
    return next((name for name, form in FORMATS.items() if path.suffix.lower() in form.endings), None)


__all__ = [
    "DUMPS", "FORMATS", "Choice", "Dump", "Files", "Format", "Material", "dumps", "export", "format_of", "serialize",
    "zipped",
]  # fmt: skip
