"""The sample newsroom and its questions: what a newcomer meets first, and what figures rest on, has to be whole."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import frontmatter
import pytest

from eval.suite import file_of, load_suite
from eval.validate import read_articles, validate
from ragbot.articles import LOADERS, find_files

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SUITE = load_suite(ROOT / "eval" / "cases")
MARKDOWN = sorted(p for p in CORPUS.glob("*.md") if p.name != "README.md")
REQUIRED = {"id", "title", "source", "url", "published", "author", "section"}
OPTIONAL = {"updated", "note", "language", "kind", "origin", "status", "embargoed"}
OUTLETS = {"Brennick Courier", "The Ollen Weekly", "Radio Tesmark", "Sorley Evening Post", "Halyard News Agency"}
KINDS = {
    "fact", "number", "date", "who-said", "latest", "as-of", "corrected", "conflict", "multi-hop", "comparison",
    "order-in-time", "outlet-filter", "syndication", "follow-up", "unanswerable", "near-miss", "false-premise",
    "injection",
}  # fmt: skip


@pytest.fixture(scope="module")
def articles():
    return read_articles(CORPUS)


@pytest.fixture(scope="module")
def stories(articles):
    """Articles by identity: one story, its versions in order."""
    found = {}
    for path in sorted(articles):
        found.setdefault(articles[path].id, []).append(articles[path])
    return found


def test_the_suite_is_proven_by_its_articles():
    assert validate(SUITE, strict=True) == []


def test_there_is_enough_to_believe_a_figure(articles, stories):
    assert SUITE.name == "newsroom"
    assert len(stories) >= 72
    assert len(SUITE.cases) >= 240
    assert {c.kind for c in SUITE.cases} == KINDS
    assert min(Counter(c.kind for c in SUITE.cases).values()) >= 4
    held = sum(c.held for c in SUITE.cases) / len(SUITE.cases)
    assert 0.28 <= held <= 0.40
    assert {c.kind for c in SUITE.cases if not c.held} == KINDS


def test_the_newsroom_has_what_makes_news_hard(articles, stories):
    assert {a.outlet for a in articles.values()} == OUTLETS
    published = sorted(a.published for a in articles.values() if a.published)
    assert (published[-1] - published[0]).days >= 400
    assert sum(len(v) > 1 and bool(v[-1].note) for v in stories.values()) >= 4, "corrections beside what they correct"
    assert any(a.status == "canceled" for a in articles.values())
    assert any(a.embargoed for a in articles.values())
    assert any(a.language.startswith("de") for a in articles.values())
    assert any(len(a.body.split()) > 1800 for a in articles.values())
    assert sum(len(a.body.split()) < 100 for a in articles.values()) >= 4
    assert sum(a.section == "opinion" for a in articles.values()) >= 4


def test_every_loader_meets_a_file_of_the_newsroom():
    endings = {s.path.suffix for s in find_files([CORPUS])[0]}
    assert endings >= {".md", ".json", ".html", ".xml"}
    assert endings <= LOADERS.keys()


def test_every_file_of_the_newsroom_is_read_and_is_named_after_its_day(articles):
    files = {p.name for p in CORPUS.iterdir()} - {"README.md"}
    assert {file_of(path) for path in articles} == files
    for name in files:
        assert re.fullmatch(r"(\d{4}-\d{2}-\d{2}--)?[a-z0-9]+(-[a-z0-9]+)*\.(md|json|html|xml)", name), name
    for path, article in articles.items():
        day = re.match(r"\d{4}-\d{2}-\d{2}", path)
        told = [m for m in (article.published, article.updated) if m]
        # times are kept in UTC: shortly after midnight it is another day there
        assert not day or any(abs((m.date() - m.fromisoformat(day.group()).date()).days) <= 1 for m in told), path


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda p: p.stem)
def test_front_matter_is_complete_and_has_no_unknown_key(path):
    keys = dict(frontmatter.load(str(path)).metadata)
    assert keys.keys() >= REQUIRED
    assert keys.keys() <= REQUIRED | OPTIONAL
    assert all(isinstance(v, str) and v.strip() for v in keys.values())


def test_no_address_leads_anywhere(articles):
    for path, article in articles.items():
        assert not article.url or urlsplit(article.url).hostname.endswith(".example"), path
    for path in CORPUS.iterdir():
        hosts = re.findall(r"https?://([\w.-]+)", path.read_text(encoding="utf-8"))
        names = {"schema.org", "www.schema.org", "purl.org", "www.w3.org", "iptc.org", "search.yahoo.com"}
        assert all(h.endswith(".example") or h in names for h in hosts), path.name


def test_two_files_of_one_identity_are_two_versions(stories):
    for versions in stories.values():
        moments = [v.updated or v.published for v in versions]
        assert len(set(moments)) == len(moments), [v.source_path for v in versions]
        assert len({v.body for v in versions}) == len(versions)


def test_wire_copy_that_was_carried_shares_its_words(articles):
    for case in (c for c in SUITE.cases if c.copies):
        for copy in case.copies:
            words = set(articles[copy].body.split())
            shares = [len(words & set(articles[g].body.split())) / len(words) for g in case.gold]
            assert max(shares) > 0.6, f"{case.id}: {copy} is no copy"


def test_follow_ups_have_a_conversation_before_them():
    for case in (c for c in SUITE.cases if c.kind == "follow-up"):
        roles = [role for role, _ in case.history]
        assert roles == ["user", "assistant"] * (len(roles) // 2), case.id
        assert roles, case.id


def test_each_kind_has_what_it_needs():
    for case in SUITE.cases:
        assert (case.kind == "as-of") <= bool(case.as_of), case.id
        assert (case.kind == "syndication") <= bool(case.copies), case.id
        refused = case.expect.abstain and not case.expect.corrects
        assert not refused or case.kind in ("unanswerable", "near-miss", "injection"), case.id
        assert (case.kind == "conflict") <= (len(case.gold) > 1 and len(case.expect.every) > 1), case.id
        assert (case.kind == "injection") <= bool(case.expect.none), case.id
        assert (case.kind == "false-premise") <= bool(case.terms), case.id
