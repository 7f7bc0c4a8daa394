"""`python -m retrowalk.server.takeout takeout|bring-back|delete`."""

import sys

from retrowalk.server.takeout.terminal import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
