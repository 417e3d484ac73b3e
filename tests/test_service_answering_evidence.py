"""Features of sentences, and the networks that weigh them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from index.hits import Query, SearchResult
from service.answering.evidence import DESCRIBED, FEATURES, Evidence, collect
from service.answering.evidence_model import EvidenceModel
from service.answering.question import understand
from service.errors import ReaderDamaged
from tests.fakes import FakeEncoder
from tests.fakes_service import make_hit


def described(question: str, *texts: str, title: str | None = None) -> list[Evidence]:
    hits = tuple(make_hit(text, title=title, number=n) for n, text in enumerate(texts, 1))
    return collect(understand(question), SearchResult(Query(question), hits, 1), FakeEncoder())


def feature(evidence: Evidence, name: str) -> float:
    return float(evidence.features[FEATURES.index(name)])


def test_the_sentence_that_repeats_the_question_has_most_of_it() -> None:
    first, second = described("Chợ nổi họp mấy giờ?", "Trời mưa to. Chợ nổi họp từ 5 giờ sáng.")
    assert feature(second, "coverage") > feature(first, "coverage")
    assert feature(first, "behind_best") > feature(second, "behind_best") == 0


def test_another_year_is_seen_as_missing() -> None:
    right, wrong = described(
        "Năm 2023 có bao nhiêu vụ cháy?", "Năm 2023 có 34 vụ cháy.", "Năm 2024 có 21 vụ cháy."
    )
    assert feature(right, "other_year") == 0
    assert feature(wrong, "other_year") == 1
    assert feature(wrong, "sentence_numbers_missing") == 1


def test_a_heading_lends_its_words_to_what_follows() -> None:
    *_, last = described("Đến năm 2045 đạt bao nhiêu?", "Đến năm 2045\nQuy mô đạt 50 tỷ đồng.")
    assert feature(last, "sentence_numbers_missing") == 1
    assert feature(last, "lead_numbers_missing") == 0


def test_offsets_are_those_of_the_article() -> None:
    for evidence in described("Chợ nổi họp mấy giờ?", "Trời mưa to. Chợ nổi họp từ 5 giờ sáng."):
        assert evidence.hit.text[evidence.start : evidence.end] == evidence.text


def test_no_more_sentences_are_described_than_said() -> None:
    text = " ".join(f"Chợ số {n} họp sớm." for n in range(3 * DESCRIBED))
    assert len(described("Chợ nào họp sớm?", text)) == DESCRIBED


@settings(max_examples=60)
@given(question=st.text(min_size=1, max_size=60), texts=st.lists(st.text(max_size=120), max_size=3))
def test_features_are_finite_for_any_text(question: str, texts: list[str]) -> None:
    for evidence in described(question, *texts):
        assert evidence.features.shape == (len(FEATURES),)
        assert np.isfinite(evidence.features).all()


def weights(inputs: int) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    return {
        "mean": np.zeros(inputs, np.float32),
        "scale": np.ones(inputs, np.float32),
        "w0": np.ones((inputs, 2), np.float32),
        "b0": np.zeros(2, np.float32),
        "w1": np.array([[1.0], [-1.0]], np.float32),
        "b1": np.zeros(1, np.float32),
    }


def test_the_network_is_its_arithmetic(tmp_path: Path) -> None:
    path = tmp_path / "network.safetensors"
    save_file(weights(3), path)
    model = EvidenceModel.load(path, inputs=3)
    assert model.probabilities(np.ones((2, 3), np.float32)).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("content", [b"", b"\x00" * 64, None])
def test_damaged_weights_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "network.safetensors"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReaderDamaged, match=r"network\.safetensors"):
        EvidenceModel.load(path, inputs=3)


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "network.safetensors"
    save_file(weights(4), path)
    with pytest.raises(ReaderDamaged):
        EvidenceModel.load(path, inputs=3)
