"""The words by which a figure's clause tells what the figure is of.

Comes in: nothing. Goes out: sets of case-folded lemmas of verbs and nouns, after VerbNet's classes of change, having
and joining. It never names a figure, a thing or a person.
"""

# Verbs whose object, not whose subject, is what changes to an amount or is there by a year.
CHANGES = frozenset(
    """raise cut increase reduce bring boost lift lower expand double triple push extend complete finish build open
    launch construct restore finalize finalise put peg estimate value project forecast keep hold maintain cap
    limit""".split()
)
TAKING = frozenset({"see", "want", "take", "set", "ask", "hope", "expect"})  # whose subject is no measure's owner
VOTES = frozenset({"vote", "ballot", "poll", "time"})  # counted of whoever the clause is about
OWNING = frozenset(
    """have hold win take get gain send share host secure receive control group unite own contribute provide spend lose
    run comprise include cover employ bear pay invest number count serve attract draw gather bring deploy elect produce
    export import donate collect field command house boast lead""".split()
)
JOINING = frozenset({"participate", "attend", "join", "take"})
PRONOUNS = frozenset(
    """it they he she we i who which that this these those you there what one ours theirs mine yours hers""".split()
)
MEASURES = frozenset(
    "total number value volume amount turnover level rate share size sum figure quantity proportion".split()
)
MOVES = frozenset("increase rise growth decline drop fall reduction cut surge gain jump decrease".split())
REPORTS = frozenset("figure result datum data statistic survey count report record estimate".split())
GENERIC = frozenset({"body", "organisation", "organization", "group", "bloc", "institution", "side"})
EMPTY = frozenset(
    "target goal average mean maximum minimum ceiling some more rest others percent % age cost other half lot".split()
)
OF = frozenset({"of", "at", "to", "by", "from", "worth"})  # prepositions that join an amount to its noun
