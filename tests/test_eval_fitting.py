"""The span network is fitted in torch and runs in NumPy: both must say the same."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

from eval.fitting.packed import Packed
from eval.fitting.span_network import SpanNetwork
from eval.fitting.spans import first_round
from eval.fitting.synthetic import Example
from service.answering.question import understand
from service.answering.span_input import EXACT, FOLDED, SPECIALS, ask, describe
from service.answering.span_model import SpanModel

QUESTION = "Kinh phí xây dựng thư viện là bao nhiêu?"
SENTENCES = (
    "Kinh phí xây dựng thư viện là 18,5 tỷ đồng, lấy từ ngân sách thành phố.",
    "Lễ khai trương diễn ra ngày 12/3/2024.",
)


def example(sentence: str, answer: str) -> Example:
    start = sentence.find(answer)
    return Example(QUESTION, sentence, ((start, start + len(answer)),) if answer else ())


def test_the_saved_network_gives_the_spans_of_the_fitted_one(tmp_path: Path) -> None:
    torch.manual_seed(7)
    network = SpanNetwork().eval()
    with torch.no_grad():
        for weights in network.parameters():
            weights.copy_(weights.half().float())  # as it is saved
    path = tmp_path / "spans.safetensors"
    save_file(network.tensors(), path)
    asking = ask(understand(QUESTION))
    pack = Packed.of(example(sentence, "") for sentence in SENTENCES)
    batch = pack.batch(np.arange(len(SENTENCES)))
    with torch.no_grad():
        table, none = network(*batch[:4])
    replies = SpanModel.load(path).read(asking, [describe(asking, s) for s in SENTENCES])
    gains = (table.flatten(1).logsumexp(1) - none).numpy()
    assert [reply.gain for reply in replies] == pytest.approx(gains.tolist(), abs=2e-2)
    for reply, scores in zip(replies, table, strict=True):
        likely = scores.flatten().softmax(0).view_as(scores)
        assert reply.probability == pytest.approx(float(likely[reply.first, reply.last]), abs=2e-2)


def test_answers_too_long_to_be_given_are_left_out() -> None:
    long = "từ " * 60
    assert len(Packed.of([example(long, long.strip()), example("Giá 5 đồng.", "5")])) == 1


def test_a_network_learns_what_it_is_shown() -> None:
    vectors = [np.zeros((size + SPECIALS, 48), np.float32) for size in (EXACT, FOLDED)]
    shown = [example(SENTENCES[0], "18,5 tỷ đồng"), example(SENTENCES[1], "")] * 40
    network = first_round((vectors[0], vectors[1]), [Packed.of(shown)], 30)
    table, none = network(*Packed.of(shown[:2]).batch(np.arange(2))[:4])
    gains = (table.flatten(1).logsumexp(1) - none).tolist()
    assert gains[0] > gains[1]
