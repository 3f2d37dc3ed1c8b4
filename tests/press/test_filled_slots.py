"""Slots: a panel of its own in each, in files of every purpose, where the style sheet has it, read where it stands."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pymupdf
import pytest
from builders import ROOT, load, manuscript_of
from pikepdf import Name

from handbook.build.plan import plan
from handbook.layout.typeset import Galley
from handbook.press import nobody
from handbook.press.finish import finish
from handbook.press.produce import produce
from handbook.press.streams import Streams
from handbook.values.model import Job, Product, Purpose, Selection
from handbook.values.panel import Slot

PROJECT = load(ROOT)
MM = 72 / 25.4


def a_job(tag: str, format_: str) -> Job:
    return plan(PROJECT, Selection((tag,), (format_,)))[0]


def typeset(job: Job) -> Galley:
    texts = manuscript_of(ROOT)
    catalog, *voices = (texts.catalog(each)[0] for each in (job.language, *job.voices))
    _, galley, findings = nobody.typeset(PROJECT, job, catalog, tuple(voices))
    assert [str(each) for each in findings] == []
    assert galley is not None
    return galley


@pytest.fixture(scope="module")
def card() -> Galley:
    return typeset(a_job("ar", "card"))


@pytest.fixture(scope="module")
def tent() -> Galley:
    return typeset(a_job("en", "tent"))


def on_screen(galley: Galley, job: Job) -> bytes:
    product: Product = replace(job.product, purpose=Purpose.SCREEN)
    return finish(galley.written.data, replace(job, product=product), Streams())


def slot_forms(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Stream]:
    return {
        str(each.HBK_Slot): each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/HBK_Slot" in each
    }


def test_a_slot_is_as_large_as_its_shape(card: Galley) -> None:
    (slot,) = card.written.slots

    width, height = PROJECT.shapes["card"].size_mm
    assert (slot.name, slot.shape, slot.page) == ("card", "card", 2)
    assert slot.along == pytest.approx((width * MM, 0), abs=0.01)
    assert slot.up == pytest.approx((0, height * MM), abs=0.01)


def test_a_slot_on_the_rear_of_a_table_card_stands_upside_down(tent: Galley) -> None:
    front, rear = sorted(tent.written.slots, key=lambda slot: slot.name)

    assert (front.name, rear.name) == ("front", "rear")
    assert rear.along == pytest.approx([-part for part in front.along], abs=0.01)
    assert rear.up == pytest.approx([-part for part in front.up], abs=0.01)


def test_a_panel_is_scaled_and_turned_into_its_slot() -> None:
    slot = Slot("front", "strip", 1, corner=(100.0, 50.0), along=(-30.0, 0.0), up=(0.0, -20.0))

    assert slot.matrix(15.0, 10.0) == (-2.0, 0.0, 0.0, -2.0, 100.0, 50.0)


def test_the_words_for_a_stamp_are_printed_in_the_slot_and_read_there(card: Galley) -> None:
    (slot,) = card.written.slots
    with pymupdf.open(stream=card.written.data) as pdf:
        page = pdf[1]
        height = page.mediabox.height - 2 * 3.2 * MM  # the sheet's bleed is 3.2 mm
        left, bottom = slot.corner
        room = pymupdf.Rect(left, height - bottom - slot.up[1], left + slot.along[0], height - bottom)
        words = page.get_text(clip=room + (3.2 * MM,) * 4)

    assert "酒店盖章处" in words
    assert "酒店名称、中文地址、电话" in words


@pytest.mark.parametrize("tag", PROJECT.languages)
def test_a_stamp_18_mm_high_fits_on_the_card_between_the_words(tag: str) -> None:
    with pymupdf.open(stream=typeset(a_job(tag, "card")).written.data) as pdf:
        (head, *_), (foot, *_) = (pdf[1].search_for(words) for words in ("酒店盖章处", "酒店名称"))

    assert (foot.y0 - head.y1) / MM >= 18


def test_messages_of_the_panel_are_found_where_it_stands(card: Galley) -> None:
    (slot,) = card.written.slots
    trace, places = card.document.trace, card.written.laid.places()

    ((page, rect),) = places[trace.keys.index(("", "Hotel stamp"))]
    assert page == slot.page
    assert slot.corner[0] / MM <= rect.x
    assert rect.right <= (slot.corner[0] + slot.along[0]) / MM


def test_the_panel_of_a_face_speaks_the_language_of_the_face() -> None:
    tent = typeset(a_job("ar", "tent"))
    trace, places = tent.document.trace, tent.written.laid.places()
    middle = tent.written.laid.size[1] / 2

    said = {
        tag: [rect.y > middle for _, rect in places[number]]
        for number, (tag, key) in enumerate(zip(trace.tags, trace.keys, strict=True))
        if key == ("", "Hotel stamp")
    }

    assert said == {"ar": [True], "en": [False]}


def test_a_screen_file_tells_the_panel_at_the_slots_place(card: Galley) -> None:
    with pikepdf.open(io.BytesIO(on_screen(card, a_job("ar", "card")))) as pdf:
        form = slot_forms(pdf)["/card"]
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(form.StructParents)]
        (element,) = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/HBK_Slot" in each)

        assert form.HBK_Shape == Name("/card")
        assert (element.S, element.Pg.objgen) == (Name.Div, pdf.pages[1].objgen)
        assert parents.is_indirect
        assert pdf.pages[1].obj.Annots.is_indirect
        assert "/Kids" in pdf.Root.StructTreeRoot.ParentTree
        said = [parent for parent in parents if parent is not None]
        assert said
        assert all(_ancestors(each) & {element.objgen} for each in said)
        siblings = [each.objgen for each in element.P.K if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert 0 < siblings.index(element.objgen) < len(siblings) - 1


def _ancestors(element: pikepdf.Object) -> set[tuple[int, int]]:
    found = set()
    while "/P" in element:
        element = element.P
        found.add(element.objgen)
    return found


def test_the_slot_lasts_through_inks_and_imposition(card: Galley) -> None:
    jobs = tuple(a_job("ar", each) for each in ("card", "card-sheet"))

    for _, made, findings in produce(card.written.data, jobs, PROJECT, Streams()):
        assert [str(each) for each in findings] == []
        assert made is not None
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            form = slot_forms(pdf)["/card"]
            content = form.read_bytes()
            assert "/StructParents" not in form
            assert b" k" in content
            assert b"BDC" not in content
            assert not any(operator in content for operator in (b" rg", b" RG"))


def test_each_slot_of_a_file_has_a_form_of_its_own(tent: Galley) -> None:
    with pikepdf.open(io.BytesIO(on_screen(tent, a_job("en", "tent")))) as pdf:
        forms = slot_forms(pdf)
        keys = [int(form.StructParents) for form in forms.values()]

        assert set(forms) == {"/front", "/rear"}
        assert len(set(keys)) == len(keys)


def test_the_same_pages_and_panels_give_the_same_bytes(card: Galley) -> None:
    assert typeset(a_job("ar", "card")).written.data == card.written.data
