"""Stored queries: SPARQL files with a header that says what they ask.

Comes in: a name ("cq-01", "cq-01-ordinal") or a path. Goes out: the query's text, question and parameters. It never
runs a query and never follows a name out of the queries' folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import BadInput, UsageError
from kg.paths import queries_dir, read_bounded
from kg.query.header import read_header

TYPES = ("entity", "class", "concept", "iri", "string", "integer", "decimal", "date", "earliest", "latest", "boolean")
MAX_QUERY_BYTES = 100_000
ORDERED = re.compile(r"\bORDER\s+BY\b[^{}]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: a variable of the query; `default` as a user would write it, None where it may stay open.

    `type` is one of TYPES, or a class as prefix:name whose instances are meant; `choices` are the only values allowed,
    if any are given.
    """

    name: str
    type: str
    default: str | None
    description: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """`lists` are the columns whose values are several, joined by "; ", to be put in order. `reviewed`: it lies in the
    queries' folder. `evidence` is the column that names, parted by spaces, the nodes that a row rests on.
    """

    id: str
    question: str
    params: tuple[Param, ...]
    text: str
    reviewed: bool
    path: Path | None = None
    lists: tuple[str, ...] = ()
    evidence: str | None = None
    tags: tuple[str, ...] = ()
    description: str = ""

    @property
    def keeps_order(self) -> bool:
        """Whether the query orders its rows itself; else they are sorted."""
        return bool(ORDERED.search(self.text))


def list_queries(folder: Path | None = None) -> tuple[StoredQuery, ...]:
    """All stored queries by id; `folder` is the project's unless given."""
    place = folder or queries_dir()
    return tuple(_read(path, reviewed=True) for path in sorted(place.glob("*.rq")))


def load_query(name_or_path: str, folder: Path | None = None) -> StoredQuery:
    """The stored query of this id (or the start of one only), else the file of this path, which counts as free text.

    UsageError for an unknown or ambiguous name, BadInput for a file that cannot be read.
    """
    place = folder or queries_dir()
    if re.fullmatch(r"[A-Za-z0-9_-]+", name_or_path):
        names = sorted(p.stem for p in place.glob("*.rq"))
        fitting = [n for n in names if n == name_or_path] or [n for n in names if n.startswith(f"{name_or_path}-")]
        if len(fitting) == 1:
            return _read(place / f"{fitting[0]}.rq", reviewed=True)
        if not Path(name_or_path).is_file():
            raise UsageError(name_or_path, _doubt(name_or_path, names, fitting), "see kg queries for the names")
    return _read(Path(name_or_path), reviewed=False)


def _doubt(name: str, names: list[str], fitting: list[str]) -> str:
    near = fitting or [n for n in names if name in n][:5] or get_close_matches(name, names, n=3)
    if not near:
        return "no stored query has this name"
    return f"{'could be' if fitting else 'no stored query has this name; perhaps'} {', '.join(near)}"


def parse_query(text: str, name: str, *, reviewed: bool = False, path: Path | None = None) -> StoredQuery:
    """A query with its header read; what has no header has no question and no parameters."""
    header = read_header(text, name)
    for named in (*header.defaults, *header.enumerate):
        if named not in header.params:
            raise BadInput(name, f"{named!r} is no parameter of the query", "name it under params with its type")
    params = tuple(
        _param(name, param, said, header.defaults.get(param), header.enumerate.get(param, ()))
        for param, said in header.params.items()
    )
    return StoredQuery(
        name, header.summary, params, text, reviewed, path, header.lists, header.evidence, header.tags,
        header.description,
    )  # fmt: skip


def _read(path: Path, *, reviewed: bool) -> StoredQuery:
    data = read_bounded(path, MAX_QUERY_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(str(path), "not UTF-8 text", "save the query as UTF-8") from None
    return parse_query(text, path.stem, reviewed=reviewed, path=path)


def _param(query: str, name: str, said: str, default: str | None, choices: tuple[str, ...]) -> Param:
    kind, _, description = said.partition(",")
    if kind not in TYPES and not re.fullmatch(r"pd:[A-Z]\w*", kind):
        remedy = f"write - {name}: TYPE, what it is; types: {', '.join(TYPES)}, or a class such as pd:State"
        raise BadInput(query, f"{kind!r} is no type of a parameter", remedy)
    return Param(name, kind, default, description.strip(), choices)
