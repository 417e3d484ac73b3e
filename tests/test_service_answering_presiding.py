"""Who presides over an event is read from the article that tells of it."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

SESSION = ready_article(
    "Ban Chỉ đạo đọc sách của Chính phủ họp phiên thứ hai",
    "Sáng 17/5/2031, từ Hà Nội, Thủ tướng Trần Văn An điều hành phiên họp thứ hai của Ban Chỉ đạo "
    "của Chính phủ về đọc sách.\n"
    "Cùng chủ trì với Thủ tướng có Phó Thủ tướng Lê Thị Bình và ba bộ trưởng.\n"
    "Thủ tướng giao Bộ Sách chủ trì, phối hợp với Bộ Trường xây dựng thư viện số.",
    name="session",
    published="2031-05-17",
)
PROVINCE = ready_article(
    "Thái Nguyên họp Ban Chỉ đạo đọc sách",
    "Chiều 21/02, đồng chí Phạm Văn Cường, Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy, Trưởng Ban Chỉ "
    "đạo đọc sách tỉnh Thái Nguyên chủ trì phiên họp thứ nhất của Ban Chỉ đạo.\n"
    "Dự phiên họp có đồng chí Hoàng Văn Hà, Chủ tịch UBND tỉnh, và đồng chí Vũ Thị Liên, Phó Bí "
    "thư Tỉnh ủy.\n"
    "Thường trực Tỉnh ủy và lãnh đạo các sở, ngành của tỉnh ngồi ở phòng bên.",
    name="province",
)
CONFERENCE = ready_article(
    "Hội nghị toàn quốc về thư viện số",
    "Hội nghị toàn quốc về thư viện số diễn ra ngày 13/01/2031 tại Hà Nội, dưới sự chủ trì của Phó "
    "Thủ tướng Lê Thị Bình; ông Đỗ Văn Dũng, Bộ trưởng Bộ Sách, báo cáo.\n"
    "Hội nghị nối tới mọi tỉnh, thành phố với hơn bốn nghìn người dự.\n"
    "Ông Bùi Văn Ích giới thiệu kho sách nói.\n"
    "Tại điểm cầu tỉnh Lai Châu, ông Ngô Văn Giang chủ trì hội nghị.\n"
    "Ban Chỉ đạo Trung ương về thư viện số được thành lập. Thủ tướng Trần Văn An làm Trưởng ban.",
    name="conference",
    published="2031-01-13",
)

UNDATED = ready_article(
    "Lễ trao sách ở Sơn Nam",
    "Sáng 9/6, Phó Thủ tướng Lê Thị Bình - Trưởng ban Chỉ đạo của Chính phủ về trao sách cùng các "
    "Bộ trưởng: Đỗ Văn Dũng và Vũ Thị Liên chủ trì lễ trao sách.\n"
    "Lễ trao sách có từ ngày 01/02/2030.\n"
    "Ban Chỉ đạo của tỉnh Sơn La do Bí thư Tỉnh ủy làm Trưởng ban.",
    name="undated",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("events"), SESSION, PROVINCE, CONFERENCE, UNDATED) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ai chủ trì phiên họp ngày 17/5/2031?", "Trần Văn An"),
        ("Phiên họp 17/5 do ai chủ trì?", "Trần Văn An"),
        ("ai dieu hanh phien hop thu hai cua ban chi dao chinh phu", "Trần Văn An"),
        ("Phiên họp 21/02 ở Thái Nguyên do ai chủ trì?", "Phạm Văn Cường"),
        ("Người chủ trì phiên họp thứ nhất ở Thái Nguyên là ai?", "Phạm Văn Cường"),
        ("Ai chủ trì phiên họp thứ nhất Ban Chỉ đạo tỉnh Thái Nguyên?", "Phạm Văn Cường"),
        ("Ai chủ trì phiên họp thứ nhất Ban Chỉ đạo của tỉnh Thái Nguyên?", "Phạm Văn Cường"),
        ("Hội nghị toàn quốc về thư viện số do ai chủ trì?", "Lê Thị Bình"),
        ("Đồng chí nào đã chủ trì hội nghị ngày 13/1/2031?", "Lê Thị Bình"),
        ("Ai chủ trì lễ trao sách?", "Lê Thị Bình"),
        ("Ai chủ trì lễ trao sách ngày 9/6/2030?", "Lê Thị Bình"),
    ],
)
def test_who_presides(service: Service, question: str, short: str) -> None:
    answer = service.answer(question)
    assert answer.short_answer == short
    assert len(answer.citations) == 1
    assert short in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì phiên họp Thường trực Ban Chỉ đạo Trung ương?",
        "Ai chủ trì phiên họp ngày 17/5/2029?",
        "Hội nghị ngày 20/11 do ai chủ trì?",
        "Ai chủ trì lễ trao sách ngày 9/6/2029?",
    ],
)
def test_who_presides_over_another_event_is_not_told(service: Service, question: str) -> None:
    assert service.answer(question).abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ai dự phiên họp ngày 21/02 ở Thái Nguyên?", "Hoàng Văn Hà, Chủ tịch UBND tỉnh, và"),
        ("nhung ai tham du phien hop thu nhat o thai nguyen", "Vũ Thị Liên"),
        ("Phiên họp 21/02 ở Thái Nguyên có những ai tham dự?", "Hoàng Văn Hà"),
    ],
)
def test_who_attends(service: Service, question: str, short: str) -> None:
    assert short in (service.answer(question).short_answer or "")


def test_who_attends_in_another_province_is_not_told(service: Service) -> None:
    answer = service.answer("Ai dự phiên họp ngày 21/02 ở Hà Tĩnh?")
    assert "Hoàng Văn Hà" not in (answer.short_answer or "")


def test_what_is_asked_at_an_event_is_read_in_its_article(service: Service) -> None:
    for question in (
        "Ai giới thiệu kho sách nói tại hội nghị 13/01/2031?",
        "Tại hội nghị 13/01/2031, ai giới thiệu kho sách nói?",
    ):
        assert service.answer(question).short_answer == "Bùi Văn Ích"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Phiên họp ngày 17/5/2031 diễn ra ở đâu?", "Hà Nội"),
        ("Hội nghị toàn quốc ngày 13/1/2031 được tổ chức tại đâu?", "Hà Nội"),
        ("hoi nghi 13/1 to chuc o dau", "Hà Nội"),
    ],
)
def test_where_an_event_took_place(service: Service, question: str, short: str) -> None:
    assert service.answer(question).short_answer == short


def test_where_an_event_took_place_is_not_told_where_its_article_does_not_say(
    service: Service,
) -> None:
    assert service.answer("Phiên họp 21/02 ở Thái Nguyên tổ chức ở đâu?").abstained


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Ai là Trưởng Ban Chỉ đạo Trung ương về thư viện số?", "Thủ tướng Trần Văn An"),
        ("Ban Chỉ đạo Trung ương do ai làm Trưởng ban?", "Thủ tướng Trần Văn An"),
        ("Trưởng Ban Chỉ đạo của Chính phủ về trao sách là ai?", "Lê Thị Bình"),
        ("ai dung dau ban chi dao tinh thai nguyen", "Phạm Văn Cường"),
        ("Trưởng ban Chỉ đạo tỉnh Sơn La là ai?", "Bí thư Tỉnh ủy"),
    ],
)
def test_who_heads_a_committee(service: Service, question: str, short: str) -> None:
    answer = service.answer(question)
    assert answer.short_answer == short
    assert short in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Trưởng Ban Chỉ đạo Trung ương về phòng chống tham nhũng là ai?",
        "Ai là Phó Trưởng ban Chỉ đạo tỉnh Sơn La?",
        "Trưởng ban Chỉ đạo tỉnh Cà Mau là ai?",
    ],
)
def test_who_heads_another_committee_is_not_told(service: Service, question: str) -> None:
    assert service.answer(question).abstained
