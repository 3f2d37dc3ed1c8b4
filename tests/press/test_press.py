"""Print files: the pages of the screen edition in the inks of a press, and what a press needs around them."""

from __future__ import annotations

import io
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from builders import BRIEF, ROOT, build, load, project_files
from PIL import Image
from sampling import ALL, built

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.files.packages import package_folder
from handbook.press import press as press_module
from handbook.press.press import Pressed, narrowed, press
from handbook.press.streams import Streams
from handbook.values.model import Job, Project, Purpose, Selection

POINTS = 72 / 25.4
FONT = Path(str(package_folder("fontpkg_ibm_plex_sans_arabic"))) / "files/IBMPlexSansArabic-Regular.ttf"
PROJECT = load(ROOT)
TOKENS = load(ROOT).tokens


def a_print_job(tag: str = "en", format_: str = "print") -> Job:
    return plan(PROJECT, Selection((tag,), (format_,)))[0]


def pressed(body: str, tmp_path: Path, format_: str = "print", project: Project = PROJECT) -> Pressed:
    """Return a small page as a print file."""
    styles = (
        f"@font-face {{ font-family: Plex; src: url({FONT.as_uri()}) }} html {{ font-family: Plex }}"
        "@page { size: 60mm 80mm; bleed: 3mm; margin: 10mm }"
    )
    dates = "".join(f"<meta name=dcterms.{each} content=2026-11-22T00:00:00Z>" for each in ("created", "modified"))
    html = f"<html lang=en><title>A page</title>{dates}<style>{styles}</style>{body}"
    data = weasyprint.HTML(string=html, base_url=tmp_path.as_uri() + "/").write_pdf(pdf_variant="pdf/ua-1")
    return narrowed(press(data, a_print_job(format_=format_), project, Streams()), 3)


def operators(data: bytes, page: int = 0) -> Iterator[tuple[str, list[object]]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[page]):
            yield str(step.operator), list(step.operands)


EVERY = 1 if os.environ.get(ALL) else 7
"""Of so many pages of a book one is read operator by operator: left ones and right ones."""


def shown(pdf: pikepdf.Pdf) -> list[list[tuple[str, str]]]:
    """Return what each page of a sample says: fonts, places and glyphs of its text, and every path, in order."""
    kept = {"BT", "ET", "Tm", "Tf", "TJ", "cm", "m", "l", "c", "re", "h", "w", "q", "Q", "Do"}
    return [
        [
            (str(s.operator), str(list(s.operands)))
            for s in pikepdf.parse_content_stream(page)
            if str(s.operator) in kept
        ]
        for page in pdf.pages[::EVERY]
    ]


def test_a_token_is_printed_with_its_own_inks_and_nothing_else(tmp_path: Path) -> None:
    jade = pressed('<p style="background: #0F5653">&nbsp;', tmp_path)

    colours = [tuple(map(float, values)) for name, values in operators(jade.data) if name == "k"]  # type: ignore[arg-type]
    assert (0.9, 0.4, 0.6, 0.38) in colours
    assert not {"rg", "RG"} & {name for name, _ in operators(jade.data)}


def test_a_foreign_colour_goes_through_the_profile_and_a_grey_to_black_ink(tmp_path: Path) -> None:
    page = pressed(
        '<div style="height: 9mm; background: #3355AA"></div><div style="height: 9mm; background: #808080">', tmp_path
    )

    colours = [tuple(map(float, values)) for name, values in operators(page.data) if name == "k"]  # type: ignore[arg-type]
    blue, grey = colours[0], colours[1]
    assert blue[0] > 0.7
    assert sum(blue) <= 3.0
    assert grey == (0, 0, 0, pytest.approx(0.498, abs=0.001))


def test_black_text_overprints_and_all_else_knocks_out(tmp_path: Path) -> None:
    page = pressed(
        '<p style="background: #0F5653; color: #20282C">black<p style="color: #F8F3E8">light'
        '<p style="color: #20282C">black',
        tmp_path,
    )

    state, seen = False, []
    for name, values in operators(page.data):
        if name == "gs" and str(values[0]) in {"/OPon", "/OPoff"}:
            state = str(values[0]) == "/OPon"
        if name in {"TJ", "f"}:
            seen.append((name, state))
    assert seen == [("f", False), ("TJ", True), ("TJ", False), ("TJ", True)]


@pytest.mark.parametrize("format_", ["print", "booklet-office"])
@pytest.mark.parametrize(("opacity", "declared"), [(1, 0), (0.5, 1)])
def test_a_page_is_declared_transparent_where_something_shows_through(
    tmp_path: Path, opacity: float, declared: int, format_: str
) -> None:
    (tmp_path / "square.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z' fill='#0F5653'/></svg>"
    )
    picture = "<p style='height: 9mm; background: url(square.svg) no-repeat'>&nbsp;"
    data = pressed(f"{picture}<p style='opacity: {opacity}; background: #0F5653'>text", tmp_path, format_).data

    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        groups = [form.Group for form in page.resources.XObject.values() if "/Group" in form]
        assert len(page.resources.XObject) == 1 + declared
        assert len(groups) == int("/Group" in page) == declared
        space = pikepdf.Name.DeviceCMYK if format_ == "print" else pikepdf.Name.DeviceRGB
        assert {each.CS for each in (*groups, *([page.Group] if declared else []))} <= {space}


def test_a_file_for_the_press_has_boxes_intent_and_no_more_than_a_press_needs(tmp_path: Path) -> None:
    data = pressed('<h1>Title</h1><a href="https://example.org">link</a>', tmp_path).data

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page, root = pdf.pages[0], pdf.Root
        assert [round(float(edge) / POINTS, 2) for edge in page.TrimBox] == [0, 0, 60, 80]
        assert [round(float(edge) / POINTS, 2) for edge in page.BleedBox] == [-3, -3, 63, 83]
        assert page.MediaBox == page.BleedBox
        assert "/Annots" not in page
        assert not {"/StructTreeRoot", "/Outlines", "/Names", "/MarkInfo"} & set(root.keys())
        (intent,) = root.OutputIntents
        assert (intent.S, str(intent.OutputConditionIdentifier)) == (pikepdf.Name.GTS_PDFX, "FOGRA47")
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == (ROOT / "handbook/settings/profiles/FOGRA47L.icc").read_bytes()
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert pdf.pdf_version == "1.6"
        with pdf.open_metadata() as meta:
            assert meta["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert not [key for key in meta if "pdfua" in key]


def test_a_picture_in_rgb_is_converted_with_a_notice(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "#C81E28").save(tmp_path / "logo.png")

    page = pressed('<img src="logo.png" alt="logo">', tmp_path)

    with pikepdf.open(io.BytesIO(page.data)) as pdf:
        (picture,) = pdf.pages[0].get_images().values()
        cyan, magenta, yellow, _ = pikepdf.PdfImage(picture).as_pil_image().getpixel((20, 20))  # type: ignore[misc]
    assert page.converted == ("a picture of 40 x 40 pixels",)
    assert cyan < 60
    assert min(magenta, yellow) > 200


def test_a_gradient_keeps_its_place_and_changes_its_inks(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><linearGradient id="g"><stop offset="0" '
        'stop-color="#0F5653"/><stop offset="1" stop-color="#FFFDF8"/></linearGradient>'
        '<path d="M0 0H10V10H0Z" fill="url(#g)"/></svg>',
        encoding="utf-8",
    )

    page = pressed('<img src="logo.svg" alt="logo" style="width: 20mm">', tmp_path)

    with pikepdf.open(io.BytesIO(page.data)) as pdf:
        shadings = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and "/ShadingType" in item
        ]
        spaces = {str(shading.ColorSpace) for shading in shadings}
    assert "/DeviceRGB" not in spaces
    assert b"DeviceRGB" not in b"".join(_objects(page.data))


def _objects(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from (item.unparse(resolved=True) for item in pdf.objects)


def test_an_office_file_has_white_paper_and_stays_in_rgb(tmp_path: Path) -> None:
    page = pressed('<p style="background: #F8F3E8; color: #20282C">text', tmp_path, "booklet-office")

    colours = {tuple(map(float, values)) for name, values in operators(page.data) if name == "rg"}  # type: ignore[arg-type]
    assert colours == {(1, 1, 1), (0, 0, 0)}


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (pressed("<p>text", tmp_path).data for _ in range(2))

    assert one == other


def test_every_token_has_inks_that_paper_bears() -> None:
    colours, printed = TOKENS.colours, TOKENS.inks

    assert {name for name in colours if not name.endswith("-office")} == set(printed)
    assert max(sum(ink) for ink in printed.values()) <= PROJECT.edition.condition.tac / 100


def test_a_file_is_the_same_whether_it_is_asked_for_alone_or_with_others(tmp_path: Path) -> None:
    root = project_files(tmp_path, chapters=BRIEF, formats=("screen", "print", "booklet"))

    build(root, tmp_path / "all")
    build(root, tmp_path / "one", selection=Selection(("en",), ("booklet",)))

    (one,), (two,) = (list((tmp_path / out).rglob("handbook_en_booklet_2???-??.pdf")) for out in ("all", "one"))
    assert one.read_bytes() == two.read_bytes()


def test_each_file_has_identifiers_of_its_own(handbooks: Path) -> None:
    found = []
    for job in (job for job in built(plan(PROJECT, Selection())) if job.product.purpose is Purpose.PRESS):
        with pikepdf.open(handbooks / names.path(job)) as pdf, pdf.open_metadata() as meta:
            found += [meta["xmpMM:DocumentID"], meta["xmpMM:InstanceID"]]

    assert len(set(found)) == len(found) > 8
    assert not [each for each in found if press_module.DOCUMENT in each or press_module.INSTANCE in each]


@pytest.mark.parametrize(
    ("tag", "formats"),
    [("en", ("screen", "print")), ("zh-Hans", ("leaflet-screen", "leaflet")), ("ar", ("leaflet-screen", "leaflet"))],
)
def test_screen_and_print_editions_are_the_same_pages_to_the_last_glyph(
    tag: str, formats: tuple[str, str], handbooks: Path
) -> None:
    screen, paper = (handbooks / names.path(a_print_job(tag, name)) for name in formats)

    with pikepdf.open(screen) as one, pikepdf.open(paper) as other:
        assert len(one.pages) == len(other.pages)
        assert [page.TrimBox for page in one.pages] == [page.TrimBox for page in other.pages]
        for before, after in zip(shown(one), shown(other), strict=True):
            assert Counter(before) == Counter(after)
            assert before == after
