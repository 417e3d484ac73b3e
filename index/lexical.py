"""The lexical leg: BM25 over our own tokens. The only file that imports tantivy.

A passage is indexed in two fields: `exact` has its syllables in matching form, `folded` its
syllables and syllable bigrams without diacritics (two syllables together are hardly ambiguous
without them, and the index is half as large). The title's tokens count twice. tantivy is given
tokens joined by spaces, so the tokens of `corpus.vietnamese` are the only ones there are.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.cutting import CutPassage
from index.errors import REMEDY, IndexDamaged
from index.hits import Term

Keys = NDArray[np.int64]
Scores = NDArray[np.float32]

TOKENIZER = "spaces"
HEAP_BYTES = 60_000_000
DELETE_BATCH = 10_000
SELECTIVE = 0.05  # share of the passages below which a filter is part of the query


def replaceable(file: str) -> bool:
    """Return whether tantivy replaces a file of this name; the others never change."""
    return file.endswith(".json")


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    for name in ("exact", "folded"):
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    return builder.build()


def _open(directory: Path) -> tantivy.Index:
    index = tantivy.Index(_schema(), path=str(directory))
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, analyzer)
    return index


@contextmanager
def _writing() -> Iterator[None]:
    """Raise as OSError what tantivy raises as ValueError where a file cannot be written."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error


class LexicalWriter:
    """Adds and deletes passages in a directory that no reader uses yet. Raises OSError.

    The directory is empty, or holds (hard links to) the files of an earlier index: files are
    only ever added, replaced or unlinked, never written into, so the earlier index stays whole.
    """

    def __init__(self, directory: Path) -> None:
        self._directory, self._schema = directory, _schema()
        with _writing():
            self._writer = _open(directory).writer(HEAP_BYTES, num_threads=1)

    def delete(self, keys: Sequence[int]) -> None:
        """Delete the passages with these keys, as far as they were added before this call."""
        for start in range(0, len(keys), DELETE_BATCH):
            batch = [int(key) for key in keys[start : start + DELETE_BATCH]]
            query = tantivy.Query.term_set_query(self._schema, "key", batch)
            self._writer.delete_documents_by_query(query)

    def add(self, passages: Iterable[CutPassage]) -> None:
        """Add passages whose keys are not in the index."""
        for passage in passages:
            document = tantivy.Document()
            document.add_unsigned("key", passage.key)
            for exact, folded in zip(passage.exact, passage.folded, strict=True):
                document.add_text("exact", exact)
                document.add_text("folded", folded)
            with _writing():
                self._writer.add_document(document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Commit, and wait until no thread works in the directory; after an error drop all."""
        with _writing():
            if kind is None:
                self._writer.commit()
            else:
                self._writer.rollback()
            self._writer.wait_merging_threads()
        for lock in self._directory.glob("*.lock"):
            lock.unlink()


class LexicalIndex:
    """Reads one published lexical index; safe to use from several threads."""

    def __init__(self, directory: Path) -> None:
        self._schema = _schema()
        try:
            self._searcher = _open(directory).searcher()
        except ValueError as error:
            raise IndexDamaged(f"the words in {directory} cannot be read; {REMEDY}") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self, query: Sequence[Term], top: int, allowed: Collection[int] | None = None
    ) -> tuple[Keys, Scores]:
        """Return keys and BM25 scores of the best `top` passages, best first.

        With `allowed`, only these keys are looked at.
        """
        should = [(tantivy.Occur.Should, self._term(term)) for term in query if term.weight > 0]
        if not should or (allowed is not None and not allowed):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parsed = tantivy.Query.boolean_query(should)
        if allowed is None:
            return self._best(parsed, top)
        if len(allowed) < SELECTIVE * len(self):
            keys = tantivy.Query.term_set_query(self._schema, "key", list(allowed))
            must = tantivy.Query.const_score_query(keys, 0.0)
            both = [(tantivy.Occur.Must, must), (tantivy.Occur.Must, parsed)]
            return self._best(tantivy.Query.boolean_query(both), top)
        # Many keys take longer to look up in the index than to look through what was found.
        fetched = top
        while True:
            fetched = min(4 * fetched, len(self))
            found, scores = self._best(parsed, fetched)
            passed = [place for place, key in enumerate(found.tolist()) if key in allowed][:top]
            if len(passed) == top or len(found) < fetched or fetched == len(self):
                return found[passed], scores[passed]

    def frequency(self, term: str, folded: bool) -> int:
        """Return how many passages have a term."""
        return int(self._searcher.doc_freq("folded" if folded else "exact", term))

    def _best(self, query: tantivy.Query, top: int) -> tuple[Keys, Scores]:
        """Return keys and scores of the best `top` matches."""
        # Counting all matches would rule out skipping those that cannot reach the top.
        found = self._searcher.search(query, top, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in found])
        return np.array(keys, np.int64), np.array([score for score, _ in found], np.float32)

    def _term(self, term: Term) -> tantivy.Query:
        field = "folded" if term.folded else "exact"
        query = tantivy.Query.term_query(self._schema, field, term.text, index_option="freq")
        return query if term.weight == 1 else tantivy.Query.boost_query(query, term.weight)
