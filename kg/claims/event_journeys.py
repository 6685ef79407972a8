"""Whether two tellings in one article are of one visit.

Comes in: a pair of tellings. Goes out: yes, no, or nothing where a test does not know. It never looks at other events.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.event_pairs import Pair
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import noun_type, words
from kg.words import fold

PARTING = frozenset({"event/verb/leave", "event/verb/depart"})


def goes_elsewhere(pair: Pair) -> bool | None:
    """Visits to different places, neither of which may lie in the other."""
    here, there = pair.old.place, pair.new.place
    if pair.old.type != "visit" or not here or not there or here == there:
        return None
    nested = {pair.context.kind(here), pair.context.kind(there)} == {"place", "state"}
    return None if nested and not _goes_on(pair) else False


def _goes_on(pair: Pair) -> bool:
    """Whether somebody on a visit goes on from where they are ("From A she proceeds to B", "will fly to B on Friday"):
    another leg, though the one is a land and the other a town.
    """
    verb, old = pair.new.rule.removeprefix("event/verb/"), pair.old
    onward = verb in words("onward") or (verb in words("onward-ahead") and pair.new.stage == "planned" != old.stage)
    later = pair.new.position > old.position and not pair.led and not pair.together
    begun = bool(pair.new.dates) and bool(old.dates) and old.dates[0].startswith(pair.new.dates[0])
    return onward and later and not begun and pair.context.kind(pair.new.place or "") == "place"


def goes_home(accounts: Sequence[Candidate], new: Candidate) -> bool:
    """Whether who is here on a visit only leaves for somewhere, nothing said of what for: the end of the visit."""
    if new.rule not in PARTING or not new.agents():
        return False
    below = new.parse.subtree(new.node)
    errand = any(n.dep in {"relcl", "xcomp"} or fold(n.text) in {"where", "whence"} for n in below)
    purposes = [n for n in below if n.phrase is None and noun_type(fold(n.lemma), frozenset()) is not None]
    visits = (a for a in accounts if a.type == "visit" and a.place != new.place and not a.background)
    return not errand and not purposes and any(a.agents() & new.agents() for a in visits)


def tours_a_site(pair: Pair) -> bool | None:
    """A tour of a site within a visit is a visit of its own."""
    tour = pair.new.node.lemma in words("touring") or pair.new.node.lemma in words("tour")
    apart = pair.old.type == "visit" and pair.new.place is not None and pair.old.place != pair.new.place
    told = pair.new.place is not None and pair.context.kind(pair.new.place) == "place"
    return False if tour and apart and told and pair.new.phase == "whole" else None


def has_the_same_visitor(pair: Pair) -> bool | None:
    """A visit of the same visitor, or of anybody of it that the telling points at."""
    if pair.old.type != "visit":
        return None
    visitors = pair.old.having("visitor") & pair.new.having("visitor")
    return bool(visitors) or (bool(pair.shared) and pair.new.definite)
