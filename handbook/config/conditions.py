"""``handbook/settings/print_conditions.toml``: conditions of printing, and the profile of the edition's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.config import profiles
from handbook.config.rules import LONG
from handbook.config.toml.rows import File, NumberRule, Row, TextRule
from handbook.files.folders import PROFILES, SETTINGS
from handbook.values.diagnostics import error
from handbook.values.model import Condition

TAC = NumberRule(150, 400, "per cent", whole=True)
FILE_NAME = TextRule(r"(?!\.)[^/\\:*?\"<>|]+", "Write the file's name alone.", 100)


def read_conditions(file: File) -> Mapping[str, Condition]:
    """Return the printing conditions by their names, such as FOGRA39."""
    conditions: dict[str, Condition] = {}
    seen: dict[str, Row] = {}
    for row in file.rows("condition"):
        condition = Condition(
            id=row.text(
                "id", like=TextRule(r"[A-Za-z0-9][\w.-]*", "Write it as the ICC registry has it: FOGRA39.", 60)
            ),
            name=row.text("name"),
            coated=row.get("coated", bool, True),
            profile=row.text("profile", like=FILE_NAME),
            tac=row.whole("tac", TAC, 300),
            called=row.texts("called", least=1),
            source=row.text("source", like=LONG),
        )
        row.once("id", condition.id, "condition", seen)
        row.known_only()
        conditions[condition.id] = condition
    return conditions


def chosen_condition(root: Path, row: Row, conditions: Mapping[str, Condition], file: File) -> Condition:
    """Return the edition's printing condition; its profile must be there, whole, for CMYK and for this condition."""
    name = row.text("print_condition")
    if not file.is_unsure:
        row.refers("print_condition", name, conditions, ("data.value", "printing condition"))
    chosen = conditions.get(name)
    if chosen is None or not chosen.profile:
        return Condition("", "", "", 300, (), "")
    path = PROFILES / chosen.profile
    try:
        data = (root / path).read_bytes()
    except OSError:
        hint = (
            f"Load it from {chosen.source}, and put it there as {chosen.profile!r}; "
            'or choose print_condition = "FOGRA39" (coated paper) or "FOGRA47" (uncoated).'
        )
        row.fault("print_condition", "profile.missing", f"{path.as_posix()} does not exist", hint)
        return chosen
    faults = list(profiles.faults(data)) or list(_other_condition(data, chosen, conditions))
    for text, hint in faults:
        row.file.faults.append(error(path.as_posix(), 0, "profile.unfit", text, hint))
    return chosen


def _other_condition(data: bytes, chosen: Condition, conditions: Mapping[str, Condition]) -> Iterator[tuple[str, str]]:
    """Yield that a profile calls itself by another name than those of its condition."""
    said = profiles.read(data)
    if said is None or profiles.calls_itself(data, (chosen.id, *chosen.called)):
        return
    others = (each for each in conditions.values() if each is not chosen)
    other = next((each.id for each in others if profiles.calls_itself(data, (each.id, *each.called))), "")
    known = f"that is {other}" if other else "none of the names under 'called'"
    hint = (
        f"Load the right one from {chosen.source}. If your print shop vouches for this one, add its name to 'called' "
        f"of {chosen.id} in {(SETTINGS / 'print_conditions.toml').as_posix()}."
    )
    yield f"it stands for {chosen.id}, but calls itself {said.description or chr(39) * 2!r}: {known}", hint
