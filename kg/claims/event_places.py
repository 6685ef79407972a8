"""Where: the place of an event told in a clause.

Comes in: a node of a clause. Goes out: the key of a place. It never places an event where its words, or its host's own
office together with the article's dateline, do not put it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_sites import (
    BUILT,
    LANDS,
    built,
    dateline,
    is_building,
    is_gathering,
    is_site,
    known,
    locality,
    named_behind,
    shown_there,
    site_named,
    water,
)
from kg.claims.event_stages import completions, path, verb_of
from kg.claims.event_surroundings import surrounding
from kg.claims.event_words import noun_type, row, words
from kg.syntax import Node, Parse
from kg.words import fold

SITES = frozenset({"state_body", "organization", "party_body"})  # where "at" puts an event
IN = frozenset({"in", "at", "on", "off"})
PLACED = frozenset({"in", "at"})
PARTNERED = frozenset({"for", "with", "by"})  # behind which the parser may hang where somebody is received
WHILE = frozenset({"while", "when", "whilst"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl"})  # which tell of something else, somewhere else
WHO = frozenset({"be", "lead", "head"}) | words("accompany")  # clauses on who somebody is, with the event's own place
REACH = 3  # sentences in which "there" means a place


def place_of(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of the place that a preposition or "where" ties to an event's word or verb; of "here" the dateline's."""
    verb = verb_of(node, parse)
    if (there := _where(context, verb, parse)) is not None:
        return there
    if _here(verb, parse) and (town := dateline(context)) is not None:
        return town
    spots = [node, *([verb] if verb is not None else []), *completions(node, parse), *parse.children(node, "acl")]
    spots += [v for v in parse.children(node, "relcl") if v.lemma in words("staging") or v.lemma in words("when")]
    spots += [*_holding(node, parse), *_raising(verb, parse)]
    told = [pair for spot in spots for pair in context.prepositions(spot, parse) if pair[0] in IN or _facing(*pair)]
    told += [("in", n) for spot in spots if spot.lemma in words("arranged") for n in _for(context, spot, parse)]
    partners = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark in PARTNERED]
    told += [pair for n in partners for pair in context.prepositions(n, parse) if pair[0] == "at"]
    hosts = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark == "by"]
    last = [c for n in hosts for c in parse.children(n, "conj")]  # "was organised by A and B in Lima"
    told += [pair for n in last for pair in context.prepositions(n, parse) if pair[0] in {"in", "at"}]
    spotted = [*told, *swallowed(spots, parse), *_places_below(node, parse)]
    behind = [(prep, child) for prep, child in spotted if child.index > node.index]
    for prep, child in [*behind, *(pair for pair in spotted if pair not in behind)]:
        found = _put(context, prep, child, parse)
        if found is None and (prep, child) in told:
            found = shown_there(context, prep, child, parse)
        if found is not None:
            return _town_for(context, found, child, parse) or found
    sited = (child for prep, child in spotted if prep in PLACED or fold(child.lemma) in words("tomb"))
    site = next(((key, child) for child in sited if (key := site_named(context, child, parse))), None)
    if site is not None:
        return _town_for(context, *site, parse) or site[0]
    further = (
        _in_front(context, node, parse),
        _while(context, verb, parse),
        _when(context, verb, parse),
        _there(context, node, verb, parse),
        _reached(context, node, verb, parse),
    )
    if (town := next((key for key in further if key), None)) is not None:
        return town
    here = any(fold(n.text) == "here" and n.dep == "advmod" for n in parse.nodes)
    return dateline(context) if here else surrounding(context, node, verb, parse, _beside)


def _here(verb: Node | None, parse: Parse) -> bool:
    """Whether a "here" stands by an event's verb, which says more than where somebody is said to be."""
    own = [n for n in parse.children(verb, "advmod") if fold(n.text) == "here"] if verb is not None else []
    inside = verb is not None and any(fold(n.text) in PLACED for n in parse.children(verb, "prep"))
    at_once = any(fold(n.text) in PLACED for h in own for n in parse.nodes[h.index + 1 : h.index + 2])
    return bool(own) and not inside and not at_once


def _put(context: Context, prep: str, node: Node, parse: Parse) -> str | None:
    """The key of what a preposition of place names by a name of its own."""
    if prep == "on" and any(context.kind(key) == "state" for key, _ in context.own(node)):
        return None  # "an exhibition on Peru"
    inside = prep == "at" or (prep == "in" and is_building(context, node))
    if is_gathering(context, node):
        return None
    found = named_behind(context, node, parse) or built(context, node, parse)
    found = found or known(context, node, LANDS | SITES if inside else LANDS)
    return found or locality(context, node, parse) or water(context, node, parse)


def _beside(context: Context, prep: str, node: Node, parse: Parse) -> str | None:
    """The same, else what its words show to be a place; of a building without a name the town."""
    found = _put(context, prep, node, parse) or shown_there(context, prep, node, parse)
    found = found or site_named(context, node, parse)
    return (_town_for(context, found, node, parse) or found) if found is not None else None


def _town_for(context: Context, place: str, node: Node, parse: Parse) -> str | None:
    """The town that says more than a building without a name of its own ("at the City Hall in A")."""
    name = context.name(place)
    own = [word for word in name.split() if word[0].isupper() and fold(word) not in BUILT | words("locality")]
    behind = [n for n in parse.nodes[node.index + 1 : node.index + 2] if fold(n.text) == "in"]
    inside = [n for prep in behind for n in parse.children(prep, "pobj")]
    return next((key for n in inside if (key := known(context, n, LANDS))), None) if not own else None


def town_of(context: Context, place: str, node: Node, parse: Parse) -> str | None:
    """The key of the town behind the building in which an event is ("at the State House in A", "at B Hotel, A")."""
    verb = verb_of(node, parse)
    for spot in (node, *([verb] if verb is not None else [])):
        for prep in (n for n in parse.children(spot, "prep") if fold(n.text) in IN):
            below = [key for n in parse.subtree(prep) for key, _ in context.own(n) if key != place]
            towns = [key for key in below if context.kind(key) == "place" and not is_site(context, key)]
            if towns:
                return towns[-1]
    return None


def _reached(context: Context, node: Node, verb: Node | None, parse: Parse) -> str | None:
    """Where somebody has come to do what the event's verb says ("went to the embassy in A and signed the book",
    "arrived in A to attend the session", "… leading a delegation to the session", "will fly to A for talks").
    """
    at = verb
    reached = _goal(context, verb, parse) if verb is not None and fold(parse.nodes[node.head].text) == "for" else None
    if reached is not None:
        return reached
    while at is not None and at.dep in {"conj", "xcomp", "advcl"} and (above := parse.parent(at)) is not None:
        joined = at.dep != "conj" or not parse.children(at, "nsubj", "nsubjpass")
        at = above if joined and above.tag.startswith("V") else None
        if at is not None and (found := _goal(context, at, parse)) is not None:
            return found
    return None


def _goal(context: Context, verb: Node, parse: Parse) -> str | None:
    """Where a verb of travel leads to."""
    if not row("travel", verb.lemma):
        return None
    spots = [n for mark, n in context.prepositions(verb, parse) if mark in {"to", "in", "at"}]
    inner = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark == "in"]
    found = (known(context, n, LANDS) or site_named(context, n, parse) for n in (*spots, *inner))
    return next((key for key in found if key is not None), None)


def _raising(verb: Node | None, parse: Parse) -> list[Node]:
    """The verbs that only say of an event's verb that it is to be ("in Lima they are to be received")."""
    found: list[Node] = []
    while verb is not None and verb.dep == "xcomp" and (above := parse.parent(verb)) is not None:
        raised = above.lemma == "be" or row("plan", above.lemma) is not None
        verb = above if raised and not parse.children(above, "dobj") else None
        found += [verb] if verb is not None else []
    return found


def _while(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """Where somebody is while something is done ("While in Lima, the guests laid a wreath", "while A is in Lima")."""
    clauses = parse.children(verb, "advcl") if verb is not None else []
    loose = [n for n in parse.children(verb, "mark", "advmod") if fold(n.text) in WHILE] if verb is not None else []
    spots = [v for v in clauses if v.lemma == "be" and any(fold(n.text) in WHILE for n in parse.children(v))]
    spots += [verb] if loose and verb is not None else []
    behind = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark == "in"]
    fronts = [n for p in parse.children(verb, "prep") for n in parse.children(p, "pcomp")] if verb is not None else []
    leaving = [v for v in fronts if v.lemma in words("leaving")]  # "Before leaving A, the guests called on B"
    behind += [n for v in leaving for n in parse.children(v, "dobj")]
    return next((key for n in behind if (key := known(context, n, LANDS)) is not None), None)


def _when(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """Where that was done at the time of which a "when" tells something more ("met in Lima in June, when a summit was
    held").
    """
    at = verb
    while at is not None and at.dep == "conj":
        at = parse.parent(at)
    told = at is not None and any(fold(n.text) == "when" and n.index for n in parse.children(at, "advmod"))
    above = verb_of(parse.nodes[at.head], parse) if at is not None and told and at.dep in {"advcl", "relcl"} else None
    if at is None or above is None or above.index > at.index:
        return None
    spots = [n for mark, n in context.prepositions(above, parse) if mark == "in"]
    return next((key for n in spots if (key := known(context, n, LANDS)) is not None), None)


def _facing(prep: str, child: Node) -> bool:
    """Whether something is done in front of a monument ("placed a bouquet before the statue")."""
    return prep in {"before", "beside", "near"} and fold(child.lemma) in words("tomb")


def _holding(node: Node, parse: Parse) -> list[Node]:
    """The noun of holding that an event is "of" ("the holding in A of the fourth session")."""
    of = parse.parent(node) if node.dep == "pobj" else None
    before = parse.nodes[: of.index] if of is not None and fold(of.text) == "of" else ()
    noun = next((n for n in reversed(before) if n.tag[:1] in {"V", "M"} or fold(n.text) in words("held-noun")), None)
    return [noun] if noun is not None and fold(noun.text) in words("held-noun") else []


def _for(context: Context, verb: Node, parse: Parse) -> list[Node]:
    """The place that an event is planned for."""
    behind = [n for mark, n in context.prepositions(verb, parse) if mark == "for"]
    return [n for n in behind if known(context, n, LANDS) is not None]


def _in_front(context: Context, node: Node, parse: Parse) -> str | None:
    """The town that stands before an event's noun ("the Lima summit"); a state's name there may tell whose it is."""
    before = parse.children(node, "compound", "nmod") if node.tag.startswith("N") else []
    towns = [n for n in before if n.phrase is not None and n.phrase.kind == "place"]
    return next((key for n in towns for key, _ in context.own(n) if context.kind(key) == "place"), None)


def _there(context: Context, node: Node, verb: Node | None, parse: Parse) -> str | None:
    """What a "there" beside the event's word or verb means: the place named last, two sentences back at most."""
    spots = [node, *([verb] if verb is not None else []), *_raising(verb, parse)]
    word = next((n for spot in spots for n in parse.children(spot, "advmod") if fold(n.text) == "there"), None)
    if word is None:
        return None
    near = [p for p in context.parses if 0 <= parse.sentence.index - p.sentence.index < REACH]
    nodes = [n for p in near for n in p.nodes if n.span.start < word.span.start]
    return next((key for n in reversed(nodes) if (key := known(context, n, LANDS)) is not None), None)


def swallowed(spots: list[Node], parse: Parse) -> Iterator[tuple[str, Node]]:
    """The place right behind a preposition that the parser hung on the name behind it ("received at A airport B")."""
    for spot in spots:
        for prep in parse.children(spot, "prep"):
            behind = [n for n in parse.nodes[prep.index + 1 : prep.index + 3] if n.dep != "det"]
            if fold(prep.text) in IN and behind and behind[0].dep in {"compound", "nmod", "poss"}:
                named = behind[0].phrase is not None and behind[0].phrase.kind == "place"
                head = parse.nodes[behind[0].head]
                if named and head.phrase is not None and head.phrase.kind in {"person", "office", "org"}:
                    yield fold(prep.text), behind[0]


def _where(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """The place before a "where" that opens an event's clause ("in Lima, where a summit is to open", "to Lima, where he
    landed and laid a wreath").
    """
    at, word = verb, None
    while at is not None and word is None:
        word = next((n for n in parse.children(at, "advmod") if fold(n.text) == "where"), None)
        at = parse.parent(at) if at.dep in {"conj", "xcomp"} else None
    if word is None or not word.index:
        return None
    before = next((n for n in reversed(parse.nodes[: word.index]) if n.text != ","), None)
    named = context.own(before) if before is not None else []
    return next((key for key, _ in named if context.kind(key) in LANDS), None)


def _places_below(node: Node, parse: Parse) -> Iterator[tuple[str, Node]]:
    """The prepositions of place below an event's word with what they have behind them, its conjuncts' left out."""
    for n in parse.subtree(node):
        if n.dep == "prep" and fold(n.text) in IN and n.index > node.index:
            above = path(n, parse)
            between = above[: above.index(node)]
            clause = next((a for a in between if a.dep in CLAUSES), None)
            apart = any((a.dep == "conj" and _apart(a)) or _earlier(a, parse) for a in between)
            if not apart and (clause is None or not _elsewhere(clause, node)):
                yield from ((fold(n.text), child) for child in parse.children(n, "pobj"))


def _elsewhere(clause: Node, node: Node) -> bool:
    """Whether a clause tells what else somebody does or did, not where the event is to be nor where somebody is."""
    planned = node.tag.startswith("N") and (clause.lemma in words("staging") or row("plan", clause.lemma) is not None)
    return clause.head != node.index and clause.lemma not in WHO and not planned


def _earlier(node: Node, parse: Parse) -> bool:
    """Whether a noun is of another event of the same people ("followed up on their talks in Oslo")."""
    theirs = any(n.tag == "PRP$" for n in parse.children(node, "poss"))
    return theirs and node.tag.startswith("N") and noun_type(fold(node.lemma), frozenset()) is not None


def _apart(node: Node) -> bool:
    """Whether a conjunct may be somewhere else: somebody, or an event, rather than a matter that is talked about."""
    event = noun_type(fold(node.lemma), frozenset()) is not None
    return node.phrase is not None or event or not node.tag.startswith("N")
