"""The colour proof: its areas have the inks of the tokens, its numbers are their sums."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builders import ROOT, load

from handbook.catalogs import manuscript
from handbook.cli import main as cli
from handbook.press import inks, swatches
from handbook.values.units import POINTS

TOKENS = load(ROOT).tokens


@pytest.fixture(scope="module", params=["iso", "us"])
def proof(request: pytest.FixtureRequest) -> bytes:
    project = load(ROOT)
    project = replace(project, edition=replace(project.edition, paper=request.param))
    data, findings = swatches.proof(manuscript.read(project))
    assert findings == ()
    assert data is not None
    return data


def words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


@dataclass(frozen=True)
class State:
    ink: tuple[float, ...] = ()
    overprints: bool = False


def painted(data: bytes) -> Iterator[tuple[str, State]]:
    """Yield "text" and "area" (of at least 20 x 12 mm) with the state in which each is painted."""
    state, kept, box = State(), [], (0.0, 0.0)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "q":
                    kept.append(state)
                case "Q":
                    state = kept.pop()
                case "k":
                    state = replace(state, ink=tuple(round(float(part), 4) for part in operands))
                case "gs" if str(operands[0]) in {"/OPon", "/OPoff"}:
                    state = replace(state, overprints=str(operands[0]) == "/OPon")
                case "re":
                    # WeasyPrint writes CSS pixels: three quarters of a point.
                    box = tuple(abs(float(side)) * 0.75 / POINTS for side in operands[2:])
                case "f" | "f*" if min(box) > 8.9 and max(box) > 19.9:
                    yield "area" if min(box) > 11.9 else "bar", state
                case "TJ":
                    yield "text", state


def test_every_token_has_an_area_in_its_inks(proof: bytes) -> None:
    areas = {state.ink for kind, state in painted(proof) if kind == "area"}

    assert areas >= set(TOKENS.inks.values())


def test_the_printed_totals_are_the_sums_of_the_inks(proof: bytes) -> None:
    told = re.findall(r"([a-z-]+) C(\d+) M(\d+) Y(\d+) K(\d+) 总墨量(\d+)%", words(proof))

    assert {name: tuple(int(part) / 100 for part in parts) for name, *parts, _ in told} == TOKENS.inks
    assert [name for name, *parts, total in told if sum(map(int, parts)) != int(total)] == []


def test_it_is_a_press_file_of_one_page(proof: bytes) -> None:
    with pikepdf.open(io.BytesIO(proof)) as pdf:
        (page,) = pdf.pages
        bleed = (float(page.trimbox[0]) - float(page.bleedbox[0])) / POINTS
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA47"
        with pdf.open_metadata() as meta:
            assert meta["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert bleed == pytest.approx(3, abs=0.01)


def test_black_text_overprints_and_the_black_bar_does_not(proof: bytes) -> None:
    black = [(kind, state.overprints) for kind, state in painted(proof) if state.ink == inks.BLACK]

    assert {over for kind, over in black if kind == "text"} == {True}
    assert [over for kind, over in black if kind == "bar"] == [False]


def test_the_command_writes_the_same_bytes_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{name}.pdf" for name in ("one", "two")]

    statuses = [cli.main(["proof-colour", "-o", str(file)]) for file in files]

    assert statuses == [0, 0]
    assert capsys.readouterr().out.split() == list(map(str, files))
    assert files[0].read_bytes() == files[1].read_bytes()
