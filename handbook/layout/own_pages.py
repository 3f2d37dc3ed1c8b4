"""Sheets that are no book: a page of the program's own, such as that of a proof."""

from __future__ import annotations

from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from handbook.layout.write import Fetcher, collected
from handbook.values.diagnostics import Diagnostic


def sheets(html: str, fonts_css: str, cache: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return HTML of the program's own as a file, or None and the renderer's warnings."""
    fetcher = Fetcher((cache / "fonts",), cache, {})
    findings: list[Diagnostic] = []
    with collected(findings, "handbook/desk/proof.html"):
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=fonts_css, base_url=cache.as_uri(), font_config=fonts, url_fetcher=fetcher)
        source = weasyprint.HTML(string=html, base_url=cache.as_uri(), url_fetcher=fetcher)
        data = source.write_pdf(stylesheets=[sheet], font_config=fonts)
    return (None, tuple(findings)) if findings else (bytes(data), ())
