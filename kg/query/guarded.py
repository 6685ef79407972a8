"""Asking the guarded process: starting it, handing it orders, reading what its children answer.

Comes in: a graph, as an N-Quads file or as a store of this process; orders. Goes out: the heads and bodies of answers,
or the fault that an order led to. It never evaluates anything itself and leaves no process behind.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import BadInput, KgError, TooMuch, UsageError
from kg.query.child import (
    BEGUN,
    Answer,
    Order,
    Work,
    address_space,
    answer,
    goes_last,
    leave_network,
    prepared,
)

FAULTS: Mapping[str, type[KgError]] = {"BadInput": BadInput, "UsageError": UsageError, "TooMuch": TooMuch}
ROOT = str(Path(__file__).parent.parent.parent)
ROUND = 65536
PATIENCE = 10.0  # seconds beyond its own bound after which a child is given up


@dataclass
class Asked:
    """An order on its way: read its answer, let others go first, or drop it, which ends the child.

    The order goes on a socket of its own, `words`, and is whole when that is closed; a child that is forked has it.
    """

    channel: socket.socket
    order: Order
    words: socket.socket | None = None
    since: float = field(default_factory=time.monotonic)
    came: bytearray = field(default_factory=bytearray)
    head: dict[str, Any] = field(default_factory=dict)

    def answer(self) -> Answer:
        """The answer, waited for; BadInput or TooMuch if the order is refused or breaks a bound."""
        with self.channel:
            self.channel.settimeout(float(self.order["seconds"]) + PATIENCE)
            try:
                if self.words is not None:
                    with self.words:
                        self.words.settimeout(self.channel.gettimeout())
                        self.words.sendall(json.dumps(self.order).encode())
                while part := self.channel.recv(ROUND):
                    self.came += part
            except OSError:
                pass
            return self._read()

    async def come(self) -> Answer:
        """The same for a program with an event loop; one that is cancelled ends the child."""
        loop = asyncio.get_running_loop()
        self.channel.setblocking(False)
        try:
            async with asyncio.timeout(float(self.order["seconds"]) + PATIENCE):
                if self.words is not None:
                    with self.words:
                        self.words.setblocking(False)
                        await loop.sock_sendall(self.words, json.dumps(self.order).encode())
                while part := await loop.sock_recv(self.channel, ROUND):
                    self.came += part
        except (OSError, TimeoutError):
            pass
        finally:
            self.channel.close()
        return self._read()

    def worked(self) -> float:
        """Seconds of processor time used for it so far; where the system does not tell, seconds since it was asked."""
        if self.child is None:
            return 0.0
        try:
            used = Path(f"/proc/{self.child}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return time.monotonic() - self.since
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK") - float(BEGUN.unpack_from(self.came)[1])

    def cost(self) -> float:
        """Seconds of processor time that the answer took; of what gave none, all seconds since it was asked."""
        return float(self.head["worked"]) if self.ended else time.monotonic() - self.since

    @property
    def ended(self) -> bool:
        """Whether an answer came, or a refusal: the work was not cut off."""
        return "worked" in self.head

    def give_way(self) -> None:
        """Let the child have only the time that nobody else wants."""
        if self.child is not None:
            with suppress(OSError):  # it may just have ended
                goes_last(self.child)

    @property
    def child(self) -> int | None:
        """The number of the process that answers, once it has begun."""
        return int(BEGUN.unpack_from(self.came)[0]) if len(self.came) >= BEGUN.size else None

    def _read(self) -> Answer:
        where, seconds = str(self.order["where"]), float(self.order["seconds"])
        line, ended, body = bytes(self.came[BEGUN.size :]).partition(b"\n")
        head = self.head = json.loads(line) if ended else {}
        if "refused" in head:
            name, *said = head["refused"]
            raise FAULTS[name](*said)
        if ended and len(body) == head["bytes"]:
            return head, body
        if time.monotonic() - self.since >= seconds * 0.99:
            allowed = float(self.order.get("allowed", seconds))
            raise TooMuch(where, f"no answer within {allowed:g} s", "ask for less")
        remedy = "write it flatter or ask for less"
        raise TooMuch(where, "the query breaks the engine or takes too much memory", remedy)


class Guarded:
    """A process that holds the graph of an N-Quads file, or opens that of a store's folder, with `children` ready to
    answer; `module` has its jobs.

    BadInput if the graph cannot be loaded, TooMuch if not within `seconds`.
    """

    def __init__(
        self, data: Path, base: str, *, children: int = 1, module: str = "kg.query.child", seconds: float | None = None
    ) -> None:
        self._orders, theirs = socket.socketpair()
        given = json.dumps({"data": str(data.absolute()), "base": base, "children": children})
        command = [sys.executable, "-c", f"from {module} import main; main()", given]
        with theirs:
            self._process = subprocess.Popen(
                command, stdin=theirs.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        assert self._process.stdout is not None
        with self._process.stdout as said:
            if not select.select([said], [], [], seconds)[0]:
                self._process.kill()
            head = json.loads(said.readline() or b"null")
        if head is None or "refused" in head:
            self.close()
            if head is None and seconds is not None:
                raise TooMuch("graph", f"no answer within {seconds:g} s", "allow more time")
            raise BadInput(*(head["refused"][1:] if head else ("graph", "cannot be loaded", "build it again")))

    def begin(self, order: Order) -> Asked:
        """Hand an order to a child: `job`, `where`, `seconds`, `megabytes`, and what the job needs."""
        ours, theirs = socket.socketpair()
        words, heard = socket.socketpair()
        with theirs, heard:
            try:
                socket.send_fds(self._orders, [b"\n"], [theirs.fileno(), heard.fileno()])
            except OSError:
                ours.close()
                words.close()
                raise BadInput(str(order["where"]), "the process that answers is gone", "start it again") from None
        return Asked(ours, order, words)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """Let the process end; what is being answered is still answered."""
        self._orders.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def ask_once(store: ox.Store | Path, base: str, order: Order) -> Answer:
    """The answer to one order, from a child of this process if it has one thread alone, else from one of its own.

    A process with several threads is not forked: another thread may hold what the child would wait for.
    """
    if isinstance(store, ox.Store) and _threads() == 1:
        return _fork(store, base, order).answer()
    with tempfile.TemporaryDirectory(prefix="kg-query-") as folder:
        data = store if isinstance(store, Path) else Path(folder) / "data.nq"
        if isinstance(store, ox.Store):
            store.dump(str(data), format=ox.RdfFormat.N_QUADS)
        since = time.monotonic()
        guarded = Guarded(data, base, seconds=float(order["seconds"]))
        try:
            left = float(order["seconds"]) - (time.monotonic() - since)
            return guarded.begin({**order, "seconds": max(left, 0.01), "allowed": order["seconds"]}).answer()
        finally:
            guarded.close()


def _fork(store: ox.Store, base: str, order: Order) -> Forked:
    ours, theirs = socket.socketpair()
    work, used = Work(prepared(store, base)), address_space()
    child = os.fork()
    if child:
        theirs.close()
        return Forked(ours, order, started=child)
    with suppress(BaseException):
        keep = theirs.detach()
        os.closerange(0, keep)
        os.closerange(keep + 1, 1 << 20)
        leave_network()
        answer(socket.socket(fileno=keep), order, work, used)
    os._exit(0)


@dataclass
class Forked(Asked):
    """An order that a child of this very process answers; the child is waited for."""

    started: int = 0

    def answer(self) -> Answer:
        """The answer, as of any order."""
        try:
            return super().answer()
        finally:
            os.waitpid(self.started, 0)


def _threads() -> int:
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "PYTHONPATH", "HOME", "LANG", "VIRTUAL_ENV")}
    return kept | {"PYTHONPATH": os.pathsep.join(p for p in (ROOT, kept.get("PYTHONPATH")) if p)}
