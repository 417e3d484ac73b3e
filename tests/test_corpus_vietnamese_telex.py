"""Words in raw Telex are read as Vietnamese, and nothing else is."""

import pytest

from corpus.vietnamese.telex import decode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chuyeern ddooir soos laf gif", "chuyển đổi số là gì"),
        ("Haf Nooij cos bao nhieeu ddooij daan phongf", "Hà Nội có bao nhiêu đội dân phòng"),
        ("thuw vieenj dduwowcj thanhf laapj", "thư viện được thành lập"),
        ("truwongr ban", "trưởng ban"),
        ("Nghij quyeets 57-NQ/TW", "Nghị quyết 57-NQ/TW"),
        ("Luật Sách có hieeuj lực khi nào", "Luật Sách có hiệu lực khi nào"),
        ("ký ngayf nào", "ký ngày nào"),
        ("chuyen doi so la gi", "chuyen doi so la gi"),
        ("TEDAE was established when", "TEDAE was established when"),
        ("file word excel jazz fox box", "file word excel jazz fox box"),
        ("hf-2031/QĐ và abc.vns", "hf-2031/QĐ và abc.vns"),
        ("", ""),
    ],
)
def test_raw_telex_is_read(typed: str, meant: str) -> None:
    assert decode(typed) == meant
