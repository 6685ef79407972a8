"""The ontology explained: one HTML page and one Markdown file from the Turtle.

Comes in: the folder of the ontology. Goes out: files by name, with the Turtle files that they link to. It never writes
markup that came from the data, a script, or an address to fetch.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.manual.model import Manual
from kg.manual.reading import FILES, read_manual

__all__ = ["Manual", "explain_ontology", "read_manual"]
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_TEMPLATES = Path(__file__).parent / "templates"


def explain_ontology(folder: Path, home: tuple[str, str] | None = None) -> dict[str, bytes]:
    """`index.html` and `ontology.md`, which describe the ontology in a folder, and the files that they are about.

    `home` is the address and name of a site that the page is part of.
    """
    manual = read_manual(folder)
    sources = [folder / name for name in (*FILES, "context.jsonld")]
    names = [path.name for path in sources]
    pages = {"index.html": _page(manual, names, home), "ontology.md": _markdown(manual, names)}
    return {name: text.encode() for name, text in pages.items()} | {path.name: path.read_bytes() for path in sources}


def _page(manual: Manual, sources: list[str], home: tuple[str, str] | None) -> str:
    return _filled("index.html", manual=manual, sources=sources, home=home)


def _markdown(manual: Manual, sources: list[str]) -> str:
    made = _filled("ontology.md", manual=manual, sources=sources)
    return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"


def _filled(name: str, **values: object) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(["html"]), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["plain"] = _plain
    return environment.get_template(name).render(**values)


def _plain(text: str) -> str:
    """Text as itself in Markdown, on one line, fit for the cell of a table."""
    return _MARKUP.sub(r"\\\1", " ".join(text.replace("&", "&amp;").split()))
