"""One bad and one good example for each code of the gate and the review.

``docs/checks.md`` is made from them and from the cases of the layout.
"""

from __future__ import annotations

from dataclasses import dataclass

import layout_cases

HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: {plural}\\n"

"""
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
GLOSSARY = """[[term]]
source = "shop"
preferred = "boutique"
forbidden = ["magasin"]
note = "Department stores are “grands magasins”."

[[term]]
source = "receipt"
preferred = "reçu"
required = true
"""


@dataclass(frozen=True)
class Case:
    """What a code means, shown on an entry or on a whole file."""

    code: str
    about: str
    bad: str
    good: str
    level: str = "error"
    language: str = "fr"
    whole: bool = False
    """Whether the examples are whole files, header and all."""
    line: int = 0
    """Where the bad example's fault stands, counted from the example's first line; 0: at its msgid."""
    glossary: str = ""


def entry(source: str, translation: str, *before: str) -> str:
    """Return an entry with its comments and flags."""
    return "".join(f"{line}\n" for line in before) + f'msgid "{source}"\nmsgstr "{translation}"\n'


def header(*fields: str, first: str = "") -> str:
    """Return a file that is nothing but a header."""
    return first + 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)


LANGUAGE, CONTENT = "Language: fr", "Content-Type: text/plain; charset=UTF-8"
PLURAL = f"Plural-Forms: {PLURALS['fr']}"
GOOD_HEADER = header(LANGUAGE, CONTENT, PLURAL)
DAYS = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'

CASES = (
    Case("catalog.conflict", "A version-control program could not decide between two versions.",
         "<<<<<<< ours\n" + entry("Place", "Lieu"), entry("Place", "Lieu"), line=1),
    Case("catalog.string", "A line is no text between quotation marks, has a foreign escape, or stands where it does "
         "not belong.", entry("Place", 'Le "lieu"'), entry("Place", 'Le \\"lieu\\"'), line=2),
    Case("catalog.damaged", "Another program, such as a spreadsheet, saved the file in its own way: half of its lines "
         "or more are broken.",
         '"msgid """""\n"msgstr """""\n"""Language: fr\\n"""\n"msgid ""Place"""\n"msgstr ""Lieu"""\n',
         GOOD_HEADER + "\n" + entry("Place", "Lieu"), whole=True, line=1),
    Case("catalog.short", "Texts of the template catalog are not in the file at all: it was cut off, or it is older "
         "than the templates.", entry("Place", "Lieu"), entry("Place", "Lieu") + "\n" + entry("Fake", "Faux")),
    Case("catalog.duplicate", "A text stands in the file twice, with the same context.",
         entry("Place", "Lieu") + "\n" + entry("Place", "Endroit"), entry("Place", "Lieu"), line=4),
    Case("catalog.line-ends", "The lines end as old Macs wrote them: other programs see one line.",
         GOOD_HEADER.replace("\n", "\r"), GOOD_HEADER, whole=True, line=1),
    Case("catalog.bom", "The file starts with an invisible byte order mark.", "\ufeff" + GOOD_HEADER, GOOD_HEADER,
         whole=True, line=1),
    Case("catalog.encoding", "The file is not UTF-8. (Shown here: “Café” in Latin-1.)",
         GOOD_HEADER + "\n" + entry("Coffee", "Caf\udce9"), GOOD_HEADER + "\n" + entry("Coffee", "Café"), whole=True,
         line=8),
    Case("catalog.charset", "The header names another charset than UTF-8.",
         header(LANGUAGE, "Content-Type: text/plain; charset=ISO-8859-1", PLURAL), GOOD_HEADER, whole=True),
    Case("catalog.header", "The file has no header, or the header names another language or script. (None at all, "
         "or another region, is a warning.)",
         header("Language: de", CONTENT, PLURAL), GOOD_HEADER, whole=True),
    Case("catalog.header-fuzzy", "The header is marked fuzzy: other programs then ignore the whole file.",
         header(LANGUAGE, CONTENT, PLURAL, first="#, fuzzy\n"), GOOD_HEADER, whole=True, line=2),
    Case("catalog.plural-header", "The plural rule is missing, cannot be read, or gives more forms than it says.",
         header(LANGUAGE, CONTENT, "Plural-Forms: nplurals=2; plural=n%3;"), GOOD_HEADER, whole=True),
    Case("catalog.header-field", "A field of the header stands there twice, is misspelt, or is no field. (An error "
         "where a build goes by the field.)",
         header(LANGUAGE, CONTENT, PLURAL, "X-Rewiew: native speaker"),
         header(LANGUAGE, CONTENT, PLURAL, "X-Review: native speaker"), "warning", whole=True, line=6),
    Case("catalog.plural-rule", "The plural rule can be used, but is not that of the language.",
         header(LANGUAGE, CONTENT, "Plural-Forms: nplurals=2; plural=(n != 1);"), GOOD_HEADER, "warning", whole=True),
    Case("catalog.flag", "A flag or a switch that nobody knows does nothing; or two flags contradict each other.",
         entry("Place", "Lieu", "#, fuzzzy"), entry("Place", "Lieu", "#, no-wrap"), "warning"),
    Case("catalog.plural", "An entry has fewer or more plural forms than the header says.",
         DAYS + 'msgstr[0] "%(n)s jour"\n', DAYS + 'msgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n'),
    Case("catalog.placeholder", "A placeholder is missing, misspelt or broken.",
         entry("Call %(number)s.", "Appelez le %(numero)s."), entry("Call %(number)s.", "Appelez le %(number)s.")),
    Case("catalog.tag", "A tag is missing, foreign, changed or not closed.",
         entry("A <b>real</b> one", "Un <b>vrai"), entry("A <b>real</b> one", "Un <b>vrai</b>")),
    Case("catalog.entity", "A reference to a character that HTML does not know, or that two programs wrote one after "
         "the other: its letters would be printed.",
         entry("A place", "Un&amp;nbsp;lieu"), entry("A place", "Un&nbsp;lieu")),
    Case("catalog.blank", "Nothing of the translation can be seen: spaces, characters without a picture, tags.",
         entry("Place", "\u3164"), entry("Place", "Lieu")),
    Case("catalog.direction", "A control turns letters and digits round, or what it opens is not closed. The layout "
         "sets directions.", entry("Call 12315.", "اتصل \u202e12315."),
         entry("Call 12315.", "اتصل \u206812315\u2069."), language="ar"),
    Case("catalog.newline", "One text begins or ends with a new line, the other does not.",
         entry("Place", "Lieu\\n"), entry("Place", "Lieu")),
    Case("catalog.number", "A number of three digits or more (a telephone number, an amount, an article) is not that "
         "of the source text. An added number, or a lost shorter one, is a warning.",
         entry("Call 12315.", "Appelez le 12135."), entry("Call 12315.", "Appelez le 12315.")),
    Case("catalog.link", "An address of the web or of e-mail was changed.",
         entry("See www and https://shop.example/en", "Voir https://shop.exemple/en"),
         entry("See www and https://shop.example/en", "Voir https://shop.example/fr", "# ignore: link")),
    Case("catalog.glyph", "No font of the language has the character: the page would show an empty box.",
         entry("Place", "Lieu \U0001f600"), entry("Place", "Lieu")),
    Case("catalog.unused", "No template has the text any more.",
         entry("Place", "Lieu") + "\n" + entry("Nowhere to be found", "Introuvable"),
         entry("Place", "Lieu") + '\n#~ msgid "Nowhere to be found"\n#~ msgstr "Introuvable"\n', "warning", line=4),
    Case("catalog.meaning", "The text is fuzzy, and its source lost or won a number or a negation: do not just remove "
         "the mark.", entry("Pay.", "Ne payez pas.", "#, fuzzy", '#| msgid "Do not pay."'), entry("Pay.", "Payez."),
         "warning"),
    Case("catalog.space", "The text begins or ends with a space, the source text does not.",
         entry("Place", "Lieu "), entry("Place", "Lieu"), "warning"),
    Case("catalog.double-space", "Two spaces in a row.",
         entry("A real one", "Un  vrai"), entry("A real one", "Un vrai"), "warning"),
    Case("catalog.double-word", "A word stands twice.",
         entry("Ask the shop", "Demandez à la la boutique"), entry("Ask the shop", "Demandez à la boutique"),
         "warning"),
    Case("catalog.punctuation", "The text does not end with the sign that the language has for that of the source "
         "text.", entry("How much?", "بكم?"), entry("How much?", "بكم؟"), "warning", "ar"),
    Case("catalog.unchanged", "The translation is the source text. (Single words that languages share are no finding.)",
         entry("Ask for help", "Ask for help"), entry("Ask for help", "Demandez de l’aide"), "warning"),
    Case("catalog.same-forms", "All plural forms are the same text.",
         DAYS + 'msgstr[0] "%(n)s jours"\nmsgstr[1] "%(n)s jours"\n',
         DAYS + 'msgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n', "warning"),
    Case("catalog.two-translations", "Texts that differ by a capital or the last sign only have different "
         "translations.", entry("Receipt", "Reçu") + "\n" + entry("receipt.", "le reçu de caisse."),
         entry("Receipt", "Reçu") + "\n" + entry("receipt.", "reçu."), "warning", line=4),
    Case("catalog.brackets", "Brackets or quotation marks are not in pairs.",
         entry("The mark (CCC)", "La marque (CCC"), entry("The mark (CCC)", "La marque (CCC)"), "warning"),
    Case("catalog.invisible", "An invisible character that the script does not use.",
         entry("Place", "Li\u200beu"), entry("Place", "Lieu"), "warning"),
    Case("catalog.mixed-scripts", "A letter of another script stands in a word, where one of its own looks like it.",
         entry("Place", "Plаce"), entry("Place", "Place du marché"), "warning"),
    Case("catalog.kashida", "A word was stretched by hand.",
         entry("Place", "مكـــان"), entry("Place", "مكان"), "warning", "ar"),
    Case("catalog.composition", "An accent is stored apart from its letter.",
         entry("Coffee", "Cafe\u0301"), entry("Coffee", "Café"), "warning"),
    Case("catalog.length", "The text is longer than its place: the template says how many letters fit.",
         entry("Exit", "Sortie de secours", "#, max-length:8"), entry("Exit", "Sortie", "#, max-length:8"), "warning"),
    Case("catalog.forbidden-term", "A word that the glossary forbids for the term.",
         entry("Ask the shop", "Demandez au magasin"), entry("Ask the shop", "Demandez à la boutique"), "warning",
         glossary=GLOSSARY),
    Case("catalog.term", "The glossary requires another word for the term.",
         entry("Keep the receipt", "Gardez le ticket"), entry("Keep the receipt", "Gardez le reçu"), "warning",
         glossary=GLOSSARY),
)  # fmt: skip


GOOD_TERM = '[[term]]\nsource = "shop"\npreferred = "boutique"\n'
GLOSSARY_CASES = (
    Case("glossary.syntax", "The glossary is no TOML.", '[[term]]\nsource = "shop\npreferred = "boutique"\n', GOOD_TERM,
         line=2),
    Case("glossary.encoding", "The glossary is not UTF-8. (Shown here: “café” in Latin-1.)",
         '[[term]]\nsource = "coffee"\npreferred = "caf\udce9"\n',
         '[[term]]\nsource = "coffee"\npreferred = "café"\n', line=3),
    Case("glossary.key", "A term lacks a key, has an unknown one, or a value of the wrong kind.",
         '[[term]]\nsource = "shop"\n', GOOD_TERM, line=1),
)  # fmt: skip


def text(case: Case, example: str) -> str:
    """Return the whole file of an example."""
    return example if case.whole else HEADER.format(language=case.language, plural=PLURALS[case.language]) + example


def page() -> str:
    """Return ``docs/checks.md``."""
    parts = [INTRODUCTION]
    for case in CASES:
        off = case.code.removeprefix("catalog.")
        may = case.level == "warning" or off in {"number", "link"}
        flag = f" To switch it off for one entry: `# ignore: {off}`." if may else ""
        parts.append(f"## {case.code}\n\n{case.level.capitalize()}. {case.about}{flag}\n")
        if case.glossary:
            parts.append(f"With this in the glossary:\n\n```toml\n{_part(case)}```\n")
        parts.append(f"Bad:\n\n```po\n{_shown(case.bad)}```\n\nGood:\n\n```po\n{_shown(case.good)}```\n")
    parts.append(TERMS)
    for case in GLOSSARY_CASES:
        parts.append(f"## {case.code}\n\n{case.level.capitalize()}. {case.about}\n")
        parts.append(f"Bad:\n\n```toml\n{_shown(case.bad)}```\n\nGood:\n\n```toml\n{_shown(case.good)}```\n")
    parts.append(LAYOUT)
    for each in layout_cases.CASES:
        bad, good = layout_cases.shown(*each.bad), layout_cases.shown(*each.good)
        parts.append(f"## {each.code}\n\n{each.level.capitalize()}. {each.about}\n")
        parts.append(f"Bad:\n\n```html\n{bad}\n```\n\nGood:\n\n```html\n{good}\n```\n")
    return "\n".join(parts)


def _part(case: Case) -> str:
    first, second = case.glossary.split("\n\n")
    return second if case.code == "catalog.term" else first + "\n"


def _shown(example: str) -> str:
    marks = {"\ufeff": "␣BOM␣", "\udce9": "␣E9␣", "\r": "␣CR␣"}
    for sign in "\u200b\u0301\u3164\u202e\u2068\u2069":
        marks[sign] = f"␣U+{ord(sign):04X}␣"
    for sign, mark in marks.items():
        example = example.replace(sign, mark)
    return example


INTRODUCTION = """\
# What the checks find

`python3 build.py catalogs check fr` prints every finding of a catalog in one run, as `file:line: severity: text [code]`
with a hint. A build refuses a catalog with an error; a warning is a question to the translator. Whoever is sure
switches a warning off for one entry by a comment of the translator's, such as `# ignore: number` above the entry (in
Poedit: *Edit*, *Add comment*, `ignore: number`). Every program keeps it. The older way, a flag `#, ignore-number`, is
read as well, but Poedit and GNU gettext drop such flags when they save; `python3 build.py catalogs tidy` makes them
comments.

A build, the proof and the preview also look at the finished pages; what they find there stands [below](#the-pages).

This page is made from the tests' own cases: `python3 build.py test tests/catalogs/test_checks.py --update`.
"""
TERMS = """\
# The glossary

Faults of `locales/<language>/glossary.toml`; `catalogs check` prints them, too.
"""
LAYOUT = """\
# The pages

These faults show only when the pages are laid out, in each language and format. A finding names the page, the message
and its line in the catalog; an error keeps the file from being published:

    locales/fr/LC_MESSAGES/handbook.po:214: error: fr_screen, page 7: “Sortie” leaves the page, in the text 'Exit'

The examples are parts of a page of 100 mm by 140 mm with margins of 10 mm.
"""
