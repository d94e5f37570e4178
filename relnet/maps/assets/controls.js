// The controls: which relations and waves, which filters, how it looks.

/** Fill in what does not change. */
function buildControls() {
  spec.waves.slice(0, -1).forEach((wave, k) => option(byId("before"), k, wave));
  spec.waves.slice(1).forEach((wave, k) => option(byId("after"), k + 1, wave));
  spec.actors.forEach((actor) => element("option", { value: actor.name }, null, byId("names")));
  byId("relation-choice").hidden = spec.relations.length < 2;
  byId("modes").hidden = spec.waves.length < 2;
  byId("wave").max = String(spec.waves.length - 1);
  spec.relations.forEach((relation, k) => tick(byId("relation-choice"), relation.name, false, (ticked) => chooseRelation(k, ticked)));
  spec.measures.forEach((measure, k) => option(byId("size"), k, measure.label));
  option(byId("size"), "", words["size.none"]);
  byId("size-choice").hidden = !spec.measures.length;
  byId("groups-choice").hidden = !spec.groups.length;
  spec.attributes.forEach((_, k) => buildFilter(k));
}

/**
 * Of several relations at least one is shown.
 * @param {number} relation
 * @param {boolean} ticked
 */
function chooseRelation(relation, ticked) {
  const others = now.relations.filter((k) => k !== relation);
  choose({ relations: ticked || !others.length ? [...others, relation].sort((a, b) => a - b) : others });
}

/** @param {number} attribute */
function buildFilter(attribute) {
  const set = element("fieldset", { class: "filter", "data-attribute": String(attribute) }, null, byId("filter-list"));
  named("legend", {}, spec.attributes[attribute].name, set);
  const codes = spec.attributes[attribute].values.map((_, code) => code);
  if (isUnknownOfSome(attribute)) codes.push(-1);
  codes.forEach((code) => {
    const box = tick(set, valueName(attribute, code), true, (ticked) => chooseValue(attribute, codes, code, ticked));
    box.dataset.code = String(code);
  });
}

/**
 * Whether the value of an attribute is not known of someone who is there.
 * @param {number} attribute
 */
function isUnknownOfSome(attribute) {
  const isThere = (/** @type {Actor} */ { heard }, /** @type {number} */ wave) => heard.some((letters) => letters[wave] !== "-");
  return spec.actors.some((actor, index) => spec.waves.some((_, wave) => isThere(actor, wave) && codeOf(attribute, index, wave) < 0));
}

/**
 * Show one value more or less of those that an attribute has.
 * @param {number} attribute
 * @param {number[]} codes
 * @param {number} code
 * @param {boolean} ticked
 */
function chooseValue(attribute, codes, code, ticked) {
  const shown = now.only[attribute] || codes;
  const next = codes.filter((one) => (one === code ? ticked : shown.includes(one)));
  /** @type {Record<string, number[]>} */
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
  allow("previous", first > 0);
  allow("next", last < spec.waves.length - 1);
  byId("size").value = now.size === null ? "" : String(now.size);
  byId("groups").checked = now.groups;
  byId("relation-choice").querySelectorAll("input").forEach((box, k) => { box.checked = now.relations.includes(k); });
  showFilters();
}

function showFilters() {
  byId("filter-list").querySelectorAll("fieldset").forEach((set) => {
    const only = now.only[set.dataset.attribute || ""];
    set.querySelectorAll("input").forEach((box) => { box.checked = !only || only.includes(Number(box.dataset.code)); });
  });
  showStrengths();
  byId("confirmed").checked = onlyConfirmed(now);
  byId("confirmed-choice").hidden = !canConfirm(now);
  allow("reset", isFiltered(now));
  byId("filters").classList.toggle("on", isFiltered(now));
}

/** The strengths to choose from: those of the relations shown, and the one that is chosen. */
function showStrengths() {
  const [select, least] = [byId("strength"), leastStrength(now)];
  const choices = new Set([...levels(now).slice(1), ...(least === null ? [] : [least])]);
  select.replaceChildren();
  option(select, "", words["strength.all"]);
  [...choices].sort((a, b) => a - b).forEach((level) => option(select, level, fill("filter.strength", { least: number(level) })));
  select.value = least === null ? "" : String(least);
  byId("strength-choice").hidden = levels(now).length < 2;
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
 * What a select has chosen, as a number; null for the one without a value.
 * @param {"size" | "strength"} id
 */
function numberIn(id) {
  const { value } = byId(id);
  return value === "" ? null : Number(value);
}

function listen() {
  on("mode-wave", "change", () => choose({ waves: [lastWave()] }));
  on("mode-change", "change", () => choose({ waves: pair }));
  on("wave", "input", () => choose({ waves: [Number(byId("wave").value)] }));
  on("previous", "click", () => choose({ waves: [Math.max(lastWave() - 1, 0)] }));
  on("next", "click", () => choose({ waves: [Math.min(lastWave() + 1, spec.waves.length - 1)] }));
  on("before", "change", () => choosePair("before"));
  on("after", "change", () => choosePair("after"));
  on("size", "change", () => choose({ size: numberIn("size") }));
  on("groups", "change", () => choose({ groups: byId("groups").checked }));
  on("strength", "change", () => choose({ strength: numberIn("strength") }));
  on("confirmed", "change", () => choose({ confirmed: byId("confirmed").checked }));
  on("reset", "click", () => choose({ only: {}, strength: null, confirmed: false, reach: 0 }));
  on("theme", "change", () => showTheme(byId("theme").value));
  on("ties", "toggle", showTables);
  on("actors", "toggle", showTables);
  on("zoom-in", "click", () => stage.zoom(1.5));
  on("zoom-out", "click", () => stage.zoom(1 / 1.5));
  on("zoom-all", "click", () => stage.zoom(1));
  listenToSearch();
}

function listenToSearch() {
  on("search", "input", () => choose({ search: byId("search").value, chosen: null }));
  on("search", "keydown", (event) => {
    const [first] = matches(byId("search").value);
    if (event.key === "Enter" && first !== undefined) choose({ chosen: first });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") putDown(); });
}

/** Choose nobody, and search for nobody; who was in what is then gone, is on the map again. */
function putDown() {
  if (now.chosen === null && !now.search) return;
  const inPanel = byId("chosen").contains(document.activeElement);
  byId("search").value = "";
  choose({ search: "", chosen: null });
  if (inPanel) stage.moveTo(stage.current);
}

/** @param {string} name */
function showTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  stage.recolour();
}

/**
 * Say how many are meant by the search, and mark them and the chosen one on the map.
 * @param {Scene} scene
 */
function showFound(scene) {
  const there = (/** @type {number} */ index) => scene.actors[index].shown;
  const searching = plain(now.search) !== "";
  const hits = matches(now.search);
  const found = hits.filter(there);
  const nobody = hits.length > 0 && !found.length;
  const text = nobody ? counted("found.absent", hits.length) : counted("found", found.length);
  say(byId("found"), searching ? text : "");
  stage.mark(now.chosen !== null && there(now.chosen) ? now.chosen : null, searching && !nobody ? new Set(found) : null);
}
