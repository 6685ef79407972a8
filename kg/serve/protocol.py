"""The requests of the SPARQL 1.1 Protocol.

Comes in: an HTTP request. Goes out: the query's text and the graphs it is put to. It never takes an update, and judges
the text by its length and brackets alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.serve.asking import body_of
from kg.serve.bounds import Bounds

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
KNOWN = frozenset({"query", "default-graph-uri", "named-graph-uri"})
READ_ONLY = "this endpoint changes nothing (SPARQL Update)"
# What may hold brackets that nest nothing: strings, IRIs, comments.
OPAQUE = r"'''.*?(?:'''|$)|\"\"\".*?(?:\"\"\"|$)|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|<[^<>\"{}|^`\\\s]*>|#[^\n]*"
TOKENS = re.compile(rf"(?:{OPAQUE})|(?P<opens>[({{\[])|(?P<closes>[)}}\]])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and its data set; both lists empty where the protocol names none."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


async def read(request: Request, bounds: Bounds) -> Asked | None:
    """What is asked (SPARQL 1.1 Protocol, 2.1); None for GET without a query.

    HTTPException 400 for what the protocol does not allow, 413 for a query that is too long, 415 for a body of another
    type.
    """
    pairs = _pairs(request.url.query.encode("ascii", "ignore"))
    if request.method == "POST":
        kind, charset = _content(request)
        body = await body_of(request)
        if kind == FORM:
            pairs += _pairs(body)
        elif kind == QUERY:
            pairs.append(("query", _text(body, charset)))
        elif kind == UPDATE:
            raise HTTPException(403, READ_ONLY)
        else:
            raise HTTPException(415, f"send {FORM} or {QUERY}")
    names = [name for name, _ in pairs]
    if "update" in names:
        raise HTTPException(403 if request.method == "POST" else 400, READ_ONLY)
    if "query" not in names and request.method != "POST" and not KNOWN & set(names):
        return None
    if names.count("query") != 1:
        raise HTTPException(400, "send one query")
    asked = Asked(
        next(value for name, value in pairs if name == "query"),
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
    )
    _hold(asked, bounds)
    return asked


def _hold(asked: Asked, bounds: Bounds) -> None:
    if len(asked.text) > bounds.query:
        raise HTTPException(413, f"the query is longer than {bounds.query} characters")
    if depth(asked.text) > bounds.nesting:
        raise HTTPException(400, f"the query nests more than {bounds.nesting} brackets")
    for iri in (*asked.default, *asked.named):
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*", iri):
            raise HTTPException(400, "a graph is no absolute IRI")


def depth(text: str) -> int:
    """How deep the brackets of a query nest, those in strings, IRIs and comments not counted."""
    now = most = 0
    for found in TOKENS.finditer(text):
        if found["opens"]:
            now += 1
            most = max(most, now)
        elif found["closes"]:
            now -= 1
    return most


def _content(request: Request) -> tuple[str, str]:
    kind, *params = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    charsets = [param.partition("=")[2].strip('" ') for param in params if param.lower().startswith("charset")]
    return kind.lower(), (charsets or ["utf-8"])[0].lower()


def _text(body: bytes, charset: str) -> str:
    if charset not in ("utf-8", "utf8"):
        raise HTTPException(415, "a query is sent in UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is no UTF-8") from None


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        found: Sequence[tuple[str, str]] = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=500
        )
    except ValueError:
        raise HTTPException(400, "the fields are not percent-encoded UTF-8") from None
    return list(found)
