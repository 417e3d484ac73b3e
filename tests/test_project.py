"""The repository keeps its own rules."""

import importlib
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "embeddings", "index", "service", "eval")


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        return [p for p in ROOT.rglob("*") if p.is_file() and ".venv" not in p.parts]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git as found
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    paths = (ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name)
    return [p for p in paths if p.is_file()]


def _sources() -> list[Path]:
    return [p for p in _tracked() if p.suffix == ".py" and p.parent.name != "tests"]


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_are_imported_from_the_repository(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(module.__path__[0]).resolve() == ROOT / name


def test_every_package_has_errors_and_types() -> None:
    for name in PACKAGES:
        assert (ROOT / name / "errors.py").exists()
        assert (ROOT / name / "py.typed").exists()


def test_modules_and_tests_are_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in _tracked()
        if p.suffix == ".py" and (n := len(p.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_nothing_is_pickled() -> None:
    pattern = re.compile(
        r"\b(?:import pickle|joblib|torch\.load|allow_pickle=True|np\.save\(.*object)"
    )
    assert [p for p in _sources() if pattern.search(p.read_text(encoding="utf-8"))] == []


def test_one_file_imports_each_engine() -> None:
    owners = {
        "faiss": {"index/vectors.py"},
        "tantivy": {"index/lexical.py"},
        "pymilvus": {"index/milvus/link.py"},
        "ray": {f"index/cluster/{name}.py" for name in ("encoders", "joining", "waves")},
        "pypdfium2": {"corpus/readers/pdf_glyphs.py"},
        "psycopg": {"corpus/store/reconnecting.py"},
        "trafilatura": {"corpus/readers/html.py"},
        "sentence_transformers": {"embeddings/sentence.py"},
    }
    for module, allowed in owners.items():
        pattern = re.compile(rf"^\s*(?:import|from) {module}\b", re.MULTILINE)
        found = {
            str(p.relative_to(ROOT))
            for p in _sources()
            if p.relative_to(ROOT).parts[0] in PACKAGES
            and "training" not in p.parts
            and pattern.search(p.read_text(encoding="utf-8"))
        }
        assert found <= allowed, module


def test_torch_is_pinned_for_every_install() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert "torch==2.13.0" in pins
    assert all(re.fullmatch(r"[\w.\[\]-]+==[\w.!+]+", pin) for pin in pins)


def test_image_and_setup_share_their_steps() -> None:
    assert "scripts/setup.sh" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "scripts/setup.sh" in (ROOT / "Makefile").read_text(encoding="utf-8")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = build["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    copied = re.findall(r"^COPY (\w+) \./", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert set(shipped) <= set(copied)


def test_the_map_names_what_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:corpus|embeddings|index|service|eval|tests|docs)/[\w/.]+)`", text)
    assert len(named) > 30
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_repository_speaks_of_the_product_alone() -> None:
    words = re.compile(r"/work/|/opt/wheels|--extra-index-url|pypi\.org|files\.pythonhosted", re.I)
    found = [
        str(p.relative_to(ROOT))
        for p in _tracked()
        if p.suffix in {".py", ".md", ".toml", ".txt", ".sh", ".yaml", ""}
        and p.name != Path(__file__).name
        and words.search(p.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []
