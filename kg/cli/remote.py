"""The commands for more than one machine: map, load.

Comes in: articles, an engine; the address of a store, a build or shards. Goes out: shards; a store that holds the
graph. They connect to the scheduler and the store that the command line names, and to nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import emit, progress
from kg.cli.reading import Cache, Jobs, Published, end_with
from kg.errors import UsageError

SHARDS = Path("shards")


def map_(
    articles: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    out: Annotated[Path, typer.Option(help="Folder of the shards.")] = SHARDS,
    published: Published = None,
    engine: Annotated[str, typer.Option(help="local: processes of this machine; dask: Dask (extra far).")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Dask's scheduler, tcp://HOST:PORT or tls://…")] = None,
    jobs: Jobs = 1,
    cache: Cache = None,
    base: Annotated[str | None, typer.Option(help="What IRIs of things begin with.")] = None,
) -> None:
    r"""Map each article by itself to a shard: N-Quads in one named graph, to be loaded with kg load.

    \b
    kg map articles/ --out shards/ --jobs 2
    kg map articles/ --engine dask --scheduler tcp://10.0.0.1:8786
    """
    from kg import pipeline

    with progress("mapping articles") as tick:
        options = pipeline.Options(published, jobs, cache, tick)
        by = pipeline.engine(engine, jobs, scheduler)
        made = pipeline.map_articles(articles, out, options, by, base=base)
    emit(made.text())
    end_with(made.faults)


def load(
    url: Annotated[str, typer.Argument(help="Address of the store's Graph Store, https://… or http://…")],
    shards: Annotated[Path | None, typer.Argument(help="Folder of shards; without it the build.")] = None,
    build: Build = HERE,
    add: Annotated[bool, typer.Option("--add", help="Leave what the view in the store holds in it.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace whatever is where the view will be.")] = False,
    anew: Annotated[bool, typer.Option("--anew", help="Send again what was sent before.")] = False,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one request may take.")] = 120.0,
    tries: Annotated[int, typer.Option(min=1, max=20, help="Tries where the store is in trouble.")] = 5,
) -> None:
    r"""Load a build or shards into a SPARQL 1.1 store over the Graph Store HTTP Protocol; done again, nothing changes.

    KG_USER and KG_PASSWORD, or KG_TOKEN, in the environment are what the store asks for. Credentials in an address are
    refused.

    \b
    kg load http://127.0.0.1:7878/store
    kg load https://example.org/rdf/store shards/
    """
    from kg import pipeline

    if shards is not None and build != HERE:
        raise UsageError("--build", "shards are named as well", "leave one of them out")
    with progress("loading graphs") as tick:
        made = pipeline.load(url, shards or build, pipeline.Loading(add, replace, anew, timeout, tries, tick))
    emit(made.text())


map_.__name__ = "map"
COMMANDS = (map_, load)
