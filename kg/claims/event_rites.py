"""Ceremonies that verbs tell of: wreaths laid, orders conferred, credentials accepted, plaques unveiled, meals, oaths.

Comes in: a verb in its parse. Goes out: a candidate of a ceremony with its roles, or none. It never takes the verb
for a rite without the thing that makes it one.
"""

from __future__ import annotations

from kg.claims.context import Context
from kg.claims.event_agents import Agent, agents, roster
from kg.claims.event_clauses import around, behind, dated, doers, objects_of, relative_object, subjects_of, told_by
from kg.claims.event_roles import give
from kg.claims.event_shapes import Candidate
from kg.claims.event_words import noun_type, row, words
from kg.syntax import Node, Parse
from kg.words import fold

MEALS = frozenset({"entertain", "treat"})
GREETINGS = frozenset({"welcome", "greet", "meet", "receive"})
OPENING = frozenset({"unveil", "open", "inaugurate", "dedicate", "consecrate"})


def rite(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """What the first of the readings below makes of a verb."""
    readings = (_sworn_in, _buried, _laid, _founded, _conferred, _accredited, _unveiled, _dined, _swapped, _saluted)
    return next((made for read in readings if (made := read(context, parse, verb)) is not None), None)


def _things(context: Context, verb: Node, parse: Parse) -> list[Node]:
    """What the verb is done to, in either voice; of a dative passive ("was awarded the Order") its object."""
    objects = parse.children(verb, "dobj", "oprd")
    return objects or (parse.children(verb, "nsubjpass") if context.passive(verb, parse) else [])


def _shown(context: Context, verb: Node, parse: Parse) -> list[Node]:
    """The same, that too of which a relative clause tells ("the wreath that she laid")."""
    found = _things(context, verb, parse) or relative_object(verb, parse)
    return [context.antecedent(n, verb, parse) for n in found]


def _is_of(context: Context, node: Node, parse: Parse, group: str) -> bool:
    """Whether a thing's noun, the end of its name, or what it is a copy or piece of, is of a class of words."""
    named = fold(node.span.of(context.text)).split() if node.phrase is not None else [fold(node.lemma)]
    inside = [n for n in parse.subtree(node) if n.phrase is None and (n.tag.startswith("N") or n.head == node.index)]
    below = [fold(n.lemma) for n in inside if n.tag[:1] in {"N", "J"}]
    phrases = [n.span.of(context.text) for n in parse.subtree(node) if n.phrase is not None]
    inner = [word for phrase in phrases for word in fold(phrase).split()[:2]]
    return bool({*named, *below, *inner} & words(group))


def _sworn_in(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X was sworn in as president", "the assembly swore in X", "X took the oath of office"."""
    oath = verb.lemma == "take" and any(n.lemma == "oath" for n in parse.children(verb, "dobj"))
    if not oath and verb.lemma != "swear":
        return None
    passive = context.passive(verb, parse)
    sworn = [*objects_of(context, verb, parse), *behind(context, verb, parse, "in")] if not (oath or passive) else []
    people = [a for a in sworn if context.kind(a.found[0]) == "person"]
    if not (oath or passive or people):
        return None
    made = told_by(context, parse, verb, "ceremony", "swear")
    made.name = "swearing-in"
    give(made, "participant", people or subjects_of(context, verb, parse))
    give(made, "host", doers(context, verb, parse) if people or passive else [])
    return made if made.parts else None


def _buried(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X was laid to rest on Sunday": a ceremony in which who is buried takes no part."""
    after = [fold(n.text) for n in parse.nodes[verb.index + 1 : verb.index + 3]]
    laid = verb.lemma == "lay" and after == ["to", "rest"]
    if not (laid or verb.lemma in {"bury", "cremate"}) or not context.passive(verb, parse):
        return None
    spots = [n for n in parse.children(verb, "nsubjpass") if fold(n.lemma) in words("remains")]
    buried = [*subjects_of(context, verb, parse), *(a for n in spots for a in behind(context, n, parse, "of"))]
    people = [a for a in buried if context.kind(a.found[0]) == "person"]
    dated = any(n.phrase is not None and n.phrase.kind == "date" for n in parse.subtree(verb))
    if not people or not dated:
        return None
    made = told_by(context, parse, verb, "ceremony", "bury")
    made.name = "burial"
    return made


def _laid(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X laid a wreath at", "placed a floral basket before", "bouquets were laid"."""
    if not row("laying", verb.lemma):
        return None
    if not any(_is_of(context, n, parse, "flower") for n in _shown(context, verb, parse)):
        return None
    made = told_by(context, parse, verb, "ceremony", "lay-wreath")
    made.name = "wreath-laying"
    give(made, "participant", doers(context, verb, parse))
    return made


def _conferred(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X bestowed the Order of A on Y", "Y was decorated with the medal", "Y received the Order from X"."""
    got = verb.lemma == "receive" and not context.passive(verb, parse)
    if not (got or row("conferring", verb.lemma)):
        return None
    behind_with = [n for mark, n in context.prepositions(verb, parse) if mark == "with"]
    things = [n for n in (*_things(context, verb, parse), *behind_with) if _is_of(context, n, parse, "honour")]
    if not things and verb.lemma == "confer":  # "conferred on B the Order of …", whatever the order was hung on
        below = [n for n in parse.subtree(verb) if n is not verb]
        things = [n for n in below if set(fold(n.span.of(context.text)).split()[:1]) & words("honour")]
    if not things:
        return None
    made = told_by(context, parse, verb, "ceremony", "confer")
    made.name = "conferment"
    given = [a for a in objects_of(context, verb, parse) if context.kind(a.found[0]) == "person"]
    dative = [a for n in parse.children(verb, "dative") for a in behind(context, n, parse) or []]
    if got:
        give(made, "participant", subjects_of(context, verb, parse))
        give(made, "host", behind(context, verb, parse, "from"))
    else:
        hung = [a for n in things for a in behind(context, n, parse, "by")]  # "with the Order of the A by B"
        give(made, "host", doers(context, verb, parse) or hung)
        subjects = subjects_of(context, verb, parse) if context.passive(verb, parse) else []
        subjects += [a for n in things for a in behind(context, n, parse, "on", "upon")]
        give(made, "participant", [*given, *dative, *subjects, *behind(context, verb, parse, "on", "upon", "to")])
    return made if made.parts else None


def _accredited(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X presented his credentials to Y", "Y accepted the letters of credence of X"."""
    giving, taking = row("presenting", verb.lemma), row("accepting", verb.lemma)
    if not (giving or taking):
        return None
    things = [n for n in _things(context, verb, parse) if _is_of(context, n, parse, "credential")]
    if not things:
        return None
    made = told_by(context, parse, verb, "ceremony", "credentials")
    made.name = "presentation of credentials"
    envoys = [a for n in parse.subtree(things[0]) for a in behind(context, n, parse, "of", "from")]
    if any(n.text == ";" for n in parse.nodes[things[0].index :]):  # "of the ambassadors of A, X; B, Y; and C, Z"
        envoys += roster(context, parse, things[0].index + 1)
    owners = [a for n in (verb, things[0]) for a in behind(context, n, parse, "from")]
    if giving:
        give(made, "participant", doers(context, verb, parse))
        give(made, "host", behind(context, verb, parse, "to") or _receiver(context, verb, parse))
    else:
        give(made, "host", doers(context, verb, parse))
    give(made, "participant", [a for a in (*envoys, *owners) if context.kind(a.found[0]) in {"person", "post"}])
    return made if made.parts else None


def _receiver(context: Context, verb: Node, parse: Parse) -> list[Agent]:
    """Who receives the one of whom a relative clause tells: "X received the envoy, who presented her credentials"."""
    envoy = parse.parent(verb) if verb.dep == "relcl" else None
    above = parse.parent(envoy) if envoy is not None and envoy.dep == "dobj" else None
    return doers(context, above, parse) if above is not None and above.lemma in {"receive", "welcome"} else []


def _unveiled(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "A plaque was unveiled by X", "X inaugurated the embassy", "X cut the ribbon of"."""
    if verb.lemma not in OPENING:
        return None
    shown, blessed = verb.lemma == "unveil", verb.lemma in {"dedicate", "consecrate"}
    groups = ("monument",) if shown else ("monument", "opened", "dedicated") if blessed else ("opened", "condolence")
    things = _shown(context, verb, parse)
    alone = verb.lemma == "open" and not things and dated(parse, verb)  # "a consulate would open in March"
    if alone:
        things = [n for n in parse.children(verb, "nsubj") if noun_type(fold(n.lemma), frozenset()) is None]
    it = shown and context.passive(verb, parse) and any(fold(n.text) == "it" for n in things)
    books = {"book"} if verb.lemma == "open" else set()  # "a book of condolence was opened", not a visitors' centre
    fit = [g for g in groups if g != "condolence" or any(fold(n.lemma) in books for n in things)]
    if not it and not any(_is_of(context, n, parse, group) for n in things for group in fit):
        return None
    made = told_by(context, parse, verb, "ceremony", "unveil" if shown else "open")
    made.name = "unveiling" if shown else "dedication" if blessed else "opening"
    give(made, "participant", [] if alone else doers(context, verb, parse))
    return made


def _founded(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X laid the foundation stone of", "X cut the ribbon"; on a day."""
    group = {"lay": "founding-stone", "cut": "ribbon"}.get(verb.lemma)
    if group is None or not any(fold(n.lemma) in words(group) for n in _things(context, verb, parse)):
        return None
    made = told_by(context, parse, verb, "ceremony", "found")
    made.name = "stone-laying" if verb.lemma == "lay" else "opening"
    give(made, "participant", doers(context, verb, parse))
    return made if made.parts else None


def _swapped(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X and Y exchanged signed copies of the treaty"."""
    things = _things(context, verb, parse) if verb.lemma in {"exchange", "swap"} else []
    if not any(fold(n.lemma) in words("exchanged") for n in things):
        return None
    made = told_by(context, parse, verb, "ceremony", "swap")
    made.name = "exchange of documents"
    give(made, "participant", [*doers(context, verb, parse), *behind(context, verb, parse, "with")])
    people = [a for a in made.agents() if context.kind(a) in {"person", "post"}]
    return made if len(people) > 1 else None


def _saluted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X inspected a guard of honour", "X was given a guard of honour"."""
    inspecting = verb.lemma in {"inspect", "review"}
    given = context.passive(verb, parse) and verb.lemma in words("giving")
    things = parse.children(verb, "dobj", "oprd") if inspecting or given else []
    honours = [n for n in things if fold(n.lemma) in words("guard")]
    if not any("hono" in fold(m.text) for n in honours for m in parse.subtree(n)):
        return None
    made = told_by(context, parse, verb, "ceremony", "guard-of-honour")
    made.name = "guard of honour"
    give(made, "participant", subjects_of(context, verb, parse))
    return made if made.parts else None


def _dined(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X lunched with Y", "dined at the palace as guests of Y"."""
    if verb.lemma not in words("dining"):
        return None
    made = told_by(context, parse, verb, "ceremony", "dine")
    made.name = "lunch" if verb.lemma == "lunch" else "meal"
    give(made, "participant", [*subjects_of(context, verb, parse), *behind(context, verb, parse, "with")])
    return made if len(made.agents()) > 1 else None


def _guests(context: Context, parse: Parse, verb: Node) -> bool:
    """Whether a verb's object is somebody ("saw off the visitors", not "saw off a challenge")."""
    objects = parse.children(verb, "dobj")
    found = [a for n in objects for a in agents(context, n, parse)]
    named = any(context.kind(a.found[0]) in {"person", "post", "group"} for a in found)
    return named or any(n.tag == "PRP" for n in objects)


def hosted(context: Context, parse: Parse, verb: Node) -> Candidate | None:
    """As in "X entertained Y to lunch", "X saw the visitors off", "X welcomed Y at the airport"."""
    seen = verb.lemma == "see" and (context.passive(verb, parse) or _guests(context, parse, verb))
    off = seen and any(fold(n.text) == "off" for n in parse.children(verb, "prt", "advmod"))
    said = around(parse, verb) if verb.lemma in MEALS | GREETINGS else set()
    meal = verb.lemma in MEALS and said & words("meal")
    arriving = bool(said & words("arriving")) or any(word.endswith("airport") for word in said)
    airport = verb.lemma in GREETINGS and arriving
    if not (meal or off or airport):
        return None
    made = told_by(context, parse, verb, "ceremony", verb.lemma)
    made.phase = "end" if off else "start" if airport else "whole"
    give(made, "host", doers(context, verb, parse))
    guests = subjects_of if context.passive(verb, parse) else objects_of
    give(made, "participant", guests(context, verb, parse))
    people = any(context.kind(p.key) in {"person", "post", "group"} for p in made.parts)
    return made if people else None  # "her country welcomes companies in port logistics"
