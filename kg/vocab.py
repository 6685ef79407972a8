"""The words of the graph: prefixes, terms, and the one place that makes RDF terms out of text.

Comes in: names from the model, strings from articles. Goes out: pyoxigraph terms that every serialization can carry,
and the maps from the model's kinds, roles, stages to terms. It never reads a file and never decides which IRI a thing
gets.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

BASE: Final = "https://w3id.org/party-diplomacy/"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pd": "https://w3id.org/party-diplomacy/ontology#",
        "pdr": "https://w3id.org/party-diplomacy/ontology/rule/",
        "pds": "https://w3id.org/party-diplomacy/ontology/shape/",
        "id": "https://w3id.org/party-diplomacy/id/",
        "graph": "https://w3id.org/party-diplomacy/graph/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "time": "http://www.w3.org/2006/time#",
        "sh": "http://www.w3.org/ns/shacl#",
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
        "vann": "http://purl.org/vocab/vann/",
        "wd": "http://www.wikidata.org/entity/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
    }
)

_CHARS_BARRED = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')
_SEGMENT = re.compile(r"(?!\.)[A-Za-z0-9_.-]+(?<!\.)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_UNFOLDED = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "þ": "th",
        "Þ": "Th",
        "’": "",
        "'": "",
        "ʼ": "",
        "–": "-",
        "—": "-",
        "‑": "-",
    }
)


def expand(curie: str) -> str:
    """The IRI that `prefix:name` stands for; KeyError for an unknown prefix."""
    prefix, name = curie.split(":", 1)
    return PREFIXES[prefix] + name


@cache
def term(curie: str) -> NamedNode:
    """The term of `prefix:name`, made once."""
    return NamedNode(expand(curie))


def shorten(iri: str) -> str:
    """`prefix:name` of an IRI if a prefix fits (the longest), else the IRI in angle brackets."""
    fitting = [(len(space), prefix) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return f"<{iri}>"
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def iri(text: str) -> NamedNode:
    """A term of an absolute IRI (RFC 3987 as RDF 1.1 asks); ValueError for characters that would break out of it."""
    if not _SCHEME.match(text) or _CHARS_BARRED.search(text) or _UNSEEN.search(text):
        raise ValueError(f"no safe absolute IRI: {text!r}")
    return NamedNode(text)


def slug(text: str) -> str:
    """Lower-case ASCII words joined by "-", at most 80 characters; other scripts, and nothing at all, give a hash."""
    folded = unicodedata.normalize("NFKD", text.translate(_UNFOLDED)).encode("ascii", "ignore").decode()
    letters = sum(character.isalnum() for character in text)
    words = re.findall(r"[a-z0-9]+", folded.lower())
    joined = "-".join(words)
    if len("".join(words)) * 2 < letters or not joined:
        return f"x-{digest(text)}"
    return joined if len(joined) <= 80 else f"{joined[:63].rstrip('-')}-{digest(joined)}"


def digest(*parts: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the tab-joined parts, lone surrogates included."""
    return hashlib.sha256("\t".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=1 << 16)
def mint(base: str, *segments: str) -> NamedNode:
    """`base` + segments joined by "/", each safe: what is no slug becomes one, plain names of files stay.

    None begins or ends with a full stop: rdflib does not read Turtle with such names, and no file is to be hidden.
    """
    return iri(base + "/".join(s if _SEGMENT.fullmatch(s) else slug(s) for s in segments))


def plain(text: str) -> str:
    """Text for a label: NFC, one line, without control, zero-width and bidirectional characters or lone surrogates."""
    seen = _UNSEEN.sub("", _NOT_XML.sub("\ufffd", text.replace("\x00", "")))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def exact(text: str) -> str:
    """Text as quoted, code point for code point; only what no RDF/XML document may hold becomes U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def label(text: str) -> Literal:
    """A plain literal of text made safe to show."""
    return Literal(plain(text))


def quoted(text: str) -> Literal:
    """A plain literal of an article's words, of the same length in code points."""
    return Literal(exact(text))


def edtf(text: str) -> Literal:
    """A date in EDTF (ISO 8601-2, level 0/1) as a literal of the Library of Congress datatype."""
    return Literal(plain(text), datatype=term("edtf:EDTF"))


def day(text: str) -> Literal:
    """An xsd:date if the text is one (YYYY-MM-DD), else a plain literal, which validation then names."""
    try:
        return Literal(date.fromisoformat(text).isoformat(), datatype=term("xsd:date"))
    except ValueError:
        return label(text)


def number(text: str) -> Literal:
    """An xsd:decimal in the canonical form that the store keeps, else a plain literal ("2026-2030")."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return label(text)
    if not value.is_finite() or not -18 <= value.adjusted() <= 18:
        return label(text)
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return Literal(digits if digits not in ("-0", "") else "0", datatype=term("xsd:decimal"))


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=term("xsd:integer"))


def truth(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))


def sparql_prefixes(names: Iterable[str] = PREFIXES) -> str:
    """PREFIX lines for a query, so that no stored query has to repeat a namespace."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in names)


def _terms(names: Mapping[str, str]) -> Mapping[str, NamedNode]:
    return MappingProxyType({key: term(f"pd:{name}") for key, name in names.items()})


CLASS_OF_KIND: Final = _terms(
    {
        "person": "Official",
        "party": "Party",
        "party_body": "PartyBody",
        "state": "State",
        "state_body": "StateBody",
        "organization": "Organization",
        "place": "Place",
        "outlet": "Outlet",
        "group": "Collective",
        "post": "Office",
        "thing": "NamedThing",
    }
)
FOLDER_OF_KIND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person": "person",
        "party": "party",
        "party_body": "body",
        "state": "state",
        "state_body": "body",
        "organization": "organization",
        "place": "place",
        "outlet": "outlet",
        "group": "group",
        "post": "office",
        "thing": "thing",
    }
)
CLASS_OF_EVENT: Final = _terms(
    {
        "meeting": "Meeting",
        "call": "Call",
        "visit": "Visit",
        "congress": "Congress",
        "signing": "Signing",
        "ceremony": "Ceremony",
        "interview": "Interview",
        "message": "Message",
        "election": "Election",
        "exercise": "Exercise",
        "festival": "Festival",
        "other": "Event",
    }
)
ROLE: Final = _terms(
    {
        "chair": "Chair",
        "host": "Host",
        "visitor": "Visitor",
        "participant": "Participant",
        "inviter": "Inviter",
        "signatory": "Signatory",
        "witness": "Witness",
        "sender": "Sender",
        "recipient": "Recipient",
        "interviewer": "Interviewer",
        "interviewee": "Interviewee",
        "organizer": "Organizer",
    }
)
STAGE: Final = _terms(
    {
        "held": "Held",
        "planned": "Announced",
        "cancelled": "Cancelled",
        "postponed": "Postponed",
    }
)
STATUS: Final = _terms({"current": "Current", "former": "Former", "late": "Late", "elect": "Elect"})
OFFICE_PREDICATE: Final = _terms(
    {
        "current": "holdsOffice",
        "former": "heldOffice",
        "late": "heldOffice",
        "elect": "isElectedTo",
    }
)
