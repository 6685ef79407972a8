"""Mutants of ontology/shapes.ttl: each constraint removed or loosened, and each filter of its queries, is noticed.

Comes in: the shapes and the cases of test_validate and shape_cases. Goes out: the share of mutants that a case tells
from the original. It applies the shapes with the project's own engine, which is held to pyshacl elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Quad, Store
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from shape_cases import CASES, FINE, INFO, MORE, WARNING
from test_validate import FAULTS, good

from kg.validate import _data
from kg.validate.engine import Engine
from kg.vocab import PREFIXES, sparql_prefixes

PDS = PREFIXES["pds"]
WHOLE = Graph().parse(Path(__file__).parent.parent / "ontology" / "shapes.ttl")
UNSAID = {
    SH.path,
    SH.inversePath,
    SH.message,
    SH.severity,
    RDF.type,
    RDFS.comment,
    SH.targetNode,
    SH.prefixes,
    SH.declare,
    SH.prefix,
    SH.namespace,
}
FOLLOWED = {
    SH.node,
    SH.qualifiedValueShape,
    SH["not"],
    SH["or"],
    SH.sparql,
    SH.prefixes,
    SH.declare,
    SH.path,
    SH["in"],
    RDF.first,
    RDF.rest,
    SH.inversePath,
}
NUMBERS = {
    SH.minCount: -1,
    SH.maxCount: 1,
    SH.minLength: -1,
    SH.maxLength: 1,
    SH.minInclusive: -1,
    SH.maxInclusive: 1,
    SH.qualifiedMinCount: -1,
    SH.qualifiedMaxCount: 1,
}
# Mutants that reject exactly what the original rejects, and why.
EQUIVALENT = {
    f"entity-label: entity targetClass removed {PREFIXES['pd']}{name}": "is a pd:Organization, a target as well"
    for name in ("InternationalOrganization", "Outlet", "Party", "PartyBody", "StateBody")
}


@dataclass(frozen=True)
class Mutant:
    """A changed copy of the part of the shapes that one shape needs."""

    shape: str
    what: str
    graph: Graph


@cache
def part(shape: str) -> Graph:
    """The shape alone with its targets and what it refers to."""
    node, found = URIRef(PDS + shape), Graph()
    waiting: list[Node] = [node]
    for owner in WHOLE.subjects(SH.property, node):
        found.add((owner, SH.property, node))
        for triple in WHOLE.triples((owner, None, None)):
            if triple[1] in (RDF.type, SH.targetClass, SH.targetNode):
                found.add(triple)
    seen: set[Node] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for subject, predicate, value in WHOLE.triples((one, None, None)):
            found.add((subject, predicate, value))
            if predicate in FOLLOWED or isinstance(value, BNode):
                waiting.append(value)
    return found


SHAPES = sorted(
    {str(s)[len(PDS) :] for s in [*WHOLE.subjects(SH.path), *WHOLE.subjects(SH.sparql)] if str(s).startswith(PDS)}
    | {"official-kind"}
)


@cache
def clean() -> tuple[Quad, ...]:
    return tuple(Quad(*triple) for triple in sorted(_data(good()), key=str))


@cache
def store(update: str) -> Store:
    data = Store()
    data.bulk_extend(clean())
    if update:
        data.update(sparql_prefixes() + update)
    return data


def found(graph: Graph, shape: str, update: str) -> frozenset[tuple[str, str]]:
    """The components, with severities, of what a shape finds in the newsroom's graph after an update."""
    node = URIRef(PDS + shape)
    return frozenset(
        (
            one.component.rsplit("#")[-1].removesuffix("ConstraintComponent"),
            str(graph.value(node, SH.severity)).rsplit("#")[-1],
        )
        for one in Engine(graph, store(update)).results()
    )


def faults(shape: str) -> list[tuple[str | None, str]]:
    """Updates that the shape must find, each with the component that must, if one is named."""
    first = [(None, FAULTS[shape])] if shape in FAULTS else []
    named = [(component, update) for (of, component), update in CASES.items() if of == shape]
    return [*first, *named, *((None, update) for update in MORE.get(shape, ()))]


def severity(shape: str) -> str:
    return "Warning" if shape in WARNING else "Info" if shape in INFO else "Violation"


def noticed(graph: Graph, shape: str, constraint: str) -> bool:
    """Whether a case tells these shapes from the ones that should be; what is at the constraint is tried first."""
    for component, update in sorted(faults(shape), key=lambda one: (one[0] or "").lower() != constraint.lower()):
        told = found(graph, shape, update)
        if (
            not told
            or (component and (component, severity(shape)) not in told)
            or {s for _, s in told} != {severity(shape)}
        ):
            return True
    return any(found(graph, shape, update) for update in ("", *FINE.get(shape, ())))


def copy(graph: Graph) -> Graph:
    return Graph() + graph


def mutants(shape: str) -> Iterator[Mutant]:
    whole = part(shape)
    for subject, predicate, value in sorted(whole):
        told = f"{str(subject).removeprefix(PDS)} {str(predicate).rsplit('#')[-1]}"
        if predicate == SH.targetClass and min(WHOLE.objects(subject, SH.property), default=None) not in (
            None,
            URIRef(PDS + shape),
        ):
            continue  # once for all that stand on one target
        if predicate in (SH.select,):
            for number, query in enumerate(queries(str(value))):
                yield Mutant(
                    shape,
                    f"{told} {number}: {query[0]}",
                    changed(whole, (subject, predicate, value), Literal(query[1])),
                )
        elif predicate == SH.severity and subject == URIRef(PDS + shape):
            yield Mutant(
                shape,
                f"{told} lower",
                changed(whole, (subject, predicate, value), SH.Info if value != SH.Info else SH.Warning),
            )
        elif predicate in (RDF.first, RDF.rest) or predicate in UNSAID or not str(predicate).startswith(str(SH)):
            continue
        else:
            yield Mutant(shape, f"{told} removed {value}", changed(whole, (subject, predicate, value), None))
            yield from loosened(shape, told, whole, (subject, predicate, value))


def changed(whole: Graph, triple: tuple[Node, Node, Node], value: Node | None) -> Graph:
    made = copy(whole)
    made.remove(triple)
    if value is not None:
        made.add((triple[0], triple[1], value))
    return made


def loosened(shape: str, told: str, whole: Graph, triple: tuple[Node, Node, Node]) -> Iterator[Mutant]:
    _, predicate, value = triple
    step = NUMBERS.get(URIRef(str(predicate)))
    if step and isinstance(value, Literal) and not (predicate == SH.minCount and int(value) == 1):
        python = value.toPython()
        near = python + timedelta(days=step) if isinstance(python, date) else python + step
        yield Mutant(
            shape,
            f"{told} {value} to {near}",
            changed(whole, triple, Literal(str(near), datatype=value.datatype or XSD.integer)),
        )
    if predicate == SH.pattern:
        for cut in ("^", "$", "{64}"):
            if cut in str(value):
                near = str(value).replace(cut, "+" if cut == "{64}" else "")
                yield Mutant(shape, f"{told} without {cut}", changed(whole, triple, Literal(near)))
    if predicate == SH.lessThan:
        made = changed(whole, triple, None)
        made.add((triple[0], SH.lessThanOrEquals, value))
        yield Mutant(shape, f"{told} or equal", made)
    if predicate == SH["or"]:
        members = list(Collection(whole, value))
        for gone in members:
            made = copy(whole)
            Collection(made, value).clear()
            head = BNode()
            Collection(made, head, [one for one in members if one != gone])
            yield Mutant(shape, f"{told} without {str(gone).removeprefix(PDS)}", changed(made, triple, head))


def queries(text: str) -> Iterator[tuple[str, str]]:
    """A query that finds less or more: nothing, no filter, no disjunct, with another bound, with a shorter path."""
    last = text.rindex("}")
    yield "finds nothing", f"{text[:last]} FILTER (false) {text[last:]}"
    for start, end in filters(text):
        yield f"without {text[start:end]}", text[:start] + text[end:]
    for match in re.finditer(r" \|\| ([^|&()]*(?:\([^()]*\)|\{[^{}]*\})?[^|&()]*?)(?= \|\||\)|&)", text):
        yield f"without {match[0]}", text[: match.start()] + text[match.end() :]
    for match in re.finditer(r"(?<=[ )])([<>]|!=) ", text):
        other = {"<": "<= ", ">": ">= ", "!=": "> "}[match[1]]
        yield f"{match[1]} as {other}at {match.start()}", text[: match.start()] + other + text[match.end() :]
    for match in re.finditer(r"(?<=[A-Za-z])\+", text):
        yield f"one step at {match.start()}", text[: match.start()] + text[match.end() :]


def filters(text: str) -> Iterator[tuple[int, int]]:
    """Where the filters of a query stand."""
    for match in re.finditer(r"FILTER (?:NOT EXISTS )?[({]", text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text[end], 0)
            end += 1
        yield match.start(), end


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_finds_its_faults_and_nothing_else(shape: str) -> None:
    for update in ("", *FINE.get(shape, ())):
        assert found(part(shape), shape, update) == frozenset(), update
    for component, update in faults(shape):
        told = found(part(shape), shape, update)
        assert {level for _, level in told} == {severity(shape)}, update
        assert component is None or component in {name for name, _ in told}, update


def test_the_cases_notice_nearly_every_mutant() -> None:
    made = [mutant for shape in SHAPES for mutant in mutants(shape)]
    assert len(made) > 450
    alive = [f"{one.shape}: {one.what}" for one in made if not noticed(one.graph, one.shape, one.what.split()[1])]
    unexplained = [name for name in alive if name not in EQUIVALENT]
    assert set(EQUIVALENT) <= set(alive), "explained, and noticed all the same"
    score = 1 - len(unexplained) / (len(made) - len(EQUIVALENT))
    assert score >= 0.95, f"{score:.3f}: {unexplained}"
