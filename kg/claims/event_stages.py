"""How far an event has come: planned, held, cancelled, postponed; told as it begins or as it ends; before the story.

Comes in: an event's word in its parse. Goes out: the stage and phase that tense, modality and the words around show. It
never looks at a date.
"""

from __future__ import annotations

from typing import Literal

from kg.claims.event_slated import slated
from kg.claims.event_words import row, words
from kg.model import Stage
from kg.syntax import Node, Parse
from kg.words import fold

TIMED = frozenset({"before", "after", "until", "till", "once"})
Phase = Literal["whole", "start", "end"]


def path(node: Node, parse: Parse) -> list[Node]:
    """The node and all above it, nearest first."""
    found = [node]
    while (above := parse.parent(found[-1])) is not None:
        found.append(above)
    return found


def verb_of(node: Node, parse: Parse) -> Node | None:
    """The nearest verb at or above a node."""
    return next((n for n in path(node, parse) if n.tag.startswith("V")), None)


def stage_of(node: Node, parse: Parse) -> tuple[Stage, bool]:
    """The stage that the clause around an event's word shows, and whether it was put off rather than dropped."""
    dropped = _dropped(node, parse)
    if dropped is not None:
        return "cancelled", dropped
    modifiers = parse.children(node, "amod", "advmod", "acl", "relcl", "compound", "nmod")
    if any(row("future", fold(n.text)) and not parse.children(n, "nsubj") for n in modifiers):
        return "planned", False
    said = [*parse.children(node, "relcl"), *(v for v in parse.children(node, "acl") if v.lemma == "hold")]
    own = next((v for v in said if tells_when(v, parse) and not _purpose(v, parse)), None)
    above = verb_of(node, parse)
    one = any(fold(n.text) in {"a", "an"} for n in parse.children(node, "det"))
    if own is not None and own.dep == "acl" and one and above is not None and not parse.children(own, "aux", "auxpass"):
        own = None if _verb_stage(above, parse) == "planned" else own  # "will welcome A at a ceremony held in B"
    verb = own or above
    ahead = _on_the_programme(parse) or slated(node, parse) is not None
    if ahead or (verb is not None and _arranged(node, verb, parse)):
        return "planned", False
    return (_verb_stage(verb, parse) if verb is not None else "held"), False


def _purpose(verb: Node, parse: Parse) -> bool:
    """Whether an infinitive says what an event is for ("a reception to mark …")."""
    return verb.lemma in words("marking") and any(n.tag == "TO" for n in parse.children(verb, "aux"))


def tells_when(verb: Node, parse: Parse) -> bool:
    """Whether a clause behind an event's noun says when it takes place ("held on", "due to begin")."""
    lemmas = {n.lemma for n in (verb, *parse.children(verb, "xcomp", "ccomp", "acomp"))}
    staged = verb.lemma in words("staging") and (verb.dep == "relcl" or (verb.dep == "acl" and verb.tag == "VBN"))
    return staged or any(row("when", lemma) for lemma in lemmas) or comes_to_an_end(verb, parse)


def completions(node: Node, parse: Parse) -> list[Node]:
    """The verbs that complete what an event's noun is the subject of and say when it is: "is to be held", "is due to
    open", "is expected to take place".
    """
    verb = parse.parent(node) if node.dep in {"nsubj", "nsubjpass"} else None
    if verb is None:
        return []
    spots = [verb, *parse.children(verb, "acomp", "oprd")]
    return [v for spot in spots for v in parse.children(spot, "xcomp", "ccomp") if tells_when(v, parse)]


def comes_to_an_end(verb: Node, parse: Parse) -> bool:
    """Whether a verb says "came to an end", "drew to a close"."""
    ends = (n for prep in parse.children(verb, "prep") for n in parse.children(prep, "pobj"))
    return verb.lemma in {"come", "draw"} and any(n.lemma in {"end", "close", "conclusion"} for n in ends)


def _dropped(node: Node, parse: Parse) -> bool | None:
    """True for an event that the verb above or behind it put off, False for one that it dropped; else None."""
    for verb in _said_of(node, parse):
        particles = {fold(c.text) for c in parse.children(verb, "prt", "advmod", "prep")}
        if row("cancel", verb.lemma) or (verb.lemma in {"call", "put"} and particles & {"off", "back"}):
            return verb.lemma not in words("dropping")
        if _came_to_nothing(verb, particles, parse):
            return False
    return None


def _said_of(node: Node, parse: Parse) -> list[Node]:
    """The verbs above and behind an event's word that may say what became of it."""
    top = node
    while top.dep == "conj" and (above := parse.parent(top)) is not None and above.tag[:1] == node.tag[:1]:
        top = above
    head = parse.parent(top)
    told = [head] if head is not None and top.dep in {"nsubj", "nsubjpass", "dobj"} else []
    told += [node] if node.tag.startswith("V") else []
    told += parse.children(node, "acl", "relcl", "amod")
    return [*told, *(v for n in told for v in parse.children(n, "conj", "xcomp"))]


def mover(node: Node, parse: Parse) -> Node | None:
    """The verb that puts an event on another day: "was postponed to", "brought it forward to", "rescheduled from"."""
    for verb in _said_of(node, parse):
        particles = {fold(c.text) for c in parse.children(verb, "prt", "advmod", "prep")}
        frame = row("moving", verb.lemma)
        if frame is not None and (frame[0] == verb.lemma or particles & set(frame[0].split())):
            return verb
    return None


def _came_to_nothing(verb: Node, particles: set[str], parse: Parse) -> bool:
    """As in "did not take place", "never went ahead", "fell through"; "had been due" says that it did not either."""
    negated = any(n.dep == "neg" or fold(n.text) == "never" for n in parse.children(verb, "neg", "advmod"))
    if negated and row("when", verb.lemma) and verb.lemma != "be":
        return True
    due = any(n.lemma == "due" for n in parse.children(verb, "acomp"))
    if verb.tag == "VBN" and _was_to_have(verb, parse):
        return True
    return (verb.lemma == "fall" and "through" in particles) or (due and perfect(verb, parse))


def _arranged(node: Node, verb: Node, parse: Parse) -> bool:
    """Whether an event is what a verb of planning plans: "has been arranged", "a meeting scheduled for May"."""
    planned = [verb] if node.dep in {"nsubjpass", "dobj"} else parse.children(node, "acl")
    return any(n.lemma in words("arranged") for n in planned)


def _on_the_programme(parse: Parse) -> bool:
    """Whether a sentence without a past tense says that things are "on the programme", "on the agenda"."""
    listed = any(n.lemma in words("agenda") and fold(parse.nodes[n.head].text) == "on" for n in parse.nodes)
    return listed and not any(n.tag == "VBD" for n in parse.nodes)


def _was_to_have(verb: Node, parse: Parse) -> bool:
    """Whether a perfect infinitive behind a past verb of planning says that nothing came of it ("was to have met")."""
    above = parse.parent(verb)
    perfective = {"to", "have"} <= {fold(n.text) for n in parse.children(verb, "aux")}
    if not perfective or above is None or verb.dep not in {"xcomp", "acl", "ccomp"}:
        return False
    heads = [above, *([up] if (up := parse.parent(above)) is not None and above.tag == "JJ" else [])]
    past = any(h.tag == "VBD" or any(n.tag == "VBD" for n in parse.children(h, "auxpass", "aux")) for h in heads)
    return past and any(h.lemma in {"be", "due"} or row("plan", h.lemma) is not None for h in heads)


def _verb_stage(verb: Node, parse: Parse) -> Stage:
    auxiliaries = {fold(n.text) for n in parse.children(verb, "aux", "auxpass")}
    above = parse.parent(verb)
    if any(n.lemma == "due" for n in parse.children(verb, "acomp")) or _awaited(verb, parse):
        return "planned"
    ahead = [n for v in parse.children(verb, "xcomp") for n in parse.children(v, "aux") if n.tag == "TO"]
    if verb.lemma == "be" and ahead:
        return "planned"  # "which is to be held"
    if auxiliaries & words("modal"):
        return "held" if "have" in auxiliaries else "planned"
    if "to" in auxiliaries:
        return _infinitive_stage(verb, above, parse)
    if verb.tag == "VBG" and above is not None and verb.dep in {"xcomp", "pcomp"} and row("plan", above.lemma):
        return "planned"
    timed = any(n.dep == "mark" and fold(n.text) in TIMED for n in parse.children(verb, "mark"))
    if timed and verb.dep == "advcl" and verb.tag in {"VBZ", "VBP"} and not auxiliaries and above is not None:
        return _verb_stage(above, parse)  # "before he pays a call" is as far as what it comes before
    bare = verb.tag == "VB" and verb.dep == "conj"
    joined = bare or (verb.tag in {"VBG", "VBN"} and verb.dep in {"conj", "advcl"})
    joined = joined and not auxiliaries
    return _verb_stage(above, parse) if joined and above is not None and above.tag.startswith("V") else "held"


def _awaited(verb: Node, parse: Parse) -> bool:
    """Whether a verb is "look forward", or the gerund behind it ("looked forward to meeting A in June")."""
    prep = parse.parent(verb) if verb.dep == "pcomp" else None
    above = parse.parent(prep) if prep is not None else verb
    forward = above is not None and any(fold(n.text) == "forward" for n in parse.children(above, "advmod", "prt"))
    return forward and above is not None and above.lemma == "look"


def _infinitive_stage(verb: Node, above: Node | None, parse: Parse) -> Stage:
    """A plan behind "is to", "plans to", "agreed to", "a plan to"; behind other verbs as these ("came to visit")."""
    if verb.dep not in {"xcomp", "advcl", "acl", "ccomp"} or above is None or not above.tag.startswith("V"):
        return "planned"
    asked = [n for n in parse.children(above, "dobj", "nsubjpass") if n.lemma == "invitation"]
    planned = above.lemma == "be" or row("plan", above.lemma) or above.lemma in words("promise") or asked
    return "planned" if planned else _verb_stage(above, parse)


def denied(verb: Node, parse: Parse) -> bool:
    """Whether a verb says that something has not been done, or not yet ("has not travelled to", "never met", "denied
    that he had met").
    """
    above = parse.parent(verb) if verb.dep in {"ccomp", "xcomp"} else None
    if above is not None and above.lemma in words("denying"):
        return True
    negated = any(n.dep == "neg" or fold(n.text) == "never" for n in parse.children(verb, "neg", "advmod"))
    return negated and _verb_stage(verb, parse) == "held"


def habitual(verb: Node, parse: Parse) -> bool:
    """Whether a verb tells what is done time and again ("will receive 40 cadres each year", "convene annually")."""
    if any(fold(n.text) in words("often") for n in parse.children(verb, "advmod")):
        return True
    times = (n for n in parse.nodes if n.lemma in words("recurring") and n.tag.startswith("N"))
    again = (n for n in times if any(fold(c.text) in {"each", "every"} for c in parse.children(n, "det")))
    return any(verb_of(n, parse) is verb for n in again)


def perfect(verb: Node | None, parse: Parse) -> bool:
    """Whether a verb, or the one on whose noun its clause hangs, stands in the past perfect: before the story."""
    if verb is None:
        return False
    if any(fold(n.text) == "had" for n in parse.children(verb, "aux")):
        return True
    noun = parse.parent(verb)
    return verb.dep == "relcl" and noun is not None and perfect(verb_of(noun, parse), parse)


def perfect_now(verb: Node, parse: Parse) -> bool:
    """Whether a verb stands in the present perfect: it tells what is just over ("has received")."""
    return verb.tag == "VBN" and any(fold(n.text) in {"has", "have"} for n in parse.children(verb, "aux"))


def phase_of(node: Node, parse: Parse) -> Phase:
    """Whether the clause tells how an event begins ("opened on …", "arrived on …") or ends ("will close on …")."""
    said = {fold(n.text) for n in parse.children(node, "amod", "compound", "nmod")}
    if node.tag.startswith("N") and said & words("first-day") or said & words("last-day"):
        return "start" if said & words("first-day") else "end"
    verb = verb_of(node, parse)
    if verb is None or not (verb is node or node.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}):
        return "whole"
    left = node.dep == "pobj" and fold(parse.nodes[node.head].text) in {"from", "after"}
    if left and verb.lemma in words("returning"):
        return "end"
    if row("ending", verb.lemma) or comes_to_an_end(verb, parse):
        return "end"
    return "start" if row("starting", verb.lemma) else "whole"


def going_on(verb: Node, parse: Parse) -> bool:
    """Whether a verb tells what goes on at the time of writing ("is visiting", "is in Lima")."""
    now = {fold(n.text) for n in parse.children(verb, "aux")} & {"is", "are"}
    return (verb.tag == "VBG" and bool(now)) or (verb.lemma == "be" and verb.tag in {"VBZ", "VBP"})
