"""A question that describes somebody or something is cut in two: who that is, and what is asked of it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ragbot import citations
from ragbot.citations import Proof
from ragbot.verdicts import read_nested
from tests.proofs import evidence, prove

PARTY = "How many seats does the party that Hollis Ditmar chairs have in the council?"


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (PARTY, "Which party is it that Hollis Ditmar chairs?", "How many seats does X have in the council?"),
        ("How old is the man who painted the Lantern Waltz?", "Which man is it who painted the Lantern Waltz?", "How old is X?"),
        ("How old is the man whose dog found the ring?", "Which man is it whose dog found the ring?", "How old is X?"),
        ("How old is the old baker whose dog found the ring?", "Which baker is it whose dog found the ring?", "How old is X?"),
        ("Where does the woman who runs the Pell mill live?", "Which woman is it who runs the Pell mill?", "Where does X live?"),
        ("How much will the firm which built the roof ask for it?", "Which firm is it which built the roof?", "How much will X ask for it?"),
        ("Who chairs the party of which Mira Falkner is a member?", "Which party is it of which Mira Falkner is a member?", "Who chairs X?"),
        ("How many people live in the town in which the Lune ends?", "Which town is it in which the Lune ends?", "How many people live in X?"),
        ("How old is the smith with whom Odo Farr built the boat?", "Which smith is it with whom Odo Farr built the boat?", "How old is X?"),
        ("What did the company that bought the Pell mill pay?", "Which company is it that bought the Pell mill?", "What did X pay?"),
        ("Which club did the player who scored twice in Tarn quickly leave?", "Which player is it who scored twice in Tarn?", "Which club did X quickly leave?"),
        ("Where did the man who wanted to sell the ferry live?", "Which man is it who wanted to sell the ferry?", "Where did X live?"),
        ("Which prize did the woman whose work won in Tarn take?", "Which woman is it whose work won in Tarn?", "Which prize did X take?"),
        ("Why did Mira Falkner leave the firm that made stage play posters?", "Which firm is it that made stage play posters?", "Why did Mira Falkner leave X?"),
        ("Who bought the boat that Odo Farr built in Tarn?", "Which boat is it that Odo Farr built in Tarn?", "Who bought X?"),
    ],
)  # fmt: skip
def test_what_is_described_is_asked_for_and_its_name_asked_about(question, first, second):
    nested = read_nested(question)
    assert nested
    assert (nested.first, nested.second("X")) == (first, second)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("How much did the man get to whom Odo Ilgen had lent money?", "Which man is it to whom Odo Ilgen had lent money?", "How much did X get?"),
        ("How long did the clerk work for whom the town paid the fine?", "Which clerk is it for whom the town paid the fine?", "How long did X work?"),
        ("When will the firm build from which Holm rents the ferry?", "Which firm is it from which Holm rents the ferry?", "When will X build?"),
    ],
)  # fmt: skip
def test_a_description_may_stand_behind_the_verb(question, first, second):
    nested = read_nested(question)
    assert nested
    assert (nested.first, nested.second("X")) == (first, second)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("How much did the company fined for the spill in Tarn pay?", "Which company is it fined for the spill in Tarn?", "How much did X pay?"),
        ("What does the ferry named after the poet cost?", "Which ferry is it named after the poet?", "What does X cost?"),
    ],
)  # fmt: skip
def test_a_participle_describes_too_where_a_verb_comes_behind_it(question, first, second):
    nested = read_nested(question)
    assert nested
    assert (nested.first, nested.second("X")) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "How many seats does the Farmers' League have?",
        "How old was the man when he died?",
        "Who said that the old bridge is safe?",
        "Who said that the man who built the bridge was ill?",
        "What did Mira Falkner say that the town which floods each year would lose?",
        "Who told the man who built the bridge of it?",
        "What is the name of the ferry that sank off Tarn?",
        "Who is the man who shot at the mayor?",
        "What was the company that bought the mill?",
        "Was the man who shot at the mayor arrested?",
        "Did the man who shot at the mayor flee?",
        "How old is the oldest man who swam the Lune?",
        "How old is the first woman who swam the Lune?",
        "Who counted the people who came to the fair?",
        "How high is the amount that the mill paid?",
        "Why was the time that the ferry takes wrong?",
        "The man who stole the car was fined; where?",
        "How old is the man who shot at the mayor, and who was arrested for it?",
        "How old is the man who shot at the mayor, where does he live?",
        "How old is the man who fled?",
        "How much did the ferry named after the poet?",
        "How much did the man fear to whom Odo Ilgen had lent money?",
    ],
)
def test_what_describes_nothing_else_than_is_asked_for_is_left_alone(question):
    assert read_nested(question) is None


def test_white_space_of_any_kind_is_one_space():
    assert read_nested(PARTY.replace(" ", "\n \t")) == read_nested(PARTY)


@pytest.mark.parametrize(
    "piece",
    ["the man who ", "the a ", "to whom ", "the man get to whom it ", "did the fined in ", "who, ", "x" * 400, " "],
)
def test_what_is_too_long_to_be_a_question_is_not_read(piece):
    assert read_nested(f"How old is {piece * (10_000 // len(piece))}?") is None
    assert read_nested(f"How old is the man who painted the Lantern Waltz {'again ' * 60}?") is None


COMMON = (
    "how old much did does is was will the man firm party who whose that which whom to of for in get have pay built"
)
WORDS = st.sampled_from([*COMMON.split(), *("fined", "chairs", "Odo", "Farr", "Lune", "said", ",", ";", "?", "’", "“")])


@given(st.one_of(st.text(max_size=500), st.lists(WORDS, max_size=40).map(" ".join)), st.text("ABCabc é", min_size=1))
def test_whatever_is_asked_the_second_question_has_the_name_and_ends_as_a_question(question, name):
    name = " ".join(name.split())
    assume(name)
    nested = read_nested(question)
    if nested:
        asked = nested.second(name)
        assert name in asked
        assert asked.endswith("?")
        assert not asked.endswith("??")
        assert nested.first.startswith(f"Which {nested.noun} is it ")
        assert nested.description in " ".join(question.split())


@given(
    st.sampled_from(["party", "firm", "guild"]),
    st.sampled_from(["Odo Farr", "Mira Falkner"]),
    st.sampled_from(["chairs", "left"]),
)
def test_a_plain_description_is_always_found(noun, who, did):
    nested = read_nested(f"How many seats does the {noun} that {who} {did} in spring have in Tarn?")
    assert nested
    assert nested.first == f"Which {noun} is it that {who} {did} in spring?"
    assert nested.second("the League") == "How many seats does the League have in Tarn?"


def named(question, claim, *bodies):
    """The name that a claim gives to what the question describes, proven by the articles."""
    nested = read_nested(question)
    proof = prove(f"{claim} [1]", nested.first, *bodies)
    assert proof.sentences
    return nested.name(proof, {e.article.id: e.article for e in evidence(*bodies)})


@pytest.mark.parametrize(
    ("claim", "body", "name"),
    [
        ("Hollis Ditmar chairs the Farmers' League.", "Hollis Ditmar chairs the Farmers' League.", "Farmers' League"),
        ("The party that Hollis Ditmar chairs is the Farmers' League.", "Hollis Ditmar chairs the Farmers' League.", "the Farmers' League"),
        ("The Union is the party that Hollis Ditmar chairs.", "The Union is the party that Hollis Ditmar chairs.", "the Union"),
        ("Hollis Ditmar chairs the Union party.", "Hollis Ditmar chairs the Union party.", "Union party"),
        ("Hollis Ditmar chairs the party.", "Hollis Ditmar chairs the party.", ""),
        ("Hollis Ditmar chairs the Union with Mira Falkner.", "Hollis Ditmar chairs the Union with Mira Falkner.", ""),
        ("The League has 9 seats.", "The League has 9 seats. It meets in Tarn.", ""),
    ],
)  # fmt: skip
def test_the_name_is_what_the_proven_claim_adds_to_the_question(claim, body, name):
    assert named(PARTY, claim, body) == name


def test_no_claim_and_two_claims_give_no_name():
    nested, shown = read_nested(PARTY), evidence("Hollis Ditmar chairs the Union. The Union has 9 seats.")
    articles = {e.article.id: e.article for e in shown}
    two = prove("Hollis Ditmar chairs the Union [1]. The Union has 9 seats [1].", PARTY, shown[0].article.body)
    assert len(two.sentences) == 2
    assert nested.name(two, articles) == nested.name(Proof("", (), ()), articles) == ""
    assert nested.name(citations.quoted(citations.ranked(shown)[0]), articles) == "Union"


LENT = "How much did the man get to whom Odo Ilgen had lent money in Tarn?"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("In Tarn Odo Ilgen lent Kordas money.", "Kordas"),
        ("In Tarn Odo Ilgen lent the smith Kordas money.", "Kordas"),
        ("In Tarn Odo Ilgen lent Kordas money and Brandt money.", ""),
        ("In Tarn Odo Ilgen lent money.", ""),
        ("Kordas lent a boat.", ""),
        ("Odo Ilgen lent it, in Tarn, and Kordas was glad of it.", ""),
    ],
)
def test_a_name_beside_a_word_of_the_description_is_taken_where_it_is_the_only_one(sentence, name):
    assert read_nested(LENT).name_beside(sentence) == name
