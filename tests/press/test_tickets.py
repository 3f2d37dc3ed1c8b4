"""Job tickets: they tell the truth about their print files, in the print shop's words and in English."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from builders import BRIEF, ROOT, build, changed, load, make, project_files
from builders import replace as replace_text

from handbook.build.plan import plan
from handbook.build.publish import manifest, names
from handbook.catalogs import manuscript, pseudo
from handbook.imposition.arrangements import Cards, Cover, Inside, PerfectCover, Saddle
from handbook.imposition.folds import FLAT, FOLDS
from handbook.press import tickets
from handbook.press.finishing import Produced
from handbook.values.model import Artifact, Job, Project, Selection
from handbook.values.units import POINTS

FORMATS = ("screen", "print", "booklet", "booklet-office")
BUILT = Selection(("en", "ar"))
"""Books of both directions; the shop's language is Chinese."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = project_files(tmp_path_factory.mktemp("tickets") / "project", ("en", "ar", "zh-Hans"), BRIEF, FORMATS)
    report = build(made, workers=2, selection=BUILT)
    assert not report.failed, list(map(str, report.diagnostics))
    return made


def place(root: Path, language: str, name: str, kind: str) -> Path:
    return root / f"dist/2027-01/{language}/handbook_{language}_{name}_2027-01_ticket.{kind}"


def told(root: Path, language: str, name: str) -> dict[str, object]:
    return json.loads(place(root, language, name, "json").read_text(encoding="utf-8"))


def words(file: Path | bytes) -> str:
    """Return the words of a file, with single plain spaces."""
    with pypdfium2.PdfDocument(file) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def files(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("language", "binding", "chinese", "english"),
    [("ar", "right", "书脊在右", "Spine on the right"), ("en", "left", "书脊在左", "Spine on the left")],
)
def test_the_spine_is_where_reading_begins(root: Path, language: str, binding: str, chinese: str, english: str) -> None:
    text = words(place(root, language, "print", "pdf"))

    assert told(root, language, "print")["binding"] == binding
    assert chinese in text
    assert english in text


@pytest.mark.parametrize("name", ["print", "booklet", "booklet-office"])
def test_the_json_says_what_the_file_is(root: Path, name: str) -> None:
    ticket = told(root, "en", name)
    file = root / "dist/2027-01/en" / str(ticket["file"])
    data = file.read_bytes()

    with pikepdf.open(file) as pdf:
        pages = len(pdf.pages)
        x0, y0, x1, y1 = (float(edge) / POINTS for edge in pdf.pages[0].trimbox)

    assert ticket["schema"] == 1
    assert (ticket["sha256"], ticket["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert ticket["file_pages"] == pages
    assert ticket["file_trim_mm"] == pytest.approx([x1 - x0, y1 - y0], abs=0.01)
    spread = 1 if name == "print" else 2
    assert ticket["finished_mm"] == pytest.approx([(x1 - x0) / spread, y1 - y0], abs=0.01)
    assert ticket["pages"] in {pages * spread, pages * spread - 1, pages * spread - 2, pages * spread - 3}
    assert ticket["sheets"] == -(-int(str(ticket["pages"])) // 4)


def test_the_page_says_what_the_json_says_in_both_languages(root: Path) -> None:
    ticket = told(root, "ar", "booklet-office")
    text = words(place(root, "ar", "booklet-office", "pdf"))

    for wanted in ("印刷工单", "Job ticket", "短边翻转", "flip on the short edge", "阿拉伯语", "Arabic",
                   "办公用纸，80至100 g/m²", "office paper, 80 to 100 g/m²",
                   "示例正品协会", "长臂订书机", f"long-reach stapler; sheets: {ticket['sheets']}"):  # fmt: skip
        assert wanted in text
    assert ticket["contact"]["name"] == "示例正品协会"  # as the shop's language says it
    assert ticket["flip"] == "short-edge"
    assert str(ticket["file"]) in text
    assert str(ticket["sha256"]) in re.sub(r"\s", "", text)


def test_a_press_file_madeits_printing_condition_and_an_office_file_none(root: Path) -> None:
    press, office = told(root, "en", "print"), told(root, "en", "booklet-office")
    keys = ("condition", "max_ink_percent", "colours", "bleed_mm")

    assert [press[key] for key in keys] == ["FOGRA47", 280, "CMYK", 3.0]
    assert [office[key] for key in keys] == ["", None, "RGB", 0.0]


def test_every_print_file_has_its_ticket_and_no_other_file_has_one(root: Path) -> None:
    for artifact in manifest.listed(root / "dist"):
        stem = Path(artifact.path).stem
        wanted = [] if artifact.format == "screen" else [f"{stem}_ticket.pdf", f"{stem}_ticket.json"]

        assert [Path(each.path).name for each in artifact.companions] == wanted
        for each in artifact.companions:
            data = (root / "dist" / each.path).read_bytes()
            assert (each.sha256, each.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    sums = (root / "dist/SHA256SUMS").read_text(encoding="ascii")
    assert sums.count("_ticket.") == 2 * 3 * 2


def test_the_same_build_leaves_tickets_alone_and_mends_a_lost_one(root: Path) -> None:
    before = files(root / "dist")
    again = build(root, selection=BUILT)
    assert {outcome.status for outcome in again.outcomes} == {"unchanged"}
    assert files(root / "dist") == before

    lost = place(root, "ar", "print", "json")
    expected = lost.read_bytes()
    lost.unlink()
    build(root, selection=Selection(languages=("ar",)))

    assert lost.read_bytes() == expected


def contents(out: Path) -> dict[str, bytes]:
    """Return what was built for an edition, by the names of the files."""
    return {path.name: path.read_bytes() for path in (out / "2027-01").rglob("*") if path.is_file()}


def test_a_ticket_is_the_same_whatever_was_built_before_or_with_it(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "fr", "zh-Hans"), formats=("card", "card-sheet"))
    cold = shutil.copytree(root, tmp_path / "cold", symlinks=True)
    french = Selection(languages=("fr",))
    build(root, selection=Selection(languages=("fr",), formats=("card",)))
    build(root, selection=french)
    build(cold, selection=french)

    grown, whole = contents(root / "dist"), contents(cold / "dist")

    assert len(whole) == 2 * 3
    assert [name for name in whole if grown[name] != whole[name]] == []


def test_a_ticket_of_a_book_is_the_same_alone(root: Path, tmp_path: Path) -> None:
    build(root, tmp_path, selection=Selection(languages=("ar",), formats=("booklet-office",)))

    alone, among = contents(tmp_path), contents(root / "dist")

    assert len(alone) == 3
    assert [name for name in alone if alone[name] != among[name]] == []


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_the_tickets_of_a_layout_are_laid_out_once_for_any_shop(root: Path, tag: str) -> None:
    project = load(root)
    project = replace(project, edition=replace(project.edition, ticket_language=tag))
    jobs = plan(project, Selection(("zh-Hans",), ("print", "booklet", "booklet-office")))
    made = [(job, a_ticket(project, job, pages=48)) for job in jobs]

    together = tickets.batch(manuscript.read(project), made)

    assert (len(together.files), len(together.pages)) == (3, 1)


def test_a_letter_that_one_ticket_alone_prints_changes_no_other(root: Path) -> None:
    project = load(root)
    jobs = plan(project, Selection(("en",), ("print", "booklet")))
    (mine, plain), (its, other) = [(job, a_ticket(project, job, pages=2)) for job in jobs]

    read = manuscript.read(project)
    alone = tickets.batch(read, [(mine, plain)])
    together = tickets.batch(read, [(mine, plain), (its, replace(other, format="台历"))])

    assert "台历" in words(together.files[its.key][0])
    assert together.files[mine.key] == alone.files[mine.key]


def test_a_new_letter_on_any_ticket_is_in_the_fonts_of_all(tmp_path: Path) -> None:
    root = project_files(tmp_path / "project", ("en", "zh-Hans"), formats=("card",))
    english = Selection(languages=("en",))
    build(root, selection=english)

    replace_text(root / "locales/zh_Hans/LC_MESSAGES/handbook.po", r'msgstr "书脊在左"', 'msgstr "书脊朝左"')
    cold = shutil.copytree(root, tmp_path / "cold", ignore=shutil.ignore_patterns("dist", ".cache"))
    build(root, selection=english)
    build(cold, selection=english)

    assert "书脊" not in words(place(root, "en", "card", "pdf"))
    assert contents(root / "dist") == contents(cold / "dist")


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that is built, to be changed."""
    return shutil.copytree(root, tmp_path / "project", symlinks=True)


SINGLE_PAGES = Selection(("en",), ("screen", "print"))


def test_a_new_word_on_the_ticket_makes_print_files_anew_and_another_word_does_not(copied: Path) -> None:
    chinese = copied / "locales/zh_Hans/LC_MESSAGES/handbook.po"

    replace_text(chinese, r'msgid "Here"\nmsgstr "[^"]*"', 'msgid "Here"\nmsgstr "此处"')
    other = {each.format: each.status for each in build(copied, selection=SINGLE_PAGES).outcomes}
    replace_text(chinese, r'msgstr "印数"', 'msgstr "印量"')
    mine = {each.format: each.status for each in build(copied, selection=SINGLE_PAGES).outcomes}

    assert other == {"screen": "unchanged", "print": "unchanged"}
    assert mine == {"screen": "unchanged", "print": "made"}
    assert "印量" in words(place(copied, "en", "print", "pdf"))


def test_a_format_that_is_gone_takes_its_tickets_with_it(copied: Path) -> None:
    assert place(copied, "en", "print", "pdf").is_file()

    rows = copied / "handbook/settings/formats.toml"
    text = rows.read_text(encoding="utf-8")
    rows.write_text(text[: text.index('[[product]]\nid = "print"')], encoding="utf-8")
    build(copied, selection=BUILT)

    screens = [f"handbook_{tag}_screen_2027-01.pdf" for tag in ("ar", "en")]
    assert sorted(files(copied / "dist/2027-01")) == screens


def test_a_catalog_with_mistakes_leaves_the_ticket_in_english(copied: Path) -> None:
    replace_text(copied / "locales/zh_Hans/LC_MESSAGES/handbook.po", r'msgstr "印数"', 'msgstr "<b>印数"')

    report = build(copied, selection=SINGLE_PAGES)
    text = words(place(copied, "en", "print", "pdf"))

    assert [each.code for each in report.diagnostics] == ["ticket.language"]
    assert "Job ticket" in text
    assert "印刷工单" not in text
    assert told(copied, "en", "print")["contact"]["name"] == "Sample Association for Genuine Goods"


def a_ticket(project: Project, job: Job, pages: int) -> tickets.Ticket:
    """Return the ticket of a file of two pages on which so many are arranged."""
    artifact = Artifact(
        names.path(job).as_posix(), job.language.tag, job.product.id, "A title", 2, (297.0, 210.0), 9, "0" * 64, 1.0,
        ("PDF/X-4",), (job.language.tag,), "Us", "iso",
    )  # fmt: skip
    return tickets.ticket(project, job, artifact, Produced(b"", 2, (255.0, 216.0), (280.0, 240.0)), pages)


def a_page(
    root: Path, paper: str = "iso", pages: int = 2, project: Project | None = None, **changes: object
) -> tuple[tickets.Ticket, bytes]:
    """Return the ticket of an English print file of two pages, and its page."""
    project = project or load(root)
    project = replace(project, edition=replace(project.edition, paper=paper, print_run=5000))
    (job,) = plan(project, Selection(("en",), ("print",)))
    job = Job(job.edition, job.language, changed(job.product, **changes))
    made = a_ticket(project, job, pages)
    batch = tickets.batch(manuscript.read(project), [(job, made)])
    assert batch.findings == ()
    return made, batch.files[job.key][0]


PLACES = {"": (), "saddle": (), "letter": (47.0, 97.0), "tent": (20.0, 105.0, 190.0)}
"""Of a page of 148 x 210 mm."""


@pytest.mark.parametrize("fold", FOLDS)
@pytest.mark.parametrize("paper", ["iso", "us"])
def test_every_way_of_folding_finds_room_on_both_papers(root: Path, paper: str, fold: str) -> None:
    ticket, page = a_page(root, paper, fold=FOLDS[fold], folds_mm=PLACES[fold])

    with pikepdf.open(io.BytesIO(page)) as pdf:
        width, height = (round(float(side) / POINTS, 1) for side in pdf.pages[0].mediabox[2:])
        assert len(pdf.pages) == 1
    assert (width, height) == ((215.9, 279.4) if paper == "us" else (210.0, 297.0))
    assert (ticket.copies, "5,000" in words(page)) == (5000, True)
    wanted = "Finished size, inches" if paper == "us" else "Finished size, mm"
    assert wanted in words(page)
    assert ("11.024 × 9.449" if paper == "us" else "280 × 240") in words(page)


def test_cards_say_how_many_stand_on_a_sheet(root: Path) -> None:
    ticket, page = a_page(
        root, id="card-sheet", arrangement=Cards((280.0, 240.0)), trim_mm=(85.0, 54.0), stock="card",
        weights_gsm=(300,), fold=FLAT,
    )  # fmt: skip

    assert (ticket.copies_per_sheet, ticket.finished_mm, ticket.finishing) == (12, (85.0, 54.0), "cut")
    for wanted in ("Cards, 12 on a sheet", "3 × 4, block 255 × 216 mm, no gutter, single cuts",
                   "uncoated board, 300 g/m²", "both sides, flip on the short edge"):  # fmt: skip
        assert wanted in words(page)


def test_a_folded_sheet_has_its_folds_in_figures_and_in_words(root: Path) -> None:
    leaflet, page = a_page(root, fold=FOLDS["letter"], folds_mm=(47.0, 97.0), stock="sheet", weights_gsm=(135,))
    tent, standing = a_page(root, pages=1, fold=FOLDS["tent"], folds_mm=(20.0, 105.0, 190.0))

    assert (leaflet.folds_mm, leaflet.folds_from, leaflet.overlap_mm) == ((81.0, 167.1), "left", 0.0)
    assert "score and fold at 81 mm and 167.1 mm from the left of the first page" in words(page)
    assert "Flat size, mm" in words(page)
    assert "Sheets per copy" not in words(page)
    assert (tent.folds_mm, tent.folds_from, tent.overlap_mm) == ((20.6, 108.0, 195.4), "head", 20.6)
    assert "the feet overlap by 20.6 mm, glue or tape" in words(standing)
    assert "CMYK, 4 + 0" in words(standing)


def test_a_book_says_what_is_cover_and_what_creeps(root: Path) -> None:
    single, page = a_page(root, pages=48)
    imposed, sheets = a_page(root, pages=48, arrangement=Saddle())

    assert (single.cover_pages, single.inside_pages, single.creep_mm, single.creep_compensated) == (4, 44, 1.65, False)
    for wanted in ("pages: 4 cover + 44 inside", "not compensated; 1.65 mm expected", "no marks",
                   "score the cover; grain parallel to the spine", "CMYK, 4 + 4; ink limit 280%",
                   "uncoated, for pen and stamp", "cover 250 g/m², inside 120 g/m²"):  # fmt: skip
        assert wanted in words(page)
    assert (imposed.cover_file_pages, imposed.creep_mm, imposed.creep_compensated) == ((1, 2), 1.65, True)
    for wanted in ("cover: pages 1 and 2 of the file", "odd pages outside, even pages inside", "marks outside",
                   "compensated, 1.65 mm at the middle", "no varnish or laminate, inside or on the cover"):  # fmt: skip
        assert wanted in words(sheets)


def test_a_cover_apart_says_how_wide_its_spine_is_and_from_what(root: Path) -> None:
    glued, page = a_page(root, pages=48, id="cover-perfect", arrangement=PerfectCover())
    stitched, sheet = a_page(root, pages=48, id="cover", arrangement=Cover())
    inside, leaves = a_page(root, pages=48, id="inside", arrangement=Inside())

    assert (glued.part, glued.spine_mm, glued.caliper_mm, glued.cover_caliper_mm) == ("cover", 3.9, 0.15, 0.312)
    for wanted in ("Cover of a perfect-bound booklet", "pages: 4 cover + 44 inside", "this file is the cover",
                   "3.9 mm, without text; reckoned for 44 inside pages",
                   "a leaf of the inside 0.15 mm, of the cover 0.312 mm",
                   "Spine on the left", "cover 250 g/m², inside 120 g/m²", "perfect binding"):  # fmt: skip
        assert wanted in words(page)
    assert "Creep" not in words(page)
    assert (stitched.spine_mm, stitched.finishing, "none, saddle-stitched in the fold" in words(sheet)) == (
        0, "stitch", True
    )  # fmt: skip
    assert (inside.part, inside.cover_file_pages, inside.cover_pages, inside.inside_pages) == ("inside", (), 4, 44)
    assert "the cover is a file of its own" in words(leaves)


def test_what_a_shop_asks_is_filled_in_by_hand_and_only_for_a_press(root: Path) -> None:
    press, office = (words(place(root, "en", name, "pdf")) for name in ("print", "booklet-office"))

    for wanted in ("表面处理（覆膜/上光）", "Proof wanted", "Delivery date", "Delivery place", "Approved, signature"):
        assert wanted in press
        assert wanted not in office


def test_a_format_of_ones_own_is_headed_by_its_name(root: Path) -> None:
    _, page = a_page(root, id="door-hanger")

    assert "door-hanger" in words(page)


@pytest.mark.parametrize("tag", ["ar", "zh-Hans"])
@pytest.mark.parametrize("paper", ["iso", "us"])
def test_the_fullest_ticket_fits_on_its_page_in_the_language_of_any_shop(root: Path, tag: str, paper: str) -> None:
    project = load(root)
    project = replace(project, edition=replace(project.edition, ticket_language=tag))
    _, page = a_page(root, paper, pages=48, project=project, arrangement=Saddle())

    with pypdfium2.PdfDocument(page) as pdf:
        text = pdf[0].get_textpage()
        heights = {each: box(text, each)[1] for each in ("Creep", "Surface finish", "Questions")}
        assert len(pdf) == 1
    assert heights["Creep"] > heights["Surface finish"] > heights["Questions"] > 0


def box(text: pypdfium2.PdfTextPage, words: str) -> tuple[float, float, float, float]:
    """Return where words stand, in points from the lower left corner."""
    found = text.search(words).get_next()
    assert found is not None, words
    return text.get_charbox(found[0])


@pytest.mark.parametrize("folder", ["tickets", "proofs"])
def test_every_word_for_the_print_shop_comes_through_gettext(folder: str) -> None:
    commands = r"\{#.*?#\}|\{%-? *trans\b.*?endtrans *-?%\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>"
    for template in (ROOT / "templates" / folder).glob("*.html"):
        bare = re.sub(commands, " ", template.read_text(encoding="utf-8"), flags=re.DOTALL)

        assert re.findall(r"[^\W\d_]+", bare) == [], template.name


def test_a_pseudo_language_has_its_ticket_too(root: Path, tmp_path: Path) -> None:
    project = pseudo.with_pseudo(load(root), ["ar-XB"])

    report = make(manuscript.read(project), tmp_path, selection=Selection(("ar-XB",), ("print",)))

    assert not report.failed
    made = sorted(path.name for path in (tmp_path / "pseudo/ar-xb").iterdir())
    assert made == [f"handbook_ar-xb_print_2027-01{end}" for end in (".pdf", "_ticket.json", "_ticket.pdf")]
