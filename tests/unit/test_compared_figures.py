"""Figures are compared only where both say plainly how much: of one currency and measure, not denied, no bound, no rate."""

from __future__ import annotations

import pytest

from ragbot import Ragbot
from tests.fakes import WordHashEncoder

MILL, FERRY = "the mill of Tarn", "the ferry of Pell"
VERDICTS = ("More:", "Less:", "First:", "Last:", "Yes.", "No.", "The same:", "Difference:")


@pytest.fixture
def ask(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()

    def put_and_ask(question, *told):
        for n, body in enumerate(told):
            front = f'id: "{n}"\ntitle: "Story {n}"\nsource: "Tarn Courier"\npublished: "2026-05-{20 + n}"'
            (folder / f"{n}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
        with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
            bot.ingest(folder)
            return bot.ask(question).text

    return put_and_ask


@pytest.mark.parametrize(
    ("question", "one", "other", "verdict"),
    [
        ("Was the mill of Tarn dearer than the ferry of Pell?", "The mill of Tarn cost 8.6 million crowns.", "The ferry of Pell cost 7 million crowns.", "Yes. More: mill of Tarn"),
        ("Was the mill of Tarn cheaper than the ferry of Pell?", "The mill of Tarn cost 5 million crowns.", "The ferry of Pell cost 5 million crowns.", "No. The same: 5,000,000"),
        ("Did the mill fire hurt more people than the ferry fire?", "The mill fire hurt 12 people.", "In the ferry fire 3 people were injured.", "Yes. More: mill fire (12 against 3)"),
        ("Did the mill fire kill more people than the ferry fire?", "The mill fire killed more than 50 people.", "The ferry fire killed 4 people.", "Yes. More: mill fire (50 against 4)"),
        ("Which is older, the mill of Tarn or the ferry of Pell?", "The mill of Tarn is 120 years old.", "The ferry of Pell is 90 years old.", "More: mill of Tarn (120 against 90)"),
    ],
)  # fmt: skip
def test_what_is_told_plainly_is_compared(ask, question, one, other, verdict):
    assert ask(question, one, other).startswith(verdict)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Was the mill of Tarn dearer than the ferry of Pell?", "The mill of Tarn cost 8.6 million dollars.", "The ferry of Pell cost 9 million yen."),
        ("Was the mill of Tarn dearer than the ferry of Pell?", "The mill of Tarn cost $8.6 million.", "The ferry of Pell cost €8 million."),
        ("Which is taller, the tower of Tarn or the tower of Pell?", "The tower of Tarn is 300 metres tall.", "The tower of Pell is 900 feet tall."),
        ("Did the mill fire hurt more people than the ferry fire?", "Nobody was hurt in the mill fire, though 300 people watched.", "The ferry fire hurt 3 people."),
        ("Did the mill fire kill more people than the ferry fire?", "The mill fire drove 300 people from their homes.", "The ferry fire killed 3 people."),
        ("Did the mill fire kill more people than the ferry fire?", "The mill fire killed fewer than 5 people.", "The ferry fire killed 4 people."),
        ("Who got the longer sentence, Ada Lund or Jon Renn?", "Ada Lund got life in prison, after 2 years of trial.", "Jon Renn got 5 years in prison."),
        ("Which made more profit, the mill of Tarn or the ferry of Pell?", "The mill of Tarn made a loss of 8 million crowns.", "The ferry of Pell made a profit of 5 million crowns."),
        ("Was the mill of Tarn dearer than the ferry of Pell?", f"The mill of Tarn cost {'9' * 400} crowns.", "The ferry of Pell cost 5 crowns."),
        ("How much more did the mill of Tarn cost than the ferry of Pell?", f"The mill of Tarn cost {'9' * 400} crowns.", f"The ferry of Pell cost {'8' * 400} crowns."),
        ("Was the turnout in Tarn higher than the turnout in Pell?", "The turnout in Tarn was 61 percent.", "The turnout in Pell fell by 12 percent."),
    ],
)  # fmt: skip
def test_what_is_not_is_quoted_and_not_compared(ask, question, one, other):
    assert not ask(question, one, other).startswith(VERDICTS)


OPENED = "Which opened first, the mill at Tarn or the ferry at Pell?"


@pytest.mark.parametrize(
    "one",
    [
        "The mill at Tarn did not open on 3 May 2026.",
        "The mill at Tarn was to open on 3 May 2026 but never did.",
        "The mill at Tarn has been shut since 3 May 2026.",
        "The mill at Tarn opened three weeks after the fire of 3 April 2026.",
        "The mill at Tarn opened before 9 June 2026.",
    ],
)
def test_a_day_that_is_not_the_one_it_happened_on_puts_nothing_in_order(ask, one):
    assert not ask(OPENED, one, "The ferry at Pell opened on 9 May 2026.").startswith(VERDICTS)


def test_the_same_sentences_with_a_plain_day_are_put_in_order(ask):
    told = ask(OPENED, "The mill at Tarn opened on 3 May 2026.", "The ferry at Pell opened on 9 May 2026.")
    assert told.startswith("First: mill at Tarn (May 3, 2026; ferry at Pell: May 9, 2026)")
