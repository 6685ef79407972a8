"""Where an event's clause is, however the parser hangs its parts: the one place named beside the event's word or verb.

Comes in: an event's word in its parse. Goes out: the key of a place, or None. It never takes the place of a noun that
stands between ("the ambassador in A"), nor one behind another verb.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import LANDS, goal, known
from kg.claims.event_words import row, words
from kg.model import Reference
from kg.syntax import Node, Parse
from kg.words import fold

LINKS = frozenset({"WDT", "WP", "WP$", "WRB"})
STOPS = frozenset({";", ":", "(", ")", "–", "—", '"', "“", "”"})
HELD = words("convening") | words("staging") | words("arranged")  # participles of where an event is held
PLACING = frozenset({"in", "at"})
TO = frozenset({"to"})
FRAMED = frozenset({"meeting", "signing", "ceremony", "other"})
Look = Callable[[Context, str, Node, Parse], str | None]


def surrounding(
    context: Context, node: Node, verb: Node | None, parse: Parse, look: Look, marks: frozenset[str] = PLACING
) -> str | None:
    """The one place that a preposition beside an event names within its clause."""
    found = [
        key
        for prep in _window(node, verb, parse)
        if fold(prep.text) in marks and prep.dep == "prep" and _of_event(prep, node, verb, parse)
        for child in parse.children(prep, "pobj")
        if (key := look(context, fold(prep.text), child, parse)) is not None
    ]
    return found[0] if found else None


def led_to(context: Context, made: Candidate) -> str | None:
    """Where a visit's "to" leads that the parser hung on its verb ("the visit of A, the minister, to B")."""

    def look(context: Context, prep: str, node: Node, parse: Parse) -> str | None:
        return known(context, node, LANDS) or goal(context, node, parse)

    return surrounding(context, made.node, None, made.parse, look, TO)


def framed(here: Sequence[Candidate]) -> None:
    """Give what is done at an event, or right after it in its sentence, that event's place ("in a session of talks at A
    the two signed", "held talks at A, following which they signed").
    """
    for made in here:
        if made.place is not None or made.type not in FRAMED or made.governor is None:
            continue
        before = [c for c in here if c.position < made.position and c.place is not None and c.type in FRAMED]
        source = next((c for c in reversed(before) if c.stage == made.stage and _frames(c, made)), None)
        if source is not None and source.place is not None:
            made.place, made.town = source.place, source.town
            made.lent = Reference(source.node.span, source.place, "place/of-its-setting")


def _frames(setting: Candidate, made: Candidate) -> bool:
    """Whether an event is done by the verb that another one opens, or in the clause that tells what came after it."""
    parse, verb = made.parse, made.governor
    if verb is None:
        return False
    heads = [verb]
    while heads[-1].dep == "conj" and (above := parse.parent(heads[-1])) is not None:
        heads.append(above)
    opens = setting.governor in heads and setting.node.dep == "pobj" and setting.node.index < heads[-1].index
    fronts = [n for n in parse.children(verb, "prep") if n.index < verb.index]
    linked = any(n.tag == "WDT" for prep in fronts for n in parse.children(prep, "pobj"))
    return opens or (linked and verb.dep in {"relcl", "advcl"} and setting.node.index < verb.index)


def _window(node: Node, verb: Node | None, parse: Parse) -> Sequence[Node]:
    """The words from the event's first to the end of its clause."""
    near = verb is not None and not any(_stops(n, verb, parse) for n in _between(node, verb, parse))
    own = verb if near else None
    start = max(node.index, own.index if own is not None else 0)
    end = next((n.index for n in parse.nodes[start + 1 :] if _stops(n, own, parse)), len(parse.nodes))
    return parse.nodes[min(node.index, own.index if own is not None else node.index) : end]


def _between(node: Node, verb: Node, parse: Parse) -> Sequence[Node]:
    first, last = sorted((node.index, verb.index))
    return parse.nodes[first + 1 : last]


def _marked(verb: Node, parse: Parse) -> bool:
    """Whether an infinitive has its "to", which a finite verb read as one has not."""
    return fold(parse.nodes[verb.index - 1].text) == "to"


def _stops(node: Node, verb: Node | None, parse: Parse) -> bool:
    """Whether a word ends a clause: another verb, a relative word, a mark, another event's noun."""
    own = verb is not None and (node is verb or (node.head == verb.index and node.dep in {"aux", "auxpass"}))
    other = node.tag.startswith("N") and node.phrase is None and row("noun", node.lemma) is not None
    open_end = node.lemma in HELD and (node.tag == "VBN" or (node.tag == "VB" and _marked(node, parse)))
    verbal = node.tag == "MD" or (node.tag.startswith("V") and not open_end)
    return not own and (verbal or node.tag in LINKS or node.text in STOPS or other)


def _of_event(prep: Node, node: Node, verb: Node | None, parse: Parse) -> bool:
    """Whether a preposition hangs on the event's word or verb, an adjective, the doer behind "by", or on a verb before
    them; not on another noun.
    """
    head = parse.nodes[prep.head]
    doer = head.dep == "pobj" and parse.nodes[head.head].dep == "agent" and parse.nodes[head.head].head in (
        node.index,
        verb.index if verb is not None else -1,
    )
    before = head.tag.startswith("V") and (head.index < node.index or head.lemma in HELD)
    return head is node or head is verb or doer or before or head.tag[:1] in {"J", "R"}
