"""`python -m eval reading` and `open`: SQuAD questions, answered by the service's own path."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.articles import Filters
from corpus.vietnamese.sentences import sentences
from eval.datasets import ReadingQuestion
from eval.matching import exact_match, f1, squad_form
from eval.statistics import interval, ratio_interval
from eval.workspace import Workspace
from service.answers import Answer

EVIDENCE_QUOTES = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went; `right` of `given` citations lie in the gold paragraph and hold it."""

    question: ReadingQuestion
    prediction: str
    abstained: bool
    confidence: float
    em: float
    f1: float
    evidence: float
    given: int
    right: int
    milliseconds: float


def answer_all(
    questions: Sequence[ReadingQuestion], workspace: Workspace, *, given: bool
) -> list[Outcome]:
    """Answer each question, from its gold paragraph alone if `given`, else from all of them."""
    outcomes = []
    for question in questions:
        gold = workspace.article_of(question.context)
        filters = Filters(article=(gold,)) if given else Filters()
        answer = workspace.answer(question.question, filters)
        outcomes.append(score(question, answer, gold))
    return outcomes


def score(question: ReadingQuestion, answer: Answer, gold: str) -> Outcome:
    """Compare an answer with the gold answers and the gold paragraph."""
    prediction = answer.short_answer
    if prediction is None:
        prediction = answer.citations[0].quote if answer.citations else ""
    quotes = [_first_sentence(c.quote) for c in answer.citations[:EVIDENCE_QUOTES]]
    right = sum(
        c.article_id == gold and _holds_any(c.quote, question.answers) for c in answer.citations
    )
    return Outcome(
        question=question,
        prediction=prediction,
        abstained=answer.abstained,
        confidence=answer.confidence,
        em=exact_match(prediction, question.answers),
        f1=f1(prediction, question.answers),
        evidence=float(any(_holds_any(quote, question.answers) for quote in quotes)),
        given=len(answer.citations),
        right=right,
        milliseconds=sum(answer.timings_ms.values()),
    )


def summary(outcomes: Sequence[Outcome], *, given: bool) -> dict[str, Any]:
    """Return metrics in [0, 1] with 95 % bootstrap intervals."""
    answerable = [o for o in outcomes if o.question.answers]
    rest = [o for o in outcomes if not o.question.answers]
    columns: dict[str, list[float]] = {
        "EM": [o.em for o in answerable],
        "F1": [o.f1 for o in answerable],
        "evidence": [o.evidence for o in answerable],
    }
    if rest:
        columns["EM_unanswerable"] = [o.em for o in rest]
    if not given:
        columns["citation_recall"] = [float(o.right > 0) for o in answerable]
        columns["answer_rate"] = [float(not o.abstained) for o in outcomes]
    metrics = {name: round(sum(v) / len(v), 4) if v else 0.0 for name, v in columns.items()}
    ci95 = {name: interval(values) for name, values in columns.items()}
    if not given:
        right, all_given = [o.right for o in outcomes], [o.given for o in outcomes]
        metrics["citation_precision"] = round(sum(right) / max(1, sum(all_given)), 4)
        ci95["citation_precision"] = ratio_interval(right, all_given)
    return {
        "metrics": metrics,
        "ci95": ci95,
        "questions": len(outcomes),
        "per_question": [
            {
                "id": o.question.id,
                "answerable": bool(o.question.answers),
                "abstained": o.abstained,
                "confidence": o.confidence,
                "prediction": o.prediction,
                "EM": o.em,
                "F1": round(o.f1, 4),
                "evidence": o.evidence,
                "citations": o.given,
                "citations_right": o.right,
                "ms": round(o.milliseconds, 2),
            }
            for o in outcomes
        ],
    }


def _holds_any(quote: str, answers: Sequence[str]) -> bool:
    form = f" {squad_form(quote)} "
    return any(f" {squad_form(answer)} " in form for answer in answers if squad_form(answer))


def _first_sentence(quote: str) -> str:
    spans = sentences(quote)
    return quote[spans[0][0] : spans[0][1]] if spans else quote
