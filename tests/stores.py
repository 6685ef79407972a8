"""Real SPARQL servers for tests, on the loopback interface: the oxigraph binary, Debian's Virtuoso; and a false one."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

VIRTUOSO = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{1}
DisableUnixSocket = 1
ServerThreads = 6
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerRoot = {0}
ServerThreads = 3
[SPARQL]
ResultSetMaxRows = 20000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Store:
    """Where a server takes graphs and where it answers queries."""

    graphs: str
    queries: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def oxigraph(*options: str) -> Iterator[Store]:
    """An empty store in memory, of the binary beside this Python."""
    port = free_port()
    binary = Path(sys.executable).parent / "oxigraph"
    with _running([str(binary), "serve", "--bind", f"127.0.0.1:{port}", *options], f"http://127.0.0.1:{port}/", 20):
        yield Store(f"http://127.0.0.1:{port}/store", f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Store]:
    """A new database in a folder; its administrator is dba with the password dba."""
    port, listens = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder, port, listens))
    binary = str(shutil.which("virtuoso-t"))
    place = f"http://127.0.0.1:{listens}"
    with _running([binary, "+configfile", str(folder / "virtuoso.ini"), "+foreground"], f"{place}/sparql", 60):
        yield Store(f"{place}/sparql-graph-crud-auth", f"{place}/sparql")


@contextmanager
def _running(command: list[str], address: str, seconds: float) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + seconds
        while not _answers(address):
            assert server.poll() is None, f"{command[0]} ended"
            assert time.monotonic() < until, f"{command[0]} does not answer"
            time.sleep(0.05)
        yield
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Reply:
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def answering(reply: Callable[[Asked], Reply | None], port: int = 0) -> Iterator[tuple[str, list[Asked]]]:
    """A server that answers as told (None: it hangs up), its address, and what it was asked."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            came = Asked(self.command, self.path, {n.lower(): v for n, v in self.headers.items()}, body)
            asked.append(came)
            made = reply(came)
            if made is None:
                self.close_connection = True
                return
            with suppress(OSError):
                self.send_response(made.status)
                for name, value in made.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(made.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(made.body)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer  # noqa: N815 the names are the library's

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
