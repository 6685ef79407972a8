"""A report as sentences, as JSON, and as a SHACL report in Turtle.

Comes in: a report. Goes out: bytes. It never drops a violation.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby

import pyoxigraph as ox

from kg.validate.report import Report, Severity, Violation
from kg.vocab import PREFIXES, digest, expand, iri, label, mint, shorten, term, truth


def text(report: Report, fail_on: Severity, base: str) -> bytes:
    """The violations shape by shape, worst first: what is wrong, why it is asked, where; the counts."""
    lines: list[str] = []
    for (severity, shape), group in grouped(report):
        rule = next((rule for rule in report.rules if rule.shape == shape), None)
        heading = rule.message if rule else group[0].message
        lines.append(f"{severity}: {heading} [{shorten(shape)}] ({len(group)})")
        if rule and rule.why:
            lines.append(f"  asked because: {rule.why}")
        lines += [f"  {_line(one, heading)}" for one in group]
        lines.append("")
    lines.append(counted(report))
    return "\n".join(lines).encode() + b"\n"


def grouped(report: Report) -> list[tuple[tuple[Severity, str], list[Violation]]]:
    """The violations by severity and shape, in the report's order of severities."""
    ordered = sorted(report.violations, key=lambda one: (one.key()[0], one.shape))
    return [(key, list(group)) for key, group in groupby(ordered, key=lambda one: (one.severity, one.shape))]


def counted(report: Report) -> str:
    """How much was asked of how much, and what was found."""
    counts = ", ".join(f"{severity} {number}" for severity, number in report.counts.items())
    return f"{report.triples} triples held against {report.shapes} shapes: {counts}"


def _line(one: Violation, heading: str) -> str:
    parts = [
        str(one.place or ""),
        f"article {one.article}" if one.article else "",
        one.subject,
        one.message if one.message != heading else "",
        f"({one.path} {shorten(one.value) if one.value else ''})".replace(" )", ")") if one.path else "",
        f"“{' '.join(one.quote.split())}”" if one.quote else "",
    ]
    return " - ".join(part for part in parts if part)


def json_record(report: Report, fail_on: Severity, base: str) -> bytes:
    """Counts, rules and violations, each with all that is known of it."""
    record = {
        "counts": dict(report.counts),
        "failed": len(report.at_least(fail_on)),
        "shapes": report.shapes,
        "triples": report.triples,
        "violations": [asdict(one) for one in report.violations],
        "rules": [asdict(rule) for rule in report.rules],
    }
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def turtle(report: Report, fail_on: Severity, base: str) -> bytes:
    """A sh:ValidationReport (SHACL, section 3.6), its nodes named, its triples sorted."""
    whole = mint(base, "id", "validation", digest(*sorted(one.identity for one in report.violations)))
    triples = {ox.Triple(whole, term("rdf:type"), term("sh:ValidationReport"))}
    triples.add(ox.Triple(whole, term("sh:conforms"), truth(not report.violations)))
    for one in report.violations:
        node = mint(base, "id", "violation", one.identity)
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
        "sh:sourceConstraintComponent": _node(one.component),
    }
    if one.value is not None:
        found["sh:value"] = _node(one.value)
    if one.path is not None and one.path.split(":")[0] in PREFIXES:
        found["sh:resultPath"] = iri(expand(one.path))
    elif one.path is not None:
        found["sh:resultPath"] = _node(one.path.strip("<>"))
    return found


def _node(text: str) -> ox.NamedNode | ox.Literal:
    try:
        return iri(text)
    except ValueError:
        return label(text)
