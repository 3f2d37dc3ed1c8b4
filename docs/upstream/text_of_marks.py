"""A glyph keeps the text of the cluster in which it is met first: a sign of another word is copied as that text."""

import io
import re
from importlib.resources import files

import pikepdf
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

FONT = files("fontpkg_ibm_plex_sans_arabic") / "files/IBMPlexSansArabic-Regular.ttf"
WORDS = "أولًا", "اسمًا"

fonts = FontConfiguration()
page = f"""<html dir="rtl"><style>@font-face {{ font-family: Plex; src: url("file://{FONT}") }}
body {{ font-family: Plex }}</style><p>{WORDS[0]}<p>{WORDS[1]}"""
with pikepdf.open(io.BytesIO(HTML(string=page).write_pdf(font_config=fonts))) as pdf:
    (table,) = {each.ToUnicode.read_bytes() for each in pdf.pages[0].resources.Font.values()}
    entries = re.findall(rb"<(\w+)> <(\w*)>", table.partition(b"beginbfchar")[2])
    texts = [bytes.fromhex(text.decode()).decode("utf-16-be") for _, text in entries]
    print("glyphs without a text", texts.count(""))
    print("texts of the mark", [[f"{ord(letter):04X}" for letter in text] for text in texts if "\u064b" in text])
