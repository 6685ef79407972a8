"""Which verbs of a sentence report what somebody says.

Comes in: the parse of a sentence. Goes out: its reporting verbs with the act that each names and the clause that holds
what was said. It never settles who speaks.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.claims.context import SUBJECTS, Context
from kg.claims.lexicon import is_noun
from kg.claims.statement_needs import act
from kg.model import Span
from kg.syntax import Node, Parse
from kg.words import fold

CONTENT = ("ccomp", "xcomp", "dobj", "prep", "advcl", "oprd", "acomp")
JOINED = ("conj", "advcl", "acl", "relcl")
HYPOTHETICAL = frozenset({"if", "whether", "unless", "until"})
MODALS = frozenset("will shall would could might may can should must 'll 'd".split())
TOLD_BY = frozenset("like love go continue begin start proceed hasten".split())  # "liked to say" has been said
INTENDING = frozenset("aim intend strive aspire resolve commit desire hope wish expect".split())
PROMPT = frozenset("quick keen eager pleased glad proud happy delighted honoured honored careful swift".split())
USING = frozenset("take use seize grasp".split())
QUOTED = frozenset("quote cite report hear describe paraphrase".split())
WHEN_OR_HOW = frozenset("by after before while besides".split())
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ENDING, LONGEST = 7, 12  # words behind a verb that ends its sentence; words of the noun phrase before it
SAYING = frozenset({"VBD", "VBZ", "VBP", "VB", "VBN"})


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
        (node, word) for node in parse.nodes if (word := act(context, node, parse)) and _happened(context, node, parse)
    ]
    found += _beside_quotation(context, parse, {node.index for node, _ in found})
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


def _beside_quotation(context: Context, parse: Parse, known: set[int]) -> list[tuple[Node, str]]:
    """The verb, whatever it means, that a colon and a quotation follow ("she put it bluntly: “…”"), or that stands
    between a quotation and a name ("“…,” snapped X").
    """
    for verb in parse.nodes[1:-1]:
        after = parse.nodes[verb.index + 1].phrase
        named = after is not None and after.kind in {"person", "office"} and not known
        quoted = parse.nodes[verb.index - 1].text in {"”", '"'} and verb.tag in {"VBD", "VBZ", "VBN"}
        if named and quoted and verb.phrase is None:
            return [(verb, fold(verb.lemma))]
    openings = {q.start for q in context.annotated.quotations}
    for colon in (n for n in parse.nodes if n.text == ":"):
        behind = parse.nodes[colon.index + 1 : colon.index + 3]
        if len(behind) < 2 or behind[1].span.start not in openings:
            continue
        verbs = [n for n in parse.nodes[: colon.index] if n.tag in SAYING and n.phrase is None]
        if verbs and (verbs[-1].dep in {"relcl", "acl", "amod"} or fold(verbs[-1].lemma) == "be"):
            continue
        if verbs and not known & {n.index for n in parse.nodes[: colon.index]} and not parse.children(verbs[-1], "neg"):
            return [(verbs[-1], fold(verbs[-1].lemma))]
    return []


def _above(node: Node, parse: Parse) -> list[int]:
    found: list[int] = []
    at = parse.parent(node)
    while at is not None:
        found.append(at.index)
        at = parse.parent(at)
    return found


def _passive(context: Context, verb: Node, parse: Parse) -> bool:
    """Passive, bare participles included; one that goes on with a finite verb's series is a past tense read wrongly."""
    if parse.children(verb, "nsubj") and not parse.children(verb, "auxpass"):
        return False
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


def final_subject(verb: Node, parse: Parse) -> Node | None:
    """The head of the noun phrase between a comma and a verb that ends its sentence: "…, the office of X said"."""
    behind = [n for n in parse.nodes[verb.index + 1 :] if n.dep != "punct"]
    if len(behind) > ENDING or any(n.tag in FINITE for n in behind):
        return None
    ahead = [n for n in parse.nodes[: verb.index] if n.dep not in {"aux", "advmod"} or n.index < verb.index - 3]
    comma = next((n.index for n in reversed(ahead) if n.text in {",", "”", '"'}), None)
    stretch = [n for n in ahead if comma is not None and n.index > comma]
    told = [n for n in ahead if comma is not None and n.index < comma and n.tag in FINITE]
    if not stretch or not told or len(stretch) > LONGEST or any(n.tag[:2] in {"VB", "MD", "WP", "WD"} for n in stretch):
        return None
    opens = stretch[0].tag in {"DT", "PRP$", "NNP", "NNPS", "PRP"} or stretch[0].phrase is not None
    of = next((n.index for n in stretch if n.dep == "prep"), verb.index)
    heads = [n for n in stretch if n.index < of and n.tag.startswith(("N", "PRP")) and n.tag != "PRP$"]
    return heads[-1] if opens and heads and parse.nodes[verb.index - 1].text != "," else None


def inverted(verb: Node, parse: Parse) -> Node | None:
    """Who reports what the clause before a comma says, at the sentence's end: "…, reports the news agency"."""
    before = parse.nodes[verb.index - 1].text if verb.index else ""
    behind = [n for n in parse.nodes[verb.index + 1 :] if n.dep != "punct"]
    objects = parse.children(verb, "dobj", "nsubj")
    who = next((n for n in objects if n.index > verb.index), None)
    if who is None or before not in {",", "”", '"'} or verb.tag not in {"VBZ", "VBD"}:
        return None
    inside = {n.index for n in parse.subtree(who)}
    clauses = [n for n in parse.children(verb, "ccomp", "parataxis") if n.index < verb.index]
    return who if clauses and all(n.index in inside for n in behind) else None


def _happened(context: Context, verb: Node, parse: Parse) -> bool:
    """Whether the verb tells of something said, neither denied nor only planned, wanted or supposed."""
    if parse.children(verb, "neg") or verb.dep in {"amod", "compound", "csubj", "nsubj"}:
        return False
    if verb.dep == "pcomp":
        return _told_by(verb, parse)
    if fold(verb.lemma) in INTENDING and verb.tag == "VBG" and not parse.children(verb, "aux"):
        return False
    if any(fold(c.text) in HYPOTHETICAL for c in parse.children(verb, "mark")):
        return False
    helpers = {fold(c.text) for c in parse.children(verb, "aux")}
    if "to" in helpers:
        return _purpose(context, verb, parse)
    if helpers & MODALS:
        return False
    head = parse.parent(verb)
    if verb.dep == "conj" and verb.tag == "VB" and head is not None and not parse.children(verb, *SUBJECTS):
        return _happened(context, head, parse)
    return verb.tag != "VB" or verb.dep == "ROOT"


def _told_by(verb: Node, parse: Parse) -> bool:
    """Whether a gerund behind a preposition tells what was said: "quoted as saying", "with both sides agreeing",
    "replied by thanking".
    """
    prep = parse.nodes[verb.head]
    above = parse.parent(prep)
    word = fold(prep.text)
    if word == "as":
        return above is not None and fold(above.lemma) in QUOTED and bool(parse.children(above, "nsubjpass"))
    if word == "with":
        return bool(parse.children(verb, "nsubj"))
    past = above is not None and above.tag in {"VBD", "VBZ"} and bool(parse.children(above, "nsubj"))
    return word in WHEN_OR_HOW and past


def _purpose(context: Context, verb: Node, parse: Parse) -> bool:
    """Whether an infinitive was acted on: "wrote to congratulate her", "liked to say", "took the opportunity to"."""
    head = parse.parent(verb)
    if head is None:
        return False
    if verb.dep == "conj" and head.tag == "VB":
        return _happened(context, head, parse)
    used = head if verb.dep == "xcomp" else parse.parent(head)
    if used is not None and fold(used.lemma) in USING and used.tag in {"VBD", "VBG", "VBZ"}:
        nouns = [head] if verb.dep in {"acl", "relcl"} else parse.children(used, "dobj")
        return any(is_noun("occasion", fold(n.lemma)) for n in nouns)
    if verb.dep == "xcomp":
        return fold(head.lemma) in TOLD_BY or (head.tag == "JJ" and fold(head.lemma) in PROMPT)
    past = head.tag in {"VBD", "VBN"} and not parse.children(head, "auxpass")
    return (verb.dep == "advcl" and past) or (verb.dep in {"acl", "relcl"} and is_noun("document", fold(head.lemma)))
