"""Write what is generated from the code: `python -m chain.contract_files`."""

import json
import sys
from pathlib import Path
from typing import Any

from casusoverleg.domain.overdragen.tekening import overdracht_in_beeld
from chain.opschriften import opschriften
from chain.organisatietypen import organisatietypen
from contracts.events.table import FORMS, Form
from contracts.generate import generated

ROOT = Path(__file__).resolve().parent.parent


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, each by its path below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def all_files() -> dict[str, str]:
    """Everything that is generated, by its path."""
    return {
        **{f"contracts/{name}": text for name, text in generated().items()},
        "contracts/generated/opschriften.txt": opschriften(),
        "docs/overdracht.md": overdracht_in_beeld(),
        "docs/organisatietypen.md": organisatietypen(),
    }


def example_for(form: Form, examples: list[dict[str, Any]]) -> dict[str, Any]:
    """A whole event of a new form, with what other examples have in fields of the same name.

    Raises:
        pydantic.ValidationError: a field is new, or is another thing here; write that one by hand.
    """
    values = {name: value for one in examples for name, value in one["data"].items()}
    data = {name: values[name] for name in form.kind.model_fields if name in values}
    given = form.kind.model_validate(data).model_dump(mode="json")
    (like,) = [one for one in examples if one["type"] == form_like(form)]
    return {**like, "type": form.type, "data": given}


def form_like(form: Form) -> str:
    """The type of the first event that is said where this one is."""
    return next(one.type for one in FORMS if one.said == form.said and one is not form)


def write_missing_examples() -> None:
    """Give each form that has none an example, to be read and made a better one."""
    folder = ROOT / "contracts/examples"
    examples = [json.loads(path.read_text("utf-8")) for path in sorted(folder.iterdir())]
    for form in FORMS:
        path = folder / f"{form.kind.__name__}.json"
        if not path.is_file():
            made = json.dumps(example_for(form, examples), indent=2, ensure_ascii=False)
            path.write_text(f"{made}\n", encoding="utf-8")


if __name__ == "__main__":
    write_missing_examples()
    write(ROOT, all_files())
    print(f"Written: {', '.join(all_files())}", file=sys.stderr)
