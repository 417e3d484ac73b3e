"""The shipped model: its layout, its size, and that it does what it is for."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from embeddings.loading import BUNDLED
from embeddings.static import StaticEncoder
from tests.shared_data import shared

PLACES = "Hà Nội, Huế, Đà Nẵng, Cần Thơ, Quảng Ninh, Lào Cai, Vinh, Nha Trang, Pleiku, Hà Tĩnh"
TASKS = (
    "chuyển đổi số trong trường học", "phòng, chống bão lũ", "thu hút đầu tư nước ngoài",
    "cấp căn cước cho công dân", "trồng rừng ven biển", "sửa chữa cầu đường",
    "tiêm vắc-xin cho trẻ em", "dạy nghề cho thanh niên", "đấu giá quyền sử dụng đất",
    "bảo tồn nhà cổ",
)  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder.load(BUNDLED)


def test_size_and_files() -> None:
    files = [path for path in BUNDLED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 16_000_000
    assert {"README.md", "NOTICE", "modules.json"} <= {path.name for path in files}


def test_card_names_the_weights_that_are_there(encoder: StaticEncoder) -> None:
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    assert encoder.fingerprint in card


def test_sentence_transformers_gives_the_same_vectors(encoder: StaticEncoder) -> None:
    texts = [
        f"Ngày {day}/5/2025, {place} họp về {task}; UBND báo cáo số {day}-BC/TU."
        for day, (place, task) in enumerate(((p, t) for p in PLACES.split(", ") for t in TASKS), 1)
    ]
    texts += [text.upper() for text in texts]
    full = SentenceTransformer(str(BUNDLED), device="cpu", local_files_only=True).encode(texts)
    assert len(texts) == 200
    assert np.sum(encoder.encode_passages(texts) * full, axis=1).min() > 0.999


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("chuyen doi so", "chuyển đổi số quốc gia", "thay đổi chỗ ở"),
        ("Bao giờ trẻ được tiêm chủng?", "Lịch tiêm vắc-xin cho trẻ em", "Lịch thi đấu bóng đá"),
        ("giá xăng dầu", "Giá nhiên liệu hôm nay tăng", "Giá vàng hôm nay tăng"),
        ("science and technology", "khoa học và công nghệ", "văn hoá và du lịch"),
        ("hoà bình", "hòa bình", "Hoa Binh Duong"),
    ],
)
def test_meaning_counts(encoder: StaticEncoder, question: str, right: str, wrong: str) -> None:
    asked = encoder.encode_queries([question])[0]
    near, far = encoder.encode_passages([right, wrong]) @ asked
    assert near > far


def test_two_tone_placements_are_one_word(encoder: StaticEncoder) -> None:
    vectors = encoder.encode_queries(["hoà khoẻ thuý uỷ", "hòa khỏe thúy ủy"])
    np.testing.assert_allclose(vectors[0], vectors[1], atol=1e-6)


def _is_report(document: str) -> bool:
    """Say whether a document is in the half of the development sets that figures come from."""
    return hashlib.sha256(document.encode()).hexdigest()[0] in "89abcdef"


def _json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").strip().split("\n")]


def test_retrieves_well_on_questions_it_has_not_seen(encoder: StaticEncoder) -> None:
    """The report half of the Wikipedia questions, the text alone: two in five find it first."""
    folder = shared("data", "dev", "viquad-dev")
    corpus = _json_lines(folder / "corpus.jsonl")
    asked = {line["_id"]: line["text"] for line in _json_lines(folder / "queries.jsonl")}
    rows = [row.split() for row in (folder / "qrels/test.tsv").read_text().splitlines()[1:]]
    report = [(query, gold) for query, gold, *_ in rows if _is_report(gold)]
    passages = encoder.encode_passages([entry["text"] for entry in corpus])
    best = (encoder.encode_queries([asked[query] for query, _ in report]) @ passages.T).argmax(1)
    right = [corpus[b]["_id"] == gold for b, (_, gold) in zip(best, report, strict=True)]
    assert np.mean(right) > 0.4
