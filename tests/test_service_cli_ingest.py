"""`tracuu ingest`: files, addresses, feeds."""

from pathlib import Path

import pytest

from service.compose import Service
from tests.commands import follow_by_eye, output, sources
from tests.loopback import local_fetcher, page, serving, versioned, xml

__all__ = ["follow_by_eye", "sources"]  # fixtures


def test_ingest_counts_what_became_of_each_source(
    tmp_path: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--data", str(tmp_path / "data")]
    first = output(capsys, "ingest", str(sources), *where)
    assert first == {"added": 2, "updated": 0, "unchanged": 0, "duplicate": 0, "refused": []}
    (tmp_path / "empty.txt").write_text("")
    again = output(capsys, "ingest", str(sources), str(tmp_path / "empty.txt"), *where, code=1)
    assert again["unchanged"] == 2
    assert [refusal["name"] for refusal in again["refused"]] == ["empty"]
    assert again["refused"][0]["reason"]


def test_addresses_and_feeds_are_ingested(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ["--data", str(tmp_path)]
    with serving() as site, monkeypatch.context() as patch:
        patch.setattr(Service, "fetcher", property(lambda _service: local_fetcher()))
        site.pages |= {"/1": versioned(page(1)), "/2": versioned(page(2)), "/rss": xml(
            f"<rss><channel><item><link>{site.address}/2</link></item></channel></rss>"
        )}  # fmt: skip
        given = [f"{site.address}/1", "--feed", f"{site.address}/rss", *where]
        first = output(capsys, "ingest", *given)
        assert (first["added"], first["refused"]) == (2, [])
        again = output(capsys, "ingest", *given)
        assert (again["added"], again["unchanged"]) == (0, 2)
        gone = output(capsys, "ingest", "--feed", f"{site.address}/none", *where, code=1)
        assert gone["refused"][0]["name"] == f"{site.address}/none"
        assert output(capsys, "search", "chuyển đổi số", *where)["hits"]
    # Without the tests' permission this machine is out of reach.
    refused = output(capsys, "ingest", f"{site.address}/1", *where, code=1)["refused"]
    assert "not on the public internet" in refused[0]["reason"]
