"""From cases to what the evidence network is fitted on: features and labels of sentences."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.articles import Filters
from corpus.vietnamese.sentences import sentences
from embeddings.encoder import Encoder
from eval.datasets import GoldQuestion, ReadingQuestion
from eval.fitting.answered import answer_spans
from eval.fitting.cases import Case, gold_cases
from eval.matching import holds
from eval.workspace import Workspace
from index.hits import SearchResult
from service.answering.conversation import rewrite
from service.answering.evidence import Evidence, collect, compared
from service.answering.overlap import words
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import HITS_READ
from service.answers import Turn
from service.compose import Service

PARTS = 4


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences of many questions: features (n, f), labels (n,), weights (n,), question (n,).

    `sight` (questions,) says what each question's reader may see, `part` (questions,) in 0..3
    goes by gold document. `asked` and `said` are the texts of questions and sentences.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    question: NDArray[np.int32]
    sight: NDArray[np.str_]
    part: NDArray[np.int32]
    asked: tuple[str, ...]
    said: tuple[str, ...]


def part(document: str) -> int:
    """Return the part 0..3 of a gold document; nets are fitted without the one they judge."""
    return int(hashlib.sha256(document.encode()).hexdigest()[1], 16) % PARTS


class Builder:
    """Collect the sentences of question after question."""

    def __init__(self) -> None:
        self._features: list[NDArray[np.float32]] = []
        self._labels: list[bool] = []
        self._weights: list[float] = []
        self._question: list[int] = []
        self._sight: list[str] = []
        self._part: list[int] = []
        self._asked: list[str] = []
        self._said: list[str] = []

    def add(
        self,
        question: str,
        evidence: Iterable[Evidence],
        answers: Callable[[Evidence], bool],
        *,
        sight: str,
        document: str,
        weight: float = 1.0,
    ) -> None:
        """Add the sentences of one question with whether each answers it."""
        found = list(evidence)
        if found:
            self._features += list(compared(np.stack([e.features for e in found])))
        for e in found:
            self._labels.append(answers(e))
            self._weights.append(weight)
            self._question.append(len(self._sight))
            self._said.append(e.text)
        self._sight.append(sight)
        self._part.append(part(document))
        self._asked.append(question)

    def rows(self) -> Rows:
        """Return everything added so far."""
        return Rows(
            features=np.stack(self._features),
            labels=np.array(self._labels, np.float32),
            weights=np.array(self._weights, np.float32),
            question=np.array(self._question, np.int32),
            sight=np.array(self._sight),
            part=np.array(self._part, np.int32),
            asked=tuple(self._asked),
            said=tuple(self._said),
        )


def add_squad(
    cases: Iterable[Case], workspace: Workspace, encoder: Encoder, builder: Builder
) -> None:
    """Search for each case as the service does and add the sentences found."""
    for case in cases:
        gold = workspace.article_of(case.source.context)
        filters = Filters(article=(gold,)) if case.sight == "given" else Filters()
        result = workspace.search(case.question, top=HITS_READ + 2, filters=filters)
        result = _seen(result, gold, hidden=case.sight == "hidden")
        right = answer_sentences(case.source) if case.answers else frozenset()

        def answers(evidence: Evidence, gold: str = gold, right: frozenset[str] = right) -> bool:
            return evidence.hit.article_id == gold and evidence.text in right

        evidence = collect(understand(case.question), result, encoder)
        builder.add(
            case.question,
            evidence,
            answers,
            sight=_sight(case),
            document=case.source.title,
            weight=case.weight,
        )


def add_gold(
    questions: Sequence[GoldQuestion], service: Service, builder: Builder, *, weight: float
) -> None:
    """Add the sentences found for questions on whole articles, as they are and changed."""
    names: dict[str, str] = {}
    quotes = Quotes(service.store)
    for question, text, sight in gold_cases(questions, seed=1):
        turns = [Turn("user" if r == "user" else "assistant", c) for r, c in question.conversation]
        asked = rewrite(text, turns) or text
        result = service.search(asked, top=HITS_READ)
        if sight == "hidden" and _holds_new(question.question, text, result):
            continue
        facts = () if sight == "hidden" else (*question.answers, *question.all_of)

        def answers(
            evidence: Evidence,
            wanted: tuple[str, ...] = question.articles,
            facts: tuple[str, ...] = facts,
        ) -> bool:
            key = evidence.hit.article_id
            if key not in names:
                names[key] = service.store.get(key).article.name
            return names[key] in wanted and any(holds(evidence.text, f) for f in facts)

        evidence = [
            e for e in collect(understand(asked), result, service.encoder) if quotes.quotable(e)
        ]
        seen = "open" if facts else "abstain"
        builder.add(asked, evidence, answers, sight=seen, document=question.id, weight=weight)


def _holds_new(before: str, after: str, result: SearchResult) -> bool:
    """Tell whether what was found holds all the words that a changed question has anew."""
    new = words(after).have - words(before).have
    return any(new <= words(f"{hit.title or ''} {hit.text}").have for hit in result.hits)


def answer_sentences(question: ReadingQuestion) -> frozenset[str]:
    """Return the sentences of the gold paragraph, as it is stored, that an answer begins in."""
    text, gold = answer_spans(question)
    return frozenset(text[s:e] for s, e in sentences(text) if any(s <= at < e for at, _ in gold))


def _seen(result: SearchResult, gold: str, *, hidden: bool) -> SearchResult:
    hits = tuple(h for h in result.hits if not (hidden and h.article_id == gold))
    return replace(result, hits=hits[:HITS_READ])


def _sight(case: Case) -> str:
    return case.sight if case.answers else "abstain" if case.sight != "given" else "given_abstain"
