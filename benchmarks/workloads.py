"""The texts and questions that every system gets, as BEIR folders made from the test data.

web    articles as they were crawled; the project's questions on them
legal  61 k articles of law; questions matched to them
news   128 k news articles, lead and body; their titles are the questions, and not in the text
"""

import json
import lzma
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

SEED = 20250522
QUESTIONS = Path(__file__).parents[1] / "eval" / "questions" / "shared.jsonl"
Rows = Iterator[dict[str, object]]


def make(name: str, data: Path, folder: Path, *, questions: int) -> Path:
    """Write workload `name` into `folder` and return it; at most `questions`, in random order."""
    folder.mkdir(parents=True)
    documents, asked, qrels = WORKLOADS[name](data)
    _write(folder / "corpus.jsonl", documents())
    chosen = sorted(asked.keys() & qrels.keys())
    random.Random(SEED).shuffle(chosen)
    chosen = chosen[:questions]
    _write(folder / "queries.jsonl", ({"_id": key, "text": asked[key]} for key in chosen))
    (folder / "qrels").mkdir()
    lines = [f"{key}\t{document}\t1" for key in chosen for document in qrels[key]]
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "\n".join(lines))
    return folder


Workload = tuple[Callable[[], Rows], dict[str, str], dict[str, list[str]]]


def _web(data: Path) -> Workload:
    files = [*(data / "articles" / "web").glob("*.txt"), *(data / "articles/seeds").glob("*.txt")]

    def documents() -> Rows:
        for file in sorted(files):
            yield {"_id": file.stem, "title": "", "text": file.read_text(encoding="utf-8-sig")}

    rows = list(lines(QUESTIONS))
    single = [row for row in rows if row["articles"] and "conversation" not in row]
    asked = {row["id"]: row["question"] for row in single}
    return documents, asked, {row["id"]: row["articles"] for row in single}


def _legal(data: Path) -> Workload:
    dev = data / "data" / "dev"

    def documents() -> Rows:
        for row in lines(dev / "legal-corpus.jsonl.xz"):
            yield {"_id": row["_id"], "title": row["title"] or "", "text": row["text"]}

    asked = {row["_id"]: row["text"] for row in lines(dev / "legal" / "queries.jsonl")}
    qrels: dict[str, list[str]] = {}
    for line in (dev / "legal" / "qrels" / "test.tsv").read_text().splitlines()[1:]:
        query, document, _ = line.split("\t")
        qrels.setdefault(query, []).append(document)
    return documents, asked, qrels


def _news(data: Path) -> Workload:
    path = data / "data" / "train" / "news.jsonl.xz"

    def documents() -> Rows:
        seen = set()
        for number, row in enumerate(lines(path)):
            text = f"{row['lead']}\n{row['body']}".strip()
            if text not in seen:  # about 4 % are there twice
                seen.add(text)
                yield {"_id": str(number), "title": "", "text": text}

    asked = {str(n): row["title"] for n, row in enumerate(lines(path)) if n % 400 == 0}
    held = {str(row["_id"]) for row in documents()}
    return documents, asked, {key: [key] for key in asked if key in held}


WORKLOADS = {"web": _web, "legal": _legal, "news": _news}


def lines(path: Path) -> Iterator[dict]:
    """Yield the objects of a `.jsonl` or `.jsonl.xz` file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open() as rows:
        for row in rows:
            yield json.loads(row)


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def disk_mb(folder: Path) -> float:
    """Return what the files of a folder take, in MB."""
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 1)


def clear(folder: Path) -> Path:
    """Return an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
