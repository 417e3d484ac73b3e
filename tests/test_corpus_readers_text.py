import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.articles import RawDocument
from corpus.errors import Refused
from corpus.readers import read
from corpus.readers.text import decode

TEXT = "Phiên họp thứ nhất\nNghị quyết số 57-NQ/TW được quán triệt tại tỉnh, với 1.000 đại biểu dự."


def raw(content: bytes, media_type: str = "text/plain") -> RawDocument:
    return RawDocument("key", "name", content, media_type)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\u2028").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["utf8", "bom", "utf16", "le", "be", "be-bom", "utf32", "crlf", "cr", "u2028", "nfd"],
)
def test_every_usual_encoding_gives_the_same_text(content: bytes) -> None:
    assert decode(content) == TEXT


def test_windows_1258_is_read_where_it_is_vietnamese() -> None:
    # The code page writes the tone after the vowel; only these five can follow it.
    tones = "\u0300\u0309\u0303\u0301\u0323"

    def legacy(text: str) -> bytes:
        out = []
        for letter in unicodedata.normalize("NFC", text):
            parts = unicodedata.normalize("NFD", letter)
            tone = "".join(mark for mark in parts if mark in tones)
            base = unicodedata.normalize("NFC", "".join(m for m in parts if m not in tones))
            out.append((base + tone).encode("cp1258"))
        return b"".join(out)

    assert decode(legacy(TEXT * 5)) == TEXT * 5


def test_broken_utf8_is_refused_with_the_remedy() -> None:
    with pytest.raises(Refused, match=r"not valid utf-8 \(byte 10\).*save it as UTF-8"):
        decode(b"0123456789\xff\xfe\xfa plain words in no language" * 3)


def test_binary_content_is_refused() -> None:
    with pytest.raises(Refused, match="binary"):
        decode(bytes(range(256)) * 20)


def test_invisible_characters_do_not_split_words() -> None:
    assert decode("nghi\u00ad\u200b\u202e quyết\u00a0định\ufeff".encode()) == "nghi quyết định"


@given(st.text())
def test_any_text_in_utf8_is_read_as_nfc_or_refused(text: str) -> None:
    try:
        found = decode(text.encode("utf-8", "ignore"))
    except Refused:
        return
    assert unicodedata.is_normalized("NFC", found)
    assert "\r" not in found


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(content: bytes) -> None:
    with contextlib.suppress(Refused):
        assert isinstance(decode(content), str)


def test_markdown_marks_are_taken_off() -> None:
    page = read(
        raw(b"# T\xc3\xaan\n\n**A** b [c](https://d.example) ![x](y.png)\n---\n", "text/markdown")
    )
    assert [(line.text, line.kind) for line in page.lines[:3]] == [
        ("Tên", "heading"),
        ("", None),
        ("A b c ![x](y.png)", None),
    ]
    assert page.lines[3].text == ""


def test_an_unknown_media_type_and_an_empty_source_are_refused() -> None:
    with pytest.raises(Refused, match="no reader for image/png"):
        read(raw(b"x", "image/png"))
    with pytest.raises(Refused, match="empty"):
        read(raw(b" \n\t"))
