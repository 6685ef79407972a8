"""What the graph is made with, held to its own rules: queries, rules, the context, the ontology's files, decisions.

Comes in: the text of such a file and the name that people know it by. Goes out: violations with their places. It never
runs a query on data and never opens a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator

import pyoxigraph as ox

from kg.validate.files import Lines
from kg.validate.known import own_terms, told, unknown
from kg.validate.report import Place, Rule, Severity, Violation
from kg.validate.shapes import reaches_out
from kg.validate.tokens import Token, named, scan
from kg.vocab import PREFIXES, expand, shorten

_ASKED: tuple[tuple[str, Severity, str, str], ...] = (
    ("query-parses", "violation", "This is no SPARQL 1.1 query.", "A query that does not parse answers nothing."),
    ("query-closed", "violation", "This query reaches out of the graph, or changes it.",
     "Questions are asked of this graph alone: no SERVICE, FROM, LOAD, update."),
    ("query-header", "violation", "The header of this query is not as it should be.",
     "The header of a stored query says what it asks (summary) and with which parameters."),
    ("query-answer", "violation", "The answer is not as expected.", "A question's answer was checked by hand."),
    ("query-empty", "violation", "This check finds something.", "A check must return no rows."),
    ("rule-form", "violation", "This is no rule of inference.", "A rule makes one triple and names its premises."),
    ("known-term", "violation", "There is no such term.",
     "A misspelt term says nothing to anybody, and no shape misses it."),
    ("context-form", "violation", "This is no JSON-LD context.", "JSON-LD 1.1, section 9.15."),
    ("context-prefix", "violation", "A prefix stands for something else here.", "One table of prefixes."),
    ("context-term", "violation", "A name stands for no term.", "Each name in the context stands for a term."),
    ("context-complete", "violation", "The context has no name for a term.",
     "Each class and property has a name in the context."),
    ("shapes-trusted", "violation", "These shapes cannot be trusted.",
     "Shapes use SHACL's own terms, import nothing and reach for nothing."),
    ("decision-line", "violation", "This line is no decision.", "Each line says who decided what, when and why."),
    ("decision-target", "warning", "What this decision names is not in the build.",
     "A decision without a target has no effect."),
)  # fmt: skip
DEEPEST = 100
RULES = {name: Rule(expand(f"pds:{name}"), severity, message, why) for name, severity, message, why in _ASKED}


def fault(rule: str, file: str, message: str, place: Place | None = None, *, value: str | None = None) -> Violation:
    """A violation of one of RULES by a file, at a place in it, else by the file as a whole."""
    asked = RULES[rule]
    focus, at = file.rpartition("/")[2], place or Place(file)
    return Violation(asked.shape, asked.severity, focus, message, value=value, place=at)


def check_terms(file: str, text: str, own: Container[str] = ()) -> Iterator[Violation]:
    """The terms that a Turtle or SPARQL file uses and that neither exist nor are among its `own`."""
    lines = Lines(text)
    for token, iri in named(text, PREFIXES):
        if iri not in own and any(unknown([iri])):
            yield fault("known-term", file, told(iri), lines.place(file, token.start, token.end), value=iri)


def check_query(file: str, text: str) -> Iterator[Violation]:
    """Whether a query stays in the graph, parses (SPARQL 1.1; the project's prefixes need no declaration), and uses
    only terms that exist.
    """
    if (word := reaches_out(text)) is not None:
        message = f"{word.text} names another source, or hides one."
        yield fault("query-closed", file, message, Lines(text).place(file, word.start, word.end))
    else:
        yield from _unparsed(file, text)
    yield from check_terms(file, text)


def _unparsed(file: str, text: str) -> Iterator[Violation]:
    if (deep := _too_deep(text)) is not None:
        place = Lines(text).place(file, deep.start, deep.end)
        yield fault("query-parses", file, f"This query is nested more than {DEEPEST} levels deep.", place)
        return
    try:
        ox.Store().query(text, prefixes=dict(PREFIXES))
    except (SyntaxError, ValueError, OSError) as wrong:
        said = " ".join(str(wrong).split())
        at = re.search(r"at (\d+):(\d+)", said)
        line, column = (int(at.group(1)), int(at.group(2))) if at else (1, 1)
        place = Place(file, line, column, line, column + 1)
        yield fault("query-parses", file, f"This is no SPARQL 1.1 query: {_reason(said)}.", place)


def _too_deep(text: str) -> Token | None:
    """The sign at which a query is nested too deeply for the engine, whose parser would end the process."""
    depth, before = 0, ""
    for token in scan(text):
        opens, closes = token.text in ("(", "{", "["), token.text in (")", "}", "]")
        depth += opens - closes or (token.kind == "sign" and token.text == before)
        if depth > DEEPEST:
            return token
        before = token.text
    return None


def _reason(said: str) -> str:
    cut = re.sub(r"^error at \d+:\d+: ", "", said)
    return cut if len(cut) <= 200 else f"{cut[:200]}…"


def check_context(file: str, text: str) -> Iterator[Violation]:
    """Whether a JSON-LD context has the prefixes of the one table, and a name for each class and property, and only
    for terms that exist.
    """
    try:
        context = json.loads(text)["@context"]
        names = {key: value["@id"] if isinstance(value, dict) else value for key, value in context.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        line = getattr(wrong, "lineno", None)
        yield fault("context-form", file, f"This is no JSON-LD context ({wrong}).", Place(file, line))
        return
    for name, value in names.items():
        if name.startswith("@") or str(value).startswith("@"):
            continue
        place = _key(file, text, name)
        if name in PREFIXES or str(value).endswith(("#", "/")):
            if PREFIXES.get(name) != value:
                yield fault("context-prefix", file, f"The prefix {name} stands for {value} here.", place)
        elif (iri := _expanded(str(value))) is None or any(unknown([iri])):
            yield fault("context-term", file, f"The name {name} stands for {value}, which is no term.", place)
    missing = own_terms(classes_and_properties=True) - {_expanded(str(value)) for value in names.values()}
    for iri in sorted(missing):
        yield fault("context-complete", file, f"The context has no name for {shorten(iri)}.", value=iri)


def _expanded(value: str) -> str | None:
    prefix, _, name = value.partition(":")
    return PREFIXES[prefix] + name if prefix in PREFIXES else value if name.startswith("//") else None


def _key(file: str, text: str, name: str) -> Place | None:
    found = re.search(rf"({re.escape(json.dumps(name))}|{re.escape(json.dumps(name, ensure_ascii=False))})\s*:", text)
    return Lines(text).place(file, found.start(1), found.end(1)) if found else None
