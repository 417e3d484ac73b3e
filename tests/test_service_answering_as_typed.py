"""A question is read as it was meant, however it was typed."""

import pytest

from service.answering.as_typed import as_meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("LUẬT SÁCH CÓ HIỆU LỰC NGÀY NÀO?", "luật sách có hiệu lực ngày nào?"),
        ("UBND TỈNH RA QĐ 12/QĐ-UBND NGÀY NÀO?", "UBND tỉnh ra Quyết định 12/QĐ-UBND ngày nào?"),
        ("LUAT SACH CO BAO NHIEU DIEU", "luat sach co bao nhieu dieu"),
        ("Thư viện có bn cuốn z ạ", "Thư viện có bao nhiêu cuốn?"),
        ("thu vien co bn cuon z", "thu vien co bao nhieu cuon?"),
        ("Thẻ này k được dùng ở đâu?", "Thẻ này không được dùng ở đâu?"),
        ("Giá 5 k có rẻ không?", "Giá 5 k có rẻ không?"),
        ("Thư viện có bao nihêu cuốn?", "Thư viện có bao nhiêu cuốn?"),
        ("thuw vieenj cos gif", "thư viện có gì"),
        ("NQ 57-NQ/TW LÀ GÌ?", "NQ 57-NQ/TW là gì?"),
        ("57-NQ/TW", "57-NQ/TW"),
        ("How many books has the library?", "How many books has the library?"),
        ("Ai ký Nghị quyết 57-NQ/TW?", "Ai ký Nghị quyết 57-NQ/TW?"),
    ],
)
def test_as_it_was_meant(typed: str, meant: str) -> None:
    assert as_meant(typed) == meant
