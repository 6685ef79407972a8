"""The server that listens: uvicorn with the bounds on connections, headers and idle time.

Comes in: an application, an address. Goes out: nothing; it runs until it is told to stop. It never listens beyond the
address given and never names its software.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import UsageError
from kg.serve.bounds import Bounds
from kg.serve.model import Record


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens; port 0 takes a free one. `proxy` is that of a proxy whose word on clients counts."""

    host: str = "127.0.0.1"
    port: int = 8000
    proxy: str | None = None


def run(app: Starlette, where: Listening, bounds: Bounds, ready: Callable[[str], None] | None = None) -> None:
    """Serve until interrupted; `ready` is told the address. UsageError if the address cannot be had."""
    listener = _listen(where)
    if app.state.site.log:
        _tell_of_connections(app.state.site.log)
    server = server_of(app, where, bounds)
    if ready:
        name = f"[{where.host}]" if ":" in where.host else where.host
        ready(f"http://{name}:{listener.getsockname()[1]}/")
    before = [(each, signal.signal(each, signal.SIG_IGN)) for each in (signal.SIGINT, signal.SIGTERM)]
    with listener:
        server.run([listener])  # which takes these signals as the wish to stop, and sends them on when it has
    for each, handler in before:
        signal.signal(each, handler)


def server_of(app: Starlette, where: Listening, bounds: Bounds) -> uvicorn.Server:
    """The server, to be run in a thread or a process of one's choice."""
    config = uvicorn.Config(
        app,
        http=_bounded(bounds.idle),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=where.proxy is not None,
        forwarded_allow_ips=where.proxy or "",
        limit_concurrency=bounds.connections,
        h11_max_incomplete_event_size=bounds.headers,
        timeout_keep_alive=max(1, round(bounds.idle)),
        timeout_graceful_shutdown=max(1, round(bounds.seconds + 1)),
    )
    return uvicorn.Server(config)


def _tell_of_connections(log: Callable[[Record], None]) -> None:
    """What goes wrong with connections becomes records of the log, too."""

    class Telling(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            log({"event": "connection", "level": record.levelname.lower(), "what": record.getMessage()[:300]})

    logger = logging.getLogger("uvicorn")
    logger.handlers, logger.propagate = [Telling(logging.WARNING)], False


def _listen(where: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    try:
        return socket.create_server((where.host, where.port), family=family, backlog=1024)
    except (OSError, OverflowError) as fault:
        said = getattr(fault, "strerror", None) or str(fault)
        what = f"cannot listen ({said.lower()})"
        raise UsageError(f"{where.host}:{where.port}", what, "name another --port") from None


def _bounded(idle: float) -> type[H11Protocol]:
    """HTTP/1.1 that closes a connection on which no whole request head comes in time, or nobody reads the answer."""

    class Bounded(H11Protocol):
        timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            # What is sent in two parts must not wait for the receipt of the first.
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._await_request()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._await_request()

        def _await_request(self) -> None:
            """The time runs from the first byte of a request's head to its last, whatever comes between."""
            waits = self.cycle is None or self.cycle.response_complete
            if not waits and self.timer is not None:
                self.timer.cancel()
                self.timer = None
            elif waits and self.timer is None:
                self.timer = self.loop.call_later(idle, self.transport.close)

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self.loop.call_later(idle, self._give_up_unread, self.transport.get_write_buffer_size())

        def _give_up_unread(self, before: int) -> None:
            left = self.transport.get_write_buffer_size()
            if left and left >= before:
                self.transport.abort()
            elif left:
                self.loop.call_later(idle, self._give_up_unread, left)

    return Bounded
