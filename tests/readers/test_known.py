"""The layouts that can be named."""

import relnet as rn
from relnet.study.known import LAYOUTS


def test_a_study_may_name_every_layout_that_there_is():
    assert set(LAYOUTS) == set(rn.list_layouts()["layout"])
