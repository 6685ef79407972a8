"""SPARQL that tries to reach a server, a file, or to change the store.

Comes in: a seeded source of chance, and the address and file that nobody may touch. Goes out: the text of a query. It
never runs one.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Lure:
    """What a query must not reach: the address of a listening server and the path of a watched file."""

    url: str
    file: str


def _escaped(word: str, draw: Random) -> str:
    """The word with some letters as code point escapes, and in mixed case."""
    cased = [draw.choice((c.lower(), c.upper())) for c in word]
    spelled = [draw.choice((c, f"\\u{ord(c):04x}", f"\\U{ord(c):08X}")) for c in cased]
    place = draw.randrange(len(spelled))
    return "".join([*spelled[:place], f"\\u{ord(cased[place]):04X}", *spelled[place + 1 :]])


def _target(draw: Random, lure: Lure) -> str:
    return draw.choice((lure.url, f"file://{lure.file}", f"{lure.url}/x.ttl", lure.file))


def _blank(draw: Random) -> str:
    return draw.choice((" ", "\n", "\t", "#c\n", "\r\n", "  "))


def service(draw: Random, lure: Lure) -> str:
    silent = draw.choice(("", "SILENT", "silent", "Silent"))
    word = draw.choice(("SERVICE", "service", "SeRvIcE"))
    inner = f"{word}{_blank(draw)}{silent} <{_target(draw, lure)}> {{ ?s ?p ?o }}"
    for _ in range(draw.randrange(4)):
        inner = (
            draw.choice(
                (
                    "{ %s }",
                    "OPTIONAL { %s }",
                    "{ SELECT * { %s } }",
                    "GRAPH ?g { %s }",
                    "?s ?p ?o MINUS { %s }",
                    "FILTER NOT EXISTS { %s }",
                    "{ ?a ?b ?c } UNION { %s }",
                    "FILTER (EXISTS { %s } || true)",
                    "BIND (EXISTS { %s } AS ?there)",
                )
            )
            % inner
        )
    return f"{draw.choice(('SELECT * WHERE', 'ASK', 'CONSTRUCT { ?s ?p ?o } WHERE', 'DESCRIBE ?s'))} {{ {inner} }}"


def service_escaped(draw: Random, lure: Lure) -> str:
    return f"SELECT * {{ {_escaped('SERVICE', draw)}{_blank(draw)}<{_target(draw, lure)}> {{ ?s ?p ?o }} }}"


def service_by_variable(draw: Random, lure: Lure) -> str:
    where = draw.choice(
        (
            f"BIND (<{lure.url}> AS ?u)",
            f"VALUES ?u {{ <{lure.url}> <file://{lure.file}> }}",
            f'BIND (IRI(CONCAT("{lure.url[:5]}", "{lure.url[5:]}")) AS ?u)',
            "?u ?p0 ?o0 .",
        )
    )
    return f"SELECT * {{ {where} SERVICE {draw.choice(('', 'SILENT'))} ?u {{ ?s ?p ?o }} }}"


def service_by_prefix(draw: Random, lure: Lure) -> str:
    at = draw.randrange(5, len(lure.url))
    named = draw.choice(("<>", "</q>", "<?a=b>", f"x:{lure.url[at:]}", "<a/../b>"))
    return f"PREFIX x: <{lure.url[:at]}>\nBASE <{lure.url}>\nSELECT * {{ SERVICE {named} {{ ?s ?p ?o }} }}"


def hidden_in_comments(draw: Random, lure: Lure) -> str:
    marks = ("# harmless\n", "#}\n", "#\\u000A", '#"\n', "#'''\n", "#<\n")
    between = "".join(draw.choice(marks) for _ in range(draw.randrange(1, 6)))
    return f"SELECT * {{ {between}SERVICE {between}\n<{lure.url}> {between}\n{{ ?s ?p ?o }} }}"


def read_differently(draw: Random, lure: Lure) -> str:
    """What one parser takes for a comment or a string and another for the query."""
    call = f"SERVICE <{lure.url}> {{ ?s ?p ?o }}"
    return draw.choice(
        (
            f"SELECT * {{ # x\r {call}\n }}",
            f'SELECT * {{ # x\r"""\n {call} # """ }}',
            f"SELECT * {{ ?s ?p ?o # \\u000D {call}\n }}",
            f'SELECT * {{ VALUES ?x {{ "a\\u0022 }} }} #" }} {call} }}',
            f"SELECT * {{ VALUES ?x {{ 'b\\u005C' }} {call} VALUES ?y {{ 'c' }} }}",
            f"SELECT * {{ BIND (<urn:\\u003E AS ?x) }} #> AS ?x) {call} }}",
            f"SELECT * {{ # \\u005Cu000A {call}\n }}",
            f"SELECT * {{ # x\x0b {call}\n }}",
            f"SELECT * {{ # x\x85 {call}\n }}",
            f"SELECT * {{ ?s <urn:p>#\f{call}\n ?o }}",
        )
    )


def named_data(draw: Random, lure: Lure) -> str:
    clause = draw.choice(("FROM", "FROM NAMED", "from", "FrOm nAmEd", _escaped("FROM", draw)))
    clauses = "\n".join(f"{clause}{_blank(draw)}<{_target(draw, lure)}>" for _ in range(draw.randrange(1, 4)))
    head, tail = draw.choice(
        (
            ("SELECT *", "{ ?s ?p ?o }"),
            ("ASK", "{ GRAPH ?g { ?s ?p ?o } }"),
            ("CONSTRUCT { ?s ?p ?o }", "{ ?s ?p ?o }"),
            (f"DESCRIBE <{lure.url}>", ""),
        )
    )
    return f"{head} {clauses} {('WHERE ' + tail) if tail else ''}"


def updates(draw: Random, lure: Lure) -> str:
    at = _target(draw, lure)
    return draw.choice(
        (
            f"LOAD <{at}>",
            f"LOAD SILENT <{at}> INTO GRAPH <urn:g>",
            f"{_escaped('LOAD', draw)} <{at}>",
            "DROP ALL",
            "CLEAR ALL",
            "DELETE WHERE { ?s ?p ?o }",
            f"INSERT {{ ?s ?p ?o }} USING <{at}> WHERE {{ ?s ?p ?o }}",
            f"COPY <{at}> TO DEFAULT",
            f"INSERT DATA {{ <{at}> <urn:p> 1 }} ; LOAD <{at}>",
            f"WITH <{at}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
            f"SELECT * {{ ?s ?p ?o }} ; LOAD <{at}>",
            f"ASK {{}}\nINSERT DATA {{ <{at}> <urn:p> 1 }}",
        )
    )


def addresses_as_terms(draw: Random, lure: Lure) -> str:
    at = _target(draw, lure)
    return draw.choice(
        (
            f"SELECT * {{ GRAPH <{at}> {{ ?s ?p ?o }} }}",
            f"DESCRIBE <{at}>",
            f"CONSTRUCT {{ <{at}> a <{at}> }} {{}}",
            f'SELECT (IRI("{at}") AS ?i) (STRDT("x", <{at}>) AS ?l) {{}}',
            f"ASK {{ <{at}> <{at}> <{at}> }}",
            f"SELECT * {{ ?s <{at}>+ ?o }}",
            f'SELECT (<{at}>("x") AS ?f) {{}}',
            f"SELECT (CUSTOM(<{at}>) AS ?x) {{}}",
        )
    )
