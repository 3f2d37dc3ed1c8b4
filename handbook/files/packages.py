"""Installed Python packages that carry files."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def package_folder(package: str) -> Path | None:
    """Return the folder of an installed Python package, or None."""
    spec = find_spec(package) if package.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None
