"""Sheets that are no book: a page of the program's own, such as that of a proof."""

from __future__ import annotations

from pathlib import Path

from handbook.layout import engine
from handbook.layout.write import ProjectFetcher, collected
from handbook.values.diagnostics import Diagnostic


def sheets(html: str, fonts_css: str, cache: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return HTML of the program's own as a file, or None and the renderer's warnings."""
    fetcher = ProjectFetcher((cache / "fonts",), cache, {})
    findings: list[Diagnostic] = []
    with collected(findings, "handbook/desk/proof.html"):
        fonts = engine.fonts()
        sheet = engine.style_sheet(fonts_css, cache.as_uri(), fetcher, fonts)
        source = engine.parsed(html, cache.as_uri(), fetcher)
        rendering = engine.rendered(source, [sheet], fonts, {})
        data = engine.pdf(rendering, rendering.pages)
    return (None, tuple(findings)) if findings else (data, ())
