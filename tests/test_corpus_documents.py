"""Where a text mentions documents."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import find_documents, parse_number
from tests.shared_data import shared


@given(st.text(alphabet="0123456789/-– NQĐCPTWgtgr.,\n", max_size=60))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    position = 0
    for mention in find_documents(text):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
        number = parse_number(mention.number)
        assert number is not None
        assert number.normal == mention.number


def test_short_names_are_mentions_where_the_text_numbers_them_once() -> None:
    text = "Nghị quyết số 57-NQ/TW của Bộ Chính trị. Triển khai Nghị quyết 57, các bộ họp."
    full, short = find_documents(text)
    assert short.short
    assert not full.short
    assert (short.number, short.issuer) == ("57-NQ/TW", "Bộ Chính trị")
    assert text[short.start : short.end] == "Nghị quyết 57"
    two = "Nghị quyết 57-NQ/TW và Nghị quyết 57/NQ-CP. Theo Nghị quyết 57, việc này cần làm."
    assert [m.short for m in find_documents(two)] == [False, False]


@pytest.mark.parametrize(
    "rest",
    [
        "Nghị định 57 là khác.",
        "Nghị quyết 58 là khác.",
        "Nghị quyết 57 của Quốc hội là khác.",
        "Nghị quyết 57 năm 2014 là khác.",
        "Nghị quyết 57 nhiệm vụ.",
        "Nghị quyết 57/2014 là khác.",
        "Nghị quyết\n57 là khác.",
    ],
)
def test_short_names_of_others_are_left_alone(rest: str) -> None:
    (_,) = find_documents(f"Nghị quyết số 57-NQ/TW ngày 22/12/2024. Theo {rest}")


def test_a_scheme_is_known_by_the_decision_that_approved_it() -> None:
    text = "Quyết định số 06/QĐ-TTg phê duyệt Đề án phát triển dữ liệu dân cư. Đề án 06 đã chạy."
    assert [(m.number, m.short) for m in find_documents(text)] == [
        ("06/QĐ-TTg", False),
        ("06/QĐ-TTg", True),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nghị định 72/2024/NĐ-CPngày 30/6/2024", "72/2024/NĐ-CP"),
        ("Nghị quyết 57-NQ/TW-hôm nay", "57-NQ/TW"),
        ("Thông tư 39/2016/TT-NHNN-Ngân hàng", "39/2016/TT-NHNN"),
        ("(57-NQ/TW)", "57-NQ/TW"),
        ("Công văn số 5 và 57-NQ/TW", "57-NQ/TW"),
        ("Quyết định 1131/QĐ-TTg – Bộ Tài chính", "1131/QĐ-TTg"),
    ],
)
def test_the_span_is_the_number_alone(text: str, written: str) -> None:
    (mention,) = find_documents(text)
    assert text[mention.start : mention.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "https://thuvien.vn/van-ban/nghi-dinh-72-2024-nd-cp-giam-thue",
        "https://thuvien.vn/72/2024/nd-cp",
        "www.chinhphu.vn/57-NQ/TW",
        "Luật số: …/2025/QH15",
        "Nghị định số      /2025/NĐ-CP",
        "số 1.131/QĐ-TTg",
    ],
)
def test_addresses_and_blanks_are_no_mentions(text: str) -> None:
    assert find_documents(text) == []


def test_text_without_numbers_is_read_fast() -> None:
    text = "Nghị quyết về phát triển khoa học – công nghệ và chuyển đổi số của Chính phủ. " * 20_000
    started = time.perf_counter()
    assert find_documents(text) == []
    assert len(text) / (time.perf_counter() - started) > 3_000_000


def test_many_digits_take_linear_time() -> None:
    text = "1/2-3 " * 50_000 + "12345678901234567890" * 5_000 + "1" + "/2024" * 20_000
    started = time.perf_counter()
    find_documents(text)
    assert time.perf_counter() - started < 5


def test_the_seeds_mention_the_documents_they_are_about() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted(shared("articles", "seeds").glob("*.txt")):
        for mention in find_documents(unicodedata.normalize("NFC", path.read_text("utf-8"))):
            found.setdefault(mention.number, set()).add(mention.issuer or "")
    assert "Bộ Chính trị" in found["57-NQ/TW"]
    assert {"63-CTr/TU", "09-KH/BTGDVTW", "71/NQ-CP", "142/2024/QH15"} <= found.keys()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("theo Nghị định 151/2017 (quy định chi tiết)", ["151/2017/NĐ-CP"]),
        ("theo Nghị định số 88/2019 chỉ mới", ["88/2019/NĐ-CP"]),
        ("Nghị định 15/2018/NĐ-CP", ["15/2018/NĐ-CP"]),
        ("Nghị định Chính phủ số 102/2000 của Indonesia", []),
        ("nghị định tháng 12/2021, Nghị định 5/2021-2025", []),
        ("• Nghịđịnh86/CP ngày8/12/1995", ["86/CP"]),
        ("mẫu A86/CP", []),
        ("Thông tư số 574/QLTPK ngày 10/10/1987", ["574/QLTPK"]),
        ("tờ khai số 574/QLTPK", []),
        ("mẫu báo cáo số 02/GTGT", []),
    ],
)
def test_numbers_that_are_known_by_what_stands_before_them(text: str, numbers: list[str]) -> None:
    assert [mention.number for mention in find_documents(text)] == numbers
