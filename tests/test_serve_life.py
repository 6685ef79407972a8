"""The life of the server: builds swapped under it, processes lost, stops; and clients that others wrote."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from conftest import ROOT
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import Serves, folder_of, serving, wait_for
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from kg.paths import fresh_folder, locked

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PD = "https://w3id.org/party-diplomacy/ontology#"


@pytest.fixture(autouse=True)
def _watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is looked at more often than a person needs."""
    monkeypatch.setattr("kg.pipeline.serving.EVERY", 0.1)


def lines(number: int) -> bytes:
    return "".join(f"<urn:s{n}> <urn:p> <urn:o> .\n" for n in range(number)).encode()


def counted(server: Serves) -> int:
    got = server.ask(COUNT, Accept="text/csv")
    assert got.status == 200, got.text
    return int(got.text.split()[1])


def build_anew(folder: Path, graph: bytes) -> None:
    """Put a build in the folder's place as kg build does: aside, then in place."""
    with locked(folder), fresh_folder(folder) as fresh:
        folder_of(graph, fresh)


def test_a_new_build_takes_over_and_no_request_is_lost(tmp_path: Path) -> None:
    folder = folder_of(lines(3), tmp_path / "build")
    seen: list[int] = []
    with serving(folder) as server:
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                seen.append(counted(server))
                time.sleep(0.05)

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        wait_for(lambda: 3 in seen)
        before = server.get("/health").json["snapshot"]
        build_anew(folder, lines(5))
        wait_for(lambda: server.get("/health").json["snapshot"] != before)
        assert counted(server) == 5
        wait_for(lambda: 5 in seen)
        build_anew(folder, lines(7))
        wait_for(lambda: 7 in seen)
        stop.set()
        for asker in askers:
            asker.join()
        wait_for(lambda: len(psutil.Process().children()) == 1)  # the processes of builds that are gone end
    assert set(seen) == {3, 5, 7}
    assert seen == sorted(seen) or len(seen) > 10
    assert [one["status"] for one in server.log if "status" in one and one["status"] != 200] == []


def test_a_damaged_build_is_not_served_and_said_so(tmp_path: Path) -> None:
    folder = folder_of(lines(3), tmp_path / "build")
    with serving(folder) as server:
        build_anew(folder, b"no quads at all\n")
        wait_for(lambda: any(one.get("event") == "snapshot refused" for one in server.log))
        assert counted(server) == 3
        shutil.rmtree(folder)
        time.sleep(0.4)
        assert counted(server) == 3
        build_anew(folder, lines(4))
        wait_for(lambda: counted(server) == 4)


def test_whatever_happens_while_a_build_is_loaded_the_next_look_finds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import serving as module

    monkeypatch.setattr(module, "AGAIN", 0.1)
    folder, load = folder_of(lines(3), tmp_path / "build"), module._snapshot
    faults = [KeyError("a fault"), MemoryError()]

    def failing(*given: object) -> object:
        if faults:
            raise faults.pop()
        return load(*given)  # type: ignore[arg-type]

    with serving(folder) as server:
        monkeypatch.setattr(module, "_snapshot", failing)
        build_anew(folder, lines(5))
        wait_for(lambda: counted(server) == 5)
        assert [one["event"] for one in server.log if "event" in one] == ["snapshot refused"] * 2 + ["snapshot"]


def test_a_lost_process_is_replaced(tmp_path: Path) -> None:
    with serving(folder_of(lines(3), tmp_path / "build")) as server:
        (holder,) = psutil.Process().children()
        for child in (*holder.children(), holder):
            child.kill()
        holder.wait(5)
        got = server.ask(COUNT)
        assert got.status in (200, 503)
        if got.status == 503:
            assert got.headers["retry-after"]
        wait_for(lambda: server.get("/health").status == 200 and server.ask(COUNT).status == 200)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_command_listens_here_alone_logs_and_stops_when_told(how: signal.Signals, tmp_path: Path) -> None:
    folder = folder_of(lines(3), tmp_path / "build")
    words = ["serve", "--build", str(folder), "--port", "0", "--bound", "rows=2"]
    running = subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stderr is not None
    said = re.search(r"http://127\.0\.0\.1:(\d+)/", running.stderr.readline())
    assert said
    with urllib.request.urlopen(f"http://127.0.0.1:{said[1]}/health", timeout=20) as got:
        assert json.load(got)["status"] == "ok"
    record = json.loads(running.stderr.readline())
    assert (record["path"], record["status"], record["client"]) == ("/health", 200, "127.0.0.1")
    listening = [one.laddr.ip for one in psutil.Process(running.pid).net_connections("tcp") if one.status == "LISTEN"]
    assert listening == ["127.0.0.1"]
    children = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(how)
    out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert psutil.wait_procs(children, timeout=5)[1] == []


@pytest.fixture(scope="module")
def server(seeds_build: Path) -> Iterator[Serves]:
    with serving(seeds_build) as serves:
        yield serves


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_asks_in_every_way(method: str, server: Serves) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    if method == POST:
        client.setRequestMethod(POSTDIRECTLY)
    client.setQuery("PREFIX pd: <" + PD + "> SELECT ?p { ?p a pd:Party } ORDER BY ?p LIMIT 3")
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert len(rows) == 3
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert len(client.query().convert().split()) == 4
    client.setQuery("ASK { ?s ?p ?o }")
    client.setReturnFormat(JSON)
    assert client.query().convert()["boolean"] is True
    client.setQuery("CONSTRUCT { ?s a ?t } { ?s a ?t } LIMIT 3")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == 3


def test_rdflib_reads_the_endpoint_as_a_store(server: Serves) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", method="POST"))
    found = list(graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(PD + "Party")))
    rows = graph.query(f"SELECT DISTINCT ?p {{ ?p a <{PD}Party> }}")
    assert len(found) == len(rows) > 3
    assert bool(graph.query("ASK { ?s ?p ?o }"))


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl is here: NOT TESTED")
def test_curl_follows_a_thing_to_its_description(server: Serves) -> None:
    words = ["curl", "-sL", "-H", "Accept: application/n-triples", f"{server.url}/id/state/laos"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert '#label> "Laos" .' in said
    words = ["curl", "-s", "--data-urlencode", f"query={COUNT}", "-H", "Accept: text/csv", f"{server.url}/sparql"]
    assert int(subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[1]) > 1000
