"""Runs the notifier of one domain by itself; see `infra.settings` for what it needs."""

import sys

from infra.standalone import serve
from notifier.main import build

if __name__ == "__main__":
    sys.exit(serve("notifier", build))
