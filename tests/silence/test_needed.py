"""Whom to ask first, against every answer of every subset."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import relnet as rn
from relnet.silence.answers import waiting
from relnet.silence.define import units
from relnet.silence.needed import WIDTHS
from tests.silence.brute import RULES, SCALE, blanked, full, network_of, one_of
from tests.strategies import IMPOSSIBLE, MISSING

BINARY = [rule for rule in RULES if rule not in {"mean", "max"}]


def reports(parts, rule):
    """Who reports what on each cell, as (owner, cell) → code, None for unknown."""
    first, second = parts[0], parts[-1]
    n = len(first.codes)
    cells = {}
    for i, j in itertools.permutations(range(n), 2):
        given = []
        if rule == "receiver":
            given = [(j, first.codes[j, i], first.answered[j], 0)]
        elif rule == "sender":
            given = [(i, first.codes[i, j], first.answered[i], 0)]
        else:
            given = [(i, first.codes[i, j], first.answered[i], 0), (j, second.codes[j, i], second.answered[j], len(parts) - 1)]  # fmt: skip
        cells[i, j] = [
            [owner, (owner, j if owner == i else i, question), None if code == MISSING or not who else code]
            for owner, code, who, question in given
            if code != IMPOSSIBLE
        ]  # fmt: skip
    return cells


def judged(values, rule):
    """Whether the known values of a cell leave it unknown."""
    if None not in values:
        return False
    known = [value for value in values if value is not None]
    if not known:
        return True
    if rule.startswith("either"):
        return not any(value != 0 for value in known)
    if rule.startswith("both"):
        return all(value != 0 for value in known)
    pool = np.mean if rule == "mean" else max
    return len({pool([known[0], other]) >= 2 for other in (0, SCALE.top)}) == 2


def unknown_after(cells, rule, answers, directed):
    count = 0
    for (i, j), said in cells.items():
        if not directed and i > j:
            continue
        values = [answers.get(where, value) if value is None else value for _, where, value in said]  # fmt: skip
        count += bool(values) and judged(values, rule)
    return count


def by_brute_force(cells, rule, subset, directed):
    """Most and fewest cells that are left unknown, over all answers of these actors."""
    open_ = sorted({where for given in cells.values() for owner, where, value in given if owner in subset and value is None})  # fmt: skip
    codes = (0.0, 1.0) if rule in BINARY else (0.0, 1.0, 2.0, 3.0)
    if len(codes) ** len(open_) > 5000:
        return None
    left = [
        unknown_after(cells, rule, dict(zip(open_, answer, strict=True)), directed)
        for answer in itertools.product(codes, repeat=len(open_))
    ]
    return max(left), min(left)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
@one_of(15)
def test_what_is_guaranteed_and_what_is_best_of_every_subset_and_every_answer(rule, data):
    n = data.draw(st.integers(2, 4 if rule in BINARY and "two" not in rule else 3))
    parts = data.draw(blanked(data.draw(full(rule, n))))
    network = network_of(parts, rule)
    cells, asks = reports(parts, rule), waiting(network)
    unknown = units(network)[1]
    assert unknown == unknown_after(cells, rule, {}, network.directed)
    assert asks.source == "reports"
    for size in range(n + 1):
        for subset in itertools.combinations(range(n), size):
            brute = by_brute_force(cells, rule, subset, network.directed)
            if brute is None:
                continue
            shared = sum(asks.shared(i)[j] for i, j in itertools.combinations(subset, 2))
            members = list(subset)
            sure = asks.one[members].sum() + shared
            best = asks.one[members].sum() + asks.two[members].sum() - shared
            assert (unknown - sure, unknown - best) == brute, (subset, rn.states(network))


@pytest.mark.parametrize("rank_by", ["worst", "best"])
@pytest.mark.parametrize("rule", ["sender", "either", "both, two questions"])
@given(data=st.data())
@one_of(15)
def test_each_is_the_one_with_the_most_to_add(rule, rank_by, data):
    parts = data.draw(blanked(data.draw(full(rule, 3 if "two" in rule else 4))))
    network = network_of(parts, rule)
    cells = reports(parts, rule)
    table = rn.response_needed(network, "ties", rank_by=rank_by)
    chosen, at = [], {"worst": 0, "best": 1}[rank_by]
    left = units(network)[1]
    for row in table.itertuples():
        options = {
            actor: by_brute_force(cells, rule, (*chosen, actor), network.directed)
            for actor in range(network.n)
            if actor not in chosen
        }
        if any(found is None for found in options.values()):
            return
        fewest = min(found[at] for found in options.values())
        candidates = [actor for actor, found in options.items() if found[at] == fewest]
        actor = network.actors.get_loc(row.actor)
        assert actor in candidates
        chosen.append(actor)
        assert (row.width_after_worst, row.width_after_best) == options[actor]
        assert row.guaranteed <= row.best == left - by_brute_force(cells, rule, (actor,), network.directed)[1]  # fmt: skip
        assert row.cumulative == left - row.width_after_worst
    if len(table):
        assert table["width_after_worst"].iloc[-1] == 0
    else:
        assert left == 0


def small():
    # A and B answered; under EITHER AC and AD, BC (yes), BD and CD wait for C and D
    survey = rn.read_survey(
        pd.DataFrame({"source": ["A", "B"], "target": ["B", "C"]}),
        roster=pd.DataFrame({"id": list("ABCD")}),
        register=pd.DataFrame({"id": list("AB")}),
        mutual=True,
        warn=False,
    )
    return rn.build_panel(survey)


def test_by_hand():
    table = rn.response_needed(small())
    # D decides AD and BD whatever it says, and CD if it says yes: 2 to 3 of 6 dyads
    assert table["actor"].tolist() == ["D", "C"]
    assert table["guaranteed"].tolist() == pytest.approx([2 / 6, 2 / 6])
    assert table["best"].tolist() == pytest.approx([3 / 6, 2 / 6])
    assert table["width_after_worst"].tolist() == pytest.approx([2 / 6, 0])
    assert table["width_after_best"].tolist() == pytest.approx([1 / 6, 0])
    assert table["answered"].tolist() == [False, False]
    assert set(table["status"]) == {"exact"}
    assert rn.response_needed(small(), k=1)["actor"].tolist() == ["D"]
    assert rn.response_needed(small(), k=0).empty


def test_ties_are_broken_by_the_roster():
    survey = rn.read_survey(
        pd.DataFrame({"source": ["A"], "target": ["B"]}),
        roster=pd.DataFrame({"id": list("ADCB")}),
        register=pd.DataFrame({"id": ["A"]}),
        warn=False,
    )
    assert rn.response_needed(rn.build_panel(survey))["actor"].tolist() == ["D", "C", "B"]


@pytest.mark.parametrize("measure", WIDTHS)
@pytest.mark.parametrize("relation", ["referral", "projects"])
def test_the_widths_are_those_of_the_bounds(measure, relation):
    network = rn.build_panel(rn.datasets.lindeland().survey, relation)["2025"]
    if measure in {"in_degree", "out_degree"} and not network.directed:
        return
    first = rn.response_needed(network, measure).iloc[0]
    width = rn.bounds(network, measure)["width"].mean()
    assert first["width_after_worst"] + first["guaranteed"] == pytest.approx(width)
    assert first["width_after_best"] + first["best"] == pytest.approx(width)
    assert first["guaranteed"] <= first["best"]


def test_without_reports_those_who_answered_are_taken_to_have_answered_on_all():
    network = replace(small()[0], reports=())
    table = rn.response_needed(network, "ties")
    assert set(table["status"]) == {"assumed"}
    kept = rn.response_needed(small(), "ties")
    assert table.drop(columns="status").equals(kept.drop(columns="status"))


def test_a_directed_tie_that_its_sender_reports_needs_no_kept_reports():
    panel = rn.build_panel(rn.datasets.lindeland().survey, "referral")
    table = rn.response_needed(replace(panel["2025"], reports=()))
    assert set(table["status"]) == {"exact"}
    assert table["guaranteed"].tolist() == table["best"].tolist()


def test_of_a_relation_that_was_not_asked_nobody_is_ranked():
    answers = pd.DataFrame({"wave": [1, 2, 2], "source": list("AAB"), "target": list("BBC"), "relation": list("rrs")})  # fmt: skip
    panel = rn.build_panel(rn.read_survey(answers, warn=False))
    assert not panel["1", "s"].observation.asked
    table = rn.response_needed(panel["1", "s"])
    assert table.empty
    assert table.attrs["not_asked"] == [("1", "s")]
    whole = rn.response_needed(panel)
    assert whole.attrs["not_asked"] == [("1", "s")]
    assert ("1", "s") not in set(zip(whole["wave"], whole["relation"], strict=True))


@pytest.mark.parametrize("measure", ["in_degree", "out_degree"])
def test_of_ties_without_a_direction_none_is_narrowed_to_one_side(measure):
    assert rn.bounds(small(), measure)["status"].unique().tolist() == ["not applicable"]
    with pytest.raises(rn.UsageError, match="have no direction"):
        rn.response_needed(small(), measure)
    assert len(rn.response_needed(small(), "total_degree")) == 2


def test_wrong_questions_are_refused():
    with pytest.raises(rn.UsageError, match="counted exactly only for 'density', 'ties'"):
        rn.response_needed(small(), "reciprocity_nonnull")
    with pytest.raises(rn.UsageError, match="rank_by is 'worst' or 'best'"):
        rn.response_needed(small(), rank_by="middle")
    with pytest.raises(rn.UsageError, match="k has to be 0 or more"):
        rn.response_needed(small(), k=-1)
    with pytest.raises(rn.UsageError, match="bounds are of a panel"):
        rn.response_needed(3)
