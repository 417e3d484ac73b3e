"""Sentences of Vietnamese text as spans, by rules for what a full stop may stand for.

A stop ends a sentence before a capital, a figure or an opening bracket, unless it belongs to an
abbreviation (TP., GS.TS.), an initial, or the number that opens a list item. Crawled pages lose
blanks, so "hội nghị.Trên" is two sentences too.
"""

import re

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(
    r"(?P<mark>[.?!…]+)(?P<close>(?:[\"'”’»)\]]|\[\d{1,3}\])*)(?P<gap>\s*)(?=(?P<next>\S))"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What stands before a name, and what stands before a number.
_BEFORE_NAME = _words(
    "TP Tp tp TX Tx tx TT Tt tt Q P H X Đ GS Gs PGS Pgs TS Ts ts THS ThS Ths ths TSKH BS Bs BSCK "
    "BSCKI BSCKII CK CKI CKII KS Ks KTS LS Ls DS Ds CN NCS HLV NSND NSƯT NGND NGƯT NNND NNƯT AHLĐ "
    "Th Mr Mrs Ms Dr Prof St Jr Sr Messrs Gen Col Lt Capt Sen Rep Gov al cf"
)
_BEFORE_NUMBER = _words(
    "No no Nos Vol vol tr Tr pp p Fig fig Art art Sec sec Ch ch S s D d "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
# Whom a single letter may name: "ông A. nói", against "vitamin C. Ngoài ra".
_PERSON = _words(
    "ông bà anh chị em cô chú bác cậu dì cháu thầy bé con mẹ cha bố vợ chồng bạn cụ đồng chí tên "
    "họ và là do của với cho"
)
# Words that open a sentence and no name: they overrule an abbreviation before them.
_OPENER = re.compile(
    r"(?:Theo|Trong|Ngoài|Trên|Tại|Khi|Sau|Trước|Các|Những|Để|Với|Vì|Nếu|Nhưng|Song|Và|Đây|Đó|Ông"
    r"|Chúng|Việc|Điều|Ngày|Mỗi|Một|Nhiều|Không|Được|Cùng|Cũng|Qua|Đến|Đối|Riêng|Bởi|Dù|Như|Thế"
    r"|Tuy nhiên|Tuy vậy|Bên cạnh|Đồng thời|Hiện nay|Mặt khác|Do đó|Do vậy|Từ đó"
    r"|The|This|These|In|It|He|She|They|We|But|However|After|When)\b"
)
_ITEM = re.compile(
    r"\W*(?:(?:Điều|Chương|Mục|Tiểu mục|Khoản|Phần|Bài|Câu|Bước|Hình|Bảng|Phụ lục|Chuyên đề)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*[a-zđ]?|[IVXLC]{1,6}|[^\W\d_])"
)
_OPENING = "\"'“‘«"
_INLINE_ITEM = re.compile(r"[:;]\s*(?:\d{1,2}|[a-zđ])$")
_PART_OF_NUMBER = re.compile(r"(?<!\d)\d{1,2}$")
_DOMAIN = re.compile(r"(?:vn|com|net|org|gov|edu|info|html?|aspx?|php|pdf|docx?|jpe?g|png)\b", re.I)
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$", re.I)
_RUN = re.compile(r"[^\W\d_]*$")
_WORD_BEFORE = re.compile(r"([^\W_]+)[.,]?\s$")
_LOST_BLANK = re.compile(r"(?:[%)\]”\"]|\d{4}|[^\W\d_])$")
_LOOK_BACK = 24  # longer than any abbreviation; keeps the look back short on text without blanks
_LONG_ADDRESS = 200
_LONG_HEADING = 40


def _is_item(text: str, start: int, at: int) -> bool:
    """Return whether a stop at `at` follows the number of a list item or a heading."""
    if at - start < _LONG_HEADING and _ITEM.fullmatch(text, start, at):
        return True
    return _INLINE_ITEM.search(text[max(start, at - _LOOK_BACK) : at]) is not None


def _abbreviates(text: str, start: int, stop: re.Match[str]) -> bool:
    """Return whether a stop in the sentence that opens at `start` belongs to the word before it."""
    at = stop.start()
    before = text[max(start, at - _LOOK_BACK) : at]
    run = _RUN.search(before)
    word = run[0] if run else ""
    if stop["next"].isdigit():
        return word in _BEFORE_NUMBER or bool(_PART_OF_NUMBER.search(before))
    if _OPENER.match(text, stop.start("next")):
        return False
    return word in _BEFORE_NAME or (len(word) == 1 and _is_initial(before))


def _is_initial(before: str) -> bool:
    """Return whether the letter that ends `before` is one of a name or of a dotted acronym."""
    if before[-2:-1] == ".":  # Th.S., U.S.; but "v.v. Các" is an end
        return before[-1] not in "vV"
    person = _WORD_BEFORE.search(before[:-1])
    named = person is None or not person[1].islower() or person[1] in _PERSON
    return before[-1].isupper() and named


def _lost_blank(text: str, start: int, stop: re.Match[str]) -> bool:
    """Return whether a stop without a blank after it ends a sentence all the same."""
    following = stop.start("next")
    before = text[max(start, stop.start() - _LOOK_BACK) : stop.start()]
    if stop["next"] in "“‘«":
        return before[-1:].islower()
    if not (stop["next"].isupper() and text[following + 1 : following + 2].islower()):
        return False
    if stop["close"]:
        return stop["close"][-1] in "”’»)]"
    if stop["mark"][-1] == "…":
        return True
    run = _RUN.search(before)
    word = run[0] if run else ""
    if word and (len(word) == 1 or not word.islower() or word in _BEFORE_NAME):
        return False
    return bool(
        _LOST_BLANK.search(before)
        and not _DOMAIN.match(text, following)
        and not _ADDRESS.search(text, max(start, stop.start() - _LONG_ADDRESS), stop.start())
    )


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Return whether `stop` ends the sentence that opens at `start`."""
    following, mark = stop["next"], stop["mark"][-1]
    if not stop["gap"]:
        return _lost_blank(text, start, stop)
    if following.islower() or following in ",;:.)]…?!%":
        return mark in "?!" and following.isalpha() and not stop["close"]
    if mark in "?!":
        return True
    if stop["mark"] != ".":
        name = stop.start("next") + (following in _OPENING)
        return text[name : name + 1].isupper()
    if _is_item(text, start, stop.start()):
        return False
    return bool(stop["close"]) or not _abbreviates(text, start, stop)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the whitespace at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences in `text[start:end]`, as offsets in `text`, in order.

    Spans are trimmed, do not overlap and cover every character that is not whitespace. A line
    break always ends a sentence; closing quotes and brackets belong to the sentence before them.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        begin, last = _trimmed(text, *line.span())
        for stop in _STOP.finditer(text, begin, last):
            if stop.start() > begin and _ends(text, begin, stop):
                spans.append((begin, stop.end("close")))
                begin = stop.start("next")
        if begin < last:
            spans.append((begin, last))
    return spans
