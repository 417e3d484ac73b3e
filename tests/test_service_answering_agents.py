"""Who does something is read from the body that stands right before the verb."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.answering.agents import agent
from service.answering.quoting import Quotes
from service.compose import Service
from tests.fakes_service import serving

RULES = ready_article(
    "Quy chế thư viện",
    "1. Hội đồng Sách tỉnh quy định giờ mở cửa và số sách mượn của các thư viện xã.\n"
    "2. Kho sách nói do Sở Văn hóa lập và cập nhật hằng tháng.\n"
    "3. Bạn đọc được cấp thẻ đọc sách nói trong ba ngày.\n"
    "4. Thư viện xã chịu sự kiểm tra của Thanh tra tỉnh hằng năm.\n"
    "5. Hội đọc sách xã do Chủ tịch xã thành lập.\n"
    "6. Danh mục cuối năm được MPM phê duyệt sau khi các xã góp ý.\n"
    "Khi cần thì phải sửa đổi danh mục sách hiếm ngay trong năm.",
    name="rules",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("agents"), RULES) as made:
        yield made


def found(service: Service, question: str) -> str | None:
    told = agent(question, service.search(question, top=7), Quotes(service.store))
    return told[0].evidence.text[told[0].start : told[0].end] if told else None


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Ai quy định giờ mở cửa của thư viện xã?", "Hội đồng Sách tỉnh"),
        ("co quan nao quy dinh gio mo cua cua thu vien xa", "Hội đồng Sách tỉnh"),
        ("Kho sách nói do ai lập?", "Sở Văn hóa"),
        (
            "Theo quy chế thì ai có thẩm quyền quy định giờ mở cửa thư viện xã?",
            "Hội đồng Sách tỉnh",
        ),
        ("Ai có quyền lập ra hội đọc sách xã?", "Chủ tịch xã"),
        ("Ai phê duyệt danh mục cuối năm?", "MPM"),
        ("Thư viện xã chịu sự kiểm tra của cơ quan nào?", "Thanh tra tỉnh"),
    ],
)
def test_the_doer_stands_before_the_verb(service: Service, question: str, who: str) -> None:
    assert found(service, question) == who


@pytest.mark.parametrize(
    "question",
    [
        "Ai cấp thẻ đọc sách nói?",  # the readers are given them
        "Ai được cấp thẻ đọc sách nói?",
        "Sở Văn hóa do ai lập?",
        "Ai sửa đổi danh mục sách hiếm?",
        "Ai quy định giá thuê kho?",
        "Thư viện mở cửa lúc nào?",
    ],
)
def test_nobody_else_does_it(service: Service, question: str) -> None:
    assert found(service, question) is None
