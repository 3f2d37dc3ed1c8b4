"""Pictures drawn by hand: token names become the book's colours, and nobody's work is overwritten."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint
from builders import ROOT, load, replace

from art import __main__ as program
from art import catalogue, mark
from art.by_hand import plain
from art.kit import Svg
from handbook.build.plan import plan
from handbook.config import tokens
from handbook.press.press import press
from handbook.press.streams import Streams
from handbook.values.model import Selection

HEXES = tokens.sound(ROOT).hexes()
JAR = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" width="30mm" height="30mm">
<title>A jar</title>
<g fill="none" stroke="var(--ink)" stroke-width="0.5">
<path d="M6 10H24V26H6Z" fill="var(--jade-tint)"/>
<circle cx="15" cy="18" r="4" fill="var(--jade, #0F5653)" stroke="none"/>
</g>
</svg>
"""
INKSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="30mm" height="30mm" viewBox="0 0 30 30" version="1.1" id="svg1" sodipodi:docname="jar.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview1" pagecolor="#ffffff" inkscape:document-units="mm" />
  <defs id="defs1">
    <linearGradient id="verm" inkscape:swatch="solid">
      <stop style="stop-color:#ff0000;stop-opacity:1" id="s1" />
    </linearGradient>
    <clipPath id="half"><rect x="0" y="0" width="15" height="30" id="rect1" /></clipPath>
  </defs>
  <!-- the jar -->
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path id="path1" d="M 6,10 H 24" clip-path="url(#half)"
       style="font-variation-settings:normal;fill:url(#verm);fill-opacity:1;stroke:none;
              -inkscape-stroke:none;paint-order:normal" />
    <use xlink:href="#path1" id="use1" transform="translate(0,3)" />
  </g>
  <metadata id="m1"><cc:Work xmlns:cc="http://creativecommons.org/ns#" /></metadata>
</svg>
"""


def a_project(folder: Path, monkeypatch: pytest.MonkeyPatch, **drawings: Callable[[], Svg]) -> Path:
    """Return a project with the book's tokens and these programs."""
    (folder / catalogue.ART).mkdir(parents=True)
    (folder / catalogue.BY_HAND).mkdir(parents=True)
    (folder / tokens.SHEET).parent.mkdir(parents=True)
    shutil.copy(ROOT / tokens.SHEET, folder / tokens.SHEET)
    monkeypatch.setattr(catalogue, "load", lambda: drawings)
    monkeypatch.setattr(program, "ROOT", folder)
    return folder


def drawings(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["drawings", *arguments])
    return program.main()


def a_dot() -> Svg:
    return Svg(1, 1, "A dot")


def test_names_of_tokens_become_their_colours() -> None:
    picture, faults = plain(JAR.encode(), HEXES)

    assert faults == ()
    assert picture == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30" width="30mm" height="30mm"><title>A jar</title>\n'
        f'<g fill="none" stroke="{HEXES["ink"]}" stroke-width="0.5">\n'
        f'<path d="M6 10H24V26H6Z" fill="{HEXES["jade-tint"]}"/>\n'
        f'<circle cx="15" cy="18" r="4" fill="{HEXES["jade"]}" stroke="none"/>\n'
        "</g>\n</svg>\n"
    )


def test_what_inkscape_saves_is_made_plain() -> None:
    """A swatch is a colour's name, whatever colour its program shows for it."""
    picture, faults = plain(INKSCAPE.encode(), HEXES)

    assert faults == ()
    assert picture == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30mm" height="30mm" viewBox="0 0 30 30">\n'
        '<defs>\n<clipPath id="half">\n<rect x="0" y="0" width="15" height="30"/>\n</clipPath>\n</defs>\n<g>\n'
        f'<path id="path1" d="M 6,10 H 24" clip-path="url(#half)" fill="{HEXES["verm"]}" stroke="none"/>\n'
        '<use href="#path1" transform="translate(0,3)"/>\n</g>\n</svg>\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "text", "hint"),
    [
        ("var(--jade-tint)", "var(--jade-tind)", 4, "'var(--jade-tind)' is no token", "Did you mean 'jade-tint'?"),
        ("var(--jade-tint)", HEXES["jade"].lower(), 4, "is no token of templates/css/tokens.css", "var(--jade)"),
        ("var(--jade-tint)", "url(#fading)", 4, "'url(#fading)' is no token", "Possible: "),
        ("var(--jade-tint)", "currentColor", 4, "'currentColor' is no token", "Possible: "),
        ("var(--jade-tint)", "var(--paper-office)", 4, "'var(--paper-office)' is no token", "'paper'"),
        ("</g>", '</g><path d="M1 1H4V4"/>', 6, "<path> has no fill, and would be black", 'Write fill="none"'),
        ('r="4"', 'r="4" opacity="0.5"', 5, "'opacity' is 0.5", "Write 1."),
        (
            'r="4"',
            'r="4" style="mix-blend-mode:multiply"',
            5,
            "'mix-blend-mode' may not be in a drawing",
            "plain shapes",
        ),
        ("</g>", "</g><text>Jar</text>", 6, "<text> may not be in a drawing", "Turn letters into outlines."),
        ("</g>", "</g><style>.jar { fill: red }</style>", 6, "<style> may not be in a drawing", "plain attributes"),
        ("</g>", '</g><use href="jar.svg#lid"/>', 6, "refers to something outside the file", "Remove it."),
        (' viewBox="0 0 30 30"', "", 1, "<svg> has no viewBox", "Add one"),
        ("</svg>", "", 8, "the file is not XML", "Export it again"),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(old: str, new: str, line: int, text: str, hint: str) -> None:
    picture, faults = plain(JAR.replace(old, new, 1).encode(), HEXES)

    assert picture == ""
    assert [(fault.line, text in fault.text, hint in fault.hint) for fault in faults] == [(line, True, True)]


def test_a_picture_by_hand_is_printed_in_the_inks_of_its_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_project(tmp_path, monkeypatch)
    (root / catalogue.BY_HAND / "jar.svg").write_text(JAR, encoding="utf-8")
    assert drawings(monkeypatch) == 0
    style = "@page { size: 60mm 80mm; bleed: 3mm; margin: 10mm } img { display: block; width: 30mm }"
    dates = "".join(f"<meta name=dcterms.{each} content=2026-11-22T00:00:00Z>" for each in ("created", "modified"))
    html = f"<html lang=en><title>A page</title>{dates}<style>{style}</style><img src=jar.svg alt='A jar'>"
    page = weasyprint.HTML(string=html, base_url=(root / catalogue.ART).as_uri() + "/").write_pdf(
        pdf_variant="pdf/ua-1"
    )
    project = load(ROOT)

    printed = press(page, plan(project, Selection(("en",), ("print",)))[0], project, Streams()).data

    with pikepdf.open(io.BytesIO(printed)) as pdf:
        steps = list(pikepdf.parse_content_stream(pdf.pages[0]))
    fills = [tuple(float(str(each)) for each in step.operands) for step in steps if str(step.operator) == "k"]
    inks = tokens.sound(ROOT).inks
    assert {fill: fills.count(fill) for fill in fills} == {inks["jade-tint"]: 1, inks["jade"]: 1}


def test_a_picture_by_hand_goes_before_a_program_and_follows_the_tokens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_project(tmp_path, monkeypatch, jar=a_dot)
    assert drawings(monkeypatch) == 0
    (root / catalogue.BY_HAND / "jar.svg").write_text(JAR, encoding="utf-8")
    capsys.readouterr()

    assert drawings(monkeypatch, "--check") == 1
    assert capsys.readouterr().out == "templates/art/jar.svg: out of step\n1 picture out of step\n"
    assert drawings(monkeypatch) == 0
    assert "<circle" in (root / catalogue.ART / "jar.svg").read_text(encoding="utf-8")
    replace(root / tokens.SHEET, f"--jade: {HEXES['jade']}", "--jade: #123456")
    assert drawings(monkeypatch) == 0
    assert "#123456" in (root / catalogue.ART / "jar.svg").read_text(encoding="utf-8")
    assert drawings(monkeypatch, "--check") == 0


def test_a_faulty_picture_by_hand_leaves_the_last_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = a_project(tmp_path, monkeypatch, jar=a_dot)
    (root / catalogue.BY_HAND / "jar.svg").write_text(JAR, encoding="utf-8")
    drawings(monkeypatch)
    before = (root / catalogue.ART / "jar.svg").read_bytes()
    (root / catalogue.BY_HAND / "jar.svg").write_text(JAR.replace("--ink", "--inc"), encoding="utf-8")
    capsys.readouterr()

    assert drawings(monkeypatch) == 1
    assert capsys.readouterr().err.endswith(
        "art/by-hand/jar.svg:3: error: 'var(--inc)' is no token of templates/css/tokens.css [drawing.unfit]\n"
        "  hint: Did you mean 'ink'?\n"
    )
    assert (root / catalogue.ART / "jar.svg").read_bytes() == before


def edited(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("A dot", "A spot"), encoding="utf-8")


def stripped(file: Path) -> None:
    """Programs that make files small drop what they do not know."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(text[text.index(" data-drawn") : text.index(">")], ""), encoding="utf-8")


def put_there(file: Path) -> None:
    file.write_text(JAR, encoding="utf-8")


@pytest.mark.parametrize("change", [edited, stripped, put_there])
def test_a_file_that_somebody_edited_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None]
) -> None:
    root = a_project(tmp_path, monkeypatch, dot=a_dot)
    file = root / catalogue.ART / "dot.svg"
    drawings(monkeypatch)
    change(file)
    before = file.read_bytes()
    capsys.readouterr()

    for arguments in (("--check",), ()):
        assert drawings(monkeypatch, *arguments) == 1
        told = capsys.readouterr().err
        assert "templates/art/dot.svg: error: it was made or changed by hand, and is kept [drawing.edited]" in told
        assert "Move it to art/by-hand/dot.svg" in told
    assert file.read_bytes() == before


def test_what_an_older_program_drew_is_drawn_anew_however_its_lines_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = a_project(tmp_path, monkeypatch, dot=lambda: Svg(2, 2, "A larger dot"))
    file = root / catalogue.ART / "dot.svg"
    file.write_bytes(mark.marked(a_dot().text_of()).replace("\n", "\r\n").encode())

    assert drawings(monkeypatch) == 0
    assert file.read_text(encoding="utf-8") == mark.marked(Svg(2, 2, "A larger dot").text_of())


@pytest.mark.parametrize(
    ("picture", "hint"), [(JAR, "Move it to art/by-hand/jar.svg"), (mark.marked(a_dot().text_of()), "Remove it")]
)
def test_a_file_that_nothing_draws_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], picture: str, hint: str
) -> None:
    root = a_project(tmp_path, monkeypatch)
    (root / catalogue.ART / "jar.svg").write_text(picture, encoding="utf-8")

    assert drawings(monkeypatch) == 1

    told = capsys.readouterr().err
    assert "templates/art/jar.svg: error: nothing draws it [drawing.edited]" in told
    assert hint in told
    assert (root / catalogue.ART / "jar.svg").read_text(encoding="utf-8") == picture
