"""The shipped region against what other programs gave, as it is written down."""

import json

import numpy as np
import pytest

import relnet as rn
from relnet.measures import MEASURES
from tests.measures.oracle import written
from tests.measures.oracle.agreement import load
from tests.measures.oracle.networks import GROUPS
from tests.measures.oracle.written import FILE, panel

WRITTEN = json.loads(FILE.read_text(encoding="utf-8"))
TOLERANCE = {(one.measure, one.program): one.tolerance for one in load()}


@pytest.mark.parametrize("name", WRITTEN)
def test_values_as_they_were_written_down(name):
    measure = MEASURES[name]
    table = rn.measure(panel(), name, by=GROUPS if measure.by else None)
    for program, by_relation in WRITTEN[name].items():
        for relation, expected in by_relation.items():
            rows = table if relation == "together" else table[table["relation"] == relation]
            theirs = np.array([np.nan if value is None else value for value in expected], float)
            allowed = max(TOLERANCE[name, program], 1e-9)
            assert rows["value"].to_numpy() == pytest.approx(
                theirs, rel=allowed, abs=allowed, nan_ok=True
            ), (program, relation)


def test_without_r_nothing_is_written(monkeypatch):
    before = FILE.read_bytes()
    monkeypatch.setattr(written, "present", lambda: False)
    monkeypatch.setattr(written, "values", dict)
    with pytest.raises(SystemExit, match="Rscript"):
        written.write()
    assert FILE.read_bytes() == before


def test_values_of_r_are_among_them():
    sna = {one.measure for one in load() if one.program == "sna"}
    assert sna == {name for name, programs in WRITTEN.items() if "sna" in programs}
    assert sum(any(WRITTEN[name]["sna"].values()) for name in sna) > 50


def test_every_measure_that_ships_has_an_oracle():
    assert set(WRITTEN) == {name for name in MEASURES if MEASURES[name].oracle != "none"}
