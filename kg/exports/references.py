"""The articles as references: BibTeX and CSL-JSON.

Comes in: an index of the graph. Goes out: one entry an article for reference managers and pandoc. It never invents what
an article does not say of itself: no title means its file's name in brackets.
"""

from __future__ import annotations

import json
import re
from typing import Any

from kg.exports.index import Index
from kg.exports.jsonl import article
from kg.exports.material import Material
from kg.vocab import digest, slug

ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(material: Material) -> bytes:
    """BibTeX in UTF-8, one @misc an article (BibTeX has no type for news), sorted by key."""
    return "\n".join(_entry(one) for one in _articles(material.index)).encode()


def csl_json(material: Material) -> bytes:
    """CSL-JSON 1.0, one article-newspaper an article, sorted by key."""
    items = [_item(one) for one in _articles(material.index)]
    return json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n"


def _articles(index: Index) -> list[dict[str, Any]]:
    found = []
    for node in index.things("pd:Article"):
        said = article(index, node) or {}
        named = said.get("name") or said["id"]
        known = {"key": f"{slug(named)}-{digest(named)[:4]}", "title": said.get("title") or f"[{named}]", "iri": node}
        found.append({**said, **known, "place": index.name(index.iri(node, "pd:hasDatelinePlace"))})
    return found


def _entry(one: dict[str, Any]) -> str:
    year, month, day = (*str(one.get("published") or "").split("-"), "", "", "")[:3]
    fields = {
        "title": f"{{{_tex(one['title'])}}}",
        "howpublished": _tex(one.get("outlet")),
        "address": _tex(one["place"]),
        "year": year,
        "month": str(int(month)) if month.isdigit() else "",
        "day": str(int(day)) if day.isdigit() else "",
        "date": one.get("published") or "",
        "url": one.get("address") or "",
        "note": _tex(f"Article {one['id']}"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{one['key']},\n{lines}}}\n"


def _tex(text: str | None) -> str:
    """Text with TeX's own characters escaped."""
    return re.sub(r"[\\{}$&%#_~^]", lambda found: ESCAPED[found[0]], text or "")


def _item(one: dict[str, Any]) -> dict[str, Any]:
    parts = [int(part) for part in str(one.get("published") or "").split("-") if part.isdigit()]
    said = {
        "id": one["key"],
        "type": "article-newspaper",
        "title": one["title"],
        "container-title": one.get("outlet"),
        "issued": {"date-parts": [parts]} if parts else None,
        "publisher-place": one["place"],
        "URL": one.get("address"),
        "note": one["iri"],
    }
    return {key: value for key, value in said.items() if value is not None}
