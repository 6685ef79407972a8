"""References inside an article: what pronouns, common nouns and unnamed offices stand for, and which names are one.

Comes in: invented texts. Goes out: tests of the room's door. It never uses a real article.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.clauses import parse
from kg.discourse import find_entities
from kg.discourse.grounds import written_in
from kg.discourse.lexicon import count_of, value, words
from kg.mentions import find_mentions
from kg.model import Entity
from kg.syntax import Discourse
from kg.text import annotate

TWO = "President Ilo Marsh met Prime Minister Anna Holm in Oslo on Monday. "


@dataclass(frozen=True)
class Read:
    text: str
    discourse: Discourse

    def entity(self, key: str) -> Entity:
        return next(e for e in self.discourse.entities if e.key == key)

    def stands_for(self, word: str) -> list[str]:
        """The names of what the last place of a word stands for."""
        spots = [a for a in self.discourse.anaphors.values() if a.span.of(self.text) == word]
        return [self.entity(key).name for key in max(spots, key=lambda a: a.span).keys] if spots else []

    def rule(self, word: str) -> str:
        spots = [a for a in self.discourse.anaphors.values() if a.span.of(self.text) == word]
        return max(spots, key=lambda a: a.span).references[0].rule

    def persons(self) -> list[str]:
        return [e.name for e in self.discourse.entities if e.kind == "person"]

    def members(self, word: str) -> list[str]:
        spots = [a for a in self.discourse.anaphors.values() if a.span.of(self.text) == word]
        (key,) = max(spots, key=lambda a: a.span).keys
        return [self.entity(member).name for member in self.entity(key).members]


def read(text: str, folder: Path) -> Read:
    path = folder / "case.txt"
    path.write_text(text + "\n", "utf-8")
    articles, _ = read_articles([path])
    annotated = annotate(articles[0])
    mentions = find_mentions(annotated)
    return Read(annotated.article.text, find_entities(annotated, mentions, parse(mentions)))


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        (TWO + "He praised the new road.", "He", ["Ilo Marsh"]),
        ("Mr Ilo Marsh met Mrs Anna Holm on Monday. She praised the new road.", "She", ["Anna Holm"]),
        ("Mrs Anna Holm met Mr Ilo Marsh on Monday. He praised the new road.", "He", ["Ilo Marsh"]),
        ("President Ilo Marsh and Prime Minister Anna Holm met on Monday. They praised the new road.", "They",
         ["Ilo Marsh", "Anna Holm"]),
        (TWO + "Both sides agreed to build a road.", "sides", ["Both sides"]),
        (TWO + "The two leaders agreed to build a road.", "leaders", ["The two leaders"]),
        ("Vera Brandt, Deputy Secretary of the Orange Union (OU), met Ilo Marsh, Chairman of the Teal League (TL). "
         "The OU official praised the road.", "official", ["Vera Brandt"]),
        (TWO + "The President thanked the guests.", "President", ["Ilo Marsh"]),
        (TWO + "The Premier thanked the guests.", "Premier", ["Anna Holm"]),
    ],
)  # fmt: skip
def test_a_word_stands_for(text: str, word: str, names: list[str], tmp_path: Path) -> None:
    assert read(text, tmp_path).stands_for(word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        # the subject of the sentence before goes before its object, the main actor before neither
        ("Ilo Marsh landed in Oslo on Monday. Tova Lind met Ilo Marsh at the port. She praised the new road.", "She",
         ["Tova Lind"]),
        ("Minister Ilo Marsh met Bela Orr in Oslo. He said that the road was open.", "He", ["Ilo Marsh"]),
        # an object is never the subject of its own verb, a relative clause's antecedent neither
        ("Minister Ilo Marsh arrived on Monday. President Bela Orr received him at the palace.", "him", ["Ilo Marsh"]),
        ("Minister Ilo Marsh arrived on Monday. President Bela Orr, who was to have met him at the port, stayed away.",
         "him", ["Ilo Marsh"]),
        ("Minister Ilo Marsh excused himself.", "himself", ["Ilo Marsh"]),
        # a gender told later, by "and her", by a pronoun where one person alone has been named
        ("Minister Tova Lind met Minister Ilo Marsh. He thanked the hosts. Tova Lind and her husband left on Friday.",
         "He", ["Ilo Marsh"]),
        ("Minister Tova Lind landed on Monday. She met President Bela Orr. Lind left after she had toured the port.",
         "she", ["Tova Lind"]),
        # the same pronoun twice in a sentence
        ("Tova Lind landed on Monday. She had come about grain. President Bela Orr received her at noon and showed her "
         "guide out.", "her", ["Tova Lind"]),
        ("In his speech, President Ilo Marsh thanked Bela Orr.", "his", ["Ilo Marsh"]),
        # who speaks for others is no actor
        ("Minister Ilo Marsh met the miners. Spokesman Bela Orr confirmed the date. He flew home on Friday.",
         "He", ["Ilo Marsh"]),
        ("Minister Ilo Marsh met the miners. Spokesman Bela Orr confirmed the date. He added that it was fixed.",
         "He", ["Bela Orr"]),
        # a subject is not whom the phrase before it names, nor an object one of several subjects
        ("Minister Ilo Marsh congratulated Bela Orr. In a talk with Bela Orr he praised the road.", "he",
         ["Ilo Marsh"]),
        ("Minister Ilo Marsh landed on Monday. Bela Orr, Tova Lind and Anna Holm have met him.", "him", ["Ilo Marsh"]),
        ("President Ilo Marsh met Bela Orr and his delegation.", "his", ["Bela Orr"]),
        # what somebody is thanked for or accompanied on is that one's own
        ("Minister Ilo Marsh landed on Monday. Marsh thanked Bela Orr for his work.", "his", ["Bela Orr"]),
        ("Minister Tova Lind will accompany President Bela Orr on his visit.", "his", ["Bela Orr"]),
        ("Minister Ilo Marsh landed on Monday. Marsh met Bela Orr in his office.", "his", ["Ilo Marsh"]),
        # the agent of a passive does what it says where its subject is a thing
        ("President Ilo Marsh received a basket. It was handed to Tova Lind by Bela Orr. He praised it.", "He",
         ["Bela Orr"]),
        ("On Monday Mr Ilo Marsh conferred with Mrs Tova Lind; the two agreed to build a road.", "two",
         ["Ilo Marsh", "Tova Lind"]),
    ],
)  # fmt: skip
def test_who_is_nearest_to_mind(text: str, word: str, names: list[str], tmp_path: Path) -> None:
    assert read(text, tmp_path).stands_for(word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        # of two holders the one addressed alike, the one whose office is named bare, the one nearest to mind
        ("Bela Orr, King of Norway, met His Majesty the King of Denmark Ilo Marsh. Bela Orr left. His Majesty the King "
         "thanked the guests.", "King", ["Ilo Marsh"]),
        ("Foreign Minister Ilo Marsh met Norwegian Foreign Minister Bela Orr in Oslo. Orr praised the road. The "
         "Foreign Minister thanked the hosts.", "Foreign Minister", ["Ilo Marsh"]),
        ("Norwegian Prime Minister Ilo Marsh met Danish Prime Minister Bela Orr in Oslo. Orr praised the road. The "
         "Prime Minister thanked the hosts.", "Prime Minister", ["Bela Orr"]),
        # two who do something together are not one
        ("The Prime Minister received Prime Minister Bela Orr of Norway. The Prime Minister praised the road.",
         "Prime Minister", ["Prime Minister"]),
        ("The Prime Minister received Prime Minister Bela Orr of Norway. He praised the road.", "He",
         ["Prime Minister"]),
        ("Prime Minister Bela Orr landed on Monday. The Prime Minister praised the road.", "Prime Minister",
         ["Bela Orr"]),
        # no deputy for the one above, no prime minister for a foreign one, external affairs for foreign ones
        ("External Affairs Minister Ilo Marsh met Prime Minister Bela Orr of Norway. Orr left. The foreign minister "
         "praised the road.", "minister", ["Ilo Marsh"]),
        ("Deputy Chairman Ilo Marsh met Chairman Bela Orr. Marsh left. The Chairman praised the road.", "Chairman",
         ["Bela Orr"]),
        ("National Assembly Chairman Ilo Marsh met Bela Orr, Chairman of the Teal League. The NA Chairman praised it.",
         "NA Chairman", ["Ilo Marsh"]),
        ("Teal League Chairman Ilo Marsh met Bela Orr. The NA Chairman praised it.", "NA Chairman", ["Chairman of NA"]),
        # "a leader" is any
        ("President Ilo Marsh of Norway landed. It was the first visit by a Norwegian President since 2012.",
         "Norwegian President", []),
        # who was said to lead a delegation, and who calls on somebody
        ("President Ilo Marsh received a delegation led by Bela Orr. The head of delegation praised it.", "head",
         ["Bela Orr"]),
        ("Tova Lind, who heads a delegation, met Ilo Marsh. The delegation leader praised it.", "leader",
         ["Tova Lind"]),
        ("A delegation led by Bela Orr met a delegation led by Tova Lind. The delegation leader praised it.", "leader",
         []),
        ("Minister Bela Orr paid a courtesy call on President Ilo Marsh. The visitor praised it.", "visitor",
         ["Bela Orr"]),
    ],
)  # fmt: skip
def test_whom_an_office_means(text: str, word: str, names: list[str], tmp_path: Path) -> None:
    assert read(text, tmp_path).stands_for(word) == names


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Foreign Minister Ilo Marsh met Foreign Minister Anna Holm, and Envoy Bela Orr sat in. The two ministers "
         "praised the road.", "ministers", ["Ilo Marsh", "Anna Holm"]),
        ("Prime Minister Ilo Marsh landed. Ambassador Bela Orr and Prime Minister Anna Holm met him. The prime "
         "ministers praised the road.", "ministers", ["Ilo Marsh", "Anna Holm"]),
        # an earlier pair, a list in apposition
        ("Defence Secretary Ilo Marsh and Interior Minister Vera Brandt met. It rained. It snowed. It hailed. It "
         "shone. The ministers praised it.", "ministers", ["Ilo Marsh", "Vera Brandt"]),
        ("The foreign ministers of the day, Mr Ilo Marsh and Mrs Vera Brandt, praised it.", "ministers",
         ["Ilo Marsh", "Vera Brandt"]),
        # whom the sentence before named together are no ministers if they hold other offices
        ("King Ilo Marsh and Speaker Anna Holm met in Oslo. Papers were signed by the two ministers.", "ministers", []),
        ("Foreign Minister Ilo Marsh and Bela Orr of Norway met. Papers were signed by the two ministers.", "ministers",
         ["Ilo Marsh", "Bela Orr"]),
        ("Prime Minister Ilo Marsh and Deputy Prime Minister Anna Holm met. The prime ministers of the region praised "
         "the road.", "ministers", []),
    ],
)  # fmt: skip
def test_a_plural_of_rank_means_its_holders(text: str, word: str, names: list[str], tmp_path: Path) -> None:
    found = read(text, tmp_path)
    assert not found.stands_for(word) or found.members(word) == names


def test_a_pronoun_never_crosses_a_known_gender(tmp_path: Path) -> None:
    assert read("Mr Ilo Marsh spoke on Monday. She praised the road.", tmp_path).stands_for("She") == []


def test_the_rule_is_recorded(tmp_path: Path) -> None:
    found = read(TWO + "He praised the new road. Both sides agreed.", tmp_path)
    assert found.rule("He") == "pronoun/he"
    assert found.rule("sides") == "collective"


def test_two_leaders_have_members_and_both_sides_have_none(tmp_path: Path) -> None:
    assert read(TWO + "The two leaders agreed.", tmp_path).members("leaders") == ["Ilo Marsh", "Anna Holm"]
    assert read(TWO + "Both sides agreed.", tmp_path).members("sides") == []


def test_an_unnamed_office_is_a_post(tmp_path: Path) -> None:
    found = read("President Ilo Marsh met the Prime Minister of Norway on Monday.", tmp_path)
    posts = [e for e in found.discourse.entities if e.kind == "post"]
    assert [e.name for e in posts] == ["Prime Minister of Norway"]
    assert found.persons() == ["Ilo Marsh"]


def test_an_office_whose_holder_is_named_is_no_post(tmp_path: Path) -> None:
    found = read("Anna Holm, Prime Minister of Norway, spoke. The Prime Minister of Norway praised the road.", tmp_path)
    assert not [e for e in found.discourse.entities if e.kind == "post"]


def test_offices_of_three_states_are_three_posts(tmp_path: Path) -> None:
    text = "Norway, Finland and Sweden signed a treaty. The prime ministers of the three countries attended."
    found = read(text, tmp_path)
    names = [e.name for e in found.discourse.entities if e.kind == "post"]
    assert names == ["Prime Minister of Norway", "Prime Minister of Finland", "Prime Minister of Sweden"]


def test_a_surname_is_the_person_named_in_full_before(tmp_path: Path) -> None:
    found = read("President Ilo Marsh met Minister Anna Holm on Monday. President Marsh praised the road.", tmp_path)
    assert found.persons() == ["Ilo Marsh", "Anna Holm"]


def test_names_that_differ_are_two(tmp_path: Path) -> None:
    found = read("President Ilo Marsh met Minister Odo Marsh on Monday.", tmp_path)
    assert found.persons() == ["Ilo Marsh", "Odo Marsh"]


def test_a_father_is_not_his_son(tmp_path: Path) -> None:
    text = "King Omar bin Salim Al Dahl sent a cable. Prince Zaid bin Omar bin Salim Al Dahl wrote. Zaid bin Omar"
    names = ["Omar bin Salim Al Dahl", "Zaid bin Omar bin Salim Al Dahl"]
    assert read(f"{text} spoke.", tmp_path).persons() == names


def test_a_letters_first_and_second_person(tmp_path: Path) -> None:
    text = (
        "Ilo Marsh, Chairman of the Teal League, sent the following letter to Prime Minister Anna Holm on Monday.\n\n"
        "Dear Prime Minister Anna Holm,\n\nI congratulate you on your election.\n\nYours sincerely,\nIlo Marsh"
    )
    found = read(text, tmp_path)
    assert found.stands_for("I") == ["Ilo Marsh"]
    assert found.stands_for("you") == ["Anna Holm"]
    assert found.rule("I") == "letter/i"


def test_an_abbreviation_in_brackets_is_the_same_body(tmp_path: Path) -> None:
    found = read("The Orange Union Party (OUP) met in Oslo. The OUP praised the road.", tmp_path)
    (party,) = [e for e in found.discourse.entities if e.kind == "party"]
    assert party.names == ("Orange Union Party", "OUP")


def test_assemblies_of_a_list_are_those_of_the_states_before_them(tmp_path: Path) -> None:
    heads = "Prime Minister Anna Holm of Norway, Prime Minister Kofi Mensah of Ghana"
    speakers = "National Assembly Speaker Ilo Marsh, and National Assembly Speaker Vera Brandt attended."
    found = read(f"Norway and Ghana opened talks in Oslo. {heads}, {speakers}", tmp_path)
    held = [h.organization for h in found.discourse.holdings if h.title.head == "speaker"]
    assemblies = [found.entity(key) for key in held if key]
    assert [found.entity(a.parent or "").names[0] for a in assemblies] == ["Norway", "Ghana"]
    alone = read(f"Norway opened talks in Oslo. Prime Minister Anna Holm of Norway, {speakers}", tmp_path)
    assert len({h.organization for h in alone.discourse.holdings if h.title.head == "speaker"}) == 1


def test_words() -> None:
    assert count_of(["the", "three"]) == 3
    assert count_of(["the"]) is None
    assert value("lead", "lead") == "leader"
    assert "she" in words("she")
    with pytest.raises(KeyError):
        words("lamp")


@pytest.mark.parametrize(
    "setting_out",
    [
        "A Teal League delegation heads to Vietnam.",
        "The party's team will leave the island today for a visit to Vietnam.",
        "The minister left on Monday for Vietnam.",
        "Six leaders have departed for a tour of Vietnam.",
        "The Speaker is off to Vietnam on Sunday.",
        "The mission flies out tomorrow to Vietnam.",
        "The group set off on Friday for Vietnam.",
        "The chairman embarked on a five-day visit to Vietnam.",
        "The Prime Minister went to the airport, bound for Vietnam.",
        "The delegation is leaving for Vietnam tonight.",
        "The deputies took off yesterday for Vietnam.",
    ],
)
def test_an_article_is_not_written_where_somebody_sets_out_for(setting_out: str) -> None:
    assert written_in(f"{setting_out} Talks will be held in Hanoi on Friday.") is None


@pytest.mark.parametrize("coming", ["The delegation arrived from Norway.", "The team left Norway on Monday."])
def test_an_article_may_be_written_where_somebody_came(coming: str) -> None:
    seat = written_in(f"{coming} Talks were held in Hanoi on Friday.")
    assert seat is not None
    assert seat.land.name == "Vietnam"


def test_the_state_that_somebody_leaves_for_is_not_that_of_who_stays(tmp_path: Path) -> None:
    text = "President Ilo Marsh left Velm yesterday for Oslo, Norway. Finance Minister Anna Holm went to a fair."
    (office,) = (h for h in read(text, tmp_path).discourse.holdings if h.title.head == "minister")
    assert office.organization is None
