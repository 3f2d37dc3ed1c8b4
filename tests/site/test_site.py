"""The download pages: what is on them, what they lead to, what is written when."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import threading
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from published import LANGUAGES, Folder, folder
from tinyhtml5.parser import HTMLParser

from handbook.build import pipeline
from handbook.build.publish import manifest, names
from handbook.cli.main import main
from handbook.files import folders
from handbook.site import check, zips
from handbook.values.errors import UsageError
from handbook.values.model import Artifact

SLUGS = tuple(tag.lower() for tag in LANGUAGES)
PAGES = ("index.html", *(f"{slug}/{name}.html" for slug in SLUGS for name in ("index", "print-shop", "hotels")))
GUIDE = "www.association.example/guide"


@pytest.fixture
def changing(shown: Folder, tmp_path: Path) -> Folder:
    """Return a copy of the folder that a test may change, in the same project."""
    out = tmp_path / "dist"
    shutil.copytree(shown.out, out)
    return replace(shown, out=out)


def faults(base: str, shown: Folder) -> list[str]:
    return [each.code for each in check.faults(check.of(base), GUIDE, shown.artifacts)]


def state(out: Path) -> dict[str, tuple[str, int]]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in files}  # fmt: skip


def test_every_printed_address_has_its_page_and_every_link_leads_somewhere(shown: Folder) -> None:
    assert faults(str(shown.out), shown) == []
    assert shown.names() >= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_signs_of_private_use_not_even_in_an_address(shown: Folder, page: str) -> None:
    assert {each for each in unquote(shown.read(page)) if unicodedata.category(each) == "Co"} == set()


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_sound_html(shown: Folder, page: str) -> None:
    parser = HTMLParser(namespace_html_elements=False)
    parser.parse(shown.read(page))

    assert parser.errors == []
    ids = re.findall(r'\sid="([^"]+)"', shown.read(page))
    assert sorted(ids) == sorted(set(ids))


def test_a_language_is_chosen_by_its_own_name_and_its_english_one(shown: Folder) -> None:
    page = shown.read("index.html")

    assert 'href="zh-hans/index.html" hreflang="zh-Hans"' in page
    assert '<span class="endonym" lang="ar" dir="rtl">العربية</span> <span class="known">Arabic</span>' in page


def test_a_file_says_what_it_is(shown: Folder) -> None:
    page = shown.read("fr/index.html")
    card = page.partition('id="print"')[2].partition("</article>")[0]
    artifact = next(each for each in shown.artifacts if each.path.endswith("handbook_fr_print_2027-01.pdf"))
    english = artifact.path.replace("/fr/", "/en/").replace("_fr_", "_en_")

    assert "Brochure, page par page" in card
    assert "148 × 210 mm" in re.sub(r"\s|&nbsp;|\u202f", " ", card.replace("\u200b", "").replace("\u2060", ""))
    assert "12 pages" in card.replace("\u00a0", " ")
    assert "PDF/X-4" in card
    assert artifact.sha256 in card
    assert "30 novembre 2026" in card.replace("\u00a0", " ")
    assert f'href="../{artifact.path}"' in card
    assert f'href="../{english}" hreflang="en"' in card
    assert 'href="../latest/handbook_fr_print.pdf"' in card
    assert 'href="../2027-01/fr/handbook_fr_print_2027-01_ticket.pdf"' in card


def test_a_page_says_that_no_native_speaker_has_read_it(shown: Folder) -> None:
    assert "relue par un locuteur natif" in shown.read("fr/index.html").replace("\u2060", "")
    assert 'class="note"' not in shown.read("en/index.html")


def test_a_page_says_that_the_english_text_has_gone_on(changing: Folder) -> None:
    older = (replace(each, revised="2026-05-01", coverage=0.91) if each.language == "fr" else each
             for each in changing.artifacts)  # fmt: skip
    behind = replace(changing, artifacts=tuple(older))

    assert behind.brought_up() == ()
    page = re.sub("[\u2060\u200b]", "", behind.read("fr/index.html")).replace("\u00a0", " ").replace("\u202f", " ")
    assert "91 % en sont traduits" in page
    assert "datent du 1ᵉʳ mai 2026" in page


def test_a_language_without_files_is_named_and_not_linked(changing: Folder) -> None:
    partly = changing.of("en", "ar", "mul")

    assert partly.brought_up() == ()
    page = partly.read("index.html")
    assert "Not ready yet" in page
    assert 'lang="fr" dir="ltr">Français</span> (French)' in page
    assert 'href="fr/index.html"' not in page
    assert not (partly.out / "fr/index.html").exists()
    assert not (partly.out / "latest/handbook_fr_screen.pdf").exists()
    assert (partly.out / "2027-01/fr/handbook_fr_screen_2027-01.pdf").exists()
    assert faults(str(partly.out), partly) == []


def test_names_without_the_edition_are_the_files_themselves(shown: Folder) -> None:
    for each in (file for artifact in shown.artifacts for file in artifact.files):
        latest = shown.out / names.latest(each.path, "2027-01")
        assert latest.samefile(shown.out / each.path)


def test_zips_have_the_files_of_a_language_or_of_all(shown: Folder) -> None:
    with zipfile.ZipFile(shown.out / "2027-01/handbook_fr_2027-01.zip") as bundle:
        assert bundle.testzip() is None
        inside = bundle.namelist()
        data = bundle.read("handbook_fr_2027-01/handbook_fr_screen_2027-01.pdf")
        kinds = {each.compress_type for each in bundle.infolist()}
    with zipfile.ZipFile(shown.out / "latest/handbook_mul.zip") as bundle:
        everything = bundle.namelist()

    assert data == (shown.out / "2027-01/fr/handbook_fr_screen_2027-01.pdf").read_bytes()
    assert kinds == {zipfile.ZIP_STORED}
    french = [each for artifact in shown.artifacts if artifact.language == "fr" for each in artifact.files]
    assert len(inside) == len(french)
    assert "handbook_mul_2027-01/mul/handbook_mul_poster_2027-01.pdf" in everything
    assert (shown.out / "latest/handbook_fr.zip").stat().st_size == zips.size("handbook_fr_2027-01", french)


def test_other_programs_find_pages_editions_and_languages(shown: Folder) -> None:
    feed = json.loads(shown.read("feed.json"))
    places = [each.text for each in ET.fromstring(shown.read("sitemap.xml")).iter() if each.tag.endswith("loc")]  # noqa: S314  # our own
    issue = manifest.issue(shown.out)
    assert issue
    page = shown.read("ar/index.html")
    picture = re.search(rf'property="og:image" content="https://{GUIDE}/([^"]+)"', page)

    assert [each["language"] for each in feed["items"]] == [each.tag for each in issue.languages]
    assert feed["items"][0]["attachments"][0]["url"].startswith(f"https://{GUIDE}/2027-01/")
    assert len(places) == len(PAGES)
    assert f'hreflang="zh-Hans" href="https://{GUIDE}/zh-hans/"' in page
    assert f'rel="canonical" href="https://{GUIDE}/ar/"' in page
    assert picture
    assert (shown.out / picture[1]).is_file()


def test_nothing_on_a_page_comes_from_elsewhere(shown: Folder) -> None:
    for page in PAGES:
        html = shown.read(page)
        assert re.findall(r'(?:src|<link rel="stylesheet" href)="(?:https?:|/)', html) == []
        assert "<script" not in html
        assert " style=" not in html


def test_a_page_and_all_that_it_shows_at_first_is_light(shown: Folder) -> None:
    for page in ("index.html", "en/index.html"):
        html = shown.read(page)
        eager = [found for found in re.findall(r"<img[^>]*>", html) if 'loading="lazy"' not in found]
        loaded = {re.search(r'src="([^"]+)"', each)[1] for each in eager}  # type: ignore[index]
        loaded |= set(re.findall(r'<link rel="stylesheet" href="([^"]+)"', html))
        files = [(shown.out / page).parent / each for each in loaded]
        fonts = [shown.out / "assets" / found for file in files if file.suffix == ".css"
                 for found in re.findall(r"url\(([^)]+)\)", file.read_text(encoding="utf-8"))]  # fmt: skip
        first = max((shown.out / "assets").glob("first-en-*.webp"), key=lambda file: file.stat().st_size)

        assert sum(file.stat().st_size for file in (*files, *fonts, first)) + len(html.encode()) < 150_000


def test_a_second_run_writes_nothing_and_another_folder_gets_the_same_bytes(changing: Folder) -> None:
    assert changing.brought_up() == ()
    before = state(changing.out)
    assert changing.brought_up() == ()
    assert state(changing.out) == before

    for name in folders.site(changing.out):
        (changing.out / name).unlink()
    (changing.out / "site.json").unlink()
    shutil.rmtree(changing.root / ".cache/pictures")
    assert changing.brought_up() == ()
    assert {name: each[0] for name, each in state(changing.out).items()} == {n: each[0] for n, each in before.items()}


def test_what_was_lost_or_damaged_is_made_good(changing: Folder) -> None:
    (changing.out / "fr/index.html").unlink()
    (changing.out / "ar/hotels.html").write_text("?", encoding="utf-8")
    (changing.out / "latest/handbook_mul.zip").unlink()

    assert changing.brought_up() == ()
    assert faults(str(changing.out), changing) == []
    assert "</html>" in changing.read("ar/hotels.html")


def test_somebody_elses_pages_are_not_overwritten(tmp_path: Path, shown: Folder) -> None:
    (tmp_path / "index.html").write_text("ours", encoding="utf-8")

    with pytest.raises(UsageError, match=r"index\.html is not one of ours"):
        folders.fit(tmp_path, shown.root)
    folders.fit(shown.out, shown.root)


def test_clean_knows_the_files_of_the_site(changing: Folder) -> None:
    (changing.out / "assets/own.txt").write_text("mine", encoding="utf-8")

    assert [path.name for path in folders.others(changing.out)] == ["own.txt"]


def test_a_fault_in_a_template_is_told_and_the_pages_stay(changing: Folder) -> None:
    template = changing.root / "templates/site/hotels.html"
    before, sound = state(changing.out), template.read_text(encoding="utf-8")
    template.write_text(sound.replace("shelf.item(", "shelf.itme(", 1), encoding="utf-8")
    try:
        (finding,) = changing.brought_up()
    finally:
        template.write_text(sound, encoding="utf-8")

    assert (finding.path, finding.code) == ("templates/site/hotels.html", "site.template")
    assert finding.line > 0
    assert state(changing.out) == before


@contextmanager
def served(root: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_published_site_is_examined_below_any_path(changing: Folder, tmp_path: Path) -> None:
    deep = tmp_path / "host/a/b"
    deep.parent.mkdir(parents=True)
    changing.out.rename(deep)
    with served(tmp_path / "host") as base:
        assert faults(f"{base}/a/b", changing) == []

        (deep / "zh-hans/index.html").unlink()
        (deep / "2027-01/ar/handbook_ar_card_2027-01.pdf").write_bytes(b"short")
        page = deep / "en/hotels.html"
        page.write_text(page.read_text(encoding="utf-8").replace("#screen", "#gone"), encoding="utf-8")
        found = faults(f"{base}/a/b", changing)
    assert {"site.page", "site.link", "site.size", "site.anchor"} == set(found)


def test_an_earlier_edition_stays_in_the_feed_while_its_files_are_there(changing: Folder) -> None:
    feed = changing.out / "feed.json"
    before = json.loads(feed.read_text(encoding="utf-8").replace("2027-01", "2026-06"))
    feed.write_text(json.dumps(before), encoding="utf-8")
    (kept, *_) = before["items"][0]["attachments"]
    file = changing.out / kept["url"].removeprefix(f"https://{GUIDE}/")
    file.parent.mkdir(parents=True)
    file.write_bytes(b"%PDF")

    changing.brought_up()
    *new, old = json.loads(changing.read("feed.json"))["items"]
    feed.write_text("spoilt", encoding="utf-8")
    changing.brought_up()

    assert {each["id"].rpartition("#")[2] for each in new} == {"2027-01"}
    assert old == {**before["items"][0], "attachments": [kept]}
    assert json.loads(changing.read("feed.json"))["items"] == new


def test_languages_are_offered_in_the_order_of_their_own_names(shown: Folder) -> None:
    offered = re.findall(r'class="endonym" lang="([^"]+)"', shown.read("index.html"))

    assert offered == ["en", "fr", "ar", "zh-Hans"]


def test_a_printed_language_of_which_nothing_is_published_is_named_with_its_command(shown: Folder) -> None:
    artifacts = [each for each in shown.artifacts if each.language != "zh-Hans"]
    tent = replace(artifacts[0], addresses=(f"https://{GUIDE}/zh-hans",))
    nowhere = check.of(str(shown.out / "2027-01"))

    (finding, *_) = check.faults(nowhere, GUIDE, [replace(each, addresses=()) for each in artifacts[1:]] + [tent])

    assert (finding.code, finding.path) == ("site.page", f"https://{GUIDE}/zh-hans")
    assert finding.hint == "Nothing is published in this language: python3 build.py -l zh-hans"


def test_an_address_that_the_pages_have_left_is_named(shown: Folder) -> None:
    (finding, *_) = check.faults(check.of(str(shown.out)), "elsewhere.example/guide", shown.artifacts)

    assert finding.code == "site.address"


def test_a_page_in_another_language_is_not_the_one_that_is_printed(changing: Folder) -> None:
    shutil.copy(changing.out / "en/index.html", changing.out / "fr/index.html")

    assert set(faults(str(changing.out), changing)) == {"site.language"}


def test_a_paper_in_inches_is_told_in_inches(tmp_path: Path) -> None:
    made = folder(tmp_path, ("en",), ("screen", "card"))
    us = replace(made.project, edition=replace(made.project.edition, paper="us"))
    american = replace(made, manuscript=replace(made.manuscript, project=us))
    american.brought_up()

    assert "5.827" in american.read("en/index.html")


def test_one_language_alone_has_pages_that_name_no_other(changing: Folder) -> None:
    alone = changing.of("en")

    assert alone.brought_up() == ()
    assert faults(str(alone.out), alone) == []
    assert "Other languages" not in alone.read("en/index.html")
    assert not (alone.out / "latest/handbook_mul.zip").exists()


def test_a_command_examines_the_pages(changing: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["site", "--check", str(changing.out), "-o", str(changing.out)]

    assert main(command) == 0
    (changing.out / "ar/index.html").unlink()
    assert main(command) == 1
    assert "https://www.association.example/guide/ar: error: no page" in capsys.readouterr().err


def test_the_end_of_a_build_tells_what_is_listed_and_still_whole(changing: Folder) -> None:
    lost = changing.artifacts[0]
    (changing.out / lost.path).unlink()
    told: list[Artifact] = []
    watcher = pipeline.Watcher(published=lambda listed, _known: told.extend(listed) or ())  # type: ignore[func-returns-value]

    assert pipeline.published_again(changing.root, changing.out, watcher) == ()
    assert {each.path for each in told} == {each.path for each in changing.artifacts} - {lost.path}
