"""Days and names that a sentence gives to the event told just before: "That was on Sunday", "The date is 5 May", "The
ceremony took place on Monday" behind a signing.

Comes in: a parsed sentence with the candidates found in it, those told before. Goes out: the same candidates, one that
stands for a signing made one, and candidates that point back. It never starts an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.context import Context
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import row
from kg.dates import Tense
from kg.syntax import Node, Parse
from kg.words import fold

IT = frozenset({"it", "that", "this"})
REACH = 2  # sentences in which the event lies that "that was on Sunday" dates
CLEFT = ("ccomp", "advcl", "relcl", "acl")  # "it was on Sunday that …" tells what follows


def retold(context: Context, parse: Parse, here: list[Candidate], told: Sequence[Candidate]) -> list[Candidate]:
    """The sentence's candidates with those that only date what was told before."""
    before = _before(parse, told)
    if before is None:
        return here
    if before.dates:
        return here
    for candidate in here:
        subject = candidate.node.dep in {"nsubj", "nsubjpass"} and candidate.node.lemma == "ceremony"
        if subject and candidate.bare and before.type == "signing":
            candidate.type, candidate.back = "signing", True
    busy = {n.index for c in here if not of_day(c) for n in parse.subtree(c.governor or c.node)}
    verbs = (n for n in parse.nodes if n.lemma == "be" and n.index not in busy and _tells_a_day(n, parse))
    return here + [_of(before, parse, verb) for verb in verbs]


def until(context: Context, candidate: Candidate) -> tuple[str, ...]:
    """The last day of what is said to go on ("The forum runs until Saturday"), nothing for others."""
    parse, node = candidate.parse, candidate.node
    clauses = [parse.parent(node)] if node.dep == "nsubj" else parse.children(node, "relcl")
    verb = next((v for v in clauses if v is not None and row("going-on", v.lemma)), None)
    if verb is None or not candidate.definite or candidate.dates:
        return ()
    if verb.lemma == "go" and not any(fold(n.text) == "on" for n in parse.children(verb, "prt", "advmod", "prep")):
        return ()
    end = max(n.span.end for n in parse.subtree(verb))
    tense: Tense = "past" if verb.tag == "VBD" else "future"
    read = context.days.read(verb.span.start, end, tense)
    ends = (m.edtf[0][3:] for m in read if m.edtf and m.edtf[0].startswith("../") and m.grain == "open")
    last = next(ends, None)
    return (last,) if last is not None and len(last) == len("2000-01-01") else ()


def of_day(candidate: Candidate) -> bool:
    """Whether an event is named only to number its day ("it was Tuesday, the second day of his stay")."""
    link = candidate.parse.parent(candidate.node)
    above = candidate.parse.parent(link) if link is not None else None
    return above is not None and above.lemma == "day"


def _before(parse: Parse, told: Sequence[Candidate]) -> Candidate | None:
    """The event of the story that was told last, if that was just before."""
    last = next((c for c in reversed(told) if c.parts or c.dates), None)
    near = last is not None and 0 < parse.sentence.index - last.parse.sentence.index <= REACH
    return last if last is not None and near and not (last.background or last.plural) else None


def _tells_a_day(verb: Node, parse: Parse) -> bool:
    """Whether a clause says of "it", "that" or "the date" only what day it was."""
    subjects = parse.children(verb, "nsubj")
    named = len(subjects) == 1 and (fold(subjects[0].text) in IT or fold(subjects[0].lemma) == "date")
    above = parse.parent(verb)
    if above is not None and any(n.lemma == "date" for n in parse.children(above, "nsubj")):
        return any(_is_date(n) for n in parse.nodes[verb.index :])  # "the date agreed is 5 May", however it was parsed
    spots = [n for n in parse.children(verb, "attr", "npadvmod", "prep") if n.index > verb.index]
    days = [n for spot in spots for n in (spot, *parse.children(spot, "pobj", "prep")) if _is_date(n)]
    days += [n for s in spots for p in parse.children(s, "prep") for n in parse.children(p, "pobj") if _is_date(n)]
    return named and bool(days) and not any(n.index > verb.index for n in parse.children(verb, *CLEFT))


def _is_date(node: Node) -> bool:
    return node.phrase is not None and node.phrase.kind == "date"


def _of(before: Candidate, parse: Parse, verb: Node) -> Candidate:
    """A candidate that points back at the event told before."""
    made = Candidate(before.type, parse, verb, before.type, "event/when", before.stage, definite=True, back=True)
    made.governor = verb
    return made
