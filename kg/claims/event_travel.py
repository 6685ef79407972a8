"""Visits that verbs of going, staying, leaving and of taking up an invitation tell of.

Comes in: a verb in its parse. Goes out: candidates of visits with visitors, inviters and where they lead. It never
takes a body's coming and going for a visit without a place or a visit told before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.claims.context import Context
from kg.claims.event_agents import Agent
from kg.claims.event_clauses import (
    WITHIN,
    behind,
    dated,
    objects_behind,
    places_of,
    relative_object,
    site_of,
    subjects_of,
    told_by,
)
from kg.claims.event_entering import entered
from kg.claims.event_invitations import invitation, invited, inviting
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_sites import dateline
from kg.claims.event_words import noun_type, row, words
from kg.syntax import Node, Parse
from kg.words import fold

PERSONAL = frozenset({"person", "group", "post", "party", "party_body", "state_body", "organization"})
VISITORS = frozenset({"person", "group", "post"})
LANDS = frozenset({"place", "state"})
SITES = frozenset({"place", "state", "organization", "state_body"})
GOALS = frozenset({"to", "in", "for", "at", "through", "across", "round", "around"})
AHEAD = frozenset({"to", "for"})
PLACED = frozenset({"in", "at"})
PURPOSE = frozenset({"for"})


def travels(context: Context, parse: Parse, verb: Node) -> Iterator[Candidate]:
    """The visits that a verb tells of: one that begins, and one that ends with it ("will leave for A tomorrow")."""
    going = _travelled(context, parse, verb)
    if going is not None:
        yield going
        yield from _further(context, parse, verb, going)
    readings = (entered, invited, _came, _stayed, _returned, _left) if going is None else (_left,)
    found = next((made for read in readings if (made := read(context, parse, verb)) is not None), None)
    if found is not None:
        yield found


def _further(context: Context, parse: Parse, verb: Node, first: Candidate) -> Iterator[Candidate]:
    """The visits to the other places of a list ("visited the A works and B in C", "will visit A on Monday and B")."""
    frame = row("verb", verb.lemma)
    if frame is None or frame[2] != "place" or context.passive(verb, parse):
        return
    things = [n for n in parse.children(verb, "dobj") if n.phrase is not None]
    listed = [n for thing in things for n in (thing, *parse.children(thing, "conj"))]
    named = places_of(context, [n for n in listed if n.phrase is not None and n.phrase.kind in {"org", "place"}], SITES)
    for place in (key for key in dict.fromkeys(named) if key != first.place):
        yield replace(first, parts=list(first.parts), place=place, name=f"visit to {context.name(place)}")


def _travelled(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """Verbs of travel and of visiting a place."""
    frame = row("verb", verb.lemma)
    visiting = frame is not None and frame[2] == "place"
    if not (visiting or row("travel", verb.lemma) or _sets_out(parse, verb)):
        return None
    visited = [context.antecedent(n, verb, parse) for n in parse.children(verb, "dobj")]
    if any(fold(n.lemma) in words("guard") for n in visited):
        return None  # "inspected a guard of honour"
    spots = visited or relative_object(verb, parse) if visiting else objects_behind(context, verb, parse, GOALS)
    places = places_of(context, spots, SITES)
    if not visiting and (verb.lemma in words("heading") or (verb.lemma != "touch" and _sets_out(parse, verb))):
        onward = [n for v in parse.children(verb, "advcl") for n in context.led_on(v, parse)]
        places = places_of(context, [*objects_behind(context, verb, parse, AHEAD), *onward], LANDS)
    elif not places:
        places = _sites(context, parse, spots, visiting)
    if not places and not visiting and any(fold(n.text) == "here" for n in parse.children(verb, "advmod")):
        written = dateline(context)
        places = [written] if written is not None else []
    visitors, inviters = _visitors(context, parse, verb, visiting)
    if not visitors or not (places or (visiting and spots)):
        return None
    made = told_by(context, parse, verb, "visit", verb.lemma)
    give(made, "visitor", visitors)
    give(made, "inviter", inviters)
    if inviters:
        made.stage = "planned"
    give(made, "participant", [a for a in behind(context, verb, parse, "with") if a.part == "delegation"])
    landed = bool(places) and not visiting and fold(context.name(places[0])).split()[-1] in words("arriving")
    if places and not landed:
        made.place = places[0]
        made.name = f"visit to {context.name(places[0])}"
    elif landed:
        made.place = None  # the airport is no goal
    return made


def _visitors(context: Context, parse: Parse, verb: Node, visiting: bool) -> tuple[list[Agent], list[Agent]]:
    """Who goes, and who asked them to."""
    above = parse.parent(verb)
    found = invitation(context, parse, verb)
    if found is not None:
        return found
    if visiting and context.passive(verb, parse):
        visitors = behind(context, verb, parse, "by")
    else:
        visitors = _personal(context, subjects_of(context, verb, parse))
    asked = above is not None and above.lemma == "invite" and verb.dep in {"xcomp", "ccomp", "advcl"}
    return visitors, inviting(context, parse, above) if asked and above is not None else []


def _sets_out(parse: Parse, verb: Node) -> bool:
    """Whether a verb says that somebody sets out for somewhere: "left for", "set off for", "took off to"."""
    if verb.lemma == "leave":
        return True
    return verb.lemma in words("setting-out") and any(
        fold(n.text) in {"off", "out", "down"} for n in parse.children(verb, "prt", "advmod")
    )


def _sites(context: Context, parse: Parse, spots: list[Node], visiting: bool) -> list[str]:
    """Of "the works on the A Interchange", "A airport" the place named inside; else a site that its words name."""
    for spot in spots:
        harbour = spot.phrase is None and fold(spot.lemma) in words("arriving")
        if visiting or harbour:
            below = [*objects_behind(context, spot, parse, WITHIN), *parse.children(spot, "compound", "nmod", "poss")]
            if places := places_of(context, below, SITES if visiting else LANDS):
                return places
    site = site_of(context, spots, parse) if visiting else None
    return [site] if site is not None else []


def _came(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X, who arrived on Sunday", "flew in from A on Friday", "has been in the country since Tuesday": a visit to
    the place of the dateline, if there is one, which the words leave out.
    """
    written = dateline(context)
    arrived = verb.lemma in words("coming-in") and not context.passive(verb, parse)
    inward = fold(verb.lemma) == "arrive" or any(
        fold(n.text) in {"in", "down"} for n in parse.children(verb, "prt", "advmod")
    )
    if not ((arrived and inward) or _present_since(context, parse, verb)) or not dated(parse, verb):
        return None
    if arrived and any(
        n.phrase is None or n.phrase.kind != "date" for n in objects_behind(context, verb, parse, GOALS)
    ):
        return None
    made = told_by(context, parse, verb, "visit", "arrive")
    give(made, "visitor", [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS])
    made.place, made.phase = written, "start"
    made.name = f"visit to {context.name(written)}" if written is not None else made.name
    return made if made.parts else None


def _present_since(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether somebody is said to be here since a day: "has been in the country since Tuesday"."""
    if verb.lemma not in words("staying") or not any(fold(n.text) == "since" for n in parse.subtree(verb)):
        return False
    near = {fold(n.lemma) for n in objects_behind(context, verb, parse, PLACED)}
    return bool(near & words("hereabouts")) or any(fold(n.text) == "here" for n in parse.children(verb, "advmod"))


def _stayed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X was in A from Monday to Friday", "is due in A today", "is in A for the talks": dated, for an event, at
    somebody's invitation; a delegation that is, or stays, somewhere.
    """
    if verb.lemma not in words("staying") or (verb.tag == "VBG" and verb.lemma not in words("lodging")):
        return None
    nodes = [verb, *parse.children(verb, "acomp", "dobj", "xcomp", "npadvmod")]
    spots = [c for n in nodes for c in objects_behind(context, n, parse, PLACED)]
    places = places_of(context, spots, LANDS)
    visitors = [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS]
    if not visitors or not places or not _for_a_time(context, parse, verb, visitors):
        return None
    made = told_by(context, parse, verb, "visit", "stay")
    made.place, made.name = places[0], f"stay in {context.name(places[0])}"
    if row("plan", verb.lemma) and context.passive(verb, parse):
        made.stage = "planned"
    give(made, "visitor", visitors)
    return made


def _for_a_time(context: Context, parse: Parse, verb: Node, visitors: list[Agent]) -> bool:
    """Whether somebody is somewhere as a visitor: on days, for an event, as a guest, or as a delegation."""
    asked = any(n.lemma in words("bidding") for p in parse.children(verb, "prep") for n in parse.children(p, "pobj"))
    last = any(fold(n.text) == "last" for n in parse.children(verb, "advmod", "acomp"))
    team = any(a.part == "delegation" for a in visitors)
    return asked or last or team or dated(parse, verb) or _for_an_event(context, parse, verb)


def _for_an_event(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether somebody is somewhere for an event ("is in A for the twelfth session", "was in A for the opening")."""
    spots = [verb, *objects_behind(context, verb, parse, PLACED)]
    purposes = [c for n in spots for c in objects_behind(context, n, parse, PURPOSE)]
    return any(noun_type(fold(n.lemma), frozenset()) is not None for n in purposes)


def _returned(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X returned on Monday from A": a visit to A that has ended."""
    if verb.lemma not in words("returning") or verb.lemma in {"arrive", "go"}:
        return None
    places = places_of(context, objects_behind(context, verb, parse, frozenset({"from"})), LANDS)
    visitors = [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS]
    back = verb.lemma == "return" or any(fold(n.text) == "back" for n in parse.children(verb, "advmod", "prt"))
    if not places or not visitors or not back or not dated(parse, verb):
        return None
    made = told_by(context, parse, verb, "visit", "return")
    made.place, made.name, made.phase = places[0], f"visit to {context.name(places[0])}", "end"
    made.vague = True
    give(made, "visitor", visitors)
    return made


def _left(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X flies home on Saturday", "left on Sunday": the last day of the visit told before."""
    leaving, going = row("leaving", verb.lemma), row("travel", verb.lemma)
    if not (leaving or going):
        return None
    home = any(fold(n.text) == "home" for n in parse.children(verb, "advmod", "npadvmod", "prt"))
    if not (leaving or home) or not dated(parse, verb):
        return None
    made = told_by(context, parse, verb, "visit", "leave")
    give(made, "visitor", [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS])
    made.place, made.back, made.phase = None, True, "end"
    return made if made.parts else None


def _personal(context: Context, found: list[Agent]) -> list[Agent]:
    return [a for a in found if context.kind(a.found[0]) in PERSONAL]
