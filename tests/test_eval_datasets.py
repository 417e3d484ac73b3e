"""Reading data sets: what is taken, and one clear line for what is not."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from eval.datasets import Document, half, load_gold, load_retrieval, load_squad, storable
from eval.errors import BadDataset


def lines(path: Path, *rows: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    lines(
        tmp_path / "corpus.jsonl",
        {"_id": "d1", "title": "Huế", "text": "Huế\u0000 ở miền Trung.", "metadata": {}},
        {"_id": 3, "title": None, "text": "một"},
        {"_id": "d7", "title": "Chỉ có tên"},
    )
    lines(
        tmp_path / "queries.jsonl",
        {"_id": "q1", "text": "Huế ở đâu \ud800?"},
        {"_id": "q2", "text": "số một"},
        {"_id": "q3", "text": "không ai chấm"},
    )
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\r\nq1\td1\t2\r\nq1\td7\t0\nq2\t3\t1.0\nq9\td1\t1\n\n"
    )
    return tmp_path


def test_a_beir_folder(beir: Path) -> None:
    data = load_retrieval(beir)
    assert list(data.documents) == [
        Document("d1", "Huế", "Huế  ở miền Trung."),
        Document("3", "", "một"),
        Document("d7", "Chỉ có tên", ""),
    ]
    assert list(data.documents) == list(data.documents)  # read again each time
    assert data.queries == {"q1": "Huế ở đâu ??", "q2": "số một"}
    assert data.qrels == {"q1": {"d1": 2}, "q2": {"3": 1}}


def test_the_halves_part_the_questions_by_their_document(beir: Path) -> None:
    data = load_retrieval(beir)
    tune, report = data.restricted("tune"), data.restricted("report")
    # The SHA-256 of "d1" begins with 8, that of "3" with 4.
    assert (half("d1"), half("3")) == ("report", "tune")
    assert (report.queries.keys(), tune.queries.keys()) == ({"q1"}, {"q2"})
    assert (report.qrels.keys(), tune.qrels.keys()) == ({"q1"}, {"q2"})
    assert data.restricted(None) is data


def test_a_packed_corpus_of_another_place(beir: Path, tmp_path: Path) -> None:
    packed = tmp_path / "other.jsonl.xz"
    packed.write_bytes(lzma.compress((beir / "corpus.jsonl").read_bytes()))
    (beir / "corpus.jsonl").unlink()
    assert [d.id for d in load_retrieval(beir, packed).documents] == ["d1", "3", "d7"]
    with pytest.raises(BadDataset, match="--corpus"):
        load_retrieval(beir)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "d1"}\n{"_id": ', "line 2: not JSON"),
        ("corpus.jsonl", '["d1"]', "line 1: a JSON object was expected"),
        ("corpus.jsonl", '{"text": "x"}', "'_id' is missing"),
        ("corpus.jsonl", '{"_id": "d1", "text": ["x"]}', "'text' must be a string"),
        ("corpus.jsonl", b"\xff\xfe\x00", "cannot be read"),
        ("queries.jsonl", '{"_id": "q1"}', "'text' is missing"),
        ("qrels/test.tsv", "q1\td1\t1\nq2 2 1\n", "line 2"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n", "no question"),
    ],
)
def test_bad_files_are_named(beir: Path, file: str, content: str | bytes, message: str) -> None:
    (beir / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadDataset, match=message) as caught:
        list(load_retrieval(beir).documents)
    assert str(beir) in str(caught.value)


def test_a_damaged_archive_is_named(tmp_path: Path, beir: Path) -> None:
    packed = tmp_path / "torn.jsonl.xz"
    packed.write_bytes(lzma.compress(b'{"_id": "d1"}\n' * 999)[:-20])
    with pytest.raises(BadDataset, match=r"torn\.jsonl\.xz cannot be read"):
        list(load_retrieval(beir, packed).documents)


def test_squad_of_both_versions(tmp_path: Path) -> None:
    qas = [
        {"id": 1, "question": "Ở đâu?", "answers": [
            {"text": "Huế", "answer_start": 4}, {"text": "Huế", "answer_start": 9},
            {"text": "tại Huế", "answer_start": 0}]},
        {"id": "2", "question": "Ai?", "is_impossible": True, "answers": [],
         "plausible_answers": [{"text": "ông", "answer_start": 0}]},
        {"id": "3", "question": "Gì?", "answers": [{"text": " ", "answer_start": 0}]},
    ]  # fmt: skip
    data = {"data": [{"title": "t", "paragraphs": [{"context": "tại Huế, Huế", "qas": qas}]}]}
    found = load_squad(lines(tmp_path / "squad.json", data))
    assert [(q.id, q.answers, q.starts) for q in found] == [
        ("1", ("Huế", "tại Huế"), (4, 0)),
        ("2", (), ()),
        ("3", (), ()),
    ]
    assert {(q.title, q.context) for q in found} == {("t", "tại Huế, Huế")}


@pytest.mark.parametrize("content", ["", "[]", '{"data": 1}', '{"data": [{"title": "t"}]}', "{}"])
def test_what_is_no_squad_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "squad.json"
    path.write_text(content)
    with pytest.raises(BadDataset, match=r"squad\.json is not a SQuAD file"):
        load_squad(path)


def test_a_squad_file_without_questions(tmp_path: Path) -> None:
    with pytest.raises(BadDataset, match="no question"):
        load_squad(lines(tmp_path / "squad.json", {"data": []}))


def test_gold_lines(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "gold.jsonl",
        {"id": "a", "kind": "date", "question": "Khi nào?", "answers": ["1/4"], "articles": ["x"],
         "conversation": [{"role": "user", "content": "Chào"}]},
        {"id": "b", "question": "Gì?", "answers": [], "all_of": None},
    )  # fmt: skip
    first, second = load_gold(path)
    assert (first.kind, first.answers, first.articles) == ("date", ("1/4",), ("x",))
    assert first.conversation == (("user", "Chào"),)
    assert not first.must_abstain
    assert (second.kind, second.must_abstain) == ("fact", True)


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a"},
        {"id": "a", "question": "q", "answers": "1/4"},
        {"id": "a", "question": "q", "articles": [1]},
        {"id": "a", "question": "q", "conversation": [{"role": "robot", "content": "x"}]},
        {"id": "a", "question": "q", "conversation": ["x"]},
    ],
)
def test_bad_gold_lines_are_named(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(BadDataset, match=r"gold\.jsonl, line 1"):
        load_gold(lines(tmp_path / "gold.jsonl", row))


def test_storable() -> None:
    assert storable("a\0b\ud800c") == "a b?c"
