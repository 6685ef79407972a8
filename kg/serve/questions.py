"""The stored questions over HTTP, and their description for programs (OpenAPI 3.1).

Comes in: the name of a question with its parameters as fields of the address. Goes out: its answer in the format that
is wanted. It never runs anything but stored questions.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import document, respond
from kg.serve.asking import answered, order_of, site_of
from kg.serve.media import TABLES, Format, by_suffix, wanted
from kg.serve.model import Question, Site
from kg.serve.openapi import described

SPARQL = Format("sparql", ("application/sparql-query",), ".rq")


async def listed(request: Request) -> Response:
    """The stored questions with what they ask, as JSON."""
    site = site_of(request)
    records = [_record(question) for question in site.questions.values()]
    return _json(request, {"questions": records})


async def question(request: Request) -> Response:
    """The answer to a stored question; its text where the name ends in .rq or SPARQL is wanted."""
    site = site_of(request)
    name, format = by_suffix(request.path_params["name"], (*TABLES, SPARQL, Format("json", (), ".json")))
    asked = site.questions.get(name)
    if asked is None:
        raise HTTPException(404, f"no stored question is called {name!r}")
    format = format or wanted(request.headers.get("accept"), (*TABLES, SPARQL))
    if format is None:
        raise HTTPException(406, "no format that is accepted can be given")
    if format is SPARQL:
        return document(request, asked.sparql.encode(), **{"Content-Type": SPARQL.types[0]})
    return respond(request, await answered(request, _order(request, site, asked, format)))


def _order(request: Request, site: Site, asked: Question, format: Format) -> Any:
    given = dict(request.query_params)
    if len(given) != len(request.query_params.multi_items()):
        raise HTTPException(400, "each parameter is given once")
    evidence = given.pop("evidence", "false")
    if evidence not in ("true", "false"):
        raise HTTPException(400, "evidence is true or false")
    return order_of(
        site,
        "stored",
        asked.name,
        name=asked.name,
        title=asked.asks,
        params=given,
        evidence=evidence == "true",
        format=format.name,
    )


async def openapi(request: Request) -> Response:
    """The description of every address (OpenAPI 3.1)."""
    return _json(request, described(site_of(request)))


def _record(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "asks": question.asks,
        "topics": list(question.topics),
        "parameters": [
            {"name": p.name, "type": p.kind, "default": p.default, "choices": list(p.choices), "about": p.about}
            for p in question.parameters
        ],
        "address": f"/queries/{question.name}",
    }


def _json(request: Request, record: dict[str, Any]) -> Response:
    body = json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"
    return document(request, body, **{"Content-Type": "application/json"})
