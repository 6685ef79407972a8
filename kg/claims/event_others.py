"""Nouns that tell of an event only with other words, and events' nouns that tell of none.

Comes in: a noun in its parse. Goes out: the type of the event that it tells of, whether it tells of none. It never
makes a candidate.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_ballots import balloted
from kg.claims.event_stages import denied, habitual, path
from kg.claims.event_words import noun_type, row, words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

LANDS = frozenset({"place", "state"})


def told_otherwise(context: Context, parse: Parse, node: Node) -> EventType | None:
    """The type of the event that a noun tells of together with the words behind it; None for other nouns."""
    readings = (_phoned, _paid_to, _greeted, _of_papers, _discussed, _withdrawn, _made_for, balloted, _hinted)
    looks = (look(context, parse, node) for look in readings)
    return next((kind for kind in looks if kind is not None), None)


def only_named(parse: Parse, node: Node) -> bool:
    """Whether an event's noun only says why, or of what, something else is told."""
    return any(look(parse, node) for look in (_occasion, _marked, _thought_of, _means, _undone, _hearers, _posting))


def _phoned(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A "call with A": by telephone."""
    partners = [n for mark, n in context.prepositions(node, parse) if mark == "with"] if node.lemma == "call" else []
    named = any(n.phrase is not None and n.phrase.kind in {"person", "office"} for n in partners)
    return "call" if named and node.tag == "NN" else None


def _paid_to(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A "call on A", a meeting; a "call at the museum", a visit, as a ship's "port call"."""
    marks = list(context.prepositions(node, parse)) if node.lemma == "call" else []
    port = bool(marks) and any(fold(n.text) == "port" for n in parse.children(node, "compound"))
    if port or any(mark == "at" and n.phrase is not None and n.phrase.kind in {"org", "place"} for mark, n in marks):
        return "visit"
    hosts = [n for mark, n in marks if mark in {"on", "upon"}]
    return "meeting" if any(n.phrase is not None and n.phrase.kind in {"person", "office"} for n in hosts) else None


def _greeted(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A message by a basket of flowers that is sent, or by a greeting that is read out."""
    verb = parse.parent(node) if node.dep in {"dobj", "nsubjpass"} else None
    if verb is None:
        return None
    floral = any(fold(n.text) in words("flower") for n in parse.children(node, "amod", "compound"))
    sent = verb.lemma in {"send", "receive", "deliver", "convey"} and node.lemma == "basket" and floral
    read = verb.lemma == "read" and node.lemma in words("wish")
    return "message" if sent or read else None


def _of_papers(context: Context, parse: Parse, node: Node) -> EventType | None:
    """An "exchange of documents", "presentation of 11 documents": a ceremony."""
    signed = fold(node.lemma) in words("signature")
    if row("handing", fold(node.lemma)) is None and not signed:
        return None
    papers = {fold(child.lemma) for prep, child in context.prepositions(node, parse) if prep == "of"}
    if not papers & words("paper"):
        return None
    return "signing" if signed else "ceremony"


def _hinted(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A public event by a noun that needs a word before it: "summer school", "book fair", "football match"."""
    hints = row("hinted", fold(node.lemma))
    before = {fold(n.text) for n in parse.children(node, "amod", "compound", "nmod")}
    return "other" if hints is not None and before & set(hints[0].split()) else None


def _discussed(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A meeting by its discussions: "held discussions with A", "discussions were held between A and B"."""
    verb = parse.parent(node) if node.dep in {"dobj", "nsubjpass"} else None
    if node.lemma not in words("discussion") or verb is None or verb.lemma not in words("holding"):
        return None
    marks = {fold(n.text) for n in (*parse.children(node, "prep"), *parse.children(verb, "prep"))}
    return "meeting" if marks & {"with", "between", "among"} else None


def _withdrawn(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A meeting for which two leave the others: "the two withdrew for a private conversation"."""
    link = parse.parent(node) if node.dep == "pobj" and node.lemma in words("discussion") else None
    verb = parse.parent(link) if link is not None and fold(link.text) in {"for", "to"} else None
    return "meeting" if verb is not None and verb.lemma in words("withdrawing") else None


def _made_for(context: Context, parse: Parse, node: Node) -> EventType | None:
    """A "dash to A", "detour to B": a visit where it leads to a town or land."""
    after = parse.nodes[node.index + 1 : node.index + 3] if node.lemma in words("outing") else []
    lands = [key for n in after[1:] for key, _ in context.own(n)] if after and fold(after[0].text) == "to" else []
    return "visit" if any(context.kind(key) in LANDS for key in lands) else None


def _occasion(parse: Parse, node: Node) -> bool:
    """Whether an anniversary is only why a message is sent ("sent a cable on the 55th anniversary of …")."""
    if node.lemma != "anniversary":
        return False
    line = path(node, parse)[1:]
    verb = next((n for n in line if n.tag.startswith("V")), None)
    sent = parse.children(verb, "dobj", "nsubjpass") if verb is not None else []
    if any(n.lemma == "occasion" for n in line) and any(noun_type(fold(n.lemma), frozenset()) for n in sent):
        return True  # "on the occasion of the anniversary A hosted a reception"
    sent += [n for n in line if n.tag.startswith("N")]
    return any(noun_type(fold(n.lemma), frozenset()) == "message" or n.lemma in words("wish") for n in sent) or (
        verb is not None and verb.lemma == "congratulate"
    )


def _posting(parse: Parse, node: Node) -> bool:
    """Whether a tour is one of duty, or of office: somebody's years in a post."""
    of = [n for p in parse.children(node, "prep") if fold(p.text) == "of" for n in parse.children(p, "pobj")]
    return node.lemma == "tour" and any(fold(n.lemma) in {"duty", "office", "service"} for n in of)


def _hearers(parse: Parse, node: Node) -> bool:
    """Whether "the gathering" is who hears a speech ("told the gathering that", "addressing the assembly")."""
    verb = parse.parent(node) if node.dep in {"dobj", "dative"} else None
    bare = all(n.dep in {"det", "punct", "relcl"} for n in parse.children(node))  # "told the gathering that …"
    hearing = fold(node.lemma) in words("audience") and node.phrase is None
    return verb is not None and bare and hearing and verb.lemma in words("telling")


def _means(parse: Parse, node: Node) -> bool:
    """Whether a videoconference is only how people talk ("conferred by videoconference")."""
    link = parse.parent(node) if node.dep == "pobj" and not parse.children(node, "det", "poss") else None
    if link is not None and fold(link.text) == "over" and row("meal", node.lemma) and not parse.children(node):
        return True  # "met over lunch"
    return link is not None and fold(link.text) in {"by", "via", "over", "through"} and node.lemma in words("spoken")


def _marked(parse: Parse, node: Node) -> bool:
    """Whether an anniversary is what another event marks ("a reception marking", "celebrations of the anniversary")."""
    verb = parse.parent(node)
    noun = parse.parent(verb) if verb is not None and fold(verb.text) == "of" and node.lemma == "anniversary" else None
    if noun is not None and noun_type(fold(noun.lemma), frozenset()) == "ceremony":
        return True
    return node.dep == "dobj" and verb is not None and verb.lemma in words("marking") and verb.dep in {"acl", "relcl"}


def _undone(parse: Parse, node: Node) -> bool:
    """Whether a verb says that no event was made of what it carries, or one time and again."""
    verb = parse.parent(node) if node.dep in {"dobj", "nsubjpass"} else None
    carries = verb is not None and (row("light", verb.lemma) is not None or verb.lemma in words("arranged"))
    return verb is not None and carries and (denied(verb, parse) or habitual(verb, parse))


def _thought_of(parse: Parse, node: Node) -> bool:
    """Whether an event is only called for: "called for talks", "proposed a meeting of X", without a date."""
    definite = any(fold(n.text) in {"the", "this", "that", "their", "his", "her", "its"} for n in parse.children(node))
    above = parse.parent(node)
    called = node.dep == "pobj" and above is not None and fold(above.text) == "for"
    verb = parse.parent(above) if called and above is not None else above
    wished = verb is not None and (
        (called and verb.lemma in {"call", "ask", "appeal"}) or (node.dep == "dobj" and verb.lemma in words("idea"))
    )
    dated = any(n.phrase is not None and n.phrase.kind == "date" for n in parse.nodes)
    return wished and not definite and not dated
