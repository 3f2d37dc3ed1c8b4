"""Drawings that are drawn once: the same picture, the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
import weasyprint
from builders import ROOT
from PIL import ImageChops

from handbook.layout.drawings import Drawings

ART = ROOT / "templates/art"
PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><path d="M1 1L8 8" stroke="red"/></svg>'
)
FADED = PLAIN.replace('stroke="red"', 'stroke="red" opacity=".5"')
STOPS = '<stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
GRADED = PLAIN.replace(
    "<path",
    f'<defs><linearGradient id="g">{STOPS}</linearGradient></defs><rect width="9" height="9" fill="url(#g)"/><path',
)


def pdf(html: str, folder: Path, kept: Path | None) -> bytes:
    cache = Drawings(folder, kept, set(), weasyprint.urls.URLFetcher()) if kept else {}
    return bytes(weasyprint.HTML(string=html, base_url=f"{folder.as_uri()}/").write_pdf(cache=cache))


def page_of(name: str) -> str:
    """Return a page of blocks: there is no font here that lines of text could be set in."""
    block = '<img src="{}" alt="x" style="display: block; margin: 3mm; width: {}">'
    return block.format(name, "90mm") + block.format(name, "41mm")


def differs(one: bytes, other: bytes) -> bool:
    first, second = (pypdfium2.PdfDocument(io.BytesIO(data))[0].render(scale=2).to_pil() for data in (one, other))
    return ImageChops.difference(first, second).getbbox() is not None


@pytest.mark.parametrize("name", ["plate-tea.svg", "l-pins-g.svg", "i-bag-fake.svg", "fig-400.svg", "s-limited.svg"])
def test_a_kept_drawing_looks_as_weasyprint_draws_it(tmp_path: Path, name: str) -> None:
    ours = pdf(page_of(name), ART, tmp_path)

    assert len(list(tmp_path.iterdir())) == 2
    assert not differs(ours, pdf(page_of(name), ART, None))


@pytest.mark.parametrize("name", ["plate-tea.svg", "l-pins-g.svg"])
def test_the_second_time_gives_the_same_bytes_wherever_the_first_was(tmp_path: Path, name: str) -> None:
    page = page_of(name)
    pdf(f"<div style='height: 7.3mm; margin-left: 2.9mm'></div>{page}", ART, tmp_path / "kept")

    again = pdf(page, ART, tmp_path / "kept")

    assert again == pdf(page, ART, tmp_path / "fresh")


@pytest.mark.parametrize(("svg", "kept"), [(PLAIN, 2), (FADED, 0), (GRADED, 0)])
def test_a_drawing_with_resources_of_its_own_is_left_to_weasyprint(tmp_path: Path, svg: str, kept: int) -> None:
    folder = tmp_path / "art"
    folder.mkdir()
    (folder / "x.svg").write_text(svg, encoding="utf-8")

    ours = pdf(page_of("x.svg"), folder, tmp_path / "kept")

    assert len(list((tmp_path / "kept").glob("*"))) == kept
    assert not differs(ours, pdf(page_of("x.svg"), folder, None))


def test_files_of_other_folders_are_not_its_business(tmp_path: Path) -> None:
    drawings = Drawings(ART, tmp_path, set(), None)

    assert (ART / "i-bag.svg").as_uri() in drawings
    assert (ROOT / "README.md").as_uri() not in drawings
    assert (tmp_path / "none.svg").as_uri() not in drawings
