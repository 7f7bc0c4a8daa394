"""From a frame to an event of the live session."""

from retrowalk.coach.events import HeartRateSeen, SpeedSeen
from retrowalk.devices import ftms_data, gatt, heart_rate
from retrowalk.devices.transport import Notification

Heard = SpeedSeen | HeartRateSeen


def event(notification: Notification) -> Heard | None:
    """Return what a frame means for the session, or None if nothing.

    Raises BadFrame if the frame does not follow its specification.
    """
    if notification.characteristic == gatt.TREADMILL_DATA:
        speed_mps = ftms_data.decode(notification.frame).speed_mps
        return None if speed_mps is None else SpeedSeen(speed_mps)
    if notification.characteristic == gatt.HEART_RATE_MEASUREMENT:
        reading = heart_rate.decode(notification.frame)
        lost_touch = reading.contact is False or reading.bpm is None
        return None if lost_touch else HeartRateSeen(float(reading.bpm or 0))
    return None
