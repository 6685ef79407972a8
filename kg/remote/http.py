"""Requests to the one server that a person named.

Comes in: its address, what to send, bounds. Goes out: a reply within those bounds, or one line that says what is wrong.
It never follows a redirect to another host, reads no proxy or password file of the machine, and tells no credentials.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from kg.errors import BadInput, TooMuch, UsageError

if TYPE_CHECKING:
    import requests

USER, PASSWORD, TOKEN = "KG_USER", "KG_PASSWORD", "KG_TOKEN"
BUSY = (502, 503, 504)  # what is over in a moment, most likely
PASSING = (500, *BUSY)  # and what may be
REDIRECTS, MOST_REDIRECTS = frozenset({301, 302, 307, 308}), 3
PIECE = 65_536
PAUSE = 30.0  # seconds between two tries at most
CONNECT = 10.0  # seconds in which a connection must come
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may take: `seconds` for a try, `total` for all tries, `size` bytes of the reply, `tries` where
    the server is in trouble or cannot be reached, `pause` seconds before the second, doubled before each further one;
    trouble is a status in `passing`.
    """

    seconds: float = 120.0
    total: float = 900.0
    size: int = 50_000_000
    tries: int = 5
    pause: float = 0.5
    passing: tuple[int, ...] = PASSING


@dataclass(frozen=True, slots=True)
class Reply:
    """The status, the headers by lower-case name, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass
class Server:
    """The server at `url`. Credentials come from the environment: KG_USER with KG_PASSWORD, or KG_TOKEN.

    UsageError for an address that is not http(s), that holds credentials, or that a token would reach in the clear.
    """

    url: str
    bounds: Bounds = field(default_factory=Bounds)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            _ = parts.port
        except ValueError:
            raise UsageError(self.url, "no address of a server", "give one such as https://example.org/store") from None
        if parts.username is not None or parts.password is not None:
            bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
            raise UsageError(bare, "the address holds a user or password", f"set {USER} and {PASSWORD} instead")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(self.url, "no http or https address", "give one such as https://example.org/store")
        if parts.fragment or any(ord(letter) <= 32 for letter in self.url):
            raise UsageError(self.url, "no address of a server", "leave out what follows # and blanks")
        if os.environ.get(TOKEN) and not _guarded(parts):
            raise UsageError(self.url, f"{TOKEN} would be sent in the clear", "use https")

    def send(
        self, method: str, params: Mapping[str, str] | None = None, body: bytes | None = None, **headers: str
    ) -> Reply:
        """The reply to a request; `params` are added to the address, `_` in the names of headers stands for "-".

        A request that is sent twice must do the same as once. BadInput if the server cannot be reached, refuses the
        credentials or sends elsewhere, TooMuch beyond the bounds.
        """
        address = self.url
        if params:
            address += ("&" if "?" in address else "?") + urlencode(params)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return within(self.bounds.total, self.url, lambda: self._sent(method, address, body, named))

    def _sent(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        moves = 0
        while True:
            reply = self._tried(method, address, body, headers)
            if reply.status == 401 and self._answers(reply.headers.get("www-authenticate", "")):
                continue
            if reply.status in (401, 403):
                words = f"the server refuses ({reply.status})"
                raise BadInput(self.url, words, f"set {USER} and {PASSWORD}, or {TOKEN}, to what it knows")
            if not 300 <= reply.status < 400:
                return reply
            moves += 1
            address = self._moved(address, reply, moves)

    def _moved(self, address: str, reply: Reply, moves: int) -> str:
        """Where a redirect leads, if that is the same server; the request is repeated there as it was."""
        try:
            there = urljoin(address, reply.headers.get("location", ""))
            same = reply.status in REDIRECTS and _origin(there) == _origin(address)
        except ValueError:
            there, same = "", False
        if not same:
            raise BadInput(self.url, f"the server sends elsewhere ({_shown(there)})", "if you trust that, name it")
        if moves > MOST_REDIRECTS:
            raise BadInput(self.url, "the server sends round in circles", "name the address where the store is")
        return there

    def _tried(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """The reply at the first try that meets no passing trouble, else that of the last."""
        import requests

        for tries in range(1, self.bounds.tries + 1):
            last = tries == self.bounds.tries
            try:
                reply = self._once(method, address, body, headers)
                if last or reply.status not in self.bounds.passing:
                    return reply
            except requests.exceptions.SSLError as fault:
                raise BadInput(self.url, f"no safe connection ({_told(fault)})", "mend its certificate") from None
            except (requests.exceptions.ConnectionError, requests.exceptions.Timeout) as fault:
                if last:
                    words = f"cannot be reached ({_told(fault)})"
                    raise BadInput(self.url, words, "see whether the server runs, then try again") from None
            except requests.exceptions.RequestException as fault:
                raise BadInput(self.url, f"no answer in HTTP ({_told(fault)})", "name a SPARQL 1.1 server") from None
            time.sleep(min(self.bounds.pause * 2 ** (tries - 1), PAUSE))
        raise AssertionError("there is a last try")

    def _once(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        until, come = time.monotonic() + self.bounds.seconds, bytearray()
        with self._session.request(
            method, address, data=body, headers=dict(headers), stream=True, allow_redirects=False,
            timeout=(min(CONNECT, self.bounds.seconds), self.bounds.seconds),
        ) as response:  # fmt: skip
            for piece in response.iter_content(PIECE):
                come += piece
                if len(come) > self.bounds.size:
                    raise TooMuch(self.url, f"the answer is larger than {self.bounds.size} bytes", "ask for less")
                if time.monotonic() > until:
                    raise TooMuch(self.url, f"no answer within {self.bounds.seconds:g} s", "ask for less")
            found = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, found, bytes(come))

    @cached_property
    def _session(self) -> requests.Session:
        import requests

        class Straight(requests.Session):
            def get_redirect_target(self, resp: requests.Response) -> None:
                """Nowhere: redirects are judged here, none is even read there."""

        session = Straight()
        session.trust_env = False  # neither proxies nor passwords from the machine's files
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        session.headers.update({"User-Agent": "party-diplomacy-graph", "Accept-Encoding": "identity"})
        if token := os.environ.get(TOKEN):
            session.headers["Authorization"] = f"Bearer {token}"
        return session

    def _answers(self, challenge: str) -> bool:
        """Whether credentials can answer a challenge that they have not yet been given for; a password in the clear
        goes over https, or stays on this machine.
        """
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        user, password = os.environ.get(USER), os.environ.get(PASSWORD, "")
        if not user or self._session.auth is not None:
            return False
        if challenge.lower().startswith("digest"):
            self._session.auth = HTTPDigestAuth(user, password)
        elif not _guarded(urlsplit(self.url)):
            raise BadInput(self.url, "the server wants the password in the clear", "use https")
        else:
            self._session.auth = HTTPBasicAuth(user.encode(), password.encode())
        return True


def within(seconds: float, where: str, work: Callable[[], Done]) -> Done:
    """What `work` gives; TooMuch if it takes longer, whatever the other side does to hold it (a byte now and then)."""
    done: list[Done] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not done:
        raise TooMuch(where, f"no answer within {seconds:g} s", "ask for less, or allow more time")
    return done[0]


def _guarded(parts: SplitResult) -> bool:
    """Whether what is sent stays unread on its way."""
    return parts.scheme == "https" or parts.hostname in LOOPBACK


def _origin(address: str) -> tuple[str, str | None, int]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _shown(address: str) -> str:
    """Scheme and host of an address: what follows may be anything."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}" if parts.hostname else "nowhere"


def _told(fault: Exception) -> str:
    """The innermost reason of a fault, without addresses and objects."""
    inner: BaseException = fault
    while (deeper := inner.__cause__ or inner.__context__) is not None:
        inner = deeper
    return " ".join(str(getattr(inner, "strerror", None) or inner).split())[:120] or type(inner).__name__
