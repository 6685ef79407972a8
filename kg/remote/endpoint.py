"""A server's SPARQL 1.1 query service (W3C, SPARQL 1.1 Protocol).

Comes in: a query that was judged already. Goes out: its answer as SPARQL 1.1 results in JSON, or as N-Triples. It sends
no update, and reads no format that could name another file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import BadInput, TooMuch
from kg.remote.http import Server

RESULTS = "application/sparql-results+json"
GRAPHS = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
FORM = "application/x-www-form-urlencoded"
CUT = ("x-result-cut", "x-sparql-maxrows")  # how kg serve and Virtuoso say that an answer is not whole
ASKED = "__ASK_RETVAL"
TRUTH = {"1": "true", "0": "false"}
BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer whole: `body` is JSON results or, where `graph`, N-Triples."""

    graph: bool
    body: bytes


@dataclass(frozen=True)
class Endpoint:
    """The query service at a server's address; `default` is the graph that is asked as default graph, None for the
    service's own.
    """

    server: Server
    default: str | None = None

    def ask(self, query: str, *, graph: bool = False) -> Answered:
        """The answer to a query, by POST; `graph`: it is a CONSTRUCT or DESCRIBE. BadInput if the server refuses it, or
        answers in another format; TooMuch if the server says that it has cut the answer.
        """
        pairs = [("query", query), *([("default-graph-uri", self.default)] if self.default else [])]
        accept = "application/n-triples, text/turtle;q=0.5" if graph else RESULTS
        reply = self.server.send("POST", None, urlencode(pairs).encode(), Content_Type=FORM, Accept=accept)
        if reply.status != 200:
            said = " ".join(reply.body[:2000].decode("utf-8", "replace").split())[:200]
            remedy = "see whether this is the address of its SPARQL 1.1 query service"
            words = f"the server does not answer ({reply.status}: {said or 'no reason'})"
            raise BadInput(self.server.url, words, remedy)
        for sign in CUT:
            if cut := reply.headers.get(sign):
                raise TooMuch(self.server.url, f"the server cuts its answer ({sign}: {cut[:60]})", "ask for less")
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if graph:
                triples = ox.parse(reply.body, GRAPHS[kind])
                return Answered(True, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
            return Answered(False, _results(reply.body))
        except (KeyError, ValueError, SyntaxError, TypeError, AttributeError):
            words = f"the answer is in {kind[:60] or 'no format'}, not as SPARQL 1.1 results"
            raise BadInput(self.server.url, words, "name the address of a SPARQL 1.1 query service") from None


def _results(body: bytes) -> bytes:
    """Results in JSON as the W3C has them: Virtuoso names typed literals by an older word, writes true as 1, and gives
    the answer to ASK as a table.
    """
    record = json.loads(body)
    if record.get("head", {}).get("vars") == [ASKED]:
        record = {"head": {}, "boolean": any(row[ASKED]["value"] == "1" for row in record["results"]["bindings"])}
    if "boolean" not in record:
        for cell in (cell for row in record["results"]["bindings"] for cell in row.values()):
            if cell["type"] == "typed-literal":
                cell["type"] = "literal"
            if cell.get("datatype") == BOOLEAN:
                cell["value"] = TRUTH.get(cell["value"], cell["value"])
    return json.dumps(record).encode()
