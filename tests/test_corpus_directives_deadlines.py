"""By when: what a time allows, counted from the article's date or from what its text says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.directives.clock import Clock, clock_of
from corpus.directives.deadlines import find_deadline

MAY = Clock(2025, 5, 17)  # a Saturday


def last(text: str, clock: Clock | None = MAY) -> str | None:
    found = find_deadline(text, 0, len(text), lambda: clock)
    return found.last.isoformat() if found and found.last else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xong trước ngày 25/01/2025", "2025-01-24"),
        ("trước 30/6", "2025-06-29"),
        ("chậm nhất ngày 31 tháng 12 năm 2025", "2025-12-31"),
        ("đến hết ngày 15.8.2025", "2025-08-15"),
        ("ngay trong tháng 6", "2025-06-30"),
        ("trong tháng Sáu này", "2025-06-30"),
        ("trong tháng 2/2028", "2028-02-29"),
        ("trước tháng 7", "2025-06-30"),
        ("trước khi hết tháng 6/2025", "2025-06-30"),
        ("từ nay tới hết tháng 6/2025", "2025-06-30"),
        ("trong quý I/2025", "2025-03-31"),
        ("hết quý 3-2025", "2025-09-30"),
        ("trước quý IV năm 2025", "2025-09-30"),
        ("ngay trong năm 2025 này", "2025-12-31"),
        ("đến năm 2030", "2030-12-31"),
        ("trước năm 2026", "2025-12-31"),
        ("trong năm nay", "2025-12-31"),
        ("trong 6 tháng đầu năm 2025", "2025-06-30"),
        ("trong 6 tháng cuối năm", "2025-12-31"),
        ("giai đoạn 2026-2030", "2030-12-31"),
        ("trong tuần này", "2025-05-18"),
        ("tuần tới", "2025-05-25"),
        ("tháng tới", "2025-06-30"),
        ("trong quý này", "2025-06-30"),
        ("trong vòng 10 ngày", "2025-05-27"),
        ("trong 2 tháng tới", "2025-07-17"),
        ("hằng tuần, xong trong tháng 6", "2025-06-30"),
    ],
)
def test_the_last_day_that_it_allows(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("báo cáo hằng ngày, hằng tuần cho tỉnh", "hằng ngày, hằng tuần"),
        ("khắc phục ngay sự cố", "ngay"),
        ("phải ngay lập tức vào cuộc", "ngay lập tức"),
        ("thông qua tại kỳ họp thứ 9", "tại kỳ họp thứ 9"),
        ("có kết quả trong thời gian sớm nhất", "trong thời gian sớm nhất"),
        ("xong trước ngày 31/02/2025", "xong trước ngày 31/02/2025"),
    ],
)
def test_times_that_name_no_day(text: str, written: str) -> None:
    found = find_deadline(text, 0, len(text), lambda: MAY)
    assert found is not None
    assert (found.text, found.last) == (written, None)


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện Chiến lược phát triển đến năm 2030",
        "trong năm 2025 và những năm tiếp theo",
        "theo Nghị quyết số 57-NQ/TW ngày 22/12/2024",
        "phục vụ mục tiêu tăng trưởng đến năm 2045",
        "làm rõ ngay từ đầu",
    ],
)
def test_times_that_set_no_deadline(text: str) -> None:
    assert find_deadline(text, 0, len(text), lambda: MAY) is None


def test_a_month_without_a_year_is_the_nearest_one() -> None:
    assert last("trong tháng 1", Clock(2024, 12, 20)) == "2025-01-31"
    assert last("trong tháng 12", Clock(2025, 1, 3)) == "2024-12-31"
    assert last("trong tháng 6", Clock(2025, 7, 2)) == "2025-06-30"


class TestClock:
    def test_the_articles_date_comes_first(self) -> None:
        assert clock_of("trong 5 tháng đầu năm 2024", "2025-05-17T13:20:00+07:00") == MAY

    def test_else_the_latest_month_that_the_text_speaks_of_as_present(self) -> None:
        text = "Ngày 22/12/2024 đã ban hành; trong 5 tháng đầu năm 2025 đạt 60%, đến năm 2030 …"
        clock = clock_of(text, None)
        assert clock == Clock(2025, 5, inferred=True)
        found = find_deadline("trong tháng 6", 0, 13, lambda: clock)
        assert found is not None
        assert (found.last, found.inferred) == (date(2025, 6, 30), True)

    def test_what_lies_ahead_is_no_present(self) -> None:
        assert clock_of("hoàn thành trước ngày 25/01/2030", None) is None

    def test_without_any_the_day_stays_open_and_today_never_counts(self) -> None:
        assert last("trong tháng 6", None) is None
        assert last("trong tháng 6/2025", None) == "2025-06-30"
        assert last("trong 10 ngày", Clock(2025, 5, inferred=True)) is None


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_full_date_is_read_whatever_the_clock(day: date) -> None:
    written = f"{day.day:02d}/{day.month}/{day.year}"
    assert last(f"chậm nhất ngày {written}", None) == day.isoformat()
    end = last(f"đến hết tháng {day.month}/{day.year}", None)
    assert end is not None
    assert end >= day.isoformat()


@given(st.text("trướcngày tháng 0123456789/nămquýI.-", max_size=60))
def test_whatever_is_written_is_no_error(text: str) -> None:
    found = find_deadline(text, 0, len(text), lambda: MAY)
    assert found is None or found.text
