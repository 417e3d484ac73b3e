"""What cleaning cuts and keeps, measured: labelled real texts and news wrapped in furniture."""

import json
from pathlib import Path

from corpus.articles import RawDocument, digest
from corpus.cleaning import clean
from corpus.readers import walk
from corpus.readers.text import decode
from tests.furniture import measure
from tests.shared_data import shared

LABELS = Path(__file__).parent / "labels" / "web_cuts.json"
SEEN = Path(__file__).parent / "furniture" / "seen"


def test_at_most_half_a_percent_of_real_articles_is_cut() -> None:
    folder = shared("articles", "web")
    whole = cut = 0
    for name, labels in json.loads(LABELS.read_text())["texts"].items():
        (raw,) = walk([folder / f"{name}.txt"])
        assert isinstance(raw, RawDocument)
        lines = [" ".join(line.split()) for line in decode(raw.content).split("\n")]
        other = {number for number, _ in (*labels["metadata"], *labels["foreign"])}
        for number, mark in (*labels["metadata"], *labels["foreign"]):
            assert digest(lines[number]) == mark, "the label is of another text"
        article = clean(raw)
        kept = article.text.replace("\n", " ")
        byline = (article.source, article.author)
        for number, line in enumerate(lines):
            if number not in other and line not in byline:
                whole += len(line)
                cut += 0 if line in kept else len(line)
    assert whole > 300_000
    assert cut / whole <= 0.005


def test_furniture_is_cut_and_news_kept() -> None:
    shared("data", "train", "news.jsonl.xz")
    total = measure.Tally()
    for name, layout in measure.layouts(SEEN).items():
        tally = measure.measure(layout, measure.news(4, seed=11, within=400), 11)
        # Few pages a layout here; `python -m tests.furniture.measure` gives the figures.
        assert tally.recall >= 0.9, name
        assert tally.precision >= 0.8, name
        total.add(tally)
    assert total.precision >= 0.98
    assert total.recall >= 0.98


def test_intervals_hold_the_figure_and_close_up_where_layouts_agree() -> None:
    alike = [measure.Tally(gold=100, kept=100, right_gold=90, right_kept=80)] * 5
    assert measure.intervals(alike) == ((0.8, 0.8), (0.9, 0.9))
    mixed = [*alike, measure.Tally(gold=100, kept=100, right_gold=100, right_kept=100)]
    (low, high), (least, most) = measure.intervals(mixed)
    assert low <= 500 / 600 <= high
    assert least <= 550 / 600 <= most
