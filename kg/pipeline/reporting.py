"""A validation report as text, JSON, and a SHACL report in Turtle.

Comes in: the report that validation made. Goes out: bytes in one of FORMATS. It never drops a violation and never
changes a severity.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

import pyoxigraph as ox

from kg.errors import UsageError
from kg.validate import SEVERITIES, Report, Severity, Violation
from kg.vocab import BASE, PREFIXES, digest, expand, iri, label, mint, term, truth


def severity_of(word: str) -> Severity:
    """The severity of this name; UsageError for another word."""
    for severity in SEVERITIES:
        if severity == word:
            return severity
    raise UsageError("--fail-on", f"{word!r} is unknown", f"use one of {', '.join(SEVERITIES)}")


def render_report(report: Report, format: str, base: str = BASE) -> bytes:
    """The report in one of FORMATS; UsageError for another."""
    if format not in FORMATS:
        raise UsageError("--format", f"{format!r} is unknown", f"use one of {', '.join(FORMATS)}")
    return FORMATS[format](report, base)


def _text(report: Report, base: str) -> bytes:
    """A line a violation, worst first, then the counts."""
    lines = [f"{one.severity}: {one.line}" for one in report.violations]
    counts = ", ".join(f"{severity} {number}" for severity, number in report.counts.items())
    lines.append(f"{report.triples} triples held against {report.shapes} shapes: {counts}")
    return "\n".join(lines).encode() + b"\n"


def _json(report: Report, base: str) -> bytes:
    record = {
        "counts": dict(report.counts),
        "shapes": report.shapes,
        "triples": report.triples,
        "violations": [asdict(one) for one in report.violations],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"


def _turtle(report: Report, base: str) -> bytes:
    """A sh:ValidationReport (SHACL, section 3.6), its nodes named, its triples sorted."""
    whole = mint(base, "id", "validation", digest(*(repr(one) for one in report.violations)))
    triples = {ox.Triple(whole, term("rdf:type"), term("sh:ValidationReport"))}
    triples.add(ox.Triple(whole, term("sh:conforms"), truth(not report.violations)))
    for one in report.violations:
        node = mint(base, "id", "violation", digest(repr(one)))
        triples.add(ox.Triple(whole, term("sh:result"), node))
        triples |= {ox.Triple(node, term(predicate), value) for predicate, value in _result(one).items()}
    return ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""


def _result(one: Violation) -> dict[str, ox.NamedNode | ox.Literal]:
    found: dict[str, ox.NamedNode | ox.Literal] = {
        "rdf:type": term("sh:ValidationResult"),
        "sh:resultSeverity": term(f"sh:{one.severity.capitalize()}"),
        "sh:resultMessage": label(one.line),
        "sh:focusNode": _node(one.focus),
        "sh:sourceShape": _node(one.shape),
    }
    if one.value is not None:
        found["sh:value"] = _node(one.value)
    if one.path is not None and one.path.split(":")[0] in PREFIXES:
        found["sh:resultPath"] = iri(expand(one.path))
    return found


def _node(text: str) -> ox.NamedNode | ox.Literal:
    try:
        return iri(text)
    except ValueError:
        return label(text)


FORMATS: Mapping[str, Callable[[Report, str], bytes]] = {"text": _text, "json": _json, "ttl": _turtle}
