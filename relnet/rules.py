"""How reports become ties: the scale of an answer and the tie rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from numbers import Real
from typing import Any, Literal, TypeAlias, get_args

from relnet.errors import UsageError, printable, quoted
from relnet.wording import Phrase, Wording, expect, in_words, unknown

Dyad = Literal["sender", "receiver", "either", "both", "mean", "max"]
Respondents = Literal["any", "majority", "mean", "max", "weighted"]
Weights: TypeAlias = Mapping[str, float] | tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that a question allows, from the weakest tie to the strongest.

    Strength always grows with the tie: on a scale where 1 is the strongest answer,
    ``Scale(weakest=4, strongest=1)``, the answer 1 has strength 4.

    Parameters
    ----------
    weakest, strongest
        The codes of the weakest and the strongest tie. 0, "no tie", is always allowed.

    Raises
    ------
    UsageError
        If the two are equal or not finite.

    Examples
    --------
    >>> Scale(4, 1).strength(1)
    4.0
    >>> Scale(4, 1).allows(5)
    False
    """

    weakest: float
    strongest: float

    def __post_init__(self) -> None:
        for end in (self.weakest, self.strongest):
            expect(end, Real, "scale_end")
        if not (math.isfinite(self.weakest) and math.isfinite(self.strongest)):
            ends = {"weakest": str(self.weakest), "strongest": str(self.strongest)}
            raise UsageError(Phrase("usage.scale.finite", **ends))
        if self.weakest == self.strongest:
            raise UsageError(Phrase("usage.scale.ends", end=float(self.weakest)))

    @property
    def reversed(self) -> bool:
        """Whether a lower code is a stronger tie."""
        return self.strongest < self.weakest

    @property
    def top(self) -> float:
        """Strength of the strongest answer."""
        return float(max(self.weakest, self.strongest))

    def strength(self, code: float) -> float:
        """Return the strength of an answer; 0 stays 0."""
        if code == 0 or not self.reversed:
            return float(code)
        return float(self.weakest + self.strongest - code)

    def allows(self, code: float) -> bool:
        """Whether the code is on the scale."""
        low, high = sorted((self.weakest, self.strongest))
        return code == 0 or low <= code <= high

    def __str__(self) -> str:
        """``weakest to strongest``."""
        return str(_ends(self))


def _ends(scale: Scale) -> Phrase:
    ends = {"weakest": float(scale.weakest), "strongest": float(scale.strongest)}
    return Phrase("word.scale", **ends)


def _codes(values: Any) -> tuple[float, ...]:
    """One code or several, as numbers."""
    several = values if isinstance(values, Iterable) and not isinstance(values, str) else [values]
    for value in several:
        expect(value, Real, "tie_value")
    codes = tuple(float(value) for value in several)
    if any(math.isnan(code) for code in codes):
        raise UsageError(Phrase("usage.tie_values.nan"))
    return codes


def _layers(names: Any) -> tuple[str, ...]:
    """One layer or several, each once and in one order."""
    several = names if isinstance(names, Iterable) and not isinstance(names, str) else [names]
    layers = tuple(sorted({expect(name, str, "layer") for name in several}))
    if not all(name.strip() for name in layers) or not layers:
        raise UsageError(Phrase("usage.layers.empty"))
    return layers


def _weights(weights: Any) -> tuple[tuple[str, float], ...]:
    """Layer and weight, in one order."""
    try:
        given = dict(weights)
    except (TypeError, ValueError):
        given = expect(weights, Mapping, "weights")
    for layer, weight in given.items():
        expect(layer, str, "layer")
        number = float(weight) if isinstance(weight, Real) else math.nan
        if not (math.isfinite(number) and number > 0):
            where = {"layer": quoted(layer), "weight": quoted(weight)}
            raise UsageError(Phrase("usage.weights.positive", **where))
    return tuple(sorted((layer, float(weight)) for layer, weight in given.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRule:
    """The stated order in which reports become ties.

    Respondents → organisation → what counts as a tie → dyad. For ``either`` and ``both``
    each report is first judged a tie or not; for ``mean`` and ``max`` the reports are
    combined first and their strength judged after.

    Parameters
    ----------
    dyad
        How two reports on one tie combine. ``None`` takes ``sender`` where a tie has one
        report and ``either`` where it has two. `sender` and `receiver` take one report of
        a directed relation; `either`, `both`, `mean` and `max` need two.
    at_least
        The weakest answer that is a tie, as a code of the question's scale. ``None``
        counts every answer other than 0.
    tie_values
        The codes that are a tie, in place of a threshold.
    respondents
        How several respondents speak for their organisation: ``any`` or ``majority`` of
        them report a tie, or the ``mean`` or ``max`` of their answers is judged, or the
        mean ``weighted`` by their layers.
    layers
        The layers whose respondents speak; all others are not heard at all, and an
        organisation of which none of these answered is unobserved. ``None`` hears all.
    weights
        Layer → weight, for ``weighted``: the strength is Σ w·s / Σ w over the respondents
        who speak on the cell. Only the proportions matter. Stored as pairs.

    Raises
    ------
    UsageError
        If a name is unknown or two parts contradict each other.

    Examples
    --------
    >>> print(TieRule(dyad="both", at_least=2))
    any respondent of an organisation; a tie from answer 2; a tie if both reports say so
    >>> print(TieRule(respondents="weighted", weights={"board": 1, "professional": 2}))
    the mean over an organisation's respondents, weighted by layer (board 1, professional 2);
    a tie for any answer but 0
    >>> print(TieRule(layers=["board"]))
    only respondents of layer board; any respondent of an organisation; a tie for any answer but 0
    """

    dyad: Dyad | None = None
    at_least: float | None = None
    tie_values: tuple[float, ...] | None = None
    respondents: Respondents = "any"
    layers: tuple[str, ...] | None = None
    weights: Weights | None = None

    def __post_init__(self) -> None:
        if self.dyad is not None and self.dyad not in get_args(Dyad):
            raise unknown("dyad_rule", self.dyad, get_args(Dyad))
        if self.respondents not in get_args(Respondents):
            raise unknown("respondent_rule", self.respondents, get_args(Respondents))
        if self.tie_values is not None:
            object.__setattr__(self, "tie_values", _codes(self.tie_values))
        self._check_threshold()
        if self.layers is not None:
            object.__setattr__(self, "layers", _layers(self.layers))
        if self.weights is not None:
            object.__setattr__(self, "weights", _weights(self.weights))
        self._check_weights()

    def _check_weights(self) -> None:
        weighted = self.respondents == "weighted"
        if weighted and not self.weights:
            raise UsageError(Phrase("usage.weights.needed"))
        if self.weights is not None and not weighted:
            raise UsageError(Phrase("usage.weights.refused", rule=repr(self.respondents)))
        if weighted:
            self.check_layers(self.layers or ())

    def check_layers(self, layers: Iterable[str]) -> None:
        """Raise `UsageError` if the rule weighs respondents and a layer has no weight."""
        known = dict(self.weights or ())
        absent = [layer for layer in dict.fromkeys(layers) if layer not in known]
        if self.weights is not None and absent:
            names = ", ".join(quoted(layer) for layer in absent)
            raise UsageError(Phrase("usage.weights.absent", n=len(absent), names=names))

    def _check_threshold(self) -> None:
        if self.at_least is not None:
            expect(self.at_least, Real, "at_least")
        if self.at_least is not None and self.tie_values is not None:
            raise UsageError(Phrase("usage.threshold.both"))
        if self.at_least is not None and not (math.isfinite(self.at_least) and self.at_least > 0):
            raise UsageError(Phrase("usage.threshold.zero", least=str(self.at_least)))
        if self.tie_values is not None and (not self.tie_values or 0 in self.tie_values):
            raise UsageError(Phrase("usage.tie_values.zero"))
        if self.respondents == "majority" and self.dyad in {"mean", "max"}:
            raise UsageError(Phrase("usage.majority", dyad=repr(self.dyad)))
        combined = {"mean", "max", "weighted"} & {self.dyad, self.respondents}
        if self.tie_values is not None and combined:
            raise UsageError(Phrase("usage.tie_values.combined", rule=repr(min(combined))))

    def check_scale(self, scale: Scale | None, relation: str) -> None:
        """Raise `UsageError` if a code of the rule is off the scale of a relation."""
        if scale is None:
            return
        codes = [*(self.tie_values or ()), *([] if self.at_least is None else [self.at_least])]
        pools = bool({self.dyad, self.respondents} & {"mean", "weighted"})
        for code in codes:
            between = pools and 0 < scale.strength(code) <= scale.top
            if not (scale.allows(code) or between):
                asked, allowed = repr(relation), _ends(scale)
                raise UsageError(
                    Phrase("usage.scale.off", code=float(code), relation=asked, scale=allowed)
                )

    def settled(self, dyad: Dyad) -> TieRule:
        """Return the rule with the default dyad filled in."""
        return replace(self, dyad=self.dyad or dyad)

    def as_dict(self) -> dict[str, object]:
        """Return the rule as plain data, with its wording under ``"text"``."""
        return {
            "dyad": self.dyad,
            "at_least": self.at_least,
            "tie_values": None if self.tie_values is None else list(self.tie_values),
            "respondents": self.respondents,
            "layers": None if self.layers is None else list(self.layers),
            "weights": None if self.weights is None else dict(self.weights),
            "text": str(self),
        }

    def describe(self, words: Wording) -> str:
        """Return the rule in words, in the order in which it is applied."""
        number = words.number
        if self.tie_values is not None:
            values = ", ".join(number(value) for value in self.tie_values)
            counts = words("rule.values", values=values)
        elif self.at_least is not None:
            counts = words("rule.at_least", least=self.at_least)
        else:
            counts = words("rule.any_value")
        parts = [*self._spoken(words), counts]
        return "; ".join([*parts, *([words(f"rule.dyad.{self.dyad}")] if self.dyad else [])])

    def _spoken(self, words: Wording) -> list[str]:
        """Who speaks for an organisation, and how."""
        names = ", ".join(printable(layer) for layer in self.layers or ())
        only = [words("rule.layers", n=len(self.layers), names=names)] if self.layers else []
        weights = ", ".join(
            f"{printable(layer)} {in_words(weight, words)}"
            for layer, weight in dict(self.weights or ()).items()
        )
        return [*only, words(f"rule.respondents.{self.respondents}", weights=weights)]

    def __str__(self) -> str:
        """The rule in English."""
        return self.describe(Wording("en"))
