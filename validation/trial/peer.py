"""The trial kit's models beside statsmodels, on random data.

    python -m venv peer && peer/bin/pip install statsmodels
    PYTHONPATH=src peer/bin/python validation/trial/peer.py

statsmodels is no part of Retrowalk; without it this script says so and changes nothing.
"""

import sys
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tables import markdown, write_into

from retrowalk.evidence.trial.adherence import ratio_of
from retrowalk.evidence.trial.least_squares import error_of, fit
from retrowalk.evidence.trial.mixed_model import reml
from retrowalk.evidence.trial.responders import difference_of_shares

try:
    import statsmodels.api as sm
    from statsmodels.sandbox.regression.gmm import IV2SLS
    from statsmodels.stats.proportion import confint_proportions_2indep
except ImportError:
    sys.exit("statsmodels is not here; see the top of this file for how to get it.")

README = Path(__file__).with_name("README.md")
DATA_SETS = 100


def straight_lines() -> dict[str, float]:
    """Return the largest differences of coefficients, robust errors and the complier effect."""
    rng = np.random.default_rng(1)
    apart = dict.fromkeys(("coefficients", "HC2 errors", "complier effect"), 0.0)
    for _ in range(DATA_SETS):
        n = int(rng.integers(12, 200))
        arm = (np.arange(n) % 2).astype(float)
        model = np.column_stack([np.ones(n), arm, rng.normal(size=n)])
        walked = arm * (rng.random(n) < 0.7)
        outcome = model @ [1.0, 0.5, 2.0] + walked + rng.normal(size=n) * (1 + arm)
        ours, theirs = fit(model, outcome), sm.OLS(outcome, model).fit(cov_type="HC2")
        _wider(apart, "coefficients", ours.coefficients - theirs.params)
        errors = [error_of(ours, k) for k in range(3)]
        _wider(apart, "HC2 errors", np.array(errors) - theirs.bse)
        effect = ratio_of(ours, fit(model, walked), 1, 0.95)
        if effect is not None:
            structural = np.column_stack([np.ones(n), walked, model[:, 2]])
            two_stage = IV2SLS(outcome, structural, model).fit()
            _wider(apart, "complier effect", effect.value - two_stage.params[1])
    return apart


def mixed_models() -> dict[str, float]:
    """Return the largest differences of the REML fit; errors as a share of themselves."""
    rng = np.random.default_rng(2)
    names = (
        "coefficients",
        "between_sd",
        "within_sd",
        "errors, as a share of themselves",
        "errors beside the textbook's matrix written out, as a share",
    )
    apart = dict.fromkeys(names, 0.0)
    for _ in range(DATA_SETS // 2):
        people = int(rng.integers(15, 60))
        person = np.repeat(np.arange(people), rng.integers(1, 4, people))
        n = len(person)
        arm = rng.integers(0, 2, people)[person]
        model = np.column_stack([np.ones(n), arm, rng.normal(size=n)])
        level = rng.normal(0, rng.uniform(0.5, 2.0), people)[person]
        outcome = model @ [1.0, 0.5, 2.0] + level + rng.normal(size=n)
        ours = reml(model, outcome, person)
        if ours.between_sd < 0.2:  # near the edge statsmodels stops short; see the README
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = sm.MixedLM(outcome, model, groups=person).fit(
                method=["bfgs"], gtol=1e-9
            )
        _wider(apart, "coefficients", ours.coefficients - theirs.fe_params)
        between = float(np.sqrt(np.asarray(theirs.cov_re)[0, 0]))
        _wider(apart, "between_sd", np.array(ours.between_sd - between))
        _wider(apart, "within_sd", np.array(ours.within_sd - np.sqrt(theirs.scale)))
        errors = np.sqrt(np.diag(ours.covariance))
        _wider(apart, names[3], errors / theirs.bse_fe - 1.0)
        whole = ours.within_sd**2 * np.eye(n) + ours.between_sd**2 * (
            person[:, None] == person
        )
        written = np.linalg.inv(model.T @ np.linalg.inv(whole) @ model)
        _wider(apart, names[4], errors / np.sqrt(np.diag(written)) - 1.0)
    return apart


def shares() -> float:
    """Return the largest difference of Newcombe's interval."""
    rng = np.random.default_rng(3)
    apart = 0.0
    for _ in range(DATA_SETS):
        n, m = (int(x) for x in rng.integers(5, 200, 2))
        a, b = int(rng.integers(0, n + 1)), int(rng.integers(0, m + 1))
        ours = difference_of_shares((a, n), (b, m))
        low, high = confint_proportions_2indep(a, n, b, m, compare="diff", method="newcomb")
        apart = max(apart, abs(ours.low - low), abs(ours.high - high))
    return apart


def _wider(apart: dict[str, float], name: str, difference: np.ndarray) -> None:
    apart[name] = max(apart[name], float(np.max(np.abs(difference))))


def main() -> None:
    rows = [("least squares", what, f"{d:.1e}") for what, d in straight_lines().items()]
    rows += [("mixed model, REML", what, f"{d:.1e}") for what, d in mixed_models().items()]
    rows.append(("responders", "Newcombe's interval", f"{shares():.1e}"))
    write_into(
        README, "statsmodels", markdown(("model", "what", "largest difference"), rows)
    )


if __name__ == "__main__":
    main()
