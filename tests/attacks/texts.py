"""SPARQL of deep nesting, of growing strings and patterns, and of texts and terms out of the ordinary.

Comes in: a seeded source of chance. Goes out: the text of a query that a parser or a function may stumble over. It
never runs one.
"""

from __future__ import annotations

from random import Random

from attacks.outward import Lure

LONG = 95_000  # characters: just below the longest query that is looked at
BIDI = "\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069\u200e\u200f"
ODD = (
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
    "\x1b[2J",
    "\x7f",
    "\u2028",
    "\x85",
    "\u0301" * 300,
    BIDI,
)


def nested_groups(draw: Random, _: Lure) -> str:
    deep = draw.choice((50, 200, 1_000, 4_000, 20_000, 40_000))
    left, right = draw.choice((("{", "}"), ("{ OPTIONAL {", "} }"), ("{ {", "} UNION {} }"), ("{ MINUS {", "} }")))
    deep = min(deep, LONG // (len(left) + len(right)) - 10)
    return f"SELECT * {{ {left * deep} ?s ?p ?o {right * deep} }}"


def nested_expressions(draw: Random, _: Lure) -> str:
    deep = draw.choice((50, 300, 2_000, 9_000, 30_000))
    left, middle, right = draw.choice(
        (
            ("(", "1", ")"),
            ("!", "true", ""),
            ("-", "1", ""),
            ("STR(", "1", ")"),
            ("IF(", "true", ",1,2)"),
            ("1+(", "1", ")"),
            ("COALESCE(", "1", ")"),
            ("1 IN (", "1", ")"),
            ("EXISTS {FILTER(", "1", ")}"),
        )
    )
    deep = min(deep, LONG // (len(left) + len(right)) - 10)
    return f"SELECT * {{ ?s ?p ?o FILTER({left * deep}{middle}{right * deep}) }}"


def nested_paths(draw: Random, _: Lure) -> str:
    deep = draw.choice((30, 300, 3_000, 20_000))
    left, right = draw.choice((("(", ")*"), ("^(", ")"), ("!(", ")"), ("(", ")+"), ("(", ")?"), ("(", "/a)")))
    return f"SELECT * {{ ?s {left * deep}a{right * deep} ?o }}"


def nested_selects(draw: Random, _: Lure) -> str:
    deep = draw.choice((20, 200, 2_000, 4_000))
    return (
        "SELECT * {" * deep + "?s ?p ?o" + "}" * deep
        if draw.random() < 0.5
        else ("SELECT * { {" * deep + "?s ?p ?o" + "} }" * deep)
    )


def nested_collections(draw: Random, _: Lure) -> str:
    deep = draw.choice((50, 1_000, 10_000, 30_000))
    left, right = draw.choice((("(", ")"), ("[ a ", "]"), ("<<( ?s ?p ", ")>>"), ("<< ?s ?p ", ">>")))
    deep = min(deep, LONG // (len(left) + len(right)) - 10)
    return f"SELECT * {{ ?s ?p {left * deep} ?x {right * deep} }}"


def concatenated_groups(draw: Random, _: Lure) -> str:
    separator = "x" * draw.choice((1, 100, 10_000, 80_000))
    more = draw.choice(("", ". ?g ?h ?i"))
    return f'SELECT (GROUP_CONCAT(STR(?c); separator="{separator}") AS ?n) {{ ?a ?b ?c . ?d ?e ?f {more} }}'


def doubled_strings(draw: Random, _: Lure) -> str:
    steps = draw.randrange(24, 45)
    call = draw.choice(
        (
            "CONCAT(?x{0}, ?x{0})",
            "REPLACE(?x{0}, 'x', 'xx')",
            "ENCODE_FOR_URI(CONCAT('%', ?x{0}, ?x{0}))",
            "CONCAT(UCASE(?x{0}), LCASE(?x{0}))",
        )
    )
    binds = " ".join(f"BIND ({call.format(i)} AS ?x{i + 1})" for i in range(steps))
    return f'SELECT {draw.choice((f"(STRLEN(?x{steps}) AS ?n)", f"?x{steps}"))} {{ BIND ("xx" AS ?x0) {binds} }}'


def wide_strings(draw: Random, _: Lure) -> str:
    call = draw.choice(("CONCAT", "COALESCE"))
    parts = ", ".join("?o" for _ in range(draw.choice((100, 5_000, 20_000))))
    fewer = parts[:8000].rpartition(",")[0] or "?o"
    return f"SELECT ({call}({parts}) AS ?x) (SHA512({call}({fewer})) AS ?y) {{ ?s ?p ?o . ?t ?q ?r }}"


def backtracking(draw: Random, _: Lure) -> str:
    pattern = draw.choice(
        (
            "(a+)+$",
            "(a|aa)+$",
            "(.*a){25}",
            "((a*)*)*b",
            "(x+x+)+y",
            "^(([a-z])+.)+[A-Z]([a-z])+$",
            "(a?){60}a{60}",
            "(.*)(.*)(.*)(.*)(.*)z",
        )
    )
    long = "a" * draw.choice((30, 1_000, 50_000))
    return draw.choice(
        (
            f'SELECT (REGEX("{long}!", "{pattern}") AS ?m) {{}}',
            f'SELECT (REPLACE("{long}!", "{pattern}", "$1$1") AS ?m) {{}}',
            f'SELECT * {{ ?s ?p ?o . ?t ?q ?r FILTER REGEX(CONCAT(STR(?o), STR(?r)), "{pattern}", "i") }}',
        )
    )


def giant_patterns(draw: Random, _: Lure) -> str:
    pattern = draw.choice(
        (
            "a{1000}{1000}",
            "(((((a{50}){50}){50}){50}){50})",
            "[\\\\p{L}]{60000}",
            "(" * 5000 + "a" + ")" * 5000,
            "a{0,99999999}",
            "(?i)" + "\\\\w{900}" * 900,
            "[" * 4000,
        )
    )
    return f'SELECT * {{ ?s ?p ?o FILTER {draw.choice(("REGEX", "!REGEX"))}(STR(?o), "{pattern}") }}'


def replaced(draw: Random, _: Lure) -> str:
    steps = draw.randrange(4, 30)
    expression = "STR(?o)"
    for _ in range(steps):
        expression = f'REPLACE({expression}, "(.)", "$1$1$1")'
    return f"SELECT ({expression} AS ?x) {{ ?s ?p ?o }}"


def odd_texts(draw: Random, _: Lure) -> str:
    odd = "".join(draw.choice(ODD) for _ in range(draw.randrange(1, 20)))
    return draw.choice(
        (
            'SELECT ("{}" AS ?x) {{}}',
            "SELECT * {{ ?s ?p '{}' }}",
            "SELECT * {{ {} ?s ?p ?o }}",
            "# {}\nASK {{}}",
            "SELECT ?{0} {{ ?{0} ?p ?o }}",
            "PREFIX {0}: <urn:x> ASK {{ {0}:a ?p ?o }}",
            "{}",
        )
    ).format(odd)


def bad_escapes(draw: Random, _: Lure) -> str:
    escape = draw.choice(
        (
            "\\u",
            "\\u12",
            "\\uD800",
            "\\uDC00\\uD800",
            "\\U00110000",
            "\\UFFFFFFFF",
            "\\x41",
            "\\",
            "\\u0000",
            "\\u007B",
            "\\u0022",
            "\\u003E",
            "\\U0000000G",
        )
    )
    return draw.choice(
        (
            'SELECT ("{}" AS ?x) {{}}',
            "SELECT * {{ <urn:{}> ?p ?o }}",
            "SELECT * {} ?s ?p ?o }}",
            "ASK {{ ?{} ?p ?o }}",
            "PREFIX p: <{}> ASK {{ p:{} ?p ?o }}",
        )
    ).format(*[escape] * 2)


def enormous_terms(draw: Random, _: Lure) -> str:
    long = draw.choice("aé中😀%\\") * draw.choice((1_000, 40_000))
    return draw.choice(
        (
            "ASK {{ <urn:{}> ?p ?o }}",
            'SELECT (IRI("urn:{}") AS ?i) {{}}',
            'ASK {{ ?s ?p "x"@{} }}',
            'ASK {{ ?s ?p "x"^^<urn:{}> }}',
            "SELECT ?{0} {{ ?{0} ?p ?o }}",
            "ASK {{ _:{} ?p ?o }}",
            "PREFIX {0}: <urn:> ASK {{ {0}:x ?p ?o }}",
        )
    ).format(long)


def numbers(draw: Random, _: Lure) -> str:
    digits = "9" * draw.choice((20, 400, 20_000))
    number = draw.choice((digits, f"1e{digits[:400]}", f"0.{digits}", f"-{digits}", "1e-99999", f"{digits}.0e0"))
    return draw.choice(
        (
            f"SELECT ({number} * {number} AS ?x) {{}}",
            f"SELECT ({number} / 0 AS ?x) {{}}",
            f"SELECT * {{ ?s ?p ?o }} LIMIT {digits}",
            f"SELECT * {{ ?s ?p ?o }} OFFSET {digits}",
            f"SELECT (SUBSTR('abc', {number}, {number}) AS ?x) {{}}",
            f"SELECT (xsd:integer('{digits}') AS ?x) (ROUND({number}) AS ?y) {{}}",
            f"SELECT * {{ ?s ?p ?o FILTER (?o < {number}) }}",
            f"SELECT (('{digits}'^^xsd:dateTime - '1'^^xsd:dateTime) AS ?d) {{}}",
        )
    )


def dates(draw: Random, _: Lure) -> str:
    year = draw.choice(("99999999999999", "-0000", "0000", "2" * 5_000))
    parts = f"(YEAR('{year}-13-99T99:99:99'^^xsd:dateTime) AS ?y) (NOW() - '{year}-01-01'^^xsd:date AS ?z)"
    return f"SELECT {parts} (UUID() AS ?u) {{ ?s ?p ?o . ?t ?q ?r }}"


def shadowed_prefixes(draw: Random, lure: Lure) -> str:
    many = draw.choice((5, 200, 3_000))
    lines = "\n".join(f"PREFIX p{i}: <{lure.url}/{i}#>" for i in range(min(many, LONG // (len(lure.url) + 25))))
    return f"{lines}\nBASE <file://{lure.file}>\nBASE <../../>\nSELECT * {{ ?s p1:x <{lure.file}> . ?s ?p <> }}"


def noise(draw: Random, _: Lure) -> str:
    words = (
        "SELECT",
        "*",
        "{",
        "}",
        "(",
        ")",
        "?s",
        "<urn:x>",
        "a",
        ".",
        ";",
        "SERVICE",
        "FROM",
        "FILTER",
        "UNION",
        '"x"',
        "GRAPH",
        "WHERE",
        "ORDER BY",
        "LIMIT",
        "1",
        "^",
        "/",
        "|",
        "+",
        "[]",
        "AS",
        "BIND",
        "GROUP BY",
        "HAVING",
        "\\u0053",
    )
    return "SELECT * { " + " ".join(draw.choice(words) for _ in range(draw.choice((5, 50, 2_000)))) + " }"


def too_long(draw: Random, _: Lure) -> str:
    return "ASK { " + draw.choice(("#", "?s ?p ?o . ", "\n", "\\u0020")) * draw.choice((20_000, 400_000)) + " }"
