"""Estimates in words: one sentence each, no stronger than the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from relnet.wording import in_words

if TYPE_CHECKING:
    from relnet.inference.estimate import Estimate
    from relnet.wording import Wording

BASES = ("formation: edges", "persistence: edges")
"""Coefficients that are the base of a model, and say nothing of more or less."""


def sentence(estimate: Estimate, words: Wording, *, subject: bool = True) -> str:
    """Return what is found, in one sentence; of what comes first, unless that is left out."""
    process, what = named(estimate, words)
    known = {"what": what, "numbers": numbers(estimate, words)}
    evidence = estimate.evidence
    base = estimate.method == "separable" and estimate.name in BASES
    if estimate.about == "value" or base or evidence == "undefined":
        key = "undefined" if evidence == "undefined" else "value"
        told = words(f"inference.said.{key}", **known)
    elif estimate.about == "change" and estimate.estimate == 0:
        told = words("inference.said.same", **known)
    else:
        way = "" if evidence == "none" else ".up" if estimate.estimate > 0 else ".down"
        told = words(f"inference.said.{estimate.about}.{evidence}{way}", **known)
    of = [in_words(estimate.subject, words)] if subject else []
    of += [process] if process else []
    if of:
        told = words("inference.about", subject=", ".join(of), told=told)
    return told if subject else told[:1].upper() + told[1:]


def named(estimate: Estimate, words: Wording) -> tuple[str, str]:
    """Return of which process a figure is, such as formation, or nothing, and what it is called."""
    if estimate.method == "separable":
        process, _, term = estimate.name.partition(": ")
        kind, _, of = term.partition("(")
        key = f"inference.term.{kind}"
        called = words(key, of=of.removesuffix(")")) if words.has(key) else term
        return words(f"inference.process.{process}").lower(), called
    if estimate.about == "coefficient":
        return "", estimate.name
    key = f"inference.what.{estimate.name}"
    if words.has(key):
        return "", words(key)
    return "", words("inference.what", name=words.name("measure", estimate.name))


def numbers(estimate: Estimate, words: Wording) -> str:
    """Return the figure with its interval and p, as a language writes them."""
    parts = []
    if not np.isnan(estimate.before + estimate.after):
        both = {"before": figure(estimate.before, words), "after": figure(estimate.after, words)}
        parts.append(words("inference.numbers.from_to", **both))
    parts.append(
        words(f"inference.numbers.{estimate.about}", figure=figure(estimate.estimate, words))
    )
    if not np.isnan(estimate.low + estimate.high):
        ends = {"low": figure(estimate.low, words), "high": figure(estimate.high, words)}
        level = words.share(estimate.level)
        parts.append(words("inference.numbers.interval", level=level, **ends))
    if not np.isnan(estimate.p_adjusted):
        parts.append(
            words("inference.numbers.p_adjusted", p=probability(estimate.p_adjusted, words))
        )
    elif not np.isnan(estimate.p):
        parts.append(words("inference.numbers.p", p=probability(estimate.p, words)))
    return "; ".join(parts)


def figure(value: float, words: Wording) -> str:
    """Return a figure in three decimals, and of a small one three significant digits."""
    if not np.isfinite(value):
        return "–" if np.isnan(value) else ("∞" if value > 0 else "−∞")
    digits = 3 if value == 0 or abs(value) >= 0.001 else int(2 - np.floor(np.log10(abs(value))))
    shown = words.number(abs(value), min(digits, 6))
    return f"−{shown}" if value < 0 and float(f"{abs(value):.{min(digits, 6)}f}") else shown


def probability(p: float, words: Wording) -> str:
    """Return a p with its sign: three decimals, and never that it is nothing; a dash for none."""
    if np.isnan(p):
        return "–"
    least = 0.001
    sign, shown = ("<", least) if p < least else ("=", p)
    return f"{sign} {words.number(shown, 3)}"
