import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import metadata


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Thứ bảy - 17/05/2025 13:20 27 0", "2025-05-17T13:20:00+07:00"),
        ("Ngày 13/01/2025 14:39:32", "2025-01-13T14:39:32+07:00"),
        ("Đăng lúc: 13/01/2025 14:39:32 (GMT+7)", "2025-01-13T14:39:32+07:00"),
        ("17/05/2025, 13:20", "2025-05-17T13:20:00+07:00"),
        ("13:20 17/05/2025", "2025-05-17T13:20:00+07:00"),
        ("13:20 | 17/05/2025", "2025-05-17T13:20:00+07:00"),
        ("13h20 ngày 17/05/2025", "2025-05-17T13:20:00+07:00"),
        ("01:20 PM 17/05/2025", "2025-05-17T13:20:00+07:00"),
        ("20:34, ngày 21-08-2020", "2020-08-21T20:34:00+07:00"),
        ("Cập nhật ngày 17/5/2025", "2025-05-17"),
        ("Chủ nhật, 18.05.2025", "2025-05-18"),
        ("2025-05-17", "2025-05-17"),
        ("2025-05-17T06:20:00Z", "2025-05-17T13:20:00+07:00"),
        ("May 17, 2025", "2025-05-17"),
    ],
)
def test_a_date_line_is_read(line: str, published: str) -> None:
    found = metadata.stamp(line)
    assert found is not None
    assert found.published == published
    assert found.author is None


@pytest.mark.parametrize(
    "line",
    [
        "Sáng 17/5, tại Hà Nội, Ban Chỉ đạo tổ chức phiên họp.",
        "Nghị quyết số 03/NQ-CP, ngày 09/01/2025 của Chính phủ",
        "Hà Nội, ngày 12 tháng 8 năm 2025",
        "31/02/2025",
        "1.000",
        "Luật số: 59/2020/QH14",
    ],
)
def test_a_date_in_running_text_is_none(line: str) -> None:
    assert metadata.stamp(line) is None


def test_a_date_line_may_name_its_author() -> None:
    assert metadata.stamp("Lê Hoài Thu - 08:36 24/10/2023") == metadata.Stamp(
        "2023-10-24T08:36:00+07:00", "Lê Hoài Thu"
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Tác giả: Đỗ Phương", "Đỗ Phương"),
        ("Tác giả: ThS. Trần An, Khoa Luật", "ThS. Trần An, Khoa Luật"),
        ("Bài, ảnh: Minh Châu", "Minh Châu"),
        ("By Lan Anh", "Lan Anh"),
        ("Bài: Những điều cần biết về thuế", None),
        ("Tác giả cho rằng quy định này còn bất cập.", None),
    ],
)
def test_an_author_line(line: str, author: str | None) -> None:
    assert metadata.author_of(line) == author


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Nguồn: Báo Xây dựng", "Báo Xây dựng"),
        ("(Nguồn: Tạp chí Luật số 7/2020)", "Tạp chí Luật số 7/2020"),
        ("Nguồn: https://www.tinh.example/bai-viet-123.html", "tinh.example"),
        ("(Theo Báo Ven Sông)", "Báo Ven Sông"),
        ("Theo TTXVN", "TTXVN"),
        ("Theo đó, các đơn vị phải báo cáo.", None),
        ("Nguồn nhân lực là yếu tố quyết định.", None),
    ],
)
def test_a_source_line(line: str, source: str | None) -> None:
    assert metadata.source_of(line) == source


@pytest.mark.parametrize(
    "name", ["Thu Hương", "Lê Anh", "NGUYỄN VĂN AN", "TS. Phạm Thị Hồng Nhung", "H.Y (tổng hợp)"]
)
def test_names(name: str) -> None:
    assert metadata.is_name(name)


@pytest.mark.parametrize("text", ["Kết luận", "Thu hút đầu tư", "Anh", "Hà Nội đón xuân mới."])
def test_what_is_no_name(text: str) -> None:
    assert not metadata.is_name(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Baotinh.vn) - Sáng nay, mưa.", ("Baotinh.vn", None, "Sáng nay, mưa.")),
        ("TPO - Sáng nay, mưa.", ("TPO", None, "Sáng nay, mưa.")),
        ("Hà Nội (TTXVN) - Sáng nay, mưa.", ("TTXVN", "Hà Nội", "Sáng nay, mưa.")),
        ("TP.HCM - đô thị lớn.", (None, None, "TP.HCM - đô thị lớn.")),
        ("Phạm An - Giám đốc Sở.", (None, None, "Phạm An - Giám đốc Sở.")),
        ("(SN 1990) - ", (None, None, "(SN 1990) - ")),
    ],
)
def test_a_byline_is_split_off(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert metadata.byline(text) == expected


def test_the_place_of_a_dateline() -> None:
    assert metadata.dateline("Cần Thơ, ngày 17/5, hội nghị khai mạc.") == "Cần Thơ"
    assert metadata.dateline("Sáng 17/5, tại Hà Nội, hội nghị khai mạc.") is None


@given(st.text(max_size=150))
def test_no_line_crashes(line: str) -> None:
    line = " ".join(line.split())
    found = metadata.stamp(line)
    assert found is None or len(found.published) in (10, 25)
    metadata.is_metadata(line)
    assert metadata.byline(line)[2] in line
