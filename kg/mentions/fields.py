"""The field of work behind a body's head: "Ministry of Ethnic and Religious Affairs", "Committee for Peace, Trade, and
Culture".

Comes in: a cursor, the name before the link word and the index behind it. Goes out: the name with its field, and its
end. It never takes a person, a date or another body for a field.
"""

from __future__ import annotations

from dataclasses import replace

from kg.mentions import lexicon
from kg.mentions.chains import Found, grown, head_noun, of_name
from kg.mentions.cursor import Cursor
from kg.mentions.heads import cut, is_head
from kg.mentions.portfolios import name_begins
from kg.mentions.titles import head_at
from kg.model import Span
from kg.syntax import Name
from kg.territories import territory
from kg.words import fold

GOING_ON = frozenset({"republic", "federation", "nation"})


def taught(c: Cursor, name: Name, inner: Name, k: int) -> bool:
    """Whether capitals at token k, right behind "of" or "for", are what is taught in a house of learning, though they
    read as a body: "School of Government", "Institute for Parliamentary Services".
    """
    subject = inner.parent is None and inner.abbreviation is None and inner.kind in {"party_body", "state_body"}
    known = territory(c.at(k)) is not None or fold(c.at(k)) in c.known.adjectives or c.acronym(k)
    return subject and not known and lexicon.has("learned", head_noun(name)) and c.low(k - 1) in {"of", "for"}


def field_at(c: Cursor, name: Name, k: int) -> Found | None:
    """`name` with the field of work, or the unknown land, that the capitals at token k give it; None for
    anything else.
    """
    end = cut(c, k, c.run(k))
    while c.cap(end) and lexicon.has("work", c.low(end)) and head_at(c, end + 1):
        end += 1  # "Department of Foreign Affairs Undersecretary"
    if end == k or fold(c.words(k, end)) in c.known.persons or c.label(k) in {"DATE", "TIME", "PERSON"}:
        return None
    if end == k + 1 and c.low(k) in GOING_ON and c.low(k - 1) == "the":
        return grown(c, name, k, end), end  # "the Council of the Republic"
    noun = head_noun(name)
    chamber = c.tag(end - 1) in {"NNPS", "NNS"} or is_head(c, end - 1) or c.low(k) == "republic"
    if lexicon.has("national", noun) and end - k < 3 and c.low(k - 1) in {"of", "the"} and not chamber:
        return of_name(c, name, Name("place", c.words(k, end), c.span(k, end), certain=False), end)
    whole = fold(c.words(k, end))
    told = c.known.runs[whole] > 1 or c.low(k - 1) == "the"
    if name.kind == "party_body" and told and not any(lexicon.has("work", c.low(j)) for j in range(k, end)):
        inner = Name("organization", c.words(k, end), c.span(k, end), base=c.words(k, end))
        return of_name(c, name, inner, end) if not lexicon.has("seated-in", c.low(end - 1)) else None
    person = (j for j in range(k + 1, end) if fold(c.words(j, end)) in c.known.persons or name_begins(c, j))
    end = next(person, end)
    if lexicon.has("listed", noun):
        end = _list_end(c, end)
    elif name.kind == "party" and c.low(end) == "and" and c.cap(end + 1) and not head_at(c, end + 1):
        end = c.run(end + 1) if c.at(c.run(end + 1)) in {"(", "of"} else end
    span = Span(name.span.start, c.tokens[end - 1].span.end)
    text = c.written(span)
    link = k - 1 if lexicon.has("link", c.low(k - 1)) else k - 2
    base = text if name.parent is None else f"{name.base} {c.words(link, end)}"
    return replace(name, text=text, span=span, base=base), end


def _list_end(c: Cursor, end: int) -> int:
    """The end of a list of fields, the first of which ends at token `end`: ", Trade, and Information"."""
    while True:
        j = end + 1 if c.at(end) == "," else end
        j = j + 1 if c.low(j) == "and" else j
        if j == end or not c.cap(j) or c.label(j) in {"PERSON", "GPE"} or territory(c.at(j)) or c.acronym(j):
            return end
        stop = cut(c, j, c.run(j))
        stop = next((n for n in range(j + 1, stop) if name_begins(c, n)), stop)
        if lexicon.has("honorific", c.low(j).rstrip(".")):
            return end
        if is_head(c, stop - 1) or head_at(c, j) or fold(c.words(j, stop)) in c.known.persons:
            return end
        if c.at(end) == "," and c.low(end + 1) != "and" and not _goes_on(c, stop):
            return end
        end = stop


def _goes_on(c: Cursor, j: int) -> bool:
    return c.low(j) == "and" or (c.at(j) == "," and (c.low(j + 1) == "and" or c.cap(j + 1)))
