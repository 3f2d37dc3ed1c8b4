"""A colour profile of a CSS object is forgotten: PDF/X-4 is claimed without an output intent."""

import base64
import io

import pikepdf
from PIL import ImageCms
from weasyprint import CSS, HTML

PROFILE = base64.b64encode(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()).decode()
SHEET = f"@color-profile --rgb {{ src: url(data:application/vnd.iccprofile;base64,{PROFILE}); components: r, g, b }}"
PAGE = "<html lang=en><title>t</title><style>{}</style>"

for name, page, sheets in (
    ("style element", PAGE.format(SHEET), []),
    ("CSS object", PAGE.format(""), [CSS(string=SHEET)]),
):
    with pikepdf.open(io.BytesIO(HTML(string=page).write_pdf(stylesheets=sheets, pdf_variant="pdf/x-4"))) as pdf:
        is_claimed = b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
        print(f"{name}: claims PDF/X-4 {is_claimed}, output intents {len(pdf.Root.get('/OutputIntents', []))}")
