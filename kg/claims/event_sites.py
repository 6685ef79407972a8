"""What a word names as a place: a town, a land, a building, a body's seat, a water.

Comes in: a node of a clause. Goes out: the key of a place, or None. It never asks what happened there.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_words import noun_type, row, words
from kg.model import Span
from kg.syntax import Node, Parse
from kg.territories import territory
from kg.words import fold

LANDS = frozenset({"place", "state"})
BUILT = words("site") | words("tomb")
SITED = words("site") | words("tomb") | words("arriving")
HOUSES = frozenset({"organization", "state_body"})
FRONT = ("poss", "compound", "nmod", "nummod")
BEFORE = frozenset({"compound", "amod", "nmod", "poss", "case"})


def water(context: Context, node: Node, parse: Parse) -> str | None:
    """A river, a bay, an island by its words ("on the Orvo river", "off the Lolo coast")."""
    if node.phrase is not None or fold(node.lemma) not in words("waters"):
        return None
    before = [n for n in parse.subtree(node) if n.index < node.index and n.text[:1].isupper() and n.dep in BEFORE]
    if not before:
        return None
    name = Span(min(n.span.start for n in before), node.span.end).of(context.text)
    return context.entity("place", (" ".join(name.split()),))


def known(context: Context, node: Node, kinds: frozenset[str]) -> str | None:
    """The key of the first thing of these kinds that a node stands for; None for other words."""
    return next((key for key, _ in context.own(node) if context.kind(key) in kinds), None)


def built(context: Context, node: Node, parse: Parse) -> str | None:
    """What is named by several names ("the Mariners' Cenotaph", "Naval Station Kesar Tamraj", "the Palais de la
    Paix").
    """
    if node.phrase is None or node.phrase.kind not in {"place", "org"}:
        return None
    before = [n for n in parse.children(node, *FRONT) if n.index < node.index]
    alone = len(node.span.of(context.text).split()) == 1
    last = fold(node.span.of(context.text).split()[-1])
    if not before:
        return None
    first = before[0].phrase
    named = before[0].tag in {"NNP", "NNPS"} and (first is None or first.kind != "person")
    of_site = first is not None and first.kind == "place" and fold(before[0].span.of(context.text).split()[-1]) in BUILT
    close = before[0].index + 1 + (before[0].dep == "poss") == node.index
    own = close and ((alone and last in BUILT and named) or of_site)
    joined = node.phrase.kind == "place" and _joined(context, before, node, parse)
    return _named(context, node, parse) if own or joined else None


def _joined(context: Context, before: list[Node], node: Node, parse: Parse) -> bool:
    """Whether the names before a place's all stand right before it, as parts of one name ("the Vienna Café")."""
    parts = [n for n in before if n.dep != "poss"]
    own = territory(node.span.of(context.text)) is None and len(parts) == len(before)
    run = parse.nodes[parts[0].index : node.index] if parts else []
    return own and bool(run) and all(n.tag.startswith(("NNP", "CD")) and _not_somebody(n) for n in run)


def _not_somebody(node: Node) -> bool:
    return node.phrase is None or node.phrase.kind not in {"person", "office", "demonym"}


def is_gathering(context: Context, node: Node) -> bool:
    """Whether a name is an event's rather than a place's ("the Leaders' Retreat", "Exercise Albatross")."""
    place = node.phrase is not None and node.phrase.kind == "place"
    words_of = fold(node.span.of(context.text)).split() if place else []
    return len(words_of) > 1 and any(row("noun", word) is not None for word in (words_of[0], words_of[-1]))


def is_building(context: Context, node: Node) -> bool:
    """Whether a name is that of something built ("the Palace of Independence")."""
    front = fold(node.span.of(context.text)).split(" of ")[0].split() if node.phrase is not None else []
    return bool(front) and front[-1] in BUILT


def named_behind(context: Context, node: Node, parse: Parse) -> str | None:
    """The name of a house behind the comma of its noun ("at his official residence, A House, on Monday")."""
    behind = parse.nodes[node.index + 1 : node.index + 4]
    marked = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    if not marked or node.phrase is not None or fold(node.lemma) not in BUILT:
        return None
    phrase = behind[1].phrase
    house = phrase is not None and phrase.kind in {"place", "org"}
    return known(context, behind[1], LANDS | HOUSES) if house else None


def locality(context: Context, node: Node, parse: Parse) -> str | None:
    """The town that its kind of place names ("in the port city of A", "in B's capital, C")."""
    if node.phrase is not None or fold(node.lemma) not in words("locality"):
        return None
    inside = [n for mark, n in context.prepositions(node, parse) if mark == "of"]
    behind = parse.nodes[node.index + 1 : node.index + 4]
    marked = len(behind) == 3 and behind[0].text == "," and behind[2].text in {",", "."}
    for n in (*inside, *(behind[1:2] if marked else ())):
        if (place := known(context, n, LANDS)) is not None:
            return place
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


def shown_there(context: Context, prep: str, node: Node, parse: Parse) -> str | None:
    """The key of what only its place shows to be somewhere: a name that was taken for somebody's by its shape alone
    ("a seminar in A", "a dinner at the A"), a part of a building ("in the forecourt of the A Palace").
    """
    last = fold(node.span.of(context.text)).split()[-1]
    if row("noun", last) is not None:
        return None  # "at the Leaders' Retreat"
    person = node.phrase is not None and node.phrase.kind == "person"
    if person and (last in BUILT or bare_name(context, node)):
        determined = any(fold(n.text) == "the" for n in parse.children(node, "det"))
        short = determined or last in BUILT or len(node.span.of(context.text).split()) == 1
        return _named(context, node, parse) if prep == "in" or (prep == "at" and short) else None
    if node.phrase is not None:
        return None
    inner = [n for mark, n in context.prepositions(node, parse) if mark == "of"][:1]
    if inner and is_building(context, inner[0]):
        return known(context, inner[0], LANDS | HOUSES)
    unread = inner and inner[0].phrase is None and inner[0].tag == "NNP" and fold(inner[0].lemma) in BUILT
    return site_named(context, inner[0], parse) if unread else None


def goal(context: Context, node: Node, parse: Parse) -> str | None:
    """The key of what "to" leads to by a name that nothing shows to be a place ("a visit to A"), or as
    the first of a list ("to three countries: A, B and C").
    """
    listed = parse.children(node, "appos") if node.tag == "NNS" and node.phrase is None else []
    if listed and (place := known(context, listed[0], LANDS)) is not None:
        return place
    unknown = node.tag == "NNP" and node.phrase is None
    alone = bare_name(context, node) and len(node.span.of(context.text).split()) == 1
    return _named(context, node, parse) if unknown or alone else None


def _named(context: Context, node: Node, parse: Parse) -> str:
    """A place made of a proper noun with the capitals before it; of a name read as somebody's, its words."""
    before = [n for n in parse.subtree(node) if n.index < node.index and n.tag.startswith(("NNP", "POS", "CD"))]
    start = min((n.span.start for n in before), default=node.span.start)
    name = " ".join(Span(start, node.span.end).of(context.text).split())
    return context.entity("place", (name.removeprefix("the "),))


def site_named(context: Context, node: Node, parse: Parse) -> str | None:
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
    spans = [Span(start, n.span.end) for n in of[:1]]
    spans += [Span(start, node.span.end), *_unowned(context, node, parse)]
    names = [" ".join(span.of(context.text).split()) for span in spans]
    return context.entity("place", tuple(names)) if before or of or named else None


def _unowned(context: Context, node: Node, parse: Parse) -> list[Span]:
    """A building's name without whose it is ("the party's A Road headquarters"), if it has one."""
    owners = [n for n in parse.children(node, "poss") if n.tag != "PRP$"]
    mark = next((n for owner in owners for n in parse.children(owner, "case")), None)
    rest = parse.nodes[mark.index + 1 : node.index] if mark is not None else []
    return [Span(rest[0].span.start, node.span.end)] if any(n.tag.startswith("NNP") for n in rest) else []


def dateline(context: Context) -> str | None:
    """The key of the place in the dateline; None if the article has none."""
    place = context.annotated.article.place
    if place is None:
        return None
    wanted = fold(place.value)
    known = next((e.key for e in context.entities.values() if wanted in {fold(n) for n in e.names}), None)
    return known or context.entity("place", (place.value.title() if place.value.isupper() else place.value,))


def state_of_dateline(context: Context) -> str | None:
    """The key of the state whose seat of government the dateline names."""
    place = context.annotated.article.place
    seat = territory(place.value) if place is not None else None
    if seat is None or seat.form != "city":
        return None
    named = ((e.key, territory(e.name)) for e in context.entities.values() if e.kind == "state")
    known = next((key for key, land in named if land is not None and land.code == seat.code), None)
    return known or context.entity("state", (seat.name,))


def is_site(context: Context, key: str) -> bool:
    """Whether a place is a building, a monument or a body's seat rather than a town or a land."""
    if context.kind(key) in {"state_body", "organization"}:
        return True
    name = context.name(key)
    words_of = name.split(" of ")[0].split(" in ")[0].split()
    built = {fold(w) for w in words_of[1:] or words_of} & SITED  # "Port A" is a town
    return territory(name) is None and (bool(built) or words_of[-1][0].islower())


def of_item(context: Context, node: Node, parse: Parse) -> str | None:
    """The place that an item of a programme sets off: behind its last commas ("talks with A, Cabinet Room") or before
    a dash in front of the event ("18 June, Lima – meeting of ministers").
    """
    for n in reversed(parse.nodes[: max(node.index - 1, 0)]):
        if parse.nodes[n.index + 1].text in {"–", "—", "-", ":"} and (key := known(context, n, LANDS)) is not None:
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
