"""Fixtures that all tests may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input beside the checkout, ``../shared``.

    It is read where it lies and is no part of the repository. Without it the tests that need
    it are skipped, with a notice; where ``CI`` is ``true`` its absence is a failure.
    """
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is missing, and CI is set: the tests on real input cannot run")
        pytest.skip("../shared/data is not here: tests on real input are skipped")
    return folder
