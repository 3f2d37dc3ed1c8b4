"""The scope of a header cell is not written."""

import io

import pikepdf
from weasyprint import HTML

PAGE = """<html lang="en"><title>t</title><table><tr><th scope="col">Price<tr><td>5</table>"""

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    for cell in pdf.objects:
        if isinstance(cell, pikepdf.Dictionary) and cell.get("/S") == "/TH":
            print("attributes", sorted(cell.get("/A", {}).keys()))
