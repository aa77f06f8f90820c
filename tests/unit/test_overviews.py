"""Questions for all of a story, or for who somebody is: told from the articles, one after the other, without a model."""

from __future__ import annotations

import pytest

from ragbot import conversation
from ragbot.ui import messages
from ragbot.ui.exchange import Exchange
from ragbot.understanding import Overview, read_overview

CLOSED = (
    "Tarn Courier",
    "2026-01-14",
    (
        "TARN – The old bridge of Tarn will close on 19 January, the roads office said. It is rusty. "
        "Ida Holm, who runs the roads office, called it a pity."
    ),
)
DEARER = (
    "Holm Post",
    "2026-03-19",
    "The repair of the old bridge of Tarn will cost 4 million crowns and not 3, Mayor Jon Aas told the council.",
)
OPEN = (
    "Tarn Courier",
    "2026-06-26",
    "The old bridge of Tarn is open again after 158 days. The repair of the bridge cost 4.2 million crowns in the end.",
)
FAIR = (
    "Holm Post",
    "2026-05-02",
    "The spring fair on the meadows of Holm drew 4,300 guests, its founder Ida Brandt said.",
)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Tell me about the museum theft.", "the museum theft"),
        ("Could you please summarise the flood of November 2025 for me?", "the flood of November 2025"),
        ("Give me a short timeline of the bridge closure, please", "the bridge closure"),
        ("timeline of the bridge closure", "the bridge closure"),
        ("Bridge closure: a timeline please", "Bridge closure"),
        ("The mill fire - what's the story?", "The mill fire"),
        ("What happened to Corvane Glass?", "Corvane Glass"),
        ("What do we know about the wolf so far?", "the wolf"),
        ("Catch me up on the Kordas case", "the Kordas"),
        ("Tell me about Toy Story", "Toy Story"),
        ("What happened to 3,000 jobs at Corvane?", "3,000 jobs at Corvane"),
        ("What are the main points of the draft budget?", "the draft budget"),
    ],
)
def test_all_of_a_story_is_asked_for_in_many_words(question, subject):
    assert read_overview(question) == Overview(subject, "story")


@pytest.mark.parametrize(
    "question", ["Who is Tilda Maric?", "who's Tilda Maric and what did she do?", "Who was Tilda Maric, please?"]
)
def test_who_bears_a_name_is_asked_for(question):
    assert read_overview(question) == Overview("Tilda Maric", "name")


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Tarn?",
        "Who is Mayor?",
        "Who is Prime Minister of Tarn?",
        "Tell me what happened",
        "Is the timeline of the closure known?",
        "What happened to the man who sold the bridge?",
        "Which paper ran the story?",
        "When did the council see a summary of the plan?",
        "What is the height of the bridge?",
        "Tell me how high the bridge is.",
        "",
    ],
)
def test_what_asks_for_one_thing_asks_for_no_overview(question):
    assert read_overview(question) is None


def test_a_long_question_is_no_overview():
    assert read_overview("Tell me about " + "the bridge " * 20_000) is None


def test_a_story_is_told_in_the_order_of_its_days_and_its_end_at_most_length(ask):
    answer = ask("What happened to the old bridge of Tarn?", OPEN, FAIR, CLOSED, DEARER)
    assert answer.status == "answered"
    assert answer.text == (
        "January 14, 2026: The old bridge of Tarn will close on 19 January, the roads office said [1].\n"
        "March 19, 2026: The repair of the old bridge of Tarn will cost 4 million crowns and not 3, Mayor Jon Aas told the council [2].\n"
        "June 26, 2026: The old bridge of Tarn is open again after 158 days [3].\n"
        "The repair of the bridge cost 4.2 million crowns in the end [4]."
    )
    assert answer.citations[0].quote.startswith("TARN – The old bridge")
    assert answer.receipt["llm"] == "extractive"


def test_of_a_day_with_several_articles_the_best_is_told(ask):
    others = [
        ("Holm Post", f"2026-02-{day:02}", f"The old bridge of Tarn was seen by party {day}.") for day in range(1, 8)
    ]
    weak = ("Holm Post", "2026-02-04", "A party of 40 went by the old bridge of Tarn, by the mill and by other sights.")
    fell = (
        "Tarn Courier",
        "2026-02-04",
        "The old bridge of Tarn, the story of the old bridge: it fell into the old river.",
    )
    answer = ask("What happened to the old bridge of Tarn?", *others, weak, fell)
    assert "it fell into the old river" in answer.text
    assert "A party of 40" not in answer.text


@pytest.mark.parametrize("subject", ["Ida Aas", "Corvane Glass"])
def test_another_ones_story_is_not_told(ask, subject):
    stories = (
        "Mayor Jon Aas was arrested in Holm on Monday.",
        "Corvane Steel shut its mill. A glass fell.",
        "Ida Holm sang.",
    )
    answer = ask(f"What happened to {subject}?", *(("Holm Post", "2026-02-04", told) for told in stories))
    assert answer.status == "not_found"


def test_what_happened_to_one_of_the_talk_is_no_overview():
    talk = [("user", "Why did the tram crash in Brennick?"), ("assistant", "Its brakes failed [1].")]
    asked = "What happened to the driver?"
    overview = read_overview(asked)
    assert overview
    assert not conversation.stands_alone(asked, overview.subject)
    assert conversation.needs_context(asked, talk)
    assert conversation.stands_alone("Summarise the flood", "the flood")
    assert not conversation.stands_alone("Tell me about the cause of it", "the cause of it")


def test_the_page_shows_each_turn_of_a_story_on_a_line(ask):
    answer = ask("What happened to the old bridge of Tarn?", OPEN, FAIR, CLOSED, DEARER)
    assert messages.reply(Exchange(answer.question, 1, answer=answer)).count("<br>") == 3


@pytest.mark.parametrize("subject", ["the volcano of Tarn", "the strike at the old mill", "Brexit"])
def test_what_no_article_opens_with_is_not_told(ask, subject):
    answer = ask(f"Give me a summary of {subject}.", CLOSED, DEARER, OPEN, FAIR)
    assert answer.status == "not_found"
    assert not answer.citations


def test_who_somebody_is_comes_first(ask):
    answer = ask("Who is Ida Holm?", FAIR, CLOSED, DEARER)
    assert answer.sentences[0].text == "Ida Holm, who runs the roads office, called it a pity."


def test_a_title_is_no_part_of_a_name(ask):
    told = ("Tarn Courier", "2026-02-04", "Ada Lund is a surgeon in Tarn. A hall was named after her.")
    assert ask("Who is Dr. Ada Lund?", told, FAIR).sentences[0].text == "Ada Lund is a surgeon in Tarn."


def test_another_one_of_the_name_is_not_told(ask):
    assert ask("Who is Ida Aas?", CLOSED, DEARER, FAIR).status == "not_found"
