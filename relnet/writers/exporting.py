"""A panel as a file that other programs read."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relnet._files import write_bytes
from relnet.errors import UsageError, quoted
from relnet.panel import Network, Panel
from relnet.wording import Phrase, expect, unknown
from relnet.writers.content import parts_of
from relnet.writers.formats import PARTS, WRITERS, Format

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes
    ----------
    paths : tuple of Path
        The files.
    format : str
        Name of the format.
    lost : tuple of str
        What the panel has and the files do not hold: ``"names"`` (a file beside them tells
        which code is whose), ``"direction"``, ``"strength"``, ``"attributes"``,
        ``"attributes by wave"``, ``"answered"``, ``"assumed"`` (that who answered is
        assumed), ``"observation"`` (which cells were unobserved or impossible), ``"events"``,
        ``"milestones"``, ``"rule"`` or ``"lineage"``.
    """

    paths: tuple[Path, ...]
    format: str
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written.

    Attributes
    ----------
    files
        The files and what each holds, none of them written yet.
    format
        Name of the format.
    lost
        As for `Exported`.
    """

    files: Mapping[Path, bytes]
    format: str
    lost: tuple[str, ...]


def export(
    panel: Panel | Network,
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - what others call it too
    *,
    overwrite: bool = True,
) -> Exported:
    """Write a panel in a format that other programs read.

    Parameters
    ----------
    panel
        A panel, or one network of it.
    path
        Where to; packed where it ends in ``.gz``. A format that holds one wave a file puts
        the wave after the stem of the name; what stood there stays until all of a file is
        written.
    format
        Name of the format; by the ending of the path without.
    overwrite
        Whether to write over files that are there. If not, none is written where one is.

    Returns
    -------
    Exported
        The files, and what of the panel they do not hold.

    Raises
    ------
    UsageError
        If there is no such format, it cannot hold the panel, or a file cannot be written; or
        if unobserved cells were treated and the format does not say so: what was assumed is
        not written as a fact.

    Examples
    --------
    >>> import tempfile, networkx as nx, relnet as rn
    >>> network = rn.from_networkx(nx.path_graph(3))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     done = rn.export(network, f"{folder}/path.graphml")
    >>> done.format, done.lost
    ('graphml', ('rule',))
    """
    plan = planned(panel, path, format)
    there = [path for path in plan.files if path.exists()]
    if there and not overwrite:
        raise UsageError(Phrase("usage.write.exists", file=quoted(there[0].name)))
    return write(plan)


def planned(
    panel: Panel | Network,
    path: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - as in `export`
) -> Planned:
    """Return what `export` would write, without writing it."""
    panel = Panel((panel,)) if isinstance(panel, Network) else panel
    expect(panel, Panel, "panel", function="export")
    path = Path(path)
    name, chosen = _chosen(path, format)
    if chosen.held < set(PARTS) and not (len(panel) and all(net.n for net in panel)):
        raise UsageError(Phrase("usage.write.no_actors", format=quoted(name)))
    treated = [net.treated for net in panel if net.treated is not None]
    if chosen.held < set(PARTS) and treated:
        done = Phrase(f"treatment.{treated[0].name}")
        raise UsageError(Phrase("usage.write.treated", format=quoted(name), treatment=done))
    files = {_beside(path, end): data for end, data in chosen.write(panel).items()}
    has = parts_of(panel) - chosen.held
    return Planned(
        {file: _packed(file, data) for file, data in files.items()},
        name,
        tuple(part for part in PARTS if part in has),
    )


def write(plan: Planned) -> Exported:
    """Write the files of a plan, none of them if a folder stands where one should.

    Raises
    ------
    UsageError
        If one cannot be written.
    """
    for path in plan.files:
        if path.is_dir():
            raise UsageError(Phrase("usage.write.is_folder", path=str(path)))
    paths = [write_bytes(path, data) for path, data in plan.files.items()]
    return Exported(tuple(paths), plan.format, plan.lost)


def _packed(path: Path, data: bytes) -> bytes:
    return gzip.compress(data, mtime=0) if path.suffix.lower() == ".gz" else data


def _beside(path: Path, end: str) -> Path:
    """The target, or a file beside it that has its stem."""
    return path if not end else path.with_name(path.stem + end)


def _chosen(path: Path, name: str | None) -> tuple[str, Format]:
    if name is not None:
        if name not in WRITERS:
            raise unknown("writer", name, WRITERS)
        return name, WRITERS[name]
    file = path.name.lower()
    for known in WRITERS:
        if file.endswith(WRITERS[known].endings):
            return known, WRITERS[known]
    endings = sorted({end for known in WRITERS for end in WRITERS[known].endings})
    given = {"file": quoted(path.name), "endings": ", ".join(endings)}
    raise UsageError(Phrase("usage.write.format", **given))
