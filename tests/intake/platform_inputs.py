"""Exports of LimeSurvey and Qualtrics with every problem that their readers find themselves."""

import relnet as rn

NO_DATE = """\
Response ID,Last page,Start language,Organisatie,Contact? [A],Contact? [B]
1,3,nl,A,,2
2,3,nl,B,1,
"""
PREVIEW = """\
StartDate,EndDate,Status,ResponseId,organisatie,Q5_1,Q5_2
Start Date,End Date,Response Type,Response ID,organisatie,Contact? - A,Contact? - B
2023-05-01,2023-05-01,1,R_1,A,,1
2023-05-01,2023-05-01,0,R_2,A,,1
2023-05-01,2023-05-01,0,R_3,B,1,
"""


def platform_problems(folder):
    """All problems of all these inputs."""
    found = []
    for layout, text in (("limesurvey", NO_DATE), ("qualtrics", PREVIEW)):
        path = folder / f"{layout}.csv"
        path.write_text(text)
        try:
            found += rn.read_survey(path, layout=layout, warn=False).problems
        except rn.DataError as error:
            found += error.problems
    return found
