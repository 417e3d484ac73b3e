"""Document numbers in every spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import closed_up, find_documents, parse_number

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


@pytest.mark.parametrize(
    ("typed", "closed"),
    [
        ("71 NQ TW dành bao nhiêu?", "71-NQ/TW dành bao nhiêu?"),
        ("theo 57 nq tw thì sao", "theo 57-NQ/TW thì sao"),
        ("13 nd cp quy dinh gi", "13/NĐ-CP quy dinh gi"),
        ("NQ57 của ai?", "Nghị quyết 57 của ai?"),
        ("nq 57 cua ai", "nghi quyet 57 cua ai"),
        ("nđ 13/2023 về gì", "Nghị định 13/2023 về gì"),
        ("QĐ 749/QĐ-TTg về gì", "QĐ 749/QĐ-TTg về gì"),
        ("TT 3,5%", "TT 3,5%"),
        ("Có 3 người dân", "Có 3 người dân"),
        ("1.071 NQ TW", "1.071 NQ TW"),
        ("", ""),
    ],
)
def test_numbers_typed_with_blanks_are_closed_up(typed: str, closed: str) -> None:
    text, found = closed_up(typed)
    assert text == closed
    assert bool(found) == (typed != closed)
    assert closed_up(text) == (text, ())
