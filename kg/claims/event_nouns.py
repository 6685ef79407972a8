"""Events that nouns tell of: "a state visit to X by Y", "the talks between A and B", "fifth summit".

Comes in: a parsed sentence. Goes out: candidates with what the noun phrase and its governing verb give. It never joins candidates.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, companions
from kg.claims.event_shapes import Candidate
from kg.claims.event_times import ordinal_of, perfect, place_of, stage_of, verb_of
from kg.claims.event_words import main_role, noun_type, row
from kg.model import EventType, RoleName, Span
from kg.syntax import Node, Parse
from kg.words import fold

BEHIND: dict[str, tuple[RoleName, ...]] = {
    "between": ("participant",),
    "among": ("participant",),
    "with": ("participant",),
}
OWN = frozenset({"congress", "festival", "exercise"})
PAPERS = frozenset(
    "document copy agreement memorandum text instrument credential note letter gift signature protocol".split()
)
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
SIDES = frozenset("parties sides countries nations states leaders chiefs heads ministers parliaments".split())
STANDING = frozenset({"first", "second", "third", "other", "another", "latter", "former"})
NOT_EVENTS = frozenset({"love", "cover", "open", "side", "foot", "key", "bank", "musical"})


def nouns(context: Context, parse: Parse) -> Iterator[Candidate]:
    """A candidate for each event noun of the sentence, and for a number that stands for the noun before ("the second")."""
    for node in parse.nodes:
        stood_for = _ellipsis(node, parse, context)
        if stood_for is not None:
            yield _candidate(context, parse, node, stood_for, frozenset())
            continue
        if node.phrase is not None and _gathering(node, parse):
            yield _candidate(context, parse, node, noun_type(_last_word(node), frozenset()) or "meeting", frozenset())
        if node.phrase is not None or not node.tag.startswith("N") or (node.dep == "compound" and _inside(node, parse)):
            continue
        words = frozenset(fold(n.text) for n in parse.children(node, "amod", "compound", "nmod"))
        kind = noun_type(fold(node.lemma), words) or _of_papers(context, parse, node)
        numbers = {fold(n.text) for n in parse.children(node, "nummod")}
        if kind is None or words & NOT_EVENTS or "one" in numbers:
            continue
        yield _candidate(context, parse, node, _typed(kind, node, words), words)


def _last_word(node: Node) -> str:
    return fold(node.phrase.name.text.split()[-1]) if node.phrase is not None and node.phrase.name is not None else ""


def _gathering(node: Node, parse: Parse) -> bool:
    """Whether a name that ends in an event's noun ("Southern Forum") is what a verb holds, opens, attends or puts off."""
    if node.phrase is None or node.phrase.kind != "org" or noun_type(_last_word(node), frozenset()) is None:
        return False
    verb = parse.parent(node)
    held = verb is not None and node.dep in {"dobj", "nsubj", "nsubjpass"} and bool(row("when", verb.lemma) or row("gather", verb.lemma))
    return held or any(row("when", clause.lemma) for clause in parse.children(node, "acl", "relcl"))


def _ellipsis(node: Node, parse: Parse, context: Context) -> EventType | None:
    """The type that "the second", "another", "it" stand for: that of the event noun named last."""
    word = fold(node.text)
    carried = (verb := parse.parent(node)) is not None and (row("light", verb.lemma) or verb.lemma == "take")
    number = word in STANDING and node.dep in {"nsubj", "nsubjpass", "pobj", "dobj"}
    it = word in {"it", "which"} and node.dep == "nsubjpass" and bool(carried)
    if node.phrase is not None or not (number or it) or (number and parse.children(node, "acl")):
        return None
    return last_type(context, node.span.start)


def last_type(context: Context, position: int) -> EventType | None:
    """The type of the event noun named last before a place in the text."""
    found: EventType | None = None
    for parse in context.parses:
        for n in parse.nodes:
            if n.span.start < position and n.phrase is None and n.tag.startswith("N"):
                words = frozenset(fold(m.text) for m in parse.children(n, "compound", "amod"))
                found = noun_type(fold(n.lemma), words) or found
    return found


def _inside(node: Node, parse: Parse) -> bool:
    above = parse.parent(node)
    return above is not None and above.tag.startswith("N")


def _of_papers(context: Context, parse: Parse, node: Node) -> EventType | None:
    """ "Exchange of documents", "presentation of 11 documents": a ceremony."""
    if row("noun", fold(node.lemma)) != ("exchange",):
        return None
    papers = {fold(child.lemma) for prep, child in context.prepositions(node, parse) if prep == "of"}
    return "ceremony" if papers & PAPERS else None


def _typed(kind: EventType, node: Node, words: frozenset[str]) -> EventType:
    """ "Party conference", "National Congress" are congresses, "welcome dinner", "anniversary reception" ceremonies."""
    if (
        node.lemma == "conference"
        and words & {"party", "national"}
        and not words & {"press", "theory", "theoretical", "ministerial"}
    ):
        return "congress"
    if node.lemma in {"reception", "meeting", "gathering"} and words & {
        "anniversary",
        "welcome",
        "gala",
        "commemorative",
        "memorial",
    }:
        return "ceremony"
    return kind


def _candidate(context: Context, parse: Parse, node: Node, kind: EventType, words: frozenset[str]) -> Candidate:
    stage, postponed = stage_of(node, parse)
    determiners = {fold(n.text) for n in parse.children(node, "det", "poss")}
    made = Candidate(kind, parse, node, _name(context, node, parse), "event/noun", stage, postponed)
    made.definite = bool(determiners & {"the", "this", "that"}) or bool(parse.children(node, "poss"))
    made.counted = next(
        (NUMBERS[w] for w in (fold(n.text) for n in parse.children(node, "nummod", "det", "predet")) if w in NUMBERS), 0
    )
    made.sides = _sides(context, node, parse, words)
    made.back = fold(node.text) in {"it", "which"}
    made.definite = made.definite or made.back
    made.plural = node.tag in {"NNS", "NNPS"} and node.lemma not in {"talk", "negotiation", "consultation", "games"}
    made.ordinal = ordinal_of(node, parse)
    made.governor = verb_of(node, parse)
    made.background = perfect(made.governor, parse)
    _phrase_roles(context, made)
    made.bare = (
        made.definite
        and fold(node.text) not in STANDING
        and not made.parts
        and not made.back
        and made.ordinal is None
        and not made.plural
    )
    _governed(context, made)
    made.place = made.place or place_of(context, node, parse)
    return made


def _sides(context: Context, node: Node, parse: Parse, words: frozenset[str]) -> int:
    """How many sides an event's own words give: "trilateral", "of the three parties", "between A and B"."""
    if words & {"bilateral"}:
        return 2
    if words & {"trilateral", "tripartite"}:
        return 3
    below = [
        n
        for prep in parse.children(node, "prep")
        if fold(prep.text) in {"of", "between", "among"}
        for n in parse.subtree(prep)
    ]
    numbers = [
        NUMBERS[fold(n.text)] for n in below if fold(n.text) in NUMBERS and fold(parse.nodes[n.head].text) in SIDES
    ]
    return numbers[0] if numbers else 0


def _name(context: Context, node: Node, parse: Parse) -> str:
    """The noun phrase without its article, up to a clause or bracket behind the noun."""
    kept = [n for n in parse.subtree(node) if not _clause_above(n, node, parse)]
    before = [
        n
        for n in kept
        if n.index < node.index and n.dep not in {"det", "predet", "prep", "punct", "cc", "poss"} and n.head == node.index
    ]
    start = min((n.span.start for n in before), default=node.span.start)
    end = node.span.end
    for n in kept:
        if n.index > node.index and (n.text in {"(", ";", "—", "–", '"', ":"} or fold(n.text) in {"including", "as"}):
            break
        end = max(end, n.span.end)
    name = " ".join(Span(start, end).of(context.text).split()).rstrip(" ,")
    return _spelt_out(name, node)


def _spelt_out(name: str, node: Node) -> str:
    """A name whose noun is left out ("another of the three …", "the second") gets the noun it stands for."""
    word = fold(node.text)
    return f"{'' if word in {'another', 'other'} else word + ' '}meeting{name[len(node.text):]}" if word in STANDING else name


def _clause_above(n: Node, top: Node, parse: Parse) -> bool:
    at: Node | None = n
    while at is not None and at is not top:
        if at.dep in {"acl", "relcl", "appos"} or (at.head == top.index and at.dep in {"conj", "cc", "punct"}):
            return True
        at = parse.parent(at)
    return False


def give(made: Candidate, role: RoleName, found: list[Agent]) -> None:
    """Give a role to agents; of a visiting delegation the leader is the visitor, the delegation a participant."""
    for agent in found:
        mine: RoleName = "participant" if agent.part == "delegation" and role in {"visitor", "host", "sender"} else role
        made.take(mine, [agent.found], agent.span)


def _phrase_roles(context: Context, made: Candidate) -> None:
    node, parse = made.node, made.parse
    main = main_role(made.type)
    for child in parse.children(node, "poss", "compound", "nmod", "amod"):
        if child.phrase is not None and child.phrase.kind in {"person", "office", "org", "place", "demonym"}:
            owner = child.phrase.kind in {"person", "office"} or child.dep == "poss"
            found = agents(context, child, parse) if owner else []
            if made.type in OWN and child.phrase.kind == "org":
                give(made, "organizer", agents(context, child, parse))
            else:
                give(made, main, [a for a in found if context.kind(a.found[0]) != "state" or made.type != "visit"])
        elif child.dep == "poss":
            give(made, main, agents(context, child, parse))
    for prep, child in context.prepositions(node, parse):
        _behind(context, made, prep, child)
    for clause in parse.children(node, "acl", "relcl"):
        _clause_behind(context, made, clause)


def _behind(context: Context, made: Candidate, prep: str, child: Node) -> None:
    main = main_role(made.type)
    found = agents(context, child, made.parse)
    if prep in BEHIND:
        give(made, BEHIND[prep][0] if made.type != "visit" else "participant", found)
    elif prep == "by":
        give(made, "host" if made.type == "ceremony" else main, found)
    elif prep == "of":
        people = [a for a in found if context.kind(a.found[0]) in {"person", "post", "group"}]
        orgs = [a for a in found if a not in people and context.kind(a.found[0]) not in {"place", "state"}]
        give(made, main, people if made.type != "signing" else [])
        give(
            made,
            "organizer" if made.type in OWN or made.ordinal or made.type == "meeting" else main,
            orgs if made.type != "signing" else [],
        )
    elif prep == "to" and made.type == "message":
        give(made, "recipient", found)
    elif prep == "from" and made.type in {"message", "visit"}:
        give(made, main, found)
    elif prep in {"to", "in", "at", "of"} and made.type == "visit":
        keys = [k for k, _ in context.own(child) if context.kind(k) in {"place", "state", "organization", "state_body"}]
        made.place = keys[0] if keys and made.place is None else made.place


def _clause_behind(context: Context, made: Candidate, clause: Node) -> None:
    """ "… hosted by X", "… attended by Y", "a letter written by Z", "an interview granted to W"."""
    carried = row("light", clause.lemma) or row("given", clause.lemma)
    for prep, child in context.prepositions(clause, made.parse):
        found = agents(context, child, made.parse)
        if prep == "by" and carried:
            give(made, _carried(carried[0], made), found)
        elif prep == "to" and made.type == "interview":
            give(made, "interviewer", found)
        elif prep in {"in", "at"} and made.place is None:
            made.place = next((k for k, _ in context.own(child) if context.kind(k) in {"place", "state"}), None)


def _carried(role: str, made: Candidate) -> RoleName:
    if role == "*":
        return main_role(made.type)
    if role == "host" and made.type in {"visit", "interview", "message"}:
        return main_role(made.type)
    if role == "sender" and made.type != "message":
        return main_role(made.type)
    if role == "organizer" and made.type in {"meeting", "call"}:
        return "participant"
    if role == "chair" and made.type in {"visit", "call", "message", "interview", "election"}:
        return main_role(made.type)
    return role  # type: ignore[return-value]


def _governed(context: Context, made: Candidate) -> None:
    """What the verb gives that the noun is the object, the subject or a circumstance of."""
    node, parse = made.node, made.parse
    top = node
    while top.dep == "conj" and (above := parse.parent(top)) is not None and above.tag.startswith("N"):
        top = above
    head = parse.parent(top)
    if head is None:
        return
    if top.dep == "pobj" and (verb := parse.parent(head)) is not None and verb.tag.startswith("V"):
        _circumstance(context, made, verb, fold(head.text))
    elif head.tag.startswith("V") and top.dep in {"dobj", "attr", "oprd"}:
        _object(context, made, head)
    elif head.tag.startswith("V") and top.dep in {"nsubjpass", "nsubj"}:
        _subject(context, made, head)


def _object(context: Context, made: Candidate, verb: Node) -> None:
    parse = made.parse
    carried = row("light", verb.lemma)
    if carried is None:
        return
    role = _carried(carried[0], made)
    if row("given", made.node.lemma) and verb.lemma in {"give", "host", "hold", "offer", "tender"}:
        role = "host"
    for subject in context.subject_nodes(verb, parse):
        give(made, role, agents(context, subject, parse))
    give(made, main_role(made.type) if made.type == "visit" else "participant", companions(context, verb, parse))
    for prep, child in context.prepositions(verb, parse):
        found = agents(context, child, parse)
        if prep == "with" and made.type not in {"visit", "message"}:
            give(made, "participant", found)
        elif prep == "for" and made.type == "ceremony":
            give(made, "participant", found)
        elif prep == "to" and made.type == "message":
            give(made, "recipient", found)
    for child in parse.children(verb, "dative"):
        give(
            made,
            "recipient" if made.type == "message" else "interviewer" if made.type == "interview" else "participant",
            agents(context, child, parse),
        )


def _subject(context: Context, made: Candidate, verb: Node) -> None:
    """ "The talks were chaired by X", "the summit brought together A and B", "was attended by C"."""
    parse = made.parse
    carried = row("light", verb.lemma)
    for prep, child in context.prepositions(verb, parse):
        if prep == "by" and carried:
            give(made, _carried(carried[0], made), agents(context, child, parse))
        elif prep == "with" and fold(child.lemma) in {"participation", "attendance", "presence"}:
            give(made, "participant", _swept(context, child, parse))
        elif prep in {"between", "among", "with"}:
            give(made, "participant", agents(context, child, parse))
    for child in parse.children(verb, "advcl", "xcomp"):
        if child.lemma in {"bring", "gather", "unite"}:
            for inner in parse.children(child, "dobj"):
                give(made, "participant", agents(context, inner, parse))
    if verb.lemma in {"bring", "gather", "include", "involve"}:
        for child in parse.children(verb, "dobj"):
            give(made, "participant", agents(context, child, parse))


def _swept(context: Context, node: Node, parse: Parse) -> list[Agent]:
    """Everybody listed behind "with participation from", wherever the parser hung the later ones."""
    found: list[Agent] = []
    for n in parse.nodes:
        if n.index > node.index and n.tag.startswith("V"):
            break
        if (
            n.index > node.index
            and (n.dep in {"pobj", "conj", "npadvmod"})
            and (n.phrase is not None or n.tag == "NNS")
        ):
            found += [a for a in agents(context, n, parse) if context.kind(a.found[0]) in {"person", "post", "group"}]
    return found


def _circumstance(context: Context, made: Candidate, verb: Node, prep: str) -> None:
    """ "Led a delegation on a visit", "take part in the summit", "preside over the session", "in an interview with X"."""
    parse = made.parse
    subjects = [a for n in context.subject_nodes(verb, parse) for a in agents(context, n, parse)]
    passive = context.passive(verb, parse)
    if (
        prep in {"over", "at", "in", "of"}
        and verb.lemma in {"preside", "participate", "take", "represent", "speak"}
        and not passive
    ):
        give(made, "chair" if verb.lemma == "preside" else "participant", subjects)
    elif (
        made.type == "visit"
        and prep in {"on", "for"}
        and verb.lemma in {"lead", "head", "arrive", "land", "come", "go", "travel", "fly", "be", "leave"}
    ):
        give(made, "visitor", subjects)
        for child in parse.children(verb, "dobj"):
            give(made, "visitor", agents(context, child, parse))
    elif made.type in {"meeting", "congress"} and prep in {"at", "during"} and not passive:
        give(made, "participant", [a for a in subjects if context.kind(a.found[0]) == "person"])
    elif made.type == "interview" and prep == "in":
        give(made, "interviewee", subjects)
    elif made.type == "interview" and prep == "to":
        give(made, "interviewee", subjects)
    elif made.type == "message" and prep == "in":
        give(made, "sender", subjects)
        for child in parse.children(verb, "dobj", "dative"):
            give(made, "recipient", agents(context, child, parse))
    elif made.type == "call" and prep in {"in", "during"}:
        give(made, "participant", subjects)
    elif prep in {"to", "for"} and verb.lemma in {"invite", "welcome"}:
        _invited(context, made, verb)
    elif prep in {"at", "to"} and passive and verb.lemma in {"treat", "entertain"}:
        give(made, "participant", subjects)
        for mark, child in context.prepositions(verb, parse):
            if mark == "by":
                give(made, "host", agents(context, child, parse))


def _invited(context: Context, made: Candidate, verb: Node) -> None:
    for subject in context.subject_nodes(verb, made.parse):
        give(made, "inviter", agents(context, subject, made.parse))
    for child in made.parse.children(verb, "dobj"):
        give(made, main_role(made.type), agents(context, child, made.parse))
    made.stage = "planned"
