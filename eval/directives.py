"""Score the directives found in articles against labelled sentences.

A label is a sentence that somebody has read: the directives that it sets, or none for a near miss.
The file also names the articles that were read whole; there every other sentence sets none. A
sentence is known by the SHA-256 of its text, so that labels hold while the cleaning of an article
changes elsewhere; its offsets are a hint. Sentences that are no longer in their article as they
were read count as `lost` and are not scored.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.articles import Article
from corpus.cleaning import clean
from corpus.directives import Directive
from corpus.directives.find import find_directives
from corpus.errors import CorpusError
from corpus.readers import Refusal, walk
from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from eval.datasets import Half, half, json_lines
from eval.errors import BadDataset
from eval.statistics import ratio_interval

FIELDS = ("issuer", "office", "units", "task", "kind", "deadline", "deadline_text", "documents")
_SAME_TASK = 0.8  # share of the characters of both spans together that they have in common


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled directive; `task` is a span of the sentence."""

    issuer: str
    office: str | None
    units: tuple[str, ...]
    kind: str
    deadline: str | None
    deadline_text: str | None
    documents: tuple[str, ...]
    task: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A sentence that was read; no directives make it a near miss."""

    article: str
    sha256: str
    directives: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labelled sentences, and the names of the articles that were read whole."""

    sentences: tuple[Label, ...]
    whole: frozenset[str]

    @property
    def articles(self) -> frozenset[str]:
        """Return the names of the articles that they are of."""
        return self.whole | {label.article for label in self.sentences}

    def restricted(self, wanted: Half | None) -> "Labels":
        """Return the labels of one half, by article; all if None."""
        if wanted is None:
            return self
        kept = tuple(label for label in self.sentences if half(label.article) == wanted)
        return Labels(kept, frozenset(name for name in self.whole if half(name) == wanted))


def load_labels(path: Path) -> Labels:
    """Load labelled sentences; raises BadDataset naming the line that cannot be read."""
    found: list[Label] = []
    whole: set[str] = set()
    for row in json_lines(path):
        if row.values.get("whole"):
            whole.add(row.text("article"))
            continue
        try:
            golds = tuple(_gold(values) for values in row.values["directives"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadDataset(f"{row.place}: not a labelled sentence ({error!r})") from error
        found.append(Label(row.text("article"), row.text("sha256"), golds))
    if not found:
        raise BadDataset(f"{path} holds no labelled sentence")
    return Labels(tuple(found), frozenset(whole))


def read_articles(sources: Iterable[Path], names: Iterable[str]) -> dict[str, Article]:
    """Return the articles of these names among the sources, cleaned as an ingest does it."""
    wanted = set(names)
    found: dict[str, Article] = {}
    for source in walk([path for path in sources if path.exists()]):
        if isinstance(source, Refusal) or source.name not in wanted:
            continue
        try:
            found[source.name] = clean(source)
        except CorpusError:
            continue
    return found


def run(labels: Labels, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Score sentences by precision and recall, and each field on the sentences rightly found.

    Intervals resample articles, since the sentences of one are alike.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[dict[str, Any]] = []
    by_article: defaultdict[str, list[Label]] = defaultdict(list)
    for label in labels.sentences:
        by_article[label.article].append(label)
    for name in {*by_article, *labels.whole} & articles.keys():
        whole = name in labels.whole
        _score(articles[name], by_article[name], counts[name], wrong, whole=whole)
    absent = sum(len(some) for name, some in by_article.items() if name not in articles)
    pairs = {
        "precision": ("hit", "said"),
        "recall": ("hit", "gold"),
        **{field: (field, "matched") for field in FIELDS},
    }
    metrics, ci95 = {}, {}
    for measure, (part, base) in pairs.items():
        parts = [counted[part] for counted in counts.values()]
        wholes = [counted[base] for counted in counts.values()]
        metrics[measure] = round(sum(parts) / sum(wholes), 4) if sum(wholes) else None
        ci95[measure] = ratio_interval(parts, wholes) if sum(wholes) else None
    total = sum(counts.values(), Counter[str]())
    return {
        "metrics": metrics,
        "ci95": ci95,
        "sentences": total["read"],
        "directives": total["directives"],
        "near_misses": total["read"] - total["gold"],
        "articles": len(counts),
        "lost": total["lost"] + absent,
        "wrong": wrong,
    }


def _score(
    article: Article,
    labels: Sequence[Label],
    counted: Counter[str],
    wrong: list[dict[str, Any]],
    *,
    whole: bool,
) -> None:
    text = article.text
    places = {
        hashlib.sha256(text[start:end].encode()).hexdigest(): (start, end)
        for block in article.blocks
        for start, end in sentences(text, block.start, block.end)
    }
    said: defaultdict[tuple[int, int], list[Directive]] = defaultdict(list)
    for directive in find_directives(article):
        said[directive.start, directive.end].append(directive)
    read: dict[tuple[int, int], Label] = {}
    for label in labels:
        if label.sha256 in places:
            read[places[label.sha256]] = label
        else:
            counted["lost"] += 1
    for place in read.keys() | (said.keys() if whole else set()):
        golds = read[place].directives if place in read else ()
        found = said.get(place, [])
        counted.update(
            read=1,
            gold=bool(golds),
            directives=len(golds),
            said=bool(found),
            hit=bool(golds and found),
        )
        if bool(golds) != bool(found):
            wrong.append(_entry(article, place, "missed" if golds else "not a directive"))
        for gold, directive in _matched(golds, found, place[0]):
            counted["matched"] += 1
            for field in FIELDS:
                right = _right(field, gold, directive, place[0])
                counted[field] += right
                if not right:
                    entry = _entry(article, place, field)
                    wrong.append(
                        {
                            **entry,
                            "expected": getattr(gold, field),
                            "got": _said(field, directive, place[0]),
                        }
                    )


def _entry(article: Article, place: tuple[int, int], what: str) -> dict[str, Any]:
    return {"article": article.name, "start": place[0], "end": place[1], "what": what}


def _matched(
    golds: Sequence[Gold], found: Sequence[Directive], start: int
) -> list[tuple[Gold, Directive]]:
    """Pair the directives of one sentence by what their tasks have in common."""
    left = list(found)
    pairs: list[tuple[Gold, Directive]] = []
    for gold in golds:
        if left:
            best = max(left, key=lambda directive: _overlap(gold, directive, start))
            left.remove(best)
            pairs.append((gold, best))
    return pairs


def _overlap(gold: Gold, directive: Directive, start: int) -> float:
    first, last = directive.task_start - start, directive.task_end - start
    common = min(gold.task[1], last) - max(gold.task[0], first)
    together = max(gold.task[1], last) - min(gold.task[0], first)
    return max(0, common) / together if together else 0.0


def _right(field: str, gold: Gold, directive: Directive, start: int) -> bool:
    """Return whether a field is right: names folded and in full or in short, the rest exactly."""
    expected, said = getattr(gold, field), _said(field, directive, start)
    if field in {"issuer", "office"}:
        return _same(expected or "", said or "")
    if field == "deadline_text":
        mine, theirs = _plain(expected or ""), _plain(said or "")
        return mine == theirs or bool(mine and theirs and (mine in theirs or theirs in mine))
    if field == "units":
        return sorted(map(_plain, expected)) == sorted(map(_plain, said))
    if field == "task":
        return _overlap(gold, directive, start) >= _SAME_TASK
    return bool(set(expected) == set(said) if field == "documents" else expected == said)


def _same(one: str, other: str) -> bool:
    first, second = _plain(one), _plain(other)
    return first == second or bool(
        first and second and (first.startswith(f"{second} ") or second.startswith(f"{first} "))
    )


def _plain(value: str) -> str:
    return " ".join(fold(value).split())


def _said(field: str, directive: Directive, start: int) -> Any:
    if field == "task":
        return [directive.task_start - start, directive.task_end - start]
    return getattr(directive, "issuer_office" if field == "office" else field)


def _gold(values: dict[str, Any]) -> Gold:
    first, last = values["task"]
    return Gold(
        issuer=str(values["issuer"]),
        office=values["office"],
        units=tuple(values["units"]),
        kind=str(values["kind"]),
        deadline=values["deadline"],
        deadline_text=values["deadline_text"],
        documents=tuple(values["documents"]),
        task=(int(first), int(last)),
    )
