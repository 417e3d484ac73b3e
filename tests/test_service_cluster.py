"""The setting that names a Ray cluster, and what is said where there is none."""

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest

from service.errors import SettingsError
from tests.commands import complaint
from tests.fakes_service import make_service, make_settings
from tests.lite_server import closed_port


@pytest.mark.parametrize("address", ["local", "auto", "head:6379"])
def test_where_a_cluster_can_be(address: str, tmp_path: Path) -> None:
    assert make_settings(tmp_path, ray=address).ray == address


@pytest.mark.parametrize(
    "address", ["yes", "head", "http://head:6379", "ray://head:10001", "a b:1"]
)
def test_what_is_no_cluster_is_refused_by_name(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TRACUU_RAY", address)
    told = complaint(capsys, "settings", "--data", str(tmp_path))
    assert "TRACUU_RAY" in told
    assert "HOST:PORT" in told


def test_nothing_of_it_is_imported_without_it(tmp_path: Path) -> None:
    with make_service(tmp_path) as service:
        assert service.cluster is None
        service.publish(on_cluster=True)
        assert service.executors.__name__ == "Spread"


def test_what_is_needed_is_named_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_ray(name: str, *args: Any, **options: Any) -> Any:
        if name.partition(".")[0] == "ray":
            raise ModuleNotFoundError("No module named 'ray'", name="ray")
        return real(name, *args, **options)

    for name in [name for name in sys.modules if name.startswith("index.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without_ray)
    with (
        make_service(tmp_path, ray="local") as service,
        pytest.raises(SettingsError, match=r'ray is needed; run: pip install "tracuu\[ray\]"'),
    ):
        _ = service.executors


def test_a_cluster_that_is_not_there_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACUU_RAY", f"127.0.0.1:{closed_port()}")
    (tmp_path / "a.txt").write_text("Một bài\n\nMột câu.", encoding="utf-8")
    told = complaint(capsys, "ingest", str(tmp_path / "a.txt"), "--data", str(tmp_path / "data"))
    assert "no Ray cluster answers at '127.0.0.1:" in told
    assert "TRACUU_RAY" in told
