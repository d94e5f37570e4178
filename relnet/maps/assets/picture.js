// A picture of the map as it is, with what it shows and its legend in it.

const LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "paint-order", "opacity", "font-size", "font-weight", "text-anchor", "unicode-bidi", "marker-end", "marker-mid",
];
/** What the page needs of an element, and a picture does not. */
const OWN = ["class", "style", "role", "tabindex", "aria-label", "aria-hidden", "aria-pressed", "data-colour"];
/** How wide the map and its legend are. */
const [WIDE, SIDE] = [1000, 330];
/** What no XML may hold, and a name can. */
const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * A copy with the looks that the style sheet gives, without what is not seen.
 * @param {SVGElement} root
 */
function dressed(root) {
  const copy = /** @type {SVGElement} */ (root.cloneNode(true));
  const [here, there] = [root, copy].map((top) => [top, ...top.querySelectorAll("*")]);
  const seen = here.map((node, k) => dressUp(node, there[k]));
  there.forEach((node, k) => { if (!seen[k] && !node.closest("defs")) node.remove(); });
  return copy;
}

/**
 * Give a copy the looks of an element; whether that is seen.
 * @param {Element} node
 * @param {Element} copy
 */
function dressUp(node, copy) {
  const style = getComputedStyle(node);
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, plainValue(value));
  }
  OWN.forEach((name) => copy.removeAttribute(name));
  return style.display !== "none" && style.visibility !== "hidden";
}

/**
 * A value as programs read it that know no style sheets: a mixed colour in whole parts, a mark by its name.
 * @param {string} value
 */
function plainValue(value) {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/.exec(value);
  if (mixed) return `rgb(${mixed.slice(1).map((part) => Math.round(255 * Number(part))).join(", ")})`;
  return value.replace(/url\("?[^"#]*(#[^")]*)"?\)/, "url($1)");
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
  const pieces = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${letters}}`, "gu")) || []);
  const lines = [""];
  for (const word of pieces) {
    const last = lines[lines.length - 1];
    if (last && last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
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
  const looks = { "font-size": size, "font-weight": bold ? 700 : 400, fill: colour("--ink") };
  lines.forEach((line, k) => {
    svgNode("text", { x, y: y + size + k * size * 1.35, ...looks }, parent).textContent = line;
  });
  return y + lines.length * size * 1.35;
}

/**
 * Put a drawing in its place within another.
 * @param {SVGElement} drawing
 * @param {Record<"x" | "y" | "width" | "height", number>} box
 * @param {Element} parent
 */
function place(drawing, box, parent) {
  Object.entries(box).forEach(([name, value]) => drawing.setAttribute(name, String(value)));
  parent.append(drawing);
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
    const rows = section.querySelectorAll("li");
    if (!rows.length) return;
    at = write(parent, wrapped(textIn(section, "h2"), 36), { x, y: at + 8, size: 15, bold: true }) + 4;
    rows.forEach((row) => { at = writeRow(parent, row, x, at); });
    const note = textIn(section, "p");
    if (note) at = write(parent, wrapped(note, 48), { x, y: at, size: 12 });
  });
  return at;
}

/**
 * @param {Element} parent
 * @param {string} selector
 */
function textIn(parent, selector) {
  return parent.querySelector(selector)?.textContent || "";
}

/**
 * @param {Element} parent
 * @param {Element} row
 * @param {number} x
 * @param {number} y
 */
function writeRow(parent, row, x, y) {
  const sign = /** @type {SVGElement} */ (row.querySelector("svg"));
  const { width, height } = sign.getBoundingClientRect();
  place(dressed(sign), { x: x + 17 - width / 2, y: y + 10 - height / 2, width, height }, parent);
  const [name, count] = [textIn(row, "bdi"), textIn(row, ".count")];
  return write(parent, wrapped(count ? `${name}: ${count}` : name, 38), { x: x + 42, y: y + 2, size: 13 }) + 3;
}

/** The picture: title, what is shown, the day, the map and its legend. */
async function pictureOf() {
  const map = await stage.picture();
  const root = svgNode("svg", { lang: spec.language, "font-family": getComputedStyle(document.body).fontFamily });
  const shown = [...byId("caption").children].map((one) => one.textContent).join(" ");
  const date = dateWords(new Date());
  svgNode("title", {}, root).textContent = spec.title;
  svgNode("desc", {}, root).textContent = shown;
  svgNode("rect", { width: "100%", height: "100%", fill: colour("--page") }, root);
  const below = write(root, wrapped(spec.title, 100), { x: 16, y: 10, size: 22, bold: true });
  const top = 8 + write(root, wrapped(`${shown} ${fill("picture.made", { date })}`, 180), { x: 16, y: below, size: 14 });
  const high = Math.min((WIDE * spec.height) / spec.width, 900);
  place(map, { x: 0, y: top, width: WIDE, height: high }, root);
  const [width, height] = [WIDE + SIDE, Math.ceil(Math.max(top + high, writeLegend(root, WIDE + 10, top)) + 16)];
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  Object.entries(size).forEach(([name, value]) => root.setAttribute(name, String(value)));
  return { width, height, text: new XMLSerializer().serializeToString(root).replace(NO_XML, "\uFFFD") };
}

/**
 * The name of a file: the title, what is shown of it, the day.
 * @param {string} ending
 */
function fileName(ending) {
  const waves = now.waves.map((wave) => spec.waves[wave]).join("-");
  const text = `${spec.title} ${waves}`.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${[...text].slice(0, 90).join("")}-${day.join("-")}.${ending}`.replace(/^-/, "");
}

/**
 * @param {Blob} content
 * @param {string} ending
 */
function handOver(content, ending) {
  const link = element("a", { href: URL.createObjectURL(content), download: fileName(ending) }, null, document.body);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function saveSvg() {
  const { text } = await pictureOf();
  handOver(new Blob([text], { type: "image/svg+xml" }), "svg");
}

/** Twice as many dots as the picture is wide, so that it is sharp in print. */
async function savePng() {
  const { width, height, text } = await pictureOf();
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = element("canvas", { width: String(2 * width), height: String(2 * height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, 2 * width, 2 * height);
  canvas.toBlob((content) => { if (content) handOver(content, "png"); }, "image/png");
}

function buildPicture() {
  on("save-png", "click", savePng);
  on("save-svg", "click", saveSvg);
  on("print", "click", () => window.print());
}
