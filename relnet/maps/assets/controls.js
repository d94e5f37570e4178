// The controls: which relations and waves, which filters, how it looks.

/** Fill in what does not change. */
function buildControls() {
  spec.waves.slice(0, -1).forEach((wave, k) => option(byId("before"), k, wave));
  spec.waves.slice(1).forEach((wave, k) => option(byId("after"), k + 1, wave));
  spec.actors.forEach((actor) => element("option", { value: actor.name }, null, byId("names")));
  byId("relation-choice").hidden = spec.relations.length < 2;
  byId("modes").hidden = spec.waves.length < 2;
  byId("wave").max = String(spec.waves.length - 1);
  spec.relations.forEach((relation, k) => tick(byId("relation-choice"), relation.name, false, (on) => chooseRelation(k, on)));
  spec.measures.forEach((measure, k) => option(byId("size"), k, measure.label));
  option(byId("size"), "", words["size.none"]);
  byId("size-choice").hidden = !spec.measures.length;
  byId("groups-choice").hidden = !spec.groups.length;
  spec.attributes.forEach((_, k) => buildFilter(k));
}

/**
 * Of several relations at least one is shown.
 * @param {number} relation
 * @param {boolean} on
 */
function chooseRelation(relation, on) {
  const others = now.relations.filter((k) => k !== relation);
  choose({ relations: on || !others.length ? [...others, relation].sort((a, b) => a - b) : others });
}

/** @param {number} attribute */
function buildFilter(attribute) {
  const set = element("fieldset", { class: "filter", "data-attribute": String(attribute) }, null, byId("filter-list"));
  named("legend", {}, spec.attributes[attribute].name, set);
  const codes = spec.attributes[attribute].values.map((_, code) => code);
  if (spec.attributes[attribute].codes.some((code) => [code].flat().includes(-1))) codes.push(-1);
  codes.forEach((code) => {
    const box = tick(set, valueName(attribute, code), true, (on) => chooseValue(attribute, code, on, codes));
    box.dataset.code = String(code);
  });
}

/**
 * @param {number} attribute
 * @param {number} code
 * @param {boolean} on
 * @param {number[]} codes
 */
function chooseValue(attribute, code, on, codes) {
  const shown = now.only[attribute] || codes;
  const next = codes.filter((one) => (one === code ? on : shown.includes(one)));
  const only = { ...now.only, [attribute]: next };
  if (next.length === codes.length) delete only[attribute];
  choose({ only });
}

/** Show in the controls what is chosen. */
function showControls() {
  const [first, last] = [now.waves[0], lastWave()];
  byId("one-wave").hidden = comparing() || spec.waves.length < 2;
  byId("two-waves").hidden = !comparing() || spec.waves.length < 3;
  byId("mode-wave").checked = !comparing();
  byId("mode-change").checked = comparing();
  byId("before").value = String(pair[0]);
  byId("after").value = String(pair[1]);
  byId("wave").value = String(last);
  byId("wave").setAttribute("aria-valuetext", spec.waves[last]);
  byId("wave-name").textContent = spec.waves[last];
  byId("previous").disabled = first === 0;
  byId("next").disabled = last === spec.waves.length - 1;
  byId("size").value = now.size === null ? "" : String(now.size);
  byId("groups").checked = now.groups;
  byId("relation-choice").querySelectorAll("input").forEach((/** @type {HTMLInputElement} */ box, /** @type {number} */ k) => { box.checked = now.relations.includes(k); });
  showFilters();
}

function showFilters() {
  document.querySelectorAll(".filter").forEach((set) => {
    const only = now.only[/** @type {HTMLElement} */ (set).dataset.attribute || ""];
    set.querySelectorAll("input").forEach((box) => { box.checked = !only || only.includes(Number(box.dataset.code)); });
  });
  const strength = byId("strength");
  strength.replaceChildren();
  option(strength, "", words["strength.all"]);
  levels(now).slice(1).forEach((level) => option(strength, level, fill("filter.strength", { least: number(level) })));
  strength.value = leastStrength(now) === null ? "" : String(now.strength);
  byId("strength-choice").hidden = levels(now).length < 2;
  byId("confirmed").checked = onlyConfirmed(now);
  byId("confirmed-choice").hidden = !canConfirm(now);
  byId("reset").disabled = !isFiltered(now);
  byId("filters").classList.toggle("on", isFiltered(now));
}

/**
 * Two waves in order; an end that would pass the other takes it along.
 * @param {string} moved
 */
function choosePair(moved) {
  const [before, after] = [Number(byId("before").value), Number(byId("after").value)];
  if (before < after) choose({ waves: [before, after] });
  else choose({ waves: moved === "before" ? [before, before + 1] : [after - 1, after] });
}

/**
 * @param {string} id
 * @param {string} kind
 * @param {(event: any) => void} does
 */
function on(id, kind, does) {
  byId(id).addEventListener(kind, does);
}

function listen() {
  on("mode-wave", "change", () => choose({ waves: [lastWave()] }));
  on("mode-change", "change", () => choose({ waves: [...pair] }));
  on("wave", "input", (event) => choose({ waves: [Number(event.target.value)] }));
  on("previous", "click", () => choose({ waves: [Math.max(now.waves[0] - 1, 0)] }));
  on("next", "click", () => choose({ waves: [Math.min(now.waves[0] + 1, spec.waves.length - 1)] }));
  on("before", "change", () => choosePair("before"));
  on("after", "change", () => choosePair("after"));
  on("size", "change", (event) => choose({ size: event.target.value === "" ? null : Number(event.target.value) }));
  on("groups", "change", (event) => choose({ groups: event.target.checked }));
  on("strength", "change", (event) => choose({ strength: event.target.value === "" ? null : Number(event.target.value) }));
  on("confirmed", "change", (event) => choose({ confirmed: event.target.checked }));
  on("reset", "click", () => choose({ only: {}, strength: null, confirmed: false, reach: 0 }));
  on("theme", "change", (event) => showTheme(event.target.value));
  ["ties", "actors"].forEach((id) => on(id, "toggle", showTables));
  on("zoom-in", "click", () => stage.zoom(1.5));
  on("zoom-out", "click", () => stage.zoom(1 / 1.5));
  on("zoom-all", "click", () => stage.zoom(1));
  listenToSearch();
}

function listenToSearch() {
  on("search", "input", (event) => choose({ search: event.target.value, chosen: null }));
  on("search", "keydown", (event) => {
    const [first] = matches(event.target.value);
    if (event.key === "Enter" && first !== undefined) choose({ chosen: first });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (now.chosen === null && !now.search)) return;
    byId("search").value = "";
    choose({ search: "", chosen: null });
  });
}

/** @param {string} name */
function showTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  stage.recolour();
}

/**
 * Which of those that are meant are on the map now.
 * @param {Scene} scene
 */
function showFound(scene) {
  const hits = matches(now.search);
  const there = hits.filter((index) => scene.actors[index].shown);
  const nobody = hits.length > 0 && !there.length;
  byId("found").textContent = !plain(now.search) ? "" : nobody ? counted("found.absent", hits.length) : counted("found", there.length);
  const chosen = now.chosen !== null && scene.actors[now.chosen].shown ? now.chosen : null;
  stage.mark(chosen, nobody || !plain(now.search) ? null : new Set(there));
}
