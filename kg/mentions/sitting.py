"""Who sits in a chamber, or is joined in a body, where that is part of its name: "House of Representatives".

Comes in: a cursor and the index behind "of". Goes out: where those words end, or whether a house follows. It never
makes a name: `organizations` does.
"""

from __future__ import annotations

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.heads import is_head
from kg.mentions.titles import head_at
from kg.mentions.units import unit_at
from kg.territories import territory
from kg.words import fold


def seated_end(c: Cursor, k: int) -> int:
    """The end of who sits in a chamber, or whose office it is, from token k on: "Peoples' Representatives", "the Prime
    Minister"; k for anything else.
    """
    at = k + 2 if lexicon.has("people", c.low(k)) and c.possessive(k + 1) else k
    if lexicon.has("seated-in", c.low(at)):
        return at + 1
    if c.low(k) == "heads" and c.low(k + 1) == "of" and c.low(k + 2) in {"state", "government"}:
        return k + 5 if c.low(k + 3) == "and" and c.low(k + 4) in {"state", "government"} else k + 3
    end = c.run(k)
    if _of_people(c, k, end):
        return end  # "Organisation of Norland Women"
    if end - k > 1 and c.low(end - 1) in {"states", "nations", "countries"} and territory(c.words(k, end)) is None:
        return end if not any(is_head(c, w) for w in range(k, end)) else k  # "Community of South Lakmal States"
    head = head_at(c, k) if c.low(k - 1) == "the" and c.low(k - 3) in {"office", "secretariat"} else None
    return head.end if head is not None and not head.plural else k


def _of_people(c: Cursor, k: int, end: int) -> bool:
    """Whether capitals behind "of" are the people of a land who are joined in a body: "Norlandic Women"."""
    lands = all(territory(c.at(w)) is not None or fold(c.at(w)) in c.known.adjectives for w in range(k, end - 1))
    return end - k > 1 and lands and lexicon.has("people", c.low(end - 1)) and not c.possessive(end)


def in_house(c: Cursor, j: int) -> bool:
    """Whether the house that a chamber belongs to stands behind "of the" at token j: "of the National Assembly"."""
    found = unit_at(c, j + 2) if c.low(j) == "of" and c.low(j + 1) == "the" else None
    return found is not None and found[0].kind == "state_body" and is_head(c, found[1] - 1)
