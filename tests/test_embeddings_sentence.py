from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertModel,
    PreTrainedTokenizerFast,
)

from embeddings.errors import ModelNotFound, ModelUnsupported
from embeddings.loading import load_cross_encoder
from embeddings.sentence import SentenceTransformerEncoder
from tests.encoder_contract import EncoderContract

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "bộ",
    "chính",
    "trị",
    "query",
    "passage",
    ":",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of one small random layer, as plain files without a pooling module."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=WORDS[1]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=32,
        **{f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")},
    ).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
    )
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def encoder(folder: Path) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder.load(str(folder), device="cpu", batch_size=2)


class TestContract(EncoderContract):
    pass


def test_prompts_come_before_the_text(folder: Path) -> None:
    bare = SentenceTransformerEncoder.load(str(folder), device="cpu")
    prompted = SentenceTransformerEncoder.load(
        str(folder), device="cpu", query_prompt="query: ", passage_prompt="passage: "
    )
    expected = bare.encode_queries(["query: bộ chính trị", "passage: bộ chính trị"])
    np.testing.assert_allclose(prompted.encode_queries(["bộ chính trị"])[0], expected[0], atol=1e-6)
    np.testing.assert_allclose(
        prompted.encode_passages(["bộ chính trị"])[0], expected[1], atol=1e-6
    )
    assert prompted.fingerprint != bare.fingerprint


def test_prompts_follow_from_a_known_name(folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "multilingual-e5-small"
    named.symlink_to(folder)
    by_name = SentenceTransformerEncoder.load(str(named), device="cpu")
    given = SentenceTransformerEncoder.load(
        str(folder), device="cpu", query_prompt="query: ", passage_prompt="passage: "
    )
    assert by_name.fingerprint == given.fingerprint


def test_prompts_of_the_model_itself_are_used(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    prompts = {"query": "query : ", "document": "passage : "}
    SentenceTransformer(str(folder), device="cpu", prompts=prompts).save(str(own))
    encoder = SentenceTransformerEncoder.load(str(own), device="cpu")
    bare = SentenceTransformerEncoder.load(str(folder), device="cpu")
    np.testing.assert_allclose(
        encoder.encode_passages(["bộ"]), bare.encode_passages(["passage : bộ"]), atol=1e-6
    )


def test_fingerprint_follows_the_files(folder: Path, tmp_path: Path) -> None:
    first = SentenceTransformerEncoder.load(str(folder), device="cpu").fingerprint
    assert SentenceTransformerEncoder.load(str(folder), device="cpu").fingerprint == first
    changed = tmp_path / "changed"
    changed.mkdir()
    for path in folder.iterdir():
        (changed / path.name).symlink_to(path)
    (changed / "model.safetensors").unlink()
    config = BertConfig.from_pretrained(folder)
    BertModel(config).save_pretrained(tmp_path / "fresh")
    (changed / "model.safetensors").symlink_to(tmp_path / "fresh/model.safetensors")
    assert SentenceTransformerEncoder.load(str(changed), device="cpu").fingerprint != first


def test_a_name_that_is_not_here_says_what_to_do() -> None:
    with pytest.raises(
        ModelNotFound, match=r"'nobody/no-such-model' cannot be loaded.*hf download"
    ):
        SentenceTransformerEncoder.load("nobody/no-such-model", device="cpu")


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnsupported, match="cannot be loaded with backend 'torch'"):
        SentenceTransformerEncoder.load(str(tmp_path), device="cpu")


@pytest.fixture(scope="module")
def cross_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of one small random layer, and one that gives three scores beside it."""
    home = tmp_path_factory.mktemp("cross")
    for name, labels in (("one", 1), ("three", 3)):
        PreTrainedTokenizerFast.from_pretrained(folder).save_pretrained(home / name)
        config = BertConfig.from_pretrained(folder, num_labels=labels)
        BertForSequenceClassification(config).save_pretrained(home / name)
    return home


def test_a_cross_encoder_scores_each_pair(cross_folder: Path) -> None:
    scorer = load_cross_encoder(str(cross_folder / "one"))
    found = scorer.score("bộ", ["chính trị", "bộ chính trị", "chính trị"])
    assert found.dtype == np.float32
    assert found.shape == (3,)
    assert found[0] == pytest.approx(found[2], abs=1e-5)
    assert scorer.score("bộ", []).shape == (0,)


def test_a_cross_encoder_of_several_scores_is_refused(cross_folder: Path) -> None:
    with pytest.raises(ModelUnsupported, match="3 scores"):
        load_cross_encoder(str(cross_folder / "three"))


def test_a_cross_encoder_that_is_not_there() -> None:
    with pytest.raises(ModelNotFound, match="no model folder"):
        load_cross_encoder("./nowhere")
