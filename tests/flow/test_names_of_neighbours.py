"""A model may call a thing by the name that the question has and another article bears out; the quote is the article's own."""

from __future__ import annotations

STORIES = (
    (
        "Thieves cut the painting of the washerwomen out of its frame in the museum of Tarn. "
        "The museum got the painting from Aurel Nordheim."
    ),
    (
        "The painting of the washerwomen that thieves cut out of its frame in the museum of Tarn is back. "
        "The painting is insured for 420,000 crowns."
    ),
    "The spring fair on the meadows drew 4,300 guests, said its founder Ida Brandt.",
)


def test_a_sentence_with_the_name_is_proven_by_the_article_without_it(ask_over):
    said = "The Nordheim painting is insured for 420,000 crowns [1]."
    answer, asked = ask_over("What is the Nordheim painting insured for?", STORIES, said)
    assert len(asked) == 1
    assert answer.text == said
    assert [c.quote for c in answer.citations] == ["The painting is insured for 420,000 crowns."]
    assert "“Nordheim” is named in another article on this: “Story 0”" in answer.notice


def test_no_model_is_asked_about_a_name_of_another_story(ask_over):
    answer, asked = ask_over("What is the Brandt painting insured for?", STORIES)
    assert asked == []
    assert answer.status == "not_found"
