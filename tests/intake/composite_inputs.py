"""Studies whose composites do not hold together."""

import relnet as rn

STUDY = """
files.reports = "answers.csv"
files.items = "items.csv"
[[waves]]
label = "1"
[[items]]
name = "open"
scale = [1, 2, 3, 4, 5]
[[items]]
name = "agrees"
scale = [1, 2, 3, 4, 5]
[composites]
goals = {items}
"""


def composite_problems(folder):
    """The problems of composites: items that are not alike, and none."""
    place = folder / "composites"
    place.mkdir(exist_ok=True)
    (place / "answers.csv").write_text("respondent,actor,partner,value\nann,A,B,1\ncas,B,A,1\n")
    (place / "items.csv").write_text(
        "respondent,partner,item,value\nann,B,open,2\ncas,A,open,5\nann,,agrees,4\ncas,,agrees,3\n"
    )
    for items in ('["open", "agrees"]', "[]"):
        (place / "relnet.toml").write_text(STUDY.format(items=items))
        try:
            yield from rn.read_survey(rn.read_study(place), warn=False).problems
        except rn.DataError as error:
            yield from error.problems
