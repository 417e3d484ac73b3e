"""A question with its dates, numbers and time limits as the articles found write them."""

import re
from collections.abc import Sequence

from corpus.vietnamese.normal import has_diacritics
from index.figures import spellings
from index.hits import Hit
from service.answering import overlap

_DAY = "ngày "
# How long an office takes is a time limit in official texts: "Cấp thẻ mất bao lâu?".
_TAKES = re.compile(
    r"(?P<done>(?:(?:làm|xin|thủ tục|thu tuc|lam|việc|viec) )?(?:cấp|cap|đổi|doi|gia hạn|gia han"
    r"|giải quyết|giai quyet|xử lý|xu ly|đăng ký|dang ky|thẩm định|tham dinh|phê duyệt|phe duyet"
    r"|hoàn thuế|hoan thue|trả kết quả|tra ket qua)\b.+?) (?:thì |thi )?(?:mất|mat|hết|het|tốn|ton"
    r"|trong|cần|can) (?P<long>bao lâu|bao lau|mấy ngày|may ngay|bao nhiêu ngày|bao nhieu ngay)",
    re.IGNORECASE,
)


def respelled(question: str, hits: Sequence[Hit]) -> str:
    """Return the question (NFC) with the spelling of a date or number that stands in a hit.

    One that a hit has as it was asked stays as it is.
    """
    if takes := _TAKES.fullmatch(question.strip(" ?.!")):
        limit, is_ = ("Thời hạn", "là") if has_diacritics(question) else ("thoi han", "la")
        question = f"{limit} {takes['done']} {is_} {takes['long']}"
    lines: list[str] | None = None
    for written, other in spellings(question):
        lines = lines or [overlap.words(f"{hit.title or ''}\n{hit.text}").line for hit in hits]
        if _stands(other, lines) and not _stands(written, lines):
            question = question.replace(written, other)
    return question


def _stands(figures: str, lines: Sequence[str]) -> bool:
    wanted = overlap.words(figures.removeprefix(_DAY)).line
    return any(wanted in line for line in lines)
