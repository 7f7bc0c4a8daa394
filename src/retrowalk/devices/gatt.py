"""The Bluetooth names of what we listen to, read and write (16-bit assigned numbers)."""


def uuid(assigned: int) -> str:
    """Return the full UUID of a 16-bit assigned number, as radios spell it."""
    return f"0000{assigned:04x}-0000-1000-8000-00805f9b34fb"


FITNESS_MACHINE = uuid(0x1826)  # service
MACHINE_FEATURE = uuid(0x2ACC)  # read once: what the machine can do
TREADMILL_DATA = uuid(0x2ACD)  # notified by a treadmill
TRAINING_STATUS = uuid(0x2AD3)  # notified: idle, manual, ...
SPEED_RANGE = uuid(0x2AD4)  # read once
INCLINE_RANGE = uuid(0x2AD5)  # read once
CONTROL_POINT = uuid(0x2AD9)  # written by us, answered by indication
MACHINE_STATUS = uuid(0x2ADA)  # notified: started, stopped, a new target, control lost

HEART_RATE = uuid(0x180D)  # service
HEART_RATE_MEASUREMENT = uuid(0x2A37)  # notified by a strap
