"""A command is carried out once, with all its effects or none."""

import pytest
from sqlmodel import Session

from contracts.envelope import parse
from contracts.topics import vernietigingen
from contracts.vocabulary import Domein
from infra import documents
from infra.database import Database
from infra.kernel import Emission, Moment
from infra.log import NotAllowed
from infra.testing.diary import SAYS, DiaryPage, MakeKernel, read
from infra.testing.source import A, payload


def _deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
    documents.put(session, "diary", A, DiaryPage(events=[moment.cause]))
    return [Emission(SAYS, A, payload(A))], moment.new_id("answer")


def test_a_command_has_its_effects_and_its_answer(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel({})
    rung: list[bool] = []
    kernel.on_emitted = lambda: rung.append(True)
    answer = kernel.act("command-1", _deed)
    _, (said,) = kernel.outgoing(10)
    assert read(database, A) == [parse(said.raw).causationid]
    assert len(answer) == 26
    assert rung == [True]


def test_an_event_on_a_topic_that_the_table_does_not_give_it_is_refused_and_nothing_happened(
    make_kernel: MakeKernel,
) -> None:
    kernel = make_kernel({})
    elsewhere = vernietigingen(Domein.ZORG)
    with pytest.raises(NotAllowed, match="HouderVernomen"):
        kernel.act(
            "command-1", lambda _session, _moment: ([Emission(elsewhere, A, payload(A))], "")
        )
    assert kernel.pending() == 0


def test_a_command_that_comes_again_gets_the_first_answer(make_kernel: MakeKernel) -> None:
    first = make_kernel({}).act("command-1", _deed)
    kernel = make_kernel({})
    again = kernel.act("command-1", lambda _session, _moment: ([], "another answer"))
    assert again == first
    assert kernel.pending() == 1
    assert kernel.act("command-2", _deed) != first


def test_a_command_that_fails_did_nothing_and_may_be_given_again(
    make_kernel: MakeKernel, database: Database
) -> None:
    kernel = make_kernel({})

    def fails(session: Session, moment: Moment) -> tuple[list[Emission], str]:
        _deed(session, moment)
        raise LookupError

    with pytest.raises(LookupError):
        kernel.act("command-1", fails)
    assert read(database, A) == []
    assert kernel.pending() == 0
    kernel.act("command-1", _deed)
    assert kernel.pending() == 1


def test_nothing_of_what_a_client_calls_its_command_gets_into_the_log(
    make_kernel: MakeKernel,
) -> None:
    kernel = make_kernel({})
    kernel.act("about Jan Jansen", _deed)
    _, (said,) = kernel.outgoing(10)
    assert b"Jansen" not in said.raw


def test_what_is_published_is_forgotten_and_no_more_than_that(make_kernel: MakeKernel) -> None:
    kernel = make_kernel({})
    for number in range(3):
        kernel.act(f"command-{number}", _deed)
    last, first_two = kernel.outgoing(2)
    kernel.published(last)
    _, rest = kernel.outgoing(10)
    assert [one.sequence for one in first_two] == [1, 2]
    assert [one.sequence for one in rest] == [3]
