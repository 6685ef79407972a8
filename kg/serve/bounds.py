"""How much a request may ask of the server.

Comes in: numbers, or NAME=VALUE as a person sets them. Goes out: the bounds, each with what it bounds and how a request
that breaks it is answered. It never watches a bound itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from kg.errors import UsageError


def _bound(value: float, about: str, broken: str) -> float:
    made: float = field(default=value, metadata={"about": about, "broken": broken})
    return made


def _count(value: int, about: str, broken: str) -> int:
    made: int = field(default=value, metadata={"about": about, "broken": broken})
    return made


@dataclass(frozen=True, slots=True)
class Bounds:
    """Every bound of the server; the table of README says the same."""

    seconds: float = _bound(5.0, "time to answer a query", "422")
    rows: int = _count(10_000, "rows, or triples, of an answer to a query", "cut, and said")
    bytes: int = _count(10_000_000, "size of an answer", "cut, and said")
    megabytes: int = _count(512, "memory of a query beyond the data", "422")
    query: int = _count(20_000, "length of a query in characters", "413")
    nesting: int = _count(20, "depth of brackets in a query", "400")
    body: int = _count(100_000, "size of a request's body in bytes", "413")
    headers: int = _count(16_384, "size of a request's address and headers in bytes", "431")
    running: int = _count(2, "queries that run at a time", "wait")
    patience: float = _bound(
        0.3, "seconds of processor time after which a query counts as long and yields to others", ""
    )
    long: int = _count(2, "long queries that run besides", "503, Retry-After")
    waiting: int = _count(64, "queries that wait", "503, Retry-After")
    wait: float = _bound(5.0, "seconds that a query waits", "503, Retry-After")
    client: int = _count(8, "queries of one client that run or wait", "429, Retry-After")
    connections: int = _count(512, "connections", "503")
    idle: float = _bound(10.0, "seconds in which a request, or the rest of one, must come", "closed, 408")

    def with_values(self, given: Iterable[str]) -> Bounds:
        """The bounds with those that are given as NAME=VALUE; UsageError for an unknown one or no number from 1 up."""
        known = {one.name: type(getattr(self, one.name)) for one in fields(self)}
        values: dict[str, float] = {}
        for name, _, value in (one.partition("=") for one in given):
            if name not in known:
                raise UsageError("--bound", f"{name!r} is not known", f"use one of {', '.join(known)}")
            try:
                values[name] = known[name](value)
            except ValueError:
                values[name] = 0
            if not 0 < values[name] < 1e15:
                raise UsageError("--bound", f"{value!r} is no {name}", "give a number above 0")
        return replace(self, **values)  # type: ignore[arg-type]

    def table(self) -> list[tuple[str, float, str, str]]:
        """Name, value, what it bounds, how a request that breaks it is answered."""
        return [(f.name, getattr(self, f.name), f.metadata["about"], f.metadata["broken"]) for f in fields(self)]
