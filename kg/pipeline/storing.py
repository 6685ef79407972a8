"""The graph of a build as a store on disk, so that a question need not load it first.

Comes in: the folder of a build and a path. Goes out: a RocksDB store at that path, put in place whole, and named by
the build; later the same store, open for reading. It never answers from a store that is of another build.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.manifest import hash_in
from kg.nquads import vouched
from kg.paths import fresh_folder, locked, write_atomically

GRAPH, MARK, POINTER = "graph.nq", "of-build.json", "private/store"


def keep(build: Path, place: Path) -> None:
    """Make the store of a build at `place`, unless it is there; UsageError if something else is."""
    place = place.absolute()
    if place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / MARK).is_file())):
        raise UsageError(str(place), "this is no store of a build", "name another --store")
    mark = _mark(build)
    with locked(place):
        if _found(place) != mark:
            with fresh_folder(place) as folder:
                store = ox.Store(str(folder))
                store.bulk_load(path=str(build / GRAPH), format=ox.RdfFormat.N_QUADS, lenient=vouched(build / GRAPH))
                store.flush()
                store.optimize()  # few files: all of them can be open before a question is let in
                del store  # closes it: the folder is about to be renamed
                write_atomically(folder / MARK, mark)
    write_atomically(build / POINTER, f"{place}\n")


def kept(build: Path) -> ox.Store | None:
    """The store that the build names, open for reading; None if it names none or that is gone.

    BadInput if the store is of another build, or cannot be opened.
    """
    place = place_of(build)
    if place is None:
        return None
    try:
        store = ox.Store.read_only(str(place))
        next(iter(store), None)
    except (OSError, ValueError):
        raise BadInput(str(place), "this store is damaged", _remedy(place)) from None
    return store


def place_of(build: Path) -> Path | None:
    """Where the store lies that the build names; None if it names none or that is gone. BadInput if it is of another
    build.
    """
    try:
        place = Path((build / POINTER).read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    if not place.is_dir():
        return None
    if _found(place) != _mark(build):
        raise BadInput(str(place), "this store is of another build", _remedy(place))
    return place


def _remedy(place: Path) -> str:
    return f"run kg build --store {place} again, or delete the store"


def _mark(build: Path) -> str:
    """What a store must say to be of this build: the hash of the graph's file, and whose format it is in."""
    return json.dumps({"graph": hash_in(build, GRAPH), "pyoxigraph": ox.__version__}) + "\n"


def _found(place: Path) -> str | None:
    try:
        return (place / MARK).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
