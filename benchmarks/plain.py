"""The plain way, as a rival: one ``HTML(...).write_pdf()`` for a language, with variable Noto fonts.

Usage: plain.py PAGE.html STYLESHEETS.json OUT.pdf. It gets the same HTML and style sheets as our build; only
the fonts differ: the variable files, declared as a program without font cutting would declare them.
Without HarfBuzz's subset library the plain way fails: WeasyPrint's other subsetter cannot read the collection.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"package {name} is missing")
    return Path(spec.origin).parent


def main(page: str, sheets: str, out: str) -> None:
    """Render one language and print the seconds that it took, imports not counted."""
    latin, cjk = _package("manimgx_fonts"), _package("manimgx_fonts_cjk")
    faces = {
        "Noto Sans": latin / "NotoSans[wght].ttf",
        "Noto Sans Arabic": latin / "NotoSansArabic[wght].ttf",
        "Noto Sans CJK": cjk / "NotoSansCJK-VF.otf.ttc",
    }
    stack = ", ".join(f'"{name}"' for name in faces)
    css = "\n".join(
        f'@font-face {{ font-family: "{name}"; src: url({file.as_uri()}) }}' for name, file in faces.items()
    )
    css += f"\n:root {{ --display: {stack}; --text: {stack}; --figures: {stack}; --han: {stack} }}"
    plan = json.loads(Path(sheets).read_text(encoding="utf-8"))
    start = time.perf_counter()
    fonts = FontConfiguration()
    styles = [weasyprint.CSS(string=css, font_config=fonts)]
    styles += [weasyprint.CSS(filename=name, font_config=fonts) for name in plan["stylesheets"]]
    html = weasyprint.HTML(string=Path(page).read_text(encoding="utf-8"), base_url=plan["base_url"])
    html.write_pdf(out, stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")
    print(f"{time.perf_counter() - start:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
