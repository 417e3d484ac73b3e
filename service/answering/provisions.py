"""What an article of a law provides: "Những hành vi nào bị cấm trong hoạt động hóa chất?".

    Điều 7. Các hành vi bị nghiêm cấm trong hoạt động hóa chất
    1. …

The article's heading says what it is about, and its sentences do not say it again. Where a heading
names what the question does, and little else, what stands under it answers.
"""

import re
from dataclasses import replace

from corpus.vietnamese.normal import fold
from index.hits import Hit, SearchResult
from service.answering import overlap
from service.answering.enumerated import MOST as MOST_ITEMS
from service.answering.enumerated import announces, style_of
from service.answering.events import beginning
from service.answering.evidence import Evidence, bare
from service.answering.overlap import Asked
from service.answering.question import Kind, understand
from service.answering.quoting import Quotes
from service.answering.ranking import Ranked
from service.answering.surroundings import split
from service.answering.told import LIKELY

MOST = 5  # sentences, where none announces an enumeration
_KINDS: tuple[Kind, ...] = ("list", "what", "summary", "definition", "manner")
_HEADING = re.compile(r"\W{0,3}Điều\s+\d+[a-zđ]?\s*[.:]\s*(?P<title>[^\n;:]{4,160}?)\s*\.?$")
_MATTERS = re.compile(r"\s+và\s+|,\s+|;\s+")
_GAP = 2  # characters between two passages
# What of the heading's words the question has to name, and what of the question's words heading
# and law have to.
_OF_HEADING, _OF_QUESTION = 0.7, 0.8
_BY_PART = 0.6  # what of them by one of the matters of a heading
# Of them these are what a heading is about, and no other provision answers: folded.
_NOUN = re.compile(
    r"\b(?:cam|quyen|nghia vu|trach nhiem|nhiem vu|nguyen tac|tieu chuan|ky luat|xu phat"
    r"|chinh sach|tham quyen|thu tuc|trinh tu|ho so|che do|bien phap|pham vi)\b"
)
# What laws provide, in a question without diacritics.
_PROVIDED = re.compile(
    r"\b(?:cam|khong duoc|quyen|nghia vu|trach nhiem|nhiem vu|nguyen tac|dieu kien|truong hop"
    r"|hanh vi|hinh thuc|yeu cau|chinh sach|noi dung|doi tuong|tieu chuan|thu tuc|trinh tu|ho so"
    r"|tham quyen|phan loai|loai|nhom|ngach|xu ly|ky luat|xu phat|che do|phuong thuc|bien phap"
    r"|pham vi|thong tin|nguon|gom|giai thich)\b"
)
# Words of a question that no heading has.
_ASKING = re.compile(
    r"\b(?:gồm|bao gồm|gồm có|có|những|các|phải|theo quy định|quy định|được|bị|thì|là|trong|của)\b",
    re.IGNORECASE,
)


def asks_provisions(question: str) -> bool:
    """Tell whether a question may ask what an article of a law provides, for which more is read."""
    asked = understand(question)
    return asked.kind in _KINDS and _PROVIDED.search(fold(asked.text)) is not None


def provisions(question: str, result: SearchResult, quotes: Quotes) -> list[Ranked] | None:
    """Return what an article of a law provides on the matter of a question.

    None where the question asks for one fact, or no article's heading is about its matter.
    """
    if not asks_provisions(question):
        return None
    asked = understand(question)
    matter = overlap.asked(replace(asked, content=_ASKING.sub(" ", asked.content)))
    best: tuple[float, list[Ranked]] | None = None
    for rank, hit in enumerate(result.hits):
        for start, end in split(hit.text):
            heading = _HEADING.fullmatch(hit.text[start:end])
            if heading is None:
                continue
            share = _about(heading["title"], matter, bare(hit, start, end), quotes)
            if share is None or (best and share - rank / 100 <= best[0]):
                continue
            if told := _under(hit, end, result, quotes):
                best = share - rank / 100, told
    return best[1] if best else None


def _about(title: str, matter: Asked, heading: Evidence, quotes: Quotes) -> float | None:
    """Return how much heading and question say the same, None where that is too little."""
    words = overlap.words(title)
    found = overlap.held(matter, words.have, words.years)
    of_heading = heading_share(title, matter)
    if of_heading < _OF_HEADING:
        return None
    if not _nouns(" ".join(matter.folded)) <= _nouns(words.line):
        return None
    law = overlap.words(beginning(heading, quotes))
    of_question = overlap.coverage(matter, found | overlap.held(matter, law.have, law.years))
    return of_heading + of_question if of_question >= _OF_QUESTION else None


def heading_share(title: str, matter: Asked) -> float:
    """Return what of a heading's words a question names, or of those of one of its matters.

    "Ngạch công chức và việc xếp ngạch công chức": one of several matters is enough.
    """
    # Words of the question count as they are and as what means the same.
    said = overlap.words(" ".join(matter.exact)).have
    words = overlap.words(title)
    said |= {w for _, other in matter.same if other <= words.have for w in other}
    share = 0.0
    for part in (title, *_MATTERS.split(title)):
        named = overlap.words(part).have
        by_part = overlap.coverage(matter, overlap.held(matter, named, frozenset()))
        if part == title or by_part >= _BY_PART:
            one = overlap.asked(replace(understand(part), content=_ASKING.sub(" ", part.lower())))
            share = max(share, overlap.coverage(one, one.words & said))
    return share


def _nouns(line: str) -> set[str]:
    return set(_NOUN.findall(line))


def _under(hit: Hit, end: int, result: SearchResult, quotes: Quotes) -> list[Ranked]:
    """Return the sentences under a heading, as far as they may be quoted.

    What an enumeration lists, else the first few; they may go on in the next passages.
    """
    following = [(hit, *span) for span in split(hit.text) if span[0] >= end]
    while hit_after := _after(hit, result):
        hit = hit_after
        following += [(hit, *span) for span in split(hit.text)]
    chosen: list[Evidence] = []
    style = None
    for passage, *span in following:
        text = passage.text[slice(*span)]
        now = style_of(text)
        if _HEADING.fullmatch(text) or len(chosen) > (MOST_ITEMS if style else MOST - 1):
            break
        if style and now != style:
            break
        if chosen and announces(chosen[-1].text):
            style = now
        chosen.append(bare(passage, *span))
        if style is None and len(chosen) > 1 and announces(text):
            chosen.pop()
            break
    return [Ranked(e, LIKELY, 0, 0, 1.0) for e in chosen if quotes.quotable(e)]


def _after(hit: Hit, result: SearchResult) -> Hit | None:
    """Return the passage right after one, None where it was not found."""
    return next(
        (
            other
            for other in result.hits
            if other.article_id == hit.article_id and 0 <= other.start - hit.end <= _GAP
        ),
        None,
    )
