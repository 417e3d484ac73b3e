"""The span network: spans it may give, sentences that do not disturb each other, bad weights."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from service.answering.question import understand
from service.answering.span_input import FEATURES, MAX_TOKENS, ask, describe
from service.answering.span_model import WIDTH, SpanModel, buckets
from service.errors import ReaderDamaged

QUESTION = ask(understand("Kinh phí xây dựng thư viện là bao nhiêu?"))
SENTENCES = st.text(alphabet="abc ,.1%đủ(“”)", min_size=1, max_size=120).filter(
    lambda text: any(c.isalnum() for c in text)
)


@pytest.fixture(scope="module")
def model() -> SpanModel:
    return SpanModel.load()


@given(size=st.integers(1, 90))
def test_a_span_has_a_bucket_if_it_may_be_an_answer(size: int) -> None:
    table = buckets(size)
    for first, last in ((0, 0), (size - 1, 0), (0, size - 1), (size // 2, size - 1)):
        fits = 0 <= last - first < WIDTH
        assert (table[first, last] >= 0) == fits


@settings(max_examples=25)
@given(texts=st.lists(SENTENCES, min_size=1, max_size=4))
def test_sentences_read_together_are_read_as_alone(model: SpanModel, texts: list[str]) -> None:
    inputs = [describe(QUESTION, text) for text in texts]
    together = model.read(QUESTION, inputs)
    for reply, item in zip(together, inputs, strict=True):
        alone = model.read(QUESTION, [item])[0]
        assert 0 <= reply.first <= reply.last < len(item.side.tokens)
        assert reply.last - reply.first < WIDTH
        assert 0 <= reply.probability <= 1.0001
        assert reply.gain == pytest.approx(alone.gain, abs=1e-3)


def test_the_nearer_of_two_amounts_is_the_answer(model: SpanModel) -> None:
    sentence = "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, lấy từ ngân sách thành phố."
    item = describe(QUESTION, sentence)
    reply = model.read(QUESTION, [item])[0]
    tokens = item.side.tokens
    assert "18,5" in sentence[tokens[reply.first].start : tokens[reply.last].end]


def test_a_sentence_that_answers_gains_over_one_that_does_not(model: SpanModel) -> None:
    items = [
        describe(QUESTION, "Kinh phí xây dựng thư viện là 18,5 tỷ đồng."),
        describe(QUESTION, "Trời hôm nay nhiều mây và có mưa rào."),
    ]
    answers, rest = model.read(QUESTION, items)
    assert answers.gain > rest.gain


def test_features_are_finite_and_as_many_as_said() -> None:
    item = describe(QUESTION, "Từ " * (MAX_TOKENS + 20))
    assert item.features.shape == (MAX_TOKENS, FEATURES)
    assert np.isfinite(item.features).all()


@pytest.mark.parametrize("content", [b"", b"not weights", None])
def test_damaged_weights_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "spans.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReaderDamaged, match=r"spans\.safetensors"):
        SpanModel.load(path)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "spans.safetensors"
    save_file({"length": np.zeros((3, 2), np.float16)}, path)
    with pytest.raises(ReaderDamaged):
        SpanModel.load(path)
