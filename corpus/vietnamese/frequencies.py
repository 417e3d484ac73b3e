"""How rare a syllable is in Vietnamese news: weights that need no corpus of one's own.

`frequencies.tsv` holds document frequencies of syllables, exact and folded, counted over the
first 40,000 articles of `train/news.jsonl.xz`; made by `python -m corpus.vietnamese.frequencies
DATA`. Numbers and everything seen in fewer than `LEAST` articles count as unseen.
"""

import json
import lzma
import math
import sys
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path

from corpus.vietnamese.normal import fold, nfc
from corpus.vietnamese.tokens import terms

ARTICLES = 40_000
LEAST = 12
_FILE = "frequencies.tsv"


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, float], dict[str, float], float]:
    lines = files(__package__).joinpath(_FILE).read_text(encoding="utf-8").splitlines()
    total = int(lines[0].split("\t")[1])
    exact: dict[str, float] = {}
    folded: dict[str, float] = {}
    for line in lines[1:]:
        term, as_is, without = line.split("\t")
        if as_is != "0":
            exact[term] = math.log(total / int(as_is))
        if without != "0":
            folded[term] = math.log(total / int(without))
    return exact, folded, math.log(total / LEAST)


def idf(term: str, *, folded: bool = False) -> float:
    """Return ln(N / document frequency) of a term in matching form; unseen terms get the most.

    With `folded`, of a folded term among folded terms. In [0, ln(N / LEAST)].
    """
    exact, plain, most = _table()
    return (plain if folded else exact).get(term, most)


def ranked(most: int, *, folded: bool = False) -> list[str]:
    """Return the `most` commonest terms, the commonest first."""
    exact, plain, _ = _table()
    table = plain if folded else exact
    return sorted(table, key=lambda term: (table[term], term))[:most]


def count(texts: Iterable[str]) -> str:
    """Count document frequencies over texts; returns the table as it is stored."""
    exact: Counter[str] = Counter()
    folded: Counter[str] = Counter()
    total = 0
    for text in texts:
        found = {t for t in terms(nfc(text)) if t.isalpha()}
        exact.update(found)
        folded.update({fold(t) for t in found})
        total += 1
    names = sorted(t for t in exact.keys() | folded.keys() if max(exact[t], folded[t]) >= LEAST)
    rows = [f"{t}\t{exact[t] if exact[t] >= LEAST else 0}\t{folded[t]}" for t in names]
    return "\n".join([f"# articles\t{total}", *rows]) + "\n"


def _news(path: Path) -> Iterable[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, ARTICLES):
            row = json.loads(line)
            yield f"{row['title']}\n{row['lead']}\n{row['body']}"


if __name__ == "__main__":
    table = count(_news(Path(sys.argv[1]) / "train" / "news.jsonl.xz"))
    Path(__file__).with_name(_FILE).write_text(table, encoding="utf-8")
