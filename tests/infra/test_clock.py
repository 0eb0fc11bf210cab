from datetime import UTC, date, datetime, timedelta, timezone

from infra.clock import SetClock, SystemClock, today


def test_a_day_is_a_day_in_the_netherlands() -> None:
    clock = SetClock(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert today(clock) == date(2026, 7, 2)
    clock.set(datetime(2026, 1, 1, 22, 30, tzinfo=UTC))
    assert today(clock) == date(2026, 1, 1)


def test_a_clock_tells_utc() -> None:
    clock = SetClock(datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now().isoformat() == "2026-07-01T10:00:00+00:00"
    assert SystemClock().now().tzinfo is UTC
