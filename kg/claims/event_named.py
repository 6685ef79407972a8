"""Names of gatherings: "Southern Forum", "4th Joint Commission Meeting", where they are held and not bodies that act.

Comes in: a named node in its parse. Goes out: the type of event that its name tells of, and whether it is one here. It
never takes a body that only does something for a gathering.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_ordinals import ordinal_of
from kg.claims.event_stages import tells_when
from kg.claims.event_words import noun_type, words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

AT = frozenset({"at", "during", "to", "before", "after", "following"})
IN = frozenset({"in", "to", "at"})
PART = frozenset({"participate", "part", "speak", "attend", "appear"})
HELD = frozenset(
    "summit conference meeting session symposium seminar retreat roundtable dialogue workshop colloquium talk".split()
)  # which no body is called


def named_type(context: Context, node: Node) -> EventType | None:
    """The type that the head of a name tells of, its last word or the one before "of" ("Southern Forum")."""
    if node.phrase is None or node.phrase.kind not in {"org", "place"}:
        return None
    front = fold(node.span.of(context.text)).split(" of ")[0].split()
    if front[:1] == ["exercise"] and len(front) > 1:
        return "exercise"
    found = (noun_type(word, frozenset(front[:-1])) for word in _heads(context, node))
    return next((kind for kind in found if kind is not None), None)


def _heads(context: Context, node: Node) -> list[str]:
    """The words that may be a name's head, each in the singular too."""
    front = fold(node.span.of(context.text)).split(" of ")[0].split()
    last = fold(node.phrase.name.text).split()[-1:] if node.phrase is not None and node.phrase.name else []
    return [form for word in (*last, *front[-1:]) for form in (word, word.removesuffix("s"))]


def gathering_named(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a name with an event's noun at its head is what a verb holds, opens or puts off, what somebody comes to,
    what another event is beside, or bears a number.
    """
    if named_type(context, node) is None or node.phrase is None:
        return False
    shortened = node.phrase.name is not None and node.phrase.name.abbreviation is not None
    numbered = ordinal_of(node, parse) is not None or any(c.isdigit() for c in node.span.of(context.text))
    if (shortened and not numbered) or any(context.kind(key) == "party" for key, _ in context.own(node)):
        return False
    above = parse.parent(node)
    if above is None:
        return False
    held = above.lemma in words("when") | words("gather")
    things = parse.children(above, "dobj") if node.dep == "nsubj" else []
    if any(noun_type(fold(n.lemma), frozenset()) is not None for n in things):
        return False  # "the Council of the A Forum will hold its session"
    if held and node.dep in {"dobj", "nsubj", "nsubjpass"}:
        return True
    if node.dep == "pobj" and _come_to(context, node, above, parse, numbered):
        return True
    return any(tells_when(clause, parse) for clause in parse.children(node, "acl", "relcl"))


def _come_to(context: Context, node: Node, mark: Node, parse: Parse, numbered: bool) -> bool:
    """Whether a preposition before a name says that somebody comes to it, or that something else is beside it."""
    link, above = fold(mark.text), parse.parent(mark)
    if above is not None and link == "of" and above.lemma in words("margin"):
        return True
    taken = above is not None and any(n.lemma == "part" for n in parse.children(above, "dobj"))
    if above is not None and link in IN and (taken or above.lemma in PART):
        return True
    return link in AT and (numbered or bool(HELD & set(_heads(context, node))))
