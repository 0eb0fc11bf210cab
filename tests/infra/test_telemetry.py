import json
from pathlib import Path

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from contracts.envelope import parse
from infra import telemetry
from infra.testing.diary import HEARS, Diary, MakeKernel
from infra.testing.source import A, Source

TRACE = "0af7651916cd43dd8448eb211c80319c"
CAUSE = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """What is traced, without a provider that outlives the test."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    return exporter


def test_without_telemetry_a_trace_is_passed_on_unless_it_must_not_be() -> None:
    with (
        telemetry.span("react", CAUSE) as passed_on,
        telemetry.span("react", CAUSE, fresh=True) as cut,
    ):
        assert (passed_on, cut) == (CAUSE, None)


def test_what_follows_belongs_to_the_same_trace(
    make_kernel: MakeKernel, spans: InMemorySpanExporter
) -> None:
    kernel = make_kernel(Diary().reactions())
    kernel.receive([Source(HEARS).says(A, trace=CAUSE)])
    said = parse(kernel.outgoing(1)[1][0].raw)
    assert said.traceparent
    assert said.traceparent != CAUSE
    assert said.traceparent.split("-")[1] == TRACE
    assert {span.name for span in spans.get_finished_spans()} == {"react", "receive"}


@pytest.mark.usefixtures("said_anywhere")
def test_beyond_the_gate_a_trace_begins_that_links_back_for_the_gate_alone(
    make_kernel: MakeKernel, spans: InMemorySpanExporter
) -> None:
    diary = Diary("privacy.besluiten.v1")
    kernel = make_kernel(diary.reactions(), name="privacy-gate", veiled=True)
    kernel.receive([Source(HEARS).says(A, trace=CAUSE)])
    said = parse(kernel.outgoing(1)[1][0].raw)
    assert said.traceparent
    assert said.traceparent.split("-")[1] != TRACE
    react = next(span for span in spans.get_finished_spans() if span.name == "react")
    assert [f"{link.context.trace_id:032x}" for link in react.links] == [TRACE]


def test_a_span_names_no_casus_and_repeats_no_fault(
    make_kernel: MakeKernel, spans: InMemorySpanExporter
) -> None:
    diary = Diary()
    diary.poison = {"bad"}
    make_kernel(diary.reactions()).receive([Source(HEARS).says(A, event="bad")])
    told = json.dumps([span.to_json() for span in spans.get_finished_spans()])
    assert A not in told
    assert "not in this diary" not in told


def test_traces_can_be_kept_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[TracerProvider] = []
    monkeypatch.setattr(trace, "set_tracer_provider", kept.append)
    telemetry.install("zorg-intake", tmp_path / "traces.jsonl")
    with kept[0].get_tracer("test").start_as_current_span("act"):
        pass
    kept[0].shutdown()
    (line,) = (tmp_path / "traces.jsonl").read_text().splitlines()
    assert json.loads(line)["name"] == "act"
