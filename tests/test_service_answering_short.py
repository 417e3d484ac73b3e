"""The short answer that the chosen sentences give."""

from dataclasses import replace

import numpy as np
import pytest

from service.answering.evidence import Evidence
from service.answering.located import sites
from service.answering.overlap import words
from service.answering.question import understand
from service.answering.ranking import Ranked
from service.answering.short import short_answer
from tests.fakes_service import make_hit


def ranked(text: str) -> Ranked:
    evidence = Evidence(make_hit(text), 0, len(text), text, words(text), np.zeros(0, np.float32))
    return Ranked(evidence, 0.9, 0, len(text), 0.9)


AIMS = (
    "Mục tiêu đến năm 2030: kinh tế số chiếm tối thiểu 30% GDP, chi cho nghiên cứu và phát triển "
    "đạt 2% GDP, ít nhất 3% tổng chi dành cho khoa học."
)
RANKS = "Năm 2022 tỉnh đứng thứ 7, năm 2023 vươn lên thứ 6/63 tỉnh, thành."
SHARES = "Tỷ lệ hộ nghèo giảm từ 9,5% năm 2021 xuống 4,2% năm 2024."


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Năm 2022 tỉnh xếp thứ mấy?", RANKS, "thứ 7"),
        ("Chi cho nghiên cứu và phát triển đạt bao nhiêu phần trăm GDP?", AIMS, "2%"),
        ("chi cho nghien cuu phat trien den 2030 la bao nhieu % GDP", AIMS, "2%"),
        ("Kinh tế số chiếm bao nhiêu phần trăm GDP?", AIMS, "tối thiểu 30%"),
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


def guessed(text: str) -> Ranked:
    """Return a sentence of which the network took the first three characters."""
    return Ranked(ranked(text).evidence, 0.9, 0, 3, 0.5)


TREATIES = "Trong 189 công ước, Hòa Bắc đã phê chuẩn 110 công ước; Hòa Nam: 72 công ước."
FIRES = "Năm 2031 có 3.440 vụ cháy, làm 146 người chết và 109 người bị thương."
DECREES = "Theo Nghị định số 83/2031/NĐ-CP, thanh tra ra Quyết định số 39/QĐ-TTCP về nhiệm vụ."


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Bao nhiêu người chết vì cháy năm 2031?", FIRES, "146 người chết"),
        ("Có bao nhiêu vụ cháy năm 2031?", FIRES, "3.440 vụ cháy"),
        ("Hòa Nam phê chuẩn bao nhiêu công ước?", TREATIES, "72 công ước"),
        ("Quyết định nào nói về nhiệm vụ của thanh tra?", DECREES, "39/QĐ-TTCP"),
        ("Nghị định nào nói về thanh tra?", DECREES, "83/2031/NĐ-CP"),
        ("Thông tư nào nói về thuê bao?", "Thuê bao được nói tới ở Hòa Bắc.", None),
        (
            "Luật Sách số 20/2031/QH15 được thông qua ngày nào?",
            "Luật Sách số 20/2031/QH15 thông qua ngày 22/6/2031, từ đầu năm 2032 có hiệu lực.",
            "ngày 22/6/2031",
        ),
        ("Mức hỗ trợ nhà máy", "Nhà máy quy mô nhỏ được hỗ trợ 30% tổng mức đầu tư.", "30%"),
        ("Hà Bắc xếp thứ mấy?", "Hà Bắc đứng thứ 6 trong 63 tỉnh.", "thứ 6"),
        ("Ai dự họp?", "Dự họp có Phó Chủ tịch Ủy ban Đỗ Văn Hải.", "Đỗ Văn Hải"),
        (
            "Sách gồm những loại nào?",
            "Sách được chia thành ba loại: sách in, sách nói và sách điện tử.",
            "sách in, sách nói và sách điện tử",
        ),
        (
            "Xã Sao Mai mới gồm những xã nào?",
            "Ba xã Hòa Bắc, Hòa Nam và Sao Mai thành xã Sao Mai, dân số khoảng 4 vạn người.",
            "xã Hòa Bắc, Hòa Nam và Sao Mai",
        ),
        (
            "Những tỉnh nào không đọc?",
            "Có bốn nơi không đọc: thành phố Huế và các tỉnh Lai Châu, Sơn La, Cao Bằng.",
            "thành phố Huế và các tỉnh Lai Châu, Sơn La, Cao Bằng",
        ),
        (
            "Dự họp gồm những ai?",
            "Dự họp gồm có lãnh đạo tỉnh; đại diện ba sở.",
            "lãnh đạo tỉnh; đại diện ba sở",
        ),
    ],
)
def test_of_several_spans_the_one_that_is_asked_for(
    question: str, sentence: str, short: str | None
) -> None:
    assert short_answer(understand(question), [guessed(sentence)]) == short


@pytest.mark.parametrize(
    ("question", "sentence", "given", "short"),
    [
        ("Tỉnh có bao nhiêu sở?", "Tỉnh có 14 sở, 3 chi cục.", "14 sở, 3", "14 sở"),
        ("Tỉnh thành nào?", "Đó là do Bộ Công Thương nêu.", "Bộ Công", "Bộ Công Thương"),
        ("Ở đâu?", "Họp tại tỉnh Hà Tĩnh và Lai Châu.", "tỉnh Hà", "tỉnh Hà Tĩnh"),
        (
            "Hội nghị họp ở đâu?",
            "Sáng 13/1, tại phòng họp Sao Mai, tòa nhà Hòa Bình, Bộ Sách mở Hội nghị toàn quốc.",
            "Bộ Sách",
            "phòng họp Sao Mai, tòa nhà Hòa Bình",
        ),
        (
            "Lễ mở ở đâu?",
            "Lễ mở tại hội trường Sao Mai, Hà Nội.",
            "Sao Mai",
            "hội trường Sao Mai, Hà Nội",
        ),
        ("Họp tại nơi nào?", "Cuộc họp của Bộ Sách cũng ở Sao Mai.", "Bộ", "Sao Mai"),
        (
            "Bộ nào công bố quyết định?",
            "Lãnh đạo Bộ Khoa học và Công nghệ công bố quyết định của Chính phủ.",
            "Chính phủ",
            "Bộ Khoa học và Công nghệ",
        ),
        (
            "Hội chợ mở đến ngày nào?",
            "Hội chợ mở từ ngày 03/3/2031 đến hết ngày 09/3/2031.",
            "ngày 03/3/2031",
            "ngày 09/3/2031",
        ),
        (
            "Hòa Bắc mua xe giá bao nhiêu tiền?",
            "Hòa Bắc mua xe với giá 5 tỷ đồng, so với giá khởi điểm 4 tỷ đồng.",
            "4 tỷ đồng",
            "5 tỷ đồng",
        ),
        (
            "Đảo Sơn thuộc tỉnh nào?",
            "Đảo Sơn (Hòa Bắc), Đảo Hà (Hòa Nam).",
            "(Hòa Bắc), Đảo",
            "Hòa Bắc",
        ),
        (
            "Lễ mở ở đâu?",
            "Ngày 5/3, tại Đại học Bách khoa Hòa Bắc, Bộ Sách mở lễ.",
            "Đại",
            "Đại học Bách khoa Hòa Bắc",
        ),
        (
            "Lễ mở ở đâu?",
            "Lễ mở tại Cục Tần số vô tuyến điện, số 5 Trần Nam, Hà Nội.",
            "Cục",
            "Cục Tần số vô tuyến điện, số 5 Trần Nam, Hà Nội",
        ),
        (
            "Phó Chủ tịch hội sách là ai?",
            "Chủ tịch hội sách Đỗ Văn Hải cùng Phó Chủ tịch Trần Báu Hà đến dự.",
            "Đỗ Văn Hải",
            "Trần Báu Hà",
        ),
        ("Của ai?", "Đó là Ban Thường vụ Tỉnh ủy ra.", "Ban Thường", "Ban Thường vụ Tỉnh ủy"),
        (
            "Kể tên các thủ thư đến dự",
            "Đến dự có ba thủ thư Đỗ Văn Hải, Trần Báu Hà, Lê Thị Sen và Bộ trưởng Bộ Sách.",
            "Đỗ Văn Hải",
            "Đỗ Văn Hải, Trần Báu Hà, Lê Thị Sen",
        ),
        (
            "Ba loại thẻ đọc là gì?",
            "Thẻ đọc được chia thành ba loại: thẻ giấy, thẻ nhựa và thẻ số.",
            "thẻ số",
            "thẻ giấy, thẻ nhựa và thẻ số",
        ),
        (
            "Ai điều động lực lượng?",
            "Giám đốc Sở Văn hóa điều động lực lượng trong tỉnh.",
            "Sở Văn hóa",
            "Giám đốc Sở Văn hóa",
        ),
        (
            "Độ tuổi tối thiểu của thủ thư là bao nhiêu?",
            "Thủ thư phải từ 25 tuổi và có 10 năm làm việc.",
            "10",
            "25 tuổi",
        ),
        ("Nêu gì?", "Tỉnh nêu việc đọc sách của và cho dân.", "đọc sách của và", "đọc sách"),
        ("Của gì?", "Đó là của thư viện tỉnh.", "là của thư viện", "thư viện"),
        (
            "Sách chiếm bao nhiêu GDP vào năm 2030?",
            "Sách chiếm 30% GDP vào năm 2030.",
            "30%",
            "30% GDP",
        ),
        (
            "Việt Nam thuộc nhóm bao nhiêu nước đầu Đông Nam Á về đọc?",
            "Việt Nam thuộc nhóm 3 nước đầu Đông Nam Á về đọc.",
            "3",
            "3 nước đầu Đông Nam Á",
        ),
    ],
)
def test_it_begins_and_ends_where_a_reader_would(
    question: str, sentence: str, given: str, short: str
) -> None:
    start = sentence.index(given)
    found = Ranked(ranked(sentence).evidence, 0.9, start, start + len(given), 0.5)
    assert short_answer(understand(question), [found]) == short


@pytest.mark.parametrize(
    ("published", "short"),
    [("2031-09-16", "44"), ("2030-02-01", "46"), (None, "48")],
)
def test_where_no_year_is_asked_about_the_last_one_counts(
    published: str | None, short: str
) -> None:
    text = "Thứ hạng của tỉnh năm 2029 là 48, năm 2030 là 46, năm 2031 là 44."
    evidence = guessed(text).evidence
    given = replace(evidence, hit=replace(evidence.hit, published=published))
    found = Ranked(given, 0.9, text.index("48"), text.index("48") + 2, 0.5)
    assert short_answer(understand("Thứ hạng của tỉnh là bao nhiêu?"), [found]) == short


def test_what_a_rule_points_at_stands() -> None:
    given = ranked("Luật thông qua ngày 5/6/2031, có hiệu lực từ ngày 1/1/2032.")
    start = given.evidence.text.index("ngày 1/1")
    pointed = Ranked(given.evidence, 0.9, start, start + len("ngày 1/1/2032"), 1.0)
    asked = understand("Luật thông qua và có hiệu lực ngày nào?")
    assert short_answer(asked, [pointed]) == "ngày 1/1/2032"


MERGERS = "Thành phố Đà Nẵng nhập với tỉnh Quảng Nam; thành phố Hải Phòng nhập với tỉnh Hải Dương."
KEPT = "Không sắp xếp: thành phố Hà Nội, thành phố Huế và các tỉnh Lai Châu, Sơn La."


@pytest.mark.parametrize(
    ("question", "sentence", "found", "short"),
    [
        ("Quảng Nam nhập với tỉnh nào?", MERGERS, "thành phố Hải Phòng", "Đà Nẵng"),
        ("Hải Dương nhập với tỉnh nào?", MERGERS, "thành phố Hải Phòng", "thành phố Hải Phòng"),
        (
            "Tỉnh nào không sắp xếp?",
            KEPT,
            "phố Hà Nội, thành phố Huế",
            "thành phố Hà Nội, thành phố Huế và các tỉnh Lai Châu, Sơn La",
        ),
        ("Tỉnh nào không sắp xếp?", KEPT, "Sơn La", "Sơn La"),
    ],
)
def test_of_places_the_one_beside_what_is_named_and_a_row_whole(
    question: str, sentence: str, found: str, short: str
) -> None:
    start = sentence.index(found)
    given = replace(ranked(sentence), start=start, end=start + len(found))
    assert short_answer(understand(question), [given]) == short


def test_the_seat_of_a_body_is_named_whole() -> None:
    sentence = "Hội nghị diễn ra tại phòng họp Sao Mai, tòa nhà Quốc hội, nối với các tỉnh."
    assert [sentence[s:e] for s, e in sites(sentence)] == ["phòng họp Sao Mai, tòa nhà Quốc hội"]
