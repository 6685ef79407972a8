"""The room of text: zones, sentences and quotations, and that every span is the exact words."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import read_articles
from kg.model import Article, Sourced
from kg.syntax import AnnotatedText, ZoneKind
from kg.text import annotate, damaged
from kg.text.sentences import split_sentences

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
CORPUS = HERE / "corpus" / "articles"
TUNE = [r.split("\t")[0] for r in (HERE / "gold" / "split.tsv").read_text().splitlines() if r.endswith("\ttune")]
FILES = sorted([*SEEDS.glob("*.txt"), *(HERE / "gold" / "texts" / f"{n}.txt" for n in TUNE), *CORPUS.glob("*.*")])
PROSE = "The delegation of the National Front arrived in the capital on Monday for talks with its hosts."


def of_file(path: Path) -> AnnotatedText:
    articles, faults = read_articles([path])
    assert not faults
    return annotate(articles[0])


def of_text(text: str) -> AnnotatedText:
    return annotate(Article("x", "x.txt", "0", "text/plain", text))


def of_gold(name: str) -> AnnotatedText:
    return of_file(HERE / "gold" / "texts" / f"{name}.txt")


def of_seed(number: str) -> AnnotatedText:
    return of_file(next(SEEDS.glob(f"{number}_*.txt")))


def kinds(found: AnnotatedText) -> list[ZoneKind]:
    return [z.kind for z in found.zones]


def words(found: AnnotatedText, kind: str) -> list[str]:
    return [z.span.of(found.article.text) for z in found.zones if z.kind == kind]


def sentences(found: AnnotatedText, kind: str) -> list[str]:
    return [s.span.of(found.article.text) for s in found.sentences if s.zone == kind]


def quotations(found: AnnotatedText) -> list[str]:
    return [q.of(found.article.text) for q in found.quotations]


def split(text: str) -> list[str]:
    return [s.of(text) for s in split_sentences(text)]


def check_sound(found: AnnotatedText) -> None:
    """Zones in order, apart, covering all that shows; sentences trimmed, in their zones, in order."""
    text, end = found.article.text, 0
    for zone in found.zones:
        assert zone.span.start >= end
        assert not text[end : zone.span.start].strip()
        assert zone.span.start < zone.span.end
        end = zone.span.end
    assert not text[end:].strip()
    end = 0
    for number, sentence in enumerate(found.sentences):
        assert sentence.index == number
        assert sentence.span.start >= end
        quote = sentence.span.of(text)
        assert quote
        assert quote == quote.strip()
        home = [z for z in found.zones if sentence.span.within(z.span)]
        assert [(z.kind, z.speaker) for z in home] == [(sentence.zone, sentence.speaker)]
        end = sentence.span.end


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_zones_cover_and_sentences_are_exact(path: Path) -> None:
    pytest.importorskip("trafilatura")
    check_sound(of_file(path))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_word_of_prose_is_in_a_sentence(path: Path) -> None:
    pytest.importorskip("trafilatura")
    found = of_file(path)
    shown = list(found.article.text)
    for zone in found.zones:
        if zone.kind in ("date_line", "dateline"):
            shown[zone.span.start : zone.span.end] = " " * (zone.span.end - zone.span.start)
    for sentence in found.sentences:
        shown[sentence.span.start : sentence.span.end] = " " * (sentence.span.end - sentence.span.start)
    labels = {z.speaker for z in found.zones if z.kind in ("question", "answer")}
    assert not [w for w in "".join(shown).split("\n") if re.search(r"\w", w) and w.strip(" *:") not in labels]


@given(st.text(alphabet="AbQ: \n\r\t.\"“”‘’'()-—?!1\u2028é:", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_soundly(text: str) -> None:
    check_sound(of_text(text))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_datelines_are_where_the_metadata_found_them(path: Path) -> None:
    pytest.importorskip("trafilatura")
    found = of_file(path)
    for known in (found.article.place, found.article.outlet, found.article.published):
        if known and known.span and known.source == "dateline":
            assert any(z.kind == "dateline" and known.span.within(z.span) for z in found.zones)
        if known and known.span and known.source == "date line":
            assert any(z.kind == "date_line" and known.span.within(z.span) for z in found.zones)


def test_seed_with_date_line_dateline_and_tail() -> None:
    found = of_seed("000")
    assert kinds(found) == ["date_line", "dateline", "body", "source"]
    assert words(found, "date_line") == ["date 2026-02-05"]
    assert words(found, "dateline") == ["PHNOM PENH —"]
    assert words(found, "source") == ["— VNA/VNS"]
    assert sentences(found, "body")[0].startswith("The upcoming visit to Cambodia by")
    assert sentences(found, "body")[-1].endswith("global and regional situations.")


def test_seed_with_an_interview() -> None:
    found = of_seed("001")
    assert kinds(found) == [
        "headline", "body", "caption", "caption", "body", "question", "answer", "question", "answer", "question",
        "noise", "caption", "answer", "question", "noise",
    ]  # fmt: skip
    assert [z.speaker for z in found.zones if z.kind in ("question", "answer")] == [*"QAQAQA", "Reporter"]
    answers = sentences(found, "answer")
    assert answers[0].startswith("In recent years,")
    assert answers[-1].startswith("This direction would further enhance")
    assert words(found, "noise") == ["sous-yara-pv-05226.jpg", "Back to top"]
    assert quotations(found) == ["golden year of traditional friendship, good-neighbourliness and peaceful cooperation"]


def test_seed_with_repeated_headline_captions_and_related_news() -> None:
    found = of_seed("002")
    assert len(words(found, "headline")) == 3
    assert len(set(words(found, "headline"))) == 1
    assert [c[-12:] for c in words(found, "caption")] == ["(Photo: VNA)"] * 2
    assert words(found, "dateline") == ["WVR -"]
    assert sentences(found, "related")[0] == "RELATED NEWS"
    assert len(sentences(found, "related")) == 6
    assert any(s.startswith("lso at the meeting, Prime Minister") for s in sentences(found, "body"))


def test_seed_with_quoted_press_release() -> None:
    found = of_seed("003")
    assert kinds(found) == ["date_line", "dateline", "body", "source"]
    assert [q.split(" will")[0] for q in quotations(found)] == ["The first bilateral summit", "The second"]


def test_seed_with_bare_outlet_at_the_end() -> None:
    found = of_seed("004")
    assert kinds(found) == ["date_line", "body", "caption", "body", "source"]
    assert words(found, "source") == ["Vietnamplus"]


def test_turns_by_name() -> None:
    found = of_file(CORPUS / "turns-named.txt")
    assert kinds(found) == ["headline", "body", "question", "answer", "question", "answer"]
    assert [z.speaker for z in found.zones[2:]] == ["Gazette", "Oana Brezeanu"] * 2
    assert sentences(found, "answer") == [
        "They are not.", "We meet again in June.", "The delegation will be small.", "I shall lead it myself.",
        "Our hosts know the file well.",
    ]  # fmt: skip


def test_turns_without_labels() -> None:
    found = of_file(CORPUS / "turns-bare.txt")
    assert kinds(found) == ["headline", "question", "answer", "question", "answer"]


def test_the_article_speaks_again_after_the_last_answer() -> None:
    found = of_gold("d02")
    assert sentences(found, "body")[-1].startswith("The Sabha, whose wooden dome")
    assert sentences(found, "answer")[-1].startswith("That is for the People's Union Party")


def test_one_name_and_colon_is_no_interview() -> None:
    lone = "General Secretary: a post of honour, he said, and one that he had never sought."
    found = of_text(f"{PROSE}\n\n{lone}\n\n{PROSE}")
    assert kinds(found) == ["body"]


def test_letter_inside_an_article_and_letter_alone() -> None:
    inside = of_gold("c05")
    assert kinds(inside) == ["dateline", "body", "letter", "body"]
    assert inside.zones[2].speaker == "D. Narantuul"
    assert words(inside, "letter")[0].startswith("Her Excellency\n")
    assert sentences(inside, "letter")[-1] == "D. Narantuul"
    alone = of_gold("e05")
    assert kinds(alone) == ["letter", "date_line", "letter"]
    assert sentences(alone, "letter")[-1] == "President of the Republic of Zembeya"


def test_a_quoted_letter_is_body_with_a_quotation() -> None:
    found = of_file(CORPUS / "letter-quoted.txt")
    assert kinds(found) == ["dateline", "body"]
    assert quotations(found) == ["Dear colleague, I thank you for the warm words of your people,"]


def test_turns_that_dashes_open() -> None:
    turns = "—Why now?\n\n—Because we were asked.\n\n—And the harbour?\n\n—It opens in spring. I shall be there."
    found = of_text(f"{PROSE}\n\n{turns}\n\n{PROSE}")
    assert kinds(found) == ["body", "question", "answer", "question", "answer", "body"]
    assert sentences(found, "answer")[0] == "Because we were asked."


def test_a_list_with_dashes_is_no_interview() -> None:
    items = "\n\n".join(f"– The ministry of item {n}" for n in range(4))
    assert "question" not in kinds(of_text(f"{PROSE}\n\n{items}"))


def test_labels_at_the_first_turns_alone() -> None:
    labelled = "HERALD: Why did you come?\n\nMARSH: We were asked."
    turns = f"{labelled}\n\nWhat do you hope for?\n\nPeace.\n\nAnd the harbour?\n\nI wait."
    found = of_text(f"{PROSE}\n\n{turns}\n\n{PROSE}")
    assert kinds(found) == ["body", *(["question", "answer"] * 3), "body"]
    assert {z.speaker for z in found.zones if z.kind == "answer"} == {"MARSH"}


def test_a_letter_that_a_name_alone_closes() -> None:
    letter = f'"Dear Brother,\n\nI thank you for your words. {PROSE}\n\nIlo Marsh\nPresident of Torvia"'
    found = of_text(f"{PROSE}\n\n{letter}\n\n{PROSE}")
    assert kinds(found) == ["body", "letter", "body"]
    assert found.zones[1].speaker == "Ilo Marsh"


def test_furniture() -> None:
    found = of_file(CORPUS / "furniture.txt")
    assert kinds(found) == [
        "headline", "date_line", "source", "body", "noise", "caption", "headline", "body", "source", "noise", "noise",
        "related",
    ]  # fmt: skip
    assert words(found, "headline") == ["Carsovian delegation arrives", "A second round"]
    assert words(found, "caption") == ["The delegation at the airport"]


def test_front_matter_headings_and_list_lines() -> None:
    found = of_file(CORPUS / "front-matter.md")
    assert set(kinds(found)) == {"noise", "headline", "body"}
    assert sentences(found, "headline") == ["Ferry talks resume", "A second round"]
    assert sentences(found, "body")[-2:] == ["The sides meet again in June.", "Ms Brezeanu leads the delegation."]


def test_hard_wrapped_prose_is_joined() -> None:
    found = of_file(CORPUS / "wrapped.txt")
    assert len(found.sentences) == 3
    assert sentences(found, "body")[0].endswith("northern border post\nbefore the rains.")


def test_lines_are_sentences_of_their_own() -> None:
    found = of_text(f"{PROSE}\nThe sides signed:\n- a plan on customs;\n- a plan on water.\n")
    assert sentences(found, "body") == [PROSE, "The sides signed:", "a plan on customs;", "a plan on water."]


def test_lines_broken_behind_a_link_are_joined() -> None:
    broken = "The minister stayed as the state guest of the\nGovernment of Norway on Monday."
    assert sentences(of_text(f"{PROSE}\n\n{broken}\n"), "body")[-1] == broken


def test_a_caption_run_together_with_the_report_is_cut_off() -> None:
    found = of_text(f"The two leaders at the Palace (Photo: ABC)Northport (ABC) – {PROSE}")
    assert words(found, "caption") == ["The two leaders at the Palace (Photo: ABC)"]
    assert sentences(found, "body")[0].startswith(PROSE[:20])


@pytest.mark.parametrize("line", ["9 views 0 comments", "There are no comments.", "Leave a Reply", "spot_img"])
def test_more_furniture(line: str) -> None:
    assert "noise" in kinds(of_text(f"{PROSE}\n\n{line}"))


def test_a_date_in_brackets_opens_the_body() -> None:
    found = of_gold("c04")
    assert words(found, "date_line") == ["(2025/01/15 18:20)"]
    assert sentences(found, "body")[0].startswith("Lawmakers of Japan's")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It met at Whitcombe-Tze.The fifth summit follows.", 2),
        ("He met Dr. Robledo Paz and H.E. Sok Chenda. They spoke.", 2),
        ("Gen. A. Okello came on Oct. 18 with 5 million U.S. dollars. He left.", 2),
        ("He lives in the U.S. The two met in Hanoi.", 2),
        ("The U.S. Senate met. It rose at 5 p.m. on Monday.", 2),
        ("Trade rose 8.02 percent to $184.6 million in No. 4 of the plan.", 1),
        ("\"We drive on it,\" he said. \"We love it.\" She left.", 3),
        ("“Is it true?” he asked. “It is.” Then he left.", 3),
        ("“Are the talks over?” Oana Brezeanu asked. They were not.", 2),
        ("Colonel (Retd.) Imtaz Habibur met J. K. Rao. (He had come alone.) They spoke.", 3),
        ("He said: “We agree. We sign.” They signed.", 3),
        ("See vietnam.example.com for more. The text is there.", 2),
        ("Pradip Jang K.C., Chief of Staff, closed it. He left.", 2),
        ("The meeting ended in Dec. The next is in May.", 2),
        ("Will it hold? It must! It did… They left.", 4),
        ("No. We did not agree.", 2),
        ("President Ts. Batsuur met Md. Karim and Yu. Petrov. They spoke.", 2),
    ],
)
def test_sentence_ends(text: str, parts: int) -> None:
    assert len(split(text)) == parts, split(text)
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes” and \"no\".", ["yes", "no"]),
        ("It's the leaders' view, Lindqvist-Aas's own, in the '90s.", []),
        ("The parties’ leaders’ view isn’t known.", []),
        ("‘We agree on the border,’ he said.", ["We agree on the border,"]),
        ("'We agree on the border,' he said of the parties' plan.", ["We agree on the border,"]),
        ("“He called it a ‘golden year’ of ties,” she said.", ["He called it a ‘golden year’ of ties,"]),
        ("“The first part.\n\n“The second part,” he said.", ["The first part.", "The second part,"]),
        ("\"The first part.\n\n\"The second part,\" he said.", ["The first part.", "The second part,"]),
        ("He said “and never closed it.\n\nThe next paragraph has none.", []),
        ("The “Ninety Letters”, «Les Lettres» and „Briefe“.", ["Ninety Letters", "Les Lettres", "Briefe"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert quotations(of_text(text)) == quoted


@pytest.mark.parametrize("piece", ["a. ", "(A. ", "“", "Q: a?\n", "Dear Sir,\n\n", "Photo: x\n", "See also:\na\n", "("])
def test_crafted_text_takes_time_in_proportion(piece: str) -> None:
    start = time.process_time()
    of_text(piece * (200_000 // len(piece)))
    assert time.process_time() - start < 20


def test_a_headline_repeated_as_a_label_stands_apart_and_shows_what_is_lost_behind_it() -> None:
    headline = "Norland and Sarkhan hold talks"
    prose = "The two delegations met for an hour on Monday and will meet again.\n\n"
    lost = "he delegations of the two countries at the talks in Oslo."
    text = f"{headline}\n\n{prose * 4}{headline}: {lost}\n\n{prose}"
    found = annotate(Article("x", "x.txt", "0", "text/plain", text, title=Sourced(headline, "headline")))
    sentences = [s.span.of(text) for s in found.sentences]
    assert f"{headline}:" in sentences
    assert lost in sentences
    assert [span.of(text) for span in damaged(found)] == ["he"]
