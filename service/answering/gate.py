"""What of a chat model's text may be said: only sentences that a cited passage holds.

A sentence is kept if one passage that it cites holds every number, date, document number and
name in it and most of its content words, and the sentences quoted from that passage hold every
number, date and document number. A negation may be neither added nor lost. The quotes are the
passage's own sentences, so that a citation is verbatim whatever the model wrote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import find_documents
from corpus.vietnamese.sentences import sentences
from corpus.vietnamese.tokens import terms
from index.hits import Hit
from service.answers import Citation

MOST = 0.7  # share of content words that the cited passage must hold
MAX_QUOTES = 2  # per sentence of the answer
MARKER = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_MARKER_AFTER_STOP = re.compile(r"([.!?])((?:\s*\[\d[\d\s,;]*\])+)")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)](?=\s))\s*")
_MARKDOWN = re.compile(r"\*\*|__|`|^#+\s*", re.MULTILINE)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_SHORT_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORD = re.compile(r"[^\W\d_]\w*")
_NEGATIONS = frozenset({"không", "chưa", "chẳng", "chớ", "đừng", "cấm", "no", "not", "never"})
# Syllables that carry no claim of their own, and what models say to introduce a quote.
_EMPTY = frozenset(
    terms(
        "là và của các những một này đó khi thì mà ở tại trong với cho được bị do theo về từ đến để"
        " như cũng đã đang sẽ có vào ra trên dưới nhằm bởi vì nên rằng"
        " the a an of in on at to and is are was were by for with that this it as"
    )
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that may be said: its text without markers, its quotes, its support in [0, 1]."""

    text: str
    quotes: tuple[Citation, ...]
    support: float


def clean_output(text: str) -> str:
    """Return a model's text without its thoughts and markup, each marker before its full stop."""
    text = _MARKDOWN.sub("", _THOUGHT.sub("", text))
    return _MARKER_AFTER_STOP.sub(lambda m: f" {m[2].strip()}{m[1]}", text)


def split_output(text: str) -> Iterator[str]:
    """Yield the sentences of cleaned output, list marks removed."""
    for start, end in sentences(text):
        sentence = _BULLET.sub("", text[start:end]).strip()
        if sentence:
            yield sentence


def check(sentence: str, hits: Sequence[Hit]) -> Kept | None:
    """Return the sentence with its quotes if a passage it cites holds it, else None.

    Markers count from 1 in the order of `hits`; unknown ones are passed over.
    """
    cited = [int(n) - 1 for m in MARKER.finditer(sentence) for n in re.split(r"\D+", m[1])]
    claim = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(MARKER.sub(" ", sentence).split()))
    content = _content(claim)
    if not content:
        return None
    best: Kept | None = None
    for index in dict.fromkeys(cited):
        if 0 <= index < len(hits):
            kept = _supported(claim, content, hits[index])
            if kept and (best is None or kept.support > best.support):
                best = kept
    return best


def _supported(claim: str, content: frozenset[str], hit: Hit) -> Kept | None:
    held = frozenset(terms(hit.text))
    support = len(content & held) / len(content)
    if support < MOST or not _has_names(claim, hit):
        return None
    figures = _figures(claim)
    quotes = _quotes(content, figures, hit)
    quoted = " ".join(quote.quote for quote in quotes)
    if not quotes or not figures <= _figures(quoted) or not _same_negation(claim, quoted):
        return None
    return Kept(claim, quotes, support)


def _quotes(content: frozenset[str], figures: frozenset[str], hit: Hit) -> tuple[Citation, ...]:
    """Return the best sentence of the passage, and a second where it adds a missing figure."""
    rows = []
    for start, end in sentences(hit.text):
        text = hit.text[start:end]
        words = content & frozenset(terms(text))
        rows.append((words, figures & _figures(text), start, end))
    chosen: list[tuple[int, int]] = []
    missing_words, missing = set(content), set(figures)
    while rows and len(chosen) < MAX_QUOTES:
        row = max(rows, key=lambda r: (2 * len(r[1] & missing) + len(r[0] & missing_words), -r[2]))
        if not row[0] or (chosen and not row[1] & missing):
            break
        rows.remove(row)
        chosen.append((row[2], row[3]))
        missing_words -= row[0]
        missing -= row[1]
        if not missing:
            break
    return tuple(_citation(hit, start, end) for start, end in sorted(chosen))


def _citation(hit: Hit, start: int, end: int) -> Citation:
    """Return the span of the passage as a citation; the marker is set by who numbers them."""
    return Citation(
        marker=0,
        article_id=hit.article_id,
        revision=hit.revision,
        passage_id=hit.passage_id,
        title=hit.title,
        source=hit.source,
        url=hit.url,
        published=hit.published,
        quote=hit.text[start:end],
        start=hit.start + start,
        end=hit.start + end,
        same=hit.same,
    )


def _content(text: str) -> frozenset[str]:
    """Return the words that carry a claim; figures are compared on their own."""
    words = (term for term in terms(_LONG_DATE.sub(" ", text)) if not _has_digit(term))
    return frozenset(word for word in words if word not in _EMPTY)


def _has_digit(term: str) -> bool:
    return any(character.isdigit() for character in term)


def _figures(text: str) -> frozenset[str]:
    """Return numbers, dates and document numbers, each in one spelling.

    A date stands for its parts too, so that "năm 2024" is held by "22/12/2024".
    """
    text = _LONG_DATE.sub(lambda m: f"ngày {m[1]}/{m[2]}/{m[3]} ", text)
    numbers = {term for term in terms(text) if _has_digit(term)}
    for number in list(numbers):
        if _SHORT_DATE.fullmatch(number):
            day, month, year = number.split("/")
            numbers |= {f"{day}/{month}", f"{month}/{year}", day, month, year}
    return frozenset(numbers | {mention.number for mention in find_documents(text)})


def _has_names(claim: str, hit: Hit) -> bool:
    """Return whether the passage or its title has every name of the claim as it stands.

    A name is a run of capitalised words. The first word of a sentence is capital anyway, so the
    run that opens it may stand without it.
    """
    held = " " + " ".join(terms(f"{hit.title or ''}\n{hit.text}")) + " "
    for start, words in _capital_runs(claim):
        spoken = terms(" ".join(words))
        forms = [spoken, spoken[1:]] if start == 0 else [spoken]
        if not any(not form or f" {' '.join(form)} " in held for form in forms):
            return False
    return True


def _capital_runs(text: str) -> list[tuple[int, list[str]]]:
    """Return each run of capitalised words with its start; anything but spaces ends a run.

    The letters of a document number are no name.
    """
    for mention in find_documents(text):
        blank = "." * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    runs: list[tuple[int, list[str]]] = []
    end = -1
    for match in _WORD.finditer(text):
        if not match[0][0].isupper():
            continue
        if runs and end >= 0 and text[end : match.start()].isspace():
            runs[-1][1].append(match[0])
        else:
            runs.append((match.start(), [match[0]]))
        end = match.end()
    return runs


def _same_negation(claim: str, quoted: str) -> bool:
    """Return whether what the claim negates the quotes negate too, and the other way round.

    Only words that both have can contradict: another clause of a quote may hold its own "không".
    """
    said, held = terms(claim), terms(quoted)
    negated_said, negated_held = _negated(said), _negated(held)
    return negated_said <= set(negated_held) and not (negated_held & set(said)) - negated_said


def _negated(words: Sequence[str]) -> set[str]:
    """Return the words right after a negation."""
    return {after for word, after in pairwise(words) if word in _NEGATIONS}
