"""Passages that only tell what a document is about.

"Phạm vi điều chỉnh" and "Đối tượng áp dụng", at the head of every law, name in a few lines all that
it rules on. So they match a question on any of it better than the article that rules, and answer
none: docs/decisions/0019-what-search-misses.md.
"""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import terms
from index.codes import FOLDED, Candidates, Coder, Codes
from index.hits import Query

_HEADINGS = ("phạm vi điều chỉnh", "đối tượng áp dụng")
_ARTICLE = "điều"  # "Điều 1. Phạm vi điều chỉnh"
# Whoever asks for it, in syllables without diacritics: the scope itself, whom it holds for, or what
# it rules on ("quy định những gì"; not "được quy định như thế nào").
_ASKED = re.compile(
    r"\b(?:pham vi|doi tuong|ap dung"
    r"|(?:quy dinh|dieu chinh)(?: ve| nhung| cac| noi dung| van de)* gi)\b"
)


def asks_scope(query: Query) -> bool:
    """Return whether a question may be answered by what a document is about.

    One that names a document may: it is often about all of it.
    """
    return bool(query.documents) or _ASKED.search(fold(" ".join(terms(query.text)))) is not None


def tells_scope(passages: Candidates) -> NDArray[np.bool_]:
    """Return which passages begin, in their title or their text, with such a heading."""
    return np.array(
        [
            _headed(passages.codes[start : start + head], passages.codes[start + head : end])
            for start, head, end in zip(passages.starts, passages.heads, passages.ends, strict=True)
        ],
        bool,
    )


def _headed(title: Codes, text: Codes) -> bool:
    article, *headings = _codes()
    body = (text[: 2 + len(headings[0])] >> FOLDED).tolist()
    if body[:1] == article:
        body = body[2:]
    name = (title[: len(headings[0])] >> FOLDED).tolist()
    return any(heading in (name, body[: len(heading)]) for heading in headings)


@cache
def _codes() -> tuple[list[int], ...]:
    """Return the folded codes of "Điều" and of the headings, which are of the same length."""
    coder = Coder()
    return tuple(
        [int(coder[text]) >> FOLDED for text in terms(phrase)] for phrase in (_ARTICLE, *_HEADINGS)
    )
