"""A picture with an empty alternative, decoration in HTML, becomes a figure, and a log entry calls it an error."""

import io
import logging
import sys

import pikepdf
from weasyprint import HTML

PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"

log, shown = logging.getLogger("weasyprint"), logging.StreamHandler(sys.stdout)
log.addHandler(shown)
data = HTML(string=f"""<html lang="en"><title>t</title><img alt="" src="{PICTURE}">""").write_pdf(
    pdf_variant="pdf/ua-1"
)
log.removeHandler(shown)
with pikepdf.open(io.BytesIO(data)) as pdf:
    elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    print("figures", len(elements), "with an alternative", sum("/Alt" in each for each in elements))
