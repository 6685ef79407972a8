"""What is asked of a server, and what a server may do: trouble, redirects, credentials, answers without end."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable

import pytest
from stores import Asked, Reply, answering, free_port

from kg import pipeline
from kg.errors import BadInput, KgError, TooMuch, UsageError
from kg.remote import Bounds, Endpoint, GraphStore, Server

QUICK = Bounds(seconds=2, total=3, size=10_000, tries=3, pause=0.01)
TABLE = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
JSON = {"Content-Type": "application/sparql-results+json"}


@pytest.fixture(autouse=True)
def _no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_USER", "KG_PASSWORD", "KG_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def then(*replies: Reply | None) -> Callable[[Asked], Reply | None]:
    """One reply after the other, the last for ever."""
    left = list(replies)
    return lambda came: left.pop(0) if len(left) > 1 else left[0]


def test_trouble_that_passes_is_waited_for() -> None:
    with answering(then(Reply(503), None, Reply(204))) as (url, asked):
        GraphStore(Server(url, QUICK)).put("urn:g", b"<urn:a> <urn:b> <urn:c> .\n")
    assert [one.method for one in asked] == ["PUT"] * 3
    assert {one.body for one in asked} == {b"<urn:a> <urn:b> <urn:c> .\n"}
    assert asked[0].path == "/?graph=urn%3Ag"


def test_trouble_that_stays_is_told_after_so_many_tries() -> None:
    with answering(then(Reply(503, b"busy"))) as (url, asked), pytest.raises(BadInput, match=r"503: busy"):
        GraphStore(Server(url, QUICK)).put("urn:g", b"")
    assert len(asked) == QUICK.tries


@pytest.mark.parametrize("status", [400, 404, 409, 413, 415, 422, 429])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with answering(then(Reply(status, b"no", {"Retry-After": "1"}))) as (url, asked):
        with pytest.raises(BadInput, match=str(status)):
            GraphStore(Server(url, QUICK)).put("urn:g", b"")
        with pytest.raises(BadInput, match=str(status)):
            Endpoint(Server(url, QUICK)).ask("ASK {}")
    assert len(asked) == 2


def test_no_server_is_one_line() -> None:
    with pytest.raises(BadInput, match="cannot be reached") as fault:
        Endpoint(Server(f"http://127.0.0.1:{free_port()}/sparql", QUICK)).ask("ASK {}")
    assert "\n" not in str(fault.value)
    assert len(str(fault.value)) < 250


@pytest.mark.parametrize("status", [301, 302, 307, 308, 303])
def test_a_redirect_to_another_host_is_refused_and_that_host_not_asked(status: int) -> None:
    with answering(then(Reply(200, TABLE, JSON))) as (other, reached):
        for there in (other, other.replace("127.0.0.1", "localhost"), f"{other}@127.0.0.1", "file:///etc/passwd", "http://[x"):
            with answering(then(Reply(status, b"", {"Location": there}))) as (url, asked):
                with pytest.raises(BadInput, match="sends elsewhere"):
                    Endpoint(Server(url, QUICK)).ask("ASK {}")
                with pytest.raises(BadInput, match="sends elsewhere"):
                    GraphStore(Server(url, QUICK)).put("urn:g", b"")
            assert len(asked) == 2
        assert reached == []


def test_a_redirect_on_the_same_server_is_followed_with_the_same_request() -> None:
    def reply(came: Asked) -> Reply:
        moved = Reply(301, b"", {"Location": "/there"})
        return Reply(200, TABLE, JSON) if came.path == "/there" else moved

    with answering(reply) as (url, asked):
        Endpoint(Server(url, QUICK)).ask("ASK {}")
    assert [one.method for one in asked] == ["POST", "POST"]
    assert asked[0].body == asked[1].body
    with answering(then(Reply(302, b"", {"Location": "/round"}))) as (url, _), pytest.raises(BadInput, match="circles"):
        Endpoint(Server(url, QUICK)).ask("ASK {}")


def test_credentials_are_given_when_asked_for_and_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_USER", "dr")
    monkeypatch.setenv("KG_PASSWORD", "pässword")

    def basic(came: Asked) -> Reply:
        given = came.headers.get("authorization")
        return Reply(200, TABLE, JSON) if given else Reply(401, b"", {"WWW-Authenticate": 'Basic realm="x"'})

    with answering(basic) as (url, asked):
        server = Server(url, QUICK)
        Endpoint(server).ask("ASK {}")
        Endpoint(server).ask("ASK {}")
    assert [one.headers.get("authorization") for one in asked] == [None, *["Basic ZHI6cMOkc3N3b3Jk"] * 2]
    refusing = Reply(401, b"", {"WWW-Authenticate": 'Basic realm="x"'})
    with answering(then(refusing)) as (url, asked), pytest.raises(BadInput, match="refuses") as fault:
        Endpoint(Server(url, QUICK)).ask("ASK {}")
    assert len(asked) == 2
    assert "pässword" not in str(fault.value)


def test_a_digest_is_answered_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_USER", "dba")
    monkeypatch.setenv("KG_PASSWORD", "secret")
    challenge = Reply(401, b"", {"WWW-Authenticate": 'Digest realm="x", nonce="abc", qop="auth"'})

    def digest(came: Asked) -> Reply:
        return Reply(200, TABLE, JSON) if "Digest" in came.headers.get("authorization", "") else challenge

    with answering(digest) as (url, asked):
        Endpoint(Server(url, QUICK)).ask("ASK {}")
    assert not any("secret" in str(one.headers) for one in asked)


def test_a_token_is_sent_at_once_but_not_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "t0ken")
    with answering(then(Reply(200, TABLE, JSON))) as (url, asked):
        Endpoint(Server(url, QUICK)).ask("ASK {}")
    assert asked[0].headers["authorization"] == "Bearer t0ken"
    with pytest.raises(UsageError, match="in the clear") as fault:
        Server("http://example.org/sparql")
    assert "t0ken" not in str(fault.value)
    assert Server("https://example.org/sparql").url


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "example.org", "http://", "http://a b/", "http://x:y/", "//h/",
     "http://h/#f", "http://user:hidden@example.org/", "https://hidden@example.org/"],
)  # fmt: skip
def test_other_addresses_are_refused_and_no_password_is_repeated(url: str) -> None:
    with pytest.raises(UsageError) as fault:
        Server(url)
    assert "hidden" not in str(fault.value)


def test_proxies_and_passwords_of_the_machine_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("NETRC", "/nowhere")
    with answering(then(Reply(200, TABLE, JSON))) as (url, _):
        assert Endpoint(Server(url, QUICK)).ask("ASK {}").body


def test_an_answer_may_not_be_larger_than_its_bound() -> None:
    with answering(then(Reply(200, b" " * 20_000, JSON))) as (url, _), pytest.raises(TooMuch, match="larger"):
        Endpoint(Server(url, QUICK)).ask("ASK {}")


@pytest.mark.parametrize("drips", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n", b""])
def test_an_answer_without_end_is_given_up_in_time(drips: bytes) -> None:
    """A byte now and then, in the headers or in the body, holds nobody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stop = threading.Event()

        def drip() -> None:
            channel, _ = listener.accept()
            with channel:
                channel.sendall(drips)
                while not stop.wait(0.05):
                    try:
                        channel.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        since = time.monotonic()
        bounds = Bounds(seconds=0.4, total=0.5, tries=1)
        with pytest.raises(KgError):
            Endpoint(Server(f"http://127.0.0.1:{listener.getsockname()[1]}/", bounds)).ask("ASK {}")
        assert time.monotonic() - since < 3
        stop.set()


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"<html>", "text/html"), (b"{}", "application/json"), (b"[1]", "application/json"), (b"\xff", "x/y"),
     (b'{"head": {}, "results": {"bindings": [{"a": 3}]}}', "application/json")],
)  # fmt: skip
def test_what_is_no_result_is_one_line(body: bytes, kind: str) -> None:
    with answering(then(Reply(200, body, {"Content-Type": kind}))) as (url, _):
        with pytest.raises(BadInput, match=r"SPARQL 1\.1"):
            Endpoint(Server(url, QUICK)).ask("SELECT * {}")
        with pytest.raises(BadInput, match=r"SPARQL 1\.1"):
            Endpoint(Server(url, QUICK)).ask("CONSTRUCT {} {}", graph=True)


def test_an_answer_that_the_server_cut_is_none() -> None:
    for sign in ("X-Result-Cut", "X-SPARQL-MaxRows"):
        cut = Reply(200, TABLE, {**JSON, sign: "1000"})
        with answering(then(cut)) as (url, _), pytest.raises(TooMuch, match="cut"):
            Endpoint(Server(url, QUICK)).ask("SELECT * {}")


def test_options_that_do_not_go_together() -> None:
    with pytest.raises(UsageError, match="--replace"):
        pipeline.load("http://127.0.0.1:9/", None, pipeline.Loading(add=True, replace=True))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="--sources"):
        pipeline.check(pipeline.Checking(endpoint="http://127.0.0.1:9/", sources=True))
