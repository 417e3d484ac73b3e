"""Who is the subject of a verb: the grammar by which an order belongs to somebody."""

import re

from corpus.directives.issuers import Issuer, Mention
from corpus.directives.sentence import Sentence
from corpus.directives.words import WORD_END
from corpus.documents import DocumentMention

# Between who speaks and the verb of an order.
_PLAIN_GAP = re.compile(
    r"(?:\s|,|cũng|vừa|còn|đồng thời|tiếp tục|tiếp|có ý kiến|có văn bản|có công văn|thống nhất"
    r"|và|nhất trí"
    r"|nhấn mạnh|nêu rõ|phát biểu|kết luận|chỉ đạo|trực tiếp|trân trọng|kính|đặc biệt|gợi mở"
    r"|mong muốn"
    r"|\s[-–(]\s?(?:[Đđ]oàn|[^\W\d_])[^,;:]{3,90}?\)?\s"
    r"|(?:vừa\s+|mới\s+)?(?:có|ký ban hành|ban hành|gửi|ra|ký)"
    r"\s+(?:công văn|văn bản|công điện|thông báo"
    r"|chỉ thị)"
    r"(?:\s+[^,;:.]{2,70}?)?"
    r"|khẩn trương|đã|cơ bản|nêu|trên cương vị [^,]{5,60})*"
)
_LONGEST_GAP = 400
_LONGEST_SAYING = 70
_CONDITION = re.compile(r"(?:Trường hợp|Khi|Nếu)\s")  # "Khi Quốc hội yêu cầu, …" in a law
_SHORT_CONDITION = 14
# What makes a noun of the word that follows, or puts it into somebody else's mouth.
_NOUN_BEFORE = re.compile(
    r"(?<![^\W_])(?:đáp ứng|theo|những|các|một|nhiều|đặt ra|được|bị|đúng|mọi|về|khi có|nội dung|của"
    r"|trước|bảo đảm|đảm bảo|tiêu chuẩn|sự|với|từ|vì|do|hồ sơ|người|đơn|ý kiến|văn bản|có quyền"
    r"|tờ trình"
    r"|nêu ra|xuất phát từ|phù hợp|hai|ba|trình|thẩm quyền|để|cho|như|nếu|bên|đã|sẽ|từng|chưa"
    r"|không|này"
    r"|công tác|quan điểm|ban|lãnh đạo,|sự lãnh đạo,|chuyển|bàn|nhận|trọng|thuộc|trong đó có)\s*$"
)
OTHERS_SAY = re.compile(r"(?:[Cc]ó|[Nn]hiều|[Mm]ột số|[Đđ]a số|[Cc]ác)\s+ý kiến")
_DOCUMENT = re.compile(
    r"(?:[Tt]heo\s+|[Tt]ại\s+|[Tt]rong\s+)?(?:(?:Mục|Điểm|Khoản|Phần|điểm|khoản|Điều"
    r"|mục)\s+[\w.]+\s+)*"
    r"(?:Nghị quyết|Kết luận|Chỉ thị|Công điện|Kế hoạch|Thông báo|Quyết định|Chương trình|Công văn)"
    rf"{WORD_END}"
)
_THIS_DOCUMENT = re.compile(
    r"(?:[Vv]ăn bản(?:\s+này)?|[Nn]ghị quyết(?:\s+này)?|[Cc]hỉ thị(?:\s+này)?"
    r"|[Cc]ông điện(?:\s+này)?"
    r"|[Kk]ết luận(?:\s+này)?|[Tt]hông báo(?:\s+này)?|[Kk]ế hoạch(?:\s+này)?)(?:\s+(?:cũng"
    r"|còn))?\s+$"
)
REPORTED = re.compile(
    r"(?<![^\W_])(?:đã|được|bị|từng|sẽ|đang|chưa|không|luôn|thường(?!\s+trực)|vẫn)(?![^\W_])"
)
_OTHER_PART = re.compile(r"(?<![^\W_])(?:về|của|theo|việc|như|phản ánh,)\s+$")
_LAW_SAYS = re.compile(r"quy định(?:\s+rõ)?\s*:?\s*[“\"]")
_JOINED = re.compile(r"(?:[,;]|\bvà|trong đó|theo đó,?|đồng thời,?)\s*$")
_CONCLUDES = re.compile(r"[^,]{0,60}\bkết luận\b[^,]{0,50}")
_HAS_AN_OPINION = re.compile(r"\bđã\s+có\s+ý kiến")
# After these a speaker is some other part of the clause.
_NO_SUBJECT_AFTER = tuple(
    f" {word}"
    for word in (
        *("của", "do", "bởi", "trình", "theo", "với", "gửi", "cho", "từ", "là", "giữa", "như"),
        *("đến", "tới", "tại", "lên", "nhiệm", "về", "được", "bị", "việc", "để", "cùng"),
        *(
            "kiến nghị",
            "đề nghị",
            "đề xuất",
            "yêu cầu",
            "giao",
            "mong",
            "xin",
            "báo cáo",
            "phối hợp",
        ),
    )
)


def subject_of(sentence: Sentence, verb: int) -> tuple[Issuer, bool] | None:
    """Return who is the subject of the verb at `verb`, and whether it is told as past."""
    if _CONDITION.match(sentence.text, sentence.start) and any(
        mention.start <= sentence.start + _SHORT_CONDITION for mention in sentence.speakers
    ):
        return None
    if _LAW_SAYS.search(sentence.text, sentence.start, verb):
        return None
    for mention in reversed([m for m in sentence.speakers if m.end <= verb]):
        gap = sentence.text[mention.end : verb]
        if len(gap) > _LONGEST_GAP or not heads_clause(sentence, mention):
            continue
        if not (_PLAIN_GAP.fullmatch(gap) or _reaches(sentence, mention, gap)):
            continue
        if OTHERS_SAY.search(gap) or _OTHER_PART.search(gap):
            return None
        reported = REPORTED.search(gap) is not None and not _HAS_AN_OPINION.search(gap)
        return mention.issuer, reported
    return None


def speaker_of(sentence: Sentence, verbs: re.Pattern[str]) -> Issuer | None:
    """Return who is the subject of the first of some verbs of saying."""
    text = sentence.text
    for mention in sentence.speakers:
        if not heads_clause(sentence, mention):
            continue
        match = verbs.search(text, mention.end, min(sentence.end, mention.end + _LONGEST_SAYING))
        if match and not REPORTED.search(text[mention.end : match.start()]):
            return mention.issuer
    return None


def heads_clause(sentence: Sentence, mention: Mention) -> bool:
    """Return whether a speaker is the subject of the clause and not in it as another part."""
    before = sentence.text[sentence.start : mention.start].rstrip().lower()
    if before.endswith(" và"):  # "gửi UBND huyện và UBND tỉnh": as what it is joined to
        near = sentence.start + len(before) - len(" và ") - 1
        for other in sentence.speakers:
            if near <= other.end <= mention.start:
                return heads_clause(sentence, other)
    return not before or not f" {before}".endswith(_NO_SUBJECT_AFTER)


def document_of(sentence: Sentence, verb: int) -> DocumentMention | None:
    """Return the document that is the subject of the verb at `verb`."""
    before = sentence.text[sentence.start : verb].lstrip(" -+")
    if sentence.last_document is not None and _THIS_DOCUMENT.fullmatch(before):
        return sentence.last_document
    cited = [d for d in sentence.documents if d.start < verb]
    leads = _DOCUMENT.match(before) and not _NOUN_BEFORE.search(_LIGHT_WORD.sub("", before))
    return cited[0] if cited and (leads or _AMONG_IT.search(before)) else None


_LIGHT_WORD = re.compile(r"\b(?:đã|có|này|với)\s*$")
_AMONG_IT = re.compile(r"trong đó(?:\s+có)?\s+$")


def _reaches(sentence: Sentence, mention: Mention, gap: str) -> bool:
    """Return whether a subject that opens its clause still is that of a later verb."""
    if _CONCLUDES.fullmatch(gap):
        return True
    joined = _JOINED.search(gap) and not _NOUN_BEFORE.search(gap) and ":" not in gap
    return bool(joined) and _opens_clause(sentence, mention)


def _opens_clause(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.text[sentence.start : mention.start].rstrip(' “"-–')
    return not before or before[-1] in ",;:.)" or before.endswith((" cũng", "đồng chí"))
