"""What licenses capitals without a title or honorific as a person's name: the recogniser, and words that only people
have around them.

Comes in: a cursor and where the capitals stand. Goes out: yes or no. It never says where a name ends.
"""

from __future__ import annotations

from kg.mentions import lexicon
from kg.mentions.cursor import Cursor
from kg.mentions.offices import titles_at
from kg.mentions.organizations import name_at
from kg.mentions.personal import honorifics
from kg.territories import territory
from kg.words import fold

RELATIVE = frozenset({"who", "whom"})
CHARGE = (("in", "charge", "of"), ("responsible", "for"), ("in", "his", "capacity"), ("in", "her", "capacity"))
OTHERS = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT", "DATE", "NORP"})  # labels that speak against a person
PLACED = OTHERS - {"ORG"}
PARTICLES = frozenset({"down", "aside", "over", "on", "out", "office"})
LONGEST = 5  # words of a name that only its neighbours license


def licensed(c: Cursor, k: int, end: int) -> bool:
    """Whether the recogniser or the words around tokens k to end - 1 tell that they name a person."""
    if _recognised(c, k, end) or _is_said_to_hold(c, end):
        return True
    told = _is_told_of(c, k, end) or only_people(c, k, end) or _acts(c, k, end) or _paired(c, k, end)
    return 1 < end - k < LONGEST and told


def only_people(c: Cursor, k: int, end: int) -> bool:
    """Whether what follows a comma or bracket is said of people alone: ", who", ", in charge of", " (Norland), Minister
    of", " (Teal Party)".
    """
    if c.at(end) == "(":
        close = next((j for j in range(end + 1, min(end + 8, len(c))) if c.at(j) == ")"), 0)
        found = name_at(c, c.skip_the(end + 1))
        if found is not None and found[0].kind == "party" and found[1] == close:
            return True
        landed = any(territory(c.words(end + 1, j)) is not None for j in range(end + 2, close + 1))
        return landed and c.at(close + 1) == "," and titles_at(c, close + 2) is not None
    if c.at(end) != ",":
        return False
    behind = [c.low(end + n) for n in range(1, 4)]
    return behind[0] in RELATIVE or any(tuple(behind[: len(words)]) == words for words in CHARGE)


def _acts(c: Cursor, k: int, end: int) -> bool:
    """Whether unlabelled capitals open a sentence as the subject of a verb of which people are the subjects."""
    plain = all(c.label(j) not in OTHERS and c.tag(j).startswith("NNP") for j in range(k, end))
    unheard = not any(c.low(j) in c.known.lower for j in range(k, end))
    return k == 0 and plain and unheard and lexicon.has("personal-act", c.low(end))


def _paired(c: Cursor, k: int, end: int) -> bool:
    """Whether "and" or the commas of a list join unheard capitals to the full name of a person that the article has
    shown before or behind them ("Ana Ruiz, Ilo Marsh and Tora Vance", "Tora Vance and Sheikh Ilo Marsh").
    """
    if any(c.label(j) in PLACED or c.acronym(j) or c.low(j) in c.known.lower for j in range(k, end)):
        return False
    listed = c.at(k - 1) == "," and c.low(end) in {",", "and"} and c.cap(end + 1)
    before = k - 1 if c.low(k - 1) == "and" else k
    last = before - 1 if c.at(before - 1) == "," else before
    front = (before < k or listed) and any(_full_name(c, j, last) for j in range(max(last - LONGEST, 0), last - 1))
    goes_on = c.low(end) == "and" or (c.at(k - 1) == ":" and c.at(end) == ",")
    start = honorifics(c, end + 1)[0] if goes_on else end
    return front or (start > end and any(_full_name(c, start, j) for j in range(start + 2, start + LONGEST)))


def _full_name(c: Cursor, i: int, j: int) -> bool:
    return c.cap(i) and fold(c.words(i, min(j, len(c)))) in c.known.persons


def _is_told_of(c: Cursor, k: int, end: int) -> bool:
    """Whether "led by", "replacing" and the like stand before a name, or it is elected "as" something: only people do
    that.
    """
    if c.low(k - 1) == "by":
        return lexicon.has("agentive", c.low(k - 2))
    if c.low(k - 1) == "to" and c.low(k - 2) == "succession":
        return True
    chosen = lexicon.has("choosing", c.low(k - 1)) and (c.low(end) == "as" or titles_at(c, end) is not None)
    return chosen or lexicon.has("following", c.low(k - 1))


def _is_said_to_hold(c: Cursor, end: int) -> bool:
    """Whether "is a member of …", "became President", "was elected" follows a name."""
    if c.low(end) in {"was", "has", "is"}:
        k = end + 1 + (c.low(end + 1) == "been")
        if lexicon.has("installed", c.low(k + (c.tag(k) == "RB"))):  # "was unanimously elected"
            return True
    k = _behind_holding(c, end)
    if k == end:
        return False
    while c.low(k) in {"a", "an", "the", "also", "now", "currently", "as"}:
        k += 1
    return titles_at(c, k) is not None


def _behind_holding(c: Cursor, k: int) -> int:
    """The index behind a verb of holding, taking or leaving an office at token k ("took over as"); k where none is."""
    if c.low(k) in {"is", "was", "became", "becomes", "remains", "serves"}:
        return k + 1
    j = k + 1 if c.low(k) in {"has", "had", "will"} else k
    if not lexicon.has("holding", c.low(j)):
        return k
    j = j + 2 if c.low(j + 1) in PARTICLES else j + 1
    return j + 1 if c.low(j) == "as" else k


def _recognised(c: Cursor, k: int, end: int) -> bool:
    votes = [c.label(j) for j in range(k, end)]
    return votes.count("PERSON") * 2 > len(votes) and not (end - k == 1 and c.shouting)
