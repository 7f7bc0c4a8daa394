"""The Bluetooth names of what we listen to and write to (16-bit assigned numbers)."""


def uuid(assigned: int) -> str:
    """Return the full UUID of a 16-bit assigned number, as radios spell it."""
    return f"0000{assigned:04x}-0000-1000-8000-00805f9b34fb"


FITNESS_MACHINE = uuid(0x1826)  # service
TREADMILL_DATA = uuid(0x2ACD)  # notified by a treadmill
CONTROL_POINT = uuid(0x2AD9)  # written by us, answered by indication

HEART_RATE = uuid(0x180D)  # service
HEART_RATE_MEASUREMENT = uuid(0x2A37)  # notified by a strap
