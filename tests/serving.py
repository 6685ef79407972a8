"""A server in a thread of the test's process, on a free port, and requests to it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from kg.manifest import MANIFEST
from kg.pipeline.serving import Serving, application
from kg.serve import Listening
from kg.serve.running import server_of
from kg.vocab import BASE


@dataclass(frozen=True)
class Got:
    """A response: its status, its headers by lower-case name, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Serves:
    """Where a server listens, and what it wrote in its log."""

    port: int
    log: list[Mapping[str, object]]
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", body: bytes | None = None, source: str = "", **headers: str) -> Got:
        """One request on a connection of its own; `_` in the names of headers stands for "-"."""
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=30, source_address=(source, 0) if source else None
        )
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            got = connection.getresponse()
            return Got(got.status, {n.lower(): v for n, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def ask(self, query: str, source: str = "", **headers: str) -> Got:
        """A query by GET."""
        return self.get(f"/sparql?query={quote(query)}", source=source, **headers)

    def question(self, name: str, accept: str = "text/csv", **params: str) -> Got:
        """A stored question."""
        return self.get(f"/queries/{name}?{urlencode(params)}", Accept=accept)


@contextmanager
def serving(folder: Path, how: Serving | None = None) -> Iterator[Serves]:
    """Serve a build until the block is left."""
    log: list[Mapping[str, object]] = []
    how = how or Serving()
    app = application(folder, Serving(how.bounds, how.hosts, how.origins, how.published, log.append))
    listener = socket.create_server(("127.0.0.1", 0))
    server = server_of(app, Listening(), how.bounds)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield Serves(listener.getsockname()[1], log, folder)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def folder_of(graph: bytes, folder: Path) -> Path:
    """A folder that looks like a build of these N-Quads."""
    folder.mkdir(exist_ok=True)
    (folder / "graph.nq").write_bytes(graph)
    (folder / "void.ttl").write_bytes(b"")
    (folder / MANIFEST).write_text(json.dumps({"base": BASE, "size": len(graph)}))
    return folder


def wait_for(true: Callable[[], bool], seconds: float = 60) -> None:
    """Look until it is so; a failure if it does not come to pass."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "this did not come to pass"
        time.sleep(0.02)
