"""An opaque background image is put into a transparency group as large as the page."""

import io

import pikepdf
from weasyprint import HTML

PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>"
PAGE = f"""<style>@page {{ size: 100px; margin: 0 }}
p {{ width: 9px; height: 9px; background: url("{PICTURE}") no-repeat }}</style><p>"""

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf())) as pdf:
    for form in pdf.pages[0].resources.XObject.values():
        print(
            "BBox", [round(float(edge)) for edge in form.BBox], "Group", form.Group.S, "isolated", form.Group.get("/I")
        )
    print("states", len(pdf.pages[0].resources.get("/ExtGState", {})))
