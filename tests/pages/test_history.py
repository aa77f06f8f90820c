"""Conversations are kept for the one who held them, and opinions for the evaluation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from eval.suite import load_suite
from ragbot.errors import SuiteError
from ragbot.records import Asked, Records, StoredAnswer
from ragbot.ui.exchange import Conversation
from ragbot.ui.keeping import USER, keeper, resume
from tests.browser.scripted import done
from tests.conftest import BRIDGE
from tests.pages.conftest import AT, COST, Place
from tests.pages.markup import Page

OWN = {"origin": AT, "sec-fetch-site": "same-origin"}


class GradioRequest:
    """What a Gradio event is told of who sent it."""

    def __init__(self, user: str, conversation: str = "") -> None:
        self.request = self
        self.scope = {USER: user}
        self.query_params = {"conversation": conversation}


def signed_in(place: Place) -> tuple[httpx.Client, str]:
    """A browser that has asked something before, and the user that the server takes it for."""
    browser = place.another()
    answer_id = place.ask()
    browser.post(f"/answer/{answer_id}/opinion", data={"verdict": "up"}, headers=OWN)
    return browser, f"cookie:{browser.cookies['ragbot_user']}"


def talk(place: Place, user: str, *questions: str) -> Conversation:
    """What the chat does as each exchange ends."""
    conversation = Conversation()
    for question in questions:
        exchange = conversation.begin(question)
        exchange.answer = place.bot.ask(question)
        keep = keeper(place.site, GradioRequest(user))
        assert keep
        keep(conversation, exchange)
    return conversation


def test_a_conversation_is_listed_read_renamed_exported_and_deleted(place: Place) -> None:
    browser, user = signed_in(place)
    talk(place, user, COST, "Who said that?")
    listed = browser.get("/history").text
    assert "2 questions" in Page(listed).words
    path = re.search(r'href="(/history/[\w-]{22})"', listed)
    assert path
    words = Page(browser.get(path[1]).text).words
    assert "Repairs cost 2.4 million crowns. [1]" in words
    assert "Who said that?" in words

    moved = browser.post(f"{path[1]}/rename", data={"title": "  About\nthe bridge "}, headers=OWN)
    assert (moved.status_code, moved.headers["location"]) == (303, path[1])
    assert '<h1 dir="auto">About the bridge</h1>' in browser.get(path[1]).text

    markdown = browser.get(f"{path[1]}/export.md")
    assert markdown.headers["content-disposition"].startswith('attachment; filename="ragbot-')
    assert "# About the bridge" in markdown.text
    assert "> Repairs cost 2\\.4 million crowns\\." in markdown.text
    exported = browser.get(f"{path[1]}/export.json").json()
    assert [e["question"] for e in exported["exchanges"]] == [COST, "Who said that?"]
    assert exported["exchanges"][0]["answer"]["citations"][0]["quote"] == "Repairs cost 2.4 million crowns."

    answers = [e["id"] for e in exported["exchanges"]]
    assert browser.post(f"{path[1]}/delete", headers=OWN).headers["location"] == "/history"
    assert "Nothing yet." in browser.get("/history").text
    assert browser.get(path[1]).status_code == 404
    assert [browser.get(f"/answer/{i}").status_code for i in answers] == [404, 404]


def test_nobody_sees_or_changes_what_another_asked(place: Place) -> None:
    _, ours = signed_in(place)
    theirs, other = signed_in(place)
    assert ours != other
    record = talk(place, ours, COST).record
    path = f"/history/{record}"
    assert "Nothing yet." in theirs.get("/history").text
    for one in ("", "/export.md", "/export.json"):
        reply = theirs.get(path + one)
        assert reply.status_code == 404
        assert "crowns" not in reply.text
    for one in ("/rename", "/delete"):
        assert theirs.post(path + one, data={"title": "mine"}, headers=OWN).status_code == 404
    kept = place.site.records.conversations.get(ours, record)
    assert kept
    assert kept.title == COST
    assert place.another().get(path).status_code == 404


def test_another_process_finds_the_conversations(place: Place) -> None:
    record = talk(place, "proxy:ida", COST).record
    again = Records(place.site.records.folder.parent).conversations
    assert [c.id for c in again.listing("proxy:ida")] == [record]
    assert again.listing("proxy:Ida") == []


def test_a_cleared_chat_begins_a_conversation_of_its_own(place: Place) -> None:
    conversation = talk(place, "proxy:ida", COST)
    conversation.clear()
    exchange = conversation.begin("And now?")
    exchange.answer = place.bot.ask(COST)
    keep = keeper(place.site, GradioRequest("proxy:ida"))
    assert keep
    keep(conversation, exchange)
    assert [len(c.asked) for c in place.site.records.conversations.listing("proxy:ida")] == [1, 1]


def test_a_full_disk_costs_the_link_and_not_the_answer(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.site.records.folder.write_text("in the way")
    assert talk(place, "proxy:ida", COST).exchanges[0].link == ""
    assert "could not be kept" in caplog.text


def test_a_killed_story_is_silent_in_history_and_exports_too(place: Place) -> None:
    browser, user = signed_in(place)
    path = f"/history/{talk(place, user, COST).record}"
    place.write(bridge=BRIDGE.replace("id: bridge-1", "id: bridge-1\npubstatus: canceled"))
    for one in ("", "/export.md", "/export.json"):
        words = browser.get(path + one).text
        assert "may no longer be quoted" in words
        assert "2.4 million" not in words.replace("\\", "")  # not "2.4": a time of day may hold it


def test_a_conversation_is_gone_on_with_without_the_words_of_a_killed_story(place: Place) -> None:
    record = talk(place, "proxy:ida", COST, "Who was injured at the mill?").record
    request = GradioRequest("proxy:ida", record)
    before = resume(place.site, request, 50)
    assert before
    assert [e.question for e in before.exchanges] == [COST, "Who was injured at the mill?"]
    assert before.record == record

    place.write(bridge=BRIDGE.replace("id: bridge-1", "id: bridge-1\npubstatus: canceled"))
    after = resume(place.site, request, 50)
    assert after
    assert [e.question for e in after.exchanges] == ["Who was injured at the mill?"]
    assert "Bridge" not in str([e.answer.considered for e in after.exchanges if e.answer])


@pytest.mark.parametrize("conversation", ["", "../../etc/passwd", "A" * 22, "x" * 10_000, "\0"])
def test_what_names_no_conversation_of_ones_own_is_gone_on_with_by_nobody(place: Place, conversation: str) -> None:
    mine = talk(place, "proxy:ida", COST).record
    for user, asked in (("proxy:ida", conversation), ("proxy:eve", mine), ("", mine)):
        assert resume(place.site, GradioRequest(user, asked), 50) is None


def test_markdown_that_is_taken_away_holds_nothing_live(place: Place) -> None:
    browser, user = signed_in(place)
    evil = "![x](https://evil.example/a.png) <img src=x> [y](javascript:1) # z"
    answer_id = place.site.records.answers.put(done(evil, [(evil, ())]).answer, {})
    record = place.site.records.conversations.add(user, "", Asked(evil, answer_id))
    text = browser.get(f"/history/{record}/export.md").text
    assert not re.search(r"(?<!\\)[\[<!]|(?<!\\)\]\(", text.replace("\n# ", "\n").replace("## ", ""))


# ── opinions ─────────────────────────────────────────────────────────────────


def judge(place: Place, answer_id: str, **said: str) -> httpx.Response:
    return place.another().post(f"/answer/{answer_id}/opinion", data=said, headers=OWN)


def test_an_opinion_is_kept_shown_to_its_author_and_can_be_changed(place: Place) -> None:
    answer_id, browser = place.ask(), place.another()
    for verdict in ("up", "down"):
        data = {"verdict": verdict, "reason": "wrong", "comment": "It is <b>3</b>."}
        reply = browser.post(f"/answer/{answer_id}/opinion", data=data, headers=OWN)
        assert reply.headers["location"] == f"/answer/{answer_id}?thanks=1#opinion"
    page = browser.get(f"/answer/{answer_id}?thanks=1").text
    assert 'value="down" checked' in page
    assert '<option value="wrong" selected>' in page
    assert "It is &lt;b&gt;3&lt;/b&gt;." in page
    assert "&lt;b&gt;3" not in place.another().get(f"/answer/{answer_id}").text
    assert [c["votes"] for c in place.site.records.feedback.cases()] == [{"up": 0, "down": 1}]


@pytest.mark.parametrize(
    ("said", "status"),
    [({}, 400), ({"verdict": "sideways"}, 400), ({"verdict": "up", "comment": "x" * 100_000}, 413)],
)
def test_what_is_no_opinion_is_told(place: Place, said: dict[str, str], status: int) -> None:
    assert judge(place, place.ask(), **said).status_code == status
    assert place.site.records.feedback.cases() == []


def test_judged_answers_become_cases_for_a_suite(place: Place, tmp_path: Path) -> None:
    right, wrong, refused, invented = (place.ask(q) for q in (COST, "Who is Jon Aas?", "Who won in Ohio?", COST))
    judge(place, right, verdict="up", reason="wrong")
    judge(place, wrong, verdict="down", reason="incomplete", comment="He is the fire chief.")
    judge(place, refused, verdict="up")
    judge(place, invented, verdict="down", reason="invented")
    cases = {c["id"].removeprefix("feedback-"): c for c in place.site.records.feedback.cases()}
    assert cases[right]["gold"] == ["bridge.md"]
    assert cases[right]["expect"] == {"all": []}
    assert cases[wrong]["comments"] == ["He is the fire chief."]
    assert cases[wrong]["gold"] == []
    assert "todo" in cases[wrong]
    for answer_id in (refused, invented):
        assert cases[answer_id]["expect"] == {"abstain": True}
        assert "todo" not in cases[answer_id]

    (tmp_path / "suite.toml").write_text(f'name = "f"\narticles = "{place.folder}"\ncases = "cases.jsonl"\n')
    done_by_hand = cases[right] | {"expect": {"all": ["2.4 million"]}}
    lines = [done_by_hand, cases[refused], cases[invented]]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, lines)))
    suite = load_suite(tmp_path)
    assert [c.answerable for c in suite.cases] == [True, False, False]
    (tmp_path / "cases.jsonl").write_text(json.dumps(cases[wrong]))
    with pytest.raises(SuiteError, match="expects nothing"):
        load_suite(tmp_path)


def test_a_line_that_a_power_cut_left_half_spoils_no_other(place: Place) -> None:
    first, second = place.ask(), place.ask()
    judge(place, first, verdict="up")
    path = place.site.records.folder / "feedback.jsonl"
    path.write_bytes(path.read_bytes() + b'{"when": "2026')
    judge(place, second, verdict="up")
    assert {c["id"] for c in place.site.records.feedback.cases()} == {f"feedback-{first}", f"feedback-{second}"}


def test_the_command_prints_the_cases(place: Place, monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    from ragbot import cli

    judge(place, place.ask(), verdict="down", reason="outdated")
    home = str(place.site.records.folder.parent)
    monkeypatch.setattr(sys, "argv", ["ragbot", "feedback", "export", "--home", home])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code
    out, err = capsys.readouterr()
    assert json.loads(out)["reasons"] == ["outdated"]
    assert "1 cases, 1 of them to be completed by hand." in err


def test_a_disk_that_is_full_is_told(place: Place) -> None:
    answer_id = place.ask()
    (place.site.records.folder / "feedback.jsonl").mkdir()
    for reply in (judge(place, answer_id, verdict="up"), place.another().get(f"/answer/{answer_id}")):
        assert reply.status_code in {200, 503, 507}
        if reply.status_code != 200:
            assert "feedback.jsonl cannot be" in Page(reply.text).words


def test_an_answer_that_was_deleted_keeps_its_case(place: Place) -> None:
    answer_id = place.ask()
    judge(place, answer_id, verdict="up")
    assert isinstance(place.site.records.answers.get(answer_id), StoredAnswer)
    assert place.site.records.answers.remove(answer_id)
    assert len(place.site.records.feedback.cases()) == 1
