"""Every bound of the server, kept to and broken."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT
from serving import Got, Serves, serving, wait_for

from kg.errors import UsageError
from kg.pipeline.serving import Serving
from kg.serve import Bounds

SMALL = Bounds(
    seconds=1.2, rows=5, bytes=3000, megabytes=64, query=300, nesting=4, body=500, headers=2000, running=1,
    patience=0.2, long=1, waiting=2, wait=20.0, client=3, connections=12, idle=1.0,
)  # fmt: skip
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c = ?f && ?h != ?b) }"
SHORT = "ASK { ?e a pd:Meeting }"


@pytest.fixture(scope="module")
def server(seeds_build: Path) -> Iterator[Serves]:
    with serving(seeds_build, Serving(SMALL, hosts=("graph.example",))) as serves:
        yield serves


@pytest.fixture(autouse=True)
def _at_rest(server: Serves) -> None:
    """No test begins while the queries of another run."""
    wait_for(lambda: all(server.get("/health").json[what] == 0 for what in ("running", "long", "waiting")))


def together(server: Serves, *asked: tuple[str, str]) -> list[Got]:
    """Answers to queries asked at almost one time, each from a client of its own address."""

    def ask(number: int) -> Got:
        time.sleep(0.05 * number)
        return server.ask(asked[number][1], source=asked[number][0])

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(ask, range(len(asked))))


def test_time(server: Serves) -> None:
    assert server.ask(SHORT).status == 200
    since = time.monotonic()
    got = server.ask(LONG, source="127.0.0.8")
    assert (got.status, "no answer within 1.2 s" in got.json["detail"]) == (422, True)
    assert time.monotonic() - since < 4
    assert server.ask(SHORT).json["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "sign"),
    [
        ("application/sparql-results+json", '"cut": "Cut: more than 5 rows."'),
        ("application/sparql-results+xml", '<link href="/bounds"/></head><!-- Cut: more than 5 rows. -->'),
        ("text/html", "<strong>Cut: more than 5 rows.</strong>"),
        ("text/markdown", "Cut: more than 5 rows."),
        ("text/csv", ""),
    ],
)
def test_rows(accept: str, sign: str, server: Serves) -> None:
    whole = server.ask("SELECT ?s { ?s a pd:Claim } LIMIT 5", Accept=accept)
    cut = server.ask("SELECT ?s { ?s a pd:Claim } LIMIT 6", Accept=accept)
    assert (whole.status, cut.status) == (200, 200)
    assert "x-result-cut" not in whole.headers
    assert "Cut" not in whole.text
    assert cut.headers["x-result-cut"] == "5 rows"
    assert sign in cut.text
    if not sign:
        assert "cut" not in cut.text
        assert cut.headers["content-disposition"] == 'inline; filename="cut-answer.csv"'
        assert "content-disposition" not in whole.headers
    assert len(re.findall("id/claim/|id:claim/", cut.text)) in (5, 10)  # a link tells an IRI twice


@pytest.mark.parametrize(
    ("accept", "sign"),
    [
        ("text/turtle", "# Cut: more than 5 rows."),
        ("application/n-triples", "# Cut: more than 5 rows."),
        ("application/rdf+xml", "<!-- Cut: more than 5 rows. -->"),
    ],
)
def test_triples(accept: str, sign: str, server: Serves) -> None:
    query = "CONSTRUCT { ?s a ?t } { SELECT DISTINCT ?s ?t { ?s a ?t } LIMIT 6 }"
    assert "x-result-cut" not in server.ask(query.replace("6", "5"), Accept=accept).headers
    cut = server.ask(query, Accept=accept)
    assert cut.headers["x-result-cut"] == "5 rows"
    assert sign in cut.text


def test_bytes(server: Serves) -> None:
    def wide(times: int) -> str:
        values = ", ".join(["?y"] * times)
        return f'SELECT ?x {{ ?s a pd:Claim BIND ("{"x" * 100}" AS ?y) BIND (CONCAT({values}) AS ?x) }} LIMIT 5'

    assert "x-result-cut" not in server.ask(wide(4), Accept="text/csv").headers
    by_values = server.ask(wide(7), Accept="text/csv")
    by_what_is_written = server.ask(wide(6), Accept="application/sparql-results+xml")
    for cut in (by_values, by_what_is_written):
        assert (cut.status, cut.headers.get("x-result-cut")) == (200, "3000 bytes")
        assert len(cut.body) < SMALL.bytes + 200
    assert "Cut: more than 3000 bytes." in by_what_is_written.text
    part = server.get("/graph-store?default", Accept="application/n-triples")
    assert (part.headers["x-result-cut"], part.body[:5]) == ("3000 bytes", b"# Cut")
    assert len(part.body) < SMALL.bytes + 200


def test_memory(server: Serves) -> None:
    def doubled(times: int) -> str:
        binds = "".join(f"BIND(CONCAT(?a{n},?a{n}) AS ?a{n + 1})" for n in range(times))
        return f'SELECT(STRLEN(?a{times})AS ?n){{BIND("{"x" * 1000}"AS ?a0){binds}}}'

    wider = Bounds(query=5000, megabytes=64)
    with serving(server.folder, Serving(wider)) as roomy:
        assert roomy.ask(doubled(12)).json["results"]["bindings"][0]["n"]["value"] == str(1000 * 2**12)
        got = roomy.ask(doubled(20))
        assert got.status == 422
        assert "memory" in got.json["detail"]
        assert roomy.ask(SHORT).status == 200


def test_length_and_nesting_of_a_query(server: Serves) -> None:
    assert server.ask(SHORT + " " * (300 - len(SHORT))).status == 200
    assert server.ask(SHORT + " " * (301 - len(SHORT))).status == 413
    assert server.ask("ASK {{{{ ?s ?p ?o }}}}").status == 200
    assert server.ask("ASK {{{{{ ?s ?p ?o }}}}}").status == 400


def test_body_and_headers(server: Serves) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    sent = f"query={quote(SHORT)}&more=".encode()
    assert server.get("/sparql", "POST", sent + b"x" * (500 - len(sent)), **form).status == 200
    assert server.get("/sparql", "POST", sent + b"x" * (501 - len(sent)), **form).status == 413
    assert server.get("/health", X_More="x" * 1500).status == 200
    assert server.get("/health", X_More="x" * 2000).status == 431
    assert server.get("/health?" + "x" * 2000).status == 431


def test_one_client_has_so_many_queries_at_a_time(server: Serves) -> None:
    got = together(server, *[("127.0.0.9", LONG)] * 4)
    assert [one.status for one in got].count(429) == 1
    assert int(next(one for one in got if one.status == 429).headers["retry-after"]) >= 1


def test_short_queries_pass_a_long_one_until_its_client_leaves_and_others_come_again_later(seeds_build: Path) -> None:
    patient = Bounds(seconds=60, running=1, long=1, patience=0.1, wait=60)
    with serving(seeds_build, Serving(patient)) as server, socket.socket() as first:
        first.connect(("127.0.0.1", server.port))
        first.sendall(f"GET /sparql?query={quote(LONG)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        wait_for(lambda: server.get("/health").json["long"] == 1, 30)
        assert server.ask(SHORT).status == 200
        second = server.ask(LONG)
        assert (second.status, "long" in second.json["detail"]) == (503, True)
        assert int(second.headers["retry-after"]) >= 1
        assert server.ask(SHORT).status == 200
        first.close()  # a client that leaves takes its query along, long before its time is up
        wait_for(lambda: server.get("/health").json["long"] == 0, 20)
        assert server.ask(SHORT).status == 200


def test_so_many_wait_and_so_long(seeds_build: Path) -> None:
    slow = Bounds(seconds=2.0, running=1, patience=9.0, waiting=2, wait=0.8)
    with serving(seeds_build, Serving(slow)) as server:
        got = together(server, *[(f"127.0.0.{n}", LONG if n == 2 else SHORT) for n in range(2, 7)])
        told = sorted((one.status, one.json.get("detail", "")[:20]) for one in got)
    assert [status for status, _ in told] == [422, 503, 503, 503, 503]
    assert [detail for _, detail in told[1:]] == [
        "more than 2 queries ",
        "more than 2 queries ",
        "no turn within 0.8 s",
        "no turn within 0.8 s",
    ]
    assert all("retry-after" in one.headers for one in got if one.status == 503)


def test_connections(server: Serves) -> None:
    held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(SMALL.connections - 2)]
    assert server.get("/health").status == 200
    held += [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2)]
    wait_for(lambda: server.get("/health").status == 503, 0.9)
    for one in held:
        one.close()
    wait_for(lambda: server.get("/health").status == 200)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "GET /health HTTP/1.1\r\nHost: local",
        "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health HTTP/1.1\r\nHo",
        "POST /sparql HTTP/1.1\r\nHost: [::1]\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA",
    ],
    ids=["nothing", "half a head", "half a second head", "half a body"],
)
def test_who_says_half_a_request_is_not_waited_for(said: str, server: Serves) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(said.encode())
        idle.settimeout(4 * SMALL.idle)
        came = b""
        while part := idle.recv(65536):
            came += part
    assert (b"408" in came) == ("POST" in said)


def test_who_reads_no_answer_is_not_waited_for(seeds_build: Path) -> None:
    with serving(seeds_build, Serving(Bounds(idle=0.5))) as server, socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", server.port))
        large = f'SELECT ?x {{ ?s ?p ?o BIND ("{"x" * 900}" AS ?x) }} LIMIT 9000'
        deaf.sendall(f"GET /sparql?query={quote(large)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        wait_for(lambda: any(one.get("path") == "/sparql" for one in server.log))
        time.sleep(1.5)
        came, whole = 0, next(int(str(one["bytes"])) for one in server.log if one.get("path") == "/sparql")
        while part := deaf.recv(1 << 20):
            came += len(part)
        assert came < whole


def test_the_host_is_one_of_those_allowed(server: Serves) -> None:
    for host in ("localhost", f"127.0.0.1:{server.port}", "[::1]:80", "graph.example", "GRAPH.example:443"):
        assert server.get("/health", Host=host).status == 200, host
    for host in ("evil.example", "graph.example.evil", "127.0.0.1.evil", ""):
        assert server.get("/health", Host=host).status == 421, host


def test_bounds_are_set_by_name_and_told_as_they_are(server: Serves) -> None:
    made = Bounds().with_values(["seconds=0.5", "rows=7"])
    assert (made.seconds, made.rows, made.bytes) == (0.5, 7, Bounds().bytes)
    for wrong in ("rows", "rows=0", "rows=-1", "rows=x", "rows=1.5", "seconds=nan", "seconds=inf", "colour=3"):
        with pytest.raises(UsageError):
            Bounds().with_values([wrong])
    told = server.get("/bounds").json
    assert {name: one["value"] for name, one in told.items()} == {name: value for name, value, _, _ in SMALL.table()}


def test_readme_has_the_table_of_bounds() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, value, about, broken in Bounds().table():
        assert f"| `{name}` | {value:,} | {about} | {broken} |" in readme
