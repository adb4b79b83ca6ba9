"""Every error a caller of kb may meet, as one small tree.

::

    KbError                     exit 2   anything the user can put right
    ├── UsageError              exit 2   what was asked cannot be done as asked
    │   ├── AmbiguousError      exit 2   several laws or places fit; carries the candidates
    │   └── UnknownError        exit 2   no law, session or speech of that name
    ├── ReadError               exit 3   a file cannot be read; names the file and the line
    ├── NoIndexError            exit 10  nothing built yet
    ├── LockedError             exit 11  another build is running
    └── DamagedError            exit 12  the index is broken or was not made by kb

A message says what is wrong, ``remedy`` what to do next. The command line turns a
``KbError`` into one line and the exit code at one place.
"""

from __future__ import annotations


class KbError(Exception):
    """Base of all errors of kb; ``exit_code`` is what the command line exits with."""

    exit_code = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class UsageError(KbError):
    """What was asked cannot be done as asked."""


class AmbiguousError(UsageError):
    """Several things fit what was asked; ``candidates`` names them, best known first."""

    def __init__(self, message: str, candidates: tuple[str, ...] = (), remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.candidates = candidates


class UnknownError(UsageError):
    """No law, session or speech of that name; ``near`` holds the nearest known names."""

    def __init__(self, message: str, near: tuple[str, ...] = (), remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.near = near


class ReadError(KbError):
    """A file cannot be read as what it should be.

    >>> print(ReadError("a.md", "kepala YAML rusak", "Periksa baris 3", line=3))
    a.md:3: kepala YAML rusak. Periksa baris 3
    """

    exit_code = 3

    def __init__(self, path: object, message: str, remedy: str = "", line: int | None = None) -> None:
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {message}", remedy)
        self.path = path
        self.line = line


class NoIndexError(KbError):
    """Nothing has been built yet."""

    exit_code = 10


class LockedError(KbError):
    """Another build is running."""

    exit_code = 11


class DamagedError(KbError):
    """The index is broken or was not made by kb."""

    exit_code = 12
