"""What lies in the server, and how a generation of it becomes the current one.

    NAME                alias of the terms' collection in use; moving it is what makes a new pair
                        of collections the current one
    NAME_00000007       passages, in the pair that generation 7 began
    NAME_00000007_terms how many passages have each term; its row `MANIFEST` says which generation
                        is current and what it holds

A generation either begins a pair of collections, or adds to the one in use. What it adds bears
its number, and readers look at no row above the number that the manifest names: writing that one
row makes all of it visible at once. A term's row keeps the count as it was before beside the one
that the generation makes. What a writer that was killed left is above the number, and the next
one takes it away.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from index.errors import REMEDY, FormatMismatch, IndexMissing
from index.milvus.link import Link, damaged
from index.milvus.weighing import Averages, Lengths
from index.protocol import Published

# Raise it whenever fields, tokens, weights or embedded texts are made in another way than before.
FORMAT = 1
MANIFEST = -1
LONGEST = 65_535  # characters of a text field, the most that Milvus takes
BATCH = 5_000  # rows of terms written at once
HNSW = {"index_type": "HNSW", "metric_type": "IP", "params": {"M": 32, "efConstruction": 200}}
SPARSE = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP", "params": {}}
# Milvus wants a vector in every collection; the terms have none.
_NO_VECTOR = [0.0, 1.0]
_NONE = {"index_type": "FLAT", "metric_type": "IP", "params": {}}
_TERM_FIELDS: dict[str, dict[str, Any]] = {
    "term": {"type": "INT64", "is_primary": True},
    "generation": {"type": "INT64"},
    "count": {"type": "INT64"},
    "before": {"type": "INT64"},
    "note": {"type": "VARCHAR", "max_length": LONGEST},
    "nothing": {"type": "FLOAT_VECTOR", "dim": len(_NO_VECTOR), "index": _NONE},
}


@dataclass(frozen=True, slots=True)
class Manifest(Published):
    """What a generation holds.

    `began` is the generation that began its collections, `averages` the lengths that they are
    weighed by; `written` counts the passages ever written to them, those since removed included,
    `lengths` adds up theirs; `added` counts the passages that this generation brought. `mark` is
    like that of no other generation.
    """

    began: int
    averages: Averages
    lengths: Lengths
    written: int
    added: int
    mark: str
    format: int = FORMAT

    @property
    def number(self) -> int:
        """The generation as a number."""
        return int(self.generation)

    def dump(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def parse(cls, content: str) -> "Manifest":
        """Read a manifest; raises `FormatMismatch` for one of another format."""
        fields = json.loads(content)
        if fields["format"] != FORMAT:
            raise FormatMismatch(
                f"the index has format {fields['format']}, this version reads {FORMAT}; {REMEDY}"
            )
        averages, lengths = tuple(fields.pop("averages")), tuple(fields.pop("lengths"))
        return cls(**fields, averages=averages, lengths=lengths)


def written_as(number: int) -> str:
    """Return a generation's name."""
    return f"{number:08}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Both collections that generation `began` began."""

    link: Link
    name: str
    began: int

    @property
    def passages(self) -> str:
        """Name of the passages' collection."""
        return f"{self.name}_{written_as(self.began)}"

    @property
    def terms(self) -> str:
        """Name of the terms' collection."""
        return f"{self.passages}_terms"

    def create(self, dimension: int) -> None:
        """Make both, empty."""
        self.link.create(
            self.passages,
            {
                "key": {"type": "INT64", "is_primary": True},
                "generation": {"type": "INT64"},
                "digest": {"type": "VARCHAR", "max_length": 32},
                # Read for a few candidates of a question: it need not be in memory.
                "syllables": {"type": "VARCHAR", "max_length": LONGEST, "mmap_enabled": True},
                "dense": {"type": "FLOAT_VECTOR", "dim": dimension, "index": HNSW},
                "words": {"type": "SPARSE_FLOAT_VECTOR", "index": SPARSE},
            },
        )
        self.link.create(self.terms, _TERM_FIELDS)

    def drop(self) -> None:
        """Take both away."""
        for collection in (self.terms, self.passages):
            with suppress(IndexMissing):  # a writer may have been killed between the two
                self.link.write("drop_collection", collection)

    def counts(self, terms: Iterable[int], number: int) -> dict[int, int]:
        """Return how many passages have each of the terms in generation `number`."""
        rows = self.link.rows(self.terms, sorted(terms), ("term", "generation", "count", "before"))
        return {
            int(row["term"]): int(row["count" if row["generation"] <= number else "before"])
            for row in rows
        }

    def count(self, more: Mapping[int, int], number: int) -> None:
        """Let generation `number`, which nobody reads yet, have `more` passages with each term."""
        ordered = sorted(more)
        for start in range(0, len(ordered), BATCH):
            part = ordered[start : start + BATCH]
            known = self.counts(part, number - 1)
            self._write(
                _term(term, number, known.get(term, 0) + more[term], known.get(term, 0))
                for term in part
            )

    def heal(self, number: int) -> None:
        """Take away what a killed writer left above generation `number`."""
        above = f"generation > {number}"
        self.link.write("delete", self.passages, filter=above)
        left = list(self.link.all_rows(self.terms, above, ("term", "before")))
        for start in range(0, len(left), BATCH):
            part = left[start : start + BATCH]
            self._write(_term(row["term"], 0, row["before"], row["before"]) for row in part)

    def publish(self, manifest: Manifest) -> None:
        """Make a generation the current one of this pair."""
        self._write([_term(MANIFEST, 0, 0, 0, manifest.dump())])

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        self.link.write("upsert", self.terms, list(rows))


def current(link: Link, name: str) -> Manifest:
    """Read which generation is current; raises `IndexMissing`, `IndexDamaged`, `FormatMismatch`."""
    try:
        rows = link.rows(name, [MANIFEST], ("note",), consistency="Strong")
    except IndexMissing:
        raise IndexMissing(
            f"there is no index {name} on the Milvus server {link.shown}; run `tracuu ingest` or "
            "`tracuu reindex` first"
        ) from None
    if not rows:
        raise damaged(f"the index {name} on {link.shown} does not say what it holds")
    return Manifest.parse(rows[0]["note"])


def point(link: Link, name: str, pair: Pair) -> None:
    """Make a pair the one in use, at once for every reader."""
    known = link.call("list_aliases")["aliases"]
    link.write("alter_alias" if name in known else "create_alias", pair.terms, name)


def pairs(link: Link, name: str) -> list[Pair]:
    """Return the pairs there are, oldest first, among them what killed writers left."""
    found = set()
    for collection in link.call("list_collections"):
        head, _, number = collection.removesuffix("_terms").rpartition("_")
        if head == name and number.isdigit():
            found.add(int(number))
    return [Pair(link, name, began) for began in sorted(found)]


def _term(term: int, number: int, count: int, before: int, note: str = "") -> dict[str, Any]:
    return {
        "term": int(term),
        "generation": number,
        "count": int(count),
        "before": int(before),
        "note": note,
        "nothing": _NO_VECTOR,
    }
