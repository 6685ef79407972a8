"""Events that verbs tell of together with other words: signing a paper, staying somewhere, leading a delegation.

Comes in: a verb in its parse. Goes out: a candidate with its roles, or none. It never reads the verb without the words
that it needs.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.documents import listed
from kg.claims.event_ballots import elected
from kg.claims.event_clauses import (
    agents_by,
    behind,
    doers,
    objects_behind,
    objects_of,
    places_of,
    site_of,
    subjects_of,
    told_by,
)
from kg.claims.event_encounters import encountered
from kg.claims.event_exchanges import exchanged
from kg.claims.event_gatherings import gathering
from kg.claims.event_rites import rite
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import path
from kg.claims.event_talks import talked
from kg.claims.event_ties import tied
from kg.claims.event_words import noun_type, row, words
from kg.syntax import Node, Parse
from kg.words import fold

LANDS = frozenset({"place", "state"})
SITES = frozenset({"organization", "state_body"})
VISITORS = frozenset({"person", "group", "post"})
SIGNING_SIDES = frozenset({"state", "party", "party_body", "state_body", "organization"})
PLACED = frozenset({"in", "at"})
TO = frozenset({"to"})
WITH = frozenset({"with"})


def special(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    frame = row("verb", verb.lemma)
    if frame is not None and frame[2] == "document":
        return _signed(context, parse, verb)
    if _sealed(context, parse, verb):
        return _signed(context, parse, verb)
    told = (exchanged, elected, talked, encountered, tied, rite, gathering)
    readings = (*told, _put_to_paper, _shown_round, _led, _dispatched)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def _sealed(context: Context, parse: Parse, verb: Node) -> bool:
    """As in "a protocol was concluded in A on Monday", "the ministers concluded eight instruments": else such a verb
    tells of what was agreed, signed or not.
    """
    if verb.lemma not in words("sealing"):
        return False
    things = _documents(context, parse, verb)
    papers = [n for n in things if listed("document", fold(n.lemma)) or fold(n.lemma) in words("sealed")]
    several = any(n.tag == "NNS" for n in papers)
    sited = bool(objects_behind(context, verb, parse, PLACED))
    dated = any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(verb))
    return bool(papers) and (several or (sited and dated) or len(subjects_of(context, verb, parse)) > 1)


def _documents(context: Context, parse: Parse, verb: Node) -> list[Node]:
    """What is signed, in either voice, by a relative clause or a participle, or behind "with A" ("signed with A an
    accord").
    """
    passive = context.passive(verb, parse)
    documents = parse.children(verb, "nsubjpass" if passive else "dobj")
    raised = verb.dep == "xcomp" and verb.tag == "VBN" and bool(parse.children(verb, "auxpass"))
    if raised and not documents and (above := parse.parent(verb)) is not None:
        documents = parse.children(above, "nsubj", "nsubjpass")  # "is to be signed", "is expected to be signed"
    if verb.dep == "acl" and verb.tag == "VBN" and (above := parse.parent(verb)) is not None:
        documents = [above]
    told = verb.dep == "relcl" and parse.children(verb, "nsubj") and not documents
    if told and (above := parse.parent(verb)) is not None:
        documents = [above]  # "the agreement our parties signed"
    if not documents:
        documents = _paper_before(parse, verb)
    if not documents:
        documents = [n for n in objects_behind(context, verb, parse, WITH) if listed("document", fold(n.lemma))]
    return [context.antecedent(n, verb, parse) for n in documents]


def _paper_before(parse: Parse, verb: Node) -> list[Node]:
    """The paper right before a participle whose clause the parser hung elsewhere ("the protocol, signed in A")."""
    if verb.tag not in {"VBN", "VBD"} or parse.children(verb, "aux", "auxpass", "nsubj", "dobj") or not verb.index:
        return []
    before = next((n for n in reversed(parse.nodes[: verb.index]) if n.text != "," and n.tag != "RB"), None)
    line = path(before, parse) if before is not None and before.tag.startswith("N") else []
    return [n for n in line if listed("document", fold(n.lemma)) and n.index < verb.index][:1]


def _signed(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X and Y signed a treaty", "a treaty signed by X", "a treaty between A and B was signed"."""
    passive = context.passive(verb, parse)
    documents = _documents(context, parse, verb)
    if not documents:
        return _signed_for(context, parse, verb)
    written = noun_type(fold(documents[0].lemma), frozenset()) == "message"
    if verb.dep == "acl" and (written or documents[0].dep == "appos"):
        return None  # "the letter, also signed by A"; "signed eight accords, the most ever signed here"
    condoling = any(n.lemma in words("condolence") for n in parse.subtree(documents[0]))
    made = told_by(context, parse, verb, "ceremony" if condoling else "signing", "sign")
    made.name = f"signing of the {_noun_phrase(context, documents[0], parse)}"
    made.theme = fold(documents[0].lemma)
    passive = passive or documents == _paper_before(parse, verb)
    made.back = passive and documents[0].tag == "PRP" and made.stage == "held"  # "it was signed by A"
    made.several = documents[0].tag in {"NNS", "NNPS"} or documents[0].lemma in {"series", "number", "package"}
    made.definite = any(fold(n.text) == "the" for n in parse.children(documents[0], "det"))
    earlier = verb.dep == "acl" and made.definite and documents[0].dep in {"pobj", "dobj"}
    made.background = made.background or earlier  # "carries out the statement signed by A"
    give(made, "signatory", agents_by(context, verb, parse) if passive else subjects_of(context, verb, parse))
    papers = [n for n in parse.subtree(documents[0]) if n.tag.startswith("N")]
    partners = [a for n in (verb, *papers) for a in behind(context, n, parse, "with")]
    give(made, "signatory", [a for a in partners if not passive])
    if passive and not made.parts:
        sides = [a for n in (documents[0], verb) for a in behind(context, n, parse, "between")]
        give(made, "signatory", [a for a in sides if context.kind(a.found[0]) != "person"])
    return made


def _signed_for(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X signed for A", "Y signed on behalf of B": the signing told before, whatever was signed."""
    behalf = [n for mark, n in context.prepositions(verb, parse) if mark == "on" and n.lemma == "behalf"]
    sides = [*behind(context, verb, parse, "for"), *(a for n in behalf for a in behind(context, n, parse, "of"))]
    people = [a for a in doers(context, verb, parse) if context.kind(a.found[0]) in VISITORS]
    on_side = any(n.lemma == "side" for mark, n in context.prepositions(verb, parse) if mark == "for")
    if not people or not (on_side or any(context.kind(a.found[0]) in SIGNING_SIDES for a in sides)):
        return None
    made = told_by(context, parse, verb, "signing", "signed-for")
    made.back = True
    give(made, "signatory", [*people, *(a for a in sides if context.kind(a.found[0]) in SIGNING_SIDES)])
    return made


def _put_to_paper(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X and Y put their names to a treaty", "put pen to paper on", "affixed their signatures to"."""
    bearing = verb.lemma in {"bear", "carry"}
    if not bearing and verb.lemma not in words("penning"):
        return None
    objects = {n.lemma for n in parse.children(verb, "dobj")}
    if bearing and objects & words("signature"):
        return _bears(context, parse, verb)
    if verb.lemma not in words("penning") or not objects & words("pen"):
        return None
    made = told_by(context, parse, verb, "signing", "put-to-paper")
    below = [n for n in parse.subtree(verb) if n.index > verb.index]
    papers = [n for n in below if n.lemma in words("paper") - words("signature")]
    having = any(fold(n.text) == "having" for n in parse.children(verb, "aux"))
    made.back = not papers and (having or bool({fold(n.text) for n in below} & {"it", "them"}))  # what was told before
    if papers:
        made.name = f"signing of the {_noun_phrase(context, papers[0], parse)}"
        made.theme = fold(papers[0].lemma)
    give(made, "signatory", subjects_of(context, verb, parse))
    return made if made.parts else None


def _bears(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "the document bears the signatures of A and B": the signing told before."""
    made = told_by(context, parse, verb, "signing", "bear-signature")
    made.back = True
    give(made, "signatory", [a for n in parse.children(verb, "dobj") for a in behind(context, n, parse, "of")])
    return made if made.parts else None


def _shown_round(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "went round the works", "were shown around a mill": a tour."""
    shown = verb.lemma == "show" and context.passive(verb, parse)
    if not (shown or verb.lemma in {"go", "look"}):
        return None
    about = {fold(n.text) for n in parse.children(verb, "prt", "advmod", "prep")} & {"round", "around", "over"}
    if not about:
        return None
    sites = [*parse.children(verb, "dobj"), *objects_behind(context, verb, parse, frozenset(about))]
    visitors = [a for a in subjects_of(context, verb, parse) if context.kind(a.found[0]) in VISITORS]
    if not sites or not visitors:
        return None
    made = told_by(context, parse, verb, "visit", "shown-round")
    made.name = f"tour of the {_noun_phrase(context, sites[0], parse)}"
    named = places_of(context, sites, LANDS | SITES)
    made.place = named[0] if named else made.place or site_of(context, sites, parse)
    give(made, "visitor", visitors)
    return made


def _noun_phrase(context: Context, node: Node, parse: Parse) -> str:
    """A noun phrase without its article, nine words at most."""
    nodes = [n for n in parse.subtree(node) if n.dep != "det"]
    return " ".join(context.text[nodes[0].span.start : nodes[-1].span.end].split()[:9])


def _led(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X will lead a delegation to Y": a visit when a place is the goal and no noun says so."""
    if verb.lemma not in {"lead", "head"}:
        return None
    delegation = [a for a in objects_of(context, verb, parse) if a.part != "plain"]
    nodes = [verb, *parse.children(verb, "dobj")]
    ends = [c for n in nodes for c in objects_behind(context, n, parse, TO)]
    sites = [c for n in ends for c in objects_behind(context, n, parse, PLACED)]
    goals = places_of(context, (*ends, *sites), LANDS)
    nouned = any(n.phrase is None and noun_type(n.lemma, frozenset()) == "visit" for n in parse.subtree(verb))
    if not delegation or not goals or nouned:
        return None
    made = told_by(context, parse, verb, "visit", "lead-delegation")
    made.place = goals[0]
    give(made, "visitor", subjects_of(context, verb, parse) + delegation)
    return made


def _dispatched(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X sent Y to Z": a visit of Y, whom X sent."""
    if verb.lemma not in {"send", "dispatch", "despatch"}:
        return None
    envoys = [a for a in objects_of(context, verb, parse) if context.kind(a.found[0]) in {"person", "group"}]
    places = places_of(context, objects_behind(context, verb, parse, TO), LANDS)
    if not envoys or not places:
        return None
    made = told_by(context, parse, verb, "visit", verb.lemma)
    made.place = places[0]
    made.name = f"visit to {context.name(places[0])}"
    give(made, "visitor", envoys)
    give(made, "sender", subjects_of(context, verb, parse))
    return made
