"""Who was there, by sentences that say nothing else: "Also present were A and B", "With her came C", "D also attended".

Comes in: a parsed sentence. Goes out: the people that it adds, as what, to which type of event where its words say so.
It never looks for that event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.claims.context import Context
from kg.claims.event_agents import Agent, roster
from kg.claims.event_beside import alongside_them, at_hand, minuted, placed_people, seated
from kg.claims.event_teams import join
from kg.claims.event_words import words
from kg.model import EventType, RoleName
from kg.syntax import Node, Parse
from kg.words import fold

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
REACH = 6  # words behind a verb of being in which its words of presence stand
BESIDE = frozenset({"with", "alongside", "beside"})
AT = frozenset({"at", "in", "on"})
CLOSING = frozenset({".", ",", ";", "for", "on", "from", "too", "also", "as", "well"})  # behind "were there"
SPOTS = frozenset({"room", "table", "hall", "hand"})


@dataclass(frozen=True, slots=True)
class Added:
    """People that a sentence adds, as what, to what type of event where its words say so; `names` are the nodes whose
    words may name that event.
    """

    people: list[Agent]
    names: tuple[Node, ...] = ()
    role: RoleName = "participant"
    kind: EventType | None = None


def present(context: Context, parse: Parse) -> Added | None:
    """Who was there: "Also present were A and B", "Among those attending was A", "A and B were also present"."""
    travelling = _travelling(parse)
    be = next((n for n in parse.nodes if _listing(context, n, parse)), travelling)
    if start := minuted(parse):
        return Added(roster(context, parse, start))
    if start := at_hand(parse):
        return Added(roster(context, parse, start), parse.nodes[:start])
    if be is None:
        return None
    be = travelling if travelling is not None and travelling.index < be.index else be
    before, behind = parse.nodes[: be.index], parse.nodes[be.index + 1 : be.index + 1 + REACH]
    led = _greeting(before) or not any(n.phrase is not None and n.phrase.kind == "person" for n in before)
    if led and _onlooking(before):
        return Added(roster(context, parse, be.index + 1), before, "witness", "signing")
    standing = be is travelling or _of_side(before) or _greeting(before) or _opened(before) or placed_people(before)
    named = next((n for n in behind if n.tag not in {"DT", "RB", "PRP$", ":"}), None)
    naming = named is not None and _personal(named) and _of_guests(context, be, parse)
    if led and (standing or naming or _of_presence(context, before)):
        said = {word for n in before for word in fold(n.span.of(context.text)).split()}
        there = bool(said & words("occasion"))  # "Accompanying A on the occasion were B and C"
        coming = (_coming(before) and not there) or be is travelling
        along = (bool(said & words("delegation")) and not receiving(before)) or coming
        kind: EventType | None = "visit" if along else "meeting" if _of_side(before) else None
        return Added(roster(context, parse, be.index + 1), before, kind=kind)
    told = _of_presence(context, behind) or _there(behind) or seated(behind)
    if not led and told and not any(_personal(n) for n in behind):
        return Added(roster(context, parse, 0, be.index), parse.nodes[be.index :])
    return None


def alongside(context: Context, parse: Parse) -> Added | None:
    """As in "…, with A and B in attendance", "with C also present"."""
    for opening in parse.nodes:
        behind = parse.nodes[opening.index + 1 :] if fold(opening.text) == "with" else ()
        said = next((n for n in behind if fold(n.text) in words("there") - {"among", "alongside"}), None)
        between = parse.nodes[opening.index + 1 : said.index] if said is not None else ()
        if said is not None and any(_personal(n) for n in between) and not any(n.tag in FINITE for n in between):
            return Added(roster(context, parse, opening.index + 1, said.index), parse.nodes)
    return None


def came(context: Context, parse: Parse) -> Added | None:
    """As in "A and B sat in", "A also took part", "B attended, too", "In the talks took part also C"."""
    for verb in parse.nodes:
        associated = verb.lemma == "associate" and verb.tag == "VBN"
        if not (verb.tag == "VBD" or associated) or verb.dep not in {"ROOT", "conj", "ccomp"}:
            continue
        around = {fold(n.text) for n in parse.children(verb)}
        sat = verb.lemma in {"sit", "listen"} and "in" in around and not parse.children(verb, "dobj")
        sat = sat or _joined(parse, verb) or alongside_them(parse, verb)
        took = verb.lemma == "take" and "part" in around
        among = _among_them(parse, verb)
        attended = verb.lemma in {"attend", "participate"} and (among or not parse.children(verb, "dobj"))
        if (took or attended) and _fronted(parse.nodes[: verb.index]):
            return Added(roster(context, parse, verb.index + 2 if took else verb.index + 1), parse.nodes[: verb.index])
        if sat or ((took or attended) and (among or not _somewhere(parse, verb))):
            named = roster(context, parse, among) if among else []
            return Added([*roster(context, parse, 0, verb.index), *named], parse.nodes[verb.index :])
    return None


def _joined(parse: Parse, verb: Node) -> bool:
    """As in "A joined them", "B joined the call", "C and D were associated in the discussion"."""
    things = parse.children(verb, "dobj") if verb.lemma == "join" else []
    if verb.lemma == "associate" and parse.children(verb, "nsubjpass"):
        things = [n for prep in parse.children(verb, "prep") for n in parse.children(prep, "pobj")]
    return any(n.tag == "PRP" or n.lemma in words("joined") for n in things)


def _somewhere(parse: Parse, verb: Node) -> bool:
    """Whether a verb says more of where or when; for which side somebody comes is no such thing."""
    behind = [n for prep in parse.children(verb, "prep") for n in parse.children(prep, "pobj")]
    return bool(parse.children(verb, "prep")) and not all(n.lemma in {"side", "part", "behalf"} for n in behind)


def _among_them(parse: Parse, verb: Node) -> int:
    """Where those begin whom "among them", "including" names right behind a verb; 0 where nobody is."""
    behind = parse.nodes[verb.index + 1 : verb.index + 1 + REACH]
    opened = (n for n in behind if fold(n.text) in {"them", "whom"} and fold(parse.nodes[n.index - 1].text) == "among")
    start = next(opened, None) or next((n for n in behind if fold(n.text) == "including"), None)
    return start.index + 1 if start is not None else 0


def completed(context: Context, parse: Parse) -> Added | None:
    """As in "A and B make up the rest of the delegation", "C completed the team"."""
    for verb in parse.nodes:
        if not verb.tag.startswith("V") or verb.dep != "ROOT" or verb.lemma not in words("completing"):
            continue
        if any({w.lemma for w in parse.subtree(n)} & words("delegation") for n in parse.children(verb, "dobj")):
            people = roster(context, parse, 0, verb.index)
            for team in context.delegations[-1:]:
                join(context, team, [(a.found[0], a.span) for a in people])
            return Added(people, kind="visit")
    return None


def _listing(context: Context, node: Node, parse: Parse) -> bool:
    """Whether a verb puts names to those whom its subject means: "were", behind guests and the like "included"."""
    if node.phrase is not None or node.tag not in FINITE:
        return False
    return node.lemma == "be" or (node.lemma in words("comprise") and _of_guests(context, node, parse))


def _of_guests(context: Context, verb: Node, parse: Parse) -> bool:
    """Whether a subject means people who came to something: "guests", "those in attendance", "the guest of honour",
    "members of the delegation".
    """
    heads = [n for n in parse.children(verb, "nsubj", "nsubjpass") if n.index < verb.index]
    said = [_singular(word) for n in heads for word in fold(n.span.of(context.text)).split()]
    before = {_singular(w) for n in parse.nodes[: verb.index] for w in fold(n.span.of(context.text)).split()}
    member = said[:1] == ["member"] and bool(before & words("delegation"))
    others = said in (["those"], ["other"]) and bool(before & words("there"))
    return member or others or bool(set(said) & words("attender"))


def _singular(word: str) -> str:
    return word if word == "those" else word.removesuffix("s")


def receiving(nodes: Iterable[Node]) -> bool:
    """Whether a team is those who met or received another one ("the team that met the delegation included")."""
    return any(n.dep == "relcl" and n.lemma in words("greeting") | {"meet", "host"} for n in nodes)


def _coming(nodes: tuple[Node, ...]) -> bool:
    """Whether words open with a participle of coming along: "Accompanying her", "Travelling with the minister"."""
    travelling = nodes[0].lemma in words("travelling-along") and nodes[0].tag == "VBG"
    return nodes[0].lemma in words("accompany") or (travelling and bool(BESIDE & {fold(n.text) for n in nodes}))


def _travelling(parse: Parse) -> Node | None:
    """The verb of "With her came A and B", whatever the tagger made of it."""
    if not parse.nodes or fold(parse.nodes[0].text) not in BESIDE:
        return None
    verbs = (n for n in parse.nodes[1:REACH] if n.phrase is None and n.tag.startswith("V"))
    verb = next(verbs, None)
    behind = parse.nodes[verb.index + 1 : verb.index + 2] if verb is not None else ()
    named = any(_personal(n) or n.tag in {"DT", "PRP$"} for n in behind)
    return verb if verb is not None and named and verb.lemma in words("travelling-along") else None


def _personal(node: Node) -> bool:
    return node.phrase is not None and node.phrase.kind in {"person", "office"}


def _of_presence(context: Context, nodes: tuple[Node, ...]) -> bool:
    """Whether words say that somebody was there; "among" alone does where those who were follow it."""
    found = {fold(n.text) for n in nodes}
    said = found & words("there")
    taking = "part" in found and bool(found & {"took", "taking"})
    return bool(said - {"among"}) or taking or (bool(said) and _of_those(context, nodes))


def _of_those(context: Context, nodes: tuple[Node, ...]) -> bool:
    """Whether "among" is followed by "those", "them", or a word for people who come to something."""
    people = words("roll") | words("visitors") | words("delegation") | words("dignitary") | {"those", "them"}
    named = {word for n in nodes for word in fold(n.span.of(context.text)).split()}
    return any(n.lemma in people for n in nodes) or bool(named & (people | {f"{word}s" for word in people}))


def _there(nodes: tuple[Node, ...]) -> bool:
    """Whether "were there" ends a clause, or goes on with whom for; "were on hand", "were in the room"."""
    found = [fold(n.text) for n in nodes]
    spot = found[:1] != [] and found[0] in AT and bool(SPOTS & set(found[1:3]))
    return spot or (found[:1] == ["there"] and bool(CLOSING & set(found[1:2])))


def _opened(nodes: tuple[Node, ...]) -> bool:
    """Whether words open with "Also at the talks", "Also in the room", or a participle of who stands for a side."""
    found = [fold(n.text) for n in nodes]
    spotted = bool(SPOTS & set(found)) or any(n.phrase is None and n.tag.startswith("N") for n in nodes)
    also = found[:1] == ["also"] and found[1:2] != [] and found[1] in AT and spotted
    standing = bool(nodes) and nodes[0].tag == "VBG" and nodes[0].lemma in words("completing") | {"represent"}
    standing = standing or (bool(nodes) and nodes[0].lemma == "invite" and nodes[0].tag in {"VBN", "VBD"})
    return also or standing


def _fronted(nodes: tuple[Node, ...]) -> bool:
    """Whether words before a verb are a circumstance alone, an event's noun in it ("In the meeting took part …")."""
    opened = bool(nodes) and fold(nodes[0].text) in AT
    return opened and not any(_personal(n) or n.dep in {"nsubj", "nsubjpass"} for n in nodes)


def _greeting(nodes: tuple[Node, ...]) -> bool:
    """Whether words open with a participle of greeting or company ("Receiving the guests were A", "With B were C")."""
    beside = bool(nodes) and fold(nodes[0].text) in BESIDE
    verbal = words("greeting") | (words("travelling-along") if any(fold(n.text) in BESIDE for n in nodes) else set())
    opened = beside or (bool(nodes) and nodes[0].tag == "VBG" and nodes[0].lemma in verbal)
    finite = any(n.tag in {"VBD", "VBZ", "VBP", "MD"} for n in nodes)
    return opened and not finite and (beside or not any(n.dep in {"nsubj", "nsubjpass"} for n in nodes))


def _of_side(nodes: tuple[Node, ...]) -> bool:
    """Whether words open with a side: "On the Romanian side were …", "Also on the line were"."""
    found = [fold(n.text) for n in nodes]
    return any(a == "on" for a in found[:2]) and bool({"side", "line", "part"} & set(found))


def _onlooking(nodes: tuple[Node, ...]) -> bool:
    found = [fold(n.text) for n in nodes]
    return "looking" in found and "on" in found
