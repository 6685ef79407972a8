"""Which verbs of a sentence report what somebody says.

Comes in: the parse of a sentence. Goes out: its reporting verbs with the act that each names and the clause that holds
what was said. It never settles who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.claims.context import SUBJECTS, Context
from kg.claims.lexicon import is_noun, reporting
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

CLAUSES = ("ccomp", "xcomp")
CONTENT = ("ccomp", "xcomp", "dobj", "prep", "advcl", "oprd", "acomp")
JOINED = ("conj", "advcl", "acl", "relcl")
HYPOTHETICAL = frozenset({"if", "whether", "unless", "until"})
MODALS = frozenset("will shall would could might may can should must 'll 'd".split())
TOLD_BY = frozenset("like love go continue begin start proceed hasten".split())  # "liked to say" has been said
INTENDING = frozenset("aim intend strive aspire resolve commit desire hope wish expect".split())
GIFTS = frozenset(
    "greeting greetings regard condolence condolences congratulation congratulations thank thanks sympathy".split()
)
SPEECH_OBJECTS = {
    "send": GIFTS,
    "bring": GIFTS,
    "pass_on": GIFTS,
    "give": frozenset({"assurance", "thank", "thanks", "warning", "pledge"}),
    "issue": frozenset({"warning", "appeal", "call", "apology"}),
    "lodge": frozenset({"protest", "complaint", "objection"}),
    "pay": frozenset({"tribute"}),
    "reach": frozenset({"consensus", "understanding"}),
    "exchange": frozenset({"view", "opinion", "greeting"}),
    "share": frozenset({"view", "opinion", "assessment"}),
}
PERSONAL = frozenset({"him", "her", "them", "me", "us", "you"})


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb, its act's lemma, the clause from it on, whether its speaker is the agent of a passive, and the
    reporting verbs that it stands below, the nearest first.
    """

    verb: Node
    act: str
    span: Span
    passive: bool = False
    within: tuple[int, ...] = ()


def reports(context: Context, parse: Parse) -> list[Report]:
    """The reporting verbs of a sentence in text order."""
    found = [
        (node, act) for node in parse.nodes if (act := _act(context, node, parse)) and _happened(context, node, parse)
    ]
    verbs = {node.index for node, _ in found}
    spans = {node.index: clause(context, node, parse, verbs) for node, _ in found}
    return [
        Report(
            node,
            act,
            spans[node.index],
            _passive(context, node, parse),
            tuple(a for a in _above(node, parse) if a in verbs),
        )
        for node, act in found
    ]


def _above(node: Node, parse: Parse) -> list[int]:
    found: list[int] = []
    at = parse.parent(node)
    while at is not None:
        found.append(at.index)
        at = parse.parent(at)
    return found


def _passive(context: Context, verb: Node, parse: Parse) -> bool:
    """Passive, bare participles included; one that goes on with a finite verb's series is a past tense read wrongly."""
    bare = verb.tag == "VBN" and not parse.children(verb, "aux", "nsubj") and verb.dep not in {"conj", "ROOT"}
    return bare or context.passive(verb, parse)


def clause(context: Context, verb: Node, parse: Parse, others: set[int]) -> Span:
    """The words that belong to a verb, what its sister reports say left out; inserted "he said" takes in its host."""
    top = verb
    parent = parse.parent(verb)
    if parent is not None and verb.dep in {"parataxis", "ccomp", "advcl", "dep"} and not parse.children(verb, *CONTENT):
        top = parent
    if parent is not None and verb.dep == "conj" and named_behind(verb, parse):
        top = parent
    left_out = {
        inner.index
        for child in parse.nodes
        if child.index in others
        and child.index != verb.index
        and child.dep in JOINED
        and child.index != top.index
        and not _same_object(verb, child, parse)
        for inner in parse.subtree(child)
    }
    kept = [n for n in parse.subtree(top) if n.index not in left_out or n.index == verb.index]
    if all(n.index <= verb.index or n.dep in {"cc", "punct", "prt"} for n in kept) and kept[0].index + 3 > verb.index:
        kept = [n for n in parse.nodes if n.index >= kept[0].index]
    while len(kept) > 1 and (kept[-1].dep in {"cc", "punct"} and kept[-1].text not in '”"’') and kept[-1] != verb:
        kept.pop()
    while len(kept) > 1 and kept[0].dep in {"cc", "punct"} and kept[0].text not in '“"‘':
        kept.pop(0)
    return Span(kept[0].span.start, max(n.span.end for n in kept))


def _same_object(verb: Node, other: Node, parse: Parse) -> bool:
    """Whether a verb shares what follows with the one joined to it ("informed and exchanged views")."""
    return (
        other.dep == "conj"
        and other.head == verb.index
        and verb.index < other.index <= verb.index + 3
        and (parse.nodes[verb.index + 1].dep == "cc")
    )


def named_behind(verb: Node, parse: Parse) -> Node | None:
    """The person right behind a verb that a comma or quotation mark precedes: "…, remarked X"."""
    before = parse.nodes[verb.index - 1].text if verb.index else ""
    found = [n for n in parse.children(verb, "dobj", *SUBJECTS) if n.phrase is not None and n.index == verb.index + 1]
    return (
        found[0]
        if found and found[0].phrase and found[0].phrase.kind == "person" and before in {",", "”", '"'}
        else None
    )


def _act(context: Context, node: Node, parse: Parse) -> str:
    """The act that a node reports, '' for none: its verb's lemma, with a particle, or "be" and what is felt."""
    if node.phrase is not None or not node.tag.startswith("V"):
        return ""
    lemma = fold(node.lemma)
    if lemma in {"be", "feel"}:
        return _feeling(node, parse)
    particle = next(
        (
            f"{lemma}_{fold(c.text)}"
            for c in parse.children(node, "prt", "prep", "advmod")
            if reporting(f"{lemma}_{fold(c.text)}")
        ),
        "",
    )
    if particle and _has(context, particle, node, parse):
        return particle.replace("_", " ").removesuffix(" for")
    if lemma == "pay" and any(fold(c.lemma) == "tribute" for c in parse.children(node, "dobj")):
        return "pay tribute"
    return lemma if reporting(lemma) and _has(context, lemma, node, parse) else ""


def _feeling(node: Node, parse: Parse) -> str:
    for word in parse.children(node, "acomp", "oprd"):
        bound = parse.children(word, "ccomp", "xcomp", "prep") or parse.children(node, "ccomp")
        if is_noun("feeling", fold(word.text)) and bound:
            return f"be {fold(word.text)}"
    return ""


def _has(context: Context, lemma: str, node: Node, parse: Parse) -> bool:
    """Whether the verb has beside it what it needs to report speech."""
    needs = reporting(lemma)
    objects = parse.children(node, "dobj", "oprd")
    if lemma == "welcome":
        return any(not _personal(context, o, parse) for o in objects)
    if needs == "words":
        allowed = SPEECH_OBJECTS.get(lemma)
        nouns = [n for o in objects for n in (o, *parse.children(o, "conj"))]
        return any(fold(n.lemma) in allowed if allowed else is_noun("said", fold(n.lemma)) for n in nouns)
    if needs == "object":
        return bool(objects or parse.children(node, *CLAUSES) or context.passive(node, parse))
    return needs == "any" or _complement(context, lemma, node, parse)


def _personal(context: Context, node: Node, parse: Parse) -> bool:
    if fold(node.text) in PERSONAL or (node.phrase is not None and node.phrase.kind in {"person", "office"}):
        return True
    return is_noun("speaker", fold(node.text)) or any(
        context.kind(key) in {"person", "post"} for key, _ in context.own(node)
    )


def _complement(context: Context, lemma: str, node: Node, parse: Parse) -> bool:
    """Whether a clause, an infinitive or a quotation goes with the verb."""
    if parse.children(node, *CLAUSES):
        return True
    prepositions = {fold(c.text) for c in parse.children(node, "prep")}
    if (lemma == "ask" and "for" in prepositions) or (lemma == "commit" and "to" in prepositions):
        return True
    if lemma == "speak":
        return "of" in prepositions and bool(parse.children(node, "advmod"))
    if lemma == "call":
        return bool(parse.children(node, "oprd")) or bool(
            {"on", "upon"} & prepositions and parse.children(node, "advcl")
        )
    return _quoted(context, node, parse) or _inserted(node, parse)


def _quoted(context: Context, node: Node, parse: Parse) -> bool:
    """Whether the sentence holds a quotation that the verb stands outside of."""
    inside = [q for q in context.annotated.quotations if q.overlaps(parse.sentence.span)]
    return (
        bool(inside)
        and not any(node.span.within(q) for q in inside)
        and len(max(inside, key=lambda q: q.end - q.start).of(context.text).split()) > 3
    )


def _inserted(node: Node, parse: Parse) -> bool:
    """Whether the verb ends or interrupts its sentence behind a comma: "…, he said"."""
    subject = min([n.index for n in parse.children(node, *SUBJECTS)] + [node.index])
    before = parse.nodes[subject - 1] if subject else None
    subjects = parse.children(node, *SUBJECTS) or [n for n in parse.children(node, "dobj") if n.phrase is not None]
    return bool(subjects) and before is not None and before.text in {",", "”", '"', "–", "—"}


def _happened(context: Context, verb: Node, parse: Parse) -> bool:
    """Whether the verb tells of something said, neither denied nor only planned, wanted or supposed."""
    if parse.children(verb, "neg") or verb.dep in {"amod", "compound", "pcomp", "csubj", "nsubj"}:
        return False
    if fold(verb.lemma) in INTENDING and verb.tag == "VBG" and not parse.children(verb, "aux"):
        return False
    if any(fold(c.text) in HYPOTHETICAL for c in parse.children(verb, "mark")):
        return False
    helpers = {fold(c.text) for c in parse.children(verb, "aux")}
    if "to" in helpers:
        return _purpose(verb, parse)
    if helpers & MODALS:
        return False
    head = parse.parent(verb)
    if verb.dep == "conj" and verb.tag == "VB" and head is not None and not parse.children(verb, *SUBJECTS):
        return _happened(context, head, parse)
    return verb.tag != "VB" or verb.dep == "ROOT"


def _purpose(verb: Node, parse: Parse) -> bool:
    """Whether an infinitive was acted on: "wrote to congratulate her", "liked to say"."""
    head = parse.parent(verb)
    if head is None:
        return False
    if verb.dep == "xcomp":
        return fold(head.lemma) in TOLD_BY
    past = head.tag in {"VBD", "VBN"} and not parse.children(head, "auxpass")
    return (verb.dep == "advcl" and past) or (verb.dep in {"acl", "relcl"} and is_noun("document", fold(head.lemma)))


def attributions(parse: Parse) -> Iterator[tuple[Node, Span]]:
    """Whom "according to …" names, with the clause that it stands in."""
    for node in parse.nodes:
        following = parse.nodes[node.index + 1] if node.index + 1 < len(parse.nodes) else None
        if fold(node.text) != "according" or following is None or fold(following.text) != "to":
            continue
        objects = [*parse.children(following, "pobj"), *parse.children(node, "pobj")]
        if objects:
            host = parse.parent(node)
            yield objects[0], parse.extent(host) if host is not None else parse.sentence.span
