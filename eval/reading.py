"""`python -m eval reading` and `open`: SQuAD questions, answered by the service's own path."""

from collections.abc import Callable, Sequence
from typing import Any

from corpus.articles import Filters
from corpus.vietnamese.sentences import sentences
from eval.datasets import ReadingQuestion
from eval.matching import contains, exact_match, f1
from eval.statistics import means, ratio_interval
from eval.workspace import Workspace
from service.answers import Answer

EVIDENCE_QUOTES = 2
METRICS = ("EM", "F1", "evidence", "EM_unanswerable")
OPEN_METRICS = (*METRICS, "citation_recall", "answer_rate")


def run(
    questions: Sequence[ReadingQuestion],
    workspace: Workspace,
    *,
    given: bool,
    typed: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Answer each question as it is `typed`, from its own paragraph if `given`, else from all.

    Returns metrics in [0, 1] with 95 % intervals, and a row per question.
    """
    workspace.service.check()  # loading the models is not answering
    rows = []
    for question in questions:
        gold = workspace.article_of(question.context)
        filters = Filters(article=(gold,)) if given else Filters()
        answer = workspace.answer(typed(question.question), filters)
        rows.append(score(question, answer, gold))
    return summary(rows, given=given)


def score(question: ReadingQuestion, answer: Answer, gold: str) -> dict[str, Any]:
    """Compare an answer with the gold answers and the article id of the gold paragraph.

    A measure that does not count for the question is None. Of the `citations` given,
    `citations_right` lie in the gold paragraph and hold a gold answer.
    """
    prediction = answer.short_answer
    if prediction is None:
        prediction = answer.citations[0].quote if answer.citations else ""
    answers, answerable = question.answers, bool(question.answers)
    em = exact_match(prediction, answers)
    quotes = [_first_sentence(c.quote) for c in answer.citations[:EVIDENCE_QUOTES]]
    right = sum(c.article_id == gold and contains(c.quote, answers) for c in answer.citations)
    return {
        "id": question.id,
        "question": question.question,
        "answerable": answerable,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "prediction": prediction,
        "EM": em if answerable else None,
        "F1": round(f1(prediction, answers), 4) if answerable else None,
        "evidence": float(any(contains(q, answers) for q in quotes)) if answerable else None,
        "EM_unanswerable": None if answerable else em,
        "citation_recall": float(right > 0) if answerable else None,
        "answer_rate": float(not answer.abstained),
        "citations": len(answer.citations),
        "citations_right": right,
        "ms": round(sum(answer.timings_ms.values()), 2),
    }


def summary(rows: Sequence[dict[str, Any]], *, given: bool) -> dict[str, Any]:
    """Return the metrics of the rows; `unanswerable` is how many have no answer.

    Who always abstains scores 0 in all but EM_unanswerable, where it scores 1.
    """
    metrics, ci95 = means(rows, METRICS if given else OPEN_METRICS)
    if not given:
        right, cited = [r["citations_right"] for r in rows], [r["citations"] for r in rows]
        any_cited = sum(cited) > 0
        metrics["citation_precision"] = round(sum(right) / sum(cited), 4) if any_cited else None
        ci95["citation_precision"] = ratio_interval(right, cited) if any_cited else None
    return {
        "metrics": metrics,
        "ci95": ci95,
        "questions": len(rows),
        "unanswerable": sum(not row["answerable"] for row in rows),
        "per_question": list(rows),
    }


def _first_sentence(quote: str) -> str:
    spans = sentences(quote)
    return quote[spans[0][0] : spans[0][1]] if spans else quote
