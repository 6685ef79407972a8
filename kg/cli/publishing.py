"""The command that makes a site of a build.

Comes in: the folder of a build, the folder to write, where the site is to stand. Goes out: pages that work from a
folder and from any web server. It never writes an article's text unless it is told to, for private use.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.asking import HERE, Build
from kg.cli.output import tell

HELP = """Write the build as a site: static pages with the words behind every fact, pictures, search, data.

\b
kg site --out site/
kg site --out site/ --base-url https://example.org/diplomacy/
kg site --out private-site/ --with-text
"""


def site(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write; what is unchanged in it stays.")],
    base_url: Annotated[
        str | None, typer.Option("--base-url", help="Address at which it will stand; that of the graph unless given.")
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Whole articles: for private use only.")] = False,
    build: Build = HERE,
) -> None:
    """Write the build as a site."""
    from kg import pipeline

    done = pipeline.publish(pipeline.open_build(build), out, base_url=base_url, with_text=with_text)
    tell(f"{done.pages} pages, {done.files} files in {out}: {done.written} written, {done.removed} removed")
    if with_text:
        tell("these pages hold whole articles: keep them to yourself")


site.__doc__ = HELP
COMMANDS = (site,)
