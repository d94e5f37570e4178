"""The ties of a network that was drawn elsewhere: between actors, with values and directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relnet.errors import quoted
from relnet.problems import Problem
from relnet.readers.layouts import DEFAULT_RELATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from relnet.readers.networks.drawn import Drawing, Tie
    from relnet.readers.options import Options
    from relnet.wording import Value


def between_actors(drawing: Drawing, actors: Mapping[str, str]) -> tuple[list[Tie], list[Problem]]:
    """The ties between actors, and an error for each end that is no node."""
    ties, problems = [], []
    for tie in drawing.ties:
        unknown = [end for end in (tie.source, tie.target) if end not in actors]
        problems += [
            Problem("unlisted node", values={"name": quoted(end)}, file=drawing.file, row=tie.row)
            for end in dict.fromkeys(unknown)
        ]
        if not unknown:
            ties.append(tie._replace(source=actors[tie.source], target=actors[tie.target]))
    return ties, problems


def with_values(ties: list[Tie], drawing: Drawing, problems: list[Problem]) -> list[Tie]:
    """The ties with a value: 1 where they have none, which is told if others do."""
    if drawing.matrix:
        return ties
    bare = sum(tie.value == "" for tie in ties)
    if 0 < bare < len(ties):
        values = {"n": bare}
        file = drawing.file
        problems.append(Problem("tie without value", values=values, file=file, severity="warning"))
    return [tie if tie.value else tie._replace(value="1") for tie in ties] if bare else ties


def by_wave(ties: list[Tie], drawing: Drawing) -> list[Tie]:
    """The ties wave by wave."""
    place = {wave: k for k, wave in enumerate(drawing.waves)}
    return sorted(ties, key=lambda tie: place.get(tie.wave, -1)) if place else ties


def with_directions(
    ties: list[Tie], drawing: Drawing, options: Options
) -> tuple[list[Tie], frozenset[str], list[Problem]]:
    """The ties, the relations that are undirected, and which others have such ties too."""
    stated = {one.relation for one in drawing.stated if not one.directed}
    ties = [
        tie._replace(directed=False) if tie.relation in stated else tie
        for tie in (_once(ties, stated) if stated else ties)
    ]
    both = {flag: {tie.relation for tie in ties if tie.directed is flag} for flag in (True, False)}
    mixed = both[True] & both[False]
    problems = []
    for name in sorted(mixed):
        bare = [tie for tie in ties if tie.relation == name and not tie.directed]
        values: dict[str, Value] = {"n": len(bare)}
        shown = called(name, options)
        if shown != DEFAULT_RELATION:
            values["relation"] = quoted(shown)
        variant = "" if "relation" in values else "unnamed"
        problems.append(
            Problem("undirected tie", variant=variant, values=values, file=drawing.file,
                    row=bare[0].row, severity="warning")
        )  # fmt: skip
    if mixed:
        ties = [one for tie in ties for one in _both_ways(tie, tie.relation in mixed)]
    silent = set(known_relations(drawing)) - both[True] - both[False]
    none = silent if drawing.undirected and not drawing.stated else set()
    return ties, frozenset((both[False] - mixed) | stated | none), problems


def _once(ties: list[Tie], relations: set[str]) -> list[Tie]:
    """The ties, of these relations only one of two that say the same from either end."""
    kept, seen = [], set()
    for tie in ties:
        if tie.relation in relations:
            key = (tie.wave, tie.relation, tie.value, tie.source, tie.target)
            if (*key[:3], tie.target, tie.source) in seen and tie.source != tie.target:
                continue
            seen.add(key)
        kept.append(tie)
    return kept


def _both_ways(tie: Tie, run: bool) -> list[Tie]:  # noqa: FBT001 - whether it should
    if not run or tie.directed or tie.source == tie.target:
        return [tie]
    return [tie, tie._replace(source=tie.target, target=tie.source)]


def known_relations(drawing: Drawing) -> list[str]:
    """The relations that there are besides those of the ties; one without a name if there is none."""
    named = [*(one.relation for one in drawing.stated), *drawing.relations]
    return named or [tie.relation for tie in drawing.ties[:1]] or [""]


def called(name: str, options: Options) -> str:
    """What a relation is called that a file calls so."""
    name = name or options.relation or DEFAULT_RELATION
    return options.coding.name(name) or name
