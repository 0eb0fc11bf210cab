"""Traces: which deed led to which. Attributes name instances and types, never a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from opentelemetry import trace
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter
from opentelemetry.trace import Link
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_PROPAGATOR = TraceContextTextMapPropagator()


def install(name: str, file: Path | None = None) -> None:
    """Begin to trace in this process; with a file, spans are appended to it as JSON lines."""
    provider = TracerProvider(resource=Resource({SERVICE_NAME: name}))
    if file is not None:
        out = file.open("a", encoding="utf-8")
        exporter = ConsoleSpanExporter(service_name=name, out=out, formatter=_line)
        provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


@contextmanager
def span(
    name: str, parent: str | None = None, *, fresh: bool = False, **attributes: str
) -> Iterator[str | None]:
    """A span around some work; gives the `traceparent` for what follows from it.

    `parent` is the `traceparent` of what led to it; `fresh` begins a trace of its own, which
    only links to what led to it.
    """
    if not isinstance(trace.get_tracer_provider(), TracerProvider):
        yield None if fresh else parent
        return
    cause = _PROPAGATOR.extract({"traceparent": parent} if parent else {})
    caused_by = trace.get_current_span(cause).get_span_context()
    links = [Link(caused_by)] if fresh and caused_by.is_valid else []
    context = trace.set_span_in_context(trace.INVALID_SPAN) if fresh else cause
    tracer = trace.get_tracer("jeugdketen")
    # A fault's message may repeat a value, so a span does not keep it.
    with tracer.start_as_current_span(
        name,
        context,
        links=links,
        attributes=attributes,
        record_exception=False,
        set_status_on_exception=False,
    ):
        carrier: dict[str, str] = {}
        _PROPAGATOR.inject(carrier)
        yield carrier.get("traceparent")


def _line(recorded: ReadableSpan) -> str:
    return f"{recorded.to_json(indent=None)}\n"
