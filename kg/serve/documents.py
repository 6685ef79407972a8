"""The IRIs of the graph as addresses: things, named graphs, the ontology, and the documents that describe them.

Comes in: a path below the base. Goes out: for a thing 303 to the document that is wanted (Cool URIs for the Semantic
Web, W3C, 4.2), for a document its content. It never says anything of an IRI that the graph does not hold.
"""

from __future__ import annotations

from mimetypes import guess_type
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import document, respond
from kg.serve.asking import answered, once, order_of, site_of
from kg.serve.endpoint import graph_of
from kg.serve.media import GRAPHS, PAGE, Format, by_suffix, content_type, wanted
from kg.serve.model import Site
from kg.serve.pages import has_page, published

MANUAL = "/ontology/"
SAFE = "/:@!$&'()*+,;=~"  # in a path, besides letters and digits (RFC 3986, 3.3)
# Turtle for whoever has no wish; data before pages among equals.
DOCUMENTS = (*GRAPHS[:4], PAGE)


async def thing(request: Request) -> Response:
    """A thing by its IRI's path: 303 to a document; a path with a suffix: the document."""
    site, path = site_of(request), request.url.path
    if (file := await published(request)) is not None:
        return _alternates(file, path.rstrip("/")) if path.endswith("/") else file
    bare, format = by_suffix(path, DOCUMENTS)
    if format is None:
        return see_other(request, path)
    order = order_of(site, "describe", "address", things=[_iri(site, bare), _iri(site, path)], format=format.name)
    head, body = await answered(request, order)
    if head["thing"] is None:
        raise HTTPException(404, "the graph holds no such thing")
    if head["thing"] != _iri(site, bare):
        return see_other(request, path)
    return _alternates(respond(request, (head, body)), bare)


async def graph(request: Request) -> Response:
    """A named graph by its IRI's path (Graph Store HTTP Protocol, direct identification)."""
    site = site_of(request)
    return await graph_of(request, site, _iri(site, request.url.path))


async def ontology(request: Request) -> Response:
    """The ontology as data; 303 to its pages for who wants to read it. A browser keeps the fragment of a term's IRI."""
    site, path = site_of(request), request.url.path
    format = by_suffix(path, DOCUMENTS)[1] or _chosen(request)
    if format is PAGE:
        return Response(status_code=303, headers={"Location": MANUAL, "Vary": "Accept"})
    body = await once(request, ("ontology", format.name), lambda: site.write(site.ontology(), format.name))
    return document(request, body, **{"Content-Type": content_type(format.name)})


async def manual(request: Request) -> Response:
    """A page on the ontology, or a file beside it: the published site's, else the server's own; else a thing."""
    name = request.url.path.removeprefix(MANUAL) or "index.html"
    if (page := await published(request)) is not None:
        return page
    if (file := (await run_in_threadpool(site_of(request).manual)).get(name)) is None:
        return await thing(request)
    format = by_suffix(name, DOCUMENTS)[1]
    kind = content_type(format.name) if format else f"{guess_type(name)[0] or 'text/plain'}; charset=utf-8"
    return document(request, file, **{"Content-Type": kind})


def see_other(request: Request, path: str) -> Response:
    """303 to the document about a thing in the format that is wanted: a page of the published site, if it has one."""
    format = _chosen(request)
    shown = format is PAGE and has_page(site_of(request), path)
    address = quote(path, safe=SAFE) + ("/" if shown else format.suffix)
    return Response(status_code=303, headers={"Location": address, "Vary": "Accept"})


def _chosen(request: Request) -> Format:
    format = wanted(request.headers.get("accept"), DOCUMENTS)
    if format is None:
        raise HTTPException(406, "no format that is accepted can be given")
    return format


def _iri(site: Site, path: str) -> str:
    return site.base + path.lstrip("/")


def _alternates(response: Response, path: str) -> Response:
    address = quote(path, safe=SAFE)
    links = (f'<{address}{one.suffix}>; rel="alternate"; type="{one.types[0]}"' for one in DOCUMENTS)
    response.headers["Link"] = ", ".join(links)
    return response
