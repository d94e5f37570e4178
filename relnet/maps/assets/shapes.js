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
 * A line through points around the middle, by the angle of the first and how far each is.
 * @param {number} turn
 * @param {number[]} distances
 */
function around(turn, distances) {
  const points = distances.map((far, k) => {
    const angle = turn + (2 * Math.PI * k) / distances.length;
    return `${(far * Math.cos(angle)).toFixed(2)},${(far * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

/**
 * @param {number} corners
 * @param {number} turn
 * @param {number} r
 */
function polygon(corners, turn, r) {
  return around(turn, Array(corners).fill(r));
}

/** @param {number} r */
function star(r) {
  return around(UP, Array.from({ length: 10 }, (_, k) => (k % 2 ? r * 0.5 : r)));
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

/**
 * The classes by which the style sheet knows an actor.
 * @param {Pick<ShownActor, "status" | "silent" | "partly" | "unsized">} shown
 */
function classOf({ status, silent, partly, unsized }) {
  return `actor ${status}${silent ? " unheard" : ""}${partly && status !== "partly" ? " partly" : ""}${unsized ? " unsized" : ""}`;
}

/** @param {number} relation */
function relationKind(relation) {
  return `r${relation % COLOURS}`;
}

/**
 * The class by which the style sheet knows a tie: its status, or of several relations in one wave which it is of.
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {string} status
 */
function tieKind(scene, tie, status) {
  return status === "tie" && scene.several ? relationKind(tie.relation) : status;
}

/** From the back of the map to the front. */
const TIE_LAYERS = [
  "tie", "impossible", "unobserved", "persisted", "left", "entered", "weakened", "strengthened", "dissolved", "formed",
];
/** @type {Record<string, string>} What stands in the middle of a tie that is stronger or weaker. */
const SIGNS = { strengthened: "M-3,0H3M0,-3V3", weakened: "M-3,0H3" };
/** How much thicker than its strength a tie of a status is drawn. */
const WEIGHT = new Map([
  ["formed", 1.9], ["strengthened", 1], ["dissolved", 1.35], ["weakened", 1], ["unobserved", 1.1], ["persisted", 0.75],
]);

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
  return Math.max(width * (WEIGHT.get(status) || 1) * roomFor(scene), spec.font * 0.05);
}

/**
 * How much thinner ties and their arrows are where there are many: 1 up to 200 of them.
 * @param {Scene} scene
 */
function roomFor(scene) {
  return Math.min(Math.max(Math.sqrt(200 / Math.max(scene.ties, 1)), 0.3), 1);
}

/**
 * How long the head of a tie is.
 * @param {Scene} scene
 */
function headOf(scene) {
  return 0.7 * spec.font * Math.max(roomFor(scene), 0.5);
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
 * How a tie runs between two places: it starts for where it turns, and ends before the mark that it points at.
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {Place} from
 * @param {Place} to
 * @returns {Curve}
 */
function curveOf(scene, tie, from, to) {
  const bend = bendOf(scene, tie);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const turn = [(from.x + to.x) / 2 - dy * bend, (from.y + to.y) / 2 + dx * bend];
  const short = spec.relations[tie.relation].directed ? scene.actors[tie.target].radius * 1.2 + 2 : 0;
  const share = Math.min(short / (Math.hypot(to.x - turn[0], to.y - turn[1]) || 1), 0.9);
  const end = [to.x - (to.x - turn[0]) * share, to.y - (to.y - turn[1]) * share];
  return { start: [from.x, from.y], turn, end, straight: bend === 0 };
}

/**
 * The line of a tie, in two halves so that a sign can stand in its middle.
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {Place[]} places
 */
function lineOf(scene, tie, places) {
  const { start, turn, end, straight } = curveOf(scene, tie, places[tie.source], places[tie.target]);
  return halves(start, turn, end, straight);
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
 * From an organisation to each of those that it became and that are shown.
 * @param {Scene} scene
 */
function movesShown(scene) {
  return scene.moves.flatMap(({ actor, into }) => into
    .filter((index) => index !== actor && scene.actors[index].shown)
    .map((index) => ({ from: actor, to: index })));
}

/**
 * A small loop above a mark, for ties that are inside one organisation.
 * @param {number} r
 */
function loopOf(r) {
  return `M${-r * 0.5},${-r}C${-r * 1.9},${-r * 3.1} ${r * 1.9},${-r * 3.1} ${r * 0.5},${-r}`;
}

/**
 * A line around places, with room between: the convex hull of circles around them.
 * @param {Place[]} places
 * @param {number} room
 */
function hullOf(places, room) {
  const turns = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8);
  const near = (/** @type {Place} */ { x, y }) => turns.map((turn) => ({ x: x + room * Math.cos(turn), y: y + room * Math.sin(turn) }));
  const points = places.flatMap(near).sort((a, b) => a.x - b.x || a.y - b.y);
  const hull = [...chainOf(points), ...chainOf(points.reverse())];
  return `M${hull.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`;
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
 * The groups of which someone is shown: the line around them, and where their names stand, each above the others.
 * @param {Scene} scene
 * @param {(index: number) => Place} placeOf
 * @returns {Hull[]}
 */
function hullsOf(scene, placeOf) {
  const wave = scene.view[scene.view.length - 1];
  /** @type {Record<string, number>} */
  const names = {};
  /** @type {Record<number, number>} How many groups were met in which an actor is. */
  const met = {};
  return spec.groups.flatMap((group, k) => {
    const inside = group.members[wave].filter((index) => scene.actors[index].shown);
    if (!inside.length) return [];
    const members = inside.map(placeOf);
    const rings = inside.map((index, m) => {
      met[index] = (met[index] || 0) + 1;
      const { x, y } = members[m];
      const r = scene.actors[index].radius * 1.35 + 2 + 3.5 * met[index];
      return `M${x - r},${y}A${r},${r} 0 1 1 ${x + r},${y}A${r},${r} 0 1 1 ${x - r},${y}Z`;
    }).join("");
    const top = members.reduce((best, one) => (one.y < best.y ? one : best));
    const key = `${Math.round(top.x)},${Math.round(top.y)}`;
    names[key] = (names[key] || 0) + 1;
    const y = Math.max(top.y - roomAround() - spec.font * (names[key] * 1.2 - 0.9), spec.font);
    return [{ name: group.name, colour: groupColour(k), line: hullOf(members, roomAround()), rings, x: top.x, y }];
  });
}

/**
 * Not the colours that rings around joiners and leavers have.
 * @param {number} group
 */
function groupColour(group) {
  return colourOf(group + 2);
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
