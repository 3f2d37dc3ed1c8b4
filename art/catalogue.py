"""Every drawing of the book by the stem of its file, and templates/art brought in step with them."""

import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import art
from art.kit import Svg
from handbook.files.store import write_if_changed
from handbook.values.errors import HandbookError

ART = Path("templates/art")


class TwiceDrawnError(HandbookError):
    """Two modules draw the same file."""


class Step(NamedTuple):
    """How the files of templates/art compare with the drawings; all by the stems of their names, sorted."""

    changed: tuple[str, ...]
    """Missing, or not what its program draws."""
    undrawn: tuple[str, ...]
    """There, but no program draws it."""


def load() -> Mapping[str, Callable[[], Svg]]:
    """Return every drawing's function by the stem of its file.

    Each module of this package may have a mapping ``DRAWINGS``; a new module needs no other registration.
    Raises TwiceDrawnError if two modules draw the same file.
    """
    found: dict[str, Callable[[], Svg]] = {}
    owners: dict[str, str] = {}
    for info in sorted(pkgutil.iter_modules(art.__path__), key=lambda info: info.name):
        module = import_module(f"{art.__name__}.{info.name}")
        own: Mapping[str, Callable[[], Svg]] = getattr(module, "DRAWINGS", {})
        for stem, draw in own.items():
            if stem in found:
                msg = f"{stem} is drawn twice: in {owners[stem]}.py and in {info.name}.py"
                raise TwiceDrawnError(msg)
            found[stem], owners[stem] = draw, info.name
    return MappingProxyType(dict(sorted(found.items())))


def compare(root: Path) -> Step:
    """Return what is out of step in a project's templates/art; nothing is written."""
    found = load()
    changed = [stem for stem, draw in found.items() if _read(root, stem) != draw().text_of()]
    return Step(tuple(changed), _undrawn(root, found))


def write(root: Path) -> Step:
    """Draw everything, write what differs, and return what did; no file is removed."""
    found = load()
    changed = [stem for stem, draw in found.items() if write_if_changed(_file(root, stem), draw().text_of().encode())]
    return Step(tuple(changed), _undrawn(root, found))


def _undrawn(root: Path, found: Mapping[str, Callable[[], Svg]]) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (root / ART).glob("*.svg") if path.stem not in found))


def _file(root: Path, stem: str) -> Path:
    return root / ART / f"{stem}.svg"


def _read(root: Path, stem: str) -> str | None:
    file = _file(root, stem)
    return file.read_text(encoding="utf-8") if file.is_file() else None
