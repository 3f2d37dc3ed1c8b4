"""What stops a run: each error carries its exit status and says what to do."""

from __future__ import annotations


class HandbookError(Exception):
    """Base of every error that a user can cause; printed without a traceback."""

    exit_status = 1


class UsageError(HandbookError):
    """The command line asks for something that does not exist."""

    exit_status = 2


class ConfigurationError(HandbookError):
    """A data file cannot be used; carries every fault found."""

    exit_status = 3


class MissingProgramError(HandbookError):
    """A program, library or font that the build needs is not there."""

    exit_status = 4
