// The organisation that is chosen: its figures through the waves, its partners, what became of it.

/** @param {Scene} scene */
function showChosen(scene) {
  const panel = byId("chosen");
  panel.hidden = now.chosen === null;
  byId("hint").hidden = now.chosen !== null;
  panel.replaceChildren();
  say(byId("chosen-said"), now.chosen === null ? "" : describe(scene, now.chosen));
  if (now.chosen === null) return;
  const index = now.chosen;
  named("h2", { id: "chosen-name" }, nameOf(index), panel);
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
    panel.querySelector("select")?.focus();
  });
}

/**
 * Each measure through the waves: a line, and the figures.
 * @param {Element} panel
 * @param {Scene} scene
 * @param {number} index
 */
function showFigures(panel, scene, index) {
  const [relation] = scene.relations;
  const measures = spec.measures.filter((measure) => isMeasured(measure, relation));
  if (!measures.length) return;
  const scroll = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.figures }, null, panel);
  const table = element("table", { id: "figures" }, null, scroll);
  const caption = scene.several ? fill("figures.of", { relation: spec.relations[relation].name }) : words.figures;
  element("caption", { class: "small" }, caption, table);
  const head = element("tr", {}, null, element("thead", {}, null, table));
  element("td", {}, null, head);
  spec.waves.forEach((wave) => named("th", { scope: "col" }, wave, head));
  const body = element("tbody", {}, null, table);
  const silent = spec.waves.map((_, wave) => heardOf(spec.actors[index], [relation], wave) === "s");
  measures.forEach(({ label, values }) => showFigureRow(body, label, values[relation].map((wave) => wave[index]), silent));
  if (silent.includes(true)) element("p", { class: "small" }, words["figures.silent"], panel);
}

/**
 * A figure of a wave in which the actor was silent bears a star.
 * @param {Element} body
 * @param {string} label
 * @param {Known[]} values
 * @param {boolean[]} silent
 */
function showFigureRow(body, label, values, silent) {
  const row = element("tr", {}, null, body);
  const head = element("th", { scope: "row" }, label, row);
  if (values.length > 1) head.append(sparkline(values));
  values.forEach((value, wave) => {
    const text = value === null ? words.unknown : `${number(value)}${silent[wave] ? "*" : ""}`;
    element("td", { class: "figure" }, text, row);
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
 * @param {Known[]} values
 */
function sparkline(values) {
  const svg = svgNode("svg", { viewBox: "0 0 64 18", class: "spark", "aria-hidden": "true" });
  const known = values.map((value) => value ?? 0);
  const [low, high] = [Math.min(...known, 0), Math.max(...known, 0)];
  const across = 56 / Math.max(values.length - 1, 1);
  let path = "";
  values.forEach((value, k) => {
    if (value === null) return;
    const [x, y] = [4 + across * k, 15 - (12 * (value - low)) / (high - low || 1)].map((at) => at.toFixed(1));
    path += `${k && values[k - 1] !== null ? "L" : "M"}${x},${y}`;
    svgNode("circle", { cx: x, cy: y, r: now.waves.includes(k) ? 2.6 : 1.5 }, svg);
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
  const partnerIn = (/** @type {ShownTie} */ { tie }) => (tie.source === index ? tie.target : tie.source);
  const own = tieRows(scene, index).map((row) => ({ ...row, partner: partnerIn(row) }));
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
  const way = tie.target === partner ? "tie.to" : "tie.from";
  if (spec.relations[tie.relation].directed) element("span", { class: "way" }, words[way], item);
  const button = named("button", { type: "button", class: "name-button" }, nameOf(partner), item);
  button.addEventListener("click", () => {
    choose({ chosen: partner });
    byId("chosen").focus();
  });
  if (scene.several) named("span", { class: "of" }, spec.relations[tie.relation].name, item);
}
