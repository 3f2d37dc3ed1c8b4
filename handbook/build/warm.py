"""What a worker of this machine needs, loaded once by the fork server before the workers start."""

import contextlib

from handbook.build import fingerprint

fingerprint.program()

# Where a library is missing, the server must live: the worker that needs it says so.
with contextlib.suppress(Exception):
    from handbook.build import batch, work  # noqa: F401  # loaded is all they shall be
