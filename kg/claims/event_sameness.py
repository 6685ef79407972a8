"""Whether two tellings in one article are of one event.

Comes in: an account and a later telling. Goes out: yes or no, by the first test that knows. It never joins tellings
whose types, numbers, dates or sides disagree.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.claims.context import Context
from kg.claims.event_fitting import behind_its_people, bracketed, dates_fit, fills_posts, one_clause
from kg.claims.event_journeys import goes_elsewhere, has_the_same_visitor, tours_a_site
from kg.claims.event_pairs import Pair
from kg.claims.event_shapes import Candidate
from kg.claims.event_stages import path
from kg.claims.event_words import row, words

POINTED = frozenset({"meeting", "call", "congress", "signing"})
LEAVING = "event/verb/leave"
TOURS = frozenset({"event/verb/tour", "event/verb/inspect", "event/verb/shown-round"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RITES = frozenset(f"event/verb/{rite}" for rite in ("lay-wreath", "open", "unveil", "confer", "credentials", "swear"))
SIGNING = frozenset({"state", "party", "party_body", "state_body", "organization"})
BUNDLE = 12  # sentences behind a signing of several documents in which they are listed


def same(context: Context, old: Candidate, new: Candidate) -> bool:
    """Whether a telling is of the account's event."""
    pair = Pair(context, old, new)
    return next((verdict for test in TESTS if (verdict := test(pair)) is not None), False)


def _contradicts(pair: Pair) -> bool | None:
    """Another type, ordinal, date or number of sides; or the same word, which gave several on purpose."""
    old, new = pair.old, pair.new
    differing = (
        old.type != new.type
        or (old.ordinal and new.ordinal and old.ordinal != new.ordinal)
        or (old.dates and new.dates and not dates_fit(old, new))
        or (old.sides and new.sides and old.sides != new.sides)
        or old.node is new.node
        or new is old.beside
        or (old.rule != new.rule and {old.rule, new.rule} <= RITES)
        or _done_and_to_come(pair)
        or (new.organ and not old.organ)  # "elected A as president", and then a committee too
        or (old.frame is not None and old.frame is new.frame and old.turn != new.turn)
    )
    return False if differing else None


def _done_and_to_come(pair: Pair) -> bool:
    """Whether the past tells the one as done, and the other lies ahead ("called on A. On Thursday B will host it")."""
    today = pair.context.anchor if pair.old.type != "visit" else None
    for one, other in ((pair.old, pair.new), (pair.new, pair.old)):
        done = one.stage == "held" and one.node.tag == "VBD" and one.governor is one.node
        if done and today and other.stage == "planned" and other.dates and other.dates[0] > today:
            return True
    return False


def _repeats_in_its_sentence(pair: Pair) -> bool | None:
    """In one sentence a bare or bracketed telling behind the account is the same, words of other clauses are not."""
    if not pair.together:
        return None
    if pair.new.type == "election" and pair.old.dates == pair.new.dates:
        return True  # one vote for several offices
    met_again = pair.new.type == "meeting" and len(pair.shared) > 1 and pair.old.agents() == pair.new.agents()
    if _is_begun(pair) or _is_set(pair) or met_again:  # "was met by A and had a talk with him"
        return True
    undated = not pair.new.dates or pair.new.date_span == pair.old.date_span
    bare = (pair.new.bare and undated) or behind_its_people(pair.old, pair.new)
    if (bare or bracketed(pair.new)) and pair.new.position > pair.old.position:
        return True
    return None if one_clause(pair.old, pair.new) else False


def _is_begun(pair: Pair) -> bool:
    """As in "arrived in A, beginning a visit to B", where one of A and B may lie in the other."""
    verb, old, new = pair.new.governor, pair.old, pair.new
    starts = verb is not None and row("starting", verb.lemma) is not None and new.node.dep == "dobj"
    begun = verb is not None and starts and old.node in path(verb, new.parse)
    kinds = {pair.context.kind(place) for place in (old.place, new.place) if place}
    nested = kinds == {"place", "state"} or old.place == new.place or None in {old.place, new.place}
    return begun and new.type == "visit" and nested and bool(pair.shared)


def _is_set(pair: Pair) -> bool:
    """As in "presented his credentials at a ceremony", "received A at a meeting": the verb's own rite or meeting."""
    above = pair.new.parse.parent(pair.new.node)
    at = above is not None and above.text in {"at", "in", "during"}
    return at and pair.new.node.lemma in {"ceremony", "meeting", "audience"} and pair.old.node is pair.new.governor


def _points_at_the_last(pair: Pair) -> bool | None:
    """As in "it was attended by …", "Also present were …"; who leaves ends their own visit, and none of a site."""
    if pair.new.rule == LEAVING and ((pair.peopled and not pair.shared) or pair.old.rule in TOURS):
        return False
    return True if pair.new.back else None


def _lay_before(pair: Pair) -> bool | None:
    """What "had earlier been" is none of the story's own events."""
    verb, old, new = pair.new.governor, pair.old, pair.new
    words_of = {n.text.casefold() for n in new.parse.children(verb, "advmod")} if verb is not None else set()
    apart = new.background and not old.background and new.rule.startswith("event/verb")
    return False if apart and words_of & {"earlier", "previously", "already", "before"} else None


def _hands_on(pair: Pair) -> bool | None:
    """As in "met the envoy and conveyed the message to him": the message told before, whoever brings it."""
    marks = {n.text.casefold() for n in pair.new.parse.children(pair.new.node, "prep")}
    said = {n.text.casefold() for n in pair.new.parse.children(pair.new.node, "det")}
    plain = pair.new.type == "message" and "the" in said and not marks & {"from", "of", "to"}
    again = pair.new.node.lemma == pair.old.node.lemma and pair.new.node.tag == pair.old.node.tag
    return True if plain and again and not pair.together else None


def _signs_the_same_paper(pair: Pair) -> bool | None:
    """As in "the treaty was signed …" behind "A and B signed a treaty"."""
    repeated = pair.new.theme and pair.old.theme == pair.new.theme and pair.new.definite and not pair.together
    kinds = [{pair.context.kind(a) for a in one.agents()} for one in (pair.old, pair.new)]
    for_sides = all(kinds) and kinds[0] <= SIGNING and kinds[1] <= {"person", "post"}
    next_to = 0 < pair.new.parse.sentence.index - pair.old.parse.sentence.index <= 2
    bare = pair.new.definite and pair.new.theme in words("paper")  # "A and B signed a pact. It was signed by X"
    return True if repeated or (for_sides and next_to and bare and pair.new.type == "signing") else None


def _signs_one_of_several(pair: Pair) -> bool | None:
    """As in "the two ministries signed a memorandum" behind "officials signed a series of documents"."""
    behind = 0 < pair.new.parse.sentence.index - pair.old.parse.sentence.index < BUNDLE
    again = not pair.new.several or pair.new.definite  # "the documents were signed by A and B"
    return True if pair.old.several and behind and again and pair.old.stage == pair.new.stage else None


def _is_of_one_clause(pair: Pair) -> bool | None:
    """Two words of one clause ("landed in Rome for a state visit"); several papers may be signed in one."""
    return True if pair.together and pair.old.type != "signing" else None


def _is_numbered_in_front(pair: Pair) -> bool | None:
    """A headline's "third summit" is no account without a number."""
    return False if pair.led and pair.new.ordinal and not pair.old.ordinal else None


def _says_only_the_meeting(pair: Pair) -> bool | None:
    """A bare "at the meeting" is the story's, not one that lies before it."""
    told = not pair.old.background and (pair.old.dates or not pair.new.dates)
    named = pair.old.node.tag.startswith("N")  # a rite told by a verb is a ceremony
    again = pair.old.type == "ceremony" and pair.new.node.lemma == (pair.old.node.lemma if named else "ceremony")
    return True if pair.new.bare and told and (pair.old.type in POINTED or again) else None


def _names_no_person_in_front(pair: Pair) -> bool | None:
    """A headline that names only sides tells of the story."""
    return True if pair.peopled and pair.led and not pair.people(pair.new) else None


def _heads_the_story(pair: Pair) -> bool | None:
    """A headline or caption that names somebody of the event with which the body opens, and nobody else."""
    body = (p for p in pair.context.parses if p.sentence.zone == "body" and any(n.tag in FINITE for n in p.nodes))
    first = next((p.sentence.paragraph for p in body), None)  # a byline, a counter of readers has no verb
    opening = first is not None and pair.old.parse.sentence.paragraph <= first + 2
    opens = opening and pair.old.parse.sentence.zone == "body" and not pair.old.background
    told = pair.new.parse.sentence.zone in {"headline", "caption"} and not pair.new.plural
    strangers = pair.people(pair.new) - pair.people(pair.old)
    return True if told and opens and pair.shared and not strangers else None


def _asks_the_same(pair: Pair) -> bool | None:
    """An interview with somebody is the one with them that the article tells of, in its headline too."""
    return True if pair.new.type == "interview" and (pair.led or pair.shared) else None


def _is_pictured(pair: Pair) -> bool | None:
    """A caption's "the talks" of a day that the account was held on, under the same chair."""
    chairs = pair.old.having("chair") & pair.new.having("chair")
    day = bool(pair.old.dates) and bool(pair.new.dates) and pair.old.dates[0] == pair.new.dates[0]
    return True if pair.led and pair.new.definite and chairs and day else None


def _names_both_sides(pair: Pair) -> bool | None:
    """A later "the meeting between the two sides" is that of the two who were told to meet."""
    groups = {a for a in pair.new.agents() if pair.context.kind(a) == "group"}
    both = [pair.context.name(a).casefold().removeprefix("the ").split()[0] for a in groups]
    told = pair.new.definite and pair.old.type in {"meeting", "call"} and not pair.old.background
    twos = bool(both) and groups == pair.new.agents() and set(both) <= {"two", "both"}
    return True if twos and told and len(pair.old.agents()) > 1 and pair.near else None


def _is_of_others(pair: Pair) -> bool | None:
    """Messages, signings and elections of different people; signings of different papers."""
    themes = (pair.old.theme, pair.new.theme)
    if all(themes) and themes[0] != themes[1] and not pair.new.definite:
        return False
    personal = pair.new.type in {"message", "signing", "election"}
    again = bool(pair.shared) if pair.led else fills_posts(pair.old, pair.new)
    if pair.new.type == "election" and again:
        return True
    return False if personal and pair.peopled and not pair.shared else None


def _points_back(pair: Pair) -> bool | None:
    """Where one of the two names nobody: whether the telling points back, from near."""
    if pair.peopled:
        return None
    if pair.new.dates and not pair.old.dates:
        return False
    other = pair.new.place is not None and not pair.new.definite and pair.new.node.lemma != pair.old.node.lemma
    empty = not pair.new.agents() and not pair.new.dates and not other
    return (pair.new.definite or pair.led or empty) and pair.near


def _has_the_same_people(pair: Pair) -> bool:
    """Two persons in common on one day; else all that the smaller names, if it points back or they are several."""
    old, new = pair.people(pair.old), pair.people(pair.new)
    dated = bool(pair.old.dates) and bool(pair.new.dates) and pair.old.dates[0] == pair.new.dates[0]
    apart = bool(old - new) and bool(new - old) and pair.new.type == "meeting" and not pair.new.definite
    if dated and len(old & new) > 1 and not apart:
        return True
    if min(len(old), len(new)) < 2:
        old, new = pair.old.agents(), pair.new.agents()
    shared = len(old & new)
    pointed = pair.new.definite or shared > 1 or (pair.led and not pair.new.dates and shared == len(new))
    return shared >= min(len(old), len(new)) and pointed and pair.near


TESTS: tuple[Callable[[Pair], bool | None], ...] = (
    _contradicts,
    _asks_the_same,
    _repeats_in_its_sentence,
    _points_at_the_last,
    _lay_before,
    _hands_on,
    _signs_the_same_paper,
    _signs_one_of_several,
    goes_elsewhere,
    tours_a_site,
    _is_of_one_clause,
    _is_numbered_in_front,
    _says_only_the_meeting,
    _names_no_person_in_front,
    _heads_the_story,
    _is_pictured,
    _names_both_sides,
    _is_of_others,
    _points_back,
    has_the_same_visitor,
    _has_the_same_people,
)
