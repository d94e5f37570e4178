"""Real networks against the figures of independent programs.

The figures (RSiena, sna, igraph, networkx, or published) lie beside the networks, in
``oracle.json`` and ``oracle_centrality_igraph.csv``. Where a definition of ours differs
by design, `DIFFERENT` says so and the difference itself is tested.
"""

from __future__ import annotations

import functools
import itertools
import json
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import relnet as rn
from relnet.change.turnover import turnover

OURS = {
    "n": "actors",
    "ties": "ties",
    "density": "density",
    "mean_degree": "average_degree",
    "mutual": "mutual_dyads",
    "asym": "asymmetric_dyads",
    "null": "null_dyads",
    "reciprocity_edge": "reciprocity_edgewise",
    "reciprocity_dyad": "reciprocity_nonnull",
    "isolates": "isolates",
    "weak_components": "components",
    "largest_component": "largest_component",
    "transitivity_undirected": "transitivity_undirected",
}


@dataclass(frozen=True)
class Case:
    """How one reference network is read and built."""

    folder: str
    relation: str
    read: dict = field(default_factory=dict)
    build: dict = field(default_factory=dict)
    name: str = ""

    @property
    def label(self):
        return self.name or self.relation


UNDIRECTED = {"undirected": True}
CASES = [
    Case("s50", "friendship"),
    Case("coleman_highschool", "friendship"),
    Case("vandebunt_students", "relation", {"unobserved": "missing.csv"},
         {"rule": rn.TieRule(tie_values=(1, 2, 3))}, "friendship123"),
    Case("vandebunt_students", "relation", {"unobserved": "missing.csv"},
         {"rule": rn.TieRule(tie_values=(1, 2))}, "friendship12"),
    Case("kapferer_tailorshop", "sociational", {"undirected": ["sociational"]}),
    Case("kapferer_tailorshop", "instrumental"),
    Case("burkhardt_agency", "advice", UNDIRECTED),
    Case("alliances_states", "alliance", UNDIRECTED),
    Case("chemg_policy", "pol"),
    Case("chemg_policy", "infrep"),
    Case("chemg_policy", "scito"),
    Case("chemg_policy", "science", {}, {"sent": "scito", "received": "scifrom",
         "rule": rn.TieRule(dyad="both")}, "sci_confirmed"),
    Case("chemg_policy", "science", {}, {"sent": "scito", "received": "scifrom",
         "rule": rn.TieRule(dyad="either")}, "sci_union"),
    Case("chemg_policy", "scifrom", {}, {}, "scifrom_reported_by_receiver"),
    Case("knoke_bureaucracies", "information"),
    Case("knoke_bureaucracies", "money"),
    Case("tobacco_indiana", "contact", UNDIRECTED),
    Case("tobacco_indiana", "collaboration", UNDIRECTED),
    Case("tobacco_indiana", "dissemination", UNDIRECTED),
    Case("lazega_lawfirm", "advice"),
    Case("lazega_lawfirm", "cowork"),
    Case("lazega_lawfirm", "friends"),
    Case("lhds_health_departments", "communication", UNDIRECTED),
    Case("emon_disaster", "communication", {"columns": {"wave": "network"}}),
]  # fmt: skip
IDS = [f"{case.folder}-{case.label}" for case in CASES]


@functools.cache
def _panel(index, reference):
    case = CASES[index]
    folder = reference / case.folder
    options = dict(case.read)
    if "unobserved" in options:
        options["unobserved"] = folder / options["unobserved"]
    survey = rn.read_survey(
        folder / "edges.csv", roster=folder / "nodes.csv", warn=False, **options
    )
    return rn.build_panel(survey, case.relation, **case.build)


@functools.cache
def _oracle(reference):
    return json.loads((reference / "oracle.json").read_text(encoding="utf-8"))


def different(network, name, expected):
    """Our figure where the definition differs by design; None where it does not."""
    table = network.known_ties
    degree = np.asarray(table.sum(axis=0) + table.sum(axis=1))
    if name == "isolates" and not network.observation.answered.all():
        # the oracle counts a silent actor without known ties as an isolate
        assert expected == (degree == 0).sum()
        return expected - network.unknown_actors.sum()
    if name == "transitivity_undirected" and table.maximum(table.T).sum(axis=0).max() < 2:
        assert expected == 0
        return float("nan")  # no path of two ties: nothing to divide by, which is not 0
    return None


@pytest.mark.parametrize("index", range(len(CASES)), ids=IDS)
def test_figures_of_each_wave(index, reference):
    case, panel = CASES[index], _panel(index, reference)
    checked = 0
    for network in panel:
        figures = _oracle(reference)[case.folder][f"{case.label}|{network.wave}"]
        names = [name for name in OURS if name in figures]
        table = rn.measure(network, *(OURS[name] for name in names)).set_index("measure")["value"]
        for name in names:
            expected = figures[name]
            ours = different(network, name, expected)
            if ours is None and expected is None:
                ours = float("nan")
            wanted = expected if ours is None else ours
            # oracle.json prints six decimals
            assert table[OURS[name]] == pytest.approx(wanted, abs=6e-7, rel=6e-7, nan_ok=True), (
                network.wave, name)  # fmt: skip
            checked += 1
        if "possible" in figures:
            cells = len(network.observation.rated)
            assert figures["possible"] == (cells if network.directed else cells // 2)
        if "centralization_in_pct" in figures:
            for way in ("in", "out"):
                row = rn.measure(network, f"centralisation_{way}_degree").iloc[0]
                # UCINET's percentages divide by (n − 1)², as we do
                assert row["value"] * 100 == pytest.approx(
                    figures[f"centralization_{way}_pct"], abs=6e-4
                )
                degrees = rn.measure(network, f"{way}_degree").set_index("actor")["value"]
                assert degrees.to_dict() == figures[f"{way}degree"]
    assert checked > 0


COMPARED = [k for k, case in enumerate(CASES) if case.folder != "emon_disaster"]


@pytest.mark.parametrize("index", COMPARED, ids=[IDS[k] for k in COMPARED])
def test_figures_between_waves(index, reference):
    case, panel = CASES[index], _panel(index, reference)
    figures = _oracle(reference)[case.folder]
    periods = [key for key in figures if key.startswith(f"{case.label}|") and "->" in key]
    assert len(periods) == len(panel) - 1
    for before, after in zip(panel, panel.networks[1:], strict=False):
        expected = figures[f"{case.label}|{before.wave}->{after.wave}"]
        counts = rn.compare(before, after).counts.loc["stayers"]
        assert [counts[name] for name in ("n01", "n10", "n11", "hamming", "unobserved")] == [
            expected[name] for name in ("created", "dissolved", "kept", "hamming", "missing")
        ]
        assert counts["jaccard"] == pytest.approx(expected["jaccard"], abs=6e-7, nan_ok=True)
        if "n00" in expected:
            assert counts["n00"] == expected["n00"]


def test_figures_between_34_waves_of_coauthorship(reference):
    folder = reference / "openalex_countries"
    edges = pd.read_csv(folder / "edges.csv.gz", keep_default_na=False).drop(columns="relation")
    roster = pd.read_csv(folder / "nodes.csv", keep_default_na=False)  # NA is Namibia
    panel = rn.build_panel(rn.read_survey(edges, roster=roster, undirected=True, warn=False))
    figures = _oracle(reference)["openalex_countries"]
    assert len([key for key in figures if "->" in key]) == len(panel) - 1 == 33
    steps = turnover(panel).set_index("after_wave")
    for before, after in itertools.pairwise(panel):
        expected = figures[f"coauthorship|{before.wave}->{after.wave}"]
        counts = rn.compare(before, after).counts.loc["stayers"]
        assert [counts[name] for name in ("n01", "n10", "n11")] == [
            expected[name] for name in ("created", "dissolved", "kept")
        ]
        assert counts["jaccard"] == pytest.approx(expected["jaccard"], abs=6e-7)
        step = steps.loc[after.wave]
        share = expected["kept"] / (expected["kept"] + expected["dissolved"])
        assert step["half_life"] == pytest.approx(np.log(0.5) / np.log(share), rel=1e-9)
        assert step["density_after"] == pytest.approx(
            figures[f"coauthorship|{after.wave}"]["density"], abs=6e-7
        )


DYADS = ("null", "asym", "mutual")


@pytest.mark.parametrize("index", COMPARED, ids=[IDS[k] for k in COMPARED])
def test_dyads_that_move_add_up_to_those_of_each_wave(index, reference):
    case, panel = CASES[index], _panel(index, reference)
    if not panel[0].directed or len(panel) < 2:
        return
    figures = _oracle(reference)[case.folder]
    for before, after in itertools.pairwise(panel):
        table = rn.compare(before, after).man
        # a dyad counts where its four cells are rated; the oracle's of one wave where its two are
        sizes = [
            [figures[f"{case.label}|{net.wave}"][name] for name in DYADS] for net in (before, after)
        ]
        margins = [table.sum(axis=1).tolist(), table.sum(axis=0).tolist()]
        whole = all(net.observation.coverage == 1 for net in (before, after))
        for ours, theirs in zip(margins, sizes, strict=True):
            assert ours == theirs if whole else all(np.array(ours) <= np.array(theirs))
        cells = _dense(before), _dense(after)
        assert table.to_numpy().tolist() == _moved(*cells)


def _dense(network):
    """1 for a rated tie, 0 for none, NaN for what is not rated."""
    n = network.n
    matrix = np.full((n, n), np.nan)
    matrix.flat[network.observation.rated.keys()] = 0
    matrix.flat[network.keys[network.is_rated]] = 1
    return matrix


def _moved(before, after):
    """Dyads by their number of ties before and after, cell by cell."""
    table = np.zeros((3, 3), int)
    for i, j in np.argwhere(np.triu(np.ones(before.shape, bool), 1)):
        old, new = (m[i, j] + m[j, i] for m in (before, after))
        if not np.isnan(old + new):
            table[int(old), int(new)] += 1
    return table.tolist()


CENTRALITY = {
    "indegree": ("in_degree", "total_degree"),
    "outdegree": ("out_degree", "total_degree"),
    "degree_all": ("total_degree", "total_degree"),
    "betweenness_raw": ("betweenness", "betweenness"),
    "betweenness_norm": ("betweenness_normalised", "betweenness_normalised"),
    "harmonic_out": ("out_harmonic_closeness", "harmonic_closeness"),
    "pagerank": ("pagerank", "pagerank"),
}
DIGITS = 1e-9
"""The files print 10 to 12 digits."""


@pytest.mark.parametrize("index", range(len(CASES)), ids=IDS)
def test_centralities_agree_with_igraph(index, reference):
    case, panel = CASES[index], _panel(index, reference)
    path = reference / case.folder / "oracle_centrality_igraph.csv"
    if not path.exists():
        assert case.folder in {"vandebunt_students", "knoke_bureaucracies", "alliances_states",
                               "lhds_health_departments", "emon_disaster"}  # fmt: skip
        return
    scores = pd.read_csv(
        path, dtype={"id": str, "wave": str, "relation": str}, keep_default_na=False
    )
    scores = scores[scores["relation"] == case.relation]
    if scores.empty:
        assert case.folder == "chemg_policy"
        return
    for network in panel:
        theirs = scores[scores["wave"] == network.wave].set_index("id").reindex(network.actors)
        for column, pair in CENTRALITY.items():
            ours = rn.measure(network, pair[0 if network.directed else 1])["value"].to_numpy()
            wanted = theirs[column].astype(float).to_numpy()
            assert ours == pytest.approx(wanted, abs=DIGITS, rel=DIGITS), (network.wave, column)
        _check_eigenvector(network, theirs["eigen_undirected"].astype(float))


def _check_eigenvector(network, theirs):
    """Within the largest component, on whichever component igraph's vector lies."""
    ours = rn.measure(network, "eigenvector_undirected").set_index("actor")["value"]
    inside = ours.notna()
    graph = nx.Graph(rn.to_networkx(network)).subgraph(ours[inside].index)
    if theirs[inside].max() > 1 - 1e-9:
        assert ours[inside].to_numpy() == pytest.approx(theirs[inside].to_numpy(), abs=1e-9)
    else:  # a smaller component has the larger eigenvalue
        expected = pd.Series(nx.eigenvector_centrality_numpy(graph))
        expected = (expected / expected.max()).reindex(ours[inside].index)
        assert ours[inside].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-9)


@pytest.mark.parametrize("index", range(len(CASES)), ids=IDS)
def test_centralities_agree_with_networkx(index, reference):
    panel = _panel(index, reference)
    for network in (panel.networks[0], panel.networks[-1]):
        graph = rn.to_networkx(network)
        other = {
            "betweenness": lambda g: nx.betweenness_centrality(g, normalized=False),
            "pagerank": lambda g: nx.pagerank(g, weight=None, tol=1e-15, max_iter=1000),
            "closeness": lambda g: nx.closeness_centrality(nx.Graph(g), wf_improved=True),
        }
        if network.n > 300:
            other.pop("betweenness")
        for name, function in other.items():
            expected = pd.Series(function(graph)).reindex(network.actors).to_numpy()
            table = rn.measure(network, name)
            known = ~network.unknown_actors
            assert table["value"][known].to_numpy() == pytest.approx(expected[known], abs=1e-9), (
                name
            )


def test_matrices_with_codes_for_missing_and_impossible(reference):
    files = [reference / "s50" / "raw" / f"s50-network{k}.dat" for k in (1, 2, 3)]
    survey = rn.read_survey(*files, missing=[9], impossible=[10, 11], warn=False)
    assert survey.waves == ("1", "2", "3")
    panel = rn.build_panel(survey)
    counts = rn.compare(panel["1"], panel["2"]).counts.loc["stayers"]
    names = ["n01", "n10", "n11", "unobserved", "impossible"]
    assert counts[names].tolist() == [59, 55, 57, 9, 5]
    assert counts["jaccard"] == pytest.approx(1 / 3)


def test_man_transition_of_s50(reference):
    panel = _panel(0, reference)
    man = rn.compare(panel["1"], panel["2"]).man.to_numpy()
    assert man.tolist() == [[1113, 28, 10], [17, 11, 7], [14, 7, 18]]
    # ties last ln ½ / ln(57 / 113) waves, then ln ½ / ln(66 / 116)
    halves = turnover(panel)["half_life"].tolist()
    assert halves == pytest.approx([1.012875, 1.229125], abs=1e-6)


def test_weak_transitivity_of_van_de_bunt_is_not_that_of_the_union_graph(reference):
    panel = _panel(IDS.index("vandebunt_students-friendship123"), reference)
    table = rn.measure(panel["2"], "transitivity", "transitivity_undirected")
    assert table["value"].tolist() == pytest.approx([0.514, 0.408], abs=5e-4)


def test_confirmed_cowork_of_the_law_firm(reference):
    folder = reference / "lazega_lawfirm"
    survey = rn.read_survey(
        folder / "edges.csv", roster=folder / "nodes.csv", mutual=["cowork"], warn=False
    )
    network = rn.build_panel(survey, "cowork", rule=rn.TieRule(dyad="both"))[0]
    assert len(network.ties) == 378


def test_a_reversed_scale_makes_the_daily_contact_the_strongest(reference):
    folder = reference / "emon_disaster"
    survey = rn.read_survey(
        folder / "edges.csv",
        roster=folder / "nodes.csv",
        columns={"wave": "network"},
        scale=rn.Scale(weakest=4, strongest=1),
        warn=False,
    )
    network = rn.build_panel(survey, rule=rn.TieRule(at_least=2))[0]
    edges = pd.read_csv(folder / "edges.csv")
    edges = edges[edges["wave"] == network.wave]
    assert len(network.ties) == (edges["weight"] <= 2).sum()
    assert set(network.strength) == {4.0, 3.0}
