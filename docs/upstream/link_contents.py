"""The alternative of a link is the address of its target, which screen readers speak in place of the link's words."""

import io

import pikepdf
from weasyprint import HTML

PAGE = """<html lang="fr"><title>t</title>
<p><a href="#chapter-2">Deuxième chapitre</a> <a href="https://example.org/?q=1">Notre site</a>
<h2 id="chapter-2">Deuxième chapitre</h2>"""

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    for link in pdf.pages[0].Annots:
        print("Contents", link.Contents)
