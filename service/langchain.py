"""For those who bring their own LangChain chain: a retriever over the engine."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.articles import Filters
from index.hits import Hit
from service.answers import Searcher


class TracuuRetriever(BaseRetriever):
    """Return the best passages as documents.

    `searcher` is a `service.compose.Service` or an `index.engine.Engine`. A document's text is
    the passage; its metadata names the article, its revision, and the offsets `start` and `end`
    of the passage in the article's text, in code points.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Any
    top: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain passes it by name
    ) -> list[Document]:
        searcher: Searcher = self.searcher
        result = searcher.search(query, top=self.top, filters=self.filters)
        return [_document(hit) for hit in result.hits]


def _document(hit: Hit) -> Document:
    return Document(
        id=hit.passage_id,
        page_content=hit.text,
        metadata={
            "article_id": hit.article_id,
            "revision": hit.revision,
            "title": hit.title,
            "source": hit.source,
            "url": hit.url,
            "published": hit.published,
            "start": hit.start,
            "end": hit.end,
            "score": hit.score,
        },
    )
