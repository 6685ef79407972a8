"""Reads plain text articles.

Comes in: a file's bytes. Goes out: a Draft with the decoded text and the metadata that its layout shows. It never
changes a character of the text.
"""

from __future__ import annotations

from kg.articles.decode import decode
from kg.articles.draft import Draft
from kg.articles.metadata import read_metadata


def read_plain(data: bytes, where: str) -> Draft:
    """The article in `data`; BadInput if it is no text."""
    text = decode(data, where)
    return Draft(text, "text/plain", read_metadata(text))
