"""Every completion of small networks, and the networks to complete."""

import itertools

import hypothesis.strategies as st
import numpy as np
import pandas as pd
from hypothesis import assume, settings

import relnet as rn
from relnet.engine.cells import Cells
from relnet.measures import MEASURES
from relnet.measures.groups import Groups
from relnet.panel import Observation
from relnet.silence import BOUNDS
from relnet.silence.completion import completion, free_keys, value_of
from tests.strategies import IMPOSSIBLE, MISSING, Answered, survey_of

RULES = {
    "sender": {"rule": rn.TieRule()},
    "receiver": {"rule": rn.TieRule(), "received": "r"},
    "either": {"rule": rn.TieRule(dyad="either")},
    "both": {"rule": rn.TieRule(dyad="both")},
    "mean": {"rule": rn.TieRule(dyad="mean", at_least=2)},
    "max": {"rule": rn.TieRule(dyad="max", at_least=2)},
    "either, two questions": {"rule": rn.TieRule(dyad="either"), "sent": "r", "received": "s"},
    "both, two questions": {"rule": rn.TieRule(dyad="both"), "sent": "r", "received": "s"},
}
"""Every kind of tie rule, as `build_panel` takes it."""
SCALE = rn.Scale(1, 3)


def one_of(share):
    """As many examples as one of so many of the profile."""
    return settings(max_examples=max(2, settings.default.max_examples // share))


def network_of(parts, rule):
    """The network of one wave of answers, one for each question, under a rule."""
    return networks_of([parts], rule)[0]


def networks_of(waves, rule):
    """The networks of several waves of answers."""
    names = ("r", "s")[: len(waves[0])]
    survey = survey_of(*waves, relations=names, scale=SCALE)
    options = RULES[rule]
    plain = None if "sent" in options or "received" in options else "r"
    return rn.build_panel(survey, plain, **options).networks


@st.composite
def full(draw, rule, n=None):
    """Answers to everything, with some pairs that are not eligible."""
    n = draw(st.integers(2, 4)) if n is None else n
    values = st.lists(st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.0, IMPOSSIBLE]), min_size=n * n, max_size=n * n)  # fmt: skip
    questions = 2 if "two" in rule else 1
    return tuple(Answered(np.array(draw(values)).reshape(n, n), np.ones(n, bool)) for _ in range(questions))  # fmt: skip


@st.composite
def blanked(draw, parts):
    """The same with some actors silent and some answers missing."""
    n = len(parts[0].codes)
    silent = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    gone = np.array(draw(st.lists(st.booleans(), min_size=n * n, max_size=n * n))).reshape(n, n)
    return tuple(_blank(part, ~silent, gone & gone.T) for part in parts)


def _blank(part, who, gone):
    codes = np.where(gone & (part.codes != IMPOSSIBLE), MISSING, part.codes)
    return Answered(codes, part.answered & who)


@st.composite
def networks(draw, n=5, most=9):
    """Networks of cells in any of the four states, with few enough of them unknown."""
    n = draw(st.integers(2, n))
    directed = draw(st.booleans())
    values = st.sampled_from(["tie", "no tie", "no tie", "unknown", "impossible"])
    cells = draw(st.lists(values, min_size=n * n, max_size=n * n))
    table = np.array(cells).reshape(n, n)
    if not directed:
        table = np.where(np.tri(n, k=-1, dtype=bool), table.T, table)
    np.fill_diagonal(table, "impossible")
    assume((table == "unknown").sum() <= most * (1 if directed else 2))
    groups = draw(st.lists(st.sampled_from(["a", "b", None]), min_size=n, max_size=n))
    return of_states(table, directed, groups)


def of_states(table, directed, groups=None):
    """The network of a matrix of states; what is not unknown is rated."""
    n = len(table)
    possible, unknown, ties = (
        np.flatnonzero(table.ravel() == name) if name != "possible" else np.flatnonzero(table.ravel() != "impossible")
        for name in ("possible", "unknown", "tie")
    )  # fmt: skip
    possible, unknown = (Cells.from_keys(keys, n) for keys in (possible, unknown))
    actors = pd.Index([f"o{k}" for k in range(n)], name="actor", dtype="str")
    answered = (table != "unknown").any(axis=1)
    seen = Observation(possible, possible - unknown, unknown, answered)
    attributes = pd.DataFrame({"kind": pd.Series(groups or ["a"] * n, actors, "str")})
    strength = np.ones(ties.size)
    rule = rn.TieRule(dyad="sender" if directed else "either")
    return rn.Network(actors, "1", "r", directed, ties, strength, seen, rule, _attributes=attributes)  # fmt: skip


def completions(network):
    """Every completion of a network."""
    free = free_keys(network)
    for size in range(free.size + 1):
        for chosen in itertools.combinations(free.tolist(), size):
            yield completion(network, np.array(chosen, np.int64))


def brute(network, names, groups: Groups | None):
    """Measure → its values in every completion, shape (completions, values)."""
    every = [*completions(network)]
    return {
        name: np.stack([value_of(MEASURES[name], one, groups) for one in every]) for name in names
    }


def bound_of(network, name, groups: Groups | None = None):
    """The bounds in closed form as the registered function gives them."""
    function = BOUNDS[name]
    return function(network, groups) if MEASURES[name].by else function(network)


def flat(*values):
    """Values as arrays of one dimension."""
    return [np.asarray(value, float).reshape(-1) for value in values]


def ends(values):
    """Smallest and largest defined value of each column, and the share that is not defined."""
    defined = np.ma.masked_invalid(values)
    low, high = (np.ma.filled(end(axis=0), np.nan) for end in (defined.min, defined.max))
    return low, high, 1 - np.asarray(defined.count(axis=0)) / len(values)
