"""A data set as the service would hold it: stored, indexed and answered by the same code.

Documents are ready articles: chunked, indexed and searched like any other, but never cleaned,
refused or merged with their like; documents of the same text share an article and are all
returned for it.
"""

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from corpus.articles import Article, Filters
from corpus.ingest import ingest, ingest_articles
from corpus.readers import walk
from corpus.ready import ready_article
from corpus.store import Store
from embeddings.encoder import Encoder
from eval.datasets import Document, ReadingQuestion
from eval.errors import BadDataset
from index.hits import Leg, SearchResult
from index.tuned import Fusions
from service.answers import Answer
from service.compose import Service
from service.settings import load_settings

Fill = Callable[[Store], object]
EVERYTHING = Filters()


class Workspace:
    """A temporary data directory with one data set in it; a context manager.

    `service` answers from it. `seconds` is what reading the files, storing and indexing took,
    `passages` how many the index holds.
    """

    def __init__(
        self,
        fill: Fill,
        documents: Mapping[str, Sequence[str]],
        *,
        encoder: str | Encoder | None = None,
        fusions: Fusions | None = None,
    ) -> None:
        """Let `fill` bring articles into the store, then index them; see the `of_` methods.

        `encoder` is an encoder or the name of one; `fusions` stand in for what was tuned for the
        service.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="tracuu-eval-")
        self._documents = documents
        # Everything is as the service has it, save where the articles lie.
        named = encoder if isinstance(encoder, str) else None
        settings = load_settings(encoder=named)
        moved = {"data": Path(self._folder.name), "store": None, "index": None}
        self.service = Service(
            settings.model_copy(update=moved),
            create=True,
            encoder=None if isinstance(encoder, str) else encoder,
            fusions=fusions or Fusions(settings.fusion_file),
        )
        try:
            started = time.perf_counter()
            fill(self.service.store)
            manifest = self.service.publish()
            self.seconds = time.perf_counter() - started
            if not manifest.passages:
                raise BadDataset("the corpus holds no text")
        except BaseException:
            self.close()
            raise
        self.passages = manifest.passages

    @classmethod
    def of_documents(
        cls,
        documents: Iterable[Document],
        *,
        encoder: str | Encoder | None = None,
        fusions: Fusions | None = None,
    ) -> "Workspace":
        """Hold documents; few of them are in memory at a time."""
        names: defaultdict[str, list[str]] = defaultdict(list)
        return cls(
            lambda store: ingest_articles(_ready(documents, names), store, clustered=False),
            names,
            encoder=encoder,
            fusions=fusions,
        )

    @classmethod
    def of_questions(
        cls, questions: Iterable[ReadingQuestion], *, encoder: str | Encoder | None = None
    ) -> "Workspace":
        """Hold the paragraphs of a SQuAD set, each once."""
        contexts = dict.fromkeys(question.context for question in questions)
        paragraphs = (Document(str(n), "", text) for n, text in enumerate(contexts))
        return cls.of_documents(paragraphs, encoder=encoder)

    @classmethod
    def of_sources(
        cls, paths: Sequence[Path], *, encoder: str | Encoder | None = None
    ) -> "Workspace":
        """Hold files and folders, read and cleaned as `tracuu ingest` does."""
        return cls(lambda store: ingest(walk(paths), store), {}, encoder=encoder)

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the service and remove the directory."""
        self.service.close()
        self._folder.cleanup()

    def search(
        self, question: str, *, top: int, filters: Filters = EVERYTHING, leg: Leg | None = None
    ) -> SearchResult:
        """Search as the service does; `leg` restricts to one leg, default what it uses."""
        return self.service.search(question, top=top, filters=filters, leg=leg)

    def answer(self, question: str, filters: Filters = EVERYTHING) -> Answer:
        """Answer as the service does."""
        return self.service.answer(question, filters=filters)

    def documents_of(self, article_id: str) -> Sequence[str]:
        """Return the ids of the documents that share an article."""
        return self._documents.get(article_id, ())

    @staticmethod
    def article_of(context: str) -> str:
        """Return the article id of a paragraph of a SQuAD set."""
        return ready_article("", context, name="").revision


def _ready(
    documents: Iterable[Document], names: dict[str, list[str]]
) -> Iterator[tuple[str, Article]]:
    """Yield each distinct text once, with its key; note in `names` whose text it is."""
    for number, document in enumerate(documents):
        article = ready_article(document.title, document.text, name=document.id)
        if not article.text:
            continue  # nothing can find it
        sharing = names[article.revision]
        if not sharing:
            yield str(number), article
        if document.id not in sharing:
            sharing.append(document.id)
