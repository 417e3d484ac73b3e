"""Where somebody works is told by how they are introduced, over an article or in it."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

SIGNED = ready_article(
    "Giải pháp cho thư viện xã",
    "Thư viện xã cần thêm sách nói cho người cao tuổi và trẻ nhỏ.\n"
    "Ông Lê Văn Bình, Trưởng phòng Sở Văn hóa, cho biết sách nói đã đến mọi xã.\n"
    "Theo luật sư Trần Thị Mai, Đoàn Luật sư tỉnh Hòa Bắc, dù ở đâu thẻ đọc cũng có giá trị.\n"
    "TS. Đỗ Thị Hoa – Phó trưởng Khoa Thư viện – Trường Đại học Sách.",
    name="signed",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("work"), SIGNED) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ông Lê Văn Bình công tác ở đâu?", "Sở Văn hóa"),
        ("Luật sư Trần Thị Mai làm việc tại đâu?", "Đoàn Luật sư tỉnh Hòa Bắc"),
        ("Đỗ Thị Hoa đang công tác ở đơn vị nào?", "Khoa Thư viện – Trường Đại học Sách"),
        ("Phó trưởng Khoa Thư viện của Trường Đại học Sách là ai?", "Đỗ Thị Hoa"),
        (
            "Bà Đỗ Thị Hoa giữ chức vụ gì?",
            "Phó trưởng Khoa Thư viện – Trường Đại học Sách",
        ),
    ],
)
def test_who_is_introduced_with_where_they_work(
    service: Service, question: str, short: str
) -> None:
    assert service.answer(question).short_answer == short


def test_where_somebody_else_works_is_not_told(service: Service) -> None:
    assert service.answer("Ông Lê Văn Nam công tác ở đâu?").abstained
