"""What is tested for every language, on a sample: each format and each script, however many languages there are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence

from handbook.values.model import EVERY, Job

ALL = "HANDBOOK_TEST_ALL"
"""``build.py test --all`` sets it: nothing is left out."""


READ = ("en", "zh-Hans", "ar")
"""The languages in which what guests read is built: spaced and not, of both directions."""
WHOLE = frozenset({"screen", "leaflet", "leaflet-screen", "card", "tent"})
"""What guests read."""
LARGE = "large-print"


def built(jobs: Iterable[Job]) -> list[Job]:
    """Return the jobs that the fixture ``handbooks`` builds; they do not grow with the languages.

    The first language has all formats: what is once known of its pages serves each of them. A further script is there
    on the sheets of all languages.
    """
    listed = list(jobs)
    if os.environ.get(ALL):
        return listed
    return [job for job in listed if _is_built(job)]


def _is_built(job: Job) -> bool:
    tag, name = job.language.tag, job.product.id
    if tag in {READ[0], EVERY}:
        return True
    return tag in READ and name in WHOLE


def sampled(jobs: Iterable[Job]) -> list[Job]:
    """Return jobs so that each format and each script is among them, as few as that takes; always the same.

    Formats go round the scripts, the rarest first: the one that was taken least, and of its languages again the one
    taken least.
    """
    listed = list(jobs)
    if os.environ.get(ALL):
        return listed
    formats = [name for name, _ in reversed(Counter(job.product.id for job in reversed(listed)).most_common())]
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
