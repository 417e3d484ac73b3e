"""The work done by a Ray cluster of two machines: the same as here, whoever dies meanwhile."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ray.cluster_utils import Cluster as Machines

from corpus.articles import RawDocument
from corpus.errors import WorkStopped
from corpus.ingest import Summary, ingest
from corpus.readers import Refusal
from corpus.spread import Executor, Executors, Spread
from corpus.store import LOCK_FILE, Store
from embeddings.encoder import Encoder, EncoderElsewhere
from embeddings.loading import load_encoder
from index.cluster import waves
from index.cluster.encoders import ClusterEncoder
from index.cluster.joining import Cluster
from index.engine import Engine
from index.errors import ClusterAway
from index.local import LocalIndex
from service.cli.program import run
from tests.dying import Mortal, die, die_once, load_mortal
from tests.encoder_contract import EncoderContract
from tests.executor_contract import ExecutorContract, complain
from tests.fakes import FakeEncoder
from tests.ray_cluster import machines as two_machines
from tests.test_corpus_ingest import page, raw

# Ray Data warns of a setting of its own that it copies from one list to the next.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context")
BAD = RawDocument("/data/bad.txt", "bad", b"\x00\xff\x80" * 1000, "text/plain")
ARTICLES = 60
TIMES = re.compile(r'"\w+_at":"[^"]+"')


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    with two_machines() as started:
        yield started


@pytest.fixture(scope="module")
def cluster(machines: Machines) -> Iterator[Cluster]:
    with Cluster(machines.address) as joined:
        yield joined


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return load_encoder()


@pytest.fixture
def executor(cluster: Cluster) -> Iterator[Executor]:
    with cluster.executor(__name__) as made:
        yield made


class TestAsAnExecutor(ExecutorContract):
    def test_what_is_logged_there_is_logged_here(
        self, executor: Executor, caplog: pytest.LogCaptureFixture
    ) -> None:
        list(executor.map(complain, range(40)))
        assert sorted(caplog.messages) == sorted(f"number {n} is odd" for n in range(1, 40, 2))


@pytest.fixture(scope="module")
def encoder(cluster: Cluster, bundled: Encoder) -> ClusterEncoder:
    return cluster.encoder(bundled, load_encoder)


class TestAsAnEncoder(EncoderContract):
    def test_many_passages_are_encoded_elsewhere_as_they_are_here(
        self, encoder: ClusterEncoder, bundled: Encoder
    ) -> None:
        texts = [f"Bài số {number} về chuyển đổi số" for number in range(600)]
        assert isinstance(encoder, EncoderElsewhere)
        first, second = encoder.begin_passages(texts), encoder.begin_passages(texts[:40])
        assert np.array_equal(second(), bundled.encode_passages(texts[:40]))
        assert np.array_equal(first(), bundled.encode_passages(texts))


def sources() -> list[RawDocument | Refusal]:
    return [*map(raw, range(ARTICLES)), BAD, raw(3, key="/data/copy.txt")]


def brought(folder: Path, executors: Executors, encoder: Encoder) -> tuple[Summary, list[Any]]:
    """Bring the sources into a new store and index; return all that can be seen of them."""
    folder.mkdir()
    with Store.open(folder / "store.sqlite", lock=folder / LOCK_FILE) as store:
        summary = ingest(sources(), store, executors=executors)
        index = LocalIndex(folder / "index")
        index.publish(store, encoder, executors=executors)
        assert store.check() == []
        assert index.lacking(store, encoder) == 0
        again = ingest(sources(), store, executors=executors)
        assert (again.unchanged, len(again.refused)) == (ARTICLES + 1, 1)
        engine = Engine.open(index, store, encoder)
        keys = [key for key, _ in store.live_passages()]
        seen = [
            *(TIMES.sub("", line) for line in store.export()),
            *store.passages(keys),
            *(engine.search(f"bài số {number}", top=20).hits for number in (7, 41)),
        ]
    return summary, seen


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, bundled: Encoder) -> tuple[Summary, list[Any]]:
    """What one process makes of the sources."""
    only = partial(Spread, processes=1)
    return brought(tmp_path_factory.mktemp("alone") / "data", only, bundled)


def test_a_cluster_brings_what_one_process_does(
    cluster: Cluster, encoder: Encoder, tmp_path: Path, alone: tuple[Summary, list[Any]]
) -> None:
    assert brought(tmp_path / "data", cluster.executor, encoder) == alone
    assert (alone[0].added, alone[0].duplicate) == (ARTICLES, 1)
    assert [refusal.name for refusal in alone[0].refused] == ["bad"]


def test_the_command_takes_the_cluster_and_prints_one_object(
    machines: Machines,
    cluster: Cluster,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRACUU_RAY", machines.address)
    (tmp_path / "texts").mkdir()
    for number in range(40):
        (tmp_path / "texts" / f"{number}.txt").write_text(page(number), encoding="utf-8")
    data = str(tmp_path / "data")
    assert run(["ingest", str(tmp_path / "texts"), "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == 40
    assert run(["doctor", "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"]


def test_a_machine_with_another_program_is_refused(cluster: Cluster) -> None:
    with (
        waves.Waves(cluster.processors, "another") as other,
        pytest.raises(WorkStopped, match="another version"),
    ):
        list(other.map(abs, range(40)))


def test_killed_half_way_nothing_is_lost_and_nothing_twice(
    cluster: Cluster, bundled: Encoder, tmp_path: Path, alone: tuple[Summary, list[Any]]
) -> None:
    reader, encoder = tmp_path / "reader", tmp_path / "encoder"
    made = cluster.encoder(bundled, partial(load_mortal, encoder))
    with_deaths = brought(
        tmp_path / "data", lambda module: Mortal(cluster.executor(module), "31", reader), made
    )
    made.close()
    assert reader.exists()
    assert encoder.exists()
    assert with_deaths == alone


def one_encoder(load: Callable[[], Encoder]) -> ClusterEncoder:
    return ClusterEncoder(FakeEncoder(), load, 1, on_gpus=False)


def test_an_encoder_that_is_another_or_is_not_there(cluster: Cluster) -> None:
    texts = ["một"] * 40
    with pytest.raises(ClusterAway, match=r"has encoder fake-2, this one fake-1"):
        one_encoder(partial(FakeEncoder, "fake-2")).begin_passages(texts)
    with pytest.raises(ClusterAway, match="model 'no/model'"):
        one_encoder(partial(load_encoder, "no/model")).begin_passages(texts)


def fake_after_a_death(at: Path) -> FakeEncoder:
    die_once(at)
    return FakeEncoder()


def test_an_encoder_that_is_lost_as_it_starts_is_started_anew(
    cluster: Cluster, tmp_path: Path
) -> None:
    texts = [f"bài {number}" for number in range(40)]
    made = one_encoder(partial(fake_after_a_death, tmp_path / "died"))
    assert np.array_equal(made.encode_passages(texts), FakeEncoder().encode_passages(texts))
    assert (tmp_path / "died").exists()
    made.close()


def test_what_kills_whoever_has_it_is_given_up(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waves, "RETRIES", 1)
    with pytest.raises(WorkStopped, match="run the command again"):
        list(executor.map(die, range(40)))


def test_a_machine_is_lost_half_way(
    encoder: ClusterEncoder, machines: Machines, bundled: Encoder, executor: Executor
) -> None:
    texts = [f"Bài số {number}" for number in range(1_000)]
    assert len(encoder.encode_passages(texts)) == 1_000
    results = executor.map(abs, range(400))
    assert next(results) == 0
    waiting = encoder.begin_passages(texts)
    machines.remove_node(next(iter(machines.worker_nodes)), allow_graceful=False)
    assert list(results) == list(range(1, 400))
    assert np.array_equal(waiting(), bundled.encode_passages(texts))
    assert np.array_equal(encoder.encode_passages(texts), bundled.encode_passages(texts))
