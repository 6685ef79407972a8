"""Bodies whose owner stands elsewhere: "its Commission", "the party's youth league", "provincial Party Committee".

Comes in: a cursor and an index. Goes out: a Name with the word that stands for its owner, and where its words end. It
never settles who the owner is: `discourse` does.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.chains import Found
from kg.mentions.common import common_end, lower
from kg.mentions.cursor import Cursor
from kg.mentions.heads import is_head
from kg.mentions.units import unit_at


def owned(c: Cursor, i: int) -> Found | None:
    """A body behind a pronoun or "the party's": its owner is settled by the article."""
    if lexicon.has("areal", c.low(i)) and c.at(i).islower() and c.cap(i + 1):
        return _areal(c, i)
    pronoun = lexicon.has("owner", c.low(i))
    k = i + 1 if pronoun else i + 2
    if not pronoun and not (lexicon.has("owning", c.low(i)) and c.possessive(i + 1)):
        return None
    k = k + 1 if c.tag(k) == "JJ" and c.cap(k + 1) and c.at(k)[0].islower() else k
    end = max(common_end(c, k), local_end(c, k))
    if end > k:
        return replace(lower(c, k, end), owner=c.low(i)), end
    found = unit_at(c, k)
    if found is None or not is_head(c, found[1] - 1) or found[0].parent is not None:
        return None
    if pronoun and found[0].kind == "place":
        return None
    return replace(found[0], owner=c.low(i), base=found[0].text), found[1]


def _areal(c: Cursor, i: int) -> Found | None:
    """A body behind "provincial" and the like, which stands for the land named before."""
    found = unit_at(c, i + 1)
    if found is None or not is_head(c, found[1] - 1) or found[0].parent is not None:
        return None
    name, end = found
    land = lexicon.kind("areal", c.low(i))
    return replace(name, text=c.words(i, end), span=c.span(i, end), owner=land, base=c.words(i + 1, end)), end


def local_end(c: Cursor, i: int) -> int:
    """The end of a body in lower case with its place in front, "Lakmal branch" of a party, at token i; i for none."""
    end = c.run(i)
    return end + 1 if end > i and lexicon.has("common", c.low(end)) and c.low(end) != "office" else i
