"""Real PDF and DOCX files against what somebody read in them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.articles import Article, RawDocument
from corpus.cleaning import clean
from corpus.documents import find_documents
from corpus.readers import walk
from tests.shared_data import shared

LABELS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "labels" / "files.json").read_text(encoding="utf-8")
)


@cache
def article(name: str) -> Article:
    (path,) = shared("articles", "files").glob(f"{name}.*")
    (raw,) = walk([path])
    assert isinstance(raw, RawDocument)
    return clean(raw)


def test_every_file_is_labelled() -> None:
    assert {path.stem for path in shared("articles", "files").iterdir()} == set(LABELS)


@pytest.mark.parametrize("name", LABELS)
def test_a_file_is_read_as_it_is_printed(name: str) -> None:
    label, read = LABELS[name], article(name)
    assert read.title == label["title"]
    assert read.text.startswith(label["title"] + "\n")
    assert read.published == label.get("published")
    assert (read.source, read.author) == (label.get("source"), label.get("author"))
    assert read.name == name
    assert read.url is None
    found = {mention.number for mention in find_documents(read.text)}
    assert set(label["numbers"]) - found == set()
    assert [phrase for phrase in label["phrases"] if phrase not in read.text] == []
    assert [string for string in label["absent"] if string in read.text] == []


@pytest.mark.parametrize("name", LABELS)
def test_blocks_tile_the_text(name: str) -> None:
    read = article(name)
    assert "\n".join(read.text[block.start : block.end] for block in read.blocks) == read.text
    assert [block.kind for block in read.blocks].count("title") == 1
    lines = [read.text[block.start : block.end] for block in read.blocks]
    assert all(line and line == " ".join(line.split()) for line in lines)
