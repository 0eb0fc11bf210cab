"""Runs the tables of one domain by themselves; see `infra.settings` for what they need."""

import sys

from casusoverleg.main import build
from infra.standalone import serve

if __name__ == "__main__":
    sys.exit(serve("casusoverleg", build))
