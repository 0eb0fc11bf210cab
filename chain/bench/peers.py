"""The other engines, measured in an environment of their own: it has them, and nothing of ours.

Called with a directory. In it: `rego` and `cedar`, the rules; `antwoorden.json`, what reasons of
Cedar mean; `berichten.jsonl`, a message a line, each a list of sets of attributes; and in
`controle.jsonl` more of them, to be decided on only. Prints JSON.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cedarpy
import regorus

PASSES = 5
NAIVE = 20
"""How many messages the naive use of Cedar is measured on: it parses all policies each time."""

WHO: dict[str, str] = {
    "principal": 'Poort::"poort"',
    "action": 'Action::"verstrek"',
    "resource": 'Gegeven::"gegeven"',
}

Decide = Callable[[str], list[str]]


def main(folder: Path) -> None:
    """Measure each engine on the same messages."""
    messages = (folder / "berichten.jsonl").read_text(encoding="utf-8").splitlines()
    policies = (folder / "cedar").read_text(encoding="utf-8")
    meaning: dict[str, tuple[int, str]] = json.loads((folder / "antwoorden.json").read_text())
    rego = compiled_rego((folder / "rego").read_text(encoding="utf-8"))
    parsed = cedarpy.PolicySet.from_str(policies)
    named = {f"policy{number}": one for number, one in enumerate(meaning.values())}
    nobody = cedarpy.Entities.from_json_str("[]")

    def cedar(message: str) -> list[str]:
        requests = [{**WHO, "context": k} for k in json.loads(message)]
        results = cedarpy.is_authorized_batch(requests, parsed, nobody)
        return [outcome(result, named) for result in results]

    def naive(message: str) -> list[str]:
        return [
            outcome(cedarpy.is_authorized({**WHO, "context": k}, policies, []), named)
            for k in json.loads(message)
        ]

    extra = (folder / "controle.jsonl").read_text(encoding="utf-8").splitlines()
    few = messages[: max(1, len(messages) // 20)]
    found = {
        "rego": measured(rego, messages, extra) | {"versie": version("gordon-to-regorus")},
        "cedar": measured(cedar, few, extra) | {"versie": version("cedarpy")},
        "cedar_naief": measured(naive, few[:NAIVE], [], 1) | {"versie": version("cedarpy")},
    }
    json.dump(found, sys.stdout)


def compiled_rego(module: str) -> Decide:
    """Rego compiled to the instructions of regorus' virtual machine, once."""
    program = regorus.Program.compile_from_modules(
        "{}", [("poort.rego", module)], ["data.poort.uitkomsten"]
    )
    machine = regorus.Rvm()
    machine.load_program(program)

    def decide(message: str) -> list[str]:
        machine.set_input_json(message)
        answers: list[str] = json.loads(machine.execute())
        return answers

    return decide


def outcome(result: Any, named: dict[str, tuple[int, str]]) -> str:
    """The heaviest of the rules that an answer rests on; without a permit among them, a refusal."""
    met = [named[reason] for reason in result.diagnostics.reasons]
    if result.allowed and not any(weight == 0 for weight, _ in met):
        return "geweigerd"
    return max(met)[1] if met else "geweigerd"


def measured(
    decide: Decide, messages: Sequence[str], extra: Sequence[str], passes: int = PASSES
) -> dict[str, Any]:
    """Messages per second of CPU time in the best of some passes, and every outcome."""
    outcomes = [decide(message) for message in messages]
    best = 0.0
    for _ in range(passes):
        began = time.process_time()
        for message in messages:
            decide(message)
        best = max(best, len(messages) / (time.process_time() - began))
    return {
        "berichten_per_s": best,
        "uitkomsten": outcomes,
        "controle": [decide(message) for message in extra],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
