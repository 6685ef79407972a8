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
from kg.exports.material import Dump, Files, Material

OF_GRAPH = frozenset({"graph", "about", "inferred"})
OF_RDF = OF_GRAPH | {"reifiers"}
OF_WHOLE = frozenset({"inferred"})
ONE = frozenset({"about", "inferred"})


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written: its writer, the endings of files that mean it, what it is for, the options it takes.

    `triples` marks formats that know one graph alone, `picks` those that find what is about a thing themselves.
    """

    write: Callable[[Material], bytes | Files]
    endings: tuple[str, ...]
    about: str
    takes: frozenset[str]
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
        "turtle": Format(_rdf("turtle"), (".ttl",), "Turtle, the merged view", OF_RDF, True),
        "trig": Format(_rdf("trig"), (".trig",), "TriG, every graph", OF_RDF),
        "nquads": Format(_rdf("nquads"), (".nq",), "N-Quads, every graph", OF_RDF),
        "ntriples": Format(_rdf("ntriples"), (".nt",), "N-Triples, the merged view", OF_RDF, True),
        "rdfxml": Format(_rdf("rdfxml"), (".rdf", ".xml"), "RDF/XML, the merged view", OF_GRAPH, True),
        "jsonld": Format(_rdf("jsonld"), (".jsonld", ".json"), "JSON-LD 1.1, compacted, every graph", OF_GRAPH),
        "framed": Format(framed.framed, (), "JSON-LD framed per entity, plain keys", ONE, picks=True),
        "webannotation": Format(
            webannotation.web_annotations, (), "the evidence as Web Annotations (JSON-LD)", ONE, picks=True
        ),
        "nanopub": Format(nanopub.nanopub, (), "nanopublications (TriG), one a claim, unsigned", ONE, picks=True),
        "void": Format(void.void, (), "description of the data set (VoID and DCAT, Turtle)", frozenset()),
        "csv": Format(
            csvfiles.csv_files, (".zip", ".csv"), "tables as CSV with a Frictionless description: a folder, or a .zip",
            OF_WHOLE | {"excel", "table"},
        ),
        "xlsx": Format(xlsx.xlsx, (".xlsx",), "the tables as an Excel workbook", OF_WHOLE),
        "sqlite": Format(sqlite.sqlite, (".sqlite", ".db"), "the tables as a database, for Datasette", OF_WHOLE),
        "jsonl": Format(
            jsonl.jsonl, (".jsonl", ".ndjson"), "claims with quotes, one JSON object a line", ONE, picks=True
        ),
        "plover": Format(
            plover.plover, (), "events with PLOVER codes, dyads by month, codebook: a folder, or a .zip",
            OF_WHOLE | {"excel"},
        ),
        "graphml": Format(network.graphml, (".graphml",), "who met whom, as a network", OF_WHOLE),
        "gexf": Format(network.gexf, (".gexf",), "who met whom, as a network, for Gephi", OF_WHOLE),
        "bibtex": Format(references.bibtex, (".bib",), "the articles as BibTeX", frozenset()),
        "csljson": Format(references.csl_json, (), "the articles as CSL-JSON", frozenset()),
    }
)  # fmt: skip


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


__all__ = ["FORMATS", "Choice", "Dump", "Files", "Format", "Material", "export", "format_of", "serialize", "zipped"]
