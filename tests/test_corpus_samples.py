import functools
import re
import unicodedata
from pathlib import Path

import pytest

from tests.shared_data import shared

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
FILES = sorted(SAMPLES.glob("*.txt"))
DATE_LINE = re.compile(r"Ngày \d{2}/\d{2}/\d{4}( \d{2}:\d{2})?")
RUN = 12

# Names and titles that everybody must write in the same words.
OFFICIAL = (
    "Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ, đổi mới sáng tạo, "
    "chuyển đổi số và Đề án 06",
    "về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
    "Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ "
    "chuyển đổi số quốc gia giai đoạn 2022 - 2025, tầm nhìn đến năm 2030",
    "Hội nghị toàn quốc về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và "
    "chuyển đổi số (KHCN, ĐMST&CĐS) quốc gia",
    "Ban Chỉ đạo về phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số "
    "tỉnh Thái Nguyên",
    "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)",
    "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
    "Cục Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030",
    "tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn, hoạt động "
    "hiệu lực, hiệu quả",
    "về đổi mới công tác xây dựng và thi hành pháp luật đáp ứng yêu cầu phát triển đất nước "
    "trong kỷ nguyên mới",
    "một số cơ chế, chính sách đặc biệt phát triển kinh tế tư nhân",
    "chương trình hành động của Chính phủ thực hiện Nghị quyết số",
)


def syllables(text: str) -> list[str]:
    return re.findall(r"\w+(?:[-/.,]\w+)*", unicodedata.normalize("NFC", text).lower())


def without_official(text: str) -> str:
    for title in OFFICIAL:
        text = text.replace(title, " OFFICIAL ")
    return text


@functools.cache
def published_runs() -> frozenset[int]:
    runs: set[int] = set()
    for file in sorted(shared("articles").rglob("*.txt")):
        words = syllables(file.read_text(encoding="utf-8-sig", errors="replace"))
        runs.update(hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))
    return frozenset(runs)


def parts(file: Path) -> tuple[str, str, str, list[str], str]:
    title, *rest = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
    date = rest.pop(0) if DATE_LINE.fullmatch(rest[0]) else ""
    lead, *body, source = rest
    return title, date, lead, body, source


def test_there_are_enough_samples() -> None:
    assert 24 <= len(FILES) <= 30
    assert all(re.fullmatch(r"\d{3}(-[a-z0-9]+)+\.txt", file.name) for file in FILES)
    assert [file.name[:3] for file in FILES] == [f"{n:03d}" for n in range(1, len(FILES) + 1)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_is_plain_clean_text(file: Path) -> None:
    content = file.read_bytes()
    text = content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert all(line and line == line.strip() for line in text[:-1].split("\n"))
    assert not re.search(r"[\t\r\u00a0\u200b]|  ", text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_has_title_lead_paragraphs_and_source(file: Path) -> None:
    title, _, lead, body, source = parts(file)
    assert 4 <= len(syllables(title)) <= 30
    assert not title.endswith(".")
    assert lead.endswith(".")
    paragraphs = [line for line in body if line.endswith(".")]
    assert 4 <= len(paragraphs) <= 12
    assert all(len(line) < 60 for line in body if line not in paragraphs)
    assert re.fullmatch(r"Nguồn: \S.*[^.]", source)
    words = sum(len(line.split()) for line in (title, lead, *body))
    assert 250 <= words <= 600


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_document_numbers_are_written_in_normal_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"/NQ-TW|-NQ/CP|/CTr-TU|QH-\d|/TƯ|\d+/ ?[A-ZĐ]+ -|– ?[A-Z]+/", text)
    party = r"\d{1,3}-[A-Z][A-Za-z]*/(?:TW|TU|BCĐTW)"
    state = r"\d{1,4}(?:/\d{4})?/(?:NQ-CP|NĐ-CP|QĐ-TTg|QĐ-BTTTT|KH-UBND)"
    assembly = r"\d{1,3}/\d{4}/QH\d{2}"
    for candidate in re.findall(r"\b\d{1,4}[-/][^\s,.;:)]*[A-ZĐ][^\s,.;:)]*", text):
        assert re.fullmatch(f"{party}|{state}|{assembly}|17-SL", candidate), candidate


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_is_in_our_own_words(file: Path) -> None:
    runs = published_runs()
    words = syllables(without_official(file.read_text(encoding="utf-8")))
    shared_runs = [
        " ".join(words[i : i + RUN])
        for i in range(len(words) - RUN + 1)
        if hash(tuple(words[i : i + RUN])) in runs
    ]
    assert shared_runs == []
