"""How well a sentence answers a question: features of the pair.

They are shares in [0, 1] wherever possible, so that they mean the same on any corpus; the
network in `service/answering/evidence_model.py` weighs them.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.frequencies import idf
from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from corpus.vietnamese.tokens import terms
from embeddings.encoder import Encoder
from index.hits import Hit
from service.answering.question import KINDS, Question
from service.answering.spans import candidates

FEATURES = (
    "coverage",
    "coverage_folded",
    "pair_coverage",
    "longest_run",
    "cosine",
    "before",
    "after",
    "passage_coverage",
    "title_coverage",
    "joint_coverage",
    "rarest_missing",
    "numbers_missing",
    "names_missing",
    "typed",
    "typed_new",
    "length",
    "first",
    "novelty",
    "passage_cosine",
    "rank",
    "score",
    "document",
    "accented",
    "question_length",
    *(f"kind_{kind}" for kind in KINDS),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a hit with its features, shape (len(FEATURES),), float32."""

    hit: Hit
    start: int
    end: int
    text: str
    features: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of the question is compared: its terms with weights, pairs, numbers and names."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    weight: dict[str, float]
    total: float
    pairs: frozenset[tuple[str, str]]
    numbers: frozenset[str]
    names: frozenset[str]


def collect(question: Question, hits: Sequence[Hit], encoder: Encoder) -> list[Evidence]:
    """Split the hits into sentences and describe each; order follows the hits and the text."""
    asked = _asked(question)
    spans: list[tuple[int, Hit, int, int]] = []
    for rank, hit in enumerate(hits):
        spans.extend((rank, hit, start, end) for start, end in sentences(hit.text))
    if not spans:
        return []
    texts = [hit.text[start:end] for _, hit, start, end in spans]
    query = encoder.encode_queries([question.text])[0]
    vectors = encoder.encode_passages([*texts, *(hit.text for hit in hits)])
    cosines = vectors @ query
    top = max((hit.score for hit in hits), default=1.0) or 1.0
    word_lists = [_folded(text) for text in texts]
    shares = [_coverage(asked, words) for words in word_lists]
    contexts = [_context(asked, hit) for hit in hits]
    found: list[Evidence] = []
    for i, (rank, hit, start, end) in enumerate(spans):
        same = [j for j in (i - 1, i + 1) if 0 <= j < len(spans) and spans[j][0] == rank]
        before = shares[i - 1] if i - 1 in same else 0.0
        after = shares[i + 1] if i + 1 in same else 0.0
        passage, title = contexts[rank]
        row = _row(question, asked, texts[i], word_lists[i])
        joint = _coverage(asked, [*word_lists[i], *_folded(hit.title or "")])
        context = (
            float(cosines[i]),
            before,
            after,
            passage.share,
            title.share,
            joint,
            passage.rarest_missing,
            passage.numbers_missing,
            passage.names_missing,
        )
        features = np.zeros(len(FEATURES), dtype=np.float32)
        features[:4] = row[:4]
        features[4:13] = context
        features[13:15] = row[4:6]
        features[15] = min(1.0, len(word_lists[i]) / 60)
        features[16] = float(start == 0 and hit.start == 0)
        features[17] = row[6]
        features[18] = float(cosines[len(texts) + rank])
        features[19] = 1.0 / (1 + rank)
        features[20] = hit.score / top
        features[21] = float(hit.document_hit)
        features[22] = float(question.accented)
        features[23] = min(1.0, len(asked.folded) / 20)
        features[24 + KINDS.index(question.kind)] = 1.0
        found.append(Evidence(hit, hit.start + start, hit.start + end, texts[i], features))
    return found


def _folded(text: str) -> list[str]:
    return [fold(term) for term in terms(text)]


def _asked(question: Question) -> _Asked:
    exact = tuple(terms(question.content))
    folded = tuple(fold(term) for term in exact)
    weight: dict[str, float] = {}
    for word, plain in zip(exact, folded, strict=True):
        rarity = idf(word) if question.accented else idf(plain, folded=True)
        weight[plain] = max(weight.get(plain, 0.0), rarity)
    return _Asked(
        exact=exact,
        folded=folded,
        weight=weight,
        total=sum(weight.values()) or 1.0,
        pairs=frozenset(itertools.pairwise(folded)),
        numbers=frozenset(w for w in folded if any(c.isdigit() for c in w)),
        names=_names(question.text),
    )


def _names(text: str) -> frozenset[str]:
    """Return the folded capitalised words of a question but its first: most are names."""
    words = text.split()
    return frozenset(
        fold(w.strip(",.?!\"'“”()")) for w in words[1:] if w[:1].isupper() and len(w) > 1
    )


def _coverage(asked: _Asked, words: Sequence[str]) -> float:
    have = set(words)
    return sum(w for word, w in asked.weight.items() if word in have) / asked.total


@dataclass(frozen=True, slots=True)
class _Share:
    share: float
    rarest_missing: float
    numbers_missing: float
    names_missing: float


def _context(asked: _Asked, hit: Hit) -> tuple[_Share, _Share]:
    return _share(asked, f"{hit.title or ''}\n{hit.text}"), _share(asked, hit.title or "")


def _share(asked: _Asked, text: str) -> _Share:
    have = set(_folded(text))
    weight = asked.weight
    missing = max((w for word, w in weight.items() if word not in have), default=0.0)
    most = max(weight.values(), default=1.0) or 1.0
    numbers = sum(n not in have for n in asked.numbers) / max(1, len(asked.numbers))
    syllables = [s for name in asked.names for s in _folded(name)]
    names = sum(s not in have for s in syllables) / max(1, len(syllables))
    return _Share(_coverage(asked, list(have)), missing / most, numbers, names)


def _row(
    question: Question, asked: _Asked, text: str, words: list[str]
) -> tuple[float, float, float, float, float, float, float]:
    """Return exact, folded and pair coverage, longest run, typed, typed and new, novelty."""
    have_exact = set(terms(text))
    exact = sum(
        asked.weight[plain]
        for word, plain in set(zip(asked.exact, asked.folded, strict=True))
        if word in have_exact
    )
    have = set(words)
    pairs = set(itertools.pairwise(words))
    pair = len(asked.pairs & pairs) / max(1, len(asked.pairs))
    run = _longest_run(asked.folded, words) / max(1, len(asked.folded))
    spans = candidates(text, question.kind)
    fresh = any(
        not all(w in asked.weight for w in _folded(text[start:end])) for start, end in spans
    )
    novelty = sum(w not in asked.weight for w in have) / max(1, len(have))
    return (
        min(1.0, exact / asked.total),
        _coverage(asked, words),
        pair,
        min(1.0, run),
        float(bool(spans)),
        float(fresh),
        novelty,
    )


def _longest_run(query: Sequence[str], words: Sequence[str]) -> int:
    """Return the length of the longest run of query words that stands in `words` as it is."""
    best = 0
    previous = [0] * (len(words) + 1)
    for q in query:
        current = [0] * (len(words) + 1)
        for j, w in enumerate(words, 1):
            if q == w:
                current[j] = previous[j - 1] + 1
                best = max(best, current[j])
        previous = current
    return best
