"""The preflight: each fault in a file that has no other, and none in files that only look suspicious."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from preflight_cases import FAULTS, OF_INK, SOUND, Change, drawings, drawn, on_its_side, with_resource
from print_files import (
    BLEED,
    PAGES,
    TRIM_MM,
    WANTS,
    WIDTH,
    BlankPaper,
    changed,
    digests,
    draw,
    form,
    known,
    print_file,
    resources,
    saved,
    shown,
)  # fmt: skip

from handbook.checks import preflight
from handbook.checks.ghostscript import separations
from handbook.checks.preflight import RULES, Remark, Wants, content, examine, guides
from handbook.setup import doctor
from handbook.values.diagnostics import Severity

DOC = ROOT / "docs/preflight.md"


def found(data: bytes, wants: Wants = WANTS) -> set[str]:
    return {remark.code for remark in examine(data, wants).remarks}


@pytest.mark.parametrize(("code", "change"), [pytest.param(c, f, id=f"{c[10:]}: {n}") for c, n, f in FAULTS])
def test_each_fault_is_found_alone_whatever_pages_are_known(
    code: str, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code not in OF_INK:
        monkeypatch.setattr(preflight, "Separating", BlankPaper)
    data = changed(change)

    alone, knowing = examine(data, WANTS), examine(data, WANTS, known())

    assert {remark.code for remark in alone.remarks} == {code}
    assert knowing.remarks == alone.remarks
    assert knowing.clean == {
        digest
        for number, digest in enumerate(digests(data), 1)
        if all(remark.pages and number not in remark.pages for remark in alone.remarks)
    } - {""}


@pytest.mark.parametrize("change", [pytest.param(f, id=name) for name, f in SOUND])
def test_what_is_well_passes_whatever_pages_are_known(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the inks of the pages that were changed Ghostscript tells, as it told of the others when they became known."""
    data = changed(change)

    knowing = examine(data, WANTS, known())
    monkeypatch.setattr(preflight, "Separating", BlankPaper)
    alone = examine(data, WANTS)

    assert knowing.remarks == alone.remarks == ()
    assert (alone.passed, alone.pages) == (True, PAGES)


def test_what_is_no_operator_at_all_is_told() -> None:
    assert found(changed(drawn(") { 0 g }"))) == {"preflight.operator", "preflight.syntax"}


@pytest.fixture
def no_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "Separating", BlankPaper)


def endless(content: bytes) -> bytes:
    pdf = print_file()
    pdf.pages[1].obj.Contents = pdf.make_stream(content)
    return saved(pdf)


def branching(pdf: Pdf) -> None:
    """Draw forms in forms, each of them a hundred times: too often for anybody."""
    made = form(pdf, "0 g 50 50 9 9 re f", Resources=Dictionary())
    for _ in range(6):
        made = form(pdf, "/New Do " * 100, Resources=Dictionary(XObject=Dictionary(New=made)))
    resources(pdf).XObject.New = made
    draw(pdf, "/New Do")


def packed_twice(pdf: Pdf) -> None:
    """Draw a stream of 101 MB that is deflated twice, so that it takes a few hundred bytes."""
    machine = zlib.compressobj(1)
    once = b"".join(machine.compress(bytes(1 << 20)) for _ in range(101)) + machine.flush()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(once), filter=Array([Name.FlateDecode, Name.FlateDecode]), decode_parms=None)
    pdf.pages[1].obj.Contents = stream


TOO_MUCH: list[tuple[str, Callable[[], bytes]]] = [
    ("content of 100 MB", lambda: endless(b"q Q " * 25_100_000)),
    ("too many operators", lambda: endless(b"q Q " * 20_000)),
    ("forms in forms", lambda: changed(branching)),
    ("deflated twice", lambda: changed(packed_twice)),
]


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in TOO_MUCH])
@pytest.mark.usefixtures("no_ink")
def test_what_never_ends_is_given_up(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "OF_A_PAGE", 20_000)
    verdict = examine(make(), WANTS)

    (remark,) = [each for each in verdict.remarks if each.code == "preflight.unreadable"]
    assert remark.text in {"more is drawn than any page needs", "a stream unpacks to more than any print file needs"}


@pytest.mark.usefixtures("no_ink")
def test_a_banner_is_refused_before_anybody_draws_it() -> None:
    pdf = print_file()
    pdf.pages[0].obj.UserUnit = 40

    assert found(saved(pdf)) >= {"preflight.boxes", "preflight.trim"}


@pytest.mark.usefixtures("no_ink")
def test_what_a_file_calls_itself_cannot_forge_a_report() -> None:
    pdf = print_file()
    del pdf.Root.Pages.Resources.Font.F.DescendantFonts[0].FontDescriptor.FontFile2
    pdf.Root.Pages.Resources.Font.F.BaseFont = Name("/A\x1b[2J\n  error: none" + "x" * 1000)

    (remark,) = examine(saved(pdf), WANTS).remarks

    assert remark.text.startswith(r"the font A\u{1b}[2J\u{a}  error: nonexxx")
    assert remark.text.isprintable()
    assert len(remark.text) < 330


def test_syntax_is_told_in_the_same_words_each_time() -> None:
    texts = {examine(changed(damaged_stream), WANTS).remarks[0].text for _ in range(2)}

    assert len(texts) == 1
    assert "BytesIO" not in texts.pop()


def damaged_stream(pdf: Pdf) -> None:
    """Add a stream that nobody draws and that cannot be unpacked."""
    pdf.Root.PieceInfo = Dictionary(Private=pdf.make_stream(b"not deflated", Filter=Name.FlateDecode))


def test_damage_is_found_where_nothing_is_drawn() -> None:
    assert found(changed(damaged_stream)) == {"preflight.syntax"}


def test_a_later_version_is_found() -> None:
    assert found(saved(print_file(), force_version="1.7")) == {"preflight.version"}


def test_a_missing_identifier_is_found() -> None:
    data = saved(print_file(), object_stream_mode=pikepdf.ObjectStreamMode.disable)

    assert found(data.replace(b"/ID [", b"/XD [")) == {"preflight.id"}


@pytest.mark.parametrize("password", ["", "secret"])
def test_encryption_is_found(password: str) -> None:
    data = saved(print_file(), encryption=pikepdf.Encryption(owner="x", user=password, R=4), deterministic_id=False)

    assert found(data) == {"preflight.encrypted"}


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.6\nnothing else"])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    verdict = examine(data, WANTS)

    assert [remark.code for remark in verdict.remarks] == ["preflight.unreadable"]
    assert (verdict.passed, verdict.pages) == (False, 0)


def test_a_missing_ghostscript_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ghostscript", lambda: "")

    assert found(saved(print_file())) == {"preflight.ghostscript"}


def test_the_drawings_of_type_3_letters_are_followed() -> None:
    program = "600 0 d0 1 0 0 rg 0 0 600 600 re f"
    show = with_resource("/Font", lambda pdf: drawings(pdf, program), "BT /New 10 Tf 0 g 40 70 Td (A) Tj ET")

    assert found(changed(show)) == {"preflight.type3", "preflight.rgb"}


def test_remarks_with_the_same_words_are_one() -> None:
    pdf = print_file()
    for number in (1, 3, 4):
        draw(pdf, "0.1 w 50 50 m 70 50 l S 0.1 w 50 60 m 70 60 l S", number)

    expected = Remark(Severity.ERROR, "preflight.hairline", "a line of 0.10 pt", (1, 3, 4))
    assert examine(saved(pdf), WANTS).remarks == (expected,)


def test_a_warning_lets_a_file_pass() -> None:
    verdict = examine(changed(drawn("q 108 0 0 108 40 40 cm /Picture Do Q")), WANTS)

    assert [remark.severity for remark in verdict.remarks] == [Severity.WARNING]
    assert verdict.passed


def test_the_worst_place_of_the_ink_is_told() -> None:
    remark = examine(changed(drawn("0.8 0.8 0.8 0.8 k 50 50 20 20 re f")), WANTS).remarks[0]

    assert re.fullmatch(
        r"320 % of ink, 1[789] mm from the left and 1(1[5-9]|2\d) mm from the top of the trim", remark.text
    )


def test_what_is_ordered_is_compared() -> None:
    data = saved(print_file())

    assert found(data, Wants((148, 210))) == {"preflight.trim"}
    assert found(data, Wants(TRIM_MM, pages_multiple_of=16)) == {"preflight.pages"}
    assert found(data, Wants(TRIM_MM, bleed_mm=5)) == {"preflight.bleed"}
    assert found(data, Wants(TRIM_MM, tac_limit=100)) == {"preflight.ink"}
    assert found(data, Wants(TRIM_MM, safe_mm=15)) == {"preflight.safe"}
    assert found(data, Wants(TRIM_MM, min_text_pt=12)) == {"preflight.small"}
    assert found(data, Wants(None)) == set()


def test_a_file_without_bleed_by_design_passes() -> None:
    pdf = print_file()
    for sheet in pdf.pages:
        sheet.obj.MediaBox = sheet.obj.TrimBox
        del sheet.obj.BleedBox

    assert found(saved(pdf)) == {"preflight.boxes"}
    assert found(saved(pdf), Wants(TRIM_MM, needs_bleed=False)) == set()


@pytest.mark.parametrize(("turned", "side"), [(0, "left"), (180, "right")])
def test_sides_are_told_as_the_page_is_shown(turned: int, side: str) -> None:
    pdf = print_file()
    pdf.pages[1].obj.Rotate = turned
    draw(pdf, "0 0 0 0 k -9 -9 9 500 re f", 2)  # white over the left bleed

    remarks = examine(saved(pdf), WANTS).remarks

    assert [(remark.code, remark.pages) for remark in remarks] == [("preflight.unfilled", (2,))]
    assert f"at the {side}" in remarks[0].text


def test_a_page_on_its_side_is_measured_as_it_is_shown() -> None:
    pdf = print_file()
    on_its_side(pdf)
    draw(pdf, f"BT /F 10 Tf 0 g 6 70 Td {shown('goods')} Tj ET", 2)

    (remark,) = examine(saved(pdf), WANTS).remarks

    assert remark.said.endswith("” is 2.3 mm from the trim (page 2)")


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_whatever_the_bytes_are_nothing_is_raised(data: st.DataObject) -> None:
    whole = bytearray(saved(print_file(), object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False))
    start = whole.index(b"endstream")  # what comes before is the profile or the font
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(whole), start, len(whole) // 2]))

    examine(bytes(whole[:cut]), WANTS)


def test_separations_are_the_inks_of_the_operators() -> None:
    page = separations(changed(drawn("0.9 0.4 0.6 0.2 k 50 50 20 20 re f")))[0]

    height, width, inks = page.shape
    assert (width, inks) == (round(WIDTH + 2 * BLEED), 4)
    assert [round(amount / 2.55) for amount in page[height - 69, 68]] == [90, 40, 60, 20]


def test_the_guides_stand_on_the_boxes() -> None:
    with Image.open(io.BytesIO(guides(saved(print_file()), 1))) as image:
        scale = 150 / 72
        at = [image.getpixel((round(x * scale), image.height // 2)) for x in (0.2, BLEED, BLEED + 4 * 72 / 25.4)]

    assert at == [(0, 110, 220), (220, 0, 0), (0, 150, 60)]


def table() -> str:
    """Return the rules as the table of the documentation."""
    rows = [f"| `{code}` | {rule.severity} | {rule.means} | {rule.do} |" for code, rule in RULES.items()]
    return "\n".join(["| code | | what it means | what to do |", "| --- | --- | --- | --- |", *rows])


def test_the_documentation_has_every_rule(update: bool) -> None:  # noqa: FBT001  # a fixture
    text = DOC.read_text(encoding="utf-8")
    kept = re.sub(r"\| code \|.*\|", lambda _: table(), text, flags=re.DOTALL)
    if update:
        DOC.write_text(kept, encoding="utf-8")
        text = kept

    assert kept == text
    assert re.findall(r"^\| `([\w.]+)`", text, re.MULTILINE) == list(RULES)


def test_every_rule_has_a_case() -> None:
    elsewhere = {
        "preflight.version",
        "preflight.id",
        "preflight.encrypted",
        "preflight.ghostscript",
    }

    assert {code for code, _, _ in FAULTS} | elsewhere == set(RULES)


@pytest.mark.parametrize("code", ["0.5 0.5 k", "/DeviceCMYK cs 0.5 scn"])
@pytest.mark.usefixtures("no_ink")
def test_an_operator_with_other_operands_is_told_in_plain_words(code: str) -> None:
    pdf = print_file()
    drawn(f"{code} 20 20 40 40 re f")(pdf)

    (remark,) = [each for each in examine(saved(pdf), WANTS).remarks if each.code == "preflight.unreadable"]
    assert remark.text.endswith("cannot be followed (it has not the operands that it takes)")
