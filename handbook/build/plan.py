"""Project and selection to jobs; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handbook.values.errors import UsageError
from handbook.values.model import EVERY, Job, Product, Project, Purpose, Scope, Selection
from handbook.values.spelling import near

USES = {Purpose.SCREEN: "the screen", Purpose.PRESS: "the print shop", Purpose.OFFICE: "an office printer"}


def plan(project: Project, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs asked for, in the order of the languages and the products.

    Raises UsageError for a language or format that the data files do not have, and for one that was named although
    nothing is made of it together with the rest of what was asked for.
    """
    jobs = matching(project, selection)
    _stop_at_nothing(project, selection, jobs)
    return jobs


def matching(project: Project, selection: Selection) -> tuple[Job, ...]:
    """Return the jobs of a selection, which may be none.

    Raises UsageError for a language or format that the data files do not have.
    """
    without = _left_out(project, selection)
    languages = _chosen(selection.languages, (*project.languages, EVERY), "language")
    products = [project.products[name] for name in _chosen(selection.formats, tuple(project.products), "format")]
    wanted = [each for each in products if not selection.purposes or each.purpose in selection.purposes]
    jobs = (_job(project, tag, each, without) for tag in languages if tag not in without for each in wanted)
    return tuple(job for job in jobs if job)


def layouts(project: Project, jobs: Iterable[Job]) -> tuple[Job, ...]:
    """Return the jobs whose pages are laid out for the jobs given, each once: those of the layouts' first products."""
    laid_out = (replace(job, product=project.first_of(job.layout)) for job in jobs)
    return tuple({job.key: job for job in laid_out}.values())


def alone(project: Project, language: str, format_: str | None) -> Job:
    """Return the job that lays out a format of a language, or the first format.

    Raises UsageError for a format in several languages, which the desk cannot show.
    """
    asked = matching(project, Selection((language,), (format_,) if format_ else ()))
    job = next(iter(layouts(project, asked)), None)
    if language.lower() == EVERY:
        msg = f"{EVERY!r} is all languages together: name one of them, such as {next(iter(project.languages))!r}"
        raise UsageError(msg)
    if job is None or job.voices:
        msg = (
            f"format {format_!r} is not that of one language; for its texts: python3 build.py locate TEXT -f {format_}"
        )
        raise UsageError(msg)
    return job


def _stop_at_nothing(project: Project, selection: Selection, jobs: tuple[Job, ...]) -> None:
    """Raise UsageError with the way out if a format or language was named of which nothing is made."""
    formats = _chosen(selection.formats, tuple(project.products), "format") if selection.formats else ()
    idle = [name for name in formats if not any(job.product.id == name for job in jobs)]
    uses = " and ".join(f"for {USES[each]}" for each in selection.purposes)
    misused = [name for name in idle if selection.purposes and project.products[name].purpose not in selection.purposes]
    if misused:
        use = USES[project.products[misused[0]].purpose]
        msg = f"format {misused[0]!r} is for {use}, not {uses}: leave out --purpose, or -f {misused[0]}"
        raise UsageError(msg)
    if idle and project.products[idle[0]].layout.scope is Scope.EDITION:
        msg = (
            f"format {idle[0]!r} holds all languages on one sheet, so there is none of one language: leave out -l, "
            f"or ask for all languages together: -l {EVERY} -f {idle[0]}"
        )
        raise UsageError(msg)
    if idle:
        first = next(iter(project.languages))
        msg = f"format {idle[0]!r} is made for each language: leave out -l {EVERY}, or name a language: -l {first}"
        raise UsageError(msg)
    languages = _chosen(selection.languages, (*project.languages, EVERY), "language") if selection.languages else ()
    for tag in languages:
        if not any(job.language.tag == tag for job in jobs):
            what = "what holds all languages on one sheet" if tag == EVERY else f"language {tag!r}"
            msg = f"nothing {uses or 'of these formats'} is made of {what}: leave out -l {tag}, or other options"
            raise UsageError(msg)
    if not jobs:
        msg = f"no format is {uses}: leave out --purpose"
        raise UsageError(msg)


def _left_out(project: Project, selection: Selection) -> tuple[str, ...]:
    """Return the languages that are left out on purpose. Raises UsageError for one that cannot be."""
    without = _chosen(selection.without, tuple(project.languages), "language") if selection.without else ()
    if project.source.tag in without:
        msg = f"{project.source.tag} is the source language: every other one rests on it, it cannot be left out"
        raise UsageError(msg)
    both = [tag for tag in without if tag in (_chosen(selection.languages, (*project.languages, EVERY), "language"))]
    if selection.languages and both:
        msg = f"{both[0]} cannot be asked for and left out: take away -l {both[0]} or --without {both[0]}"
        raise UsageError(msg)
    return without


def _job(project: Project, tag: str, product: Product, without: tuple[str, ...]) -> Job | None:
    """Return the job of a language and a product; None if the product is not made for it."""
    published = tuple(each for each in project.languages.values() if not each.is_pseudo and each.tag not in without)
    if (product.layout.scope is Scope.EDITION) != (tag == EVERY):
        return None
    if tag == EVERY:
        return Job(
            project.edition.id, replace(project.source, tag=EVERY, region=project.source.locale), product, published
        )
    language = project.languages[tag]
    if product.layout.scope is Scope.PAIR:
        others = (project.languages[each] for each in project.edition.companions if each not in {tag, *without})
        return Job(project.edition.id, language, product, (language, *[each for each in [next(others, None)] if each]))
    return Job(project.edition.id, language, product)


def _chosen(asked: Iterable[str], available: tuple[str, ...], what: str) -> tuple[str, ...]:
    lowered = {name.lower().replace("_", "-"): name for name in available}
    chosen: set[str] = set()
    for name in asked:
        key = name.lower().replace("_", "-")
        if key not in lowered:
            msg = f"unknown {what} {name!r}. {near(name, available)}"
            raise UsageError(msg)
        chosen.add(lowered[key])
    return tuple(name for name in available if not chosen or name in chosen)
