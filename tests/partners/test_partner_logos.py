"""Logos as hotels send them: found beside the table, judged, made safe."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from builders import ROOT
from PIL import Image, ImageCms, PngImagePlugin

from handbook.files import pdfium
from handbook.files.folders import PROFILES
from handbook.partners.logos import Logos
from handbook.press import logo_page
from handbook.press.logo_colours import UnfitPageError
from handbook.press.logo_page import as_svg
from handbook.values.partner import Logo, LogoKind

INKS = (ROOT / PROFILES / "FOGRA39L.icc").read_bytes()
JADE = (15, 86, 83)
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">\n'
SHAPE = '<path d="M0 0h200v50z" fill="#0F5653"/>'


def nested(deep: int) -> str:
    """Return shapes of which each is ten copies of the next."""
    copies = (f"<use xlink:href='#n{n + 1}'/>" * 10 for n in range(deep))
    groups = (f'<g id="n{n}">{each}</g>' for n, each in enumerate(copies))
    return "".join(groups) + f'<g id="n{deep}">{SHAPE}</g>'


@pytest.fixture
def logos(tmp_path: Path) -> Logos:
    (tmp_path / "table").mkdir()
    (tmp_path / "cache/fonts").mkdir(parents=True)
    return Logos(tmp_path / "table", "#FFFDF8", INKS, tmp_path / "cache")


def picture(
    kind: str, size: tuple[int, int] = (400, 200), mode: str = "RGB", colour: object = JADE, **options: object
) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, colour).save(made, kind, **options)  # type: ignore[arg-type]
    return made.getvalue()


def svg(body: str) -> bytes:
    return f"{HEAD}{body}\n</svg>".encode()


def given(logos: Logos, name: str, data: bytes) -> tuple[Logo | None, str]:
    """Return what becomes of a file, and what is said."""
    (logos.folder / name).parent.mkdir(exist_ok=True)
    (logos.folder / name).write_bytes(data)
    logo, faults = logos(name)
    assert all(hint and code.startswith("logo.") for code, _, hint, _ in faults)
    assert (logo is None) == any(is_error for *_, is_error in faults)
    return logo, "\n".join(text for _, text, _, _ in faults)


def pixel(logo: Logo | None, at: tuple[int, int] = (5, 5)) -> object:
    assert logo is not None
    assert logo.kind is LogoKind.PIXELS
    with Image.open(io.BytesIO(logo.data)) as made:
        assert made.format == "PNG"
        assert logo.size == tuple(map(float, made.size))
        return made.getpixel(at)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_made_anew_whatever_their_name(logos: Logos, kind: str) -> None:
    logo, said = given(logos, "logo.bin", picture(kind))

    red, green, blue = pixel(logo)  # type: ignore[misc]
    assert said == ""
    assert max(abs(red - 15), abs(green - 86), abs(blue - 83)) < 4


def test_a_picture_loses_what_else_is_in_its_file(logos: Logos) -> None:
    secret = PngImagePlugin.PngInfo()
    secret.add_text("Comment", "drawn on a Friday")

    logo, _ = given(logos, "a.png", picture("PNG", pnginfo=secret))

    assert logo is not None
    assert b"Friday" not in logo.data


def test_cmyk_is_converted_by_a_profile_and_not_by_arithmetic(logos: Logos) -> None:
    logo, _ = given(logos, "a.jpg", picture("JPEG", mode="CMYK", colour=(255, 0, 0, 0)))

    red, green, blue = pixel(logo)  # type: ignore[misc]
    assert (red < 60, green > 120, blue > 180) == (True, True, True), "printed cyan is no #00FFFF"
    assert (green, blue) < (200, 250)


def test_a_photograph_is_turned_upright(logos: Logos) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = Image.new("RGB", (300, 600), JADE)
    made.paste((200, 30, 30), (0, 0, 300, 300))
    out = io.BytesIO()
    made.save(out, "JPEG", exif=exif, quality=95)

    logo, _ = given(logos, "a.jpg", out.getvalue())

    assert logo is not None
    assert logo.size[0] > logo.size[1]
    red, *_ = pixel(logo, (int(logo.size[0]) - 5, 5))  # type: ignore[misc]
    assert red > 150, "what was above is now at the right"


def test_colours_of_another_profile_become_srgb(logos: Logos) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    logo, said = given(logos, "a.png", picture("PNG", icc_profile=lab))

    assert (said, pixel(logo)) == ("", JADE)


def test_half_transparent_colours_stay_so(logos: Logos) -> None:
    logo, _ = given(logos, "a.webp", picture("WEBP", mode="RGBA", colour=(*JADE, 200), lossless=True))

    assert pixel(logo) == (*JADE, 200)


def test_more_pixels_than_anybody_sees_are_taken_off(logos: Logos) -> None:
    logo, said = given(logos, "a.png", picture("PNG", (3000, 1500)))

    assert logo is not None
    assert (said, logo.size) == ("", (425.0, 213.0))


def test_too_few_pixels_are_refused_and_few_are_remarked(logos: Logos) -> None:
    few, remark = given(logos, "few.png", picture("PNG", (200, 100)))
    too_few, refusal = given(logos, "none.png", picture("PNG", (100, 50)))

    assert few is not None
    assert "few.png: 200 x 100 pixels are 282 to the inch in print, 300 are needed" in remark
    assert too_few is None
    assert "141 to the inch" in refusal


def bomb(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + b"\0" * 40


def webp_bomb() -> bytes:
    data = b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + (16_000).to_bytes(3, "little") * 2 + b"VP8L" + bytes(20)
    return b"RIFF" + struct.pack("<I", len(data) + 4) + b"WEBP" + data


def jpeg_bomb() -> bytes:
    data = bytearray(picture("JPEG", (16, 16)))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(data)


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (400, 200), (each, 0, 0)) for each in (0, 90, 200)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb(60_000, 60_000), "60000 x 60000 pixels, more than 4000"),
        (webp_bomb(), "16001 x 16001 pixels, more than 4000"),
        (jpeg_bomb(), "it has far more than 4000 x 4000 pixels"),
        (bomb(4001, 9), "4001 x 9 pixels, more than 4000"),
        (bomb(0, 5), "the picture cannot be read"),
        (picture("PNG", (400, 200))[:300], "the picture cannot be read"),
        (picture("JPEG")[:700], "the picture cannot be read"),
        (moving("PNG"), "it is a moving picture"),
        (moving("WEBP"), "it is a moving picture"),
        (picture("GIF"), "the file is GIF"),
        (picture("TIFF"), "the file is TIFF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "the file is EPS or PostScript"),
        (b"<html>not found</html>", "the file is a page of the web"),
        (b"", "the file is of no known kind"),
        (bytes(5_000_001), "more than 5,000,000 bytes, more than 5,000,000"),
        (picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)), "nothing is drawn in it"),
        (picture("PNG", colour=(255, 255, 255)), "nothing can be seen of it on the paper"),
        (svg("<script>alert(1)</script>"), "<script> may not be in a logo"),
        (svg('<image href="https://example.com/a.png"/>'), "<image> may not be in a logo"),
        (svg('<use xlink:href="other.svg#b"/>'), "'href' refers to something outside"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("<g/>"), "DOCTYPE"),
        (svg('<text x="5" y="50">Grand</text>'), "<text> may not be in a logo"),
        (svg('<path d="M0 0h200v50z" fill="#FFFFFF"/>'), "nothing can be seen of it on the paper"),
        (svg("<g/>"), "nothing is drawn in it"),
        (svg(nested(9)), "shapes would be drawn, counted with their copies"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_with_a_word(logos: Logos, data: bytes, words: str) -> None:
    logo, said = given(logos, "logo", data)

    assert logo is None
    assert words in said


def test_a_pale_logo_is_remarked(logos: Logos) -> None:
    logo, said = given(logos, "a.png", picture("PNG", colour=(200, 200, 200)))

    assert logo is not None
    assert "a.png: its clearest part has a contrast of 1.6:1; a drawing needs 3:1" in said


def test_shapes_stay_as_they_are(logos: Logos) -> None:
    logo, said = given(logos, "a.svg", svg(SHAPE))

    assert (logo, said) == (Logo(LogoKind.SVG, svg(SHAPE), (200.0, 100.0)), "")


# Where it lies.


def test_only_files_beside_the_table_are_read(logos: Logos) -> None:
    (logos.folder.parent / "secret.png").write_bytes(picture("PNG"))
    (logos.folder / "out.png").symlink_to(logos.folder.parent / "secret.png")
    (logos.folder / "round.png").symlink_to(logos.folder / "round.png")
    (logos.folder / "far").symlink_to(logos.folder.parent)
    os.mkfifo(logos.folder / "pipe.png")

    said = {name: logos(name)[1][0] for name in (
        "../secret.png", str(logos.folder.parent / "secret.png"), "out.png", "far/secret.png", "round.png", "pipe.png",
        "..\\secret.png", "C:\\secret.png", "file:///etc/passwd", "https://a.cn/a.png", "x" * 4000, ".",
    )}  # fmt: skip

    out, absent = ["logo.name"] * 4, ["logo.missing"] * 2
    assert [code for code, *_ in said.values()] == [*out, *absent, *out, *absent]
    assert "is a link that leads out" in said["out.png"][1]
    assert all(is_error for *_, is_error in said.values())


def test_a_file_in_a_folder_below_and_a_name_that_is_nearly_right(logos: Logos) -> None:
    logo, _ = given(logos, "logos/grand.png", picture("PNG"))

    assert logo is not None
    assert logos("logos\\grand.png")[0] == logo
    assert logos("logos/grnd.png")[1][0][2] == "Did you mean 'grand.png'?"


# PDF.


def page(content: str, **resources: str) -> bytes:
    """Return a PDF with one page of a content and of resources, written as PDF has them."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 300))
    own = pdf.pages[0]
    own.Contents = pdf.make_stream(content.encode())
    own.Resources = pikepdf.Dictionary(
        {f"/{key}": pikepdf.Object.parse(value.encode()) for key, value in resources.items()}
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def with_form(content: str, form: str, **form_resources: str) -> bytes:
    """Return a PDF whose page draws a form that may draw itself."""
    with pikepdf.open(io.BytesIO(page(content))) as pdf:
        stream = pdf.make_stream(form.encode(), Subtype=pikepdf.Name.Form, BBox=[0, 0, 400, 300])
        stream.Resources = pikepdf.Dictionary(
            {f"/{key}": pikepdf.Object.parse(value.encode()) for key, value in form_resources.items()}
        )
        stream.Resources.XObject = pikepdf.Dictionary(F=stream)
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=stream))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


DRAWN = """q 1 0 0 1 60 40 cm 0.059 0.337 0.325 rg 0 0 200 100 re f
q 20 20 60 60 re W n 1 0 0 RG 8 w [20 6] 0 d 0 50 m 50 150 150 -50 200 50 c S Q
0 1 0 0 k 100 20 m 180 20 l 140 90 l b* /A gs 0 g 10 80 20 10 re f Q"""
"""A logo: a ground, a dashed line that is cut off, a triangle in CMYK, and something half transparent."""


def test_the_shapes_of_a_page_become_a_drawing_that_looks_the_same(logos: Logos) -> None:
    data = page(DRAWN, ExtGState="<< /A << /ca 0.5 >> >>")

    logo, said = given(logos, "a.pdf", data)

    assert said == ""
    assert logo is not None
    assert (logo.kind, logo.size) == (LogoKind.SVG, (200.0, 100.0))
    shown = logos._shown(logo.data, logo.size[0] / logo.size[1])
    assert shown is not None
    with pdfium.opened(data) as document:
        document[0].set_cropbox(60, 40, 260, 140)
        wanted = document[0].render(scale=shown.width / logo.size[0]).to_pil()
    both = [np.asarray(each.convert("RGB"), dtype=int) for each in (wanted, on_white(shown))]
    rows, columns = (min(each.shape[axis] for each in both) for axis in (0, 1))
    differing = (abs(both[0][:rows, :columns] - both[1][:rows, :columns]).max(axis=2) > 60).mean()
    assert differing < 0.02


def on_white(shown: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", shown.size, "white")
    ground.alpha_composite(shown.convert("RGBA"))
    return ground


@pytest.mark.parametrize(("turn", "size"), [(0, (200, 100)), (90, (100, 200)), (180, (200, 100)), (270, (100, 200))])
def test_a_turned_page_is_shown_as_viewers_do(turn: int, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(page("1 0 0 rg 0 0 200 100 re f"))) as pdf:
        pdf.pages[0].Rotate = turn
        out = io.BytesIO()
        pdf.save(out)

    assert f'{size[0]} {size[1]}">'.encode() in as_svg(out.getvalue(), INKS)


def test_spot_colours_by_a_plain_tint_are_told_in_their_alternate() -> None:
    tint = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>"
    space = f"<< /S [/Separation /Spot /DeviceCMYK {tint}] >>"

    drawn = as_svg(page("/S cs 0.5 scn 0 0 9 9 re f", ColorSpace=space), INKS).decode()

    grey = int(drawn.partition('fill="#')[2][:2], 16)
    assert 110 < grey < 170


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (page("BT /F 12 Tf (Grand) Tj ET"), "it has letters, whose font would be needed"),
        (page("BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"), "it has a picture of pixels"),
        (page("/S sh"), "it has a gradient"),
        (page("/Pattern cs /P scn 0 0 9 9 re f"), "it has a gradient or a pattern"),
        (page("/A gs 0 0 9 9 re f", ExtGState="<< /A << /BM /Multiply >> >>"), "its colours are blended"),
        (page("/A gs 0 0 9 9 re f", ExtGState="<< /A << /SMask << /S /Alpha >> >> >>"), "parts of it fade out"),
        (page("/L cs 0 0 0 scn 0 0 9 9 re f", ColorSpace="<< /L [/Lab << >>] >>"), "it has colours of the kind Lab"),
        (page("0 0 9 9 re n"), "nothing is drawn on its first page"),
        (page("0 0 9 9 re W n 50 50 9 9 re f"), "nothing is drawn on its first page"),
        (page(""), "nothing is drawn on its first page"),
        (page("0 0 99999 9 re f"), "larger than any page"),
        (page("/X Do", XObject="<< /X null >>"), "the PDF is damaged"),
        (page("1 rg 0 0 9 9 re f"), "a colour has too few parts"),
        (with_form("/F Do", "/F Do"), "more than 12 forms stand in one another"),
        (with_form("/F Do " * 400, "0 0 9 9 re f " * 200), "more than 100,000 things, counted with their copies"),
        (page("0 0 9 9 re f\n" * 2_000_000), "unpacks to more than 20,000,000 bytes"),
        (b"%PDF-1.7\nnothing", "the PDF cannot be read"),
        (page("0 0 9 9 re f")[:200], "the PDF cannot be read"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_drawing_is_refused_with_a_word(data: bytes, words: str) -> None:
    with pytest.raises(UnfitPageError, match=words.replace("(", r"\(")) as told:
        as_svg(data, INKS)

    assert told.value.hint


def test_a_locked_file_is_refused() -> None:
    for user in ("", "secret"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(page("0 0 9 9 re f"))) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
        with pytest.raises(UnfitPageError, match="locked with a password"):
            as_svg(out.getvalue(), INKS)


def test_nothing_that_acts_comes_along() -> None:
    with pikepdf.open(io.BytesIO(page("0 0 9 9 re f"))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[]))
        link = pikepdf.Object.parse(
            b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.cn) >> >>"
        )
        pdf.pages[0].Annots = pikepdf.Array([link])
        out = io.BytesIO()
        pdf.save(out)

    drawn = as_svg(out.getvalue(), INKS)

    assert drawn == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -9 9 9">\n<defs>\n</defs>\n'
        b'<path d="M0 0L9 0L9 -9L0 -9Z" fill="#000000"/>\n</svg>\n'
    )
    assert logo_page.MOST == 100_000
