"""How much names resemble one another, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from scipy.sparse import csr_array

from relnet.organisations.normal import telling_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Words: TypeAlias = tuple[str, ...]
Runs: TypeAlias = dict[str, Words]

ALIKE = 0.7
"""Similarity below which two words are different ones."""
SHORTENED = 0.9
"""What the beginning of a word, or initials, are worth beside the words in full."""
CONTRACTED = 0.8
"""What some letters of a word are worth beside all of it."""
LETTERS = range(3, 6)
"""Letters of a word that may stand for all of it."""
LONGEST_RUN = 8
"""Words whose initials are taken together at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Known names as words.

    Attributes
    ----------
    names : list of tuple of str
        The telling words of each.
    words : dict of str to int
        Place of each distinct word.
    weight : ndarray of float, shape (len(words),)
        What each word counts: the more, the fewer names have it.
    short : dict of str to list of (int, tuple of str)
        Of which names it stands for a run of words, and which.
    having : dict of str to list of int
        The names that have a word.
    """

    names: list[Words]
    words: dict[str, int]
    weight: Floats
    short: dict[str, list[tuple[int, Words]]]
    having: dict[str, list[int]]

    @classmethod
    def of(cls, names: Sequence[str]) -> Known:
        """Take names apart."""
        own = [telling_words(name) for name in names]
        short: dict[str, list[tuple[int, Words]]] = {}
        having: dict[str, list[int]] = {}
        for k, name in enumerate(names):
            for text, run in _runs(name).items():
                short.setdefault(text, []).append((k, run))
            for word in set(own[k]):
                having.setdefault(word, []).append(k)
        words = _places(own)
        weight = np.log1p(len(names) / np.array([len(having[word]) for word in words]))
        return cls(own, words, weight, short, having)


def _places(names: Iterable[Words]) -> dict[str, int]:
    return {word: k for k, word in enumerate(dict.fromkeys(chain.from_iterable(names)))}


def _runs(name: str) -> Runs:
    """Return what stands for two successive words or more: initials, or two in one.

    Words for ``&`` may count among the initials or not.
    """
    found: Runs = {}
    telling = telling_words(name)
    for words in dict.fromkeys((words_of(name), telling)):
        for start in range(len(words) - 1):
            for end in range(start + 2, min(start + LONGEST_RUN, len(words)) + 1):
                run = words[start:end]
                kept = tuple(word for word in run if word in telling)
                texts = ["".join(word[0] for word in run), *["".join(run)][: end - start == 2]]
                found |= {text: kept for text in texts if kept and text not in found}
    return found


def scores_of(names: Sequence[str], known: Known) -> Floats:
    """Return how much names resemble the known ones: 0 to 100, shape ``(names, known)``.

    A score is the geometric mean of how much of either name is in the other, by the weight
    of its words.
    """
    own = [telling_words(name) for name in names]
    words = _places(own)
    alike = _alike(list(words), list(known.words))
    rare = np.log1p(float(len(known.names)))
    weight = np.where(alike.max(axis=1) > 0, known.weight[alike.argmax(axis=1)], rare)
    ahead = _held(own, words, weight, _nearest(alike, known.names, known.words))
    back = _held(known.names, known.words, known.weight, _nearest(alike.T, own, words))
    scores = np.maximum(np.sqrt(ahead * back.T), _run_together(own, known.names))
    pair = _Pair(own, words, weight, alike, known)
    for u, k, score in _in_short(names, pair):
        scores[u, k] = max(scores[u, k], score)
    return 100 * scores


def _alike(some: Sequence[str], others: Sequence[str]) -> Floats:
    """Similarity of words, 0 to 1; 0 for words that are different ones."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - keeps --help quick
    from rapidfuzz.process import cdist  # noqa: PLC0415

    alike = cdist(some, others, scorer=OSA.normalized_similarity, score_cutoff=ALIKE)
    alike = np.asarray(alike, np.float64)
    number = [np.array([any(map(str.isdigit, w)) for w in words]) for words in (some, others)]
    alike[(number[0][:, None] | number[1]) & (alike < 1)] = 0
    _shorten(alike, some, others)
    _shorten(alike.T, others, some)
    return alike


def _shorten(alike: Floats, short: Sequence[str], full: Sequence[str]) -> None:
    """Raise the similarity of words with those of which they are some of the letters."""
    places: dict[str, list[int]] = {}
    for k, word in enumerate(full):
        places.setdefault(word[:1], []).append(k)
    for k, word in enumerate(short):
        if len(word) >= LETTERS.start and word.isalpha():
            part = re.compile(".*".join(word) if len(word) in LETTERS else word)
            for j in places.get(word[:1], ()):
                if len(full[j]) > len(word) and part.match(full[j]):
                    worth = SHORTENED if full[j].startswith(word) else CONTRACTED
                    alike[k, j] = max(alike[k, j], worth)


def _nearest(alike: Floats, names: Sequence[Words], words: Mapping[str, int]) -> Floats:
    """Similarity of each word with the nearest of each name, shape ``(words, names)``."""
    places = np.array([words[word] for name in names for word in name])
    starts = np.cumsum([0, *map(len, names[:-1])])
    return np.maximum.reduceat(alike[:, places], starts, axis=1)


def _held(
    names: Sequence[Words], words: Mapping[str, int], weight: Floats, nearest: Floats
) -> Floats:
    """The share of each name that is in each of the others, by weight."""
    row = np.repeat(np.arange(len(names)), [len(name) for name in names])
    column = np.array([words[word] for name in names for word in name])
    table = csr_array((weight[column], (row, column)), shape=(len(names), len(words)))
    return np.asarray((table @ nearest) / table.sum(axis=1)[:, None], np.float64)


def _run_together(some: Sequence[Words], others: Sequence[Words]) -> Floats:
    """Similarity of names without spaces; low unless nearly all is the same."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - keeps --help quick
    from rapidfuzz.process import cdist  # noqa: PLC0415

    joined = [["".join(name) for name in names] for names in (some, others)]
    alike = cdist(joined[0], joined[1], scorer=ratio, score_cutoff=70, dtype=np.float64)
    return np.asarray((alike / 100) ** 3, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Names, their words and how these resemble the known ones."""

    names: list[Words]
    words: dict[str, int]
    weight: Floats
    alike: Floats
    known: Known

    def score(self, u: int, k: int, own: Words, other: Words) -> float:
        """The score of two names of which some words stand for some of the other."""
        mine = [self.words[word] for word in self.names[u]]
        theirs = [self.known.words[word] for word in self.known.names[k]]
        table = self.alike[np.ix_(mine, theirs)]
        sides = []
        for best, plain, name, covered, stands_for in (
            (table.max(axis=1), self.weight[mine], self.names[u], own, len(other)),
            (table.max(axis=0), self.known.weight[theirs], self.known.names[k], other, len(own)),
        ):
            there = np.array([word in covered for word in name])
            weight = plain * np.where(there & (len(covered) == 1), stands_for, 1)
            sides.append(float(weight @ np.where(there, np.maximum(best, SHORTENED), best)))
            sides[-1] /= float(weight.sum())
        return float(np.sqrt(sides[0] * sides[1]))


def _in_short(names: Sequence[str], pair: _Pair) -> Iterator[tuple[int, int, float]]:
    """Scores of names of which one has a word for several of the other."""
    known = pair.known
    for u, name in enumerate(names):
        for word in dict.fromkeys(pair.names[u]):
            for k, run in known.short.get(word, ()):
                yield u, k, pair.score(u, k, (word,), run)
        for text, run in _runs(name).items():
            for k in known.having.get(text, ()):
                yield u, k, pair.score(u, k, run, (text,))
