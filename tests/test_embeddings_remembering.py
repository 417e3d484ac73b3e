"""The encoder that remembers gives the vectors of the one behind it, and asks it once."""

from collections.abc import Sequence

import numpy as np
import pytest

from embeddings.encoder import Encoder, Vectors
from embeddings.loading import load_encoder
from embeddings.remembering import RememberingEncoder

TEXTS = ["Nghị quyết 57-NQ/TW", "chuyển đổi số", "", "Câu hỏi", "chuyển đổi số"]


class Counted:
    """An encoder that notes what it is asked."""

    def __init__(self) -> None:
        self._encoder = load_encoder()
        self.fingerprint, self.dimension = self._encoder.fingerprint, self._encoder.dimension
        self.questions: list[list[str]] = []
        self.passages: list[list[str]] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.questions.append(list(texts))
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages.append(list(texts))
        return self._encoder.encode_passages(texts)


@pytest.fixture
def counted() -> Counted:
    return Counted()


def test_it_is_the_encoder_behind_it(counted: Counted) -> None:
    remembering = RememberingEncoder(counted)
    assert isinstance(remembering, Encoder)
    assert remembering.fingerprint == counted.fingerprint
    assert remembering.dimension == counted.dimension
    encoder = load_encoder()
    for _ in range(2):
        assert np.array_equal(remembering.encode_passages(TEXTS), encoder.encode_passages(TEXTS))
        assert np.array_equal(remembering.encode_queries(TEXTS), encoder.encode_queries(TEXTS))
    assert remembering.encode_queries([]).shape == (0, counted.dimension)


def test_a_text_is_encoded_once(counted: Counted) -> None:
    remembering = RememberingEncoder(counted)
    remembering.encode_passages(["một", "hai"])
    remembering.encode_passages(["hai", "ba", "ba"])
    remembering.encode_passages(["ba", "một"])
    assert counted.passages == [["một", "hai"], ["ba"]]
    # A question may be encoded in another way than a passage.
    remembering.encode_queries(["một"])
    assert counted.questions == [["một"]]


def test_what_was_given_out_may_be_written_into(counted: Counted) -> None:
    remembering = RememberingEncoder(counted)
    before = remembering.encode_queries(["chuyển đổi số"])
    kept = before.copy()
    before[:] = 0
    assert np.array_equal(remembering.encode_queries(["chuyển đổi số"]), kept)


def test_many_texts_pass_through_and_the_oldest_are_forgotten(counted: Counted) -> None:
    remembering = RememberingEncoder(counted)
    many = [f"câu {i}" for i in range(100)]
    for _ in range(2):
        remembering.encode_queries(many)
    assert counted.questions == [many, many]
    for i in range(300):
        remembering.encode_queries([f"câu {i}"])
    remembering.encode_queries(["câu 299"])
    remembering.encode_queries(["câu 0"])
    assert counted.questions[2:] == [[f"câu {i}"] for i in [*range(300), 0]]
