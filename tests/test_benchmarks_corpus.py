"""The trial of a large corpus: when it kills, what it writes, what its page says."""

import json
import os
import random
from pathlib import Path

from benchmarks.corpus import write_files
from benchmarks.corpus_page import page
from benchmarks.corpus_trial import Memory, Moment, _family, _megabytes

HOME = Path(__file__).parents[1] / "benchmarks"


def moment(share: float) -> Moment:
    return Moment(share, 100, 10, random.Random(1))


def test_the_page_is_that_of_the_figures() -> None:
    figures = json.loads((HOME / "corpus.json").read_text("utf-8"))
    assert page(figures) == (HOME / "corpus.md").read_text("utf-8")


def test_what_is_lost_or_wrong_stands_on_the_page() -> None:
    figures = json.loads((HOME / "corpus.json").read_text("utf-8"))
    figures["kept"] |= {"missing": 3, "twice": 2, "problems": ["one"]}
    figures["asking"]["errors"] = ["503"]
    figures["uninterrupted"] = {"seconds": 9.0, "cpu_seconds": 8.0, "same_articles": False}
    shown = page(figures)
    assert "not refused | 3 | 0 |" in shown
    assert "there twice | 2 | 0 |" in shown
    assert "check finds | 1," in shown
    assert "1 errors" in shown
    assert "the same articles: NO" in shown


def test_articles_are_files_by_their_number(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    rows = [{"title": title, "lead": "Dẫn", "body": "Thân"} for title in ("a", "b", "a")]
    news.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert write_files(news, tmp_path / "files", None) == (3, 2)
    assert (tmp_path / "files" / "000" / "000001.txt").read_text("utf-8") == "b\n\nDẫn\n\nThân\n"
    assert write_files(news, tmp_path / "few", 2) == (2, 2)


def test_it_kills_at_a_share_of_the_articles() -> None:
    half = moment(0.5)
    assert not half.has_come(10)
    assert not half.has_come(59)
    assert half.has_come(60)


def test_beyond_all_articles_it_waits_until_no_more_come() -> None:
    late = moment(1.1)
    late._beyond = -1.0
    assert not any(late.has_come(live) for live in range(100))
    assert not any(late.has_come(99) for _ in range(20))
    assert late.has_come(99)


def test_memory_is_that_of_a_process_and_its_children() -> None:
    assert os.getpid() in set(_family(os.getpid()))
    assert 5 < _megabytes(iter([os.getpid()])) < 100_000
    assert _megabytes(iter([2**30])) == 0  # it has ended
    with Memory(os.getpid()) as memory:
        assert memory.peak == 0
