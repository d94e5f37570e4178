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
