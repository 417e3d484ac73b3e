"""What the reranker learns from is what the engine finds, and weights learned from it help."""

from pathlib import Path

import numpy as np
import pytest

from eval.datasets import Document, Retrieval
from eval.fitting.reranker import fit, ranked
from eval.fitting.reranker_lists import Lists
from eval.workspace import Workspace
from index.reranker import CANDIDATES, WEIGHTS, WIDTH, BundledReranker

# Subject → what each of its articles says; a question names the subject and the verb.
SUBJECTS = ("thư viện", "bệnh viện", "sân bay", "nhà máy", "trường học", "bến cảng")
SAYINGS = {
    "khởi công": "được khởi công vào mùa xuân, trên khu đất cạnh bờ sông",
    "mở cửa": "mở cửa đón khách từ sáng sớm, mỗi ngày hàng trăm lượt người",
    "sửa chữa": "đang sửa chữa mái nhà, dự kiến xong trước mùa mưa bão",
}


@pytest.fixture(scope="module")
def data() -> Retrieval:
    documents, queries, qrels = [], {}, {}
    for subject in SUBJECTS:
        for verb, saying in SAYINGS.items():
            name = f"{subject} {verb}"
            documents.append(Document(name, "", f"Công trình {subject} của thành phố {saying}."))
            queries[f"q {name}"] = f"{subject} nào {verb}?"
            qrels[f"q {name}"] = {name: 1}
    return Retrieval(documents, queries, qrels)


@pytest.fixture(scope="module")
def lists(data: Retrieval) -> Lists:
    return Lists.collect(data, tune={q for q in data.queries if "khởi công" in q})


def test_every_question_has_its_candidates(data: Retrieval, lists: Lists) -> None:
    count = len(SUBJECTS) * len(SAYINGS)
    assert lists.inputs.shape == (count, CANDIDATES, WIDTH)
    assert lists.known.sum(1).tolist() == [min(count, CANDIDATES)] * count
    assert lists.gold.sum(1).tolist() == [1] * count
    assert lists.right.tolist() == [1] * count
    assert not lists.gold[~lists.known].any()
    assert not lists.inputs[~lists.known].any()
    assert lists.tune.sum() == len(SUBJECTS) == len(lists.half(tune=True))
    # No two candidates are of one article.
    assert all(len(set(row[known])) == known.sum() for row, known in zip(
        lists.article, lists.known, strict=True))  # fmt: skip


def test_the_shipped_weights_order_the_lists_as_the_engine_does(
    data: Retrieval, lists: Lists
) -> None:
    shipped = BundledReranker.load(WEIGHTS)
    given = lists.inputs.astype(np.float32) @ shipped._weights
    placed = [right.tolist().index(True) for right, _ in ranked(given, lists)]
    with Workspace.of_documents(data.documents) as workspace:
        for place, (query, text) in zip(placed, data.queries.items(), strict=True):
            found = workspace.service.search(text, top=CANDIDATES).hits
            [right] = data.qrels[query]
            names = [workspace.documents_of(hit.article_id) for hit in found]
            assert [right in of for of in names].index(True) == pytest.approx(place, abs=1)


def test_weights_learned_from_lists_put_the_right_one_first(lists: Lists) -> None:
    learned = fit([lists])
    first = [bool(right[0]) for right, _ in ranked(lists.inputs @ learned, lists)]
    fused = [
        bool(right[0])
        for right, _ in ranked(-np.tile(np.arange(CANDIDATES), (len(lists), 1)), lists)
    ]
    assert sum(first) >= max(sum(fused), len(first) - 1)


def test_lists_are_kept_in_a_file(lists: Lists, tmp_path: Path) -> None:
    lists.save(tmp_path / "lists.npz")
    again = Lists.load(tmp_path / "lists.npz")
    assert all(np.array_equal(value, vars(again)[name]) for name, value in vars(lists).items())
