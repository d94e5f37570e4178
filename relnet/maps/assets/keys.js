// What keys do on the map.

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
/** @type {Record<string, number>} */
const ZOOMS = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 1 };

/**
 * Whom a key leads to: a neighbour by an arrow, by the alphabet with the others; null by no key of ours.
 * @param {KeyboardEvent} event
 * @param {(Place | null)[]} places
 * @param {number} current
 */
function follow(event, places, current) {
  const there = places.flatMap((place, index) => (place ? [index] : []));
  const at = there.indexOf(current);
  /** @type {Record<string, number>} */
  const next = { Home: 0, End: there.length - 1, PageDown: Math.min(at + 1, there.length - 1), PageUp: Math.max(at - 1, 0) };
  if (event.key in next) return there[next[event.key]] ?? null;
  return event.key in ARROWS ? nearest(places, current, event.key) : null;
}

/**
 * The nearest of the others in the direction of an arrow key; the present one where there is none.
 * @param {(Place | null)[]} places
 * @param {number} current
 * @param {string} key
 */
function nearest(places, current, key) {
  const [x, y] = ARROWS[key];
  const here = places[current];
  let [best, least] = [current, Infinity];
  if (!here) return best;
  places.forEach((place, index) => {
    if (!place) return;
    const [dx, dy] = [place.x - here.x, place.y - here.y];
    const along = dx * x + dy * y;
    const cost = along + 2.5 * (Math.abs(dx * y) + Math.abs(dy * x));
    if (along > 0 && cost < least) [best, least] = [index, cost];
  });
  return best;
}

/**
 * What a key does on the map of a stage.
 * @param {AnyStage} stage
 * @param {KeyboardEvent} event
 */
function onKey(stage, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const next = follow(event, stage.places(), stage.current);
  if (next !== null) stage.moveTo(next);
  else if (event.key === "Enter" || event.key === " ") stage.onChoose(stage.current);
  else if (event.key in ZOOMS) stage.zoom(ZOOMS[event.key]);
  else return;
  event.preventDefault();
}
