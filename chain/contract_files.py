"""Write what is generated from the code: `python -m chain.contract_files`."""

import sys
from pathlib import Path

from casusoverleg.domain.overdragen.tekening import overdracht_in_beeld
from chain.opschriften import opschriften
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
    }


if __name__ == "__main__":
    write(ROOT, all_files())
    print(f"Written: {', '.join(all_files())}", file=sys.stderr)
