"""Demands that a speech goes on with, without saying again who makes them."""

import re
from dataclasses import dataclass

from corpus.directives.directive import Kind
from corpus.directives.issuers import Issuer
from corpus.directives.orders import Order
from corpus.directives.sentence import Sentence
from corpus.directives.subjects import speaker_of
from corpus.directives.units import Address, read_address
from corpus.directives.words import CONNECTIVE, MODAL, OPENING_ACTION, OPENING_UNIT

PATIENCE = 2
"""How many other sentences may stand between two demands of one speech."""

OTHER_SPEAKER = re.compile(
    r"(?:^|[.,;”\"]\s*)(?:[Tt]heo\s+)?(?:ông|bà|Ông|Bà|PGS|GS|TS|ThS|Luật sư|luật sư"
    r"|[Cc]huyên gia|[Tt]iến s[ĩỹ]"
    r"|Bộ Xây dựng cho rằng)\b[^.]{0,90}?\b(?:cho rằng|cho biết|chia sẻ|nhận định|bày tỏ"
    r"|thông tin|nói|cho hay"
    r"|phân tích|đề xuất)|[Tt]heo\s+(?:ông|bà|PGS|GS|TS|các chuyên gia|đại diện)"
)
SPEAKS = re.compile(
    r"\b(?:nhấn mạnh|nêu rõ|chỉ rõ|phát biểu|kết luận|chỉ đạo|cho rằng|quán triệt|lưu ý|khẳng định"
    r"|cho biết|kiến nghị|yêu cầu|đề nghị|xác định|kêu gọi|tin tưởng|biểu dương|bày tỏ|đánh giá"
    r"|đề xuất"
    r"|ghi nhận|chia sẻ|quan tâm|nhận định|cho hay|nói|thông tin)(?![^\W_])"
)
# What is told as it is or was: before the task, or at the start of the sentence.
_TOLD = re.compile(r"(?<![^\W_])(?:đã|từng|sẽ|vừa|đang được)(?![^\W_])")
_TELLS = re.compile(
    r"(?:[Vv]ừa qua|Hiện nay|Hiện|Trước đó|Thời gian qua|Đến nay|Đây là|Điều này|Nếu|Sau đó"
    r"|Đó là)(?![^\W_])"
)
_FINISHED = re.compile(r"[.!…;:,”\"»)]$")
# Bodies whose opinions go on over many sentences, as a person's speech does.
_REVIEWS = re.compile(
    r"(?:[Tt]hường trực )?[UỦ][ỷy] ban|[Cc]ơ quan thẩm tra|Bộ Chính trị|Ban Bí thư"
)
_ISSUES = re.compile(r"(?:ban hành|ra|ký|công bố)(?![^\W_])")
_ACCORDING = re.compile(r"[Tt]heo\s+(?:đồng chí\s+)?$")
PASSIVE = re.compile(r"\bđược\s+(?P<kind>yêu cầu|đề nghị)\s+(?=[a-zđ])")
_ENDING_SPEECH = re.compile(
    r"[”\"],?\s*(?:-\s*)?(?P<who>[^“”\"]{3,140}?)\s+(?P<verb>yêu cầu|đề nghị|kiến nghị|nêu rõ"
    r"|nhấn mạnh|chỉ đạo|lưu ý)\.?$"
)
_TOPIC = re.compile(
    r"(?:[Vv]ề|[Đđ]ối với|[Tt]rong|[Ll]iên quan|[Tt]ại|[Đđ]ến|[Nn]gay|[Tt]rước|[Ss]ang|[Nn]ăm"
    r"|[Qq]uý|[Tt]háng|[Qq]ua|[Đđ]ể)\s[^,;.]{2,200}?,\s+"
)
_OPINES = re.compile(
    r"[^“]{0,110}(?<![^\W_])(?:cho rằng|cho biết|cho hay|nhận định|thấy|đánh giá cao|nhất trí"
    r"|thống nhất với|tán thành|đồng ý)(?![^\W_])"
)
_LAW_SAYS = re.compile(r"(?:quy định|nêu)(?:\s+rõ)?\s*:?\s*[“\"]")
# "Xây dựng quy hoạch là nền tảng …" says what it is and demands nothing.
_IS = re.compile(
    r"(?<!nhất )(?<!biệt )là\s+(?:nền tảng|cơ sở|yếu tố|một|điều|việc|giải pháp|xu thế|yêu cầu"
    r"|vấn đề|động lực|trách nhiệm|quá trình|hoạt động|cách)(?![^\W_])"
)
_CLAUSE = 80
_WITHIN = 260  # a demand's modal verb stands this near to its start
_ABOUT = re.compile(r"(?:Về|Đối với|Liên quan)\s")  # "Về các tồn tại cần khắc phục, …"
_QUOTED = re.compile(r"[“\"\s]*(?P<verb>(?:[Đđ]ề nghị|[Yy]êu cầu)\s+)?")


@dataclass(slots=True)
class Speech:
    """Who speaks, and what the last demand was like, which the next ones may leave unsaid.

    `quiet` counts the sentences since; `listing` says that a list of demands was announced,
    `demanding` that there was a demand at all.
    """

    issuer: Issuer
    kind: Kind = "yêu cầu"
    units: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    quiet: int = 0
    listing: bool = False
    demanding: bool = False

    @property
    def carries_on(self) -> bool:
        """Return whether sentences that address nobody still are demands of this speech."""
        return bool(self.listing or self.documents or _may_demand(self.issuer))


def _may_demand(issuer: Issuer) -> bool:
    """Return whether somebody demands over many sentences: persons, and bodies that review."""
    return issuer.office is not None or _REVIEWS.match(issuer.name) is not None


def going_on(sentence: Sentence, speech: Speech) -> Order | None:
    """Return the demand that continues a speech: "Bộ A …", "Khẩn trương …", "… phải …"."""
    if speech.quiet > PATIENCE or not speech.issuer.official:
        return None
    text, end = sentence.text, sentence.end
    connective = CONNECTIVE.match(text, sentence.opening, end)
    at = connective.end() if connective else sentence.opening
    address = read_address(text, at, end)
    if _is_told(sentence, address):
        return None
    if address.units:
        at_once = speech.quiet == 0 and speech.kind != "chỉ đạo"
        acts = address.acts and speech.demanding and (speech.carries_on or at_once)
        demands = address.modal or acts
    else:
        demands = speech.carries_on and _demands(sentence, speech, at)
    return Order(speech.issuer, speech.kind, at, end) if demands else None


def trailing(sentence: Sentence) -> Order | None:
    """Return the demand in "“… cần …”, X yêu cầu."."""
    text = sentence.text
    words = str(sentence)
    ending = _ENDING_SPEECH.search(words)
    if ending is None:
        return None
    who = sentence.start + ending.start("who")
    speakers = [m for m in sentence.speakers if m.start >= who and m.issuer.official]
    last = sentence.start + ending.start()
    opening = _QUOTED.match(text, sentence.start, last)
    at = opening.end() if opening else sentence.start
    verb = opening is not None and opening["verb"]
    wants = verb or MODAL.search(text, at, last) or OPENING_ACTION.match(text, at, last)
    if not speakers or not wants or not _may_demand(speakers[-1].issuer) or _OPINES.match(words):
        return None
    kind: Kind = "đề nghị" if ending["verb"] in {"đề nghị", "kiến nghị"} else "yêu cầu"
    return Order(speakers[-1].issuer, kind, at, last)


def according(sentence: Sentence) -> Order | None:
    """Return the demand in "Theo Thủ tướng, … phải …" of a person in office."""
    text = sentence.text
    mention = sentence.speakers[0] if sentence.speakers else None
    if mention is None or not mention.is_person or not mention.issuer.official:
        return None
    at = mention.end + 2
    before = text[sentence.start : mention.start]
    modal = MODAL.search(text, at, min(sentence.end, at + _WITHIN))
    if not _ACCORDING.fullmatch(before) or text[mention.end : at] != ", " or modal is None:
        return None
    between = text[at : modal.start()]
    if _TOLD.search(between) or (
        " là " in between and not read_address(text, at, sentence.end).units
    ):
        return None
    return Order(mention.issuer, "yêu cầu", at, sentence.end)


def passive(sentence: Sentence, speech: Speech) -> Order | None:
    """Return the demand in "Sở Y tế được yêu cầu …" of whoever speaks."""
    match = PASSIVE.search(sentence.text, sentence.start, sentence.end)
    unit = OPENING_UNIT.match(sentence.text, sentence.opening, sentence.end)
    if match is None or unit is None or speech.quiet > PATIENCE:
        return None
    kind: Kind = "yêu cầu" if match["kind"] == "yêu cầu" else "đề nghị"
    return Order(speech.issuer, kind, sentence.start, sentence.end)


def _is_told(sentence: Sentence, address: Address) -> bool:
    """Return whether a sentence tells of what is or was, or lets somebody else speak."""
    text, words = sentence.text, str(sentence)
    if _TELLS.match(words) or _OPINES.match(words) or OTHER_SPEAKER.search(words):
        return True
    if words.endswith("?") or _LAW_SAYS.search(words):
        return True
    if not sentence.is_item and not _FINISHED.search(words):
        return True  # a heading that the page does not mark as one
    if not address.units and speaker_of(sentence, SPEAKS):
        return True
    if not address.modal and _tells_of_a_person(sentence):
        return True
    issues = sentence.documents and _ISSUES.match(text, address.task)
    return bool(issues or _TOLD.search(text, sentence.start, address.task))


def _tells_of_a_person(sentence: Sentence) -> bool:
    """Return whether a named person is the subject: "Chủ tịch UBND tỉnh Lê Văn An chủ trì …"."""
    first = sentence.speakers[0] if sentence.speakers else None
    named = first is not None and first.issuer.name != first.issuer.office
    return first is not None and named and first.is_person and first.start <= sentence.opening


def _demands(sentence: Sentence, speech: Speech, at: int) -> bool:
    """Return whether a sentence that addresses nobody demands something."""
    text, end = sentence.text, sentence.end
    topic = _TOPIC.match(text, at, end)
    imperative = OPENING_ACTION.match(text, at, end) or (
        topic and OPENING_ACTION.match(text, topic.end(), end)
    )
    if imperative and _IS.search(text, imperative.end(), min(end, imperative.end() + _CLAUSE)):
        imperative = None
    if speech.demanding and imperative and (speech.quiet < PATIENCE or speech.listing):
        return True
    if speech.demanding and speech.listing and sentence.is_item:
        return True
    about = topic is not None and _ABOUT.match(text, at)
    modal = MODAL.search(text, topic.end() if topic and about else at, min(end, at + _WITHIN))
    if modal is None or speech.quiet > 1 or " là " in text[at : modal.start()]:
        return False
    return speech.demanding or modal.start() == at
