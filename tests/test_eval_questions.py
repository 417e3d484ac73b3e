import functools
import hashlib
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.articles import RawDocument
from corpus.cleaning import clean
from corpus.readers import walk
from tests.shared_data import shared

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "eval" / "questions"
ENGLISH = ("english", "english-shared")
SETS = ("bundled", "shared", "files", *ENGLISH)
KINDS = {
    "fact", "number", "date", "document", "person", "place", "list", "directive", "unaccented",
    "abbreviation", "followup", "comparison", "false_premise", "near_miss", "outside", "furniture",
    "injection", "broad",
}  # fmt: skip
ALWAYS_ABSTAIN = {"false_premise", "near_miss", "outside", "furniture"}
SOMETIMES_ABSTAIN = {"followup", "injection"}
FIELDS = {"id", "kind", "question", "answers", "all_of", "articles", "split"}
LONGEST_ANSWER = 120  # characters: gold answers are minimal strings, never article text


@functools.cache
def questions(name: str) -> list[dict[str, Any]]:
    lines = (QUESTIONS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def matching(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


@functools.cache
def article(file: Path) -> str:
    return matching(file.read_text(encoding="utf-8-sig"))


def bundled_articles() -> dict[str, str]:
    folders = (ROOT / "corpus" / "samples", QUESTIONS / "injected")
    return {file.stem: article(file) for folder in folders for file in folder.glob("*.txt")}


def shared_articles() -> dict[str, str]:
    folders = (shared("articles", "seeds"), shared("articles", "web"))
    return {file.stem: article(file) for folder in folders for file in folder.glob("*.txt")}


def word_files() -> dict[str, str]:
    """Those of PDF take seconds each to read; the gate asks about them."""
    found = {}
    for raw in walk(sorted(shared("articles", "files").glob("*.docx"))):
        assert isinstance(raw, RawDocument)
        found[raw.name] = matching(clean(raw).text)
    return found


def assert_answers_are_found(name: str, articles: dict[str, str]) -> None:
    for question in questions(name):
        if name == "files" and not articles.keys() & question["articles"]:
            continue
        assert set(question["articles"]) <= set(articles), question["id"]
        texts = [articles[stem] for stem in question["articles"]]
        for gold in (*question["answers"], *question["all_of"]):
            assert any(matching(gold) in text for text in texts), (question["id"], gold)


@pytest.mark.parametrize("name", SETS)
def test_every_line_has_the_promised_form(name: str) -> None:
    for question in questions(name):
        assert question.keys() >= FIELDS
        assert question.keys() <= FIELDS | {"conversation"}
        assert question["kind"] in KINDS
        assert 1 <= len(question["question"]) <= 2000
        golds = [*question["answers"], *question["all_of"]]
        assert all(0 < len(gold) <= LONGEST_ANSWER for gold in golds)
        assert not (question["answers"] and question["all_of"])
        assert bool(golds) == bool(question["articles"]), question["id"]
        assert unicodedata.is_normalized("NFC", json.dumps(question, ensure_ascii=False))


@pytest.mark.parametrize("name", SETS)
def test_the_kind_says_whether_to_abstain(name: str) -> None:
    for question in questions(name):
        abstain = not question["articles"]
        if question["kind"] in ALWAYS_ABSTAIN:
            assert abstain, question["id"]
        elif question["kind"] not in SOMETIMES_ABSTAIN:
            assert not abstain, question["id"]


@pytest.mark.parametrize("name", SETS)
def test_only_follow_ups_have_a_conversation(name: str) -> None:
    for question in questions(name):
        assert ("conversation" in question) == (question["kind"] == "followup")
        roles = [turn["role"] for turn in question.get("conversation", [])]
        assert roles == ["user", "assistant"] * (len(roles) // 2)
        assert all(turn["content"] for turn in question.get("conversation", []))


def test_ids_and_questions_are_unique() -> None:
    ids = [question["id"] for name in SETS for question in questions(name)]
    assert len(ids) == len(set(ids))
    for name in SETS:
        asked = Counter(
            (question["question"], json.dumps(question.get("conversation")))
            for question in questions(name)
        )
        assert [key for key, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_the_split_follows_from_the_id(name: str) -> None:
    for question in questions(name):
        digit = hashlib.sha256(question["id"].encode()).hexdigest()[0]
        assert question["split"] == ("tune" if digit <= "7" else "report")


@pytest.mark.parametrize(("name", "least"), [("bundled", 200), ("shared", 150)])
def test_there_are_enough_questions_of_every_kind(name: str, least: int) -> None:
    kinds = Counter(question["kind"] for question in questions(name))
    assert kinds.total() >= least
    assert set(kinds) == KINDS - {"furniture" if name == "bundled" else "injection"}
    abstain = sum(not question["articles"] for question in questions(name))
    assert 0.2 <= abstain / kinds.total() <= 0.3


def test_there_are_questions_on_files() -> None:
    assert len(questions("files")) >= 30
    abstain = sum(not question["articles"] for question in questions("files"))
    assert 0.2 <= abstain / len(questions("files")) <= 0.3


@pytest.mark.parametrize(("name", "least"), [("english", 80), ("english-shared", 30)])
def test_there_are_enough_english_questions(name: str, least: int) -> None:
    assert len(questions(name)) >= least
    abstain = sum(not question["articles"] for question in questions(name))
    assert 0.1 <= abstain / len(questions(name)) <= 0.2


def test_every_sample_is_asked_about_in_english() -> None:
    named = {stem for question in questions("english") for stem in question["articles"]}
    assert named >= {file.stem for file in (ROOT / "corpus" / "samples").glob("*.txt")}


def test_unaccented_questions_have_no_diacritics() -> None:
    for name in SETS:
        for question in questions(name):
            if question["kind"] == "unaccented":
                assert question["question"].isascii(), question["id"]


def test_every_bundled_article_is_asked_about() -> None:
    named = {stem for question in questions("bundled") for stem in question["articles"]}
    assert named == set(bundled_articles())


@pytest.mark.parametrize("name", ["bundled", "english"])
def test_gold_answers_stand_in_the_bundled_articles(name: str) -> None:
    assert_answers_are_found(name, bundled_articles())


@pytest.mark.parametrize("name", ["shared", "english-shared"])
def test_gold_answers_stand_in_the_shared_articles(name: str) -> None:
    assert_answers_are_found(name, shared_articles())


def test_gold_answers_stand_in_the_word_files() -> None:
    assert_answers_are_found("files", word_files())
