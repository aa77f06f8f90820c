"""The fake and the real encoder keep the same promises."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from ragbot import chunking, models, resources
from ragbot.articles import find_files, load
from ragbot.domain import Article
from ragbot.encoders import (
    CTranslate2Encoder,
    LangChainEncoder,
    OpenVinoEncoder,
    load_sentence_transformer,
    write_openvino,
)
from ragbot.encoders.pooling import pool_sentences
from ragbot.errors import WeightsError
from tests.fakes import WordHashEncoder

BODY = "The bridge over the river is closed. Divers found a hole under the pier. The cup final ended two to one."


MODEL = "all-MiniLM-L6-v2"


def in_ctranslate2(cache):
    return CTranslate2Encoder(MODEL, 384, lambda: models.encoder_for_ctranslate2(models.locate(MODEL, cache)))


def in_openvino(cache):
    return OpenVinoEncoder(MODEL, 384, lambda: models.encoder_for_openvino(models.locate(MODEL, cache), write_openvino))


ENGINES = {"ctranslate2": in_ctranslate2, "openvino": in_openvino}


@pytest.fixture(
    scope="module",
    params=[
        "fake",
        "adapted",
        *(pytest.param(name, marks=pytest.mark.weights) for name in ENGINES),
    ],
)
def encoder(request):
    if request.param == "fake":
        return WordHashEncoder()
    if request.param == "adapted":
        return LangChainEncoder(WordHashEncoder(), "adapted", 96)
    return ENGINES[request.param](request.getfixturevalue("weights"))


def passages(body=BODY, size=150):
    return chunking.passages(Article(id="a", source_path="a", headline="Bridge", body=body), size)


def test_vectors_are_unit_length_of_the_stated_dimension(encoder):
    whole, parts = encoder.encode_passages(passages())
    assert whole.shape == (1, encoder.dimension)
    assert parts[0].shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(np.vstack([whole, *parts]), axis=1), 1, atol=1e-3)
    assert len(encoder.embed_query("bridge")) == encoder.dimension


def test_the_same_text_has_the_same_vector_whatever_stands_beside_it(encoder):
    alone = encoder.encode_passages(passages())[0][0]
    others = [*passages("Short."), *passages(), *passages("word " * 400)]
    assert np.dot(alone, encoder.encode_passages(others)[0][1]) > 0.999


def test_a_question_is_nearest_to_the_sentence_that_answers_it(encoder):
    question = np.asarray(encoder.embed_query("What did the divers find under the pier?"))
    sentences = encoder.encode_passages(passages())[1][0]
    assert int(np.argmax(sentences @ question)) == 1


def test_nothing_gives_nothing(encoder):
    whole, parts = encoder.encode_passages([])
    assert (whole.shape, parts) == ((0, encoder.dimension), [])


def test_sentences_beyond_the_models_window_still_have_a_vector(encoder):
    long = passages(" ".join(f"Sentence number {n} speaks of the river." for n in range(120)), 400)
    whole, parts = encoder.encode_passages(long)
    assert [len(p) for p in parts] == [len(p.sentences) for p in long]
    assert np.isfinite(np.vstack(parts)).all()
    assert len(whole) == len(long)


@pytest.mark.weights
@pytest.mark.parametrize(("engine", "least"), [("ctranslate2", 0.9999), ("openvino", 0.999)])
def test_both_engines_give_the_vectors_of_sentence_transformers(weights, engine, least):
    """On real articles: an archive may be built on one processor and read on another."""
    sources, _ = find_files([resources.folder("corpus")])
    articles = [a for source in sources[:8] for a in load(source) if isinstance(a, Article)]
    cut = [p for a in articles for p in chunking.passages(a, 75)]
    encoder = ENGINES[engine](weights)
    plain = load_sentence_transformer(models.locate(MODEL, weights))
    whole, parts = encoder.encode_passages(cut)
    assert len(cut) > 20
    assert np.min(np.sum(whole * plain.encode([p.embedded_text for p in cut]), axis=1)) >= least
    for passage, own in zip(cut[:5], parts, strict=False):
        tokens = plain.encode(passage.embedded_text, output_value="token_embeddings").numpy()
        offsets = plain.tokenizer(passage.embedded_text, return_offsets_mapping=True)["offset_mapping"]
        assert np.min(np.sum(own * pool_sentences(passage, np.asarray(offsets), tokens, whole[0]), axis=1)) >= least


FIRST = """
import sys; sys.setswitchinterval(1e-6)
from pathlib import Path
from ragbot import chunking
from ragbot.domain import Article
from ragbot.encoders import OpenVinoEncoder
body = "The bridge over the river is closed. " * 200
cut = chunking.passages(Article(id="a", source_path="a", headline="Bridge", body=body), 75)
print(len(OpenVinoEncoder("first", 384, lambda: Path(sys.argv[1]), threads=2).encode_passages(cut)[0]))
"""


@pytest.mark.weights
def test_two_first_batches_at_once_do_not_wait_for_each_other(weights):
    """Only in a fresh interpreter are they the first; they hung in one of four or of twelve.

    A processor without bfloat16 takes a second for each passage: what hangs is told from what is slow by minutes.
    """
    folder = models.encoder_for_openvino(models.locate(MODEL, weights), write_openvino)
    out = subprocess.run([sys.executable, "-c", FIRST, str(folder)], capture_output=True, check=True, timeout=300)
    assert int(out.stdout) > 15


@pytest.mark.weights
def test_openvino_reports_to_nobody(weights):
    """Its package for that would tell Google of the import; a fresh interpreter shows what ragbot's import loads."""
    told = "from ragbot.encoders.openvino_model import import_openvino; import_openvino(); import sys; print(sys.modules['openvino_telemetry'], [m for m in sys.modules if m.startswith('openvino_telemetry.')])"
    out = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert out.stdout.split("\n")[0] == "None []"


@pytest.mark.parametrize("kind", [CTranslate2Encoder, OpenVinoEncoder])
def test_a_model_cut_short_says_what_to_do(tmp_path, kind):
    for name in ("model.bin", "model.xml", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{")
    with pytest.raises(WeightsError, match="made again"):
        kind("broken", 384, lambda: tmp_path).embed_query("bridge")
