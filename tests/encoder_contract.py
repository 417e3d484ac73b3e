"""What every `Encoder` must do; a test module subclasses this and gives the fixture `encoder`."""

import threading

import numpy as np

from embeddings.encoder import Encoder, Vectors

TEXTS = [
    "Bộ Chính trị ban hành Nghị quyết 57-NQ/TW ngày 22/12/2024.",
    "chuyen doi so",
    "Digital transformation in Vietnam.",
    "Một câu dài hơn hẳn các câu khác. " * 40,
    "",
    "   \n\t",
    "🜚",
]


class EncoderContract:
    """Inherit as `TestX(EncoderContract)`."""

    def test_is_an_encoder(self, encoder: Encoder) -> None:
        assert isinstance(encoder, Encoder)
        assert 0 < len(encoder.fingerprint) <= 64
        assert encoder.dimension > 0

    def test_shape_and_dtype(self, encoder: Encoder) -> None:
        for vectors in _both(encoder, TEXTS):
            assert vectors.shape == (len(TEXTS), encoder.dimension)
            assert vectors.dtype == np.float32

    def test_no_texts_give_no_rows(self, encoder: Encoder) -> None:
        for vectors in _both(encoder, []):
            assert vectors.shape == (0, encoder.dimension)
            assert vectors.dtype == np.float32

    def test_rows_have_unit_length_or_are_zero(self, encoder: Encoder) -> None:
        for vectors in _both(encoder, TEXTS):
            assert np.isfinite(vectors).all()
            lengths = np.linalg.norm(vectors, axis=1)
            assert np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0))
            assert np.all(lengths[:4] > 0)

    def test_a_text_has_one_vector_in_any_company_and_order(self, encoder: Encoder) -> None:
        together = encoder.encode_passages(TEXTS)
        backwards = encoder.encode_passages(TEXTS[::-1])[::-1]
        alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
        np.testing.assert_allclose(together, backwards, atol=1e-5)
        np.testing.assert_allclose(together, alone, atol=1e-5)

    def test_threads_do_not_disturb_each_other(self, encoder: Encoder) -> None:
        expected = encoder.encode_queries(TEXTS)
        results: list[Vectors] = []
        work = [
            threading.Thread(target=lambda: results.append(encoder.encode_queries(TEXTS)))
            for _ in range(4)
        ]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        assert len(results) == 4
        for result in results:
            np.testing.assert_allclose(result, expected, atol=1e-5)


def _both(encoder: Encoder, texts: list[str]) -> tuple[Vectors, Vectors]:
    return encoder.encode_queries(texts), encoder.encode_passages(texts)
