"""Six years of the fictional region Lindeland: who answered, what changed, and a map of it."""

import tempfile
from pathlib import Path

import relnet as rn


def main() -> None:
    """Print what can be said of the change, beside what really changed, and draw the map."""
    region = rn.datasets.lindeland()
    print(rn.response(region.survey), end="\n\n")

    panel, truth = (rn.build_panel(s, "projects") for s in (region.survey, region.truth))
    change, real = (rn.compare(one["2019"], one["2025"]) for one in (panel, truth))
    columns = ["n01", "n10", "n11", "unobserved", "jaccard", "coverage"]
    print("As surveyed:", change.counts[columns], sep="\n", end="\n\n")
    print("As it was:", real.counts[columns], sep="\n", end="\n\n")

    path = Path(tempfile.mkdtemp()) / "lindeland.html"
    drawn = rn.draw(change, title="Joint projects in Lindeland")
    print(drawn.caption(), f"Map: {drawn.save(path)}", sep="\n")


if __name__ == "__main__":
    main()
