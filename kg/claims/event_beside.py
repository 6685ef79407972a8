"""Who was there by where they were: "Around the table were A and B", "Seated behind her was C", "D stood alongside",
"Present: E, F".

Comes in: a parsed sentence. Goes out: the people that it adds, or whether its words open such a list. It never looks
for the event that they were at.
"""

from __future__ import annotations

from kg.claims.event_words import words
from kg.syntax import Node, Parse
from kg.words import fold

OPENERS = frozenset({"around", "at", "in", "on", "behind", "beside"})
NEXT = frozenset({"beside", "alongside", "by"})
SIDES = frozenset({"right", "left", "side"})


def placed_people(before: tuple[Node, ...]) -> bool:
    """Whether the words before "were" put people somewhere ("Around the table", "In the front row", "Seated beside
    him", "Among the first to sign it").
    """
    found = [fold(n.text) for n in before]
    if not before or any(n.dep in {"nsubj", "nsubjpass"} and n.tag != "PRP" for n in before):
        return False
    where = found[0] in OPENERS and bool(set(found[1:]) & words("seats"))
    posture = before[0].lemma in words("posture") and before[0].tag in {"VBN", "VBG"} and len(before) > 1
    return where or posture or found[:3] == ["among", "the", "first"]


def seated(behind: tuple[Node, ...]) -> bool:
    """Whether the words behind "was" put its subject among those at an event ("was in the front row")."""
    found = [fold(n.text) for n in behind]
    return found[:1] != [] and found[0] in OPENERS and bool(set(found[1:4]) & words("seats"))


def alongside_them(parse: Parse, verb: Node) -> bool:
    """Whether a verb says that its subject was beside those told of ("stood alongside", "walked with him")."""
    if verb.lemma not in words("posture") or verb.tag != "VBD" or parse.children(verb, "dobj"):
        return False
    beside = {fold(n.text) for n in parse.children(verb, "advmod", "prep")} & {"alongside", "nearby"}
    behind = [n for p in parse.children(verb, "prep") if fold(p.text) in NEXT | {"with"} for n in parse.children(p)]
    return bool(beside) and not behind or any(n.tag == "PRP" and fold(n.text) not in words("self") for n in behind)


def minuted(parse: Parse) -> int:
    """Where the list of names begins behind "Present:", "In attendance:"; 0 where a sentence has none."""
    colon = next((n.index for n in parse.nodes[:4] if n.text == ":"), 0)
    said = {fold(n.text) for n in parse.nodes[:colon]}
    return colon + 1 if said & (words("there") | words("attender") | {"attendees", "participants"}) else 0


def at_hand(parse: Parse) -> int:
    """Where the names begin behind "to her right sat", "on his left stood"; 0 where a sentence seats nobody so."""
    for verb in parse.nodes[3:]:
        before = [fold(n.text) for n in parse.nodes[verb.index - 3 : verb.index]]
        if verb.lemma in words("posture") and before[0] in OPENERS | {"to"} and before[2] in SIDES:
            return verb.index + 1 if parse.nodes[verb.index - 2].tag == "PRP$" else 0
    return 0
