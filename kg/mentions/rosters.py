"""Lists of names that only what stands before them licenses: "the Bureau comprises A, B and C", "elected were A and B",
lines under "Members:".

Comes in: a cursor and an index, or all cursors. Goes out: Persons without titles, or names noted for the next look. It
never takes a lone name, or a list that holds a body, a land or a title, for persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor, Knowledge
from kg.mentions.heads import is_head
from kg.mentions.lists import Found, listed
from kg.mentions.personal import honorifics, name_end, personal
from kg.mentions.titles import head_at
from kg.syntax import Person
from kg.territories import territory
from kg.words import fold

FEWEST, MOST = 2, 4  # words of a name that only its list licenses


def roster_at(c: Cursor, i: int) -> Found | None:
    """The persons of a list that begins at token i behind a word that people are listed behind; None for no list."""
    if not (_composing(c, i) or _fronted(c, i)):
        return None
    k, honorific = honorifics(c, i)
    end = name_end(c, k, bool(honorific))
    if not FEWEST <= end - k <= MOST:
        return None
    items, stop = listed(c, personal(c, k, end), end)
    names = [x.name for x in items]
    if len(names) < FEWEST or any(not FEWEST <= len(n.text.split()) <= MOST for n in names):
        return None
    return tuple(Person(n, (), n.span) for n in names), stop


def _composing(c: Cursor, i: int) -> bool:
    """Whether "the Bureau consists of", "the delegation comprises" and the like stand before token i."""
    j = i - 1 if c.at(i - 1) != ":" else i - 2
    if c.low(j) == "of" and lexicon.has("composed", c.low(j - 1)):
        j -= 1
    elif c.low(j) == "of" and c.low(j - 1) == "up" and c.low(j - 2) == "made":
        j -= 2
    elif not lexicon.has("comprising", c.low(j)):
        return False
    return any(_of_people(c, k) for k in range(max(0, j - 12), j))


def _of_people(c: Cursor, k: int) -> bool:
    noun = lexicon.singular(c.low(k))
    return lexicon.org_class(noun) == "generic" or lexicon.has("company", noun)


def _fronted(c: Cursor, i: int) -> bool:
    """Whether the sentence begins with what its people were chosen to or do ("Elected to the Bureau were A and B")."""
    first = 1 if c.low(0) in {"also", "newly"} else 0
    return c.low(i - 1) in {"are", "were", ":"} and lexicon.has("fronted", c.low(first)) and i < 20


def note_lines(cursors: Sequence[Cursor], known: Knowledge) -> None:
    """Note the lines of a list under a heading of members ("Members:", "The new Bureau:") as personal names."""
    under = False
    for c in cursors:
        if len(c) and c.at(len(c) - 1) == ":":
            under = len(c) < 12 and any(
                lexicon.singular(c.low(k)) == "member" or _of_people(c, k) for k in range(len(c))
            )
            continue
        start = 1 if not c.cap(0) and len(c) > 1 else 0
        end = name_end(c, start) if under else start
        under = end > start
        if under and FEWEST <= end - start <= MOST and (end == len(c) or c.at(end) in {",", ";", ".", "–", "—", "("}):
            known.persons.add(fold(c.words(start, end)))
            known.person_words.update(fold(c.at(k)) for k in range(start, end) if c.cap(k))


def note_signatures(cursors: Sequence[Cursor], known: Knowledge) -> None:
    """Note a name on a line of its own above the line of an office ("Ana Ruiz", "General Secretary") as a person's."""
    for c, below in pairwise(cursors):
        start, _ = honorifics(c, 0)
        end = name_end(c, start)
        alone = end == len(c) and FEWEST <= end - start <= MOST
        head = head_at(below, 0) if alone and below.cap(0) else None
        if head is not None and not head.plural and below.at(head.end) in {"", ",", "of", "for"} and _unheard(c, start):
            known.persons.add(fold(c.words(start, end)))
            known.person_words.update(fold(c.at(k)) for k in range(start, end) if c.cap(k))


def _unheard(c: Cursor, start: int) -> bool:
    """Whether no capital from token `start` on is of a body, a title or a land."""
    told = (is_head(c, k) or head_at(c, k) is not None or territory(c.at(k)) is not None for k in range(start, len(c)))
    return not any(told)
