"""`python -m eval.fitting --data DIR --out DIR`: fit the reader, from data sets to its weights.

DIR is laid out as `docs/decisions/0011-reader.md` says. Only tune halves are read. Steps that
take long leave their result in the output folder and are not done again; the weights end up
there too, to be copied to `service/answering/`.
"""

import json
import logging
import lzma
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import torch
import typer
from safetensors.numpy import load_file, save_file

from embeddings.loading import load_encoder
from eval.datasets import GoldQuestion, ReadingQuestion, half, load_gold, load_squad
from eval.fitting import evidence, ranking, report, spans, vectors
from eval.fitting.answered import answered
from eval.fitting.cases import squad_cases
from eval.fitting.packed import Packed
from eval.fitting.rows import Builder, Rows, add_gold, add_squad, part
from eval.fitting.span_network import DIMENSION, SpanNetwork
from eval.fitting.synthetic import examples
from eval.workspace import Workspace
from service.answering.span_model import SpanModel

ROOT = Path(__file__).parents[2]
SQUAD = ("viquad-dev", "vinewsqa-dev", "zalo-wiki")
NEWS = ("news.jsonl.xz", "news-2017.jsonl.xz")
ARTICLES = 12_000
VECTOR_ARTICLES = 15_000
FIRST_STEPS, SECOND_STEPS = 800, 450
GOLD_WEIGHT = 3.0

app = typer.Typer(add_completion=False, help=__doc__)
_log = logging.getLogger(__name__)


@app.command()
def fit(
    data: Annotated[Path, typer.Option("--data", help="Folder with train/ and dev/.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the weights.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="Folder with seeds/, web/ and files/.")
    ] = None,
    threads: Annotated[int, typer.Option("--threads")] = 1,
) -> None:
    """Fit the span network, the evidence network and the ranking network; print how they do."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    squad = [q for name in SQUAD for q in load_squad(data / "dev" / f"{name}.squad.json")]
    tune = [q for q in squad if half(q.title) == "tune"]
    models = _span_models(data, out, tune)
    rows = _rows(squad, tune, articles)
    _log.info("%d sentences of %d questions", len(rows.labels), len(rows.asked))
    first = evidence.cross_fitted(rows)
    save_file(evidence.fit(rows), out / "evidence.safetensors")
    short = ranking.shortlisted(rows, first, models[1:])
    save_file(evidence.fit(short), out / "ranking.safetensors")
    judged = evidence.cross_fitted(short)
    typer.echo(report.table(short, judged))


def _span_models(data: Path, out: Path, tune: list[ReadingQuestion]) -> list[SpanModel]:
    """Return the shipped span model and those fitted without one half of the documents each."""
    names = ("spans", "spans-without-0", "spans-without-1")
    paths = [out / f"{name}.safetensors" for name in names]
    if not all(path.exists() for path in paths):
        made = [_made(data, name) for name in NEWS]
        bodies = (f"{lead} {body}" for _, lead, body in _news(data, NEWS[0], VECTOR_ARTICLES))
        start = vectors.syllable_vectors(bodies, DIMENSION)
        network = spans.first_round(start, made, FIRST_STEPS)
        asked = [_asked(tune, parity) for parity in (0, 1)]
        for path, chosen in zip(paths, (asked, asked[1:], asked[:1]), strict=True):
            steps = SECOND_STEPS * len(chosen) // 2
            _save(spans.second_round(network, made, chosen, steps), path)
    return [SpanModel.load(path) for path in paths]


def _made(data: Path, name: str) -> Packed:
    return Packed.of(examples(_news(data, name, ARTICLES), seed=1))


def _asked(tune: list[ReadingQuestion], parity: int) -> Packed:
    chosen = (q for q in tune if q.answers and part(q.title) % 2 == parity)
    return Packed.of(answered(chosen, seed=parity))


def _save(network: SpanNetwork, path: Path) -> None:
    save_file(network.tensors(), path)
    _log.info("%s: %d weights", path.name, sum(t.size for t in load_file(path).values()))


def _rows(squad: list[ReadingQuestion], tune: list[ReadingQuestion], articles: Path | None) -> Rows:
    """Search for every question as the service does and describe what is found."""
    builder = Builder()
    sources = {"bundled": [ROOT / "corpus" / "samples", ROOT / "eval" / "questions" / "injected"]}
    if articles is not None:
        sources["shared"] = [articles / "seeds", articles / "web"]
        sources["files"] = [articles / "files"]
    for name, paths in sources.items():
        with Workspace.of_sources(paths) as workspace:
            add_gold(_gold(name), workspace.service, builder, weight=GOLD_WEIGHT)
    with Workspace.of_questions(squad) as workspace:
        add_squad(squad_cases(tune, seed=1), workspace, load_encoder(), builder)
    return builder.rows()


def _gold(name: str) -> list[GoldQuestion]:
    path = ROOT / "eval" / "questions" / f"{name}.jsonl"
    return [question for question in load_gold(path) if half(question.id) == "tune"]


def _news(data: Path, name: str, most: int) -> Iterator[tuple[str, str, str]]:
    with lzma.open(data / "train" / name, "rt", encoding="utf-8") as lines:
        for line in islice(lines, most):
            row = json.loads(line)
            yield row["title"], row["lead"], row["body"]


if __name__ == "__main__":
    app()
