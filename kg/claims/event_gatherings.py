"""Gatherings that verbs tell of: a commission convenes, a party holds its council, two pose for a picture, homage
is paid at a tomb.

Comes in: a verb in its parse. Goes out: a candidate with its roles, or none. It never takes a body's doings for a
gathering without a day or a place.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, in_session, objects_behind, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import noun_type, words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

BODIES = frozenset({"group", "party_body", "state_body", "organization"})
LANDS = frozenset({"place", "state"})
AT = frozenset({"at", "before"})
WHERE = frozenset({"at", "in", "before", "to", "on"})


def gathering(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_convened, _council, _posed, _honoured, _drilled, _briefed)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def _convened(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "The commission will convene in A in May", "agreed to convene the working group this year"."""
    if verb.lemma not in words("convening") or verb.lemma in {"meet", "sit"} or in_session(context, verb, parse):
        return None
    nodes = parse.children(verb, "dobj", "nsubjpass") or context.subject_nodes(verb, parse)
    bodies = [a for n in nodes for a in _body(context, n, parse)]
    if not bodies or not _fixed(context, parse, verb):
        return None
    made = told_by(context, parse, verb, "meeting", verb.lemma)
    made.name = f"meeting of the {context.name(bodies[0].found[0])}"
    give(made, "participant", bodies)
    return made


def _council(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "the party holds its council on 3 December"."""
    things = [n for n in parse.children(verb, "dobj", "nsubjpass") if n.phrase is None] if verb.lemma == "hold" else []
    own = [n for n in things if fold(n.lemma) in words("sitting")]
    own = [n for n in own if parse.children(n, "poss") or parse.children(n, "amod", "compound")]
    if not own or not _fixed(context, parse, verb):
        return None
    made = told_by(context, parse, verb, "meeting", "council")
    made.name = own[0].text
    give(made, "organizer", [] if context.passive(verb, parse) else subjects_of(context, verb, parse))
    return made


def _posed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Of a caption: "A and B share a light moment", "A shakes hands with B", "A poses with B"."""
    if parse.sentence.zone != "caption" or verb.lemma not in words("posing"):
        return None
    things = {fold(n.lemma) for n in parse.children(verb, "dobj")}
    if verb.lemma != "pose" and not things & words("posed"):
        return None
    made = told_by(context, parse, verb, "meeting", "posed")
    both = [*subjects_of(context, verb, parse), *behind(context, verb, parse, "with")]
    give(made, "participant", _people(context, both))
    return made if len(made.agents()) > 1 else None


def _honoured(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "paid homage at the mausoleum of A", "paid tribute before the monument", "to the fallen at the park"."""
    objects = parse.children(verb, "dobj", "nsubjpass") if verb.lemma in {"pay", "render"} else []
    if not any(fold(n.lemma) in words("homage") for n in objects):
        return None
    spots = [*objects_behind(context, verb, parse, WHERE)]
    spots += [c for n in parse.children(verb, "dobj") for c in objects_behind(context, n, parse, WHERE)]
    spots += [c for n in spots for c in objects_behind(context, n, parse, WHERE)]
    sites = objects_behind(context, verb, parse, AT)
    sited = any(noun_type(fold(n.lemma), frozenset()) is None for n in sites)
    if not sited and not any(set(fold(n.span.of(context.text)).split()) & words("tomb") for n in spots):
        return None
    made = told_by(context, parse, verb, "ceremony", "homage")
    made.name = "homage"
    give(made, "participant", subjects_of(context, verb, parse))
    return made if made.parts else None


def _briefed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "Briefing the media after the talks, X said": a meeting with the press."""
    press = any(fold(n.lemma) in words("pressmen") for n in parse.children(verb, "dobj"))
    if verb.lemma not in {"brief", "address"} or verb.tag != "VBG" or verb.dep != "advcl" or not press:
        return None
    made = told_by(context, parse, verb, "other", "brief-press")
    made.name = "press briefing"
    give(made, "participant", _people(context, subjects_of(context, verb, parse)))
    return made if made.parts else None


def _drilled(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "the two navies trained together off A", "trained side by side": on a day."""
    together = {fold(n.text) for n in parse.children(verb, "advmod", "npadvmod")} & {"together", "jointly", "side"}
    if verb.lemma not in words("training") or not together or not _dated(parse, verb):
        return None
    made = told_by(context, parse, verb, "exercise", "train")
    give(made, "participant", subjects_of(context, verb, parse))
    return made


def _body(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """The body that a node names, or one that only its noun describes ("the boundary working group")."""
    named = [a for a in agents(context, node, parse) if context.kind(a.found[0]) in BODIES]
    if named or node.phrase is not None or fold(node.lemma) not in words("sitting"):
        return named
    before = [n for n in parse.subtree(node) if n.index < node.index and n.dep in {"compound", "amod", "nmod"}]
    if not before:
        return []
    phrase = " ".join(Span(before[0].span.start, node.span.end).of(context.text).split())
    return [Agent((context.entity("group", (phrase,)), ()), "plain", node.span)]


def _people(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in {"person", "post", "group", "outlet"}]


def _land(context: Context, node: Node) -> bool:
    return any(context.kind(key) in LANDS for key, _ in context.own(node)) or fold(node.lemma) in {"country", "nation"}


def _dated(parse: Parse, verb: Node) -> bool:
    return any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(verb))


def _fixed(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether a clause says when or where."""
    spots = objects_behind(context, verb, parse, frozenset({"in", "at"}))
    return _dated(parse, verb) or any(_land(context, n) for n in spots)
