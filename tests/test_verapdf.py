"""Files for screens are PDF/A-2a and PDF/UA-1 at once: veraPDF says so, and it would say otherwise."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import verapdf
from builders import ROOT, load
from pikepdf import Name
from sampling import built, sampled

from handbook.build.plan import plan
from handbook.build.publish import names
from handbook.values.model import Purpose, Selection

FLAVOURS = ("2a", "ua1")
JOBS = [job for job in built(plan(load(ROOT), Selection())) if job.product.purpose is Purpose.SCREEN]


SAMPLE = sampled(JOBS)
"""For a book in two flavours veraPDF takes some seconds."""


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    verapdf.require()


def test_screen_files_are_archivable_and_accessible(handbooks: Path) -> None:
    files = [handbooks / names.path(job) for job in SAMPLE]

    found = verapdf.validate(files, FLAVOURS)

    assert len(found) == 2 * len(files)
    assert {each: said for each, said in found.items() if said} == {}


def test_a_file_that_breaks_a_rule_is_found(tmp_path: Path) -> None:
    """The validator is at work: a good page, and it without what each standard asks for."""
    bare, untitled = tmp_path / "bare.pdf", tmp_path / "untitled.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(bare)
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.Root.Lang = pikepdf.String("en")
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=Name.StructTreeRoot))
        pdf.save(untitled)

    found = verapdf.validate([bare, untitled], FLAVOURS)

    assert "6.7.2.2-1" in found[bare, "2a"]
    assert "6.2-1" in found[bare, "ua1"]
    assert "6.2-1" not in found[untitled, "ua1"]
    assert "7.1-8" in found[untitled, "ua1"]
