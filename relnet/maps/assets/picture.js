// A picture of the map as it is, with what it shows and its legend in it.

const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order",
  "opacity", "font-size", "font-weight", "text-anchor", "marker-end", "marker-mid",
];
const SIDE = 330;

/**
 * Give a copy the looks that the style sheet gives; what is not seen goes.
 * @param {Element} node
 * @param {Element} copy
 */
function dressUp(node, copy) {
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") copy.setAttribute("data-gone", "");
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value.replace(/url\("?[^"#]*(#[^")]*)"?\)/, "url($1)"));
  }
  for (const name of ["class", "style", "role", "tabindex", "aria-label", "aria-hidden", "aria-pressed", "data-colour"]) copy.removeAttribute(name);
}

/** @param {string} name */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Text in lines that are no longer than there is room.
 * @param {string} text
 * @param {number} letters
 */
function wrapped(text, letters) {
  /** @type {string[]} */
  const lines = [""];
  for (const word of text.split(/\s+/).flatMap((one) => one.match(new RegExp(`.{1,${letters}}`, "gu")) || [])) {
    if (lines[lines.length - 1].length + word.length >= letters) lines.push("");
    lines[lines.length - 1] += `${lines[lines.length - 1] ? " " : ""}${word}`;
  }
  return lines;
}

/**
 * Write lines of text, and say where the next may stand.
 * @param {Element} parent
 * @param {string[]} lines
 * @param {{ x: number, y: number, size: number, bold?: boolean }} how
 */
function write(parent, lines, { x, y, size, bold = false }) {
  lines.forEach((line, k) => {
    const node = svgNode("text", { x, y: y + size + k * size * 1.35, "font-size": size, "font-weight": bold ? 700 : 400, fill: colour("--ink") }, parent);
    node.textContent = line;
  });
  return y + lines.length * size * 1.35;
}

/**
 * The legend as it stands beside the map.
 * @param {Element} parent
 * @param {number} x
 * @param {number} y
 */
function writeLegend(parent, x, y) {
  let at = y;
  document.querySelectorAll(".legend:not([hidden])").forEach((section) => {
    const rows = [...section.querySelectorAll("li")];
    const note = section.querySelector("p");
    if (!rows.length) return;
    at = write(parent, [section.querySelector("h2")?.textContent || ""], { x, y: at + 8, size: 15, bold: true }) + 4;
    rows.forEach((row) => { at = writeRow(parent, row, x, at); });
    if (note?.textContent) at = write(parent, wrapped(note.textContent, 44), { x, y: at, size: 12 });
  });
  return at;
}

/**
 * @param {Element} parent
 * @param {Element} row
 * @param {number} x
 * @param {number} y
 */
function writeRow(parent, row, x, y) {
  const sign = /** @type {SVGElement} */ (row.querySelector("svg"));
  const copy = /** @type {SVGElement} */ (sign.cloneNode(true));
  const [here, there] = [sign, copy].map((root) => [...root.querySelectorAll("*")]);
  here.forEach((node, k) => dressUp(node, there[k]));
  copy.querySelectorAll("[data-gone]").forEach((node) => node.remove());
  const { width, height } = sign.getBoundingClientRect();
  const size = { x: x + 17 - (width || 34) / 2, y: y + 10 - (height || 12) / 2, width: width || 34, height: height || 12 };
  Object.entries(size).forEach(([name, value]) => copy.setAttribute(name, String(value)));
  parent.append(copy);
  const [name, count] = ["bdi", ".count"].map((part) => row.querySelector(part)?.textContent || "");
  return write(parent, wrapped(count ? `${name}: ${count}` : name, 36), { x: x + 42, y: y + 2, size: 13 }) + 3;
}

/** The picture: title, what is shown, the map, its legend and the date. */
async function pictureOf() {
  const root = svgNode("svg", { xmlns: SVG, lang: spec.language, "font-family": getComputedStyle(document.body).fontFamily });
  const page = svgNode("rect", { width: "100%", height: "100%", fill: colour("--page") }, root);
  svgNode("title", {}, root).textContent = spec.title;
  const width = 1000;
  const day = fill("picture.made", { date: new Date().toLocaleDateString(spec.language, { dateStyle: "long" }) });
  let top = write(root, wrapped(spec.title, 90), { x: 16, y: 10, size: 22, bold: true });
  const shown = [...byId("caption").children].map((one) => one.textContent).join(" ");
  top = write(root, wrapped(`${shown} ${day}`, 190), { x: 16, y: top, size: 14 }) + 8;
  const map = await stage.picture();
  const height = Math.min((width * spec.height) / spec.width, 900);
  Object.entries({ x: 0, y: top, width, height }).forEach(([name, value]) => map.setAttribute(name, String(value)));
  root.append(map);
  const bottom = Math.max(top + height, writeLegend(root, width + 10, top)) + 16;
  const size = { width: width + SIDE, height: Math.ceil(bottom), viewBox: `0 0 ${width + SIDE} ${Math.ceil(bottom)}` };
  [root, page].forEach((node, k) => Object.entries(size).forEach(([name, value]) => { if (!k || name !== "viewBox") node.setAttribute(name, String(value)); }));
  return root;
}

/**
 * The name of a file: the title, what is shown of it, the day.
 * @param {string} ending
 */
function fileName(ending) {
  const waves = now.waves.map((wave) => spec.waves[wave]).join("-");
  const text = `${spec.title} ${waves} ${new Date().toISOString().slice(0, 10)}`;
  return `${text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 100) || "map"}.${ending}`;
}

/**
 * @param {Blob} content
 * @param {string} ending
 */
function handOver(content, ending) {
  const link = element("a", { href: URL.createObjectURL(content), download: fileName(ending) }, null, document.body);
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); link.remove(); }, 1000);
}

async function saveSvg() {
  const text = new XMLSerializer().serializeToString(await pictureOf());
  handOver(new Blob([text], { type: "image/svg+xml" }), "svg");
}

/** Twice as many dots as the picture is wide, so that it is sharp in print. */
async function savePng() {
  const root = await pictureOf();
  const [width, height] = ["width", "height"].map((name) => Number(root.getAttribute(name)));
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  await image.decode();
  const canvas = element("canvas", { width: String(2 * width), height: String(2 * height) });
  canvas.getContext("2d").drawImage(image, 0, 0, 2 * width, 2 * height);
  canvas.toBlob((/** @type {Blob} */ blob) => handOver(blob, "png"), "image/png");
}

function buildPicture() {
  on("save-png", "click", savePng);
  on("save-svg", "click", saveSvg);
  on("print", "click", () => window.print());
}
