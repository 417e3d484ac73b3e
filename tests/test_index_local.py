"""An index of files: what is damaged or gone is refused when it is opened."""

import logging

import pytest

from index.engine import Engine
from index.errors import IndexDamaged
from index.generations import generations
from index.local import LocalIndex
from tests.fakes import FakeEncoder
from tests.published import source

__all__ = ["source"]  # a fixture


@pytest.fixture
def index(tmp_path):
    return LocalIndex(tmp_path)


def found(engine, question):
    return [hit.passage_id for hit in engine.search(question).hits]


def test_a_damaged_new_generation_is_refused_and_the_old_one_serves(
    source, index, tmp_path, caplog
):
    index.publish(source, FakeEncoder())
    engine = Engine.open(index, source, FakeEncoder())
    source.add(16, "Khai mạc lễ hội hoa ban")
    name = index.publish(source, FakeEncoder()).generation
    (generations(tmp_path) / name / "dead.npy").write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        assert "p3" in found(engine, "bài viết số 3")
        assert "p3" in found(engine, "bài viết số 3")
    assert len(caplog.records) == 1
    assert "dead.npy" in caplog.text
    index.publish(source, FakeEncoder(), rebuild=True)
    assert found(engine, "lễ hội hoa ban")[0] == "p16"


def test_what_is_damaged_is_not_opened(source, index, tmp_path):
    name = index.publish(source, FakeEncoder()).generation
    (generations(tmp_path) / name / "dead.npy").unlink()
    with pytest.raises(IndexDamaged, match="tracuu reindex"):
        Engine.open(index, source, FakeEncoder())
