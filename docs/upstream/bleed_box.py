"""BleedBox ends 10 points from the trim, however much bleed is asked for and painted."""

import io

import pikepdf
from weasyprint import HTML

PAGE = "<style>@page { size: 100pt; bleed: 14.17pt; background: teal }</style>"

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf())) as pdf:
    for box in ("MediaBox", "BleedBox", "TrimBox"):
        print(box, [round(float(edge), 2) for edge in pdf.pages[0][f"/{box}"]])
