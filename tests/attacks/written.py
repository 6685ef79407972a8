"""What a graph of hostile articles becomes in files, read back by other programs.

Comes in: a store. Goes out: what is wrong in words: shapes that it breaks, files that do not read back, cells that run,
markup that got through. It never changes the store.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import rdflib

from attacks.articles import MARK
from kg.exports import FORMATS, Choice, Files, Material, export
from kg.model import Reading
from kg.pipeline.asking import Built, findings
from kg.pipeline.publishing import publish
from kg.validate import validate

RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RUNS = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


def held_to_shapes(store: ox.Store, texts: Mapping[str, str]) -> Iterator[str]:
    """The violations that make a graph invalid; warnings say that the news is odd, which it is."""
    for one in validate(store, texts=texts).violations:
        if one.severity == "violation":
            yield f"invalid: {one.line[:300]}"


def read_back(store: ox.Store, readings: tuple[Reading, ...], folder: Path) -> Iterator[str]:
    """What is wrong with the exports of the graph, and with its site, written below `folder`."""
    built = Built(Path(), made=store, read=readings)
    material = Material(store, built.base, lambda: [(f.report, f.kind, f.sentence) for f in findings(built)])
    merged = {q.triple for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    for format in FORMATS:
        choice = Choice(excel=True) if "excel" in FORMATS[format].takes else Choice()
        made = export(material, format, choice)
        files = {format: made} if isinstance(made, bytes) else made
        try:
            yield from (f"{format}: {words}" for words in _looked_at(format, files, merged))
        except Exception as fault:
            yield f"{format} does not read back: {type(fault).__name__}: {str(fault)[:200]}"
    publish(built, folder / "site", with_text=True)
    for path in sorted(path for path in (folder / "site").rglob("*") if path.is_file()):
        yield from (f"site: {words}" for words in _content("site", str(path.relative_to(folder)), path.read_bytes()))


def _looked_at(format: str, files: Files, merged: set[ox.Triple]) -> Iterator[str]:
    if format in RDF:
        back = {quad.triple for quad in ox.parse(files[format], format=RDF[format])}
        if not merged <= back:
            yield f"{len(merged - back)} triples lost, such as {min(map(str, merged - back))[:200]}"
    if format in ("turtle", "rdfxml"):
        name = {"turtle": "turtle", "rdfxml": "xml"}[format]
        other = rdflib.Graph().parse(data=files[format], format=name)
        if len(other) != len(merged):
            yield f"rdflib reads {len(other)} triples of {len(merged)}"
    for name, data in files.items():
        yield from _content(format, name, data)


def _content(format: str, name: str, data: bytes) -> Iterator[str]:
    if not SAFE_NAME.fullmatch(name):
        yield f"a file is called {name!r}"
    if name.endswith(".csv") and "excel" in FORMATS[format].takes:  # other tables keep words as they are
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            yield from (f"{name} runs {cell[:60]!r}" for cell in row if RUNS.match(cell) and not NUMBER.fullmatch(cell))
    elif format in ("graphml", "gexf"):
        ElementTree.fromstring(data)
    elif format in ("framed", "webannotation", "csljson") or name.endswith(".json"):
        json.loads(data)
    elif format == "jsonl":
        for line in data.split(b"\n"):
            json.loads(line or b"0")
    elif format == "nanopub":
        list(ox.parse(data, format=ox.RdfFormat.TRIG))
    elif format == "xlsx":
        from openpyxl import load_workbook

        for sheet in load_workbook(io.BytesIO(data), read_only=True):
            for row in sheet.iter_rows():
                yield from (f"{sheet.title} holds a formula" for cell in row if cell.data_type == "f")
    elif name.endswith(".zip"):
        zipfile.ZipFile(io.BytesIO(data)).testzip()
    elif name.endswith(".html"):
        yield from injected(name, data.decode("utf-8"))


class _Page(HTMLParser):
    """Notes the elements, attributes and scripts that an attack brought in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        if MARK in tag:
            self.found.append(f"an element {tag}")
        for key, value in attrs:
            if MARK in key or (
                key in ("href", "src", "action") and re.match(r"\s*javascript:", value or "", re.IGNORECASE)
            ):
                self.found.append(f"an attribute {key}={(value or '')[:40]}")

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script and re.search(rf"(?m)^\s*{MARK}\(1\)", data):
            self.found.append("a script")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.append("a comment")


def injected(name: str, page: str) -> Iterator[str]:
    """What of the attacks has become markup of a page."""
    parser = _Page()
    parser.feed(page)
    yield from (f"{name} has {what}" for what in parser.found)
