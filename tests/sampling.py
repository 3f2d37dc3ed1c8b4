"""What is tested for every language, on a sample: each format and each script, however many languages there are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

from handbook.values.model import Job

ALL = "HANDBOOK_TEST_ALL"
"""``build.py test --all`` sets it: nothing is left out."""


READ = ("en", "zh-Hans", "ar", "fr")
"""The languages in which all that guests read is built: of both directions, spaced and not, two of one script."""
WHOLE = frozenset({"screen", "print", "leaflet", "leaflet-screen", "card", "tent"})
"""What guests read, and the book for the press; each other product is built in as few languages as a sample takes."""


def built(jobs: Iterable[Job]) -> list[Job]:
    """Return the jobs that the fixture ``handbooks`` builds; they do not grow with the languages, but with the scripts.

    A book for the press is folded and imposed in few ways; a further script is there in one product.
    """
    listed = list(jobs)
    if os.environ.get(ALL):
        return listed
    others = [job for job in listed if job.product.id not in WHOLE]
    large = [job for job in others if job.product.id == "large-print"]
    taken = [*_of_each_direction(large), *sampled(job for job in others if job not in large)]
    return [job for job in listed if job in taken or (job not in others and job.language.tag in READ)]


def _of_each_direction(jobs: Sequence[Job]) -> list[Job]:
    """Return the first job from left to right and the first from right to left: nothing takes longer than these."""
    firsts = {job.language.direction: job for job in reversed(jobs)}
    return list(firsts.values())


def sampled(jobs: Iterable[Job]) -> list[Job]:
    """Return jobs so that each format and each script is among them, as few as that takes; always the same.

    Formats go round the scripts: the one that was taken least, and of its languages again the one taken least.
    """
    listed = list(jobs)
    if os.environ.get(ALL):
        return listed
    formats = list(dict.fromkeys(job.product.id for job in listed))
    scripts = list(dict.fromkeys(job.language.script for job in listed))
    taken: list[Job] = []
    for number in range(max(len(formats), len(scripts))):
        of_format = [job for job in listed if job.product.id == formats[number % len(formats)]]
        taken.append(_least_taken(of_format, taken))
    missing = [script for script in scripts if script not in {job.language.script for job in taken}]
    taken += [_least_taken([job for job in listed if job.language.script == script], taken) for script in missing]
    return [job for job in listed if job in taken]


def _least_taken(jobs: Sequence[Job], taken: Sequence[Job]) -> Job:
    scripts = Counter(job.language.script for job in taken)
    tags = Counter(job.language.tag for job in taken)
    formats = Counter(job.product.id for job in taken)
    return min(jobs, key=lambda job: (scripts[job.language.script], tags[job.language.tag], formats[job.product.id]))
