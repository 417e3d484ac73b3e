"""The weight of the dense leg is the one that finds most on the tune half."""

import json

import numpy as np
import pytest

from embeddings.loading import load_encoder
from eval import tuning
from eval.__main__ import main
from eval.datasets import Document, Retrieval, half
from eval.errors import BadDataset
from eval.workspace import Workspace
from index.fusion import Fusion
from index.tuned import SHIPPED, UNKNOWN, Fusions
from service.compose import Service
from service.settings import load_settings
from tests.encoder_contract import EncoderContract
from tests.fakes import FakeEncoder
from tests.test_eval_commands import refused, run

NAMES = [f"hồ sơ {number}" for number in range(100, 140)]


class Knowing(FakeEncoder):
    """Takes a question for one on the document of its number, or of one so many further."""

    def __init__(self, further: int) -> None:
        super().__init__(fingerprint=f"knowing-{further}", dimension=len(NAMES))
        self.further, self.asked = further, 0

    def encode_queries(self, texts):
        self.asked += len(texts)
        return np.roll(self._encode(texts), self.further, axis=1)

    def _encode(self, texts):
        return np.eye(len(NAMES), dtype=np.float32)[[NAMES.index(text[-9:]) for text in texts]]


def data(*, right: int) -> Retrieval:
    """Each question names a document; right is that one, or one so many further."""
    documents = [Document(name, "", f"Đây là {name}") for name in NAMES]
    asked = {f"q{n}": f"Hỏi về {name}" for n, name in enumerate(NAMES)}
    qrels = {f"q{n}": {NAMES[(n + right) % len(NAMES)]: 1} for n in range(len(NAMES))}
    return Retrieval(documents, asked, qrels)


def tuned(encoder: FakeEncoder, found: Retrieval):
    tried = tuning.Tried()
    model = tuning.Remembering(encoder)
    with Workspace.of_documents(found.documents, encoder=model, fusions=tried) as workspace:
        return tuning.run(found, workspace, tried)


def test_an_encoder_that_knows_better_than_the_words_weighs_most():
    encoder = Knowing(further=1)
    weight, result = tuned(encoder, data(right=1))
    # The right one has w and a little for "hồ sơ", the one that is named 1 - w: the middle of 0.5
    # to 1 is kept.
    assert weight == 0.7
    assert result["fusion"] == {"weight": 0.7, "stretched": True}
    assert result["metrics"]["P@1"] == 1.0
    assert result["before"]["weight"] == UNKNOWN.weight
    assert result["before"]["metrics"]["P@1"] == 0.0
    assert result["difference"]["nDCG@10"] == pytest.approx(1 - 1 / np.log2(3), abs=1e-4)
    halves = [half(name) for name in NAMES]
    assert result["queries"] == {name: halves.count(name) for name in ("tune", "report")}
    assert encoder.asked == len(NAMES)  # each question once, whatever is tried


def test_an_encoder_that_is_wrong_where_the_words_are_right_weighs_little():
    weight, result = tuned(Knowing(further=1), data(right=0))
    assert weight == 0.2
    assert [point["weight"] for point in result["curve"]] == list(tuning.WEIGHTS)
    assert [point["nDCG@10"] for point in result["curve"][:5]] == [1.0] * 5
    assert result["curve"][-1]["nDCG@10"] < 0.7


def test_where_both_are_right_the_middle_is_kept():
    weight, result = tuned(Knowing(further=0), data(right=0))
    assert weight == 0.5
    assert result["difference"] == {"nDCG@10": 0.0, "ci95": (0.0, 0.0), "p": 1.0}


@pytest.mark.parametrize(
    ("curve", "weight"),
    [
        ([(0.0, 0.5), (0.5, 0.8), (1.0, 0.6)], 0.5),
        ([(0.0, 0.799), (0.5, 0.8), (1.0, 0.7985)], 0.5),
        ([(0.0, 0.799), (0.5, 0.8), (1.0, 0.797)], 0.0),
    ],
)
def test_the_middle_of_what_is_as_good_as_the_best(curve, weight):
    assert tuning.choose(curve) == weight


def test_a_half_without_a_question_is_refused():
    with pytest.raises(BadDataset, match="no question falls into the report half"):
        tuned(Knowing(further=0), data(right=0).restricted("tune"))


class TestRemembering(EncoderContract):
    @pytest.fixture
    def encoder(self):
        return tuning.Remembering(load_encoder())


# the command


@pytest.fixture
def folder(tmp_path):
    """A BEIR set of a document for each number."""
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    lines = [{"_id": name, "title": "", "text": f"Đây là {name}"} for name in NAMES]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)))
    asked = [{"_id": name, "text": f"Hỏi về {name}"} for name in NAMES]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    grades = [f"{name}\t{name}\t1" for name in NAMES]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *grades]))
    return folder


def test_the_weight_is_kept_and_used(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("TRACUU_DATA", str(tmp_path / "data"))
    found = run(capsys, "tune-fusion", "--dataset", folder)
    (fingerprint,) = SHIPPED
    assert found["encoder"] == fingerprint == load_encoder().fingerprint
    assert found["before"]["weight"] == 0.2
    kept = json.loads((tmp_path / "data" / "fusion.json").read_text("utf-8"))[fingerprint]
    assert kept["weight"] == found["fusion"]["weight"]
    assert (kept["dataset"], kept["questions"]) == ("set", found["queries"]["tune"])
    with Service(load_settings(data=tmp_path / "service"), create=True) as service:
        service.publish()
        assert service.engine.fusion == SHIPPED[fingerprint]
    with Service(load_settings(), create=True) as service:
        service.publish()
        assert service.engine.fusion == Fusion(kept["weight"], stretched=False)
        service.publish(rebuild=True)
        assert service.engine.fusion == Fusion(kept["weight"], stretched=False)
    again = run(capsys, "retrieval", "--dataset", folder)
    assert again["fusion"] == {"weight": kept["weight"], "stretched": False}


def test_another_data_directory(folder, tmp_path, capsys):
    run(capsys, "tune-fusion", "--dataset", folder, "--data", tmp_path / "data")
    (fingerprint,) = SHIPPED
    assert Fusions(tmp_path / "data" / "fusion.json").of(fingerprint).stretched is False
    (tmp_path / "data" / "fusion.json").write_text("{")
    asked = ("--dataset", folder, "--data", tmp_path / "data", "--out", "-")
    assert main(["tune-fusion", *map(str, asked)]) == 2
    assert "delete it" in capsys.readouterr().err


def test_bad_input(folder, tmp_path, capsys):
    asked = ("tune-fusion", "--out", "-")
    assert "Missing option" in refused(capsys, *asked)
    assert "no corpus" in refused(capsys, *asked, "--dataset", tmp_path)
    (folder / "qrels" / "test.tsv").write_text(f"{NAMES[0]}\t{NAMES[0]}\t1")
    assert "give a set of more questions" in refused(capsys, *asked, "--dataset", folder)
