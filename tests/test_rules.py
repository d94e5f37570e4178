"""What a tie rule states, refuses and says of itself."""

from dataclasses import replace
from types import MappingProxyType

import pytest

import relnet as rn
from relnet.wording import Wording

WEIGHTED = rn.TieRule(respondents="weighted", weights={"board": 1, "client": 0.5}, dyad="both")


def test_layers_and_weights_are_plain_hashable_and_in_one_order():
    assert rn.TieRule(layers=["b", "a", "b"]) == rn.TieRule(layers=("a", "b"))
    assert rn.TieRule(layers="board").layers == ("board",)
    other = replace(WEIGHTED, weights=MappingProxyType({"client": 0.5, "board": 1.0}))
    assert other == WEIGHTED
    assert hash(other) == hash(WEIGHTED)
    assert WEIGHTED.weights == (("board", 1.0), ("client", 0.5))


def test_the_other_parts_of_a_rule_stay_when_the_dyad_is_settled():
    rule = rn.TieRule(respondents="weighted", weights={"a": 2}, layers=["a"], at_least=2).settled(
        "either"
    )
    assert rule == rn.TieRule(
        respondents="weighted", weights={"a": 2}, layers=["a"], at_least=2, dyad="either"
    )
    assert WEIGHTED.settled("either") == WEIGHTED


def test_a_rule_as_plain_data():
    rule = replace(WEIGHTED, layers=("board",)).as_dict()
    assert rule["layers"] == ["board"]
    assert rule["weights"] == {"board": 1.0, "client": 0.5}
    assert rn.TieRule().as_dict()["layers"] is rn.TieRule().as_dict()["weights"] is None


def test_a_rule_in_words():
    rule = replace(WEIGHTED, layers=("board", "client"), at_least=2)
    assert str(rule) == (
        "only respondents of layers board, client; the mean over an organisation's respondents, "
        "weighted by layer (board 1, client 0.5); a tie from answer 2; a tie if both reports say so"
    )
    assert rule.describe(Wording("nl")) == (
        "alleen respondenten van de lagen board, client; het gemiddelde over de respondenten van "
        "een organisatie, gewogen per laag (board 1, client 0,5); een relatie vanaf antwoord 2; "
        "een relatie als beide partners die melden"
    )


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"layers": []}, "at least one layer"),
        ({"layers": ""}, "at least one layer"),
        ({"layers": [" "]}, "a layer has a name"),
        ({"layers": 3}, "named by text, not by '3'"),
        ({"layers": ["a", None]}, "named by text, not by 'None'"),
        ({"respondents": "weighted"}, "needs weights"),
        ({"respondents": "weighted", "weights": {}}, "needs weights"),
        ({"weights": {"a": 1}}, "not with 'any'"),
        ({"respondents": "mean", "weights": {"a": 1}}, "not with 'mean'"),
        ({"respondents": "weighted", "weights": 3}, "from layer to number.*not int"),
        ({"respondents": "weighted", "weights": ["a"]}, "from layer to number"),
        ({"respondents": "weighted", "weights": {1: 1}}, "named by text"),
        (
            {"respondents": "weighted", "weights": {"a": 0}},
            "layer 'a' is a number above 0, not '0'",
        ),
        ({"respondents": "weighted", "weights": {"a": float("nan")}}, "not 'nan'"),
        ({"respondents": "weighted", "weights": {"a": float("inf")}}, "not 'inf'"),
        ({"respondents": "weighted", "weights": {"a": "1"}}, "above 0"),
        (
            {"respondents": "weighted", "weights": {"a": 1}, "layers": ["a", "b"]},
            "layer 'b' has no weight",
        ),
        (
            {"respondents": "weighted", "weights": {"a": 1}, "tie_values": [1]},
            "'weighted' combines strengths",
        ),
    ],
)
def test_parts_that_make_no_sense_are_refused(parts, message):
    with pytest.raises(rn.UsageError, match=message) as caught:
        rn.TieRule(**parts)
    assert caught.value.describe(Wording("nl")) != str(caught.value)


def test_a_threshold_between_codes_suits_a_weighted_mean():
    rule = rn.TieRule(respondents="weighted", weights={"a": 1}, at_least=2.5)
    rule.check_scale(rn.Scale(1, 4), "r")
    with pytest.raises(rn.UsageError, match="scale"):
        rn.TieRule(at_least=4.5).check_scale(rn.Scale(1, 4), "r")
