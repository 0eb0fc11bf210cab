"""kill -9 of any service, anywhere: the same work has the same outcome, nothing lost or double."""

from dataclasses import replace

from tests.crash.killed import MANY, MOMENTS, ONE, POINTS, Killed, Undisturbed
from tests.crash.outcome import Outcome


def test_the_work_itself_is_sound(undisturbed: Undisturbed) -> None:
    """Or the comparisons below would compare nothing."""
    for found, count in ((undisturbed.one, len(ONE)), (undisturbed.many, len(ONE) + len(MANY))):
        assert (found.broken, found.faults, found.again) == ({}, [], 0)
        assert sum("CasusAangemeld" in words for words in found.said.values()) == count
        assert len(found.standing) >= count


def test_another_outcome_is_seen(undisturbed: Undisturbed) -> None:
    """An event less, an event more, another decision, a casus that stands otherwise."""
    found = undisturbed.one
    some = next(event for event, words in found.said.items() if "VerstrekkingBesloten" in words)
    less = {event: words for event, words in found.said.items() if event != some}
    for other in (
        replace(found, said=less),
        replace(found, said={**found.said, "another": "event"}),
        replace(found, said={**less, some: f"{found.said[some]}, but not so"}),
        replace(found, standing=found.standing[1:]),
    ):
        assert list(other.beside(found)) == ["standing" if other.said == found.said else "said"]


def test_killed_at_every_point(
    killed: Killed, after_points: Outcome, undisturbed: Undisturbed
) -> None:
    assert killed.rig.crashed == POINTS
    assert after_points.beside(undisturbed.one) == {}


def test_what_was_published_twice_is_not_double(killed: Killed, after_points: Outcome) -> None:
    """Killed after publishing, it publishes again. A log of our own says so; Kafka keeps both."""
    died = sum(point.split(":")[2] == "after-publish" for point in killed.rig.crashed)
    assert after_points.again >= died > 0 if killed.rig.watched else after_points.again == 0
    assert after_points.broken == {}


def test_killed_at_random_moments(
    killed: Killed, after_moments: Outcome, undisturbed: Undisturbed
) -> None:
    assert killed.times == MOMENTS
    assert after_moments.beside(undisturbed.many) == {}
