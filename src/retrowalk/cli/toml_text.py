"""A small TOML file that a person hands to a command: a trial's design, a plan."""

from pathlib import Path

from retrowalk.errors import BadInput

_LONGEST = 1_000_000  # bytes; what people write here is a page or two


def read_toml_text(path: Path, expected: str) -> str:
    """Return the text of a file; raise BadInput if it cannot be read as one.

    expected: what a sentence says it should be, for example "a design".
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise BadInput(f"{path} is larger than {_LONGEST:,} bytes; expected {expected}")
        return data.decode("utf-8")
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not text; expected TOML in UTF-8") from error
