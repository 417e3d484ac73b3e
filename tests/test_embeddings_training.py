import json
import lzma
import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from embeddings.errors import BadTrainingData
from embeddings.static import StaticEncoder
from embeddings.tokens import Tokens
from embeddings.training import sources
from embeddings.training.__main__ import main
from embeddings.training.fitting import Fit, Trainer
from embeddings.training.pairs import PairDrawer, tokenise
from embeddings.training.sources import Document
from embeddings.training.text import fold, other_placement, sentences
from embeddings.training.vocabulary import count_words, spelling_twins, train_tokenizer

TOPICS = {
    "lúa": "nông dân ruộng lúa gặt mùa vụ phân bón năng suất hạt giống",
    "tàu": "đường sắt ga tàu hành khách toa vé lịch trình ray",
    "sách": "thư viện sách bạn đọc tác giả trang bìa mượn trả giấy",
    "thuế": "thuế hoá đơn kê khai doanh nghiệp nộp ngân sách khoản thu",
}


def _sentence(rng: random.Random, topic: str) -> str:
    return f"{' '.join(rng.choices(TOPICS[topic].split(), k=9)).capitalize()} {rng.randint(1, 99)}."


def _write(path: Path, lines: Iterable[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text)


def _beir(folder: Path, ids: list[str]) -> None:
    asked = [{"_id": f"q-{name}", "text": f"Hỏi về {name}?"} for name in ids]
    _write(folder / "queries.jsonl", asked)
    (folder / "qrels").mkdir()
    rows = [f"q-{name}\t{name}\t1\n" for name in ids]
    (folder / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the documented layout with a few hundred made-up lines."""
    folder, rng = tmp_path_factory.mktemp("data"), random.Random(5)
    topics = list(TOPICS)

    def body(topic: str, count: int) -> str:
        return " ".join(_sentence(rng, topic) for _ in range(count))

    for number, name in enumerate(sources.NEWS):
        lines = [
            {"title": _sentence(rng, t), "lead": _sentence(rng, t), "body": body(t, 12)}
            for t in topics * (20 - 10 * number)
        ]
        _write(folder / name, [*lines, lines[0]])
    _write(
        folder / "train/faq.jsonl.xz",
        [{"question": f"{t} gì?", "answer": body(t, 2)} for t in topics],
    )
    _write(folder / "train/parallel-en-vi.jsonl", [{"en": "The train.", "vi": "Đường sắt."}] * 3)
    names = [f"d-{number}" for number in range(16)]
    passages = [
        {"_id": n, "title": "Điều", "text": body(topics[i % 4], 3)} for i, n in enumerate(names)
    ]
    _write(folder / "dev/legal-corpus.jsonl.xz", passages)
    (folder / "dev/legal").mkdir()
    _beir(folder / "dev/legal", names[:8])
    return folder


@pytest.fixture(scope="module")
def model(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _trained(data, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def model_with_negatives(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _trained(data, tmp_path_factory.mktemp("out"), "--negatives", "2")


def _trained(data: Path, out: Path, *more: str) -> Path:
    assert main(["--data", str(data), "--out", str(out), "--small", "--seed", "3", *more]) == 0
    return out


@pytest.mark.parametrize("kind", ["model", "model_with_negatives"])
def test_small_model_tells_topics_apart(request: pytest.FixtureRequest, kind: str) -> None:
    encoder = StaticEncoder.load(request.getfixturevalue(kind))
    rng = random.Random(9)
    topics = [topic for topic in TOPICS for _ in range(10)]
    passages = encoder.encode_passages([_sentence(rng, topic) for topic in topics])
    for question in (_sentence, lambda r, t: fold(_sentence(r, t))):
        asked = encoder.encode_queries([question(rng, topic) for topic in topics])
        best = (asked @ passages.T).argmax(axis=1)
        assert np.mean([topics[b] == topic for b, topic in zip(best, topics, strict=True)]) > 0.9


def test_both_runtimes_give_the_same_vectors(model: Path) -> None:
    rng = random.Random(2)
    texts = [_sentence(rng, topic) for topic in list(TOPICS) * 50]
    light = StaticEncoder.load(model).encode_passages(texts)
    full = SentenceTransformer(str(model), device="cpu", local_files_only=True).encode(texts)
    assert np.sum(light * full, axis=1).min() > 0.999


def test_same_seed_same_model(data: Path, model: Path, tmp_path: Path) -> None:
    main(["--data", str(data), "--out", str(tmp_path), "--small", "--seed", "3"])
    texts = list(TOPICS.values())
    np.testing.assert_allclose(
        StaticEncoder.load(tmp_path).encode_queries(texts),
        StaticEncoder.load(model).encode_queries(texts),
        atol=1e-2,
    )


def test_missing_data_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out"), "--small"]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "news.jsonl.xz is missing" in captured.err
    assert not (tmp_path / "out").exists()


def test_a_line_that_is_not_json_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    (tmp_path / "train/parallel-en-vi.jsonl").write_text('{"en": "a", "vi": "b"}\n{"en"\n')
    with pytest.raises(BadTrainingData, match=r"parallel-en-vi.jsonl, line 2 is not JSON"):
        list(sources.translations(tmp_path))


def test_legal_answers_and_duplicates_are_left_out(data: Path) -> None:
    kept = [document.body for document in sources.legal(data)]
    assert len(kept) == len(set(kept)) == 8
    assert len(list(sources.news(data))) == 120


def test_drawn_pairs_are_of_their_document(data: Path) -> None:
    documents = [
        Document(("một hai",), tuple(f"câu{n} ba bốn năm sáu bảy." for n in range(9))),
        Document(("hỏi gì",), ("đáp đây.", "xong."), whole=True),
    ]
    words = count_words(text for document in documents for text in document.heads + document.body)
    tokenizer = train_tokenizer(words, {}, 300)
    drawer = PairDrawer(tokenise(documents, Tokens(tokenizer)), seed=1)
    own = [set(" ".join(d.heads + d.body).replace(".", "").split()) for d in documents]
    for number in (0, 1):
        pairs = list(drawer.draw([number] * 200))
        assert len(pairs) > 150
        for question, passage in pairs:
            text = tokenizer.decode([*question, *passage]).replace(" ##", "").split()
            assert set(text) <= own[number] | {fold(word) for word in own[number]}


def test_training_lowers_the_loss_and_its_gradient_is_right() -> None:
    rng = np.random.default_rng(0)
    pairs = []
    for topic in rng.integers(0, 10, 64):
        low = 10 * topic
        question, passage = rng.integers(low, low + 10, 5), rng.integers(low, low + 10, 20)
        pairs.append((question.astype(np.uint16), passage.astype(np.uint16)))
    trainer = Trainer(np.ones(100, np.float32), 16, Fit(), seed=0)
    losses = [trainer.step(pairs, progress) for progress in np.linspace(0, 1, 40)]
    assert losses[-1] < losses[0] / 2


@pytest.mark.parametrize(
    ("syllable", "twin"),
    [
        ("hoà", "hòa"), ("khỏe", "khoẻ"), ("thuý", "thúy"), ("uỷ", "ủy"), ("nguỵ", "ngụy"),
        ("quý", None), ("hoàn", None), ("hoa", None), ("giá", None), ("của", None), ("", None),
    ],
)  # fmt: skip
def test_two_tone_placements(syllable: str, twin: str | None) -> None:
    assert other_placement(syllable) == twin
    if twin is not None:
        assert other_placement(twin) == syllable


def test_spelling_twins_share_a_row() -> None:
    tokenizer = train_tokenizer({"hòa": 5, "thuý": 3, "quý": 2, "an": 2}, {"train": 1}, 200)
    vocabulary = tokenizer.get_vocab()
    twins = {
        tokenizer.id_to_token(a): tokenizer.id_to_token(b)
        for a, b in spelling_twins(vocabulary).items()
    }
    assert twins == {"hoà": "hòa", "thuý": "thúy"}


def test_words_count_in_lower_case_without_punctuation() -> None:
    assert count_words(["Số hoá, SỐ 57-NQ/TW", "so\u0302\u0301"]) == {
        "số": 3, "hoá": 1, "57": 1, "nq": 1, "tw": 1
    }  # fmt: skip


def test_sentences_end_at_marks_and_line_breaks() -> None:
    text = "Giá là 1.000 đồng. Rồi sao?\n Hết"
    assert list(sentences(text)) == ["Giá là 1.000 đồng.", "Rồi sao?", "Hết"]
