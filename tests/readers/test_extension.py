"""An extension that was built from older source is not used."""

import sys
from types import SimpleNamespace

import pytest

from relnet.readers import extension


@pytest.mark.parametrize(
    ("built", "used"),
    [
        (SimpleNamespace(), False),
        (SimpleNamespace(version=lambda: extension.VERSION - 1), False),
        (SimpleNamespace(version=lambda: extension.VERSION), True),
        (None, False),
    ],
)
def test_only_of_the_version_that_is_called(monkeypatch, built, used):
    monkeypatch.setitem(sys.modules, "relnet._kernels", built)
    assert (extension._built() is built and built is not None) == used
