"""Pictures and pages are shown by the system's own program, whatever the system: pretended here."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from handbook.cli import programs

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the openers are written as shell scripts")


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")  # it goes on when we are done
@pytest.mark.parametrize(
    ("platform", "opener", "screen"),
    [("darwin", "open", ""), ("win32", "explorer", ""), ("linux", "xdg-open", "DISPLAY")],
)
def test_each_system_s_own_program_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, opener: str, screen: str
) -> None:
    note = tmp_path / "note"
    program = tmp_path / opener
    program.write_text(
        f'#!/bin/sh\necho "$FONTCONFIG_FILE $1" > {note}.part; mv {note}.part {note}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(programs.shutil, "which", lambda name: str(tmp_path / name) if name == opener else None)
    if screen:
        monkeypatch.setenv(screen, ":0")

    programs.show("a page.png")

    end = time.monotonic() + 60
    while not note.is_file():
        assert time.monotonic() < end
        time.sleep(0.02)
    assert note.read_text(encoding="utf-8") == " a page.png\n"


def test_without_a_screen_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(programs.shutil, "which", lambda name: name)
    monkeypatch.setattr(programs.subprocess, "Popen", None)

    programs.show("a page.png")
