"""From cases to what the evidence network is fitted on: features and labels of sentences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.articles import Filters
from corpus.ready import ready_article
from corpus.vietnamese.sentences import sentences
from embeddings.encoder import Encoder
from eval.datasets import GoldQuestion, ReadingQuestion
from eval.fitting.cases import Case
from eval.matching import holds
from eval.workspace import Workspace
from index.hits import SearchResult
from service.answering.answerer import HITS_READ
from service.answering.conversation import rewrite
from service.answering.evidence import Evidence, collect
from service.answering.question import understand
from service.answers import Turn
from service.compose import Service


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences of many questions: features (n, f), labels (n,), weights (n,), question (n,).

    `kind` (questions,) is the sight of each question's case, `fold` (questions,) in 0..4 goes by
    gold document.
    """

    features: NDArray[np.float32]
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]
    question: NDArray[np.int32]
    sight: NDArray[np.str_]
    part: NDArray[np.int32]


class Builder:
    """Collect the sentences of question after question."""

    def __init__(self) -> None:
        self._features: list[NDArray[np.float32]] = []
        self._labels: list[bool] = []
        self._weights: list[float] = []
        self._question: list[int] = []
        self._sight: list[str] = []
        self._part: list[int] = []

    def add(
        self,
        evidence: Iterable[Evidence],
        answers: Callable[[Evidence], bool],
        sight: str,
        document: str,
        weight: float = 1.0,
    ) -> None:
        """Add the sentences of one question with whether each answers it."""
        for e in evidence:
            self._features.append(e.features)
            self._labels.append(answers(e))
            self._weights.append(weight)
            self._question.append(len(self._sight))
        self._sight.append(sight)
        self._part.append(sum(document.encode()) % 5)

    def rows(self) -> Rows:
        """Return everything added so far."""
        return Rows(
            features=np.stack(self._features),
            labels=np.array(self._labels, np.float32),
            weights=np.array(self._weights, np.float32),
            question=np.array(self._question, np.int32),
            sight=np.array(self._sight),
            part=np.array(self._part, np.int32),
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
        builder.add(evidence, answers, _sight(case), case.source.title, case.weight)


def add_gold(
    questions: Iterable[GoldQuestion],
    service: Service,
    builder: Builder,
    *,
    weight: float,
) -> None:
    """Add the sentences found for questions on whole articles."""
    names: dict[str, str] = {}
    for question in questions:
        turns = [Turn("user" if r == "user" else "assistant", c) for r, c in question.conversation]
        asked = rewrite(question.question, turns) or question.question
        result = service.search(asked, top=HITS_READ)
        facts = (*question.answers, *question.all_of)

        def answers(
            evidence: Evidence,
            wanted: tuple[str, ...] = question.articles,
            facts: tuple[str, ...] = facts,
        ) -> bool:
            key = evidence.hit.article_id
            if key not in names:
                names[key] = service.store.get(key).article.name
            return names[key] in wanted and any(holds(evidence.text, f) for f in facts)

        evidence = collect(understand(asked), result, service.encoder)
        builder.add(evidence, answers, "open" if facts else "abstain", question.id, weight)


def answer_sentences(question: ReadingQuestion) -> frozenset[str]:
    """Return the sentences of the gold paragraph, as it is stored, that an answer stands in."""
    text = ready_article("", question.context, name="").text
    spans = sentences(text)
    found = set()
    for answer, start in zip(question.answers, question.starts, strict=True):
        at = _nth(text, answer, question.context[:start].count(answer))
        found |= {text[s:e] for s, e in spans if s <= at < e}
    return frozenset(found)


def _nth(text: str, part: str, skip: int) -> int:
    at = text.find(part)
    for _ in range(skip):
        following = text.find(part, at + 1)
        if following < 0:
            break
        at = following
    return at


def _seen(result: SearchResult, gold: str, *, hidden: bool) -> SearchResult:
    hits = tuple(h for h in result.hits if not (hidden and h.article_id == gold))
    return replace(result, hits=hits[:HITS_READ])


def _sight(case: Case) -> str:
    return case.sight if case.answers else "abstain" if case.sight != "given" else "given_abstain"
