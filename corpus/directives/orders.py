"""The sentences that order outright: "X yêu cầu Y làm Z", also where X stands before."""

import re
from dataclasses import dataclass, replace
from typing import cast

from corpus.directives.directive import Kind
from corpus.directives.issuers import Issuer
from corpus.directives.sentence import Sentence
from corpus.directives.subjects import (
    OTHERS_SAY,
    REPORTED,
    document_of,
    heads_clause,
    subject_of,
)
from corpus.directives.words import (
    ACTION,
    CONNECTIVE,
    MODAL,
    OPENING_ACTION,
    OPENING_UNIT,
    UNIT,
    WORD_END,
)
from corpus.documents import DocumentMention

_VERB = re.compile(
    r"(?<![^\W_])(?P<hard>[Yy]êu cầu|[Đđ]ề nghị|[Kk]iến nghị|[Gg]iao(?:\s+nhiệm vụ)?|[Cc]hỉ đạo"
    rf"|[Pp]hê duyệt){WORD_END}"
    r"|(?<![^\W_])(?P<soft>[Ll]ưu ý|nhấn mạnh|chỉ rõ|nêu rõ|quán triệt|chỉ ra|kết luận|khẳng định)"
    rf"{WORD_END}"
)
# Every verb holds one of these: most sentences hold none, and looking for them is much quicker.
_IN_VERBS = (
    *("êu cầu", "ề nghị", "iến nghị", "iao", "hỉ đạo", "hê duyệt", "ưu ý", "nhấn mạnh", "chỉ rõ"),
    *("nêu rõ", "quán triệt", "chỉ ra", "kết luận", "khẳng định"),
)
_NOT_AN_ORDER = re.compile(
    r"\s*(?:của|đó|này|nêu trên|trên(?!\s+(?:cơ sở|tinh thần))|về(?!\s+việc)|đối với\s+(?:việc"
    r"|công tác)|đặt ra|mới|cao|bắt buộc"
    r"|thực tiễn|khách quan|cấp thiết|trở thành|được|hoặc|hay|, điều hành|lên|với|trong số|bổ nhiệm"
    r"|miễn nhiệm"
    r"|xây dựng (?:dự án |dự thảo )?[Ll]uật)(?![^\W_])"
)
# At the start of a sentence the word may be a noun with what it is about.
_TOPIC_OF_NOUN = re.compile(
    r"\s*(?:phát triển|cụ thể đặt|[Ll]uật|trình độ|tối thiểu|bảo đảm:|quy định tại|từ|liên quan"
    r"|nghiệp vụ"
    r"|chuyên môn|kỹ thuật|bồi thường|tăng vốn|rút|giải quyết|tòa án|đặt|hoàn thiện|về"
    r"|đối với)(?![^\W_])"
)
_QUOTE = re.compile(r"\s*(?:trọng tâm\s*)?[:,]?\s*[“\"‘]")
_GIVEN_TO = re.compile(rf"\s*(?:cho\s+)?(?:{UNIT})|\s*(?:[^:.;]{{0,30}})?:\s*[“\"]?")
# A law hands on what it does not settle itself; nobody is set a task by that.
_DELEGATES_RULES = re.compile(
    r"[^.;]{0,80}?\b(?:quy định|hướng dẫn)\s+(?:chi tiết|cụ thể|hồ sơ|các TTHC)"
)
_OPENS = re.compile(
    r"(?:[“\"]\s*)?(?:(?:[Vv]ề|[Đđ]ối với|[Ll]iên quan(?: đến)?)\s[^.;“]{3,200}?[,:]\s+)?"
    r"(?:[^.;:“]{3,160}:\s+)?"
)
_APPROVED = re.compile(
    r"\s*[“\"]?(?=(?:[Cc]hương trình|[Đđ]ề án|[Kk]ế hoạch|[Cc]hiến lược|[Qq]uy hoạch|[Dd]anh mục"
    r"|[Dd]ự án"
    r"|[Pp]hương án)(?![^\W_]))"
)
_SIGNS = re.compile(r"[^.;]{0,40}?\b(?:ký|ban hành|ra)\b[^.;]{0,90}$|[^\w]*(?:ngày [^,]{4,30})?$")
_SPLIT = re.compile(
    rf"[;,]?\s*(?:và|đồng thời|;)\s*,?\s*(?P<kind>yêu cầu|giao|đề nghị|kiến nghị)(?=\s+(?:{UNIT}))"
    rf"|;\s*(?:đồng thời,?\s+|riêng\s+|và\s+)?(?:(?P<other>yêu cầu|giao|đề nghị"
    rf"|kiến nghị)\s+)?(?={UNIT})"
)
_TO_A_UNIT = re.compile(rf"\s*:?\s*(?={UNIT})")
_TELLS = re.compile(r"(?<![^\W_])(?:đã|từng|được)(?![^\W_])")
_NOT_SIGNED = re.compile(r"\b(?:về việc|được|trình)\s+$")
_JUST_STRESS = (" đến", " tới", " rằng đây")
_FIRST_PERSON = re.compile(r"(?<![^\W_])(?:[Cc]húng )?[Tt]ôi\s+(?:cũng\s+|xin\s+)?$")
_NEAR = 120  # an addressee stands this near to the verb
_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Order:
    """An order in `[start, end)` of the text: what comes after its verb.

    `issuer` is None where the sentence does not say who speaks. `document` is set where a
    document speaks. `reported` orders are told as past.
    """

    issuer: Issuer | None
    kind: Kind
    start: int
    end: int
    document: DocumentMention | None = None
    reported: bool = False


def find_order(sentence: Sentence) -> Order | None:
    """Return the order that the sentence gives, None where it gives none."""
    text, start, end = sentence.text, sentence.start, sentence.end
    if all(text.find(part, start, end) < 0 for part in _IN_VERBS):
        return None
    for match in _VERB.finditer(text, start, end):
        if match["soft"]:
            order = _stressed(sentence, match)
        elif match["hard"].lower().startswith("phê"):
            order = _approval(sentence, match)
        else:
            order = _outright(sentence, match)
        if order is not None:
            return order
    return None


def split_order(text: str, order: Order) -> list[Order]:
    """Return the orders that one sentence gives one after the other."""
    parts: list[Order] = []
    kind, at = order.kind, order.start
    for match in _SPLIT.finditer(text, order.start, order.end):
        said = match["kind"] or match["other"]
        if not _acts(text, at, match.start()) or not (said or _acts(text, match.end(), order.end)):
            continue
        parts.append(replace(order, kind=kind, start=at, end=match.start()))
        kind, at = cast(Kind, said or kind), match.end()
    return [*parts, replace(order, kind=kind, start=at)]


def _acts(text: str, start: int, end: int) -> bool:
    limit = min(end, start + _CLAUSE)
    return bool(ACTION.search(text, start, limit) or MODAL.search(text, start, limit))


def _outright(sentence: Sentence, match: re.Match[str]) -> Order | None:
    """Return the order of a verb that gives one by itself."""
    word = match["hard"].lower()
    kind = cast(Kind, "giao" if word.startswith("giao") else word)
    at, end = match.end(), sentence.end
    if not _follows(sentence, kind, match):
        return None
    subject = subject_of(sentence, match.start())
    if subject is not None:
        issuer, reported = subject
        for_themselves = not issuer.official and not _addresses(sentence, at)
        return None if for_themselves else Order(issuer, kind, at, end, reported=reported)
    document = document_of(sentence, match.start())
    if document is not None and kind in {"yêu cầu", "giao", "đề nghị"}:
        reported = sentence.text[: match.start()].endswith("đã ")
        return Order(None, kind, at, end, document=document, reported=reported)
    opens = kind != "chỉ đạo" and (
        _opens_sentence(sentence, match.start())
        or _FIRST_PERSON.search(sentence.text, sentence.start, match.start()) is not None
    )
    noun = _TOPIC_OF_NOUN.match(sentence.text, at, end)
    return Order(None, kind, at, end) if opens and not noun else None


def _follows(sentence: Sentence, kind: Kind, match: re.Match[str]) -> bool:
    """Return whether what comes after the verb can be an order."""
    text, at, end = sentence.text, match.end(), sentence.end
    if _NOT_AN_ORDER.match(text, at, end) or _DELEGATES_RULES.match(text, at, end):
        return False
    if not text[at:end].strip(' .”"'):
        return False  # "…”, Thủ tướng yêu cầu."
    if kind == "giao":
        given = _GIVEN_TO.match(text, at, end) or _QUOTE.match(text, at, end)
        return "nhiệm vụ" in match[0] or given is not None
    return kind != "chỉ đạo" or _TO_A_UNIT.match(text, at, end) is not None


def _addresses(sentence: Sentence, at: int) -> bool:
    """Return whether somebody is addressed, at once or after an adverbial."""
    text, end = sentence.text, sentence.end
    if OPENING_UNIT.match(text[at : at + _NEAR].lstrip(" ,:")):
        return True
    comma = text.find(",", at + 2, min(end, at + _NEAR))
    return comma > 0 and OPENING_UNIT.match(text, comma + 2) is not None


def _opens_sentence(sentence: Sentence, verb: int) -> bool:
    """Return whether nothing but connectives and a topic stands before the verb."""
    before = sentence.text[sentence.opening : verb]
    if OTHERS_SAY.search(before) or _TELLS.search(before):
        return False
    connective = CONNECTIVE.match(before)
    return _OPENS.fullmatch(before, connective.end() if connective else 0) is not None


def _stressed(sentence: Sentence, match: re.Match[str]) -> Order | None:
    """Return the order in "X nhấn mạnh, … phải …": stress on something to be done."""
    text, at, end = sentence.text, match.end(), sentence.end
    subject = subject_of(sentence, match.start())
    if (
        subject is None
        or subject[1]
        or not subject[0].official
        or text.startswith(_JUST_STRESS, at)
    ):
        return None
    kind: Kind = "lưu ý" if match[0].lower() == "lưu ý" else "yêu cầu"
    if OPENING_ACTION.match(text[at:end].lstrip(" ,:")):
        return Order(subject[0], kind, at, end)
    modal = MODAL.search(text, at, end)
    between = text[at : modal.start()] if modal else ""
    told = REPORTED.search(between) and ";" not in between
    if modal is None or " là " in between or told:
        return None
    return Order(subject[0], kind, at + between.rfind(";") + 1, end)


def _approval(sentence: Sentence, match: re.Match[str]) -> Order | None:
    """Return the order in "X ký Quyết định số … phê duyệt Đề án …"."""
    text = sentence.text
    approved = _APPROVED.match(text, match.end(), sentence.end)
    if approved is None or _NOT_SIGNED.search(text, sentence.start, match.start()):
        return None
    for mention in reversed([m for m in sentence.speakers if m.end <= match.start()]):
        gap = text[mention.end : match.start()]
        if not heads_clause(sentence, mention) or REPORTED.search(gap):
            return None
        if _SIGNS.fullmatch(gap):
            return Order(mention.issuer, "phê duyệt", approved.end(), sentence.end)
    return None
