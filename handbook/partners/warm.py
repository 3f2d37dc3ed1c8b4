"""What a worker that makes copies needs, loaded once by the fork server before the workers start."""

import contextlib

from handbook.build import fingerprint

fingerprint.program()

# Where a library is missing, the server must live: the worker that needs it says so.
with contextlib.suppress(Exception):
    from handbook.partners import making, work  # noqa: F401  # loaded is all they shall be
