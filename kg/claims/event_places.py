"""Where: the place of an event told in a clause.

Comes in: a node of a clause. Goes out: the key of a place. It never places an event where its words, or its host's own
office together with the article's dateline, do not put it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_stages import completions, path, verb_of
from kg.claims.event_words import noun_type, row, words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

LANDS = frozenset({"place", "state"})
SITES = frozenset({"state_body", "organization", "party_body"})  # where "at" puts an event
IN = frozenset({"in", "at", "on", "off"})
PLACED = frozenset({"in", "at"})
BUILT = words("site") | words("tomb")
PARTNERED = frozenset({"for", "with", "by"})  # behind which the parser may hang where somebody is received
WHILE = frozenset({"while", "when", "whilst"})
REACH = 3  # sentences in which "there" means a place
BEFORE = frozenset({"compound", "amod", "nmod", "poss", "case"})


def place_of(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of the place that a preposition or "where" ties to an event's word or verb; of "here" the dateline's."""
    verb = verb_of(node, parse)
    if (there := _where(context, verb, parse)) is not None:
        return there
    spots = [node, *([verb] if verb is not None else []), *completions(node, parse), *parse.children(node, "acl")]
    spots += [v for v in parse.children(node, "relcl") if v.lemma in words("staging") or v.lemma in words("when")]
    spots += [*_holding(node, parse), *_raising(verb, parse)]
    told = [pair for spot in spots for pair in context.prepositions(spot, parse) if pair[0] in IN or _facing(*pair)]
    told += [("in", n) for spot in spots if spot.lemma in words("arranged") for n in _for(context, spot, parse)]
    partners = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark in PARTNERED]
    told += [pair for n in partners for pair in context.prepositions(n, parse) if pair[0] == "at"]
    spotted = [*told, *swallowed(spots, parse), *_places_below(node, parse)]
    for prep, child in spotted:
        found = _built(context, child, parse) or _known(context, child, LANDS | SITES if prep == "at" else LANDS)
        found = found or _locality(context, child, parse) or _water(context, child, parse)
        if found is not None:
            return found
    sited = (child for prep, child in spotted if prep in PLACED or fold(child.lemma) in words("tomb"))
    site = next((key for child in sited if (key := _site(context, child, parse))), None)
    if site is not None:
        return site
    further = (_in_front(context, node, parse), _while(context, verb, parse), _there(context, verb, parse), _reached(context, verb, parse))
    if (town := next((key for key in further if key), None)) is not None:
        return town
    here = any(fold(n.text) == "here" and n.dep == "advmod" for n in parse.nodes)
    return dateline(context) if here else None


def _reached(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """Where somebody has come to do what the event's verb says ("went to the embassy in A and signed the book",
    "arrived in A to attend the session", "… leading a delegation to the session").
    """
    at = verb
    while at is not None and at.dep in {"conj", "xcomp", "advcl"} and (above := parse.parent(at)) is not None:
        joined = at.dep != "conj" or not parse.children(at, "nsubj", "nsubjpass")
        at = above if joined and above.tag.startswith("V") else None
        if at is not None and row("travel", at.lemma):
            spots = [n for mark, n in context.prepositions(at, parse) if mark in {"to", "in", "at"}]
            inner = [n for spot in spots for mark, n in context.prepositions(spot, parse) if mark == "in"]
            for n in (*spots, *inner):
                if (found := _known(context, n, LANDS) or _site(context, n, parse)) is not None:
                    return found
    return None


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
    return next((key for n in behind if (key := _known(context, n, LANDS)) is not None), None)


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
    return [n for n in behind if _known(context, n, LANDS) is not None]


def _water(context: Context, node: Node, parse: Parse) -> str | None:
    """A river, a bay, an island by its words ("on the Orvo river", "off the Lolo coast")."""
    if node.phrase is not None or fold(node.lemma) not in words("waters"):
        return None
    before = [n for n in parse.subtree(node) if n.index < node.index and n.text[:1].isupper() and n.dep in BEFORE]
    if not before:
        return None
    name = Span(min(n.span.start for n in before), node.span.end).of(context.text)
    return context.entity("place", (" ".join(name.split()),))


def _in_front(context: Context, node: Node, parse: Parse) -> str | None:
    """The town that stands before an event's noun ("the Lima summit"); a state's name there may tell whose it is."""
    before = parse.children(node, "compound", "nmod") if node.tag.startswith("N") else []
    towns = [n for n in before if n.phrase is not None and n.phrase.kind == "place"]
    return next((key for n in towns for key, _ in context.own(n) if context.kind(key) == "place"), None)


def _there(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """What a "there" beside the event's verb means: the place named last, two sentences back at most."""
    word = next((n for n in parse.children(verb, "advmod") if fold(n.text) == "there"), None) if verb else None
    if word is None:
        return None
    near = [p for p in context.parses if 0 <= parse.sentence.index - p.sentence.index < REACH]
    nodes = [n for p in near for n in p.nodes if n.span.start < word.span.start]
    return next((key for n in reversed(nodes) if (key := _known(context, n, LANDS)) is not None), None)


def _known(context: Context, node: Node, kinds: frozenset[str]) -> str | None:
    return next((key for key, _ in context.own(node) if context.kind(key) in kinds), None)


def _built(context: Context, node: Node, parse: Parse) -> str | None:
    """What is built and named by several names ("the Mariners' Cenotaph", "Naval Station Kesar Tamraj")."""
    before = [n for n in parse.children(node, "poss", "compound", "nmod") if n.index < node.index]
    if node.phrase is None or node.phrase.kind not in {"place", "org"} or not before:
        return None
    own = fold(node.span.of(context.text).split()[-1]) in BUILT and len(node.span.of(context.text).split()) == 1
    first = before[0].phrase
    named = before[0].tag in {"NNP", "NNPS"} and (first is None or first.kind != "person")
    of_site = first is not None and first.kind == "place" and fold(before[0].span.of(context.text).split()[-1]) in BUILT
    close = before[0].index + 1 + (before[0].dep == "poss") == node.index
    return _named(context, node, parse) if close and ((own and named) or of_site) else None


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


def _locality(context: Context, node: Node, parse: Parse) -> str | None:
    """The town that its kind of place names ("in the port city of A", "in B's capital, C")."""
    if node.phrase is not None or fold(node.lemma) not in words("locality"):
        return None
    inside = [n for mark, n in context.prepositions(node, parse) if mark == "of"]
    behind = parse.nodes[node.index + 1 : node.index + 4]
    marked = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    for n in (*inside, *(behind[1:2] if marked else ())):
        if (known := _known(context, n, LANDS)) is not None:
            return known
        if n.tag == "NNP" and (n.phrase is None or bare_name(context, n)):
            return _named(context, n, parse)
    return _capital(context, node, parse) if fold(node.lemma) == "capital" else None


def _capital(context: Context, node: Node, parse: Parse) -> str | None:
    """The capital that a state's name or adjective tells, by its words ("in the Norlandic capital"); of "the capital"
    alone the dateline's seat of government.
    """
    after = parse.nodes[node.index + 1 : node.index + 2]
    if parse.children(node, "prep", "appos") or any(n.tag == "NNP" for n in after):
        return None
    before = [n for n in parse.children(node, "amod", "compound", "nmod", "poss") if n.index < node.index]
    if any(context.kind(key) in LANDS for n in before for key, _ in context.own(n)):
        return context.entity("place", (" ".join(Span(before[0].span.start, node.span.end).of(context.text).split()),))
    written = context.annotated.article.place
    seat = territory(written.value) if written is not None else None
    return dateline(context) if not before and seat is not None and seat.form == "city" else None


def bare_name(context: Context, node: Node) -> bool:
    """Whether a name was taken for a person's by its shape alone: no title or honorific stands by it, no office is
    told of whom it would be.
    """
    person = node.phrase.person if node.phrase is not None and node.phrase.kind == "person" else None
    keys = {key for key, _ in context.own(node)}
    held = any(h.person in keys for h in context.holdings)
    return person is not None and not person.titles and not person.honorific and not held


def goal(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of what "to" leads to by a name that nothing shows to be a place ("a visit to A"), or as
    the first of a list ("to three countries: A, B and C").
    """
    listed = parse.children(node, "appos") if node.tag == "NNS" and node.phrase is None else []
    if listed and (known := _known(context, listed[0], LANDS)) is not None:
        return known
    unknown = node.tag == "NNP" and node.phrase is None
    alone = bare_name(context, node) and len(node.span.of(context.text).split()) == 1
    return _named(context, node, parse) if unknown or alone else None


def _named(context: Context, node: Node, parse: Parse) -> str:
    """A place made of a proper noun with the capitals before it; of a name read as somebody's, its words."""
    before = [n for n in parse.subtree(node) if n.index < node.index and n.tag.startswith(("NNP", "POS"))]
    start = min((n.span.start for n in before), default=node.span.start)
    return context.entity("place", (" ".join(Span(start, node.span.end).of(context.text).split()),))


def _site(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of a place that only its noun tells ("at the headquarters of A", "in the town hall")."""
    named = (node.tag == "NNP" or node.text[:1].isupper()) and node.dep == "pobj"
    if noun_type(fold(node.lemma), frozenset()) is not None:
        return None  # "took part in the Lima Roundtable"
    if node.phrase is not None or not (named or fold(node.lemma) in BUILT):
        return None
    before = [n for n in parse.subtree(node) if n.index < node.index and n.dep in BEFORE and n.tag != "PRP$"]
    start = min((n.span.start for n in before), default=node.span.start)
    marks = {"of", "to"} if fold(node.lemma) in words("tomb") else {"of"}
    of = [n for mark, n in context.prepositions(node, parse) if mark in marks]
    words_of = [Span(start, n.span.end).of(context.text) for n in of[:1]]
    names = [" ".join(name.split()) for name in (*words_of, Span(start, node.span.end).of(context.text))]
    return context.entity("place", tuple(names)) if before or of or named else None


def _where(context: Context, verb: Node | None, parse: Parse) -> str | None:
    """The place before a "where" that opens an event's clause ("in Lima, where a summit is to open")."""
    word = next((n for n in parse.children(verb, "advmod") if fold(n.text) == "where"), None) if verb else None
    if verb is None or word is None or verb.dep not in {"relcl", "advcl", "acl"}:
        return None
    before = next((n for n in reversed(parse.nodes[: word.index]) if n.text != ","), None)
    named = context.own(before) if before is not None else []
    return next((key for key, _ in named if context.kind(key) in LANDS), None)


def _places_below(node: Node, parse: Parse) -> Iterator[tuple[str, Node]]:
    """The prepositions of place below an event's word with what they have behind them, its conjuncts' left out."""
    for n in parse.subtree(node):
        if n.dep == "prep" and fold(n.text) in IN and n.index > node.index:
            above = path(n, parse)
            if not any(a.dep == "conj" and _apart(a) for a in above[: above.index(node)]):
                yield from ((fold(n.text), child) for child in parse.children(n, "pobj"))


def _apart(node: Node) -> bool:
    """Whether a conjunct may be somewhere else: somebody, or an event, rather than a matter that is talked about."""
    event = noun_type(fold(node.lemma), frozenset()) is not None
    return node.phrase is not None or event or not node.tag.startswith("N")


def dateline(context: Context) -> str | None:
    """The key of the place in the dateline; None if the article has none."""
    place = context.annotated.article.place
    if place is None:
        return None
    wanted = fold(place.value)
    known = next((e.key for e in context.entities.values() if wanted in {fold(n) for n in e.names}), None)
    return known or context.entity("place", (place.value.title() if place.value.isupper() else place.value,))


def of_item(context: Context, node: Node, parse: Parse) -> str | None:
    """The place that an item of a programme sets off: behind its last commas ("talks with A, Cabinet Room") or before
    a dash in front of the event ("18 June, Lima – meeting of ministers").
    """
    for n in reversed(parse.nodes[: max(node.index - 1, 0)]):
        if parse.nodes[n.index + 1].text in {"–", "—", "-", ":"} and (key := _known(context, n, LANDS)) is not None:
            return key
    end = parse.sentence.span.end
    people = [n.span for n in parse.nodes if n.phrase is not None and n.phrase.kind == "person"]
    for n in reversed([n for n in parse.nodes[node.index + 1 :] if n.text == ","]):
        stop = next((m.span.start for m in parse.nodes[n.index + 1 :] if m.text in {",", ";", "."}), end)
        span = Span(n.span.end, stop)
        name = " ".join(span.of(context.text).split()).removeprefix("the ")
        head = fold(name).split(" of ")[0].split()
        if name[:1].isupper() and head and head[-1] in BUILT and not any(span.overlaps(p) for p in people):
            return context.entity("place", (name,))
    return None
