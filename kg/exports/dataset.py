"""All that a publisher of the data set puts on a server.

Comes in: a store. Goes out: files of a folder or archive: the graph, its description, the tables, and beside them the
ontology with shapes, rules, context, frames and documentation. It never holds an article's text.
"""

from __future__ import annotations

from dataclasses import replace

from kg.exports.csvfiles import csv_files
from kg.exports.jsonld import jsonld
from kg.exports.material import Files, Material, dumps
from kg.exports.plain import nquads, turtle
from kg.exports.void import void
from kg.paths import ontology_dir, read_bounded

KINDS = (".ttl", ".jsonld", ".rq")
MAX_FILE_BYTES = 10_000_000


def dataset(material: Material) -> Files:
    """graph.nq, graph.ttl, graph.jsonld, void.ttl that describes these, tables/ and ontology/."""
    store = material.store
    graph = {"graph.nq": nquads(store), "graph.ttl": turtle(store), "graph.jsonld": jsonld(store)}
    description = void(replace(material, dumps=lambda: dumps(graph)))
    tables = csv_files(material)
    assert not isinstance(tables, bytes)
    return {
        **graph,
        "void.ttl": description,
        **{f"tables/{name}": data for name, data in tables.items()},
        **{f"ontology/{name}": data for name, data in {**material.manual(), **_ontology()}.items()},
    }


def _ontology() -> dict[str, bytes]:
    folder = ontology_dir()
    files = sorted(path for path in folder.rglob("*") if path.suffix in KINDS and path.is_file())
    return {path.relative_to(folder).as_posix(): read_bounded(path, MAX_FILE_BYTES) for path in files}
