import pytest

from embeddings.errors import ModelNotFound
from index.reranker import BundledReranker
from service.compose import Service
from service.settings import load_settings


def chosen(tmp_path, **settings):
    service = Service(load_settings(data=tmp_path, **settings), create=True)
    try:
        return service.reranker
    finally:
        service.close()


@pytest.mark.parametrize(
    "settings", [{}, {"reranker": "bundled"}, {"encoder": "bundled"}, {"reranker": ""}]
)
def test_the_bundled_one_by_default(tmp_path, settings):
    assert isinstance(chosen(tmp_path, **settings), BundledReranker)


def test_none_where_it_is_switched_off_or_the_encoder_is_another(tmp_path):
    assert chosen(tmp_path, reranker="off") is None
    assert chosen(tmp_path, encoder=str(tmp_path)) is None
    both = chosen(tmp_path, encoder=str(tmp_path), reranker="bundled")
    assert isinstance(both, BundledReranker)


def test_a_cross_encoder_that_is_not_there(tmp_path):
    with pytest.raises(ModelNotFound, match="no model folder"):
        chosen(tmp_path, reranker="./nowhere")
