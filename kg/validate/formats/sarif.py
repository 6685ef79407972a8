"""A report in SARIF 2.1.0, which code hosts show beside the lines.

Comes in: a report. Goes out: one run with its rules and results (OASIS SARIF 2.1.0, sections 3.14 to 3.29). It never
writes an address of this machine for files below the working folder.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kg.validate.report import Place, Report, Rule, Severity, Violation
from kg.vocab import shorten

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"violation": "error", "warning": "warning", "info": "note"}


def sarif(report: Report, fail_on: Severity, base: str) -> bytes:
    """Columns count code points; fingerprints do not change when lines move."""
    shapes = sorted({rule.shape for rule in report.rules} | {one.shape for one in report.violations})
    known = {rule.shape: rule for rule in report.rules}
    rules = [known.get(shape) or _unknown(report, shape) for shape in shapes]
    run = {
        "tool": {
            "driver": {
                "name": "kg validate",
                "semanticVersion": version("party-diplomacy-graph"),
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "automationDetails": {"id": "kg/validate/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(one, shapes.index(one.shape)) for one in report.violations],
    }
    record = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _unknown(report: Report, shape: str) -> Rule:
    one = next(one for one in report.violations if one.shape == shape)
    return Rule(shape, one.severity, one.message)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": shorten(rule.shape),
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.why or rule.message},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(one: Violation, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": one.focus, "kind": "resource"}]}
    if one.place:
        location["physicalLocation"] = _physical(one.place)
    return {
        "ruleId": shorten(one.shape),
        "ruleIndex": index,
        "level": LEVELS[one.severity],
        "message": {"text": one.line},
        "locations": [location],
        "partialFingerprints": {"kgViolation/v1": one.identity},
    }


def _physical(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri_of(place.file)}}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if place.line is not None:
        physical["region"] = {key: value for key, value in region.items() if value is not None}
    return physical


def uri_of(file: str) -> str:
    """The relative reference of a file below the working folder, the file: address of another (RFC 3986)."""
    return Path(file).as_uri() if Path(file).is_absolute() else quote(Path(file).as_posix())
