"""The ontology explained: a few HTML pages and one Markdown file from the Turtle.

Comes in: the folder of the ontology. Goes out: files by name, with the Turtle files that they link to. It never writes
markup that came from the data, a script, or an address to fetch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.manual.model import Manual, Section
from kg.manual.reading import FILES, read_manual

__all__ = ["Manual", "explain_ontology", "read_manual"]
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
PAGES = {
    "index.html": "ontology", "properties.html": "Properties", "concepts.html": "Concepts",
    "constraints.html": "Further constraints", "rules.html": "Rules of inference",
}  # fmt: skip
STYLE = "ontology.css"
_TEMPLATES = Path(__file__).parent / "templates"


def explain_ontology(folder: Path, home: tuple[str, str] | None = None) -> dict[str, bytes]:
    """`index.html` with the pages beside it, and `ontology.md`, which describe the ontology in a folder, and the files
    that they are about. Every term's IRI finds it: `index.html` has the term, or names it under the same fragment.

    `home` is the address and name of a site that the pages are part of.
    """
    manual = read_manual(folder)
    sources = [folder / name for name in (*FILES, "context.jsonld")]
    names = [path.name for path in sources]
    made = {name: page.encode() for name, page in _pages(manual, names, home)}
    made |= {"ontology.md": _markdown(manual, names).encode(), STYLE: (_TEMPLATES / STYLE).read_bytes()}
    return made | {path.name: path.read_bytes() for path in sources}


def _pages(manual: Manual, sources: list[str], home: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    places = _places(manual)
    for name, heading in PAGES.items():

        def at(href: str, here: str = name) -> str:
            page = places.get(href[1:], here) if href.startswith("#") else here
            return href if page == here else f"{page}{href}"

        sections = [section for section in manual.sections if _page_of(section) == name]
        shown = {"heading": heading, "sections": sections, "sources": sources, "home": home}
        yield name, _filled("page.html", at, manual=manual, name=name, **shown)


def _page_of(section: Section) -> str:
    if section.scheme:
        return "concepts.html"
    return "properties.html" if section.anchor.endswith("properties") else "index.html"


def _places(manual: Manual) -> dict[str, str]:
    """The page of each anchor."""
    found: dict[str, str] = {}
    for section in manual.sections:
        page = _page_of(section)
        found[section.anchor] = page
        for entry in (*section.entries, *([section.scheme] if section.scheme else [])):
            found[entry.anchor] = page
            found |= {one.anchor: page for one in entry.constraints if one.first}
    for group in manual.groups:
        found[group.anchor] = "constraints.html"
        found |= {one.anchor: "constraints.html" for one in group.constraints if one.first}
    return found | {rule.anchor: "rules.html" for rule in manual.rules}


def _markdown(manual: Manual, sources: list[str]) -> str:
    made = _filled("ontology.md", manual=manual, sources=sources)
    return re.sub(r"\n{3,}", "\n\n", made).strip() + "\n"


def _filled(template: str, at: Callable[[str], str] = str, **values: object) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=select_autoescape(["html"]), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"plain": _plain, "at": at}
    return environment.get_template(template).render(**values)


def _plain(text: str) -> str:
    """Text as itself in Markdown, on one line, fit for the cell of a table."""
    return _MARKUP.sub(r"\\\1", " ".join(text.replace("&", "&amp;").split()))
