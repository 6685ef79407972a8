"""Stored queries: SPARQL files with a header that says what they ask.

Comes in: a name ("cq-01", "cq-01-ordinal") or a path. Goes out: the query's text, question and parameters. It never
runs a query and never follows a name out of the queries' folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadInput, UsageError
from kg.paths import queries_dir, read_bounded

TYPES = ("entity", "iri", "string", "integer", "decimal", "date", "boolean")
MAX_QUERY_BYTES = 100_000
HEADER = re.compile(r"#\s*(id|question|param|order|lists|evidence)\s*:\s*(.*)")
PARAM = re.compile(r"(\w+)\s+(\w+)\s+(\"[^\"]*\"|\S+)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: a variable of the query; `default` as a user would write it, None where it may stay open."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """`keeps_order`: the query's own ORDER BY counts; else rows are sorted. `lists` are the columns whose
    values are several, joined by "; ", to be put in order. `reviewed`: it lies in the queries'
    folder. `evidence` is the column that names, parted by spaces, the nodes that a row rests on.
    """

    id: str
    question: str
    params: tuple[Param, ...]
    text: str
    keeps_order: bool
    reviewed: bool
    path: Path | None = None
    lists: tuple[str, ...] = ()
    evidence: str | None = None


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
            what = f"could be {', '.join(fitting)}" if fitting else "no stored query has this name"
            raise UsageError(name_or_path, what, "see kg queries for the names")
    return _read(Path(name_or_path), reviewed=False)


def parse_query(text: str, name: str, *, reviewed: bool = False, path: Path | None = None) -> StoredQuery:
    """A query with its header read; what has no header gets its name as id and no parameters."""
    fields: dict[str, list[str]] = {"id": [], "question": [], "param": [], "order": [], "lists": [], "evidence": []}
    for line in text.splitlines():
        if found := HEADER.fullmatch(line.strip()):
            fields[found.group(1)].append(found.group(2).strip())
    params = tuple(_param(line, name) for line in fields["param"])
    question = " ".join(fields["question"])
    keeps = "query" in fields["order"]
    return StoredQuery(
        (fields["id"] or [name])[0],
        question,
        params,
        text,
        keeps,
        reviewed,
        path,
        tuple(" ".join(fields["lists"]).split()),
        next(iter(fields["evidence"]), None),
    )


def _read(path: Path, *, reviewed: bool) -> StoredQuery:
    data = read_bounded(path, MAX_QUERY_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(str(path), "not UTF-8 text", "save the query as UTF-8") from None
    return parse_query(text, path.stem, reviewed=reviewed, path=path)


def _param(line: str, name: str) -> Param:
    found = PARAM.fullmatch(line)
    if not found or found.group(2) not in TYPES:
        raise BadInput(
            name, f"“{line}” is no parameter", f"write: name type default description; types: {', '.join(TYPES)}"
        )
    default = found.group(3).strip('"')
    return Param(found.group(1), found.group(2), None if default == "-" else default, found.group(4))
