"""The page with the query editor, and the files that pages need.

Comes in: the stored questions. Goes out: HTML whose scripts and styles lie on this server. It never loads anything
from elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from kg.serve.answers import document
from kg.serve.media import content_type
from kg.serve.model import Site

ASSETS = Path(__file__).parent / "assets"


def assets() -> StaticFiles:
    """The vendored scripts and the styles."""
    return StaticFiles(directory=ASSETS)


def editor(request: Request, site: Site) -> Response:
    """The editor."""
    return document(request, b"<!doctype html><title>SPARQL</title>", **{"Content-Type": content_type("html")})
