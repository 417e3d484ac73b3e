"""Questions about two things at once: asked one by one, answered together.

"Luật Dữ liệu và Luật Bảo vệ dữ liệu cá nhân có hiệu lực từ ngày nào?" joins two parallel phrases;
each half with the rest of the question is a question of its own, and their answers often stand in
two articles.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import find_documents
from corpus.vietnamese.normal import fold
from service.answering.clauses import clauses
from service.answering.question import Kind, understand
from service.answering.spans import Span, candidates
from service.answers import Reading

_AND = "và"
_JOINS = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_MOST_ASKED = 4
# Of a document "ngày nào?" asks when it was issued.
_WHEN = re.compile(r"(?:vào )?(?:(?:ngày|khi|năm|hôm) nào|bao giờ)(?: ạ| vậy| nhỉ)?")
_ISSUED = "ban hành "
# What goes on after the second phrase, in matching form: verbs, prepositions, question words.
_REST = frozenset(
    ("có", "được", "là", "ban", "mang", "khi", "vào", "do", "ra", "đạt", "trong", "bao", "mấy",
     "ở", "tại", "thế", "như", "của", "cho", "về", "gồm", "quy", "ký", "bằng", "bị", "đã", "năm",
     "từ", "cần", "phải", "chiếm", "tăng", "giảm", "nào", "gì")
)  # fmt: skip
# What no phrase holds: the words before and after "và" then only begin alike by chance.
_NO_PHRASE = frozenset(("có", "là", "được", "bao", "mấy", "ai", "gì", "nào", "đâu"))
_ASKS = re.compile(
    r"\b(?:nào|gì|ai|đâu|mấy|bao nhiêu|bao lâu|khi nào|bao giờ|thế nào)\b", re.IGNORECASE
)
# What a question begins with that holds for both of its clauses.
_WHERE = re.compile(r"(?:Ở|Tại|Theo|Năm|Trong|Về|Với)\s[^,]+,")
_LONGEST = 12  # words of a phrase
_COMPARES = re.compile(
    r"(?:hãy |xin |nhờ )?so sánh (?:(?:giúp|hộ|cho) (?:tôi|em|mình|anh|chị) )?(?P<matter>[^,]+?)"
    r" (?P<joint>của|giữa|ở|tại|trong) (?P<first>.+?) (?:so với|với|và) (?P<second>[^,]+)",
    re.IGNORECASE,
)
_DIFFERS = re.compile(
    r"(?P<matter>[^,]+?) (?P<joint>của|giữa|ở|tại|trong) (?P<first>[^,]+?) (?:so với|với|và)"
    r" (?P<second>[^,]+?),? (?:khác nhau|chênh nhau|chênh lệch|hơn kém nhau|hơn kém|hơn nhau)\b.*",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"(?:bộ )?luật|nghị|quyết|thông tư|dự thảo|pháp lệnh", re.IGNORECASE)
_OF = re.compile(r"^(?:của|ở|tại|trong) ")
_MEASURED = re.compile(
    r"(?:tỷ|tỉ) |mức|số|độ tuổi|tuổi|giá|thuế|diện tích|dân số|thời hạn|thời gian|lương|thu nhập"
    r"|doanh thu|kinh phí|vốn|tổng|quy mô|chi phí|phí|tốc độ|sản lượng|điểm|lãi suất"
)
# Kinds whose answer has a form; numbers last, because a date or a period holds one too.
_FORMED: tuple[Kind, ...] = ("date", "percent", "money", "duration", "number")


def parts(question: str) -> tuple[str, ...] | None:
    """Return the questions that one about two parallel phrases asks, None where it does not.

    Phrases are parallel that begin with the same word: "khối B1 và khối C2", "của Trung ương và
    của Lai Châu". So are two names: "Hòa Bắc và Hòa Nam".
    """
    if several := _of_document(question) or _clauses(question.strip(" ?.!")):
        return several
    words = question.strip(" ?.!").split()
    forms = [word.lower().strip(",") for word in words]
    for i in range(1, len(words) - 2):
        if forms[i] != _AND:
            continue
        head = forms[i + 1]
        first = next((j for j in range(i - 1, max(-1, i - _LONGEST), -1) if forms[j] == head), None)
        if first is None and (names := _names_around(words, i)):
            before, left, right, after = names
            return " ".join([*before, *left, *after]), " ".join([*before, *right, *after])
        if first is None or first == i - 1:
            continue
        end = next((j for j in range(i + 3, len(words)) if forms[j] in _REST), len(words))
        left, right = words[first:i], words[i + 1 : end]
        if len(right) > _LONGEST or _NO_PHRASE.intersection(forms[first:i]):
            continue
        before, after = words[:first], words[end:]
        if before or after:
            return " ".join([*before, *left, *after]), " ".join([*before, *right, *after])
    return clauses(question) or _compared(question.strip(" ?.!"))


def _compared(question: str) -> tuple[str, ...] | None:
    """Return the questions of "So sánh tuổi nghỉ hưu của Đức với Pháp": of each what is compared.

    Of documents it is told in what they differ (`service/answering/overview.py`).
    """
    found = _COMPARES.fullmatch(question) or _DIFFERS.fullmatch(question)
    if found is None or len(find_documents(question)) > 1 or _DOCUMENTS.match(found["first"]):
        return None
    matter, joint = found["matter"], found["joint"]
    asks = " là bao nhiêu" if _MEASURED.match(matter.lower()) else ""
    compared = [*found["first"].split(", "), _OF.sub("", found["second"])]
    # "… của A với tuổi nghỉ hưu của B" says twice what is compared.
    compared = [re.sub(rf"^{re.escape(matter)} {joint} ", "", one) for one in compared]
    if len(compared) > _MOST_ASKED:
        return None
    return tuple(f"{matter} {joint} {one}{asks}" for one in compared)


def _of_document(question: str) -> tuple[str, ...] | None:
    """Return the questions of "Nghị quyết 57-NQ/TW do ai ban hành, ngày nào?", if each asks."""
    found = find_documents(question)
    if len(found) != 1 or question.startswith(",", found[0].end):  # "Theo Tờ trình …, dự thảo …"
        return None
    named, rest = question[: found[0].end], question[found[0].end :].strip(" ,?.!")
    asked = _JOINS.split(rest)
    if not 1 < len(asked) <= _MOST_ASKED or not all(map(_ASKS.search, asked)):
        return None
    return tuple(f"{named} {_ISSUED if _WHEN.fullmatch(one) else ''}{one}" for one in asked)


def _clauses(question: str) -> tuple[str, str] | None:
    """Return the two questions of "Ở Pháp, … mấy năm, còn … bao nhiêu tháng", if each asks."""
    left, comma, right = question.partition(", còn ")
    if not comma or not (_ASKS.search(left) and _ASKS.search(right)):
        return None
    where = _WHERE.match(left)
    return left, f"{where[0]} {right}" if where else right


def _names_around(
    words: Sequence[str], at: int
) -> tuple[Sequence[str], Sequence[str], Sequence[str], Sequence[str]] | None:
    """Return what stands before, the name before `words[at]`, the one after it, and the rest."""
    start, end = at, at + 1
    while start > 0 and words[start - 1].istitle():
        start -= 1
    while end < len(words) and words[end].istitle():
        end += 1
    if start == 0 and words[0].lower() in _REST:
        start = 1  # a capital because it begins the question
    if start >= at or end == at + 1 or end == len(words):
        return None
    return words[:start], words[start:at], words[at + 1 : end], words[end:]


def alike(asked: Sequence[str]) -> bool:
    """Tell whether several questions are of one matter: half of each one's words are in all.

    Documents of other numbers are other matters.
    """
    words = [set(question.lower().split()) for question in asked]
    common = set.intersection(*words)
    documents = {tuple(found.number for found in find_documents(question)) for question in asked}
    return len(documents) == 1 and all(2 * len(common) >= len(own) for own in words)


def answers_each(asked: Sequence[str], reading: Reading) -> bool:
    """Tell whether the quotes have something of the asked form for each of several questions.

    What is counted must be named, and no figure answers two questions.
    """
    said = [citation.quote for citation in reading.citations]
    form = fold(" ".join(said))
    taken: list[tuple[int, Span]] = []
    questions = [q for q in map(understand, asked) if q.kind in _FORMED]
    for question in sorted(questions, key=lambda q: _FORMED.index(q.kind)):
        free = (
            (i, (start, end))
            for i, quote in enumerate(said)
            for start, end in candidates(quote, question.kind)
            if not any(j == i and start < e and s < end for j, (s, e) in taken)
            and quote[start:end] not in question.text
        )
        found = next(free, None)
        if found is None or (question.unit and fold(question.unit) not in form):
            return False
        taken.append(found)
    return True


def joined(readings: Sequence[Reading]) -> Reading:
    """Return the readings of several questions as one, each sentence quoted once."""
    seen = {(c.article_id, c.revision, c.start): c for r in readings for c in r.citations}
    citations = tuple(replace(c, marker=marker) for marker, c in enumerate(seen.values(), 1))
    shorts = list(dict.fromkeys(r.short_answer for r in readings if r.short_answer))
    return Reading(
        answer=" ".join(f"{c.quote} [{c.marker}]" for c in citations),
        short_answer="; ".join(shorts) if shorts else None,
        confidence=min(r.confidence for r in readings),
        citations=citations,
    )
