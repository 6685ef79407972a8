"""A report for GitHub Actions: annotations beside the lines, and a summary of the step.

Comes in: a report. Goes out: workflow commands, or Markdown in which nothing from the data is markup. It never writes
more than a step's summary may hold: GitHub takes 1 MiB.
"""

from __future__ import annotations

import html
import re

from kg.errors import KgError
from kg.validate.formats.plain import counted, grouped
from kg.validate.report import Place, Report, Severity, Violation
from kg.vocab import plain, shorten

COMMANDS: dict[Severity, str] = {"violation": "error", "warning": "warning", "info": "notice"}
MOST_SHOWN, MOST_LETTERS = 500, 600
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~$@:-])")


def github(report: Report, fail_on: Severity, base: str) -> bytes:
    """A workflow command a violation, worst first (GitHub shows ten of each kind a step), then the counts."""
    lines = [command(COMMANDS[one.severity], one.told, one.place, shorten(one.shape)) for one in report.violations]
    return "\n".join([*lines, counted(report)]).encode("utf-8", "replace") + b"\n"


def annotation(fault: KgError) -> bytes:
    """What could not be read, as an error beside its line where it names one (`file, line 3`)."""
    found = re.fullmatch(r"(.*?)(?:, line (\d+))?", fault.where, re.DOTALL)
    file, line = found.groups() if found else (fault.where, None)
    place = Place(file, int(line) if line else None)
    return f"{command('error', f'{fault.what}; {fault.remedy}', place, 'kg validate')}\n".encode()


def command(name: str, message: str, place: Place | None, title: str) -> str:
    """A workflow command: `::error file=…,line=…::message`, its values escaped as GitHub's toolkit escapes them."""
    values = {"title": title}
    if place:
        parts = {"file": place.file, "line": place.line, "endLine": place.end_line}
        if place.line == place.end_line:  # GitHub takes columns only within one line
            parts |= {"col": place.column, "endColumn": place.end_column}
        values |= {key: str(value) for key, value in parts.items() if value is not None}
    listed = ",".join(f"{key}={_value(value)}" for key, value in sorted(values.items()))
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def markdown(report: Report, fail_on: Severity, base: str) -> bytes:
    """The counts as a table, then what was found, shape by shape."""
    verdict = "failed" if report.at_least(fail_on) else "passed"
    lines = [f"## Validation {verdict}", "", "| severity | found |", "| --- | ---: |"]
    lines += [f"| {severity} | {number} |" for severity, number in report.counts.items()]
    lines += ["", _plain(counted(report)), ""]
    left = MOST_SHOWN
    for (severity, shape), group in grouped(report):
        lines += [f"### {severity}: {_plain(group[0].message)} ({len(group)})", "", f"<code>{_code(shape)}</code>", ""]
        lines += [_item(one, group[0].message) for one in group[: max(left, 0)]]
        lines += [f"- … and {len(group) - max(left, 0)} more", ""] if len(group) > left else [""]
        left -= len(group)
    return "\n".join(lines).encode("utf-8", "replace")


def _item(one: Violation, heading: str) -> str:
    where = f"<code>{html.escape(str(one.place))}</code> " if one.place else ""
    said = f" {_plain(one.message)}" if one.message != heading else ""
    words = f" “{_plain(one.quote)}”" if one.quote else ""
    return f"- {where}{_plain(one.subject)}{said}{words}"


def _code(shape: str) -> str:
    return html.escape(shorten(shape))


def _plain(text: str) -> str:
    """Text as itself in Markdown: no element, link, mention or emphasis comes of it; long text is cut."""
    short = plain(text)
    short = short if len(short) <= MOST_LETTERS else f"{short[:MOST_LETTERS]}…"
    return _MARKUP.sub(r"\\\1", html.escape(short, quote=False))
