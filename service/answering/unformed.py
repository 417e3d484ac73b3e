"""What the form of a question asks for and hardly any answer lacks: a date, a number, a body.

Each rule looks at one sentence and says whether it lacks that.
"""

import re

from corpus.vietnamese.normal import fold
from service.answering import overlap, spans
from service.answering.dating import eventless, undated
from service.answering.question import Question
from service.answering.ranking import Ranked

# A page or an application where something is done, and a sentence that names one.
_ASKS_SITE = re.compile(r"(?<!tinh )\b(?:trang(?: web)?|web|website|link|ung dung|app) nao\b")
_SITE = re.compile(
    r"\b(?:trang|web|website|cổng|ứng dụng|app|phần mềm|hệ thống)\b|https?:|\w\.(?:vn|com)\b",
    re.IGNORECASE,
)
# "Nợ xấu là gì", and how a text goes on that says what it is, folded.
_DEFINED = re.compile(
    r"(?:theo [^,]+, )?(?:the nao la )?(?P<name>\w+(?: \w+){0,4}?)(?: (?:duoc hieu|nghia))?(?: la)?"
    r" (?:gi|the nao)(?: (?:theo|trong|tai) .+)?"
)
_TERMS = re.compile(r"\btừ ngữ\b.{0,30}\bđược hiểu như sau\b", re.IGNORECASE)
_PARTS = ("điều", "chương", "khoản", "điểm", "mục", "dieu", "chuong", "khoan", "diem", "muc")
_ORDINAL = re.compile(r"\b(?:khoa|thu|lan|ky|hang|phien|nhiem ky) (?:may|bao nhieu)\b")
ENUMERATES = re.compile(r"^\W*(?:\d{1,2}|[a-zđ])[.)]\s+")
_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*(?:[/-]\d+)?(?:km|km2|km²|m|m2|m²|ha|kg|tr)?")
_SORTS = ("loại", "nhóm", "dạng", "hình thức", "loai", "nhom", "dang", "hinh thuc")
_NUMERAL = re.compile(
    r"\b(?:một|hai|ba|bốn|năm(?! (?:\d|nay|qua|trước|sau|đầu|cuối|gần|tới|học))|sáu|bảy|tám|chín"
    r"|mười|chục|trăm|nghìn|nửa|đôi|cả|[IVX]+)\b",
    re.IGNORECASE,
)
# "Một" before a noun counts only where it is said how many there are.
_JUST_ONE = re.compile(
    r"\b(?:có|chỉ|gồm|là|duy nhất|đúng|thêm|còn|mỗi|được)\s+(?:có\s+)?$", re.IGNORECASE
)
_LASTS = re.compile(
    r"\d|\b(?:vô thời hạn|không thời hạn|suốt|trọn|mãi|cho đến|lâu dài|cả đời|nhiệm kỳ"
    r"|nửa|vài|nhiều|hàng|hằng|mỗi|định kỳ|thường xuyên)\b",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"(?<![\d/.-])\d[\d.,]*(?![\d/-]|\.\d)|%|\b(?:miễn|không (?:phải|thu|mất|tốn)"
    r"|nửa|gấp|triệu|tỷ|nghìn)\b"
)
_QUANTITIES = ("number", "percent", "money")
# "… là bao nhiêu", where nothing grows or shrinks; and a number by which something did.
_LEVEL = re.compile(r"\bla (?:bao nhieu|may)\b|\bdat (?:bao nhieu|may)\b")
_GROWS = re.compile(r"\b(?:tang|giam|them|chenh|hon|kem|bien dong|thay doi|so voi)\b")
_GREW = re.compile(
    r"\b(?:tăng|giảm)(?:\s+(?:thêm|bình quân|trung bình|khoảng|gần|hơn|tới|được))*\s+$",
    re.IGNORECASE,
)
_ASKS_CALLED = re.compile(r"\b(?:ten|goi)(?: goi)?(?: la)? gi\b")
_BEGINS = r"(?:^|[.:;,'“”(–\"-]\s*|\b(?:theo|trong do|rang|thi|mot|cac|nhung) )"
_NO_MATTER = (
    "mot van de|van de|mot trong|nhiem vu|yeu cau|muc tieu|dieu|mot dieu|xu the|khi|nen tang"
    "|dong luc|xu huong|chia khoa|giai phap|yeu to|con duong|trong tam|khau|uu tien|dot pha|buoc"
)
_IS = (
    rf"[”\"]?(?: [^ ,;]+){{0,3}}? (?:la(?! (?:{_NO_MATTER})\b)|gom|bao gom|duoc hieu|nghia|tuc"
    r"|viet tat|hay con goi)\b"
)
WHICH_BODY = re.compile(r"\b(bộ|sở|cục|vụ|ủy ban|viện|ngân hàng|trường|tòa án|công ty) nào\b")
_BODY = re.compile(
    rf"\b(?:Bộ|Sở|Cục|Tổng cục|Vụ|Ủy ban|UBND|HĐND|Chính phủ|Quốc hội|Tòa án|Viện|Công an|Hội|Ban"
    rf"|Tổ|Ngân hàng|Công ty|Tổng công ty|Tập đoàn|Trường|Đại học|Học viện|Thanh tra|Kiểm toán|Báo"
    rf"|Đài|Hiệp hội|Liên đoàn|Liên minh|Trung tâm|Văn phòng|Hội đồng|Bệnh viện|Câu lạc bộ|Đội|Đảng"
    rf"|Quỹ|[{spans.UPPER}]{{2,}})\b(?:\s+[^\s,.;:()]+){{0,5}}"
    rf"|\b(?:cơ quan|tổ chức|đơn vị|doanh nghiệp|hãng)(?:\s+[^\s,.;:()]+){{1,2}}"
)
# Several of what has names: "bốn nước nào", "những bộ nào".
ASKS_NAMES = re.compile(
    r"\b(?:nhung|cac|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\d+) (?:nuoc|quoc gia"
    r"|tinh(?! (?:nang|chat|trang|huong|hinh|tiet))|thanh pho|dia phuong"
    r"|bo(?! (?:phan|mon|may|luat))|huyen|xa(?! hoi)"
    r"|phuong(?! (?:thuc|phap|an|tien|huong|cham|dien))"
    r"|quan(?! (?:ly|diem|he|nhan|doi))|nguoi|ai|ngan hang|truong(?! hop)|doanh nghiep|tap doan)"
    r"(?: \w+){0,3}? nao\b"
)
_NAME = re.compile(rf"(?<![.!?…] )(?<!^)[{spans.UPPER}][^\W\d_]*(?: [{spans.UPPER}][^\W\d_]*)*")
_SEVERAL = 2
# The parts of something, and a sentence that may list them.
_ASKS_PARTS = re.compile(r"\b(?:gom|bao gom|gom co) (?:nhung |cac )?(?:\w+ ){0,3}?(?:nao|gi)\b")
_LISTS = re.compile(r":|\b(?i:gồm|như|là|thứ nhất|một là)\b|(?:[,;][^,;]*){3}")
# "Vì sao … cao nhất": where nothing is the first or the last, there is nothing to explain.
_MOST = re.compile(r"\b(?:cao|thap|lon|nho|nhieu|it|dai|ngan|nhanh|cham|gia|re|tot|kem|dat) nhat\b")
_SUPERLATIVE = re.compile(
    r"nhất|đứng đầu|dẫn đầu|hàng đầu|kỷ lục|đứng cuối|đội sổ|số một|vượt|hơn hẳn", re.IGNORECASE
)
# What somebody asks of somebody, and a sentence that may say it.
_TASKED = re.compile(
    r"\b(?:yeu cau|de nghi|kien nghi|giao|chi dao)(?: .+)? (?<!de )(?:lam|thuc hien)"
    r"(?: nhung)?(?: viec)? gi\b"
)
_TASKS = re.compile(
    r"\b(?:yêu cầu|đề nghị|kiến nghị|giao|nhấn mạnh|lưu ý|đề xuất)\b|(?<!ban )\bchỉ đạo\b",
    re.IGNORECASE,
)
# An age, or a group of ages.
_ASKS_AGE = re.compile(r"\b(?:do|nhom|lua) tuoi (?:nao|may|bao nhieu)\b|\b(?:may|bao nhieu) tuoi\b")
_AGE = re.compile(
    r"\d\s?tuổi|\btuổi(?: \w+){0,3} \d|\b(?:tuổi (?:trung niên|dậy thì|vị thành niên|thanh niên|già"
    r"|nghỉ hưu)|sinh năm|sơ sinh"
    r"|vị thành niên|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi) tuổi)\b",
    re.IGNORECASE,
)
# "Tăng bao nhiêu" asks for the difference.
_CHANGED = re.compile(r"\b(?:tang|giam)(?: them)? (?:bao nhieu|may)\b")
_CHANGES = re.compile(r"\b(?:tăng|giảm|hơn|thêm|kém|gấp)\b", re.IGNORECASE)


def _sets_no_task(question: Question, ranked: Ranked) -> bool:
    """Tell whether nobody sets a task, of which alone is asked."""
    return bool(_TASKED.search(fold(question.text))) and not _TASKS.search(ranked.evidence.text)


def _unchanged(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing grows or shrinks, where by how much is asked."""
    return bool(_CHANGED.search(fold(question.text))) and not _CHANGES.search(ranked.evidence.text)


def _numberless(question: Question, ranked: Ranked) -> bool:
    """Tell whether no new number is there, where one is asked for; a year or "4G" is none.

    Of parts of a text ("bao nhiêu điều") the number stands before them.
    """
    if question.kind not in ("number", "percent"):
        return False
    text = ENUMERATES.sub("", ranked.evidence.text)
    unit = question.unit or ""
    if unit.startswith(_PARTS):
        ends = (end for _, end in spans.candidates(text, "number"))
        return not any(spans.counted(question, text, end) for end in ends)
    if unit.startswith(_SORTS) or _ORDINAL.search(fold(question.text)):
        return False
    if any(
        not unit or fold(text[word.end() :]).lstrip().startswith(fold(unit).split()[0])
        for word in _NUMERAL.finditer(text)
        if word[0].lower() != "một" or not unit or _JUST_ONE.search(text, 0, word.start())
    ):
        return False
    found = [text[slice(*span)] for span in spans.candidates(text, "number")]
    said = [*found, *([text] if question.kind == "percent" else [])]
    figures = {word for one in said for word in overlap.words(one).folded}
    known = overlap.asked(question).words
    return not any(_NUMBER.fullmatch(word) for word in figures - known)


def _priceless(question: Question, ranked: Ranked) -> bool:
    """Tell whether no sum is there, where one is asked for, nor that nothing is to be paid."""
    text = ranked.evidence.text
    return (
        question.kind == "money" and not spans.candidates(text, "money") and not _PAYS.search(text)
    )


def _unchanging(question: Question, ranked: Ranked) -> bool:
    """Tell whether all numbers are by how much something grew, where how much it is is asked."""
    form = fold(question.text)
    if question.kind not in _QUANTITIES or _GROWS.search(form) or not _LEVEL.search(form):
        return False
    text = ranked.evidence.text
    found = [span for span in spans.candidates(text, question.kind) if text[span[0]].isdigit()]
    return bool(found) and all(_GREW.search(text, 0, start) for start, _ in found)


def _unnamed(question: Question, ranked: Ranked) -> bool:
    """Tell whether no new name is there, where what something is called is asked."""
    if question.kind == "person" or not _ASKS_CALLED.search(form := fold(question.text)):
        return False
    return all(fold(name[0]) in form for name in _NAME.finditer(ranked.evidence.text))


def _lasting(question: Question, ranked: Ranked) -> bool:
    """Tell whether no time that something lasts is there, where one is asked for."""
    if question.kind != "duration":
        return False
    text = ranked.evidence.text
    return not (spans.candidates(text, "duration") or _LASTS.search(text))


def _undefined(question: Question, ranked: Ranked) -> bool:
    """Tell whether a sentence does not say of what is to be defined what it is."""
    if question.kind == "definition" and _TERMS.search(ranked.evidence.text):
        return True
    text = re.sub(r"[“”\"]", "", question.text)
    asks = _DEFINED.fullmatch(fold(text)) if question.kind == "definition" else None
    named = text[slice(*asks.span("name"))] if asks else ""
    if asks is None or any(map(str.isupper, named[1:])) or re.search(r"\d", named):
        return False
    name = re.escape(asks["name"])
    return not re.search(rf"{_BEGINS}{name}{_IS}", fold(ranked.evidence.text))


def _ageless(question: Question, ranked: Ranked) -> bool:
    """Tell whether no age is there, where one is asked for."""
    return bool(_ASKS_AGE.search(fold(question.text))) and not _AGE.search(ranked.evidence.text)


def _headline(question: Question, ranked: Ranked) -> bool:
    """Tell whether it is a headline in capitals, where somebody, a cause or a way is asked for."""
    return question.kind in ("person", "reason", "manner") and ranked.evidence.text.isupper()


def _bodiless(question: Question, ranked: Ranked) -> bool:
    """Tell whether no body is named, where one is asked for."""
    if question.kind != "organisation":
        return False
    asked = overlap.asked(question).words
    if which := WHICH_BODY.search(question.text.lower()):
        named_so = re.compile(rf"\b{which[1].capitalize()}(?:\s+[^\s,.;:()]+){{1,5}}")
        return not any(
            set(overlap.words(body[0]).folded) - asked
            for body in named_so.finditer(ranked.evidence.text)
        )
    named = _BODY.finditer(ranked.evidence.text)
    return not any(set(overlap.words(body[0]).folded) - asked for body in named)


def _ordinary(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing in the passage is the most or the least, which is to be explained."""
    return (
        question.kind == "reason"
        and bool(_MOST.search(fold(question.text)))
        and not _SUPERLATIVE.search(ranked.evidence.hit.text)
    )


def _sites(question: Question, ranked: Ranked) -> bool:
    """Tell whether no page or application is named, of which is asked."""
    return bool(_ASKS_SITE.search(fold(question.text))) and not _SITE.search(ranked.evidence.text)


def _nameless(question: Question, ranked: Ranked) -> bool:
    """Tell whether fewer than two new names are there, of several that are asked for."""
    form = fold(question.text)
    if question.kind != "list" or not ASKS_NAMES.search(form):
        return False
    names = {fold(name[0]) for name in _NAME.finditer(ranked.evidence.text)}
    return sum(name not in form for name in names) < _SEVERAL


def _unlisted(question: Question, ranked: Ranked) -> bool:
    """Tell whether nothing is listed, where the parts of something are asked for."""
    form = fold(question.text)
    asks = question.kind == "list" and _ASKS_PARTS.search(form) and not ASKS_NAMES.search(form)
    return bool(asks) and not _LISTS.search(ranked.evidence.text)


FORM_RULES = (
    undated,
    eventless,
    _sets_no_task,
    _unchanged,
    _numberless,
    _priceless,
    _unchanging,
    _unnamed,
    _lasting,
    _undefined,
    _ageless,
    _headline,
    _bodiless,
    _ordinary,
    _sites,
    _nameless,
    _unlisted,
)
