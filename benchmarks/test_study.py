"""Reading by a study file beside reading the same file as it is; names beside rapidfuzz alone."""

import numpy as np
import pandas as pd
import pytest
from rapidfuzz import fuzz, process

import relnet as rn

REPORTS, ACTORS = 100_000, 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    random = np.random.default_rng(0)
    names = [f"Organisation {k}" for k in range(ACTORS)]
    table = pd.DataFrame(
        {
            "wave": random.choice(["2021", "2023"], REPORTS),
            "actor": random.choice(names, REPORTS),
            "partner": random.choice(names, REPORTS),
            "value": random.integers(1, 5, REPORTS),
        }
    )
    table = table[table["actor"] != table["partner"]].drop_duplicates(["wave", "actor", "partner"])
    table.to_csv(folder / "reports.csv", index=False)
    spelt = [name.upper() for name in names]
    pd.DataFrame({"name": spelt}).to_csv(folder / "organisations.csv", index=False)
    (folder / "relnet.toml").write_text(
        'files.reports = "reports.csv"\n[organisations]\nfile = "organisations.csv"\nroster = true\n'
        '[[waves]]\nlabel = "2021"\n[[waves]]\nlabel = "2023"\n'
        '[[relations]]\nname = "relation"\nscale = [1, 2, 3, 4]\n'
    )
    return folder


@pytest.mark.benchmark(group="read 100,000 reports")
def test_read_as_it_is(benchmark, folder):
    survey = benchmark(rn.read_survey, folder / "reports.csv", warn=False)
    assert len(survey.roster) == 2 * ACTORS


@pytest.mark.benchmark(group="read 100,000 reports")
def test_read_by_a_study(benchmark, folder):
    survey = benchmark(lambda: rn.read_survey(rn.read_study(folder), warn=False))
    assert len(survey.roster) == 2 * ACTORS


@pytest.fixture(scope="module")
def names():
    known = [f"Stichting Zorggroep {k} Lindeland" for k in range(ACTORS)]
    given = [f"Zorgroep {k} Lindeland" for k in range(ACTORS)]
    return known, given


@pytest.mark.benchmark(group="suggest among 1,000 names for 1,000")
def test_suggest_names(benchmark, names):
    known, given = names
    organisations = rn.read_organisations(pd.DataFrame({"name": known}))
    assert len(benchmark(rn.suggest_names, given, organisations, most=1)) == ACTORS


@pytest.mark.benchmark(group="suggest among 1,000 names for 1,000")
def test_rapidfuzz_alone(benchmark, names):
    known, given = names
    assert benchmark(process.cdist, given, known, scorer=fuzz.WRatio).shape == (ACTORS, ACTORS)
