"""What is typed in a hurry, as the archive writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragbot import Ragbot
from ragbot.retrieval import Spelling
from ragbot.text import spelling
from tests.fakes import WordHashEncoder

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ARTICLES = {
    "mayor": "The council of Tesmark met on Monday. It heard Mayor Tilda Maric, who asked for patience. Then Maric left.",
    "recount": "In Dunmarrow the recount is over. The recount in Dunmarrow took a day, and the mayor of Dunmarrow is glad.",
    "bridge": "The Copper Bridge is closed. Nobody may cross the Copper Bridge, whose copper was stolen. It is a bridge of copper.",
    "cooper": "A cooper from Holm made barrels for Anna Cooper. The shop of Anna Cooper sells luggage and election posters.",
    "fuller": "The court heard David Fuller again. Witnesses saw David Fuller in May, and the people may march again.",
    "poet": "Readers of José Pérez wept. The poems of José Pérez are read in U.S. schools.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed")
    for name, body in ARTICLES.items():
        front = f"id: {name}\ntitle: A report\nsource: Tarn Courier\npublished: 2026-05-02"
        (folder / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    late = "id: late\ntitle: A report\nsource: Tarn Courier\npublished: 2026-05-02\nembargoed: 2031-01-01"
    (folder / "late.md").write_text(
        f"---\n{late}\n---\n\nThe firm of Ada Quenn and of Ben Quenn is sold.", encoding="utf-8"
    )
    with Ragbot.open(folder / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)
        yield bot


@pytest.fixture(scope="module")
def spell(archive):
    words = {"bribe", "mothers", "greta"}
    speller = Spelling(archive._parts.catalogue, words.__contains__)
    return lambda question: speller(question, NOW)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how old is tilda maric", "how old is Tilda Maric"),
        ("when did mayor maric leave?", "when did mayor Maric leave?"),
        ("what did josé perez write", "what did José Pérez write"),
        ("is the copper bridge closed", "is the Copper Bridge closed"),
        ("WHO IS TILDA MARIC", "who is Tilda Maric"),
        ("maric's answer in may 2026 on monday", "Maric's answer in May 2026 on Monday"),
        ("may the people march in march", "may the people march in March"),
    ],
)
def test_names_get_the_capitals_that_the_articles_have(spell, typed, meant):
    assert spell(typed) == meant


@pytest.mark.parametrize(
    "question", ["When did Tilda maric leave?", "Who stole the copper?", "Is it a bridge?", "", "?!"]
)
def test_what_has_capitals_or_needs_none_stays(spell, question):
    assert spell(question) == question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Who won in Dunmarow?", "Who won in Dunmarrow?"),
        ("Dunmarrwo recount", "Dunmarrow recount"),
        ("When is the coper bridge open?", "When is the Copper Bridge open?"),
        ("what did david fuler do", "what did David Fuller do"),
        ("Who sells lugage?", "Who sells luggage?"),
        ("Who sells electoin posters?", "Who sells election posters?"),
    ],
)
def test_a_slip_in_a_word_that_no_article_has_is_mended(spell, typed, meant):
    assert spell(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Did they take a bribe?",  # a word of the language, if no article's
        "Who is Marik?",  # may be somebody else
        "Who is Greta?",
        "What do mothers say?",
        "Who paints the fence?",
        "What of Fulmer?",
        "Dunmarrows recount",
    ],
)
def test_what_may_be_meant_as_it_is_stays(spell, question):
    assert spell(question) == question


def test_an_article_under_embargo_tells_no_name(spell):
    assert spell("who sold the firm of ada quenn") == "who sold the firm of ada quenn"
    assert spell("who is Quennn") == "who is Quennn"


def test_what_an_article_brings_is_known_at_once(tmp_path):
    with Ragbot.open(tmp_path / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.ask("who is ida renn?").standalone_question == "who is ida renn?"
        story = "---\nid: a\ntitle: Report\nsource: Courier\npublished: 2026-05-02\n---\n\nThe clerk Ida Renn won. We saw Ida Renn."
        (tmp_path / "a.md").write_text(story, encoding="utf-8")
        bot.ingest(tmp_path / "a.md")
        assert bot.ask("who is ida renn?").standalone_question == "who is Ida Renn?"


def test_earlier_questions_of_a_talk_are_read_alike(archive):
    talk = [("user", "how old is tilda maric"), ("assistant", "Not in these articles.")]
    assert "Tilda Maric" in archive.ask("when did she leave?", history=talk).standalone_question


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whos the mayor", "who's the mayor"),
        ("didnt he go", "didn't he go"),
        ("its bridge", "its bridge"),
        ("Whats up", "What's up"),
    ],
)
def test_apostrophes_that_are_left_out(typed, meant):
    assert spelling.with_apostrophes(typed) == meant


@pytest.mark.parametrize(
    ("question", "small"),
    [
        ("who is tilda", True),
        ("Who is tilda?", True),
        ("I think i know", True),
        ("who is Tilda", False),
        ("Tesmark", False),
        ("WHO IS IT", True),
    ],
)
def test_whether_somebody_sets_capitals(question, small):
    assert spelling.is_small(question) is small


@given(st.text(alphabet="abcdefgh", min_size=2, max_size=8))
def test_no_word_is_a_slip_of_itself_and_slips_keep_their_first_letter(word):
    every = [slip for group in spelling.slips(word) for slip in group.words]
    assert word not in every
    assert all(slip.startswith(word[0]) for slip in every)
    assert len(every) == len(set(every))
