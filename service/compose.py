"""The composition root: the one place that turns settings into objects.

Everything is made on first use. Nothing here imports torch, transformers or LangChain unless a
setting names a model that needs them.
"""

import threading
from collections.abc import Callable, Generator, Sequence
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from corpus.articles import Filters
from corpus.spread import Executors, Spread
from corpus.store import LOCK_FILE, Store
from embeddings.encoder import Encoder
from embeddings.loading import load_cross_encoder, load_encoder
from embeddings.remembering import RememberingEncoder
from index.cross import CrossReranker
from index.engine import Engine
from index.errors import IndexMissing
from index.hits import Leg, Query, SearchResult
from index.protocol import Index, Progress, Published
from index.reranker import BundledReranker
from index.shortlist import Reranker
from index.tuned import Fusions
from service.answering.answerer import Answerer, stream
from service.answering.chat import ChatReader, langchain_model
from service.answering.extractive import ExtractiveReader
from service.answering.quoting import Quotes
from service.answers import Answer, Citation, Reader, Turn
from service.engines import join_cluster, open_index
from service.errors import NotReady
from service.live import live
from service.quiet import keep_quiet
from service.settings import Settings

if TYPE_CHECKING:
    from corpus.fetching.fetcher import Fetcher
    from index.cluster.joining import Cluster

NO_FILTERS = Filters()
# Asked when a service starts; together they go through every part of the reader.
_OF_ALL_KINDS = (
    "Thủ tướng chỉ đạo những gì về chuyển đổi số?",
    "Nghị quyết 57-NQ/TW ban hành ngày nào, của ai?",
    "Ai chủ trì hội nghị tại Hà Nội và bao nhiêu đại biểu dự?",
    "Tóm tắt về chuyển đổi số",
    "UBND tinh co bao nhieu xa, o dau?",
    "When was the resolution issued?",
)
BUNDLED_NAME = "bundled"
NO_RERANKER = "off"


class Service:
    """The store, the engine and the answerer of one data directory; safe to share by threads.

    `encoder`, `reader`, `fetcher` and `fusions` stand in for those that the settings describe. A
    store that does not exist is an error unless `create`.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        create: bool = False,
        encoder: Encoder | None = None,
        reader: Reader | None = None,
        fetcher: "Fetcher | None" = None,
        fusions: Fusions | None = None,
    ) -> None:
        keep_quiet(network=settings.network)
        self.settings = settings
        self._create = create
        self._encoder = encoder
        self._reader = reader
        self._fetcher = fetcher
        self._fusions = fusions or Fusions(settings.fusion_file)
        self._engine: Engine | None = None
        self._opening = threading.Lock()
        # Requests are the parallelism: the reader's matrices are too small to share among threads,
        # which cost ten times what they save where other work wants the cores.
        threadpool_limits(limits=1, user_api="blas")

    def __enter__(self) -> "Service":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened."""
        if "fetcher" in self.__dict__:
            self.fetcher.stop()
        if "store" in self.__dict__:
            self.store.close()
        if "index" in self.__dict__:
            self.index.close()
        if cluster := self.__dict__.get("cluster"):
            cluster.close()

    @cached_property
    def store(self) -> Store:
        """The store; raises StoreError where there is none."""
        lock = self.settings.data / LOCK_FILE
        return Store.open(self.settings.store_location, create=self._create, lock=lock)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the settings name; raises EmbeddingError."""
        return RememberingEncoder(self._encoder or self._load_encoder())

    @property
    def _load_encoder(self) -> Callable[[], Encoder]:
        """What loads the encoder, here or on another machine."""
        return partial(load_encoder, self.settings.encoder, allow_download=self.settings.network)

    @cached_property
    def index(self) -> Index:
        """Where the index is published; raises SettingsError where what it takes is absent."""
        return open_index(self.settings)

    @cached_property
    def cluster(self) -> "Cluster | None":
        """The cluster that the settings name, joined; raises SettingsError or ClusterAway."""
        return join_cluster(self.settings)

    @property
    def executors(self) -> Executors:
        """Where long lists are worked on: the cluster of the settings, or this machine."""
        return self.cluster.executor if self.cluster else Spread

    @property
    def engine(self) -> Engine:
        """The engine over the current generation; raises IndexingError, again at every use."""
        with self._opening:
            if self._engine is None:
                self._engine = Engine.open(
                    self.index,
                    self.store,
                    self.encoder,
                    defined=self._defined,
                    reranker=self.reranker,
                    fusions=self._fusions,
                )
            return self._engine

    @cached_property
    def reranker(self) -> Reranker | None:
        """The reranker that the settings name; raises IndexingError or EmbeddingError.

        By default the bundled one beside the bundled encoder, with which it was fitted, and none
        beside any other.
        """
        name, encoder = self.settings.reranker, self.settings.encoder
        if name == NO_RERANKER or (not name and encoder not in {None, BUNDLED_NAME}):
            return None
        if not name or name == BUNDLED_NAME:
            return BundledReranker.load()
        return CrossReranker(load_cross_encoder(name, allow_download=self.settings.network))

    @cached_property
    def fetcher(self) -> "Fetcher":
        """What fetches addresses."""
        # A question needs none of what this imports.
        from corpus.fetching.fetcher import Fetcher  # noqa: PLC0415

        settings = self.settings
        return self._fetcher or Fetcher(settings.user_agent, settings.fetch_delay)

    def _defined(self, short: str) -> list[str]:
        """Return what the articles say an abbreviation stands for."""
        return [found.long for found in self.store.definitions(short)]

    @cached_property
    def extractive(self) -> Reader:
        """The reader that quotes; raises ReaderDamaged."""
        return self._reader or ExtractiveReader.load(self.store, self.encoder)

    @cached_property
    def chat(self) -> ChatReader | None:
        """The reader that asks a chat model, where the settings name one."""
        settings = self.settings
        if not settings.chat_model:
            return None
        key = settings.chat_key
        model = langchain_model(
            settings.chat_model,
            url=settings.chat_url,
            key=key.get_secret_value() if key else None,
            timeout=settings.chat_timeout,
            max_tokens=settings.chat_max_tokens,
        )
        return ChatReader(
            model,
            passages=settings.chat_passages,
            timeout=settings.chat_timeout,
            max_tokens=settings.chat_max_tokens,
            fallback=self.extractive,
            quotable=Quotes(self.store).may_prove,
        )

    @cached_property
    def answerer(self) -> Answerer:
        """The answerer with the reader that the settings name, the extractive one behind it."""
        if self.chat is None:
            return Answerer(self, self.extractive)
        return Answerer(self, self.chat, self.extractive)

    def search(
        self,
        question: str,
        *,
        top: int = 10,
        filters: Filters = NO_FILTERS,
        leg: Leg | None = None,
    ) -> SearchResult:
        """Return the best passages; none where the store holds no article and no index is needed.

        `leg` restricts the search to one leg, for evaluations.
        Raises IndexingError where articles are there but no index that can serve them.
        """
        try:
            engine = self.engine
        except IndexMissing:
            if self.store.live_passages():
                raise
            return SearchResult(Query(question), (), 0)
        return engine.search(question, top=top, filters=filters, leg=leg)

    def answer(
        self, question: str, *, filters: Filters = NO_FILTERS, conversation: Sequence[Turn] = ()
    ) -> Answer:
        """Answer with citations, or abstain."""
        return self.answerer.answer(question, filters, conversation)

    def stream(
        self, question: str, *, filters: Filters = NO_FILTERS, conversation: Sequence[Turn] = ()
    ) -> Generator[Citation | str | Answer]:
        """Yield the answer in parts: each citation before its text, at last the whole answer."""
        if self.chat is None:
            yield from stream(self.answer(question, filters=filters, conversation=conversation))
        else:
            yield from live(
                question,
                filters,
                conversation,
                searcher=self,
                chat=self.chat,
                fallback=self.extractive,
            )

    def check(self) -> None:
        """Raise what stands in the way of any answer: no store, no usable index, no model."""
        _ = self.answerer
        self.store.version()  # which raises where its server is away
        if not self.engine.manifest.passages:
            raise NotReady("the index is empty; run: tracuu ingest PATH")

    def warm(self) -> None:
        """Check, and do what only the first questions of a process would wait for.

        Most of it is patterns that are compiled and modules that are imported where they are first
        needed, which a single question from the command line is spared.
        """
        self.check()
        reader = Answerer(self, self.extractive)
        for question in _OF_ALL_KINDS:
            reader.answer(question)

    def publish(
        self,
        progress: Progress | None = None,
        *,
        rebuild: bool = False,
        forget: bool = False,
        on_cluster: bool = False,
    ) -> Published:
        """Bring the index to what the store holds; with `forget`, keep no earlier one.

        With `on_cluster`, the cluster of the settings does the work, where they name one.
        """
        cluster = self.cluster if on_cluster else None
        return self.index.publish(
            self.store,
            cluster.encoder(self.encoder, self._load_encoder) if cluster else self.encoder,
            progress=progress,
            rebuild=rebuild,
            forget=forget,
            executors=cluster.executor if cluster else None,
        )
