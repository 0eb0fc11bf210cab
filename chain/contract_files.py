"""Write what is generated from the code: `python -m chain.contract_files`."""

import sys
from pathlib import Path

from casusoverleg.domain.overdragen.tekening import overdracht_in_beeld
from contracts.generate import generated

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = ROOT / "contracts"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, each by its path below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(CONTRACTS, generated())
    pages = {"docs/overdracht.md": overdracht_in_beeld()}
    write(ROOT, pages)
    print(f"Written: {', '.join((*generated(), *pages))}", file=sys.stderr)
