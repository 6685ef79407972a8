"""Answers and faults as HTTP responses.

Comes in: the head and body of an answer, or a fault. Goes out: a response that says its format, whether it is cut, and
what it depends on. It never shows a traceback.
"""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, TooMuch
from kg.serve.asking import site_of
from kg.serve.gate import BusyError
from kg.serve.media import BY_NAME, content_type
from kg.serve.model import Answer

CUT = "X-Result-Cut"


def respond(request: Request, answer: Answer, **headers: str) -> Response:
    """An answer as a response; a cut one says so in a header, and its body does where the format has room for it.

    Where it has none (CSV, TSV, JSON-LD), a line of words would be read as data: the name under which the answer is
    saved says it (Content-Disposition, RFC 6266).
    """
    head, body = answer
    if "unacceptable" in head:
        raise HTTPException(406, f"a {head['unacceptable']} result is asked for in a format that it does not have")
    headers = {"Content-Type": content_type(head["format"]), **headers}
    if head.get("cut"):
        headers[CUT] = str(head["cut"])
        if (format := BY_NAME[head["format"]]).roomless:
            headers["Content-Disposition"] = f'inline; filename="cut-answer{format.suffix}"'
    return document(request, body, **headers)


def document(request: Request, body: bytes, **headers: str) -> Response:
    """A response with what caches need: an entity tag that changes with graph and format, and 304 where it is known."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    made = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache", **headers}
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if request.method in ("GET", "HEAD") and (tag in known or known == ["*"]):
        return Response(status_code=304, headers={name: made[name] for name in ("ETag", "Vary", "Cache-Control")})
    return Response(body, headers=made)


def problem(status: int, detail: str, remedy: str = "", **headers: str) -> Response:
    """A fault as problem details (RFC 9457)."""
    said: dict[str, Any] = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if remedy:
        said["remedy"] = remedy
    body = json.dumps(said, ensure_ascii=False).encode() + b"\n"
    made = {"Content-Type": "application/problem+json", "Cache-Control": "no-store", **headers}
    return Response(body, status, headers=made)


async def on_fault(request: Request, fault: Exception) -> Response:
    """The response to what went wrong: the asker's fault, a bound, a busy server, a client that has left."""
    if isinstance(fault, BusyError):
        return problem(fault.status, fault.what, "try again later", **{"Retry-After": str(fault.after)})
    if isinstance(fault, KgError):
        if not site_of(request).snapshot().alive:
            return problem(503, "the graph cannot be asked now", "try again later", **{"Retry-After": "2"})
        return problem(422 if isinstance(fault, TooMuch) else 400, f"{fault.where}: {fault.what}", fault.remedy)
    if isinstance(fault, HTTPException):
        return problem(fault.status_code, fault.detail, **dict(fault.headers or {}))
    return Response(status_code=499)  # nobody is there any more to read it
