"""Folders that a build may fill, and which files in them are ours: nothing else is overwritten or removed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from handbook.values.errors import UsageError

DIST = "dist"
CONTENT, SETTINGS, LOCALES = Path("content"), Path("handbook/settings"), Path("locales")
"""What staff edit, what engineers do, and the catalogs; relative to the project. Staff's folder may be another one."""
PROFILES = SETTINGS / "profiles"
LISTS = ("manifest.json", "SHA256SUMS", "site.json")
PAGES = ("index.html", "robots.txt", "sitemap.xml", "feed.json")
"""Files of the download pages whose names somebody else may use for his own."""
_SLUG = r"[a-z0-9][a-z0-9-]*"
_PUBLISHED = re.compile(
    rf"(?P<edition>{_SLUG})/(?P<language>{_SLUG})/handbook_(?P=language)_{_SLUG}_(?P=edition)"
    r"(\.pdf|_ticket\.(pdf|json))"
)
_OTHERS = re.compile(
    rf"pseudo/(?P<language>{_SLUG})/handbook_(?P=language)_{_SLUG}_{_SLUG}(\.pdf|_ticket\.(pdf|json))"
    rf"|proof-colour_{_SLUG}\.pdf|(.*/)?\.part-[^/]+"
)
_OF_THE_SITE = re.compile(
    rf"{'|'.join(map(re.escape, PAGES))}|assets/[A-Za-z0-9_-]+\.[a-z0-9]+|{_SLUG}/(index|print-shop|hotels)\.html"
    rf"|latest/handbook_[a-z0-9_-]+\.(pdf|json|zip)|(?P<issue>{_SLUG})/handbook_{_SLUG}_(?P=issue)\.zip"
)
_SUM = re.compile(rf"[0-9a-f]{{64}} [ *]{_SLUG}/{_SLUG}/handbook_[^/]+")


def content_of(root: Path, given: Path | None) -> Path:
    """Return staff's folder as its files are named: relative to the project where inside it, else absolute.

    ``given`` is relative to the folder that one stands in. Raises UsageError if there is none.
    """
    if given is None:
        return CONTENT
    folder, home = given.resolve(), root.resolve()
    if not folder.is_dir():
        msg = f"{given}: there is no such folder. To begin: copy {home / CONTENT} to it, and change what stands in it"
        raise UsageError(msg)
    return folder.relative_to(home) if folder.is_relative_to(home) else folder


def named(path: Path, root: Path) -> str:
    """Return how a file is named in findings and records: relative to the project where inside it, else absolute."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def locales_of(root: Path, content: Path) -> Path:
    """Return the folder of the catalogs: staff's own, or else the project's."""
    own = content / LOCALES.name
    return own if (root / own).is_dir() else LOCALES


def fit(out: Path, root: Path, content: Path = CONTENT) -> None:
    """Raise UsageError if a build may not fill a folder: it holds the project's own files, or somebody else's.

    ``content`` is staff's folder, which is no output folder either; one below it may be.
    """
    place, home = out.resolve(), root.resolve()
    taken = _holds(home, place, _sources(home)) or _holds((home / content).resolve(), place, {LOCALES.name})
    if taken:
        msg = f"{out} belongs to the project's own files: choose another folder, such as -o {DIST}"
        raise UsageError(msg)
    listed = site(place)
    for name in (*LISTS, *PAGES):
        if is_foreign(place, name) if name in LISTS else name not in listed and (place / name).exists():
            msg = (
                f"{out / name} is not one of ours, and a build would overwrite it: "
                f"choose another folder, such as -o {out / 'handbook'}, or move the file away"
            )
            raise UsageError(msg)


def _holds(folder: Path, place: Path, sources: Collection[str]) -> bool:
    """Whether a place is a folder, or one of those in it that hold what it is made of, or lies in one of these."""
    if not place.is_relative_to(folder):
        return False
    inside = place.relative_to(folder).parts
    return not inside or inside[0].startswith(".") or inside[0].lower() in sources


def _sources(root: Path) -> frozenset[str]:
    """Return the folders of the project that come with it."""
    return frozenset(
        {"handbook", "templates", LOCALES.name, CONTENT.name, "art", "docs", "tests", "benchmarks"}
        | {path.name for path in root.glob("*") if path.is_dir() and any(path.glob("*.py"))}
    )


def is_foreign(out: Path, name: str) -> bool:
    """Whether a list in a folder was written by somebody else; one of ours that is damaged was not."""
    try:
        text = (out / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if name == "SHA256SUMS":
        lines = text.splitlines()
        return bool(lines) and not any(_SUM.fullmatch(line) for line in lines) and not _has_ours(out)
    try:
        raw = json.loads(text)
    except ValueError:
        return bool(text.strip()) and not _has_ours(out)
    return not (isinstance(raw, dict) and {"schema", "files"} <= raw.keys()) and not _has_ours(out)


def _has_ours(out: Path) -> bool:
    return next(ours(out), None) is not None


def is_published(name: str) -> bool:
    """Whether a path has the form that this program gives to the files of an edition (``build.publish.names``)."""
    return _PUBLISHED.fullmatch(name) is not None


def published(out: Path) -> tuple[str, ...]:
    """Return the files below an output folder that have such names, of any edition, sorted."""
    names = (path.relative_to(out).as_posix() for path in out.glob("*/*/handbook_*") if path.is_file())
    return tuple(sorted(filter(is_published, names)))


def site(out: Path) -> tuple[str, ...]:
    """Return the files of the download pages that the list in an output folder names, sorted, there or not."""
    try:
        listed = json.loads((out / LISTS[-1]).read_text(encoding="utf-8"))["files"]
        return tuple(sorted(name for name in listed if _OF_THE_SITE.fullmatch(name)))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _is_ours(name: str) -> bool:
    return is_published(name) or _OTHERS.fullmatch(name) is not None


def ours(out: Path) -> Iterator[Path]:
    """Yield the files below a folder that have the form of ours, without the lists."""
    listed = frozenset(site(out))
    for path in _files(out):
        name = path.relative_to(out).as_posix()
        if _is_ours(name) or name in listed:
            yield path


def others(out: Path) -> Iterator[Path]:
    """Yield the files below a folder that are not ours."""
    listed = frozenset(site(out))
    for path in _files(out):
        name = path.relative_to(out).as_posix()
        if not _is_ours(name) and name not in listed and (name not in LISTS or is_foreign(out, name)):
            yield path


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, sorted; links are files, wherever they lead."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        folders.sort()
        yield from (Path(place) / name for name in sorted([*names, *links]))
