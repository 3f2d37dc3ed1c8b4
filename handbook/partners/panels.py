"""The panels of many partners, laid out in one run: what does not fit is set smaller, and then told."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fontTools import unicodedata

from handbook.catalogs.manuscript import Catalog
from handbook.files.store import CACHE
from handbook.fonts import cut, sets
from handbook.language.signs import needs_glyph
from handbook.language.typography import Phone, direction
from handbook.layout import panels
from handbook.render import qr
from handbook.render.environment import Texts, environment
from handbook.values.diagnostics import Diagnostic, error, sound
from handbook.values.model import FontFamily, Language, Project
from handbook.values.panel import PanelPages, Shape
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
_KANA = re.compile("[\u3041-\u30ff]")
PLACE = "handbook/settings/fonts.toml"


@dataclass(frozen=True, slots=True)
class Laid:
    """The panels of partners."""

    pages: Mapping[str, PanelPages]
    """By the partner's id: those of all shapes in one file, which shares its fonts."""
    findings: Mapping[str, tuple[Diagnostic, ...]]
    """By the partner's id, or ``""`` for what concerns all; the path of each is the id."""


@dataclass(frozen=True, slots=True)
class _Field:
    """What a panel prints of a partner, in its own direction."""

    name: str
    lines: tuple[str, ...]
    language: str
    direction: str
    href: str = ""


@dataclass(frozen=True, slots=True)
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

    @property
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
    def web(self) -> str:
        """What the code says to those who do not see it."""
        return self.partner.web

    @property
    def code(self) -> str:
        """The address of the picture of its code."""
        return qr.address(f"https://{self.web}") if "code" in self.shape.fields and self.web else ""


@panels.uncollected()
def lay_out(
    project: Project,
    partners: Sequence[Partner],
    shapes: Sequence[Shape],
    letters_: str = "",
    cache: Path | None = None,
) -> Laid:
    """Return the panels of partners in some shapes; a partner with an error has none.

    Fonts have the letters of these partners and ``letters_``. They number their letters by what they have, and a panel
    has these numbers: where fonts have the same letters, a panel has the same bytes whoever is laid out beside it.
    ``cache`` is where the fonts are kept, if not in the project's own.
    """
    known = cut.coverage(project, replace(project.source, roles={"text": sets.of_role(project, "text")}))
    findings = {partner.id: tuple(_unprintable(known, partner)) for partner in partners}
    fit = [partner for partner in partners if not findings[partner.id]]
    if not fit or not shapes:
        return Laid({}, findings)
    place = cache or project.root / CACHE
    fonts, faults = _fonts(project, fit, letters_, place)
    if not sound(faults):
        return Laid({}, {**findings, "": faults})
    pages: dict[str, PanelPages] = {}
    waiting = {partner.id: tuple(_Panel(partner, shape) for shape in shapes) for partner in fit}
    while waiting:
        run, faults = _run(project, list(waiting.values()), fonts.css, place)
        if run is None:
            return Laid({}, {**findings, "": faults})
        smaller: dict[str, tuple[_Panel, ...]] = {}
        for number, (ident, mine) in enumerate(waiting.items()):
            own = range(number * len(shapes), (number + 1) * len(shapes))
            taken = [run.measured(page) for page in own]
            unfit = [(panel, each) for panel, each in zip(mine, taken, strict=True) if not each.fits()]
            if any(panel.is_smallest for panel, _ in unfit):
                findings[ident] = tuple(_full(panel, each.largest) for panel, each in unfit if panel.is_smallest)
            elif unfit:
                smaller[ident] = tuple(panel.in_room(each) for panel, each in zip(mine, taken, strict=True))
            else:
                pages[ident] = PanelPages(run.file(own), tuple(shape.id for shape in shapes))
        waiting = smaller
    return Laid(pages, findings)


def _run(
    project: Project, waiting: Sequence[tuple[_Panel, ...]], fonts_css: str, cache: Path
) -> tuple[panels.Run | None, tuple[Diagnostic, ...]]:
    """Lay panels out, those of a partner one after the other."""
    every = [panel for mine in waiting for panel in mine]
    shapes = {panel.shape.id: panel.shape for panel in every}
    source = project.source
    env, _ = environment(project.root / "templates", Texts(Catalog(source, {}, "0", 1.0, reviewed=False)))
    sizes = sorted({panel.size for panel in every})
    page = env.get_template(TEMPLATE).render(panels=every, shapes=list(shapes.values()), sizes=sizes)
    logos = {panel.logo: panel.partner.logo.data for panel in every if panel.logo and panel.partner.logo}
    return panels.lay_out(project, page, STYLES, fonts_css + _colours(project), cache, logos)


def _colours(project: Project) -> str:
    """Return the colours that the style sheet takes: every element would inherit all tokens, a sixth of the time."""
    sheet = "".join((project.root / each).read_text(encoding="utf-8") for each in STYLES)
    known = project.tokens.hexes()
    taken = sorted(known.keys() & set(re.findall(r"var\(--([\w-]+)\)", sheet)))
    return f":root {{ {'; '.join(f'--{name}: {known[name]}' for name in taken)} }}"


def _full(panel: _Panel, field: str) -> Diagnostic:
    """Return that a panel has no room for all that it is to show."""
    text = (
        f"{field!r} does not fit on the panel {panel.shape.id!r}, {panel.shape.width:g} x {panel.shape.height:g} mm, "
        f"even in {panel.size:g} pt"
    )
    return error(panel.partner.id, 0, "panel.full", text, f"Shorten {field!r}, or leave another field empty.")


def _unprintable(known: frozenset[int], partner: Partner) -> Iterator[Diagnostic]:
    """Yield an error for each field with a letter that no font of the project has."""
    for name in WORDS:
        if letters := sorted(
            each for each in set(getattr(partner, name)) if ord(each) not in known and needs_glyph(each)
        ):
            shown = ", ".join(f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}" for letter in letters[:3])
            hint = "Write it without this sign; for a whole script, add a font: docs/new-language.md."
            yield error(partner.id, 0, "panel.glyph", f"no font has {shown} of {name!r}", hint)


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
    speaker = replace(project.source, roles={"text": sets.of_role(project, "text")})
    unknown = cut.uncovered(project, speaker, html.escape(letters_))
    said = "".join(sorted({*letters(partners), *letters_}.difference(unknown)))
    families = {name: _weights(family) for name, family in project.fonts.items()}
    light = replace(project, fonts=families)
    return cut.cut(light, _speaker(project, said), html.escape(said), cache / "fonts", PLACE)


def _weights(family: FontFamily) -> FontFamily:
    return replace(family, cuts={style: each for style, each in family.cuts.items() if style in CUTS})


def _field(partner: Partner, name: str) -> _Field:
    text = str(getattr(partner, name))
    href = {"phone": f"tel:{Phone(text).digits}", "web": f"https://{text}"}.get(name, "")
    language = CHINESE if name.endswith("_zh") else _language(text)
    return _Field(name, tuple(text.splitlines()), language, "ltr" if href else direction(text), href)


def _language(text: str) -> str:
    """Return what is known of the language of a text: its script, or Chinese."""
    scripts = Counter(unicodedata.script(letter) for letter in text if letter.isalpha())
    script = scripts.most_common(1)[0][0] if scripts else "Latn"
    return LANGUAGES.get("Hira" if _KANA.search(text) else script, f"und-{script}")
