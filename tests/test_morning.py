"""The walk-through of `docs/morning.md`: every command is run and prints what stands there."""

import re
import shlex
from pathlib import Path

import pytest

from eval.gate import SAMPLES
from service.cli.program import run
from tests.shared_data import shared

PAGE = (Path(__file__).parents[1] / "docs" / "morning.md").read_text(encoding="utf-8")
STEPS = re.findall(r"```sh\n(tracuu [^\n]+)\n```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory with the bundled articles and the pages of the press."""
    where = tmp_path_factory.mktemp("morning")
    sources = [str(SAMPLES), str(shared("articles", "seeds"))]
    assert run(["ingest", *sources, "--data", str(where)]) == 0
    return where


def test_no_command_stands_there_without_its_output() -> None:
    assert len(STEPS) == PAGE.count("\ntracuu ") >= 7


@pytest.mark.parametrize(("command", "shown"), STEPS, ids=[command for command, _ in STEPS])
def test_a_command_prints_what_stands_there(
    command: str, shown: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, *argv = shlex.split(command)
    assert run([*argv, "--data", str(data)]) == 0
    lines = iter(capsys.readouterr().out.splitlines())
    for line in shown.splitlines():
        pieces = [re.escape(piece) for piece in re.split(r"\s?…\s?", line)]
        wanted = re.compile(".*".join(pieces) + "$" * (not line.endswith("…")))
        assert any(wanted.match(printed.lstrip("\ufeff")) for printed in lines), line
