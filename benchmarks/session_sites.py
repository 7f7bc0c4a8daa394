"""What five minutes of a phone's motion cost, by site, with plain and with compiled kernels.

    python benchmarks/session_sites.py

Simulated walks as a phone's browser gives them: 60 Hz, acceleration and rotation. Processor
time, warm, the quickest and the median of many; on a busy machine shared caches make it
dearer, so the load is printed as well.
"""

import os
import time
from statistics import median

from simulated_session import PLAN

from retrowalk.gait.analyse import analyse
from retrowalk.gait.kernels.choice import compiled_kernels
from retrowalk.gait.kernels.kernels import Kernels
from retrowalk.gait.kernels.reference import REFERENCE
from retrowalk.signals.recording import Recording, SensorSite, Side
from retrowalk.simulate.walker import simulate

RATE_HZ = 60.0
RUNS = 31
SITES = (SensorSite.FOOT, SensorSite.SHANK, SensorSite.POCKET, SensorSite.LOWER_BACK)


def cost_ms(recording: Recording, kernels: Kernels) -> list[float]:
    """Return ms of processor time of each of RUNS analyses, ascending."""
    analyse(recording, kernels=kernels)
    took = []
    for _ in range(RUNS):
        begun = time.process_time()
        analyse(recording, kernels=kernels)
        took.append(1e3 * (time.process_time() - begun))
    return sorted(took)


def main() -> None:
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| site | kernels | quickest ms | median ms |\n|---|---|---|---|")
    for site in SITES:
        side = None if site is SensorSite.LOWER_BACK else Side.LEFT
        session = simulate(PLAN, site, side, rate_hz=RATE_HZ).recording
        for kernels in (REFERENCE, compiled_kernels()):
            took = cost_ms(session, kernels)
            print(f"| {site} | {kernels.name} | {took[0]:.1f} | {median(took):.1f} |")


if __name__ == "__main__":
    main()
