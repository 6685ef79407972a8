"""The project's one prefix table, as its JSON-LD context has it.

Comes in: ontology/context.jsonld. Goes out: prefixes, and the context in the order written. It never fetches a
context that is named by its address.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from kg.errors import BadInput
from kg.paths import ontology_dir, read_bounded

MAX_CONTEXT_BYTES = 1_000_000


@lru_cache(maxsize=1)
def context() -> dict[str, Any]:
    """The context object; BadInput if the file is broken or points elsewhere."""
    path = ontology_dir() / "context.jsonld"
    try:
        found = json.loads(read_bounded(path, MAX_CONTEXT_BYTES))["@context"]
    except (ValueError, KeyError, TypeError):
        raise BadInput(str(path), "no JSON-LD context", "restore the file") from None
    if not isinstance(found, dict):
        raise BadInput(str(path), "names another context", "write the context out in the file")
    return found


@lru_cache(maxsize=1)
def prefixes() -> dict[str, str]:
    """Prefix to namespace, sorted: the context's simple terms that end a namespace."""
    return {k: v for k, v in sorted(context().items()) if isinstance(v, str) and v.endswith(("#", "/"))}
