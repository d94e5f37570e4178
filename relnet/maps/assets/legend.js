// The legend: what is on the map now, and how much of it.

/** @param {string} kind */
function sample(kind) {
  const svg = svgNode("svg", { viewBox: "-17 -6 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("path", { d: "M-16,0H16", class: `tie ${kind}` }, svg);
  if (kind in SIGNS) {
    svgNode("circle", { r: 5, class: `sign ${kind}` }, svg);
    svgNode("path", { d: SIGNS[kind], class: "sign-line" }, svg);
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
  const looks = { status: kind, silent: kind === "silent", partly: kind === "partly", unsized: false };
  const actor = svgNode("g", { class: classOf(looks) }, svg);
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
  svg.setAttribute("viewBox", "-12 -16 24 24");
  svgNode("path", { class: "loop", d: loopOf(6.5) }, svg);
  return svg;
}

function moveSample() {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("path", { d: "M1,6H33", class: "move" }, svg);
  svgNode("path", { d: "M14,2L22,6L14,10Z", class: "arrow move" }, svg);
  return svg;
}

/**
 * How many ties have a status; of several relations those of each.
 * @param {Scene} scene
 * @param {string} status
 */
function countsOf(scene, status) {
  if (!scene.several) return number(scene.counts[status] || 0);
  const own = scene.relations.map((k) => scene.statuses.filter((one, index) => one === status && spec.ties[index].relation === k).length);
  return own.map(number).join(" + ");
}

/**
 * @param {Element} list
 * @param {Element} picture
 * @param {string} text
 * @param {number | string | null} count
 */
function legendRow(list, picture, text, count = null) {
  const row = element("li", {}, null, list);
  row.append(picture);
  element("bdi", {}, text, row);
  if (count !== null) element("span", { class: "count" }, typeof count === "number" ? number(count) : count, row);
}

/** @param {Scene} scene */
function showLegend(scene) {
  const there = scene.actors.filter((actor) => actor.shown);
  showTieLegend(emptied("legend-ties"), scene, there);
  showActorLegend(emptied("legend-actors"), scene, there);
  const both = spec.shape === spec.colour;
  const [colours, shapes] = [emptied("legend-colours"), emptied("legend-shapes")];
  showValues(colours, spec.colour, there.map(({ colour }) => colour), (code) => markSample(code, both ? code : -1, "answered"));
  if (!both) showValues(shapes, spec.shape, there.map(({ shape }) => shape), (code) => markSample(-1, code, "answered"));
  showGroupLegend(emptied("legend-groups"), scene);
  byId("legend-width").hidden = !scene.relations.some((k) => spec.relations[k].levels.length);
  byId("legend-size").textContent = sizeWords(scene);
}

/** @param {"legend-ties" | "legend-actors" | "legend-colours" | "legend-shapes" | "legend-groups"} id */
function emptied(id) {
  byId(id).replaceChildren();
  return byId(id);
}

/**
 * The groups of which someone is on the map.
 * @param {Element} list
 * @param {Scene} scene
 */
function showGroupLegend(list, scene) {
  const hulls = now.groups ? hullsOf(scene, (index) => placeAt(index, lastWave())) : [];
  hulls.forEach(({ name, colour }) => legendRow(list, hullSample(colour), name));
  byId("group-legend").hidden = !hulls.length;
}

/** @param {Scene} scene */
function sizeWords(scene) {
  if (now.size === null) return words["legend.size.none"];
  const measure = spec.measures[now.size].label;
  if (!scene.several) return fill("legend.size", { measure });
  return fill("legend.size.of", { measure, relation: spec.relations[scene.relations[0]].name });
}

/** @param {string} own */
function hullSample(own) {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("rect", { x: 4, y: 1, width: 26, height: 10, rx: 5, class: "hull", "data-colour": own }, svg);
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
 * The ties that are shown: by relation where there are several, or else by status.
 * @param {Element} list
 * @param {Scene} scene
 * @param {ShownActor[]} there
 */
function showTieLegend(list, scene, there) {
  if (scene.view.length === 1 && scene.several) {
    scene.relations.forEach((k) => {
      const count = scene.statuses.filter((status, index) => status !== null && spec.ties[index].relation === k).length;
      legendRow(list, sample(relationKind(k)), spec.relations[k].name, count);
    });
    return;
  }
  const usual = usualStatuses(scene, there);
  const shown = ["tie", ...STATUSES].filter((status) => usual.includes(status) || scene.counts[status]);
  shown.forEach((status) => legendRow(list, sample(status), words[`status.${status}`], countsOf(scene, status)));
  if (scene.inside.length) legendRow(list, loopSample(), words["status.internalised"], scene.inside.length);
}

/**
 * What is counted even if there is none; where a question was not asked, there is nothing to count.
 * @param {Scene} scene
 * @param {ShownActor[]} there
 */
function usualStatuses(scene, there) {
  if (there.some(({ status }) => status === "notasked")) return [];
  return scene.view.length === 2 ? ["formed", "dissolved", "persisted", "unobserved"] : ["tie"];
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
