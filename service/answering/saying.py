"""Who said something: the sentence that says it, and the one before it that names the speaker.

An article names a speaker once and then goes on with what they say: "Theo ông A, … . Thực tế, …".
The speaker of a sentence is whoever the nearest sentence before it lets speak, with nobody named in
between. Both sentences are quoted, so that the attribution can be checked.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.articles import Article
from corpus.places import places
from corpus.vietnamese.normal import fold
from corpus.vietnamese.sentences import sentences
from index.hits import SearchResult
from service.answering import overlap
from service.answering.evidence import Evidence, bare, placed
from service.answering.question import understand
from service.answering.quoting import Quotes
from service.answering.ranking import HITS_READ, Ranked
from service.answering.spans import candidates, has_surname
from service.answering.told import LIKELY, Span, sentences_of

# Of the question without diacritics.
_SAYING = (
    r"(?:noi|bao(?! cao)|cho rang|cho biet|cho hay|cho la|khang dinh|nhan dinh|nhan manh|de nghi"
    r"|kien nghi|de xuat|chia se|canh bao|gop y|phat bieu|danh gia|lo ngai|ban khoan|phan anh"
    r"|phan tich|giai thich|ly giai|hy vong|mong(?: muon)?|dua ra y kien|co y kien"
    r"|neu y kien|neu|phan nan|thua nhan|chi ra)"
)
_ASKS = re.compile(
    r"(?:theo )?(?:ai|(?:nguoi|vi|ong|ba|dai bieu|dai bieu quoc hoi|dbqh|chuyen gia|luat su"
    r"|bac si|lanh dao|nha khoa hoc|can bo|tien si|giao su|thu truong|bo truong"
    r"|dao dien|bien kich|dien vien|nghe si|nha bao|nha van|doanh nhan) nao|ong ba nao)"
    rf" (?:da |tung |cung |la nguoi )?{_SAYING}(?: rang| la)? (?P<said>.+)"
)
_SPEAKS = re.compile(
    r"\b(?:cho rằng|cho biết|cho hay|cho là|nói|khẳng định|nhận định|nhấn mạnh|đề nghị|kiến nghị"
    r"|đề xuất|chia sẻ|cảnh báo|góp ý|phát biểu|đánh giá|lo ngại|băn khoăn|phản ánh|phân tích"
    r"|giải thích|lý giải|nêu|bày tỏ|trao đổi|trả lời|thông tin|đồng tình|tán thành|nhất trí"
    r"|quan tâm|đề cập|dẫn chứng|chỉ ra|chỉ rõ|kể|thừa nhận|lưu ý|tâm sự)(?!\w)"
)
_ACCORDING = re.compile(r"\b[Tt]heo\s+(?:[^\s,.;]+\s+){0,8}$")
_TITLE = re.compile(
    r"\b(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]ại biểu|ĐBQH|[Ll]uật sư|[Cc]huyên gia|[Bb]ác sĩ|[Tt]iến sĩ"
    r"|[Tt]hạc sĩ|[Gg]iáo sư|TS|PGS|GS|ThS|LS|BS|[Tt]ướng|[Tt]á)[.\s]*$"
)
_CALLED = re.compile(r"(?:Ông|Bà|Đồng chí|Đại biểu|Luật sư|Chuyên gia|Bác sĩ|TS|PGS|GS|ThS)\.?\s+")
# Of the words of what is said, weighed by rarity; with the diacritics that were typed.
_SAYS, _AS_TYPED = 0.6, 0.5
_BACK = 8  # sentences
_FAR = 3_000  # characters


def said(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return who says what a question tells of: the sentence that names them, and what they say.

    None where it asks nothing of the kind, where the sentence names somebody itself, or where
    nobody is found to speak.
    """
    question = " ".join(question.split()).strip(" ?.!")
    asks = _ASKS.fullmatch(fold(question))
    if asks is None:
        return None
    saying = _saying(question[asks.start("said") :], result, quotes)
    article = quotes.article(saying) if saying else None
    if saying is None or article is None:
        return None
    for span in _speakers(saying.text):
        return [Ranked(saying, LIKELY, *span, 1.0)]
    return _quoted_from(saying, article, quotes) or _named_before(saying, article, quotes) or None


def _named_before(saying: Evidence, article: Article, quotes: Quotes) -> list[Ranked]:
    """Return the nearest sentence before one that lets somebody speak, and that one."""
    for start, end in _before(article, saying.start):
        named = placed(saying.hit, article.text, start, end)
        for span in _speakers(named.text):
            if not quotes.quotable(named):
                return []
            return [Ranked(named, LIKELY, *span, 1.0), Ranked(saying, LIKELY, 0, 0, 0.0)]
    return []


def _quoted_from(saying: Evidence, article: Article, quotes: Quotes) -> list[Ranked]:
    """Return whom a sentence within quotation marks is quoted from: who is named at their end.

    "“… . … .”, đạo diễn A nói": the sentence that ends the quotation, and what is said.
    """
    text = article.text
    begun = text.rfind("“", 0, saying.start + 1)
    if begun < 0 or text.rfind("”", begun, saying.start) >= 0:
        return []
    close = text.find("”", saying.start, saying.start + _FAR)
    line_end = text.find("\n", saying.start)
    if close < 0 or 0 <= line_end < close:
        return []
    for start, end in sentences(text[begun : line_end if line_end > 0 else len(text)]):
        if begun + start <= close < begun + end:
            named = placed(saying.hit, text, begun + start, begun + end)
            for span in _speakers(named.text):
                if span[0] + named.start > close and quotes.quotable(named):
                    return [Ranked(named, LIKELY, *span, 1.0), Ranked(saying, LIKELY, 0, 0, 0.0)]
    return []


def _saying(words: str, result: SearchResult, quotes: Quotes) -> Evidence | None:
    """Return the sentence of the best hits that has most of the words, if it has enough of them."""
    question = understand(words)
    asked = overlap.asked(question, result.query.expansions)
    first = replace(result, hits=result.hits[:HITS_READ])
    top = max((hit.score for hit in first.hits), default=0.0) or 1.0
    best, most = None, 0.0
    for hit, start, end in sentences_of(first):
        have = overlap.words(hit.text[start:end])
        share = overlap.coverage(asked, overlap.held(asked, have.have, have.years))
        as_typed = overlap.exact_coverage(asked, have) if question.accented else share
        worth = share + hit.score / top
        enough = share > _SAYS and as_typed > _AS_TYPED
        if enough and worth > most and quotes.may_prove(hit, start, end):
            best, most = bare(hit, start, end), worth
    return best


def _before(article: Article, end: int) -> Iterator[Span]:
    """Yield the sentences of an article before a place, the nearest first, up to a heading."""
    heads = (b.end for b in article.blocks if b.kind == "heading" and b.end <= end)
    begin = max(end - _FAR, 0, *heads)
    found = list(sentences(article.text[begin:end]))
    for start, stop in found[::-1][:_BACK]:
        yield begin + start, begin + stop


def _speakers(sentence: str) -> Iterator[Span]:
    """Yield the names of those whom a sentence lets speak."""
    for begin, end in candidates(sentence, "person"):
        called = _CALLED.match(sentence, begin, end)  # "Ông" begins a sentence
        start = called.end() if called else begin
        name = sentence[start:end]
        titled = called or _TITLE.search(sentence, max(0, start - 20), start)
        if not titled and (not has_surname(name) or any(places().find(name))):
            continue
        if _SPEAKS.search(sentence, end) or _ACCORDING.search(sentence, 0, start):
            yield start, end
