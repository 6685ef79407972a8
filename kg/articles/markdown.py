"""Reads Markdown articles, with or without front matter.

Comes in: a file's bytes. Goes out: a Draft whose text is the file's text, marks included, so that offsets are the
file's own. It never renders the marks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.articles.decode import decode
from kg.articles.draft import Draft
from kg.articles.metadata import Metadata, read_metadata
from kg.datelines.dates import find_dates
from kg.model import Sourced, Span

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(?P<fields>.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>[^\r\n]*?)(?P=quote)[ \t]*\r?$", re.MULTILINE
)
_KEYS = {
    "title": "title", "headline": "title", "outlet": "outlet", "publisher": "outlet", "source": "outlet",
    "place": "place", "location": "place", "date": "published", "published": "published", "url": "url", "link": "url",
}  # fmt: skip


def read_markdown(data: bytes, where: str) -> Draft:
    """The article in `data`; front matter wins over what the layout shows. BadInput if it is no text."""
    text = decode(data, where)
    front = _FRONT.match(text)
    if front is None:
        return Draft(text, "text/markdown", read_metadata(text))
    found = read_metadata(re.sub(r"[^\r\n]", " ", front[0]) + text[front.end() :])
    return Draft(text, "text/markdown", _with_fields(found, text, front.start("fields"), front.end("fields")))


def _with_fields(found: Metadata, text: str, start: int, end: int) -> Metadata:
    for match in _FIELD.finditer(text, start, end):
        name, value = _KEYS.get(match["key"].lower()), match["value"]
        if name is None or not value.strip():
            continue
        span = Span(*match.span("value"))
        if name == "published":
            dates = [d for d in find_dates(value, text) if not d.value.startswith("--")]
            if not dates:
                continue
            value, span = dates[0].value, Span(span.start + dates[0].span.start, span.start + dates[0].span.end)
        found = replace(found, **{name: Sourced(value, "front matter", span)})
    return found
