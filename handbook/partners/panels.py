"""The panels of many partners, laid out in one run: what does not fit is set smaller, and then told."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from fontTools import unicodedata

from handbook.catalogs.manuscript import Catalog
from handbook.files.store import CACHE
from handbook.fonts import cut, sets
from handbook.language.typography import Phone, direction, unglued
from handbook.layout import engine, panels
from handbook.partners.fields import line_of
from handbook.render import qr
from handbook.render.environment import Texts, environment
from handbook.values.diagnostics import Diagnostic, error, sound
from handbook.values.model import FontFamily, Language, Project
from handbook.values.panel import SAID, PanelPages, Shape
from handbook.values.partner import WORDS, Partner, letters

TEMPLATE = "panels/partners.html"
STYLES = (Path("templates/css/panels.css"),)
CUTS = frozenset({"400", "600"})
"""The weights that panels are set in."""
STEPS = 6
"""So many sizes are tried, from the largest of a shape to its smallest."""
CHINESE = "zh-Hans"
LANGUAGES = {"Hani": CHINESE, "Hira": "ja", "Kana": "ja", "Hang": "ko", "Thai": "th"}
"""Scripts that one language alone is written in, or nearly so."""
_script = lru_cache(maxsize=1 << 12)(unicodedata.script)
_KANA = re.compile("[\u3041-\u30ff]")
_VIETNAMESE = re.compile("[ơưƠƯ\u1ea4-\u1eb7\u1ebe-\u1ec7\u1ed0-\u1ee3\u1ee8-\u1ef1]")
"""Letters with a horn or two marks."""
PLACE = "handbook/settings/fonts.toml"


@dataclass(frozen=True, slots=True)
class Laid:
    """The panels of partners."""

    pages: Mapping[str, PanelPages]
    """By the partner's id: those of all shapes in one file, which shares its fonts."""
    findings: Mapping[str, tuple[Diagnostic, ...]]
    """By the partner's id, or ``""`` for what concerns all; the path of each is the id,
    and its line that of the field (``line_of``)."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a panel prints of a partner, in its own direction."""

    name: str
    lines: tuple[str, ...]
    language: str
    direction: str
    link: str = ""
    """Where it leads."""

    @property
    def said(self) -> str:
        """What stands in a pattern for its words where they are told."""
        return f"{SAID}{self.name}"

    @property
    def href(self) -> str:
        """What stands in a pattern for its link, if it is one."""
        return f"{self.said}-link" if self.link else ""


@dataclass(frozen=True)
class _Panel:
    """A partner's panel of a shape."""

    partner: Partner
    shape: Shape
    step: int = 0
    """Which of the sizes it is set in, from the largest."""

    @property
    def size(self) -> float:
        """In pt."""
        smallest, largest = self.shape.type_pt
        return round(largest - (largest - smallest) * self.step / (STEPS - 1), 2)

    @property
    def is_smallest(self) -> bool:
        """Whether no smaller size is left."""
        return self.step == STEPS - 1

    def in_room(self, taken: panels.Measured) -> _Panel:
        """Return it in the largest size that probably fits, by what its fields took in this one."""
        if taken.fits():
            return self
        sizes = (replace(self, step=step) for step in range(self.step + 1, STEPS))
        return next((each for each in sizes if taken.fits(each.size / self.size)), replace(self, step=STEPS - 1))

    @cached_property
    def fields(self) -> Sequence[_Field]:
        """What is printed, in the order of the shape."""
        partner = self.partner
        named = (name for name in self.shape.fields if name in WORDS and getattr(partner, name))
        return [_field(partner, name) for name in named if name != "name_zh" or partner.name != partner.name_zh]

    @property
    def logo(self) -> str:
        """The address of the logo."""
        return f"{panels.LOGO}{self.partner.id}" if "logo" in self.shape.fields and self.partner.logo else ""

    @property
    def code(self) -> str:
        """The address of the picture of its code."""
        return qr.address(f"https://{self.partner.web}") if "code" in self.shape.fields and self.partner.web else ""

    @property
    def web(self) -> str:
        """What stands in a pattern for what the code says to those who do not see it."""
        return f"{SAID}web"

    @cached_property
    def kind(self) -> Hashable:
        """All that decides on how it is laid out, its words apart."""
        fields = tuple((each.name, each.language, each.direction, len(each.lines)) for each in self.fields)
        return self.shape.id, self.step, fields, self.logo and self.partner.logo, self.code and panels.side(self.code)


_Mine = tuple[_Panel, ...]
"""A partner's panels, one for each shape."""


@dataclass(slots=True)
class _Patterns:
    """Panels that were laid out, for others of their kind."""

    of: dict[Hashable, list[panels.Pattern]] = field(default_factory=dict)
    faces: engine.Faces = field(default_factory=engine.Faces)

    def composed(self, mine: _Mine) -> panels.Composed | None:
        """Return what a partner's panels print; None while none of their kind was laid out."""
        known = self.of.get(_kind(mine))
        return known[0].composed([[each.lines for each in panel.fields] for panel in mine]) if known else None

    def like(self, mine: _Mine, composed: panels.Composed) -> panels.Pattern | None:
        """Return one that has places for what a partner's panels print."""
        return next((each for each in self.of[_kind(mine)] if each.lines == composed.lines), None)

    def tidy(self) -> None:
        """Forget them if they are many."""
        if sum(map(len, self.of.values())) > MANY:
            self.of.clear()

    def add(self, mine: _Mine, run: panels.Run, first: int) -> None:
        """Keep a partner's panels, which begin on a page of a layout, for others."""
        pattern = run.pattern(range(first, first + len(mine)), self.faces)
        self.of.setdefault(_kind(mine), []).append(pattern)


def _said(mine: _Mine) -> Mapping[str, str]:
    """Return what a partner has for the texts of a pattern that are not printed."""
    fields = {each.name: each for panel in mine for each in panel.fields}.values()
    words = {each.said: unglued(" ".join(each.lines)) for each in fields}
    return {f"{SAID}web": mine[0].partner.web, **words, **{each.href: each.link for each in fields if each.link}}


def _kind(mine: _Mine) -> Hashable:
    return tuple(panel.kind for panel in mine)


MANY = 100
"""So many patterns are kept for the next partners: those with a logo of their own serve nobody else."""


@lru_cache(maxsize=2)
def _known(root: Path, css: str, shapes: tuple[Shape, ...], sources: bytes) -> _Patterns:
    """Return what was laid out before with the same fonts and the same files, in this process."""
    del root, css, shapes, sources
    return _Patterns()


@panels.uncollected()
def lay_out(
    project: Project,
    partners: Sequence[Partner],
    shapes: Sequence[Shape],
    letters_: str = "",
    cache: Path | None = None,
) -> Laid:
    """Return the panels of partners in some shapes; a partner with an error has none.

    What a partner's panels are depends on nobody else. Fonts have the letters of these partners and ``letters_``: with
    those of a whole table, they are cut once for it. ``cache`` is where they are kept, if not in the project's own.
    """
    unknown = frozenset(cut.uncovered(project, _any(project), html.escape(letters(partners))))
    findings = {partner.id: tuple(_unprintable(unknown, partner)) for partner in partners}
    fit = [partner for partner in partners if not findings[partner.id]]
    if not fit or not shapes:
        return Laid({}, findings)
    place = cache or project.root / CACHE
    fonts, faults = _fonts(project, fit, letters_, place)
    if not sound(faults):
        return Laid({}, {**findings, "": faults})
    names, pages = tuple(shape.id for shape in shapes), dict[str, PanelPages]()
    patterns = _known(project.root, _colours(project) + fonts.css, tuple(shapes), _sources(project))
    tried: set[Hashable] = set()
    waiting = [tuple(_Panel(partner, shape) for shape in shapes) for partner in fit]
    while waiting:
        lacking: dict[Hashable, list[_Mine]] = {}
        for mine, composed, full in (_fitted(each, patterns) for each in waiting):
            ident = mine[0].partner.id
            if full:
                findings[ident] = full
            elif composed and (pattern := patterns.like(mine, composed)):
                code = next((panel.code for panel in mine if panel.code), "")
                pages[ident] = PanelPages(pattern.file, names, pattern.words(composed, _said(mine), code))
            else:
                lacking.setdefault((_kind(mine), composed and composed.lines), []).append(mine)
        if again := tried & lacking.keys():
            msg = f"the panels of {lacking[again.pop()][0][0].partner.id} print other lines than they were laid out in"
            raise panels.UnlikeError(msg)
        tried |= lacking.keys()
        if faults := _lay_out(project, [each[0] for each in lacking.values()], patterns, fonts.css, place):
            return Laid({}, {**findings, "": faults})
        waiting = [mine for each in lacking.values() for mine in each]
    patterns.tidy()
    return Laid(pages, findings)


def _fitted(mine: _Mine, patterns: _Patterns) -> tuple[_Mine, panels.Composed | None, tuple[Diagnostic, ...]]:
    """Return a partner's panels in the largest sizes that they have room in, what they print, and what has no room.

    Where none of their kind was laid out yet, nobody knows what they print.
    """
    while (composed := patterns.composed(mine)) is not None:
        taken = list(composed.measured())
        unfit = [(panel, each) for panel, each in zip(mine, taken, strict=True) if not each.fits()]
        if any(panel.is_smallest for panel, _ in unfit):
            return mine, composed, tuple(_full(panel, each.largest) for panel, each in unfit if panel.is_smallest)
        if not unfit:
            break
        mine = tuple(panel.in_room(each) for panel, each in zip(mine, taken, strict=True))
    return mine, composed, ()


def _lay_out(
    project: Project, waiting: Sequence[_Mine], patterns: _Patterns, fonts_css: str, cache: Path
) -> tuple[Diagnostic, ...]:
    """Lay panels out, those of a partner one after the other, and keep them as patterns; return what is wrong."""
    if not waiting:
        return ()
    every = [panel for mine in waiting for panel in mine]
    shapes = {panel.shape.id: panel.shape for panel in every}
    source = project.source
    env, _ = environment(project.root / "templates", Texts(Catalog(source, {}, "0", 1.0, reviewed=False)))
    sizes = sorted({panel.size for panel in every})
    page = env.get_template(TEMPLATE).render(panels=every, shapes=list(shapes.values()), sizes=sizes)
    logos = {panel.logo: panel.partner.logo.data for panel in every if panel.logo and panel.partner.logo}
    run, faults = panels.lay_out(project, page, STYLES, fonts_css + _colours(project), cache, logos)
    if run is not None:
        for number, mine in enumerate(waiting):
            patterns.add(mine, run, number * len(mine))
    return faults


def _sources(project: Project) -> bytes:
    """Return the files that say how panels look."""
    names = (f"templates/{TEMPLATE}", *map(Path.as_posix, STYLES))
    return b"".join((project.root / name).read_bytes() for name in names)


def _colours(project: Project) -> str:
    """Return the colours that the style sheet takes: every element would inherit all tokens, a sixth of the time."""
    sheet = "".join((project.root / each).read_text(encoding="utf-8") for each in STYLES)
    known = project.tokens.hexes()
    taken = sorted(known.keys() & set(re.findall(r"var\(--([\w-]+)\)", sheet)))
    return f":root {{ {'; '.join(f'--{name}: {known[name]}' for name in taken)} }}"


def _full(panel: _Panel, field: str) -> Diagnostic:
    """Return that a panel has no room for all that it is to show."""
    text = (
        f"does not fit on the panel {panel.shape.id!r}, {panel.shape.width:g} x {panel.shape.height:g} mm, even in "
        f"{panel.size:g} pt"
    )
    hint = f"Shorten {field!r}, or leave another field empty."
    return error(panel.partner.id, line_of(field), "panel.full", text, hint)


def _any(project: Project) -> Language:
    """Return a language that has all fonts of the project."""
    return replace(project.source, roles={"text": sets.of_role(project, "text")})


def _unprintable(unknown: frozenset[str], partner: Partner) -> Iterator[Diagnostic]:
    """Yield an error for each field with a letter that no font of the project has."""
    for name in WORDS:
        if lacking := sorted(unknown.intersection(getattr(partner, name))):
            shown = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}" for letter in lacking[:3])
            hint = "Write it without this sign; for a whole script, add a font: docs/new-language.md."
            text = f"has a sign that no font has: {shown}"
            yield error(partner.id, line_of(name), "panel.glyph", text, hint)


def _speaker(project: Project, said: str) -> Language:
    """Return a language whose fonts have the letters of what is said: Latin ones first, Chinese before its sisters.

    Of families that have the same letters the first is taken: each one more would be cut for nothing.
    """
    text, han = sets.of_role(project, "text"), sets.of_script(project, "Hans", "text")
    kana = sets.of_script(project, "Jpan", "text") if _KANA.search(said) else ()
    taken = {*text[:1], *han, *kana}
    left = set(map(ord, said)).difference(*(cut.family_coverage(project.fonts[member]) for member in taken))
    for member in text:
        if own := left & cut.family_coverage(project.fonts[member]):
            taken.add(member)
            left -= own
    orders = {"text": text, "han": (*han, *text), "kana": (*kana, *han, *text)}
    roles = {role: tuple(dict.fromkeys(each for each in order if each in taken)) for role, order in orders.items()}
    return replace(project.source, roles=roles)


def _fonts(
    project: Project, partners: Iterable[Partner], letters_: str, cache: Path
) -> tuple[cut.Fonts, tuple[Diagnostic, ...]]:
    """Return the fonts of all letters of partners and some more, in the weights that panels need."""
    unknown = cut.uncovered(project, _any(project), html.escape(letters_))
    said = "".join(sorted({*letters(partners), *letters_}.difference(unknown)))
    families = {name: _weights(family) for name, family in project.fonts.items()}
    light = replace(project, fonts=families)
    return cut.cut(light, _speaker(project, said), html.escape(said), cache / "fonts", PLACE)


def _weights(family: FontFamily) -> FontFamily:
    return replace(family, cuts={style: each for style, each in family.cuts.items() if style in CUTS})


def _field(partner: Partner, name: str) -> _Field:
    text = str(getattr(partner, name))
    link = {"phone": f"tel:{Phone(text).digits}", "web": f"https://{text}"}.get(name, "")
    language = CHINESE if name.endswith("_zh") else _language(text)
    return _Field(name, tuple(text.splitlines()), language, "ltr" if link else direction(text), link)


def _language(text: str) -> str:
    """Return what is known of the language of a text: its script, or Chinese."""
    if _VIETNAMESE.search(text):
        return "vi"
    scripts = Counter(_script(letter) for letter in text if letter.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else "Latn"
    return LANGUAGES.get("Hira" if _KANA.search(text) else script, f"und-{script}")
