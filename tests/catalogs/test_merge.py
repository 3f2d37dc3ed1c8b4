"""Merging is what msgmerge does, and a little stricter."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from builders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.catalogs import po
from handbook.catalogs.merge import Fate, Merged, merge
from handbook.catalogs.placeholders import names
from handbook.catalogs.similar import changed_meaning, is_slip, similarity

SAMPLES = ROOT / "tests/cases/catalogs"
HEADER = """msgid ""
msgstr ""
"POT-Creation-Date: {date}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"{plural}\\n"

"""
PLURAL = "Plural-Forms: nplurals=2; plural=(n > 1);"


def merged(old: str, pot: str, *, typo_only: bool = False) -> Merged:
    return merge(po.read("old", old.encode())[0], po.read("pot", pot.encode())[0], typo_only=typo_only)


def catalog(body: str, date: str = "2026-01-01 00:00+0000") -> str:
    return HEADER.format(date=date, plural=PLURAL) + body


def gnu(program: str, *arguments: str | Path) -> str:
    command = [program, "--no-wrap", "--add-location=file", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def msgmerge(old: str, pot: str, folder: Path) -> str:
    (folder / "old.po").write_text(old, encoding="utf-8")
    (folder / "new.pot").write_text(pot, encoding="utf-8")
    return gnu("msgmerge", "--quiet", "--previous", folder / "old.po", folder / "new.pot")


@pytest.mark.parametrize("language", ["ru", "ar", "ja"])
def test_a_sample_is_merged_as_msgmerge_does_but_for_flags_that_it_drops(language: str, tmp_path: Path) -> None:
    old = (SAMPLES / f"{language}.po").read_text(encoding="utf-8")
    pot = (SAMPLES / "v2.pot").read_text(encoding="utf-8")

    ours = merged(old, pot).text

    assert "#, max-length:20\n" in ours
    assert ours.replace("#, max-length:20\n", "") == msgmerge(old, pot, tmp_path)


def without_contexts(file: Path) -> po.PoFile:
    """Return a catalog without texts in a context: msgmerge takes similar ones from any, this program from none."""
    whole = po.read(file.name, gnu("msgcat", file).encode())[0]
    return po.PoFile(whole.header, tuple(entry for entry in whole.entries if entry.context is None))


def shaken(pot: po.PoFile, chance: random.Random) -> po.PoFile:
    """Return a template with texts removed, changed and moved, as months of work would."""
    entries = [_changed(entry, chance) for entry in pot.entries if chance.random() > 0.05]
    chance.shuffle(entries)
    return po.PoFile(pot.header, tuple(po.by_key(entries).values()))


def _changed(entry: po.Entry, chance: random.Random) -> po.Entry:
    words = entry.source.split(" ")
    if chance.random() > 0.25:
        return entry
    place = chance.randrange(len(words))
    words[place : place + 1] = chance.choice([[], [words[place]] * 2, [words[place][::-1]], [words[place], "quite"]])
    return po.changed(entry, source=" ".join(words) or entry.source)


@pytest.mark.parametrize("folder", ["ar", "fr", "zh_Hans"])
@pytest.mark.parametrize("seed", range(3))
def test_the_project_s_catalogs_are_merged_as_msgmerge_does(folder: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311  # an example, the same in each run
    old = po.write(without_contexts(ROOT / "locales" / folder / "LC_MESSAGES/handbook.po"))
    template = without_contexts(ROOT / "locales/handbook.pot")
    for _ in range(3):
        pot = po.write(shaken(template, chance))
        expected = msgmerge(old, pot, tmp_path)

        assert merged(old, pot).text == expected
        old = expected


def test_a_second_merge_changes_nothing() -> None:
    old, pot = ((SAMPLES / name).read_text(encoding="utf-8") for name in ("ru.po", "v2.pot"))

    once = merged(old, pot)
    twice = merged(once.text, pot)

    assert (twice.text, twice.changes) == (once.text, ())


def test_a_moved_creation_date_is_no_change() -> None:
    old = catalog('msgid "Place"\nmsgstr "Lieu"\n')
    pot = catalog('msgid "Place"\nmsgstr ""\n', date="2027-07-07 00:00+0000")

    assert merged(old, pot).text == old


def test_untouched_entries_keep_their_bytes_however_they_are_wrapped() -> None:
    body = '# mine\n#, fuzzy, ignore-number\nmsgid ""\n"A long "\n"text"\nmsgstr ""\n"Un long "\n"texte"\n'
    old = catalog(body + '\nmsgid "Place"\nmsgstr "Lieu"\n')
    pot = catalog('msgid "A long text"\nmsgstr ""\n\nmsgid "Somewhere else"\nmsgstr ""\n')

    assert body in merged(old, pot).text


def test_previous_text_survives_further_merges_and_returning_text_is_revived() -> None:
    first = catalog('msgid "The lift carries eight persons"\nmsgstr "L’ascenseur porte huit personnes"\n')
    second = merged(first, catalog('msgid "The lift carries all the persons"\nmsgstr ""\n')).text
    third = merged(second, catalog('msgid "The lift carries all persons"\nmsgstr ""\n')).text
    gone = merged(first, catalog("")).text
    back = merged(gone, catalog('msgid "The lift carries eight persons"\nmsgstr ""\n'))

    assert '#| msgid "The lift carries eight persons"' in third
    assert '#~ msgid "The lift carries eight persons"' in gone
    assert back.text == first
    assert [change.fate for change in back.changes] == [Fate.REVIVED]


def test_similar_texts_are_looked_for_in_the_same_context_only() -> None:
    old = catalog('msgctxt "menu"\nmsgid "Opening hours"\nmsgstr "Heures"\n')

    assert "fuzzy" not in merged(old, catalog('msgctxt "door"\nmsgid "Opening hour"\nmsgstr ""\n')).text
    assert "fuzzy" in merged(old, catalog('msgctxt "menu"\nmsgid "Opening hour"\nmsgstr ""\n')).text


def test_comments_of_translators_and_unknown_flags_stay() -> None:
    old = catalog('# asked the museum\n#. old\n#: a.html\n#, ignore-number\nmsgid "Hall 300"\nmsgstr "Salle"\n')
    pot = catalog('#. new\n#: b.html\n#, max-length:9\nmsgid "Hall 300"\nmsgstr ""\n')

    text = merged(old, pot).text

    assert '# asked the museum\n#. new\n#: b.html\n#, max-length:9, ignore-number\nmsgid "Hall 300"' in text


def test_a_limit_of_the_template_goes_with_the_note_that_told_it() -> None:
    old = catalog('#. At most 9 letters.\n#, max-length:9, max-length:8\nmsgid "Hall"\nmsgstr "Salle"\n')
    pot = catalog('#. At most 12 letters.\n#, max-length:12\nmsgid "Hall"\nmsgstr ""\n')

    assert '#, max-length:12, max-length:8\nmsgid "Hall"' in merged(old, pot).text


@pytest.mark.parametrize(
    ("before", "after", "meaning"),
    [("Do not touch.", "Do touch.", ("-not",)), ("at most 8 persons", "at most 6 persons", ("-8", "+6")),
     ("You can fly with it", "You can’t fly with it", ("+not",)), ("One fault", "Two faults", ("-one", "+two")),
     ("Ask the shop.", "Ask the shops.", ())],
)  # fmt: skip
def test_a_changed_number_or_negation_is_shouted(before: str, after: str, meaning: tuple[str, ...]) -> None:
    assert changed_meaning(before, after) == meaning


def test_a_mended_slip_keeps_the_translation_in_print() -> None:
    old = catalog('msgid "Ask teh shop for a receipt."\nmsgstr "Demandez un reçu."\n')
    pot = catalog('msgid "Ask the shop for a receipt."\nmsgstr ""\n')

    usual, kept = merged(old, pot), merged(old, pot, typo_only=True)

    assert "fuzzy" in usual.text
    assert "fuzzy" not in kept.text
    assert "#|" not in kept.text
    assert [(c.fate, c.before) for c in kept.changes] == [(Fate.SLIP, "Ask teh shop for a receipt.")]


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [("Recieve the goods at the desk", "Receive the goods at the desk", True),
     ("A shop ,a stall", "A shop, a stall", True), ("ask The shop", "Ask the shop", True),
     ("Do not pay by card here", "Do now pay by card here", False),
     ("Call %(police)s at once", "Call %(market)s at once", False),
     ("Pay 500 at the desk", "Pay 800 at the desk", False),
     ("The seller pays for the return", "The buyer pays for the return", False)],
)  # fmt: skip
def test_only_slips_count_as_slips(before: str, after: str, slip: bool) -> None:  # noqa: FBT001
    assert is_slip(before, after) is slip


WORDS = ["ask", "pay", "the", "shop", "not", "call", "%(n)s", "<b>now</b>", "12315", "日本", "receipt", "hall"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
SOURCES = st.lists(SENTENCES, min_size=1, max_size=8, unique=True)


@given(SOURCES, SOURCES, st.booleans())
@settings(max_examples=60)
def test_merging_is_idempotent_and_loses_no_placeholder(old: list[str], new: list[str], typo_only: bool) -> None:  # noqa: FBT001
    before = po.PoFile(None, tuple(replace(po.empty(source), translations=(source.upper().replace("%(N)S", "%(n)s"),))
                                    for source in old))  # fmt: skip
    header = po.read("", catalog("").encode())[0].header
    text = po.write(replace(before, header=header))
    pot = po.write(po.PoFile(header, tuple(map(po.empty, new))))

    once = merged(text, pot, typo_only=typo_only)

    assert merged(once.text, pot).text == once.text
    assert [entry.source for entry in po.read("", once.text.encode())[0].live] == new
    for entry in po.read("", once.text.encode())[0].entries:
        if entry.translated:
            assert names(entry.translations[0]) == names(entry.source)


@given(st.text(max_size=60), st.text(max_size=60), st.floats(0, 1))
def test_similarity_is_symmetric_and_its_limit_only_cuts(one: str, other: str, limit: float) -> None:
    one, other = (text.encode("utf-8", "ignore").decode() for text in (one, other))
    full = similarity(one, other)

    assert full == similarity(other, one)
    assert 0 <= full <= 1
    assert full < limit or similarity(one, other, limit) == full


def test_a_new_text_has_as_many_forms_as_the_language() -> None:
    pot = catalog('msgid "%(n)s hall"\nmsgid_plural "%(n)s halls"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    old = (SAMPLES / "ar.po").read_text(encoding="utf-8")

    assert len(re.findall(r"(?m)^msgstr\[\d\] \"\"$", merged(old, pot).text)) == 6
