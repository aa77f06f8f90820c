"""Every test starts with no settings of ours in the environment, in an empty folder, with no way off the machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import platformdirs
import pytest

from ragbot import Ragbot, models
from ragbot.settings import Settings
from tests.fakes import ScriptedChatModel, WordHashEncoder

# A deadline for each example would assert wall-clock times, on a machine that others use.
hypothesis.settings.register_profile("ragbot", deadline=None)
hypothesis.settings.load_profile("ragbot")

ROOT = Path(__file__).resolve().parent.parent
REAL_CACHE = platformdirs.user_cache_path("ragbot", appauthor=False)

BRIDGE = """---
id: bridge-1
title: Bridge in Tarn to close
source: Tarn Courier
author: Ida Holm
published: "2026-01-14T09:00:00+01:00"
url: https://courier.example/bridge
---
TARN (TC) — The old bridge over the Lune will close on 19 January for 14 weeks, the roads office said. Repairs cost 2.4 million crowns.

Divers found a hole under the second pier, engineer Petra Voss said. “We cannot wait,” she said.
"""
MILL = """---
id: mill-1
title: Fire at the Pell mill
source: Radio Tarn
published: "2026-02-03T07:30:00Z"
---
A fire at the Pell mill injured five workers on Tuesday. A bearing had run hot, fire chief Jon Aas said.
"""


def _is_heavy(item: pytest.Item) -> bool:
    return item.get_closest_marker("weights") is not None


@pytest.hookimpl(tryfirst=True)  # before xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests share one worker. Those that load models share another: two of them at once would starve.

    They come first and the browser last, so that pages are not waited for while a model takes the processor.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group("weights" if _is_heavy(item) else item.nodeid.partition("::")[0]))
    for item in items:
        if item.get_closest_marker("browser"):  # on two busy cores a page may take longer than it is waited for
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None) - _is_heavy(item))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in os.environ if n.startswith("RAGBOT_") and n != "RAGBOT_BENCH"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RAGBOT_CACHE", str(tmp_path / "cache"))
    place = tmp_path / "cwd"
    place.mkdir()
    monkeypatch.chdir(place)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two small articles in a folder."""
    return write_news(tmp_path / "news")


def write_news(folder: Path) -> Path:
    folder.mkdir()
    (folder / "2026-01-14--bridge.md").write_text(BRIDGE, encoding="utf-8")
    (folder / "2026-02-03--mill.md").write_text(MILL, encoding="utf-8")
    return folder


@pytest.fixture
def encoder() -> WordHashEncoder:
    return WordHashEncoder()


@pytest.fixture
def model() -> ScriptedChatModel:
    return ScriptedChatModel()


@pytest.fixture
def open_bot(tmp_path: Path, encoder: WordHashEncoder, model: ScriptedChatModel) -> Iterator[Callable[..., Ragbot]]:
    """Opens bots over one archive; closes them at the end."""
    opened: list[Ragbot] = []

    def open_one(**settings: object) -> Ragbot:
        llm = settings.pop("llm", model)
        chosen = settings.pop("embedder", encoder)
        bot = Ragbot.open(tmp_path / "home", llm=llm, embedder=chosen, settings=Settings.load(**settings))
        opened.append(bot)
        return bot

    yield open_one
    for bot in opened:
        bot.close()


@pytest.fixture
def bot(open_bot: Callable[..., Ragbot], news: Path) -> Ragbot:
    """An open archive with the two articles."""
    made = open_bot()
    made.ingest(news)
    return made


@pytest.fixture(scope="session")
def weights() -> Path:
    """The user's cache, with the real weights in it; the test is skipped, saying so, where they are not."""
    missing = [name for name, _, here in models.listing(REAL_CACHE) if not here]
    if missing:
        pytest.skip(f"the weights {', '.join(missing)} are not in {REAL_CACHE}: run ragbot models fetch")
    return REAL_CACHE


@pytest.fixture(scope="session")
def newsroom(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ragbot]:
    """The sample newsroom with the real embedder and the real local model, for all tests that need them."""
    settings = Settings(home=tmp_path_factory.mktemp("newsroom"), cache=weights, llm="local")
    with Ragbot.open(settings=settings) as bot:
        assert bot.ingest(ROOT / "corpus").failed == 0
        bot.warm()
        yield bot


@pytest.fixture(scope="session")
def bench() -> Path:
    """The benchmark folder that is not part of the project; skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("RAGBOT_BENCH", ROOT.parent / "shared" / "bench"))
    if not folder.is_dir():
        pytest.skip(f"no benchmark folder at {folder}; set RAGBOT_BENCH")
    return folder
