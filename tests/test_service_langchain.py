import runpy
from pathlib import Path

from langchain_core.language_models import FakeListChatModel
from langchain_core.runnables import RunnableLambda

from corpus.articles import Filters
from service.langchain import TracuuRetriever
from tests.fakes_service import make_service


def test_documents_are_passages_with_their_offsets(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    retriever = TracuuRetriever(searcher=service, top=2)
    found = retriever.invoke("thư viện số mở cửa")
    assert len(found) == 2
    best = found[0]
    article = service.store.get(best.metadata["article_id"], best.metadata["revision"]).article
    assert article.text[best.metadata["start"] : best.metadata["end"]] == best.page_content
    assert best.metadata["source"] == "Báo Giang Sơn"


def test_filters_hold(tmp_path: Path) -> None:
    only = Filters(source=("Báo Hòa Bắc",))
    found = TracuuRetriever(searcher=make_service(tmp_path), filters=only).invoke("thư viện")
    assert {document.metadata["source"] for document in found} == {"Báo Hòa Bắc"}


def test_the_example_of_a_chain_runs(tmp_path: Path) -> None:
    example = runpy.run_path(str(Path(__file__).parents[1] / "docs/examples/chain.py"))
    shown: list[str] = []

    def look(prompt: object) -> object:
        shown.append(str(prompt))
        return prompt

    model = RunnableLambda(look) | FakeListChatModel(responses=["Ngày 12/3/2024 [1]."])
    chain = example["chain_of"](make_service(tmp_path), model)
    assert chain.invoke("Thư viện số mở cửa khi nào?") == "Ngày 12/3/2024 [1]."
    assert "".join(chain.stream("Thư viện số mở cửa khi nào?")) == "Ngày 12/3/2024 [1]."
    assert "[1] Thành phố Giang Sơn mở thư viện số" in shown[0]
    assert "Câu hỏi: Thư viện số mở cửa khi nào?" in shown[0]
