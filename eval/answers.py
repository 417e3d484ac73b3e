"""`python -m eval answers`: gold questions on articles, scored by fact, citation and abstention."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.datasets import GoldQuestion
from eval.matching import holds, is_yes_no, says
from eval.statistics import means, ratio_interval
from eval.support import support
from service.answers import Answer, Turn
from service.compose import Service

MEASURES = ("correct", "cited", "abstained_rightly", "answered_wrongly", "answer_rate")


def run(
    questions: Sequence[GoldQuestion], service: Service, *, typed: Callable[[str], str] = str
) -> dict[str, Any]:
    """Ask every question as it is `typed`, in its conversation.

    `correct`, `cited` and `answer_rate` are shares of the answerable questions,
    `abstained_rightly` of those that must be abstained from, `answered_wrongly` of all: answered
    though it must not be, or answered without the fact. Raises what the service raises.
    """
    service.check()
    names: dict[str, frozenset[str]] = {}
    rows = []
    for question in questions:
        turns = [_turn(role, content) for role, content in question.conversation]
        answer = service.answer(typed(question.question), conversation=turns)
        new = _shown(answer) - names.keys()
        names |= {article: _names(article, service) for article in new}
        rows.append(score(question, answer, names))
    kinds = sorted({question.kind for question in questions})
    return {
        "overall": summary(rows),
        "kinds": {kind: summary([r for r in rows if r["kind"] == kind]) for kind in kinds},
        "questions": rows,
    }


def score(
    question: GoldQuestion, answer: Answer, names: dict[str, frozenset[str]]
) -> dict[str, Any]:
    """Compare an answer with the gold facts; `names` are those of each article shown, its id too.

    A measure that does not count for the question is None.
    """
    must = question.must_abstain
    statements, supported = support(answer) if not answer.abstained else (0, 0)
    correct = not must and not answer.abstained and _states(question, answer)
    return {
        "id": question.id,
        "kind": question.kind,
        "question": question.question,
        "must_abstain": must,
        "abstained": answer.abstained,
        "confidence": answer.confidence,
        "correct": None if must else correct,
        "cited": None if must else correct and _cites(question, answer, names),
        "abstained_rightly": answer.abstained if must else None,
        "answered_wrongly": not answer.abstained and not correct,
        "answer_rate": None if must else not answer.abstained,
        "right_article": None if must else _shows_article(question, answer, names),
        "short_answer": answer.short_answer,
        "statements": statements,
        "supported": supported,
        "ms": round(sum(answer.timings_ms.values()), 2),
    }


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the share of each measure among the rows that it counts for, with intervals.

    `supported` is the share of all statements made whose figures and names stand in the quotes
    that they cite.
    """
    metrics, ci95 = means(rows, MEASURES)
    said, held = [r["statements"] for r in rows], [r["supported"] for r in rows]
    metrics["supported"] = round(sum(held) / sum(said), 4) if any(said) else None
    ci95["supported"] = ratio_interval(held, said) if any(said) else None
    must = sum(row["must_abstain"] for row in rows)
    return {**metrics, "questions": len(rows), "answerable": len(rows) - must, "ci95": ci95}


def _states(question: GoldQuestion, answer: Answer) -> bool:
    told = {
        fact: says(answer.answer, answer.short_answer, fact)
        for fact in (*question.answers, *question.all_of)
    }
    some = any(told[fact] for fact in question.answers) or not question.answers
    return some and all(told[fact] for fact in question.all_of)


def _cites(question: GoldQuestion, answer: Answer, names: dict[str, frozenset[str]]) -> bool:
    """Tell whether quotes of the right articles hold the fact: one of `answers`, every `all_of`.

    A yes or no cannot stand in a quote: there the right article is enough.
    """
    wanted = set(question.articles)
    quotes = [c.quote for c in answer.citations if not wanted or names[c.article_id] & wanted]

    def held(fact: str) -> bool:
        return any(is_yes_no(fact) or holds(quote, fact) for quote in quotes)

    some = any(held(fact) for fact in question.answers) or not question.answers
    return some and all(held(fact) for fact in question.all_of)


def _shows_article(
    question: GoldQuestion, answer: Answer, names: dict[str, frozenset[str]]
) -> bool:
    """Tell whether a right article is quoted, or on abstention among the closest."""
    return any(names[article] & set(question.articles) for article in _shown(answer))


def _shown(answer: Answer) -> set[str]:
    """Return the articles that are quoted, or on abstention the closest ones."""
    return {c.article_id for c in answer.citations} | {hit.article_id for hit in answer.closest}


def _names(article_id: str, service: Service) -> frozenset[str]:
    """Return what a gold line may call an article: its id, its name, or that of a duplicate."""
    article = service.store.get(article_id).article
    keys = service.store.keys_of([article_id]).get(article_id, ())
    return frozenset({article_id, article.name, *(Path(key).stem for key in keys)})


def _turn(role: str, content: str) -> Turn:
    return Turn("user" if role == "user" else "assistant", content)
