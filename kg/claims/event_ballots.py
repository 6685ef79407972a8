"""Elections: ballots and run-offs by their nouns; by verbs who is chosen, beats rivals, or goes to the polls.

Comes in: a noun or a verb in its parse. Goes out: whether the noun tells of an election, the candidate that the verb
makes, or none. It never takes a vote on a bill, a share of the votes or an opinion poll for an election.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import around, behind, objects_behind, objects_of, subjects_of, told_by
from kg.claims.event_lands import electing, land_voting
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import tells_when
from kg.claims.event_words import row, words
from kg.model import EventType
from kg.syntax import Node, Parse
from kg.words import fold

PARTIES = frozenset({"party", "organization"})
SHARES = frozenset({"of", "per"})  # before the vote that somebody got a share of
RIVALS = frozenset({"over", "against"})


def balloted(context: Context, parse: Parse, node: Node) -> EventType | None:
    """An election by another noun: "the run-off on Sunday", "the presidential ballot", "Thursday's polls"."""
    kind = row("poll", fold(node.lemma))
    above = parse.parent(node)
    share = node.dep == "pobj" and above is not None and fold(above.text) in SHARES
    if kind is None or (share and node.lemma in {"vote", "ballot"}):
        return None
    said = {part for n in parse.children(node, "amod", "compound", "nmod") for part in _words(n)}
    if said & words("unpolled"):
        return None
    verb = parse.parent(above) if above is not None and node.dep == "pobj" else above
    dated = _dated(parse, node) or (verb is not None and _of_vote(verb, parse) and _dated(parse, verb))
    return "election" if said & words("electoral") or (kind == ("dated",) and dated) else None


def _of_vote(verb: Node, parse: Parse) -> bool:
    """Whether a verb says when a vote is, who wins it, or who stands."""
    return tells_when(verb, parse) or bool(row("winning", verb.lemma) or row("defeating", verb.lemma))


def elected(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_chosen, _preferred, _mandated, _counted, _voted, _elects)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def _chosen(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "delegates chose her by acclamation", "was voted Speaker", "was picked as candidate over Y"."""
    if not row("choosing", verb.lemma):
        return None
    voters = [n for n in context.subject_nodes(verb, parse) if fold(n.lemma) in words("voter")]
    voters += _choosing(context, verb, parse)
    posted = row("choosing", verb.lemma) == ("post",) and _to_post(context, verb, parse)
    if not voters and not posted and not around(parse, verb) & words("ballot"):
        return None
    chosen = subjects_of(context, verb, parse) if context.passive(verb, parse) else objects_of(context, verb, parse)
    people = [a for a in chosen if context.kind(a.found[0]) == "person"]
    made = told_by(context, parse, verb, "election", "chosen")
    give(made, "participant", people)
    give(made, "participant", _beaten(context, verb, parse) if people else [])
    return made if people else None


def _to_post(context: Context, verb: Node, parse: Parse) -> bool:
    """Whether a verb says to which office somebody is chosen: "as its candidate", "was voted Speaker"."""
    posts = [*objects_behind(context, verb, parse, frozenset({"as"})), *parse.children(verb, "oprd", "attr")]
    if context.passive(verb, parse):
        posts += parse.children(verb, "dobj")
    return any(fold(n.lemma) in words("chosen-post") or _office(n) for n in posts)


def _office(node: Node) -> bool:
    return node.phrase is not None and node.phrase.kind == "office"


def _choosing(context: Context, verb: Node, parse: Parse) -> list[Node]:
    """The party that chooses somebody "as" its leader."""
    posts = [n for mark, n in context.prepositions(verb, parse) if mark == "as"]
    subjects = context.subject_nodes(verb, parse) if posts else []
    return [n for n in subjects if any(context.kind(key) in {"party", "party_body"} for key, _ in context.own(n))]


def _beaten(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Over whom somebody is chosen."""
    spots = [n for n in parse.subtree(verb) if n.dep == "pobj" and fold(parse.nodes[n.head].text) in RIVALS]
    found = [a for n in spots for a in agents(context, n, parse)]
    return [a for a in found if context.kind(a.found[0]) == "person"]


def _preferred(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "delegates plumped for X over Y", "Parliament voted for X", "the convention preferred X to Y"."""
    mark = row("preferring", verb.lemma)
    if mark is None or context.passive(verb, parse):
        return None
    voters = [n for n in context.subject_nodes(verb, parse) if _words(n) & words("voter")]
    chosen = behind(context, verb, parse, "for") if mark == ("for",) else objects_of(context, verb, parse)
    rivals = [*_beaten(context, verb, parse), *(behind(context, verb, parse, "to") if mark == ("to",) else [])]
    people = [a for a in chosen if context.kind(a.found[0]) == "person"]
    if not voters or not people:
        return None
    made = told_by(context, parse, verb, "election", "preferred")
    give(made, "participant", [*people, *(a for a in rivals if context.kind(a.found[0]) == "person")])
    return made


def _mandated(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "delegates gave her a third term", "he won a fresh mandate with 412 of 438 votes"."""
    if not any(n.lemma in words("mandate") for n in parse.children(verb, "dobj")) or context.passive(verb, parse):
        return None
    voters = [n for n in context.subject_nodes(verb, parse) if fold(n.lemma) in words("voter")]
    given = [a for n in parse.children(verb, "dative") for a in agents(context, n, parse)]
    with_votes = bool(around(parse, verb) & words("ballot"))
    won = row("winning", verb.lemma) and (with_votes or _headed(parse, verb))
    if not (voters and given if verb.lemma in words("giving") else won):
        return None
    people = given or subjects_of(context, verb, parse)
    made = told_by(context, parse, verb, "election", "mandated")
    give(made, "participant", [a for a in people if context.kind(a.found[0]) == "person"])
    return made if made.parts else None


def _headed(parse: Parse, verb: Node) -> bool:
    """Whether it is the headship of a party that somebody wins on a day ("won the party leadership last June")."""
    partys = (n for n in parse.children(verb, "dobj") if n.lemma in words("headship"))
    return _dated(parse, verb) and any(fold(m.text) == "party" for n in partys for m in parse.subtree(n))


def _counted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A polled 1,210 votes on Saturday", "A beat B by 1,210 votes to 987"."""
    beaten = verb.lemma in words("defeating") and bool(around(parse, verb) & words("ballot"))
    counted = any(n.lemma == "vote" for n in parse.children(verb, "dobj")) and verb.lemma in words("contesting")
    if not (beaten or counted) or context.passive(verb, parse) or not _dated(parse, verb):
        return None
    stood = [*subjects_of(context, verb, parse), *(objects_of(context, verb, parse) if beaten else [])]
    made = told_by(context, parse, verb, "election", "counted")
    give(made, "participant", [a for a in stood if context.kind(a.found[0]) == "person"])
    return made if len(made.agents()) > int(beaten) else None


def _voted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "Chile votes in November", "the country goes to the polls on Sunday", "voters in Peru go to the polls"."""
    if verb.lemma not in {"go", "vote", "head"}:
        return None
    goals = objects_behind(context, verb, parse, frozenset({"to"}))
    polls = verb.lemma in {"go", "head"} and any(n.lemma == "poll" for n in goals)
    alone = verb.lemma == "vote" and not parse.children(verb, "dobj", "xcomp", "ccomp")
    alone = alone and not objects_behind(context, verb, parse, frozenset({"for", "on", "against", "to"}))
    subjects = context.subject_nodes(verb, parse)
    if not (polls or alone) or not any(electing(context, n) for n in subjects) or not _dated(parse, verb):
        return None
    made = told_by(context, parse, verb, "election", "votes")
    made.place = land_voting(context, subjects, parse) or made.place
    return made


def _elects(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "the party elects its leader on Sunday", "Peru will choose a president": who is not known yet."""
    things = parse.children(verb, "dobj") if verb.lemma in {"elect", "choose"} else []
    if not any(_vacant(n, parse) for n in things) or not _dated(parse, verb):
        return None
    subjects = context.subject_nodes(verb, parse)
    if any(electing(context, n) for n in subjects):
        made = told_by(context, parse, verb, "election", "elects")
        made.place = land_voting(context, subjects, parse) or made.place
        return made
    named = [n for n in subjects if n.phrase is not None and n.phrase.kind == "org"]
    parties = [a for n in named for a in agents(context, n, parse) if context.kind(a.found[0]) in PARTIES]
    if not parties:
        return None
    made = told_by(context, parse, verb, "election", "elects")
    give(made, "organizer", parties)
    return made


def _vacant(node: Node, parse: Parse) -> bool:
    """Whether a thing chosen is a post alone ("its leader", "a new chair")."""
    bare = node.phrase is None or (node.phrase.kind == "office" and not parse.children(node, "appos"))
    return bare and fold(node.lemma) in words("chosen-post") | words("chosen-house") | {"minister"}


def _words(node: Node) -> set[str]:
    """The words of a node, those of a name or compound too."""
    own = {fold(node.lemma), fold(node.text)}
    return own | set(fold(node.phrase.name.text).split()) if node.phrase is not None and node.phrase.name else own


def _dated(parse: Parse, node: Node) -> bool:
    return any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(node))
