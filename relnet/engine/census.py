"""The triad census: how many triples of actors there are of each of the sixteen kinds."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from relnet.engine.graph import matrix
from relnet.engine.keys import is_among, lookup, transpose_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from relnet.engine.cells import Cells
    from relnet.engine.keys import Keys

    Counts = NDArray[np.int64]

TRIADS = (
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D",
    "120U", "120C", "210", "300",
)  # fmt: skip
"""Numbers of mutual, asymmetric and null dyads; then Down, Up, Cyclic or Transitive."""
NULL, OUT, IN, BOTH = range(4)
"""What is between two actors: nothing, a tie from the first, from the second, both."""
ROWS = 1024
"""Rows of a product, or pairs of rows that are compared, held at once."""


def _kind(first: int, second: int, third: int) -> int:
    """The kind of the triad of which these are the dyads 0-1, 1-2 and 0-2."""
    dyads = dict(zip(((0, 1), (1, 2), (0, 2)), (first, second, third), strict=True))
    one_way = [pair for pair, tie in dyads.items() if tie == OUT]
    one_way += [(b, a) for (a, b), tie in dyads.items() if tie == IN]
    mutual = {actor for pair, tie in dyads.items() if tie == BOTH for actor in pair}
    name = "".join(str(sum(dyads[pair] in ties for pair in dyads)) for ties in
                   ((BOTH,), (OUT, IN), (NULL,)))  # fmt: skip
    senders, receivers = ({pair[end] for pair in one_way} for end in (0, 1))
    letter = ""
    if name in {"021", "120"}:
        letter = "D" if len(senders) == 1 else "U" if len(receivers) == 1 else "C"
    elif name == "111":
        letter = "D" if receivers <= mutual else "U"
    elif name == "030":
        letter = "C" if len(senders) == 3 else "T"
    return TRIADS.index(name + letter)


KINDS = np.array([_kind(*ties) for ties in product(range(4), repeat=3)]).reshape(4, 4, 4)
"""Kind of a triad by what is between its actors 0-1, 1-2 and 0-2."""
MUTUAL, ASYMMETRIC, UNTIED = (np.array([int(name[k]) for name in TRIADS]) for k in range(3))
"""Dyads of each sort in each kind."""


def triad_census(keys: Keys, observed: Cells) -> Counts:
    """Count the triads of each kind, of those whose six cells are observed.

    Triads with two or three connected dyads are found along the paths of two connected
    dyads (Batagelj & Mrvar 2001). Those with one follow from the number of third actors
    that each connected dyad has, and those with none from the number of all.

    Parameters
    ----------
    keys
        Sorted cells that hold a tie, shape ``(m,)``.
    observed
        Cells that were observed.

    Returns
    -------
    ndarray of int64, shape (16,)
        In the order of `TRIADS`.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> found = triad_census(np.array([1, 2, 5]), Cells.everything(3))  # 0→1, 0→2, 1→2
    >>> TRIADS[found.argmax()]
    '030T'
    """
    pairs = observed.both_ways
    dyads, codes = _connected(keys[pairs.contains(keys)], observed.n)
    counts = _with_paths(dyads, codes, pairs)
    thirds = third_sizes(pairs, dyads)
    one_way, both = int(thirds[codes == OUT].sum()), int(thirds[codes == BOTH].sum()) // 2
    counts[TRIADS.index("012")] = one_way - ASYMMETRIC @ counts
    counts[TRIADS.index("102")] = both - MUTUAL @ counts
    counts[TRIADS.index("003")] = pairs.count_triples() // 6 - counts.sum()
    return counts


def _connected(keys: Keys, n: int) -> tuple[Keys, Counts]:
    """The connected dyads, each from both ends, and what is between the two."""
    back = np.sort(transpose_keys(keys, n))
    dyads = np.union1d(keys, back)
    codes = OUT * is_among(dyads, keys) + IN * is_among(dyads, back)
    return dyads, np.asarray(codes, np.int64)


def _with_paths(dyads: Keys, codes: Counts, pairs: Cells) -> Counts:
    """The triads with at least two connected dyads; one with three has three such paths."""
    n = pairs.n
    legs = [matrix(dyads[codes == code], n) for code in (OUT, IN, BOTH)]
    first, second = sparse.vstack(legs).tocsr(), sparse.hstack(legs).tocsr()
    found = np.zeros(len(TRIADS))
    for start in range(0, 3 * n, ROWS):
        paths = (first[start : start + ROWS] @ second).tocoo()
        (head, source), (tail, target) = (
            np.divmod(np.asarray(ends, np.int64), n) for ends in (paths.row + start, paths.col)
        )
        keys = source * n + target
        closing = lookup(keys, dyads, codes, NULL).astype(np.int64)
        once = (source < target) & ((closing != NULL) | pairs.contains(keys))
        kinds = KINDS[head + OUT, tail + OUT, closing][once]
        found += np.bincount(kinds, paths.data[once], len(TRIADS))
    return np.asarray(np.rint(found / np.where(UNTIED == 0, 3, 1)), np.int64)


def third_sizes(cells: Cells, keys: Keys) -> Counts:
    """Count for each cell (i, j) the actors k with i→k and k→j in the set (shape ``(m,)``).

    Parameters
    ----------
    cells
        The set of cells.
    keys
        Cells, shape ``(m,)``, whether or not they are in the set.

    Examples
    --------
    >>> from relnet.engine.cells import Cells
    >>> third_sizes(Cells.everything(4), np.array([1, 2]))
    array([2, 2])
    """
    n, table = cells.n, cells.table.astype(float)
    source, target = np.divmod(keys, max(n, 1))
    head, tail = cells.classes[source], cells.classes[target]
    shape = (table.shape[0], n)
    members = sparse.csr_array((np.ones(n), (cells.classes, np.arange(n))), shape=shape)
    exceptions = cells.exceptions().tocsr()
    back = exceptions.T.tocsr()
    counts = np.asarray((table @ (members.sum(axis=1)[:, None] * table))[head, tail])
    counts += (table @ (members @ exceptions).toarray())[head, target]
    counts += ((exceptions @ members.T).toarray() @ table)[source, tail]
    for start in range(0, keys.size, ROWS):
        part = slice(start, start + ROWS)
        counts[part] += exceptions[source[part]].multiply(back[target[part]]).sum(axis=1)
    return np.asarray(np.rint(counts), np.int64)
