"""What was known on a day, and what differs between two builds.

Comes in: a build and a day, or two builds. Goes out: the graph as that day's articles give it; the articles, claims,
joins, conclusions and findings that one build has and the other has not. It never changes a build and never answers
from an article that no day is known of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.decisions import parse_target
from kg.errors import UsageError
from kg.model import Reading
from kg.pipeline.asking import Built, findings, table_of
from kg.query import render
from kg.resolution import Decision
from kg.vocab import shorten, term

Seen = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `sign` is "-" for what the old build alone has, "+" for the new, "~" for an article reworded."""

    sign: str
    part: str
    what: str
    article: str


def as_known(built: Built, day: str) -> tuple[Built, tuple[str, ...]]:
    """The build as of a day, and the articles left out because nobody knows when they appeared.

    It holds the articles that had appeared by then and were not yet withdrawn; decisions on how articles are to be
    read hold for any day. UsageError for what is no day.
    """
    from kg.pipeline.assembling import assemble

    try:
        last = date.fromisoformat(day).isoformat()
    except ValueError:
        raise UsageError("--as-of", f"{day!r} is no day", "write YYYY-MM-DD") from None
    known = [made for made in built.decisions if made.when <= last or not _withdraws(made)]
    undated = tuple(reading.article.name for reading in built.readings if _issued(reading) is None)
    readings = [reading for reading in built.readings if (_issued(reading) or "9999") <= last]
    made = assemble(readings, known, built.base)
    return Built(built.folder, built.base, made.store, made.readings), undated


def _issued(reading: Reading) -> str | None:
    return reading.article.published.value if reading.article.published else None


def _withdraws(made: Decision) -> bool:
    return made.verb == "reject" and parse_target(made.what, "decisions").kind == "article"


def diff(old: Built, new: Built) -> tuple[Change, ...]:
    """What the two builds do not share, part by part, what is gone before what is new."""
    found = [*_articles(old, new)]
    for part, seen in PARTS.items():
        before, after = seen(old), seen(new)
        found += [Change("-", part, what, article) for what, article in sorted(before - after)]
        found += [Change("+", part, what, article) for what, article in sorted(after - before)]
    return tuple(found)


def diff_as(changes: tuple[Change, ...], format: str) -> bytes:
    """Changes as lines (`text`), or as a table of sign, part, what and article."""
    if format != "text":
        rows = [(c.sign, c.part, c.what, c.article) for c in changes]
        return render(table_of(("sign", "part", "what", "article"), rows), format)
    lines = (f"{c.sign} {c.part}: {c.what}{f' ({c.article})' if c.article else ''}\n" for c in changes)
    return "".join(lines).encode()


def _articles(old: Built, new: Built) -> Iterator[Change]:
    before, after = _bytes_of(old), _bytes_of(new)
    for name in sorted({*before, *after}):
        if name not in after:
            yield Change("-", "article", name, "")
        elif name not in before:
            yield Change("+", "article", name, "")
        elif before[name] != after[name]:
            yield Change("~", "article", f"{name} has other words", "")


def _bytes_of(built: Built) -> dict[str, str]:
    """The hash of each article that the graph holds, by name: an article withdrawn is none of them."""
    found = {}
    for quad in built.store.quads_for_pattern(None, term("schema:sha256"), None, ox.DefaultGraph()):
        for named in built.store.quads_for_pattern(quad.subject, term("dcterms:identifier"), None, ox.DefaultGraph()):
            found[named.object.value] = quad.object.value  # type: ignore[union-attr]
    return found


def _claims(built: Built) -> Seen:
    from kg.explain import Lookup, Teller

    look = Lookup(built.store, built.base)
    teller = Teller(look, {})
    shown = (teller.claim(node) for node in look.subjects("rdf:type", term("pd:Claim")))
    return frozenset((f"{one.kind}: {one.says}", told.article) for one in shown for told in one.told)


def _joins(built: Built) -> Seen:
    return _said(built, "pd:Merge", "pd:hasReason", ox.DefaultGraph())


def _decisions(built: Built) -> Seen:
    return _said(built, "pd:Decision", "rdfs:label", ox.DefaultGraph())


def _said(built: Built, kind: str, predicate: str, graph: ox.NamedNode | ox.DefaultGraph) -> Seen:
    nodes = [quad.subject for quad in built.store.quads_for_pattern(None, term("rdf:type"), term(kind), graph)]
    found = (quad for node in nodes for quad in built.store.quads_for_pattern(node, term(predicate), None, graph))
    return frozenset((quad.object.value, "") for quad in found if isinstance(quad.object, ox.Literal))


def _inferred(built: Built) -> Seen:
    """What rules concluded, in words, with the rule."""
    from kg.explain import Lookup

    look, found = Lookup(built.store, built.base), set()
    for node in built.store.quads_for_pattern(None, term("rdf:type"), term("pd:Inference"), built.inferred):
        parts: dict[str, object] = {}
        for quad in built.store.quads_for_pattern(node.subject, None, None, built.inferred):
            parts[shorten(quad.predicate.value)] = quad.object
        rule = parts["prov:wasGeneratedBy"]
        named = shorten(rule.value) if isinstance(rule, ox.NamedNode) else ""
        says = look.says([parts[f"rdf:{name}"] for name in ("subject", "predicate", "object")])
        found.add((f"{says} [{named}]", ""))
    return frozenset(found)


def _findings(built: Built) -> Seen:
    return frozenset((str(finding), "") for finding in findings(built))


PARTS: Mapping[str, Callable[[Built], Seen]] = {
    "claim": _claims,
    "decision": _decisions,
    "join": _joins,
    "inferred": _inferred,
    "finding": _findings,
}
