"""Two waves of a small survey: who answered, what changed, what is not known."""

import io

import relnet as rn

ANSWERS = """wave;respondent;organisation;partner;value
2022;r1;Hospital;Insurer;4
2022;r1;Hospital;Municipality;2
2022;r2;Insurer;Hospital;3
2022;r3;Municipality;Hospital;1
2022;r3;Municipality;Residents;3
2022;r4;Residents;Municipality;2
2024;r1;Hospital;Insurer;4
2024;r1;Hospital;Home care;3
2024;r5;Municipality;Hospital;2
2024;r6;Home care;Hospital;3
"""
ROSTER = """wave;id;sector
2022;Hospital;care
2022;Insurer;insurance
2022;Municipality;government
2022;Residents;citizens
2024;Hospital;care
2024;Insurer;insurance
2024;Municipality;government
2024;Home care;care
"""


def main() -> None:
    """Print the response, a few measures, and what became of each tie."""
    survey = rn.read_survey(io.StringIO(ANSWERS), roster=io.StringIO(ROSTER), warn=False)
    print(rn.response(survey), end="\n\n")

    rule = rn.TieRule(dyad="sender", at_least=1)
    panel = rn.build_panel(survey, rule=rule)
    print(rn.measure(panel, "density", "reciprocity_edgewise", "isolates", wide=True), end="\n\n")

    change = rn.compare(panel["2022"], panel["2024"])
    print(change.composition[["actor", "status"]], end="\n\n")
    print(change.ties[["source", "target", "status"]])


if __name__ == "__main__":
    main()
