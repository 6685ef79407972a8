"""Under which licence the data stand, and what is said of the quotes in them.

Comes in: the ontology. Goes out: the IRI of its licence, its version, a sentence on rights. It never licenses the words
of an article.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.errors import BadInput
from kg.paths import ontology_dir, read_bounded

MAX_ONTOLOGY_BYTES = 5_000_000
RIGHTS = "Quotes are short extracts of news articles; the rights in their words stay with their outlets."


def licence() -> str:
    """The IRI of the ontology's licence, which is that of the data made with it."""
    return _said(r"dcterms:license\s+<([^<>\s]+)>")


def ontology_version() -> str:
    """The ontology's owl:versionInfo."""
    return _said(r'owl:versionInfo\s+"([^"]+)"')


@lru_cache(maxsize=8)
def _said(pattern: str) -> str:
    path = ontology_dir() / "party-diplomacy.ttl"
    found = re.search(pattern, read_bounded(path, MAX_ONTOLOGY_BYTES).decode("utf-8", "replace"))
    if found is None:
        raise BadInput(str(path), "names no licence or version", "restore the file")
    return found[1]
