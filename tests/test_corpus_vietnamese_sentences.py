import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese.sentences import sentences

# "|" marks where one sentence ends and the next begins; it is not part of the text.
CASES = [
    "Hội nghị khai mạc sáng nay.| Thủ tướng dự.",
    "Ông Nam hỏi gì?| Không ai đáp.",
    "Tiến lên!| Chúng ta thắng.",
    "Mưa rơi…| Trời tối dần.",
    "Mưa rơi… rồi tạnh.",
    "Mưa rơi... rồi tạnh.",
    "Bàn, ghế, v.v... Các phòng đều đủ.".replace("... ", "...| "),
    "Bàn, ghế, v.v. đều đủ.",
    "Bàn, ghế, v.v.| Các phòng đều đủ.",
    "Bàn, ghế (v.v.), tủ.",
    "Đoàn đến TP. Hồ Chí Minh hôm qua.",
    "Đoàn đến Tp. Cần Thơ.| Mọi người nghỉ.",
    "Đoàn về tp. Huế.",
    "Các quận của TP. Theo kế hoạch, mưa sẽ giảm.".replace("TP. ", "TP.| "),
    "Khu vực TX. Sơn Tây và TT. Xuân Mai.",
    "Phòng khám ở Q. Bình Thạnh, P. Bến Nghé, H. Củ Chi.",
    "Nhà ở Q.1, P.5, TP.HCM rất đắt.",
    "GS.TS. Trần Bình nói chuyện.",
    "GS. TS. Trần Bình nói chuyện.",
    "PGS. TS Trần Bình và ThS. Lê An.",
    "PGS.TS.BS. Trần Bình nói.",
    "Ths. Lê An, BS. Hoàng Mai, LS. Vũ Hà.",
    "Th.S. Lê An trình bày.",
    "NSND. Lê Khanh diễn.",
    "Mr. Brown gặp Dr. Smith.| The talks went well.",
    "Ông A. B. nhận giải.",
    "Ông A. Bình nhận giải.",
    "George W. Bush thăm Việt Nam.",
    "Bị cáo Nguyễn Văn A. Sau đó nhận tội.".replace("A. ", "A.| "),
    "Quả cam giàu vitamin C. Ngoài ra còn chất xơ.".replace("C. ", "C.| "),
    "Thi khối A. Bạn tôi thi khối D.".replace("A. ", "A.| "),
    "Giá 1.000 đồng, tăng 18,72% so với 1.234.567 đồng.",
    "Tăng 18,72%.| Giảm 3,5%.",
    "Ngày 22.12.2024 ban hành.| Ngày 13.01.2025 họp.",
    "Ngày 22. 12. 2024 ban hành.",
    "Nghị quyết 57-NQ/TW.| Nghị quyết 03/NQ-CP.",
    "Theo Nghị định 72/2024/NĐ-CP của Chính phủ.",
    "Xem https://chinhphu.vn/Tin.Moi?Ma=1.Abc để biết.",
    "Xem www.baochinhphu.vn. Mọi thắc mắc gửi a.b@gov.vn.".replace(".vn. ", ".vn.| "),
    "Theo Vnexpress.Net đưa tin.",
    "1. Đặt vấn đề",
    "1. Đặt vấn đề.| 2. Mục tiêu chung.",
    "2.1. Quan điểm",
    "a) Đối tượng áp dụng",
    "a. Đối tượng áp dụng",
    "A. Phần chung",
    "II. Mục tiêu",
    "- 3. Nhiệm vụ",
    "Điều 5. Giải thích từ ngữ",
    "Chương II. Quy định chung",
    "Thực hiện theo Điều 5. Các cơ quan báo cáo.".replace("5. ", "5.| "),
    "Gồm: 1. Đất đai; 2. Nhà ở; 3. Giao thông.",
    'Ông nói: "Tôi đi."| Mọi người im lặng.',
    'Ông nói: "Tôi đi." rồi bước ra.',
    "Ông nói: “Tôi đi.”| Mọi người im lặng.",
    "“Vì sao?” ông hỏi.",
    "“Vì sao?”| Ông im lặng.",
    "(Họ đã họp.)| Sau đó họ về.",
    "Họ đã họp (lần thứ hai).| Sau đó họ về.",
    "Hội nghị.|Trên tinh thần đó, các bộ triển khai.",
    "Hội nghị.|“Trên tinh thần đó”, các bộ triển khai.",
    "Kết quả năm 2024.|Trên cơ sở đó, các bộ triển khai.",
    "Tăng 5%.|Trên cơ sở đó, các bộ triển khai.",
    "Theo luật (đất ở).|Nhà chung cư là nhà ở.",
    "Đá ốp lát ở Gia Lai,…|Một số đề án đã xong.",
    "Theo các quy định riêng[17].| Tuy nhiên, có điểm khác.",
    "Theo các quy định riêng.[17]| Tuy nhiên, có điểm khác.[18]",
    "Theo các quy định riêng[17].|Tuy nhiên, có điểm khác.",
    "Về tp.Hồ Chí Minh và Tp.Huế.",
    "Ứng dụng Node.Js và ASP.Net được dùng.",
    "Họp xong. “Tôi đồng ý”, ông nói.".replace(". “", ".| “"),
    "Họp xong. (Theo TTXVN)".replace(". (", ".| ("),
    "Họp xong. 15 đơn vị báo cáo.".replace(". 1", ".| 1"),
    "Tập No. 5 và Vol. 2, tr. 25.",
    "Năm 2024. 15 đơn vị báo cáo.".replace(". 1", ".| 1"),
    "Thật sao?!| Không thể nào.",
    "họ về. rồi họ đi.",
    "Ông đi.Bà ở lại.".replace("đi.", "đi.|"),
    "dòng một|\ndòng hai|\n\n  dòng ba  ",
    "dòng một|\r\ndòng hai",
    "The vote passed.| It was 5.5 to 3.",
    "The U.S. Senate voted.",
    "...",
    "… Và mưa rơi.",
    "Kết thúc",
]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentence_ends(case: str) -> None:
    assert split(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_no_text_has_no_sentence() -> None:
    assert sentences("") == []
    assert sentences(" \n\t ") == []


def test_a_part_of_a_text_keeps_the_offsets_of_the_text() -> None:
    text = "Bỏ qua. Câu một. Câu hai. Bỏ."
    spans = sentences(text, 8, 25)
    assert [text[start:end] for start, end in spans] == ["Câu một.", "Câu hai."]


TEXTS = st.text() | st.text(
    alphabet=st.sampled_from('abđAĐTS.…?!,;:"”“’)( \n\r\t\u2028\u00a015%-/@')
)


@given(TEXTS)
def test_spans_are_trimmed_in_order_and_cover_everything(text: str) -> None:
    spans = sentences(text)
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == sorted(set(covered))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        assert "\n" not in text[start:end]
    assert {i for i, letter in enumerate(text) if not letter.isspace()} <= set(covered)


@given(TEXTS, TEXTS)
def test_lines_are_cut_each_on_its_own(first: str, second: str) -> None:
    assert split(f"{first}\n{second}") == split(first) + split(second)


def test_cutting_is_fast_enough_for_large_articles() -> None:
    text = "Ngày 22.12.2024, TP. Huế họp, chi 1.000 đồng theo lời GS.TS. An. " * 5_000
    start = time.perf_counter()
    sentences(text)
    # Real articles pass at over 10 million code points a second; this text is all stops, and the
    # bound leaves room for a busy machine.
    assert len(text) / (time.perf_counter() - start) > 1e5


def test_text_without_blanks_takes_linear_time() -> None:
    start = time.perf_counter()
    sentences("aB." * 100_000 + "://" + "ab.Cd" * 50_000)
    assert time.perf_counter() - start < 10
