"""Pages as HTML.

Comes in: a page and what all pages share. Goes out: the bytes of an HTML document that needs no script to be read. It
never lets text become markup, and never names anything to fetch outside the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from markupsafe import Markup, escape

from kg.site.model import Link, Page, Site
from kg.site.weighing import MOST

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
LEADING = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">
<meta http-equiv="refresh" content="0; url={to}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{name}</title>
<link rel="canonical" href="{whole}">
{links}</head>
<body>
<main>
<h1><bdi>{name}</bdi></h1>
<p><a href="{to}">It stands here.</a> Address in the graph: <code>{iri}</code></p>
</main>
</body>
</html>
"""
UNBROKEN = re.compile(r"[^\s-]{24}")
SCRIPTS = {
    "km": re.compile("[\u1780-\u17ff\u19e0-\u19ff]"), "lo": re.compile("[\u0e80-\u0eff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
}  # fmt: skip


def render(page: Page, site: Site) -> bytes:
    """One page as HTML in UTF-8; its links are relative, so that it works from any folder."""
    template = _environment().get_template("page.html")
    root = "../" * page.head.path.count("/")
    made = template.render(page=page, head=page.head, site=site, root=root, one=partial(shown, root=root), most=MOST)
    return made.encode("utf-8", "replace")


def leading_to(path: str, target: Link, iri: str, data: Iterable[tuple[str, str]], site: str) -> bytes:
    """A page at `path` that leads on to where `target` stands; `data` are files that describe `iri` (path, media type).

    `site` is the address at which the site stands.
    """
    root, name = "../" * path.count("/"), escape(target.text or iri)
    to = escape(href(target, root) or root)
    files = ((escape(root + percent(file)), media) for file, media in data)
    links = "".join(f'<link rel="alternate" type="{media}" href="{file}">\n' for file, media in files)
    whole = escape(href(target, site) or site)
    return LEADING.format(name=name, to=to, iri=escape(iri), links=links, whole=whole).encode("utf-8", "replace")


def shown(link: Link, root: str) -> Markup:
    """A link as HTML on a page whose way to the root of the site is `root`; words alone where it leads nowhere."""
    address, said = href(link, root), words(link.text)
    main = f'<a href="{escape(address)}">{said}</a>' if address else said
    return Markup(f'{main} <small class="note">{words(link.note)}</small>' if link.note else main)  # noqa: S704 - escaped


def words(text: str) -> Markup:
    """Words set apart from what stands around them: whatever their direction, script or length, they harm no line."""
    marks = f' lang="{tag}"' if (tag := language_of(text)) else ""
    marks += ' class="long"' if UNBROKEN.search(text) else ""
    return Markup(f"<bdi{marks}>{escape(text)}</bdi>")  # noqa: S704 - the text is escaped here


def href(link: Link, root: str) -> str | None:
    """Where a link leads from a page whose way to the root of the site is `root`; None for words alone."""
    if link.to is None:
        return None
    if WEB.fullmatch(link.to):
        return link.to
    if ":" in link.to.split("/")[0]:
        return None  # some other scheme: no place for a link
    path, mark, fragment = link.to.partition("#")
    return (root + percent(path) if path else "") + (mark + percent(fragment, safe="/,=~-._") if mark else "")


def language_of(text: str) -> str | None:
    """The language tag (BCP 47) that a text's script means, where only one language here uses it; None else."""
    if text.isascii():
        return None
    return next((tag for tag, letters in SCRIPTS.items() if letters.search(text)), None)


def as_data(text: str) -> str:
    """JSON made fit to stand inside a script element: no `<`, so that nothing in it can end the element."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["as_data"] = as_data
    environment.filters["words"] = words
    environment.tests["block"] = lambda block, name: type(block).__name__ == name
    return environment
