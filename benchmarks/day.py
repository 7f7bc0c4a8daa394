"""One day at 100 Hz from an Axivity file with rotation, beside the peers.

    python benchmarks/day.py

What week.py does with a week, in about two minutes.
"""

import sys

from week import main

if __name__ == "__main__":
    sys.argv[1:1] = ["--days", "1", "--ax6"]
    main()
