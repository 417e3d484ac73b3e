"""Which of the two languages that are indexed a text is in.

Vietnamese is written in single syllables of one shape, most with marks that no other language
writes, or, typed without diacritics, with the small words that every sentence needs. English
shows by its own small words. All are counted against the words of the text, so that names and
loans do not decide.
"""

import re
from itertools import islice
from typing import Literal

from corpus.vietnamese.normal import fold, nfc

Language = Literal["vi", "en"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmpt]|ch|ng?|nh)?"
)
_VIETNAMESE_LETTER = re.compile(r"[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_VIETNAMESE_WORDS = _words(
    "va cua cac duoc nhung khong trong nguoi voi cho mot da dang ngay nay thi theo ve tai nuoc "
    "cong viec den nhieu phai khi nam quoc cung hoc viet nha chinh phu tinh thanh pho ban hanh "
    "quyet la dinh nghi thong bao hoi xa hien gi nao o dau co so ra len lam doi moi tao do dai "
    "nhat dong nhan chuyen phat trien khoa giao duc kinh te tu bo sau truoc thu ai bi se con cuoc "
    "hop lon vao thoi gian noi sao nhu chuc hon truong loai tren duoi giua khac hai ba ten tung "
    "ma neu"
)
_ENGLISH_WORDS = _words(
    "the of and to in is that for it as was with be by on not he his but at are this have from or "
    "had an they which you were their been has will would can there we who what when how where "
    "all its if more about do does did any some than into only other could our these i my me so "
    "just after however new"
)
_ENOUGH = 4000  # words that are looked at; the shares settle long before


def language(text: str) -> Language | None:
    """Return "vi" for Vietnamese, with or without diacritics, "en" for English, else None.

    None also where there are too few words to tell.
    """
    words = [word[0].lower() for word in islice(_WORD.finditer(nfc(text)), _ENOUGH)]
    if not words:
        return None
    folded = [fold(word) for word in words]

    def share(count: int) -> float:
        return count / len(words)

    marked = share(sum(1 for word in words if _VIETNAMESE_LETTER.search(word)))
    shaped = share(sum(1 for word in folded if _SYLLABLE.fullmatch(word)))
    small = share(sum(1 for word in folded if word in _VIETNAMESE_WORDS))
    english = share(sum(1 for word in words if word in _ENGLISH_WORDS))
    # Real Vietnamese articles have .47 to .70 marked, .99 shaped (.34 where a PDF lost its blanks)
    # and .41 small, English sentences .41 of their small words; other languages stay below.
    if marked > 0.4 or (marked > 0.12 and shaped > 0.5 and marked > english):
        return "vi"
    if shaped > 0.7 and small > 0.2 and small > english:
        return "vi"
    return "en" if english > 0.15 else None
