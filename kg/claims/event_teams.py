"""Delegations: what their words are, how they are called, which of those named before a noun means, who leads them.

Comes in: a noun in its parse, an article's context. Goes out: names and keys of delegations, kept in the context. It
never says who is in a delegation.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_words import words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

ACTORS = frozenset({"person", "party", "party_body", "state", "state_body", "organization", "group", "post", "outlet"})
PEOPLE = frozenset({"person", "post"})
ASIDE = frozenset({"punct", "cc", "conj", "acl", "relcl", "appos"})  # what stands behind a noun without naming it
Led = tuple[str, Span]  # who leads, and where the text says so


def is_delegation(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a node is a delegation, by its own name, by its noun, or as a "group of" officials."""
    if node.phrase is not None:
        name = node.phrase.name if node.phrase.kind == "org" else None
        return name is not None and fold(name.text).endswith("delegation")
    made_of = (child.lemma for prep, child in context.prepositions(node, parse) if prep == "of")
    group = node.lemma == "group" and any(w in words("crowd") for w in made_of)
    return node.lemma in words("delegation") or group or _led_by_somebody(node, parse)


def _led_by_somebody(node: Node, parse: Parse) -> bool:
    """Whether a "group" or "party" is one of people with a leader ("a party of engineers headed by A")."""
    if node.lemma not in {"group", "party", "contingent"} or node.phrase is not None:
        return False
    below = [c for prep in parse.children(node, "prep") for c in parse.children(prep, "pobj")]
    verbs = [v for n in (node, *below) for v in parse.children(n, "acl") if v.lemma in {"lead", "head"}]
    people = [c for v in verbs for by in parse.children(v, "agent", "prep") for c in parse.children(by, "pobj")]
    named = any(c.phrase is not None and c.phrase.kind == "person" for c in people)
    return named and any(n.tag in {"NNS", "NNPS"} for n in below)


def known(context: Context, node: Node, parse: Parse, names: Sequence[str]) -> str | None:
    """The key of the delegation of the same side that a headline announced or that "the" points at, now with these
    names too; None where the words give no side. From here on the side has a delegation.
    """
    sides = (key for n in parse.subtree(node) for key, _ in context.own(n) if context.kind(key) in ACTORS - PEOPLE)
    owner = next(sides, None)
    if node.lemma not in words("delegation") or owner is None:
        return None
    definite = any(fold(n.text) in {"the", "this"} for n in parse.children(node, "det"))
    key, headline = context.teams.get(owner, ("", False))
    if key and (definite or headline):
        return context.renamed(key, names)
    made = context.entity("group", names)
    context.teams[owner] = made, parse.sentence.zone == "headline"
    return made


def points_back(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a noun means the delegation named before: bare, or "the five-member delegation" where one is known."""
    beside = [n for n in parse.children(node) if n.dep not in ASIDE]
    definite = any(fold(n.text) == "the" for n in beside)
    sized = all(n.phrase is None and n.dep in {"det", "amod", "nummod", "compound"} for n in beside)
    visiting = all(fold(n.text) in {"the", "visiting", "same"} for n in beside)
    return is_bare(node, parse) or (definite and sized and (visiting or len(context.delegations) == 1))


def named_before(context: Context, node: Node) -> str:
    """The delegation that a noun which points back means: the last one called by it, else the last one."""
    called = (key for key in reversed(context.delegations) if fold(context.name(key)).find(fold(node.lemma)) >= 0)
    return next(called, context.delegations[-1])


def is_bare(node: Node, parse: Parse) -> bool:
    """Whether a noun only points back: nothing but "the", "this" or a possessive pronoun stands with it."""
    beside = [n for n in parse.children(node) if n.dep not in ASIDE]
    return (
        bool(beside)
        and all(n.dep in {"det", "poss"} and n.phrase is None for n in beside)
        and any(fold(n.text) in {"the", "this", "that", "his", "her", "its", "their"} for n in beside)
    )


def delegation_names(context: Context, node: Node, parse: Parse, leaders: Sequence[Led]) -> tuple[str, ...]:
    """The surface forms of a delegation: its noun phrase, "delegation of X", the bare noun last; where the words give
    no side, those by its `leaders`.
    """
    before = [n for n in parse.subtree(node) if n.index < node.index and n.dep not in {"det", "punct", "mark", "prep"}]
    start = min((n.span.start for n in before), default=node.span.start)
    phrase = " ".join(Span(start, node.span.end).of(context.text).split())
    noun = node.text if node.phrase is None else "delegation"
    forms = [phrase]
    for prep, child in context.prepositions(node, parse):
        if prep in {"of", "from"}:
            forms.insert(0, " ".join(Span(start, child.span.end).of(context.text).split()))
            forms += [f"{noun} of {context.name(k)}" for k, _ in context.own(child)]
    for n in before:
        forms += [f"{noun} of {context.name(k)}" for k, _ in context.own(n) if context.kind(k) in ACTORS]
    if len(forms) == 1:
        forms = [*_names_by_leader(context, node, leaders), *forms]
    return tuple(dict.fromkeys([*forms[:5], noun]))


def _names_by_leader(context: Context, node: Node, leaders: Sequence[Led]) -> list[str]:
    """What a delegation is called whose words give no side: by who leads it, and what that person's office is of."""
    keys = {key for key, _ in leaders[:1]}
    sides = [h.organization for h in context.holdings if h.person in keys and h.organization][:1]
    behind = [(key, span) for key, span in leaders[:1] if span.start > node.span.start]
    told = [Span(node.span.start, span.start).of(context.text) + context.name(key) for key, span in behind]
    forms = [form for side in sides for form in context.forms(side)[:2]]
    return [" ".join(words.split()) for words in told] + [f"{node.text} of {form}" for form in forms]


def lead(context: Context, delegation: str, leaders: Sequence[Led]) -> None:
    """Note who leads a delegation, if it is one person; nobody does where the text gives two such delegations."""
    people = [key for key, _ in leaders if context.kind(key) == "person"]
    if len(people) == 1:
        known = context.leaders.setdefault(delegation, people[0])
        context.leaders[delegation] = known if known == people[0] else None


def join(context: Context, delegation: str, members: Sequence[Led]) -> None:
    """Note the persons who are in a delegation, and where the text says so."""
    crew = context.crews.setdefault(delegation, {})
    for key, span in members:
        if context.kind(key) == "person":
            crew.setdefault(key, span)


def fellows(node: Node, parse: Parse) -> list[Node]:
    """Those behind a person who share one plural title, however the parser hung them ("foreign ministers A of P, B of
    Q and C of R").
    """
    own = _titles(node)[:1]
    return [n for n in parse.nodes[node.index + 1 :] if own and own[0] in _titles(n)]


def _titles(node: Node) -> list[Span]:
    """Where the titles of the person that a node names stand."""
    person = node.phrase.person if node.phrase is not None else None
    return [title.span for title in person.titles] if person is not None else []
