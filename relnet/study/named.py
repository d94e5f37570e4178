"""What the story and the groups of a study name, once the survey is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from relnet.study.place import Place
from relnet.study.read import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from relnet.problems import Problem
    from relnet.study.story import StoryStep
    from relnet.study.study import Study
    from relnet.study.toml import Path


@dataclass(frozen=True, slots=True)
class Named:
    """What can be named on a map.

    Attributes
    ----------
    actors : sequence of str
        Organisations, by every name that they had.
    attributes : mapping of str to sequence of str
        Attribute → its values.
    measures : sequence of str
        What can give the sizes.
    """

    actors: Sequence[str]
    attributes: Mapping[str, Sequence[str]]
    measures: Sequence[str]


def check_named(study: Study, known: Named) -> list[Problem]:
    """Return what the story and the groups of a study name that there is not.

    Each is a remark with its key and line: a map leaves it out, and nothing else hangs from it.

    Parameters
    ----------
    study
        As `read_study` read it.
    known
        What there is.
    """
    if not (study.story or study.groups):
        return []
    place = Place(study, read_document(study.path))
    found = [*_in_groups(place, known), *_in_story(place, known)]
    return [replace(problem, kind="unknown on a map", severity="warning") for problem in found]


def _in_groups(place: Place, known: Named) -> Iterator[Problem]:
    for group, members in place.study.groups.items():
        for name in members:
            if name not in known.actors:
                yield place.unknown("actor", ("groups", group), name, known.actors)


def _in_story(place: Place, known: Named) -> Iterator[Problem]:
    for k, step in enumerate(place.study.story):
        path: Path = ("story", k)
        named = (("focus", "actor", step.focus, known.actors),
                 ("size", "measure", step.size, known.measures))  # fmt: skip
        for key, kind, name, names in named:
            if name is not None and _called(name, names) is None:
                yield place.unknown(kind, (*path, key), name, names)
        yield from _in_only(place, path, step, known)


def _in_only(place: Place, path: Path, step: StoryStep, known: Named) -> Iterator[Problem]:
    for name, values in step.only.items():
        here, attribute = (*path, "only", name), _called(name, [*known.attributes])
        if attribute is None:
            yield place.unknown("attribute", here, name, [*known.attributes])
            continue
        for value in values:
            if value not in known.attributes[attribute]:
                yield place.unknown("value", here, value, known.attributes[attribute])


def _called(name: str, names: Sequence[str]) -> str | None:
    """The one that a name stands for, which may be written in other capitals."""
    alike = [one for one in names if one.casefold() == name.casefold()]
    return name if name in names else alike[0] if len(alike) == 1 else None
