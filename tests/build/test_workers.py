"""Tasks in processes of their own: whatever becomes of one, the others go on, and nothing waits for ever."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from multiprocessing import active_children
from pathlib import Path

import pytest

from handbook.build import workers
from handbook.build.executor import Lost, results
from handbook.build.workers import Crew


def act(task: str) -> str:
    """Do what a task says: sleep, die, raise, or tell its process."""
    match task:
        case "sleep":
            time.sleep(60)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            sys.exit(3)
        case "grandchild":
            subprocess.Popen(["sleep", "60"])
            time.sleep(60)
        case "leave":
            os._exit(3)
        case "parent":
            return f"parent {os.getppid()}"
        case "raise":
            msg = "no such picture"
            raise ValueError(msg)
    return f"{task} {os.getpid()}"


def ends(tasks: list[str], size: int = 2, limit_s: float = 60) -> dict[str, str]:
    """Return what each task gave or why it gave nothing, in the order in which they ended."""
    return {
        task: (result.reason or repr(result.fault)) if isinstance(result, Lost) else result.partition(" ")[0]
        for task, result in results(Crew(act, size, limit_s), tasks)
    }


def test_a_task_that_fails_in_any_way_is_told_and_stops_no_other() -> None:
    reasons = ends(["one", "die", "two", "leave", "three", "raise", "exit", "four"])

    # Where the fork server is gone before it has told of a signal, Python says 255.
    killed = {"its process was ended by SIGKILL", "its process ended unexpectedly, with status 255"}
    assert reasons.pop("die") in killed
    assert reasons == {
        "one": "one",
        "two": "two",
        "three": "three",
        "four": "four",
        "leave": "its process ended unexpectedly, with status 3",
        "raise": "ValueError('no such picture')",
        "exit": "SystemExit(3)",
    }


def test_a_task_that_takes_too_long_is_ended_and_the_next_one_begins() -> None:
    told = ends(["sleep", "one"], size=1, limit_s=4)

    assert told == {"sleep": "it took longer than 4 seconds and was ended", "one": "one"}
    assert active_children() == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="only there are processes seen")
def test_what_a_task_has_started_ends_with_it() -> None:
    def sleeping() -> set[Path]:
        found = set()
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                found |= {path} if path.read_bytes() == b"sleep\x0060\x00" else set()
        return found

    before = sleeping()

    ends(["grandchild"], limit_s=4)

    for _ in range(100):
        if sleeping() <= before:
            break
        time.sleep(0.1)
    assert sleeping() <= before


def test_every_task_has_a_process_of_its_own_so_that_memory_cannot_grow() -> None:
    processes = {result for _, result in results(Crew(act, 1, 60), ["x"] * 30) if isinstance(result, str)}

    assert len(processes) == 30


def test_a_process_is_forked_from_a_server_and_not_from_this_one() -> None:
    (_, parent), *_ = results(Crew(act, 1, 60), ["parent"])

    assert parent != f"parent {os.getpid()}"


def test_tasks_begin_in_the_order_given_and_who_watches_hears_which_are_at_work() -> None:
    heard: list[tuple[str, ...]] = []

    list(results(Crew(act, 1, 60), ["one", "two", "three"], heard.append))

    assert heard == [("one",), ("two",), ("three",)]


def test_what_follows_from_a_result_is_begun_before_what_waits() -> None:
    tasks, heard = ["one", "two"], list[str]()
    for task, _ in results(Crew(act, 1, 60), tasks):
        heard.append(task)
        tasks[:0] = {"one": ["after one", "then"], "two": ["last"]}.get(task, [])

    assert heard == ["one", "after one", "then", "two", "last"]


def test_an_interrupt_ends_what_is_at_work() -> None:
    def interrupt(_at_work: tuple[str, ...]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(results(Crew(act, 2, 60), ["sleep", "sleep"], interrupt))

    assert [each for each in active_children() if each.name == workers.NAME] == []


def test_an_interrupt_while_a_task_is_begun_ends_that_task_too() -> None:
    class Interrupted(Crew[str, str]):
        """Hears Ctrl-C when a process has been started."""

        def submit(self, task: str) -> Future[str]:
            future = super().submit(task)
            signal.raise_signal(signal.SIGINT)
            return future

    with pytest.raises(KeyboardInterrupt):
        list(results(Interrupted(act, 1, 60), ["sleep"]))

    assert [each for each in active_children() if each.name == workers.NAME] == []


def test_without_a_fork_server_as_on_windows_processes_are_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.sys, "platform", "win32")

    assert ends(["one", "raise"]) == {"one": "one", "raise": "ValueError('no such picture')"}
