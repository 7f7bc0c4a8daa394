"""What can go wrong, as one small tree.

RetrowalkError
├── BadInput                 something a person or a machine handed us cannot be used
│   ├── BadRecording         a recording: its columns, units, times or size
│   ├── BadAnswer            an answer to a screening question or about a session
│   ├── BadProgramme         a programme or prescription that cannot be walked
│   └── BadFrame             bytes from a radio
├── Conflict                 the input is fine, but what is stored says otherwise
│   ├── StalePlan            a newer plan is already there
│   └── DifferentContent     the same identifier came again with other content
└── Unknown                  nothing is stored under that name

Every message is one sentence a person can act on: what was wrong, where, and what was
expected. The doors turn BadInput into exit code 2 at the terminal and into a 4xx problem
document on the web; they never turn it into a traceback.
"""


class RetrowalkError(Exception):
    """Anything Retrowalk itself refuses to do."""


class BadInput(RetrowalkError):
    """What was handed in cannot be used."""


class BadRecording(BadInput):
    """A recording cannot be used: its columns, units, times or size are wrong."""


class BadAnswer(BadInput):
    """An answer is missing or outside what was asked."""


class BadProgramme(BadInput):
    """A programme or prescription cannot be walked."""


class BadFrame(BadInput):
    """Bytes from a device do not follow their specification."""


class Conflict(RetrowalkError):
    """The input is fine, but what is stored says otherwise."""


class StalePlan(Conflict):
    """A newer version of the plan is already stored."""


class DifferentContent(Conflict):
    """The same identifier came again with different content."""


class Unknown(RetrowalkError):
    """Nothing is stored under that name."""
