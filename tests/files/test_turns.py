"""Libraries that are not safe for threads are asked by one thread at a time."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from handbook.config import logo
from handbook.files import pdfium, turns


def a_page() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    return out.getvalue()


def opens_a_page() -> None:
    with pdfium.opened(a_page()):
        pass


def reads_a_picture() -> None:
    logo.printable_logo("logo.png", a_picture())


@pytest.mark.parametrize(
    ("turn", "act"), [(turns.PDFIUM, opens_a_page), (turns.TYPESETTING, reads_a_picture)], ids=["pdfium", "pillow"]
)
def test_another_thread_waits_for_its_turn(turn: threading.Lock, act: Callable[[], None]) -> None:
    done = threading.Event()
    thread = threading.Thread(target=lambda: (act(), done.set()))

    with turn:
        thread.start()
        assert not done.wait(0.3)
    thread.join(60)

    assert done.is_set()


def test_a_fault_gives_the_turn_back() -> None:
    with pytest.raises(KeyError), pdfium.opened(a_page()):
        raise KeyError

    opens_a_page()
