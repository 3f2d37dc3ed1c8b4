"""The lang attribute of anything but the root is dropped from tagged files."""

import io

import pikepdf
from weasyprint import HTML

PAGE = """<html lang="en"><title>t</title><p lang="zh-Hans">请帮我<p>Say <span lang="fr">bonjour</span>."""

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"))) as pdf:
    dictionaries = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    print("Lang of the file", pdf.Root.Lang)
    print("Lang of passages", [str(each.Lang) for each in dictionaries if "/Lang" in each and "/S" in each])
