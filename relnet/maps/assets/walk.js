// Where actors stand in a wave, and how they go there from where they stood.

/** How long a walk takes, in milliseconds. */
const WALK = 700;
/** Whether some actors stand at other places in other waves. */
const moving = spec.actors.some((actor) => actor.places.length > 1);

/**
 * Where an actor stands in a wave, and its name.
 * @param {number} index
 * @param {number} wave
 */
function placeAt(index, wave) {
  const { places } = spec.actors[index];
  return places[places.length > 1 ? wave : 0];
}

/**
 * Take actors from where they are to where they belong, step by step; at once for those who want no motion.
 * @param {Place[]} from
 * @param {Place[]} to
 * @param {(places: Place[], last: boolean) => void} onStep
 * @returns {() => void} What ends the walk at once.
 */
function walk(from, to, onStep) {
  if (from.every(({ x, y }, k) => x === to[k].x && y === to[k].y)) return () => {};
  let [frame, over] = [0, false];
  const end = () => {
    if (over) return;
    over = true;
    cancelAnimationFrame(frame);
    onStep(to, true);
  };
  const start = performance.now();
  const step = () => {
    const share = (performance.now() - start) / WALK;
    if (share >= 1) return end();
    onStep(between(from, to, share * share * (3 - 2 * share)), false);
    frame = requestAnimationFrame(step);
  };
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) end();
  else frame = requestAnimationFrame(step);
  return end;
}

/**
 * @param {Place[]} from
 * @param {Place[]} to
 * @param {number} share
 */
function between(from, to, share) {
  return from.map(({ x, y }, k) => ({ x: x + (to[k].x - x) * share, y: y + (to[k].y - y) * share }));
}
