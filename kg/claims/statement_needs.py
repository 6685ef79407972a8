"""What a verb needs beside it to report speech: a clause, a quotation, an object, a noun that names what is said.

Comes in: a verb of a parsed sentence. Goes out: the act that it reports, '' for none. It never asks who speaks, nor
whether what is told happened.
"""

from __future__ import annotations

from kg.claims.context import SUBJECTS, Context
from kg.claims.lexicon import is_noun, light, reporting
from kg.syntax import Node, Parse
from kg.words import fold

CLAUSES = ("ccomp", "xcomp")
PERSONAL = frozenset("him her them me us you he she they we i who whom it".split())
WORDS_OF = frozenset({"word", "expression"})  # "words of praise" are praise
ESTIMATING = frozenset({"put", "peg", "estimate", "set"})
CARRYING = frozenset({"convey", "deliver", "bring", "relay", "extend", "offer"})  # their quoted object is what is said
URGING = frozenset("plead push press pressure appeal beg urge implore entreat exhort lobby".split())  # to do something
STANDING = frozenset({"hold", "maintain"})  # held talks, maintained ties: they report only with "that"


def act(context: Context, node: Node, parse: Parse) -> str:
    """The act that a node reports, '' for none: its verb's lemma, with a particle, or "be" and what is felt."""
    if node.phrase is not None or not node.tag.startswith("V"):
        return ""
    lemma = fold(node.lemma)
    if lemma in {"be", "feel"}:
        return _feeling(node, parse)
    particle = _particle(lemma, node, parse)
    if particle and (_has(context, particle, node, parse) or _names(context, particle, node, parse)):
        return particle.replace("_", " ").removesuffix(" for")
    if _names(context, lemma, node, parse):
        return "pay tribute" if lemma == "pay" else lemma
    if lemma == "make" and _made_plain(node, parse):
        return "make clear"
    if lemma == "let" and any(fold(n.lemma) == "know" for n in parse.children(node, *CLAUSES)):
        return "let know"
    if lemma in ESTIMATING and _put_at(node, parse):
        return lemma
    return lemma if reporting(lemma) and _has(context, lemma, node, parse) else ""


def _put_at(node: Node, parse: Parse) -> bool:
    """Whether a verb puts a figure to something: "put its losses at two million"."""
    at = [n for p in parse.children(node, "prep") if fold(p.text) == "at" for n in parse.subtree(p)]
    return any(n.tag in {"CD", "$"} for n in at)


def _particle(lemma: str, node: Node, parse: Parse) -> str:
    """The verb with the particle or preposition that the tables give it ("point_out"), '' for none."""
    found = (f"{lemma}_{fold(c.text)}" for c in parse.children(node, "prt", "prep", "advmod"))
    return next((words for words in found if reporting(words) or light(words)), "")


def _objects(node: Node, parse: Parse) -> list[Node]:
    """What is conveyed: the objects with what is joined to them, in the passive the subject, the noun in "words of"."""
    direct = parse.children(node, "dobj", "oprd") or parse.children(node, "nsubjpass")
    nouns = [n for o in direct for n in (o, *parse.children(o, "conj"))]
    worded = [p for n in nouns if fold(n.lemma) in WORDS_OF for p in parse.children(n, "prep") if fold(p.text) == "of"]
    return nouns + [n for p in worded for n in parse.children(p, "pobj")]


def _names(context: Context, lemma: str, node: Node, parse: Parse) -> bool:
    """Whether an object of a light verb names what is said: "lent her backing", "tribute was paid"."""
    groups, objects = light(lemma), _objects(node, parse)
    if lemma in CARRYING and any(n.span.within(q) for n in objects for q in context.annotated.quotations):
        return True
    return any(is_noun(g, fold(n.lemma)) for n in objects for g in groups if not _rings(n, parse))


def _rings(noun: Node, parse: Parse) -> bool:
    """Whether a call is one by telephone or a visit, and no appeal: "made a phone call to A"."""
    kinds = {fold(n.text) for n in parse.children(noun, "compound", "amod")}
    return fold(noun.lemma) == "call" and bool(kinds & {"phone", "telephone", "courtesy", "video"})


def _made_plain(node: Node, parse: Parse) -> bool:
    """Whether a verb goes on with "it clear that"."""
    near = [fold(n.text) for n in parse.nodes[node.index + 1 : node.index + 5]]
    plain = next((at for at, word in enumerate(near) if is_noun("plain", word)), None)
    return plain is not None and plain + 1 < len(near) and near[plain + 1] in {"that", "to", "he", "she", ":"}


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
    if lemma == "invite":
        return bool(objects) and node.tag in {"VBD", "VBZ", "VBP"} and not context.passive(node, parse)
    if lemma in {"welcome", "question"}:
        objects = objects or [n for n in parse.children(node, "nsubjpass") if not n.tag.startswith("NNP")]
        alone = lemma == "welcome" and not parse.children(node, "prep", "npadvmod", "agent", "relcl")
        return any(not _personal(context, o, parse) for o in objects) or (alone and _greeted(objects, node))
    if needs == "object":
        return bool(objects or parse.children(node, *CLAUSES) or context.passive(node, parse))
    return needs == "any" or (bool(needs) and _complement(context, lemma, node, parse))


def _greeted(objects: list[Node], node: Node) -> bool:
    """Whether guests are welcomed in words, with no place where they are met."""
    return any(is_noun("speaker", fold(o.text)) for o in objects) and node.tag == "VBD"


def _personal(context: Context, node: Node, parse: Parse) -> bool:
    if fold(node.text) in PERSONAL or (node.phrase is not None and node.phrase.kind in {"person", "office"}):
        return True
    return is_noun("speaker", fold(node.text)) or any(
        context.kind(key) in {"person", "post"} for key, _ in context.own(node)
    )


def _complement(context: Context, lemma: str, node: Node, parse: Parse) -> bool:
    """Whether a clause, an infinitive or a quotation goes with the verb."""
    clauses = parse.children(node, *CLAUSES)
    if lemma in STANDING:
        clauses = [c for c in clauses if any(fold(m.text) == "that" for m in parse.children(c, "mark"))]
    if clauses or (lemma in URGING and _to_do(node, parse)):
        return True
    prepositions = {fold(c.text) for c in parse.children(node, "prep")}
    if (lemma == "ask" and "for" in prepositions) or (lemma == "commit" and "to" in prepositions):
        return True
    if lemma == "speak":
        return bool({"of", "about"} & prepositions)
    if lemma == "call":
        return bool(parse.children(node, "oprd")) or bool(
            {"on", "upon"} & prepositions and parse.children(node, "advcl")
        )
    free = lemma not in STANDING or not parse.children(node, "dobj")
    return free and (_quoted(context, node, parse) or _inserted(node, parse))


def _to_do(node: Node, parse: Parse) -> bool:
    """Whether an infinitive says what those addressed are to do: "pleaded with them to stay", "pushed them to go"."""
    behind = [n for n in parse.children(node, "advcl") if n.index > node.index]
    tasks = [n for n in behind if any(fold(a.text) == "to" for a in parse.children(n, "aux"))]
    spoken = any(fold(p.text) in {"with", "to"} for p in parse.children(node, "prep"))
    return bool(tasks) and (spoken or bool(parse.children(node, "dobj")))


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
    within = [n.index for s in parse.children(node, *SUBJECTS) for n in parse.subtree(s)]
    subject = min([*within, node.index])
    before = parse.nodes[subject - 1] if subject else None
    subjects = parse.children(node, *SUBJECTS) or [n for n in parse.children(node, "dobj") if n.phrase is not None]
    relative = any(n.tag in {"WDT", "WP"} for n in subjects)
    return bool(subjects) and not relative and before is not None and before.text in {",", "”", '"', "–", "—"}
