"""The labelled sentences: what the rules reach on the half that they were not made on."""

import pytest

from eval.directives import Labels, load_labels, read_articles, run
from eval.gate import QUESTIONS, SAMPLES
from tests.shared_data import shared


@pytest.fixture(scope="module")
def labels() -> Labels:
    return load_labels(QUESTIONS / "directives.jsonl")


def test_the_labels_are_many_and_a_third_are_near_misses(labels: Labels) -> None:
    near = sum(not label.directives for label in labels.sentences)
    assert len(labels.sentences) >= 250
    assert near >= len(labels.sentences) / 3
    assert len({(label.article, label.sha256) for label in labels.sentences}) == len(
        labels.sentences
    )


def test_sentences_and_fields_of_the_report_half(labels: Labels) -> None:
    data = shared("articles")
    report = labels.restricted("report")
    sources = (SAMPLES, data / "seeds", data / "web")
    result = run(report, read_articles(sources, report.articles))
    # Labels are of sentences as they were cleaned; a few may change with the cleaning.
    assert result["lost"] <= 0.05 * len(report.sentences)
    metrics = result["metrics"]
    assert metrics["precision"] >= 0.85
    assert metrics["recall"] >= 0.85
    fields = ("issuer", "office", "units", "task", "kind", "deadline", "deadline_text", "documents")
    assert {field: metrics[field] for field in fields if metrics[field] < 0.80} == {}
