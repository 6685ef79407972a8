"""The constraint components of SHACL Core: for each parameter, which values of a focus node break it.

Comes in: a parameter of a shape, and later focus nodes with their values. Goes out: the values at fault; None where the
fault is no single value's. It never decides what a fault means: severities and messages are the shape's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import BadInput
from kg.validate.engine.data import Data, Term, compare, said, to_term, value_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Faults = Iterator[Term | None]
Check = Callable[[Term, set[Term]], Faults]


class Asks(Protocol):
    """What a component may ask of the engine that it is part of."""

    shapes: Graph
    data: Data

    def conforms(self, shape: Node, node: Term) -> bool:
        """Whether a node breaks nothing of a shape."""

    def siblings(self, shape: Node) -> list[Node]:
        """The qualified value shapes of the properties beside this one (SHACL, section 4.7.3)."""


Maker = Callable[[Asks, "Node", "Node"], Check]


def each(is_well: Callable[[Term], bool]) -> Check:
    """A check that looks at one value after the other."""
    return lambda focus, values: (value for value in values if not is_well(value))


def _class(asks: Asks, _: Node, kind: Node) -> Check:
    return each(lambda value: asks.data.is_instance(value, to_term(kind)))


def _datatype(_: Asks, __: Node, kind: Node) -> Check:
    wanted = NamedNode(str(kind))
    return each(lambda value: isinstance(value, Literal) and value.datatype == wanted and value_of(value) is not None)


def _node_kind(_: Asks, __: Node, kind: Node) -> Check:
    kinds = {"IRI": NamedNode, "BlankNode": BlankNode, "Literal": Literal}
    name = str(kind).rpartition("#")[2]
    wanted = tuple(each_kind for word, each_kind in kinds.items() if word in re.split("Or", name))
    return each(lambda value: isinstance(value, wanted))


def _min_count(_: Asks, __: Node, least: Node) -> Check:
    return lambda focus, values: iter([None] if len(values) < int(least) else [])  # type: ignore[call-overload]


def _max_count(_: Asks, __: Node, most: Node) -> Check:
    return lambda focus, values: iter([None] if len(values) > int(most) else [])  # type: ignore[call-overload]


def _ranged(*well: int) -> Maker:
    def make(_: Asks, __: Node, bound: Node) -> Check:
        limit = to_term(bound)
        return each(lambda value: compare(value, limit) in well)

    return make


def _length(is_well: Callable[[int, int], bool]) -> Maker:
    def make(_: Asks, __: Node, bound: Node) -> Check:
        limit = int(bound)  # type: ignore[call-overload]
        return each(lambda value: not isinstance(value, BlankNode) and is_well(len(value.value), limit))

    return make


def _pattern(asks: Asks, shape: Node, pattern: Node) -> Check:
    words = said(asks.shapes, shape, "flags")
    flags = sum({"i": re.I, "m": re.M, "s": re.S, "x": re.X}.get(letter, 0) for letter in words)
    try:
        expression = re.compile(re.escape(str(pattern)) if "q" in words else str(pattern), flags)
    except re.error as fault:
        raise BadInput("shapes", f"sh:pattern {str(pattern)!r} is no regular expression ({fault})", "mend it") from None
    return each(lambda value: not isinstance(value, BlankNode) and expression.search(value.value) is not None)


def _language_in(asks: Asks, _: Node, listed: Node) -> Check:
    ranges = [str(one).lower() for one in asks.shapes.items(listed)]

    def fits(value: Term) -> bool:
        tag = (value.language or "").lower() if isinstance(value, Literal) else ""
        return any(tag == one or tag.startswith(f"{one}-") or (one == "*" and tag) for one in ranges)

    return each(fits)


def _unique_lang(_: Asks, __: Node, wanted: Node) -> Check:
    def check(_: Term, values: set[Term]) -> Faults:
        tags = Counter(v.language.lower() for v in values if isinstance(v, Literal) and v.language)
        return (None for _, count in sorted(tags.items()) if count > 1)

    return check if str(wanted) == "true" else lambda focus, values: iter(())


def _equals(asks: Asks, _: Node, other: Node) -> Check:
    predicate = NamedNode(str(other))
    return lambda focus, values: iter(values ^ asks.data.objects(focus, predicate))


def _disjoint(asks: Asks, _: Node, other: Node) -> Check:
    predicate = NamedNode(str(other))
    return lambda focus, values: iter(values & asks.data.objects(focus, predicate))


def _less(*well: int) -> Maker:
    def make(asks: Asks, _: Node, other: Node) -> Check:
        predicate = NamedNode(str(other))
        return lambda focus, values: (
            value
            for value in values
            for bound in asks.data.objects(focus, predicate)
            if compare(value, bound) not in well
        )

    return make


def _not(asks: Asks, _: Node, shape: Node) -> Check:
    return each(lambda value: not asks.conforms(shape, value))


def _node(asks: Asks, _: Node, shape: Node) -> Check:
    return each(lambda value: asks.conforms(shape, value))


def _counted(is_well: Callable[[int, int], bool]) -> Maker:
    def make(asks: Asks, _: Node, listed: Node) -> Check:
        inner = list(asks.shapes.items(listed))
        return each(lambda value: is_well(sum(asks.conforms(shape, value) for shape in inner), len(inner)))

    return make


def _has_value(_: Asks, __: Node, wanted: Node) -> Check:
    value = to_term(wanted)
    return lambda focus, values: iter([] if value in values else [None])


def _in(asks: Asks, _: Node, listed: Node) -> Check:
    allowed = {to_term(one) for one in asks.shapes.items(listed)}
    return each(lambda value: value in allowed)


def _qualified(is_well: Callable[[int, int], bool]) -> Maker:
    def make(asks: Asks, shape: Node, bound: Node) -> Check:
        from rdflib import SH

        limit = int(bound)  # type: ignore[call-overload]
        wanted = asks.shapes.value(shape, SH.qualifiedValueShape)
        if wanted is None:  # without both parameters there is no such component (SHACL, section 4.7.3)
            return lambda focus, values: iter(())
        apart = said(asks.shapes, shape, "qualifiedValueShapesDisjoint") == "true"
        others = asks.siblings(shape) if apart else []

        def check(_: Term, values: set[Term]) -> Faults:
            fitting = sum(
                asks.conforms(wanted, value) and not any(asks.conforms(other, value) for other in others)
                for value in values
            )
            return iter([] if is_well(fitting, limit) else [None])

        return check

    return make


# SHACL (W3C Recommendation of 20 July 2017), section 4: each parameter with what it makes of its value.
COMPONENTS: Mapping[str, Maker] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minCount": _min_count,
    "maxCount": _max_count,
    "minExclusive": _ranged(1),
    "minInclusive": _ranged(0, 1),
    "maxExclusive": _ranged(-1),
    "maxInclusive": _ranged(-1, 0),
    "minLength": _length(lambda length, limit: length >= limit),
    "maxLength": _length(lambda length, limit: length <= limit),
    "pattern": _pattern,
    "languageIn": _language_in,
    "uniqueLang": _unique_lang,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less(-1),
    "lessThanOrEquals": _less(-1, 0),
    "not": _not,
    "node": _node,
    "and": _counted(lambda fitting, all_: fitting == all_),
    "or": _counted(lambda fitting, _: fitting > 0),
    "xone": _counted(lambda fitting, _: fitting == 1),
    "hasValue": _has_value,
    "in": _in,
    "qualifiedMinCount": _qualified(lambda fitting, least: fitting >= least),
    "qualifiedMaxCount": _qualified(lambda fitting, most: fitting <= most),
}
