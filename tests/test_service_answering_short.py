"""The short answer that the chosen sentences give."""

import numpy as np
import pytest

from service.answering.evidence import Evidence
from service.answering.overlap import words
from service.answering.question import understand
from service.answering.ranking import Ranked
from service.answering.short import short_answer
from tests.fakes_service import make_hit


def ranked(text: str) -> Ranked:
    evidence = Evidence(make_hit(text), 0, len(text), text, words(text), np.zeros(0, np.float32))
    return Ranked(evidence, 0.9, 0, len(text), 0.9)


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Kẹo có được coi là thuốc không?", "Thuốc không gồm kẹo và bánh.", "Không"),
        ("Kẹo có được coi là thuốc không ạ?", "Thuốc gồm cả kẹo ngậm.", "Có"),
        ("Có phải kẹo không được coi là thuốc?", "Kẹo không được coi là thuốc.", "Có"),
        ("Kẹo đã được coi là thuốc chưa?", "Kẹo chưa được coi là thuốc.", "Không"),
    ],
)
def test_yes_or_no(question: str, sentence: str, short: str) -> None:
    assert short_answer(understand(question), [ranked(sentence)]) == short


RANKS = "Năm 2022 tỉnh đứng thứ 7, năm 2023 vươn lên thứ 6/63 tỉnh, thành."
SHARES = "Tỷ lệ hộ nghèo giảm từ 9,5% năm 2021 xuống 4,2% năm 2024."


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Năm 2022 tỉnh xếp thứ mấy?", RANKS, "thứ 7"),
        ("Năm 2023 tỉnh xếp thứ mấy?", RANKS, "thứ 6/63"),
        ("Tỷ lệ hộ nghèo năm 2021 là bao nhiêu?", SHARES, "9,5%"),
        ("Tỷ lệ hộ nghèo năm 2024 là bao nhiêu?", SHARES, "4,2%"),
        (
            "Phiên họp thứ mấy?",
            "Phiên họp thứ hai được tổ chức một cách gọn nhẹ.",
            "thứ hai",
        ),
    ],
)
def test_of_several_years_the_one_asked_about(question: str, sentence: str, short: str) -> None:
    given = ranked(sentence)
    nothing_found = Ranked(given.evidence, 0.9, 0, 3, 0.9)
    assert short_answer(understand(question), [nothing_found]) == short
