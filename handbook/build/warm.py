"""What a worker needs, loaded once by the fork server before the workers start."""

import contextlib

# Where a library is missing, the server must live: the worker that needs it says so.
with contextlib.suppress(Exception):
    from handbook.build import batch, task  # noqa: F401  # loaded is all they shall be
