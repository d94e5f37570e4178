import pandas as pd
import pytest

from relnet.propose.answers import Answers, answers_of


@pytest.mark.parametrize(("texts", "expected"), [
    (["3", "1", "2", "1", ""], Answers(("1", "2", "3"))),
    (["1", "2", "3", "4", "5", "9"], Answers(("1", "2", "3", "4", "5"), dont_know=("9",))),
    (["1", "2", "3", "99", "-1"], Answers(("1", "2", "3"), dont_know=("-1", "99"))),
    (["0", "1", "2,0"], Answers(("0", "1", "2"))),
    ([*"123456789"], Answers(tuple("123456789"))),
    (["0", "1"], Answers()),
    (["1", "1.0", ""], Answers()),
    (["1,5", "2", "3"], Answers()),
    ([str(k) for k in range(50)], Answers()),
    ([], Answers()),
    (["wekelijks", "Nooit", "dagelijks", "nooit ", "DAGELIJKS"], Answers(("wekelijks", "dagelijks"), none="Nooit")),
    (["weekly", "never", "don't know", "n.v.t.", "yearly"],
     Answers(("yearly", "weekly"), ("don't know",), ("n.v.t.",), none="never")),
    (["veel", "weinig"], Answers(("veel", "weinig"), ordered=False)),
    (["1", "2", "vaak"], Answers(("1", "2"), also=("vaak",))),
    (["1", "weekly", "yearly"], Answers(("1", "weekly", "yearly"), ordered=False)),
    ([f"tekst {k}" for k in range(20)], Answers(ordered=False)),
])  # fmt: skip
def test_what_seems_to_be_a_scale(texts, expected):
    assert answers_of(pd.Series(texts, dtype="str")) == expected
