"""Passages: the spans of an article that are embedded and retrieved.

A passage follows blocks and sentences. Short blocks are packed together up to `target` syllables;
one longer than `limit` is cut at sentence ends, an over-long sentence at clause marks, then
between words, into parts of about the same size. The title and headings stay with what follows
them. Captions and tables share a passage with no other text but their heading, so that a quote
from one is known for what it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.articles import Article, BlockKind, PassageSpan
from corpus.vietnamese.sentences import sentences

_CLAUSE = re.compile(r".+?(?:[;:,](?=\s)|\Z)", re.DOTALL)
_WORD = re.compile(r"\S+")
_APART: frozenset[BlockKind] = frozenset({"caption", "table"})
_INTRODUCES: frozenset[BlockKind] = frozenset({"title", "heading"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A span without white space at its ends, its size in syllables, the kind of its block."""

    start: int
    end: int
    size: int
    kind: BlockKind


_Group = list[_Piece]


def passages(article: Article, *, target: int = 180, limit: int = 260) -> tuple[PassageSpan, ...]:
    """Cut an article into passages that tile its text: only white space lies outside them.

    `target` and `limit` count syllables (runs without white space), 1 <= target <= limit; no
    passage is longer than `limit`. Raises ValueError for other values.
    """
    if not 1 <= target <= limit:
        raise ValueError(f"target {target}, limit {limit}: expected 1 <= target <= limit")
    groups = _without_scraps(_packed(article, target, limit), target // 4, limit)
    return tuple(
        PassageSpan(ordinal, group[0].start, group[-1].end) for ordinal, group in enumerate(groups)
    )


def _piece(text: str, start: int, end: int, kind: BlockKind) -> _Piece | None:
    """Return the span without the white space at its ends, or None if nothing is left."""
    inner = text[start:end]
    size = len(inner.split())
    if not size:
        return None
    start += len(inner) - len(inner.lstrip())
    return _Piece(start, start + len(inner.strip()), size, kind)


def _blocks(article: Article) -> Iterator[_Piece]:
    """Yield the article's blocks; text outside all blocks counts as paragraphs."""
    spans: list[tuple[int, int, BlockKind]] = []
    position = 0
    for block in article.blocks:
        spans.append((position, block.start, "paragraph"))
        spans.append((block.start, block.end, block.kind))
        position = block.end
    spans.append((position, len(article.text), "paragraph"))
    for start, end, kind in spans:
        if piece := _piece(article.text, start, end, kind):
            yield piece


def _size(group: Sequence[_Piece]) -> int:
    """Return the number of syllables in a group."""
    return sum(piece.size for piece in group)


def _packed(article: Article, target: int, limit: int) -> Iterator[_Group]:
    """Yield the pieces of each passage."""
    group: _Group = []
    waiting: _Group = []  # the title and headings that what follows will take in
    for block in _blocks(article):
        # One too long to leave room for what it introduces is text like any other.
        if block.kind in _INTRODUCES and _size(waiting) + block.size <= limit // 2:
            waiting.append(block)
            continue
        for part in _parts(article.text, block, target, limit - _size(waiting)):
            unit = [*waiting, part]
            waiting = []
            alone = part.kind in _APART
            if group and (alone or _size(group) + _size(unit) > target):
                yield group
                group = []
            group = [*group, *unit]
            if alone:
                yield group
                group = []
    if group and _size(group) + _size(waiting) > limit:
        yield group
        group = []
    if group or waiting:
        yield [*group, *waiting]


def _without_scraps(groups: Iterator[_Group], least: int, limit: int) -> Iterator[_Group]:
    """Join a passage of fewer than `least` syllables to the one before it where both are text."""
    held: _Group = []
    for group in groups:
        plain = all(piece.kind not in _APART for piece in [*held, *group])
        scrap = _size(group) < least and group[0].kind not in _INTRODUCES
        if held and plain and scrap and _size(held) + _size(group) <= limit:
            held = [*held, *group]
            continue
        if held:
            yield held
        held = group
    if held:
        yield held


def _parts(text: str, block: _Piece, target: int, room: int) -> Iterator[_Piece]:
    """Yield a block whole if it fits, else in even parts of at most `room` syllables."""
    if block.size <= room:
        yield block
        return
    goal = block.size / -(-block.size // min(target, room))
    part: _Group = []
    for piece in _fine(text, block, room):
        size = _size(part)
        over = size + piece.size - goal
        if part and (size + piece.size > room or (over > 0 and over > goal - size)):
            yield _Piece(part[0].start, part[-1].end, size, block.kind)
            part = []
        part.append(piece)
    yield _Piece(part[0].start, part[-1].end, _size(part), block.kind)


def _fine(text: str, block: _Piece, room: int) -> Iterator[_Piece]:
    """Yield a block's sentences, those over `room` by clauses, clauses over `room` by words."""
    for start, end in sentences(text, block.start, block.end):
        sentence = _piece(text, start, end, block.kind)
        if sentence is None or sentence.size <= room:
            yield from filter(None, [sentence])
            continue
        for clause in _matches(_CLAUSE, text, sentence):
            if clause.size <= room:
                yield clause
            else:
                yield from _matches(_WORD, text, clause)


def _matches(pattern: re.Pattern[str], text: str, piece: _Piece) -> Iterator[_Piece]:
    """Yield the matches of a pattern in a piece."""
    for match in pattern.finditer(text, piece.start, piece.end):
        if found := _piece(text, match.start(), match.end(), piece.kind):
            yield found
