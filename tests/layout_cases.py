"""One bad and one good page for each check of the layout; ``docs/checks.md`` is made from them, too."""

from __future__ import annotations

from dataclasses import dataclass

LONG = "word " * 60
LINE = "<p>line</p>"
LINES = LINE * 20
"""As many as fill all but four lines of a page."""


@dataclass(frozen=True)
class Case:
    """What a code means, shown on a page of 100 mm by 140 mm with margins of 10 mm; ``{}`` is the message."""

    code: str
    about: str
    bad: tuple[str, str]
    """HTML, and the text of its message."""
    good: tuple[str, str]
    language: str = "en"
    level: str = "error"
    pages: int = 0
    """How many the design has."""


def shown(html: str, text: str) -> str:
    """Return an example as the reader sees it: long passages are named, not printed."""
    names = {LINES: "<!-- 20 lines -->\n", LINE * 22: "<!-- 22 lines -->\n", LONG: "word word … (60 words)"}
    example = html.replace("{}", text).replace("{{", "{").replace("}}", "}")
    for long, short in sorted(names.items(), key=lambda each: -len(each[0])):
        example = example.replace(long, short)
    return example


CASES = (
    Case("layout.pages", "A card, a leaflet, a table card or a poster has more pages than its design, or a book more "
         "than its design may have: `handbook/settings/formats.toml`, `pages` and `pages_at_most`. Here it has one.",
         (LINES + "<p>{}</p>", LONG), (LINES + "<p>{}</p>", "word word"), pages=1),
    Case("layout.chapter", "A chapter, a plate or a leaf is designed for one page, so that the style sheet gives it a "
         "height, and continues on the next page.",
         ('<section style="height: 118mm">' + LINES + '<p style="break-inside: avoid">{}</p></section>', LONG),
         ('<section style="height: 118mm">' + LINES + '<p style="break-inside: avoid">{}</p></section>', "word word")),
    Case("layout.lost", "A text of the document is printed nowhere, or not to its end: its box had no room for it, or "
         "the style sheet hides it.",
         (LINES + '<div style="float: left; width: 30mm">{}</div>', LONG),
         (LINES + '<div style="float: left; width: 30mm">{}</div>', "word word")),
    Case("layout.page", "The text leaves the page.",
         ('<p style="margin-left: -15mm">{}</p>', "Start"), ('<p style="margin-left: 0">{}</p>', "Start")),
    Case("layout.safe", "The text comes nearer to the edge of the page than 4 mm: the guillotine might cut it.",
         ('<p style="margin-left: -8mm">{}</p>', "Start"), ('<p style="margin-left: -5mm">{}</p>', "Start")),
    Case("layout.box", "The text is wider than its place, or leaves a box of given height.",
         ('<p style="width: 10mm">{}</p>', "Incomprehensible"), ('<p style="width: 10mm">{}</p>', "Odd")),
    Case("layout.panel", "The text of a panel of a folded sheet is longer than the panel, or comes nearer to its side, "
         "which may be a fold, than 4 mm. The message says by how much it is too long.",
         ('<div class="fold-panel panel-4" style="height: 20mm; padding: 0 5mm">{}</div>', "word " * 40),
         ('<div class="fold-panel panel-4" style="height: 20mm; padding: 0 5mm">{}</div>', "word word")),
    Case("layout.overlap", "Two texts are printed over each other.",
         ('<p style="position: absolute; top: 0; width: 30mm">{}</p>\n<p style="margin-top: 9mm">other words</p>',
          "one two three four five six seven eight nine ten eleven twelve"),
         ('<p style="position: absolute; top: 0; width: 30mm">{}</p>\n<p style="margin-top: 9mm">other words</p>',
          "one two three")),
    Case("layout.torn", "A panel, or a block that must stay whole, continues on the next page.",
         (LINES + '<div style="border: 1pt solid">{}</div>', LONG),
         (LINES + '<div style="border: 1pt solid">{}</div>', "word word")),
    Case("layout.row", "A row of a table continues on the next page.",
         (LINES + "<table><tr><td>{}</td><td>b</td></tr></table>", LONG),
         (LINES + "<table><tr><td>{}</td><td>b</td></tr></table>", "word word")),
    Case("layout.heading", "A heading stands at the foot of a page, its text on the next one.",
         (LINE * 22 + "<h1>{}</h1>\n<p>text</p>", "Heading"),
         (LINES + "<h1>{}</h1>\n<p>text</p>", "Heading")),
    Case("layout.word", "The last line of a heading is one short word.",
         ("<h1>{}</h1>\n<p>text</p>", "The goods were found<br>so"),
         ("<h1>{}</h1>\n<p>text</p>", "The goods<br>were found so"), level="warning"),
    Case("layout.font", "A letter of the language's own script is set in a family that is not made for it there: the "
         "language's family lacks the letter, or the style sheet asks for another family. Letters of other scripts are "
         "no finding.", ('<p style="font-family: var(--text)">{}</p>', "هذا ڢ هنا"),
         ('<p style="font-family: var(--text)">{}</p>', "هذا من Guangzhou 广州"), "ar"),
)  # fmt: skip
