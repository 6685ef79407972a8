"""The processes that answer orders: one that holds the graph, and its children, each of which answers one and ends.

Comes in: an order as JSON on a socket. Goes out: on a second one the child's number, one line that says what follows
or why the order is refused, then the answer. A child opens nothing while it has an order, save those files
of the graph's own store that the engine opens when it first reads them.

Nobody writes on the second socket but the child, as whatever happens at its other end ends the child: were the order
to come on it, the kernel might still be telling of that when the child has read it and asked to be told.

A child that has had text from outside to run ends with it. One that has had a job of this project's own alone, with
values from outside, may answer more: `lasting` names such jobs.
"""

from __future__ import annotations

import ctypes
import fcntl
import gc
import json
import os
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox

from kg.errors import BadInput, KgError, TooMuch
from kg.nquads import loaded
from kg.query.evaluating import free_answer
from kg.query.guard import examine

Order = Mapping[str, Any]
Answer = tuple[dict[str, Any], bytes]
Job = Callable[[Order], Answer]
Prepare = Callable[[ox.Store, str], Mapping[str, Job]]

NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000
BEGUN = struct.Struct("!Id")  # the child's number, and the seconds of processor time that it has used before
FAILED = 1  # the exit status of a child that has answered nothing
GONE = 3  # the exit status of a child whose orders can come no more
LAST = 19  # the niceness of what may only have time that nobody else wants
OPENED = 16  # files of a store that RocksDB opens with it; it opens others when it reads them
MOST = 200  # orders that a child answers, so that what it may have kept goes with it


@dataclass(frozen=True, slots=True)
class Work:
    """What children do: their jobs by name, those that may be followed by others, files of a store not opened yet."""

    jobs: Mapping[str, Job]
    lasting: Collection[str] = ()
    unopened: int = 0


def main(prepare: Prepare | None = None, lasting: Collection[str] = ()) -> None:
    """Load the graph that the first argument names, say so in one line, keep children ready until nobody asks more.

    Standard input is the socket on which orders come: a byte for each, with the two sockets of the order beside it.
    """
    given = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks decides when to stop
    head: dict[str, Any] = {}
    try:
        store = opened(given["data"])
    except (OSError, SyntaxError, ValueError) as fault:
        head = {"refused": ["BadInput", "graph", f"cannot be loaded ({fault})", "build it again"]}
    jobs = (prepare or prepared)(store, given["base"]) if not head else {}
    work = Work(jobs, lasting, unopened(Path(given["data"])))
    sys.stdout.write(json.dumps(head) + "\n")
    sys.stdout.flush()
    if not head:
        _keep_ready(socket.socket(fileno=0), int(given["children"]), work)


def opened(data: str) -> ox.Store:
    """The graph of an N-Quads file in memory, or a store's folder open for reading."""
    if os.path.isdir(data):  # noqa: PTH112
        store = ox.Store.read_only(data)
        next(iter(store), None)
        return store
    return loaded(Path(data))


def unopened(data: Path) -> int:
    """How many files of a store may be opened only when a question reads them; 0 for a file of quads."""
    return max(len(list(data.glob("*.sst"))) - OPENED, 0) if data.is_dir() else 0


def prepared(store: ox.Store, base: str) -> Mapping[str, Job]:
    """The one job of a child that runs free text. What reads queries is loaded now: a child can load nothing."""
    examine("PREFIX a: <urn:a> SELECT * FROM a:g FROM NAMED <urn:b> { ?s a:b ?o FILTER (?o > 1) }", data_allowed=True)
    with suppress(BadInput):
        examine("CLEAR ALL")
    return {"free": lambda order: free_answer(store, order, base)}


def _keep_ready(orders: socket.socket, count: int, work: Work) -> None:
    """Have `count` children wait for orders at any time; end when one finds that no more can come."""
    gc.collect()
    gc.freeze()  # what is held from here on is shared with the children, as long as nobody touches it
    gc.disable()
    alive: set[int] = set()
    while True:
        while len(alive) < count:
            try:
                child = os.fork()
            except OSError:
                time.sleep(0.1)
                continue
            if not child:
                _attend(orders, work)
            alive.add(child)
        child, status = os.wait()
        alive.discard(child)
        ended = os.waitstatus_to_exitcode(status)
        if ended == GONE:
            return
        if ended == FAILED:
            time.sleep(0.05)  # whatever it was, it is not tried again at once


def _attend(orders: socket.socket, work: Work) -> NoReturn:
    """Wait for an order, answer it; do so again as long as the orders are for lasting jobs; end."""
    status = FAILED
    try:
        leave_network()
        used, files = address_space(), resource.getrlimit(resource.RLIMIT_NOFILE)
        rank = os.getpriority(os.PRIO_PROCESS, 0)
        for _ in range(MOST):
            given, found, _, _ = socket.recv_fds(orders, 1, 2)
            if not given:
                status = GONE
                break
            with socket.socket(fileno=found[0]) as channel:
                order = read_order(socket.socket(fileno=found[1]))
                lasts = order["job"] in work.lasting
                if not lasts:
                    orders.close()
                answer(channel, order, work, used, for_good=not lasts)
            status = 0
            signal.setitimer(signal.ITIMER_REAL, 0)
            if not lasts or os.getpriority(os.PRIO_PROCESS, 0) != rank:
                break
            resource.setrlimit(resource.RLIMIT_NOFILE, files)
    finally:
        os._exit(status)


def read_order(words: socket.socket) -> Order:
    """The order that a socket brings, which is closed; ValueError if it is cut short."""
    with words, words.makefile("rb") as file:
        order: Order = json.load(file)
    return order


def answer(channel: socket.socket, order: Order, work: Work, used: int, *, for_good: bool = True) -> None:
    """Lock the process in, do the job, answer; `used` is the address space of the data."""
    before = time.process_time()
    channel.sendall(BEGUN.pack(os.getpid(), before))
    if order.get("yields"):
        goes_last(0)
    _end_with(channel)
    _lock_in(order, used, work.unopened, for_good=for_good)
    try:
        head, body = work.jobs[order["job"]](order)
    except KgError as fault:
        head, body = refusal(fault), b""
    except (SyntaxError, ValueError, RuntimeError, OSError, RecursionError) as fault:
        said = " ".join(str(fault).split())[:300] or type(fault).__name__
        head, body = refusal(BadInput(str(order["where"]), said, "mend the query or ask for less")), b""
    except MemoryError:
        head, body = refusal(TooMuch(str(order["where"]), "it takes too much memory", "ask for less")), b""
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    head |= {"bytes": len(body), "worked": time.process_time() - before}
    channel.sendall(json.dumps(head).encode() + b"\n" + body)


def goes_last(process: int) -> None:
    """Give a process (0 is this one) only the time that nobody else wants: POSIX nice, and on Linux SCHED_IDLE, as
    niceness alone leaves it a core's whole time slice when it has just been let in. OSError if it has ended.
    """
    os.setpriority(os.PRIO_PROCESS, process, LAST)
    if sys.platform == "linux":
        os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))


def refusal(fault: KgError) -> dict[str, Any]:
    """The head of an answer that is a fault which the asker can mend."""
    return {"refused": [type(fault).__name__, fault.where, fault.what, fault.remedy]}


def _end_with(channel: socket.socket) -> None:
    """End this process, whatever it is doing, when whoever asked closes the other end (SIGIO, POSIX)."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(channel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(channel, fcntl.F_SETFL, fcntl.fcntl(channel, fcntl.F_GETFL) | os.O_ASYNC)


def _lock_in(order: Order, used: int | None = None, unopened: int = 0, *, for_good: bool = True) -> None:
    """No new file or socket (no descriptor is left for one but those of the store's own files, for good or until it is
    given back), bounded memory, time and output.
    """
    most = (used or address_space()) + int(order["megabytes"]) * 1024 * 1024
    given = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = most if given == resource.RLIM_INFINITY else min(most, given)
    if used is None:
        leave_network()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, float(order["seconds"]))  # ends the process, whatever it is doing
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    left = max(map(int, os.listdir("/dev/fd"))) + unopened if unopened else 0
    hard = left if for_good else resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (left, hard))


def leave_network() -> None:
    """A network of its own with nothing in it, where the system allows one; the want of descriptors bars it anyhow."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is not None and unshare(NEW_NETWORK) != 0:
        unshare(NEW_USER | NEW_NETWORK)


def address_space() -> int:
    """Bytes of address space in use now."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2 * 1024**3
