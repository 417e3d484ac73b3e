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
from index.codes import FOLDED, NOTHING, Candidates, Coder, Codes
from index.hits import Query

_HEADINGS = ("phạm vi điều chỉnh", "đối tượng áp dụng")
_ARTICLE = "điều"  # "Điều 1. Phạm vi điều chỉnh"
Places = NDArray[np.int64]
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
    article, headings = _codes()
    folded = np.append(passages.codes >> FOLDED, NOTHING)
    bodies = passages.starts + passages.heads
    numbered = folded[bodies] == article  # past the end stands nothing
    numbered &= bodies < passages.ends
    titled = _begin(folded, passages.starts, bodies, headings)
    return titled | _begin(folded, bodies + 2 * numbered, passages.ends, headings)


def _begin(folded: Codes, starts: Places, ends: Places, headings: Codes) -> NDArray[np.bool_]:
    """Return which of the runs of syllables begin with one of the headings, (headings, size)."""
    size = headings.shape[1]
    places = np.minimum(starts[:, None] + np.arange(size), len(folded) - 1)
    same = (folded[places][:, None] == headings).all(2).any(1)
    enough: NDArray[np.bool_] = same & (ends - starts >= size)
    return enough


@cache
def _codes() -> tuple[int, Codes]:
    """Return the folded codes of "Điều" and of the headings, which are of the same length."""
    coder = Coder()
    article, *headings = (
        [int(coder[text]) >> FOLDED for text in terms(phrase)] for phrase in (_ARTICLE, *_HEADINGS)
    )
    return article[0], np.array(headings, np.uint32)
