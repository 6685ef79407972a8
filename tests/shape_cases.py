"""What each constraint of ontology/shapes.ttl must find, and what it must not, beside the faults of test_validate.

Comes in: nothing. Goes out: `CASES`, for each property shape and component a fault as SPARQL update of the newsroom's
graph; `MORE`, faults at the bounds of a constraint and for shapes in SPARQL; `FINE`, what lies just within bounds.
"""

from __future__ import annotations

from test_validate import FAULTS, HELD, drop, first, give, put

TWO = "pd:Elsewhere"
A, B = "<https://x.org/1>", "<https://x.org/2>"

# shape: class, property, and a value for each component that must reject it. None: the property is taken away.
TABLE: dict[str, tuple[str, str, dict[str, str | None]]] = {
    "claim-evidence": ("pd:Claim", "pd:hasEvidence", {"MinCount": None}),
    "claim-article": ("pd:Claim", "pd:isStatedIn", {"MinCount": None, "Class": TWO}),
    "claim-subject": ("pd:Claim", "rdf:subject", {"MinCount": None, "MaxCount": TWO, "NodeKind": '"x"'}),
    "claim-predicate": ("pd:Claim", "rdf:predicate", {"MinCount": None, "MaxCount": TWO, "NodeKind": '"x"'}),
    "claim-object": ("pd:Claim", "rdf:object", {"MinCount": None, "MaxCount": TWO}),
    "claim-kind": ("pd:Claim", "pd:hasKind", {"MinCount": None, "MaxCount": '"office", "event"', "In": '"rumour"'}),
    "evidence-source": ("oa:SpecificResource", "oa:hasSource", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "evidence-rule": ("oa:SpecificResource", "prov:wasGeneratedBy", {"MinCount": None, "Class": TWO}),
    "quote-words": (
        "oa:TextQuoteSelector",
        "oa:exact",
        {"MinCount": None, "MaxCount": '"x"', "MinLength": '""', "Datatype": '"x"@en'},
    ),
    "position-start": (
        "oa:TextPositionSelector",
        "oa:start",
        {"MinCount": None, "MaxCount": "0, 1", "Datatype": '"x"', "MinInclusive": "-1"},
    ),
    "position-end": (
        "oa:TextPositionSelector",
        "oa:end",
        {"MinCount": None, "MaxCount": "7777, 7778", "Datatype": '"x"', "MinInclusive": "0"},
    ),
    "reference-start": (
        "pd:Reference",
        "oa:start",
        {"MinCount": None, "MaxCount": "0, 1", "Datatype": '"x"', "MinInclusive": "-1"},
    ),
    "reference-end": (
        "pd:Reference",
        "oa:end",
        {"MinCount": None, "MaxCount": "7777, 7778", "Datatype": '"x"', "MinInclusive": "0"},
    ),
    "reference-words": ("pd:Reference", "oa:exact", {"MinCount": None, "MaxCount": '"x"', "MinLength": '""'}),
    "reference-entity": ("pd:Reference", "pd:refersTo", {"MinCount": None, "MaxCount": TWO, "NodeKind": '"x"'}),
    "article-name": ("pd:Article", "dcterms:identifier", {"MinCount": None, "MaxCount": '"x"', "MinLength": '""'}),
    "article-date": (
        "pd:Article",
        "dcterms:issued",
        {"MaxCount": '"2020-01-01"^^xsd:date, "2020-01-02"^^xsd:date', "Datatype": '"x"'},
    ),
    "article-age": (
        "pd:Article",
        "dcterms:issued",
        {"MinInclusive": '"1799-12-31"^^xsd:date', "MaxInclusive": '"2101-01-01"^^xsd:date'},
    ),
    "article-bytes": ("pd:Article", "schema:sha256", {"MinCount": None, "MaxCount": '"x"', "Pattern": '"abc"'}),
    "entity-label": ("pd:Official", "rdfs:label", {"MinCount": None, "MinLength": '""', "Pattern": '" "'}),
    "entity-one-label": ("pd:Official", "rdfs:label", {"MaxCount": '"Somebody Else"'}),
    "entity-name-length": ("pd:Party", "rdfs:label", {"MaxLength": f'"{"x" * 301}"'}),
    "office-title": ("pd:Office", "pd:hasTitle", {"MinCount": None, "MaxCount": '"Other title"', "MinLength": '"x"'}),
    "office-organization": ("pd:Office", "pd:isOfficeOf", {"MaxCount": f"{A}, {B}"}),
    "tenure-holder": ("pd:Tenure", "pd:hasHolder", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "tenure-office": ("pd:Tenure", "pd:hasOffice", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "tenure-status": (
        "pd:Tenure",
        "pd:hasStatus",
        {"MinCount": None, "MaxCount": "pd:Former, pd:Late", "In": "pd:Held"},
    ),
    "tenure-article": ("pd:Tenure", "pd:isReportedIn", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "event-label": ("pd:Event", "rdfs:label", {"MinCount": None, "MinLength": '""'}),
    "event-number": ("pd:Event", "pd:hasOrdinal", {"Datatype": '"x"', "MinInclusive": "0"}),
    "event-one-number": ("pd:Event", "pd:hasOrdinal", {"MaxCount": "3, 4"}),
    "event-series": ("pd:Event", "pd:isInSeries", {"MaxCount": f"{A}, {B}", "Class": TWO}),
    "account-stage": (
        "pd:Account",
        "pd:hasStage",
        {"MinCount": None, "MaxCount": "pd:Held, pd:Announced", "In": "pd:Chair"},
    ),
    "account-article": ("pd:Account", "pd:isAccountIn", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "account-event": ("pd:Account", "pd:describesEvent", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "account-one-date": ("pd:Account", "pd:hasDate", {"MaxCount": '"2030-05"^^edtf:EDTF, "2030-06"^^edtf:EDTF'}),
    "account-date-form": ("pd:Account", "pd:hasDate", {"Datatype": '"2030-05"', "Pattern": '"early May"^^edtf:EDTF'}),
    "account-earliest": (
        "pd:Account",
        "pd:earliestDate",
        {"MaxCount": '"1990-01-01"^^xsd:date, "1990-01-02"^^xsd:date', "Datatype": '"x"'},
    ),
    "account-latest": (
        "pd:Account",
        "pd:latestDate",
        {"MaxCount": '"2090-01-01"^^xsd:date, "2090-01-02"^^xsd:date', "Datatype": '"x"'},
    ),
    "account-date-order": ("pd:Account", "pd:latestDate", {"LessThanOrEquals": '"1999-01-01"^^xsd:date'}),
    "account-number": ("pd:Account", "pd:hasOrdinal", {"MaxCount": "3, 4", "Datatype": '"x"', "MinInclusive": "0"}),
    "participation-agent": (
        "pd:Participation",
        "pd:hasParticipant",
        {"MinCount": None, "MaxCount": TWO, "NodeKind": '"x"'},
    ),
    "participation-role": (
        "pd:Participation",
        "pd:hasRole",
        {"MinCount": None, "MaxCount": "pd:Host, pd:Visitor", "In": "pd:Held"},
    ),
    "participation-account": (
        "pd:Participation",
        "pd:isParticipationIn",
        {"MinCount": None, "MaxCount": TWO, "Class": TWO},
    ),
    "participation-office": ("pd:Participation", "pd:actsAs", {"Class": TWO}),
    "agreement-sides": ("pd:Agreement", "pd:isBetween", {"MinCount": None}),
    "agreement-count": ("pd:Agreement", "pd:hasCount", {"MaxCount": "3, 4", "Datatype": '"x"', "MinInclusive": "0"}),
    "agreement-period": ("pd:Agreement", "pd:coversPeriod", {"Datatype": '"x"'}),
    "agreement-label": ("pd:Agreement", "rdfs:label", {"MinCount": None}),
    "agreement-event": ("pd:Agreement", "pd:isSignedAt", {"Class": TWO}),
    "statement-speaker": ("pd:Statement", "pd:isMadeBy", {"MinCount": None, "MaxCount": TWO, "NodeKind": '"x"'}),
    "statement-act": ("pd:Statement", "pd:hasAct", {"MinCount": None, "MinLength": '""'}),
    "statement-article": ("pd:Statement", "pd:isReportedIn", {"MinCount": None, "MaxCount": TWO, "Class": TWO}),
    "figure-value": ("pd:Figure", "pd:hasValue", {"MinCount": None, "MaxCount": "3, 4"}),
    "figure-unit": ("pd:Figure", "pd:hasUnit", {"MinCount": None, "MaxCount": '"x", "y"', "Datatype": '"x"@en'}),
    "figure-target": ("pd:Figure", "pd:isTarget", {"MinCount": None, "MaxCount": "true, false", "Datatype": '"x"'}),
    "figure-article": ("pd:Figure", "pd:isReportedIn", {"MinCount": None, "Class": TWO}),
    "merge-occurrences": ("pd:Merge", "pd:mergesOccurrence", {"MinCount": '"one"', "MaxCount": '"a", "b", "c"'}),
    "merge-reason": ("pd:Merge", "pd:hasReason", {"MinCount": None, "MinLength": '"xx"'}),
    "merge-thing": ("pd:Merge", "pd:mergesInto", {"MinCount": None, "MaxCount": f"{A}, {B}"}),
}


def _fault(component: str, kind: str, predicate: str, value: str | None) -> str:
    if value is None:
        return drop(kind, predicate)
    if component == "MaxCount" and ", " not in value:
        return give(kind, predicate, value, f"?x {predicate} ?any . ")
    have = f"{give(kind, predicate, '1')} ; "  # so that there is something to put the value in place of
    return have + put(kind, predicate, value)


CASES = {
    (shape, component): _fault(component, kind, predicate, value)
    for shape, (kind, predicate, values) in TABLE.items()
    for component, value in values.items()
}

ENTITIES = (
    "Official Party PartyBody State StateBody InternationalOrganization Organization Outlet Place Collective NamedThing"
)
UNIT, VALUE = "pd:hasUnit", "pd:hasValue"


def figure(unit: str, value: str) -> str:
    return f"{put('pd:Figure', UNIT, unit)} ; {put('pd:Figure', VALUE, value)}"


def selector(kind: str) -> str:
    return f"INSERT {{ ?x oa:hasSelector {A} . {A} a {kind} }} WHERE {{ {first('oa:SpecificResource')} }}"


MORE: dict[str, list[str]] = {
    "entity-label": [f"INSERT DATA {{ {A} a pd:{name} }}" for name in ENTITIES.split()],
    "official-kind": [give("pd:Official", "a", f"pd:{name}") for name in ("Organization", "State", "Place", "Office")],
    "evidence-quote": [selector("oa:TextQuoteSelector")],
    "evidence-position": [selector("oa:TextPositionSelector")],
    "article-bytes": [
        put("pd:Article", "schema:sha256", f'"{x}"') for x in ("0" * 63, f" {'0' * 64}", f"{'0' * 64} ", "0" * 65)
    ],
    "account-date-form": [
        put("pd:Account", "pd:hasDate", f'"{x}"^^edtf:EDTF')
        for x in ("about 2024", "2024 or so", "2024/2025 or so", "-")
    ],
    "position-order": [
        "DELETE { ?x oa:end ?e } INSERT { ?x oa:end ?s } "
        "WHERE { ?x a oa:TextPositionSelector ; oa:start ?s ; oa:end ?e }"
    ],
    "reference-order": [
        "DELETE { ?x oa:end ?e } INSERT { ?x oa:end ?s } WHERE { ?x a pd:Reference ; oa:start ?s ; oa:end ?e }"
    ],
    "percentage": [
        figure('"percent"', "1001"),
        figure('"per cent of GDP"', "-101"),
        figure('"%"', "1001"),
        figure('"Percent"', "1001"),
    ],
    "year": [figure('"year"', "999"), figure('"year"', "3001"), figure('"year"', '"soon"')],
    "part-of-cycle": [
        f"INSERT DATA {{ {A} pd:isPartOf {B} . {B} pd:isPartOf <https://x.org/3> . <https://x.org/3> pd:isPartOf {A} }}"
    ],
    "sub-event-cycle": [f"INSERT DATA {{ {A} pd:isSubEventOf {B} . {B} pd:isSubEventOf {A} }}"],
    "chair-of-no-side": [
        f"""DELETE {{ ?o pd:isOfficeOf ?org . ?one a ?was . ?two a ?also }}
        INSERT {{ ?o pd:isOfficeOf {A} . {A} a pd:State ; rdfs:label "Far" . ?one a pd:{one} . ?two a pd:{two} }}
        WHERE {{ ?o pd:hasTitle "Chairman" ; pd:isOfficeOf ?org . ?a pd:hasSideCount 2 .
                 ?p pd:isParticipationIn ?a ; pd:hasParticipant ?one .
                 ?q pd:isParticipationIn ?a ; pd:hasParticipant ?two .
                 FILTER (STR(?one) < STR(?two)) ?one a pd:Party ; a ?was .
                 ?two a pd:Party ; a ?also }}"""
        for one, two in (("Party", "State"), ("StateBody", "PartyBody"), ("State", "Party"), ("PartyBody", "StateBody"))
    ],
}

SIDES = """?account pd:hasSideCount 2 .
    ?value pd:isParticipationIn ?account ; pd:hasRole pd:Chair ; pd:hasParticipant ?chair .
    ?p pd:isParticipationIn ?account ; pd:hasParticipant ?one . ?one a pd:Party .
    ?q pd:isParticipationIn ?account ; pd:hasParticipant ?two . ?two a pd:Party . FILTER (STR(?one) < STR(?two))"""
ROUTES = (
    f"?value pd:actsAs {B} . {B} pd:isOfficeOf",
    f"?chair pd:holdsOffice {B} . {B} pd:isOfficeOf",
    "?chair pd:isMemberOf",
)

FINE: dict[str, list[str]] = {
    "chair-of-no-side": [
        f"{FAULTS['chair-of-no-side']} ; INSERT {{ {route} {side} }} WHERE {{ {SIDES} }}"
        for route in ROUTES
        for side in ("?one", "?two")
    ],
    "told-before-it-happened": [
        "DELETE { ?x pd:earliestDate ?d } INSERT { ?x pd:earliestDate ?i } "
        "WHERE { ?x a pd:Account ; pd:isAccountIn ?r ;"
        f" pd:earliestDate ?d . {HELD} ?r dcterms:issued ?i }}"
    ],
    "announced-too-late": [
        "DELETE { ?x pd:latestDate ?d } INSERT { ?x pd:latestDate ?i } "
        "WHERE { ?x pd:hasStage pd:Announced ; pd:isAccountIn ?r ;"
        " pd:latestDate ?d . ?r dcterms:issued ?i }"
    ],
    "percentage": [
        figure('"percent"', "1000"),
        figure('"percent"', "-100"),
        figure('"metres"', "5000"),
        figure('"percent"', '"many"'),
    ],
    "year": [figure('"year"', "1000"), figure('"year"', "3000"), figure('"years"', "5")],
    "number": [figure('"percent"', '"5-6"'), figure('"percent"', "5")],
    "counts-add-up": [
        f"INSERT {{ {A} a pd:Agreement ; pd:hasCount 1 ; pd:isSignedAt ?e }} "
        f"WHERE {{ {first('pd:Agreement')} ?x pd:isSignedAt ?e }}",
        f"INSERT DATA {{ {A} a pd:Agreement ; pd:hasCount 5 ; pd:isSignedAt {B} . "
        f"<https://x.org/3> pd:hasCount 5 ; pd:isSignedAt {B} }}",
    ],
    "part-of-cycle": [f"INSERT DATA {{ {A} pd:isPartOf {A} }}"],  # what is part of itself has a shape of its own
    "both-held-and-former": [
        f"INSERT {{ {A} pd:hasStatus pd:Former ; pd:hasHolder ?h }} WHERE {{ ?x pd:hasHolder ?h }}"
    ],
    "entity-name-length": [put("pd:Party", "rdfs:label", f'"{"x" * 300}"')],
}

# Every other shape is a violation.
WARNING = frozenset(
    "evidence-used article-age entity-one-label entity-name-length event-one-number event-series account-one-date "
    "agreement-sides "
    "told-before-it-happened chair-of-no-side counts-add-up percentage year host-and-visitor sender-and-recipient "
    "reported-and-cancelled both-held-and-former".split()
)
INFO = frozenset({"announced-too-late", "signed-before-held"})
