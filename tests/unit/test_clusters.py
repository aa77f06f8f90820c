"""Copies of one story: one origin is cited, the others are named beside it, and they take no room."""

from __future__ import annotations

import pytest

from ragbot import Ragbot, copies, text
from tests.fakes import WordHashEncoder

STORY = (
    "The ferry between Tarn and Holm sails again on 3 March after a winter of repairs, Captain Ilse Oda told passengers. "
    "Tickets cost 14 crowns and are sold from Monday at both piers. The engine was taken out in November and sent to a yard "
    "in the south, where a crack was found in the shaft. The county pays for two thirds of the work."
)
LOCAL = "Mayor Jon Aas of Holm promised a brass band for the first crossing."
WHEN = "When does the ferry between Tarn and Holm sail again?"


@pytest.fixture
def bot(tmp_path):
    with Ragbot.open(tmp_path / "archive", llm="extractive", embedder=WordHashEncoder()) as opened:
        yield opened


@pytest.fixture
def put(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()

    def write(name, outlet, day, body=STORY, **meta):
        front = {"id": name, "title": f"Ferry sails again, says {outlet}", "source": outlet, "published": day} | meta
        lines = "\n".join(f'{k}: "{v}"' for k, v in front.items())
        (folder / f"{name}.md").write_text(f"---\n{lines}\n---\n\n{body}", encoding="utf-8")
        return folder

    return write


def test_the_earliest_is_the_origin_and_the_others_are_named(bot, put):
    put("late", "Holm Courier", "2026-02-22")
    put("first", "Tarn Courier", "2026-02-20")
    bot.ingest(put("mid", "Radio Tarn", "2026-02-21"))
    answer = bot.ask(WHEN)
    assert [e.article.outlet for e in answer.evidence if "ferry" in e.article.body] == ["Tarn Courier"]
    assert (answer.citations[0].outlet, answer.citations[0].carried_by) == (
        "Tarn Courier",
        ("Radio Tarn", "Holm Courier"),
    )


def test_the_credited_agency_is_the_origin_even_where_it_was_filed_later(bot, put):
    put("a", "Holm Courier", "2026-02-20", origin="Lune Press")
    bot.ingest(put("b", "Lune Press", "2026-02-21"))
    assert bot.ask(WHEN).citations[0].outlet == "Lune Press"


def test_a_copy_whose_date_is_in_doubt_is_no_origin(bot, put):
    put("a", "Holm Courier", "2026-02-22", updated="0001-01-01")
    bot.ingest(put("b", "Tarn Courier", "2026-02-23"))
    assert bot.ask(WHEN).citations[0].outlet == "Tarn Courier"


def test_what_a_copy_added_is_found_in_the_copy(bot, put):
    put("first", "Tarn Courier", "2026-02-20")
    bot.ingest(put("late", "Holm Courier", "2026-02-22", f"{STORY}\n\n{LOCAL}"))
    cited = bot.ask("What did Mayor Jon Aas of Holm promise for the first crossing?").citations[0]
    assert (cited.outlet, cited.quote, cited.carried_by) == ("Holm Courier", LOCAL, ())


def test_a_copy_with_another_figure_tells_that_figure_itself(bot, put):
    story = STORY.replace(" on 3 March", "")
    put("first", "Tarn Courier", "2026-02-20", story)
    bot.ingest(put("late", "Holm Courier", "2026-02-22", story.replace("14 crowns", "19 crowns")))
    evidence = bot.ask("How much do tickets for the ferry cost?").evidence
    told = {s.text.split()[2] for e in evidence for s in e.sentences if s.text.startswith("Tickets cost")}
    assert told == {"14", "19"}


def test_the_day_that_a_copy_was_filed_is_no_figure_of_the_story(bot, put):
    put("first", "Tarn Courier", "2026-02-20", f"TARN, Feb. 20 – {STORY}")
    bot.ingest(put("late", "Holm Courier", "2026-02-22", f"HOLM, Feb. 22 – {STORY}"))
    evidence = bot.ask(WHEN).evidence
    assert [e.article.outlet for e in evidence if "ferry" in e.article.body] == ["Tarn Courier"]


def test_what_an_outlet_filter_asks_for_comes_from_that_outlet(bot, put):
    put("first", "Tarn Courier", "2026-02-20")
    bot.ingest(put("late", "Holm Courier", "2026-02-22"))
    cited = bot.ask(WHEN, outlet="Holm Courier").citations[0]
    assert (cited.outlet, cited.carried_by) == ("Holm Courier", ())


def test_a_copy_that_was_out_before_its_origin_answers_for_that_day(bot, put):
    put("first", "Lune Press", "2026-02-22")
    bot.ingest(put("late", "Holm Courier", "2026-02-20", origin="Lune Press"))
    assert bot.ask(WHEN, as_of="2026-02-21").citations[0].outlet == "Holm Courier"


def test_when_the_origin_goes_the_next_takes_its_place(bot, put):
    put("first", "Tarn Courier", "2026-02-20")
    put("mid", "Radio Tarn", "2026-02-21")
    bot.ingest(put("late", "Holm Courier", "2026-02-22"))
    assert bot.remove(bot.ask(WHEN).citations[0].article_id)
    cited = bot.ask(WHEN).citations[0]
    assert (cited.outlet, cited.carried_by) == ("Radio Tarn", ("Holm Courier",))


def test_an_origin_that_comes_last_takes_over(bot, put):
    bot.ingest(put("late", "Holm Courier", "2026-02-22"))
    bot.ingest(put("first", "Tarn Courier", "2026-02-20"))
    assert bot.ask(WHEN).citations[0].carried_by == ("Holm Courier",)


def test_a_copy_that_was_rewritten_is_a_copy_no_more(bot, put):
    put("first", "Tarn Courier", "2026-02-20")
    bot.ingest(put("late", "Holm Courier", "2026-02-22"))
    own = "The ferry sails to Holm on 3 March, the pier office said. " + " ".join(
        f"Own word {n} of ours." for n in range(30)
    )
    bot.ingest(put("late", "Holm Courier", "2026-02-22", own, updated="2026-02-24"))
    cited = {c.outlet: c.carried_by for c in bot.ask(WHEN).citations}
    assert all(not names for names in cited.values())


def test_five_hundred_copies_take_one_place(bot, put):
    for n in range(500):
        folder = put(f"c{n:03}", f"Outlet {n:03}", f"2026-02-{1 + n % 28:02}T{n % 24:02}:00:00Z")
    assert bot.ingest(folder).added == 500
    answer = bot.ask(WHEN)
    assert sum("ferry" in e.article.body for e in answer.evidence) == 1
    assert len(answer.citations[0].carried_by) == 499


def test_json_names_those_who_carried_it(bot, put):
    put("first", "Tarn Courier", "2026-02-20")
    bot.ingest(put("late", "Holm <b>Courier</b>", "2026-02-22"))
    assert bot.ask(WHEN).to_dict()["citations"][0]["carried_by"] == ["Holm <b>Courier</b>"]


def test_a_template_that_is_filled_anew_every_day_is_read_once_for_all_days(bot, put, monkeypatch):
    weather = (
        "The weather office expects sun in the morning, clouds at noon and rain in the evening over Tarn and Holm, with a wind "
        "from the sea, {} degrees, {} millimetres of rain and {} hours of sunshine."
    )
    for n in range(20):
        body = weather.format(10 + n, 40 + n, 70 + n)
        folder = put(f"w{n}", "Tarn Courier", f"2026-03-{n + 1:02}", body, title=f"Weather {n}")
    read, counted = [], text.numbers
    monkeypatch.setattr(copies.text, "numbers", lambda body: read.append(body) or counted(body))
    bot.ingest(folder)
    assert 1 < len(read) <= 20
    assert all(not e.carried_by for e in bot.ask("What weather is expected over Tarn?").evidence)
