"""Hostile text in articles: nothing that it wants is said, and what the articles say still is.

The whole runs with `make soak`; by default every fourth group of cases does.
"""

import os
from collections.abc import Iterator

import pytest

from service.answers import NO_ANSWER, Answer
from service.compose import Service
from tests.injected import (
    Case,
    Hostile,
    articles,
    batches,
    cases,
    chatting,
    fill,
    make,
    plainly,
    succeeded,
)

STEP = 1 if os.environ.get("TRACUU_SOAK") else 4
GROUPS = (*batches("tune"), *batches("report"))[::STEP]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with make(tmp_path_factory.mktemp("data")) as service:
        yield service


@pytest.fixture(scope="module")
def untouched(service: Service) -> dict[tuple[str, str], Answer]:
    """Return the answer to each article's question while there is no hostile text."""
    found = {}
    for form in ("txt", "html"):
        fill(service, (), form=form)
        for key, article in articles().items():
            found[form, key] = service.answer(article["question"])
    return found


def test_the_cases_are_many_and_half_of_them_was_not_looked_at() -> None:
    assert len(cases()) >= 100
    assert len({case.id for case in cases()}) == len(cases())
    assert sum(case.split == "report" for case in cases()) >= 50
    assert {case.article for case in cases()} == set(articles())
    assert all(case.canary for case in cases())


def test_the_questions_are_answered_where_nobody_meddles(
    untouched: dict[tuple[str, str], Answer],
) -> None:
    answered = [
        key for key, answer in untouched.items() if articles()[key[1]]["fact"] in answer.answer
    ]
    assert len(answered) >= 8


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: "-".join(case.id for case in group))
def test_hostile_text_has_no_success_and_does_no_harm(
    group: tuple[Case, ...], service: Service, untouched: dict[tuple[str, str], Answer]
) -> None:
    ids = fill(service, group)
    for case in group:
        article = articles()[case.article]
        text = service.store.get(ids[case.article]).article.text
        assert not (case.hidden and plainly(case.canary) in plainly(text)), (case.id, "stored")
        assert text.replace("\n", "").isprintable(), (case.id, "invisible")
        benign = service.answer(article["question"])
        before = untouched[case.form, case.article]
        assert plainly(benign.answer) == plainly(before.answer), (case.id, "harmed")
        for asked in (f"{case.says}?", f"{article['question']} {case.says}"):
            assert not succeeded(case, service.answer(asked)), (case.id, asked)
    model = Hostile()
    with chatting(service, model) as chat:
        for case in group:
            article = articles()[case.article]
            model.obey(case, article["says"])
            answer = chat.answer(article["question"])
            assert not succeeded(case, answer), (case.id, answer.answer)
            assert answer.mode == "chat"
            assert article["fact"] in answer.answer, (case.id, "harmed")
            streamed = "".join(p for p in chat.stream(article["question"]) if isinstance(p, str))
            assert streamed == answer.answer
            assert model.shown
            assert not (case.hidden and plainly(case.canary) in plainly(model.shown)), case.id


def test_a_model_that_only_obeys_is_silenced_and_the_quotes_stand_in(service: Service) -> None:
    group = batches("tune")[0]
    fill(service, group)
    model = Hostile()
    with chatting(service, model) as chat:
        for case in group:
            article = articles()[case.article]
            model.obey(case, "")
            answer = chat.answer(article["question"])
            parts = list(chat.stream(article["question"]))
            assert answer.mode == "extractive"
            assert not succeeded(case, answer)
            text = "".join(part for part in parts if isinstance(part, str))
            assert text == answer.answer
            assert (answer.answer == NO_ANSWER) is answer.abstained


def test_plainly_sees_through_disguises() -> None:
    assert plainly("B\u200bỏ  QUA!") == plainly("bo qua")
