"""Holding what the graph is made with to its own rules: ontology, shapes, context, rules, queries, decisions.

Comes in: a file and what it is. Goes out: a report with the places of its faults. It runs a stored query only to
compare its answer with the one expected, and never changes anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from kg.decisions import NAME as BOOK
from kg.errors import BadInput, UsageError
from kg.paths import ontology_dir, queries_dir, read_bounded, seeds_dir
from kg.pipeline.asking import Built
from kg.validate import Place, Report, Violation, read_rdf, read_shapes, store_of, validate
from kg.validate.places import placed
from kg.validate.sources import RULES, check_context, check_query, check_terms, fault
from kg.vocab import PREFIXES

MOST_BYTES = 20_000_000
PARTS = ("party-diplomacy.ttl", "alignments.ttl", "shapes.ttl", "style.ttl", "context.jsonld")


def shown(path: Path) -> str:
    """A path as reports show it: relative below the working folder, else absolute; `stdin` for `-`."""
    if str(path) == "-":
        return "stdin"
    whole, here = path.absolute(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to check: where it is, the build and the answers to hold queries and decisions to."""

    path: Path
    built: Built | None = None
    expected: Path | None = None

    @property
    def name(self) -> str:
        """The path as reports show it."""
        return shown(self.path)

    @property
    def text(self) -> str:
        """Its text; BadInput if it is none."""
        try:
            return read_bounded(self.path, MOST_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadInput(self.name, "not UTF-8 text", "save the file as UTF-8") from None


def own_files(ontology: Path, queries: Path) -> tuple[Path, ...]:
    """The files of the ontology, its rules, the stored queries, and the decisions beside the articles."""
    parts = [ontology / name for name in PARTS]
    rules, questions = sorted((ontology / "rules").glob("*.rq")), sorted(queries.glob("*.rq"))
    book = [path / BOOK for path in usual_articles() if (path / BOOK).is_file()]
    return (*parts, *rules, *questions, *book)


def usual_articles() -> tuple[Path, ...]:
    """The folder of the articles that are built unless others are named, where there is one."""
    try:
        return (Path("seeds") if Path("seeds").is_dir() else seeds_dir(),)
    except UsageError:
        return ()


def kind_of_text(path: Path) -> str | None:
    """What a file is that is no RDF: `query`, `rule`, `decisions`, `context`; None for what may be RDF."""
    suffix = path.suffix.lower()
    if suffix == ".rq":
        text = read_bounded(path, MOST_BYTES).decode("utf-8", "replace")
        return "rule" if re.search(r"^#\s*rule:", text, re.MULTILINE) else "query"
    if suffix == ".tsv":
        return "decisions"
    return "context" if suffix in (".json", ".jsonld") and _is_context(path) else None


def _is_context(path: Path) -> bool:
    try:
        record = json.loads(read_bounded(path, MOST_BYTES))
    except (ValueError, RecursionError):
        return path.stem == "context"
    return isinstance(record, dict) and set(record) == {"@context"}


def check_source(kind: str, source: Source) -> Report:
    """The report on one file of a kind: query, rule, decisions, context, shapes, vocabulary."""
    found = tuple(_CHECKS[kind](source))
    rules = {one.shape for one in found} | {RULES[name].shape for name in _ASKED[kind]}
    report = Report(found, tuple(rule for rule in RULES.values() if rule.shape in rules), 0)
    return _with_style(report, source) if kind in ("shapes", "vocabulary") else report


def _with_style(report: Report, source: Source) -> Report:
    """The report with what the shapes for the project's own terms and shapes find."""
    read = read_rdf(source.path, name=source.name)
    if not any(str(quad.subject).strip("<>").startswith((PREFIXES["pd"], PREFIXES["pds"])) for quad in read.quads):
        return report
    styled = placed(validate(store_of([read]), shapes=ontology_dir() / "style.ttl", base=None), {}, [read])
    return replace(styled, violations=report.violations + styled.violations, rules=report.rules + styled.rules)


def _check_vocabulary(source: Source) -> Iterator[Violation]:
    text = source.text
    own = {str(quad.subject).strip("<>") for quad in read_rdf(source.path, name=source.name).quads}
    yield from check_terms(source.name, text, own)


def _check_shapes(source: Source) -> Iterator[Violation]:
    try:
        read_shapes(source.path)
    except BadInput as wrong:
        line = re.search(r", line (\d+)$", wrong.where)
        place = Place(source.name, int(line.group(1)) if line else None)
        yield fault("shapes-trusted", source.name, f"{wrong.what[0].upper()}{wrong.what[1:]}.", place)
    else:
        yield from check_terms(source.name, source.text)


def _check_context(source: Source) -> Iterator[Violation]:
    yield from check_context(source.name, source.text)


def _check_rule(source: Source) -> Iterator[Violation]:
    from kg.reason.rules import read_rule

    yield from check_query(source.name, source.text)
    try:
        read_rule(source.path)
    except BadInput as wrong:
        yield fault("rule-form", source.name, f"This file {wrong.what}.", Place(source.name, 1))


def _check_decisions(source: Source) -> Iterator[Violation]:
    """Each line by itself; if all are decisions and the build is there, whether it holds what they name."""
    from kg.decisions import parse

    broken = False
    for number, line in enumerate(source.text.splitlines(), 1):
        try:
            parse(line, "")
        except BadInput as wrong:
            broken = True
            message = f"This line is no decision: {wrong.what}; {wrong.remedy}."
            yield fault("decision-line", source.name, message, Place(source.name, number))
    if not broken and source.built is not None:
        from kg.pipeline.deciding import fates

        for outcome in fates(source.built, source.path):
            if outcome.fate != "applied":
                message = f"{outcome.note[0].upper()}{outcome.note[1:]}: {outcome.decision.what}."
                yield fault("decision-target", source.name, message, Place(source.name, outcome.decision.line))


def _check_query(source: Source) -> Iterator[Violation]:
    from kg.query.stored import parse_query

    found = list(check_query(source.name, source.text))
    yield from found
    if found:
        return
    try:
        stored = parse_query(source.text, source.path.stem, reviewed=source.path.parent == queries_dir())
    except BadInput as wrong:
        yield fault("query-header", source.name, f"The header is wrong: {wrong.what}.", Place(source.name, 1))
        return
    if not stored.question and (stored.reviewed or "#+" in source.text):
        yield fault("query-header", source.name, "The header says not what is asked.", Place(source.name, 1))
    if source.expected is not None and source.built is not None:
        yield from _check_answer(source, source.built, source.expected)


def _check_answer(source: Source, built: Built, expected: Path) -> Iterator[Violation]:
    """A question's answer against its file, line by line; a check must find nothing."""
    from kg.query import render, run_query
    from kg.query.stored import parse_query

    stored = parse_query(source.text, source.path.stem, reviewed=source.path.parent == queries_dir())
    table = run_query(built.store, stored, base=built.base)
    if stored.id.startswith("check-") and table.rows:
        yield fault("query-empty", source.name, f"This check finds {len(table.rows)} rows.", Place(source.name, 1))
    if not stored.id.startswith("cq-"):
        return
    path = expected / f"{source.path.stem}.tsv"
    if not path.is_file():
        yield fault("query-answer", source.name, f"No answer is expected: there is no {path.name}.")
        return
    right, answer = read_bounded(path, MOST_BYTES).decode().splitlines(), render(table, "tsv").decode().splitlines()
    for number, (wanted, given) in enumerate(zip_longest(right, answer), 1):
        if wanted != given:
            message = f"The answer is not as expected: line {number} is {given!r}, not {wanted!r}."
            yield fault("query-answer", source.name, message, Place(shown(path), number))
            return


_CHECKS: Mapping[str, Callable[[Source], Iterator[Violation]]] = {
    "query": _check_query,
    "rule": _check_rule,
    "decisions": _check_decisions,
    "context": _check_context,
    "shapes": _check_shapes,
    "vocabulary": _check_vocabulary,
}
_ASKED = {
    "query": ("query-parses", "query-closed", "query-header", "query-answer", "query-empty", "known-term"),
    "rule": ("query-parses", "query-closed", "rule-form", "known-term"),
    "decisions": ("decision-line", "decision-target"),
    "context": ("context-form", "context-prefix", "context-term", "context-complete"),
    "shapes": ("shapes-trusted", "known-term"),
    "vocabulary": ("known-term",),
}
