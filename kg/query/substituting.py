"""Parameters written into the text of a query, for servers that take nothing but text.

Comes in: SPARQL 1.1 and terms by variable. Goes out: the query that asks the same with the terms in the variables'
places. It reads the query word by word, so that no word inside a string, IRI or comment is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import BadInput, UsageError
from kg.query.binding import Term
from kg.query.guard import ESCAPE, FORMS, Examined, examine, plain
from kg.query.stored import StoredQuery

TOKEN = re.compile(
    r"""(?P<opaque>'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|<[^<>"{}|^`\\\s]*>|\#[^\n]*
        |@[A-Za-z][\w-]*|(?:\w[\w.-]*)?:[\w.:%\\-]*)
       |(?P<variable>[?$]\w+)|(?P<word>\w+)|(?P<space>\s+)|(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
# Parts of a query outside its patterns, by the word that begins them.
PARTS = {"SELECT": "projection", "GROUP": "group", "HAVING": "body", "ORDER": "order", "VALUES": "values"}


@dataclass
class _Walk:
    """Where a reader of words stands: in which part, how deep in its brackets, what came before."""

    part: str = "body"
    depth: int = 0
    outer: list[tuple[str, int]] = field(default_factory=list)
    last: str = ""

    def step(self, kind: str, word: str) -> None:
        """Go past a word that is no variable."""
        if kind == "word" and word.upper() in PARTS:
            self.part, self.depth = PARTS[word.upper()], 0
        elif kind == "word" and word.upper() in ("WHERE", "LIMIT", "OFFSET"):
            self.part = "body"
        elif word == "{":
            self.outer.append((self.part, self.depth))
            if self.part != "values":
                self.part, self.depth = "body", 0
        elif word == "}":
            before = self.outer.pop() if self.outer else ("body", 0)
            self.part, self.depth = ("body", 0) if before[0] in ("projection", "values") else before
        elif word in "()":
            self.depth += 1 if word == "(" else -1
        self.last = word.upper()


def substituted(text: str, bound: Mapping[str, Term], where: str = "query") -> str:
    """The query with terms for variables. What it selects or groups by of them is left out where anything else is
    selected or grouped by; BOUND of one is true. BadInput if the query itself gives one of them a value, UsageError for
    a value with an escaped code point, which some servers would resolve.
    """
    for name, term in bound.items():
        if ESCAPE.search(term.value):
            raise UsageError(name, "it holds an escaped code point", "write the character itself")
    words = [(str(found.lastgroup), found[0]) for found in TOKEN.finditer(text)]
    return "".join(_written(_known(words, bound), bound, where)) if bound else text


def judged(query: StoredQuery) -> Examined:
    """A query that may be sent to a server: its form, and whether it asks graphs by name.

    Its words tell that of a reviewed query, which a parser would take longer to read than a server to answer; any other
    is parsed and refused as kg.query.guard says. BadInput for what reaches out, even if it was reviewed.
    """
    if not query.reviewed:
        return examine(query.text, query.id)
    text = plain(query.text, query.id)
    words = [found[0].upper() for found in TOKEN.finditer(text) if found.lastgroup == "word"]
    if {"SERVICE", "FROM"} & set(words):
        return examine(text, query.id)
    return Examined(text, next(word for word in words if word in FORMS.values()), by_graph="GRAPH" in words)


def _known(words: list[tuple[str, str]], bound: Mapping[str, Term]) -> list[tuple[str, str]]:
    """The words with what holds in place of each BOUND of a variable that has a term."""
    kept: list[tuple[str, str]] = []
    for word in words:
        kept.append(word)
        said = [(at, one) for at, one in enumerate(kept[-12:], max(len(kept) - 12, 0)) if one[0] != "space"][-4:]
        call = [one[1].upper() for _, one in said]
        if call[:2] + call[3:] == ["BOUND", "(", ")"] and said[2][1][1][1:] in bound:
            kept[said[0][0] :] = [("sign", "(1 = 1)")]
    return kept


def _written(words: list[tuple[str, str]], bound: Mapping[str, Term], where: str) -> Iterator[str]:
    walk, alone = _Walk(), _alone(words, bound)
    for at, (kind, word) in enumerate(words):
        if kind in ("space", "opaque"):
            yield word
            if kind == "opaque" and not word.startswith("#"):
                walk.last = word
            continue
        if kind != "variable" or word[1:] not in bound:
            walk.step(kind, word)
            yield word
            continue
        name = word[1:]
        if walk.part == "values" or walk.last == "AS":
            raise BadInput(where, f"it gives its parameter ?{name} a value itself", "mend the stored query")
        yield _place(walk, f"{bound[name]}", name, at in alone)
        walk.last = word


def _place(walk: _Walk, term: str, name: str, alone: bool) -> str:
    if walk.part in ("projection", "group") and walk.depth == 0:
        own = name if walk.part == "projection" else f"{name}_"  # a variable may be given a value once
        return f"({term} AS ?{own})" if alone else ""
    if walk.part == "order" and walk.depth == 0:
        return f"({term})"
    return term


def _alone(words: list[tuple[str, str]], bound: Mapping[str, Term]) -> set[int]:
    """The places of the variables of which one must stay, for their SELECT or GROUP BY names nothing else."""
    walk, kept = _Walk(), set[int]()
    part, first, others = "body", -1, 0
    for at, (kind, word) in enumerate([*words, ("sign", "}")]):
        if kind == "variable":
            listed = walk.part in ("projection", "group") and walk.depth == 0
            if listed and word[1:] in bound:
                first = at if first < 0 else first
            elif listed:
                others += 1
            continue
        if kind not in ("space", "opaque"):
            others += word in ("(", "*") and walk.depth == 0
            walk.step(kind, word)
        if walk.part != part:
            if first >= 0 and not others:
                kept.add(first)
            part, first, others = walk.part, -1, 0
    return kept
