from pathlib import Path

import pytest

from corpus.articles import RawDocument
from corpus.errors import SourceError
from corpus.readers import DOC, DOCX, MAX_BYTES, PDF, Refusal, walk


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.html", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("chữ", encoding="utf-8")
    found = [item for item in walk([tmp_path]) if isinstance(item, RawDocument)]
    assert [(item.name, item.media_type) for item in found] == [
        ("a", "text/markdown"),
        ("b", "text/plain"),
        ("c", "text/html"),
    ]
    assert all(item.key == str(tmp_path / "sub/c.html") for item in found if item.name == "c")
    assert all(item.url is None for item in found)


def test_a_loop_of_links_is_entered_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("chữ", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [item.name for item in walk([tmp_path])] == ["a"]


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere does not exist; give the path"):
        walk([tmp_path, tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.odt", b"PK", "unknown kind .odt; convert it to one of .txt, .md, .html, .htm, .pdf"),
        ("a.pdf", b"no PDF at all", "not a PDF file, whatever its name says"),
        ("a.docx", b"PK", "not a DOCX file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("a.txt", b"  \n", "empty"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "more than 20,971,520"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (refusal,) = walk([path])
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert (refusal.key, refusal.name) == (str(path), path.stem)


def test_a_link_to_nothing_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text("chữ", encoding="utf-8")
    first, second = walk([tmp_path])
    assert isinstance(first, Refusal)
    assert isinstance(second, RawDocument)


@pytest.mark.parametrize("name", ["page", "page.txt"])
def test_html_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf\n<!DOCTYPE html><html><p>x</p></html>")
    (item,) = walk([tmp_path / name])
    assert isinstance(item, RawDocument)
    assert item.media_type == "text/html"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("noname", b"%PDF-1.7", PDF),
        ("page.txt", b"\n%PDF-1.4", PDF),
        ("a.doc", b"PK\x03\x04", DOCX),
        ("a.docx", b"PK\x03\x04", DOCX),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", DOC),
        ("a.doc", b"{\\rtf1", DOC),
        ("a.doc", b"<html><p>x</p></html>", "text/html"),
    ],
)
def test_files_of_offices_are_known_by_their_content(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (item,) = walk([tmp_path / name])
    assert isinstance(item, RawDocument)
    assert item.media_type == media_type
