"""What a text says with a document's number: date, issuer, type, title."""

import pytest

from corpus.documents import DocumentMention, find_documents


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
        ("Ngày 22/12/2024, thay mặt Bộ Chính trị, ông An ký Nghị quyết số 57-NQ/TW", "2024-12-22"),
        ("Thay mặt Bộ Chính trị, ngày 22/12/2024 ông An ký Nghị quyết số 57-NQ/TW", "2024-12-22"),
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
