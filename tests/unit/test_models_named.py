"""Files that people name on the hub: what is remembered of one does for the next time, and no name leads out of the cache."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ragbot import models
from ragbot.errors import WeightsError
from ragbot.models.sources import Hub
from tests import fake_hub
from tests.fake_hub import DATA


@pytest.fixture
def hub():
    with fake_hub.serving() as server:
        yield server


@pytest.fixture
def on_hub(hub, tmp_path, monkeypatch):
    """Fetches a file that this hub has, by the name that people give it."""
    hub.files["m.gguf"] = DATA
    monkeypatch.setattr("ragbot.models.store.HUB", hub.url)
    monkeypatch.setattr("ragbot.models.store.Hub", lambda: Hub(hub.url))
    return lambda: models.fetch_hf("owner/toy/m.gguf", tmp_path)


@pytest.mark.parametrize("left", ["", '{"path": "m.gg', "[]", "{}"])
def test_what_is_remembered_of_a_file_and_was_written_half_is_asked_for_again(hub, on_hub, left):
    spec = on_hub().with_name("spec.json")
    spec.write_text(left, encoding="utf-8")
    assert on_hub().read_bytes() == DATA
    hub.files.clear()  # from here on, what was remembered must do
    assert on_hub().read_bytes() == DATA
    assert len(hub.asked) == 1


def test_what_is_remembered_of_a_file_is_written_whole_or_not_at_all(on_hub, tmp_path, monkeypatch):
    usual = Path.replace

    def full(path, target):
        if Path(target).name == "spec.json":
            raise OSError(28, "No space left on device")
        return usual(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WeightsError, match="No space left on device"):
        on_hub()
    assert not list(tmp_path.rglob("spec.json"))


def test_names_that_lead_out_of_the_cache_are_refused(tmp_path):
    for spec in ("a/b", "../x/y.gguf", "a/b/../../c.gguf", "a/b/c.bin"):
        with pytest.raises(WeightsError, match=re.escape("OWNER/REPO/FILE.gguf")):
            models.fetch_hf(spec, tmp_path)
