// The tables: all that is on the map, in rows that can be sorted.

const MOST_ROWS = 1000;
/** @typedef {"tie-table" | "actor-table"} TableId */
/** @type {Record<TableId, Order>} By which column each is sorted, and whether from high to low. */
const orders = { "tie-table": { column: null, down: false }, "actor-table": { column: null, down: false } };

/**
 * @param {string} text
 * @param {number | string | null} key
 * @returns {Cell}
 */
function cell(text, key = text) {
  return { text, key };
}

/**
 * Whichever way round: figures before words, and last what is not known.
 * @param {Cell} a
 * @param {Cell} b
 * @param {boolean} down
 */
function compareCells(a, b, down) {
  const kind = (/** @type {Cell} */ { key }) => ["number", "string", "object"].indexOf(typeof key);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  const order = typeof a.key === "number" ? a.key - Number(b.key) : byAlphabet(a.key || "", String(b.key || ""));
  return down ? -order : order;
}

/**
 * @param {Row[]} rows
 * @param {Order} order
 */
function sortedRows(rows, { column, down }) {
  if (column === null || !rows.length || column >= rows[0].cells.length) return rows;
  return [...rows].sort((a, b) => compareCells(a.cells[column], b.cells[column], down));
}

/**
 * Fill a table, a button in each head to sort by it.
 * @param {TableId} id
 * @param {string} caption
 * @param {string[]} heads
 * @param {Row[]} rows
 */
function fillTable(id, caption, heads, rows) {
  const table = byId(id);
  table.replaceChildren();
  element("caption", {}, caption, table);
  showHeads(id, element("tr", {}, null, element("thead", {}, null, table)), heads);
  const body = element("tbody", {}, null, table);
  const shown = sortedRows(rows, orders[id]).slice(0, now.rows ? Infinity : MOST_ROWS);
  shown.forEach((row) => showRow(body, row));
  if (shown.length < rows.length) showMore(table, heads.length, rows.length);
}

/**
 * @param {TableId} id
 * @param {Element} line
 * @param {string[]} heads
 */
function showHeads(id, line, heads) {
  const order = orders[id];
  heads.forEach((text, k) => {
    const sorted = order.column === k ? (order.down ? "descending" : "ascending") : "none";
    const head = element("th", { scope: "col", "aria-sort": sorted }, null, line);
    const button = named("button", { type: "button", class: "sort" }, text, head);
    button.addEventListener("click", () => {
      orders[id] = { column: k, down: order.column === k && !order.down };
      showTables();
      byId(id).querySelectorAll("button")[k].focus();
    });
  });
}

/**
 * @param {Element} body
 * @param {Row} row
 */
function showRow(body, { kind, cells }) {
  const line = element("tr", { "data-status": kind }, null, body);
  cells.forEach(({ text, key }, k) => {
    if (k === 0) named("th", { scope: "row" }, text, line);
    else if (typeof key === "number") named("td", { class: "figure" }, text, line);
    else named("td", {}, text, line);
  });
}

/**
 * @param {Element} table
 * @param {number} columns
 * @param {number} rows
 */
function showMore(table, columns, rows) {
  const line = element("tr", {}, null, element("tfoot", {}, null, table));
  const place = element("td", { colspan: String(columns) }, null, line);
  const button = element("button", { type: "button" }, fill("table.more", { n: number(rows) }), place);
  button.addEventListener("click", () => {
    now.rows = true;
    showTables();
    /** @type {HTMLElement} */ (table.parentElement).focus();
  });
}

/** Fill the tables that are open. */
function showTables() {
  if (!scene) return;
  if (byId("ties").open) showTieTable(scene);
  if (byId("actors").open) showActorTable(scene);
}

/** @param {Scene} shown */
function tableCaption(shown) {
  return [...captionsOf(shown), filterWords(shown)].join(" ");
}

/** @param {Scene} shown */
function showActorTable(shown) {
  const measures = shown.several ? [] : spec.measures.filter((measure) => isMeasured(measure, shown.relations[0]));
  const heads = [
    words["table.one"], ...spec.attributes.map(({ name }) => name), words["table.answered"], words["table.ties"],
    ...measures.map(({ label }) => label),
  ];
  const rows = shown.actors.flatMap((actor, index) => (actor.shown ? [actorRow(shown, index, measures)] : []));
  fillTable("actor-table", tableCaption(shown), heads, rows);
}

/**
 * @param {Scene} shown
 * @param {number} index
 * @param {Measure[]} measures
 * @returns {Row}
 */
function actorRow({ actors, view, relations }, index, measures) {
  const actor = actors[index];
  const answered = [actorWords(actor.status, view), ...doubts({ ...actor, unsized: false }, view)];
  const count = Object.values(actor.ties).reduce((sum, n) => sum + n, 0);
  const values = measures.map(({ values: all }) => all[relations[0]][actor.wave][index]);
  return { kind: actor.status, cells: [
    cell(nameOf(index)),
    ...spec.attributes.map((_, k) => valueCell(k, codeOf(k, index, actor.wave))),
    cell(answered.join(", ")),
    tiesCell(tieWords(actor, view), count),
    ...values.map((value) => cell(value === null ? words.unknown : number(value), value)),
  ] };
}

/**
 * @param {string} text
 * @param {number} count
 */
function tiesCell(text, count) {
  return text ? cell(text, count) : cell(words.unknown, null);
}

/**
 * @param {number} attribute
 * @param {number} code
 */
function valueCell(attribute, code) {
  const text = valueName(attribute, code);
  return cell(text, code < 0 ? null : text);
}

/**
 * The ties of the view, each with its status, by status and name.
 * @param {Scene} shown
 * @param {number | null} actor
 * @returns {ShownTie[]}
 */
function tieRows(shown, actor = null) {
  const order = (/** @type {ShownTie} */ { status }) => STATUSES.indexOf(status);
  const byName = (/** @type {number} */ a, /** @type {number} */ b) => byAlphabet(nameOf(a), nameOf(b));
  return shown.statuses
    .flatMap((status, index) => (status === null ? [] : [{ tie: spec.ties[index], status }]))
    .filter(({ tie }) => actor === null || tie.source === actor || tie.target === actor)
    .sort((a, b) => order(a) - order(b) || byName(a.tie.source, b.tie.source) || byName(a.tie.target, b.tie.target));
}

/** @param {Scene} shown */
function showTieTable(shown) {
  const two = shown.view.length === 2;
  const ends = shown.directed ? ["table.from", "table.to"] : ["table.one", "table.other"];
  const heads = [
    ...ends.map((key) => words[key]), ...(shown.several ? [words.relation] : []), ...(two ? [words["table.status"]] : []),
    ...shown.view.map((wave) => fill("table.strength", { wave: spec.waves[wave] })),
  ];
  const rows = [...tieRows(shown).map((row) => tieRow(shown, row)), ...shown.inside.map((one) => insideRow(shown, one))];
  fillTable("tie-table", tableCaption(shown), heads, rows);
}

/**
 * @param {Scene} shown
 * @param {ShownTie} row
 * @returns {Row}
 */
function tieRow({ several, view }, { tie, status }) {
  return { kind: status, cells: [
    cell(nameOf(tie.source)), cell(nameOf(tie.target)),
    ...(several ? [cell(spec.relations[tie.relation].name)] : []),
    ...(view.length === 2 ? [cell(words[`status.${status}`])] : []),
    ...view.map((wave) => strengthCell(tie, wave)),
  ] };
}

/**
 * @param {Tie} tie
 * @param {number} wave
 */
function strengthCell(tie, wave) {
  const text = stateText(tie, wave);
  return cell(text, tie.strength[wave] ?? (tie.states[wave] === "?" ? null : text));
}

/**
 * @param {Scene} shown
 * @param {Inside} one
 * @returns {Row}
 */
function insideRow({ several }, one) {
  return { kind: "internalised", cells: [
    cell(one.source), cell(one.target), ...(several ? [cell(spec.relations[one.relation].name)] : []),
    cell(fill("table.inside", { name: nameOf(one.actor) })), cell(words["state.tie"]), cell(words["state.inside"]),
  ] };
}
