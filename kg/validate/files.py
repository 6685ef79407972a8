"""RDF files of any syntax, read without trust.

Comes in: the bytes of a file and its format. Goes out: its quads, blank nodes named by where they come in the file, and
where its subjects stand. It never follows an import or a remote context, never expands an XML entity, and never goes
to the network.
"""

from __future__ import annotations

import json
import re
import xml.parsers.expat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.paths import read_bounded
from kg.validate.report import Place
from kg.validate.tokens import Positions, Token, positions

MOST_BYTES = 500_000_000
BASE = "file:///"  # what relative addresses are resolved against; nothing is ever fetched
FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SUFFIXES: Mapping[str, str] = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns# "


@dataclass(frozen=True, slots=True)
class RdfFile:
    """A file as read: the name that people know it by, its format, its text, its quads in the file's order."""

    name: str
    format: str
    text: str
    quads: tuple[ox.Quad, ...]

    def positions(self) -> Positions:
        """Where its subjects stand: at their first statement, in RDF/XML and JSON-LD at their first element or object
        that says something of them. RDF/XML and JSON-LD give no places of terms.
        """
        if self.format == "rdfxml":
            return Positions(dict(_xml_subjects(self.text)))
        if self.format == "jsonld":
            return Positions(dict(_json_subjects(self.text)))
        return positions(self.text, BASE)

    def line_of(self, iri: str) -> int | None:
        """The line on which a term is first named, where its format gives that away."""
        token = self.positions().terms.get(iri)
        return None if token is None else Lines(self.text).place(self.name, token.start, token.end).line


def format_of(path: Path, given: str | None = None) -> str:
    """The format's name: as given, else by the file's suffix; UsageError for neither."""
    known = given or SUFFIXES.get(path.suffix.lower(), "")
    if known in FORMATS:
        return known
    what = f"{given!r} is unknown" if given else f"the suffix {path.suffix!r} names no RDF format"
    raise UsageError("--input-format" if given else str(path), what, f"use --input-format with {', '.join(FORMATS)}")


def read_rdf(
    path: Path, format: str | None = None, *, data: bytes | None = None, name: str | None = None
) -> RdfFile:
    """An RDF file, or `data` in its place, under its own `name` unless given; BadInput names the line at which it is
    none.
    """
    syntax = format_of(path, format)
    raw = read_bounded(path, MOST_BYTES) if data is None else data
    name = name or str(path)
    if syntax == "rdfxml":
        _refuse_entities(raw, name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput(f"{name}, byte {fault.start}", "not UTF-8 text", "save the file as UTF-8") from None
    try:
        quads = tuple(ox.parse(text, FORMATS[syntax], base_iri=BASE))
    except (SyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None)
        where = f"{name}, line {line}" if line else name
        raise BadInput(where, f"cannot be read as {_TITLES[syntax]} ({_brief(fault)})", "mend the file") from None
    return RdfFile(name, syntax, text, tuple(_renamed(quads, set(re.findall(r"_:([\w.-]*[\w-])", text)))))


_TITLES = {
    "turtle": "Turtle",
    "trig": "TriG",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "rdfxml": "RDF/XML",
    "jsonld": "JSON-LD",
}


def _brief(fault: Exception) -> str:
    said = " ".join(str(fault.args[0] if fault.args else fault).split())[:200]
    if "LoadDocumentCallback" in said:
        return "its context is at another address, which is not fetched: write the context into the file"
    return re.sub(r"^Parser error at (?:line \d+ )?(?:between )?", "at ", said)


def _renamed(quads: tuple[ox.Quad, ...], kept: set[str]) -> Iterator[ox.Quad]:
    """Blank nodes under the labels that the file gives them, else numbered as they come: the same on every reading."""
    names: dict[str, ox.BlankNode] = {}

    def of(node: Any) -> Any:
        if not isinstance(node, ox.BlankNode) or node.value in kept:
            return node
        return names.setdefault(node.value, ox.BlankNode(f"unnamed{len(names) + 1}"))

    for quad in quads:
        yield ox.Quad(of(quad.subject), quad.predicate, of(quad.object), of(quad.graph_name))


def _refuse_entities(raw: bytes, name: str) -> None:
    def refuse(*_: object) -> int:
        raise BadInput(name, "declares XML entities", "write the addresses out; entities are not expanded")

    parser = xml.parsers.expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(raw, True)
    except xml.parsers.expat.ExpatError as fault:
        what = f"cannot be read as RDF/XML ({xml.parsers.expat.ErrorString(fault.code)})"
        raise BadInput(f"{name}, line {fault.lineno}", what, "mend the file") from None


def _xml_subjects(text: str) -> Iterator[tuple[str, Token]]:
    """Each rdf:about, rdf:ID and rdf:nodeID with the place of its element."""
    found: dict[str, Token] = {}
    bases = [BASE]
    starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
    parser = xml.parsers.expat.ParserCreate("utf-8", " ")

    def begin(_: str, attributes: dict[str, str]) -> None:
        base = urljoin(bases[-1], attributes.get("http://www.w3.org/XML/1998/namespace base", ""))
        bases.append(base)
        token = Token("element", "<", starts[parser.CurrentLineNumber - 1] + parser.CurrentColumnNumber)
        for key, made in (("about", ""), ("ID", "#"), ("nodeID", "_:")):
            if (value := attributes.get(_RDF + key)) is not None:
                node = f"_:{value}" if key == "nodeID" else urljoin(base, made + value)
                found.setdefault(node, token)

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: bases.pop()
    parser.Parse(text.encode(), True)
    return iter(found.items())


_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]')


def _json_subjects(text: str) -> Iterator[tuple[str, Token]]:
    """Each node object that says something of its @id, with the place of the @id."""
    context = _context_of(json.loads(text))
    aliases = {"@id"} | {key for key, value in context.items() if value == "@id"}
    stack: list[tuple[list[str], list[Token]]] = []
    tokens = [Token("json", match.group(), match.start()) for match in _JSON.finditer(text)]
    found: list[tuple[int, str, Token]] = []
    for place, token in enumerate(tokens):
        if token.text == "{":
            stack.append(([], []))
        elif token.text == "}":
            keys, ids = stack.pop()
            if ids and not ids[0].text.startswith('"@') and len([key for key in keys if key != "@context"]) > 1:
                found.append((ids[0].start, _full(json.loads(ids[0].text), context), ids[0]))
        elif stack and token.text[0] == '"' and [t.text for t in tokens[place + 1 : place + 2]] == [":"]:
            key = json.loads(token.text)
            stack[-1][0].append(key)
            if key in aliases and tokens[place + 2].text[0] == '"':
                stack[-1][1].append(tokens[place + 2])
    first: dict[str, Token] = {}
    for _, node, token in sorted(found, key=lambda one: one[0]):
        first.setdefault(node, token)
    return iter(first.items())


def _context_of(document: object) -> dict[str, str]:
    """The names that the contexts at the top of a document give addresses to."""
    parts = document if isinstance(document, list) else [document]
    given = [part.get("@context") for part in parts if isinstance(part, dict)]
    named: dict[str, str] = {}
    for context in (each for one in given for each in (one if isinstance(one, list) else [one])):
        if isinstance(context, dict):
            values = {key: value.get("@id") if isinstance(value, dict) else value for key, value in context.items()}
            named |= {key: value for key, value in values.items() if isinstance(value, str)}
    return named


def _full(identifier: str, context: Mapping[str, str]) -> str:
    prefix, colon, local = identifier.partition(":")
    if colon and prefix in context and not local.startswith("//"):
        return context[prefix] + local
    return identifier if colon else urljoin(context.get("@base", BASE), identifier)


class Lines:
    """Lines and columns of offsets in a text, as editors count them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]

    def place(self, file: str, start: int, end: int) -> Place:
        """The place of `[start, end)`."""
        return Place(file, *self._at(start), *self._at(end))

    def _at(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
