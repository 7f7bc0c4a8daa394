"""In which order a walk's notes stand, and when a contact was missed between two."""

# Rows of whole.TrunkNotes and LegNotes, as the columns of walk_measures.WalkMeasures.
SINCE = 0
LANDING = 1  # and 2: peak, jerk
PITCH = 3
LEAN = 4
PELVIS = 5  # … 7: tilt, obliquity, rotation
RATIOS = 8  # … 10: vertical, anteroposterior, mediolateral
STEP_ALIKE = 11  # and 12: product, energy
STRIDE_ALIKE = 13  # and 14
NOTES = 15

# An interval longer than this many typical ones holds a missed contact or a pause.
MISSED = 1.6
