"""Free SPARQL: the guard before it, the child that runs it, what no query may reach."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT

from kg.errors import BadInput
from kg.pipeline.asking import Built
from kg.pipeline.querying import ask
from kg.query import Limits, parse_query, refuse_reaching_out, run_free, run_query


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://example.org/> { ?s ?p ?o } } } } }",
        "SELECT * FROM <http://example.org/g> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/hostname> { GRAPH ?g { ?s ?p ?o } }",
        "ASK \\u0046ROM <http://example.org/g> { ?s ?p ?o }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "LOAD <http://example.org/>",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "SELECT * { ?s ?p }",
        "",
        "SELECT",
        "no query at all",
        "SELECT * { ?s ?p 'x }",
    ],
)
def test_what_reaches_out_changes_or_is_no_query_is_refused(text: str, small: ox.Store) -> None:
    with pytest.raises(BadInput) as fault:
        refuse_reaching_out(text)
    assert "\n" not in str(fault.value)
    with pytest.raises(BadInput):
        run_free(small, text)
    assert len(small) == 4


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { BIND (<URL> AS ?u) \\u0053ERVICE SILENT ?u { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <URL> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
        ("DESCRIBE <URL> FROM <URL>", "FROM"),
        ("LOAD <URL>", "SPARQL Update"),
        ("LOAD SILENT <URL> INTO GRAPH <urn:x>", "SPARQL Update"),
        ("INSERT { ?s ?p ?o } USING <URL> WHERE { ?s ?p ?o }", "SPARQL Update"),
    ],
)  # fmt: skip
def test_nothing_knocks_at_a_socket(text: str, what: str, small: ox.Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/data.ttl"
        built = Built(Path(), made=small)
        with pytest.raises(BadInput, match=re.escape(what)):
            ask(built, text.replace("URL", url), {})
        assert ask(built, f"DESCRIBE <{url}>", {}).rows == (), "an address may be spoken of"
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_only_reasoning_updates_a_store() -> None:
    updating = [
        path for path in (ROOT / "kg").rglob("*.py") if re.search(r"store\w*\.update\(", path.read_text("utf-8"))
    ]
    assert {path.parent.name for path in updating} <= {"reason"}


def test_harmless_words_are_not_refused(small: ox.Store) -> None:
    for text in (
        'SELECT ("SERVICE" AS ?x) {}',
        "# SERVICE <http://x> FROM\nASK {}",
        "SELECT ?service { ?service ?from ?load }",
    ):
        run_free(small, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {" + "{" * 4000 + "?s ?p ?o" + "}" * 4000 + "}",
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 4000 + "1" + ")" * 4000 + ") }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 8000 + "true) }",
        "SELECT * { ?s " + "(" * 4000 + "<a:b>" + ")*" * 4000 + " ?o }",
        "SELECT * { ?s ?p ?o FILTER(" + "?s || " * 15000 + "true) }",
    ],
    ids=["groups", "brackets", "nots", "paths", "chain"],
)
def test_a_nested_query_ends_as_one_line(text: str, small: ox.Store) -> None:
    with pytest.raises(BadInput) as fault:
        run_free(small, text, limits=Limits(seconds=3))
    assert "\n" not in str(fault.value)
    assert len(str(fault.value)) < 500


def test_time_rows_and_output_are_bounded(graph: ox.Store) -> None:
    with pytest.raises(BadInput, match="within 1 s"):
        run_free(graph, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", limits=Limits(seconds=1))
    with pytest.raises(BadInput, match="more than 10 rows"):
        run_free(graph, "SELECT * { ?s ?p ?o }", limits=Limits(rows=10))
    assert len(run_free(graph, "SELECT * { ?s ?p ?o } LIMIT 10", limits=Limits(rows=10)).rows) == 10
    with pytest.raises(BadInput, match="larger than"):
        run_free(graph, "SELECT * { ?s ?p ?o }", limits=Limits(output_bytes=1000))
    doubled = " ".join(f"BIND (CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(34))
    with pytest.raises(BadInput, match="memory"):
        run_free(
            ox.Store(), f'SELECT (STRLEN(?x34) AS ?n) {{ BIND ("xx" AS ?x0) {doubled} }}', limits=Limits(megabytes=64)
        )


def test_the_child_can_open_neither_socket_nor_file() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    code = (
        "import socket\nfrom kg.query.child import _lock_in\n"
        "_lock_in({'megabytes': 512, 'seconds': 20})\n"
        "for act in (lambda: socket.create_connection(('127.0.0.1', PORT), 2), lambda: open('/etc/hostname')):\n"
        "    try:\n        act()\n    except OSError:\n        print('barred')\n    else:\n        print('open')\n"
    ).replace("PORT", str(server.getsockname()[1]))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    server.close()
    assert done.stdout.split() == ["barred", "barred"], done.stderr


def test_a_process_of_one_thread_answers_in_a_child_of_its_own_that_reaches_nothing() -> None:
    """The way of the command line, with the guard asleep: what stands behind it holds too."""
    code = (
        "import os\nimport pyoxigraph as ox\nimport kg.query.evaluating as e\n"
        "from kg.query import run_free\nfrom kg.query.guard import Examined\n"
        "store = ox.Store()\nassert len(os.listdir('/proc/self/task')) == 1\n"
        "print(run_free(store, 'ASK {}').values()[0][0])\n"
        "e.examine = lambda text, *_, **__: Examined(text, 'SELECT')\n"
        "print(len(run_free(store, 'SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }').rows))\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        said = [sys.executable, "-c", code.replace("PORT", str(server.getsockname()[1]))]
        done = subprocess.run(said, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert done.stdout.split() == ["true", "1"], done.stderr


def test_free_text_gives_all_four_forms(graph: ox.Store) -> None:
    assert run_free(graph, "ASK { ?s a pd:Meeting }").values() == (("true",),)
    assert run_free(graph, "CONSTRUCT { ?s a ?o } { ?s a ?o } LIMIT 3").kind == "graph"
    assert run_free(graph, "DESCRIBE <https://w3id.org/party-diplomacy/id/person/hun-sen>").rows
    free = parse_query("#+ params:\n#+   - who: entity, who\nSELECT ?who ?l { ?who rdfs:label ?l }", "mine")
    assert run_query(graph, free, {"who": "Hun Sen"}).values() == (("Hun Sen",),)
