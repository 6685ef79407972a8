"""Bodies in lower case: "the party's youth wing", "the foreign affairs committee of the Sabha".

Comes in: a cursor and an index. Goes out: where the words of such a body end. It never makes a body of a lone noun
("the committee"), nor says what the body belongs to: `organizations` does.
"""

from __future__ import annotations

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.heads import head_kind
from kg.mentions.portfolios import field_end
from kg.syntax import Name

LONGEST = 7  # words of a body in lower case
INNER = ("JJ", "NN", "VBG", "CC")
GROUPS = frozenset({"group", "groups"})


def common_end(c: Cursor, i: int) -> int:
    """The end of the lower-case body whose words begin at token i, its field of work included; i for none."""
    j = i
    while j < min(len(c), i + LONGEST) and (_inner(c, j) or (j > i and _peoples(c, j))):
        if c.tag(j) == "CC" and (c.low(j) != "and" or j == i):
            return i
        if _heads(c, j) and not _goes_on(c, j):
            return _with_field(c, j + 1) if j > i else _seated(c, i)
        j += 1
    return i


def _inner(c: Cursor, j: int) -> bool:
    return c.at(j)[:1].islower() and c.tag(j).startswith(INNER)


def _peoples(c: Cursor, j: int) -> bool:
    """Whether a possessive of people stands at token j ("the party's women's wing")."""
    return c.possessive(j) and lexicon.has("people", c.low(j - 1))


def _seated(c: Cursor, i: int) -> int:
    """The end of "board of directors", "council of elders"; i for a lone noun."""
    named = c.low(i + 1) == "of" and c.at(i + 2)[:1].islower() and lexicon.has("seated-in", c.low(i + 2))
    return i + 3 if named else i


def common_head(c: Cursor, i: int, end: int) -> str:
    """The noun that says what kind of body the lower-case words of tokens i to `end` are, its field left out."""
    heads = (k for k in range(end - 1, i - 1, -1) if lexicon.has("common", c.low(k)) or c.low(k) in GROUPS)
    return c.low(next(heads, end - 1))


def lower(c: Cursor, i: int, end: int) -> Name:
    """The body that the words of tokens i to end - 1 name, all or most in lower case."""
    return Name(head_kind(common_head(c, i, end)), c.words(i, end), c.span(i, end), base=c.words(i, end))


def _heads(c: Cursor, j: int) -> bool:
    group = c.low(j) in GROUPS and c.low(j - 1) in {"friendship", "parliamentary"}
    return (lexicon.has("common", c.low(j)) or group) and not lexicon.has("head", c.low(j))


def _goes_on(c: Cursor, j: int) -> bool:
    """Whether the head at token j only modifies a further one ("committee secretariat")."""
    return c.at(j + 1)[:1].islower() and lexicon.has("common", c.low(j + 1))


def _with_field(c: Cursor, end: int) -> int:
    """The end of "on security and foreign policy" behind a head, or `end`."""
    if c.low(end) not in {"on", "for"} or not c.at(end + 1)[:1].islower():
        return end
    stop = field_end(c, end + 1)
    return stop if stop > end + 1 else end
