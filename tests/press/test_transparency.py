"""Groups stay where something shows through, and go where nothing does."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from handbook.checks.ghostscript import separations
from handbook.press.transparency import declare

GROUP = {"S": Name.Transparency, "CS": Name.DeviceCMYK, "I": True}
SQUARES = b"0 1 0 0 k 0 0 40 40 re f 1 0 0 0 k 20 20 40 40 re f"
Made = tuple[pikepdf.Pdf, dict[str, pikepdf.Object]]


def form(pdf: pikepdf.Pdf, content: bytes = SQUARES, *, group: bool = True, **resources: Dictionary) -> pikepdf.Object:
    made = pdf.make_stream(content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = [0, 0, 60, 60]
    made.Resources = Dictionary(**resources)
    if group:
        made.Group = Dictionary(**GROUP)
    return pdf.make_indirect(made)


def page(pdf: pikepdf.Pdf, content: bytes, **resources: Dictionary) -> None:
    made = Dictionary(
        Type=Name.Page, MediaBox=[0, 0, 60, 60], Resources=Dictionary(**resources), Contents=pdf.make_stream(content),
        Group=Dictionary(**GROUP),
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))


def half() -> Dictionary:
    return Dictionary(Half=Dictionary(ca=0.5, CA=0.5), Full=Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")))


def opaque(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    inner = form(pdf)
    outer = form(pdf, b"/Full gs /I Do", XObject=Dictionary(I=inner), ExtGState=Dictionary(Full=half().Full))
    page(pdf, b"/F Do", XObject=Dictionary(F=outer))
    return {"inner": inner, "outer": outer}


def painted_as_a_whole(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    inner = form(pdf)
    outer = form(pdf, b"/I Do", XObject=Dictionary(I=inner))
    page(pdf, b"q /Half gs /F Do Q", XObject=Dictionary(F=outer), ExtGState=half())
    return {"outer, needed": outer, "inner": inner}


def after_the_state_is_restored(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    made = form(pdf)
    page(pdf, b"q /Half gs 0 0 5 5 re f Q /F Do /Half gs /Full gs /F Do", XObject=Dictionary(F=made), ExtGState=half())
    return {"made": made}


def clear_within(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    inner = form(pdf, b"/Half gs " + SQUARES, ExtGState=half())
    outer = form(pdf, b"/I Do", XObject=Dictionary(I=inner))
    beside = form(pdf)
    page(pdf, b"/F Do /B Do", XObject=Dictionary(F=outer, B=beside))
    return {"inner, needed": inner, "outer, needed": outer, "beside": beside}


def no_group_between(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    inner = form(pdf)
    outer = form(pdf, b"/I Do", group=False, XObject=Dictionary(I=inner))
    page(pdf, b"/Half gs /F Do", XObject=Dictionary(F=outer), ExtGState=half())
    return {"inner, needed": inner}


def blended(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    made = form(pdf)
    states = Dictionary(M=Dictionary(BM=pikepdf.Array([Name.Multiply, Name.Normal])))
    page(pdf, b"/M gs /F Do", XObject=Dictionary(F=made), ExtGState=states)
    return {"made, needed": made}


def masked(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    mask, made = form(pdf, b"0.5 g 0 0 60 60 re f"), form(pdf)
    mask.Group.CS = Name.DeviceGray
    states = Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    page(pdf, b"/M gs /F Do", XObject=Dictionary(F=made), ExtGState=states)
    return {"mask, needed": mask, "made, needed": made}


def picture_with_greys(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    def picture(space: Name, data: bytes) -> pikepdf.Object:
        made = pdf.make_stream(data)
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 1, 1
        made.ColorSpace, made.BitsPerComponent = space, 8
        return made

    shown = picture(Name.DeviceCMYK, b"\xff\0\0\0")
    shown.SMask = picture(Name.DeviceGray, b"\x80")
    outer, beside = form(pdf, b"q 40 0 0 40 0 0 cm /P Do Q", XObject=Dictionary(P=shown)), form(pdf)
    page(pdf, b"/B Do /F Do", XObject=Dictionary(F=outer, B=beside))
    return {"outer, needed": outer, "beside": beside}


def cell_of_a_pattern(pdf: pikepdf.Pdf, *, clear: bool = False) -> dict[str, pikepdf.Object]:
    within = form(pdf, (b"/Half gs " if clear else b"") + SQUARES, ExtGState=half() if clear else Dictionary())
    cell = pdf.make_stream(b"/F Do")
    cell.Type, cell.PatternType, cell.PaintType, cell.TilingType = Name.Pattern, 1, 1, 1
    cell.BBox, cell.XStep, cell.YStep = [0, 0, 60, 60], 60, 60
    cell.Resources = Dictionary(XObject=Dictionary(F=within))
    page(pdf, b"/Pattern cs /C scn 0 0 60 60 re f", Pattern=Dictionary(C=cell))
    return {"within, needed" if clear else "within": within}


def clear_cell_of_a_pattern(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return cell_of_a_pattern(pdf, clear=True)


def shared_with_a_clear_page(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    made = form(pdf)
    page(pdf, b"/Half gs /F Do", XObject=Dictionary(F=made), ExtGState=half())
    page(pdf, b"/F Do", XObject=Dictionary(F=made))
    return {"made, needed": made}


def drawing_itself(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    made = form(pdf, b"/Half gs /F Do", ExtGState=half())
    made.Resources.XObject = Dictionary(F=made)
    page(pdf, b"/F Do", XObject=Dictionary(F=made))
    return {"made, needed": made}


CASES = (
    opaque, painted_as_a_whole, after_the_state_is_restored, clear_within, no_group_between, blended, masked,
    picture_with_greys, cell_of_a_pattern, clear_cell_of_a_pattern, shared_with_a_clear_page, drawing_itself,
)  # fmt: skip
OPAQUE = {opaque, cell_of_a_pattern}


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_form_keeps_its_group_where_it_is_seen(case: Callable[[pikepdf.Pdf], dict[str, pikepdf.Object]]) -> None:
    with pikepdf.new() as pdf:
        forms = case(pdf)

        declare(pdf, Name.DeviceCMYK)

        assert {name for name, each in forms.items() if "/Group" in each} == {
            name for name in forms if name.endswith("needed")
        }
        shown = [page.obj.get("/Group", Dictionary()).get("/CS") for page in pdf.pages]
        assert shown[0] == (None if case in OPAQUE else Name.DeviceCMYK)
        assert shown[1:] == [None] * (len(shown) - 1)


def test_no_colour_changes_where_groups_go() -> None:
    with pikepdf.new() as pdf:
        for case in CASES:
            if case is not drawing_itself:
                case(pdf)
        before = list(separations(saved(pdf)))

        declare(pdf, Name.DeviceCMYK)
        after = list(separations(saved(pdf)))

    assert [int(np.abs(one.astype(int) - other).max()) for one, other in zip(before, after, strict=True)] == [0] * len(
        before
    )
