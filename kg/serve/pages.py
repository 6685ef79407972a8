"""The page with the query editor, and the files that pages need.

Comes in: the stored questions. Goes out: HTML whose scripts and styles lie on this server. It never loads anything
from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from stat import S_ISREG

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from kg.serve.answers import document
from kg.serve.asking import site_of
from kg.serve.manners import POLICY
from kg.serve.media import content_type
from kg.serve.model import Question, Site

ASSETS, AT = Path(__file__).parent / "assets", "/sparql/assets"
# The vendored editor places its parts by style attributes, and adds one style element, which its hash names.
GRIPS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
STYLED = POLICY.replace("style-src 'self'", f"style-src 'self' {GRIPS}; style-src-attr 'unsafe-inline'")
EDITOR = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ask the graph</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{AT}/vendor/yasgui.min.css"><link rel="stylesheet" href="{AT}/served.css">
<script defer src="{AT}/vendor/yasgui.min.js"></script><script defer src="{AT}/editor.js"></script>
</head><body class="wide">
<h1>Ask the graph</h1>
<label for="question">Stored questions, as examples</label>
<select id="question"><option value="">Choose one …</option>
{{options}}</select>
<p id="says" role="status"></p>
<div id="editor"></div>
<noscript><form action="/sparql"><label for="query">SPARQL</label>
<textarea id="query" name="query" rows="12">
SELECT ?name {{{{ ?party a pd:Party ; rdfs:label ?name }}}} ORDER BY ?name
</textarea>
<button>Ask</button></form></noscript>
<h2>Stored questions, with their answers</h2>
<ul>
{{links}}</ul>
</body></html>
"""


def has_page(site: Site, path: str) -> bool:
    """Whether the published site shows what is at this path; a path that leaves the site shows nothing."""
    if site.published is None:
        return False
    files, looked_for = _files(site.published), f"{path.strip('/')}/index.html"
    return "\0" not in path and files.lookup_path(looked_for)[1] is not None


async def published(request: Request) -> Response | None:
    """The file of the published site at this path, a folder's page at the folder's; None where there is none."""
    site = site_of(request)
    path = request.scope["path"].lstrip("/")
    if site.published is None or "\0" in path:
        return None
    files = _files(site.published)
    found = files.lookup_path(path)[1]
    if found is None or (path and not path.endswith("/") and not S_ISREG(found.st_mode)):
        return None
    try:
        return await files.get_response(path, request.scope)
    except HTTPException:
        return None


@cache
def _files(folder: Path) -> StaticFiles:
    return StaticFiles(directory=folder, html=True)


def assets() -> StaticFiles:
    """The vendored scripts and the styles."""
    return StaticFiles(directory=ASSETS)


def editor(request: Request, site: Site) -> Response:
    """The editor, with the stored questions; without scripts a form, whose answer is a page too."""
    questions = sorted(site.questions.values(), key=lambda one: (_topic(one), one.name))
    page = EDITOR.format(options="".join(_options(questions)), links="".join(map(_link, questions)))
    return document(request, page.encode(), **{"Content-Type": content_type("html"), "Content-Security-Policy": STYLED})


def _options(questions: Iterable[Question]) -> Iterable[str]:
    for topic, some in groupby(questions, key=_topic):
        yield f'<optgroup label="{escape(topic)}">\n'
        yield from (f'<option value="{escape(one.name)}">{escape(one.asks)}</option>\n' for one in some)
        yield "</optgroup>\n"


def _link(question: Question) -> str:
    return f'<li><a href="/queries/{escape(question.name)}.html">{escape(question.asks)}</a></li>\n'


def _topic(question: Question) -> str:
    return next(iter(question.topics), "others")
