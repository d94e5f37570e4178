"""The layers and persons of the region: what is found in them is what was planted."""

import pytest

import relnet as rn
from relnet.datasets import lindeland
from relnet.datasets.making.answers import SEES
from relnet.datasets.making.cast import NEWCOMERS, NOT_IDENTIFIED

WAVES = ("2019", "2021", "2023", "2025")


@pytest.fixture(scope="module", params=["en", "nl"])
def region(request):
    return lindeland(request.param)


def relations(region):
    return [relation.name for relation in region.survey.relations]


def layer_names(region):
    return [
        region.labels.query("kind == 'layer' and code == @code")["label"].item()
        for code in ("board", "professional")
    ]


def finished(region, wave, layer):
    """The organisations of which a respondent of the layer finished, and their respondents."""
    people = region.respondents
    here = people[(people["wave"] == wave) & (people["layer"] == layer)]
    done = here.loc[here["completed"] == "yes"]
    return set(done["actor"]), set(here["respondent"])


def reported(region, wave, relation, layer):
    """Cells that respondents of the layer report, by plain selection."""
    _, people = finished(region, wave, layer)
    rows = region.reports
    rows = rows[(rows["wave"] == wave) & (rows["relation"] == relation)]
    rows = rows[rows["respondent"].isin(people) & rows["value"].notna()]
    return set(zip(rows["actor"], rows["partner"], strict=True))


def network(region, wave, relation, layer):
    mutual = {one.name: one.directed is False for one in region.survey.relations}[relation]
    rule = rn.TieRule(layers=[layer], dyad="either" if mutual else "sender")
    return rn.build_panel(region.survey, relation, rule=rule)[wave, relation], mutual


@pytest.mark.parametrize("wave", WAVES)
def test_a_layer_has_the_ties_that_its_respondents_report(region, wave):
    truth = region.truth.reports
    truth = truth[truth["wave"] == wave]
    for relation in relations(region):
        real = truth[truth["relation"] == relation]
        planted = set(zip(real["actor"].astype(str), real["partner"].astype(str), strict=True))
        for layer in layer_names(region):
            found, mutual = network(region, wave, relation, layer)
            cells = reported(region, wave, relation, layer)
            assert cells
            assert cells <= planted
            ties = set(zip(found.ties["source"], found.ties["target"], strict=True))
            expected = set(map(frozenset, cells)) if mutual else cells
            assert (set(map(frozenset, ties)) if mutual else ties) == expected


@pytest.mark.parametrize("wave", WAVES)
def test_an_organisation_of_other_layers_is_unobserved(region, wave):
    for layer in layer_names(region):
        done, _ = finished(region, wave, layer)
        people = region.respondents[region.respondents["wave"] == wave]
        begun = set(people.loc[people["layer"] == layer, "actor"])
        for relation in relations(region):
            found, mutual = network(region, wave, relation, layer)
            observation = found.observation
            assert set(found.actors[observation.answered]) == done
            states = rn.states(found)
            for actor in set(found.actors) - done:
                others = [name for name in found.actors if name != actor]
                known = {"tie"} if mutual or actor in begun else set()
                assert set(states.loc[actor, others]) <= known | {"unobserved"}


@pytest.mark.parametrize("wave", WAVES)
def test_the_contrast_is_that_of_the_reports(region, wave):
    layers = layer_names(region)
    for relation in relations(region):
        nets = [network(region, wave, relation, layer) for layer in layers]
        mutual = nets[0][1]
        both = set.intersection(*(finished(region, wave, layer)[0] for layer in layers))
        told = [reported(region, wave, relation, layer) for layer in layers]
        if mutual:
            told = [{tuple(sorted(cell)) for cell in cells} for cells in told]
        actors = sorted(nets[0][0].actors)
        count = {"both": 0, "only_first": 0, "only_second": 0, "neither": 0, "unobserved": 0}
        for source in actors:
            for target in actors:
                if source == target or (mutual and source > target):
                    continue
                rated = {source, target} <= both if mutual else source in both
                yes = [(source, target) in cells for cells in told]
                name = {(1, 1): "both", (1, 0): "only_first", (0, 1): "only_second"}.get(
                    tuple(map(int, yes)), "neither"
                )
                count[name if rated else "unobserved"] += 1
        found = rn.contrast(*(net for net, _ in nets)).counts.iloc[0]
        assert {name: found[name] for name in count} == count


def test_boards_see_fewer_referrals_than_professionals(region):
    *_, referral = relations(region)
    panels = rn.by_layer(region.survey, referral)
    board, professional = (panels[layer] for layer in layer_names(region))
    assert SEES["board"]["referral"] < SEES["professional"]["referral"]
    for wave in WAVES:
        counts = rn.contrast(board[wave], professional[wave]).counts.iloc[0]
        assert counts["only_second"] > 4 * counts["only_first"]
        assert counts["both"] + counts["only_second"] > 10


def test_respondents_differ_within_the_truth(region):
    table = rn.agreement(region.survey)
    named = table[table["yes"] > 0]
    assert 0 < named["agree"].mean() < 1
    assert (named["highest"] <= 4).all()
    truth = region.truth.reports.set_index(["wave", "relation", "actor", "partner"])["value"]
    cells = [tuple(row) for row in named[["wave", "relation", "actor", "partner"]].to_numpy()]
    assert set(cells) <= set(truth.index)
    assert (named["highest"].to_numpy() <= truth.loc[cells].to_numpy()).all()


def test_another_person_answers_where_one_was_planted(region):
    names = region.organisations.set_index("id")["name"]
    new = {(names[actor], wave) for (actor, _), wave in NEWCOMERS.items()}
    unknown = {(names[actor], wave) for wave, actor in NOT_IDENTIFIED}
    table = rn.continuity(region.survey)
    teams = region.respondents[region.respondents["completed"] == "yes"]
    for row in table.itertuples():
        alone, layers = (
            [
                list(teams.loc[(teams["wave"] == wave) & (teams["actor"] == row.actor), column])
                for wave in (row.before, row.after)
            ]
            for column in ("person", "layer")
        )
        if (row.actor, row.before) in unknown or (row.actor, row.after) in unknown:
            assert row.status == "unknown"
        elif (row.actor, row.after) in new:
            assert row.status in {"other", "partly"}
            assert (row.status == "other") == (len(layers[0]) == 1)
        else:
            assert row.status in {"same", "partly"}
            assert (row.status == "same") == (set(alone[0]) == set(alone[1]))
    assert table["status"].value_counts().min() > 2
    drifting = rn.continuity(region.survey, before="2019", after="2023").set_index("actor")
    assert drifting.loc["Verpleeghuis Oldermeer", "status"] == "other"
