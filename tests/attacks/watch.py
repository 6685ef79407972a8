"""Watching that nobody knocks, nobody opens a file, and nothing stays behind.

Comes in: nothing. Goes out: a lure (a listening address, a path) with what touched it, the memory and the children of
this process. It never touches the lure itself.
"""

from __future__ import annotations

import ctypes
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from attacks.outward import Lure

IN_ACCESS, IN_OPEN = 0x1, 0x20


@dataclass(frozen=True, slots=True)
class Watch:
    """A lure and the two watchers behind it."""

    lure: Lure
    server: socket.socket
    inotify: int

    def knocks(self) -> int:
        """How many have connected since last asked."""
        count = 0
        while True:
            try:
                self.server.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def opened(self) -> int:
        """How many times the file or its folder was opened or read since last asked."""
        try:
            return len(os.read(self.inotify, 65_536)) // 16
        except BlockingIOError:
            return 0


@contextmanager
def watched(folder: Path) -> Iterator[Watch]:
    """A server that listens and a file that lies there, both watched. Linux only."""
    folder = folder / "watched"
    folder.mkdir()
    file = folder / "secret.ttl"
    file.write_text("<urn:secret> <urn:secret> <urn:secret> .\n")
    libc = ctypes.CDLL(None, use_errno=True)
    inotify = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if libc.inotify_add_watch(inotify, os.fsencode(file), IN_ACCESS | IN_OPEN) < 0:
        raise OSError(ctypes.get_errno(), "no watch on the file")
    try:
        with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
            server.setblocking(False)
            port = server.getsockname()[1]
            yield Watch(Lure(f"http://127.0.0.1:{port}", str(file)), server, inotify)
    finally:
        os.close(inotify)


def resident() -> int:
    """Bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def children() -> list[int]:
    """The processes that this one has started and that are not gone."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii")
    return [int(number) for number in listed.split()]
