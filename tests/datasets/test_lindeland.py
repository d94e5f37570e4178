"""The shipped region is what it says, and what is found in it is the planted truth."""

import csv
from dataclasses import replace
from itertools import combinations, pairwise

import pandas as pd
import pytest

import relnet as rn
from relnet.datasets import lindeland, make_lindeland, write_region

WAVES = ("2019", "2021", "2023", "2025")
RULES = {"information": ("either", "both"), "projects": ("either", "both"), "referral": ("sender",)}
CASES = [(relation, dyad) for relation, dyads in RULES.items() for dyad in dyads]
CHANGED = {"formed", "dissolved", "persisted"}


@pytest.fixture(scope="module")
def region():
    return lindeland()


def panels(region, relation, dyad, respondents="any"):
    rule = rn.TieRule(dyad=dyad, respondents=respondents)
    return (rn.build_panel(part, relation, rule=rule) for part in (region.survey, region.truth))


def statuses(before, after):
    table = rn.compare(before, after).ties
    return dict(
        zip(zip(table["source"], table["target"], strict=True), table["status"], strict=True)
    )


def test_made_again_it_is_the_same_to_the_byte(tmp_path):
    made = make_lindeland.write(tmp_path)
    assert {path.name for path in made} == {path.name for path in make_lindeland.SHIPPED.iterdir()}
    for path in made:
        content = path.read_bytes()
        assert content == (make_lindeland.SHIPPED / path.name).read_bytes(), path.name
        assert b"\r" not in content
    assert sum(path.stat().st_size for path in made) < 700_000


def test_both_languages_have_one_structure(region):
    dutch = lindeland("nl")
    assert [r.name for r in dutch.survey.relations] == ["informatie", "projecten", "verwijzing"]
    names = dict(zip(dutch.labels["label"], region.labels["label"], strict=True))
    for table in ("ties", "reports", "roster", "respondents", "ratings", "items", "memberships"):
        translated = getattr(dutch, table).replace(names)
        pd.testing.assert_frame_equal(translated, getattr(region, table), obj=table)
    assert not (dutch.questions["question"] == region.questions["question"]).any()
    assert not (dutch.milestones["title"] == region.milestones["title"]).any()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_has_its_own_label(language):
    region = lindeland(language)
    assert (region.labels["label"] != "").all()
    assert not region.labels.duplicated(["kind", "label"]).any()
    for table in ("roster", "respondents", "ratings", "items", "memberships", "organisations"):
        assert not getattr(region, table).isna().any(axis=None), table
    assert set(region.questions["name"]) == {
        *(relation.name for relation in region.survey.relations),
        *region.ratings["item"],
        *region.items["item"],
    }


def test_an_unknown_language_is_refused():
    with pytest.raises(rn.UsageError, match="unknown language 'fr'"):
        lindeland("fr")


def test_a_region_keeps_its_tables_and_shows_itself_in_a_line(region):
    ties, reports = region.ties, region.reports
    ties["wave"] = "none"
    reports.loc[:, "value"] = 9
    assert region.ties["wave"].isin(WAVES).all()
    assert region.reports["value"].dropna().between(1, 4).all()
    assert "\n" not in repr(region)
    assert "Lindeland" in region._repr_html_()


def test_sectors_districts_and_waves(region):
    assert region.survey.waves == region.truth.waves == tuple(region.waves["wave"]) == WAVES
    assert region.survey.relations == region.truth.relations
    organisations = region.organisations
    assert organisations["sector"].nunique() == 8
    assert organisations["district"].nunique() == 3
    assert organisations["name"].is_unique
    assert region.roster.groupby("wave").size().to_dict() == dict(
        zip(WAVES, (42, 43, 42, 42), strict=True)
    )


def test_response_rates(region):
    rates = rn.response(region.survey).set_index("wave")["rate"]
    for wave, about in {"2019": 0.78, "2021": 0.45, "2023": 0.84, "2025": 0.89}.items():
        assert rates[wave] == pytest.approx(about, abs=0.02)
    assert (rn.response(region.truth)["rate"] == 1).all()


def test_rosters_follow_from_the_events(region):
    on = {wave: set(part["id"]) for wave, part in region.roster.groupby("wave")}
    events = region.events
    for before, after in pairwise(WAVES):
        now = events[events["wave"] == after]
        joined = now[now["event"] == "join"]["actor"]
        assert on[after] - on[before] == set(joined) | set(now["into"].dropna())
        assert on[before] - on[after] == set(now.loc[now["event"] != "join", "actor"])
    assert events["event"].value_counts().to_dict() == {
        "join": 3, "leave": 2, "merge": 2, "rename": 1,
    }  # fmt: skip


def test_the_merged_hospital_starts_with_the_ties_of_both(region):
    merged = region.events.query("event == 'merge'")
    (into,), parts = set(merged["into"]), set(merged["actor"])
    renamed = region.events.query("event == 'rename'").set_index("actor")["into"].to_dict()
    there = set(region.roster.query("wave == '2023'")["id"])
    for _, ties in region.ties.groupby("relation"):
        old, new = (
            {(row.source, row.target) for row in ties[ties["wave"] == wave].itertuples()}
            for wave in ("2021", "2023")
        )
        partner = lambda pairs, who: {b if a in who else a for a, b in pairs if {a, b} & who}  # noqa: E731
        kept = {renamed.get(name, name) for name in partner(old, parts)} - parts & there
        assert kept & there <= partner(new, {into})


def test_respondents_are_pseudonyms_of_several_layers(region):
    people = region.respondents
    assert people["respondent"].str.fullmatch(r"r(2019|2021|2023|2025)_\d{3}").all()
    assert people["respondent"].is_unique
    assert people["layer"].nunique() == 4
    for _, part in people.groupby("wave"):
        assert (part["completed"] == "no").sum() in {1, 2}
        sizes = part.groupby("actor").size()
        assert sizes.max() in {3, 4}
        assert (sizes == 1).mean() > 0.5
    unfinished = people.loc[people["completed"] == "no", "respondent"]
    assert set(unfinished) <= set(region.reports["respondent"])


def test_reports_are_on_the_roster_and_on_the_scale(region):
    on = set(zip(region.roster["wave"], region.roster["id"], strict=True))
    for table in (region.reports, region.truth.reports, region.ratings):
        for role in ("actor", "partner"):
            named = table[table[role].notna() & (table[role] != "")]
            assert set(zip(named["wave"].astype(str), named[role], strict=True)) <= on
    assert set(region.survey.reports["value"].dropna()) == {1, 2, 3, 4}
    assert set(region.ratings["value"]) == set(region.items["value"]) == {1, 2, 3, 4, 5}
    assert all(problem.severity == "warning" for problem in region.survey.problems)
    assert region.truth.problems == ()


@pytest.mark.parametrize("respondents", ["any", "max"])
def test_an_organisation_that_answered_reports_its_truth(region, respondents):
    rule = rn.TieRule(dyad="sender", respondents=respondents)
    roster, register = region.roster, region.roster[["wave", "id"]]
    seen = rn.read_survey(region.reports, roster=roster, respondents=region.respondents, warn=False)
    true = rn.read_survey(region.truth.reports, roster=roster, register=register, warn=False)
    for relation in RULES:
        for observed, complete in zip(
            rn.build_panel(seen, relation, rule=rule),
            rn.build_panel(true, relation, rule=rule),
            strict=True,
        ):
            answered = set(observed.actors[observed.observation.answered])
            mine, theirs = (
                part.ties.loc[part.ties["source"].isin(answered), ["source", "target", "strength"]]
                for part in (observed, complete)
            )
            pd.testing.assert_frame_equal(
                mine.reset_index(drop=True), theirs.reset_index(drop=True)
            )


@pytest.mark.parametrize("relation", RULES)
def test_either_on_the_complete_answers_gives_the_real_ties(region, relation):
    _, truth = panels(region, relation, RULES[relation][0])
    planted = region.ties[region.ties["relation"] == relation]
    key = tuple if relation == "referral" else frozenset
    for network in truth:
        real = planted.loc[planted["wave"] == network.wave, ["source", "target"]]
        found = network.ties[["source", "target"]]
        assert set(map(key, real.to_numpy())) == set(map(key, found.to_numpy()))
        assert len(real) == len(found)


@pytest.mark.parametrize(("relation", "dyad"), CASES)
@pytest.mark.parametrize(("before", "after"), list(combinations(WAVES, 2)))
def test_every_change_found_is_the_planted_one(region, relation, dyad, before, after):
    observed, truth = panels(region, relation, dyad)
    found = statuses(observed[before], observed[after])
    true = statuses(truth[before], truth[after])
    change = rn.compare(observed[before], observed[after]).composition.set_index("actor")
    silent = set(change.index[~change["answered_before"] | ~change["answered_after"]])
    for tie, status in found.items():
        assert status not in CHANGED or true[tie] == status
        reporters = tie[:1] if dyad == "sender" else tie
        assert status not in CHANGED or not set(reporters) & silent
    for tie, status in true.items():
        reporters = tie[:1] if dyad == "sender" else tie
        if status in CHANGED and found.get(tie) != status:
            assert found.get(tie, "unobserved") == "unobserved"
            assert set(reporters) & silent
        elif status in {"entered", "left"}:
            assert found.get(tie, status) == status
            assert tie in found or set(reporters) & silent
    assert {"unobserved", "persisted"} <= set(found.values())


def crossing(region, relation):
    """Real ties by wave, and how many of them are between sectors."""
    sector = region.organisations.set_index("name")["sector"]
    ties = region.ties[region.ties["relation"] == relation]
    across = ties["source"].map(sector) != ties["target"].map(sector)
    return across.groupby(ties["wave"]).agg(["sum", "mean"])


@pytest.mark.parametrize("relation", ["information", "projects"])
def test_sectors_work_together_more_after_the_pact(region, relation):
    ties = crossing(region, relation)
    assert ties.loc["2023":, "sum"].min() > 1.2 * ties.loc[:"2021", "sum"].max()


def test_projects_shift_to_other_sectors(region):
    share = crossing(region, "projects")["mean"]
    assert share["2023":].min() > share[:"2021"].max()


def test_one_drifts_to_the_margin_and_one_becomes_a_hub(region):
    ends = region.ties.melt(["wave", "relation"], ["source", "target"], value_name="actor")
    degree = ends.groupby(["actor", "wave"]).size().unstack(fill_value=0)
    degree = degree.loc[degree.index.isin(region.roster.query("wave == '2025'")["id"])]
    nursing, hub = degree.loc["Verpleeghuis Oldermeer"], degree.loc["Gemeente Reigersvoort"]
    assert nursing["2019"] > degree["2019"].median()
    assert nursing["2025"] <= degree["2025"].nsmallest(4).max()
    assert hub["2019"] < degree["2019"].median()
    assert hub["2025"] >= degree["2025"].nlargest(3).min()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_written_and_read_again_it_is_the_same_survey(language, tmp_path):
    region = lindeland(language)
    paths = write_region(region, tmp_path / "new" / "folder")
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert not {"truth.csv", "ties.csv"} & {path.name for path in paths}
    by_name = {path.stem: path for path in paths}
    again = rn.read_survey(
        by_name["reports"], roster=by_name["roster"], respondents=by_name["respondents"],
        events=by_name["events"], milestones=by_name["milestones"],
        mutual=[r.name for r in region.survey.relations if r.directed is False],
        scale=rn.Scale(1, 4), warn=False,
    )  # fmt: skip
    told = region.survey.milestones  # the files do not say when the waves were held
    assert again.milestones["title"].tolist() == told["title"].tolist()
    assert again.milestones["follows"].isna().all()
    dated = replace(again, dates=region.survey.dates, _milestones=told)
    assert dated.equals(region.survey)
    assert by_name["waves"].read_text(encoding="utf-8").splitlines()[1] == "2019,2019-05-15"
    with by_name["events"].open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(region.events)


def test_only_a_region_is_written(tmp_path):
    with pytest.raises(rn.UsageError, match="takes a region"):
        write_region("Lindeland", tmp_path)
