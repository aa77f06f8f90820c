"""What a news archive needs beside an answer: limits as chips, who says what, the order of events, what is unproven."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ragbot.catalogue import Kept
from ragbot.domain import AnswerSentence, Filters
from tests.browser.scripted import Gate, ScriptedBot, article, done, evidence, near, retrieved, words

pytestmark = pytest.mark.browser

INFERRED = {
    "since": "2026-03-01T00:00:00+00:00",
    "until": "2026-03-31T23:59:59+00:00",
    "outlet": "Brennick Courier",
    "order": "latest",
    "words": {"since": "in March", "until": "in March", "outlet": "the Courier", "order": "now"},
}
FIRST = article(
    "Fire in the mill",
    "Six people were hurt on Wednesday.",
    id="first",
    published=datetime(2026, 1, 30, 8, tzinfo=UTC),
)
LATER = article(
    "Mill fire: what is known",
    "Five people were hurt.",
    id="later",
    outlet="Felt & Field",
    published=datetime(2026, 2, 2, 9, tzinfo=UTC),
)
READ = article("Mill to be rebuilt", "Work begins in 2027.", id="read", published=datetime(2026, 5, 4, 9, tzinfo=UTC))
QUESTION = "How many were hurt in the mill fire in March?"


def ask(page: Any, question: str = QUESTION) -> None:
    page.locator("#rb-question textarea").fill(question)
    page.keyboard.press("Enter")


def chips(page: Any) -> list[str]:
    return [" ".join(chip.inner_text().split()) for chip in page.locator(".rb-chip > span").all()]


def test_what_was_read_in_the_question_can_be_taken_out_and_the_rest_of_it_stays(page: Any, bot: ScriptedBot) -> None:
    answered = Gate()
    told = Filters(inferred=INFERRED)
    bot.will(retrieved(QUESTION, inferred=INFERRED), answered, done(QUESTION, filters=told, text="Five."))
    ask(page)
    page.locator(".rb-chip").first.wait_for()  # while the answer is still being made
    assert chips(page) == [
        "read in the question published 1 March 2026 to 31 March 2026",
        "read in the question in Brennick Courier",
        "read in the question the latest",
    ]
    page.locator(".rb-steps").get_by_text("published 2026-03-01 to 2026-03-31, in Brennick Courier").wait_for()
    answered.open()
    page.locator(".rb-coverage").wait_for()

    bot.will(retrieved(QUESTION), done(QUESTION, text="Six."))
    page.get_by_role("button", name="Ask again without: in Brennick Courier").click()
    page.locator(".rb-coverage").nth(1).wait_for()
    again = bot.calls[1]
    assert again.question == QUESTION
    assert again.options["infer"] is False
    assert again.options["outlet"] is None
    assert (again.options["since"], again.options["until"]) == (INFERRED["since"], INFERRED["until"])
    assert "leaving aside: in Brennick Courier" in page.locator(".user-row").last.inner_text()
    page.locator(".rb-chip").first.wait_for(state="detached")

    bot.will(done("Other?", text="Yes."))
    ask(page, "Other?")
    page.locator(".rb-coverage").nth(2).wait_for()
    assert bot.calls[2].options["infer"] is True
    assert bot.calls[2].options["since"] is None


def test_limits_set_by_hand_are_chips_and_taking_one_off_clears_its_field(page: Any, bot: ScriptedBot) -> None:
    page.get_by_text("Limit the search").click()
    page.locator("#rb-since input").fill("2026-01-01")
    page.locator("#rb-as-of input").fill("2026-02-01")
    page.locator(".rb-chip").nth(1).wait_for()
    assert chips(page) == ["Published from 1 January 2026", "As it was known on 1 February 2026"]
    page.get_by_role("button", name="Remove: Published from 1 January 2026").click()
    page.locator(".rb-chip").nth(1).wait_for(state="detached")
    assert not page.locator("#rb-since input").input_value()
    page.get_by_label("Read dates and outlets").uncheck()
    page.locator(".rb-chip", has_text="are not read").wait_for()
    bot.will(done(QUESTION, text="Five."))
    ask(page)
    page.locator(".rb-coverage").wait_for()
    asked = bot.calls[0].options
    assert (asked["since"], asked["as_of"], asked["infer"]) == (None, "2026-02-01", False)


def disagreeing(bot: ScriptedBot) -> None:
    said = [("Brennick Courier: Six people were hurt on Wednesday.", (1,)), ("Five people were hurt.", (2,))]
    quotes = [(FIRST, "Six people were hurt on Wednesday."), (LATER, "Five people were hurt.")]
    found = tuple(evidence(n, a, a.body) for n, a in enumerate((FIRST, LATER, READ), 1))
    bot.holds(FIRST, LATER, READ)
    bot.will(
        retrieved(QUESTION, *found),
        done(QUESTION, said, quotes, status="conflicting", evidence=found, considered=[near(READ)]),
    )


def test_sources_that_disagree_stand_side_by_side_the_newest_first(page: Any, bot: ScriptedBot) -> None:
    disagreeing(bot)
    ask(page)
    page.locator(".rb-table").wait_for()
    rows = [" | ".join(row.inner_text().split("\t")) for row in page.locator(".rb-table tbody tr").all()]
    assert rows[0].startswith("2 February 2026 | Felt & Field | “Five people were hurt.”")
    assert rows[1].startswith("30 January 2026 | Brennick Courier | “Six people were hurt on Wednesday.”")
    assert "The sources disagree" in page.locator("#rb-chat").inner_text()
    page.locator(".rb-table .rb-mark").last.click()
    page.locator("#rb-reader mark").get_by_text("Six people").wait_for()


def test_a_timeline_tells_when_each_source_came_out_and_of_which_days_it_tells(page: Any, bot: ScriptedBot) -> None:
    disagreeing(bot)
    ask(page)
    page.locator(".rb-timeline").wait_for()
    rows = [" ".join(row.inner_text().split()) for row in page.locator(".rb-timeline ol > li").all()]
    assert [row[: row.index("2026") + 4] for row in rows] == [
        "Published 30 January 2026",
        "Published 2 February 2026",
        "Published 4 May 2026",
    ]
    assert "Tells of 28 January 2026 Wednesday" in rows[0]
    assert "Tells of" not in rows[1]
    assert rows[2].endswith("Tells of 2027")
    assert page.locator(".rb-timeline .rb-quoted").count() == 2
    page.locator(".rb-timeline").get_by_text("Mill to be rebuilt").click()
    page.locator("#rb-reader mark").get_by_text("Work begins").wait_for()


def test_a_story_that_was_corrected_stands_in_the_timeline_twice(page: Any, bot: ScriptedBot) -> None:
    note = "Correction: five were hurt, not six."
    fixed = replace(LATER, updated=datetime(2026, 2, 4, 9, tzinfo=UTC), note=note)
    bot.will(done(QUESTION, [("Five.", (1,))], [(fixed, fixed.body)], evidence=(evidence(1, fixed, fixed.body),)))
    ask(page)
    page.locator(".rb-timeline").wait_for()
    rows = [" ".join(row.inner_text().split()) for row in page.locator(".rb-timeline ol > li").all()]
    assert rows[0].startswith("Published 2 February 2026")
    assert rows[1].startswith("Corrected 4 February 2026")
    assert note in rows[1]
    assert "Timeline of 1 article," in page.locator(".rb-timeline summary").inner_text()


def test_a_story_that_came_out_three_times_stands_in_the_timeline_with_what_each_version_was_called(
    page: Any, bot: ScriptedBot
) -> None:
    out = [datetime(2026, 2, day, 9, tzinfo=UTC) for day in (2, 3, 5)]
    notes = ("", "", "Correction: five were hurt, not six.")
    told = [replace(LATER, id=f"v{n}", headline=f"Mill fire, report {n}", note=note) for n, note in enumerate(notes)]
    bot.kept["v2"] = [Kept(a, a.id, at, until) for a, at, until in zip(told, out, [*out[1:], None], strict=True)]
    bot.will(done(QUESTION, [("Five.", (1,))], [(told[2], told[2].body)]))
    ask(page)
    page.locator(".rb-timeline").wait_for()
    rows = [" ".join(row.inner_text().split()) for row in page.locator(".rb-timeline ol > li").all()]
    assert [row.split(" Felt")[0] for row in rows] == [
        "Published 2 February 2026",
        "Updated 3 February 2026",
        "Corrected 5 February 2026",
    ]
    assert [f"report {n}" in row for n, row in enumerate(rows)] == [True] * 3
    assert notes[2] in rows[2]
    assert "Timeline of 1 article," in page.locator(".rb-timeline summary").inner_text()
    assert page.locator(".rb-timeline a.rb-open").count() == 1

    before = Filters(as_of=datetime(2026, 2, 4, tzinfo=UTC))
    bot.kept["v1"] = bot.kept["v2"]
    bot.will(done(QUESTION, [("Six.", (1,))], [(told[1], told[1].body)], filters=before))
    ask(page, "And on the fourth?")
    page.locator(".rb-timeline summary").get_by_text("3 February").wait_for()
    assert "5 February" not in page.locator(".rb-timeline").inner_text()


def test_sources_of_one_day_or_of_doubtful_days_make_no_timeline(page: Any, bot: ScriptedBot) -> None:
    doubted = replace(READ, doubt="lies in the future")
    found = (evidence(1, FIRST, FIRST.body), evidence(2, doubted, doubted.body))
    bot.will(done(QUESTION, [("Six.", (1,))], [(FIRST, FIRST.body)], evidence=found))
    ask(page)
    page.locator(".rb-cited").wait_for()
    assert page.locator(".rb-timeline").count() == 0


def test_a_sentence_that_is_not_proven_says_so(page: Any, bot: ScriptedBot) -> None:
    final = done(QUESTION, [("Six people were hurt.", (1,))], [(FIRST, "Six people were hurt on Wednesday.")])
    loose = AnswerSentence("It was arson.", (), proven=False)
    bot.will(replace(final, answer=replace(final.answer, sentences=(*final.answer.sentences, loose))))
    ask(page)
    page.locator(".rb-text").wait_for()
    assert page.locator(".rb-unproven").all_inner_texts() == ["It was arson."]
    assert page.locator(".rb-flag").all_inner_texts() == ["not proven"]


def test_the_state_of_the_answer_is_told_to_a_screen_reader_step_by_step(page: Any, bot: ScriptedBot) -> None:
    found, written = Gate(), Gate()
    bot.will(
        found,
        retrieved(QUESTION, evidence(1, FIRST, FIRST.body)),
        *words("Six people"),
        written,
        done(QUESTION, [("Six people were hurt.", (1,))], [(FIRST, "Six people were hurt on Wednesday.")]),
    )
    region = page.locator("#rb-spoken")
    assert region.get_attribute("role") == "status"
    ask(page)
    region.get_by_text("Searching.").wait_for(state="attached")
    found.open()
    region.get_by_text("1 article may hold the answer.").wait_for(state="attached")
    page.locator(".rb-draft").wait_for()
    assert "Six" not in region.text_content()  # not word by word
    written.open()
    region.get_by_text("Answer: Six people were hurt. [1] One source.").wait_for(state="attached")
    assert page.locator("#rb-chat [aria-live]:not([aria-live=off])").count() == 0
