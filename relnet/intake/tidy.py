"""Reports as categories, ready to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from relnet.intake.rows import chosen, column_of
from relnet.readers.coded import by_group, compact, spread
from relnet.readers.threads import ROWS_A_THREAD, each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from relnet.survey import Relation


def tidy_reports(
    used: pd.DataFrame, actors: Sequence[str], relations: Sequence[Relation], order: Sequence[str]
) -> pd.DataFrame:
    """Return the reports as categories over the same actors, sorted by wave and relation.

    Parameters
    ----------
    used
        The reports that count.
    actors, relations, order
        The actors on the roster, the relations and the waves.
    """
    names = [relation.name for relation in relations]
    kept = chosen(used, ~used["impossible"].to_numpy(bool))
    wave, relation = _among(kept, "wave", list(order)), _among(kept, "relation", names)
    size = len(order) * len(names)
    place = wave.astype(np.min_scalar_type(-size - 1))
    place *= len(names)
    place += relation
    ordered = not (place[1:] < place[:-1]).any()
    sorted_ = (lambda values: values) if ordered else by_group(place, size)
    respondents = sorted(compact(column_of(kept, "respondent")).categories)
    columns: dict[str, Callable[[], object]] = {
        "wave": lambda: _categories(sorted_(wave), list(order), ordered=True),
        "respondent": lambda: _categories(
            sorted_(_among(kept, "respondent", respondents)), respondents
        ),
        "actor": lambda: _categories(sorted_(_among(kept, "actor", actors)), actors),
        "partner": lambda: _categories(sorted_(_among(kept, "partner", actors)), actors),
        "relation": lambda: _categories(sorted_(relation), names),
        "value": lambda: sorted_(kept["value"].to_numpy()),
    }
    threads = 2 if len(kept) >= ROWS_A_THREAD else 1
    made = each(threads, lambda make: make(), columns.values())
    return pd.DataFrame(dict(zip(columns, made, strict=True)), copy=False)


def _among(table: pd.DataFrame, name: str, texts: Sequence[str]) -> np.ndarray:
    """The position of each row's text among these, -1 of one that is not there."""
    column = column_of(table, name)
    places = {text: k for k, text in enumerate(texts)}
    own = [places.get(text, -1) for text in column.categories]
    codes = np.array(own, np.min_scalar_type(-len(texts) - 1))
    return column.codes if own == list(range(len(own))) else spread(codes, column.codes)


def _categories(
    codes: np.ndarray, texts: Sequence[str], *, ordered: bool = False
) -> pd.Categorical:
    dtype = pd.CategoricalDtype(pd.Index(list(texts), dtype="str"), ordered=ordered)
    return pd.Categorical.from_codes(codes, dtype=dtype, validate=False)
