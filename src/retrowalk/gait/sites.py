"""What a site on the body feels of the steps."""

from retrowalk.signals.recording import SensorSite

# Sites that feel both feet alike repeat with each step, a leg repeats with each stride.
STEP_SITES = frozenset({SensorSite.LOWER_BACK, SensorSite.WRIST})
