"""Tables of edges of Gephi."""

import io

import pytest

import relnet as rn
from relnet.readers.files import load
from relnet.readers.networks.gephi import read_gephi
from relnet.readers.options import Options

EDGES = (
    "Source;Target;Type;Id;Label;timeset;Weight\n1;2;Undirected;0;;;2.5\n2;3;Undirected;1;;;1.0\n"
)
NODES = (
    "Id;Label;timeset;modularity_class\n1;GGD Lindeland;;0\n2;Huisartsen Noord;;1\n3;Stil Huis;;1\n"
)


def read(text, **options):
    return rn.read_survey(io.StringIO(text), warn=False, **options)


def by_wave(survey):
    reports = survey.reports.dropna(subset="partner")
    pairs = reports["actor"].astype(str) + reports["partner"].astype(str)
    return {str(wave): set(part) for wave, part in pairs.groupby(reports["wave"], observed=True)}


def test_the_type_says_whether_ties_run_one_way():
    survey = read(EDGES)
    assert survey.relations[0].directed is False
    assert survey.reports["value"].tolist() == [2.5, 1.0]
    assert read(EDGES.replace("Undirected", "directed")).relations[0].directed is True


def test_the_table_of_nodes_is_a_roster_of_ids():
    survey = read(EDGES, roster=io.StringIO(NODES))
    assert survey.roster["actor"].tolist() == ["1", "2", "3"]
    assert survey.roster["Label"].tolist() == ["GGD Lindeland", "Huisartsen Noord", "Stil Huis"]


def test_mixed_types_are_told_and_run_both_ways():
    survey = read(EDGES.replace("Undirected;1", "Directed;1"))
    assert by_wave(survey) == {"1": {"12", "21", "23"}}
    (problem,) = (p for p in survey.problems if p.kind == "undirected tie")
    assert problem.severity == "warning"


def test_the_kind_is_the_relation():
    text = "Source,Target,Type,Kind,Weight\nA,B,Directed,zorg,1\nA,B,Undirected,overleg,1\n"
    assert [(r.name, r.directed) for r in read(text).relations] == [
        ("zorg", True),
        ("overleg", False),
    ]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["<[2019.0, 2021.0]>", "<[2020.0, 2020.0]>", ""],
         {"2019": {"AB", "CD"}, "2020": {"AB", "BC", "CD"}, "2021": {"AB", "CD"}}),
        (["<[2019, 2021)>", "<(2019, 2021]>", "<[2020,2020]>"],
         {"2019": {"AB"}, "2020": {"AB", "BC", "CD"}, "2021": {"BC"}}),
        (["<[2019.0]>", "<[2019.0, 2020.0, 2021.0]>", "[2021]"],
         {"2019": {"AB", "BC"}, "2020": {"BC"}, "2021": {"BC", "CD"}}),
        (["<[1,2];[4,4]>", "<[2, 4]>", "<[1, 1]>"],
         {"1": {"AB", "CD"}, "2": {"AB", "BC"}, "4": {"AB", "BC"}}),
        (["2019-05-01", "2021-05-01", "<2019-05-01, 2021-05-01>"],
         {"2019-05-01": {"AB", "CD"}, "2021-05-01": {"BC", "CD"}}),
        (["<[-Infinity, 2019]>", "<[2019, Infinity]>", "<[2021, 2021]>"],
         {"2019": {"AB", "BC"}, "2021": {"BC", "CD"}}),
    ],
)  # fmt: skip
def test_times_are_waves(times, expected):
    rows = [f'{a},{b},"{time}"\n' for (a, b), time in zip(["AB", "BC", "CD"], times, strict=True)]
    survey = read("Source,Target,timeset\n" + "".join(rows))
    assert by_wave(survey) == expected
    assert any(problem.kind == "times as waves" for problem in survey.problems)


def test_a_column_of_waves_goes_before_times():
    survey = read('Source,Target,timeset,Wave\nA,B,"<[1,2]>",najaar\nB,A,"<[1,2]>",voorjaar\n')
    assert by_wave(survey) == {"najaar": {"AB"}, "voorjaar": {"BA"}}


def test_times_that_are_none_are_errors_of_their_row():
    for time in ("soon", "<[2019, soon]>", "<[]>", "<[1, 2021-01-01]>", "<x[1]>"):
        with pytest.raises(rn.DataError, match=r"file 1:3 column 'timeset': found"):
            read(f'Source,Target,timeset\nA,B,2019\nB,C,"{time}"\n')


def test_long_times_of_many_edges_are_refused(monkeypatch):
    monkeypatch.setattr("relnet.readers.networks.bounds.MOST_TIES", 3)
    with pytest.raises(rn.DataError, match="more than 3 nodes or ties"):
        read('Source,Target,timeset\nA,B,"<[1, 3]>"\nB,C,"<[2, 2]>"\nC,D,\n')


@pytest.mark.parametrize(
    "text",
    [
        "source,target,weight\nA,B,1\n",
        "Source,Target,Type\nA,B,friend\n",
        "Source,Target,Type\nA,B,\n",
        "respondent,Source,Target,Type\nann,A,B,Directed\n",
        "wave,van,naar,Type\n1,A,B,Directed\n",
    ],
)
def test_other_lists_are_left_to_others(text):
    (table,) = load(io.StringIO(text), name="a.csv")
    assert read_gephi(table, Options()) is None
