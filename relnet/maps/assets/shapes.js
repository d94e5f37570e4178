// Shapes and lines, shared by the map, its legend and its picture.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element | null} parent
 * @returns {SVGElement}
 */
function svgNode(name, attributes = {}, parent = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (parent) parent.append(node);
  return /** @type {SVGElement} */ (node);
}

/**
 * @param {number} corners
 * @param {number} turn
 * @param {number} r
 */
function polygon(corners, turn, r) {
  const points = Array.from({ length: corners }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / corners;
    return `${(r * Math.cos(angle)).toFixed(2)},${(r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

/** @param {number} r */
function star(r) {
  const points = Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (Math.PI * k) / 5;
    const far = k % 2 ? r * 0.5 : r;
    return `${(far * Math.cos(angle)).toFixed(2)},${(far * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

/** @param {number} r */
function plus(r) {
  const a = r * 0.38;
  return `M${-a},${-r}H${a}V${-a}H${r}V${a}H${a}V${r}H${-a}V${a}H${-r}V${-a}H${-a}Z`;
}

const UP = -Math.PI / 2;
/** @type {((r: number) => string)[]} */
const SHAPES = [
  (r) => `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`,
  (r) => polygon(4, Math.PI / 4, r * 1.2),
  (r) => polygon(3, UP, r * 1.35),
  (r) => polygon(4, 0, r * 1.25),
  (r) => polygon(3, -UP, r * 1.35),
  (r) => polygon(6, 0, r * 1.1),
  (r) => plus(r * 1.15),
  (r) => star(r * 1.35),
];
const COLOURS = 8;

/**
 * One attribute gives both: from the ninth value on colour and shape go together in other pairs.
 * @param {number} value
 */
function shapeOf(value) {
  return value < 0 ? 0 : (value + Math.floor(value / COLOURS)) % SHAPES.length;
}

/** @param {number} value */
function colourOf(value) {
  return value < 0 ? "none" : String(value % COLOURS);
}

/**
 * @param {number} shape
 * @param {number} r
 */
function markOf(shape, r) {
  return SHAPES[shapeOf(shape)](r);
}

const TIE_LAYERS = ["tie", "impossible", "unobserved", "persisted", "left", "entered", "weakened", "strengthened", "dissolved", "formed"];
/** How much thicker than its strength a tie of a status is drawn. */
const WEIGHT = new Map([["formed", 1.9], ["strengthened", 1.5], ["dissolved", 1.35], ["weakened", 1.2], ["unobserved", 1.1], ["persisted", 0.75]]);

/**
 * How wide a tie is: by its strength in the later wave in which it is there.
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {string} status
 */
function tieWidth(scene, tie, status) {
  const levels = spec.relations[tie.relation].levels;
  const most = levels.length ? levels[levels.length - 1] : 0;
  const there = scene.view.filter((wave) => tie.strength[wave] !== null);
  const strength = there.length ? Math.abs(tie.strength[there[there.length - 1]] || 0) : 0;
  const width = spec.font * (0.06 + (most > 0 ? 0.16 * Math.min(strength / most, 1) : 0.06));
  return width * (WEIGHT.get(status) || 1);
}

/**
 * How far a tie bends: one that runs one way to its right, and of several relations each in its own lane.
 * @param {Scene} scene
 * @param {Tie} tie
 */
function bendOf(scene, tie) {
  const lane = scene.relations.indexOf(tie.relation);
  if (spec.relations[tie.relation].directed) return 0.1 + 0.07 * lane;
  return scene.several ? 0.13 * (lane - (scene.relations.length - 1) / 2) : 0;
}

/**
 * The line of a tie, in two halves so that a sign can stand in its middle.
 * @param {Scene} scene
 * @param {Tie} tie
 */
function lineOf(scene, tie) {
  const [from, to, bend] = [spec.actors[tie.source], spec.actors[tie.target], bendOf(scene, tie)];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const turn = [(from.x + to.x) / 2 - dy * bend, (from.y + to.y) / 2 + dx * bend];
  const short = spec.relations[tie.relation].directed ? scene.actors[tie.target].radius * 1.2 + 2 : 0;
  const share = Math.min(short / (Math.hypot(to.x - turn[0], to.y - turn[1]) || 1), 0.9);
  const end = [to.x - (to.x - turn[0]) * share, to.y - (to.y - turn[1]) * share];
  return halves([from.x, from.y], turn, end, bend === 0);
}

/**
 * @param {number[]} start
 * @param {number[]} turn
 * @param {number[]} end
 * @param {boolean} straight
 */
function halves(start, turn, end, straight) {
  const middle = (/** @type {number[]} */ a, /** @type {number[]} */ b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const text = (/** @type {number[]} */ [x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  if (straight) return `M${text(start)}L${text(middle(start, end))}L${text(end)}`;
  const [first, second] = [middle(start, turn), middle(turn, end)];
  return `M${text(start)}Q${text(first)} ${text(middle(first, second))}Q${text(second)} ${text(end)}`;
}

/**
 * A line around places, with room between: the convex hull of circles around them.
 * @param {Place[]} places
 * @param {number} room
 */
function hullOf(places, room) {
  const turns = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8);
  const points = places.flatMap(({ x, y }) => turns.map((turn) => ({ x: x + room * Math.cos(turn), y: y + room * Math.sin(turn) })));
  points.sort((a, b) => a.x - b.x || a.y - b.y);
  const around = [...chainOf(points), ...chainOf(points.reverse())];
  return `M${around.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
}

/**
 * One half of a hull: the points that turn left, in order.
 * @param {Place[]} points
 */
function chainOf(points) {
  /** @type {Place[]} */
  const chain = [];
  for (const point of points) {
    while (chain.length > 1 && !turnsLeft(chain[chain.length - 2], chain[chain.length - 1], point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

/**
 * The groups that are shown: who is in them, and where their names stand, each above the others.
 * @param {Scene} scene
 * @param {(index: number) => Place} placeOf
 */
function hullsOf(scene, placeOf) {
  const wave = scene.view[scene.view.length - 1];
  /** @type {Record<string, number>} */
  const names = {};
  return spec.groups.flatMap((group, k) => {
    const members = group.members[wave].filter((index) => scene.actors[index].shown).map(placeOf);
    if (!members.length) return [];
    const top = members.reduce((best, one) => (one.y < best.y ? one : best));
    const key = `${Math.round(top.x)},${Math.round(top.y)}`;
    names[key] = (names[key] || 0) + 1;
    const y = top.y - roomAround() - spec.font * (names[key] * 1.2 - 0.9);
    return [{ name: group.name, colour: colourOf(k), line: hullOf(members, roomAround()), x: top.x, y }];
  });
}

/** How far a line around a group keeps from its members. */
function roomAround() {
  return spec.radius * 1.6 + spec.font * 0.5;
}

/**
 * @param {Place} a
 * @param {Place} b
 * @param {Place} c
 */
function turnsLeft(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}
