"""The sample newsroom and its questions: what a newcomer meets first has to be whole."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import frontmatter
import pytest

from ragbot.articles import find_files, load
from ragbot.domain import Article

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SUITE = ROOT / "eval" / "cases"
FILES = sorted(p for p in CORPUS.glob("*.md") if p.name != "README.md")
CASES = [json.loads(line) for line in (SUITE / "first.jsonl").read_text(encoding="utf-8").splitlines()]
ANSWERABLE = [c for c in CASES if "all" in c["expect"]]
ABSTAIN = [c for c in CASES if "abstain" in c["expect"]]
REQUIRED = {"id", "title", "source", "url", "published", "author", "section"}
OPTIONAL = {"updated", "note"}
KINDS = {"fact", "number", "date", "who-said", "latest", "unanswerable", "near-miss", "follow-up"}


def meta(path: Path) -> dict[str, object]:
    return dict(frontmatter.load(str(path)).metadata)


def moment(value: object) -> datetime:
    assert isinstance(value, str), "an unquoted date is read by YAML, which drops its time zone"
    return datetime.fromisoformat(value)


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    loaded = [item for source in find_files([CORPUS])[0] for item in load(source)]
    return {a.source_path: a for a in loaded if isinstance(a, Article)}


def test_every_file_of_the_corpus_loads_as_one_article(articles: dict[str, Article]) -> None:
    assert sorted(articles) == [p.name for p in FILES]
    assert len(articles) == 13


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_front_matter_is_complete_and_has_no_unknown_key(path: Path) -> None:
    keys = meta(path)
    assert keys.keys() >= REQUIRED
    assert keys.keys() <= REQUIRED | OPTIONAL
    assert all(isinstance(v, str) and v.strip() for v in keys.values())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_file_is_named_after_the_day_it_was_published(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}--[a-z0-9]+(-[a-z0-9]+)*\.md", path.name)
    published = moment(meta(path)["published"])
    assert published.utcoffset() is not None
    assert path.name.startswith(f"{published.date().isoformat()}--")


@pytest.mark.parametrize("path", [p for p in FILES if "updated" in meta(p)], ids=lambda p: p.stem)
def test_update_comes_after_publication(path: Path) -> None:
    keys = meta(path)
    assert moment(keys["updated"]) > moment(keys["published"])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_address_leads_nowhere(path: Path) -> None:
    url = urlsplit(str(meta(path)["url"]))
    assert url.scheme == "https"
    assert url.hostname is not None
    assert url.hostname.endswith(".example")
    elsewhere = re.findall(r"https?://[^\s)\"]+", path.read_text(encoding="utf-8"))
    assert elsewhere == [url.geturl()]


@pytest.mark.parametrize("key", ["id", "url", "title"])
def test_no_two_articles_share_an_identity(key: str) -> None:
    values = [meta(p)[key] for p in FILES]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_article_has_the_length_of_a_news_story(path: Path) -> None:
    words = len(frontmatter.load(str(path)).content.split())
    low, high = (40, 90) if meta(path)["section"] == "brief" else (180, 400)
    assert low <= words <= high


def test_suite_names_the_corpus_and_the_cases() -> None:
    suite = tomllib.loads((SUITE / "suite.toml").read_text(encoding="utf-8"))
    assert suite["name"] == "first"
    assert (SUITE / suite["articles"]).resolve() == CORPUS
    assert (SUITE / suite["cases"]).is_file()


def test_case_ids_are_unique_and_every_kind_is_asked() -> None:
    ids = [c["id"] for c in CASES]
    assert len(set(ids)) == len(ids)
    assert {c["kind"] for c in CASES} == KINDS
    assert len(ANSWERABLE) + len(ABSTAIN) == len(CASES)


@pytest.mark.parametrize("case", ANSWERABLE, ids=lambda c: c["id"])
def test_every_gold_article_holds_the_whole_answer(case: dict[str, Any], articles: dict[str, Article]) -> None:
    assert case["gold"]
    for path in case["gold"]:
        text = articles[path].headline + "\n" + articles[path].body
        missing = [p for p in case["expect"]["all"] if not re.search(p, text, re.IGNORECASE)]
        assert not missing, f"{path} does not say {missing}"


@pytest.mark.parametrize("case", [c for c in ANSWERABLE if c.get("as_of")], ids=lambda c: c["id"])
def test_as_of_case_rests_on_what_was_published_by_then(case: dict[str, Any], articles: dict[str, Article]) -> None:
    for path in case["gold"]:
        published = articles[path].published
        assert published is not None
        assert published <= moment(case["as_of"])


@pytest.mark.parametrize("case", ABSTAIN, ids=lambda c: c["id"])
def test_case_that_expects_no_answer_has_no_gold(case: dict[str, Any]) -> None:
    assert case["kind"] == "unanswerable"
    assert case["expect"] == {"abstain": True}
    assert case["gold"] == []


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == "follow-up"], ids=lambda c: c["id"])
def test_follow_up_has_a_conversation_before_it(case: dict[str, Any]) -> None:
    assert [role for role, _ in case["history"]] == ["user", "assistant"]
