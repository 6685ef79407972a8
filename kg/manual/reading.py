"""From the ontology's files to the document that describes them.

Comes in: the folder of the ontology. Goes out: a `Manual`, everything in a fixed order. It never writes and never
leaves out a term.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kg.manual.constraints import of_class, of_whole, on_property, targets
from kg.manual.graph import Files, Node, local
from kg.manual.model import Constraint, Entry, Fact, Group, Manual, Ref, RuleText, Section
from kg.vocab import shorten, term

FILES = ("party-diplomacy.ttl", "alignments.ttl", "shapes.ttl")
_KINDS = (
    ("classes", "Classes", "owl:Class"),
    ("object-properties", "Properties between things", "owl:ObjectProperty"),
    ("datatype-properties", "Properties with values", "owl:DatatypeProperty"),
    ("other-properties", "Properties between terms", "rdf:Property"),
    ("datatypes", "Datatypes", "rdfs:Datatype"),
)
_OUT = (
    ("is a kind of", "rdfs:subClassOf"),
    ("implies", "rdfs:subPropertyOf"),
    ("domain", "rdfs:domain"),
    ("range", "rdfs:range"),
    ("inverse of", "owl:inverseOf"),
    ("follows from the chain", "owl:propertyChainAxiom"),
    ("same as", "owl:equivalentClass"),
    ("same as", "owl:equivalentProperty"),
    ("never also a", "owl:disjointWith"),
    ("near to", "skos:closeMatch"),
    ("exactly", "skos:exactMatch"),
    ("notation", "skos:notation"),
    ("lifts to", "pd:liftsTo"),
)
_IN = (
    ("kinds", "rdfs:subClassOf"),
    ("implied by", "rdfs:subPropertyOf"),
    ("domain of", "rdfs:domain"),
    ("range of", "rdfs:range"),
    ("inverse", "owl:inverseOf"),
    ("never also a", "owl:disjointWith"),
)
_CHARACTERS = {
    "owl:TransitiveProperty": "transitive",
    "owl:SymmetricProperty": "symmetric",
    "owl:FunctionalProperty": "functional",
    "owl:InverseFunctionalProperty": "inverse functional",
    "owl:AsymmetricProperty": "asymmetric",
    "owl:IrreflexiveProperty": "irreflexive",
}
_HEAD = (
    ("Version", "owl:versionInfo"),
    ("This version", "owl:versionIRI"),
    ("Namespace", "vann:preferredNamespaceUri"),
    ("Prefix", "vann:preferredNamespacePrefix"),
    ("Creator", "dcterms:creator"),
    ("Created", "dcterms:created"),
    ("Licence", "dcterms:license"),
    ("Source", "dcterms:source"),
    ("Citation", "dcterms:bibliographicCitation"),
)


def read_manual(folder: Path) -> Manual:
    """The document on the ontology in a folder."""
    files = Files([folder / name for name in FILES])
    header = next(iter(files.subjects("rdf:type", term("owl:Ontology"))))
    seen: set[str] = set()
    return Manual(
        files.text(header, "dcterms:title"),
        files.text(header, "dcterms:description"),
        tuple(fact for fact in (_fact(files, header, *each) for each in _HEAD) if fact.values),
        tuple(_anchored(section, seen) for section in (*_sections(files), *_schemes(files)) if section.entries),
        tuple(replace(group, constraints=_first(group.constraints, seen)) for group in _groups(files)),
        tuple(_rule(path) for path in sorted((folder / "rules").glob("*.rq"))),
    )


def _anchored(section: Section, seen: set[str]) -> Section:
    entries = (replace(entry, constraints=_first(entry.constraints, seen)) for entry in section.entries)
    return replace(section, entries=tuple(entries))


def _first(constraints: tuple[Constraint, ...], seen: set[str]) -> tuple[Constraint, ...]:
    """The constraints, those marked whose anchors were not seen before."""
    marked = [replace(one, first=one.anchor not in seen) for one in constraints]
    seen.update(one.anchor for one in marked)
    return tuple(marked)


def _sections(files: Files) -> list[Section]:
    found = []
    for anchor, title, kind in _KINDS:
        nodes = [node for node in files.subjects("rdf:type", term(kind)) if str(node).strip("<>") in files.own]
        found.append(Section(anchor, title, _entries(files, nodes)))
    return found


def _schemes(files: Files) -> list[Section]:
    found = []
    for scheme in files.subjects("rdf:type", term("skos:ConceptScheme")):
        concepts = files.subjects("skos:inScheme", scheme)
        entry = _entry(files, scheme)
        found.append(Section(f"concepts-{entry.anchor}", entry.label.capitalize(), _entries(files, concepts), entry))
    return found


def _entries(files: Files, nodes: list[Node]) -> tuple[Entry, ...]:
    return tuple(sorted((_entry(files, node) for node in nodes), key=lambda entry: (entry.label.lower(), entry.anchor)))


def _entry(files: Files, node: Node) -> Entry:
    iri = str(node).strip("<>")
    facts = [_fact(files, node, *each) for each in _OUT]
    facts += [Fact(name, tuple(files.ref(other) for other in files.subjects(key, node))) for name, key in _IN]
    facts.append(Fact("constrained on", tuple(files.ref(other) for other in on_property(files, node))))
    kinds = [shorten(str(kind).strip("<>")) for kind in files.nodes(node, "rdf:type")]
    facts.append(Fact("character", tuple(Ref(_CHARACTERS[kind]) for kind in kinds if kind in _CHARACTERS)))
    examples = tuple(value.value for value in files.values(node, "skos:example") if isinstance(value, ox.Literal))
    return Entry(
        local(iri), files.text(node, "rdfs:label"), iri, files.text(node, "skos:definition"), examples,
        _merged(facts), of_class(files, node),
    )  # fmt: skip


def _fact(files: Files, node: Node, name: str, predicate: str) -> Fact:
    return Fact(name, tuple(files.ref(value) for value in files.values(node, predicate)))


def _merged(facts: list[Fact]) -> tuple[Fact, ...]:
    """Facts under one heading together, empty ones left out."""
    found: dict[str, dict[Ref, None]] = {}
    for fact in facts:
        found.setdefault(fact.name, {}).update(dict.fromkeys(fact.values))
    return tuple(Fact(name, tuple(values)) for name, values in found.items() if values)


def _groups(files: Files) -> tuple[Group, ...]:
    others = [node for node in targets(files) if str(node).strip("<>") not in files.own]
    found = [Group(f"on-{_slug(files.ref(n).text)}", files.ref(n), of_class(files, n)) for n in others]
    return (*found, Group("on-the-graph", Ref("the graph as a whole"), of_whole(files)))


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text)


def _rule(path: Path) -> RuleText:
    """A rule's file: `# rule`, `# label`, `# premises`, further comments as notes, the query."""
    lines = path.read_text("utf-8").splitlines()
    said = [line.lstrip("# ").rstrip() for line in lines if line.startswith("#")]
    heads = dict(line.split(": ", 1) for line in said if re.match(r"(rule|label|premises): ", line))
    notes = " ".join(line for line in said if not re.match(r"(rule|label|premises): ", line))
    query = "\n".join(line for line in lines if not line.startswith("#")).strip()
    name = heads.get("rule", path.stem)
    premises = tuple(heads.get("premises", "").split())
    return RuleText(f"rule-{name}", f"pdr:{name}", heads.get("label", ""), premises, notes, query)
