"""Where a short answer begins and ends: with whole names, without loose words, brackets closed."""

import re
from collections.abc import Iterator, Sequence

from corpus.documents.names import BODIES
from service.answering import spans

# What no answer ends with, and what none begins with.
_LOOSE_END = re.compile(
    r"(?:[\s,;:]+(?:và|của|vào|tại|ở|trong|với|cho|từ|đến|là|do|về|khi|để|mà|như|các|những|một))+$"
)
# Nor with these before a figure that it leaves out.
_LOOSE_TIME = re.compile(r"[\s,;:]+(?:năm|ngày|tháng)$")
_FIGURE_NEXT = re.compile(r"\s*\d")
_LOOSE_START = re.compile(r"(?:(?:và|của|là|mà)\s+)+")
_BODIES = {*BODIES.values(), "Bộ Chính trị", "Ban Bí thư"}
_BODY = re.compile("|".join(sorted(map(re.escape, _BODIES), key=len, reverse=True)))
_NAME_GOES_ON = re.compile(rf"(?:\s[{spans.UPPER}][^\W\d_]*)+")
_SMALL = re.compile(r"\s([^\W\d_]+)")
# Words of two syllables in names, of which the second has no capital: "Ban Thường vụ", "Thành phố".
_SECOND = {
    "Thường": "vụ trực", "Kinh": "tế", "Thanh": "tra niên", "Thành": "phố ủy", "Tỉnh": "ủy",
    "Huyện": "ủy", "Quân": "ủy đội khu", "Đảng": "ủy", "Trung": "ương tâm", "Nhà": "nước ở giáo",
    "Công": "an nghệ thương ty đoàn nghiệp", "Chính": "phủ trị", "Quốc": "hội phòng gia",
    "Khoa": "học", "Giáo": "dục", "Tài": "chính nguyên", "Nội": "vụ chính", "Ngoại": "giao",
    "Tư": "pháp lệnh", "Xây": "dựng", "Văn": "hóa phòng", "Thông": "tin tư tấn", "Nông": "nghiệp",
    "Dân": "tộc sự số vận cư", "Ủy": "ban viên", "Hội": "đồng nghị", "Kiểm": "tra toán sát",
    "Trưởng": "ban phòng", "Tổng": "cục công thống giám", "Đất": "đai", "Lao": "động",
    "Hình": "sự", "Dữ": "liệu", "Căn": "cước", "Giao": "thông dịch", "Ngân": "hàng sách",
    "Viễn": "thông", "Chỉ": "đạo thị", "Cảnh": "sát", "Tổ": "chức công", "Tuyên": "giáo",
    "Tập": "đoàn", "Học": "viện", "Đại": "học biểu", "Bộ": "trưởng", "Thứ": "trưởng",
    "Giám": "đốc", "Chủ": "tịch nhiệm", "Bí": "thư", "Thủ": "tướng đô trưởng", "Nghị": "quyết định",
    "Quyết": "định", "Quản": "lý", "Phòng": "cháy bệnh chống", "Môi": "trường", "Sở": "hữu",
}  # fmt: skip
_IN_NAME = re.compile(rf"(?<!\w)[{spans.UPPER}][^\W\d_]*$")
# What ends a clause; a comma in a figure does not, nor a colon before a figure or a name.
_CLAUSE = re.compile(rf"[;()]|,\s|:\s(?=[^\W\d_])(?![{spans.UPPER}])|\s(?:và|còn|nhưng)\s")
# The office of somebody, before the body that it is an office of.
_OFFICE_BEFORE = re.compile(
    r"\b(?:Phó |Quyền )?(?:(?:Bộ|Thứ|Cục|Vụ|Viện|Tổng cục|Tổng) trưởng|(?:Tổng )?[Gg]iám đốc"
    r"|Chủ tịch|Chủ nhiệm|Bí thư|Chánh án|Chánh Thanh tra|Người đứng đầu|Thủ trưởng|Tư lệnh"
    r"|Hiệu trưởng|Tổng Kiểm toán|Thống đốc|Tổng thư ký)\s+$"
)
_OF_BODY = re.compile(
    r"(?:Bộ|Sở|Cục|Vụ|Viện|Ủy ban|UBND|HĐND|Hội đồng|Tòa án|Ngân hàng|Thanh tra|Công an|Ban"
    r"|Quốc hội|Công ty|Tập đoàn|Trường|Học viện|cơ quan)\b"
)
_LEAST = 3  # words of a clause
_PAIRS = {"(": ")", "“": "”", "‘": "’", '"': '"'}
_AFTER_NUMBER = re.compile(r"\s?(?:%|°\s?C\b|‰|k?m[²2](?!\w)|(?:km|ha|kg|MW|GW|kWh)\b)")


def trimmed(sentence: str, start: int, end: int, *, clause: bool) -> tuple[int, int]:
    """Leave out joining words at either end, and half of a bracket.

    Of what stands around a bracket that closes, a `clause` is what follows.
    """
    inside = sentence[start:end]
    if (closes := inside.find(")")) >= 0 and "(" not in inside[1:closes]:
        if clause and inside[0] != "(" and len(inside[closes:].split()) > _LEAST:
            start += len(inside[: closes + 1]) + len(inside[closes + 1 :])
            start -= len(inside[closes + 1 :].lstrip(" ,;"))
        elif inside[0] == "(" and closes < len(inside) - 1:
            start, end = start + 1, start + closes
        elif inside[0] != "(":
            end = start + closes
    if _FIGURE_NEXT.match(sentence, end) and (loose := _LOOSE_TIME.search(sentence, start, end)):
        end = loose.start()
    if loose := _LOOSE_END.search(sentence, start, end):
        end = loose.start()
    if loose := _LOOSE_START.match(sentence, start, end):
        start = loose.end()
    return start, end


def with_office(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Take in the office before a body: whoever decides is its head, not "Bộ Công an"."""
    office = _OFFICE_BEFORE.search(sentence, 0, start) if _OF_BODY.match(sentence, start) else None
    return (office.start(), end) if office else (start, end)


def names_whole(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a name that a span has a part of: "Bộ Công" is no body."""
    if start == end:
        return start, end
    for body in _BODY.finditer(sentence):
        if body.start() < end and start < body.end():
            start, end = min(start, body.start()), max(end, body.end())
    inside = _IN_NAME.search(sentence, start, end) is not None
    while inside:
        following = _NAME_GOES_ON.match(sentence, end) or _second_half(sentence, start, end)
        end = following.end() if following else end
        inside = following is not None
    return start, end


def _second_half(sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the small second syllable of a word of which a span has the capital first one."""
    first = re.split(r"[^\w]", sentence[:end])[-1]
    second = _SMALL.match(sentence, end)
    if second is None or end - len(first) < start:
        return None
    return second if second[1] in _SECOND.get(first, "").split() else None


def whole(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Take in the sign after a number and the bracket or quote that a span has half of."""
    if start < end and sentence[end - 1].isdigit():
        sign = _AFTER_NUMBER.match(sentence, end)
        end = sign.end() if sign else end
    for opening, closing in _PAIRS.items():
        inside = sentence[start:end]
        if sentence[start - 1 : start] == opening and (
            sentence[end : end + 1] == closing or inside.endswith(closing)
        ):
            start -= 1
        inside = sentence[start:end]
        if (
            opening != closing
            and inside.count(opening) > inside.count(closing)
            and sentence[end : end + 1] == closing
        ):
            end += 1
    return start, end


def clause_ends(sentence: str, among: Sequence[spans.Span]) -> Iterator[int]:
    """Yield where clauses end; "và" ends none without a span: "nghiên cứu và phát triển"."""
    begin = 0
    for match in _CLAUSE.finditer(sentence):
        told = any(begin <= start < match.start() for start, _ in among)
        if told or match[0].strip() != "và":
            begin = match.end()
            yield begin
