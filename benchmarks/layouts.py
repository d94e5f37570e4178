"""Layouts of networks over waves beside one another: ``python -m benchmarks.layouts``.

Writes docs/layouts.csv: for each layout the mean over eight synthetic panels of 60 organisations in
four waves of its scaled stress, its motion, marks that touch, ties that cross, names without room and
seconds. All are drawn on the same sheet; those of networkx, igraph and Graphviz as they come.
"""

from __future__ import annotations

import csv
import math
import random
import shutil
import subprocess
import time
import warnings
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.spatial.distance import pdist

from relnet.maps.faithful import motion, scaled_stress
from relnet.maps.places import places_of
from relnet.maps.sheet import lay_out
from relnet.maps.union import Ground

FILE = Path(__file__).parent.parent / "docs/layouts.csv"
SEEDS = range(8)
FIGURES = (
    "scaled stress", "motion", "stress drawn", "motion drawn", "marks that touch", "ties that cross",
    "names without room",
)  # fmt: skip
GRAPHVIZ = ("neato", "sfdp", "fdp", "dot")


@dataclass(frozen=True)
class Waves:
    """A panel: who is there, their ties, and in which sector each is."""

    present: np.ndarray
    ties: list
    sector: np.ndarray

    @property
    def union(self):
        return sparse.csr_array((sum(self.ties) > 0).astype(float))

    @property
    def ground(self):
        return Ground(self.union, self.ties, self.present, self.present, [])


def waves(seed, actors=60, count=4):
    """Five sectors, ties within and a few across; a quarter is drawn anew each wave, some come or go.

    At 60 actors a tie has a chance of 0.30 within a sector and of 0.03 across; with more actors
    chances fall, so that each has as many partners.
    """
    rng, square = np.random.default_rng(seed), (actors, actors)
    sector, thin = np.arange(actors) % 5, min(60 / actors, 2.0)
    chance = np.where(np.equal.outer(sector, sector), 0.30, 0.03) * thin
    tied = rng.random(square) < chance
    there = rng.random(actors) < 0.85
    present, ties = [], []
    for wave in range(count):
        if wave:
            redrawn = rng.random(square) < 0.25
            tied = np.where(redrawn, rng.random(square) < chance, tied)
            left, come = rng.random((2, actors)) < 0.05
            there = (there ^ left) | come
        half = np.triu(tied & np.logical_and.outer(there, there), 1).astype(float)
        present.append(there)
        ties.append(sparse.csr_array(half + half.T))
    ever = np.any(present, axis=0)
    return Waves(np.array(present)[:, ever], [one[ever][:, ever] for one in ties], sector[ever])


def of_relnet(name, panel, stillness=None):
    everyone = pd.Index([f"{k}" for k in range(len(panel.sector))])
    members = np.equal.outer(panel.sector, np.unique(panel.sector))
    called = [str(wave) for wave in range(len(panel.ties))]
    return places_of(name, stillness, panel.ground, everyone, called, lambda: members)


def of_networkx(layout, panel, **options):
    graph = nx.from_scipy_sparse_array(panel.union)
    placed = layout(graph, **options)
    return np.array([placed[k] for k in range(len(graph))])[None]


def each_wave_alone(panel):
    """Kamada–Kawai of each wave by itself, those who are not there where they were."""
    places = np.zeros((len(panel.ties), len(panel.sector), 2))
    for wave, (ties, there) in enumerate(zip(panel.ties, panel.present, strict=True)):
        places[wave] = places[max(wave - 1, 0)]
        inside = np.flatnonzero(there)
        graph = igraph.Graph(len(inside), _pairs(ties[inside][:, inside]))
        places[wave, inside] = graph.layout_kamada_kawai().coords
    return places


def of_igraph(name, panel):
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311
    graph = igraph.Graph(len(panel.sector), _pairs(panel.union))
    return np.array(getattr(graph, f"layout_{name}")().coords)[None]


def of_graphviz(program, panel):
    lines = [f"{k};" for k in range(len(panel.sector))]
    lines += [f"{one} -- {other};" for one, other in _pairs(panel.union)]
    told = subprocess.run(  # noqa: S603 - one of the programs named above
        [program, "-Tplain", "-Gstart=1", "-Nshape=point"], input=f"graph {{{''.join(lines)}}}",
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    rows = [line.split() for line in told.splitlines() if line.startswith("node ")]
    placed = {int(row[1]): (float(row[2]), float(row[3])) for row in rows}
    return np.array([placed[k] for k in range(len(placed))])[None]


def _pairs(ties):
    return np.argwhere(np.triu(ties.toarray())).tolist()


OURS = {
    "relnet union": partial(of_relnet, "union"),
    "relnet linked": partial(of_relnet, "linked"),
    "relnet linked, stillness 0.3": partial(of_relnet, "linked", stillness=0.3),
    "relnet linked, stillness inf": partial(of_relnet, "linked", stillness=math.inf),
    "relnet anchored": partial(of_relnet, "anchored"),
    "relnet anchored, stillness 0.3": partial(of_relnet, "anchored", stillness=0.3),
    "relnet grouped": partial(of_relnet, "grouped"),
}
THEIRS = {
    "networkx spring, union": partial(of_networkx, nx.spring_layout, seed=1),
    "networkx kamada_kawai, union": partial(of_networkx, nx.kamada_kawai_layout, weight=None),
    "networkx forceatlas2, union": partial(of_networkx, nx.forceatlas2_layout, seed=1),
    "igraph kamada_kawai, union": partial(of_igraph, "kamada_kawai"),
    "igraph fruchterman_reingold, union": partial(of_igraph, "fruchterman_reingold"),
    "igraph mds, union": partial(of_igraph, "mds"),
    "igraph graphopt, union": partial(of_igraph, "graphopt"),
    "igraph drl, union": partial(of_igraph, "drl"),
    "igraph kamada_kawai, each wave alone": each_wave_alone,
    **{
        f"Graphviz {program}, union": partial(of_graphviz, program)
        for program in GRAPHVIZ
        if shutil.which(program)
    },
}  # fmt: skip


def sheet_of(name, panel, places):
    """The places on a sheet: ours as a map has them, those of others in their own proportions."""
    names = [f"Organisation {k}" for k in range(len(panel.sector))]
    ours, moving = name in OURS, len(places) > 1
    return lay_out(
        places, names, np.diff(panel.union.indptr),
        loose=panel.ground.loose() if ours and moving else None,
        present=panel.present if moving else None, exact=not ours,
    )  # fmt: skip


def figures(name, panel, places):
    """What is told of a layout: stress and motion as it is and as it is drawn, and the rest as drawn."""
    sheet = sheet_of(name, panel, places)
    drawn, sides = _each(sheet.places, panel), sheet.sides * (len(panel.ties) // len(sheet.sides))
    touch, cross, unnamed = [], [], []
    for here, side, there, ties in zip(drawn, sides, panel.present, panel.ties, strict=True):
        touch.append(int((pdist(here[there]) < 2 * sheet.radius).sum()))
        cross.append(crossings(here, ties))
        unnamed.append(int((np.array(side) == "hidden")[there].sum()))
    told = [*faithful(places, panel), *faithful(sheet.places, panel)]
    return [*told, *map(float, map(np.mean, (touch, cross, unnamed)))]


def faithful(places, panel):
    """Scaled stress and motion."""
    each = _each(places, panel)
    stress = [
        scaled_stress(here[there], ties[there][:, there])
        for here, there, ties in zip(each, panel.present, panel.ties, strict=True)
    ]
    return float(np.mean(stress)), float(np.nanmean(motion(each, panel.present)))


def _each(places, panel):
    return np.repeat(places, len(panel.ties), axis=0) if len(places) == 1 else places


def crossings(places, ties):
    """How many pairs of ties without a common end cross."""
    ends = np.array(_pairs(ties)).reshape(-1, 2)
    a, b = places[ends[:, 0]], places[ends[:, 1]]

    def side(start, end, point):
        one, other = end - start, point[None] - start[:, None]
        return one[:, None, 0] * other[..., 1] - one[:, None, 1] * other[..., 0]

    apart = side(a, b, a) * side(a, b, b) < 0
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((apart & apart.T & ~shared).sum() // 2)


def measured(panels, layouts=OURS | THEIRS):
    """Mean figures and seconds of each layout over some panels."""
    found = {}
    for name, layout in layouts.items():
        rows, start = [], time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            placed = [layout(panel) for panel in panels]
        seconds = (time.process_time() - start) / len(panels)
        rows = [figures(name, *one) for one in zip(panels, placed, strict=True)]
        found[name] = [*np.mean(rows, axis=0).tolist(), seconds]
    return found


def as_rows(found):
    """The figures as a table says them; seconds differ from machine to machine and are left out."""
    yield ["layout", *FIGURES]
    for name, values in found.items():
        yield [name, *(f"{one:.3f}" for one in values[:4]), *(f"{one:.1f}" for one in values[4:-1])]


def main():
    found = measured([waves(seed) for seed in SEEDS])
    with FILE.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(as_rows(found))
    for name, values in found.items():
        print(f"{name:38}", *(f"{value:8.3f}" for value in values))  # noqa: T201


if __name__ == "__main__":
    main()
