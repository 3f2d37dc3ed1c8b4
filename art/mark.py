"""How a file of templates/art says that ``build.py drawings`` wrote it, and that nobody has changed it since.

Its root element carries the digest of the rest. So each file answers for itself, wherever it is moved: no list of files
has to be kept, or merged. Whoever edits the file leaves a digest that is not its own; a program for pictures keeps the
attribute or drops it, and either is noticed. No page shows it.
"""

from __future__ import annotations

import hashlib
import re

_MARK = re.compile(r' data-drawn="([0-9a-f]{16})"')


def marked(picture: str) -> str:
    """Return an SVG file with its mark; the first ``>`` in it must be that of its root element."""
    head, _, rest = picture.partition(">")
    return f'{head} data-drawn="{_digest(picture)}">{rest}'


def is_untouched(picture: str) -> bool:
    """Whether an SVG file carries its own mark; how its lines end does not matter."""
    found = _MARK.search(picture)
    return found is not None and _digest(picture.replace(found[0], "", 1)) == found[1]


def _digest(picture: str) -> str:
    return hashlib.sha256(picture.replace("\r\n", "\n").encode()).hexdigest()[:16]
