"""What a study file would say of the files of a folder, and what a person has to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from relnet.propose.answers import Answers, answers_of
from relnet.readers.layouts import DEFAULT_RELATION
from relnet.readers.waves import ordered_waves
from relnet.study.codes import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from relnet.propose.platforms import Questionnaire
    from relnet.propose.recognise import Finding

KINDS = ("reports", "roster", "register", "respondents", "unobserved", "items")
"""Kinds of tables that a study file names, in its order."""
ALIKE = 80
"""Score from which two names may be of one question."""


@dataclass(frozen=True, slots=True)
class ProposedWave:
    """A wave.

    Attributes
    ----------
    label
        What it is called.
    files
        Its files, by kind.
    unknown
        Tables whose names speak of it, and of which it could not be told what they are.
    encoding
        Of its files, where one is not UTF-8.
    """

    label: str
    files: Mapping[str, Sequence[str]]
    unknown: Sequence[Finding] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class ProposedQuestion:
    """A relation or item.

    Attributes
    ----------
    name, names
        What it is called in files: most often, and otherwise.
    waves
        Where it was found.
    answers
        What seems to be its scale.
    near
        Questions that are called nearly the same.
    """

    name: str
    names: Sequence[str]
    waves: Sequence[str]
    answers: Answers
    near: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a study file would say.

    Attributes
    ----------
    waves, relations, items, layers
        What was found.
    files
        Kind → files with several waves in them.
    organisations, names, events
        Files of organisations, of further names and of what happened, if there are any.
    unknown
        Tables of which it could not be told what they are.
    unplaced
        Files of reports of which it could not be told of which wave they are.
    questionnaires
        What the exports of survey platforms ask.
    untold
        Files of reports of waves in which nothing shows who answered and named nobody.
    """

    waves: Sequence[ProposedWave]
    files: Mapping[str, Sequence[str]]
    relations: Sequence[ProposedQuestion]
    items: Sequence[ProposedQuestion]
    layers: Sequence[str]
    organisations: str | None
    names: str | None
    events: str | None
    unknown: Sequence[Finding]
    unplaced: Sequence[str]
    questionnaires: Sequence[Questionnaire] = ()
    untold: Sequence[str] = ()

    @property
    def own(self) -> str:
        """The column that seems to say for which organisation somebody answers."""
        return next((one.own for one in self.questionnaires if one.own), "")

    @property
    def plain(self) -> list[str]:
        """The questions of exports that have no rows."""
        return list(dict.fromkeys(text for one in self.questionnaires for text in one.plain))[:12]

    @property
    def coded(self) -> bool:
        """Whether exports hold codes in place of organisations."""
        return any(one.coded for one in self.questionnaires)

    @property
    def has_roster(self) -> bool:
        """Whether files say of every wave who was eligible."""
        return "roster" in self.files or all("roster" in wave.files for wave in self.waves)


def propose(findings: Sequence[Finding]) -> Proposal:
    """Return what a study file would say of these tables."""
    used = [finding for finding in findings if finding.kind in KINDS]
    registry = [f for f in used if f.kind == "roster" and not f.waves]
    named = {f.kind: f.path for f in findings if f.kind in {"organisations", "names", "events"}}
    organisations = named.get("organisations") or (registry[0].path if registry else None)
    used = [f for f in used if f.path != organisations]
    strange = [f for f in findings if f.kind == ""]
    labels = ordered_waves([wave for f in used for wave in f.waves])
    labels = ordered_waves([*labels, *(f.wave for f in strange if f.wave)])
    placed = _placed(used, labels)
    unplaced = [f.path for f in used if f.kind == "reports" and not f.waves]
    waves = [
        ProposedWave(
            label,
            placed[label],
            [f for f in strange if f.wave == label],
            next((f.encoding for f in findings if f.encoding and label in f.waves), ""),
        )
        for label in labels
    ]
    if not waves and unplaced:
        waves = [ProposedWave(str(k), {"reports": [p]}) for k, p in enumerate(unplaced, 1)]
    reports = [f for f in used if f.kind == "reports"]
    items = [f for f in used if f.kind == "items"]
    people = [f.rows["layer"] for f in used if f.kind == "respondents" and "layer" in f.rows]
    return Proposal(
        waves=waves,
        files={} if not labels else placed[""],
        relations=_questions(reports, "relation"),
        items=_questions(items, "item"),
        layers=_once(text for layer in people for text in layer.unique()),
        organisations=organisations,
        names=None if _same_book(named.get("names"), organisations) else named.get("names"),
        events=None if _same_book(named.get("events"), organisations) else named.get("events"),
        unknown=[f for f in strange if not f.wave],
        unplaced=unplaced,
        questionnaires=[f.questionnaire for f in used if f.questionnaire is not None],
        untold=_untold(used, labels),
    )


def _untold(used: Sequence[Finding], labels: Sequence[str]) -> list[str]:
    """Edge lists of waves that have nothing else and no file that says who answered."""
    reports = [(f, wave) for f in used if f.kind == "reports" for wave in f.waves or [f.path]]
    lists = [f for f in used if f.kind in {"register", "respondents"}]
    told = {wave for f in lists for wave in f.waves or labels}
    told |= {wave for f, wave in reports if f.shows_silence}
    return list(dict.fromkeys(f.path for f, wave in reports if wave not in told))


def _same_book(path: str | None, other: str | None) -> bool:
    return path is not None and other is not None and path.split("[")[0] == other.split("[")[0]


def _placed(used: Iterable[Finding], labels: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Files by wave and kind; those of several waves, or of none, under the empty label."""
    placed: dict[str, dict[str, list[str]]] = {label: {} for label in ("", *labels)}
    for kind in KINDS:
        for finding in used:
            if finding.kind == kind:
                wave = finding.waves[0] if len(finding.waves) == 1 else ""
                placed[wave].setdefault(kind, []).append(finding.path)
    return placed


def _once(texts: Iterable[str]) -> list[str]:
    """Texts that differ in more than case and spaces, in order of appearance."""
    first: dict[str, str] = {}
    for text in texts:
        if text:
            first.setdefault(normal(text), text)
    return list(first.values())


def _questions(findings: Sequence[Finding], role: str) -> list[ProposedQuestion]:
    """The questions of tables, those whose names differ only in case or accents together."""
    parts = []
    for finding in findings:
        rows = finding.rows.reset_index(drop=True)
        text = rows[role] if role in rows else pd.Series(DEFAULT_RELATION, rows.index)
        value = rows["value"] if "value" in rows else pd.Series("", rows.index)
        wave = rows["wave"] if "wave" in rows else pd.Series(finding.wave, rows.index)
        parts.append(pd.DataFrame({"text": text, "value": value, "wave": wave}))
    if not parts:
        return []
    table = pd.concat(parts, ignore_index=True)
    table = table[table["text"] != ""]
    alike = role == "relation" and all(f.questionnaire is None for f in findings)
    shared = answers_of(table["value"]) if alike else None
    groups = table.groupby(table["text"].map(normal), sort=False)
    return _with_near([_question(part, shared) for _, part in groups])


def _with_near(questions: list[ProposedQuestion]) -> list[ProposedQuestion]:
    """The questions with those that are called nearly the same."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where a study is proposed

    names = [question.name for question in questions]
    near = {
        name: [o for o in names if o != name and fuzz.WRatio(normal(name), normal(o)) >= ALIKE]
        for name in names
    }
    return [replace(question, near=near[question.name]) for question in questions]


def _question(part: pd.DataFrame, shared: Answers | None) -> ProposedQuestion:
    """A question; the relations of long lists have one scale as far as can be told."""
    names = [name for name, _ in Counter(part["text"]).most_common()]
    waves = ordered_waves([wave for wave in part["wave"].unique() if wave])
    distinct = [name for name in names[1:] if normal(name) != normal(names[0])]
    return ProposedQuestion(names[0], distinct, waves, shared or answers_of(part["value"]))
