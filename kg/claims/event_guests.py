"""Inviters, hosts, chairs and witnesses: roles that a sentence gives beside its event's own words.

Comes in: a parsed sentence with the candidates found in it. Goes out: the same candidates with the roles. It never
gives a role in an event of another sentence.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents
from kg.claims.event_clauses import behind, doers
from kg.claims.event_roles import carried, give
from kg.claims.event_shapes import PEOPLED, Candidate
from kg.claims.event_words import row, words
from kg.syntax import Node, Parse
from kg.words import fold

GATHERINGS = frozenset({"meeting", "congress", "festival", "ceremony"})
HONOURING = GATHERINGS | {"exercise", "other"}
HONOUR = frozenset({"honour", "honor"})
SIGNING = ("signing", "signatory", "document")
INVITING = ("of", "from", "by")  # what stands behind an invitation before who gave it
SIDES = frozenset({"party", "party_body", "state", "state_body", "organization"})


def inviters(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """By "at the invitation of X": the inviter to the visit that the clause tells of, else to its meeting."""
    visits = [c for c in here if c.type == "visit"]
    targets = visits or [c for c in here if c.type in GATHERINGS]
    for node in parse.nodes if targets else ():
        if fold(node.lemma) != "invitation" or node.dep != "pobj":
            continue
        found = behind(context, node, parse, *INVITING)
        found += [a for child in parse.children(node, "poss") for a in agents(context, child, parse)]
        found += [a for c in parse.children(node, "acl") for a in behind(context, c, parse, "by")]
        _invite(targets, node, found)
    for node in parse.nodes if visits else ():  # "A, invited by B, is visiting C", "A, who was invited by B"
        if node.lemma == "invite" and node.tag == "VBN" and node.dep in {"acl", "advcl", "relcl"}:
            give(visits[0], "inviter", behind(context, node, parse, "by"))


def _invite(targets: list[Candidate], node: Node, found: list[Agent]) -> None:
    """Give inviters to the event nearest to their word, those behind it first, and to others of its verb."""
    nearest = [c for c in targets if c.position > node.span.start] or targets
    target = min(nearest, key=lambda c: abs(c.position - node.span.start))
    for each in targets:
        if each is target or (each.governor is target.governor and each.type == target.type):
            give(each, "inviter", found)


def guests(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """By "as the guest of X": who has the visitor of the visit that the clause tells of."""
    visit = next((c for c in here if c.type == "visit"), None)
    for node in parse.nodes if visit is not None else ():
        above = parse.parent(node)
        if visit is not None and node.lemma == "guest" and above is not None and fold(above.text) == "as":
            give(visit, "host", behind(context, node, parse, "of"))


def honoured(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """By "was the guest of honour at", "attended as chief guest": who is of the event that the words behind name."""
    for node in parse.nodes:
        if node.lemma != "guest" or node.dep not in {"attr", "oprd", "pobj"}:
            continue
        link = parse.parent(node) if node.dep == "pobj" else None
        if link is not None:
            person = parse.parent(link)
            if person is not None and person.dep == "pobj" and fold(link.text) == "as":  # "with A as chief guest"
                for near in [c for c in here if c.type in HONOURING and c.position < node.span.start][-1:]:
                    give(near, "participant", agents(context, person, parse))
            continue
        ranked = any(fold(n.text) in words("guest-rank") for n in parse.children(node, "amod", "compound"))
        of = any(mark == "of" and fold(n.lemma) in HONOUR for mark, n in context.prepositions(node, parse))
        verb = parse.parent(node)
        if verb is None or not (ranked or of):
            continue
        behind_it = [c for c in here if c.type in HONOURING and c.position > node.span.start]
        below = [c for c in behind_it if c.node in parse.subtree(verb)]
        if below:
            people = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
            give(below[0], "participant", people)


def participles(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """By "…, hosted by X", "Co-chaired by X, …": the role in the event of the verb that the participle goes with."""
    for node in parse.nodes:
        if node.tag not in {"VBN", "VBD"}:
            continue
        frame = row("light", node.lemma)
        by = node.tag == "VBN" or bool(parse.children(node, "agent"))
        if frame is None or not by or node.dep not in {"advcl", "acl", "conj"} or _of_body(context, node, parse):
            continue
        above = parse.parent(node)
        if above is None or not above.tag.startswith("V") or parse.children(node, "nsubjpass", "auxpass"):
            continue
        fit = [c for c in here if c.type in PEOPLED and c.governor is above]
        target = max(fit, key=lambda c: (c.node.index < node.index, c.node.index), default=None)
        if target is not None:
            give(target, carried(frame[0], target), behind(context, node, parse, "by"))


def _of_body(context: Context, node: Node, parse: Parse) -> bool:
    """Whether "led by", "headed by" stands right behind a noun, which it is of ("the board, headed by X")."""
    before = [n for n in parse.nodes[max(node.index - 2, 0) : node.index] if n.text != ","]
    dated = bool(before) and before[-1].phrase is not None and before[-1].phrase.kind == "date"
    noun = bool(before) and before[-1].tag.startswith("N") and not dated
    last = fold(before[-1].span.of(context.text)).split()[-1] if before else ""
    seated = noun and last in words("sitting")  # "the committee, chaired by X"
    return (node.lemma in {"lead", "head"} and noun) or (node.lemma in {"chair", "cochair"} and seated)


def signatories(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """Who signs for whom, each named with their side: "signed by X for A, Y for B", "Z signed on behalf of C"."""
    signing = next((c for c in here if c.type == "signing"), None)
    if signing is None:
        return
    pairs = [pair for n in parse.nodes if (pair := _for_side(context, n, parse))]
    if len(pairs) > 1:
        for person, side in pairs:
            give(signing, "signatory", [*agents(context, person, parse)[:1], *agents(context, side, parse)[:1]])
    for verb in parse.nodes:
        if verb.tag.startswith("V") and row("verb", verb.lemma) == SIGNING:
            for mark, side in context.prepositions(verb, parse):
                own = mark == "for" or (mark == "on" and side.lemma == "behalf")
                found = agents(context, side, parse) if mark == "for" else behind(context, side, parse, "of")
                give(signing, "signatory", [a for a in found if own and context.kind(a.found[0]) in SIDES])


def _for_side(context: Context, node: Node, parse: Parse) -> tuple[Node, Node] | None:
    """A person and the body named right behind them after "for" or "on behalf of"."""
    if node.phrase is None or node.phrase.kind != "person":
        return None
    after = [n for n in parse.nodes[node.index + 1 : node.index + 7] if n.text not in {",", "the"}]
    marks = [fold(n.text) for n in after]
    size = 1 if marks[:1] == ["for"] else 3 if marks[:3] == ["on", "behalf", "of"] else len(after)
    side = after[size] if size < len(after) else None
    known = side is not None and any(context.kind(key) in SIDES for key, _ in context.own(side))
    return (node, side) if side is not None and known else None


def witnesses(context: Context, parse: Parse, here: list[Candidate]) -> None:
    """Who looks on at a signing: "witnessed", "in the presence of", "looked on as"."""
    rite = next((c for kind in ("signing", "ceremony") for c in here if c.type == kind), None)
    if rite is not None:
        for node in parse.nodes:
            give(rite, "witness", _onlookers(context, node, parse) if rite.type == "signing" or _looks(node) else [])


def _looks(node: Node) -> bool:
    """Whether a word says that somebody looked on; at a ceremony whoever is present takes part."""
    return node.lemma == "look" or (row("witness", node.lemma) is not None and node.tag.startswith("V"))


def _onlookers(context: Context, node: Node, parse: Parse) -> list[Agent]:
    if node.lemma == "presence":
        return behind(context, node, parse, "of")
    witnessed = row("witness", node.lemma) and node.tag.startswith("V")
    looked_on = node.lemma == "look" and any(
        fold(n.text) == "on" for n in parse.children(node, "prt", "advmod", "prep")
    )
    return doers(context, node, parse) if witnessed or looked_on else []
