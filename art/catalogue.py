"""Every drawing of the book, by program or by hand, and templates/art brought in step with them."""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import art
from art.by_hand import plain
from art.kit import Svg
from art.mark import is_untouched, marked
from handbook.config import tokens
from handbook.files.store import write_atomic
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import HandbookError

ART, BY_HAND = Path("templates/art"), Path("art/by-hand")
PLATE, RTL = "plate-", "-rtl"
"""How the stem of a plate begins, and how that of its file for languages written from the right ends."""


class TwiceDrawnError(HandbookError):
    """Two modules draw the same file."""


class Step(NamedTuple):
    """How the files of templates/art compare with what they are made from."""

    changed: tuple[str, ...]
    """Missing, or not what its program or its picture in art/by-hand gives; stems of their names, sorted."""
    faults: tuple[Diagnostic, ...]
    """Pictures drawn by hand that cannot be used, and files that are nobody's: they are left as they are."""


def load() -> Mapping[str, Callable[[], Svg]]:
    """Return every drawing's function by the stem of its file.

    Each module of this package may have a mapping ``DRAWINGS``; a new module needs no other registration. A plate's
    numbers run round the sheet, and a second file has them for languages that are written from the right.
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
    for stem in [stem for stem in found if stem.startswith(PLATE)]:
        found[stem], found[f"{stem}{RTL}"] = (partial(_numbered, found[stem], right) for right in (False, True))
    return MappingProxyType(dict(sorted(found.items())))


def _numbered(draw: Callable[[], Svg], from_right: bool) -> Svg:
    return draw().numbered(from_right)


def compare(root: Path) -> Step:
    """Return what is out of step in a project's templates/art; nothing is written."""
    return _step(root, *drawn(root))


def write(root: Path) -> Step:
    """Write what is out of step, and return it; no file is removed, and what somebody made or edited stays as it is."""
    pictures, faults = drawn(root)
    step = _step(root, pictures, faults)
    for stem in step.changed:
        write_atomic(root / _file(stem), pictures[stem].encode())
    return step


def drawn(root: Path) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """Return every picture with its mark, by the stem of its file, and what is wrong with those drawn by hand.

    One drawn by hand stands in place of a program's; if it cannot be used, the program's does not come back.
    """
    by_hand = {path.stem: path for path in sorted((root / BY_HAND).glob("*.svg"))}
    found = {stem: draw().text_of() for stem, draw in load().items() if stem not in by_hand}
    colours = tokens.sound(root).hexes() if by_hand else {}
    faults: list[Diagnostic] = []
    for stem, path in by_hand.items():
        found[stem], own = plain(path.read_bytes(), colours)
        name = (BY_HAND / path.name).as_posix()
        faults += [error(name, fault.line, "drawing.unfit", fault.text, fault.hint) for fault in own]
    return {stem: marked(picture) for stem, picture in sorted(found.items()) if picture}, tuple(faults)


def _step(root: Path, pictures: Mapping[str, str], faults: Sequence[Diagnostic]) -> Step:
    files = {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in (root / ART).glob("*.svg")}
    differing = [stem for stem, picture in pictures.items() if files.get(stem) != picture]
    kept = [stem for stem in differing if stem in files and not is_untouched(files[stem])]
    faulty = {Path(fault.path).stem for fault in faults}
    lost = [stem for stem in files if stem not in pictures and stem not in faulty]
    return Step(
        tuple(stem for stem in differing if stem not in kept),
        tuple(sorted([*faults, *map(_edited, kept), *(_undrawn(stem, files[stem]) for stem in lost)])),
    )


def _edited(stem: str) -> Diagnostic:
    hint = (
        f"Move it to {_by_hand(stem)}, with names of tokens for its colours (docs/drawings.md), "
        "and it is taken from there; or remove it, and it is drawn anew."
    )
    return error(_file(stem).as_posix(), 0, "drawing.edited", "it was made or changed by hand, and is kept", hint)


def _undrawn(stem: str, picture: str) -> Diagnostic:
    hint = f"Move it to {_by_hand(stem)}, with names of tokens for its colours (docs/drawings.md), or remove it."
    if is_untouched(picture):
        hint = "Remove it; whoever drew it is gone."
    return error(_file(stem).as_posix(), 0, "drawing.edited", "nothing draws it", hint)


def _file(stem: str) -> Path:
    return ART / f"{stem}.svg"


def _by_hand(stem: str) -> str:
    return (BY_HAND / f"{stem}.svg").as_posix()
