"""What is kept of texts and vectors: small, and as good as what it was made of."""

from __future__ import annotations

import numpy as np
import pytest

from ragbot.catalogue import packing


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)


@pytest.fixture
def draw():
    return np.random.default_rng(1)


def beside(passage, draw, count):
    """Sentences as alike to their passage as real ones: a cosine of about 0.9."""
    noise = unit(draw.standard_normal((count, len(passage))))
    return unit(passage + 0.5 * noise)


@pytest.mark.parametrize("dimension", [96, 385, 391, 1024])
def test_a_passages_vector_keeps_its_direction_in_nine_bits_a_number(draw, dimension):
    for vector in unit(draw.standard_normal((200, dimension))):
        packed = packing.pack_vector(vector)
        assert len(packed) == 2 + -(-9 * dimension // 8)
        assert float(unit(packing.unpack_vector(packed)) @ vector) >= 0.99997


def test_noise_in_the_last_bits_of_a_vector_leaves_its_bytes(draw):
    vectors = unit(draw.standard_normal((200, 384)))
    same = sum(packing.pack_vector(v) == packing.pack_vector(v * np.float32(1 + 1e-7)) for v in vectors)
    assert same >= 195


@pytest.mark.parametrize("vector", [np.zeros(8), np.eye(8)[3], -np.eye(8)[0]])
def test_a_vector_of_few_numbers_comes_back(vector):
    vector = vector.astype(np.float32)
    np.testing.assert_allclose(packing.unpack_vector(packing.pack_vector(vector)), vector, atol=1e-3)


def test_sentences_come_back_as_a_byte_a_number_gives_them_whatever_their_passage(draw):
    passage = unit(draw.standard_normal(384))
    for sentences in (beside(passage, draw, 5), -beside(passage, draw, 5), unit(np.eye(384)[:3])):
        packed = packing.pack_vector(passage)
        found = packing.unpack_sentences(packing.pack_sentences(sentences, packed), packed)
        np.testing.assert_array_equal(found, unit(np.rint(sentences * 127)))


def test_sentences_take_less_than_half_a_byte_a_number(draw):
    passage = unit(draw.standard_normal(384))
    packed = packing.pack_vector(passage)
    sentences = beside(passage, draw, 4)
    assert len(packing.pack_sentences(sentences, packed)) < 0.5 * sentences.size


@pytest.mark.parametrize("text", ["", "a\x00b", "Tarn – Holm: “Ölpreis” 🛶", "The ferry sails again. " * 500])
def test_a_text_comes_back(text):
    assert packing.unpack_text(packing.pack_text(text)) == text
