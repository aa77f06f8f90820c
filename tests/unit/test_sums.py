"""Whose sum is asked: what something else costs answers for nothing, and a bill needs no name where its article has it."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation, text
from tests.fakes import ScriptedChatModel, WordHashEncoder
from tests.proofs import prove

BAIL = "How high was the bail set for Jasper Ilgen?"
REPAIR = "What did the repair of the Cooper Bridge cost in the end?"
TAKEN = "Jasper Ilgen is said to have taken 40,000 crowns from the parish of Tarn."
BILL = "The final bill is 2.4 million crowns, the council said."


@pytest.fixture(params=[True, False], ids=["trusted", "small"])
def ask(tmp_path, monkeypatch, request):
    """Asks about one article: a model that is trusted to have the last word, and one that is not."""
    monkeypatch.setattr(generation.Given, "trusted", request.param)
    folder = tmp_path / "in"
    folder.mkdir()

    def put_and_ask(question, story, *words):
        front = 'id: "1"\ntitle: "Story"\nsource: "Tarn Courier"\npublished: "2026-05-02"'
        (folder / "1.md").write_text(f"---\n{front}\n---\n\n{story}", encoding="utf-8")
        with Ragbot.open(tmp_path / "archive", llm=ScriptedChatModel(*words), embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question)

    return put_and_ask


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        (BAIL, "the bail set"),
        (REPAIR, "repair of the Cooper Bridge"),
        ("How much is a return flight to Holm?", "return flight"),
        ("How big was the fine?", "fine"),
        ("What does a ticket at the pool cost?", "ticket"),
        ("What will the new roof cost the parish?", "new roof"),
        ("How big was the crowd?", ""),
        ("What did the whole business cost? (about: How long did the recount in Tarn take)", ""),
        ("How much did the mill pay?", ""),
        ("How many people came to the fair?", ""),
        ("What did Odo Farr say about the roof?", ""),
        ("Who paid for the roof?", ""),
    ],
)
def test_what_a_sum_is_asked_of_is_read_from_the_question(question, thing):
    assert text.priced(question) == set(text.content_stems(thing))


@pytest.mark.parametrize("words", ["Jasper Ilgen is said to have taken 40,000 crowns", "40,000 crowns"])
def test_another_sum_in_an_article_without_bail_does_not_answer_how_high_the_bail_was(ask, words):
    answer = ask(BAIL, TAKEN, f"{words} [1].", f"{words} [1].")
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_the_bail_answers_though_its_sentence_says_only_the_sum(ask):
    story = f"The court let Jasper Ilgen go on bail. The sum for Jasper Ilgen was set at 12,000 crowns. {TAKEN}"
    answer = ask(BAIL, story, "The sum for Jasper Ilgen was set at 12,000 crowns [1].")
    assert answer.text == "The sum for Jasper Ilgen was set at 12,000 crowns [1]."


def test_the_final_bill_in_an_article_on_the_bridge_is_what_the_repair_cost(ask):
    answer = ask(REPAIR, f"The Cooper Bridge is open again. {BILL}", "The final bill is 2.4 million crowns [1].")
    assert answer.text == "The final bill is 2.4 million crowns [1]."


@pytest.mark.parametrize(
    ("claim", "question", "source"),
    [
        ("Jasper Ilgen got 40,000 crowns.", "How big was the loan to Jasper Ilgen?", "Jasper Ilgen got 40,000 crowns in May."),
        ("The final bill is 2.4 million crowns.", REPAIR, f"The mill is open again. {BILL}"),
        ("A room costs 90 crowns.", "How much is a flight to Holm?", "To Holm it is not far. There a room costs 90 crowns a night."),
    ],
)  # fmt: skip
def test_a_sum_is_not_proven_for_what_the_article_never_speaks_of(claim, question, source):
    assert not prove(f"{claim} [1]", question, source).sentences
    assert prove(f"{claim} [1]", "What is told?", source).sentences


def test_a_small_model_that_finds_nothing_is_not_helped_by_another_things_sum(ask):
    story = "The fine that Jasper Ilgen was set for speeding was 40,000 crowns high. The judge was Mira Falkner."
    assert ask("How high was the bail for Jasper Ilgen?", story, "Not in these articles.").status == "not_found"


def test_a_small_model_that_finds_nothing_is_shown_the_one_sentence_with_the_sum_that_is_asked_about(
    tmp_path, monkeypatch
):
    story = "The council bought the mill of the Farr family in Pell for 740,000 crowns. The fair was loud."
    question = "What did the council spend the sum of 740,000 crowns on?"
    monkeypatch.setattr(generation.Given, "trusted", False)
    (tmp_path / "1.md").write_text(
        f"---\nid: '1'\ntitle: Story\nsource: Post\npublished: 2026-05-02\n---\n\n{story}", "utf-8"
    )
    for sum_asked, status in (("740,000", "answered"), ("470,000", "not_found")):
        model = ScriptedChatModel("Not in these articles.")
        with Ragbot.open(tmp_path / sum_asked, llm=model, embedder=WordHashEncoder()) as bot:
            bot.ingest(tmp_path / "1.md")
            assert bot.ask(question.replace("740,000", sum_asked)).status == status
