"""Runs the privacy gate by itself; see `infra.settings` for what it needs."""

import sys

from infra.standalone import serve
from privacy_gate.main import build

if __name__ == "__main__":
    sys.exit(serve("privacy-gate", build))
