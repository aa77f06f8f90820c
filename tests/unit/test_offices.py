"""Who holds an office: read in the question and in sentences, today's holder first."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, generation, text
from ragbot.domain import Retrieved
from tests.fakes import ScriptedChatModel, WordHashEncoder


@pytest.mark.parametrize(
    ("question", "office", "now"),
    [
        ("Who is the transport minister of Tesmark?", "transport minister", True),
        ("Who's the mayor?", "mayor", True),
        ("And who is now the bridge engineer of Brennick?", "bridge engineer", True),
        ("Who was the finance minister in 2019?", "finance minister", False),
        ("Who is Britta Anselm?", "", False),
        ("Which minister resigned?", "", False),
        ("Who runs the transport ministry?", "transport minister", True),
        ("And who heads the Ministry of Finance in Tarn?", "finance minister", True),
        ("Who led the ministry of the interior in 2019?", "interior minister", False),
        ("Who runs the bakery?", "", False),
    ],
)
def test_an_office_is_read_in_the_question(question, office, now):
    assert text.office(question) == office
    assert text.is_held_now(question) == now


@pytest.mark.parametrize(
    ("office", "sentence", "name"),
    [
        ("transport minister", '"I will hear it," said Transport Minister Britta Anselm, whose ministry moved.', "Britta Anselm"),
        ("prime minister", "Petra Voss, the country's new prime minister, said so.", "Petra Voss"),
        ("prime minister", "The prime minister of the valley, Petra Voss, said so.", "Petra Voss"),
        ("president", "Joe Biden was elected president in 2020.", "Joe Biden"),
        ("mayor", "The mayor, Tilda Maric, said so.", "Tilda Maric"),
        ("mayor", "The former mayor Tilda Maric said so.", ""),
        ("minister", "Deputy minister Ole Marsh said so.", ""),
        ("mayor", "The mayor said Tuesday that it was so.", ""),
        ("transport minister", "The transport minister of Tesmark stepped in front of the cameras.", ""),
    ],
)  # fmt: skip
def test_its_holder_is_read_in_a_sentence(office, sentence, name):
    assert text.holder(office, sentence) == text.stems(name)


def test_a_page_of_capitals_is_read_at_once():
    """Read anew from each word, it would take minutes, and the test its limit."""
    assert text.holder("mayor", f"{'Aa ' * 60_000}is the mayor") == {"aa"}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setattr(generation.Given, "trusted", False)
    folder = tmp_path / "news"
    folder.mkdir()
    stories = {
        "01-14": "The market of Tarn is open, the mayor of Tarn said. Mayor Ole Marsh of Tarn cut the ribbon.",
        "06-20": "The market needs a new roof. Mayor Petra Voss of Tarn wants it before the winter.",
        "07-02": "The mayor of Tarn is away, and who knows for how long. Former mayor Ole Marsh of Tarn stood in for a day.",
    }
    for day, body in stories.items():
        front = f"id: s{day}\ntitle: Market\nsource: Tarn Courier\npublished: 2026-{day}"
        (folder / f"s{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    model = ScriptedChatModel()
    with Ragbot.open(tmp_path / "archive", llm=model, embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)

        def ask(question, *words, **options):
            model.then(*words)
            return bot.ask(question, **options)

        yield ask


def test_todays_holder_takes_the_place_of_the_last_one_whom_a_small_model_named(asked):
    answer = asked("Who is the mayor of Tarn?", "Ole Marsh is the mayor of Tarn [3].")
    assert "Petra Voss" in answer.text
    assert "newer" in answer.notice


def test_who_held_it_then_is_told_of_then(asked):
    assert "Ole Marsh" in asked("Who is the mayor of Tarn?", "Not in these articles.", as_of="2026-02-01").text


def test_the_holder_stays_where_the_model_named_the_right_one(asked):
    answer = asked("Who is the mayor of Tarn?", "Petra Voss is the mayor of Tarn [1].")
    assert answer.text.startswith("Petra Voss is the mayor of Tarn")
    assert not answer.notice


HENS = "Hens and geese may go out again after eleven weeks, and many farmers were up before the sun to see it. " * 5


@pytest.fixture
def archive(tmp_path):
    """Many reports of what the mayor of Tarn wants, who is named only in passing, far from the name of the town."""
    folder = tmp_path / "news"
    folder.mkdir()
    stories = {f"03-{n:02}": f"Report {n} of what the mayor wants of the town of Tarn. The mayor has gone away, and nobody says why." for n in range(1, 29)}  # fmt: skip
    stories |= {
        "05-05": f"The rules for farms in Tarn are over. {HENS}Mayor Petra Voss opened one gate of many.",
        "06-06": f"The rules for farms in Holm are over. {HENS}Mayor Aurel Dahl opened one gate of many with a short speech about bread.",
    }  # fmt: skip
    for day, body in stories.items():
        front = f"id: s{day}\ntitle: Report\nsource: Valley Courier\npublished: 2026-{day}"
        (folder / f"s{day}.md").write_text(f"---\n{front}\n---\n\n{body}", encoding="utf-8")
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)
        yield bot


def test_who_holds_an_office_is_found_where_it_is_told_in_passing_in_an_article_about_the_place(archive):
    found = next(e for e in archive.stream("Who is the mayor of Tarn?") if isinstance(e, Retrieved))
    named = next(t.articles for t in found.trace if t.stage == "offices")
    assert [archive.article(i).source_path for i in named] == ["s05-05.md"]
    assert "Mayor Petra Voss" in " ".join(s.text for e in found.evidence for s in e.sentences)


def test_whoever_is_named_last_with_an_office_holds_it_though_the_one_before_is_named_in_better_words(tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    for day, body in {"2025-02-01": "The first minister of Tarn is First Minister Odo Farr of Tarn.", "2026-09-01": "The mill turns. The state of First Minister Mira Dahl in Tarn pays for it."}.items():  # fmt: skip
        (folder / f"{day}.md").write_text(
            f"---\ntitle: Tarn\nsource: Valley Courier\npublished: {day}\n---\n\n{body}", encoding="utf-8"
        )
    with Ragbot.open(tmp_path / "other", llm="extractive", embedder=WordHashEncoder()) as bot:
        bot.ingest(folder)
        assert "Mira Dahl" in bot.ask("Who is the first minister of Tarn?").text.split("[1]")[0]
