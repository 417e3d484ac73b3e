"""Into what a province was merged is told by the clause that names it."""

from collections.abc import Iterator

import pytest

from corpus.ready import ready_article
from service.compose import Service
from tests.fakes_service import serving

MERGERS = ready_article(
    "Cả nước còn 34 tỉnh, thành phố",
    "Có 11 đơn vị không sắp xếp: thành phố Hà Nội, thành phố Huế, các tỉnh Lai Châu, Cao Bằng.\n"
    "Thành phố Hải Phòng nhập với tỉnh Hải Dương; thành phố Cần Thơ nhập với tỉnh Sóc Trăng và "
    "tỉnh Hậu Giang.\n"
    "Tỉnh Yên Bái nhập với tỉnh Lào Cai, lấy tên Lào Cai.\n"
    "Bắc Giang và Bắc Ninh thành tỉnh Bắc Ninh.",
    name="mergers",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("mergers"), MERGERS) as made:
        yield made


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Sóc Trăng nhập vào đâu?", "Cần Thơ"),
        ("tinh hau giang sap nhap vao tinh nao", "Cần Thơ"),
        ("Cần Thơ sáp nhập với những tỉnh nào?", "tỉnh Sóc Trăng và tỉnh Hậu Giang"),
        ("Hải Dương hợp nhất với thành phố nào?", "Hải Phòng"),
        ("Yên Bái sau sáp nhập có tên là gì?", "Lào Cai"),
        ("Bắc Giang nay thuộc tỉnh nào?", "Bắc Ninh"),
    ],
)
def test_the_clause_that_names_it_tells(service: Service, question: str, short: str) -> None:
    assert (service.answer(question).short_answer or "").removeprefix("thành phố ") == short


@pytest.mark.parametrize(
    "question",
    [
        "Những địa phương nào không sáp nhập?",
        "Những tỉnh nào giữ nguyên, không sáp nhập?",
        "cac tinh khong sap nhap",
    ],
)
def test_those_that_were_not_merged(service: Service, question: str) -> None:
    answer = service.answer(question)
    assert answer.citations[0].quote.startswith("Có 11 đơn vị không sắp xếp")
    assert (answer.short_answer or "").endswith("Cao Bằng")


@pytest.mark.parametrize("question", ["Lai Châu sáp nhập với tỉnh nào?", "Gia Lai nhập vào đâu?"])
def test_nothing_is_told_of_others(service: Service, question: str) -> None:
    assert service.answer(question).abstained
