"""Whether two articles have the same body but for boilerplate, decided on their texts.

The words of both are aligned. What does not align may be the signature of an agency or a desk at
either end, a lead that a desk wrote anew, and a few corrected words between; never a figure, a
name or a negation that the other does not have there, and never a sentence that was cut or added:
daily reports that differ in their figures, and reports of one event, are articles of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from corpus.articles import Article
from corpus.vietnamese.normal import normalise
from corpus.vietnamese.tokens import Token, tokenize

LEAST_WORDS = 40
"""A shorter body says too little to tell a copy from a form that was filled in anew."""

MOST_WORDS = 30_000  # longer bodies are the same only if all words are: aligning takes n² bits
END_WORDS = 12  # what an agency or a desk signs with, at either end
CHUNK_WORDS = 8
CORRECTED = 0.03  # share of the words between the ends

Span = tuple[int, int]

_OTHERS = frozenset({"title", "caption"})
# What a page says of itself rather than of the matter, a line of its own: by its first words, and
# not longer than so many.
_CREDIT = re.compile(
    r"\W*(chú thích ảnh|theo|nguồn|ảnh|tin|bài|video|clip|đồ họa|tác giả|biên tập|thực hiện|pv|"
    r"phóng viên|dịch)\b"
)
_CREDIT_WORDS = 8
_SERVICE = re.compile(
    r"\W*(xem thêm|xem tiếp|đọc thêm|đọc tiếp|tin liên quan|bài liên quan|mời (quý |bạn|độc)|"
    r"quý độc giả|quý bạn đọc|liên hệ|hotline|đường dây nóng|e-?mail|bản quyền|ghi rõ nguồn|"
    r"chia sẻ bài|từ khóa|tags?\b|theo dõi (báo|chúng tôi|kênh))"
)
_SERVICE_WORDS = 40
_NEGATIONS = frozenset(["không", "chưa", "chẳng", "chả", "đừng", "chớ", "phủ", "bác", "bỏ", "thôi"])
_ENDS_SENTENCE = frozenset('.!?:…"“”»-–—(')


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body in matching form; the first `lead` of them are the lead's.

    `signs` has a letter for each word: f for a figure, n for a name, x for a negation, else a dot.
    """

    words: tuple[str, ...]
    signs: str
    lead: int

    @classmethod
    def of(cls, article: Article) -> "Body":
        """Read the words of an article, without title, captions and boilerplate lines."""
        words: list[str] = []
        signs: list[str] = []
        lead = 0
        for kind, line in _lines(article):
            for token in tokenize(line):
                words.append(token.text)
                signs.append(_sign(line, token))
            if kind == "lead":
                lead = len(words)
        return cls(tuple(words), "".join(signs), lead)

    def said(self, span: Span, signs: str) -> list[str]:
        """Return the words of a span that bear one of the signs."""
        return [self.words[i] for i in range(*span) if self.signs[i] in signs]

    def lead_in(self, span: Span) -> list[str]:
        """Return the figures of the lead in a span."""
        return self.said((span[0], min(span[1], self.lead)), "f")

    def holds_figures(self, figures: list[str]) -> bool:
        """Return whether all these figures stand in the body."""
        return not figures or set(figures) <= set(self.words)

    def without_lead(self, span: Span) -> Span:
        """Return the part of a span that is not of the lead."""
        start, end = span
        return max(start, min(end, self.lead)), end


def body_text(article: Article, most: int) -> str:
    """Return the first `most` code points of the body, without title and captions."""
    found: list[str] = []
    for block in article.blocks:
        if block.kind not in _OTHERS:
            found.append(article.text[block.start : min(block.end, block.start + most)])
            most -= len(found[-1])
            if most <= 0:
                break
    return "\n".join(found)


def same_body(one: Body, other: Body) -> bool:
    """Return whether two bodies are the same but for boilerplate; symmetric."""
    shorter, longer = sorted((len(one.words), len(other.words)))
    if shorter < LEAST_WORDS:
        return False
    if one.words == other.words:
        return True
    if longer > MOST_WORDS:
        return False
    if one.words > other.words:  # what aligns best may not be one way only
        one, other = other, one
    corrected = int(CORRECTED * shorter)
    most = 4 * END_WORDS + 2 * corrected + one.lead + other.lead
    if Indel.distance(one.words, other.words, score_cutoff=most) > most:
        return False
    differences = list(_differences(one, other))
    within = sum(each.size for each in differences if not each.at_an_end)
    return within <= corrected and all(each.is_harmless() for each in differences)


@dataclass(frozen=True, slots=True)
class _Difference:
    """The span of each body in the place of which the other has another."""

    one: Body
    other: Body
    gone: Span
    come: Span

    @property
    def size(self) -> int:
        """Words of the longer side, the leads apart."""
        sides = (self.one.without_lead(self.gone), self.other.without_lead(self.come))
        return max(end - start for start, end in sides)

    @property
    def at_an_end(self) -> bool:
        """Whether it begins or ends the bodies."""
        begins = self.gone[0] <= self.one.lead and self.come[0] <= self.other.lead
        ends = (self.gone[1], self.come[1]) == (len(self.one.words), len(self.other.words))
        return begins or ends

    def is_harmless(self) -> bool:
        """Return whether nothing is said in the one that the other does not say."""
        # A lead repeats what the body says; a new figure would say something else.
        if not (self.other.holds_figures(self.one.lead_in(self.gone))
                and self.one.holds_figures(self.other.lead_in(self.come))):  # fmt: skip
            return False
        if self.size > (END_WORDS if self.at_an_end else CHUNK_WORDS):
            return False
        telling = "fx" if self.at_an_end else "fxn"
        gone, come = self.one.without_lead(self.gone), self.other.without_lead(self.come)
        return self.one.said(gone, telling) == self.other.said(come, telling)


def _differences(one: Body, other: Body) -> Iterator[_Difference]:
    """Yield what lies between the words that align."""
    at = (0, 0)
    ends = (len(one.words), len(other.words))
    for block in Indel.opcodes(one.words, other.words).as_matching_blocks():
        start = (block.a, block.b) if block.size else ends
        if start != at:
            yield _Difference(one, other, (at[0], start[0]), (at[1], start[1]))
        at = (block.a + block.size, block.b + block.size)


def _lines(article: Article) -> Iterator[tuple[str, str]]:
    """Yield kind and text of every block that is of the body."""
    for block in article.blocks:
        line = article.text[block.start : block.end]
        if block.kind not in _OTHERS and not _is_boilerplate(line):
            yield block.kind, line


def _is_boilerplate(line: str) -> bool:
    words = len(line.split())
    if words > _SERVICE_WORDS:
        return False
    form = normalise(line)
    credit = words <= _CREDIT_WORDS and _CREDIT.match(form)
    return bool(credit or _SERVICE.match(form))


def _sign(line: str, token: Token) -> str:
    if any(letter.isdecimal() for letter in token.text):
        return "f"
    if token.text in _NEGATIONS:
        return "x"
    if line[token.start].isupper():
        before = line[: token.start].rstrip()
        if before and before[-1] not in _ENDS_SENTENCE:
            return "n"
    return "."
