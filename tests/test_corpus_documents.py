import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import DocumentMention, find_documents, parse_number
from tests.shared_data import shared

# What a reader makes of each spelling; None is no document number.
SPELLINGS: list[tuple[str, str | None]] = [
    # the Party: N-TYPE/BODY
    ("57-NQ/TW", "57-NQ/TW"),
    ("57- NQ/TW", "57-NQ/TW"),
    ("57 - NQ/TW", "57-NQ/TW"),
    ("57 -NQ/TW", "57-NQ/TW"),
    ("57-NQ / TW", "57-NQ/TW"),
    ("57–NQ/TW", "57-NQ/TW"),
    ("57—NQ/TW", "57-NQ/TW"),
    ("57\u2011NQ/TW", "57-NQ/TW"),
    ("57\u2010NQ/TW", "57-NQ/TW"),
    ("57\u00a0-\u00a0NQ/TW", "57-NQ/TW"),
    ("57-\nNQ/TW", "57-NQ/TW"),
    ("57-nq/tw", "57-NQ/TW"),
    ("57-Nq/Tw", "57-NQ/TW"),
    ("57/NQ-TW", "57-NQ/TW"),
    ("57/nq-tw", "57-NQ/TW"),
    ("57/NQ/TW", "57-NQ/TW"),
    ("57-NQ-TW", "57-NQ/TW"),
    ("57-NQ/TƯ", "57-NQ/TW"),
    ("57-NQ/Tư", "57-NQ/TW"),
    ("57/NQ-TƯ", "57-NQ/TW"),
    ("57 NQ/TW", "57-NQ/TW"),
    ("57NQ/TW", "57-NQ/TW"),
    ("số 57-NQ/TW", "57-NQ/TW"),
    ("Số: 57-NQ/TW", "57-NQ/TW"),
    ("Nghị quyết số 57-NQ/TW", "57-NQ/TW"),
    ("nghị quyết 57-NQ/TW", "57-NQ/TW"),
    ("57-NQ/TW.", "57-NQ/TW"),
    ("057-NQ/TW", "57-NQ/TW"),
    ("6-NQ/TW", "06-NQ/TW"),
    ("63-CTr/TU", "63-CTr/TU"),
    ("63-CTR/TU", "63-CTr/TU"),
    ("63-ctr/tu", "63-CTr/TU"),
    ("63/CTr-TU", "63-CTr/TU"),
    ("01-NQ/TU", "01-NQ/TU"),
    ("337-KH/TU", "337-KH/TU"),
    ("09-KH/BTGDVTW", "09-KH/BTGDVTW"),
    ("09-KH/BTGDVTƯ", "09-KH/BTGDVTW"),
    ("154-TB/BNCTW", "154-TB/BNCTW"),
    ("4056-CV/ BNCTW", "4056-CV/BNCTW"),
    ("04-KH/BCĐTW", "04-KH/BCĐTW"),
    ("04-KH/BCDTW", "04-KH/BCĐTW"),
    ("178-QĐ/TW", "178-QĐ/TW"),
    ("178-QD/TW", "178-QĐ/TW"),
    ("119-KL/TW", "119-KL/TW"),
    ("155/KL-TW", "155-KL/TW"),
    ("21/KL/TW", "21-KL/TW"),
    ("17/CT-TW", "17-CT/TW"),
    ("40/2004/CT-TW", "40-CT/TW"),
    ("20-KH/ĐU", "20-KH/ĐU"),
    ("05-HD/VPTW", "05-HD/VPTW"),
    ("08B-NQ/HNTW", "08B-NQ/HNTW"),
    ("27-NQ/TW6", "27-NQ/TW6"),
    ("118-BC/BCĐ", "118-BC/BCĐ"),
    # the state: N[/YEAR]/TYPE-BODY
    ("03/NQ-CP", "03/NQ-CP"),
    ("3/NQ-CP", "03/NQ-CP"),
    ("03/nq-cp", "03/NQ-CP"),
    ("03-NQ/CP", "03/NQ-CP"),
    ("03/NQ/CP", "03/NQ-CP"),
    ("03-NQ-CP", "03/NQ-CP"),
    ("72/2024/NĐ-CP", "72/2024/NĐ-CP"),
    ("72/2024/ND-CP", "72/2024/NĐ-CP"),
    ("72/2024/nđ-cp", "72/2024/NĐ-CP"),
    ("72/2024/nd-cp", "72/2024/NĐ-CP"),
    ("72/2024/NĐ - CP", "72/2024/NĐ-CP"),
    ("72/2024/NĐ – CP", "72/2024/NĐ-CP"),
    ("72/ 2024/NĐ-CP", "72/2024/NĐ-CP"),
    ("72 / 2024 / NĐ-CP", "72/2024/NĐ-CP"),
    ("72-2024-NĐ-CP", "72/2024/NĐ-CP"),
    ("72/2024/NĐ/CP", "72/2024/NĐ-CP"),
    ("72/2024 NĐ-CP", "72/2024/NĐ-CP"),
    ("Nghị định 72/2024/NĐ-CP", "72/2024/NĐ-CP"),
    ("72/2024/N\u00d0-CP", "72/2024/NĐ-CP"),
    ("115/NĐ-CP", "115/NĐ-CP"),
    ("36a/NQ-CP", "36a/NQ-CP"),
    ("30a/2008/NQ-CP", "30a/2008/NQ-CP"),
    ("1131/QĐ-TTg", "1131/QĐ-TTg"),
    ("1131/QĐ-TTG", "1131/QĐ-TTg"),
    ("1131/qd-ttg", "1131/QĐ-TTg"),
    ("Số 06/QĐ-TTg", "06/QĐ-TTg"),
    ("21/2016/ỌĐ-TTg", "21/2016/QĐ-TTg"),
    ("15/CT-TTg", "15/CT-TTg"),
    ("03/CT - TTg", "03/CT-TTg"),
    ("5/CĐ-TTg", "05/CĐ-TTg"),
    ("5/cd-ttg", "05/CĐ-TTg"),
    ("47/2024/TT-BTC", "47/2024/TT-BTC"),
    ("47/2024/tt-btc", "47/2024/TT-BTC"),
    ("26/2018/TT-BGDĐT", "26/2018/TT-BGDĐT"),
    ("26/2018/TT-BGDDT", "26/2018/TT-BGDĐT"),
    ("05/2019/QĐ-BGD&ĐT", "05/2019/QĐ-BGD&ĐT"),
    ("08/2017/TT-BLĐTBXH", "08/2017/TT-BLĐTBXH"),
    ("13/2018/TTLT-BKHCN-BTC", "13/2018/TTLT-BKHCN-BTC"),
    ("13/2018/TTLT/BKHCN-BTC", "13/2018/TTLT-BKHCN-BTC"),
    ("01/2021/NQ-HĐTP", "01/2021/NQ-HĐTP"),
    ("01/2021/NQ-HDTP", "01/2021/NQ-HĐTP"),
    ("02/2022/NQ-HĐND", "02/2022/NQ-HĐND"),
    ("25/KH-UBND", "25/KH-UBND"),
    ("25/kh-ubnd", "25/KH-UBND"),
    ("25-KH/UBND", "25/KH-UBND"),
    ("40/KH-BCĐ", "40/KH-BCĐ"),
    ("123/TB-VPCP", "123/TB-VPCP"),
    ("45/BC-BYT", "45/BC-BYT"),
    ("350/TTr-CP", "350/TTr-CP"),
    ("350/TTR-CP", "350/TTr-CP"),
    ("626/QĐ-BNN-TCCB", "626/QĐ-BNN-TCCB"),
    ("883/BC-UBVHXH15", "883/BC-UBVHXH15"),
    ("10/VBHN-VPQH", "10/VBHN-VPQH"),
    ("6669/VPCP-KGVX", "6669/VPCP-KGVX"),
    ("5544/BTNMT-TNN", "5544/BTNMT-TNN"),
    ("80/TTg- ĐMDN", "80/TTg-ĐMDN"),
    ("937/CV/PC-KSNB-MXV", "937/CV-PC-KSNB-MXV"),
    ("1777/QĐ-XPHC", "1777/QĐ-XPHC"),
    # the National Assembly, its committee, the head of state, courts, old ones
    ("142/2024/QH15", "142/2024/QH15"),
    ("44/2013/qh13", "44/2013/QH13"),
    ("65/2020/QH 14", "65/2020/QH14"),
    ("Luật số 57/2020/QH14", "57/2020/QH14"),
    ("Luật số: 57/2020/QH14", "57/2020/QH14"),
    ("190/2025/NQ-QH15", "190/2025/QH15"),
    ("02/2011/UBTVQH12", "02/2011/UBTVQH12"),
    ("594/NQ-UBTVQH15", "594/NQ-UBTVQH15"),
    ("02/2002/PL-UBTVQH11", "02/2002/PL-UBTVQH11"),
    ("47-L/CTN", "47-L/CTN"),
    ("05/2021/L-CTN", "05/2021/L-CTN"),
    ("31/2020/AL", "31/2020/AL"),
    ("63/SL", "63/SL"),
    ("142/CP", "142/CP"),
    ("53/LCT", "53/LCT"),
    ("107-LCT/HĐNN8", "107-LCT/HĐNN8"),
    # no document numbers
    ("", None),
    ("57", None),
    ("Nghị quyết 57", None),
    ("22/12/2024", None),
    ("22-12-2024", None),
    ("12/2024", None),
    ("tháng 12/2024", None),
    ("2/3", None),
    ("24/7", None),
    ("24/7/365", None),
    ("63/63 tỉnh", None),
    ("A/B", None),
    ("80 km/h", None),
    ("90km/giờ", None),
    ("10-kh/ngày", None),
    ("5 kg/m2", None),
    ("0912-345-678", None),
    ("024/3942-1234", None),
    ("29A-123.45", None),
    ("30F-123/45", None),
    ("QCVN 01:2021", None),
    ("QCVN 06:2022/BXD", None),
    ("TCVN 5738:2021", None),
    ("ISO/IEC 27001", None),
    ("ISO 9001:2015", None),
    ("95/46/EC", None),
    ("2016/679", None),
    ("92/83/EEC", None),
    ("02/GTGT", None),
    ("1/Điều", None),
    ("47/2010/ TCTD", None),
    ("01/HĐ-ABC", None),
    ("12/2025", None),
    ("/2025/QH15", None),
    ("2025/QH15", None),
    ("…/2025/NĐ-CP", None),
    ("2025/NĐ-CP", None),
    ("00/NQ-CP", None),
    ("3-5 năm", None),
    ("2-Chloroethanol", None),
    ("COVID-19", None),
    ("NQ/TW", None),
    ("QĐ-TTg", None),
    ("57-NQ/TW và 03/NQ-CP", None),
    ("theo 57-NQ/TW", None),
]


@pytest.mark.parametrize(("written", "normal"), SPELLINGS)
def test_spellings(written: str, normal: str | None) -> None:
    number = parse_number(written)
    assert (number.normal if number else None) == normal
    in_text = [m.number for m in find_documents(f"Theo {written} ban hành.")]
    if normal is not None and number is not None and written.strip("Ss")[0].isdigit():
        spelled_by_context = written in {"57 NQ/TW", "57NQ/TW"}  # these need "số" before them
        assert in_text == ([] if spelled_by_context else [normal])


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(SPELLINGS) >= 150
    assert sum(normal is None for _, normal in SPELLINGS) >= 40


@pytest.mark.parametrize("normal", sorted({n for _, n in SPELLINGS if n}))
def test_the_normal_form_is_read_as_itself(normal: str) -> None:
    number = parse_number(normal)
    assert number is not None
    assert number.normal == normal
    assert not number.repaired


@pytest.mark.parametrize(
    ("written", "type_", "body", "year", "repaired"),
    [
        ("57-NQ/TW", "Nghị quyết", "TW", None, False),
        ("57/NQ-TW", "Nghị quyết", "TW", None, True),
        ("57- nq/tw", "Nghị quyết", "TW", None, False),
        ("72/2024/nd-cp", "Nghị định", "CP", 2024, False),
        ("03-NQ/CP", "Nghị quyết", "CP", None, True),
        ("142/2024/QH15", None, "QH15", 2024, False),
        ("190/2025/NQ-QH15", "Nghị quyết", "QH15", 2025, True),
        ("13/2018/TTLT-BKHCN-BTC", "Thông tư liên tịch", "BKHCN-BTC", 2018, False),
        ("40/2004/CT-TW", "Chỉ thị", "TW", 2004, True),
        ("6669/VPCP-KGVX", "Công văn", "VPCP-KGVX", None, False),
        ("142/CP", None, "CP", None, False),
        ("63/SL", "Sắc lệnh", "SL", None, False),
    ],
)
def test_parts(
    written: str, type_: str | None, body: str, year: int | None, repaired: bool
) -> None:
    number = parse_number(written)
    assert number is not None
    assert (number.type, number.body, number.year, number.repaired) == (type_, body, year, repaired)


def key(written: str) -> str:
    number = parse_number(written)
    assert number is not None
    return number.key


def test_numbers_are_compared_without_leading_zeros_and_diacritics() -> None:
    assert key("3/NQ-CP") == key("003/nq-cp") == key("03-NQ/CP")
    assert key("12-KH/BCDTP") == key("12-KH/BCĐTP")
    assert key("57-NQ/TƯ") == key("57-NQ/TW") != key("57-NQ/TU")
    assert key("30/NQ-CP") != key("3/NQ-CP")


def test_decomposed_letters_are_read_too() -> None:
    number = parse_number(unicodedata.normalize("NFD", "57-NQ/TƯ"))
    assert number is not None
    assert number.normal == "57-NQ/TW"


BODY = st.sampled_from(["CP", "TTg", "TW", "TU", "BTC", "UBND", "BKHCN", "HĐTP"])
TYPE = st.sampled_from(["NQ", "NĐ", "QĐ", "CT", "CTr", "KH", "TB", "TT", "KL"])
DASH = st.sampled_from(["-", " - ", "- ", "–", "—", "\u2011", "/"])


@given(st.integers(1, 1900), TYPE, BODY, st.tuples(DASH, DASH), st.booleans())
def test_any_separators_and_case_give_one_number(
    n: int, type_: str, body: str, marks: tuple[str, str], lower: bool
) -> None:
    plain = parse_number(f"{n}-{type_}/{body}")
    written = f"{n}{marks[0]}{type_}{marks[1]}{body}"
    other = parse_number(written.lower() if lower else written)
    assert plain is not None
    assert other is not None
    assert plain.normal == other.normal
    assert parse_number(other.normal) is not None


@given(st.text(alphabet="0123456789/-– NQĐCPTWgtgr.,\n", max_size=60))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    position = 0
    for mention in find_documents(text):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end
        number = parse_number(mention.number)
        assert number is not None
        assert number.normal == mention.number


def only(text: str) -> DocumentMention:
    (mention,) = find_documents(text)
    return mention


def test_a_mention_tells_all_that_stands_with_the_number() -> None:
    text = (
        "Nghị quyết số 57- NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, "
        "công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia đã được quán triệt."
    )
    mention = only(text)
    assert text[mention.start : mention.end] == "57- NQ/TW"
    assert mention == DocumentMention(
        number="57-NQ/TW",
        type="Nghị quyết",
        issuer="Bộ Chính trị",
        date="2024-12-22",
        title="về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số "
        "quốc gia",
        start=14,
        end=23,
        repaired=False,
        short=False,
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Nghị quyết 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị", "2024-12-22"),
        ("Nghị quyết 57-NQ/TW (22/12/2024)", "2024-12-22"),
        ("Nghị quyết 57-NQ/TW (ngày 22-12-2024)", "2024-12-22"),
        ("Nghị quyết 57-NQ/TW, ngày 22.12.2024 của Bộ Chính trị", "2024-12-22"),
        ("Nghị quyết 57-NQ/TW của Bộ Chính trị ngày 22/12/2024", "2024-12-22"),
        ("Nghị quyết 57-NQ/TW ban hành ngày 22/12/2024", "2024-12-22"),
        ("Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW", "2024-12-22"),
        ("Ngày 22/12/2024, Bộ Tài chính họp về Nghị quyết số 57-NQ/TW", None),
        ("Nghị quyết 57-NQ/TW, ngày 13/01/2025, Ban Chỉ đạo tổ chức hội nghị", None),
        ("Nghị quyết 57-NQ/TW có hiệu lực từ ngày 22/12/2024", None),
        ("Nghị quyết 57-NQ/TW. Ngày 22/12/2024", None),
        ("Nghị quyết 57-NQ/TW ngày 31/13/2024", None),
        ("Nghị quyết 57-NQ/TW ngày 12/4/0025", None),
        ("Nghị định 72/2024/NĐ-CP ngày 30/6/2023", None),
        ("Nghị định 72/2024/NĐ-CP ngày 30/6/2024", "2024-06-30"),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert only(text).date == date


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị quyết 57-NQ/TW", "Ban Chấp hành Trung ương"),
        ("Nghị quyết 57-NQ/TW của Bộ Chính trị (khóa XIII)", "Bộ Chính trị"),
        ("Chỉ thị 25-CT/TW ngày 25/10/2023 của Ban Bí thư Trung ương Đảng", "Ban Bí thư"),
        ("Nghị quyết 18-NQ/TW của BCH Trung ương Đảng", "Ban Chấp hành Trung ương"),
        (
            "Nghị quyết 18-NQ/TW của Hội nghị lần thứ sáu Ban Chấp hành Trung ương",
            "Ban Chấp hành Trung ương",
        ),
        ("Kết luận của Bộ Chính trị số 82-KL/TW", "Bộ Chính trị"),
        ("Bộ Chính trị vừa ban hành Nghị quyết số 57-NQ/TW", "Bộ Chính trị"),
        ("Nghị quyết 03/NQ-CP", "Chính phủ"),
        ("Nghị quyết 03/NQ-CP của Bộ Chính trị", "Chính phủ"),
        ("Quyết định 1131/QĐ-TTg", "Thủ tướng Chính phủ"),
        ("Luật số 57/2020/QH14", "Quốc hội"),
        ("Thông tư 13/2018/TTLT-BKHCN-BTC", "Bộ Khoa học và Công nghệ; Bộ Tài chính"),
        ("Kế hoạch 25/KH-UBND của UBND tỉnh Nghệ An về", "Ủy ban nhân dân tỉnh Nghệ An"),
        ("Kế hoạch 25/KH-UBND", "Ủy ban nhân dân"),
        ("Chương trình 63-CTr/TU của Tỉnh ủy Hà Tĩnh", "Tỉnh ủy Hà Tĩnh"),
        ("Chương trình 63-CTr/TU của Ban Thường vụ Thành uỷ Hà Nội", "Thành ủy Hà Nội"),
        ("Kế hoạch 20-KH/ĐU của Đảng ủy Chính phủ", "Đảng ủy Chính phủ"),
        ("Kế hoạch 12/KH-SXYZ", None),
    ],
)
def test_issuers(text: str, issuer: str | None) -> None:
    assert only(text).issuer == issuer


def test_an_issuer_named_once_holds_for_the_whole_text() -> None:
    text = "Nghị quyết 57-NQ/TW của Bộ Chính trị đã có. Thực hiện Nghị quyết 57-NQ/TW, các bộ họp."
    assert [m.issuer for m in find_documents(text)] == ["Bộ Chính trị", "Bộ Chính trị"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Luật Hóa chất số 06/2007/QH12", ["Luật"]),
        ("Nghị quyết số 142/2024/QH15", ["Nghị quyết"]),
        ("Bộ luật Dân sự số 91/2015/QH13", ["Bộ luật"]),
        ("Pháp lệnh số 02/2011/UBTVQH12", ["Pháp lệnh"]),
        ("theo 142/2024/QH15", [None]),
        ("các Luật số 15/2008/QH12, số 60/2020/QH14 và 20/2023/QH15", ["Luật"] * 3),
        ("Quy định số 178-QĐ/TW", ["Quy định"]),
        ("Quyết định số 244-QĐ/TW", ["Quyết định"]),
    ],
)
def test_types(text: str, types: list[str | None]) -> None:
    assert [m.type for m in find_documents(text)] == types


TITLE = "về khoa học và công nghệ"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Luật Hóa chất số 06/2007/QH12 quy định", "Luật Hóa chất"),
        ("Luật số 57/2020/QH14", None),
        (f"Nghị quyết 57-NQ/TW {TITLE} và Nghị quyết số 03/NQ-CP", TITLE),
        (f"Nghị quyết 57-NQ/TW {TITLE}, đồng chí nêu rõ", TITLE),
        (f"Nghị quyết 57-NQ/TW {TITLE}; Nghị quyết khác", TITLE),
        (f"Nghị quyết 57-NQ/TW {TITLE}. Sau đó", TITLE),
        (f"Nghị quyết 57-NQ/TW {TITLE} đã nêu", TITLE),
        (f"(Nghị quyết 57-NQ/TW {TITLE}) là", TITLE),
        (
            "Quyết định 06/QĐ-TTg ngày 06/01/2022 phê duyệt “Đề án phát triển, ứng dụng” để làm",
            "phê duyệt “Đề án phát triển, ứng dụng”",
        ),
        (
            "Nghị định 72/2024/NĐ-CP ngày 30/6/2024 của Chính phủ quy định chính sách giảm thuế",
            "quy định chính sách giảm thuế",
        ),
        ("Nghị định 72/2024/NĐ-CP quy định mức phạt là hai triệu đồng", None),
        ("khoản 3 Điều 8 Nghị định số 72/2024/NĐ-CP về mức giảm thuế suất", None),
        ("Nghị quyết 57-NQ/TW xác định mục tiêu", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert find_documents(text)[0].title == title


def test_a_title_is_at_most_250_characters() -> None:
    title = only("Nghị quyết 57-NQ/TW về " + "phát triển " * 60).title
    assert title is not None
    assert 200 < len(title) <= 250


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
    only(f"Nghị quyết số 57-NQ/TW ngày 22/12/2024. Theo {rest}")


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
    mention = only(text)
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


@pytest.mark.parametrize(
    ("text", "issuer", "date"),
    [
        (
            "Nghị quyết số 02-NQ/TW (Nghị quyết 02) ngày 25/4/2011 của Bộ Chính trị về",
            "Bộ Chính trị",
            "2011-04-25",
        ),
        ("Nghị quyết số 13-NQ/TW khóa XI, ngày 16/01/2012.", None, "2012-01-16"),
        (
            "Ngày 27/6/2013, Ngân hàng Nhà nước đã ban hành Quyết định số 1459/QĐ-NHNN về",
            "Ngân hàng Nhà nước Việt Nam",
            "2013-06-27",
        ),
        (
            "Ngày 08/6/2022, Chính phủ ban hành Quyết định số 689/QĐ-TTg phê duyệt",
            "Thủ tướng Chính phủ",
            "2022-06-08",
        ),
        (
            "Nghị quyết số 02-NQ/HNTW ngày 24/12/1996, Hội nghị lần thứ hai Ban Chấp hành "
            "Trung ương Đảng khóa VIII về",
            "Ban Chấp hành Trung ương",
            "1996-12-24",
        ),
    ],
)
def test_what_stands_between_number_date_and_issuer(
    text: str, issuer: str | None, date: str
) -> None:
    (mention, *_) = find_documents(text)
    assert mention.date == date
    assert issuer in {None, mention.issuer}


def test_a_line_that_breaks_before_a_number_keeps_its_type() -> None:
    text = "theo Luật số 35/2018/QH14 và Luật số\n60/2020/QH14;\n28/2018/QH14"
    assert [mention.type for mention in find_documents(text)][:2] == ["Luật", "Luật"]
