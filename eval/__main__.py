"""`python -m eval …`: score retrieval, reading and answers; tune; compare and report results."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from embeddings.loading import load_encoder
from eval import answers as answering
from eval import directives as directing
from eval import gate, reading, report, retrieval, tuning
from eval.compare import compare_files
from eval.datasets import Half, half, load_gold, load_retrieval, load_squad
from eval.errors import EvaluationError
from eval.matching import unaccented
from eval.provenance import provenance
from eval.tables import screen, show_comparison, show_curve, show_kinds, show_metrics
from eval.workspace import Workspace
from index.engine import LEGS
from index.tuned import keep
from service.cli.program import USAGE, explain
from service.compose import Service
from service.settings import load_settings

# An interval, which is read more easily on one line.
_PAIR = re.compile(r"\[\s+([-\d.e]+),\s+([-\d.e]+)\s+\]")

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)

Out = Annotated[Path, typer.Option("--out", help="Where the JSON goes; - is standard output.")]
EncoderName = Annotated[
    str | None, typer.Option("--encoder", help="Embedding model by name or path.")
]
HalfOf = Annotated[
    Literal["tune", "report"] | None,
    typer.Option("--half", help="One half of the questions only, by gold document."),
]
Unaccented = Annotated[
    bool, typer.Option("--unaccented", help="Ask the questions without their diacritics.")
]
Squad = Annotated[Path, typer.Option("--squad", help="A SQuAD 1.1 or 2.0 file.")]


@app.callback()
def _root() -> None:
    """Score retrieval, reading and answers; compare and report results."""


@app.command("retrieval")
def score_retrieval(
    *,
    dataset: Annotated[Path, typer.Option("--dataset", help="A BEIR folder.")],
    out: Out,
    corpus: Annotated[Path | None, typer.Option("--corpus", help="A corpus.jsonl[.xz].")] = None,
    leg: Annotated[
        Literal["lexical", "dense", "hybrid", "reranked"] | None,
        typer.Option("--leg", help="One leg of the search; default what the service uses."),
    ] = None,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
    plain: Unaccented = False,
) -> None:
    """Score search on a BEIR set: P@1, R@10, MRR@10, nDCG@10."""
    if leg is not None and leg not in LEGS:
        raise EvaluationError(f"this version has no leg {leg!r}; it has {', '.join(LEGS)}")
    data = load_retrieval(dataset, corpus).restricted(half_of)
    with (
        screen.status("storing, indexing and searching"),
        Workspace.of_documents(data.documents, encoder=encoder) as workspace,
    ):
        result = retrieval.run(data, workspace, leg, typed=_typed(plain))
        head = provenance("retrieval", dataset, workspace.service)
    _write(out, {**head, "leg": leg, "half": half_of, "unaccented": plain, **result})
    show_metrics(f"retrieval: {dataset.name}", result)


@app.command("tune-fusion")
def tune_fusion(
    *,
    dataset: Annotated[Path, typer.Option("--dataset", help="A BEIR folder.")],
    out: Out,
    corpus: Annotated[Path | None, typer.Option("--corpus", help="A corpus.jsonl[.xz].")] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="Data directory that keeps the weight.")
    ] = None,
    encoder: EncoderName = None,
) -> None:
    """Find how much the encoder's dense leg should weigh on a BEIR set, and keep it in DATA."""
    settings = load_settings(data=data, encoder=encoder)
    found, tried = load_retrieval(dataset, corpus), tuning.Tried()
    with screen.status("storing, indexing and searching"):
        model = tuning.Remembering(load_encoder(settings.encoder, allow_download=settings.network))
        with Workspace.of_documents(found.documents, encoder=model, fusions=tried) as workspace:
            head = provenance("tune-fusion", dataset, workspace.service)
            weight, result = tuning.run(found, workspace, tried)
    _write(out, {**head, **result})
    keep(
        settings.fusion_file,
        head["encoder"],
        weight,
        dataset=dataset.name,
        questions=result["queries"]["tune"],
        date=head["date"],
    )
    show_curve(f"dense weight: {dataset.name}, tune half", result)
    show_metrics(f"with weight {weight}: {dataset.name}, report half", result)
    screen.print(f"kept in {settings.fusion_file} for {head['encoder']}")


@app.command("reading")
def score_reading(
    *,
    squad: Squad,
    out: Out,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
    plain: Unaccented = False,
) -> None:
    """Score answers from the gold paragraph: EM, F1, evidence."""
    _score_squad("reading", squad, out, encoder, half_of, plain=plain)


@app.command("open")
def score_open(
    *,
    squad: Squad,
    out: Out,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
    plain: Unaccented = False,
) -> None:
    """Score answers from all paragraphs: also citation precision, recall and answer rate."""
    _score_squad("open", squad, out, encoder, half_of, plain=plain)


@app.command("answers")
def score_answers(
    *,
    gold: Annotated[Path, typer.Option("--gold", help="Lines of gold questions.")],
    out: Out,
    data: Annotated[Path | None, typer.Option("--data", help="Data directory.")] = None,
    encoder: EncoderName = None,
    half_of: HalfOf = None,
    plain: Unaccented = False,
) -> None:
    """Score answers on articles: correct, cited, abstained rightly, answered wrongly."""
    settings = load_settings(data=data, encoder=encoder)
    questions = [q for q in load_gold(gold) if half_of in (None, half(q.id))]
    with screen.status("answering"), Service(settings) as service:
        result = answering.run(questions, service, typed=_typed(plain))
        head = provenance("answers", gold, service)
    _write(out, {**head, "half": half_of, "unaccented": plain, **result})
    show_kinds(f"answers: {gold.name}", result, (*answering.MEASURES, "supported"))


@app.command("directives")
def score_directives(
    *,
    out: Out = Path("-"),
    labels: Annotated[
        Path, typer.Option("--labels", help="Lines of labelled sentences.")
    ] = gate.QUESTIONS / "directives.jsonl",
    data: Annotated[Path, typer.Option("--test-data", help="Folder with articles/.")] = Path(
        "../shared"
    ),
    half_of: HalfOf = None,
) -> None:
    """Score the directives found: sentences by precision and recall, and each field."""
    wanted = directing.load_labels(labels).restricted(half_of)
    sources = (gate.SAMPLES, data / "articles" / "seeds", data / "articles" / "web")
    with screen.status("reading"):
        result = directing.run(wanted, directing.read_articles(sources, wanted.articles))
    _write(out, {"command": "directives", "labels": labels.name, "half": half_of, **result})
    show_metrics(f"directives: {labels.name}", result)


@app.command("compare")
def compare(
    before: Annotated[Path, typer.Argument(help="The result before.")],
    after: Annotated[Path, typer.Argument(help="The result after.")],
    out: Out = Path("-"),
) -> None:
    """Compare two results question by question: difference, interval, p-value, won and lost."""
    result = compare_files(before, after)
    _write(out, result)
    show_comparison(f"{after.name} against {before.name}", result)


@app.command("report")
def write_report(
    results: Annotated[list[Path], typer.Argument(help="What the other commands wrote.")],
    out: Annotated[Path, typer.Option("--out", help="Where the page goes.")] = Path("report.html"),
) -> None:
    """Show results as one page that everybody can read."""
    _save(out, report.page(report.load(results)))
    screen.print(f"wrote {out}")


@app.command("record")
def write_record(
    data: Annotated[
        Path, typer.Option("--test-data", help="Folder with articles/ and data/.")
    ] = Path("../shared"),
    out: Annotated[Path, typer.Option("--out", help="Where the record goes.")] = gate.RECORD,
) -> None:
    """Measure the figures that `make test` holds, and record them as what must not fall."""
    with screen.status("measuring"):
        result = gate.record(data)
    _write(out, result)


def _score_squad(
    command: Literal["reading", "open"],
    squad: Path,
    out: Path,
    encoder: str | None,
    half_of: Half | None,
    *,
    plain: bool,
) -> None:
    questions = load_squad(squad)
    asked = [q for q in questions if half_of in (None, half(q.title))]
    with (
        screen.status("storing, indexing and answering"),
        Workspace.of_questions(questions, encoder=encoder) as workspace,
    ):
        result = reading.run(asked, workspace, given=command == "reading", typed=_typed(plain))
        head = provenance(command, squad, workspace.service)
    _write(out, {**head, "half": half_of, "unaccented": plain, **result})
    show_metrics(f"{command}: {squad.name}", result)


def _typed(plain: bool) -> Callable[[str], str]:
    return unaccented if plain else str


def _write(out: Path, result: dict[str, Any]) -> None:
    text = json.dumps(result, ensure_ascii=False, indent=1)
    text = _PAIR.sub(r"[\1, \2]", text) + "\n"
    if str(out) == "-":
        sys.stdout.write(text)
    else:
        _save(out, text)


def _save(out: Path, text: str) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{out} cannot be written: {error.strerror}") from error


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code; bad input is one line on standard error and 2."""
    try:
        app(args=argv, prog_name="python -m eval", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        message, code = explain(error)
        if isinstance(error, EvaluationError):
            message, code = str(error), USAGE
        sys.stderr.write(f"error: {' '.join(message.split())}\n")
        return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
