"""`python -m retrowalk`: the same door as the `retrowalk` command."""

import sys

from retrowalk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
