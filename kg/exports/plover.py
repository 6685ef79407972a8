"""Events as event data: an event table with PLOVER codes, dyads by month, a codebook.

Comes in: an index of the graph, the codes of the ontology. Goes out: CSV files, a Frictionless description, a codebook
in Markdown. It never codes an event that the ontology has no code for, and never counts a plan as held.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.exports.csvfiles import described
from kg.exports.index import Index
from kg.exports.material import Files, Material
from kg.exports.ontology import codes
from kg.exports.sides import Pair, Sides
from kg.exports.tables.events import TYPES, quote_of, stage_of, type_of, when
from kg.exports.tables.model import Column, Table, Value
from kg.vocab import CLASS_OF_EVENT

LEVELS = ("party", "state", "mixed")
EVENT_COLUMNS = (
    Column("id", "key: the event and the number of the pair in it", required=True),
    Column("event", "key of the event, the same in all exports", required=True),
    Column("event_iri", "IRI of the event", required=True),
    Column("name", "what the event is called"),
    Column("stage", "how far it has come by all accounts: only “held” happened", required=True),
    Column("start_date", "first day that its date can mean", "date"),
    Column("end_date", "last day that its date can mean", "date"),
    Column("edtf_date", "its date in EDTF (ISO 8601-2)"),
    Column("event_type", "PLOVER event type; empty where PLOVER has none"),
    Column("event_mode", "PLOVER mode"),
    Column("cameo", "CAMEO code that the type corresponds to"),
    Column("type", "kind of event in this graph's ontology", allowed=TYPES),
    Column("actor", "key of the party or state that acts"),
    Column("actor_name", "the party or state that acts"),
    Column("actor_country", "ISO 3166 code of the state, or of the state that the party acts in"),
    Column("recipient", "key of the party or state that it acts towards"),
    Column("recipient_name", "the party or state that it acts towards"),
    Column("recipient_country", "ISO 3166 code of that state, or of the state that the party acts in"),
    Column("directed", "whether the actor came or sent to the recipient; else their order means nothing", "boolean"),
    Column("level", "whether both are parties, both states, or one of each", allowed=LEVELS),
    Column("places", "ISO 3166 codes of the states where it takes place", many=True),
    Column("articles", "keys of the articles that tell of it", many=True),
    Column("quote", "the words that state it"),
)
DYAD_COLUMNS = (
    Column("month", "YYYY-MM of the first day that the event's date can mean", required=True),
    Column("a", "key of one side; which of the two comes first means nothing", required=True),
    Column("a_name", "one side"),
    Column("b", "key of the other side", required=True),
    Column("b_name", "the other side"),
    Column("level", "whether both are parties, both states, or one of each", allowed=LEVELS),
    Column("event_type", "PLOVER event type; empty where PLOVER has none"),
    Column("stage", "how far the events have come: only “held” happened", required=True),
    Column("events", "number of events", "integer"),
    Column("event_keys", "keys of the events", many=True),
)
CODE_COLUMNS = (
    Column("type", "kind of event in this graph's ontology", allowed=TYPES, required=True),
    Column("iri", "its class", required=True),
    Column("event_type", "PLOVER event type"),
    Column("event_mode", "PLOVER mode"),
    Column("cameo", "CAMEO code"),
)


def plover(material: Material) -> Files:
    """events.csv, dyads_by_month.csv, codes.csv, codebook.md and datapackage.json."""
    events = _events(material.index)
    tables = (events, _dyads(events), _codes())
    title = "Party diplomacy graph: events with PLOVER codes"
    files = described(tables, "party-diplomacy-events", title, excel=material.choice.excel)
    return files | {"codebook.md": _codebook(tables).encode()}


def _coded() -> dict[str, tuple[str | None, str | None, str | None]]:
    """Event type, mode and CAMEO code of each kind of event."""
    plover, cameo = codes("pd:ploverCode"), codes("pd:cameoCode")
    found: dict[str, tuple[str | None, str | None, str | None]] = {}
    for name, kind in CLASS_OF_EVENT.items():
        event_type, _, mode = plover.get(kind.value, "").partition("-")
        found[name] = (event_type or None, mode or None, cameo.get(kind.value))
    return found


def _codes() -> Table:
    rows = tuple((name, CLASS_OF_EVENT[name].value, *code) for name, code in _coded().items())
    return Table("codes", "which code each kind of event has", CODE_COLUMNS, rows, ("type",))


def _events(index: Index) -> Table:
    sides, coded = Sides(index), _coded()
    rows = tuple(row for event in index.things("pd:Event") for row in _rows(index, event, sides, coded))
    return Table("events", "one row a pair of sides of an event", EVENT_COLUMNS, rows)


def _rows(
    index: Index, event: str, sides: Sides, coded: dict[str, tuple[str | None, str | None, str | None]]
) -> Iterator[tuple[Value, ...]]:
    days, kind, accounts = when(index, event), type_of(index, event), index.of("pd:describesEvent", event)
    articles = sorted({article for account in accounts for article in index.iris(account, "pd:isAccountIn")})
    quotes = [words for account in accounts if (words := quote_of(index, account))]
    name = (index.short(event), event, index.name(event), stage_of(index, event))
    dates = (days.earliest, days.latest, days.date)
    places = " | ".join(filter(None, (_country(index, state) for state in sides.places(event)))) or None
    told = (places, index.shorts(articles), max(quotes, key=lambda text: (len(text), text), default=None))
    for number, pair in enumerate(sides.pairs(event) or [None], 1):
        who = _who(index, pair, sides) if pair else (None,) * 6 + (False, None)
        yield (f"{index.short(event)}#{number}", *name, *dates, *coded[kind], kind, *who, *told)


def _who(index: Index, pair: Pair, sides: Sides) -> tuple[Value, ...]:
    both = [pair.source, pair.target]
    named = [part for one in both for part in (index.short(one), index.name(one), _country(index, one))]
    parties = {one in sides.parties for one in both if one is not None}
    level = "mixed" if len(parties) == 2 else "party" if parties == {True} else "state"
    return (*named, pair.directed, level)


def _country(index: Index, side: str | None) -> str | None:
    """The ISO code of a state, or of the state that a party acts in."""
    if side is None:
        return None
    state = index.iri(side, "pd:isPartyIn") or side
    return index.text(state, "skos:notation")


def _dyads(events: Table) -> Table:
    """Events of pairs by month; what no day is known of, or has no second side, is in the event table alone."""
    found: dict[tuple[str, ...], list[str]] = {}
    at = {column.name: number for number, column in enumerate(events.columns)}
    for row in events.rows:
        cell = {name: str(row[place] or "") for name, place in at.items()}
        if cell["recipient"] and cell["start_date"][:7] == cell["end_date"][:7] != "":
            pair = sorted((cell[side], cell[f"{side}_name"]) for side in ("actor", "recipient"))
            said = (cell["level"], cell["event_type"], cell["stage"])
            found.setdefault((cell["start_date"][:7], *pair[0], *pair[1], *said), []).append(cell["event"])
    rows = tuple(
        (*key[:6], key[6] or None, key[7], len(set(keys)), " | ".join(sorted(set(keys))))
        for key, keys in sorted(found.items())
    )
    key = ("month", "a", "b", "event_type", "stage")
    return Table("dyads_by_month", "how many events each pair had in each month", DYAD_COLUMNS, rows, key)


INTRODUCTION = """# Codebook

Events of party and state diplomacy as news articles report them, coded by the type that an article's words give them.
Event types and modes are PLOVER's (Open Event Data Alliance, CC BY-SA 4.0), CAMEO codes those they correspond to. An
event for which PLOVER has no type (a party's congress, a ceremony, an interview) keeps its row with an empty code.

**What counts.** An event is one row for each pair of sides. Sides are the parties and states that take part themselves,
or through an official who by the same article holds an office in them, a body of theirs, or a group that comprises
them. Who only invites is no side. Parties pair with parties, states with states; a party pairs with a state only where
the event has no other pair; a party never pairs with the state it acts in. A visit goes from the visitor to the host,
or to the state visited where no host is named; a message from sender to recipient; other pairs have no direction.

**Stage.** “held” means that an article reports it as having happened. “announced”, “postponed” and “cancelled” events
are in the tables too: leave them out when counting what happened. Not reported is not the same as not held.

**Dates.** `start_date` and `end_date` bound what all accounts of the stage allow; where they disagree, what any of them
allows. An event is in `dyads_by_month` if both lie in one month and it has two sides; all others are in `events` alone.

**Source.** Each row names its articles and a quote. The columns `event` and `actor` hold the keys of all other exports.
"""


def _codebook(tables: tuple[Table, ...]) -> str:
    parts = [INTRODUCTION]
    for table in tables:
        parts.append(f"\n## {table.name}.csv\n\n{table.meaning[0].upper()}{table.meaning[1:]}.\n")
        parts.append("| column | type | meaning |\n| --- | --- | --- |")
        parts += [f"| `{column.name}` | {column.type} | {column.meaning} |" for column in table.columns]
    parts.append("\n## Codes\n\n| type | PLOVER | mode | CAMEO |\n| --- | --- | --- | --- |")
    parts += [f"| {name} | {' | '.join(part or '' for part in code)} |" for name, code in _coded().items()]
    return "\n".join(parts) + "\n"
