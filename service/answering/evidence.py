"""How well a sentence answers a question: features of the pair.

They are shares in [0, 1] wherever possible, so that they mean the same on any corpus; the
network in `service/answering/evidence_model.py` weighs them, each beside how far it lies behind
the best sentence's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from index.hits import Hit, SearchResult
from service.answering import overlap, spans
from service.answering.contrary import contradicts, lesser
from service.answering.overlap import Asked, Words
from service.answering.question import KINDS, Kind, Question
from service.answering.surroundings import (
    ENDS,
    Around,
    Sentence,
    leading,
    split_hits,
    surroundings,
    together,
)

FEATURES = (
    "coverage",
    "exact_coverage",
    "pair_coverage",
    "longest_run",
    "behind_best",
    "before",
    "after",
    "title_coverage",
    "lead_coverage",
    "passage_coverage",
    "any_coverage",
    "any_sentence_coverage",
    "sentence_rarest_missing",
    "sentence_numbers_missing",
    "sentence_names_missing",
    "lead_rarest_missing",
    "lead_numbers_missing",
    "lead_names_missing",
    "passage_rarest_missing",
    "passage_numbers_missing",
    "passage_names_missing",
    "any_rarest_missing",
    "any_numbers_missing",
    "any_names_missing",
    "other_year",
    "lead_other_year",
    "opposite",
    "lesser_office",
    "cosine",
    "mean_cosine",
    "passage_cosine",
    "typed",
    "typed_new",
    "counted",
    "ending",
    "novelty",
    "length",
    "first",
    "title",
    "rank",
    "score",
    "lexical",
    "document",
    "accented",
    "question_length",
    *(f"kind_{kind}" for kind in KINDS),
)
# Sentences that are described in full, those that the question's words lead to most.
DESCRIBED = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a hit with its features, shape (len(FEATURES),), float32."""

    hit: Hit
    start: int
    end: int
    text: str
    words: Words
    features: NDArray[np.float32]


def compared(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the features of one question's sentences (n, f) beside their lag (n, 2 f)."""
    return np.concatenate([features, features - features.max(0)], 1)


def bare(hit: Hit, start: int, end: int) -> Evidence:
    """Return the sentence `[start, end)` of a hit's text without features."""
    text = hit.text[start:end]
    nothing = np.zeros(0, np.float32)
    return Evidence(hit, hit.start + start, hit.start + end, text, overlap.words(text), nothing)


def placed(hit: Hit, text: str, start: int, end: int) -> Evidence:
    """Return the sentence `[start, end)` of the whole text of a hit's article, without features."""
    nothing = np.zeros(0, np.float32)
    sentence = text[start:end]
    return Evidence(hit, start, end, sentence, overlap.words(sentence), nothing)


def collect(question: Question, result: SearchResult, encoder: Encoder) -> list[Evidence]:
    """Describe the sentences of the hits that promise most, in text order.

    At most `DESCRIBED` of them, hits in their order.
    """
    asked = overlap.asked(question, result.query.expansions)
    everything = split_hits(asked, result.hits)
    if not everything:
        return []
    around = [surroundings(asked, hit, rank, everything) for rank, hit in enumerate(result.hits)]
    promise = _promise(asked, everything, around)
    chosen = sorted(everything, key=lambda s: (-promise[s.place], s.place))[:DESCRIBED]
    chosen.sort(key=lambda s: s.place)
    query = encoder.encode_queries([question.text])[0]
    cosines = encoder.encode_passages([s.text for s in chosen]) @ query
    shared = _of_question(question, asked, everything, around)
    shared["mean_cosine"] = float(cosines.mean())
    alike = _row(shared)
    top = max(hit.score for hit in result.hits) or 1.0
    rows = []
    for sentence, cosine in zip(chosen, cosines.tolist(), strict=True):
        hit = result.hits[sentence.rank]
        own = _of_hit(asked, hit, sentence.rank, top)
        own |= _of_match(question, asked, sentence)
        own |= _of_place(asked, sentence, everything, around[sentence.rank], hit)
        own["cosine"] = cosine
        own["behind_best"] = shared["any_sentence_coverage"] - sentence.share
        rows.append(_row(own, alike))
    features = np.array(rows, np.float32)
    return [
        Evidence(hit, hit.start + s.start, hit.start + s.end, s.text, s.words, row)
        for s, row in zip(chosen, features, strict=True)
        for hit in (result.hits[s.rank],)
    ]


_COLUMN = {name: column for column, name in enumerate(FEATURES)}


def _row(
    values: Mapping[str, float], alike: Sequence[float] = (0.0,) * len(FEATURES)
) -> list[float]:
    """Return the features in their order, what is not among `values` from `alike`."""
    row = list(alike)
    for name, value in values.items():
        row[_COLUMN[name]] = value
    return row


def _promise(asked: Asked, everything: Sequence[Sentence], around: Sequence[Around]) -> list[float]:
    """Return how likely each sentence is worth describing, by what is known of it so far.

    What it lacks of the question may stand in the title or in the sentence before it: of 12
    chosen so, as many hold the answer as of 16 chosen by their own words
    (docs/decisions/0011-reader.md).
    """
    promise = []
    before: frozenset[str] = frozenset()
    for sentence in everything:
        titled = sentence.found | around[sentence.rank].title_found
        led = titled | before if sentence.start else titled
        promise.append(
            overlap.coverage(asked, led)
            + 0.5 * overlap.coverage(asked, titled)
            + 0.5 * sentence.share
            + 0.5 / (1 + sentence.rank)
        )
        before = sentence.found
    return promise


def _of_question(
    question: Question, asked: Asked, everything: Sequence[Sentence], around: Sequence[Around]
) -> dict[str, float]:
    """Return what is the same for all sentences: the question, and the best of all passages."""
    return {
        "any_coverage": max(a.share for a in around),
        "any_sentence_coverage": max(s.share for s in everything),
        "any_rarest_missing": min(a.missing.rarest for a in around),
        "any_numbers_missing": min(a.missing.numbers for a in around),
        "any_names_missing": min(a.missing.names for a in around),
        "accented": float(question.accented),
        "question_length": min(1.0, len(asked.folded) / 20),
        f"kind_{question.kind}": 1.0,
    }


def _of_hit(asked: Asked, hit: Hit, rank: int, top: float) -> dict[str, float]:
    """Return how the search found the passage."""
    return {
        "passage_cosine": hit.dense or 0.0,
        "rank": 1.0 / (1 + rank),
        "score": hit.score / top,
        "lexical": min(1.5, (hit.lexical or 0.0) / (8.0 * max(1, len(asked.folded)))),
        "document": float(hit.document_hit),
    }


def _of_match(question: Question, asked: Asked, sentence: Sentence) -> dict[str, float]:
    """Return how the sentence's own words match the question's."""
    have = sentence.words.have
    alone = overlap.missing(asked, sentence.found, [sentence.words])
    typed = _typed(sentence.text, question.kind)
    fresh = [end for end, words in typed if not words <= asked.words]
    counted = max((spans.counted(question, sentence.text, end) for end in fresh), default=0)
    return {
        "coverage": sentence.share,
        "exact_coverage": overlap.exact_coverage(asked, sentence.words),
        "pair_coverage": overlap.pair_coverage(asked, sentence.words),
        "longest_run": overlap.longest_run(asked, sentence.words),
        "sentence_rarest_missing": alone.rarest,
        "sentence_numbers_missing": alone.numbers,
        "sentence_names_missing": alone.names,
        "other_year": _other_year(asked, sentence.words.years),
        "opposite": float(contradicts(asked.opposites, sentence.words.exact)),
        "lesser_office": float(lesser(asked.offices, sentence.words.exact)),
        "typed": float(bool(typed)),
        "typed_new": float(bool(fresh)),
        "counted": counted,
        "ending": float(sentence.text[-1:] in ENDS),
        "novelty": len(have - asked.words) / max(1, len(have)),
        "length": min(1.0, len(sentence.words.folded) / 60),
    }


@lru_cache(maxsize=8192)
def _typed(sentence: str, kind: Kind) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return the ends of the spans of a kind, and their words."""
    found = spans.candidates(sentence, kind)
    return tuple((end, overlap.words(sentence[start:end]).have) for start, end in found)


def _of_place(
    asked: Asked,
    sentence: Sentence,
    everything: Sequence[Sentence],
    around: Around,
    hit: Hit,
) -> dict[str, float]:
    """Return what stands around the sentence: neighbours, what leads to it, passage, title."""
    before, after = (
        everything[i].share
        if 0 <= i < len(everything) and everything[i].rank == sentence.rank
        else 0.0
        for i in (sentence.place - 1, sentence.place + 1)
    )
    parts = [sentence.words, around.title, *leading(sentence, everything)]
    have, years = together(parts)
    lead = overlap.missing(asked, overlap.held(asked, have, years), parts)
    return {
        "before": before,
        "after": after,
        "title_coverage": around.title_share,
        "lead_coverage": 1.0 - lead.share,
        "lead_rarest_missing": lead.rarest,
        "lead_numbers_missing": lead.numbers,
        "lead_names_missing": lead.names,
        "lead_other_year": _other_year(asked, years),
        "passage_coverage": around.share,
        "passage_rarest_missing": around.missing.rarest,
        "passage_numbers_missing": around.missing.numbers,
        "passage_names_missing": around.missing.names,
        "first": float(sentence.start == 0 and hit.start == 0),
        "title": float(sentence.words.folded == around.title.folded),
    }


def _other_year(asked: Asked, years: frozenset[str]) -> float:
    """Tell whether a text names years, but none that the question names."""
    return float(bool(asked.years and years and not asked.years & years))
