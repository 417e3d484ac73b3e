import numpy as np
import pytest
import torch

from embeddings.tokens import Tokens
from embeddings.training.fitting import Fit, Trainer, _contrast
from embeddings.training.mining import NONE, Mining, mine
from embeddings.training.pairs import PairDrawer, TokenisedDocuments, tokenise
from embeddings.training.sources import Document
from embeddings.training.text import fold
from embeddings.training.vocabulary import count_words, train_tokenizer

MINING = Mining(first=1, last=4, margin=0.8, kept=3)


def _tokenised(documents: list[Document]) -> tuple[TokenisedDocuments, Tokens]:
    words = count_words(text for document in documents for text in document.heads + document.body)
    tokens = Tokens(train_tokenizer(words, {}, 500))
    return tokenise(documents, tokens), tokens


def _documents() -> list[Document]:
    """One article, a copy of it, seven that share fewer and fewer words with it, and the rest."""
    subject = ["lúa", "gạo", "giá", "xuất", "khẩu", "kho", "vụ"]
    shared = [[*subject[: 7 - n], *(f"từ{n}{m}" for m in range(20 + n))] for n in range(1, 7)]
    bodies = [[*subject, "đầu"], [*subject, "cuối"], *shared]
    bodies += [[f"khác{n}{m}" for m in range(9)] for n in range(120)]
    heads = [" ".join(subject)] + [f"tựa{n}" for n in range(len(bodies) - 1)]
    return [Document((h,), (" ".join(b),)) for h, b in zip(heads, bodies, strict=True)]


def test_negatives_are_found_by_the_title_but_are_neither_copies_nor_the_best() -> None:
    documents, _ = _tokenised(_documents())
    mined = mine(documents, MINING, seed=1)
    assert mined.shape == (len(documents), 3)
    # 1 is a copy. Of the others the best one, rank 0, is left out, and ranks 1 to 3 are taken.
    assert sorted(mined[0].tolist()) == [3, 4, 5]
    # No other title has a word of its own body, so nothing says which other texts answer it.
    assert (mined[1:] == NONE).all()


def test_the_same_seed_finds_the_same() -> None:
    documents, _ = _tokenised(_documents())
    first, second = (mine(documents, Mining(0, 6, 0.8, 2), seed=4) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_without_a_margin_the_copy_is_a_candidate() -> None:
    documents, _ = _tokenised(_documents())
    mined = mine(documents, Mining(first=0, last=3, margin=2.0, kept=3), seed=1)
    assert {0, 1} <= set(mined[0].tolist())


def test_drawn_negatives_are_of_the_mined_documents_and_spelled_as_the_passage_is() -> None:
    texts = [f"bò{n} cò{n} đò{n} gỗ{n}." for n in range(4)]
    documents, tokens = _tokenised([Document((f"tựa{n}",), (t,) * 9) for n, t in enumerate(texts)])
    mined = np.array([[2, 3], [NONE, 3], [NONE, NONE], [0, 1]], np.int32)
    drawer = PairDrawer(documents, 1, mined, each=2)
    own = [set(np.concatenate(tokens.ids([text, fold(text)]))) for text in texts]
    marked = set(np.concatenate(tokens.ids([*texts, *(f"tựa{n}" for n in range(4))])))
    marked -= set(np.concatenate(tokens.ids([*map(fold, texts), "0 1 2 3"])))
    for number, others in ((0, [2, 3]), (1, [3]), (2, [])):
        for _, passage, *negatives in drawer.draw([number] * 50):
            assert len(negatives) == len(others)
            found = {other for other in others for row in negatives if own[other] & set(row)}
            assert found == set(others)
            for row in negatives:
                assert marked.isdisjoint(row) == marked.isdisjoint(passage)


@pytest.mark.parametrize("negatives", [0, 5])
def test_gradients_are_those_of_the_loss(negatives: int) -> None:
    torch.manual_seed(0)
    sides = [torch.randn(6, 8), torch.randn(6 + negatives, 8)]
    questions, passages = (torch.nn.functional.normalize(side) for side in sides)
    questions.requires_grad_()
    passages.requires_grad_()
    scores = 20 * questions @ passages.T
    right = torch.arange(6)
    expected = torch.nn.functional.cross_entropy(scores, right)
    expected = (expected + torch.nn.functional.cross_entropy(scores[:, :6].T, right)) / 2
    slopes = torch.autograd.grad(expected, [questions, passages])
    loss, *found = _contrast(questions.detach(), passages.detach(), 20.0)
    assert loss == pytest.approx(float(expected.detach()), rel=0.03)
    for slope, own in zip(slopes, found, strict=True):
        torch.testing.assert_close(own, slope, atol=0.05, rtol=0.05)


def test_training_pushes_mined_negatives_away() -> None:
    question, passage, other = (np.array(ids, np.uint16) for ids in ([0, 1], [1, 2], [1, 3]))
    filler = np.array([4], np.uint16), np.array([5], np.uint16)
    trainer = Trainer(np.ones(6, np.float32), 8, Fit(), seed=0)
    losses = [trainer.step([(question, passage, other), filler], p) for p in np.linspace(0, 1, 30)]
    q, p, o = (trainer.table[ids].sum(axis=0) for ids in (question, passage, other))
    assert q @ p > q @ o
    assert losses[-1] < losses[0]
