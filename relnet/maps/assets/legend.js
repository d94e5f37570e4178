// The legend: what is on the map now, and how much of it.

/** @param {string} kind */
function sample(kind) {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("path", { d: "M1,6H33", class: `tie ${kind}` }, svg);
  const sign = { strengthened: "M14,6H20M17,3V9", weakened: "M14,6H20" }[kind];
  if (sign) {
    svgNode("circle", { cx: 17, cy: 6, r: 5, class: `sign ${kind}` }, svg);
    svgNode("path", { d: sign, class: "sign-line" }, svg);
  }
  return svg;
}

/**
 * @param {number} colour
 * @param {number} shape
 * @param {string} kind
 */
function markSample(colour, shape, kind) {
  const svg = svgNode("svg", { viewBox: "-12 -12 24 24", class: "sample mark-sample", "aria-hidden": "true" });
  const actor = svgNode("g", { class: `actor ${kind}${kind === "silent" ? " unheard" : ""}` }, svg);
  svgNode("path", { d: SHAPES[0](10), class: "ring" }, actor);
  svgNode("path", { d: markOf(shape, 6.5), class: "mark", "data-colour": colourOf(colour) }, actor);
  return svg;
}

function doubtSample() {
  const svg = markSample(-1, -1, "answered");
  svgNode("text", { class: "doubt-sample", "font-size": 9, dy: 3.2 }, svg).textContent = "?";
  return svg;
}

function loopSample() {
  const svg = markSample(-1, -1, "answered");
  svgNode("path", { class: "loop", d: loopOf(5) }, svg);
  return svg;
}

function moveSample() {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("path", { d: "M1,6H33", class: "move" }, svg);
  svgNode("path", { d: "M14,2L22,6L14,10Z", class: "arrow move" }, svg);
  return svg;
}

/**
 * @param {Element} list
 * @param {Element} picture
 * @param {string} text
 * @param {number | null} count
 */
function legendRow(list, picture, text, count = null) {
  const row = element("li", {}, null, list);
  row.append(picture);
  element("bdi", {}, text, row);
  if (count !== null) element("span", { class: "count" }, number(count), row);
}

/** @param {Scene} scene */
function showLegend(scene) {
  const lists = ["legend-ties", "legend-actors", "legend-colours", "legend-shapes", "legend-groups"].map(byId);
  lists.forEach((list) => list.replaceChildren());
  const there = scene.actors.filter((actor) => actor.shown);
  showTieLegend(lists[0], scene, there.some((actor) => actor.status === "notasked"));
  showActorLegend(lists[1], scene, there);
  showValues(lists[2], spec.colour, there.map((actor) => actor.colour), (code) => markSample(code, spec.shape === spec.colour ? code : -1, "answered"));
  if (spec.shape !== spec.colour) showValues(lists[3], spec.shape, there.map((actor) => actor.shape), (code) => markSample(-1, code, "answered"));
  byId("group-legend").hidden = !now.groups || !spec.groups.length;
  spec.groups.forEach((group, k) => legendRow(lists[4], hullSample(k), group.name));
  byId("legend-size").textContent = sizeWords(scene);
}

/** @param {Scene} scene */
function sizeWords(scene) {
  if (now.size === null) return words["legend.size.none"];
  const measure = spec.measures[now.size].label;
  if (!scene.several) return fill("legend.size", { measure });
  return fill("legend.size.of", { measure, relation: spec.relations[scene.relations[0]].name });
}

/** @param {number} k */
function hullSample(k) {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("rect", { x: 4, y: 1, width: 26, height: 10, rx: 5, class: "hull", "data-colour": colourOf(k) }, svg);
  return svg;
}

/**
 * The values of an attribute that someone on the map has.
 * @param {Element} list
 * @param {number | null} attribute
 * @param {number[]} codes
 * @param {(code: number) => Element} picture
 */
function showValues(list, attribute, codes, picture) {
  if (attribute === null) return;
  const present = new Set(codes);
  spec.attributes[attribute].values.forEach((value, code) => { if (present.has(code)) legendRow(list, picture(code), value); });
  if (present.has(-1)) legendRow(list, picture(-1), words["group.none"]);
}

/**
 * Where a question was not asked, there is nothing to count.
 * @param {Element} list
 * @param {Scene} scene
 * @param {boolean} unasked
 */
function showTieLegend(list, scene, unasked) {
  if (scene.view.length === 1 && scene.several) {
    scene.relations.forEach((k) => {
      const count = scene.statuses.filter((status, index) => status !== null && spec.ties[index].relation === k).length;
      legendRow(list, sample(`r${k % COLOURS}`), spec.relations[k].name, count);
    });
    return;
  }
  const usual = unasked ? [] : scene.view.length === 2 ? ["formed", "dissolved", "persisted", "unobserved"] : ["tie"];
  const shown = ["tie", ...STATUSES].filter((status) => usual.includes(status) || scene.counts[status]);
  shown.forEach((status) => legendRow(list, sample(status), words[`status.${status}`], scene.counts[status] || 0));
  if (scene.inside.length) legendRow(list, loopSample(), words["status.internalised"], scene.inside.length);
}

/**
 * @param {Element} list
 * @param {Scene} scene
 * @param {ShownActor[]} there
 */
function showActorLegend(list, scene, there) {
  for (const kind of ACTOR_STATUSES) {
    const count = there.filter((actor) => actor.status === kind).length;
    if (count) legendRow(list, markSample(-1, -1, kind), actorWords(kind, scene.view), count);
  }
  if (scene.moves.length) legendRow(list, moveSample(), words["legend.move"]);
  const unsized = there.filter((actor) => actor.unsized).length;
  if (unsized) legendRow(list, doubtSample(), words["actor.unsized"], unsized);
}
