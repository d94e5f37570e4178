"""Files of well-known networks as they are distributed: read as they are, or refused in words."""

import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.readers.networks import pajek, ucinet  # noqa: F401 - they register themselves


def test_a_network_of_pajek_is_that_of_the_matrix(reference):
    """The file holds answers 1, and 9 (none), 10 and 11 (by design no tie, and a tie)."""
    raw = reference / "s50" / "raw"
    matrix = pd.read_csv(raw / "s50-network1.dat", sep=r"\s+", header=None).to_numpy()
    network = rn.build_panel(rn.read_survey(raw / "s50_d1.net", warn=False))[0]
    assert (network.n, network.directed) == (50, True)
    assert np.array_equal(rn.adjacency(network, strength=True).toarray(), matrix)
    coded = rn.read_survey(raw / "s50_d1.net", missing=["9"], impossible=["10", "11"], warn=False)
    states = rn.states(rn.build_panel(coded)[0])
    assert (states == "unobserved").to_numpy().sum() == (matrix == 9).sum()
    assert (states == "tie").to_numpy().sum() == (matrix == 1).sum()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("knoke_bureaucracies/raw/knokbur.dat", "found 5 columns, expected 1"),
        (
            "vandebunt_students/raw/VRND32T0.DAT",
            "found 2 columns: 'key', 'values', expected a list",
        ),
        (
            "vandebunt_students/raw/VRND32T3.DAT",
            "found 2 columns: 'key', 'values', expected a list",
        ),
        ("vandebunt_students/raw/VARS.DAT", "found 2 columns: 'keys', 'values', expected a list"),
    ],
)
def test_files_of_no_format_are_refused_with_what_was_found(reference, file, words):
    with pytest.raises(rn.DataError) as caught:
        rn.read_survey(reference / file, warn=False)
    assert words in str(caught.value)


def test_matrices_of_a_reversed_scale_are_read_as_they_are(reference):
    folder = reference / "emon_disaster"
    edges = pd.read_csv(folder / "edges.csv")
    files = sorted((folder / "raw").glob("communication__*.csv"))
    assert len(files) == 7
    for file in files:
        event = file.stem.removeprefix("communication__")
        known = edges[edges["wave"] == event]
        survey = rn.read_survey(file, scale=rn.Scale(weakest=4, strongest=1), warn=False)
        ties = rn.build_panel(survey)[0].ties
        strength = {(tie.source, tie.target): tie.strength for tie in ties.itertuples()}
        pairs = zip(known["source"], known["target"], strict=True)
        assert strength == dict(zip(pairs, 5 - known["weight"], strict=True))
