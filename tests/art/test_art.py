"""The drawings: what stands in templates/art is what the programs draw, by the book's own rules."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import ROOT

from art import __main__ as program
from art import catalogue, counter, kit, mark
from art.kit import Axo, Lens, Svg
from handbook.cli import main as cli

STEMS = tuple(stem for stem in catalogue.load() if not stem.endswith(catalogue.RTL))
"""All drawings; a plate that is numbered from the right differs from its other file in its numbers alone."""
PLATES = tuple(stem for stem in STEMS if stem.startswith("plate-"))
WITHOUT_BAR = {
    "plate-banknotes": "the note is shown at three sizes",
    "plate-clothes": "a shirt at the scale of the shoe would not fit on the page",
}
"""Plates without a scale bar, and why."""


RED = {
    "dot-failed": "a charger that failed",
    "fig-400": "chargers that failed",
    "fig-garments": "garments that failed",
    "fig-toys": "toys that failed",
    "fold-saddle-left": "a printer's staples",
    "fold-saddle-right": "a printer's staples",
    "fold-tent": "a printer's staple",
    "game-fake-large": "the frame of the counter with the faults",
    "i-bag-outline": "the fake bag",
    "opener-watch": "a half that is fake",
    "p-talk": "the bag they argue about",
    "s-fake": "the sign of a fake",
    "s-forbidden": "the sign of what is forbidden",
}
"""Drawings with the colour of fakes and danger, beside the lenses of fakes, and for what."""


@cache
def drawn(stem: str) -> Svg:
    return catalogue.load()[stem]()


def test_the_files_are_what_programs_and_people_draw() -> None:
    assert catalogue.compare(ROOT) == ((), ()), "run python3 build.py drawings"


@pytest.mark.parametrize("stem", STEMS)
def test_drawing_twice_gives_the_same_bytes(stem: str) -> None:
    again = catalogue.load()[stem]()

    assert drawn(stem).text_of() == again.text_of()


@pytest.mark.parametrize("stem", STEMS)
def test_a_drawing_is_plain(stem: str) -> None:
    """Printers, screens and screen readers take it as it is: paths and ellipses, flat colours of the book."""
    svg = drawn(stem).text_of()

    elements = set(re.findall(r"<(\w+)", svg))
    assert elements - {"svg", "title", "path", "ellipse", "g", "defs", "clipPath", "circle", "rect"} == set()
    painted = re.findall(r'(?:fill|stroke)="([^"]+)"', svg)
    assert set(painted) - {"none"} - set(kit.COLOURS.values()) == set()
    assert "opacity" not in svg
    assert "NaN" not in svg.upper().replace("TITLE", "")


@pytest.mark.parametrize("stem", STEMS)
def test_no_line_is_thinner_than_a_printer_holds(stem: str) -> None:
    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', drawn(stem).text_of())]

    assert [width for width in widths if width < kit.FINEST] == []


@pytest.mark.parametrize("stem", PLATES)
def test_a_plate_numbers_its_targets_from_one(stem: str) -> None:
    calls = drawn(stem).calls

    assert sorted(call.number for call in calls) == list(range(1, len(calls) + 1))


def test_plates_are_of_one_size_so_that_their_discs_and_lines_are() -> None:
    assert {(drawn(stem).w, drawn(stem).h) for stem in PLATES} == {(150, 84)}


@pytest.mark.parametrize("stem", PLATES)
def test_the_discs_lie_on_the_sheet(stem: str) -> None:
    g = drawn(stem)

    assert [call for call in g.calls if not (3 <= call.x <= g.w - 3 and 3 <= call.y <= g.h - 3)] == []


@pytest.mark.parametrize("stem", PLATES)
def test_every_number_of_a_plate_has_a_caption(stem: str) -> None:
    chapters = [path.read_text(encoding="utf-8") for path in (ROOT / "templates/chapters").glob("*.html")]
    captions = [
        len(re.findall(r"^\s*\(_\(", block, re.MULTILINE))
        for chapter in chapters
        for part in chapter.split("m.plate(")
        if f'"{stem}"' in part.partition("\n")[0]
        for block in re.findall(r"m\.calls\(\[(.*?)\]\) \}\}", part, re.DOTALL)
    ]

    assert captions == [len(drawn(stem).calls)]


@pytest.mark.parametrize("stem", PLATES)
def test_a_plate_has_a_scale_bar_or_a_reason(stem: str) -> None:
    assert (drawn(stem).bar is None) == (stem in WITHOUT_BAR)


def test_numbers_begin_where_reading_begins_and_run_round_the_sheet() -> None:
    """From the left as a clock's hand, from the right against it; the program numbered them as it liked."""

    def sheet() -> Svg:
        g = Svg(100, 60, "Three things")
        for number, x, y in ((1, 50, 50), (2, 90, 8), (3, 10, 12), (4, 8, 40)):
            g.call(number, x, y, 50, 30)
        return g

    assert sheet().numbered(from_right=False).order == (3, 2, 1, 4)
    assert sheet().numbered(from_right=True).order == (2, 3, 4, 1)
    assert [call.number for call in sheet().numbered(from_right=True).calls] == [4, 1, 2, 3]
    assert ' data-order="2 3 4 1">' in sheet().numbered(from_right=True).text_of()


def test_what_is_done_one_after_the_other_keeps_its_numbers() -> None:
    g = Svg(100, 60, "Look, then touch")
    g.is_story = True
    g.call(1, 10, 10, 50, 30)
    g.call(2, 90, 10, 50, 30)

    assert g.numbered(from_right=True).order == (1, 2)


def test_a_leader_lies_above_the_thing_on_a_halo_of_the_ground() -> None:
    """Whatever colour it crosses, it is seen; the two leaders of one disc are no bridge over each other."""
    g = Svg(100, 60, "A dark cloth")
    g.leader(90, 50, 20, 30)
    g.call(1, 90, 50, 40, 30)
    g.path(kit.rrect(10, 10, 60, 40, 1), kit.JADE)

    cloth, *above = re.findall(r"<(?:path|ellipse) .*", g.text_of())
    halos, leaders, targets = above[:2], above[2:4], above[4:6]
    assert f'fill="{kit.JADE}"' in cloth
    assert [re.findall(r'stroke="(.*?)" stroke-width="(.*?)"', each) for each in halos] == [[(kit.GROUND, "1")]] * 2
    assert [re.findall(r'stroke="(.*?)" stroke-width="(.*?)"', each) for each in leaders] == [[(kit.JADE, "0.3")]] * 2
    assert [re.findall(r'cx="(\d+)"', each) for each in targets] == [["20"], ["40"]]


def test_lettering_knows_its_size_on_a_slanted_face() -> None:
    g = Svg(60, 60, "A box")
    g.text(10, 10, "a", 3)
    g.text(10, 20, "a", 3, m=(1, 0, 0, 0.25))

    assert g.letters == [pytest.approx(3), pytest.approx(1.5)]


def test_each_plate_and_the_game_have_their_thing_in_the_index() -> None:
    assert {stem.removeprefix("x-") for stem in STEMS if stem.startswith("x-")} == {
        "game",
        *(plate.removeprefix("plate-") for plate in PLATES),
    }


GOODS: Mapping[counter.Fault, Callable[[Svg, bool], None]] = {
    counter.Fault.CHARGER_SPELLING: lambda g, right: counter.charger(g, spelt=right),
    counter.Fault.PERFUME_UNWRAPPED: lambda g, right: counter.perfume(g, wrapped=right),
    counter.Fault.BAG_WITHOUT_LABEL: lambda g, right: counter.handbag(g, label=right),
    counter.Fault.TEA_WITHOUT_MAKER: lambda g, right: counter.tea_packet(g, maker=right),
    counter.Fault.NO_RECEIPTS: lambda g, right: counter.receipt_book(g) if right else None,
}
"""What each answer of the game names, with and without its fault."""


@pytest.mark.parametrize("size", ["", "-large"])
def test_the_two_counters_differ_in_what_the_answers_name_and_in_the_frame_alone(size: str) -> None:
    def strokes(*, right: bool) -> Counter[str]:
        g = Svg(counter.WIDTH, counter.HEIGHT, "The goods")
        for draw in GOODS.values():
            draw(g, right)
        return Counter(g.o)

    genuine, fake = (drawn(f"game-{which}{size}").o for which in ("genuine", "fake"))
    shared = Counter(genuine) & Counter(fake)

    assert set(GOODS) == set(counter.FAULTS)
    assert Counter(genuine[:-1]) - Counter(fake[:-1]) == strokes(right=True) - strokes(right=False)
    assert Counter(fake[:-1]) - Counter(genuine[:-1]) == strokes(right=False) - strokes(right=True)
    assert [stroke for stroke in genuine if stroke in shared] == [stroke for stroke in fake if stroke in shared]


@pytest.mark.parametrize("stem", [stem for stem in STEMS if stem.startswith("l-")])
def test_a_rim_says_genuine_or_fake(stem: str) -> None:
    lens = drawn(stem)

    assert isinstance(lens, Lens)
    assert lens.fake == stem.endswith("-f")
    assert lens.o[-1].startswith("<ellipse"), "a lens ends with done()"


@pytest.mark.parametrize("stem", STEMS)
def test_red_is_for_fakes_and_danger(stem: str) -> None:
    is_red = {kit.VERM, kit.VTINT} & set(re.findall(r'"(#\w+)"', drawn(stem).text_of())) != set()

    assert not is_red or stem in RED or (stem.startswith("l-") and stem.endswith("-f"))


@pytest.mark.parametrize("fake", [False, True])
def test_the_contours_of_a_fake_are_broken(*, fake: bool) -> None:
    g = Lens("A coin", fake)
    g.circ(14, 14, 8, kit.OCHRE, kit.INK, kit.W1)
    g.line((4, 14), (24, 14), w=kit.W1)
    g.circ(14, 14, 4, "none", kit.INK, kit.W3)

    coin, edge, detail = g.o[-3:]
    assert ("dasharray" in coin, "dasharray" in edge) == (fake, fake)
    assert "dasharray" not in detail


@pytest.mark.parametrize("path", sorted((ROOT / "art").glob("*.py")), ids=lambda path: path.stem)
def test_chinese_on_a_drawing_stands_with_its_meaning_at_the_head_of_its_module(path: Path) -> None:
    module = ast.parse(path.read_text(encoding="utf-8"))
    head = ast.get_docstring(module) or ""
    strings = [
        node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]

    drawn_labels = {label for string in strings for label in re.findall(r"[\u4e00-\u9fff]+", string)}

    assert [label for label in sorted(drawn_labels) if label not in head] == []


def test_the_root_element_says_where_the_label_of_the_scale_bar_goes() -> None:
    g = Svg(100, 50, "A ruler")
    g.scale_bar(20, 5, right=90, bottom=40)

    assert g.text_of().startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100mm" height="50mm"'
        ' stroke-linecap="round" stroke-linejoin="round" data-bar="5" data-bar-x="80" data-bar-y="80">'
    )


def test_a_title_is_escaped() -> None:
    assert "<title>Bed &amp; board</title>" in Svg(1, 1, "Bed & board").text_of()


def test_the_side_away_from_the_light_is_hatched() -> None:
    g = Svg(60, 60, "A box")
    Axo(30, 30).prism(g, "y", [(-5, 0), (5, 0), (5, 10), (-5, 10)], 0, 10)

    silhouette, side, hatching, front, contour = g.o
    assert f'fill="{kit.SAND}"' in side
    assert f'stroke="{kit.STONE}"' in hatching
    assert f'fill="{kit.CARD}"' in silhouette
    assert f'fill="{kit.CARD}"' in front
    assert 'fill="none"' in contour


def test_points_of_a_path() -> None:
    assert kit.flat("M0 0H4V3Q4 5 2 5Z", n=2) == [(0, 0), (4, 0), (4, 3), (3.5, 4.5), (2, 5)]


def with_modules(monkeypatch: pytest.MonkeyPatch, **modules: dict[str, Callable[[], Svg]]) -> None:
    """Let the catalogue find these modules instead of the real ones."""
    infos = [SimpleNamespace(name=name) for name in modules]
    monkeypatch.setattr(catalogue.pkgutil, "iter_modules", lambda _path: infos)
    found = {f"art.{name}": SimpleNamespace(DRAWINGS=own) for name, own in modules.items()}
    monkeypatch.setattr(catalogue, "import_module", found.__getitem__)


def a_drawing(title: str = "A dot") -> Callable[[], Svg]:
    return lambda: Svg(1, 1, title)


def test_a_file_has_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with_modules(monkeypatch, watches={"i-watch": a_drawing()}, toys={"i-watch": a_drawing()})

    with pytest.raises(catalogue.TwiceDrawnError, match=r"i-watch is drawn twice: in toys\.py and in watches\.py"):
        catalogue.load()


def test_the_command_draws_what_differs_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_modules(monkeypatch, dots={"dot": a_drawing(), "spot": a_drawing()})
    monkeypatch.setattr(program, "ROOT", tmp_path)
    art = tmp_path / catalogue.ART
    art.mkdir(parents=True)
    (art / "spot.svg").write_text(mark.marked(Svg(1, 1, "A dot").text_of()), encoding="utf-8")

    monkeypatch.setattr(sys, "argv", ["drawings", "--check"])
    assert program.main() == 1
    assert capsys.readouterr().out == "templates/art/dot.svg: out of step\n1 picture out of step\n"
    monkeypatch.setattr(sys, "argv", ["drawings"])
    assert program.main() == 0
    assert capsys.readouterr().out == "templates/art/dot.svg: written\n1 picture written\n"
    monkeypatch.setattr(sys, "argv", ["drawings", "--check"])
    assert program.main() == 0


def test_the_command_runs_the_programs() -> None:
    assert cli.main(["drawings", "--check"]) == 0
