"""`python -m chain`: what the `keten` script calls."""

from chain.cli import main

raise SystemExit(main())
