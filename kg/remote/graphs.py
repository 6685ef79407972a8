"""A store's graphs, over the SPARQL 1.1 Graph Store HTTP Protocol (W3C, indirect graph identification).

Comes in: triples as N-Triples, the IRI of a graph (None: the store's default graph). Goes out: that graph replaced,
added to, or gone. It never sends an update, and nothing that is done twice differs from done once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.errors import BadInput, TooMuch
from kg.remote.http import BUSY, Reply, Server

N_TRIPLES = "application/n-triples"
NO_HEAD = frozenset({405, 500, 501})


@dataclass(frozen=True)
class GraphStore:
    """The graphs of a server, whose address is that of its Graph Store."""

    server: Server

    def has_default(self) -> bool:
        """Whether the store has a default graph of its own, to be written like any other; HEAD asks, GET where HEAD is
        not known.
        """
        plainly = replace(self.server, bounds=replace(self.server.bounds, passing=BUSY))
        status = plainly.send("HEAD", _at(None), Accept=N_TRIPLES).status
        if status in NO_HEAD:
            try:
                status = plainly.send("GET", _at(None), Accept=N_TRIPLES).status
            except TooMuch:
                return True
        return status < 400 or status == 404

    def holds(self, graph: str | None) -> bool:
        """Whether the store has the graph."""
        status = self.server.send("HEAD", _at(graph), Accept=N_TRIPLES).status
        return not self.is_empty(graph) if status in NO_HEAD else status != 404

    def is_empty(self, graph: str | None) -> bool:
        """Whether the graph holds nothing; the first bytes tell."""
        few = replace(self.server, bounds=replace(self.server.bounds, size=2_000))
        try:
            reply = few.send("GET", _at(graph), Accept=N_TRIPLES)
            return reply.status == 404 or not reply.body.strip()
        except TooMuch:
            return False

    def put(self, graph: str | None, triples: bytes) -> None:
        """Let the graph hold these triples and no others."""
        self._held(self.server.send("PUT", _at(graph), triples, Content_Type=N_TRIPLES), graph)

    def add(self, graph: str | None, triples: bytes) -> None:
        """Let the graph hold these triples too; those that it has already change nothing, for none has a blank node."""
        self._held(self.server.send("POST", _at(graph), triples, Content_Type=N_TRIPLES), graph)

    def drop(self, graph: str | None) -> None:
        """Let there be no such graph; if there is none, nothing happens."""
        reply = self.server.send("DELETE", _at(graph))
        if reply.status != 404:
            self._held(reply, graph)

    def _held(self, reply: Reply, graph: str | None) -> None:
        if not 200 <= reply.status < 300:
            said = " ".join(reply.body[:2000].decode("utf-8", "replace").split())[:160]
            what = graph or "its default graph"
            words = f"the store does not take {what} ({reply.status}: {said or 'no reason given'})"
            raise BadInput(self.server.url, words, "name the address of its Graph Store, with leave to write")


def _at(graph: str | None) -> Mapping[str, str]:
    return {"default": ""} if graph is None else {"graph": graph}
