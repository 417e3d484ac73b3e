import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from embeddings.errors import EmbeddingError, ModelDamaged, ModelNotFound, ModelUnsupported
from embeddings.static import StaticEncoder, _singles
from embeddings.tokens import Tokens
from embeddings.training.shipping import write_model
from tests.encoder_contract import EncoderContract

# Each word points along its own axis, as long as its weight: sums can be read off.
WORDS = ["[UNK]", "nghị", "quyết", "57", "nq", "tw", "số", "##hoá", "digital", "một", "chuyen"]


def make_tokenizer(*, by_word: bool = True) -> Tokenizer:
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=WORDS[0]))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    splits: list[pre_tokenizers.PreTokenizer] = [
        pre_tokenizers.WhitespaceSplit(),
        pre_tokenizers.Punctuation("removed"),
    ]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(splits if by_word else splits[::-1])
    return tokenizer


def make_table() -> np.ndarray:
    table = np.diag(np.arange(len(WORDS), dtype=np.float32))
    table[0] = 0
    return table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_model(tmp_path / "model", make_tokenizer(), make_table())
    return tmp_path / "model"


class TestContract(EncoderContract):
    @pytest.fixture
    def encoder(self) -> StaticEncoder:
        return StaticEncoder(make_tokenizer(), make_table() + 0.01, "static-test")


def test_vector_is_the_sum_of_token_vectors_at_unit_length(folder: Path) -> None:
    encoder = StaticEncoder.load(folder)
    vector = encoder.encode_queries(["Nghị quyết 57-NQ/TW, nghị"])[0]
    expected = np.array([0, 2, 2, 3, 4, 5, 0, 0, 0, 0, 0], np.float32)
    np.testing.assert_allclose(vector, expected / np.linalg.norm(expected), atol=1e-6)


def test_pieces_case_and_decomposed_letters_are_understood(folder: Path) -> None:
    encoder = StaticEncoder.load(folder)
    plain, other = encoder.encode_queries(["sốhoá", "SÔ\u0301HOA\u0301"])
    np.testing.assert_allclose(plain, other)
    assert plain[6] > 0
    assert plain[7] > 0


@pytest.mark.parametrize("text", ["", "  ", "không-biết-từ-này", "…!"])
def test_text_without_known_tokens_is_all_zero(folder: Path, text: str) -> None:
    assert not StaticEncoder.load(folder).encode_passages([text]).any()


def test_unknown_words_change_nothing(folder: Path) -> None:
    encoder = StaticEncoder.load(folder)
    with_unknown, without = encoder.encode_queries(["nghị lạlùng quyết", "nghị quyết"])
    np.testing.assert_array_equal(with_unknown, without)


@given(st.lists(st.text(alphabet="nghịquyết57số-, \n\tNQ/TW\u0301", max_size=30), max_size=5))
def test_word_by_word_equals_whole_texts(texts: list[str]) -> None:
    quick = Tokens(make_tokenizer()).ids(texts)
    whole = Tokens(make_tokenizer(by_word=False)).ids(texts)
    assert [ids.tolist() for ids in quick] == [ids.tolist() for ids in whole]


def test_every_finite_half_is_the_single_that_numpy_makes_of_it() -> None:
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    singles = _singles(halves)
    assert singles.dtype == np.float32
    assert np.array_equal(singles.view(np.uint32), halves.astype(np.float32).view(np.uint32))


def test_many_texts_have_the_vectors_that_each_has_alone(folder: Path) -> None:
    encoder = StaticEncoder.load(folder)
    texts = [" ".join(WORDS[1 + (i * j) % 10] for j in range(i % 7)) for i in range(2_500)]
    together = encoder.encode_passages(texts)
    alone = np.concatenate([encoder.encode_passages([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_fingerprint_follows_weights_and_tokenizer(folder: Path, tmp_path: Path) -> None:
    first = StaticEncoder.load(folder).fingerprint
    assert StaticEncoder.load(folder).fingerprint == first
    write_model(tmp_path / "other", make_tokenizer(), make_table() * 2)
    write_model(tmp_path / "third", make_tokenizer(by_word=False), make_table())
    others = {StaticEncoder.load(tmp_path / name).fingerprint for name in ("other", "third")}
    assert len(others | {first}) == 3


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"no model folder at .*absent"):
        StaticEncoder.load(tmp_path / "absent")


def test_other_modules_are_not_a_static_model(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules.append(
        {"idx": 2, "name": "2", "path": "2", "type": "sentence_transformers.models.Dense"}
    )
    (folder / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(ModelUnsupported, match="not a static embedding model"):
        StaticEncoder.load(folder)


def _no_modules(folder: Path) -> None:
    (folder / "modules.json").write_text("{")


def _no_tokenizer(folder: Path) -> None:
    (folder / "0_StaticEmbedding/tokenizer.json").unlink()


def _no_weights(folder: Path) -> None:
    (folder / "0_StaticEmbedding/model.safetensors").unlink()


def _cut_weights(folder: Path) -> None:
    weights = folder / "0_StaticEmbedding/model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-10])


def _few_rows(folder: Path) -> None:
    _write_weights(folder, {"embedding.weight": make_table()[:5]})


def _not_finite(folder: Path) -> None:
    _write_weights(folder, {"embedding.weight": make_table() * np.nan})


def _other_names(folder: Path) -> None:
    _write_weights(folder, {"embeddings": make_table(), "mapping": np.arange(3)})


def _write_weights(folder: Path, tensors: dict[str, np.ndarray]) -> None:
    save_file(tensors, folder / "0_StaticEmbedding/model.safetensors")


@pytest.mark.parametrize(
    ("damage", "error", "message"),
    [
        (_no_modules, ModelDamaged, "modules.json cannot be read"),
        (_no_tokenizer, ModelDamaged, "tokenizer .* cannot be read"),
        (_no_weights, ModelDamaged, "weights .* cannot be read"),
        (_cut_weights, ModelDamaged, "weights .* cannot be read"),
        (_few_rows, ModelDamaged, "does not hold the tokenizer's 11 tokens"),
        (_not_finite, ModelDamaged, "not finite"),
        (_other_names, ModelUnsupported, "mapping"),
    ],
)
def test_damage_is_named(folder: Path, damage, error: type[EmbeddingError], message: str) -> None:
    damage(folder)
    with pytest.raises(error, match=message):
        StaticEncoder.load(folder)
    assert issubclass(error, EmbeddingError)


def test_moved_folder_keeps_its_vectors(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder, tmp_path / "moved")
    encoder = StaticEncoder.load(tmp_path / "moved")
    assert encoder.encode_queries(["nghị"])[0, 1] == pytest.approx(1)
