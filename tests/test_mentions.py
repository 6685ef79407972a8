"""The room mentions: names, titles and chains of bodies in invented sentences of many cultures, and what is none of
them.

Comes in: sentences written for these tests. Goes out: a test a phrase, and tests of the tables. It never uses a real
article.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from kg.articles import read_articles
from kg.mentions import find_mentions, lexicon
from kg.syntax import Mentions, Name, Phrase, Title
from kg.text import annotate

FOLDER = Path(lexicon.__file__).parent / "lexicons"


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


class Reader:
    """Texts read by the room: the mentions, and each phrase as words."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "case.txt"

    def mentions(self, text: str) -> tuple[Mentions, ...]:
        self.path.write_text(text + "\n", "utf-8")
        return find_mentions(annotate(read_articles([self.path])[0][0]))

    def phrases(self, text: str, *kinds: str) -> list[Phrase]:
        return [p for m in self.mentions(text) for p in m.phrases if not kinds or p.kind in kinds]

    def persons(self, text: str) -> list[str]:
        return [p.name.text for p in self.phrases(text, "person") if p.name]

    def bodies(self, text: str) -> list[str]:
        return [chain(p.name) for p in self.phrases(text, "org") if p.name]

    def titles(self, text: str) -> list[str]:
        """Each title as "name: status title | body < parent"", "-" where nobody is named."""
        found = []
        for p in self.phrases(text, "person", "office"):
            titles = p.person.titles if p.person else (p.title, *p.more) if p.title else ()
            found += [f"{p.name.text if p.name else '-'}: {title(t)}" for t in titles]
        return found


def chain(name: Name | None) -> str:
    if name is None:
        return "-"
    short = f" ({name.abbreviation})" if name.abbreviation else ""
    above = f" < {chain(name.parent)}" if name.parent else ""
    return f"{name.text}{short}{above}"


def title(t: Title) -> str:
    return f"{'' if t.status == 'current' else t.status + ' '}{t.text} | {t.owner or chain(t.org)}"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Nguyen Van Binh met Trần Thị Hoa, Minister of Trade.", ["Nguyen Van Binh", "Trần Thị Hoa"]),
        ("Samdech Akka Moha Sena Padei Rith Sokha received Oknha Keo Dara.", ["Rith Sokha", "Keo Dara"]),
        ("Prime Minister Bounmy Keovilay met Minister Khamla Sengphet.", ["Bounmy Keovilay", "Khamla Sengphet"]),
        ("Sheikh Khalid bin Rashid Al Marwan spoke on Friday.", ["Khalid bin Rashid Al Marwan"]),
        ("President María de la Cruz Ortega met Mr Joao dos Santos.", ["María de la Cruz Ortega", "Joao dos Santos"]),
        ("The party's leader, Kovács Béla, met Minister Nagy Éva Katalin.", ["Kovács Béla", "Nagy Éva Katalin"]),
        ("President Park Ji-hoon met Minister Kim Sun-young.", ["Park Ji-hoon", "Kim Sun-young"]),
        ("Secretary of State Somphet RATTANAKUL met Mr Arne LINDQVIST.", ["Somphet RATTANAKUL", "Arne LINDQVIST"]),
        ("Minister Piet van der Vos met Dr. Hans von Aschen.", ["Piet van der Vos", "Hans von Aschen"]),
        ("H.E. Dr. Ilo Marsh and Her Excellency Anna Holm met.", ["Ilo Marsh", "Anna Holm"]),
        ("Gen. Piet Vos (Retd) met Comrade Lena Brandt.", ["Piet Vos", "Lena Brandt"]),
        ("Prime Minister Siaosi O'Hara met Chairman Sione Tu’ipelehake.", ["Siaosi O'Hara", "Sione Tu’ipelehake"]),
        ("President Ilo Marsh spoke. Marsh left.", ["Ilo Marsh", "Marsh"]),
    ],
)  # fmt: skip
def test_names_of_many_cultures(read: Reader, text: str, names: list[str]) -> None:
    assert read.persons(text) == names


def test_honorifics_stand_apart_from_the_name(read: Reader) -> None:
    found = read.phrases("Samdech Akka Moha Sena Padei Rith Sokha met Her Excellency Anna Holm.", "person")
    assert [p.person.honorific for p in found if p.person] == ["Samdech Akka Moha Sena Padei", "Her Excellency"]


@pytest.mark.parametrize(
    "text",
    [
        "Big Gains Seen In Old Capital Markets Today",
        "Trade fell last year. Growth came back in the spring. Rain delayed the train.",
        "May was warm. In May the talks resumed.",
        "Opposition parties and labour unions said they would march.",
        "The Harbour Music Festival was held on Monday.",
        "The Second Border Friendship Games opened.",
        "The third Tripartite Summit was held on Monday.",
        "A leader must lead, and the one who chairs the talks must listen.",
    ],
)
def test_what_names_neither_person_nor_body(read: Reader, text: str) -> None:
    assert read.persons(text) == []
    assert read.bodies(text) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "The External Relations Commission of the Central Committee of the Norland People's Party (NPP) met.",
            [
                "External Relations Commission of the Central Committee of the Norland People's Party < "
                "Central Committee of the Norland People's Party < Norland People's Party (NPP)"
            ],
        ),
        (
            "The Norland People's Party (NPP) Central Committee's External Relations Commission met.",
            [
                "Norland People's Party Central Committee's External Relations Commission < "
                "Norland People's Party Central Committee < Norland People's Party (NPP)"
            ],
        ),
        (
            "The Norland People's Party Central Committee (NPPCC) met.",
            ["Norland People's Party Central Committee (NPPCC) < Norland People's Party"],
        ),
        ("The Orange Union (OU) met. The OU Politburo spoke.", ["Orange Union (OU)", "OU Politburo < OU"]),
        ("The Ministry of Trade of Japan spoke.", ["Ministry of Trade of Japan < Japan"]),
        ("The Thai National Assembly met.", ["Thai National Assembly < Thailand"]),
        (
            "The Ministry of Foreign Affairs, Trade, and Information met.",
            ["Ministry of Foreign Affairs, Trade, and Information"],
        ),
        ("We saw Japan's Ministry of Trade.", ["Japan's Ministry of Trade < Japan"]),
        ("He left the Partido Verde do Norte.", ["Partido Verde do Norte"]),
        ("She joined the Independent Patriots for Change (IPC).", ["Independent Patriots for Change (IPC)"]),
        ("The Friendship Union of Norland (FUN) met.", ["Friendship Union of Norland (FUN)"]),
    ],
)
def test_bodies_in_either_order_with_an_abbreviation_anywhere(read: Reader, text: str, bodies: list[str]) -> None:
    assert read.bodies(text) == bodies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The minister spoke to a Dal Vesti reporter on Monday.", ["Dal Vesti"]),
        ("He told the Morning Bell newspaper that the talks had ended.", ["Morning Bell"]),
        ("He spoke to Vietnamese reporters on Monday.", []),
        ("Minister Vera Brandt told reporters that the talks had ended.", []),
    ],
)
def test_who_a_reporter_is_of_is_an_outlet(read: Reader, text: str, names: list[str]) -> None:
    assert read.bodies(text) == names


def test_a_body_behind_a_pronoun_keeps_it_as_its_owner(read: Reader) -> None:
    found = read.phrases("The Teal League met. Its Central Committee spoke of trade.", "org")
    assert [(p.name.text, p.name.owner) for p in found if p.name] == [
        ("Teal League", None),
        ("Central Committee", "its"),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Acting President Ilo Marsh spoke.", ["Ilo Marsh: Acting President | -"]),
        ("Honorary Chairman Ilo Marsh met ex-Minister Anna Holm.",
         ["Ilo Marsh: Honorary Chairman | -", "Anna Holm: former Minister | -"]),
        ("The former Prime Minister of Japan, Anna Holm, spoke.", ["Anna Holm: former Prime Minister | Japan"]),
        ("President-elect Lena Brandt met the late King Oskar Dahl of Norway.",
         ["Lena Brandt: elect President | -", "Oskar Dahl: late King | Norway"]),
        ("Anna Holm, Foreign Minister of Japan and Deputy Chair of the Teal League, spoke.",
         ["Anna Holm: Foreign Minister | Japan", "Anna Holm: Deputy Chair | Teal League"]),
        ("The Orange Union's leader, Vera Brandt, who is also Prime Minister of Japan, spoke.",
         ["Vera Brandt: leader | Orange Union", "Vera Brandt: Prime Minister | Japan"]),
        ("Politburo member, Permanent Member of the Secretariat and Chairman of the Teal League Ilo Marsh spoke.",
         ["Ilo Marsh: member | Politburo", "Ilo Marsh: Permanent Member | Secretariat",
          "Ilo Marsh: Chairman | Teal League"]),
        ("Ilo Marsh, 54, Chairman of the Teal League (TL), spoke.", ["Ilo Marsh: Chairman | Teal League (TL)"]),
        ("Ilo Marsh and Anna Holm, chairpersons of the Teal League and of the Orange Union, respectively, spoke.",
         ["Ilo Marsh: chairperson | Teal League", "Anna Holm: chairperson | Orange Union"]),
        ("Members of the Politburo Ilo Marsh, Anna Holm and Lena Brandt met.",
         [f"{name}: Member | Politburo" for name in ("Ilo Marsh", "Anna Holm", "Lena Brandt")]),
        ("The foreign ministers of Japan, Thailand, and Mexico met.",
         [f"-: foreign ministers | {land}" for land in ("Japan", "Thailand", "Mexico")]),
        ("Ambassador to Mexico Ilo Marsh spoke.", ["Ilo Marsh: Ambassador to Mexico | -"]),
        ("Chief of Staff Piet Vos spoke.", ["Piet Vos: Chief of Staff | -"]),
        ("The spokesperson for the ministry spoke.", ["-: spokesperson | ministry"]),
        ("The president of the club spoke.", ["-: president | club"]),
        ("Anna Holm, the Teal League's special envoy for Japan, spoke.",
         ["Anna Holm: special envoy for Japan | Teal League"]),
        ("Anna Holm, mayor of the port city of Velm, spoke.", ["Anna Holm: mayor | Velm"]),
        ("Secretary of the Communist Party of Velmara and President of the Republic Anna Holm spoke.",
         ["Anna Holm: Secretary | Communist Party of Velmara", "Anna Holm: President | republic"]),
        ("Anna Holm (Teal League), chair of the Trade Committee, spoke.",
         ["Anna Holm: member | Teal League", "Anna Holm: chair | Trade Committee"]),
        ("Teal League foreign policy chief Anna Holm spoke.", ["Anna Holm: foreign policy chief | Teal League"]),
        ("Anna Holm chairs the talks.", []),
    ],
)  # fmt: skip
def test_titles_with_what_they_are_of(read: Reader, text: str, titles: list[str]) -> None:
    assert read.titles(text) == titles


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("She met the leader of the opposition, Kofi Mensah.", ["Kofi Mensah"]),
        ("The envoys of the day, Anna Holm and Count Ilo Marsh, wrote.", ["Anna Holm", "Ilo Marsh"]),
        ("He received Ambassador of the Republic of Korea Han Dae-jun.", ["Han Dae-jun"]),
        ("He received Chairperson of the Council of the Federation Irina Dahl.", ["Irina Dahl"]),
        ("Chief Minister Karim Shah spoke.", ["Karim Shah"]),
        ("First Lady Anna Holm spoke.", ["Anna Holm"]),
        ("The ministers, Zul Abd. Jalil and Nor Mohd. Hamdi, met.", ["Zul Abd. Jalil", "Nor Mohd. Hamdi"]),
        ("Elected were Anna Holm, Ilo Marsh and Wavell Bogle.", ["Anna Holm", "Ilo Marsh", "Wavell Bogle"]),
    ],
)
def test_who_is_named_behind_an_office(read: Reader, text: str, people: list[str]) -> None:
    assert read.persons(text) == people


def test_the_article_settles_whether_capitals_are_a_place_or_a_person(read: Reader) -> None:
    place = (
        "They visited Velmara on Monday. President of Velmara Ilo Marsh received them. In Velmara they saw the port."
    )
    assert read.persons(place) == ["Ilo Marsh"]
    assert read.titles(place) == ["Ilo Marsh: President | Velmara"]
    assert [p.name.text for p in read.phrases(place, "place") if p.name] == ["Velmara", "Velmara"]
    person = "President Marla Jonsson came. They listened to Marla on Monday."
    assert read.persons(person) == ["Marla Jonsson", "Marla"]
    assert read.phrases(person, "place") == []


def test_phrases_keep_order_do_not_overlap_and_hold_their_words(read: Reader) -> None:
    text = "Vera Brandt, head of the OU Central Committee's Trade Commission, met Ilo Marsh of Japan on Monday, May 4."
    for m in read.mentions(text):
        spans = [p.span for p in m.phrases]
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(p.name.text == p.name.span.of(text) for p in m.phrases if p.person and p.name)
        assert all(t.text == t.span.of(text) for t in m.tokens)


def test_one_article_teaches_nothing_to_the_next(read: Reader) -> None:
    alone = read.persons("Marla went home.")
    read.persons("President Marla Jonsson came. Marla spoke.")
    assert read.persons("Marla went home.") == alone


def test_the_tables_hold_each_word_once_and_only_known_classes() -> None:
    for path in sorted(FOLDER.glob("*.tsv")):
        rows = [line.split("\t")[:2] for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
        assert len({tuple(row) for row in rows}) == len(rows), path.name
        assert {row[0] for row in rows} <= set(get_args(lexicon.Class)), path.name
        assert all(word == word.casefold() for _, word in rows), path.name


def test_singulars_of_head_nouns() -> None:
    words = ("ministers", "secretaries-general", "chairmen", "parties", "congress", "deputies", "Presidents")
    assert [lexicon.singular(w) for w in words] == [
        "minister", "secretary-general", "chairman", "party", "congress", "deputy", "president",
    ]  # fmt: skip
