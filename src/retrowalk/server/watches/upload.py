"""A large file is written to disk as it comes; limits.py lets it in for one page only."""

from pathlib import Path

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest


def to_disk(request: HttpRequest) -> None:
    """Have the request's file written to disk as it comes, never into memory.

    Must be called before anything reads the request's form.
    """
    request.upload_handlers = [TemporaryFileUploadHandler(request)]


def path_of(file: TemporaryUploadedFile) -> Path:
    """Return where an uploaded file stands on disk."""
    return Path(file.temporary_file_path())
