"""Lists of persons: names that share a title, and names that have theirs "respectively".

Comes in: a cursor, the first name and the index behind it. Goes out: names or Persons, and where the list ends. It
never shares out titles whose number does not fit the names.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics, name_end, personal
from kg.mentions.titles import head_at
from kg.model import Span
from kg.syntax import Name, Person, Title

Found = tuple[tuple[Person, ...], int]


def listed(c: Cursor, name: Name, j: int) -> tuple[list[Name], int]:
    """A name with the further names of its list: ", B and C"."""
    names = [name]
    while True:
        k = _next(c, j)
        start, _ = honorifics(c, k)
        end = name_end(c, start) if k > j else start
        if end == start:
            return names, j
        names, j = [*names, personal(c, start, end)], end


def sharing(c: Cursor, titles: tuple[Title, ...], name: Name, end: int, i: int) -> Found:
    """Each person of a list with the plural titles in front, from token i on, in the singular ("members A and B")."""
    names, end = listed(c, name, end)
    single = tuple(replace(t, text=singular(t.text), plural=False) for t in titles)
    start = c.tokens[i].span.start
    spans = [Span(start, names[0].span.end), *(n.span for n in names[1:])]
    return tuple(Person(n, single, span) for n, span in zip(names, spans, strict=True)), end


def respectively(c: Cursor, first: Name, end: int) -> Found | None:
    """Each name of a list with its own title: "A and B, secretaries-general of X and of Y, respectively"."""
    names, j = listed(c, first, end)
    k = j + 1 + (c.low(j + 1) in {"the", "both"})
    head = head_at(c, k) if len(names) > 1 and c.at(j) == "," else None
    if head is None or not head.plural:
        return None
    orgs, stop = _orgs(c, head.end)
    orgs = orgs * len(names) if len(orgs) == 1 else orgs
    if len(orgs) != len(names):
        return None
    span, noun = c.span(k, stop), singular(head.text)
    spans = [*(n.span for n in names[:-1]), Span(names[-1].span.start, span.end)]
    titles = [Title(noun, head.noun, span, org, status=head.status) for org in orgs]
    return tuple(Person(n, (t,), s) for n, t, s in zip(names, titles, spans, strict=True)), stop


def singular(text: str) -> str:
    """A title's words with its head in the singular ("Deputy Prime Ministers")."""
    return " ".join(_one(w) for w in text.split())


def _one(word: str) -> str:
    single = lexicon.singular(word)
    return word if single == word.casefold() else single.capitalize() if word[0].isupper() else single


def _next(c: Cursor, j: int) -> int:
    """The index behind ",", ";", "and" or ", and" at j, or j."""
    k = j + 1 if c.at(j) in {",", ";"} else j
    return k + 1 if c.low(k) == "and" else k


def _orgs(c: Cursor, j: int) -> tuple[list[Name], int]:
    """The organisations of a list behind a plural title: "of the X (Y) and of its junior partner, Z"."""
    found: list[Name] = []
    while True:
        k = _next(c, j)
        k = k + 1 if c.low(k) in {"of", "for"} else k
        if k == j:
            return found, j
        k = c.skip_the(k)
        if c.low(k) in {"its", "his", "her"}:
            k = next((m + 1 for m in range(k, min(k + 5, len(c))) if c.at(m) == ","), k)
        name = name_at(c, k)
        if name is None and c.cap(k):
            name = Name("organization", c.words(k, c.run(k)), c.span(k, c.run(k))), c.run(k)
        if name is None:
            return found, j
        found, j = [*found, name[0]], name[1]
