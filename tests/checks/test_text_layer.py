"""Each code of a page is looked up: what is said otherwise than it was laid out keeps the file back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from builders import ROOT, a_job, load

from handbook.checks import text_layer
from handbook.fonts.cut import cut
from handbook.layout import engine
from handbook.layout.positions import read, unweave
from handbook.layout.write import ProjectFetcher
from handbook.values.pages import Pages

BODY = """<p>أولًا: المقلَّد (لا يُباع) إلى 12345.</p>
<p lang="en" dir="ltr">Well-known coun&shy;terfeits of the office</p>"""
CSS = "body { font-family: Plex Arabic, Source Sans; width: 40mm }"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Pages]:
    """Return a page as it is written, and what was laid out."""
    folder = tmp_path_factory.mktemp("text-layer")
    project = load(ROOT)
    css = cut(project, project.languages["ar"], BODY, folder / "fonts", "x")[0].css
    fetcher = ProjectFetcher((folder,), folder, {})
    base = f"{Path(folder).as_uri()}/"
    fonts = engine.fonts()
    sheets = [engine.style_sheet(text, base, fetcher, fonts) for text in (css, CSS)]
    source = engine.parsed(f'<html lang="ar" dir="rtl"><title>x</title><body>{BODY}</body></html>', base, fetcher)
    words = unweave(source.etree_element)
    document = engine.rendered(source, sheets, fonts, {})
    return engine.pdf(document, document.pages), read(document.pages, words)


def spoilt(data: bytes, pattern: bytes, text: bytes) -> bytes:
    """Return a file whose fonts say something else."""
    found = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table, count = re.subn(pattern, text, item.ToUnicode.read_bytes(), flags=re.MULTILINE)
                item.ToUnicode.write(table)
                found += count
        out = io.BytesIO()
        pdf.save(out)
    assert found
    return out.getvalue()


def test_a_page_that_says_what_it_prints_is_good(good: tuple[bytes, Pages]) -> None:
    data, laid = good

    assert text_layer.check([data], laid, a_job("ar")) == ()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (rb"<0644>$", b"<0627>"),
        (rb"<0645>$", b"<>"),
        (rb"<064f>$", b"<0644064b0627>"),
        (rb"^<.{4}> <0641>\n|^<.{4}> <0628>\n", b""),
        (rb"<0065>$", b"<fffd>"),
    ],
    ids=["another letter", "nothing", "a whole cluster", "no entry", "no letter"],
)
def test_a_page_that_says_something_else_is_kept_back(good: tuple[bytes, Pages], pattern: bytes, text: bytes) -> None:
    data, laid = good

    found = text_layer.check([spoilt(data, pattern, text)], laid, a_job("ar"))

    assert {(each.code, each.severity.value) for each in found} == {("pdf.text", "error")}


def test_no_mark_is_raised_and_no_code_is_without_a_text(good: tuple[bytes, Pages]) -> None:
    with pikepdf.open(io.BytesIO(good[0])) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        tables = [item.ToUnicode.read_bytes() for item in pdf.objects
                  if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]  # fmt: skip

    assert b" Ts" not in content
    assert not any(b"<>" in table for table in tables)


def test_a_hyphen_of_the_line_is_soft_and_one_of_the_word_is_not(good: tuple[bytes, Pages]) -> None:
    texts = "\n".join(text for page in text_layer.said(good[0]) for text in page)

    assert "Well-known" in texts
    assert "coun\u00ad" in texts
