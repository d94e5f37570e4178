"""The layers of respondents by the names of the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem, shortened
from relnet.study.codes import normal

if TYPE_CHECKING:
    import pandas as pd

    from relnet.study import Study


def name_layers(people: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a list of respondents with the names of layers, and an error for those of none.

    Parameters
    ----------
    people
        As read; ``layer`` as the file calls it, empty where it does not say.
    study
        The study; one that names no layers takes them as they are.
    """
    if not study.layers:
        return people, []
    names = {
        normal(text): layer.name
        for layer in study.layers
        for text in (layer.name, *layer.names, *layer.label)
    }
    texts = people["layer"].map(normal)
    strange = people[~texts.isin([*names, ""])].drop_duplicates("layer")
    problems = [
        Problem(
            "unknown layer",
            values={
                "name": quoted(text),
                "n": int((people["layer"] == text).sum()),
                "names": shortened(quoted(layer.name) for layer in study.layers),
            },
            file=people.attrs["file"],
            row=int(row),  # type: ignore[call-overload]
            column=people.attrs["columns"].get("layer"),
        )
        for row, text in strange["layer"].items()
    ]
    return people.assign(layer=texts.map(names).fillna(people["layer"])), problems
