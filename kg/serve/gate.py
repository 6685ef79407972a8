"""Who may have a query answered now, who waits, who comes another time.

Comes in: a client's address. Goes out: a turn, as soon as there is one, or the news that the server is busy. It never
lets one client have all turns, nor long queries keep short ones waiting.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.serve.bounds import Bounds


class BusyError(Exception):
    """No turn now: `status` is 503, or 429 where the client itself has too many; `after` are seconds to wait."""

    def __init__(self, status: int, what: str, after: float) -> None:
        super().__init__(what)
        self.status, self.what, self.after = status, what, max(1, round(after))


class Gate:
    """Counts what runs, what has run long, and what waits, first come first served."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.running = 0
        self.long = 0
        self.clients: Counter[str] = Counter()
        self.queue: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.queue)

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[Turn]:
        """A turn for one query; BusyError if too many wait, or wait too long, or the client has too many."""
        if self.clients[client] >= self.bounds.client:
            raise BusyError(429, f"more than {self.bounds.client} queries of one client", self.bounds.patience)
        self.clients[client] += 1
        try:
            await self._enter()
            turn = Turn(self)
            try:
                yield turn
            finally:
                turn.leave()
        finally:
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]

    async def _enter(self) -> None:
        if self.running < self.bounds.running and not self.queue:
            self.running += 1
            return
        if len(self.queue) >= self.bounds.waiting:
            raise BusyError(503, f"more than {self.bounds.waiting} queries wait", self.bounds.wait)
        called = asyncio.get_running_loop().create_future()
        self.queue.append(called)
        try:
            await asyncio.wait_for(asyncio.shield(called), self.bounds.wait)
        except TimeoutError:
            self._abandon(called)
            raise BusyError(503, f"no turn within {self.bounds.wait:g} s", self.bounds.wait) from None
        except asyncio.CancelledError:
            self._abandon(called)
            raise

    def _abandon(self, called: asyncio.Future[None]) -> None:
        if called in self.queue:
            self.queue.remove(called)
        elif called.done():
            self.next()  # its turn came at the moment when it gave up

    def next(self) -> None:
        """A running one has left: whoever waits longest takes its place."""
        if self.queue:
            self.queue.popleft().set_result(None)
        else:
            self.running -= 1


class Turn:
    """Leave to run one query."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._long = False

    def outlast(self) -> None:
        """Make room for others, because the query takes long; BusyError if too many such run already."""
        if self._gate.long >= self._gate.bounds.long:
            raise BusyError(503, f"more than {self._gate.bounds.long} long queries", self._gate.bounds.seconds)
        self._gate.long += 1
        self._long = True
        self._gate.next()

    def leave(self) -> None:
        """The query is answered or given up."""
        if self._long:
            self._gate.long -= 1
        else:
            self._gate.next()
