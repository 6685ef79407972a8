"""What else a plural title is of, behind the first: "Prime Ministers of A, B, and C", "leaders of the A and the B".

Comes in: a cursor and the index behind what came before. Goes out: a Name and where its words end, or None. It never
takes the holders of the offices, who may stand behind another comma, for what they are of.
"""

from __future__ import annotations

from kg.mentions.chains import LANDS
from kg.mentions.cursor import Cursor
from kg.mentions.organizations import name_at
from kg.syntax import Name
from kg.words import fold


def further(c: Cursor, j: int, parties: bool) -> tuple[Name, int] | None:
    """The next state, or party if `parties`, of a list that goes on at token j with a comma or "and"."""
    k = j + 1 if c.at(j) == "," else j
    k = k + 1 if c.low(k) == "and" else k
    body = name_at(c, c.skip_the(k)) if parties and k > j and c.low(k) == "the" and c.cap(c.skip_the(k)) else None
    if body is not None and body[0].kind == "party":
        return body
    if k == j or not c.cap(k):
        return None
    found = name_at(c, k)
    end = c.run(k)
    listed = c.at(end) == "," and c.cap(end + 1)  # "Mayors of A and B, X and Y"
    whole = found is not None and (found[0].certain or not listed)
    if found is not None and whole and (found[0].kind in LANDS or c.acronym(k)):
        return found
    lone = end - k < 3 and (listed or fold(c.words(k, end)) in c.known.places)
    return (Name("place", c.words(k, end), c.span(k, end)), end) if lone else None
