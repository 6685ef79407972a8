"""The day to which an event was put off or brought forward.

Comes in: a node of a clause that tells of an event. Goes out: EDTF values with their words, none where none is given.
It never takes the day that was given up.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_stages import mover, path
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

LATER = frozenset({"to", "until", "till", "for"})  # behind which a verb of putting off has the new day


def new_date(context: Context, node: Node, parse: Parse) -> tuple[tuple[str, ...], Span | None]:
    """The day to which an event was put off or brought forward ("has been postponed to 15 May", "moved from 2 to 9
    May"); nothing where none is given.
    """
    verb = mover(node, parse)
    for n in parse.nodes[verb.index + 1 :] if verb is not None else ():
        aside = [fold(m.text) for m in parse.nodes[n.index - 2 : n.index]] == [",", "to"]  # behind a relative clause
        if n.phrase is None or n.phrase.kind != "date" or not (aside or _verb_above(n, parse) is verb):
            continue
        marks = {fold(m.text) for m in parse.nodes[n.index - 2 : n.index] if m.tag in {"IN", "TO", "DT"}}
        marks.add(fold(n.phrase.text).split()[0])
        start = parse.nodes[n.index - 1].span.start  # a bare month is none without the word before it
        read = context.days.read(start, n.span.end, "future")
        named = next((m for m in read if m.edtf), None)
        moved = named is not None and "from" in marks and "/" in named.edtf[0]
        if named is not None and (moved or marks & LATER):
            value = named.edtf[0].removeprefix("../")
            return ((value.split("/")[-1],) if moved else (value, *named.edtf[1:])), named.span
    return (), None


def _verb_above(node: Node, parse: Parse) -> Node | None:
    return next((n for n in path(node, parse) if n.tag.startswith("V")), None)
