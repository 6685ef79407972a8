"""Formats by media type, and which of them a request wants.

Comes in: an Accept header, the formats that can be offered. Goes out: the one that is wanted most. It never guesses
from a browser's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is called, its media types (the first is what an answer says), its suffix, the comment it allows,
    whether it has no room for a word that is no data.
    """

    name: str
    types: tuple[str, ...]
    suffix: str
    comment: str = ""
    roomless: bool = False


TABLES = (
    Format("json", ("application/sparql-results+json", "application/json"), ".srj"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), ".srx"),
    Format("csv", ("text/csv",), ".csv", roomless=True),
    Format("tsv", ("text/tab-separated-values",), ".tsv", roomless=True),
    Format("md", ("text/markdown",), ".md"),
    Format("html", ("text/html",), ".html"),
)
GRAPHS = (
    Format("turtle", ("text/turtle",), ".ttl", "# {}\n"),
    Format("ntriples", ("application/n-triples",), ".nt", "# {}\n"),
    Format("jsonld", ("application/ld+json", "application/json"), ".jsonld", roomless=True),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), ".rdf"),
    Format("trig", ("application/trig",), ".trig", "# {}\n"),
    Format("nquads", ("application/n-quads",), ".nq", "# {}\n"),
)
PAGE = Format("html", ("text/html", "application/xhtml+xml"), ".html")
BY_NAME: Mapping[str, Format] = MappingProxyType({one.name: one for one in (*TABLES, *GRAPHS)})


def content_type(format: str) -> str:
    """The value of Content-Type for a format; text says that it is UTF-8."""
    kind = BY_NAME[format].types[0]
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def wanted(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """The format that an Accept header wants most (RFC 9110, 12.5.1), the first offered among equals; None if none."""
    if accept is None or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    best, chosen = 0.0, None
    for one in offered:
        quality = max((_quality(kind, ranges) for kind in one.types), default=0.0)
        if quality > best:
            best, chosen = quality, one
    return chosen


def by_suffix(path: str, offered: Iterable[Format]) -> tuple[str, Format | None]:
    """The path without the suffix of one of the formats, and the format; the path alone if it has none."""
    for one in offered:
        if path.endswith(one.suffix):
            return path.removesuffix(one.suffix), one
    return path, None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        kind, *params = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for name, _, value in (param.partition("=") for param in params):
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if "/" in kind or kind == "*":
            yield ("*/*" if kind == "*" else kind), quality


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that the type falls under; 0 if it falls under none."""
    for pattern in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        for found, quality in ranges:
            if found == pattern:
                return quality
    return 0.0
