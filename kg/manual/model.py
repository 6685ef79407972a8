"""The ontology as its readers see it: entries with facts, constraints and rules.

Comes in: nothing; `read` constructs these. Goes out: frozen shapes that templates print. They never hold markup.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """Words with what they point at: an anchor of this document (`#Name`), an address, or nothing."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of an entry under one heading."""

    name: str
    values: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A shape: the property that it is about, what it asks, how grave a result is, its message, why it is asked.

    `query` is the SPARQL text of a constraint on the graph as a whole. A shape on several classes is shown with each;
    `first` marks where its anchor stands.
    """

    anchor: str
    name: str
    path: Ref | None
    asks: tuple[Ref, ...]
    severity: str
    message: str
    why: str
    query: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: `anchor` is its local name, so that its IRI's fragment finds it."""

    anchor: str
    label: str
    iri: str
    definition: str
    examples: tuple[str, ...]
    facts: tuple[Fact, ...]
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one kind, by label; `scheme` is the entry of the scheme that concepts are in."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]
    scheme: Entry | None = None


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule of inference: its label, the variables that hold its premises, notes, its query."""

    anchor: str
    name: str
    label: str
    premises: tuple[str, ...]
    notes: str
    query: str


@dataclass(frozen=True, slots=True)
class Group:
    """Constraints on instances of a class of another vocabulary, or on the graph as a whole."""

    anchor: str
    title: Ref
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole document."""

    title: str
    description: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    groups: tuple[Group, ...]
    rules: tuple[RuleText, ...]
