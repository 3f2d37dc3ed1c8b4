"""Runs of co-branding with a maker that appends a line: what is made, kept, listed, packed and removed."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from builders import ROOT, manuscript_of

from handbook.build.executor import Hands
from handbook.build.publish import manifest
from handbook.build.publish.manifest import Issue
from handbook.catalogs.manuscript import Manuscript
from handbook.files.digests import Digests
from handbook.partners import assemble, bases, copies
from handbook.partners.fields import line_of
from handbook.partners.place import Place
from handbook.partners.roster import Roster, Spot
from handbook.partners.run import Account, Wish, cobrand
from handbook.partners.task import Depot, Done, Maker, Shelf, Task
from handbook.partners.work import work
from handbook.values.diagnostics import Diagnostic, error
from handbook.values.errors import HandbookError, UsageError
from handbook.values.model import Artifact, Selection
from handbook.values.partner import Partner
from handbook.values.say import Say, silent

TEXTS = manuscript_of(ROOT)
EDITION = TEXTS.project.edition.id
FORMATS = ("screen", "leaflet-screen", "large-print")
BASE = b"%PDF-1.7\nthe published file of "


@dataclass
class Line:
    """Appends a line with the partner's name; what is too long has no panel, and large print has no slots."""

    manuscript: Manuscript
    made_with: str

    def prepare(
        self,
        partners: Sequence[Partner],
        artifacts: Sequence[Artifact],
        read: Callable[[Artifact], bytes],
        letters: str = "",
    ) -> Mapping[str, tuple[Diagnostic, ...]]:
        assert {letter for each in partners for letter in each.name} <= {*letters}
        assert all(read(each).startswith(BASE) for each in artifacts)
        return {each.id: (error(each.id, line_of("name"), "panel.full", "does not fit", "Shorten it."),)
                for each in partners if len(each.name) > 20}  # fmt: skip

    def has_slots(self, artifact: Artifact) -> bool:
        return artifact.format != "large-print"

    def tail(self, artifact: Artifact, partner: Partner) -> bytes:
        return f"% {partner.name}\n".encode() if self.has_slots(artifact) else b""


class Here:
    """Does tasks one after the other in this process; after so many it is interrupted."""

    def __init__(
        self, depot: Depot, most: int = 1000, making: Callable[[Manuscript, str], Maker] = Line, size: int = 1
    ) -> None:
        self.size, self.most = size, most
        self.work = partial(work, depot=depot, making=making)
        self.tasks: list[Task] = []

    def submit(self, task: Task) -> Future[Done]:
        if len(self.tasks) >= self.most:
            raise KeyboardInterrupt
        self.tasks.append(task)
        future: Future[Done] = Future()
        try:
            future.set_result(self.work(task))
        except (OSError, HandbookError) as fault:
            future.set_exception(fault)
        return future

    def reason(self, fault: BaseException) -> str:
        del fault
        return ""

    def end(self, at_work: Collection[Future[Done]]) -> None:
        """Do nothing: nothing is at work after ``submit``."""


def artifact(dist: Path, tag: str, format_: str, text: str = "") -> Artifact:
    """Publish a file."""
    path = f"{EDITION}/{tag}/handbook_{tag}_{format_}_{EDITION}.pdf"
    data = BASE + (text or path).encode() + b"\n"
    (dist / path).parent.mkdir(parents=True, exist_ok=True)
    (dist / path).write_bytes(data)
    project = TEXTS.project
    return Artifact(path, tag, format_, "Title", 1, (1.0, 1.0), len(data), hashlib.sha256(data).hexdigest(), 1.0, (),
                    (tag,), project.association.name, project.edition.paper)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a folder for copies, and a folder of six published files."""
    dist = tmp_path / "dist"
    publish(dist, [artifact(dist, tag, format_) for tag in ("en", "fr") for format_ in FORMATS])
    return Place(dist, tmp_path / "copies")


def publish(dist: Path, artifacts: Sequence[Artifact]) -> None:
    for name, data in manifest.texts(Issue.of(TEXTS.project), artifacts).items():
        (dist / name).write_bytes(data)


HOTELS = tuple(Partner(f"hotel-{number}", f"Hotel {number}", phone="+86 10 5550 0100") for number in range(4))


def run(  # noqa: PLR0913, PLR0917  # what a run may be asked for
    place: Place,
    partners: Sequence[Partner] = HOTELS,
    hands: Hands[Task, Done] | None = None,
    said: Collection[str] = (),
    findings: tuple[Diagnostic, ...] = (),
    selection: Selection | None = None,
    shelf: Shelf | None = None,
    say: Say = silent,
    *,
    is_whole: bool = True,
    **options: bool,
) -> Account:
    project = TEXTS.project
    chosen = bases.chosen(project, selection or Selection(), place.dist, Digests(project.root, verify=True))
    spots = {each.id: Spot(number, number) for number, each in enumerate(partners, 2)}
    roster = Roster(tuple(partners), findings, "hotels.csv", spots, frozenset({*spots, *said}), is_whole)
    published = {each.path: each for each in bases.published(project, place.dist).values()}
    shelf = shelf or place
    return cobrand(TEXTS, Wish(roster, chosen, **options), published, shelf, hands or Here(shelf), say)


def found(place: Place) -> dict[str, bytes]:
    return {
        path.relative_to(place.out).as_posix(): path.read_bytes()
        for path in sorted(place.out.rglob("*"))
        if path.is_file()
    }


def copy_of(hotel: str, tag: str = "fr", format_: str = "screen") -> str:
    return f"{EDITION}/{hotel}/handbook_{tag}_{format_}_{EDITION}_{hotel}.pdf"


def test_each_hotel_gets_its_files_a_zip_and_an_entry(place: Place) -> None:
    account = run(place)

    files = found(place)
    assert (account.made, account.unchanged, account.refused, account.failed) == (24, 0, 0, False)
    assert len(files) == 4 * 6 + 4 + 1
    assert files[copy_of("hotel-1")].endswith(b"\n% Hotel 1\n")
    listed = json.loads(files[f"{EDITION}/copies.json"])
    assert [each["id"] for each in listed["partners"]] == [each.id for each in HOTELS]
    for each in listed["partners"]:
        for entry in (*each["copies"], each["parcel"]):
            assert hashlib.sha256(files[entry["path"]]).hexdigest() == entry["sha256"]
    with zipfile.ZipFile(io.BytesIO(files[f"{EDITION}/handbook_{EDITION}_hotel-2.zip"])) as parcel:
        names = parcel.namelist()
        assert names == sorted(names, key=lambda name: (not name.endswith("read-me.pdf"), name))
        assert len(names) == 7
        assert parcel.read(f"handbook_{EDITION}_hotel-2/{Path(copy_of('hotel-2')).name}") == files[copy_of("hotel-2")]
        assert parcel.read(f"handbook_{EDITION}_hotel-2/read-me.pdf").startswith(b"%PDF")
        assert {entry.date_time for entry in parcel.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_without_a_place_for_a_name_goes_along_as_it_is(place: Place) -> None:
    account = run(place)

    assert found(place)[copy_of("hotel-1", format_="large-print")].endswith(b".pdf\n")
    assert [(each.path.split("_")[2], each.code) for each in account.findings] == [("large-print", "copies.plain")] * 2


def test_nothing_is_made_again_and_every_file_is_the_same_wherever_it_is_made(place: Place) -> None:
    run(place)
    before = found(place)

    again = Here(place)
    account = run(place, hands=again)
    elsewhere = Place(place.dist, place.out.parent / "elsewhere")
    run(elsewhere, tuple(reversed(HOTELS)), Here(elsewhere, size=3))

    assert (account.made, account.unchanged, again.tasks) == (0, 24, [])
    assert found(place) == before == found(elsewhere)


def test_only_what_has_changed_is_made_anew(place: Place) -> None:
    run(place)
    renamed = (replace(HOTELS[0], name="Grand"), *HOTELS[1:])

    one = run(place, renamed)
    french = [artifact(place.dist, "fr", "screen", "revised")]
    others = [each for each in manifest.listed(place.dist) if each.path != french[0].path]
    publish(place.dist, [*others, *french])
    base = run(place, renamed)

    assert (one.made, one.unchanged) == (6, 18)
    assert (base.made, base.unchanged) == (4, 20)
    files = found(place)
    assert files[copy_of("hotel-0")] == BASE + b"revised\n% Grand\n"
    with zipfile.ZipFile(io.BytesIO(files[f"{EDITION}/handbook_{EDITION}_hotel-0.zip"])) as parcel:
        assert {parcel.read(name) for name in parcel.namelist()[1:]} == {
            data for path, data in files.items() if "/hotel-0/" in path
        }


def test_a_copy_or_a_zip_that_is_gone_is_made_anew(place: Place) -> None:
    run(place)
    before = found(place)
    (place.out / copy_of("hotel-1")).unlink()
    (place.out / copy_of("hotel-2")).write_bytes(b"short")
    (place.out / f"{EDITION}/handbook_{EDITION}_hotel-3.zip").unlink()

    account = run(place)

    assert (account.made, found(place)) == (3, before)


def test_a_damaged_copy_of_the_same_length_is_found_where_every_file_is_read(place: Place) -> None:
    run(place)
    before = found(place)
    path = place.out / copy_of("hotel-1")
    path.write_bytes(path.read_bytes().replace(b"Hotel", b"Motel"))

    assert run(place).made == 0
    assert run(place, verify=True).made == 1
    assert found(place) == before


def test_a_run_that_was_interrupted_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.partners.run.A_TASK", 1)
    with pytest.raises(KeyboardInterrupt):
        run(place, hands=Here(place, most=2))
    half = found(place)
    (place.out / EDITION / "hotel-3").mkdir()
    (place.out / EDITION / "hotel-3" / ".part-77-handbook.pdf").write_bytes(b"half a file")

    account = run(place)

    assert len(json.loads(half[f"{EDITION}/copies.json"])["partners"]) == 2
    assert (account.made, account.unchanged) == (12, 12)
    elsewhere = Place(place.dist, place.out.parent / "elsewhere")
    run(elsewhere)
    assert found(place) == found(elsewhere), "nothing is lost, nothing is left over"


@dataclass(frozen=True, slots=True)
class Full(Place):
    """A folder on a disk with room for the files of two hotels."""

    def part(self, path: str, data: Sequence[bytes]) -> None:
        if "hotel-2" in path:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.where(path)))
        super(Full, self).part(path, data)


def test_a_full_disk_is_told_once_and_the_next_run_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.partners.run.A_TASK", 1)
    full = Full(place.dist, place.out)
    hands = Here(full)

    account = run(place, hands=hands, shelf=full)
    half = found(place)
    rest = run(place)

    (finding,) = [each for each in account.findings if each.code == "copies.lost"]
    assert "the copies of 2 hotels, hotel-2 and others, were not made: No space left on device" in finding.text
    assert (account.made, account.refused, len(hands.tasks)) == (12, 2, 3)
    assert len(json.loads(half[f"{EDITION}/copies.json"])["partners"]) == 2
    assert not [path for path in half if ".part-" in path]
    assert (rest.made, rest.unchanged) == (12, 12)


def test_files_of_a_hotel_that_is_gone_are_listed_and_removed_only_when_asked(place: Place) -> None:
    run(place)
    (place.out / EDITION / "hotel-1" / "letter.txt").write_text("mine", encoding="utf-8")

    listed = run(place, HOTELS[2:])
    kept = found(place)
    removed = run(place, HOTELS[2:], prune=True)

    assert len(listed.left) == 14
    assert (listed.removed, copy_of("hotel-0") in kept) == ((), True)
    assert (removed.left, len(removed.removed)) == ((), 14)
    assert {path.split("/")[1] for path in found(place) if "hotel" in path and path.count("/") > 1} == {
        "hotel-1", "hotel-2", "hotel-3",
    }  # fmt: skip
    assert (place.out / EDITION / "hotel-1" / "letter.txt").read_text(encoding="utf-8") == "mine"
    assert not (place.out / EDITION / "hotel-0").exists()


def test_who_is_not_named_where_not_all_are_is_not_gone(place: Place) -> None:
    """One hotel by a form, a table that cannot be read to its end: neither says who is no longer there."""
    run(place)
    stale = place.out / f"{EDITION}/hotel-0/handbook_fr_card_{EDITION}_hotel-0.pdf"
    stale.write_bytes(b"of an earlier run")

    one = run(place, (replace(HOTELS[0], name="Anew"),), is_whole=False, prune=True)
    none = run(place, (), is_whole=False, prune=True)
    all_ = run(place, (replace(HOTELS[0], name="Anew"), *HOTELS[1:]))

    assert (one.made, one.removed) == (6, (stale.relative_to(place.out).as_posix(),))
    assert (none.left, none.removed) == ((), ())
    assert (all_.made, all_.unchanged) == (0, 24)


def test_a_faulty_row_keeps_what_it_has_and_good_rows_are_made(place: Place) -> None:
    run(place, HOTELS[:2])
    fault = error("hotels.csv", 2, "partner.phone", "no number")
    long = replace(HOTELS[1], name="A hotel with a name that is too long")

    account = run(place, (long, *HOTELS[2:]), said=("hotel-0",), findings=(fault,), prune=True)

    assert (account.made, account.refused, account.removed, account.left) == (12, 2, (), ())
    assert account.failed
    assert [str(each) for each in account.findings if each.code == "panel.full"] == [
        "hotels.csv:2: error: row 2, column 'name' of hotel-1: does not fit [panel.full]\n  hint: Shorten it."
    ]
    assert copy_of("hotel-0") in found(place)
    assert copy_of("hotel-1") in found(place)


@pytest.mark.parametrize("name", ["Grand", "A hotel with a name that is too long"])
def test_a_strict_run_makes_all_or_nothing(place: Place, name: str) -> None:
    fault = () if len(name) > 20 else (error("hotels.csv", 9, "partner.phone", "no number"),)

    refused = run(place, (*HOTELS, Partner("x", name)), findings=fault, strict=True)
    nothing = place.out.exists()
    made = run(place, strict=True)

    assert (refused.made, refused.failed, nothing) == (0, True, False)
    assert (made.made, made.failed) == (24, False)


def test_some_languages_and_formats_alone_and_then_the_others(place: Place) -> None:
    first = run(place, selection=Selection(("fr",), ("screen",)))
    with zipfile.ZipFile(place.out / f"{EDITION}/handbook_{EDITION}_hotel-0.zip") as parcel:
        few = len(parcel.namelist())
    rest = run(place)
    again = run(place, selection=Selection(("fr",), ("screen",)))
    with zipfile.ZipFile(place.out / f"{EDITION}/handbook_{EDITION}_hotel-0.zip") as parcel:
        all_ = len(parcel.namelist())

    assert (first.made, rest.made, rest.unchanged) == (4, 20, 4)
    assert (again.made, again.left) == (0, ())
    assert (few, all_) == (2, 7)


def test_tails_alone_and_whole_files_of_them(place: Place) -> None:
    whole = Place(place.dist, place.out.parent / "whole")
    run(whole)
    published = {each.sha256: each for each in manifest.listed(place.dist)}

    small = run(place, tails=True)
    stored = found(place)
    again = run(place, tails=True)
    (place.out / f"{copy_of('hotel-0')}.tail").write_bytes(b"% Motel 0\n")
    count, findings = assemble.assemble(place, EDITION, published)

    assert (small.made, again.made) == (24, 0)
    assert stored[f"{copy_of('hotel-1')}.tail"] == b"% Hotel 1\n"
    assert not any(path.endswith(".zip") for path in stored)
    assert (count, [each.code for each in findings]) == (15, ["copies.tail"])
    files = found(place)
    pdfs = {path: data for path, data in found(whole).items() if path.endswith(".pdf") and path != copy_of("hotel-0")}
    assert {path: data for path, data in files.items() if path.endswith(".pdf")} == pdfs
    assert [path for path in files if path.endswith(".tail")] == [f"{copy_of('hotel-0')}.tail"]
    assert (run(place).made, {path: data for path, data in found(place).items() if path.endswith(".zip")}) == (
        4, {path: data for path, data in found(whole).items() if path.endswith(".zip")},
    )  # fmt: skip


def test_a_disk_that_fills_up_while_files_become_whole_is_told_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assemble, "AT_ONCE", 1)
    run(place, tails=True)
    published = {each.sha256: each for each in manifest.listed(place.dist)}

    made, findings = assemble.assemble(Full(place.dist, place.out), EDITION, published)
    rest, none = assemble.assemble(place, EDITION, published)

    assert ([each.code for each in findings], none) == (["copies.lost"], ())
    assert f"{16 - made} copies could not be made whole: [Errno 28] No space left on device" in findings[0].text
    assert (made > 0, made + rest) == (True, 16)
    assert not [path for path in found(place) if ".part-" in path or path.endswith(".tail")]


def test_what_is_not_published_is_told_with_the_command_that_makes_it(place: Place, tmp_path: Path) -> None:
    project, known = TEXTS.project, Digests(TEXTS.project.root, verify=True)

    with pytest.raises(HandbookError, match=r"fr_card are not published yet. Make them first: .* -l fr -f card"):
        bases.chosen(project, Selection(("fr",), ("card",)), place.dist, known)
    with pytest.raises(HandbookError, match="-f tent"):
        bases.chosen(project, Selection((), ("tent",)), place.dist, known)
    with pytest.raises(HandbookError, match=r"are not published yet. Make them first: python3 build.py"):
        bases.chosen(project, Selection(), tmp_path / "empty", known)
    with pytest.raises(UsageError, match="Did you mean 'screen'"):
        bases.chosen(project, Selection((), ("scren",)), place.dist, known)
    (place.dist / EDITION / "fr" / f"handbook_fr_screen_{EDITION}.pdf").write_bytes(b"%PDF other")
    with pytest.raises(HandbookError, match=r"fr_screen are not as they were published.* -l fr -f screen"):
        bases.chosen(project, Selection(), place.dist, Digests(TEXTS.project.root, verify=True))


def test_a_file_that_changes_meanwhile_is_told_and_nothing_is_half_made(place: Place) -> None:
    class Late(Here):
        def submit(self, task: Task) -> Future[Done]:
            (place.dist / task.artifacts[-1].path).write_bytes(b"%PDF other")
            return super().submit(task)

    account = run(place, hands=Late(place))

    assert (account.made, account.refused, [each.code for each in account.findings]) == (0, 4, ["copies.lost"])
    assert "has changed since the copies were begun" in str(account.findings[0])
    assert [path for path in found(place) if not Path(path).name.startswith(".part-")] == [f"{EDITION}/copies.json"]
    assert list(copies.listed(place.lines(f"{EDITION}/{copies.LIST}"))) == []
