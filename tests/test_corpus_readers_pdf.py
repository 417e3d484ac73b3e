import pytest

from corpus.errors import Refused
from corpus.readers import ocr, pdf_glyphs
from corpus.readers.joining import join, join_lines
from corpus.readers.page import Page
from corpus.readers.pdf import read_pdf
from tests.documents import LEFT, RIGHT, Paper

FIRST = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành khẩn trương rà soát, bổ sung quy hoạch sử "
    "dụng đất, bảo đảm tiến độ giải ngân vốn đầu tư công và báo cáo kết quả thực hiện trước ngày "
    "cuối cùng của tháng, không để chậm trễ như những năm trước đây đã xảy ra ở nhiều nơi."
)
SECOND = (
    "Các địa phương chủ động phối hợp với doanh nghiệp để tháo gỡ khó khăn, vướng mắc về thủ tục, "
    "nhất là đối với những dự án trọng điểm đang triển khai trên địa bàn, trong đó có các tuyến "
    "đường cao tốc nối liền các tỉnh miền núi phía bắc với Thủ đô và các cảng biển lớn."
)
THIRD = (
    "Người đứng đầu chịu trách nhiệm về kết quả thực hiện nhiệm vụ của cơ quan, đơn vị mình; kịp "
    "thời khen thưởng tập thể, cá nhân có thành tích và xử lý nghiêm những trường hợp vi phạm quy "
    "định của pháp luật về đất đai, đầu tư, xây dựng và bảo vệ môi trường trên địa bàn tỉnh."
)


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_broken_lines_are_paragraphs_again() -> None:
    paper = Paper().centred(60, "TÊN CỦA BÀI VIẾT VỀ ĐẤT ĐAI", size=16)
    y = paper.block(100, FIRST)
    y = paper.block(y, SECOND)
    paper.block(y, THIRD)
    page = read_pdf(paper.done())
    assert page.title == "TÊN CỦA BÀI VIẾT VỀ ĐẤT ĐAI"
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_columns_are_read_one_after_the_other() -> None:
    paper = Paper().centred(60, "Bài viết có hai cột chữ", size=18)
    middle = (LEFT + RIGHT) / 2
    for left, right, shift in ((LEFT, middle - 10, 0), (middle + 10, RIGHT, 4)):
        y = 100.0 + shift
        for text in (FIRST, SECOND) if left == LEFT else (THIRD, FIRST):
            y = paper.block(y, text, left=left, right=right, indent=15, size=10)
    assert texts(read_pdf(paper.done())) == [FIRST, SECOND, THIRD, FIRST]


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    paper = Paper().centred(60, "Bài viết có một đoạn rất dài", size=16)
    middle = (LEFT + RIGHT) / 2
    paper.block(100, FIRST[:-1], left=LEFT, right=middle - 10, cut=True)
    paper.block(100, SECOND, left=middle + 10, right=RIGHT, indent=0)
    paper.block(400, FIRST[:-1], left=middle + 10, right=RIGHT, cut=True)
    paper.page()
    paper.block(100, THIRD[:1].lower() + THIRD[1:], indent=0)
    assert texts(read_pdf(paper.done())) == [
        f"{FIRST[:-1]} {SECOND}",
        f"{FIRST[:-1]} {THIRD[:1].lower()}{THIRD[1:]}",
    ]


def test_running_heads_page_numbers_and_stamps_are_gone() -> None:
    paper = Paper().centred(60, "Bài viết có ba trang giấy", size=16)
    for number, text in enumerate((FIRST, SECOND, THIRD), 1):
        paper.text(LEFT, 30, "TẠP CHÍ ĐẤT ĐAI - Tháng 4/2025", size=8)
        paper.text(300, 815, f"Trang {number}/3")
        paper.stamp("LƯU HÀNH NỘI BỘ")
        paper.block(100, text)
        paper.page()
    page = read_pdf(paper.done())
    assert page.title == "Bài viết có ba trang giấy"
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_notes_stand_below_their_paragraph_and_leave_no_mark_in_it() -> None:
    paper = Paper().centred(60, "Bài viết có ghi chú ở dưới", size=16)
    paper.text(LEFT, 100, "Diện tích rừng tăng nhanh").text(210, 96, "1", size=6)
    paper.text(217, 100, "so với năm trước, còn ruộng là 5 km").text(415, 96, "2", size=6)
    paper.text(421, 100, "và hơn nữa.")
    paper.block(130, FIRST)
    paper.line(LEFT, 740, 200, 740)
    paper.text(LEFT, 752, "1", size=5).text(LEFT + 4, 755, "Theo Bộ Nông nghiệp.", size=8)
    page = read_pdf(paper.done())
    assert texts(page)[-1] == "(1) Theo Bộ Nông nghiệp."
    assert texts(page)[0] == (
        "Diện tích rừng tăng nhanh so với năm trước, còn ruộng là 5 km2 và hơn nữa."
    )


def test_ruled_tables_are_rows_and_cells_over_several_rows_stand_once() -> None:
    paper = Paper().centred(60, "Bài viết có bảng số liệu", size=16)
    paper.block(90, FIRST)
    xs, ys = (70, 220, 320, 420), (200, 225, 250, 275)
    for y in ys:
        paper.line(xs[1] if y == 250 else xs[0], y, xs[-1], y)
    for x in xs:
        paper.line(x, ys[0], x, ys[-1])
    cells = ((75, 217, "Tỉnh"), (225, 217, "Năm"), (325, 217, "Số xã"),
             (75, 242, "Lai Châu"), (225, 242, "2024"), (325, 242, "106"),
             (225, 267, "2025"), (325, 267, "38"))  # fmt: skip
    for x, y, text in cells:
        paper.text(x, y, text)
    paper.block(310, SECOND)
    page = read_pdf(paper.done())
    assert [line.text for line in page.lines if line.kind == "table"] == [
        "Tỉnh | Năm | Số xã",
        "Lai Châu | 2024 | 106",
        "2025 | 38",
    ]
    assert texts(page)[0] == FIRST
    assert texts(page)[-1] == SECOND


def test_the_head_of_an_official_document_gives_title_and_date() -> None:
    paper = Paper()
    paper.text(90, 60, "ỦY BAN NHÂN DÂN", font="bold").text(300, 60, "CỘNG HÒA XÃ HỘI", font="bold")
    paper.text(100, 80, "TỈNH LAI CHÂU", font="bold").text(300, 80, "Độc lập - Tự do", font="bold")
    paper.text(90, 110, "Số: 45/KH-UBND").text(300, 110, "Lai Châu, ngày 5 tháng 6 năm 2025")
    paper.centred(150, "KẾ HOẠCH").centred(166, "Triển khai Nghị quyết về đất đai")
    paper.block(200, FIRST)
    page = read_pdf(paper.done())
    assert page.title == "KẾ HOẠCH Triển khai Nghị quyết về đất đai"
    assert page.published == "2025-06-05"
    assert texts(page)[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH LAI CHÂU", "Số: 45/KH-UBND"]
    assert texts(page)[-1] == FIRST


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("Nghị định số 85/2021/NĐ-", "CP ngày 25", "Nghị định số 85/2021/NĐ-CP ngày 25"),
        ("hoạt động mua-", "bán người", "hoạt động mua-bán người"),
        ("an inter-", "national law", "an international law"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("giai đoạn 2016", "-2020 là", "giai đoạn 2016-2020 là"),
        ("số 12/", "QĐ-TTg", "số 12/QĐ-TTg"),
        ("", "một", "một"),
    ],
)
def test_hyphens_at_the_ends_of_lines(first: str, second: str, joined: str) -> None:
    assert join(first, second) == joined
    assert join_lines([first, second]) == joined


def old_font(text: bytes) -> bytes:
    """Return a PDF of one line in a font of TCVN3, as PDF programs of the time wrote it."""
    stream = b"BT /F1 12 Tf 70 700 Td (" + text + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>",
    )
    body = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj %s endobj\n" % (number, item) for number, item in enumerate(objects, 1)
    )
    return body + b"trailer<</Root 1 0 R/Size 6>>"


def test_fonts_of_before_unicode_are_read() -> None:
    text = "Ch\xad¬ng tr×nh h\xadíng dÉn thùc hiÖn nghÞ quyÕt vÒ ®Êt ®ai cña nh©n d©n c¶ n\xadíc"
    page = read_pdf(old_font(text.encode("latin-1")))
    assert (
        page.title == "Chương trình hướng dẫn thực hiện nghị quyết về đất đai của nhân dân cả nước"
    )


def test_letters_that_nothing_explains_are_refused() -> None:
    paper = Paper()
    paper.block(100, "×ðÞ ßæø ¿¾½ ðþæ ßðæ Þøæ ×ðÞ¿ ½¾æ ðþßæ ßæ½ øðæß ¾ðþ " * 5)
    with pytest.raises(Refused, match="convert it to Unicode"):
        read_pdf(paper.done())


def test_hostile_and_damaged_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="a damaged PDF"):
        read_pdf(b"%PDF-1.7\nnothing of use")
    with pytest.raises(Refused, match="locked with a password"):
        read_pdf(Paper(password="x").text(70, 70, FIRST).done())  # noqa: S106 - not a secret
    paper = Paper().text(70, 70, "a").page()
    with pytest.raises(Refused, match="without text"):
        read_pdf(paper.done())
    monkeypatch.setattr(pdf_glyphs, "MAX_PAGES", 1)
    with pytest.raises(Refused, match="2 pages, more than 1; split it"):
        read_pdf(Paper().text(70, 70, FIRST).page().text(70, 70, SECOND).done())


def scanned() -> bytes:
    """Return a PDF of one page that is a picture of text."""
    paper = Paper().centred(100, "THÔNG BÁO VỀ ĐẤT ĐAI", size=20)
    y = paper.block(150, FIRST, size=14)
    paper.block(y, SECOND, size=14)
    document = pdf_glyphs.open_pdf(paper.done())
    _, picture = pdf_glyphs.picture_of(document, 0, 200)
    return Paper().picture(picture).done()


def test_scanned_pages_are_refused_where_nothing_recognises_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(Refused, match="scanned: 1 of 1 pages are pictures; install Tesseract"):
        read_pdf(scanned())


@pytest.mark.skipif(not ocr.available(), reason="Tesseract with Vietnamese is not installed")
def test_scanned_pages_are_recognised() -> None:
    page = read_pdf(scanned())
    assert page.title == "THÔNG BÁO VỀ ĐẤT ĐAI"
    assert texts(page) == [FIRST, SECOND]
