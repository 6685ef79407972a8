"""Where an event's clause is, however the parser hangs its parts: the one place named beside the event's word or verb.

Comes in: an event's word in its parse. Goes out: the key of a place, or None. It never takes the place of a noun that
stands between ("the ambassador in A"), nor one behind another verb.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.claims.context import Context
from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

LINKS = frozenset({"WDT", "WP", "WP$", "WRB"})
STOPS = frozenset({";", ":", "(", ")", "–", "—", '"', "“", "”"})
HELD = words("convening") | words("staging") | words("arranged")  # participles of where an event is held
PLACING = frozenset({"in", "at"})
Look = Callable[[Context, str, Node, Parse], str | None]


def surrounding(context: Context, node: Node, verb: Node | None, parse: Parse, look: Look) -> str | None:
    """The one place that a preposition beside an event names within its clause."""
    found = [
        key
        for prep in _window(node, verb, parse)
        if fold(prep.text) in PLACING and prep.dep == "prep" and _of_event(prep, node, verb, parse)
        for child in parse.children(prep, "pobj")
        if (key := look(context, fold(prep.text), child, parse)) is not None
    ]
    return found[0] if found else None


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
