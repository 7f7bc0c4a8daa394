"""The numbers by which a walk is read at the trunk, for the two ways of reading it.

The files of gait/trunk say what is done with them and why; numba_trunk does the same in
one go. They stand here because this room is below both.
"""

import math

SHAPE_HZ = 6.0  # what repeats with each step lies below

# The stride, from side to side (trunk.py).
STRIDES_S = (0.7, 3.4)  # from quick walking to slow backward walking of patients
SEARCH_S = 0.02  # between the times that are tried, and between samples compared
SAME_LIKENESS = 0.75  # of the highest; what comes earlier and is so like is the stride
# Own choices between what was seen in 130 walks: 0.16 and more at a whole stride, -0.12
# and less at half of one.
FLIPS = -0.05
REPEATS = 0.1

# Contacts (contacts_trunk.py). Own choices from the recordings with known contacts.
CLOSEST_STEPS = 0.6  # of a step's time; neither tops nor landings come closer
SMOOTH_STEPS = 1.6  # cut-off of one rise per step, in cycles per step
CLEAR_RISE = 0.3  # of the walk's typical rise; more is a step
FAINT_RISE = 0.08  # less is a tremble; between the two only where a step must be
CLOSING_STEPS = 1.5  # a last step, beside the other foot, comes within this after one
TURNING_STEPS = 4.0  # a pause of steps no longer than this is a turn on the spot
QUICKEST_TURN = 0.9  # of a step's time: a turn on the spot takes no quicker steps
LEAST_ROW = 3  # steps; fewer, with a longer pause on both sides, only shift the feet
RISE_DONE = 0.75  # of the rise, when the foot lands
MISSED_STEPS = 1.5  # clear steps further apart leave out one at least
PAUSE_STEPS = 2.5  # clear steps further apart leave out two: in a turn, or to stand
LEAST_TURN_RAD = math.radians(45.0)  # a turn adds up to this (finding/turning.py)
CATCHING_STEPS = 1.1  # a step beside the other foot takes no longer than others
# Speed lost after the last step that shows. Own choice between what was seen: 0.2 m/s and
# less where no step followed, 0.32 to 0.76 where one did.
SLOWED_MPS = 0.3
LANDS_AFTER_S = 0.035  # and a little later: between real people and computed walks
SPEED_SHARE = 0.75  # how much its speed counts beside its rise, both as accelerations

# The way it goes (signature_trunk.py).
# Fitted by validation/direction/calibration.py and rounded: between the fit with a gyroscope
# (6.0, 2.6, 2.7) and without (5.4, 3.5, 1.4). No constant term, so turning the sensor round
# turns the answer round.
TRUNK_WEIGHTS = (6.0, 3.2, 2.0)
WINDOW_STRIDES = 3.0  # judged together; the weights were fitted so
SHORTEST_STRIDES = 1.8  # a walk below this is not judged
STANDING_S = 0.5  # a walk reaches so far past what moves, for its closing step
MOST_SKEW = 1.5  # a single jerk in a window must not outweigh its steps; own choice

# Single steps (steps_trunk.py).
SWAY_STRIDES = 1.5  # cut-off of the side-to-side sway, in cycles per stride
VOTING_STEPS = 5  # neighbours that say together whose turn it is
# Own choice: of real people's steps 98 % pass (91 % without a gyroscope), each with the
# right foot; of acted styles some with the wrong one (validation/direction/calibration.md).
CLEAR_SWAY = 0.4
# Height of the hip joint over the person's height: Drillis & Contini 1966, as used for
# the pendulum by Zijlstra & Hof 2003 (doi:10.1016/S0966-6362(02)00190-X).
LEG_PER_HEIGHT = 0.53
# Zijlstra & Hof found 1.25 against the plain pendulum; ours takes drift away with each
# step, which flattens the arc. Fitted to forward walks of 8 people against foot sensors
# (validation/direction/calibration.md).
PENDULUM_FACTOR = 1.4
PLAUSIBLE_M = (0.1, 1.5)
