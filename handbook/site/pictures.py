"""Pages as small pictures, by PDFium; each is made once, and kept by the SHA-256 of its file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from PIL import Image

from handbook.files import digests, pdfium
from handbook.files.keep import Keep
from handbook.files.store import CACHE

FOLDER = CACHE / "pictures"
VERSION = 1
"""Of how this module draws."""
FIRST_PX, LOOK_PX = 240, 360
"""Widths in pixels: twice as many as the style sheet shows."""
TALLEST = 1.5
"""Height of the tallest picture, in widths of it: a tall poster is no wider than a book."""
FINER = 2
"""Pages are drawn so many times larger and made small by filtering: letters stay lines, not dots."""
QUALITY = 72
POSTER_PX = (1200, 630)
"""What social networks show (the Open Graph protocol names no size; this is what they cut others to)."""
MARGIN_PX = 45
STEP_PX = 350


@dataclass(frozen=True, slots=True)
class Cut:
    """Which pages of a file are shown, and how wide in pixels."""

    name: str
    pages: tuple[int, ...]
    """0-based."""
    width: int


FIRST = Cut("first", (0,), FIRST_PX)


def looked_at(count: int) -> tuple[int, ...]:
    """Return six pages of a book of so many, 0-based: spread over it, without the cover."""
    inside = range(2, count - 1)
    return tuple(sorted({inside[(2 * number + 1) * len(inside) // 12] for number in range(6)})) if inside else ()


def pages(root: Path, file: Path, sha256: str, cut: Cut) -> Mapping[int, bytes]:
    """Return pages of a file as WebP, by their 0-based number. Raises OSError if the file cannot be read."""
    places = {page: _keep(root, f"{cut.name}-{page}", cut.width) for page in cut.pages}
    known = {page: data for page, place in places.items() if isinstance(data := place.read(sha256), bytes)}
    lacking = [page for page in cut.pages if page not in known]
    if lacking:
        made = {page: _webp(image) for page, image in _drawn(file.read_bytes(), lacking, cut.width).items()}
        for page, data in made.items():
            places[page].write(sha256, data)
        known |= made
    return dict(sorted(known.items()))


def poster(root: Path, file: Path, sha256: str, shown: Iterable[int], ground: str) -> bytes:
    """Return some pages of a file side by side on a ground, as PNG. Raises OSError if the file cannot be read."""
    numbers = tuple(shown)
    place = _keep(root, "poster", ground, *numbers)
    known = place.read(sha256)
    if isinstance(known, bytes):
        return known
    drawn = _drawn(file.read_bytes(), numbers, STEP_PX - MARGIN_PX // 2)
    data = _png(_beside(tuple(drawn.values()), ground))
    place.write(sha256, data)
    return data


def _keep(root: Path, name: str, *how: object) -> Keep:
    """Return where pictures of a kind are kept; other programs and measures make others."""
    return Keep(root / FOLDER / name, digests.of_value([VERSION, version("pypdfium2"), version("pillow"), how]))


def _drawn(data: bytes, numbers: Iterable[int], width: int) -> dict[int, Image.Image]:
    drawn = {}
    with pdfium.opened(data) as document:
        for number in numbers:
            wide, high = pdfium.size(document, number)
            scale = min(width / wide, TALLEST * width / high)
            large = pdfium.picture(document, number, FINER * scale).convert("RGB")
            drawn[number] = large.resize((round(wide * scale), round(high * scale)), Image.Resampling.LANCZOS)
    return drawn


def _beside(images: tuple[Image.Image, ...], ground: str) -> Image.Image:
    board = Image.new("RGB", POSTER_PX, ground)
    total = sum(image.width for image in images) + MARGIN_PX * (len(images) - 1)
    left = (POSTER_PX[0] - total) // 2
    for image in images:
        board.paste(image, (left, (POSTER_PX[1] - image.height) // 2))
        left += image.width + MARGIN_PX
    return board


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
