"""Fixtures and strategies that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "short",
    max_examples=60,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile(
    "slow",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(scope="session")
def reference() -> Path:
    """Folder of the reference networks; most of their licences forbid to ship them."""
    folder = os.environ.get("RELNET_REFERENCE_DATA")
    if not folder:
        pytest.skip("RELNET_REFERENCE_DATA names no folder of reference networks")
    return Path(folder)
