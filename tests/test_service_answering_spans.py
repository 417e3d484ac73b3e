"""Spans that have the form of what is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.tokens import tokenize
from service.answering.question import KINDS, Kind, understand
from service.answering.spans import candidates, counted, pick

CASES: list[tuple[Kind, str, str]] = [
    ("percent", "Tỷ lệ đạt 18,72% trong quý I.", "18,72%"),
    ("money", "Dự án có vốn 1.957 tỷ đồng từ ngân sách.", "1.957 tỷ đồng"),
    ("date", "Nghị quyết ký ngày 22/12/2024 tại Hà Nội.", "ngày 22/12/2024"),
    ("date", "Hoàn thành trong quý I/2025 ở cả nước.", "quý I/2025"),
    ("duration", "Thời hạn giải quyết là 07 ngày làm việc.", "07 ngày làm việc"),
    ("number", "Xã có 27 hộ dân phải di dời.", "27"),
    ("person", "Phiên họp do ông Trần Văn Bách điều hành.", "Trần Văn Bách"),
    ("document", "Theo Nghị định số 13/2023/NĐ-CP, việc này bị cấm.", "13/2023/NĐ-CP"),
    ("place", "Hội nghị họp ở thành phố Cần Thơ.", "thành phố Cần Thơ"),
    ("organisation", "Do Công an thành phố Hà Nội chủ trì.", "Công an thành phố Hà Nội"),
]


@pytest.mark.parametrize(("kind", "sentence", "span"), CASES)
def test_a_sentence_has_a_span_of_the_kind(kind: Kind, sentence: str, span: str) -> None:
    assert span in [sentence[s:e] for s, e in candidates(sentence, kind)]


def test_a_number_is_neither_a_date_nor_part_of_a_document() -> None:
    sentence = "Ngày 12/3/2024, theo Nghị định số 13/2023/NĐ-CP, có 27 hộ được hỗ trợ."
    assert [sentence[s:e] for s, e in candidates(sentence, "number")] == ["27"]


def test_a_generation_of_networks_is_no_number_and_a_document_no_place() -> None:
    sentence = "Mạng 5G phủ 15 tỉnh, theo Kết luận 155/KL-TW họp ở Hà Nội."
    assert [sentence[s:e] for s, e in candidates(sentence, "number")] == ["15"]
    places = [sentence[s:e] for s, e in candidates(sentence, "place")]
    assert "Hà Nội" in places
    assert not any("KL-TW" in place for place in places)


def test_months_at_the_beginning_of_a_year_last_no_time() -> None:
    sentence = "Trong 3 tháng đầu năm thư viện đóng cửa 2 tháng."
    assert [sentence[s:e] for s, e in candidates(sentence, "duration")] == ["2 tháng"]


def test_what_has_a_number_for_a_name_counts_nothing_and_dong_thoi_is_no_money() -> None:
    sentence = "Đề án 06 có 3 nhóm việc; Điều 12 đồng thời quy định mức 500 đồng."
    assert "06" not in [sentence[s:e] for s, e in candidates(sentence, "number")]
    assert [sentence[s:e] for s, e in candidates(sentence, "money")] == ["500 đồng"]


def test_the_counted_noun_tells_numbers_apart() -> None:
    question = understand("Có bao nhiêu gian hàng?")
    sentence = "Hội chợ có 15 hợp tác xã với 120 gian hàng."
    assert counted(question, sentence, sentence.index("120") + 3) == 1.0
    assert counted(question, sentence, sentence.index("15") + 2) == 0.0
    span = pick(
        question,
        sentence,
        [t for t in tokenize(sentence) if t.text in ("hội", "chợ")],
        candidates(sentence, question.kind),
    )
    assert span is not None
    assert sentence[slice(*span)] == "120"


@given(st.text(max_size=150), st.sampled_from(KINDS))
def test_spans_lie_in_the_sentence(sentence: str, kind: Kind) -> None:
    assert all(0 <= start <= end <= len(sentence) for start, end in candidates(sentence, kind))
