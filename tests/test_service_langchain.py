from pathlib import Path

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
