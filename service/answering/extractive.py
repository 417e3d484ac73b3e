"""The default reader: answers with verbatim sentences of the hits, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from corpus.articles import StoredArticle
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms, tokenize
from embeddings.encoder import Encoder
from index.hits import SearchResult
from service.answering import spans
from service.answering.evidence import Evidence, collect
from service.answering.evidence_model import EvidenceModel
from service.answering.question import Question, understand
from service.answers import Citation, Mode, Reading

# Sentences at most in an answer: one fact needs one or two, lists and summaries more.
MOST_QUOTES = {"list": 5, "summary": 6}
# Probability below which the reader abstains; chosen on the tune halves (docs/decisions).
THRESHOLD = 0.4
# A second quote is given when it is about as likely to hold the answer as the first.
SECOND_QUOTE = 0.85
# A sentence of a list or a summary has to reach this share of the best one's probability.
FURTHER_QUOTE = 0.5


class ArticleSource(Protocol):
    """Where the reader looks up the article that it quotes."""

    def get(self, article_id: str, revision: str | None = None) -> StoredArticle:
        """Return an article in a revision (the current one by default)."""
        ...


@dataclass(frozen=True, slots=True)
class _Scored:
    evidence: Evidence
    probability: float


class ExtractiveReader:
    """Pick the sentences that answer and quote them with exact offsets.

    `threshold` in [0, 1] is the probability below which it abstains; it was chosen on the tune
    half of the development sets for a stated risk (docs/decisions).
    """

    mode: Mode = "extractive"

    @classmethod
    def load(cls, articles: ArticleSource, encoder: Encoder) -> "ExtractiveReader":
        """Load the weights that ship with the program; raises ReaderDamaged."""
        return cls(articles, encoder, EvidenceModel.load(), threshold=THRESHOLD)

    def __init__(
        self, articles: ArticleSource, encoder: Encoder, model: EvidenceModel, *, threshold: float
    ) -> None:
        self._articles = articles
        self._encoder = encoder
        self._model = model
        self._threshold = threshold

    def read(self, question: str, result: SearchResult) -> Reading | None:
        """Return the quotes that answer, or None where no sentence is likely enough to."""
        asked = understand(question)
        evidence = collect(asked, result, self._encoder)
        if not evidence:
            return None
        likely = self._model.probabilities(np.stack([e.features for e in evidence]))
        ranked = sorted(
            (_Scored(e, float(p)) for e, p in zip(evidence, likely, strict=True)),
            key=lambda s: -s.probability,
        )
        chosen = self._choose(asked, ranked)
        if not chosen or chosen[0].probability < self._threshold:
            return None
        short = _short_answer(asked, chosen)
        citations = tuple(_cite(i, s.evidence) for i, s in enumerate(chosen, 1))
        answer = " ".join(f"{c.quote} [{c.marker}]" for c in citations)
        return Reading(answer, short, chosen[0].probability, citations)

    def _choose(self, asked: Question, ranked: Sequence[_Scored]) -> list[_Scored]:
        most = MOST_QUOTES.get(asked.kind, 2)
        share = FURTHER_QUOTE if asked.kind in MOST_QUOTES else SECOND_QUOTE
        chosen: list[_Scored] = []
        for scored in ranked[: 4 * most]:
            if len(chosen) == most:
                break
            if chosen and scored.probability < share * chosen[0].probability:
                break
            if _repeats(scored.evidence, [c.evidence for c in chosen]):
                continue
            if not self._holds(scored.evidence):
                continue
            chosen.append(scored)
        if asked.kind in MOST_QUOTES:
            first = chosen[:1]
            rest = sorted(chosen[1:], key=lambda s: (s.evidence.hit.article_id, s.evidence.start))
            return first + rest
        return chosen

    def _holds(self, evidence: Evidence) -> bool:
        """Check the quote against its article; captions are not the article's own statement."""
        article = self._articles.get(evidence.hit.article_id, evidence.hit.revision).article
        if article.text[evidence.start : evidence.end] != evidence.text:
            return False
        block = next((b for b in article.blocks if b.start <= evidence.start < b.end), None)
        return block is None or block.kind != "caption"


def _repeats(evidence: Evidence, chosen: Sequence[Evidence]) -> bool:
    """Tell whether most words of a sentence already stand in a chosen one."""
    words = {fold(t) for t in terms(evidence.text)}
    return any(
        len(words & {fold(t) for t in terms(c.text)}) > 0.8 * max(1, len(words)) for c in chosen
    )


def _short_answer(asked: Question, chosen: Sequence[_Scored]) -> str | None:
    if asked.kind == "yesno":
        return "Có" if not _negated(chosen[0].evidence.text) else "Không"
    content = {fold(t) for t in terms(asked.content)}
    for scored in chosen:
        sentence = scored.evidence.text
        matched = [t for t in tokenize(sentence) if fold(t.text) in content]
        span = spans.pick(asked, sentence, matched)
        if span is not None:
            return sentence[span[0] : span[1]]
    return None


def _negated(sentence: str) -> bool:
    words = f" {fold(sentence)} "
    return any(f" {n} " in words for n in ("khong", "chua", "khong duoc", "nghiem cam", "cam"))


def _cite(marker: int, evidence: Evidence) -> Citation:
    hit = evidence.hit
    return Citation(
        marker=marker,
        article_id=hit.article_id,
        revision=hit.revision,
        passage_id=hit.passage_id,
        title=hit.title,
        source=hit.source,
        url=hit.url,
        published=hit.published,
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
    )
