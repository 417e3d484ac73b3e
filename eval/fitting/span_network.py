"""The span network as it is fitted; `service/answering/span_model.py` runs the same in NumPy.

Over a sentence it gives one score to every span of limited length and one to "no answer
here"; their softmax is what is fitted.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from service.answering.question import KINDS
from service.answering.span_input import EXACT, FEATURES, FOLDED, SPECIALS
from service.answering.span_model import BUCKETS, DILATIONS, buckets

DIMENSION = 48
HIDDEN = 96
SPAN = 32
KIND = len(KINDS) + 1
DROPOUT = 0.1
_LOW = -1e4


class SpanNetwork(nn.Module):
    """Convolutions over a sentence that know the question; see `forward`."""

    def __init__(self) -> None:
        super().__init__()
        self.exact = nn.Embedding(EXACT + SPECIALS, DIMENSION)
        self.plain = nn.Embedding(FOLDED + SPECIALS, DIMENSION)
        self.question = nn.Linear(3 * DIMENSION, HIDDEN)
        self.pool = nn.Linear(HIDDEN, 1)
        self.kind = nn.Linear(KIND, HIDDEN)
        self.align = nn.Linear(DIMENSION, DIMENSION, bias=False)
        self.enter = nn.Linear(2 * DIMENSION + HIDDEN + FEATURES + 1, HIDDEN)
        self.mix = nn.ModuleList(nn.Linear(3 * HIDDEN, 2 * HIDDEN) for _ in DILATIONS)
        self.gate = nn.ModuleList(nn.Linear(HIDDEN, HIDDEN) for _ in DILATIONS)
        self.edges = nn.Linear(HIDDEN, 2)
        self.asked = nn.Linear(HIDDEN, 2 * HIDDEN)
        self.left = nn.Linear(HIDDEN, SPAN)
        self.right = nn.Linear(HIDDEN, SPAN)
        self.length = nn.Parameter(torch.zeros(KIND, BUCKETS))
        self.none = nn.Linear(3 * HIDDEN, 1)
        for embedding in (self.exact, self.plain):
            nn.init.normal_(embedding.weight, std=0.1)

    def forward(
        self,
        question: tuple[Tensor, Tensor, Tensor],
        sentence: tuple[Tensor, Tensor, Tensor],
        features: Tensor,
        kind: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Return the scores of spans (batch, length, length) and of no answer (batch,).

        `question` and `sentence` are exact ids, folded ids and mask, each (batch, length);
        `features` (batch, length, FEATURES), `kind` (batch, KIND).
        """
        asked, known = question[2], sentence[2]
        q = self.exact(question[0]) + self.plain(question[1])
        q = self._drop(q) * asked[..., None]
        p = self._drop(self.exact(sentence[0]) + self.plain(sentence[1]))
        states = functional.relu(self.question(_spread(q, 1))) * asked[..., None]
        share = self.pool(states).squeeze(-1).float().masked_fill(~asked, _LOW).softmax(-1)
        whole = functional.relu((share[..., None] * states).sum(1) + self.kind(kind))
        p, q = p.to(states.dtype), q.to(states.dtype)
        likeness = (self.align(p) @ self.align(q).transpose(1, 2)).float() / 8
        likeness = likeness.masked_fill(~asked[:, None], _LOW)
        seen = likeness.softmax(-1).to(states.dtype) @ torch.cat([q, states], -1)
        best = likeness.amax(-1, keepdim=True).to(states.dtype)
        x = torch.cat([p, seen, features.to(states.dtype), best], -1)
        hidden = functional.relu(self.enter(x)) * known[..., None]
        for mix, gate, distance in zip(self.mix, self.gate, DILATIONS, strict=True):
            value, opening = mix(_spread(hidden, distance)).chunk(2, -1)
            step = value * torch.sigmoid(opening + gate(whole)[:, None])
            hidden = (hidden + self._drop(step)) * known[..., None]
        edges = self.edges(hidden)
        for_start, for_end = (self.asked(whole) / 10).chunk(2, -1)
        start = edges[..., 0] + (hidden * for_start[:, None]).sum(-1)
        end = edges[..., 1] + (hidden * for_end[:, None]).sum(-1)
        joint = self.left(hidden) @ self.right(hidden).transpose(1, 2) / 4
        table = start.float()[:, :, None] + end.float()[:, None, :] + joint.float()
        size = known.shape[1]
        bucket = torch.from_numpy(buckets(size))
        # A product with one-hot columns: the gradient of indexing is slow on a CPU.
        one_hot = functional.one_hot(bucket.clamp(min=0).flatten(), BUCKETS).T.to(kind.dtype)
        table = table + (kind @ self.length @ one_hot).view(-1, size, size)
        inside = (bucket >= 0) & known[:, :, None] & known[:, None, :]
        top = hidden.masked_fill(~known[..., None], _LOW).amax(1)
        mean = hidden.sum(1) / known.sum(1, keepdim=True)
        none = self.none(torch.cat([top, mean, whole], -1)).squeeze(-1)
        return table.masked_fill(~inside, _LOW), none.float()

    def _drop(self, x: Tensor) -> Tensor:
        """Drop the same dimensions of all tokens, which is as good here and much faster."""
        if not self.training:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[2]) >= DROPOUT
        return x * (mask / (1 - DROPOUT)).to(x.dtype)

    def tensors(self) -> dict[str, NDArray[np.float16]]:
        """Return the weights by name, linear ones as (inputs, outputs)."""
        return {
            name: (w.T if w.ndim == 2 and not name.startswith(("exact", "plain", "length")) else w)
            .detach()
            .numpy()
            .astype(np.float16, order="C")  # safetensors writes the buffer as it lies
            for name, w in self.named_parameters()
        }


def loss(table: Tensor, none: Tensor, gold: Tensor) -> Tensor:
    """Return the mean negative log-likelihood of the gold spans, or of no answer.

    `gold` (batch, answers, 2) holds first and last token, -1 where there is none.
    """
    size = table.shape[1]
    everything = torch.cat([table.flatten(1), none[:, None]], 1)
    picked = torch.where(gold[..., 0] >= 0, gold[..., 0] * size + gold[..., 1], size * size)
    right = everything.gather(1, picked)
    absent = (gold[..., 0] < 0) & (gold[:, :1, 0] >= 0)
    right = right.masked_fill(absent, -1e9)
    return (everything.logsumexp(1) - right.logsumexp(1)).mean()


def _spread(x: Tensor, distance: int) -> Tensor:
    """Return each token beside those `distance` before and after it, (batch, length, 3 size)."""
    size = x.shape[1]
    before = functional.pad(x, (0, 0, distance, 0))[:, :size]
    after = functional.pad(x, (0, 0, 0, distance))[:, distance:]
    return torch.cat([before, x, after], -1)
