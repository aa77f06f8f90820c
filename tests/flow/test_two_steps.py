"""A question that describes somebody is answered by way of the name: two steps, each proven, or as a whole as before."""

from __future__ import annotations

import pytest

from ragbot import generation
from ragbot.domain import Done, Retrieved, Token
from tests.fakes import ScriptedChatModel

QUESTION = "How many seats does the party that Hollis Ditmar chairs have in the council of Tarn?"
CHAIRS = "Hollis Ditmar chairs the Farmers' League."
SEATS = "In the council of Tarn the Farmers' League has 9 seats."
STORIES = (f"{CHAIRS} It was founded in 1990.", SEATS)
WHO, HOW_MANY = "Hollis Ditmar chairs the Farmers' League [1].", "The Farmers' League has 9 seats in the council [1]."
NONE = "Not in these articles."
CLOTHS = ["felt", "linen", "wool", "silk", "cotton", "velvet", "jute", "hemp", "satin", "tweed"]


@pytest.fixture
def ask(ask_over):
    return ask_over


def test_both_steps_are_told_each_with_its_own_quote(ask):
    answer, asked = ask(QUESTION, STORIES, WHO, HOW_MANY)
    assert answer.status == "answered"
    assert (
        answer.text
        == "Hollis Ditmar chairs the Farmers' League [1]. The Farmers' League has 9 seats in the council [2]."
    )
    assert [(c.n, c.headline, c.quote) for c in answer.citations] == [(1, "Story 0", CHAIRS), (2, "Story 1", SEATS)]
    assert [(s.citations, s.proven) for s in answer.sentences] == [((1,), True), ((2,), True)]
    assert asked == [
        "Which party is it that Hollis Ditmar chairs?",
        "How many seats does Farmers' League have in the council of Tarn?",
    ]
    assert (answer.question, answer.standalone_question) == (QUESTION, asked[1])


def test_an_article_that_only_the_first_step_found_joins_the_evidence_under_a_number_of_its_own(ask):
    others = [
        f"Seat {n} of the Farmers' League in the council of Tarn has a cushion of {w}." for n, w in enumerate(CLOTHS)
    ]
    answer, _ = ask(QUESTION, (*STORIES, *others), WHO, HOW_MANY, evidence_tokens=200)
    assert [c.quote for c in answer.citations] == [CHAIRS, SEATS]
    assert [e.n for e in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    assert [e.article.body.startswith(CHAIRS) for e in answer.evidence].index(True) == len(answer.evidence) - 1


def test_a_description_behind_the_verb_leads_to_the_name_beside_the_deed_though_the_model_finds_none(ask):
    answer, asked = ask(
        "How much did the man get to whom Odo Ilgen had lent money in Tarn?",
        ("Odo Ilgen lent Kordas money in Tarn.", "The court ordered that Kordas get 700 crowns from the parish."),
        NONE,
        "Kordas got 700 crowns from the parish [1].",
    )
    assert answer.text == "Odo Ilgen lent Kordas money in Tarn [1]. Kordas got 700 crowns from the parish [2]."
    assert asked == ["Which man is it to whom Odo Ilgen had lent money in Tarn?", "How much did Kordas get?"]


def test_where_the_second_answer_says_the_first_too_it_stands_alone(ask):
    answer, _ = ask(QUESTION, STORIES, WHO, f"{WHO.replace('[1]', '[2]')} {HOW_MANY}")
    assert answer.text.count("Hollis Ditmar chairs") == 1
    assert len(answer.citations) == 2


WHOLE = "In the council of Tarn the Farmers' League has 9 seats [1]."
MADE_UP = "Hollis Ditmar chairs the Comet Union of Ostrava [1]."


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        ((MADE_UP, MADE_UP, WHOLE), 3),
        ((NONE, WHOLE), 2),
        ((WHOLE, WHOLE), 2),
        ((WHO, NONE, WHOLE), 3),
    ],
    ids=["a name that nothing proves", "no name", "of something else", "no second"],
)
def test_where_a_step_leads_nowhere_the_question_is_answered_as_a_whole(ask, script, calls):
    answer, asked = ask(QUESTION, STORIES, *script)
    assert answer.status == "answered"
    assert answer.text == WHOLE
    assert answer.standalone_question == asked[-1] == QUESTION
    assert len(asked) == calls


def test_in_place_of_a_second_draft_that_nothing_proves_stands_the_articles_own_sentence(ask):
    answer, asked = ask(QUESTION, STORIES, WHO, "It has 19 seats [1].", "It has 19 seats [1].")
    assert [s.text for s in answer.sentences] == [CHAIRS, SEATS]
    assert answer.notice
    assert len(asked) == 3


def test_where_the_whole_leads_nowhere_either_nothing_is_told(ask):
    answer, asked = ask(QUESTION, STORIES, NONE, NONE)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert len(asked) == 2


def test_a_question_that_names_what_it_is_about_takes_one_call(ask):
    answer, asked = ask("How many seats does the Farmers' League have in the council of Tarn?", STORIES, HOW_MANY)
    assert answer.text == HOW_MANY
    assert len(asked) == 1


def test_where_no_article_can_tell_who_it_is_no_model_is_asked_for_it(ask):
    stories = ("The bakery of Pell sold its oven.",)
    answer, asked = ask("How many seats does the party that Hollis Ditmar chairs have in Ostrava?", stories)
    assert answer.status == "not_found"
    assert asked == []


def test_without_a_model_too_the_name_is_asked_about(open_over):
    stories = ("Odo Ilgen lent Kordas money in Tarn.", "The parish has to see to it that Kordas gets 700 crowns.")
    answer = open_over(stories, llm="extractive").ask(
        "How much did the man get to whom Odo Ilgen had lent money in Tarn?"
    )
    assert answer.text == f"{stories[0][:-1]} [1]. {stories[1][:-1]} [2]."


def test_a_small_model_takes_the_same_two_steps(ask, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    answer, asked = ask(QUESTION, STORIES, WHO, HOW_MANY)
    assert [c.quote for c in answer.citations] == [CHAIRS, SEATS]
    assert len(asked) == 2


def test_of_the_first_step_nothing_is_shown_and_of_the_second_every_word(open_over):
    bot = open_over(STORIES, WHO, HOW_MANY)
    found, *tokens, done = bot.stream(QUESTION)
    assert isinstance(found, Retrieved)
    assert isinstance(done, Done)
    assert all(isinstance(t, Token) for t in tokens)
    assert "".join(t.text for t in tokens) == HOW_MANY


def test_closing_the_stream_in_the_first_step_stops_the_model(open_over):
    model = ScriptedChatModel(WHO, HOW_MANY)
    stream = open_over(STORIES, llm=model).stream(QUESTION)
    assert isinstance(next(stream), Retrieved)
    assert next(stream) == Token("")
    assert model.closed == 0
    stream.close()
    assert (len(model.heard), model.closed) == (1, 1)


def test_an_answer_in_two_steps_is_given_again_without_a_model(open_over):
    model = ScriptedChatModel(WHO, HOW_MANY)
    bot = open_over(STORIES, llm=model, answers_kept=9)
    first, again = bot.ask(QUESTION), bot.ask(QUESTION)
    assert (again.text, again.citations) == (first.text, first.citations)
    assert again.standalone_question == first.standalone_question != QUESTION
    assert len(model.heard) == 2
