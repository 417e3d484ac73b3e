import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.articles import Article, RawDocument
from corpus.cleaning import MIN_CHARACTERS, clean
from corpus.errors import Refused
from corpus.readers import walk
from tests.shared_data import shared

TITLE = "Tỉnh Bình Minh đưa 120 dịch vụ công lên mạng"
LEAD = (
    "Sáng 5/3, Ủy ban nhân dân tỉnh Bình Minh công bố 120 dịch vụ công trực tuyến toàn trình, "
    "người dân nộp hồ sơ tại nhà và nhận kết quả qua bưu điện."
)
BODY = (
    "Theo Sở Khoa học và Công nghệ tỉnh, 120 dịch vụ công này chiếm 80% số hồ sơ người dân nộp "
    "hằng năm, nhiều nhất là đất đai và hộ tịch.",
    "Giám đốc Sở cho biết người dân chỉ cần một tài khoản định danh để nộp hồ sơ, theo dõi và nhận "
    "kết quả của mọi dịch vụ công trực tuyến.",
    "Tỉnh đặt mục tiêu đến hết năm, 70% hồ sơ của người dân được nộp trực tuyến, gấp đôi năm "
    "trước.",
    "Các xã lập tổ hỗ trợ người dân nộp hồ sơ; bưu điện tỉnh giao kết quả trong hai ngày.",
)


def cleaned(*lines: str, media_type: str = "text/plain") -> Article:
    return clean(RawDocument("key", "ten", "\n".join(lines).encode(), media_type))


def texts(article: Article, kind: str) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind == kind]


def test_a_plain_article_stays_as_it_is() -> None:
    article = cleaned(TITLE, "", LEAD, "", *BODY)
    assert article.text == "\n".join([TITLE, LEAD, *BODY])
    assert article.title == TITLE
    assert article.name == "ten"
    assert [block.kind for block in article.blocks] == ["title", "lead", *["paragraph"] * 4]
    metadata = (article.source, article.author, article.published, article.place, article.url)
    assert metadata == (None,) * 5


def test_blocks_are_the_lines_of_the_text() -> None:
    article = cleaned(TITLE, LEAD, "Kết quả bước đầu", *BODY)
    lines = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n".join(lines) == article.text
    assert texts(article, "heading") == ["Kết quả bước đầu"]


def test_metadata_leaves_the_text() -> None:
    article = cleaned(
        TITLE, "Thứ tư - 05/03/2025 09:15 31 0", f"(Baotinh.vn) - {LEAD}", *BODY, "Thu Hương"
    )
    assert article.text == "\n".join([TITLE, LEAD, *BODY])
    assert article.published == "2025-03-05T09:15:00+07:00"
    assert (article.source, article.author) == ("Baotinh.vn", "Thu Hương")


def test_the_page_round_an_article_is_cut() -> None:
    article = cleaned(
        *["Trang chủ", "Truy cập", "Hôm nay:", "2033", "Tất cả:", "8346375", TITLE, LEAD, *BODY],
        "Các tin khác",
        "Khai mạc giải bơi học sinh toàn quốc tại Nha Trang",
        "Giá cà phê tăng phiên thứ ba liên tiếp ở Tây Nguyên",
        "Đang truy cập: 214",
    )
    assert article.text == "\n".join([TITLE, LEAD, *BODY])


def test_a_box_between_paragraphs_is_cut_and_the_article_goes_on() -> None:
    box = ["Tin liên quan", "Khai mạc giải bơi học sinh", "Giá cà phê tăng phiên thứ ba liên tiếp"]
    article = cleaned(TITLE, LEAD, *BODY[:2], *box, ">> Xem thêm: Giá lúa giảm", *BODY[2:])
    assert article.text == "\n".join([TITLE, LEAD, *BODY])


def test_the_second_copy_of_an_article_is_dropped() -> None:
    one = [TITLE, "Ngày 05/03/2025 09:15:00", LEAD, *BODY, "Lê Anh"]
    article = cleaned(*one, "", *one)
    assert article.text == "\n".join([TITLE, LEAD, *BODY])
    assert article.author == "Lê Anh"


def test_pictures_are_left_out_and_captions_known() -> None:
    article = cleaned(
        *[TITLE, LEAD, "img3429-1747449.jpg", "Lãnh đạo tỉnh tại lễ công bố.", "", BODY[0]],
        *["![](a.png) |", "| Người dân nộp hồ sơ - Ảnh: Ban Tổ chức |", BODY[1]],
        *["image 20250222151038 1", "Quang cảnh buổi lễ", BODY[2], BODY[3]],
    )
    assert ".jpg" not in article.text
    assert "image 2025" not in article.text
    assert texts(article, "caption") == [
        "Lãnh đạo tỉnh tại lễ công bố.",
        "Người dân nộp hồ sơ - Ảnh: Ban Tổ chức",
        "Quang cảnh buổi lễ",
    ]
    assert texts(article, "paragraph") == list(BODY)


def test_a_table_keeps_its_cells() -> None:
    article = cleaned(
        TITLE, LEAD, *BODY, "| Năm | Hồ sơ |", "|---|---|", "| 2024 | 7.500 |", BODY[0]
    )
    assert texts(article, "table") == ["Năm | Hồ sơ", "2024 | 7.500"]


def test_a_page_broken_at_a_width_is_joined_before_names_and_numbers_too() -> None:
    body = [
        f"{text} Năm {2001 + n} Sở Khoa học và Công nghệ xem lại."
        for n, text in enumerate(BODY * 3)
    ]
    lines = [line for text in body for line in textwrap.wrap(text, 60)]
    lines[7:7] = ["3"]  # a page's number
    article = cleaned(TITLE, "", *textwrap.wrap(LEAD, 60), *lines)
    assert article.text.splitlines()[1:] == [LEAD, *body]


def test_a_sentence_broken_by_a_line_end_is_joined() -> None:
    half = BODY[0].index("người dân")
    article = cleaned(TITLE, LEAD, BODY[0][:half], BODY[0][half:], *BODY[1:])
    assert article.text == "\n".join([TITLE, LEAD, *BODY])


def test_without_a_title_the_first_sentence_is_taken_for_it() -> None:
    first = "Ủy ban nhân dân tỉnh Bình Minh vừa công bố 120 dịch vụ công trực tuyến."
    article = cleaned(f"{first} {LEAD}", *BODY)
    assert article.title == first
    assert article.text == "\n".join([first, LEAD, *BODY])


def test_the_kind_and_matter_of_a_law_make_one_title() -> None:
    article = cleaned("LUẬT", "DỊCH VỤ CÔNG", "Căn cứ Hiến pháp nước Cộng hòa;", LEAD, *BODY)
    assert article.title == "LUẬT DỊCH VỤ CÔNG"


def test_words_of_furniture_that_are_the_matter_stay() -> None:
    law = (
        "Luật quy định quảng cáo trên mạng phải có nút đóng quảng cáo dễ thấy.",
        "Người phát hành quảng cáo trên mạng chịu trách nhiệm về nội dung quảng cáo.",
        "Quảng cáo trên mạng phải tách khỏi tin bài để người đọc nhận ra quảng cáo.",
        "Bộ công bố danh sách trang mạng vi phạm để người quảng cáo không đặt quảng cáo ở đó.",
        "Nội dung vi phạm trên mạng phải gỡ trong 24 giờ, kể từ khi người phát hành được báo.",
        "Người quảng cáo phải trả lời phản ánh của người đọc về nội dung quảng cáo của mình.",
        "Cơ quan chủ quản của báo lập đường dây nóng nhận phản ánh về quảng cáo trên mạng.",
    )
    article = cleaned("Quy định mới về quảng cáo trên mạng", *law)
    assert article.text.split("\n")[1:] == list(law)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["Chỉ một dòng ngắn."], "too short"),
        (["Đang truy cập: 5", "Hôm nay: 100", "Trang chủ"], "too short"),
        (["Das ist ein deutscher Text über die Verwaltung und ihre Dienste im Netz."] * 1, "short"),
    ],
)
def test_what_is_no_article_is_refused(lines: list[str], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        cleaned(*lines)


def test_another_language_is_refused() -> None:
    text = "Der Landkreis stellt seine Dienste ins Netz, damit niemand mehr warten muss, {}."
    with pytest.raises(Refused, match="neither Vietnamese nor English"):
        cleaned(
            "Die Verwaltung im Netz", *[text.format(n) for n in ("heute", "morgen", "bald", "oft")]
        )


LINES = st.sampled_from(
    [TITLE, LEAD, *BODY, "Đọc thêm", "Trang chủ", "Thu Hương", "05/03/2025", "a.jpg", "", "1. Mục"]
) | st.text(alphabet="ạbc ĐE.,?:|-!5\n", max_size=60)


@settings(max_examples=50)
@given(st.lists(LINES, max_size=14))
def test_cleaning_twice_changes_nothing(lines: list[str]) -> None:
    try:
        article = cleaned(TITLE, LEAD, *BODY, *lines)
    except Refused:
        return
    _check(article)


def _check(article: Article) -> None:
    lines = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n".join(lines) == article.text
    assert all(line and line == " ".join(line.split()) for line in lines)
    again = clean(RawDocument("key", article.name, article.text.encode(), "text/plain"))
    assert again.text == article.text


def test_real_texts_are_cleaned_once_and_for_all() -> None:
    paths = sorted(shared("articles", "web").glob("*.txt"))
    for raw in walk([shared("articles", "seeds"), *random.Random(5).sample(paths, 40)]):
        assert isinstance(raw, RawDocument)
        _check(clean(raw))


def test_html_and_text_give_the_same_article(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in (LEAD, *BODY))
    page = (
        f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
    article = cleaned(page, media_type="text/html")
    assert article.text == "\n".join([TITLE, LEAD, *BODY])
    assert len(article.text) > MIN_CHARACTERS


def test_cleaning_is_quick() -> None:
    paths = sorted(shared("articles", "web").glob("*.txt"))[::4]
    raws = list(walk(paths))
    size = sum(len(raw.content) for raw in raws if isinstance(raw, RawDocument))
    start = time.process_time()
    for raw in raws:
        assert isinstance(raw, RawDocument)
        clean(raw)
    # 4.7 MB take about 4 s on one quiet core; the bound leaves room for a busy one.
    assert (time.process_time() - start) / size < 3e-6


SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_of_a_bundled_sample_is_kept(path: Path) -> None:
    (raw,) = walk([path])
    assert isinstance(raw, RawDocument)
    article = clean(raw)
    kept = {article.text[block.start : block.end] for block in article.blocks}
    lines = path.read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if not line.startswith(("Ngày ", "Nguồn: "))]
    assert [line for line in body if line not in kept] == []


def test_reading_sources_does_not_import_the_html_extractor() -> None:
    code = "import sys, corpus.readers; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_runs_that_are_no_text_are_dropped() -> None:
    runs = ["(" * 5_000, "- " * 3_000, "A" * 5_000, "http" * 1_000]
    article = cleaned(
        TITLE, "", LEAD, *runs, *(f"{line} {run}" for line, run in zip(BODY, runs, strict=True))
    )
    assert article.text == cleaned(TITLE, "", LEAD, *BODY).text


def test_a_line_longer_than_a_paragraph_is_cut_at_a_sentence() -> None:
    line = " ".join([*BODY] * 60)
    article = cleaned(TITLE, "", LEAD, line)
    assert max(block.end - block.start for block in article.blocks) <= 20_000
    assert article.text.split("\n", 1)[1].replace("\n", " ") == f"{LEAD} {line}"
    assert all(part.endswith(".") for part in article.text.split("\n")[1:])
