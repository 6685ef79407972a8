"""The time for which an event's own participle plans it: "the vote, expected in November", "a congress slated for May".

Comes in: an event's noun in its parse. Goes out: the word of that time, or none. It never takes the participle of
another event, nor one that has a finite verb before it.
"""

from __future__ import annotations

from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

REACH = 14  # words from an event's noun to the participle behind it


def slated(node: Node, parse: Parse, dropped: bool = False) -> Node | None:
    """The time that a participle of planning gives an event's noun, wherever the parser hangs that participle; of one
    that was `dropped` also the time that it was first planned for.
    """
    if not node.tag.startswith("N"):
        return None
    for verb in parse.nodes[node.index + 1 : node.index + REACH]:
        if verb.tag == "MD" or verb.tag.startswith("V"):
            return _time(verb, parse) if _is_participle(verb, parse, dropped) and _is_of(verb, node, parse) else None
    return None


def _is_participle(verb: Node, parse: Parse, dropped: bool) -> bool:
    """Whether a verb is a bare participle of planning: "set up in 2006" is none, nor is "was set for May", nor
    "originally set for May", which is no more.
    """
    bare = not parse.children(verb, "aux", "auxpass", "prt", "dobj", "xcomp", "ccomp")
    past = any(fold(n.text) in words("at-first") for n in parse.children(verb, "advmod"))
    return verb.tag in {"VBN", "VBD"} and bare and (dropped or not past) and verb.lemma in words("arranged")


def _is_of(verb: Node, node: Node, parse: Parse) -> bool:
    """Whether a participle is of this noun: hung on it or its subject, else the last event's noun before it."""
    above = parse.parent(verb)
    if above is node or parse.parent(node) is verb:
        return True
    if above is not None and row("noun", above.lemma):
        return False
    nouns = [n for n in parse.nodes[node.index : verb.index] if n.tag.startswith("N") and row("noun", n.lemma)]
    return verb.tag == "VBN" and nouns == [node]


def _time(verb: Node, parse: Parse) -> Node | None:
    times = (n for prep in parse.children(verb, "prep") for n in parse.children(prep, "pobj", "pcomp"))
    return next((n for n in times if n.phrase is not None and n.phrase.kind == "date"), None)
