"""What holds for every request: whose host it may name, how it is logged, which headers its response bears.

Comes in: an ASGI application. Goes out: the same with these manners. It never reads a body and never logs a query's
text.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.answers import problem
from kg.serve.model import Record

# Pages run the scripts that come with the server, and nothing is fetched from anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": POLICY,
}


class Hosts:
    """421 for a request whose Host is none of those allowed: a page elsewhere cannot rebind its name to this server."""

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self.app, self.allowed = app, {host.lower() for host in allowed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and "*" not in self.allowed:
            named = Headers(scope=scope).getlist("host")
            if len(named) != 1 or _without_port(named[0]) not in self.allowed:
                await problem(421, "this server has another name", "see --allow-host")(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Manners:
    """A bound on what a request says before its body, headers of safety on every response, a record for the log."""

    def __init__(self, app: ASGIApp, most: int, log: Callable[[Record], None] | None) -> None:
        self.app, self.most, self.log = app, most, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and write the record when the response is out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        since, record = time.perf_counter(), _record(scope)

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                record["status"] = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                record["cut"] = headers.get("x-result-cut")
            elif message["type"] == "http.response.body":
                record["bytes"] = int(str(record["bytes"])) + len(message.get("body", b""))
            await send(message)

        app = self.app if _size(scope) <= self.most else problem(431, f"the headers are larger than {self.most} bytes")
        try:
            await app(scope, receive, out)
        except Exception as fault:  # whatever it is, the log alone tells it
            record["fault"] = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
            if record["status"] is None:
                await problem(500, "a fault of the program", "tell whoever runs this server")(scope, receive, out)
        finally:
            record["ms"] = round((time.perf_counter() - since) * 1000, 1)
            if self.log:
                self.log({name: value for name, value in record.items() if value is not None})


def _record(scope: Scope) -> dict[str, object]:
    """Time, client, method and path; of the query only a hash, so that the log holds nobody's questions."""
    query = scope["query_string"]
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": (scope.get("client") or ("",))[0],
        "method": scope["method"],
        "path": scope["path"][:200],
        "query": hashlib.sha256(query).hexdigest()[:12] if query else None,
        "status": None,
        "bytes": 0,
    }


def _size(scope: Scope) -> int:
    """Bytes of the address and the headers."""
    return len(scope["raw_path"]) + len(scope["query_string"]) + sum(len(n) + len(v) + 4 for n, v in scope["headers"])


def _without_port(host: str) -> str:
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()
