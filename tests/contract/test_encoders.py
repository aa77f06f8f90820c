"""The fake and the real encoder keep the same promises."""

from __future__ import annotations

import numpy as np
import pytest

from ragbot import chunking, models, resources
from ragbot.articles import find_files, load
from ragbot.domain import Article
from ragbot.encoders import CTranslate2Encoder, LangChainEncoder, SentenceTransformerEncoder
from ragbot.errors import WeightsError
from tests.fakes import WordHashEncoder

BODY = "The bridge over the river is closed. Divers found a hole under the pier. The cup final ended two to one."


def real(cache, **options):
    return SentenceTransformerEncoder(
        "all-MiniLM-L6-v2", 384, lambda: models.locate("all-MiniLM-L6-v2", cache), **options
    )


def in_ctranslate2(cache):
    return CTranslate2Encoder(
        "all-MiniLM-L6-v2", 384, lambda: models.encoder_for_ctranslate2(models.locate("all-MiniLM-L6-v2", cache))
    )


@pytest.fixture(
    scope="module",
    params=[
        "fake",
        "adapted",
        pytest.param("real", marks=pytest.mark.weights),
        pytest.param("ctranslate2", marks=pytest.mark.weights),
    ],
)
def encoder(request):
    if request.param == "fake":
        return WordHashEncoder()
    if request.param == "adapted":
        return LangChainEncoder(WordHashEncoder(), "adapted", 96)
    make = real if request.param == "real" else in_ctranslate2
    return make(request.getfixturevalue("weights"))


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
def test_halved_arithmetic_gives_the_same_vectors(weights):
    """What a processor with units for bfloat16 gives and one without it must be found in one archive."""
    full, half = (real(weights, halved=h) for h in (False, True))
    (whole, parts), (whole_half, parts_half) = (e.encode_passages(passages()) for e in (full, half))
    assert np.min(np.sum(whole * whole_half, axis=1)) >= 0.995
    assert np.min(np.sum(parts[0] * parts_half[0], axis=1)) >= 0.995


@pytest.mark.weights
def test_ctranslate2_gives_the_same_vectors(weights):
    """On real articles: an archive may be built on one processor and read on another."""
    sources, _ = find_files([resources.folder("corpus")])
    articles = [a for source in sources[:8] for a in load(source) if isinstance(a, Article)]
    cut = [p for a in articles for p in chunking.passages(a, 75)]
    (whole, parts), (whole_other, parts_other) = (
        e.encode_passages(cut) for e in (real(weights, halved=False), in_ctranslate2(weights))
    )
    assert len(cut) > 20
    assert np.min(np.sum(whole * whole_other, axis=1)) >= 0.9999
    alike = np.concatenate([np.sum(a * b, axis=1) for a, b in zip(parts, parts_other, strict=True)])
    assert np.min(alike) >= 0.9999


def test_a_model_cut_short_says_what_to_do(tmp_path):
    for name in ("model.bin", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{")
    with pytest.raises(WeightsError, match="made again"):
        CTranslate2Encoder("broken", 384, lambda: tmp_path).embed_query("bridge")
