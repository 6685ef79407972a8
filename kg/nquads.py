"""Quads into memory, from N-Quads files or as they are made.

Comes in: the path of a file, or quads. Goes out: a store that holds them. It never takes an IRI
unchecked from a file whose bytes nobody vouches for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInput
from kg.manifest import hash_in

BULK = 4000  # quads that a store takes faster in bulk


def loaded(path: Path) -> ox.Store:
    """The quads of an N-Quads file (W3C); OSError if it cannot be read, SyntaxError if it is none.

    Whether each IRI is one (RFC 3987), a third of the work, is not asked again of the very bytes that a build wrote.
    """
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=vouched(path))
    return store


def put(store: ox.Store, quads: Collection[ox.Quad]) -> None:
    """Let a store hold quads too, in the way that is faster for so many."""
    (store.bulk_extend if len(quads) > BULK else store.extend)(quads)


def vouched(path: Path) -> bool:
    """Whether the manifest of the build that the file lies in gives the hash of its bytes."""
    try:
        known = hash_in(path.parent, path.name)
        with path.open("rb") as file:
            return known == hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, BadInput):
        return False
