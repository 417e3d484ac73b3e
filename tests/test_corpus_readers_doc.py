from pathlib import Path

import pytest

from corpus.errors import Refused
from corpus.readers.doc import read_doc
from tests.documents import docx, p

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"


def program(folder: Path, name: str, script: str) -> None:
    """Put a program of this name, and no other, on the path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("content", "kind"), [(DOC, "a DOC"), (b"{\\rtf1 x}", "an RTF")])
def test_without_a_converter_the_remedy_is_told(path: Path, content: bytes, kind: str) -> None:
    with pytest.raises(Refused, match=f"{kind} file, and no converter .* install LibreOffice"):
        read_doc(content)


def test_libreoffice_converts_to_docx(path: Path) -> None:
    (path / "made").write_bytes(docx(p("Tên của bài") + p("Một đoạn văn.")))
    program(path, "soffice", f'cp "{path}/made" "$6/file.docx"')
    page = read_doc(DOC)
    assert page.title == "Tên của bài"
    assert [line.text for line in page.lines] == ["Một đoạn văn."]


@pytest.mark.parametrize("script", ["exit 3", "exit 0", "kill -9 $$"])
def test_a_converter_that_fails_is_told(path: Path, script: str) -> None:
    program(path, "soffice", script)
    with pytest.raises(Refused, match=r"cannot read it; open it in Word and save it as DOCX"):
        read_doc(DOC)


def test_antiword_prints_the_text(path: Path) -> None:
    program(path, "antiword", "printf 'QUYẾT ĐỊNH\\n\\nĐiều 1. Phê duyệt.\\n|Tỉnh |Số xã |\\n'")
    page = read_doc(DOC)
    assert page.title == "QUYẾT ĐỊNH"
    assert [(line.text, line.kind) for line in page.lines] == [
        ("Điều 1. Phê duyệt.", None),
        ("Tỉnh | Số xã", "table"),
    ]


def test_antiword_reads_no_rtf_and_may_find_nothing(path: Path) -> None:
    program(path, "antiword", "exit 0")
    with pytest.raises(Refused, match="an RTF file"):
        read_doc(b"{\\rtf1 x}")
    with pytest.raises(Refused, match="a DOC without text"):
        read_doc(DOC)


def test_letters_of_old_fonts_are_repaired(path: Path) -> None:
    old = "NghÞ quyÕt vÒ ®Êt ®ai cña nh©n d©n c¶ n\xadíc, ch\xad¬ng tr×nh ph¸t triÓn"
    program(path, "antiword", f"printf '{old}\\n'")
    assert read_doc(DOC).title == (
        "Nghị quyết về đất đai của nhân dân cả nước, chương trình phát triển"
    )
