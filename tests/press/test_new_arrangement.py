"""A new arrangement is one class: the settings, the file, its examination and its ticket know it by that alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from builders import load, manuscript_of, project_files

from handbook.build import batch
from handbook.build.local import InPlace
from handbook.build.plan import plan
from handbook.build.task import tasks
from handbook.config.project import InvalidConfigurationError
from handbook.imposition import arrangements
from handbook.imposition.arrangements import Arrangement, Grid, Terms
from handbook.imposition.geometry import Bounds, Forme, Original, Placement, Size, centred, need_bleed
from handbook.values.model import Selection
from handbook.values.units import POINTS


@dataclass(frozen=True, slots=True)
class Twins(Arrangement):
    """Two copies of each page, one above the other, to be cut apart."""

    name = "twins"
    for_any_printer = True
    work = "cut"
    sheet_mm: Size

    def formes(self, original: Original, terms: Terms) -> Iterable[Forme]:
        need_bleed(original, terms.bleed_mm)
        block = centred(self.sheet_mm, self.trim(original.size, terms.bleed_mm))
        bleed, cut = block.grown(terms.bleed_mm), block.middle[1]
        for page in range(1, original.pages + 1):
            lower = Placement(page, block.left, block.bottom, bleed._replace(top=cut))
            upper = Placement(page, block.left, cut, bleed._replace(bottom=cut))
            yield Forme(self.sheet_mm, block, bleed, (lower, upper))

    def trim(self, page: Size, bleed_mm: float) -> Size:
        return page[0], 2 * page[1]

    def flat(self, page: Size, file_trim: Size, *, folded: bool) -> Size:
        return page

    def grid(self, page: Size, bleed_mm: float) -> Grid:
        return Grid(1, 2)


PRODUCT = """
[[product]]
id = "card-twins"
layout = "card"
purpose = "press"
arrangement = "twins"
sheet_mm = [105, 148]
conformance = ["PDF/X-4"]
stock = "card"
weights_gsm = [300]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with cards and, as one more product, twins of them."""
    monkeypatch.setitem(arrangements.KINDS, Twins.name, Twins)
    made = project_files(tmp_path / "project", formats=("card",))
    with (made / "handbook/settings/formats.toml").open("a", encoding="utf-8") as file:
        file.write(PRODUCT)
    return made


def test_a_class_and_a_product_are_enough_for_a_file_and_its_ticket(root: Path) -> None:
    texts = manuscript_of(root)
    (job,) = plan(texts.project, Selection(("en",), ("card-twins",)))
    (task,) = tasks([(job,)], texts, {})
    blobs = InPlace(root, root / "content", root / "dist")

    done = batch.make(task, texts, blobs)

    assert isinstance(done, tuple)
    (made,) = done
    assert made.diagnostics == ()
    assert made.artifact is not None
    file, page, ticket = (blobs.part(each.path, each.sha256).read_bytes() for each in made.artifact.files)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        trims = [Bounds(*(round(float(edge) / POINTS, 2) for edge in each.trimbox)) for each in pdf.pages]
        assert [list(each.resources.XObject) for each in pdf.pages] == [["/P1"], ["/P2"]]
    assert trims == [Bounds(10, 20, 95, 128)] * 2
    told = json.loads(ticket)
    assert (told["format"], told["finishing"], told["flip"]) == ("card-twins", "cut", "long-edge")
    assert (told["copies_across"], told["copies_down"], told["finished_mm"]) == (1, 2, [85.0, 54.0])
    assert page.startswith(b"%PDF")


def test_its_fields_are_the_keys_that_it_needs(root: Path) -> None:
    file = root / "handbook/settings/formats.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("sheet_mm = [105, 148]\n", ""), encoding="utf-8")

    with pytest.raises(InvalidConfigurationError) as caught:
        load(root)

    assert [(each.code, each.text) for each in caught.value.diagnostics] == [
        ("data.key-missing", "key 'sheet_mm' is missing")
    ]
