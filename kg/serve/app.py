"""The application: which address is answered by what.

Comes in: what is to be served. Goes out: a Starlette application. It never opens a socket and never changes a graph.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from kg.errors import KgError
from kg.serve import documents, endpoint, pages, questions
from kg.serve.answers import CUT, on_fault
from kg.serve.asking import site_of
from kg.serve.gate import BusyError, Gate
from kg.serve.manners import Hosts, Manners
from kg.serve.model import Site

READ = ("GET", "HEAD")
FAULTS = (HTTPException, KgError, BusyError, ClientDisconnect)


def create_app(site: Site) -> Starlette:
    """The application that serves a site; its life begins and ends with `site.starting` and `site.stopping`."""
    app = Starlette(
        routes=_routes(),
        middleware=_middleware(site),
        exception_handlers=dict.fromkeys(FAULTS, on_fault),
        lifespan=_life,
    )
    app.state.site = site
    app.state.gate = Gate(site.bounds)
    app.state.made = OrderedDict()
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", _start, methods=READ),
        Route(endpoint.ENDPOINT, endpoint.sparql, methods=(*READ, "POST")),
        Route(endpoint.STORE, endpoint.graph_store, methods=READ),
        Route("/.well-known/void", endpoint.void, methods=READ),
        Route("/queries", questions.listed, methods=READ),
        Route("/queries/{name}", questions.question, methods=READ),
        Route("/openapi.json", questions.openapi, methods=READ),
        Route("/health", health, methods=READ),
        Route("/bounds", bounds, methods=READ),
        Route("/ontology", documents.ontology, methods=READ),
        Route("/ontology.{suffix}", documents.ontology, methods=READ),
        Route(documents.MANUAL + "{path:path}", documents.manual, methods=READ),
        Route("/id/{path:path}", documents.thing, methods=READ),
        Route("/graph/{path:path}", documents.graph, methods=READ),
        Mount(pages.AT, pages.assets()),
        Route("/{path:path}", _other, methods=READ),
    ]


def _middleware(site: Site) -> list[Middleware]:
    made = [Middleware(Manners, most=site.bounds.headers, log=site.log), Middleware(Hosts, allowed=site.hosts)]
    if site.origins:
        shown = [CUT, "ETag", "Retry-After", "Link", "Content-Disposition"]
        made.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(site.origins),
                allow_methods=[*READ, "POST"],
                expose_headers=shown,
            )
        )
    return made


@asynccontextmanager
async def _life(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    if site.starting:
        await site.starting()
    try:
        yield
    finally:
        if site.stopping:
            await site.stopping()


async def _start(request: Request) -> Response:
    return await pages.published(request) or RedirectResponse(endpoint.ENDPOINT, 303)


async def _other(request: Request) -> Response:
    if (file := await pages.published(request)) is None:
        raise HTTPException(404, "nothing is here")
    return file


async def health(request: Request) -> Response:
    """200 while the graph can be asked, else 503; which snapshot is served, and how much is under way."""
    snapshot, gate = site_of(request).snapshot(), request.app.state.gate
    record = {"status": "ok" if snapshot.alive else "down", "snapshot": snapshot.id}
    record |= {"running": gate.running, "long": gate.long, "waiting": gate.waiting}
    return JSONResponse(record, 200 if snapshot.alive else 503, headers={"Cache-Control": "no-store"})


async def bounds(request: Request) -> Response:
    """How much a request may ask."""
    record = {name: {"value": n, "bounds": what, "beyond": so} for name, n, what, so in site_of(request).bounds.table()}
    return JSONResponse(record)
