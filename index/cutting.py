"""A passage cut into terms, as both the lexical leg and the reranker want it."""

from dataclasses import dataclass
from zlib import crc32

from corpus.articles import Passage
from corpus.vietnamese.normal import fold
from corpus.vietnamese.tokens import bigrams, terms
from index.codes import Coder, Codes

LONGEST = 4096
"""Codes of a passage that are kept."""

TITLE_REPEATS = 2
_MOST_KNOWN = 200_000


class _Folded(dict[str, str]):
    """Folded syllables: there are few different ones, and looking one up is fast."""

    def __missing__(self, syllable: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        folded = self[syllable] = fold(syllable)
        return folded


_FOLDED = _Folded()
_CODER = Coder()


@dataclass(frozen=True, slots=True)
class CutPassage:
    """What is written of a passage.

    `article` is a number of the article. `exact` and `folded` are the values of the lexical
    fields: terms joined by spaces, the title's once for each time it counts. `codes` are the
    title's and then the text's, `head` how many are the title's.
    """

    key: int
    article: int
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    codes: Codes
    head: int


def cut(passage: Passage) -> CutPassage:
    """Cut a passage; a title that its text begins with is not counted again."""
    title = terms(passage.title) if passage.title else []
    text = terms(passage.text)
    inside = bool(passage.title) and passage.text.startswith(passage.title or "")
    codes = _CODER.codes((text if inside else title + text)[:LONGEST])
    parts = [text] if inside else [text, *[title] * TITLE_REPEATS]
    folded = [[_FOLDED[term] for term in part] for part in parts]
    return CutPassage(
        key=passage.key,
        article=crc32(passage.article_id.encode()),
        exact=tuple(" ".join(part) for part in parts),
        folded=tuple(" ".join(part + bigrams(part)) for part in folded),
        codes=codes,
        head=min(len(title), len(codes)),
    )
