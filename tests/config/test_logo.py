"""The association's own data: colour, logo, and what of the sample may not be released."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path

import pytest
import weasyprint
from builders import BRIEF, ROOT, build, load, project_files, replace, said
from PIL import Image, ImageFile, PngImagePlugin

from handbook.config import logo
from handbook.config.contrast import contrast
from handbook.config.project import InvalidConfigurationError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
UNFIT = [
    ("<script>alert(1)</script>", "<script> may not be in a logo"),
    ('<rect width="9" height="9" onload="x()"/>', "'onload' is an event handler"),
    ("<foreignObject/>", "<foreignObject> may not be in a logo"),
    ('<image href="https://example.com/a.png"/>', "<image> may not be in a logo"),
    ('<use href="https://example.com/a.svg#b"/>', "'href' refers to something outside"),
    ('<use xlink:href="other.svg#b"/>', "'href' refers to something outside"),
    ('<use href="javascript:x()"/>', "'href' refers to something outside"),
    ('<rect width="9" height="9" style="fill: url(https://a.org/a.svg#b)"/>', "'style' refers to something outside"),
    ('<rect width="9" height="9" fill="url( \'other.svg#b\')"/>', "'fill' refers to something outside"),
    ('<rect width="9" height="9" style="fill: \\75rl(x)"/>', "'style' refers to something outside"),
    ("<style>@import 'a.css';</style>", "the style sheet refers to something outside"),
    ("<style><![CDATA[.a { fill: url(//example.com/a) }]]></style>", "the style sheet refers to something outside"),
    ("<text>Sample</text>", "<text> may not be in a logo"),
    ('<animate attributeName="href" values="a"/>', "<animate> may not be in a logo"),
    ("<?xml-stylesheet href='a.css'?>", "the instruction <?xml-stylesheet?>"),
    ("<path d='M0 0", "the file is not XML"),
]  # fmt: skip


def svg(body: str) -> bytes:
    return f"{HEAD}{body}\n</svg>".encode()


def png(width: int = 8, height: int = 4, **options: object) -> bytes:
    """Return a picture with a half-transparent colour."""
    made = io.BytesIO()
    Image.new("RGBA", (width, height), (15, 86, 83, 128)).save(made, "PNG", **options)  # type: ignore[arg-type]
    return made.getvalue()


def picture(kind: str, **options: object) -> bytes:
    """Return a small picture in a format."""
    made = io.BytesIO()
    Image.new("RGB", (8, 4), (15, 86, 83)).save(made, kind, **options)  # type: ignore[arg-type]
    return made.getvalue()


@pytest.mark.parametrize(("body", "words"), UNFIT)
def test_a_logo_may_not_run_or_load_anything(body: str, words: str) -> None:
    faults = logo.logo_faults("logo.svg", svg(body))

    assert any(words in fault.text for fault in faults)
    assert all(fault.line == 2 or "not XML" in fault.text for fault in faults)
    assert all(fault.hint for fault in faults)


@pytest.mark.parametrize("entities", ["", '[<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]'])
def test_a_logo_may_not_define_entities(entities: str) -> None:
    faults = logo.logo_faults("logo.svg", f"<!DOCTYPE svg {entities}>".encode() + svg("<g/>"))

    assert "DOCTYPE" in " ".join(fault.text for fault in faults)


@pytest.mark.parametrize("data", [b"", b"<html/>", b"\xff\xfe<\x00", b'<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_a_file_that_is_no_drawing_is_no_logo(data: bytes) -> None:
    assert logo.logo_faults("logo.svg", data) != ()


def test_shapes_gradients_and_inner_references_make_a_logo() -> None:
    body = (
        '<style>.a { fill: url(#b) } .c { stroke: #0F5653 }</style><defs><linearGradient id="b">'
        '<stop offset="0"/></linearGradient><path id="d" d="M0 0h9"/></defs>'
        '<use xlink:href="#d"/><rect class="a" width="9" height="9" style="fill:url(\'#b\')"/>'
    )

    assert logo.logo_faults("logo.svg", svg(body)) == ()
    assert logo.printable_logo("logo.svg", svg(body)) == svg(body)


def test_a_png_keeps_its_pixels_and_loses_everything_else() -> None:
    secret = PngImagePlugin.PngInfo()
    secret.add_text("Comment", "drawn on a Friday")
    data = png(pnginfo=secret)

    clean = logo.printable_logo("logo.png", data)

    assert b"Friday" in data
    assert b"Friday" not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.size, picture.getpixel((0, 0))) == ((8, 4), (15, 86, 83, 128))


def test_a_huge_png_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0" * 40

    (fault,) = logo.logo_faults("logo.png", data)

    assert "60000 x 60000 pixels, more than 4000" in fault.text


@pytest.mark.parametrize("data", [b"", b"\x89PNG", png(40, 40)[:60], png(0x10, 4).replace(b"IHDR", b"IHDX")])
def test_a_png_that_cannot_be_read_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does

    (fault,) = logo.logo_faults("logo.png", data)

    assert "the picture cannot be read" in fault.text
    with pytest.raises(ValueError, match="the picture cannot be read"):
        logo.printable_logo("logo.png", data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("JPEG"), "JPEG"),
        (picture("GIF"), "GIF"),
        (picture("BMP"), "BMP"),
        (picture("TIFF"), "TIFF"),
        (picture("WEBP"), "WebP"),
        (svg("<g/>"), "SVG"),
        (b"%PDF-1.7", "PDF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "EPS or PostScript"),
        (b"<html>not found</html>", "a page of the web"),
    ],
)
def test_a_picture_of_another_kind_is_told_by_its_content(data: bytes, kind: str) -> None:
    (fault,) = logo.logo_faults("logo.png", data)

    assert fault.text == f"the file is {kind}, whatever its name says"
    assert fault.hint


def test_a_png_named_svg_is_told_as_such() -> None:
    (fault,) = logo.logo_faults("logo.svg", png())

    assert (fault.text, "logo.png" in fault.hint) == ("the file is PNG, whatever its name says", True)


def test_a_moving_picture_is_refused() -> None:
    (fault,) = logo.logo_faults("logo.png", picture("PNG", save_all=True, append_images=[Image.new("RGB", (8, 4))]))

    assert "APNG" in fault.text


def test_greys_of_sixteen_bits_keep_their_tones() -> None:
    made = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(made, "PNG")

    with Image.open(io.BytesIO(logo.printable_logo("logo.png", made.getvalue()))) as shown:
        assert shown.getpixel((0, 0)) == (128, 128, 128)


DOT = '<rect width="1" height="1"/>'
LETTERS = "abcdefgh"


def copies(levels: int) -> str:
    """Return drawings of ten copies of ten copies of ten ... dots."""
    groups = "".join(f'<g id="{LETTERS[n + 1]}">' + f'<use href="#{LETTERS[n]}"/>' * 10 + "</g>" for n in range(levels))
    return f'<defs><g id="a">{DOT * 10}</g>{groups}</defs><use href="#{LETTERS[levels]}"/>'


DEAR = [
    (copies(3), "12,223 shapes"),
    (copies(6), "12,222,223 shapes"),
    (DOT * 5001, "5,00"),
    ("".join(f'<mask id="m{n}">' + f'<rect mask="url(#m{n + 1})"/>' * 10 + "</mask>" for n in range(7))
     + '<rect mask="url(#m0)"/>', "shapes would be drawn"),
    ("<style>.c { clip-path: url( '#k' ) }</style><clipPath id='k'>" + DOT * 100 + "</clipPath>"
     + '<g class="c"/>' * 100, "shapes would be drawn"),
    ('<path id="p" d="M0 0' + " l1 1" * 20_000 + '"/>' + '<use href="#p"/>' * 20, "shapes would be drawn"),
    ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "refers to itself"),
    ('<linearGradient id="a" href="#a"/>', "refers to itself"),
    ('<clipPath id="a"><rect clip-path="url(#a)"/></clipPath>', "refers to itself"),
    ("".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(3000)), "more than 40 references"),
    ("<g>" * 5000, "more than 40 groups"),
    ('<linearGradient id="a" x2="0.001" spreadMethod="repeat"/>', "a gradient that repeats"),
    ("<style>" + ".a .b { fill: red }" * 3000 + "</style>" + DOT * 500, "too many rules"),
    ('<rect width="1e300" height="1"/>', "'width' has the number 1e300"),
    ('<rect width="nan" height="1"/>', "'width' has the number nan"),
    ('<g transform="scale(1e9)"/>', "'transform' has the number 1e9"),
    ('<path d="M0 0L1e7 1"/>', "'d' has the number 1e7"),
    ('<g id="a"/><g id="a"/>', "the id 'a' stands there twice"),
    ('<rect style="fill:url(' + " " * 200_000 + 'x"/>', "refers to something outside"),
    ("<style>" + "a" * 250_000 + "</style><pattern/>", "<pattern> may not be in a logo"),
]  # fmt: skip


@pytest.mark.timeout(10)
@pytest.mark.parametrize(("body", "words"), DEAR, ids=range(len(DEAR)))
def test_a_logo_that_would_take_too_long_to_draw_is_refused_at_once(body: str, words: str) -> None:
    faults = logo.logo_faults("logo.svg", svg(body))

    assert any(words in fault.text for fault in faults), faults
    assert all(fault.hint for fault in faults)


FIT = [
    copies(2),
    DOT * 4900,
    '<defs><mask id="a">' + DOT * 40 + "</mask></defs>" + '<rect width="9" height="9" mask="url(#a)"/>' * 100,
    '<defs><clipPath id="a">'
    + DOT * 40
    + "</clipPath></defs>"
    + '<rect width="9" height="9" clip-path="url(#a)"/>' * 100,
    '<path d="M0 0' + " l1 1" * 40_000 + '"/>',
    "<g opacity='0.9'>" * 38 + DOT + "</g>" * 38,
    "<style>" + ".a .b { fill: red }" * 400 + "</style>" + '<rect class="b" width="1" height="1"/>' * 400,
    "".join(f'<linearGradient id="g{n}" href="#g{n + 1}"/>' for n in range(30)) + '<rect width="9" fill="url(#g0)"/>',
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("body", FIT, ids=range(len(FIT)))
def test_a_logo_that_passes_is_drawn_in_bounded_time(body: str) -> None:
    assert logo.logo_faults("logo.svg", svg(body)) == ()

    address = "data:image/svg+xml;base64," + base64.b64encode(svg(body)).decode()
    page = weasyprint.HTML(string=f'<img style="width: 5cm" src="{address}">')

    assert page.write_pdf().startswith(b"%PDF")


@pytest.mark.parametrize("box", ["0 0 0 9", "0 0 -1 9", "0 0 9", "a b c d", "0 0 nan 1", "0 0 1e400 1"])
def test_a_logo_has_a_size(box: str) -> None:
    faults = logo.logo_faults("logo.svg", svg(DOT).replace(b"0 0 9 9", box.encode()))

    assert "no viewBox of four numbers" in " ".join(fault.text for fault in faults)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert all(contrast(one, one) == 1 for one in ("#0F5653", "#F8F3E8"))


def test_a_fault_in_the_logo_is_named_with_its_own_line(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    (root / "content/logo.svg").write_bytes(svg("<g/>\n<script/>\n<rect onclick='x'/>"))

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    found = [(finding.path, finding.line, finding.code) for finding in caught.value.diagnostics]
    assert found == [("content/logo.svg", 3, "logo.unfit"), ("content/logo.svg", 4, "logo.unfit")]


def test_a_short_colour_is_read_as_the_web_reads_it(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    replace(root / "content/association.toml", 'accent = "jade"', 'accent = "#a00"')

    assert load(root).association.accent == "#AA0000"


def test_templates_get_the_association_as_it_is_printed() -> None:
    association = load(ROOT).association

    assert association.logo == "../content/logo.svg"
    assert association.accent == "#0F5653"
    assert association.phone == association.phones[0] == "+86 10 0000 0000"


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_the_renderer_prints_the_logo_and_a_new_one_makes_the_file_anew(tmp_path: Path, name: str) -> None:
    root = project_files(tmp_path, chapters=BRIEF)
    logo = root / "content" / name
    replace(root / "content/association.toml", r"logo\.svg", name)
    replace(root / "templates/chapters/sources.html", "<p ", '<img src="{{ association.logo }}" alt=""><p ')
    statuses = []

    for drawing in (svg("<g/>"), svg("<path/>")) if name == "logo.svg" else (png(), png(9)):
        logo.write_bytes(drawing)
        statuses += [build(root).outcomes[0].status, build(root).outcomes[0].status]

    assert statuses == ["made", "unchanged", "made", "unchanged"]


@pytest.mark.parametrize("other", ["facts.toml", "../model.py"])
def test_the_renderer_reads_no_other_file_of_the_data(tmp_path: Path, other: str) -> None:
    root = project_files(tmp_path, chapters=BRIEF)
    replace(root / "templates/chapters/law.html", "<p ", f'<img src="../content/{other}" alt=""><p ')

    report = build(root)

    assert "only files of templates/ and the association's logo" in " ".join(map(str, report.diagnostics))


def test_the_sample_is_not_fit_for_a_release() -> None:
    (finding,) = load(ROOT).unfit

    assert (finding.path, finding.code) == ("content/association.toml", "release.sample")
    lines = (ROOT / finding.path).read_text("utf-8").splitlines()
    assert lines[finding.line - 1] == "sample = true"
    assert "remove this line" in finding.hint


def test_what_is_left_of_the_sample_is_not_fit_for_a_release(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    file = root / "content/association.toml"
    replace(file, "sample = true\n", "")
    for key, text in (
        ("name", "Friends of Genuine Goods"),
        ("licence_line", "Sample line"),
        ("address", "1 Sample Road"),
    ):
        replace(file, said(key), f'{key} = "{text}"')

    texts = [finding.text for finding in load(root).unfit]

    keys = ("address", "phones", "email", "web", "guide", "licence_line")
    assert texts == [f"{key!r} is still that of the sample" for key in keys]


@pytest.mark.parametrize("key", ["name", "address", "licence_line"])
def test_the_sample_speaks_every_language_and_is_not_fit_for_a_release_in_any(tmp_path: Path, key: str) -> None:
    file = project_files(tmp_path) / "content/association.toml"
    replace(file, "sample = true\n", "")

    lines = [file.read_text("utf-8").splitlines()[finding.line - 1] for finding in load(tmp_path).unfit]

    left = [line.partition(" ")[0] for line in lines if line.startswith(f"{key}.")]
    assert left == [f"{key}.{tag}" for tag in load(ROOT).languages]


def test_an_association_of_its_own_is_fit_for_a_release(tmp_path: Path) -> None:
    root = project_files(tmp_path)
    (root / "content/association.toml").write_text(
        'name = "Friends"\naddress = "2 Road"\nphones = ["+86 10 12"]\n'
        'email = "a@b.org"\nweb = "b.org"\nguide = "b.org/guide"\naccent = "#000000"\n',
        encoding="utf-8",
    )

    project = load(root)

    assert project.unfit == ()
    assert (project.association.logo, project.association.licence_line) == ("", "")
