"""What stands on the screen of a map, read from the page, and what ought to, worked out from the panel."""

from collections import Counter

import numpy as np

from tests.maps.regions import SPLIT

DRAWN = """() => {
  const { network, drawing } = document.getElementById("stage");
  if (network) {
    const ties = drawing.scene.statuses.flatMap((status, k) => (status === null ? [] : [k]));
    const drawn = drawing.tiesIn(drawing.sight()).reduce((sum, batch) => sum + batch.count, 0);
    return { actors: network.body.data.nodes.getIds(), ties, drawn };
  }
  const actors = [...document.querySelectorAll(".stage .actor")];
  return {
    actors: actors.flatMap((one, k) => (getComputedStyle(one).display === "none" ? [] : [k])),
    relations: [...document.querySelectorAll("#relation-choice input")].flatMap((one, k) => (one.checked ? [k] : [])),
    labels: [...document.querySelectorAll(".ties > .tie")].map((one) => one.getAttribute("aria-label")),
  };
}"""
ROWS = """id => [...document.querySelectorAll(`#${id} tbody tr`)]
  .map((row) => [...row.children].map((cell) => cell.textContent))"""


def key_of(relation, source, target, *, directed):
    """A tie: where it does not run one way, whichever end is first."""
    return (relation, *((source, target) if directed else sorted((source, target))))


def stage(page, drawn):
    """Who is drawn, and which ties: (relation, source, target), however often."""
    found, spec = page.evaluate(DRAWN), drawn.spec
    names = [actor.name for actor in spec.actors]
    if "ties" in found:
        ties = [spec.ties[k] for k in found["ties"]]
        assert len(ties) == found["drawn"]
    else:
        by_label = _labels(spec, names, found["relations"])
        ties = [_called(label, by_label) for label in found["labels"]]
    keys = [_key(spec, names, tie) for tie in ties]
    return {names[k] for k in found["actors"]}, Counter(keys)


def _called(label, by_label):
    """The tie that a label is of, which says after it what became of it and how strong it is."""
    while label not in by_label:
        label, _ = label.rsplit(", ", 1)
    return by_label[label]


def _labels(spec, names, relations):
    """The ties of the relations that are shown, by what they are called."""
    found = {}
    for tie in spec.ties:
        relation = spec.relations[tie.relation]
        words = spec.labels["tie.label.to" if relation.directed else "tie.label.with"]
        label = words.format(source=names[tie.source], target=names[tie.target])
        if relations == [tie.relation]:
            found[label] = tie
        elif tie.relation in relations:
            found[f"{label}, {relation.name}"] = tie
    return found


def _key(spec, names, tie):
    relation = spec.relations[tie.relation]
    return key_of(relation.name, names[tie.source], names[tie.target], directed=relation.directed)


def table(page, kind):
    """The rows of the table of ties or of actors, which is opened for it."""
    page.evaluate("kind => { document.getElementById(kind).open = true; }", f"{kind}s")
    page.locator(f"#{kind}-table thead").wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    return page.evaluate(ROWS, f"{kind}-table")


def ties_of(network, *, least=None, confirmed=False, among=None):
    """The ties of a network that pass some filters, from what the network itself tells."""
    ties = network.ties
    keep = np.ones(len(ties), bool)
    if least is not None:
        keep &= (ties["strength"] >= least).to_numpy()
    if confirmed:
        keep &= np.array([both[pair] for both, pair in _reports(network)])
    if among is not None:
        keep &= ties[["source", "target"]].isin(among).all(axis=1).to_numpy()
    return Counter(
        key_of(network.relation, source, target, directed=network.directed)
        for source, target in ties.loc[keep, ["source", "target"]].to_numpy()
    )


def _reports(network):
    """For each tie in order: who confirms which, and its two ends."""
    source, target = np.divmod(network.keys, network.n)
    ends = zip(network.actors[source], network.actors[target], network.confirmed, strict=True)
    both = {(a, b): said for a, b, said in ends}
    return [(both, (a, b)) for a, b in network.ties[["source", "target"]].to_numpy()]


def statuses(ties):
    """What a map says became of the ties of a change: of those kept, what became of their strength."""
    rows = zip(ties["status"], ties["detail"], strict=True)
    return [detail if detail in SPLIT else status for status, detail in rows]


def having(network, attribute, values):
    """The actors with one of some values."""
    return set(network.attributes.index[network.attributes[attribute].isin(values)])


def state(page):
    """What is chosen, as the address has it."""
    return page.evaluate("() => Object.fromEntries(new URLSearchParams(location.hash.slice(1)))")
