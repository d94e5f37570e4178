// The page around the map: controls, caption, legend, the chosen actor and the table of ties.

const byId = (id) => document.getElementById(id);

function element(name, attributes = {}, text = null, parent = null) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  if (parent) parent.append(node);
  return node;
}

const now = { relation: 0, view: spec.view, chosen: null, pair: spec.view.length === 2 ? spec.view : [0, spec.waves.length - 1] };
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
  showMilestones();
  showLegend();
  showMarks();
  showTables();
}

function showTables() {
  if (byId("ties").open) showTieTable();
  if (byId("actors").open) showActorTable();
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

/** What happened between the two waves that are compared stands out. */
function showMilestones() {
  const [first, last] = now.view;
  document.querySelectorAll("#milestones [data-place]").forEach((item) => {
    const place = Number(item.dataset.place);
    item.classList.toggle("within", now.view.length === 2 && place > first && place <= last);
  });
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

function doubtSample() {
  const svg = markSample(-1, "answered");
  const doubt = svgNode("text", { class: "doubt-sample", "font-size": 9, dy: 3.2 }, svg);
  doubt.textContent = "?";
  return svg;
}

function legendRow(list, picture, text, count = null) {
  const row = element("li", {}, null, list);
  row.append(picture);
  element("bdi", {}, text, row);
  if (count !== null) element("span", { class: "count" }, number(count), row);
}

function showLegend() {
  const lists = ["legend-ties", "legend-actors", "legend-groups"].map(byId);
  lists.forEach((list) => list.replaceChildren());
  const there = scene.actors.filter((actor) => actor.status !== "absent");
  showTieLegend(lists[0], there.some((actor) => actor.status === "notasked"));
  showActorLegend(lists[1], there);
  const present = new Set(there.map((actor) => actor.group));
  spec.groups.forEach((group, k) => { if (present.has(k)) legendRow(lists[2], markSample(k, "answered"), group); });
  if (spec.groups.length && present.has(-1)) legendRow(lists[2], markSample(-1, "answered"), words["group.none"]);
}

/** Where a question was not asked, there is nothing to count. */
function showTieLegend(list, unasked) {
  const usual = unasked ? [] : now.view.length === 2 ? STATUSES.slice(0, 4) : ["tie"];
  const shown = ["tie", ...STATUSES].filter((status) => usual.includes(status) || scene.counts[status]);
  shown.forEach((status) => legendRow(list, sample(status), words[`status.${status}`], scene.counts[status] || 0));
}

function showActorLegend(list, there) {
  const count = {};
  for (const kind of ["answered", "silent", "joiner", "leaver", "notasked"]) {
    count[kind] = there.filter((actor) => actor.status === kind).length;
  }
  for (const kind of ["answered", "silent", "joiner", "leaver", "notasked"]) {
    if (count[kind]) legendRow(list, markSample(-1, kind), actorWords(kind, now.view), count[kind]);
  }
  const unsized = there.filter((actor) => actor.unsized).length;
  if (unsized) legendRow(list, doubtSample(), words["actor.unsized"], unsized);
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

/** The ties of the chosen actor, by what became of them and by partner. */
function showPartners(list) {
  const own = rows()
    .filter(({ tie }) => tie.source === now.chosen || tie.target === now.chosen)
    .map((row) => ({ ...row, partner: row.tie.source === now.chosen ? row.tie.target : row.tie.source }));
  ["tie", ...STATUSES].forEach((status) => {
    const part = own.filter((row) => row.status === status).sort((a, b) => a.partner - b.partner);
    if (!part.length) return;
    const head = element("li", { class: "kind" }, null, list);
    head.append(sample(status));
    element("span", {}, words[`status.${status}`], head);
    element("span", { class: "count" }, number(part.length), head);
    part.forEach((row) => showPartner(list, row));
  });
}

function showPartner(list, { tie, partner }) {
  const item = element("li", {}, null, list);
  const way = words[tie.source === now.chosen ? "tie.to" : "tie.from"];
  if (scene.directed) element("span", { class: "way" }, way, item);
  const button = element("button", { type: "button", class: "name-button" }, null, item);
  element("bdi", {}, spec.actors[partner].name, button);
  button.addEventListener("click", () => { choose(partner); byId("chosen").focus(); });
}

function choose(index) {
  now.chosen = index;
  showMarks();
}

function showMarks() {
  const hits = matches(byId("search").value);
  const there = hits.filter((index) => scene.actors[index].status !== "absent");
  byId("found").textContent = foundWords(hits, there);
  const gone = now.chosen !== null && scene.actors[now.chosen].status === "absent";
  stage.mark(gone ? null : now.chosen, hits.length && !there.length ? null : byId("search").value.trim() ? new Set(there) : null);
  const panel = byId("chosen");
  panel.hidden = now.chosen === null;
  panel.replaceChildren();
  byId("hint").hidden = now.chosen !== null;
  if (now.chosen === null) return;
  element("h2", {}, null, panel).append(element("bdi", {}, spec.actors[now.chosen].name));
  element("p", {}, whoIs(scene, now.chosen), panel);
  showPartners(element("ul", { class: "partners" }, null, panel));
}

function foundWords(hits, there) {
  if (!byId("search").value.trim()) return "";
  return hits.length && !there.length ? counted("found.absent", hits.length) : counted("found", there.length);
}

function showActorTable() {
  const table = byId("actor-table");
  table.replaceChildren();
  const heads = [words["table.one"], ...(spec.groups.length ? [spec.colour] : []), words["table.answered"], words["table.ties"]];
  element("caption", {}, caption(now.relation, now.view), table);
  const head = element("tr", {}, null, element("thead", {}, null, table));
  heads.forEach((text) => element("th", { scope: "col" }, text, head));
  const body = element("tbody", {}, null, table);
  scene.actors.forEach((shown, index) => {
    if (shown.status === "absent") return;
    const row = element("tr", {}, null, body);
    element("th", { scope: "row" }, null, row).append(element("bdi", {}, spec.actors[index].name));
    if (spec.groups.length) element("td", {}, shown.group < 0 ? words["group.none"] : spec.groups[shown.group], row);
    const silent = shown.silent && shown.status !== "silent" ? `, ${actorWords("silent", now.view)}` : "";
    element("td", {}, actorWords(shown.status, now.view) + silent, row);
    element("td", {}, tieWords(shown, now.view), row);
  });
}

function showTieTable() {
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

function setView(view) {
  now.view = view;
  if (view.length === 2) now.pair = view;
  show();
}

function pair(before, after, kept) {
  if (before < after) return [before, after];
  return kept === "before" ? [before, before + 1] : [after - 1, after];
}

function listen() {
  const waves = spec.waves.length;
  byId("mode-wave").addEventListener("change", () => setView([now.view[now.view.length - 1]]));
  byId("mode-change").addEventListener("change", () => setView(now.pair));
  byId("wave").addEventListener("input", (event) => setView([Number(event.target.value)]));
  byId("previous").addEventListener("click", () => setView([Math.max(now.view[0] - 1, 0)]));
  byId("next").addEventListener("click", () => setView([Math.min(now.view[0] + 1, waves - 1)]));
  const ends = () => [Number(byId("before").value), Number(byId("after").value)];
  byId("before").addEventListener("change", () => setView(pair(...ends(), "before")));
  byId("after").addEventListener("change", () => setView(pair(...ends(), "after")));
  byId("relation").addEventListener("change", (event) => { now.relation = Number(event.target.value); show(); });
  ["ties", "actors"].forEach((id) => byId(id).addEventListener("toggle", showTables));
  byId("zoom-in").addEventListener("click", () => stage.zoom(1.5));
  byId("zoom-out").addEventListener("click", () => stage.zoom(1 / 1.5));
  byId("zoom-all").addEventListener("click", () => stage.zoom(1));
  byId("search").addEventListener("input", () => choose(null));
  byId("search").addEventListener("keydown", (event) => {
    const [first] = matches(event.target.value);
    if (event.key === "Enter" && first !== undefined) choose(first);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    byId("search").value = "";
    choose(null);
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
