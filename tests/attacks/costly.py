"""SPARQL that joins, repeats and collects more than fits into its limits.

Comes in: a seeded source of chance. Goes out: the text of a query that costs more time, memory or output than it may.
It never runs one.
"""

from __future__ import annotations

from random import Random

from attacks.outward import Lure


def products(draw: Random, _: Lure) -> str:
    width = draw.randrange(3, 12)
    patterns = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(width))
    form = draw.choice(
        ("SELECT (COUNT(*) AS ?n)", "SELECT *", "SELECT DISTINCT ?a0", "ASK", "CONSTRUCT { ?a0 ?b1 ?c2 }")
    )
    last = " FILTER (?a0 = ?c1 && ?a0 != ?a0)" if form == "ASK" else ""
    return f"{form} {{ {patterns}{last} }}"


def ordered_products(draw: Random, _: Lure) -> str:
    keys = " ".join(draw.sample(("?a", "DESC(?f)", "STR(?c)", "RAND()", "?d", "STRLEN(STR(?e))"), 3))
    part = draw.choice(("", "LIMIT 1", "OFFSET 999999999"))
    return f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} ORDER BY {keys} {part}"


def distinct_products(draw: Random, _: Lure) -> str:
    return draw.choice(
        (
            "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f }",
            "SELECT REDUCED * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT DISTINCT (CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        )
    )


def aggregates(draw: Random, _: Lure) -> str:
    what = draw.choice(
        (
            "COUNT(DISTINCT *)",
            "SUM(STRLEN(STR(?c)))",
            "SAMPLE(?a)",
            "MAX(CONCAT(STR(?a), STR(?f)))",
            "AVG(?c)",
            "COUNT(DISTINCT CONCAT(STR(?a), STR(?f)))",
        )
    )
    by = draw.choice(("", "GROUP BY ?a", "GROUP BY ?a ?d", "GROUP BY (CONCAT(STR(?a), STR(?d)) AS ?k)"))
    return f"SELECT ({what} AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} {by}"


def paths(draw: Random, _: Lure) -> str:
    path = draw.choice(
        (
            "!<urn:x>*",
            "(!<urn:x>|^!<urn:x>)*",
            "(!<urn:x>/!<urn:y>)+",
            "(!<urn:x>?/!<urn:x>?)*",
            "((!<urn:x>)*)*",
            "(!<urn:x>|!<urn:y>)*/(!<urn:z>)*",
            "!(<urn:x>|^<urn:y>)+",
        )
    )
    more = draw.choice(("", f" . ?o {path} ?q", f" . ?a {path} ?b . ?c {path} ?d"))
    return f"SELECT {draw.choice(('*', '(COUNT(*) AS ?n)'))} {{ ?s {path} ?o{more} }}"


def values(draw: Random, _: Lure) -> str:
    if draw.random() < 0.5:
        rows = " ".join(f"({i} <urn:{i}>)" for i in range(4_500))
        return f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} VALUES (?c ?d) {{ (1 2) }} ?s ?p ?o }}"
    row = " ".join(str(i) for i in range(draw.choice((50, 900))))
    names = "abcdefgh"[: draw.randrange(3, 8)]
    return "SELECT * { " + " ".join(f"VALUES ?{n} {{ {row} }}" for n in names) + " }"


def optionals(draw: Random, _: Lure) -> str:
    many = draw.choice((20, 200, 1_500))
    if draw.random() < 0.5:
        return "SELECT * { ?s ?p ?o " + " ".join(f"OPTIONAL {{ ?s ?p{i} ?o{i} }}" for i in range(many)) + " }"
    return "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o " * many + "}" * many + " }"


def unions(draw: Random, _: Lure) -> str:
    many = draw.choice((50, 900, 4_000))
    return "SELECT * { " + " UNION ".join("{ ?s ?p ?o }" for _ in range(many)) + " . ?a ?b ?c }"


def wide_filters(draw: Random, _: Lure) -> str:
    join = draw.choice((" || ", " && ", " + ", " = ", " * ", " , "))
    return "SELECT * { ?s ?p ?o FILTER (" + join.join("?s" for _ in range(draw.choice((100, 3_000, 14_000)))) + ") }"


def templates(draw: Random, _: Lure) -> str:
    many = draw.choice((10, 500, 3_000))
    template = " . ".join(f"?s <urn:p{i}> [ ?p ?o ]" for i in range(many))
    return f"CONSTRUCT {{ {template} }} WHERE {{ ?s ?p ?o {draw.choice(('', '. ?t ?q ?r'))} }}"


def described(draw: Random, _: Lure) -> str:
    return draw.choice(("DESCRIBE *", "DESCRIBE ?s ?p ?o ?t", "DESCRIBE ?s")) + " WHERE { ?s ?p ?o . ?t ?q ?r }"


def asked(draw: Random, _: Lure) -> str:
    patterns = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(draw.randrange(3, 9)))
    return f"ASK {{ {patterns} FILTER (STRLEN(CONCAT({', '.join(f'STR(?c{i})' for i in range(3))})) < 0) }}"


def existence(draw: Random, _: Lure) -> str:
    inner = "?x ?y ?z"
    for i in range(draw.randrange(2, 7)):
        inner = f"?a{i} ?b{i} ?c{i} FILTER {draw.choice(('', 'NOT '))}EXISTS {{ {inner} . ?s{i} ?p{i} ?a{i} }}"
    return f"SELECT * {{ {inner} }}"


def differences(draw: Random, _: Lure) -> str:
    return "SELECT * { ?s ?p ?o . ?t ?q ?r " + "MINUS { ?s ?p ?o2 . ?t ?q2 ?r }" * draw.choice((1, 20, 400)) + " }"


def sub_selects(draw: Random, _: Lure) -> str:
    many = draw.choice((3, 30, 300))
    parts = " ".join(
        f"{{ SELECT ?a{i} (COUNT(*) AS ?n{i}) {{ ?a{i} ?b ?c . ?d ?e ?f }} GROUP BY ?a{i} }}" for i in range(many)
    )
    return f"SELECT * {{ {parts} }}"
