// Shapes and lines, shared by the map and its legend.

const SVG = "http://www.w3.org/2000/svg";

function svgNode(name, attributes = {}, parent = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (parent) parent.append(node);
  return node;
}

function polygon(corners, turn, r) {
  const points = Array.from({ length: corners }, (_, k) => {
    const angle = turn + (2 * Math.PI * k) / corners;
    return `${(r * Math.cos(angle)).toFixed(2)},${(r * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

function star(r) {
  const points = Array.from({ length: 10 }, (_, k) => {
    const angle = -Math.PI / 2 + (Math.PI * k) / 5;
    const far = k % 2 ? r * 0.5 : r;
    return `${(far * Math.cos(angle)).toFixed(2)},${(far * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join("L")}Z`;
}

function plus(r) {
  const a = r * 0.38;
  return `M${-a},${-r}H${a}V${-a}H${r}V${a}H${a}V${r}H${-a}V${a}H${-r}V${-a}H${-a}Z`;
}

const UP = -Math.PI / 2;
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

/** Groups differ in shape and colour; from the ninth on in how these go together. */
function shapeOf(group) {
  return group < 0 ? 0 : (group + Math.floor(group / COLOURS)) % SHAPES.length;
}

function markOf(group, r) {
  return SHAPES[shapeOf(group)](r);
}

function colourOf(group) {
  return group < 0 ? "none" : String(group % COLOURS);
}

/** What is drawn first lies below. */
const TIE_LAYERS = ["persisted", "tie", "impossible", "unobserved", "left", "entered", "dissolved", "formed"];

/** Widths of lines, in letter heights; that of a tie in one wave follows its strength. */
const WIDTHS = { formed: 0.2, dissolved: 0.18, unobserved: 0.13, entered: 0.1, left: 0.1, impossible: 0.08, persisted: 0.07 };

function tieWidth(scene, tie, status) {
  if (status !== "tie") return spec.font * WIDTHS[status];
  const most = spec.relations[scene.relation].strongest;
  const strength = Math.abs(tie.strength[scene.view[0]] || 0);
  return spec.font * (0.06 + (most ? 0.16 * (strength / most) : 0));
}

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** Whom a key leads to: a neighbour by an arrow, by the alphabet with the others; null by no key of ours. */
function follow(event, places, current) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const there = places.flatMap((place, index) => (place ? [index] : []));
  const at = there.indexOf(current);
  const next = { Home: 0, End: there.length - 1, PageDown: Math.min(at + 1, there.length - 1), PageUp: Math.max(at - 1, 0) };
  if (event.key in next) return there[next[event.key]];
  return event.key in ARROWS ? nearest(places, current, event.key) : null;
}

/** The nearest of the others in the direction of an arrow key; the present one where there is none. */
function nearest(places, current, key) {
  const [x, y] = ARROWS[key];
  let [best, least] = [current, Infinity];
  places.forEach((place, index) => {
    if (!place) return;
    const [dx, dy] = [place.x - places[current].x, place.y - places[current].y];
    const along = dx * x + dy * y;
    const cost = along + 2.5 * (Math.abs(dx * y) + Math.abs(dy * x));
    if (along > 0 && cost < least) [best, least] = [index, cost];
  });
  return best;
}

/** What a key does on the map of a stage. */
function onKey(stage, event) {
  const next = follow(event, stage.places(), stage.current);
  if (next !== null) stage.moveTo(next);
  else if (event.key === "Enter" || event.key === " ") stage.onChoose(stage.current);
  else return;
  event.preventDefault();
}
