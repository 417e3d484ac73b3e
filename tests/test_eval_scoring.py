"""Scores of answers, citations and comparisons, against cases counted by hand."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval import answers as answering
from eval import reading, retrieval
from eval.compare import compare_files
from eval.datasets import GoldQuestion, ReadingQuestion
from eval.errors import BadDataset
from eval.support import facts, support
from service.answers import NO_ANSWER, Answer, Citation, QueryInfo

ABSTAINED = Answer(
    question="",
    answer=NO_ANSWER,
    short_answer=None,
    abstained=True,
    confidence=0.0,
    mode="extractive",
    query=QueryInfo(),
)


def answer(short: str | None, *quotes: tuple[str, str]) -> Answer:
    """An answer that cites quotes of articles: (article id, quote)."""
    citations = tuple(
        Citation(
            marker=n,
            article_id=article,
            revision=article,
            passage_id="p",
            title=None,
            source=None,
            url=None,
            published=None,
            quote=quote,
            start=0,
            end=len(quote),
        )
        for n, (article, quote) in enumerate(quotes, 1)
    )
    text = " ".join(f"{c.quote} [{c.marker}]" for c in citations)
    return replace(
        ABSTAINED,
        answer=text,
        short_answer=short,
        abstained=False,
        confidence=0.9,
        citations=citations,
        timings_ms={"retrieve": 1.5, "answer": 0.5},
    )


# reading and open

ASKED = ReadingQuestion("1", "Khi nào?", ("12/3/2024", "ngày 12/3/2024"), "t", "…")
UNANSWERABLE = replace(ASKED, id="2", answers=())


def test_a_short_answer_is_compared_and_its_quote_is_evidence() -> None:
    row = reading.score(ASKED, answer("ngày 12/3", ("gold", "Mở ngày 12/3/2024.")), "gold")
    # Tokens "ngày 123" against "ngày 1232024": one of two is the same, P = R = 1/2.
    assert (row["EM"], row["F1"], row["evidence"]) == (0.0, 0.5, 1.0)
    assert (row["citations"], row["citations_right"], row["citation_recall"]) == (1, 1, 1.0)
    assert row["EM_unanswerable"] is None
    assert row["ms"] == 2.0


def test_without_a_short_answer_the_first_quote_counts() -> None:
    row = reading.score(ASKED, answer(None, ("gold", "12/3/2024"), ("gold", "x")), "gold")
    assert (row["EM"], row["F1"], row["prediction"]) == (1.0, 1.0, "12/3/2024")


def test_evidence_is_one_sentence_of_the_first_two_quotes() -> None:
    late = ("gold", "Mở ngày 12/3/2024.")
    assert reading.score(ASKED, answer("x", ("gold", "a"), late), "gold")["evidence"] == 1.0
    third = reading.score(ASKED, answer("x", ("gold", "a"), ("gold", "b"), late), "gold")
    assert third["evidence"] == 0.0
    assert third["citations_right"] == 1
    long = answer("x", ("gold", "Thư viện đã mở cửa. Đó là ngày 12/3/2024."))
    assert reading.score(ASKED, long, "gold")["evidence"] == 0.0


def test_a_citation_of_another_paragraph_is_not_right() -> None:
    row = reading.score(ASKED, answer("12/3/2024", ("other", "Ngày 12/3/2024.")), "gold")
    assert (row["EM"], row["evidence"]) == (1.0, 1.0)
    assert (row["citations"], row["citations_right"], row["citation_recall"]) == (1, 0, 0.0)


def test_metrics_of_a_set() -> None:
    rows = [
        reading.score(ASKED, answer("12/3/2024", ("gold", "Ngày 12/3/2024."), ("x", "b")), "gold"),
        reading.score(ASKED, ABSTAINED, "gold"),
        reading.score(UNANSWERABLE, ABSTAINED, "gold"),
        reading.score(UNANSWERABLE, answer("sai", ("gold", "sai")), "gold"),
    ]
    result = reading.summary(rows, given=False)
    assert result["metrics"] == {
        "EM": 0.5,
        "F1": 0.5,
        "evidence": 0.5,
        "EM_unanswerable": 0.5,
        "citation_recall": 0.5,
        "answer_rate": 0.5,
        "citation_precision": 0.3333,  # one right of the three that were given
    }
    assert result["ci95"].keys() == result["metrics"].keys()
    assert (result["questions"], result["unanswerable"]) == (4, 2)
    given = reading.summary(rows[:2], given=True)
    assert given["metrics"] == {"EM": 0.5, "F1": 0.5, "evidence": 0.5, "EM_unanswerable": None}


def test_no_citation_at_all_has_no_precision() -> None:
    result = reading.summary([reading.score(ASKED, ABSTAINED, "gold")], given=False)
    assert result["metrics"]["citation_precision"] is None
    assert result["metrics"]["answer_rate"] == 0.0


# answers

NAMES = {"id1": frozenset({"id1", "bai-mot"}), "id2": frozenset({"id2", "bai-hai"})}


def gold(
    answers: tuple[str, ...] = (), all_of: tuple[str, ...] = (), *articles: str
) -> GoldQuestion:
    return GoldQuestion("g", "fact", "?", answers, all_of, articles, ())


@pytest.mark.parametrize(
    ("question", "given", "correct", "cited"),
    [
        (gold(("5",), (), "bai-mot"), answer("5", ("id1", "Có 5 xã.")), True, True),
        (gold(("5", "năm"), (), "id1"), answer(None, ("id1", "Có năm xã.")), True, True),
        # Right, but from an article that the gold line does not name.
        (gold(("5",), (), "bai-mot"), answer("5", ("id2", "Có 5 xã.")), True, False),
        # Right, but the quote does not hold the fact.
        (gold(("5",), (), "bai-mot"), answer("5", ("id1", "Có vài xã.")), True, False),
        (gold(("5",), (), "bai-mot"), answer("6", ("id1", "Có 15 xã.")), False, False),
        (gold(("5",), (), "bai-mot"), ABSTAINED, False, False),
        # Every one must appear, each in a quote.
        (
            gold((), ("Huế", "Vinh"), "bai-mot", "bai-hai"),
            answer(None, ("id1", "Tại Huế."), ("id2", "Tại Vinh.")),
            True,
            True,
        ),
        (gold((), ("Huế", "Vinh"), "id1"), answer("Huế; Vinh", ("id1", "Tại Huế.")), True, False),
        (gold((), ("Huế", "Vinh"), "id1"), answer("Huế", ("id1", "Tại Huế.")), False, False),
        (gold(("Có",), (), "id1"), answer("Có", ("id1", "Tỉnh đã mở.")), True, True),
        (gold(("Không",), (), "id1"), answer("Có", ("id1", "Tỉnh không mở.")), False, False),
        (gold(("Không",), (), "id1"), answer("Không", ("id2", "Chưa mở.")), True, False),
    ],
)
def test_facts_and_citations(
    question: GoldQuestion, given: Answer, correct: bool, cited: bool
) -> None:
    row = answering.score(question, given, NAMES)
    assert (row["correct"], row["cited"]) == (correct, cited)
    assert row["answered_wrongly"] == (not given.abstained and not correct)
    assert row["abstained_rightly"] is None


def test_what_must_be_abstained_from() -> None:
    right = answering.score(gold(), ABSTAINED, NAMES)
    wrong = answering.score(gold(), answer("5", ("id1", "5")), NAMES)
    assert (right["abstained_rightly"], right["answered_wrongly"]) == (True, False)
    assert (wrong["abstained_rightly"], wrong["answered_wrongly"]) == (False, True)
    assert (right["correct"], right["cited"], right["answer_rate"]) == (None, None, None)


def test_shares_of_a_set() -> None:
    asked = gold(("5",), (), "id1")
    rows = [
        answering.score(asked, answer("5", ("id1", "5 xã")), NAMES),
        answering.score(asked, answer("5", ("id2", "5 xã")), NAMES),
        answering.score(asked, answer("6", ("id1", "6 xã")), NAMES),
        answering.score(asked, ABSTAINED, NAMES),
        answering.score(gold(), ABSTAINED, NAMES),
    ]
    result = answering.summary(rows)
    shares = {name: result[name] for name in answering.MEASURES}
    assert shares == {
        "correct": 0.5,
        "cited": 0.25,
        "abstained_rightly": 1.0,
        "answered_wrongly": 0.2,
        "answer_rate": 0.75,
    }
    assert (result["questions"], result["answerable"]) == (5, 4)
    assert result["ci95"]["abstained_rightly"] == (1.0, 1.0)


def test_the_figures_and_names_of_a_statement() -> None:
    text = "Theo Nghị quyết 03/NQ-CP ngày 09/01/2025, Hà Nội chi 18,5 tỷ đồng. Sở Y tế nộp 8%."
    assert facts(text) == ["03/NQ-CP", "9/1/2025", "18,5", "8%", "Nghị", "Hà Nội", "Y"]


def test_a_statement_is_held_by_the_quotes_it_cites() -> None:
    held = answer(None, ("id1", "Ngày 12/3/2024, Huế có 5 xã."), ("id1", "Vinh có 6 xã."))
    assert support(held) == (2, 2)
    # The figure stands in the other quote than the one that is cited.
    assert support(replace(held, answer="Huế có 6 xã [1]. Vinh có 6 xã [2].")) == (2, 1)
    assert support(replace(held, answer="Tại Huế và Vinh có 5 và 6 xã [1][2].")) == (1, 1)
    assert support(replace(held, answer="Huế có 5 xã ngày 12/03/2024 [1]. Không rõ.")) == (2, 1)
    assert support(replace(held, answer="Đà Nẵng có 5 xã [1].")) == (1, 0)
    assert support(replace(held, answer="Huế có 5 xã [7].")) == (1, 0)


# retrieval


def test_metrics_of_a_ranking() -> None:
    qrels = {"first": {"a": 1}, "third": {"a": 1, "b": 1}, "none": {"a": 1}}
    scores = {"first": {"a": 0.0, "b": -1.0}, "third": {"x": 0.0, "y": -1.0, "a": -2.0}, "none": {}}
    rows = retrieval.evaluate(qrels, scores)
    assert rows["first"] == {"P@1": 1.0, "R@10": 1.0, "MRR@10": 1.0, "nDCG@10": 1.0}
    # DCG 1/log2(4) = 0.5; ideal 1/log2(2) + 1/log2(3) = 1.6309
    assert rows["third"] == {"P@1": 0.0, "R@10": 0.5, "MRR@10": 0.3333, "nDCG@10": 0.3066}
    assert rows["none"] == {"P@1": 0.0, "R@10": 0.0, "MRR@10": 0.0, "nDCG@10": 0.0}


# compare


def result(path: Path, key: str, rows: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps({key: rows}), encoding="utf-8")
    return path


def test_results_are_compared_by_question(tmp_path: Path) -> None:
    before = result(
        tmp_path / "a.json",
        "questions",
        [
            {"id": "1", "correct": False, "abstained_rightly": None},
            {"id": "2", "correct": True, "abstained_rightly": None},
            {"id": "3", "correct": False, "abstained_rightly": None},
            {"id": "4", "correct": None, "abstained_rightly": True},
            {"id": "only before", "correct": True, "abstained_rightly": None},
        ],
    )
    after = result(
        tmp_path / "b.json",
        "questions",
        [
            {"id": "3", "correct": True, "abstained_rightly": None},
            {"id": "2", "correct": False, "abstained_rightly": None},
            {"id": "1", "correct": True, "abstained_rightly": None},
            {"id": "4", "correct": None, "abstained_rightly": True},
        ],
    )
    found = compare_files(before, after)
    assert found["questions"] == 4
    row = found["metrics"]["correct"]
    assert (row["a"], row["b"], row["difference"]) == (0.3333, 0.6667, 0.3333)
    assert (row["won"], row["lost"]) == (["1", "3"], ["2"])
    assert row["ci95"][0] < 0 < row["ci95"][1]
    assert row["p"] > 0.5
    assert found["metrics"]["abstained_rightly"]["difference"] == 0.0
    assert "EM" not in found["metrics"]


def test_what_cannot_be_compared(tmp_path: Path) -> None:
    one = result(tmp_path / "a.json", "per_question", [{"id": "1", "EM": 1.0}])
    other = result(tmp_path / "b.json", "per_question", [{"id": "2", "EM": 1.0}])
    with pytest.raises(BadDataset, match="share no question"):
        compare_files(one, other)
    with pytest.raises(BadDataset, match="cannot be read"):
        compare_files(one, tmp_path / "none.json")
    with pytest.raises(BadDataset, match="not a result"):
        compare_files(one, result(tmp_path / "c.json", "questions", [{"name": "1"}]))
