"""A report in a format: the door to one module each.

Comes in: a report, the name of a format, the severity that fails. Goes out: bytes. It never drops a violation and never
changes a severity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.validate.formats.github import annotation, github, markdown
from kg.validate.formats.junit import junit
from kg.validate.formats.plain import json_record, text, turtle
from kg.validate.formats.sarif import sarif
from kg.validate.report import Report, Severity
from kg.vocab import BASE

__all__ = ["FORMATS", "annotation", "format_of", "render_report"]
FORMATS: Mapping[str, Callable[[Report, Severity, str], bytes]] = {
    "text": text,
    "ttl": turtle,
    "json": json_record,
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "md": markdown,
}
_SUFFIXES = {
    ".txt": "text",
    ".ttl": "ttl",
    ".json": "json",
    ".xml": "junit",
    ".sarif": "sarif",
    ".md": "md",
}


def render_report(report: Report, format: str, fail_on: Severity = "violation", base: str = BASE) -> bytes:
    """The report in one of FORMATS; `fail_on` is what counts as failed where a format asks; UsageError for another."""
    if format not in FORMATS:
        raise UsageError("--format", f"{format!r} is unknown", f"use one of {', '.join(FORMATS)}")
    return FORMATS[format](report, fail_on, base)


def format_of(given: str | None, out: Path | None) -> str:
    """The format's name: as given, else by the file's suffix, else text."""
    if given is not None or out is None:
        return given or "text"
    return "sarif" if out.name.endswith(".sarif.json") else _SUFFIXES.get(out.suffix.lower(), "text")
