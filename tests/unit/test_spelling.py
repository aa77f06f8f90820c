"""What is typed in a hurry, as the archive writes it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragbot import Ragbot
from ragbot.catalogue import Window
from ragbot.retrieval import Spelling
from ragbot.text import typed
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


def write(folder, name, body, more=""):
    front = f"id: {name}\ntitle: A report\nsource: Tarn Courier\npublished: 2026-05-02{more}"
    (folder / f"{name}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    return folder / f"{name}.md"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("typed")
    for name, body in ARTICLES.items():
        write(folder, name, body)
    write(folder, "late", "The firm of Ada Quenn and of Ben Quenn is sold.", "\nembargoed: 2031-01-01")
    with Ragbot.open(folder / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)
        yield bot


@pytest.fixture(scope="module")
def spell(archive):
    words = {"bribe", "mothers", "greta"}
    speller = Spelling(archive._parts.catalogue, words.__contains__)
    return lambda question, as_of=None: speller(question, Window(NOW, as_of=as_of))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("how old is tilda maric", "how old is Tilda Maric"),
        ("when did mayor maric leave?", "when did mayor Maric leave?"),
        ("what did josé perez write", "what did José Pérez write"),
        ("is the copper bridge closed", "is the Copper Bridge closed"),
        ("maric's answer in may 2026 on monday", "Maric's answer in May 2026 on Monday"),
        ("may the people march in march", "may the people march in March"),
        ("from 12 may on, until 12 may", "from 12 May on, until 12 May"),
        ("are 12 may freed", "are 12 may freed"),
        ("WHO IS TILDA MARIC", "who is Tilda Maric"),
        ("WHAT DID THE US PAY", "what did the US pay"),
    ],
)
def test_names_get_the_capitals_that_the_articles_have(spell, question, meant):
    assert spell(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "When did Tilda maric leave?",  # who sets capitals sets them
        "Who stole the copper?",
        "Is it a bridge?",
        "What of the mayor?",  # of Mayor Tilda Maric
        "",
        "?!",
    ],
)
def test_what_has_capitals_or_needs_none_stays(spell, question):
    assert spell(question) == question


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("who won in dunmarow?", "who won in Dunmarrow?"),
        ("dunmarrwo recount", "Dunmarrow recount"),
        ("when is the coper bridge open?", "when is the Copper Bridge open?"),
        ("what did david fuler do", "what did David Fuller do"),
        ("Recount in Dunmarow?", "Recount in Dunmarrow?"),
        ("Did David Fuler speak?", "Did David Fuller speak?"),  # beside David, as in the articles
        ("who sells lugage?", "who sells luggage?"),
        ("Who sells electoin posters?", "Who sells election posters?"),
        ("what of dunmarow's recount", "what of Dunmarrow's recount"),
    ],
)
def test_a_slip_in_a_word_that_no_article_has_is_mended(spell, question, meant):
    assert spell(question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "did they take a bribe?",  # a word of the language, if no article's
        "who is marik?",  # may be somebody else
        "who is greta?",
        "what do mothers say?",
        "who paints the fence?",
        "what of fulmer?",
        "Who is Fuler?",  # who sets capitals is taken at his word
        "who are the copperss",
    ],
)
def test_what_may_be_meant_as_it_is_stays(spell, question):
    assert spell(question) == question


def test_without_a_vocabulary_nothing_is_mended(archive):
    every = Spelling(archive._parts.catalogue, archive._parts.encoder.knows)
    assert every("who won in dunmarow?", Window(NOW)) == "who won in dunmarow?"


def test_a_text_that_was_pasted_stays(spell):
    assert spell("tilda maric " * 60) == "tilda maric " * 60


def test_an_article_under_embargo_tells_no_name(spell):
    assert spell("who sold the firm of ada quenn") == "who sold the firm of ada quenn"
    assert spell("who is quennn") == "who is quennn"


def test_what_came_later_is_no_name_yet(spell):
    assert spell("who is tilda maric", as_of=datetime(2026, 5, 1, tzinfo=UTC)) == "who is tilda maric"
    assert spell("who is tilda maric", as_of=datetime(2026, 5, 4, tzinfo=UTC)) == "who is Tilda Maric"


def test_what_may_not_be_seen_hides_nothing_that_may(tmp_path):
    public = "Ida Hofmann won. We saw Ida Hofmann. Karl Hoffmann lost, and we saw Karl Hoffmann."
    secret = " ".join(f"Hofmann and Hofmann spoke on page {n} of what Hofmann wants." for n in range(400))
    with Ragbot.open(tmp_path / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(write(tmp_path, "a", public))
        bot.ingest(write(tmp_path, "b", secret, "\nembargoed: 2031-01-01"))
        spell = Spelling(bot._parts.catalogue, set[str]().__contains__)
        assert spell("what did ida hofmann win", Window(NOW)) == "what did Ida Hofmann win"


def test_what_an_article_brings_is_known_at_once(tmp_path):
    with Ragbot.open(tmp_path / "home", llm="extractive", embedder=WordHashEncoder()) as bot:
        assert bot.ask("who is ida renn?").standalone_question == "who is ida renn?"
        bot.ingest(write(tmp_path, "a", "The clerk Ida Renn won. We saw Ida Renn."))
        assert bot.ask("who is ida renn?").standalone_question == "who is Ida Renn?"


def test_earlier_questions_of_a_talk_are_read_alike(archive):
    talk = [("user", "how old is tilda maric"), ("assistant", "Not in these articles.")]
    assert "Tilda Maric" in archive.ask("when did she leave?", history=talk).standalone_question


def test_a_turn_with_half_a_character_is_read(archive):
    half = "\ud800"
    talk = [("user", f"how old is {half}tilda maric"), ("assistant", f"Tilda Maric {half} is 50.")]
    assert archive.ask("when did she leave?", history=talk).standalone_question


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("whos the mayor", "who's the mayor"),
        ("didnt he go", "didn't he go"),
        ("its bridge", "its bridge"),
        ("as is his wont", "as is his wont"),
        ("arent's ferry", "arent's ferry"),
    ],
)
def test_apostrophes_that_are_left_out(question, meant):
    assert typed.with_apostrophes(question) == meant


@pytest.mark.parametrize(
    ("question", "small"),
    [
        ("who is tilda", True),
        ("Who is tilda?", True),
        ("I think i know", True),
        ("who is Tilda", False),
        ("Tesmark", False),
        ("WHAT IS THE NEWS", True),
        ("US GDP 2025", False),
    ],
)
def test_whether_somebody_sets_capitals(question, small):
    assert typed.is_small(question) is small


@given(st.text(alphabet="abcdefgh", min_size=2, max_size=8))
def test_no_word_is_a_slip_of_itself_and_slips_keep_their_first_letter(word):
    every = [slip for group in typed.slips(word) for slip in group.words]
    assert word not in every
    assert all(slip.startswith(word[0]) for slip in every)
    assert len(every) == len(set(every))


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(spell, question):
    assert isinstance(spell(question), str)
