import json
import os
from pathlib import Path

import pytest

from service.cli.program import run
from service.errors import SettingsError
from service.settings import MASK, PREFIX, load_settings, variables

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs/settings.md").read_text()
    missing = [PREFIX + name.upper() for name in variables() if PREFIX + name.upper() not in page]
    assert missing == []


def test_option_beats_environment_beats_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("tracuu.toml").write_text('port = 1\nhost = "h"\nworkers = 2\n')
    monkeypatch.setenv("TRACUU_HOST", "env")
    monkeypatch.setenv("TRACUU_WORKERS", "3")
    found = load_settings(workers=4, data=None)
    assert (found.port, found.host, found.workers) == (1, "env", 4)


def test_the_file_can_be_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else.toml"
    elsewhere.write_text("port = 9\n")
    monkeypatch.setenv("TRACUU_CONFIG", str(elsewhere))
    assert load_settings().port == 9
    monkeypatch.setenv("TRACUU_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load_settings()


def test_an_empty_variable_undoes_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("tracuu.toml").write_text('chat_model = "openai:x"\nport = 1\n')
    monkeypatch.setenv("TRACUU_CHAT_MODEL", "")
    monkeypatch.setenv("TRACUU_PORT", "")
    found = load_settings()
    assert found.chat_model is None
    assert found.port == 8000


def test_an_unknown_variable_names_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACUU_CHATMODEL", "x")
    with pytest.raises(SettingsError, match=r"TRACUU_CHATMODEL.*TRACUU_CHAT_MODEL"):
        load_settings()


def test_an_unknown_key_names_the_nearest() -> None:
    Path("tracuu.toml").write_text('chat_modl = "x"\n')
    with pytest.raises(SettingsError, match=r"tracuu\.toml.*chat_modl.*chat_model"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "abc"), ("PORT", "70000"), ("ANONYMOUS", "yes"), ("CHAT_TIMEOUT", "0")],
)
def test_a_bad_value_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TRACUU_{name}", value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert f"TRACUU_{name}" in str(caught.value)
    assert value in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_broken_file_is_named() -> None:
    Path("tracuu.toml").write_text("port = \n")
    with pytest.raises(SettingsError, match=r"tracuu\.toml"):
        load_settings()


def test_secrets_are_masked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACUU_CHAT_KEY", "sk-secret")
    monkeypatch.setenv("TRACUU_STORE", "postgresql+psycopg://me:hunter2@db/tracuu")
    assert run(["settings", "--json"]) == 0
    out = capsys.readouterr().out
    shown = json.loads(out)["settings"]
    assert shown["TRACUU_CHAT_KEY"] == MASK
    assert shown["TRACUU_STORE"] == f"postgresql+psycopg://me:{MASK}@db/tracuu"
    assert shown["TRACUU_ENCODER"] is None
    assert "sk-secret" not in out
    assert "hunter2" not in out
    assert "sk-secret" not in repr(load_settings())


def test_a_model_name_asks_for_the_network_and_a_path_does_not(tmp_path: Path) -> None:
    assert not load_settings().network
    assert load_settings(encoder="intfloat/multilingual-e5-small").network
    assert not load_settings(encoder=str(tmp_path)).network
    assert load_settings(download=True).network
    assert load_settings(reranker="BAAI/bge-reranker-v2-m3").network
    assert not load_settings(encoder="bundled", reranker="off").network


def test_store_and_index_follow_the_data_directory() -> None:
    found = load_settings(data=Path("d"))
    assert found.store_location == str(Path("d/store.sqlite"))
    assert found.index_directory == Path("d/index")
    assert load_settings(store="s.db", index=Path("i")).store_location == "s.db"


def test_lists_of_folders_and_feeds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRACUU_WATCH", f"/srv/a{os.pathsep}b c")
    monkeypatch.setenv("TRACUU_FEEDS", " https://Vi.example/rss  http://vi.example/b ")
    found = load_settings()
    assert found.watch == (Path("/srv/a"), Path("b c"))
    assert found.feeds == ("https://vi.example/rss", "http://vi.example/b")
    assert run(["settings", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["settings"]
    assert shown["TRACUU_FEEDS"] == "https://vi.example/rss http://vi.example/b"
    monkeypatch.setenv("TRACUU_WATCH", "")
    assert load_settings().watch == ()
    monkeypatch.setenv("TRACUU_FEEDS", "ftp://vi.example/rss")
    with pytest.raises(SettingsError, match=r"TRACUU_FEEDS.*not an http"):
        load_settings()


def test_lists_in_the_file() -> None:
    Path("tracuu.toml").write_text('watch = ["a", "b"]\nfeeds = ["https://vi.example/rss"]\n')
    found = load_settings()
    assert found.watch == (Path("a"), Path("b"))
    assert found.feeds == ("https://vi.example/rss",)
