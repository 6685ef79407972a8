"""The commands that answer other programs: serve, mcp.

Comes in: the folder of a build, an address. Goes out: answers over HTTP with a line for each request on standard error,
or messages of the protocol on standard output. They never change a build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import record, tell


def serve(
    build: Build = HERE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    site: Annotated[Path | None, typer.Option(help="Folder of this build's site (kg site).")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A name by which this server may be called.")] = None,
    cors: Annotated[list[str] | None, typer.Option(help="An origin whose pages may ask: https://…, or *.")] = None,
    trust_proxy: Annotated[str | None, typer.Option(help="Address of a proxy that says who its clients are.")] = None,
    bound: Annotated[list[str] | None, typer.Option(help="NAME=VALUE, as README lists them.")] = None,
) -> None:
    r"""Serve the build over HTTP, read-only: SPARQL, stored questions, descriptions of things.

    \b
    kg serve --port 8080
    kg serve --site site/
    kg serve --bound seconds=10 --bound rows=50000
    """
    from kg import pipeline

    bounds = pipeline.Bounds().with_values(bound or [])
    how = pipeline.Serving(bounds, tuple(allow_host or ()), tuple(cors or ()), site, record)
    where = pipeline.Listening(host, port, trust_proxy)
    pipeline.serve(build, where, how, lambda address: tell(f"serving {build} at {address}"))


def mcp(build: Build = HERE) -> None:
    r"""Serve three read-only tools to a language model over the Model Context Protocol, on standard input and output.

    \b
    kg mcp --build my-build/
    """
    from kg import pipeline

    pipeline.serve_tools(build)


COMMANDS = (serve, mcp)
