import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.normal import nfc
from service.answering.courtesy import without_courtesy


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Cho tôi hỏi Nghị quyết 57 ban hành ngày nào?", "Nghị quyết 57 ban hành ngày nào?"),
        ("cho em hoi luat can cuoc co hieu luc khi nao", "luat can cuoc co hieu luc khi nao"),
        (
            "Kính gửi ban biên tập, tôi là giáo viên về hưu, xin hỏi công ty được hoàn bao nhiêu?",
            "công ty được hoàn bao nhiêu?",
        ),
        ("Chào anh, em muốn hỏi mức phạt là bao nhiêu?", "mức phạt là bao nhiêu?"),
        (
            "Dạ thưa luật sư, bé 4 tuổi có phải làm căn cước không?",
            "bé 4 tuổi có phải làm căn cước không?",
        ),
        ("Thư viện có bao nhiêu cuốn? Em cảm ơn ạ.", "Thư viện có bao nhiêu cuốn"),
        ("Thư viện mở lúc nào, mong được trả lời sớm", "Thư viện mở lúc nào"),
        ("thu vien mo luc nao? cam on moi nguoi", "thu vien mo luc nao"),
        ("Ad ơi, thư viện mở lúc nào?", "thư viện mở lúc nào?"),
        ("Bạn có biết thư viện mở lúc nào không?", "thư viện mở lúc nào"),
        ("Vui lòng cho biết ai ký quyết định?", "ai ký quyết định?"),
        ("Theo bài báo, ai ký quyết định?", "ai ký quyết định?"),
        (
            "Tôi đọc ở đâu đó, không biết mọi người có nhớ không, ai ký quyết định?",
            "ai ký quyết định?",
        ),
        (
            "ở Hòa Bắc cái hội đọc sách ấy, nó lập hồi nào?",
            "ở Hòa Bắc cái hội đọc sách lập hồi nào?",
        ),
    ],
)
def test_what_leads_to_a_question_is_left_out(question: str, asked: str) -> None:
    assert without_courtesy(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Ông An cho biết thiệt hại bao nhiêu?",
        "Ai xin hỏi ý kiến của Bộ Tài chính?",
        "Xin hỏi ai ký?",
        "Cho hỏi",
        "57-NQ/TW",
        "",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert without_courtesy(question) == question


@given(st.text(max_size=200))
def test_what_is_left_stands_in_the_question_in_its_order(question: str) -> None:
    letters = iter(nfc(question))
    assert all(letter in letters for letter in nfc(without_courtesy(question)))
