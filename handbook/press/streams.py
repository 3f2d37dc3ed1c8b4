"""Content streams as they stand in finished files: deflated as small as it goes, and made once for many files.

Libdeflate takes as long as zlib and saves an eighth of a page, with the same bytes on every system. What a build made
of a page is kept for the next one, by the recipe and by what it was made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import deflate
import pikepdf
from pikepdf import Name

LEVEL = 10
"""Of 12: the two above take two and three times as long, and save one per cent more."""


class Streams:
    """The streams of one layout's files."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        """``known`` are those of the last build."""
        self._known = dict(known or {})
        self.used: dict[str, bytes] = {}
        """Those of this one."""

    def write(self, into: pikepdf.Stream, content: bytes, recipe: str, make: Callable[[bytes], bytes]) -> None:
        """Write what ``make`` makes of a content into a stream; ``recipe`` tells it from what others make of it."""
        digest = hashlib.sha256(f"{recipe}\0".encode() + content).hexdigest()
        if digest not in self.used:
            self.used[digest] = self._known.get(digest) or bytes(deflate.zlib_compress(make(content), LEVEL))
        into.write(self.used[digest], filter=Name.FlateDecode)
