"""Follow-ups are made whole from the question before them; what stands alone is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.conversation import rewrite
from service.answers import Turn


def asked(*questions: str) -> list[Turn]:
    """Return a conversation in which each question got some answer."""
    return [t for q in questions for t in (Turn("user", q), Turn("assistant", "Câu trả lời [1]."))]


CASES = [
    ("Nghị quyết 57-NQ/TW ban hành ngày nào?", "Ai ký?", "Ai ký Nghị quyết 57-NQ/TW?"),
    (
        "Luật Căn cước thông qua ngày nào?",
        "Luật này có hiệu lực từ khi nào?",
        "Luật Căn cước có hiệu lực từ khi nào?",
    ),
    (
        "Nghị quyết 57-NQ/TW ban hành ngày nào?",
        "Nghị quyết đó ai ký?",
        "Nghị quyết 57-NQ/TW ai ký?",
    ),
    (
        "Phiên họp thứ hai của Ban Chỉ đạo diễn ra khi nào?",
        "ở tỉnh nào?",
        "Phiên họp thứ hai của Ban Chỉ đạo ở tỉnh nào?",
    ),
    (
        "Phiên họp thứ hai của Ban Chỉ đạo diễn ra khi nào?",
        "Ai chủ trì?",
        "Ai chủ trì phiên họp thứ hai của Ban Chỉ đạo?",
    ),
    (
        "Ai chủ trì điểm cầu Hà Tĩnh?",
        "Ông ấy giữ chức gì?",
        "người chủ trì điểm cầu Hà Tĩnh giữ chức gì?",
    ),
    (
        "Luật Dữ liệu có bao nhiêu điều?",
        "Bộ nào soạn thảo luật đó?",
        "Bộ nào soạn thảo Luật Dữ liệu?",
    ),
    (
        "Hà Nội đình chỉ bao nhiêu trường hợp vi phạm?",
        "Ai báo cáo con số đó?",
        "Ai báo cáo Hà Nội đình chỉ trường hợp vi phạm?",
    ),
    (
        "Nhà máy chip đầu tiên được hỗ trợ bao nhiêu?",
        "Phải xong trước khi nào mới được?",
        "Nhà máy chip đầu tiên được hỗ trợ phải xong trước khi nào mới được?",
    ),
]
OF_DOCUMENTS = [
    ("Bài nào nhắc tới?", "Bài nào nhắc tới Nghị quyết 57-NQ/TW"),
    ("Tóm tắt giúp tôi", "Tóm tắt Nghị quyết 57-NQ/TW"),
    (
        "Mục tiêu đến năm 2045 là gì?",
        "Mục tiêu đến năm 2045 của Nghị quyết 57-NQ/TW là gì?",
    ),
    ("Nó gồm mấy nhóm?", "Nghị quyết 57-NQ/TW gồm mấy nhóm?"),
    ("Mục tiêu của Lai Châu đến năm 2030 là gì?", None),
]


@pytest.mark.parametrize(("question", "whole"), OF_DOCUMENTS)
def test_what_is_asked_of_a_document_named_before(question: str, whole: str | None) -> None:
    assert rewrite(question, asked("Nghị quyết 57-NQ/TW của ai?")) == whole


SWAPS = [
    ("GII năm 2024 của Việt Nam xếp thứ mấy?", "Còn năm 2022?", "GII năm 2022 của Việt Nam"),
    ("Hà Tĩnh xếp thứ mấy về PAPI?", "Thế còn năm 2023 thì sao?", "PAPI năm 2023?"),
    ("Hà Nội có bao nhiêu xã, phường?", "Còn Đà Nẵng?", "Đà Nẵng có bao nhiêu xã, phường?"),
    ("Amazon có bao nhiêu người dùng?", "eBay thì sao?", "eBay có bao nhiêu người dùng?"),
    ("Hà Nội có bao nhiêu xã, phường?", "Huế?", "Huế có bao nhiêu xã, phường?"),
    ("Bao nhiêu người chết năm 2024?", "Năm 2022?", "Bao nhiêu người chết năm 2022?"),
    ("Bao nhiêu người chết năm 2023?", "Trẻ em thì sao?", "năm 2023 trẻ em?"),
    ("Bao nhiêu người chết năm 2023?", "So với năm 2021 thì sao?", "năm 2023 so với năm 2021?"),
    ("Nghị quyết 57 của ai?", "Nghị quyết 68?", "Nghị quyết 68 của ai?"),
    ("Bao nhiêu người chết vì cháy?", "Còn bị thương?", "Bao nhiêu người bị thương vì cháy?"),
    ("Lai Châu xếp thứ mấy về PAPI?", "Hà Tĩnh thì sao?", "Hà Tĩnh xếp thứ mấy về PAPI?"),
    ("Giá khởi điểm khối B1 là bao nhiêu?", "Còn khối C2?", "Giá khởi điểm khối C2 là bao nhiêu?"),
    ("GII nam 2024 cua Viet Nam xep thu may", "con nam 2022", "GII nam 2022 cua Viet Nam"),
    (
        "Tại hội nghị 18/5 ai giới thiệu Nghị quyết 66?",
        "Còn Nghị quyết 68?",
        "Tại hội nghị 18/5 ai giới thiệu Nghị quyết 68?",
    ),
    (
        "Luật Sách có hiệu lực khi nào?",
        "Còn Luật Thư viện, kho sách và bạn đọc?",
        "Luật Thư viện, kho sách và bạn đọc có hiệu lực khi nào?",
    ),
    ("Nghị quyết 57-NQ/TW gồm mấy điều?", "Còn Luật Sách?", "Luật Sách gồm mấy điều?"),
    ("Quyết định 749 ban hành ngày nào?", "Còn 1131?", "Quyết định 1131 ban hành ngày nào?"),
    ("luat sach co hieu luc khi nao", "con luat thu vien", "luat thu vien co hieu luc khi nao"),
    ("Thu nhập của lao động nam năm 2022?", "Còn nữ?", "lao động nữ năm 2022"),
    ("Bao nhiêu người chết?", "con nguoi bi thuong", "Bao nhiêu người bi thuong"),
    ("Hà Tĩnh xếp thứ mấy?", "con lai chau", "lai chau xếp thứ mấy"),
    (
        "Nghị quyết 57-NQ/TW ban hành ngày nào?",
        "Còn Nghị quyết 68-NQ/TW?",
        "Nghị quyết 68-NQ/TW ban hành ngày nào?",
    ),
]


@pytest.mark.parametrize(("before", "question", "whole"), CASES)
def test_what_is_left_out_is_taken_from_the_question_before(
    before: str, question: str, whole: str
) -> None:
    assert rewrite(question, asked(before)) == whole


@pytest.mark.parametrize(("before", "question", "part"), SWAPS)
def test_what_is_new_takes_the_place_of_its_like(before: str, question: str, part: str) -> None:
    whole = rewrite(question, asked(before))
    assert whole is not None
    assert part in whole
    if "2022" in question:
        assert "2024" not in whole


@pytest.mark.parametrize(
    "question",
    [
        "Việt Nam xếp thứ mấy về chính phủ điện tử?",
        "Nghị định 13/2023/NĐ-CP có hiệu lực từ ngày nào?",
        "Ai là người soạn thảo quy chế tiếp công dân hằng tháng?",
        "Giá vàng hôm nay bao nhiêu?",
        "VNeID là gì?",
    ],
)
def test_a_new_topic_stands_alone(question: str) -> None:
    assert rewrite(question, asked("Nghị quyết 57-NQ/TW ban hành ngày nào?")) is None


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("Ai ký?", "Ai ký nghị quyết 57?"),
        ("Ban hành ngày nào?", "Nghị quyết 57 ban hành ngày nào?"),
    ],
)
def test_the_topic_of_a_request_is_what_it_is_about(question: str, whole: str) -> None:
    assert rewrite(question, asked("Tóm tắt nội dung Nghị quyết 57")) == whole


def test_a_chain_goes_back_to_its_first_question() -> None:
    before = asked("GII năm 2024 của Việt Nam xếp thứ mấy?", "Còn năm 2022?")
    assert rewrite("Còn năm 2023?", before) == "GII năm 2023 của Việt Nam xếp thứ mấy?"


def test_a_chain_follows_a_change_of_topic() -> None:
    before = asked("GII năm 2024 của Việt Nam xếp thứ mấy?", "Hà Nội có bao nhiêu xã, phường?")
    assert rewrite("Còn Đà Nẵng?", before) == "Đà Nẵng có bao nhiêu xã, phường?"


def test_only_what_the_user_said_counts() -> None:
    before = [Turn("assistant", "Nghị quyết 57-NQ/TW ban hành ngày 22/12/2024 [1].")]
    assert rewrite("Ai ký?", before) is None


@given(st.text(max_size=200))
def test_without_a_conversation_nothing_is_rewritten(question: str) -> None:
    assert rewrite(question, []) is None


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=4))
def test_whatever_is_said_gives_a_question_or_nothing(question: str, before: list[str]) -> None:
    whole = rewrite(question, [Turn("user", text) for text in before])
    assert whole is None or whole.strip()
