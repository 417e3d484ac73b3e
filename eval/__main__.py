"""`python -m eval …`: score retrieval, reading and answers; compare two results."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from corpus.errors import CorpusError
from embeddings.errors import EmbeddingError
from eval import answers as answering
from eval import reading, retrieval
from eval.compare import compare_files
from eval.datasets import Half, Retrieval, half, load_gold, load_retrieval, load_squad
from eval.errors import EvaluationError
from eval.workspace import Workspace
from index.errors import IndexingError
from service.compose import Service
from service.errors import ServiceError
from service.settings import load_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
screen = Console(stderr=True)

Out = Annotated[Path, typer.Option("--out", help="Where the JSON goes; - is standard output.")]
EncoderName = Annotated[str | None, typer.Option("--encoder", help="Embedding model.")]
HalfOf = Annotated[
    Literal["tune", "report"] | None,
    typer.Option("--half", help="One half of a set, by gold document."),
]


@app.command("retrieval")
def score_retrieval(
    dataset: Annotated[Path, typer.Option("--dataset", help="A BEIR folder.")],
    out: Out,
    corpus: Annotated[Path | None, typer.Option("--corpus", help="A corpus.jsonl[.xz].")] = None,
    leg: Annotated[
        Literal["lexical", "dense", "hybrid", "reranked"] | None, typer.Option("--leg")
    ] = None,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
) -> None:
    """Score search on a BEIR set: P@1, R@10, MRR@10, nDCG@10."""
    data = _half_of_retrieval(load_retrieval(dataset, corpus), half_of)
    with Workspace(data.documents, encoder=encoder) as workspace:
        result = retrieval.run(data, workspace, leg)
        _write(out, {**result, "encoder": workspace.encoder})
    _table("retrieval", result["metrics"], result["ci95"])


@app.command("reading")
def score_reading(
    squad: Annotated[Path, typer.Option("--squad", help="A SQuAD file.")],
    out: Out,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
) -> None:
    """Score answers from the gold paragraph: EM, F1, evidence."""
    _score_squad(squad, out, encoder, half_of, given=True)


@app.command("open")
def score_open(
    squad: Annotated[Path, typer.Option("--squad", help="A SQuAD file.")],
    out: Out,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
) -> None:
    """Score answers from all paragraphs: also citation precision, recall and answer rate."""
    _score_squad(squad, out, encoder, half_of, given=False)


@app.command("answers")
def score_answers(
    gold: Annotated[Path, typer.Option("--gold", help="Lines of gold questions.")],
    out: Out,
    data: Annotated[Path | None, typer.Option("--data", help="Data directory.")] = None,
    encoder: EncoderName = None,
) -> None:
    """Score answers on articles: correct, cited, abstained rightly, answered wrongly."""
    settings = load_settings(data=data)
    if encoder:
        settings = settings.model_copy(update={"encoder": encoder})
    questions = load_gold(gold)
    with Service(settings) as service:
        names: dict[str, str] = {}

        def name_of(article_id: str) -> str:
            if article_id not in names:
                names[article_id] = service.store.get(article_id).article.name
            return names[article_id]

        result = answering.run(
            questions,
            lambda question, filters, turns: service.answer(
                question, filters=filters, conversation=turns
            ),
            name_of,
        )
    _write(out, result)
    for kind, row in {**result["kinds"], "overall": result["overall"]}.items():
        measures = {k: row[k] for k in answering.MEASURES if row[k] is not None}
        _table(f"{kind} ({row['questions']})", measures, row["ci95"])


@app.command("compare")
def compare(
    a: Annotated[Path, typer.Argument(help="The result before.")],
    b: Annotated[Path, typer.Argument(help="The result after.")],
    out: Out = Path("-"),
) -> None:
    """Compare two results question by question: difference, interval, p-value, won and lost."""
    result = compare_files(a, b)
    _write(out, result)
    table = Table(title=f"{b} against {a}")
    for column in ("metric", "before", "after", "difference", "95 %", "p", "won", "lost"):
        table.add_column(column)
    for name, row in result["metrics"].items():
        table.add_row(
            name,
            f"{row['a']:.4f}",
            f"{row['b']:.4f}",
            f"{row['difference']:+.4f}",
            f"[{row['ci95'][0]:+.4f}, {row['ci95'][1]:+.4f}]",
            f"{row['p']:.3f}",
            str(len(row["won"])),
            str(len(row["lost"])),
        )
    screen.print(table)


def _score_squad(
    squad: Path, out: Path, encoder: str | None, half_of: Half | None, *, given: bool
) -> None:
    questions = load_squad(squad)
    asked = [q for q in questions if half_of in (None, half(q.title))]
    with Workspace.of_questions(questions, encoder=encoder) as workspace:
        outcomes = reading.answer_all(asked, workspace, given=given)
        result = reading.summary(outcomes, given=given)
        _write(out, {**result, "encoder": workspace.encoder})
    _table("reading" if given else "open", result["metrics"], result["ci95"])


def _half_of_retrieval(data: Retrieval, wanted: Half | None) -> Retrieval:
    if wanted is None:
        return data
    qrels = {q: d for q, d in data.qrels.items() if half(next(iter(d))) == wanted}
    return Retrieval(
        data.documents, {q: data.queries[q] for q in qrels if q in data.queries}, qrels
    )


def _write(out: Path, result: dict[str, Any]) -> None:
    text = json.dumps(result, ensure_ascii=False, indent=1)
    if str(out) == "-":
        sys.stdout.write(text + "\n")
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + "\n", encoding="utf-8")


def _table(title: str, metrics: dict[str, Any], ci95: dict[str, Any]) -> None:
    table = Table(title=title)
    for column in ("metric", "value", "95 %"):
        table.add_column(column)
    for name, value in metrics.items():
        low, high = ci95.get(name) or (None, None)
        table.add_row(name, f"{value:.4f}", f"{low:.4f} to {high:.4f}" if low is not None else "")
    screen.print(table)


def main() -> None:
    """Run the command line; bad input is one line on standard error and exit code 2."""
    try:
        app()
    except (EvaluationError, ServiceError, CorpusError, IndexingError, EmbeddingError) as error:
        sys.stderr.write(f"error: {error}\n")
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
