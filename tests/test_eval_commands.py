"""The commands from end to end, on sets small enough to see through."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.datasets import Document, ReadingQuestion
from eval.errors import BadDataset
from eval.retrieval import documents
from eval.workspace import Workspace

DOCUMENTS = [
    {"_id": "hue", "title": "", "text": "Huế là thành phố ở miền Trung."},
    {"_id": "hanoi", "title": "Thủ đô", "text": "Hà Nội là thủ đô của Việt Nam."},
    {"_id": "again", "title": "Thủ đô", "text": "Hà Nội là thủ đô của Việt Nam."},
    {"_id": "title", "title": "Đà Nẵng", "text": ""},
    {"_id": "short", "title": "", "text": "ừ"},
    {"_id": "empty", "title": "", "text": " "},
    {"_id": "sign", "title": "", "text": "—"},
    {"_id": "decree", "title": "", "text": "Chính phủ ban hành Nghị quyết số 71/NQ-CP.\n" * 60},
]
QUERIES = {
    "q1": ("Huế ở đâu?", "hue"),
    "q2": ("Thủ đô của Việt Nam là gì?", "again"),
    "q3": ("Đà Nẵng", "title"),
    "q4": ("Nghị quyết 71/NQ-CP", "decree"),
}


def beir(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, DOCUMENTS)))
    asked = [{"_id": key, "text": text} for key, (text, _) in QUERIES.items()]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)))
    grades = [f"{key}\t{document}\t1" for key, (_, document) in QUERIES.items()]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *grades]))
    return folder


def squad(folder: Path) -> Path:
    context = "Thư viện số của thành phố Giang Sơn mở cửa ngày 12/3/2024."
    answers = [{"text": "12/3/2024", "answer_start": context.index("12/3")}]
    qas = [
        {"id": "a", "question": "Thư viện số của thành phố Giang Sơn mở cửa ngày nào?",
         "answers": answers},
        {"id": "b", "question": "Ai là vua của nước Pháp năm 1700?", "is_impossible": True},
    ]  # fmt: skip
    other = {"context": "Huế là thành phố ở miền Trung.", "qas": []}
    paragraphs = [{"context": context, "qas": qas}, other]
    path = folder / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "t", "paragraphs": paragraphs}]}))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    assert main([str(a) for a in (*arguments, "--out", "-")]) == 0
    shown = capsys.readouterr()
    assert "│" in shown.err
    found: dict[str, Any] = json.loads(shown.out)
    return found


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert main([str(a) for a in arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    return shown.err


def test_every_document_can_be_returned() -> None:
    ready = [Document(d["_id"], d["title"], d["text"]) for d in DOCUMENTS]
    with Workspace.of_documents(iter(ready)) as workspace:
        found = {d for text, _ in QUERIES.values() for d in documents(workspace, text, None)}
        found |= documents(workspace, "ừ", None).keys()
        assert found == {d["_id"] for d in DOCUMENTS} - {"empty"}
        assert next(iter(documents(workspace, "Huế ở đâu?", None))) == "hue"
        # The decree has many passages and is one document.
        assert list(documents(workspace, "71/NQ-CP", None)).count("decree") == 1


def test_a_corpus_without_text_is_refused() -> None:
    with pytest.raises(BadDataset, match="no text"):
        Workspace.of_documents([Document("a", "", " ")])


def test_paragraphs_are_held_once() -> None:
    questions = [ReadingQuestion(str(n), "?", (), "t", f"Đoạn {n // 2}.") for n in range(6)]
    with Workspace.of_questions(questions) as workspace:
        assert workspace.passages == 3
        assert workspace.search("Đoạn 1", top=1).hits[0].article_id == workspace.article_of(
            "Đoạn 1."
        )


def test_retrieval(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "retrieval", "--dataset", beir(tmp_path))
    assert found["metrics"].keys() == {"P@1", "R@10", "MRR@10", "nDCG@10"} == found["ci95"].keys()
    assert found["metrics"]["R@10"] == 1.0
    assert found["metrics"]["P@1"] == 0.75  # "again" stands behind "hanoi", whose text it shares
    assert found["queries"] == 4
    assert found["passages"] >= 6
    assert found["seconds"].keys() == {"index", "search"}
    assert found["peak_rss_mb"] > 20
    assert found["encoder"].startswith("static-")
    assert "embeddings/bundled/0_StaticEmbedding/tokenizer.json" in found["models"]


def test_a_leg_half_of_the_questions_and_no_diacritics(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = beir(tmp_path)
    (folder / "corpus.jsonl").rename(tmp_path / "elsewhere.jsonl")
    arguments = ("retrieval", "--dataset", folder, "--corpus", tmp_path / "elsewhere.jsonl")
    tune, report = (
        run(capsys, *arguments, "--leg", "lexical", "--unaccented", "--half", half)
        for half in ("tune", "report")
    )
    assert tune["queries"] + report["queries"] == 4
    assert (tune["leg"], tune["half"], tune["unaccented"]) == ("lexical", "tune", True)


@pytest.mark.parametrize("command", ["reading", "open"])
def test_reading(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, command, "--squad", squad(tmp_path))
    assert all(0 <= value <= 1 for value in found["metrics"].values() if value is not None)
    assert {"EM", "F1", "evidence", "EM_unanswerable"} <= found["metrics"].keys()
    assert found["questions"] == 2
    assert len(found["per_question"]) == 2
    opened = {"citation_precision", "citation_recall", "answer_rate"}
    assert opened.issubset(found["metrics"]) == (command == "open")


def test_bad_input_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = beir(tmp_path / "set")
    asked = ("--out", "-")
    assert "Missing option" in refused(capsys, "reading", *asked)
    assert "No such command" in refused(capsys, "guess")
    assert "cannot be read" in refused(capsys, "open", "--squad", tmp_path / "no.json", *asked)
    assert "no corpus" in refused(capsys, "retrieval", "--dataset", tmp_path, *asked)
    assert "is not" in refused(capsys, "retrieval", "--dataset", folder, "--half", "x", *asked)
    encoder = ("--encoder", tmp_path / "none")
    assert "no model" in refused(capsys, "retrieval", "--dataset", folder, *encoder, *asked)
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "question": "?"}')
    data = ("--data", tmp_path / "none")
    assert "no store" in refused(capsys, "answers", "--gold", gold, *data, *asked)
    assert not (tmp_path / "none").exists()
