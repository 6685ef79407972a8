"""Shards: one file of N-Quads for each article, in one named graph, and the list of them.

Comes in: an article's quads, or a folder of shards. Goes out: files that say themselves of what they were made and
whether they are whole; the list that ends a folder. It never holds more than one shard in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BadInput, UsageError
from kg.paths import write_atomically
from kg.vocab import slug

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]
LIST, MARK = "shards.tsv", "shards.json"
COLUMNS = ("shard", "graph", "quads", "sha256", "article", "article_sha256")
HEAD = re.compile(rb"# shard ([0-9a-f]{64}) ([0-9a-f]{64}) (\d+)\n")  # made of, hash of what follows, its lines
MOST_BYTES = 200_000_000
LONGEST = 100  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard as the list names it: its file below the folder, its graph, its quads, the hash of the file; the article
    with the hash of its bytes.
    """

    file: str
    graph: str
    quads: int
    sha256: str
    article: str
    article_sha256: str


def shard_bytes(said: Iterable[Triple], graph: ox.NamedNode, made_of: str) -> bytes:
    """A shard: triples in one graph, as sorted lines; its first line says of what it was made (a SHA-256) and what
    follows.
    """
    lines = sorted(f"{subject} {predicate} {value} {graph} .\n" for subject, predicate, value in said)
    body = "".join(lines).encode()
    return f"# shard {made_of} {sha256(body).hexdigest()} {len(lines)}\n".encode() + body


def file_of(graph: ox.NamedNode) -> str:
    """Where the shard of an article's graph lies: in one of 256 folders, under the article's name."""
    name = graph.value.rpartition("/")[2]
    return f"{sha256(name.encode()).hexdigest()[:2]}/{name if len(name) <= LONGEST else slug(name)}.nq"


def standing(path: Path, made_of: str) -> bytes | None:
    """The shard at a path if it is whole and made of this; else None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head = HEAD.match(data)
    whole = head is not None and sha256(data[head.end() :]).hexdigest().encode() == head[2]
    return data if whole and head is not None and head[1].decode() == made_of else None


def listed(data: bytes, graph: ox.NamedNode, article: str, article_sha256: str) -> Shard:
    """A whole shard's line of the list."""
    head = HEAD.match(data)
    assert head is not None
    digest = sha256(data).hexdigest()
    return Shard(file_of(graph), graph.value, int(head[3]), digest, article, article_sha256)


def begin(folder: Path, settings: Mapping[str, str]) -> None:
    """Mark a folder as one of shards that are being made; UsageError if it holds something else."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())):
        raise UsageError(str(folder), "this holds something that is no folder of shards", "name another --out")
    _mark(folder, settings, None, 0)


def end(folder: Path, settings: Mapping[str, str], shards: Iterable[Shard]) -> int:
    """Write the list, take shards away that are not on it, and mark the folder as whole; how many were taken away."""
    made = sorted(shards, key=lambda one: one.file)
    rows = (map(str, (s.file, s.graph, s.quads, s.sha256, s.article, s.article_sha256)) for s in made)
    body = "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows)).encode()
    write_atomically(folder / LIST, body)
    kept = {one.file for one in made}
    gone = [path for path in folder.glob("*/*.nq") if path.relative_to(folder).as_posix() not in kept]
    for path in gone:
        path.unlink()
    _mark(folder, settings, sha256(body).hexdigest(), len(made))
    return len(gone)


def _mark(folder: Path, settings: Mapping[str, str], digest: str | None, count: int) -> None:
    said = {**settings, "shards": count, "list": digest}
    write_atomically(folder / MARK, json.dumps(said, ensure_ascii=False, indent=1) + "\n")


def is_folder(folder: Path) -> bool:
    """Whether a folder is one of shards, whole or not."""
    return (folder / MARK).is_file()


def read_list(folder: Path) -> tuple[str, list[Shard]]:
    """The base of a folder's IRIs, and its shards; BadInput if it is not whole."""
    remedy = "run kg map again"
    try:
        said = json.loads((folder / MARK).read_bytes())
        body = (folder / LIST).read_bytes() if said["list"] else b""
        lines = body.decode("utf-8").split("\n")[1:-1]
        shards = [_shard(line.split("\t")) for line in lines]
        if said["list"] == sha256(body).hexdigest():
            return str(said["base"]), shards
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise BadInput(str(folder), "these shards are not all made", remedy)


def _shard(cells: list[str]) -> Shard:
    file, graph, quads, digest, article, article_digest = cells
    return Shard(file, graph, int(quads), digest, article, article_digest)


def triples(folder: Path, shard: Shard) -> bytes:
    """A shard's triples as N-Triples; BadInput if the file is not the one on the list."""
    path = folder / shard.file
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if sha256(data).hexdigest() != shard.sha256:
        raise BadInput(str(path), "not the shard that the list names", "run kg map again")
    tail = f" <{shard.graph}> .\n".encode()
    return b"".join(line.removesuffix(tail) + b" .\n" for line in _lines(data))


def _lines(data: bytes) -> Iterator[bytes]:
    return (line for line in data.splitlines(keepends=True) if not line.startswith(b"#"))
