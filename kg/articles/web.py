"""Reads HTML articles through trafilatura, in a child process with bounded time and memory.

Comes in: a file's bytes. Goes out: a Draft with the article's own text, without the page around it, and the metadata of
the page's head. It never fetches anything and never reads a page in this process.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from kg.articles.decode import check, decode
from kg.articles.draft import Draft
from kg.articles.metadata import Metadata, read_metadata
from kg.articles.web_child import NOT_INSTALLED
from kg.errors import BadInput
from kg.model import Sourced, Span

SECONDS = 30
MAX_DEPTH = 200
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_UNCLOSED = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup rb rt rp".split()
)
_MISSING = "HTML needs the extra `html`, which is not installed"
_INSTALL = "install this package with its extra: [html]"
_SPLIT = "split the page, or save the article as text"


def read_web(data: bytes, where: str, *, seconds: float = SECONDS) -> Draft:
    """The article on the page in `data`.

    `seconds` is the longest that reading may take. Raises BadInput if trafilatura is not installed, if the page nests
    deeper than MAX_DEPTH elements, takes too long, or holds no article.
    """
    if importlib.util.find_spec("trafilatura") is None:
        raise BadInput(where, _MISSING, _INSTALL)
    declared = _CHARSET.search(data[:4096])
    page = decode(data, where, declared[1].decode("ascii") if declared else None)
    if depth_of(page) > MAX_DEPTH:
        raise BadInput(where, f"elements nest deeper than {MAX_DEPTH}", _SPLIT)
    found = _in_child(page, where, seconds)
    text = "\n\n".join(line for line in (found.get("text") or "").split("\n") if line.strip())
    if not text.strip():
        raise BadInput(where, "no article is found on the page", "save the article as text")
    check(text, where)
    return Draft(text, "text/html", _metadata(found, text))


def depth_of(page: str) -> int:
    """How deep the elements of `page` nest, those aside that need no end tag; read in one pass."""
    depth = deepest = 0
    for match in _TAG.finditer(page):
        if match[2].lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _in_child(page: str, where: str, seconds: float) -> dict[str, str | None]:
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kg.articles.web_child"],
            input=page.encode("utf-8"),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"},
        )
    except subprocess.TimeoutExpired:
        raise BadInput(where, f"the page took longer than {seconds:g} s to read", _SPLIT) from None
    if done.returncode == NOT_INSTALLED:
        raise BadInput(where, _MISSING, _INSTALL)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise BadInput(where, f"the page cannot be read (status {done.returncode})", _SPLIT) from None
    return {k: v if isinstance(v, str) else None for k, v in found.items()}


def _metadata(found: dict[str, str | None], text: str) -> Metadata:
    """The head of the page wins over the layout of the text."""
    meta = read_metadata(text)
    for field in ("title", "outlet", "published", "url"):
        value = " ".join((found.get(field) or "").split())
        if value:
            span = _line_of(value, text) if field == "title" else None
            meta = replace(meta, **{field: Sourced(value, "page head", span)})
    return meta


def _line_of(value: str, text: str) -> Span | None:
    match = re.search(rf"^{re.escape(value)}$", text, re.MULTILINE)
    return Span(*match.span()) if match else None
