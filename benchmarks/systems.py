"""What is measured: the program, and what somebody would build instead, as their manuals show it.

Every system takes documents as (id, title, text), keeps its index in a folder, and returns for a
question the ids of its ten best passages' documents. All embed with the bundled model. Each is
imported on its own, in a process of its own.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from benchmarks.model import BUNDLED, VARIABLE

MODEL = os.environ.get(VARIABLE, str(BUNDLED))
TOP = 10
# The size of a passage: that of the program's, about 180 syllables.
CHARACTERS, WORDS = 1000, 180
Documents = Iterable[tuple[str, str, str]]


class System(Protocol):
    """A system over an index in a folder."""

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        """Build the index and leave it in the folder."""
        ...

    def __init__(self, folder: Path) -> None:
        """Open the index."""
        ...

    def search(self, question: str) -> Any:
        """Return what the system returns for a question; this is what is timed."""
        ...

    def documents(self, found: Any) -> list[str]:
        """Return the ids of the documents in what `search` returned, best first."""
        ...


class Tracuu:
    """The service's own path: its store, its index, its search."""

    leg = "hybrid"

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        from corpus.ingest import ingest_articles
        from corpus.ready import ready_article
        from service.compose import Service
        from service.settings import Settings

        with Service(Settings(data=folder, encoder=None), create=True) as service:
            articles = (
                (key, ready_article(title, text, name=key)) for key, title, text in documents
            )
            ingest_articles(articles, service.store)
            service.publish()

    def __init__(self, folder: Path) -> None:
        from service.compose import Service
        from service.settings import Settings

        self._service = Service(Settings(data=folder, encoder=None))

    def search(self, question: str) -> Any:
        return self._service.search(question, top=TOP, leg=self.leg)

    def documents(self, found: Any) -> list[str]:
        articles = list(dict.fromkeys(hit.article_id for hit in found.hits))
        keys = self._service.store.keys_of(articles)
        return [key for article in articles for key in keys[article]]


class TracuuLexical(Tracuu):
    """The same without vectors, beside the lexical peers."""

    leg = "lexical"


class TracuuDense(Tracuu):
    """The same without words, beside the dense peer."""

    leg = "dense"


class TracuuReranked(Tracuu):
    """The same with its reranker."""

    leg = "reranked"


class LangChain:
    """RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS."""

    @staticmethod
    def _embeddings() -> Any:
        from langchain_huggingface import HuggingFaceEmbeddings

        return HuggingFaceEmbeddings(model_name=MODEL, model_kwargs={"device": "cpu"})

    @classmethod
    def index(cls, documents: Documents, folder: Path) -> None:
        from langchain_community.vectorstores import FAISS
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=CHARACTERS, chunk_overlap=100)
        whole = [Document(f"{t}\n{x}".strip(), metadata={"id": key}) for key, t, x in documents]
        store = FAISS.from_documents(splitter.split_documents(whole), cls._embeddings())
        store.save_local(str(folder))

    def __init__(self, folder: Path) -> None:
        from langchain_community.vectorstores import FAISS

        self._store = FAISS.load_local(
            str(folder), self._embeddings(), allow_dangerous_deserialization=True
        )

    def search(self, question: str) -> Any:
        return self._store.similarity_search(question, k=TOP)

    def documents(self, found: Any) -> list[str]:
        return [document.metadata["id"] for document in found]


class Haystack:
    """In-memory store, BM25 and embedding retrievers, joined by reciprocal rank."""

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        from haystack import Document
        from haystack.components.embedders import SentenceTransformersDocumentEmbedder
        from haystack.components.preprocessors import DocumentSplitter
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        splitter = DocumentSplitter(split_by="word", split_length=WORDS, split_overlap=0)
        embedder = SentenceTransformersDocumentEmbedder(model=MODEL, progress_bar=False)
        for component in (splitter, embedder):
            component.warm_up()
        whole = [
            Document(content=f"{t}\n{x}".strip(), meta={"article": key}) for key, t, x in documents
        ]
        parts = splitter.run(documents=[document for document in whole if document.content])
        store = InMemoryDocumentStore()
        store.write_documents(embedder.run(documents=parts["documents"])["documents"])
        store.save_to_disk(str(folder / "store.json"))

    def __init__(self, folder: Path) -> None:
        from haystack import Pipeline
        from haystack.components.embedders import SentenceTransformersTextEmbedder
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import (
            InMemoryBM25Retriever,
            InMemoryEmbeddingRetriever,
        )
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
        pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(model=MODEL, progress_bar=False)
        pipeline.add_component("embedder", embedder)
        pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=TOP))
        pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=TOP))
        pipeline.add_component("join", DocumentJoiner("reciprocal_rank_fusion", top_k=TOP))
        pipeline.connect("embedder.embedding", "dense.query_embedding")
        pipeline.connect("dense", "join")
        pipeline.connect("words", "join")
        pipeline.warm_up()
        self._pipeline = pipeline

    def search(self, question: str) -> Any:
        return self._pipeline.run({"embedder": {"text": question}, "words": {"query": question}})

    def documents(self, found: Any) -> list[str]:
        return [document.meta["article"] for document in found["join"]["documents"]]


class Txtai:
    """Embeddings with hybrid search, whole documents."""

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        from txtai import Embeddings

        embeddings = Embeddings(path=MODEL, method="sentence-transformers", hybrid=True)
        embeddings.index((key, f"{title}\n{text}".strip(), None) for key, title, text in documents)
        embeddings.save(str(folder))
        embeddings.close()

    def __init__(self, folder: Path) -> None:
        from txtai import Embeddings

        self._embeddings = Embeddings()
        self._embeddings.load(str(folder))

    def search(self, question: str) -> Any:
        return self._embeddings.search(question, TOP)

    def documents(self, found: Any) -> list[str]:
        return [key for key, _ in found]


class RankBm25:
    """BM25Okapi over lower-case words; it keeps nothing, so that opening builds it anew."""

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        rows = [(key, f"{title}\n{text}") for key, title, text in documents]
        (folder / "texts.json").write_text(json.dumps(rows))
        RankBm25(folder)

    def __init__(self, folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        rows = json.loads((folder / "texts.json").read_text())
        self._keys = [key for key, _ in rows]
        self._index = BM25Okapi([text.lower().split() for _, text in rows])

    def search(self, question: str) -> Any:
        return self._index.get_top_n(question.lower().split(), self._keys, n=TOP)

    def documents(self, found: Any) -> list[str]:
        return list(found)


class Bm25s:
    """bm25s with its own tokenizer, no stop words."""

    @staticmethod
    def index(documents: Documents, folder: Path) -> None:
        import bm25s

        rows = [(key, f"{title}\n{text}") for key, title, text in documents]
        index = bm25s.BM25()
        texts = [text for _, text in rows]
        index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)
        index.save(str(folder), corpus=[{"id": key} for key, _ in rows])

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._tokenize = bm25s.tokenize
        self._index = bm25s.BM25.load(str(folder), load_corpus=True)

    def search(self, question: str) -> Any:
        tokens = self._tokenize([question], stopwords=None, show_progress=False)
        most = min(TOP, len(self._index.corpus))
        return self._index.retrieve(tokens, k=most, show_progress=False)

    def documents(self, found: Any) -> list[str]:
        return [row["id"] for row in found.documents[0]]


SYSTEMS: dict[str, type[System]] = {
    "tracuu": Tracuu,
    "tracuu-reranked": TracuuReranked,
    "langchain": LangChain,
    "haystack": Haystack,
    "txtai": Txtai,
    "tracuu-dense": TracuuDense,
    "tracuu-lexical": TracuuLexical,
    "bm25s": Bm25s,
    "rank_bm25": RankBm25,
}
# Systems that search the index of another.
SHARED = dict.fromkeys(("tracuu-dense", "tracuu-lexical", "tracuu-reranked"), "tracuu")
