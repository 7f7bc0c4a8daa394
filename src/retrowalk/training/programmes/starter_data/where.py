"""Places that several programmes share."""

from retrowalk.training.prescription import Place

ANYWHERE = (
    Place.HALLWAY,
    Place.TREADMILL,
    Place.GYM_FLOOR,
    Place.TRACK,
    Place.OUTDOORS_WITH_PARTNER,
)
LEVEL_FLOOR = (Place.HALLWAY, Place.GYM_FLOOR, Place.TRACK)
TREADMILL_ONLY = (Place.TREADMILL,)
