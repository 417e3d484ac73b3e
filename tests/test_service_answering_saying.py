from typing import Any

import pytest

from corpus.articles import Article, Block
from index.hits import Hit, Query, SearchResult
from service.answering.saying import said

HEADING = "Ý kiến của chuyên gia"
BEFORE = "Ông Lê Văn Bình cho biết xe cứu hỏa đến sau mười phút."
NAMED = "Theo bà Trần Thị Mai - nguyên Phó Chủ tịch Hội Công chứng, giấy tờ giả ngày càng nhiều."
SAYS = "Bằng mắt thường, công chứng viên chỉ phân biệt thật, giả nhờ kinh nghiệm làm nghề."
FURTHER = "Văn phòng ở Hà Nội cho biết mỗi ngày có mười hồ sơ. Cần có máy soi tem của phôi giấy."
ASKED = "Ai nói công chứng viên phân biệt giấy tờ thật, giả nhờ kinh nghiệm?"


class Quoting:
    """Lets every sentence of one article be quoted."""

    def __init__(self, *parts: str) -> None:
        text = "\n".join(parts)
        starts = [text.index(part) for part in parts]
        kinds = ["heading" if part == HEADING else "paragraph" for part in parts]
        blocks: Any = zip(kinds, starts, parts, strict=True)
        self.text = text
        self.known = Article(
            text, tuple(Block(kind, start, start + len(part)) for kind, start, part in blocks), "a"
        )

    def article(self, _evidence: object) -> Article:
        return self.known

    def quotable(self, _evidence: object) -> bool:
        return True

    def may_prove(self, *_place: object) -> bool:
        return True

    def found(self, question: str, passage: str) -> list[str] | None:
        """Ask with one hit, and return the name and what is said."""
        quotes: Any = self
        start = self.text.index(passage)
        hit = Hit("1", "1", "1", "Tin", None, None, None, passage, start, start + len(passage), 1.0)
        ranked = said(question, SearchResult(Query(""), (hit,), 1, {}), quotes)
        if ranked is None:
            return None
        for one in ranked:
            evidence = one.evidence
            assert self.text[evidence.start : evidence.end] == evidence.text
        first = ranked[0]
        return [first.evidence.text[first.start : first.end], ranked[-1].evidence.text]


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        "ai bao cong chung vien phan biet giay that, gia chi nho kinh nghiem lam nghe",
        "Chuyên gia nào cho rằng công chứng viên phân biệt thật giả nhờ kinh nghiệm?",
        "Theo ai nói thì công chứng viên phân biệt thật giả nhờ kinh nghiệm?",
    ],
)
def test_the_speaker_stands_in_a_sentence_before(question: str) -> None:
    assert Quoting(BEFORE, NAMED, SAYS).found(question, SAYS) == ["Trần Thị Mai", SAYS]


def test_a_place_does_not_speak_and_the_nearest_name_does() -> None:
    last = "Cần có máy soi tem của phôi giấy."
    quotes = Quoting(BEFORE, NAMED, SAYS, FURTHER)
    assert quotes.found("Ai đề nghị có máy soi tem của phôi giấy?", last) == ["Trần Thị Mai", last]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("Ai bị phạt vì phân biệt giấy tờ thật, giả nhờ kinh nghiệm?", SAYS),  # nothing said
        ("Ai báo cáo công chứng viên phân biệt thật, giả nhờ kinh nghiệm?", SAYS),
        ("Ai nói công chứng viên được thưởng vào cuối năm?", SAYS),  # said by nobody
    ],
)
def test_other_questions_are_left_to_the_networks(question: str, passage: str) -> None:
    assert Quoting(BEFORE, NAMED, SAYS).found(question, passage) is None


def test_a_sentence_may_name_its_speaker_itself() -> None:
    question = "Ai cho biết giấy tờ giả ngày càng nhiều?"
    assert Quoting(BEFORE, NAMED, SAYS).found(question, NAMED) == ["Trần Thị Mai", NAMED]


def test_the_speaker_may_be_named_where_the_quotation_ends() -> None:
    quoted = (
        "“Tôi mong quy trình duyệt phim được gỡ bớt cho phim dự thi. Còn phim chiếu rạp là chuyện "
        "khác. Điều đó cần làm”, đạo diễn Lê Thanh Huy nói."
    )
    says = "“Tôi mong quy trình duyệt phim được gỡ bớt cho phim dự thi."
    question = "Đạo diễn nào mong quy trình duyệt phim dự thi được gỡ bớt?"
    assert Quoting(BEFORE, quoted).found(question, quoted) == ["Lê Thanh Huy", says]
    other = quoted.replace("”, đạo diễn", "”.\nSau đó đạo diễn")
    assert Quoting(BEFORE, other).found(question, other) == ["Lê Văn Bình", says]


def test_nobody_speaks_beyond_a_heading_or_from_far_away() -> None:
    assert Quoting(NAMED, HEADING, SAYS).found(ASKED, SAYS) is None
    others = [f"Câu thứ {number} không của ai." for number in range(9)]
    assert Quoting(NAMED, *others, SAYS).found(ASKED, SAYS) is None
