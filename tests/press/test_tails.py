"""Partners' copies: a finished file and a tail, right to whoever reads them, and refused where they do not belong."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import copies
import pikepdf
import pymupdf
import pytest
import verapdf
from builders import ROOT, load
from copies import HOTEL, base, panels_of
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name

from handbook.checks import preflight, structure
from handbook.imposition.arrangements import Saddle, Terms
from handbook.press import bases, naming, tails
from handbook.press.bases import UnfitBaseError
from handbook.press.formes import imposed
from handbook.press.increment import UnfitTailError
from handbook.press.panels import UnfitPanelError
from handbook.press.produce import wants
from handbook.values.model import Purpose
from handbook.values.partner import Partner
from handbook.values.units import POINTS

PRINTED = [Purpose.PRESS, Purpose.OFFICE]


def appended(purpose: Purpose, partner: Partner = HOTEL, name: str = "北京大饭店") -> bytes:
    """Return a tail for the small book."""
    return tails.tail(bases.read(base(purpose)), panels_of(purpose, name), partner)


def copy(purpose: Purpose, partner: Partner = HOTEL) -> bytes:
    return base(purpose) + appended(purpose, partner)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_copy_is_the_base_and_a_little_more_and_always_the_same(purpose: Purpose) -> None:
    tail = appended(purpose)

    assert tail == appended(purpose)
    assert tails.split(base(purpose) + tail) == (base(purpose), tail)
    assert len(tail) < 14_000  # two full panels and a strip, with fonts and QR codes


@pytest.mark.parametrize("purpose", Purpose)
def test_every_reader_finds_the_panels_on_their_pages(purpose: Purpose, tmp_path: Path) -> None:
    file = copies.stored(tmp_path, "copy.pdf", copy(purpose))
    text = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    readers = {"pdfium": list(copies.pages_text(file.read_bytes())), "poppler": text.stdout.split("\f")[:2]}
    with pymupdf.open(file) as document:
        readers["mupdf"] = [page.get_text() for page in document]

    for reader, (first, second) in readers.items():
        words = re.sub(r"\s+", " ", second)
        assert "北京大饭店" in first, reader
        assert words.count("Hôtel “Pékin” & <Co> (100 %) 北京大饭店 电话 +86 10 5550 0100 example.org") == 2, reader


@pytest.mark.parametrize("purpose", Purpose)
def test_qpdf_and_ghostscript_have_nothing_to_say(purpose: Purpose, tmp_path: Path) -> None:
    file = copies.stored(tmp_path, "copy.pdf", copy(purpose))
    for command in (["qpdf", "--check"], ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"]):
        if shutil.which(command[0]) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"there is no {command[0]}")
        done = subprocess.run([*command, file], capture_output=True, text=True, check=False)

        assert (done.returncode, "WARNING" in done.stderr + done.stdout) == (0, False), done.stderr
        assert "error" not in done.stderr.lower()


def test_the_tags_of_the_panels_stand_where_the_slots_are() -> None:
    with pikepdf.open(io.BytesIO(copy(Purpose.SCREEN))) as pdf:
        root = pdf.Root.StructTreeRoot
        parents = pikepdf.NumberTree(root.ParentTree)
        known = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/HBK_Slot" in each]
        said = sorted(known, key=lambda div: str(div.HBK_Slot))
        links = [
            each
            for page in pdf.pages
            for each in page.obj.Annots
            if str(each.get("/A", {}).get("/URI", "")).startswith("tel:")
        ]

        assert [str(div.HBK_Slot) for div in said] == ["/back", "/cover", "/inside"]
        assert {str(div.Lang) for div in said} == {"zh-Hans"}
        assert {str(div.P.S) for div in said} == {"/Document", "/Sect"}
        for div in said:
            form = div.Pg.Resources.XObject[f"/Slot-{str(div.HBK_Slot)[1:]}"]
            section = div.K[0]
            marks = parents[int(form.StructParents)]
            assert next(each.objgen for each in section.K if each.S == Name.P) in [mark.objgen for mark in marks]
            assert section.K[0].K[0].Stm.objgen == form.objgen
        assert len(links) == 2
        for link in links:
            element = parents[int(link.StructParent)]
            assert Name.Link == element.S
            assert element.P.P.P.objgen in [div.objgen for div in said]
            assert max(int(key) for key in parents) < int(root.ParentTreeNextKey)


def test_links_and_pictures_lie_where_the_panel_stands() -> None:
    with pymupdf.open(stream=copy(Purpose.SCREEN)) as document:
        page = document[1]
        (one, other) = (link for link in page.get_links() if link.get("uri", "").startswith("tel:"))

        for link in (one, other):
            assert page.get_textbox(link["from"]).replace(" ", "").startswith("+861055500100")
    with pikepdf.open(io.BytesIO(copy(Purpose.SCREEN))) as pdf:
        figures = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == Name.Figure
        ]
        boxes = sorted(tuple(map(float, each.A.BBox)) for each in figures)

        assert [each.Alt for each in figures] == ["example.org (100 %)"] * 2
        assert boxes[0][0] + 1 * POINTS == pytest.approx(boxes[1][0], abs=0.01)
        assert boxes[0][1] - 40 * POINTS == pytest.approx(boxes[1][1], abs=0.01)


def test_a_copy_claims_what_its_base_claims_and_keeps_it(tmp_path: Path) -> None:
    verapdf.require()
    file = copies.stored(tmp_path, "copy.pdf", copy(Purpose.SCREEN))

    assert verapdf.validate([file], ("2a", "ua1")) == {(file, "2a"): "", (file, "ua1"): ""}
    assert structure.check(file.read_bytes(), copies.job_for(Purpose.SCREEN)) == ()


@pytest.mark.parametrize("purpose", PRINTED)
def test_the_preflight_passes_base_and_copy(purpose: Purpose) -> None:
    wanted = wants(copies.job_for(purpose).product, load(ROOT), 2)

    assert preflight.examine(base(purpose), wanted).remarks == ()
    assert preflight.examine(copy(purpose), wanted).remarks == ()


def test_the_preflight_sees_what_a_panel_brings() -> None:
    """It reads the newest objects: a hairline in a panel is one in the copy."""
    purpose, thin = Purpose.PRESS, '<hr style="border: 0; border-top: 0.05pt solid #000">'
    wanted = wants(copies.job_for(purpose).product, load(ROOT), 2)
    tail = tails.tail(bases.read(base(purpose)), panels_of(purpose, more=thin), HOTEL)

    assert [each.code for each in preflight.examine(base(purpose) + tail, wanted).remarks] == ["preflight.hairline"]


@pytest.mark.parametrize("purpose", PRINTED)
def test_a_page_blends_in_the_inks_of_its_file_when_its_panel_is_transparent(purpose: Purpose) -> None:
    glass = '<p style="color: rgb(0 0 0 / 50%)">glass</p>'
    wanted = wants(copies.job_for(purpose).product, load(ROOT), 2)
    data = base(purpose) + tails.tail(bases.read(base(purpose)), panels_of(purpose, more=glass), HOTEL)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        groups = [page.obj.get("/Group") for page in pdf.pages]

    assert groups[0] is None
    assert (Name.DeviceCMYK if purpose is Purpose.PRESS else Name.DeviceRGB) == groups[1].CS
    assert preflight.examine(data, wanted).remarks == ()


def test_panels_for_the_press_are_in_its_inks_and_black_text_overprints() -> None:
    with pikepdf.open(io.BytesIO(copy(Purpose.PRESS))) as pdf:
        content = pdf.pages[1].Resources.XObject["/Slot-back"].read_bytes()

    assert not re.search(rb" (rg|RG)$", content, re.MULTILINE)
    assert b"BDC" not in content
    assert b"/OPon gs" in content


@pytest.mark.parametrize("purpose", Purpose)
def test_info_and_xmp_name_the_partner_and_the_association_stays_the_author(purpose: Purpose) -> None:
    with pikepdf.open(io.BytesIO(base(purpose))) as before, pikepdf.open(io.BytesIO(copy(purpose))) as after:
        xmp, old = after.open_metadata(strict=True), before.open_metadata(strict=True)
        name = "Hôtel “Pékin” & <Co> (100 %)"

        assert xmp["dc:contributor"] == {name}
        assert xmp["pdf:Keywords"] == str(after.docinfo.Keywords) == f"tea, silk, {name}"
        assert xmp["dc:creator"] == old["dc:creator"] == [str(after.docinfo.Author)]
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title"):
            assert xmp[key] == old[key]
        assert set(after.docinfo.keys()) == set(before.docinfo.keys())
        assert after.trailer.ID[0] == before.trailer.ID[0]
        assert after.trailer.ID[1] != before.trailer.ID[1]


def test_each_print_file_is_a_document_of_its_own() -> None:
    files = [base(Purpose.PRESS), copy(Purpose.PRESS), copy(Purpose.PRESS, replace(HOTEL, id="other"))]
    said = []
    for data in files:
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata(strict=True) as xmp:
            said += [xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]]

    assert len(set(said)) == 6
    assert all(re.fullmatch(r"uuid:[0-9a-f-]{36}", each) for each in said)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1).filter(str.strip))
def test_any_name_comes_back_as_it_was(called: str) -> None:
    partner = replace(HOTEL, name=called)

    with pikepdf.open(io.BytesIO(copy(Purpose.OFFICE, partner))) as pdf:
        line = naming.name(partner)
        assert str(pdf.docinfo.Keywords) == f"tea, silk, {line}"
        assert f"<rdf:li>{escaped(line)}</rdf:li></rdf:Bag></dc:contributor>".encode() in pdf.Root.Metadata.read_bytes()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("purpose", PRINTED)
def test_boxes_and_pages_are_those_of_the_base(purpose: Purpose) -> None:
    with pikepdf.open(io.BytesIO(base(purpose))) as before, pikepdf.open(io.BytesIO(copy(purpose))) as after:
        for one, other in zip(before.pages, after.pages, strict=True):
            assert {key: repr(one.obj[key]) for key in ("/MediaBox", "/TrimBox", "/BleedBox")} == {
                key: repr(other.obj[key]) for key in ("/MediaBox", "/TrimBox", "/BleedBox")
            }
        assert len(after.Root.get("/OutputIntents", [])) == len(before.Root.get("/OutputIntents", []))


def slots_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Return the forms that stand in the slots of the small book."""
    drawn = dict(item for page in pdf.pages for item in page.obj.Resources.XObject.items())
    return [form for name, form in sorted(drawn.items()) if name.startswith("/Slot-")]


def test_fonts_that_panels_share_are_in_the_copy_once() -> None:
    with pikepdf.open(io.BytesIO(copy(Purpose.SCREEN))) as pdf:
        forms = slots_of(pdf)

        assert len(forms) == 3
        assert len({font.objgen for each in forms for _, font in each.Resources.Font.items()}) == 1


def test_a_drawing_is_in_the_copy_once_in_however_many_slots_it_stands() -> None:
    with pikepdf.open(io.BytesIO(copy(Purpose.SCREEN))) as pdf:
        forms = [form for form in slots_of(pdf) if "/XObject" in form.Resources]

        (code,) = {form.Resources.XObject.Figure0.objgen for form in forms}
        assert len(forms) == 2
        assert pdf.get_object(code).read_bytes().count(b" l\n") > 100


def test_a_panel_does_not_set_what_is_so_from_the_beginning() -> None:
    for more, opacities in (("", set()), ('<p style="color: rgb(0 0 0 / 50%)">glass</p>', {0.5, 1})):
        full = panels_of(Purpose.SCREEN, more=more)
        data = base(Purpose.SCREEN) + tails.tail(bases.read(base(Purpose.SCREEN)), full, HOTEL)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            form = pdf.pages[1].Resources.XObject["/Slot-back"]
            states = form.Resources.get("/ExtGState", pikepdf.Dictionary())

            assert {state.ca for _, state in states.items() if "/ca" in state} == opacities
            assert (b" gs\n" in form.read_bytes()) == bool(opacities)


def test_panels_of_another_kind_have_a_plan_of_their_own() -> None:
    """Numbers are given once for all panels that are alike: more lines, more objects."""
    found = bases.read(base(Purpose.SCREEN))
    more = panels_of(Purpose.SCREEN, more='<p><a href="https://example.net">one more</a></p>')
    made = {len(links): tail for links, tail in ((uris(tail), tail) for tail in (
        tails.tail(found, panels_of(Purpose.SCREEN), HOTEL), tails.tail(found, more, HOTEL)))}  # fmt: skip

    assert sorted(made) == [5, 7]
    assert made[5] == appended(Purpose.SCREEN)


def uris(tail: bytes) -> list[str]:
    """Return where the links of a copy lead."""
    with pymupdf.open(stream=base(Purpose.SCREEN) + tail) as document:
        return [link["uri"] for page in document for link in page.get_links() if "uri" in link]


def test_slots_of_imposed_pages_are_found_on_their_sheets() -> None:
    sheets = imposed(base(Purpose.PRESS), Saddle(), Terms(bleed_mm=3.0))
    found = bases.read(sheets)
    data = sheets + tails.tail(found, panels_of(Purpose.PRESS), HOTEL)

    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        numbers = [page.obj.objgen[0] for page in pdf.pages]
    shown = ["".join(page) for page in copies.pages_text(data)]
    assert {number for slot in found.slots for number in slot.pages} <= set(numbers)
    assert sum(text.count("北京大饭店") for text in shown) == 3


def saved(data: bytes, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def without_slots(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and "/HBK_Slot" in each:
                del each["/HBK_Slot"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("what", "made"),
    [
        ("no whole PDF file", lambda data: data[9:]),
        ("no whole PDF file", lambda data: data[:-200]),
        ("no whole PDF file", lambda data: data + b"\0" * 100),
        ("table of cross-references", lambda data: saved(data, object_stream_mode=pikepdf.ObjectStreamMode.disable)),
        ("appended to it already", lambda data: data + appended(Purpose.SCREEN)),
        ("appended to it already", lambda data: saved(data, linearize=True)),
        ("no slots", without_slots),
        ("cannot be read", lambda data: data[:200] + b" " * 500 + data[700:]),
    ],
)
def test_what_is_no_base_is_refused_with_words(what: str, made: object) -> None:
    with pytest.raises(UnfitBaseError, match=what):
        bases.read(made(base(Purpose.SCREEN)))  # type: ignore[operator]


def test_a_tail_belongs_to_one_base() -> None:
    now, later = base(Purpose.PRESS), base(Purpose.PRESS, "2027-02")
    tail = appended(Purpose.PRESS)

    assert tails.matches(bases.read(now), tail)
    assert tails.matches(bases.read(now), now + tail)
    assert not tails.matches(bases.read(now), now)
    assert not tails.matches(bases.read(later), tail)
    assert tails.joined(now, tail) == now + tail
    with pytest.raises(UnfitTailError, match="another edition"):
        tails.joined(later, tail)
    with pytest.raises(UnfitTailError, match="not as it was"):
        tails.split(now.replace(b"%PDF-1.6", b"%PDF-1.5") + tail)
    with pytest.raises(UnfitTailError, match="no partner's copy"):
        tails.split(now)
    with pytest.raises(UnfitTailError, match="no partner's copy"):
        tails.joined(now, tail[:-20])
    with pytest.raises(UnfitTailError, match="is missing"):
        tails.split(tail)


def test_a_panel_of_another_size_or_kind_is_refused() -> None:
    found = bases.read(base(Purpose.SCREEN))
    fitting = panels_of(Purpose.SCREEN)
    strip = replace(fitting.of["strip"], size=(200.0, 30.0))

    with pytest.raises(
        UnfitPanelError, match=r"the slot “cover” and its panel are 226\.77 x 34\.02 pt and 200\.00 x 30"
    ):
        tails.tail(found, replace(fitting, of={**fitting.of, "strip": strip}), HOTEL)
    with pytest.raises(UnfitPanelError, match="no panel for the slot “back”, of the shape “full”"):
        tails.tail(found, replace(fitting, of={"strip": fitting.of["strip"]}), HOTEL)
    with pytest.raises(UnfitPanelError, match="made for office, and the file for screen"):
        tails.tail(found, panels_of(Purpose.OFFICE), HOTEL)


def test_pages_that_are_no_panels_are_refused() -> None:
    with pytest.raises(UnfitPanelError, match="3 pages were laid out for 2 panels"):
        panels_of(Purpose.SCREEN, more='<p style="break-before: page">more</p>')
    with pytest.raises(UnfitPanelError, match="transparent as a whole"):
        panels_of(Purpose.SCREEN, more='<p style="opacity: 0.5">glass</p>')


def test_another_increment_goes_on_top_of_a_copy(tmp_path: Path) -> None:
    """As a signature does: it is one more."""
    file = copies.stored(tmp_path, "copy.pdf", copy(Purpose.SCREEN))
    before = file.read_bytes()
    with pymupdf.open(file) as document:
        document.set_metadata({**document.metadata, "title": "Signed"})
        document.saveIncr()

    assert file.read_bytes().startswith(before)
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo.Title) == "Signed"
        assert "dc:contributor" in pdf.Root.Metadata.read_bytes().decode()
