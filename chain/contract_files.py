"""Write what is generated from the contracts: `python -m chain.contract_files`."""

import sys
from pathlib import Path

from contracts.generate import generated

CONTRACTS = Path(__file__).resolve().parent.parent / "contracts"


def write(folder: Path) -> None:
    """Write every generated file below a folder."""
    for name, text in generated().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(CONTRACTS)
    print(f"Written: {', '.join(generated())}", file=sys.stderr)
