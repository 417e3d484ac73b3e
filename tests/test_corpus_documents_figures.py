"""Mentions and relations: what the rules reach on the half that they were not made on."""

from tests.document_labels import (
    count_mentions,
    count_relations,
    labels,
    measure,
)
from tests.shared_data import shared


def test_the_labels_are_many_and_hold_what_is_no_mention() -> None:
    mentions = labels("mentions.jsonl")
    assert sum(len(one["mentions"]) for one in mentions) >= 300
    assert sum(not one["mentions"] for one in mentions) >= 60
    assert sum(len(one["relations"]) for one in labels("relations.jsonl")) >= 80


def test_mentions_of_all_and_of_the_report_half() -> None:
    shared("articles")
    both = measure("mentions.jsonl", None, count_mentions)
    # Page heads and what a reader takes for them are not in the text; no mention stands there.
    assert both.labelled >= 300, both
    assert both.lost <= 6, both
    assert both.precision >= 0.99, both
    assert both.recall >= 0.99, both
    report = measure("mentions.jsonl", "report", count_mentions)
    assert report.precision >= 0.98, report
    assert report.recall >= 0.98, report
    assert {name: value for name, value in report.fields.items() if value < 0.97} == {}


def test_relations_of_the_report_half() -> None:
    shared("articles")
    report = measure("relations.jsonl", "report", count_relations)
    assert report.precision >= 0.95, report
    assert report.recall >= 0.85, report
