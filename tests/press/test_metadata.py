"""What files say of themselves: properties, languages, claims, and how viewers open them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from builders import ROOT, load
from pikepdf import Dictionary, Name, String
from sampling import built

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.press import metadata
from handbook.values.model import Job, Purpose, Selection

JOBS = plan(load(ROOT), Selection())
GLUE = set("\u00a0\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069")


def job(tag: str, format_: str) -> Job:
    return next(each for each in JOBS if each.language.tag == tag and each.product.id == format_)


def a_file() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo[Name.Title] = String("Tea & “silk” <1>")
    pdf.docinfo[Name.CreationDate] = pdf.docinfo[Name.ModDate] = String("D:20261122000000Z")
    return pdf


def saved(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    out = io.BytesIO()
    pdf.save(out)
    return pikepdf.open(out)


def test_properties_stand_in_both_places_alike() -> None:
    pdf = a_file()

    metadata.describe(pdf, ["en", "zh-Hans"], metadata.ACCESSIBLE)

    with saved(pdf) as again, again.open_metadata(strict=True) as xmp:
        assert xmp["dc:title"] == "Tea & “silk” <1>" == str(again.docinfo.Title)
        assert xmp["dc:language"] == {"en", "zh-Hans"}
        assert xmp["pdf:Producer"] == str(again.docinfo.Producer)
        assert xmp["xmp:CreatorTool"] == str(again.docinfo.Creator) == metadata.PROGRAM
        assert xmp["xmp:CreateDate"] == "2026-11-22T00:00:00Z"
        assert (xmp.pdfa_status, xmp["pdfuaid:part"]) == ("2A", "1")


def test_a_file_without_claims_makes_none() -> None:
    pdf = a_file()

    metadata.describe(pdf, ["en"])

    packet = pdf.Root.Metadata.read_bytes()
    assert b"pdfaid" not in packet
    assert b"pdfuaid" not in packet
    assert b"pdfxid" not in packet


@pytest.mark.parametrize(
    ("tag", "format_", "direction", "layout"),
    [
        ("ar", "screen", "/R2L", "/TwoPageRight"),
        ("ar", "print", "/R2L", "/TwoPageRight"),
        ("ar", "card", "/R2L", "None"),
        ("en", "screen", "None", "/TwoPageRight"),
        ("en", "large-print", "None", "None"),
    ],
)
def test_viewers_show_the_title_and_open_books_as_spreads(tag: str, format_: str, direction: str, layout: str) -> None:
    pdf = a_file()
    pdf.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))

    metadata.show(pdf, job(tag, format_))

    wishes = pdf.Root.ViewerPreferences
    assert wishes.DisplayDocTitle
    assert wishes.PrintScaling == "/None", "other wishes stay"
    assert str(wishes.get("/Direction")) == direction
    assert str(pdf.Root.get("/PageLayout")) == layout


def test_every_published_file_says_what_it_is(handbooks: Path) -> None:
    for each in built(JOBS):
        with pikepdf.open(handbooks / names.path(each)) as pdf:
            said = [str(value) for value in pdf.docinfo.values()] + [pdf.Root.Metadata.read_bytes().decode()]
            assert pdf.Root.ViewerPreferences.DisplayDocTitle, each.slug
            assert (pdf.Root.ViewerPreferences.get("/Direction") == Name.R2L) == (each.language.direction == "rtl")
            assert str(pdf.docinfo.Author), each.slug
            assert not GLUE & set("".join(said)), each.slug
            assert ("/PageLabels" in pdf.Root) == (each.product.purpose is Purpose.SCREEN)
            if "/Outlines" in pdf.Root:
                with pdf.open_outline() as outline:
                    titles = [item.title for top in outline.root for item in [top, *top.children]]
                assert not GLUE & set("".join(titles)), each.slug
