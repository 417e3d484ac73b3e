"""A data set as the service would hold it: stored, indexed and answered by the same code.

Documents are ready articles: chunked, indexed and searched like any other, but never cleaned,
refused or merged with their like; documents of the same text share an article and are all
returned for it.
"""

import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from corpus.ingest import ingest_articles

from corpus.articles import Filters
from corpus.ready import ready_article
from eval.datasets import Document, ReadingQuestion
from index.hits import Leg, SearchResult
from service.answers import Answer, Turn
from service.compose import Service
from service.settings import Settings


class Workspace:
    """A temporary data directory with one data set in it; a context manager."""

    def __init__(self, documents: Iterable[Document], *, encoder: str | None = None) -> None:
        """Store and index the documents; `seconds` is what that took, texts already in memory."""
        self._folder = tempfile.TemporaryDirectory(prefix="tracuu-eval-")
        settings = Settings(data=Path(self._folder.name), encoder=encoder)
        self._service = Service(settings, create=True)
        self._documents: dict[str, list[str]] = {}
        started = time.perf_counter()
        articles = []
        for document in documents:
            article = ready_article(document.title, document.text, name=document.id)
            if not article.text:
                continue
            names = self._documents.setdefault(article.revision, [])
            names.append(document.id)
            if len(names) == 1:
                articles.append((document.id, article))
        ingest_articles(articles, self._service.store)
        manifest = self._service.publish()
        self.seconds = time.perf_counter() - started
        self.passages = manifest.passages
        self.encoder = manifest.fingerprint

    @classmethod
    def of_questions(
        cls, questions: Sequence[ReadingQuestion], *, encoder: str | None = None
    ) -> "Workspace":
        """Index the paragraphs of a SQuAD set, each once."""
        contexts = dict.fromkeys(q.context for q in questions)
        return cls((Document(c, "", c) for c in contexts), encoder=encoder)

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._service.close()
        self._folder.cleanup()

    def search(
        self, question: str, *, top: int, filters: Filters, leg: Leg | None = None
    ) -> SearchResult:
        """Search as the service does; `leg` restricts to one leg, default what it uses."""
        return self._service.search(question, top=top, filters=filters, leg=leg)

    def answer(self, question: str, filters: Filters, conversation: Sequence[Turn] = ()) -> Answer:
        """Answer as the service does."""
        return self._service.answer(question, filters=filters, conversation=conversation)

    def documents_of(self, article_id: str) -> tuple[str, ...]:
        """Return the ids of the documents that share an article."""
        return tuple(self._documents.get(article_id, ()))

    def article_of(self, context: str) -> str:
        """Return the article id of a paragraph of a SQuAD set."""
        return ready_article("", context, name="").revision
