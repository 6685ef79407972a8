"""How far up and down a sentence an event's word may look for its day.

Comes in: nodes of a parse. Goes out: where on the way up another's day begins, whether a day on the way down is another
event's. It never reads a date.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.claims.event_stages import path
from kg.claims.event_words import noun_type, words
from kg.dates import DateMention
from kg.syntax import Node, Parse
from kg.words import fold

YEAR = re.compile(r"\d{4}")
BOUNDS = frozenset({"until", "till", "after", "before", "following"})  # behind which another event bounds this one
OF = frozenset({"on", "of", "for", "over"})


def edge_of(line: list[Node], parse: Parse) -> int:
    """Where on its way up an event's word comes under one whose day says nothing of it: the message that it is the
    reason for, what is thought of an election ("congratulated A on Friday on his re-election", "the woes of the vote").
    """
    election = noun_type(fold(line[0].lemma), frozenset()) == "election"
    for at, (prep, above) in enumerate(pairwise(line)):
        if prep.dep != "prep" or fold(prep.text) not in OF:
            continue
        kind = noun_type(fold(above.lemma), frozenset()) if above.tag.startswith("N") else None
        wish = above.lemma in words("wish") or kind == "message"
        judged = election and above.tag.startswith("N") and above.phrase is None and kind is None
        wish = wish or (fold(prep.text) in {"on", "at"} and _wishes_luck(above, parse))
        if wish or judged or (above.lemma in words("wishing") and fold(prep.text) in {"on", "for"}):
            return at + 1
    return len(line)


def _wishes_luck(verb: Node, parse: Parse) -> bool:
    """Whether a verb sends a message on an election ("sent a message to A on his re-election at the 5th congress")."""
    sent = parse.children(verb, "dobj", "nsubjpass") if verb.tag.startswith("V") else []
    on = (n for n in parse.children(verb, "prep") if fold(n.text) == "on")
    spots = (n for prep in on for n in parse.children(prep, "pobj"))
    told = any(n.lemma in words("wish") or noun_type(fold(n.lemma), frozenset()) == "message" for n in sent)
    return told and any(noun_type(fold(n.lemma), frozenset()) == "election" for n in spots)


def bounded(under: list[Node]) -> bool:
    """Whether a date is that of another event, which bounds this one ("after the vote of May", "since the war of
    2024").
    """
    marks = [fold(a.text) for a in under[1:] if a.dep == "prep"]
    return any(mark in BOUNDS for mark in marks) or "since" in marks[1:]


def of_old(node: Node, date: Node, parse: Parse) -> bool:
    """Whether a date is when an event was first meant to be ("originally scheduled for Monday")."""
    under = path(date, parse)
    clauses = [v for v in parse.children(node, "acl", "relcl") if v in under]
    return any(fold(n.text) in words("at-first") for v in clauses for n in parse.children(v, "advmod"))


def told_apart(node: Node, date: Node, parse: Parse) -> bool:
    """Whether a semicolon parts a verb from the date of the clause behind it ("conferred with A; on Friday B …")."""
    between = parse.nodes[node.index : date.index]
    mark = next((n.index for n in between if n.text == ";"), None)
    carried = mark is not None and fold(parse.nodes[mark + 1].text) in {"it", "this", "that"}  # "; it was handed over"
    return mark is not None and not carried and any(n.tag in {"VBD", "VBZ", "VBP", "MD"} for n in parse.nodes[mark:])


def of_thing(date: Node, node: Node, parse: Parse) -> bool:
    """Whether a bare year in front of another noun is that thing's ("signed an addendum to their 2016 agreement")."""
    above = parse.parent(date)
    before = YEAR.fullmatch(date.text) is not None and date.dep in {"nummod", "compound", "nmod", "amod"}
    return before and above is not None and above is not node and above.tag.startswith("N") and date.index < above.index


def of_its_year(mention: DateMention, spot: Node, node: Node) -> bool:
    """Whether a year since which something is so stands before the event's own noun ("since the 2021 elections")."""
    own = spot.head == node.index and spot.dep in {"nummod", "compound", "nmod", "amod"}
    return own and mention.edtf[0].endswith("/..") and len(mention.edtf) > 1


def fronted(verb: Node) -> bool:
    """Whether a participle opens a sentence with when and where it all was ("Meeting in Lima on Monday, the …")."""
    return verb.tag == "VBG" and verb.dep == "advcl" and verb.index == 0 and verb.lemma in words("convening")
