"""What of a chat model's text may be said: only sentences that a cited passage holds.

A sentence is kept if one sentence of a passage that it cites proves it, or two prove a half each
(`service/answering/proof.py`). A passage's text that speaks to a program proves nothing. The quotes
are the passage's own sentences, so that a citation is verbatim whatever the model wrote.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.vietnamese.sentences import sentences
from index.hits import Hit
from service.answering.addressed import is_addressed
from service.answering.proof import proves
from service.answers import Citation

Quotable = Callable[[Hit, int, int], bool]
"""Tells whether the sentence [start, end) of a hit's text may be quoted."""


def speaks_to_readers(hit: Hit, start: int, end: int) -> bool:
    """Return whether a sentence is meant for people, which is the least a proof must be."""
    return not is_addressed(hit.text, start, end)


MARKER = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_MARKER_AFTER_STOP = re.compile(r"([.!?])((?:\s*\[\d[\d\s,;]*\])+)")
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,2}[.)](?=\s))\s*")
_MARKDOWN = re.compile(r"\*\*|__|`|^#+\s*", re.MULTILINE)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_PART = re.compile(r"[^\s].*?(?:[.!?…](?=\s)|$)")
_JOINT = re.compile(r"[;,]\s+(?:và\s+|còn\s+)?|\s+(?:và|còn|đồng thời)\s+")


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


def check(
    sentence: str, hits: Sequence[Hit], quotable: Quotable = speaks_to_readers
) -> Kept | None:
    """Return the sentence with its quotes if a passage it cites holds it, else None.

    Markers count from 1 in the order of `hits`; unknown ones are passed over. `quotable` tells of
    a sentence of a passage whether it may be a proof.
    """
    cited = [int(n) - 1 for m in MARKER.finditer(sentence) for n in re.split(r"\D+", m[1])]
    claim = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(MARKER.sub(" ", sentence).split()))
    if not any(character.isalpha() for character in claim) or is_addressed(claim):
        return None
    for index in dict.fromkeys(cited):
        if 0 <= index < len(hits):
            quotes = _quotes(claim, hits[index], quotable)
            if quotes:
                return Kept(claim, quotes, 1.0)
    return None


def _quotes(claim: str, hit: Hit, quotable: Quotable) -> tuple[Citation, ...]:
    """Return the one sentence that proves the claim, or one for each of its two halves."""
    spans = list(_quotable_spans(hit, quotable))
    whole = _proof(claim, hit, spans)
    if whole:
        return (_citation(hit, *whole),)
    for joint in _JOINT.finditer(claim):
        first = _proof(claim[: joint.start()], hit, spans)
        second = first and _proof(claim[joint.end() :], hit, spans, later=True)
        if first and second:
            return tuple(_citation(hit, *span) for span in sorted({first, second}))
    return ()


def _quotable_spans(hit: Hit, quotable: Quotable) -> Iterator[tuple[int, int]]:
    """Yield the sentences that may be quoted, and such parts of the others.

    Hostile text that begins with a small letter makes one sentence with what stands before it.
    """
    for start, end in sentences(hit.text):
        if quotable(hit, start, end):
            yield start, end
            continue
        for part in _PART.finditer(hit.text, start, end):
            if part.span() != (start, end) and quotable(hit, *part.span()):
                yield part.span()


def _proof(
    claim: str, hit: Hit, spans: Sequence[tuple[int, int]], *, later: bool = False
) -> tuple[int, int] | None:
    proving = (span for span in spans if proves(hit.text[slice(*span)], claim, later=later))
    return next(proving, None)


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
