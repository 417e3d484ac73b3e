"""What a question asks for, told by its question words.

The kinds are those a short answer can have; `Kind` drives which spans the reader considers and
whether a short answer is given at all.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from corpus.vietnamese.normal import fold, has_diacritics, nfc, normalise

Kind = Literal[
    "percent",
    "money",
    "duration",
    "date",
    "number",
    "person",
    "place",
    "organisation",
    "document",
    "yesno",
    "list",
    "reason",
    "manner",
    "definition",
    "summary",
    "what",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
_DOCUMENT = (
    r"(?:nghị quyết|nghị định|quyết định|thông tư|luật|chỉ thị|kế hoạch|văn bản|công điện"
    r"|chương trình hành động|công văn|thông báo|kết luận|sắc lệnh|pháp lệnh|tờ trình)"
)
_RANKED = r"(?:xếp|đứng|hạng|phiên(?: họp)?|lần|khóa|kỳ họp|địa phương|nước|tỉnh)"
# Not "năm": it is a year far more often than a five.
_FEW = r"(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|[2-9]|1\d)"
# What follows "bao nhiêu" or "mấy" and is not what they count.
_NO_NOUN = (
    "(?:của|về|theo|ở|tại|trong|mỗi|một|so|mấy|và|vì|do|bị|được|là|khi|từ|đến|trước|sau|vào|cho|với"
    "|nếu|thì|năm|tháng|ngày|cái)"
)
_PERIOD = "(?:ngày|tuần|tháng|năm|giờ|phút|tiếng)"
# First match wins. Written in matching form; a question typed without diacritics is compared
# with the folded patterns.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("summary", r"tóm tắt|tổng hợp|nội dung chính|điểm chính|những chỉ đạo|các chỉ đạo"),
    ("summary", r"(?:chỉ đạo|yêu cầu|phát biểu|nói|nhấn mạnh) (?:những )?gì về"),
    (
        "yesno",
        r"^có phải\b|phải không|đúng không"
        # "Xem xét có dẫn độ hay không thì do mấy thẩm phán": what follows is asked.
        r"|(?:hay không|hay chưa|được không)(?!.*\b(?:mấy|bao nhiêu|bao lâu|nào|ai|đâu|gì)\b)",
    ),
    ("yesno", r"\bcó\b.{2,} không(?: ạ| vậy| nhỉ)?$|\bđã\b.{2,} chưa(?: ạ| vậy| nhỉ)?$"),
    (
        "reason",
        r"vì sao|tại sao|^sao (?!vàng\b|đỏ\b|mai\b)|do đâu"
        r"|nguyên nhân (?:gì|nào|là gì)|lý do (?:gì|nào|là gì)|vì lý do",
    ),
    ("list", r"liệt kê|kể tên|gồm những|bao gồm|gồm có|những ai\b|gồm ai"),
    ("list", r"\b(?:những|các) (?:\S+ ){1,4}?(?:nào|gì)\b"),
    ("list", rf"là những gì|^(?:{_FEW}|năm) (?:loại|nhóm|hình thức|nội dung)\b.* là gì"),
    ("list", rf"(?<!ngày )(?<!tháng )(?<!năm )(?<!thứ )\b{_FEW} (?:\S+ ){{1,4}}?(?:nào|gì)\b"),
    ("percent", r"phần trăm|bao nhiêu ?%|mấy ?%"),
    ("percent", r"(?:tỷ|tỉ) (?:lệ|trọng|suất).{0,80}(?:bao nhiêu|mấy|thế nào)"),
    ("document", rf"{_DOCUMENT}(?: số)? (?:nào|mấy|gì)\b"),
    ("document", rf"{_DOCUMENT}\b.{{0,80}}\bsố (?:nào|mấy|gì|bao nhiêu)(?: ạ| vậy)?$"),
    ("document", r"số hiệu|số ký hiệu|văn bản số"),
    (
        "money",
        r"(?:bao nhiêu|mấy) (?:(?:nghìn |ngàn |triệu |tỷ |tỉ )?(?:đồng|usd|đô|euro|rmb|ndt"
        r"|nhân dân tệ|yên|won|rupee|baht)\b|tiền)",
    ),
    ("money", rf"(?:bao nhiêu|mấy) (?:tỷ|tỉ|triệu)(?:$| {_NO_NOUN}\b)"),
    ("duration", rf"bao lâu|(?:mấy|bao nhiêu) {_PERIOD}\b(?! \d)"),
    (
        "money",
        r"(?:kinh phí|mức phạt|phạt tiền|phạt|(?<!đấu )(?<!đánh )giá|lương|doanh thu|vốn|chi phí"
        r"|ngân sách|mức thu)"
        rf"\b.{{0,80}}\b(?:bao nhiêu|mấy)(?:$| {_NO_NOUN}\b)",
    ),
    (
        "number",
        rf"{_RANKED} thứ (?:mấy|bao nhiêu)|^(?!ngày\b).*\b(?:xếp|hạng|đứng)\b.{{1,80}} thứ mấy",
    ),
    ("duration", r"giai đoạn nào|thời hạn (?:là )?(?:bao|mấy)"),
    (
        "date",
        r"(?:ngày|hôm|khi|lúc|hồi|năm|năm học|niên khóa|tháng|quý|giờ|thời gian|thời điểm|thế kỷ"
        r"|mùa|dịp|thứ|tuần) "
        r"(?:nào|mấy|bao nhiêu)\b",
    ),
    ("date", r"bao giờ|mấy giờ|chừng nào|từ khi nào|(?:khi|lúc|hồi) nào"),
    ("number", r"bao nhiêu|\bmấy\b|số lượng|tổng số"),
    (
        "organisation",
        r"(?:cơ quan|bộ|đơn vị|tổ chức|công ty|doanh nghiệp|trường|ban|sở|viện|hãng|tập đoàn"
        r"|ngân hàng|bệnh viện|nhà (?:mạng|thầu|đầu tư|sản xuất|cung cấp)|liên danh|báo|đảng|hội"
        r"|cục|câu lạc bộ|đội) nào\b",
    ),
    (
        "place",
        r"\bđâu\b|(?:nơi|chỗ|địa phương|tỉnh|thành phố|nước|quốc gia|huyện|xã|vùng|khu vực|châu lục"
        r"|địa điểm|điểm cầu|quận|phường|thị xã|đảo|sông) nào\b",
    ),
    (
        "person",
        r"\bai\b|(?:người|đồng chí|lãnh đạo|vị|ông|bà|nhân vật|cá nhân|tác giả|vua|đạo diễn"
        r"|biên kịch|diễn viên|nhà văn|nhà thơ|nhạc sĩ|ca sĩ|họa sĩ|nghệ sĩ|bác sĩ|luật sư"
        r"|giáo sư|tiến sĩ|chuyên gia|nhà báo|phóng viên|cầu thủ|đại biểu|doanh nhân"
        r"|nhà khoa học|tướng) nào\b",
    ),
    (
        "person",
        r"\b(?:chủ tịch|giám đốc|trưởng|bí thư|trưởng ban|thủ tướng|sếp|phó|đại biểu|cán bộ|người"
        r"|ông|bà|tác giả)\b(?: \S+){0,12} tên (?:là )?gì",
    ),
    ("manner", r"(?:như )?thế nào|ra sao|làm sao|bằng cách nào|cách nào"),
    ("definition", r"\blà gì\b|nghĩa là gì|được hiểu"),
    ("what", r"\bgì\b|\bnào\b"),
    # Questions without a question word.
    ("percent", r"^(?:tỷ|tỉ) (?:lệ|trọng|suất)\b"),
    (
        "money",
        r"^(?:tổng )?(?:số tiền|kinh phí|giá|chi phí|doanh thu|mức phạt|vốn|lệ phí|học phí|tiền"
        r"|lương)\b",
    ),
    ("number", r"^(?:dân số|diện tích|số lượng|thứ hạng|điểm|xếp hạng)\b"),
    ("number", r"^(?:tổng )?số (?!hiệu|ký hiệu|điện thoại|\d)"),
    (
        "date",
        r"^(?:ngày|thời điểm|năm) (?:ban hành|ký|thông qua|có hiệu lực|thành lập|diễn ra|tổ chức"
        r"|khai mạc|khởi công|khánh thành|bắt đầu|kết thúc)\b",
    ),
    ("duration", r"^(?:thời hạn|thời hiệu)\b"),
    ("person", r"^(?:người (?:ký|đứng đầu|phát ngôn|sáng lập|chủ trì)|tác giả)\b"),
    ("list", rf"^{_FEW} "),
)
# Question words and politeness that carry no content of their own.
_EMPTY = (
    r"(?:xin )?(?:cho (?:tôi |em |mình |anh |chị )?)?(?:hỏi|biết)\b(?: là| rằng)?|^(?:dạ|thưa|ạ)\b"
    r"|\bạ$|\bnhỉ$|\bvậy\b$|(?:giữ |đảm nhiệm |nắm giữ )?(?:chức vụ|chức danh) (?:gì|nào)"
    r"|^(?:số lượng|tổng số)\b|bao nhiêu|như thế nào|thế nào|ra sao|vì sao|tại sao|là gì"
    r"|là ai|khi nào|bao giờ|bao lâu|ở đâu|tại đâu|phải không|đúng không|hay không|hay chưa"
    r"|\b(?:gì|nào|mấy|đâu|ai)\b"
)
_TIME = frozenset(("ngày", "tháng", "năm", "ngay", "thang", "nam"))
_AI, _MASK = re.compile(r"\bAI\b"), "a\u2060i"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what it asks for.

    `text` is NFC without a closing question mark, `accented` whether it was typed with
    diacritics, `unit` the noun that is counted ("bao nhiêu hồ sơ" → "hồ sơ") in the question's
    own matching form, `content` the question without its question words.
    """

    text: str
    kind: Kind
    accented: bool
    content: str
    unit: str | None = None


@lru_cache(maxsize=2)
def _compiled(accented: bool) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    form = (lambda pattern: pattern) if accented else _fold_pattern
    return tuple((kind, re.compile(form(pattern))) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=2)
def _empty(accented: bool) -> re.Pattern[str]:
    return re.compile(_EMPTY if accented else _fold_pattern(_EMPTY))


def _fold_pattern(pattern: str) -> str:
    r"""Fold a pattern's letters; escapes such as `\\b` and `\\S` keep their case."""
    return re.sub(r"\\?.", lambda m: m[0] if m[0].startswith("\\") else fold(m[0]), pattern)


def _unit(form: str) -> str | None:
    """Return the noun of one or two syllables that is counted, None where none follows."""
    counted = re.search(
        # "Điều mấy" asks which one, and counts nothing.
        r"(?:bao nhi[êe]u|(?<!th[ứu] )(?<![đd]i[ềe]u )(?<!kho[ảa]n )(?<!ch[ưu][ơo]ng )m[ấa]y"
        r"|^(?:t[ổo]ng )?s[ốo](?: l[ưu][ợo]ng)?)"
        r"((?: (?!l[ưu][ợo]ng\b)[^\W\d_]+){1,2})",
        form,
    )
    if counted is None:
        return None
    first, *second = counted[1].split()
    if first not in _TIME and _ends_noun().fullmatch(first):
        return None
    return " ".join([first, *(word for word in second if not _ends_noun().fullmatch(word))])


@lru_cache(maxsize=1)
def _ends_noun() -> re.Pattern[str]:
    return re.compile(f"{_NO_NOUN}|{_fold_pattern(_NO_NOUN)}")


def understand(text: str) -> Question:
    """Tell what a question asks for from its question words.

    An unaccented question is compared with unaccented patterns ("ai" may then be a name, which
    costs little: the kind only prefers spans, it never excludes an answer).
    """
    text = " ".join(nfc(text).split()).rstrip(" ?!.")
    accented = has_diacritics(text)
    # "AI" is artificial intelligence, "ai" is who.
    masked = text if text.isupper() else _AI.sub(_MASK, text)
    form = normalise(masked) if accented else fold(masked)
    kind: Kind = next((k for k, p in _compiled(accented) if p.search(form)), "what")
    unit = _unit(form) if kind in ("number", "duration") else None
    content = " ".join(_empty(accented).sub(" ", form).split()) or form
    content = content.replace(_MASK, "ai")
    return Question(text=text, kind=kind, accented=accented, content=content, unit=unit)
