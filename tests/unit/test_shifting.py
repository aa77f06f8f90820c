"""A BERT whose [CLS] is taken out of its layers' inputs: the same network in floats, and zeros where [CLS] was."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from ragbot.models.shifting import Shape, shifted, with_cls_unrounded

CLS, REACH = 5, 2.0
SHAPE = Shape(layers=2, epsilon=1e-12, cls=CLS)
IDS = torch.tensor([[CLS, 1, 9, 3, 12, 6], [CLS, 4, 6, 0, 0, 0]])
REAL = torch.tensor([[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0]])


@pytest.fixture
def bert():
    """A tiny one; a channel of its [CLS] is far out, as in real ones."""
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=16, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=48,
        max_position_embeddings=8, initializer_range=0.3,
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        model.embeddings.word_embeddings.weight[CLS, 7] = 9
    return model


def tensors(model):
    return {name: tensor.numpy().copy() for name, tensor in model.state_dict().items()}


def states(model, ids, mask=None):
    """The embeddings' and each layer's output."""
    with torch.inference_mode():
        return model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states


def with_tensors(model, new):
    other = BertModel(model.config, add_pooling_layer=False).eval()
    other.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in new.items()})
    return other


def test_in_float32_it_gives_what_the_original_gives(bert):
    other = with_tensors(bert, shifted(tensors(bert), SHAPE))
    before, after = (states(m, IDS, REAL)[-1].numpy()[REAL.bool().numpy()] for m in (bert, other))
    assert np.abs(before - after).max() < 1e-4
    assert not np.allclose(states(bert, IDS, REAL)[1], states(other, IDS, REAL)[1], atol=0.1)


def test_layers_read_zeros_for_cls_but_where_it_is_far_out(bert):
    other = with_tensors(bert, shifted(tensors(bert), SHAPE))
    alone = IDS[:1, :1]
    for before, after in zip(states(bert, alone)[:-1], states(other, alone)[:-1], strict=True):
        left = before - before.clamp(-REACH, REACH)
        assert torch.allclose(after, left, atol=0.01)
    assert states(bert, alone)[0].max() > 2 * REACH


def test_tensors_given_are_left_as_they_were(bert):
    given = tensors(bert)
    with_cls_unrounded(shifted(given, SHAPE), SHAPE)
    assert all(np.array_equal(given[name], tensor) for name, tensor in tensors(bert).items())


def test_positions_give_back_what_rounding_takes_from_cls_and_the_token_type(bert):
    given = tensors(bert)
    word, position, kind = (f"embeddings.{of}_embeddings.weight" for of in ("word", "position", "token_type"))

    def rounded(row):
        return np.rint(row * 127 / np.abs(row).max()) * np.abs(row).max() / 127

    new = with_cls_unrounded(given, SHAPE)[position]
    once = given[kind][0] - rounded(given[kind][0])
    assert np.allclose(new[1:], given[position][1:] + once, atol=1e-6)
    assert np.allclose(new[0], given[position][0] + once + given[word][CLS] - rounded(given[word][CLS]), atol=1e-6)


def test_a_tensor_that_is_missing_is_named(bert):
    given = tensors(bert)
    del given["encoder.layer.1.output.dense.bias"]
    with pytest.raises(KeyError, match="layer.1.output"):
        shifted(given, SHAPE)
