"""``build.py clean``: removes what builds made, and nothing else."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.files import folders
from handbook.files.store import CACHE
from handbook.values.diagnostics import counted
from handbook.values.errors import HandbookError, UsageError

PLACE = 85
HELP = "remove dist/ and the caches, after a question"
TEXT = """\
Removes the files that builds published into dist/, and the caches. It asks first; a file that is not ours stays.
The next build makes everything anew, which takes minutes.
"""
SHOWN = 5
"""So many files that stay are named."""


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.description = TEXT
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: argparse.Namespace) -> int:
    """Remove what builds made; return 1 if the answer was no."""
    root: Path = arguments.root
    out, cache = root / folders.DIST, root / CACHE
    with _alone(root):
        files = [*folders.ours(out), *(out / name for name in folders.LISTS if _is_our_list(out, name))]
        kept = sorted(folders.others(out))
        cached = [path for path in cache.rglob("*") if path.is_file() and path.suffix != ".lock"]
        if not files and not cached:
            print(f"nothing to remove{_said_of(kept, root)}")
            return 0
        what = f"{_named(files, f'{folders.DIST}/')} and {_named(cached, f'{CACHE}/')}"
        if not _agreed(what, sure=arguments.yes):
            print("nothing was removed")
            return 1
        for file in files:
            file.unlink(missing_ok=True)
        _remove_empty(out)
        _empty(cache)
    if not cache.is_symlink():
        shutil.rmtree(cache, ignore_errors=True)
    print(f"removed {what}{_said_of(kept, root)}")
    return 0


def _is_our_list(out: Path, name: str) -> bool:
    return (out / name).is_file() and not folders.is_foreign(out, name)


def _named(files: Sequence[Path], folder: str) -> str:
    size = sum(file.lstat().st_size for file in files)
    return f"{counted(len(files), 'file')} of {folder} ({size / 1e6:.1f} MB)"


def _said_of(kept: Sequence[Path], root: Path) -> str:
    if not kept:
        return ""
    names = [path.relative_to(root).as_posix() for path in kept[:SHOWN]]
    more = f" and {len(kept) - SHOWN} more" if len(kept) > SHOWN else ""
    return f"; kept, since not ours: {', '.join(names)}{more}"


def _agreed(what: str, *, sure: bool) -> bool:
    if sure:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        msg = f"this would remove {what}, and nobody can be asked here. To do so: python3 build.py clean --yes"
        raise UsageError(msg)
    print(f"Remove {what}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the project's lock, or raise HandbookError: a build or a preview would lose its files."""
    try:
        from filelock import FileLock, Timeout
    except ModuleNotFoundError:  # nothing is set up here, so nothing runs
        yield
        return
    locks = [root / CACHE / "build.lock", *sorted((root / CACHE / "previews").glob("*.lock"))]
    with contextlib.ExitStack() as held:
        for file in locks if (root / CACHE).is_dir() else ():
            try:
                held.enter_context(FileLock(file, timeout=0))
            except Timeout as fault:
                what = "a build" if file.name == "build.lock" else "a preview"
                msg = f"{what} of this project is running: nothing was removed; end it first, or wait for it"
                raise HandbookError(msg) from fault
        yield


def _empty(cache: Path) -> None:
    """Remove what a folder holds, the locks apart, which are held; where it is a link, the link stays."""
    for path in cache.glob("*"):
        if path.is_dir() and not path.is_symlink():
            if path.name != "previews":
                shutil.rmtree(path, ignore_errors=True)
        elif path.suffix != ".lock":
            path.unlink(missing_ok=True)


def _remove_empty(out: Path) -> None:
    """Remove the folders below one that nothing is left in, and itself, unless it is a link."""
    for folder in sorted((path for path in out.rglob("*") if path.is_dir() and not path.is_symlink()), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()
    if not out.is_symlink():
        with contextlib.suppress(OSError):
            out.rmdir()
