"""What pages show and load beside themselves: each named by its content, so that a browser may keep it for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

FOLDER = "assets"
Address = Callable[[str], str]
"""From the name of a drawing or a style sheet to its address, relative to the first page of the site."""


class Assets:
    """Gathers the files that pages ask for."""

    def __init__(self, templates: Path) -> None:
        self.templates = templates
        self.files: dict[str, bytes] = {}
        """By address."""
        self.named: dict[str, str] = {}
        """Addresses by the names by which they are asked for."""

    def __call__(self, name: str) -> str:
        """Return the address of a drawing of ``templates/art/``, or of what was added under a name.

        Raises OSError for a drawing that is not there.
        """
        return self.named.get(name) or self.add(name, (self.templates / "art" / f"{name}.svg").read_bytes(), "svg")

    def add(self, name: str, data: bytes, suffix: str) -> str:
        """Take a file in and return its address: ``assets/i-bag_1f0c6a92.svg``."""
        address = f"{FOLDER}/{name}_{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"
        self.files[address], self.named[name] = data, address
        return address
