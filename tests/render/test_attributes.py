"""A text in an attribute or a title is plain there, whatever a translator wrote, and no template can forget it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from builders import ROOT, a_language, manuscript_of
from jinja2 import TemplateSyntaxError

from handbook.build.plan import plan
from handbook.catalogs import pseudo
from handbook.catalogs.manuscript import Catalog, Manuscript
from handbook.layout.typeset import typeset
from handbook.render import wording
from handbook.render.environment import Texts, environment
from handbook.render.html import render
from handbook.values.model import Job, Selection
from handbook.values.trace import MARK

SAID = "Le \u2068\"vrai\"\u2069, l'<b>un</b> &amp; l'autre\u2060:\u00a05\u202f%"
READ = "Le \"vrai\", l'un & l'autre: 5 %"
PLACES = [
    '<img alt="{{ _("Fake") }}">',
    "<img alt='{{ _('Fake') }}'>",
    '<img alt="{% trans %}Fake{% endtrans %}">',
    '<img alt="{%- trans -%}Fake{%- endtrans -%}">',
    '<img alt="{% if true %}{{ _("Fake") }}{% else %}x{% endif %}">',
    '{% macro art(alt) %}<img alt="{{ alt }}">{% endmacro %}{{ art(_("Fake")) }}',
    '{% macro own() %}alt="{{ _("Fake") }}"{% endmacro %}<img {{ own() }}>',
    '{% set said = _("Fake") %}<!-- " <b --><img class="a{{ " b" if 1 > 0 }}" alt="{{ said if true else "" }}">',
    '<p>{% for at in [1] %}<img\n  id="x{{ at }}" {% if at %}alt="{{ _("Fake") }}"{% endif %}>{% endfor %}</p>',
]


def printed(tmp_path: Path, template: str, said: str = SAID) -> str:
    """Return a template as it prints one message."""
    (tmp_path / "one.html").write_text(template, encoding="utf-8")
    catalog = Catalog(a_language("en"), {("", "Fake"): (said,)}, "0", 1.0, reviewed=False)
    made, _ = environment(tmp_path, Texts(catalog))
    return MARK.sub("", made.get_template("one.html").render())


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text of each title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.titles: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "title" and not self.titles:
            self.titles.append(data)


@pytest.mark.parametrize("template", PLACES)
def test_an_attribute_holds_the_words_alone(tmp_path: Path, template: str) -> None:
    (image,) = [named for tag, named in Page(printed(tmp_path, template)).tags if tag == "img"]

    assert image["alt"] == READ
    assert set(image) <= {"alt", "class", "id"}


def test_a_title_holds_the_words_alone(tmp_path: Path) -> None:
    assert printed(tmp_path, '<title class="a">{{ _("Fake") }}</title>').count("<") == 2
    assert Page(printed(tmp_path, "<title>{{ _('Fake') }}</title>")).titles == [READ]


def test_what_a_style_sheet_prints_keeps_the_signs_of_its_line(tmp_path: Path) -> None:
    ((_, named),) = Page(printed(tmp_path, '<body data-help="{{ _("Fake") }}">')).tags

    assert named["data-help"] == re.sub("</?b>", "", SAID).replace("&amp;", "&")


def test_the_text_of_a_page_keeps_its_tags_and_signs(tmp_path: Path) -> None:
    assert printed(tmp_path, '<p title="a">{{ _("Fake") }}</p>') == f'<p title="a">{SAID}</p>'


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ('<p>\n<img alt={{ _("Fake") }}>', 2, "quotation marks"),
        ("<p>\n<img alt={% trans %}Fake{% endtrans %}>", 2, "quotation marks"),
        ('<p>\n{% if true %}<img alt="{% else %}<img alt="no{% endif %}">', 2, "ends in it"),
    ],
)
def test_a_template_whose_places_cannot_be_told_is_refused(
    tmp_path: Path, template: str, line: int, words: str
) -> None:
    with pytest.raises(TemplateSyntaxError, match=words) as fault:
        printed(tmp_path, template)

    assert fault.value.lineno == line


@lru_cache(maxsize=1)
def disguised() -> Manuscript:
    """Return the manuscript with the pseudo-languages, in which every text has the signs that break a page."""
    read = manuscript_of(ROOT)
    return replace(read, project=pseudo.with_pseudo(read.project, ["en-XA", "ar-XB"]))


def jobs() -> list[Job]:
    """Return a job for each layout: each has templates of its own."""
    made = plan(disguised().project, Selection())
    return list({job.layout.id: job for job in made if job.language.tag in {"en", "mul"}}.values())


def page_in(job: Job, tags: list[str]) -> Page:
    """Return a layout's page in a language; one in several languages speaks all of them."""
    read = disguised()
    spoken = [read.catalog(read.project.languages[tag])[0] for tag in tags]
    # A translation says that it is one: here all is compared with the original.
    spoken = [replace(each, language=replace(each.language, is_source=True)) for each in spoken]
    voices = {"voices": tuple(each.language for each in spoken)}
    own = replace(job, **(voices if job.voices else {"language": spoken[0].language}))  # type: ignore[arg-type]
    # The languages of the head of a poster.
    project = replace(read.project, edition=replace(read.project.edition, companions=tuple(tags)))
    document, findings = render(project, own, spoken[0], tuple(spoken) if job.voices else ())
    assert document is not None, findings
    return Page(document.html)


@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.layout.id)
def test_no_sign_of_a_translation_breaks_a_page(job: Job) -> None:
    plain, strange = page_in(job, ["en", "ar"]), page_in(job, ["en-XA", "ar-XB"])

    assert [(tag, set(named)) for tag, named in strange.tags] == [(tag, set(named)) for tag, named in plain.tags]
    texts = [
        (key, value, said[key])
        for (tag, named), (_, said) in zip(plain.tags, strange.tags, strict=True)
        for key, value in named.items()
        if key in wording.SPOKEN and "[" in said[key]
    ]
    assert len(texts) >= 2  # what each file says of itself
    assert [said for _, _, said in texts if not re.fullmatch(r"(\[.+\"'&<%\])( \[.+\])*", said)] == []
    assert [said for _, _, said in texts if re.search("[\u00ad\u00a0\u202f\u2060\u2066-\u2069]|</", said)] == []
    assert re.search(r"\"'&<%\]", strange.titles[0])


def test_no_sign_of_a_translation_breaks_a_file() -> None:
    read = disguised()
    (card,) = (job for job in jobs() if job.layout.id == "card")
    job = replace(card, language=read.project.languages["en-XA"])

    _, galley, _ = typeset(read.project, job, read.catalog(job.language)[0], ())

    assert galley is not None
    with pikepdf.open(BytesIO(galley.written.data)) as pdf:
        for key in ("/Title", "/Subject", "/Keywords"):
            assert re.fullmatch(r"\[[^\[<]+\"'&<%\]", str(pdf.docinfo[key])), key
        dictionaries = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        (figure,) = (each for each in dictionaries if each.get("/S") == "/Figure")
        assert str(figure.Alt).endswith("\"'&<%]")
