"""A report as JUnit XML, which CI servers show as tests.

Comes in: a report and the severity that fails. Goes out: XML with a test case for each violation and for each shape
that nothing breaks. It never marks as failed what is less grave than what fails.
"""

from __future__ import annotations

import junitparser

from kg.validate.formats.plain import counted
from kg.validate.report import SEVERITIES, Report, Severity, Violation
from kg.vocab import plain, shorten


def junit(report: Report, fail_on: Severity, base: str) -> bytes:
    """One suite; violations below `fail_on` pass, with their words as output."""
    suite = junitparser.TestSuite("kg validate")
    broken = {one.shape for one in report.violations}
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    for one in report.violations:
        suite.add_testcase(_case(one, one.severity in failing))
    for rule in report.rules:
        if rule.shape not in broken:
            suite.add_testcase(junitparser.TestCase(_safe(rule.message), shorten(rule.shape), 0))
    suite.add_property("summary", counted(report))
    suites = junitparser.JUnitXml("kg validate")
    suites.add_testsuite(suite)
    suites.update_statistics()  # type: ignore[no-untyped-call]
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(suites.tostring()) + b"\n"  # type: ignore[no-untyped-call]


def _case(one: Violation, fails: bool) -> junitparser.TestCase:
    case = junitparser.TestCase(_safe(f"{one.subject}: {one.message}"), shorten(one.shape), 0)
    if one.place:
        case._elem.set("file", one.place.file)
        if one.place.line is not None:
            case._elem.set("line", str(one.place.line))
    words = _safe(f"{f'{one.place}: ' if one.place else ''}{one.line}")
    if fails:
        failure = junitparser.Failure(_safe(one.message), one.severity)
        failure.text = words
        case.result = [failure]
    else:
        case.system_out = f"{one.severity}: {words}"
    return case


def _safe(text: str) -> str:
    """Text that XML can hold, on one line."""
    return plain(text)
