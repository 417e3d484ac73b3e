"""Directives found in texts: who asks whom for what, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.articles import Article
from corpus.directives import KINDS, Directive
from corpus.directives.find import find_directives
from corpus.ready import ready_article


def article(*lines: str, published: str | None = "2025-05-17") -> Article:
    return ready_article("Phiên họp", "\n".join(lines), name="a", published=published)


def found(*lines: str, published: str | None = "2025-05-17") -> list[Directive]:
    return find_directives(article(*lines, published=published))


def task(directive: Directive, *lines: str) -> str:
    return article(*lines).text[directive.task_start : directive.task_end]


class TestWhoAsks:
    @pytest.mark.parametrize(
        ("line", "issuer", "office"),
        [
            ("Tổng Bí thư Tô Lâm yêu cầu rà soát ngay.", "Tô Lâm", "Tổng Bí thư"),
            ("Thủ tướng yêu cầu rà soát ngay.", "Thủ tướng", "Thủ tướng"),
            ("Chính phủ giao Bộ Y tế chủ trì thực hiện.", "Chính phủ", None),
            ("UBND tỉnh Lai Châu yêu cầu các sở rà soát.", "UBND tỉnh Lai Châu", None),
            ("Ông Lê Văn An, Chủ tịch UBND tỉnh, đề nghị các sở báo cáo.", "Lê Văn An",
             "Chủ tịch UBND tỉnh"),
            ("phó chủ tịch UBND TP Hà Nội Lê Hồng Sơn yêu cầu Sở Y tế báo cáo.", "Lê Hồng Sơn",
             "phó chủ tịch UBND TP Hà Nội"),
            ("Theo Thủ tướng Phạm Minh Chính, các bộ phải rà soát.", "Phạm Minh Chính",
             "Thủ tướng"),
            ("“Các bộ cần rà soát”, Thủ tướng Phạm Minh Chính yêu cầu.", "Phạm Minh Chính",
             "Thủ tướng"),
        ],
    )  # fmt: skip
    def test_in_one_sentence(self, line: str, issuer: str, office: str | None) -> None:
        (directive,) = found("Hội nghị bàn công tác chỉ đạo, điều hành.", line)
        assert (directive.issuer, directive.issuer_office) == (issuer, office)

    @pytest.mark.parametrize(
        "line",
        [
            "Theo đó, đồng chí yêu cầu Sở Y tế báo cáo.",
            "Ông đề nghị Sở Y tế báo cáo.",
            "Ông Hùng đề nghị Sở Y tế báo cáo.",
            "Đồng thời, yêu cầu Sở Y tế báo cáo.",
            "Sở Y tế được yêu cầu báo cáo.",
            "Sở Y tế cần báo cáo.",
            "Bí thư Tỉnh ủy yêu cầu Sở Y tế báo cáo.",
        ],
    )
    def test_across_sentences(self, line: str) -> None:
        opening = "Bí thư Tỉnh ủy Trịnh Việt Hùng nhấn mạnh tầm quan trọng của hội nghị."
        (directive,) = found(opening, line)
        assert (directive.issuer, directive.issuer_office) == ("Trịnh Việt Hùng", "Bí thư Tỉnh ủy")
        assert directive.units == ("Sở Y tế",)

    def test_a_list_under_who_asks(self) -> None:
        lines = (
            "Thủ tướng Phạm Minh Chính yêu cầu:",
            "- Bộ Y tế báo cáo trước ngày 01/6/2025;",
            "- Bộ Nội vụ, Bộ Tài chính và các địa phương rà soát biên chế.",
        )
        first, second = found(*lines)
        assert (first.units, first.deadline) == (("Bộ Y tế",), "2025-05-31")
        assert second.units == ("Bộ Nội vụ", "Bộ Tài chính", "các địa phương")
        assert {d.issuer for d in (first, second)} == {"Phạm Minh Chính"}
        assert task(second, *lines) == "rà soát biên chế"

    def test_a_heading_may_say_it(self) -> None:
        text = (
            "Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ sửa đổi chương trình, theo yêu"
            " cầu mới."
        )
        lines = ("Giao việc", "Bộ Y tế chủ trì theo dõi.")
        whole = article(text, *lines)
        blocks = tuple(
            b if whole.text[b.start : b.end] != "Giao việc" else type(b)("heading", b.start, b.end)
            for b in whole.blocks
        )
        headed = Article(whole.text, blocks, whole.name, whole.title, published="2025-05-17")
        (directive,) = find_directives(headed)
        assert (directive.issuer, directive.kind) == ("Chính phủ", "giao")
        assert directive.documents == ("71/NQ-CP",)


class TestWhatIsAsked:
    def test_one_sentence_may_set_two_tasks(self) -> None:
        line = (
            "Thủ tướng yêu cầu Bộ Y tế rà soát quy định; giao Bộ Nội vụ báo cáo trong quý II/2025."
        )
        first, second = found(line)
        assert (first.kind, first.units, first.deadline) == ("yêu cầu", ("Bộ Y tế",), None)
        assert (second.kind, second.units) == ("giao", ("Bộ Nội vụ",))
        assert second.deadline == "2025-06-30"
        assert task(first, line) == "rà soát quy định"
        assert (first.start, first.end) == (second.start, second.end)

    def test_units_stand_as_written(self) -> None:
        (directive,) = found(
            "Thủ tướng đề nghị, trên cơ sở kế hoạch, các bộ, ngành và địa phương khẩn trương làm."
        )
        assert directive.units == ("các bộ, ngành và địa phương",)

    def test_demands_that_name_nobody_go_to_those_last_named(self) -> None:
        first, second = found(
            "Thủ tướng yêu cầu các bộ rà soát quy định.", "Khẩn trương hoàn thiện thể chế."
        )
        assert (second.units, second.issuer) == (first.units, first.issuer)

    def test_documents_named_or_stood_under(self) -> None:
        (named,) = found("Thủ tướng yêu cầu các bộ thực hiện Nghị quyết số 57-NQ/TW.")
        assert named.documents == ("57-NQ/TW",)
        (under,) = found(
            "Ngày 15/3/2025, Thủ tướng Chính phủ ký Quyết định số 608/QĐ-TTg.",
            "Theo đó, Thủ tướng yêu cầu các bộ rà soát.",
        )
        assert under.documents == ("608/QĐ-TTg",)

    def test_what_is_approved(self) -> None:
        line = "Ngày 03/6/2020, Thủ tướng ký Quyết định số 749/QĐ-TTg phê duyệt Chương trình A."
        (directive,) = found(line)
        assert (directive.kind, directive.deadline) == ("phê duyệt", None)
        assert task(directive, line) == "Chương trình A"


@pytest.mark.parametrize(
    "line",
    [
        "Nghị quyết đặt ra yêu cầu xuyên suốt là bảo đảm an ninh mạng.",
        "Tỉnh đã tập trung chỉ đạo triển khai đầy đủ các nhiệm vụ.",
        "Chính phủ đã giao Bộ Công an chủ trì xây dựng dự án luật.",
        "Thủ tướng biểu dương những kết quả mà các bộ đạt được.",
        "Theo yêu cầu của Thủ tướng, các bộ báo cáo định kỳ.",
        "Khi Quốc hội yêu cầu, Kiểm toán nhà nước thực hiện kiểm toán.",
        "Người đề nghị cấp thẻ nộp hồ sơ tại Sở Y tế.",
        "Tai nạn giao thông giảm so với cùng kỳ.",
        "PGS.TS Trần Văn An cho rằng các bộ cần rà soát quy định.",
        "Đại biểu Quốc hội Lê Văn An đề nghị bổ sung một khoản vào Điều 5.",
        "Nhiều ý kiến đề nghị cân nhắc quy định này.",
        "Luật quy định: “Cơ quan có thẩm quyền phải ban hành văn bản”.",
        "Thủ tướng Phạm Minh Chính chủ trì phiên họp về yêu cầu phát triển.",
        "Chính phủ giao Bộ trưởng quy định chi tiết điều này.",
    ],
)
def test_what_reports_praises_or_describes_sets_no_task(line: str) -> None:
    assert found("Hội nghị diễn ra tại Hà Nội.", line) == []


def test_titles_captions_and_laws_set_no_tasks() -> None:
    assert (
        find_directives(ready_article("Thủ tướng yêu cầu Bộ Y tế báo cáo", "Văn.", name="a")) == []
    )
    law = [f"Điều {n}. Chính phủ giao Bộ Y tế báo cáo." for n in range(1, 12)]
    assert found(*law) == []


def test_who_spoke_is_forgotten_when_others_speak() -> None:
    first = "Thủ tướng Phạm Minh Chính yêu cầu Bộ Y tế báo cáo."
    other = "Theo ông Lê Văn An, chuyên gia kinh tế, thị trường còn khó khăn."
    assert len(found(first, other, "Các doanh nghiệp cần tiết kiệm.")) == 1


_SAID = st.lists(
    st.sampled_from(
        (
            "Thủ tướng Phạm Minh Chính", "yêu cầu", "Bộ Y tế", "giao", "các bộ, ngành", "báo cáo",
            "trước ngày 25/6/2025", ";", ",", ":", "\n", "- ", ".", "“", "”", "Đồng thời", "cần",
            "phê duyệt", "Đề án A", "Nghị quyết số 57-NQ/TW", "đã", "được", "rà soát", "Theo",
            "nhấn mạnh", "ngay", "hằng tuần", "Ông", "trong", "năm 2030", "và", " ",
        )
    ),
    max_size=40,
)  # fmt: skip


@given(_SAID)
def test_whatever_is_said_spans_hold_and_nothing_is_made_up(words: list[str]) -> None:
    said = article(" ".join(words))
    directives = find_directives(said)
    assert directives == find_directives(said)
    for one in directives:
        assert 0 <= one.start <= one.task_start < one.task_end <= one.end <= len(said.text)
        assert said.text[one.start : one.end].strip() == said.text[one.start : one.end]
        assert one.kind in KINDS
        assert one.issuer
        assert all(unit and unit in " ".join(said.text.split()) for unit in one.units)
        assert one.deadline is None or one.deadline_text
    assert [one.start for one in directives] == sorted(one.start for one in directives)
