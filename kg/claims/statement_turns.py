"""Who "I" and "we" are: the one who answers, the writer of a letter, the one who is being quoted.

Comes in: an article's context. Goes out: the speaker of an answer, the sender of a letter, the sentences in the first
person. It never takes a question for a statement.
"""

from __future__ import annotations

import re

from kg.claims.context import FIRST, Context
from kg.syntax import Node, Parse, Sentence
from kg.words import fold

LETTERS = frozenset("letter message telegram cable congratulation congratulations greeting greetings note".split())
SENDING = frozenset("send write address dispatch convey forward extend".split())


def named(context: Context, label: str | None) -> str | None:
    """The person whose name a turn's label or a signature gives: all words of the shorter name in the longer."""
    wanted = set(fold(label or "").replace(".", " ").split())
    if not wanted:
        return None
    for entity in context.discourse.entities:
        for name in entity.names if entity.kind == "person" else ():
            words = set(fold(name).replace(".", " ").split())
            if words <= wanted or wanted <= words:
                return entity.key
    return None


def sender(context: Context) -> str | None:
    """The person whom the article says sent a letter or message."""
    for parse in context.parses:
        for node in parse.nodes:
            if fold(node.lemma) not in SENDING or not node.tag.startswith("V") or context.passive(node, parse):
                continue
            if node.lemma == "write" or any(fold(o.lemma) in LETTERS for o in parse.children(node, "dobj")):
                for subject in context.subject_nodes(node, parse):
                    for key, _ in context.all_of(subject, parse):
                        return key
    return None


def speaker(context: Context, sentence: Sentence) -> str | None:
    """Who says "I" in a sentence of an answer or a letter."""
    if sentence.zone == "answer":
        return named(context, sentence.speaker) or _labelled(context, sentence.speaker) or context.discourse.answerer
    if sentence.zone == "letter":
        return named(context, sentence.speaker) or sender(context) or _signed(context, sentence.speaker)
    return None


def _labelled(context: Context, label: str | None) -> str | None:
    """The person whose surname a turn's label gives, with the names that the article writes before it."""
    words = (label or "").split()
    if not words or len(words[0]) < 2 or fold(words[0]) in {"answer", "reply"}:
        return None
    surname = r"\s+".join(re.escape(word) for word in words)
    shape = re.compile(rf"((?:[^\W\d_a-z][\w'’.-]*\s+){{1,3}})((?i:{surname}))(?!\w)")
    full = next((m for m in shape.finditer(context.text) if not m[2].isupper()), None)
    if full is None:
        return None
    given, last = " ".join(full[1].split()), " ".join(full[2].split())
    return context.entity("person", (f"{given} {last}", last))


def _signed(context: Context, label: str | None) -> str | None:
    """A signature that nothing else in the article names."""
    words = (label or "").split()
    return context.entity("person", (" ".join(words),)) if 1 < len(words) < 6 else None


def first_person(context: Context, node: Node) -> bool:
    """Whether a node is the subject "I" or "we"."""
    return node.phrase is None and fold(node.text) in FIRST


def main_first_person(context: Context, parse: Parse) -> Node | None:
    """The main verb of a sentence whose subject is "I" or "we", joined clauses included."""
    roots = [n for n in parse.nodes if n.head == n.index]
    for root in roots:
        for verb in (root, *parse.children(root, "conj", "ccomp")):
            if any(first_person(context, s) for s in parse.children(verb, "nsubj", "nsubjpass")):
                return verb
    return None


def openings(context: Context) -> set[int]:
    """The indexes of the sentences that open an answer."""
    found: set[int] = set()
    for zone in context.annotated.zones:
        if zone.kind == "answer":
            inside = [s.index for s in context.annotated.sentences if s.span.within(zone.span)]
            found |= set(inside[:1])
    return found


def in_quotation(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence stands between quotation marks from its first word to its last."""
    span = sentence.span
    return any(q.start - 2 <= span.start and span.end <= q.end + 2 for q in context.annotated.quotations)
