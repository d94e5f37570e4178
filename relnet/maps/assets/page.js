// The page around the map: controls, caption, legend, the chosen actor and the table of ties.

const byId = (id) => document.getElementById(id);

function element(name, attributes = {}, text = null, parent = null) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  if (parent) parent.append(node);
  return node;
}

const STATUSES = ["formed", "dissolved", "persisted", "unobserved", "entered", "left", "impossible"];
const now = { relation: 0, view: spec.view, chosen: null, found: null };
let scene = null;

byId("stage").style.setProperty("--aspect", String(spec.width / spec.height));
const stage = new Stage(byId("stage"), (index) => {
  now.chosen = index === now.chosen ? null : index;
  showMarks();
});

function show() {
  scene = sceneOf(now.relation, now.view);
  stage.show(scene);
  document.body.dataset.view = now.view.join("-");
  byId("caption").textContent = caption(now.relation, now.view);
  byId("rule").textContent = spec.relations[now.relation].rule;
  showControls();
  showLegend();
  showMarks();
  if (byId("ties").open) showTable();
}

function showControls() {
  const [first, last] = [now.view[0], now.view[now.view.length - 1]];
  const single = now.view.length === 1;
  byId("one-wave").hidden = !single || spec.waves.length < 2;
  byId("two-waves").hidden = single || spec.waves.length < 3;
  byId("mode-wave").checked = single;
  byId("mode-change").checked = !single;
  if (single) {
    byId("wave").value = String(first);
    byId("wave").setAttribute("aria-valuetext", spec.waves[first]);
    byId("wave-name").textContent = spec.waves[first];
    byId("previous").disabled = first === 0;
    byId("next").disabled = first === spec.waves.length - 1;
  } else {
    byId("before").value = String(first);
    byId("after").value = String(last);
  }
}

function sample(status) {
  const svg = svgNode("svg", { viewBox: "0 0 34 12", class: "sample", "aria-hidden": "true" });
  svgNode("path", { d: "M1,6H33", class: `tie ${status}` }, svg);
  return svg;
}

function markSample(group, kind) {
  const svg = svgNode("svg", { viewBox: "-12 -12 24 24", class: "sample mark-sample", "aria-hidden": "true" });
  const actor = svgNode("g", { class: `actor ${kind}${kind === "silent" ? " unheard" : ""}` }, svg);
  svgNode("path", { d: SHAPES[0](10), class: "ring" }, actor);
  svgNode("path", { d: markOf(group, 6.5), class: "mark", "data-colour": colourOf(group) }, actor);
  return svg;
}

function legendRow(list, picture, text, count = null) {
  const row = element("li", {}, null, list);
  row.append(picture);
  element("bdi", {}, text, row);
  if (count !== null) element("span", { class: "count" }, number(count), row);
}

function showLegend() {
  const [ties, marks, groups] = ["legend-ties", "legend-actors", "legend-groups"].map(byId);
  [ties, marks, groups].forEach((list) => list.replaceChildren());
  const change = now.view.length === 2;
  const shown = change ? STATUSES.filter((s) => scene.counts[s] || STATUSES.indexOf(s) < 4) : ["tie"];
  shown.forEach((status) => legendRow(ties, sample(status), words[`status.${status}`], scene.counts[status] || 0));
  const kinds = {};
  scene.actors.forEach((actor) => { kinds[actor.status] = (kinds[actor.status] || 0) + 1; });
  for (const kind of ["answered", "silent", "joiner", "leaver", "notasked"]) {
    if (kinds[kind]) legendRow(marks, markSample(-1, kind), actorWords(kind, now.view), kinds[kind]);
  }
  const present = new Set(scene.actors.filter((a) => a.status !== "absent").map((a) => a.group));
  spec.groups.forEach((group, k) => { if (present.has(k)) legendRow(groups, markSample(k, "answered"), group); });
  if (spec.groups.length && present.has(-1)) legendRow(groups, markSample(-1, "answered"), words["group.none"]);
}

/** The ties of the view as rows: from, to, status. */
function rows() {
  const found = [];
  scene.statuses.forEach((status, index) => { if (status !== null) found.push({ tie: spec.ties[index], status }); });
  const order = (row) => STATUSES.indexOf(row.status);
  const name = (index) => spec.actors[index].name;
  return found.sort((a, b) => order(a) - order(b)
    || name(a.tie.source).localeCompare(name(b.tie.source), spec.language)
    || name(a.tie.target).localeCompare(name(b.tie.target), spec.language));
}

/** The ties of the chosen actor, what became of them first. */
function showPartners(list) {
  const own = rows().filter(({ tie }) => tie.source === now.chosen || tie.target === now.chosen);
  let last = null;
  own.forEach(({ tie, status }) => {
    if (status !== last) {
      const count = own.filter((row) => row.status === status).length;
      const head = element("li", { class: "kind" }, null, list);
      head.append(sample(status));
      element("span", {}, words[`status.${status}`], head);
      element("span", { class: "count" }, number(count), head);
      last = status;
    }
    const sends = tie.source === now.chosen;
    const item = element("li", {}, null, list);
    if (scene.directed) element("span", { class: "way" }, words[sends ? "tie.to" : "tie.from"], item);
    element("bdi", {}, spec.actors[sends ? tie.target : tie.source].name, item);
  });
}

function showMarks() {
  stage.mark(now.chosen, now.found);
  const panel = byId("chosen");
  panel.hidden = now.chosen === null;
  panel.replaceChildren();
  byId("hint").hidden = now.chosen !== null;
  if (now.chosen === null) return;
  element("h2", {}, null, panel).append(element("bdi", {}, spec.actors[now.chosen].name));
  element("p", {}, describe(scene, now.chosen).slice(spec.actors[now.chosen].name.length + 2), panel);
  showPartners(element("ul", { class: "partners" }, null, panel));
}

function showTable() {
  const table = byId("tie-table");
  table.replaceChildren();
  const strengths = now.view.map((wave) => fill("table.strength", { wave: spec.waves[wave] }));
  const ends = scene.directed ? ["table.from", "table.to"] : ["table.one", "table.other"];
  const heads = [...ends.map((key) => words[key]), ...(now.view.length === 2 ? [words["table.status"]] : []), ...strengths];
  element("caption", {}, caption(now.relation, now.view), table);
  const head = element("tr", {}, null, element("thead", {}, null, table));
  heads.forEach((text) => element("th", { scope: "col" }, text, head));
  const body = element("tbody", {}, null, table);
  rows().forEach(({ tie, status }) => {
    const row = element("tr", { "data-status": status }, null, body);
    element("th", { scope: "row" }, null, row).append(element("bdi", {}, spec.actors[tie.source].name));
    element("td", {}, null, row).append(element("bdi", {}, spec.actors[tie.target].name));
    if (status !== "tie") element("td", {}, words[`status.${status}`], row);
    now.view.forEach((wave) => element("td", { class: "figure" }, stateText(tie, wave), row));
  });
}

function stateText(tie, wave) {
  const state = tie.states[wave];
  if (!isTie(state)) return words[{ "?": "state.unobserved", "-": "state.absent", x: "state.impossible" }[state] || "state.none"];
  const strength = tie.strength[wave];
  return strength === null ? words["state.tie"] : number(strength);
}

function search(text) {
  const wanted = text.trim().toLocaleLowerCase(spec.language);
  const hits = spec.actors.flatMap((actor, index) =>
    wanted && scene.actors[index].status !== "absent" && actor.name.toLocaleLowerCase(spec.language).includes(wanted) ? [index] : []);
  now.found = wanted ? new Set(hits) : null;
  byId("found").textContent = wanted ? counted("found", hits.length) : "";
  return hits;
}

function setView(view) {
  now.view = view;
  show();
}

function pair(before, after, kept) {
  if (before < after) return [before, after];
  return kept === "before" ? [before, before + 1] : [after - 1, after];
}

function listen() {
  const waves = spec.waves.length;
  byId("mode-wave").addEventListener("change", () => setView([now.view[now.view.length - 1]]));
  byId("mode-change").addEventListener("change", () => setView([Math.max(now.view[0] - 1, 0), Math.max(now.view[0], 1)]));
  byId("wave").addEventListener("input", (event) => setView([Number(event.target.value)]));
  byId("previous").addEventListener("click", () => setView([Math.max(now.view[0] - 1, 0)]));
  byId("next").addEventListener("click", () => setView([Math.min(now.view[0] + 1, waves - 1)]));
  const ends = () => [Number(byId("before").value), Number(byId("after").value)];
  byId("before").addEventListener("change", () => setView(pair(...ends(), "before")));
  byId("after").addEventListener("change", () => setView(pair(...ends(), "after")));
  byId("relation").addEventListener("change", (event) => { now.relation = Number(event.target.value); show(); });
  byId("ties").addEventListener("toggle", () => { if (byId("ties").open) showTable(); });
  byId("zoom-in").addEventListener("click", () => stage.zoom(1.5));
  byId("zoom-out").addEventListener("click", () => stage.zoom(1 / 1.5));
  byId("zoom-all").addEventListener("click", () => stage.zoom(1));
  byId("search").addEventListener("input", (event) => { search(event.target.value); showMarks(); });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const hits = search(event.target.value);
    if (hits.length) { now.chosen = hits[0]; showMarks(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    byId("search").value = "";
    search("");
    now.chosen = null;
    showMarks();
  });
}

function option(select, value, text) {
  element("option", { value: String(value) }, text, byId(select));
}

spec.relations.forEach((relation, k) => option("relation", k, relation.name));
spec.waves.slice(0, -1).forEach((wave, k) => option("before", k, wave));
spec.waves.slice(1).forEach((wave, k) => option("after", k + 1, wave));
spec.actors.forEach((actor) => element("option", { value: actor.name }, null, byId("names")));
byId("relation-choice").hidden = spec.relations.length < 2;
byId("modes").hidden = spec.waves.length < 2;
byId("wave").max = String(spec.waves.length - 1);
byId("noscript").remove();
byId("map").hidden = false;
listen();
show();
