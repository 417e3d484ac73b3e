"""What in a sentence says the contrary of a question: the opposite word, a lesser office.

How many ministries there are after a merger is not answered by what was before it, and who the
chairman is not by who is his deputy. Words are compared with their diacritics, so a question
without any is hardly ever contradicted.
"""

from collections.abc import Iterator, Sequence

_OPPOSITES: tuple[tuple[str, str], ...] = (
    ("trước", "sau"),
    ("tăng", "giảm"),
    ("trên", "dưới"),
    ("đầu", "cuối"),
    ("sáng", "chiều"),
    ("nhập khẩu", "xuất khẩu"),
    ("tối đa", "tối thiểu"),
    ("cao nhất", "thấp nhất"),
    ("lớn nhất", "nhỏ nhất"),
    ("nhiều nhất", "ít nhất"),
    ("nông thôn", "thành thị"),
    ("cấp tỉnh", "cấp xã"),
    ("cấp huyện", "cấp xã"),
    ("cấp tỉnh", "cấp huyện"),
    ("trung ương", "địa phương"),
    ("cá nhân", "tổ chức"),
    ("thứ nhất", "thứ hai"),
    ("bắt đầu", "kết thúc"),
    ("trong nước", "nước ngoài"),
    ("trực tuyến", "trực tiếp"),
    ("bổ nhiệm", "miễn nhiệm"),
    ("ban hành", "bãi bỏ"),
    ("khởi công", "khánh thành"),
    ("thành lập", "giải thể"),
    ("khai mạc", "bế mạc"),
    ("mở cửa", "đóng cửa"),
    ("cho phép", "cấm"),
    ("bắt buộc", "tự nguyện"),
    ("gia nhập", "rút khỏi"),
    ("nam giới", "nữ giới"),
    ("công lập", "tư thục"),
    ("dài nhất", "ngắn nhất"),
    ("sớm nhất", "muộn nhất"),
    ("nhanh nhất", "chậm nhất"),
    ("ưu điểm", "nhược điểm"),
    ("thuận lợi", "khó khăn"),
    ("tích cực", "tiêu cực"),
    ("xuất siêu", "nhập siêu"),
    ("ngắn hạn", "dài hạn"),
    ("mùa khô", "mùa mưa"),
    ("tuyển dụng", "sa thải"),
    ("bộ trưởng", "thứ trưởng"),
)
_OFFICES = (
    "chủ tịch",
    "bí thư",
    "thủ tướng",
    "giám đốc",
    "tổng giám đốc",
    "trưởng ban",
    "cục trưởng",
    "vụ trưởng",
    "hiệu trưởng",
)
# What stands before an office that somebody holds as a deputy, or held before.
_LESSER = frozenset(("phó", "nguyên", "cựu"))


def contraries(question: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (word of the question, its opposite), given the question's words in matching form."""
    line = _line(question)
    pairs = (*_OPPOSITES, *((other, one) for one, other in _OPPOSITES))
    return tuple(
        (one, other) for one, other in pairs if f" {one} " in line and f" {other} " not in line
    )


def offices(question: Sequence[str]) -> tuple[str, ...]:
    """Return the offices that a question names as such, not as a deputy's."""
    return tuple(
        office
        for office in _OFFICES
        if (before := list(_before(question, office))) and not _LESSER.intersection(before)
    )


def contradicts(pairs: Sequence[tuple[str, str]], sentence: Sequence[str]) -> bool:
    """Tell whether a sentence has the opposite of a word of the question, and not that word."""
    if not pairs:
        return False
    line = _line(sentence)
    return any(f" {other} " in line and f" {one} " not in line for one, other in pairs)


def lesser(asked: Sequence[str], sentence: Sequence[str]) -> bool:
    """Tell whether an office that was asked about stands in a sentence as a lesser one only."""
    found = (list(_before(sentence, office)) for office in asked)
    return any(before and _LESSER.issuperset(before) for before in found)


def _before(words: Sequence[str], phrase: str) -> Iterator[str]:
    """Yield the word before each place where a phrase stands, "" at the beginning."""
    wanted = tuple(phrase.split())
    if wanted[0] not in words:
        return
    for i in range(len(words) - len(wanted) + 1):
        if tuple(words[i : i + len(wanted)]) == wanted:
            yield words[i - 1] if i else ""


def _line(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
