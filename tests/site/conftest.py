"""The download pages of a small folder."""

from __future__ import annotations

import pytest
from browsing import browser  # noqa: F401  # a fixture
from published import Folder, folder


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a folder in four languages with its site; no test changes it."""
    made = folder(tmp_path_factory.mktemp("site"))
    assert made.brought_up() == ()
    return made
