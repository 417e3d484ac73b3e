import subprocess
import sys
from pathlib import Path

import pytest

from embeddings.errors import ModelNotFound
from embeddings.loading import BUNDLED, load_encoder
from embeddings.static import StaticEncoder
from tests.encoder_contract import EncoderContract

_LIGHT = """
import sys
from embeddings.loading import load_encoder
load_encoder().encode_queries(["Nghị quyết 57-NQ/TW"])
heavy = {"torch", "transformers", "sentence_transformers", "scipy"} & set(sys.modules)
sys.exit(", ".join(heavy) or None)
"""


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return StaticEncoder.load(BUNDLED)


class TestBundledContract(EncoderContract):
    pass


@pytest.mark.parametrize("name", [None, "", "bundled", str(BUNDLED)])
def test_names_of_the_bundled_model(name: str | None) -> None:
    encoder = load_encoder(name)
    assert isinstance(encoder, StaticEncoder)
    assert encoder.fingerprint == StaticEncoder.load(BUNDLED).fingerprint


def test_asking_the_bundled_model_imports_no_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIGHT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["./absent", "~/absent-model", "/absent/model"])
def test_a_path_that_is_absent_is_not_looked_up_on_the_hub(name: str) -> None:
    with pytest.raises(ModelNotFound, match=r"no model folder at .*absent"):
        load_encoder(name)


def test_other_names_go_to_sentence_transformers_offline(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with pytest.raises(ModelNotFound, match="nobody/no-such-model"):
        load_encoder("nobody/no-such-model")
