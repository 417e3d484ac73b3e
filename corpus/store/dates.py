"""Dates as filters compare them: seconds since 1970 UTC, Vietnamese time where no zone is given."""

from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def seconds(value: str) -> tuple[int, int]:
    """Return the first and the last second of an ISO 8601 date or date-time.

    A plain date is its whole day in Vietnam; a date-time is one second. Raises ValueError for
    anything else.
    """
    try:
        day = date.fromisoformat(value)
    except ValueError:
        moment = datetime.fromisoformat(value)
        at = _since_1970(moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM))
        return at, at
    first = _since_1970(datetime.combine(day, time.min, VIETNAM))
    return first, first + 24 * 60 * 60 - 1


def now() -> str:
    """Return the present time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _since_1970(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
