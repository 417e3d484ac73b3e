from typing import Any

import pytest

from index.hits import Hit, Query, SearchResult
from service.answering.relating import related


class AllQuotable:
    """Lets every sentence be quoted."""

    def quotable(self, _evidence: object) -> bool:
        return True


PLAN = "UBND tỉnh Lai Châu ban hành Kế hoạch số 25/KH-UBND thực hiện Nghị quyết số 57-NQ/TW."
LAW = "Luật Căn cước số 26/2023/QH15 thay thế Luật Căn cước công dân số 59/2014/QH13."
DECREE = "Nghị định số 166/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 29/2025/NĐ-CP."


def result(*texts: str, title: str = "Tin") -> SearchResult:
    hits = tuple(
        Hit(f"{i}", f"{i}", f"{i}", title, None, None, None, text, 0, len(text), 1.0)
        for i, text in enumerate(texts)
    )
    return SearchResult(Query(""), hits, len(hits), {})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Kế hoạch nào thực hiện Nghị quyết 57 ở Lai Châu?", "25/KH-UBND"),
        ("ke hoach nao cua lai chau trien khai nghi quyet 57-NQ/TW", "25/KH-UBND"),
        ("Văn bản nào triển khai Nghị quyết 57-NQ/TW?", "25/KH-UBND"),
        ("Chương trình nào thực hiện Nghị quyết 57?", "25/KH-UBND"),
        ("Luật nào thay thế Luật số 59/2014/QH13?", "26/2023/QH15"),
        ("Nghị định nào sửa đổi, bổ sung Nghị định 29/2025/NĐ-CP?", "166/2025/NĐ-CP"),
        ("Kế hoạch nào thực hiện Nghị quyết 57 ở Hà Tĩnh?", None),
        ("Kế hoạch nào thực hiện Nghị quyết 58?", None),
        ("Thông tư nào thực hiện Nghị quyết 57?", None),
        ("Kế hoạch nào thay thế Nghị quyết 57?", None),
        ("Những kế hoạch nào thực hiện Nghị quyết 57?", None),
        ("Luật nào được thay thế Luật số 59/2014/QH13?", None),
        ("Lai Châu có kế hoạch nào?", None),
    ],
)
def test_which_document_does_what_to_another(question: str, answer: str | None) -> None:
    quotes: Any = AllQuotable()
    found = related(question, result("Không có gì.", PLAN, LAW, DECREE), quotes)
    if answer is None:
        assert found is None
    else:
        assert found is not None
        (ranked,) = found
        assert ranked.evidence.text[ranked.start : ranked.end] == answer


def test_the_place_may_stand_in_the_title() -> None:
    quotes: Any = AllQuotable()
    said = result("Kế hoạch 25/KH-UBND thực hiện Nghị quyết 57-NQ/TW.", title="Tin Lai Châu")
    assert related("Kế hoạch nào thực hiện Nghị quyết 57 ở Lai Châu?", said, quotes)
