"""How mobgap is asked for the walks in some samples; needs mobgap's environment."""

import numpy as np
import pandas as pd
from mobgap.data import GaitDatasetFromData
from mobgap.pipeline import MobilisedPipelineHealthy

RATE_HZ = 100.0
PERSON = {"height_m": 1.75, "sensor_height_m": 0.95, "cohort": "HA"}
# mobgap's sensor axes are up, left, forward; the simulated sensor's forward, left, up.
AXES = {"x": 2, "y": 1, "z": 0}


def frame(acc_mps2: np.ndarray, gyr_dps: np.ndarray) -> pd.DataFrame:
    """Return samples, shape (n, 3) each, as mobgap takes them."""
    columns = {f"acc_{name}": acc_mps2[:, axis] for name, axis in AXES.items()}
    columns |= {f"gyr_{name}": gyr_dps[:, axis] for name, axis in AXES.items()}
    return pd.DataFrame(columns)


def walks_in(data: pd.DataFrame) -> np.ndarray:
    """Return [first, last) samples of the walks found, shape (n, 2)."""
    dataset = GaitDatasetFromData(
        {"p": {"LowerBack": data}},
        RATE_HZ,
        {"p": PERSON},
        {"p": {"measurement_condition": "free_living"}},
        single_sensor_name="LowerBack",
    )
    done = MobilisedPipelineHealthy().safe_run(dataset[0])
    found = done.per_wb_parameters_.reset_index()
    return found[["start", "end"]].to_numpy(dtype=float).reshape(-1, 2)
