"""The colour proof: every token as it will be printed, on one page, so that a printer can pull it before the run.

The page is a press file like any other: the same palette that prints the books gives its inks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from handbook.catalogs import extract
from handbook.catalogs.manuscript import Manuscript
from handbook.config.contrast import contrast
from handbook.language import filters
from handbook.layout.typeset import lay_out
from handbook.press.produce import produce
from handbook.press.streams import Streams
from handbook.press.tickets import SIZES_MM, on_paper, sheets_of, shop_catalogs
from handbook.render.html import render
from handbook.values.colours import Ink, Tokens
from handbook.values.diagnostics import Diagnostic, sound
from handbook.values.model import Job, Layout, Product, Purpose

PAIRS = (
    ("ink", "paper"), ("stone", "paper"), ("verm", "paper"), ("jade", "paper"), ("stone", "ground"), ("verm", "ground"),
    ("jade", "card"), ("card", "jade"), ("paper", "jade"), ("jade-tint", "jade"), ("paper", "verm"),
)  # fmt: skip
"""Text and its ground, as the style sheets use them; each needs the contrast of ``contrast.CONTRAST``."""
CSS = Path("templates/css")
PRODUCT = Product(
    "proof-colour",
    Layout("proof-colour", "proofs/colour.html", SIZES_MM["iso"], bleed_mm=3, pdf_variant="pdf/ua-1"),
    Purpose.PRESS,
    bleed_mm=3,
    conformance=("PDF/X-4",),
)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A token: its colour on screens and what a press prints for it."""

    name: str
    srgb: str
    """``#RRGGBB``."""
    cmyk: tuple[int, int, int, int]
    """Per cent."""

    @property
    def tac(self) -> int:
        """Total area coverage in per cent."""
        return sum(self.cmyk)


@dataclass(frozen=True, slots=True)
class Pair:
    """Text on its ground, both by the names of their tokens."""

    ink: str
    ground: str
    contrast: float
    """To the tenth, rounded down: 4.46 must not read as enough."""


def place(edition: str) -> PurePosixPath:
    """Return where the proof is written below the output folder."""
    return PurePosixPath(f"proof-colour_{edition}.pdf")


def swatches(tokens: Tokens) -> tuple[Swatch, ...]:
    """Return the tokens that have inks, in the order of their style sheet."""
    colours, printed = tokens.colours, tokens.inks
    return tuple(
        Swatch(name, "#{:02X}{:02X}{:02X}".format(*colour), _percent(printed[name]))
        for name, colour in colours.items()
        if name in printed
    )


def _percent(ink: Ink) -> tuple[int, int, int, int]:
    cyan, magenta, yellow, black = (round(part * 100) for part in ink)
    return cyan, magenta, yellow, black


def pairs(shown: tuple[Swatch, ...]) -> Iterator[Pair]:
    """Yield the pairs of text and ground with their contrast."""
    colours = {each.name: each.srgb for each in shown}
    for ink, ground in PAIRS:
        yield Pair(ink, ground, int(contrast(colours[ink], colours[ground]) * 10) / 10)


def proof(manuscript: Manuscript) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the colour proof in the inks of the edition's printing condition, or None and why there is none."""
    project, (catalogs, warnings) = manuscript.project, shop_catalogs(manuscript)
    product = on_paper(PRODUCT, project.edition.paper)
    job = Job(project.edition.id, catalogs[0].language, product, tuple(each.language for each in catalogs))
    shown = swatches(project.tokens)
    values = {"swatches": shown, "pairs": tuple(pairs(shown)), "filters": filters}
    document, faults = render(project, job, catalogs[0], catalogs, values)
    out_of_step = extract.not_in_step(project, document.untranslated - manuscript.keys) if document else ()
    findings = [*manuscript.faults, *warnings, *faults, *out_of_step]
    if document is None or not sound(findings):
        return None, tuple(findings)
    galley, faults = lay_out(project, replace(document, stylesheets=sheets_of(project, "proof-colour")))
    findings += faults
    if galley is None or not sound(findings):
        return None, tuple(findings)
    ((_, produced, faults),) = produce(galley.written.data, (job,), project, Streams())
    findings += faults
    return (produced.data if produced and sound(findings) else None), tuple(findings)
