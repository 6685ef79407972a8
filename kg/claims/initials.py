"""Second names that their letters show: "Memorandum of Understanding (MoU)", "Popular Concord (CP)".

Comes in: an article's context, the abbreviations already explained. Goes out: a claim for each further one whose
letters are the initials of the words before its bracket. It never explains an abbreviation by words that lack a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.context import Context
from kg.model import AliasClaim, Evidence, Span
from kg.words import fold

BRACKET = re.compile(r"\(([^\W\d_][\w-]{1,8})\)")
LONGEST = 12  # words of a name


def initials(context: Context, explained: set[str]) -> Iterator[AliasClaim]:
    """A claim for each abbreviation in brackets that no name has taken yet."""
    seen = set(explained)
    for mentions in context.mentions:
        sentence = mentions.sentence.span
        for found in BRACKET.finditer(context.text, sentence.start, sentence.end):
            alias = found[1]
            start = _start(context.text[sentence.start : found.start()].rstrip(), alias)
            if alias in seen or sum(c.isupper() for c in alias) < 2 or start is None:
                continue
            seen.add(alias)
            span = Span(sentence.start + start, found.end())
            name = " ".join(context.text[span.start : found.start()].split())
            yield AliasClaim(_entity(context, span, name), name, alias, Evidence(span, "alias/initials"))


def spelt_by(name: str, alias: str) -> str:
    """The end of a name whose words' initials are the letters of an abbreviation; '' where none are."""
    start = _start(name, alias) if sum(c.isupper() for c in alias) > 1 else None
    return name[start:] if start is not None else ""


def _entity(context: Context, span: Span, name: str) -> str:
    """The key of the entity that the words name, else of a new one."""
    keys = [key for at, key in context.discourse.named.items() if span.start <= at.start and at.end <= span.end]
    known = next((key for key in keys if fold(name) in {fold(form) for form in context.forms(key)}), None)
    return known or context.entity("organization", (name,))


def _start(before: str, alias: str) -> int | None:
    """Where the words begin whose initials, small words aside, are the letters of an abbreviation; None if none do."""
    letters = [c.casefold() for c in alias if c.isalpha()]
    words = list(re.finditer(r"[^\W\d_][\w'’]*", before))[-LONGEST:]
    for first in range(len(words) - 1, -1, -1):
        heads = [(fold(w[0])[0], w[0][0].isupper()) for w in words[first:]]
        if heads[0][0] == letters[0] and _spells(heads, letters):
            return words[first].start()
    return None


def _spells(heads: list[tuple[str, bool]], letters: list[str]) -> bool:
    """Whether heads of words spell the letters in order, each capitalised word used; small words may be left out."""
    at = 0
    for head, capital in heads:
        if at < len(letters) and head == letters[at]:
            at += 1
        elif capital:
            return False
    return at == len(letters)
