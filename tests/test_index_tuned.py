"""What was tuned for an encoder, on disk and in a search."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.loading import load_encoder
from index.engine import Engine
from index.errors import FusionDamaged, FusionUnwritable
from index.fusion import Fusion
from index.local import LocalIndex
from index.publish import publish
from index.tuned import SHIPPED, UNKNOWN, Fusions, keep
from tests.commands import output
from tests.fakes import FakeEncoder, FakeSource

SAMPLE = sorted((Path(__file__).parents[1] / "corpus" / "samples").glob("*.txt"))[0]


def test_the_bundled_encoder_has_its_own():
    fingerprint = load_encoder().fingerprint
    assert Fusions().of(fingerprint) == SHIPPED[fingerprint] == Fusion(0.2, stretched=False)


def test_an_unknown_encoder_has_the_default(tmp_path):
    assert Fusions().of("st-unknown") == Fusions(tmp_path / "none.json").of("st-unknown") == UNKNOWN


def test_what_was_tuned_stays_until_it_is_tuned_again(tmp_path):
    path = tmp_path / "new" / "fusion.json"
    keep(path, "st-a", 0.6, dataset="một bộ câu hỏi")
    keep(path, "st-b", 1)
    assert Fusions(path).of("st-a") == Fusion(0.6)
    assert json.loads(path.read_text("utf-8"))["st-a"]["dataset"] == "một bộ câu hỏi"
    keep(path, "st-a", 0.35)
    assert [Fusions(path).of(name) for name in ("st-a", "st-b")] == [Fusion(0.35), Fusion(1.0)]
    assert Fusions(path).of("st-c") == UNKNOWN
    assert not path.with_suffix(".partial").exists()


def test_the_bundled_encoder_keeps_its_form(tmp_path):
    (fingerprint,) = SHIPPED
    keep(tmp_path / "fusion.json", fingerprint, 0.3)
    assert Fusions(tmp_path / "fusion.json").of(fingerprint) == Fusion(0.3, stretched=False)


@given(st.dictionaries(st.text(min_size=1, max_size=64), st.floats(0, 1), min_size=1, max_size=5))
def test_any_weight_is_read_as_it_was_kept(tmp_path_factory, weights):
    path = tmp_path_factory.mktemp("kept") / "fusion.json"
    for fingerprint, weight in weights.items():
        keep(path, fingerprint, weight)
    assert {name: Fusions(path).of(name).weight for name in weights} == weights


def test_several_that_tune_at_once_lose_nothing(tmp_path):
    path = tmp_path / "fusion.json"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep(path, f"st-{n}", n / 32), range(32)))
    assert [Fusions(path).of(f"st-{n}").weight for n in range(32)] == [n / 32 for n in range(32)]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"st-a": 0.4}', '{"st-a": {}}', '{"st-a": {"weight": 1.1}}',
     '{"st-a": {"weight": "0.4"}}', '{"st-a": {"weight": true}}', '{"st-a": {"weight": NaN}}'],
)  # fmt: skip
def test_a_file_of_another_making_is_refused(tmp_path, content):
    path = tmp_path / "fusion.json"
    path.write_text(content)
    with pytest.raises(FusionDamaged, match=r"fusion\.json cannot be used .*delete it"):
        Fusions(path).of("st-a")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FusionUnwritable, match="what was tuned before still holds"):
        keep(tmp_path / "file" / "fusion.json", "st-a", 0.5)


# in a search


@pytest.fixture
def source():
    found = FakeSource()
    found.add(1, "giá vàng tăng")  # the question's words
    found.add(2, "aaa bbbb cccc")  # words of the same lengths as the question's
    found.add(3, "mưa")
    return found


def opened(directory: Path, source: FakeSource, weights: Path) -> Engine:
    publish(source, FakeEncoder(), directory)
    return Engine.open(LocalIndex(directory), source, FakeEncoder(), fusions=Fusions(weights))


def first(engine):
    return engine.search("vàng hạ, giá hạn").hits[0].passage_id


def test_a_weight_holds_from_the_next_search_on(tmp_path, source):
    weights = tmp_path / "fusion.json"
    engine = opened(tmp_path / "index", source, weights)
    assert engine.fusion == UNKNOWN
    keep(weights, "fake-1", 0.0)
    assert first(engine) == "p1"
    keep(weights, "fake-1", 1.0)
    assert engine.fusion == Fusion(1.0)
    assert engine.search("vàng hạ, giá hạn").hits[0].score == 1.0
    keep(weights, "fake-2", 0.0)  # another encoder's
    assert engine.fusion == Fusion(1.0)


def test_a_damaged_file_stops_the_start_but_not_a_running_engine(tmp_path, source, caplog):
    weights = tmp_path / "fusion.json"
    keep(weights, "fake-1", 0.25)
    engine = opened(tmp_path / "index", source, weights)
    weights.write_text("{")
    with caplog.at_level(logging.ERROR):
        assert engine.search("vàng").hits
    assert "fusion.json cannot be used" in caplog.text
    assert engine.fusion == Fusion(0.25)
    with pytest.raises(FusionDamaged):
        opened(tmp_path / "index", source, weights)
    weights.unlink()
    assert engine.fusion == UNKNOWN


def test_the_doctor_names_the_file(tmp_path, capsys):
    made = output(capsys, "ingest", str(SAMPLE), "--data", str(tmp_path))
    assert made["added"] == 1
    assert output(capsys, "doctor", "--data", str(tmp_path))["sound"]
    (tmp_path / "fusion.json").write_text("{")
    (problem,) = output(capsys, "doctor", "--data", str(tmp_path), code=1)["problems"]
    assert "fusion.json cannot be used" in problem["what"]
    assert problem["remedy"] == f"delete {tmp_path / 'fusion.json'}"
