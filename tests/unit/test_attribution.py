"""Who said it: the speaker is named only where the article leaves no doubt, with the words, outlet and date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot import chunking
from ragbot.citations import Quote
from ragbot.citations.speakers import find_speaker
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.verdicts.attribution import attribute, read_attribution

SPEAKERS = [
    ('"It burns like paper," said Inspector Lothar Vance of the police.', "Inspector Lothar Vance"),
    ('"It holds," said the chairman of the Valley Farmers, Hollis Ditmar, after the count.', "Hollis Ditmar"),
    ("Mayor Tilda Maric said the bridge would open.", "Mayor Tilda Maric"),
    ('Henning Rask, who runs the railway, called the strike "too early".', "Henning Rask"),
    ('Ines Falk stood in the hall. "He was found," she said.', "Ines Falk"),
    ('"He sang," said Ines Falk. "He never stopped."', "Ines Falk"),
    ("Prosecutor Jutta Kilian spoke first. The case is closed, Kilian said.", "Prosecutor Jutta Kilian"),
    ("According to Meret Pascoe, the paint is lost.", "Meret Pascoe"),
    ('Ines Falk met Ole Marsh at the pier. "It is cold," he said.', ""),
    ("Meret Pascoe confirms that the paint is lost.", "Meret Pascoe"),
    ("The pier is cold in winter.", ""),
]


@pytest.mark.parametrize(("body", "name"), SPEAKERS)
def test_the_last_sentence_is_given_to_its_speaker_or_to_nobody(body, name):
    spans = chunking.sentences(body)
    found = find_speaker(body, spans, len(spans) - 1)
    assert (found.name if found else "") == name


def quotes(body):
    published = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    article = Article(
        id="a", source_path="a.md", headline="Story", body=body, outlet="Tarn Courier", published=published
    )
    made = tuple(EvidenceSentence(s.start, s.end, body[s.start : s.end], 1.0) for s in chunking.sentences(body))
    return [Quote(Evidence(1, article, made), s) for s in made]


def test_who_said_it_is_answered_with_speaker_words_outlet_and_date():
    body = 'Ines Falk stood in the hall. "The shepherd was found alive," she said.'
    proof = attribute("Who said that the shepherd was found?", quotes(body))
    assert proof.text.startswith("Ines Falk: “The shepherd was found alive” (Tarn Courier, March 2, 2026)")
    assert all(body[c.start : c.end] == c.quote for c in proof.citations)
    assert any("Ines Falk" in c.quote for c in proof.citations)


def test_a_word_that_the_question_quotes_finds_its_speaker():
    body = 'Ole Marsh stood in the town. "Nobody was hurt," he said. "The grid was bored," said Ines Falk.'
    proof = attribute("Who claimed the electricity network of the town had been 'bored' that day?", quotes(body))
    assert proof.text.startswith("Ines Falk: “The grid was bored”")


def test_who_said_it_may_be_asked_in_other_words():
    body = 'Ines Falk stood in the hall. "The boys are hurt," she said. "The pier is cold," said Ole Marsh.'
    proof = attribute("Who grumbled that kids were injured?", quotes(body))
    assert proof.text.startswith("Ines Falk: “The boys are hurt”")


def test_what_somebody_said_is_answered_with_their_words_only():
    body = '"The pier will hold," said Petra Voss. "The pier will fall," said Ole Marsh.'
    proof = attribute("What did Ole Marsh say about the pier?", quotes(body)[::-1])
    assert "“The pier will fall”" in proof.text
    assert attribute("What did Nils Abery say about the pier?", quotes(body)) is None


def test_where_the_speaker_is_in_doubt_nothing_is_said():
    body = 'Ines Falk met Ole Marsh at the pier. "The shepherd was found," he said.'
    assert attribute("Who said that the shepherd was found?", quotes(body)[1:]) is None


@pytest.mark.parametrize(
    "question",
    ["How many sheep were found?", "Who won the race?", "What did the bridge cost?", "What did Norda Railway recall?", "What did Judge Ora Bell deny?", "Which minister promised money, and from which party does he come?"],
)  # fmt: skip
def test_other_questions_are_none_of_words(question):
    assert read_attribution(question) is None


@pytest.mark.parametrize("verb", ["say", "insist", "reply", "predict", "describe"])
def test_a_question_for_somebodys_words_may_have_any_verb_of_speech(verb):
    assert read_attribution(f"What did Ole Marsh {verb} of the pier?").speaker == {"ole", "marsh"}
