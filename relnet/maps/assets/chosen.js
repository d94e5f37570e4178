// The organisation that is chosen: its figures through the waves, its partners, what became of it.

/** @param {Scene} scene */
function showChosen(scene) {
  const panel = byId("chosen");
  panel.hidden = now.chosen === null;
  byId("hint").hidden = now.chosen !== null;
  panel.replaceChildren();
  if (now.chosen === null) return;
  const index = now.chosen;
  named("h2", {}, nameOf(index), panel);
  element("p", {}, whoIs(scene, index), panel);
  moveWords(scene, index).forEach((text) => element("p", {}, text, panel));
  showReach(panel);
  showFigures(panel, scene, index);
  showPartners(element("ul", { class: "partners" }, null, panel), scene, index);
}

/** @param {Element} panel */
function showReach(panel) {
  const label = element("label", { class: "reach" }, `${words.reach} `, panel);
  const select = element("select", { id: "reach" }, null, label);
  ["reach.all", "reach.1", "reach.2"].forEach((key, k) => option(select, k, words[key]));
  select.value = String(now.reach);
  select.addEventListener("change", () => {
    choose({ reach: Number(select.value) });
    byId("reach").focus();
  });
}

/**
 * Each measure through the waves: a line, and the figures.
 * @param {Element} panel
 * @param {Scene} scene
 * @param {number} index
 */
function showFigures(panel, scene, index) {
  if (!spec.measures.length) return;
  const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.figures }, null, panel);
  const table = element("table", { id: "figures" }, null, scroll);
  const [relation] = scene.relations;
  element("caption", { class: "small" }, scene.several ? fill("figures.of", { relation: spec.relations[relation].name }) : words.figures, table);
  const head = element("tr", {}, null, element("thead", {}, null, table));
  element("td", {}, null, head);
  spec.waves.forEach((wave) => named("th", { scope: "col" }, wave, head));
  const body = element("tbody", {}, null, table);
  spec.measures.filter((measure) => isMeasured(measure, relation)).forEach((measure) => {
    const values = measure.values[relation].map((wave) => wave[index]);
    const row = element("tr", {}, null, body);
    const first = element("th", { scope: "row" }, measure.label, row);
    if (spec.waves.length > 1) first.append(sparkline(values));
    values.forEach((value) => element("td", { class: "figure" }, value === null ? words.unknown : number(value), row));
  });
}

/**
 * Whether a relation has such a measure: one that does not run one way has no ties received.
 * @param {Measure} measure
 * @param {number} relation
 */
function isMeasured(measure, relation) {
  return measure.values[relation].some((wave) => wave.some((value) => value !== null));
}

/**
 * A line through what is known; where a wave is not known it is broken.
 * @param {(number | null)[]} values
 */
function sparkline(values) {
  const svg = svgNode("svg", { viewBox: "0 0 64 18", class: "spark", "aria-hidden": "true" });
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  const [low, high] = [Math.min(...known, 0), Math.max(...known)];
  const place = (/** @type {number} */ value, /** @type {number} */ k) => [4 + (56 * k) / Math.max(values.length - 1, 1), 15 - (12 * (value - low)) / (high - low || 1)];
  let path = "";
  values.forEach((value, k) => {
    if (value === null) return;
    const [x, y] = place(value, k);
    path += `${k && values[k - 1] !== null ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`;
    svgNode("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: now.waves.includes(k) ? 2.6 : 1.5 }, svg);
  });
  svgNode("path", { d: path }, svg);
  return svg;
}

/**
 * The ties of an actor, by what became of them and by partner.
 * @param {Element} list
 * @param {Scene} scene
 * @param {number} index
 */
function showPartners(list, scene, index) {
  const own = tieRows(scene)
    .filter(({ tie }) => tie.source === index || tie.target === index)
    .map(({ tie, status }) => ({ tie, status, partner: tie.source === index ? tie.target : tie.source }));
  ["tie", ...STATUSES].forEach((status) => {
    const part = own.filter((row) => row.status === status).sort((a, b) => a.partner - b.partner);
    if (!part.length) return;
    const head = element("li", { class: "kind" }, null, list);
    head.append(sample(status));
    element("span", {}, words[`status.${status}`], head);
    element("span", { class: "count" }, number(part.length), head);
    part.forEach(({ tie, partner }) => showPartner(list, scene, tie, partner));
  });
}

/**
 * @param {Element} list
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {number} partner
 */
function showPartner(list, scene, tie, partner) {
  const item = element("li", {}, null, list);
  const way = words[tie.target === partner ? "tie.to" : "tie.from"];
  if (spec.relations[tie.relation].directed) element("span", { class: "way" }, way, item);
  const button = named("button", { type: "button", class: "name-button" }, nameOf(partner), item);
  button.addEventListener("click", () => {
    choose({ chosen: partner });
    byId("chosen").focus();
  });
  if (scene.several) named("span", { class: "count" }, spec.relations[tie.relation].name, item);
}
