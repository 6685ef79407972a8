"""The header of a query file: decorators as grlc reads them, comment lines that begin with #+ and hold YAML.

Comes in: the text of a query. Goes out: what the known decorators say. It reads the part of YAML that headers need
(scalars, lists, lists of pairs) and never evaluates anything.

grlc: https://github.com/CLARIAH/grlc#decorator-syntax. Its summary, description, tags, defaults and enumerate mean here
what they mean there; endpoint, endpoint_in_url, method, pagination and transform are for servers and are passed over.
params, lists and evidence are this project's own; grlc passes over them in turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import BadInput

LINE = re.compile(r"#\+( *)(.*?)\s*")
PAIR = re.compile(r"([\w-]+)\s*:(?:\s+(.*))?")
OF_A_SERVER = frozenset("endpoint endpoint_in_url method mime pagination transform".split())
KNOWN = frozenset("summary description tags params defaults enumerate lists evidence".split())


@dataclass(frozen=True, slots=True)
class Header:
    """`params` holds type and description by name, `defaults` and `enumerate` values by name; empty where absent."""

    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    enumerate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    evidence: str | None = None


def read_header(text: str, where: str) -> Header:
    """What the decorators of a query say; BadInput for one that is unknown or not written as it should be."""
    parts = {name: (value, tuple(items)) for name, value, items in _decorators(text, where)}

    def scalar(name: str) -> str:
        return _plain(parts.get(name, ("", ()))[0], where)

    def items(name: str) -> tuple[str, ...]:
        return tuple(_plain(item, where) for item in parts.get(name, ("", ()))[1])

    def pairs(name: str) -> dict[str, str]:
        return dict(_pair(item, where) for item in parts.get(name, ("", ()))[1])

    return Header(
        scalar("summary"), scalar("description"), items("tags"), pairs("params"), pairs("defaults"),
        _choices(parts.get("enumerate", ("", ()))[1], where), items("lists"), scalar("evidence") or None,
    )  # fmt: skip


def without_header(text: str) -> str:
    """The query without its decorators."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+")) + "\n"


def _decorators(text: str, where: str) -> Iterator[tuple[str, str, list[str]]]:
    """(name, value, items) of each known decorator, in order; an item keeps its own "- " if it is of a second level."""
    name, value, items, indent, deep = "", "", list[str](), 0, 0
    for found in filter(None, (LINE.fullmatch(line) for line in text.splitlines())):
        depth, said = len(found[1]), found[2]
        head = PAIR.fullmatch(said)
        if head and (not name or depth <= indent):
            if name:
                yield name, value, items
            name, value, items, indent, deep = head[1], head[2] or "", [], depth, 0
            if name not in KNOWN | OF_A_SERVER:
                raise BadInput(where, f"the header knows no {name!r}", f"use {', '.join(sorted(KNOWN))}")
        elif name in KNOWN and said.startswith("- "):
            deep = deep or depth
            items.append(said[2:].strip() if depth == deep else said)
        elif name in KNOWN and said:
            raise BadInput(where, f"“{said}” is no part of a header", "write name: value, or - items below a name")
    if name:
        yield name, value, items


def _choices(items: tuple[str, ...], where: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in items:
        if item.startswith("- "):
            if not found:
                raise BadInput(where, f"“{item}” belongs to no parameter", "write - name: above its values")
            found[next(reversed(found))].append(_plain(item[2:].strip(), where))
        else:
            found[item.rstrip(":").strip()] = []
    return {name: tuple(values) for name, values in found.items() if values}


def _pair(item: str, where: str) -> tuple[str, str]:
    found = PAIR.fullmatch(item)
    if not found:
        raise BadInput(where, f"“{item}” has no name", "write - name: value")
    return found[1], _plain(found[2] or "", where)


def _plain(scalar: str, where: str) -> str:
    """A YAML scalar: plain, in single quotes, or in double quotes as JSON has them."""
    if scalar[:1] == "'" == scalar[-1:] and len(scalar) > 1:
        return scalar[1:-1].replace("''", "'")
    if scalar[:1] != '"':
        if ": " in scalar or " #" in scalar:
            raise BadInput(where, f"“{scalar}” holds “: ” or “ #”", "put it in double quotes")
        return scalar
    try:
        return str(json.loads(scalar))
    except ValueError:
        raise BadInput(where, f"{scalar} is no quoted text", "close the quotes; escape as in JSON") from None
