"""The room exports: each format read back by a second library, the same bytes under any hash seed, whole files only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from invented import newsroom
from rdflib import Dataset, Graph

from kg.errors import BadInput, UsageError
from kg.exports import FORMATS, RDF, export, format_of, serialize
from kg.graph import build_graph
from kg.model import Reading
from kg.reason import infer
from kg.resolve import resolve

ROOT = Path(__file__).parent.parent
OF_TRIPLES = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
OF_QUADS = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
ODD = [
    'a "quote" \\ and\ttab', "two\nlines", "é ế 國 😀", "  spaces  ", "", "</script>", "007", "@id", "_:b", "https://x.org/",
]  # fmt: skip


@pytest.fixture(scope="module")
def graph(readings: tuple[Reading, ...]) -> ox.Store:
    """Two articles, and some literals that are hard to write."""
    readings = readings[:2]
    store = build_graph(readings, resolve(readings))
    infer(store)
    node, about, named = (
        ox.NamedNode("https://x.org/odd?a=b&c#d"),
        ox.NamedNode("https://x.org/terms#says"),
        ox.NamedNode("https://x.org/g"),
    )
    for text in ODD:
        for value in (
            ox.Literal(text),
            ox.Literal(text, language="fr"),
            ox.Literal(text, datatype=ox.NamedNode("https://x.org/type")),
        ):
            for place in (ox.DefaultGraph(), named):
                store.add(ox.Quad(node, about, value, place))
    for datatype, text in (
        ("integer", "7"),
        ("boolean", "true"),
        ("decimal", "0.5"),
        ("date", "2026-02-06"),
    ):
        store.add(
            ox.Quad(
                node, about, ox.Literal(text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
            )
        )
    store.add(ox.Quad(node, about, ox.NamedNode("https://x.org/pd:odd")))
    return store


def merged(store: ox.Store) -> set[str]:
    return {str(q.triple) for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())}


@pytest.mark.parametrize("format", sorted(OF_TRIPLES))
def test_triples_read_back_by_a_second_library(format: str, graph: ox.Store) -> None:
    back = Graph().parse(data=serialize(graph, format), format=OF_TRIPLES[format])
    again = {str(t) for t in ox.parse(back.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)}
    assert again == merged(graph)


@pytest.mark.parametrize("format", sorted(OF_QUADS))
def test_quads_read_back_by_a_second_library(format: str, graph: ox.Store) -> None:
    back = Dataset()
    back.parse(data=serialize(graph, format), format=OF_QUADS[format])
    again = {str(q) for q in ox.parse(back.serialize(format="nquads").encode(), format=ox.RdfFormat.N_QUADS)}
    assert again == {str(q) for q in graph}


def test_json_ld_is_compacted_with_the_project_context(graph: ox.Store) -> None:
    document = json.loads(serialize(graph, "jsonld"))
    own = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))
    assert document["@context"] == own["@context"]
    text = json.dumps(document["@graph"])
    assert '"type": "Account"' in text
    assert '"describesEvent": "id:event/' in text
    assert "https://w3id.org/party-diplomacy/id/account" not in text


def test_nothing_of_the_texts_but_quotes_leaves(graph: ox.Store, readings: tuple[Reading, ...]) -> None:
    for reading in readings[:2]:
        text = reading.article.text
        assert text not in serialize(graph, "nquads").decode()
        assert text not in serialize(graph, "turtle").decode()


def test_the_order_of_making_does_not_show(graph: ox.Store) -> None:
    other = ox.Store()
    other.extend(sorted(graph, key=str, reverse=True))
    for format in RDF:
        assert serialize(graph, format) == serialize(other, format), format


EVERY = """
import hashlib, sys
import pyoxigraph as ox
from kg.exports import FORMATS, Material, export, zipped
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
found = lambda: [("report-x", "kind", "A sentence.")]
for format in FORMATS:
    made = export(Material(store, findings=found), format)
    print(format, hashlib.sha256(made if isinstance(made, bytes) else zipped(made)).hexdigest())
"""


def test_every_format_has_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    """Of an invented newsroom; python bench/reliability.py builds holds the files of whole builds."""
    store, seen = build_graph(*newsroom()), set()
    infer(store)
    (tmp_path / "graph.nq").write_bytes(serialize(store, "nquads"))
    for seed in ("0", "4294967295"):
        done = subprocess.run(
            [sys.executable, "-c", EVERY, str(tmp_path / "graph.nq")], env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert len(done.stdout.splitlines()) == len(FORMATS)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_formats_by_name_and_ending() -> None:
    assert format_of(Path("a.TTL")) == "turtle"
    assert format_of(Path("a.jsonld")) == "jsonld"
    assert format_of(Path("a.docx")) is None
    with pytest.raises(UsageError):
        export(ox.Store(), "docx")


def test_an_address_that_json_ld_would_misread_is_refused() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("pd:odd"), ox.NamedNode("https://x.org/p"), ox.Literal("x")))
    assert b"<pd:odd>" in serialize(store, "nquads")
    with pytest.raises(BadInput):
        serialize(store, "jsonld")


def test_an_empty_store_is_written_too() -> None:
    for format, kind in (OF_TRIPLES | OF_QUADS).items():
        back = Dataset() if format in OF_QUADS else Graph()
        back.parse(data=serialize(ox.Store(), format), format=kind)
        assert len(back) == 0
