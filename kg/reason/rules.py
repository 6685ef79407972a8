"""The rules of ontology/rules: read, checked, and fired.

Comes in: CONSTRUCT queries with a header (rule, label, premises) and a store to run them on. Goes out: the triples that
a rule makes, with the nodes they rest on. It never changes the store and never runs a query that is not a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import vocab
from kg.delta import Triple
from kg.errors import BadInput
from kg.paths import ontology_dir

_FORM = re.compile(r"\s*CONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\s*(?P<pattern>\{.*\})\s*", re.DOTALL)
_HEADER = re.compile(r"^#\s*(?P<key>rule|label|premises):\s*(?P<value>.+?)\s*$", re.MULTILINE)
_REMOTE = re.compile(r"(?i)(?<![?$\w])(?:service|from|load)\b|\\u")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its IRI, its label, the one triple that it makes, the variables that hold its premises, its query."""

    iri: NamedNode
    label: str
    template: tuple[str, str, str]
    premises: tuple[str, ...]
    query: str


def read_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """All rules of a folder (ontology/rules unless given), by name; BadInput for a file that is no rule."""
    folder = folder or ontology_dir() / "rules"
    return tuple(read_rule(path) for path in sorted(folder.glob("*.rq")))


def read_rule(path: Path) -> Rule:
    """One rule: a header and a CONSTRUCT of one triple without SERVICE or FROM."""
    text = path.read_text("utf-8")
    header = {found["key"]: found["value"] for found in _HEADER.finditer(text)}
    body = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    form = _FORM.fullmatch(body)
    words = form["template"].split() if form else []
    if form is None or len(words) not in (3, 4) or words[3:] not in ([], ["."]):
        raise BadInput(str(path), "is no CONSTRUCT of one triple with a WHERE", "write it as the other rules are")
    if header.get("rule") != path.stem or "label" not in header or _REMOTE.search(body):
        raise BadInput(
            str(path), "lacks its header (rule, label) or reaches out", "name it as its file, remove SERVICE"
        )
    names = tuple(header.get("premises", "").split())
    template = (words[0], words[1], words[2])
    asked = [word for word in template if word.startswith("?")] + [f"?{name}" for name in names]
    query = f"{vocab.sparql_prefixes()}SELECT DISTINCT {' '.join(dict.fromkeys(asked))} WHERE {form['pattern']}"
    return Rule(vocab.term(f"pdr:{path.stem}"), header["label"], template, names, query)


def fire(rule: Rule, store: Store, query: str) -> Iterator[tuple[Triple, tuple[NamedNode, ...]]]:
    """Every triple that the rule makes of the store's default graph, with its premises; new and known alike.

    `query` is the rule's own, or that narrowed to some of its conclusions.
    """
    try:
        solutions = store.query(query)
    except SyntaxError as fault:
        raise BadInput(rule.iri.value, f"cannot be run ({fault})", "mend the rule") from None
    assert isinstance(solutions, QuerySolutions)
    for row in solutions:
        made = tuple(row[w[1:]] if w.startswith("?") else vocab.term(w) for w in rule.template)
        subject, predicate, value = made
        if (
            isinstance(subject, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(value, NamedNode | Literal)
        ):
            premises = tuple(node for node in (row[name] for name in rule.premises) if isinstance(node, NamedNode))
            yield (subject, predicate, value), premises
