"""`python -m eval answers`: gold questions on articles, scored by fact, citation and abstention."""

from collections.abc import Callable, Sequence
from typing import Any

from corpus.articles import Filters
from eval.datasets import GoldQuestion
from eval.matching import holds
from eval.statistics import interval
from service.answers import Answer, Turn

Ask = Callable[[str, Filters, Sequence[Turn]], Answer]
NameOf = Callable[[str], str]
MEASURES = ("correct", "cited", "abstained_rightly", "answered_wrongly")


def run(questions: Sequence[GoldQuestion], ask: Ask, name_of: NameOf) -> dict[str, Any]:
    """Ask every question; `name_of` gives an article's name for its id.

    `correct` and `cited` are shares of the answerable questions, `abstained_rightly` of those
    that must be abstained from, `answered_wrongly` of all: answered though it must not be, or
    answered without the fact.
    """
    rows = [_score(q, ask(q.question, Filters(), _turns(q)), name_of) for q in questions]
    kinds = sorted({q.kind for q in questions})
    return {
        "overall": _summary(rows),
        "kinds": {kind: _summary([r for r in rows if r["kind"] == kind]) for kind in kinds},
        "questions": rows,
    }


def _turns(question: GoldQuestion) -> list[Turn]:
    return [
        Turn("user" if role == "user" else "assistant", content)
        for role, content in question.conversation
    ]


def _score(question: GoldQuestion, answer: Answer, name_of: NameOf) -> dict[str, Any]:
    told = f"{answer.answer}\n{answer.short_answer or ''}"
    if answer.abstained:
        correct = False
    else:
        correct = all(holds(told, fact) for fact in question.all_of) and (
            not question.answers or any(holds(told, fact) for fact in question.answers)
        )
    facts = (*question.answers, *question.all_of)
    cited = correct and any(
        ({c.article_id, name_of(c.article_id)} & set(question.articles) or not question.articles)
        and (any(holds(c.quote, fact) for fact in facts) or answer.short_answer in ("Có", "Không"))
        for c in answer.citations
    )
    must = question.must_abstain
    return {
        "id": question.id,
        "kind": question.kind,
        "must_abstain": must,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "correct": correct and not must,
        "cited": cited and not must,
        "abstained_rightly": must and answer.abstained,
        "answered_wrongly": not answer.abstained and (must or not correct),
        "short_answer": answer.short_answer,
        "ms": round(sum(answer.timings_ms.values()), 2),
    }


def _summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    answerable = [r for r in rows if not r["must_abstain"]]
    rest = [r for r in rows if r["must_abstain"]]
    columns = {
        "correct": [float(r["correct"]) for r in answerable],
        "cited": [float(r["cited"]) for r in answerable],
        "abstained_rightly": [float(r["abstained_rightly"]) for r in rest],
        "answered_wrongly": [float(r["answered_wrongly"]) for r in rows],
    }
    return {
        "questions": len(rows),
        "answerable": len(answerable),
        "answer_rate": _mean([float(not r["abstained"]) for r in answerable]),
        **{name: _mean(values) for name, values in columns.items()},
        "ci95": {name: interval(values) if values else None for name, values in columns.items()},
    }


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
