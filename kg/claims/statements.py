"""Statements: who says, praises, proposes or agrees what.

Comes in: an article's context. Goes out: a claim for every report of something said, a speaker each. It never reports
a question, a denial or what is only planned to be said, and tells the same act twice by the same speaker once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.claims import statement_turns as turns
from kg.claims.context import SUBJECTS, Context, Found
from kg.claims.lexicon import is_noun, reporting
from kg.claims.statement_attributions import attributions
from kg.claims.statement_speakers import Speakers
from kg.claims.statement_verbs import Report, clause, final_subject, inverted, named_behind, reports
from kg.model import Claim, Evidence, Reference, Span, StatementClaim
from kg.syntax import Node, Parse
from kg.words import fold

SILENT = frozenset({"headline", "caption", "related", "noise", "source", "date_line", "dateline"})
ALIKE = 0.6  # share of common words from which two reports of one act by one speaker are one


def statements(context: Context) -> Iterator[Claim]:
    """The statements of an article in text order."""
    yield from _once(context, _all(context))


def _all(context: Context) -> Iterator[StatementClaim]:
    speakers, opening = Speakers(context), turns.openings(context)
    for parse in context.parses:
        if parse.sentence.zone in SILENT:
            continue
        found = [*_reported(context, parse, speakers), *_attributed(context, parse, speakers)]
        found += _first_person(context, parse, speakers, opening, found)
        found += _carried_on(context, parse, speakers, found)
        if found and (not speakers.said or speakers.said[-1][0] != parse.sentence.index):
            speakers.note(parse.sentence.index, (found[0].speaker,))
        yield from found


def _reported(context: Context, parse: Parse, speakers: Speakers) -> list[StatementClaim]:
    """The claims of a sentence's reporting verbs; who speaks in the verb that stands highest is noted as last."""
    asked = parse.sentence.zone == "question"
    if not asked and parse.sentence.span.of(context.text).rstrip('”"’ ').endswith("?"):
        return []
    who: dict[int, list[Found]] = {}
    claims: list[StatementClaim] = []
    highest: tuple[int, int] | None = None
    for report in reports(context, parse):
        found = who[report.verb.index] = _speakers(context, report, parse, speakers, who)
        if _only_told(context, report, parse, found):
            continue
        told = {key for key, _ in who.get(report.verb.head, ())} if report.verb.dep == "ccomp" else set()
        for key, references in found:
            if key not in told:
                claims.append(_claim(key, report.act, report.span, "reporting-verb", references))
        rank = (-len(report.within), report.verb.index)
        if found and (highest is None or rank >= highest):
            highest = rank
            speakers.note(parse.sentence.index, tuple(dict.fromkeys(key for key, _ in found)))
    return claims


def _only_told(context: Context, report: Report, parse: Parse, found: Sequence[Found]) -> bool:
    """Whether a verb in what somebody else says is no report: what others believe or wish, what a state stands for."""
    if not report.within or report.verb.dep not in {"ccomp", "conj"}:
        return False
    if is_noun("mental", fold(report.verb.lemma)):
        return fold(report.verb.lemma) != "wish" or not parse.children(report.verb, "dobj", "dative")
    kinds = {context.kind(key) for key, _ in found}
    texts = [n for n in context.subject_nodes(report.verb, parse) if is_noun("document", fold(n.lemma))]
    present = report.verb.tag in {"VBZ", "VBP"} and not parse.children(report.verb, "aux", "auxpass")
    return present and not texts and bool(kinds) and not kinds & {"person", "post"}


def _speakers(
    context: Context, report: Report, parse: Parse, speakers: Speakers, who: dict[int, list[Found]]
) -> list[Found]:
    if report.passive:
        agents = [n for prep in parse.children(report.verb, "agent") for n in parse.children(prep, "pobj")]
        return [found for node in agents for found in speakers.of(node, parse)]
    found = [f for node in _subjects(context, report.verb, parse) for f in _one(context, node, parse, speakers)]
    if found or parse.children(report.verb, *SUBJECTS):
        return found
    earlier = [above for above in report.within if who.get(above)] or [v for v in sorted(who, reverse=True) if who[v]]
    shared = who[earlier[0]] if earlier else []
    place = parse.nodes[earlier[0]].span if earlier else report.span
    return [(key, (*references, Reference(place, key, "shared-subject"))) for key, references in shared]


def _subjects(context: Context, verb: Node, parse: Parse) -> list[Node]:
    """A verb's subjects: its own, a name behind it ("…, remarked X") or one set off in front; a past tense joined to a
    bare infinitive is its main clause's.
    """
    head = parse.parent(verb)
    using = head if verb.dep == "xcomp" else parse.parent(head) if head is not None else None
    used = parse.children(using, "dobj") if using is not None and verb.dep in {"xcomp", "acl"} else []
    if using is not None and any(is_noun("occasion", fold(n.lemma)) for n in used):
        return context.subject_nodes(using, parse)
    final = final_subject(verb, parse) or inverted(verb, parse)
    if final is not None:
        return [final]
    own = parse.children(verb, *SUBJECTS)
    if own:
        return context.subject_nodes(verb, parse) if len(own) == 1 or own[-1].dep == "conj" else own[-1:]
    if verb.dep == "conj" and verb.tag == "VBD" and head is not None and _not_past(head, parse):
        return []
    after = named_behind(verb, parse)
    if after is not None:
        return [after]
    aside = [
        n
        for n in parse.children(verb, "npadvmod")
        if n.phrase is not None and n.phrase.kind in {"person", "org", "place"}
    ]
    return context.subject_nodes(verb, parse) or aside


def _not_past(verb: Node, parse: Parse) -> bool:
    """Whether no past tense can go on the series of a verb: an infinitive, or one with a modal."""
    return verb.tag == "VB" or any(n.tag == "MD" for n in parse.children(verb, "aux"))


def _one(context: Context, node: Node, parse: Parse, speakers: Speakers) -> list[Found]:
    if turns.first_person(context, node):
        key = turns.speaker(context, parse.sentence)
        return [(key, (Reference(node.span, key, "first-person"),))] if key else []
    return speakers.of(node, parse)


def _attributed(context: Context, parse: Parse, speakers: Speakers) -> Iterator[StatementClaim]:
    for node, span, words in attributions(context, parse):
        for key, references in speakers.of(node, parse):
            yield _claim(key, words, span, "attribution", references)


def _first_person(
    context: Context, parse: Parse, speakers: Speakers, opening: set[int], found: Sequence[StatementClaim]
) -> Iterator[StatementClaim]:
    """Sentences of an answer, a letter or a running quotation with I or we as subject; the opening of each answer."""
    sentence = parse.sentence
    verb = turns.main_first_person(context, parse)
    opens = sentence.index in opening
    if sentence.zone in {"answer", "letter"}:
        key = turns.speaker(context, sentence)
    else:
        spoken = speakers.latest(sentence.index) if turns.in_quotation(context, sentence) else ()
        key = spoken[0] if spoken else None
    mine = [c for c in found if c.speaker == key]
    if key is None or (verb is None and not opens) or (mine and (verb is None or _within(verb, mine))):
        return
    lemma = fold(verb.lemma) if verb is not None else ""
    act = lemma if reporting(lemma) else "answer" if sentence.zone == "answer" else "say"
    span = sentence.span
    if verb is not None and mine:
        span = clause(context, verb, parse, {report.verb.index for report in reports(context, parse)})
    followed = Reference(verb.span if verb else sentence.span, key, "first-person")
    yield _claim(key, act, span, "first-person", (followed,))


def _within(verb: Node, claims: Sequence[StatementClaim]) -> bool:
    """Whether a verb stands in what was already claimed."""
    return any(verb.span.within(claim.evidence.span) for claim in claims)


def _carried_on(
    context: Context, parse: Parse, speakers: Speakers, found: Sequence[StatementClaim]
) -> Iterator[StatementClaim]:
    """A sentence without a reporting verb that goes on with what the last speakers, its subject, will or would do."""
    if found:
        return
    for root in (n for n in parse.nodes if n.head == n.index and n.tag.startswith("V")):
        will = any(fold(c.text) in {"will", "shall", "would"} for c in parse.children(root, "aux"))
        for subject in parse.children(root, "nsubj") if will else ():
            if fold(subject.text) not in {"they", "he", "she"}:
                continue
            spoke = set(speakers.latest(parse.sentence.index))
            for key, references in speakers.of(subject, parse):
                if key in spoke:
                    yield _claim(key, "commit", parse.extent(root), "carried-on", references)


def _claim(key: str, act: str, span: Span, rule: str, references: Iterable[Reference]) -> StatementClaim:
    return StatementClaim(key, act, Evidence(span, f"statement/{rule}", tuple(dict.fromkeys(references))))


def _once(context: Context, claims: Iterable[StatementClaim]) -> Iterator[StatementClaim]:
    """The claims without those that tell again what the same speaker was already said to say."""
    kept: list[StatementClaim] = []
    for claim in claims:
        if not any(_again(context, claim, other) for other in kept if other.speaker == claim.speaker):
            kept.append(claim)
            yield claim


def _again(context: Context, claim: StatementClaim, other: StatementClaim) -> bool:
    if claim.act != other.act:
        return claim.evidence.span == other.evidence.span and claim.evidence.rule != other.evidence.rule
    mine, theirs = (set(re.findall(r"\w{4,}", fold(c.evidence.span.of(context.text)))) for c in (claim, other))
    return claim.evidence.span == other.evidence.span or len(mine & theirs) >= ALIKE * len(mine | theirs)
