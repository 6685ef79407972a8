"""Reads articles given as JSON: the text and whatever is known of it.

Comes in: a file's bytes, a JSON object with `text` and optionally `title`, `outlet`, `published`, `place`, `url`. Goes
out: a Draft in which what is given wins over what the text's layout shows. It never takes a value of a wrong type.
"""

from __future__ import annotations

import json
from dataclasses import replace

from kg.articles.decode import check, decode
from kg.articles.draft import Draft
from kg.articles.metadata import read_metadata
from kg.datelines.dates import find_dates
from kg.errors import BadInput
from kg.model import Sourced

_FIELDS = ("title", "outlet", "published", "place", "url")
_FORM = 'give {"text": "…"} with title, outlet, published, place, url as strings where known'


def read_given(data: bytes, where: str) -> Draft:
    """The article in `data`; BadInput if it is not such an object."""
    try:
        value = json.loads(decode(data, where))
    except (ValueError, RecursionError) as fault:
        raise BadInput(where, f"not valid JSON ({fault})", _FORM) from None
    if not isinstance(value, dict):
        raise BadInput(where, "the JSON is not an object", _FORM)
    text = _string(value, "text", where)
    if text is None:
        raise BadInput(where, "it has no text", _FORM)
    found = read_metadata(text)
    for field in _FIELDS:
        given = _string(value, field, where)
        if given is not None and given.strip():
            known = _date(given.strip(), where) if field == "published" else " ".join(given.split())
            found = replace(found, **{field: Sourced(known, "given")})
    return Draft(text, "application/json", found)


def _string(value: dict[str, object], field: str, where: str) -> str | None:
    found = value.get(field)
    if found is None:
        return None
    if not isinstance(found, str):
        raise BadInput(where, f"its {field} is not a string", _FORM)
    try:
        found.encode("utf-8")
    except UnicodeEncodeError:
        what = f"its {field} holds half a character (a lone surrogate)"
        raise BadInput(where, what, "write whole characters") from None
    if field == "text":
        check(found, where)
    return found


def _date(given: str, where: str) -> str:
    dates = list(find_dates(given))
    if len(dates) != 1 or dates[0].value.startswith("--") or dates[0].span.start:
        raise BadInput(where, f"published {given!r} is no date", "write it as YYYY-MM-DD")
    return dates[0].value
