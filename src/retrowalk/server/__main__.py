"""`python -m retrowalk.server serve|manage`."""

import sys

from retrowalk.server.serve import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
