"""Which sentences answer, and with which words.

    all sentences → evidence network → the best few → span network → ranking network

The ranking network weighs what the other two say of a sentence beside its features; its
probability is calibrated.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from index.hits import SearchResult
from service.answering import span_input
from service.answering.evidence import FEATURES, Evidence, collect, compared
from service.answering.evidence_model import EvidenceModel
from service.answering.question import Question
from service.answering.span_model import Reply, SpanModel

EVIDENCE = Path(__file__).parent / "evidence.safetensors"
RANKING = Path(__file__).parent / "ranking.safetensors"
# Hits that the networks read; more costs time and finds little (docs/decisions/0011-reader.md).
HITS_READ = 7
# Sentences that the span network reads.
READ, READ_AT_LEAST = 5, 2
# A sentence with a smaller share of the best one's probability is not read.
HOPELESS = 0.15
WEIGHED = ("evidence", "evidence_behind", "gain", "gain_behind", "certainty", "order", "alone")
# A passage that lacks a name of the question answers half as often as the networks believe
# (docs/decisions/0011-reader.md).
DOUBT = 0.5
_LACKING = FEATURES.index("passage_names_missing")

Quotable = Callable[[Evidence], bool]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the probability that it answers and the span that would be the answer.

    `[start, end)` is that span in the sentence, `certainty` its probability among its spans.
    """

    evidence: Evidence
    probability: float
    start: int
    end: int
    certainty: float


class Ranker:
    """Ranks the sentences of a search result; see the module."""

    def __init__(self, evidence: EvidenceModel, spans: SpanModel, ranking: EvidenceModel) -> None:
        self._evidence = evidence
        self._spans = spans
        self._ranking = ranking

    @classmethod
    def load(cls) -> "Ranker":
        """Load the weights that ship with the program; raises ReaderDamaged."""
        return cls(
            EvidenceModel.load(EVIDENCE, inputs=2 * len(FEATURES)),
            SpanModel.load(),
            EvidenceModel.load(RANKING, inputs=len(FEATURES) + len(WEIGHED)),
        )

    def rank(
        self, question: Question, result: SearchResult, encoder: Encoder, quotable: Quotable
    ) -> list[Ranked]:
        """Return the best sentences that may be quoted, at most READ, the likeliest first."""
        found = collect(question, result, encoder)
        if not found:
            return []
        features = compared(np.stack([e.features for e in found]))
        chosen = shortlist(found, self._evidence.probabilities(features), quotable)
        if not chosen:
            return []
        best = [found[i] for i, _ in chosen]
        asking = span_input.ask(question)
        inputs = [span_input.describe(asking, e.text) for e in best]
        replies = self._spans.read(asking, inputs)
        known = np.stack([e.features for e in best])
        rows = described(known, [p for _, p in chosen], replies, alone=result.chosen)
        lacking = np.array([e.features[_LACKING] > 0 for e in best])
        likely = self._ranking.probabilities(rows) * np.where(lacking, DOUBT, 1)
        ranked = []
        for i in np.argsort(-likely, kind="stable"):
            reply, tokens = replies[i], inputs[i].side.tokens
            span = tokens[reply.first].start, tokens[reply.last].end
            ranked.append(Ranked(best[i], float(likely[i]), *span, reply.probability))
        return ranked


def shortlist(
    found: Sequence[Evidence], probabilities: NDArray[np.float32], quotable: Quotable
) -> list[tuple[int, float]]:
    """Return index and probability of the likeliest sentences that may be quoted."""
    chosen: list[tuple[int, float]] = []
    for i in np.argsort(-probabilities, kind="stable"):
        hopeless = chosen and probabilities[i] < HOPELESS * chosen[0][1]
        if len(chosen) == READ or (hopeless and len(chosen) >= READ_AT_LEAST):
            break
        if found[i].words.folded and quotable(found[i]):
            chosen.append((int(i), float(probabilities[i])))
    return chosen


def described(
    features: NDArray[np.float32],
    probabilities: Sequence[float],
    replies: Sequence[Reply],
    *,
    alone: bool,
) -> NDArray[np.float32]:
    """Return what the ranking network sees of the shortlist, (n, FEATURES + WEIGHED)."""
    likely = np.clip(np.array(probabilities), 1e-5, 1 - 1e-5)
    evidence = np.log(likely / (1 - likely))
    gain = np.clip(np.array([r.gain for r in replies]), -12, 12)
    columns = (
        evidence,
        evidence.max() - evidence,
        gain,
        gain.max() - gain,
        np.array([r.probability for r in replies]),
        np.arange(len(replies)) / READ,
        np.full(len(replies), float(alone)),
    )
    return np.concatenate([features, np.stack(columns, 1)], 1).astype(np.float32)
