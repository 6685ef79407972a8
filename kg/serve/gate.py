"""Who may have a query answered now, who waits, who comes another time.

Comes in: a client's address, and what its queries cost. Goes out: a turn, as soon as there is one, or the news that the
server is busy. It never lets one client have all turns, nor long queries keep short ones waiting.

Turns go to the client that has fewest queries inside, and among such first come first served. The queries of a client
who has lately cost much count as long from the start: they wait for a place among the long ones, and have only the time
that nobody else wants.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from heapq import nlargest

from kg.serve.bounds import Bounds

MUCH = 3.0  # seconds of work within the half-life from which on a client has lately cost much
DEAR = 4  # times as much counts what gave no answer within its bounds
HALF_LIFE = 60.0  # seconds after which half of it is forgotten
REMEMBERED = 10_000  # clients


class BusyError(Exception):
    """No turn now: `status` is 503, or 429 where the client itself has too many; `after` are seconds to wait."""

    def __init__(self, status: int, what: str, after: float) -> None:
        super().__init__(what)
        self.status, self.what, self.after = status, what, max(1, round(after))


@dataclass(eq=False)
class Turn:
    """Leave to run one query, once `called`; `costly` if its client has lately cost much."""

    client: str
    costly: bool
    called: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    long: bool = False
    cost: float = 0.0
    answered: bool = False


class Gate:
    """Counts what runs, what has run long, and what waits."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.clients: Counter[str] = Counter()
        self.queue: list[Turn] = []
        self.inside: set[Turn] = set()
        self._spent: dict[str, tuple[float, float]] = {}

    @property
    def running(self) -> int:
        """How many run that have not run long."""
        return sum(not turn.long for turn in self.inside)

    @property
    def long(self) -> int:
        """How many have run long."""
        return sum(turn.long for turn in self.inside)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self.queue)

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[Turn]:
        """A turn for one query, whose cost is to be set on it; BusyError if too many wait, or wait too long, or the
        client has too many.
        """
        if self.clients[client] >= self.bounds.client:
            raise BusyError(429, f"more than {self.bounds.client} queries of one client", 1)
        turn = Turn(client, self.spent(client) > MUCH)
        self.clients[client] += 1
        try:
            await self._wait(turn)
            yield turn
        finally:
            self.inside.discard(turn)
            self._call()
            self._charge(turn)
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]

    def outlast(self, turn: Turn) -> None:
        """Make room for others, because the query takes long; BusyError if too many such run already."""
        if self.long >= self.bounds.long:
            raise BusyError(503, f"more than {self.bounds.long} long queries", self.bounds.seconds)
        turn.long = True
        self._call()

    def spent(self, client: str) -> float:
        """Seconds of work that the client's queries have lately cost."""
        amount, when = self._spent.get(client, (0.0, 0.0))
        return amount * float(0.5 ** ((time.monotonic() - when) / HALF_LIFE)) if amount else 0.0

    async def _wait(self, turn: Turn) -> None:
        places = self.bounds.waiting if not turn.costly else max(1, self.bounds.waiting // 2)
        self.queue.append(turn)
        self._call()
        if turn not in self.inside and len(self.queue) > places:
            self.queue.remove(turn)
            raise BusyError(503, f"more than {places} queries wait", self.bounds.wait)
        try:
            await asyncio.wait_for(asyncio.shield(turn.called), self.bounds.wait)
        except TimeoutError:
            if turn not in self.inside:
                raise BusyError(503, f"no turn within {self.bounds.wait:g} s", self.bounds.wait) from None
        finally:
            if turn in self.queue:
                self.queue.remove(turn)

    def _call(self) -> None:
        """Let in who is next, as long as there is room: the costly among the long ones, but not in all their places."""
        while turn := min(filter(self._has_room, self.queue), key=self._inside, default=None):
            turn.long = turn.costly
            self.queue.remove(turn)
            self.inside.add(turn)
            turn.called.set_result(None)

    def _inside(self, turn: Turn) -> int:
        """How many queries of the same client are inside."""
        return sum(one.client == turn.client for one in self.inside)

    def _has_room(self, turn: Turn) -> bool:
        if not turn.costly:
            return self.running < self.bounds.running
        costly = sum(one.costly for one in self.inside)
        return self.long < self.bounds.long and costly < max(1, self.bounds.long - 1)

    def _charge(self, turn: Turn) -> None:
        if turn.cost:
            if len(self._spent) >= REMEMBERED:
                dearest = nlargest(REMEMBERED // 2, self._spent, self.spent)
                self._spent = {client: self._spent[client] for client in dearest}
            cost = turn.cost if turn.answered else DEAR * turn.cost
            self._spent[turn.client] = (self.spent(turn.client) + cost, time.monotonic())
