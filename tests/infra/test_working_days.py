"""Terms on working days."""

from datetime import date

import pytest

from infra.working_days import working_days_after


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 3, 2), 5, date(2026, 3, 9)),  # a week
        (date(2026, 3, 6), 1, date(2026, 3, 9)),  # over a weekend
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # from a Saturday
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # over King's Day
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # into a year that was not asked about yet
        (date(2026, 3, 4), 0, date(2026, 3, 4)),
    ],
)
def test_weekends_and_holidays_do_not_count(day: date, count: int, expected: date) -> None:
    assert working_days_after(day, count) == expected
