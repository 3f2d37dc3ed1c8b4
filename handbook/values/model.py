"""The values that travel from configuration to finished files: frozen, built whole, no I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from handbook.imposition.arrangements import PLAIN, Arrangement
from handbook.imposition.folds import FLAT, Fold
from handbook.imposition.geometry import Size
from handbook.values.colours import Tokens
from handbook.values.diagnostics import Diagnostic
from handbook.values.message import Key
from handbook.values.panel import Shape

Kind = Literal["forbidden", "limited", "tolerated", "unclear"]
Confidence = Literal["high", "medium", "low"]

TRIM_BLOCKS = LSTRIP_BLOCKS = True
"""Whitespace rules of the templates. Extraction and rendering must use the same, or lookups fail."""

PSEUDO = ("en-XA", "ar-XB")
"""Pseudo-languages, as CLDR numbers them: long with accents, and from right to left."""


EVERY = "mul"
"""The tag of what belongs to all languages of an edition together (ISO 639-2: multiple languages)."""


@dataclass(frozen=True, slots=True)
class FontFamily:
    """One font family as CSS names it, and where its files are.

    ``cuts`` maps "weight" or "weight italic" to the file and, for variable fonts, the axis values.
    """

    id: str
    name: str
    package: str
    face: int
    cuts: Mapping[str, FontCut]


@dataclass(frozen=True, slots=True)
class FontCut:
    """One weight and style of a family: file inside the package, axes to pin."""

    file: str
    axes: Mapping[str, float]


BreakBy = Literal["spaces", "characters", "dictionary"]


@dataclass(frozen=True, slots=True)
class Script:
    """A row of ``scripts.toml``: how a script is written, whatever the language."""

    code: str
    """ISO 15924, such as ``Arab``."""
    letters: tuple[str, ...]
    """The scripts whose characters make up its words, as Unicode's property names them."""
    break_by: BreakBy
    """Where a line may end: between words, at characters, or at words that a dictionary finds."""
    closes_up: bool
    """Whether no space stands between sentences."""
    list_comma: str
    """Between the raised numbers of sources."""
    gap: str
    """Between a number and the name of a currency."""
    brackets: tuple[str, str]
    """Round an addition to a name, with their spaces."""
    zero_width: bool
    """Whether characters without width belong to the spelling."""
    sheets: tuple[str, ...] = ()
    """The names of style sheets that it shares with others, which stand before its own."""


class Scripts(dict[str, Script]):
    """The scripts by their codes; one that has no row of its own is written as ``other`` says."""

    def __init__(self, rows: Mapping[str, Script], other: Script) -> None:
        super().__init__(rows)
        self.other = other

    def __missing__(self, code: str) -> Script:
        """Return a script without a row."""
        return replace(self.other, code=code, letters=(code,))


@dataclass(frozen=True, slots=True)
class Language:
    """A row of ``languages.toml``."""

    tag: str
    """BCP 47, such as ``zh-Hans``."""
    endonym: str
    """The language's name in itself, from CLDR unless the row gives one."""
    direction: Literal["ltr", "rtl"]
    writing: Script
    roles: Mapping[str, tuple[str, ...]]
    """CSS font role (``display``, ``text`` ...) to families, in order of preference."""
    min_coverage: float
    currencies: Mapping[str, Mapping[str, str]]
    """Names of currencies that are printed in place of CLDR's, by ISO 4217 code and CLDR's plural category."""
    is_source: bool
    region: str
    """Locale for numbers and dates where the tag alone says too little: "en_GB"; else empty."""
    territories: Mapping[str, str]
    """Names of countries and regions that are printed in place of CLDR's, by code."""
    locales: Path
    """The folder of its project's catalogs, as ``Project.locales``."""
    dates: Mapping[str, str] = field(default_factory=dict)
    """Patterns of dates that are printed in place of CLDR's, by skeleton (UTS 35)."""
    countries: tuple[str, ...] = ()
    """Codes of the countries and regions of its readers; empty for those where CLDR knows it as official."""
    words: tuple[str, ...] = ()
    """Words inside which no line ends, though ICU's dictionary, which does not know them, would allow it."""

    @property
    def script(self) -> str:
        """The code of its script (ISO 15924), such as ``Arab``; also the name of the script's style sheet."""
        return self.writing.code

    @property
    def locale(self) -> str:
        """The locale for numbers, dates and names, as Babel spells it: ``zh_Hans``."""
        return self.region or self.folder

    @property
    def folder(self) -> str:
        """The tag as gettext folders spell it: ``zh_Hans``."""
        return self.tag.replace("-", "_")

    @property
    def slug(self) -> str:
        """The tag in file names: lower case ASCII."""
        return self.tag.lower()

    @property
    def is_pseudo(self) -> bool:
        """Whether it is no language but a test of the layout, made from the source texts and never published."""
        return self.tag in PSEUDO

    @property
    def is_chinese(self) -> bool:
        """Whether its readers read Chinese sources under their own names."""
        return self.tag.partition("-")[0] == "zh"

    @property
    def is_local(self) -> bool:
        """Whether sellers and hotel staff read it: its edition is for them, not for guests who point at phrases."""
        return self.is_chinese and self.script == "Hans"


class Purpose(StrEnum):
    """Where a file is used: that decides its colours and its structure."""

    SCREEN = "screen"
    """sRGB, tagged, with links and bookmarks."""
    PRESS = "press"
    """CMYK, PDF/X-4, with bleed."""
    OFFICE = "office"
    """sRGB without the paper's tint, for a printer that has margins and perhaps black alone."""


class Scope(StrEnum):
    """What a layout is made for."""

    LANGUAGE = "language"
    PAIR = "pair"
    """A language and the one that stands on the back."""
    EDITION = "edition"
    """All languages on one sheet."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A ``[[layout]]`` of ``formats.toml``: what is laid out, and how its pages look."""

    id: str
    template: str
    trim_mm: Size
    """The finished page, before any arrangement on a sheet."""
    styles: tuple[str, ...] = ()
    scope: Scope = Scope.LANGUAGE
    bleed_mm: float = 0.0
    pdf_variant: str = ""
    """WeasyPrint's name; what is printed, too, is laid out as if for the screen and then made ready for the press."""
    pages: int = 0
    """How many the design has; 0 where they are as many as the text takes."""
    pages_at_most: int = 0
    """How many it may have; 0 for as many as the text takes."""
    pages_multiple_of: int = 1
    fold: Fold = FLAT
    """How its pages are folded once they are printed."""
    folds_mm: tuple[float, ...] = ()
    """From the left edge of the first page, if it is read from left to right; of a tent, from its head."""
    apart: bool = False
    """Whether each page is a file of its own."""
    safe_mm: float = 4.0
    """How far text stays from the trim: a guillotine wanders by up to 3 mm."""


@dataclass(frozen=True, slots=True)
class Product:
    """A ``[[product]]`` of ``formats.toml``: what is made of a layout. The command line calls it a format."""

    id: str
    layout: Layout
    purpose: Purpose
    arrangement: Arrangement = PLAIN
    bleed_mm: float = 0.0
    """How much of the layout's bleed it shows."""
    conformance: tuple[str, ...] = ()
    stock: str = ""
    """The kind of paper that the job ticket advises; empty if it leaves the line to the print shop."""
    weights_gsm: tuple[int, ...] = ()
    """Its weights in g/m2, in the order in which the ticket names them: of a book, inside and cover."""

    @property
    def is_printed(self) -> bool:
        """Whether its file goes to a printer, and a job ticket with it."""
        return self.purpose is not Purpose.SCREEN


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry of the ledger: a claim, the values that pages print, and its source."""

    id: str
    claim: str
    """With {names} of values and telephone numbers; ``ledger.claim`` puts them in."""
    values: Mapping[str, float | str | dt.date]
    phones: Mapping[str, str]
    """By name; a name means the same number wherever it stands."""
    title: str
    title_language: str
    """BCP 47; the title is printed as the source has it."""
    han: tuple[str, str]
    """Title and publisher of a Chinese source in Chinese, as the Chinese edition prints them; empty of others."""
    publisher: str
    date: str
    """ISO 8601, possibly only year or year and month; empty if the source is undated."""
    confidence: Confidence
    """A fact of low confidence may stand in the ledger, but not on a page."""
    verified_on: dt.date
    review_by: dt.date
    line: int
    """Where it stands in ``facts.toml``."""
    spoken: tuple[str, ...] = ()
    """Languages in which a line answers (BCP 47), besides Chinese."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place where a fact is cited or printed."""

    path: str
    line: int
    fact: str

    @property
    def chapter(self) -> str:
        """The name of the template or data file."""
        return Path(self.path).stem


@dataclass(frozen=True, slots=True)
class HomeRule:
    """What customs of a country or region does with fakes in a traveller's own luggage."""

    country: str
    """ISO 3166-1 alpha-2, or EU."""
    kind: Kind
    text: str
    text_one: str
    """The text for one of what it counts; empty if it counts nothing."""
    counts: str
    """The value whose number decides the form of the words; empty likewise."""
    facts: tuple[str, ...]
    line: int
    """Where it stands in ``home_rules.toml``."""

    @property
    def key(self) -> Key:
        """What identifies its text in a catalog."""
        return "", self.text_one or self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to show: English source, Chinese, pinyin; each may have placeholders: %(name)s."""

    id: str
    text: str
    han: str
    pinyin: str
    page: str
    """The list in which it is printed, of ``config.phrases.PAGES``; empty where a template names it."""
    facts: tuple[str, ...]
    """Whose values it says, beside telephone numbers."""
    line: int
    """Where it stands in ``phrases.toml``."""
    text_one: str = ""
    """The English for one of what it counts; empty if it counts nothing. Chinese has one form."""
    counts: str = ""
    """The value whose number decides the form of the words; empty likewise."""

    @property
    def key(self) -> Key:
        """What identifies its text in a catalog."""
        return "", self.text_one or self.text


@dataclass(frozen=True, slots=True)
class Association:
    """Who publishes the handbook."""

    name: str
    address: str
    phones: tuple[str, ...]
    email: str
    web: str
    guide: str
    """The address of the download pages as it is printed, without ``https://``; each language has a page below it."""
    logo: str
    """Address of the logo for templates, relative to ``templates/``; empty if there is none."""
    accent: str
    """A colour that can be read on the paper, ``#RRGGBB``."""
    licence_line: str
    """What a licence or registration asks to be printed; empty if nothing."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Name, address and licence line in other languages than the source: tag to field to text."""

    def told_in(self, tag: str) -> Association:
        """Return the association as an edition prints it; what is not said in its language stays as it is.

        A name in ``zh-Hans`` serves ``zh-Hans-SG``, too.
        """
        while tag and tag not in self.words:
            tag = tag.rpartition("-")[0]
        return replace(self, **self.words[tag]) if tag else self  # type: ignore[arg-type]  # the three are texts

    @property
    def phone(self) -> str:
        """The first telephone number."""
        return self.phones[0]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is published when: chapters in order, date of the contents."""

    id: str
    number: int
    revised: dt.date
    chapters: tuple[str, ...]
    print_run: int
    """Copies on paper; 0 if nobody said."""
    paper: str
    """``iso`` (A5, A4 ...) or ``us`` (half letter, letter ...)."""
    caliper_mm: float
    """Thickness of one leaf: the inner sheets of a stitched book stand out by so much each."""
    condition: Condition
    companions: tuple[str, ...]
    """Tags of the languages that may stand on the back of another, in order of preference."""
    ticket_language: str
    """Tag of the language that the print shop reads, beside the source language."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition: paper, press and the profile that describes them."""

    id: str
    """Identifier of the characterisation in the ICC registry: ``FOGRA39``."""
    name: str
    profile: str
    """A file of ``handbook/settings/profiles/``."""
    tac: int
    """Total area coverage in per cent."""
    called: tuple[str, ...] = ()
    """Names by which its profiles call themselves."""
    source: str = ""
    """Who publishes its profile, and where."""
    coated: bool = True
    """Whether its paper is coated."""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that configuration says, validated."""

    root: Path
    content: Path
    """Staff's folder; its files are named by it: relative to the project where inside, else absolute."""
    locales: Path
    """The folder of the catalogs, named likewise."""
    staff: Path
    """Where staff's folder stands: as it is named, unless the project was brought to another machine."""
    edition: Edition
    association: Association
    languages: Mapping[str, Language]
    scripts: Scripts
    products: Mapping[str, Product]
    shapes: Mapping[str, Shape]
    """Of panels."""
    fonts: Mapping[str, FontFamily]
    facts: Mapping[str, Fact]
    home_rules: tuple[HomeRule, ...]
    phrases: Mapping[str, Phrase]
    tokens: Tokens
    """The colours of the style sheet, as they are on the screen and in ink."""
    unfit: tuple[Diagnostic, ...]
    """What in the data files keeps a release from being made, and nothing else."""

    def content_file(self, name: str) -> str:
        """Return the name of a file of staff's folder, which a person can open."""
        return (self.content / name).as_posix()

    def place(self, name: str | Path) -> Path:
        """Return where the file of a name stands."""
        path = Path(name)
        is_staff = path.is_relative_to(self.content)
        return self.staff / path.relative_to(self.content) if is_staff else self.root / path

    def named(self, path: Path) -> str:
        """Return the name of a file that stands somewhere, as findings and records have it."""
        if path.is_relative_to(self.staff):
            return (self.content / path.relative_to(self.staff)).as_posix()
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()

    def at(self, root: Path, staff: Path) -> Project:
        """Return the project as it stands elsewhere, its folder and staff's, both absolute. Names stay."""
        logo = self.association.logo
        if logo and staff != root / self.content:
            logo = f"{urlsplit(staff.as_uri()).path}/{logo.rpartition('/')[2]}"
        return replace(self, root=root, staff=staff, association=replace(self.association, logo=logo))

    @property
    def source(self) -> Language:
        """The language of the templates."""
        return next(each for each in self.languages.values() if each.is_source)

    def guide(self, language: Language) -> str:
        """Return the address of a language's download page as it is printed, without ``https://``."""
        base = self.association.guide
        return base if language.tag == EVERY else f"{base}/{language.slug}"

    def first_of(self, layout: Layout) -> Product:
        """Return the product by which a layout is known, and its pages are kept: the first that is made of it."""
        return next(each for each in self.products.values() if each.layout.id == layout.id)


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for; empty means everything."""

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    """Products, by the word of the command line."""
    release: bool = False
    """Whether the files are to be handed out: then some warnings are errors."""
    purposes: tuple[Purpose, ...] = ()
    """Only products for these."""
    without: tuple[str, ...] = ()
    """Languages that a release leaves out on purpose."""
    today: dt.date | None = None
    """The day on which it was asked; None where no clock is asked. No byte of a file depends on it."""


@dataclass(frozen=True, slots=True, order=True)
class JobKey:
    """What tells a job from every other, and gives whatever is kept of it a name.

    What makes two files of one product different belongs here, such as the partner for whom a copy is made.
    """

    edition: str
    language: str
    """As file names have it: ``zh-hans``."""
    product: str

    @property
    def slug(self) -> str:
        """Unique among the jobs of an edition: ``fr_screen``."""
        return f"{self.language}_{self.product}"

    @property
    def record(self) -> str:
        """The name of what is kept of it from one build to the next, without a suffix: ``2026-11_fr_screen``."""
        return f"{self.edition}_{self.slug}"

    @property
    def file(self) -> str:
        """The name of its file, without a suffix: ``handbook_fr_screen_2026-11``."""
        return f"handbook_{self.slug}_{self.edition}"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    edition: str
    language: Language
    product: Product
    voices: tuple[Language, ...] = ()
    """The languages that it prints, where they are more than one: its own first, unless it belongs to the edition."""

    @property
    def key(self) -> JobKey:
        """What tells it from every other job."""
        return JobKey(self.edition, self.language.slug, self.product.id)

    @property
    def layout(self) -> Layout:
        """What is laid out for it."""
        return self.product.layout

    @property
    def slug(self) -> str:
        """Its name to people: unique among the jobs of an edition."""
        return self.key.slug


@dataclass(frozen=True, slots=True)
class Companion:
    """A file that is published beside another: its job ticket."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Artifact:
    """A published file, as ``manifest.json`` lists it."""

    path: str
    language: str
    format: str
    title: str
    pages: int
    trim_mm: tuple[float, float]
    bytes: int
    sha256: str
    coverage: float
    conformance: tuple[str, ...]
    languages: tuple[str, ...]
    """Every language that it prints."""
    publisher: str
    """The association's name when it was made: files of two publishers never stand in one manifest."""
    paper: str
    """``iso`` or ``us``."""
    companions: tuple[Companion, ...] = ()
    revised: str = ""
    """The day for which its contents hold (ISO 8601); empty where an older manifest does not say."""
    reviewed: bool = True
    """Whether native speakers have read all its translations."""
    addresses: tuple[str, ...] = ()
    """Where its QR codes lead: each must have a page."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Artifact:
        """Return what ``dataclasses.asdict`` and JSON have made of one; raises KeyError or TypeError for less."""
        tuples = {key: tuple(raw[key]) for key in ("trim_mm", "conformance", "languages")}
        tuples["addresses"] = tuple(raw.get("addresses", ()))
        return cls(**{**raw, **tuples, "companions": tuple(Companion(**each) for each in raw.get("companions", ()))})

    @property
    def files(self) -> tuple[Companion, ...]:
        """The file itself and those beside it."""
        return (Companion(self.path, self.sha256, self.bytes), *self.companions)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a job was made from, each part by its digest: it is made anew when one of them differs."""

    files: Mapping[str, str]
    """Templates, style sheets, pictures, profiles: path relative to the project to SHA-256, or "absent"."""
    values: Mapping[str, str]
    """Values of the data files by name: "edition.revised", "language fr", "fact cn-tml-57-60"."""
    messages: Mapping[str, tuple[str, str]]
    """For each language the digests of the list of messages that it prints, and of what they say."""
    catalogs: Mapping[str, str]
    """The catalogs with these messages, by path: where one is as it was, nobody need look into it."""
    modules: tuple[str, ...]
    """The modules of this program that were loaded."""
    code: str
    """One digest of them all."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker hands back of a job: small values; of the finished files the artifact has paths and SHA-256."""

    artifact: Artifact | None
    sources: Sources | None
    """None where nothing was made."""
    diagnostics: tuple[Diagnostic, ...]
    cited: Mapping[str, tuple[int, ...]]
    uses: tuple[Use, ...]
    """Where it prints facts."""
    coverage: float
    untranslated: int
    """How many texts it prints in the source language, or would."""
    seconds: float
    environment: str = ""
    """The digest of what the worker made it with (``fingerprint.environment``)."""
    lists: Mapping[str, frozenset[Key]] = field(default_factory=dict)
    """The lists of messages that the sources name by their digests."""
    positions: bytes = b""
    """Where its messages stand (``position_cache``); empty where another job of the layout tells."""
