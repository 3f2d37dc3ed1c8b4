"""A figure's BBox is in CSS pixels from the top of the page, not in the units of the page from its foot."""

import io

import pikepdf
from weasyprint import HTML

PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='96' height='96'/>"
PAGE = f"""<html lang="en"><title>t</title><style>@page {{ size: 5in 5in; margin: 0 }} body {{ margin: 0 }}</style>
<img alt="one inch, in the upper left corner" src="{PICTURE}">"""

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    (figure,) = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    print("MediaBox", [round(float(edge)) for edge in pdf.pages[0].mediabox])
    print("BBox", [round(float(edge)) for edge in figure.A.BBox])
