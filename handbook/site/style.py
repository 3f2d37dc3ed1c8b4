"""The style sheets of the pages: colours of the book, and for each language the font of its headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from handbook.fonts import web
from handbook.site.assets import Assets
from handbook.values.model import Language, Project

SHEET = Path(__file__).with_name("site.css")
TYPE = "type.css"
"""The address of a language's own sheet in its pages, until all of them are written and its font is known."""
HEADINGS = "Handbook Headings"
"""The name of the font of headings: no font of a reader's system has it, and no text but a heading may take from it."""
_HEADING = re.compile(r"<(h[1-4]|strong)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def common(project: Project) -> bytes:
    """Return the style sheet of all pages: the tokens' colours, and what stands in ``site.css``."""
    colours = " ".join(f"--{name}: {colour};" for name, colour in sorted(project.tokens.hexes().items()))
    return f":root {{ {colours} }}\n{SHEET.read_text(encoding='utf-8')}".encode()


def own(project: Project, language: Language, pages: Iterable[str], assets: Assets) -> str:
    """Take in the font of a language's headings and the sheet that names it; return the address of the sheet."""
    said = "".join(_TAG.sub("", found[2]) for page in pages for found in _HEADING.finditer(page))
    font = web.headings(project, language, html.unescape(said))
    if font is None:
        return assets.add(f"type-{language.slug}", b":root { --w-head: 600 }\n", "css")
    file = assets.add(f"head-{language.slug}", font.data, "woff2").rpartition("/")[2]
    sheet = (
        f'@font-face {{ font-family: "{HEADINGS}"; src: url({file}) format("woff2"); '
        f"font-weight: {font.weight}; font-display: swap }}\n"
        f':root {{ --head: "{HEADINGS}", var(--serif); --w-head: {font.weight} }}\n'
    )
    return assets.add(f"type-{language.slug}", sheet.encode(), "css")
