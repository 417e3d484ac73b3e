"""The report: right and wrong, curves counted by hand, and a page that holds all it shows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eval import answers as answering
from eval.__main__ import main
from eval.causes import CAUSES, cause, count_causes
from eval.report import Result, bins, curve, load, page


def gold_row(n: int, *, kind: str, confidence: float, right: bool, must: bool) -> dict[str, Any]:
    abstained = confidence == 0.0
    return {
        "id": str(n),
        "kind": kind,
        "question": f"Câu <hỏi> {n}?",
        "must_abstain": must,
        "abstained": abstained,
        "confidence": confidence,
        "correct": None if must else right,
        "cited": None if must else right,
        "abstained_rightly": abstained if must else None,
        "answered_wrongly": not abstained and not right,
        "answer_rate": None if must else not abstained,
        "right_article": None if must else n != 2,
        "short_answer": None,
        "statements": 1,
        "supported": int(right),
        "ms": 1.0 + n,
    }


ROWS = [
    gold_row(1, kind="date", confidence=0.9, right=True, must=False),
    gold_row(2, kind="date", confidence=0.8, right=False, must=False),
    gold_row(3, kind="date", confidence=0.8, right=True, must=False),
    gold_row(4, kind="near_miss", confidence=0.5, right=False, must=True),
    gold_row(5, kind="near_miss", confidence=0.0, right=True, must=True),
]


def answers_result(path: Path, **head: Any) -> Path:
    by_kind = {
        kind: answering.summary([r for r in ROWS if r["kind"] == kind])
        for kind in ("date", "near_miss")
    }
    head = {"command": "answers", "dataset": "gold.jsonl", "unaccented": False, **head}
    found = {**head, "overall": answering.summary(ROWS), "kinds": by_kind, "questions": ROWS}
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_every_error_has_its_cause() -> None:
    assert [cause(row) for row in ROWS] == [
        None, "another article quoted", None, "answered, but must not", None
    ]  # fmt: skip
    silent = {**ROWS[0], "abstained": True, "correct": False}
    assert cause(silent) == "not dared"
    assert cause({**silent, "right_article": False}) == "not found"
    assert cause({**ROWS[0], "correct": False}) == "wrong sentence"
    assert cause({**ROWS[0], "cited": False}) == "proof lacks the fact"
    counted = count_causes([*ROWS, ROWS[1]])
    assert counted[0] == ("another article quoted", 2, "Câu <hỏi> 2?")
    assert {name for name, _, _ in counted} <= CAUSES.keys()


def test_risk_against_coverage() -> None:
    # Confidence 0.9: 1 of 5 answered, none wrong. 0.8: 3 of 5, 1 wrong. 0.5: 4 of 5, 2 wrong.
    assert curve("answers", ROWS) == [(0.2, 0.0), (0.6, 1 / 3), (0.8, 0.5)]
    assert curve("answers", ROWS[-1:]) == []


def test_reliability_is_of_answers_only() -> None:
    # One group: (0.9 + 0.8 + 0.8 + 0.5) / 4 sure, 2 of 4 right.
    assert bins("answers", ROWS) == [(pytest.approx(0.75), 0.5, 4)]
    assert bins("answers", ROWS[-1:]) == []


def test_a_page_stands_alone(tmp_path: Path) -> None:
    accented = answers_result(tmp_path / "a.json")
    plain = answers_result(tmp_path / "b.json", unaccented=True)
    assert main(["report", str(accented), str(plain), "--out", str(tmp_path / "r.html")]) == 0
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    for title in (
        "Key figures",
        "By kind",
        "diacritics",
        "abstaining",
        "believed",
        "long a",
        "went wrong",
    ):
        assert title in text
    assert text.count("<img") == 2 + 1 + 1 + 2 + 1  # kinds, accents, risk, confidence, latency
    assert not re.search(r'(src|href)="(?!data:)', text)
    assert "Câu &lt;hỏi&gt; 2?" in text
    assert "<hỏi>" not in text
    assert "Tóm tắt" in text


def test_retrieval_has_no_confidence(tmp_path: Path) -> None:
    row = {"id": "1", "ms": 2.0, "P@1": 1.0, "R@10": 1.0, "MRR@10": 1.0, "nDCG@10": 1.0}
    values = {"command": "retrieval", "metrics": {"P@1": 1.0}, "ci95": {"P@1": [1.0, 1.0]}}
    text = page([Result("retrieval", values, [row])])
    assert "Key figures" in text
    assert "believed" not in text


@pytest.mark.parametrize("content", ["{}", '{"command": "answers"}', "[]", "nonsense"])
def test_other_files_are_refused(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    assert main(["report", str(path), "--out", str(tmp_path / "r.html")]) == 2
    assert "x.json" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_names_say_what_was_asked_how(tmp_path: Path) -> None:
    path = answers_result(tmp_path / "a.json", half="report", unaccented=True)
    assert load([path])[0].name == "answers · gold.jsonl · report · without diacritics"
