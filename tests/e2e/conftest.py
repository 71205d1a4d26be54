"""The end-to-end tests keep their compiled libraries to themselves, and LibreOffice out unless one asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from pipeline.app.libreoffice import VARIABLE


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHARTERWRIGHT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_libreoffice() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "")
        yield


@pytest.fixture
def libreoffice(monkeypatch: pytest.MonkeyPatch) -> str:
    """LibreOffice as the machine has it, for the tests that ask for it."""
    monkeypatch.delenv(VARIABLE)
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None and not os.environ.get("CHARTERWRIGHT_CI"):
        pytest.skip("LibreOffice (soffice) is not installed here")
    assert found, "what is not installed is a failure under CI"
    return found
