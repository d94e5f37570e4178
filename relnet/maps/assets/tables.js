// The tables: all that is on the map, in rows that can be sorted.

const MOST_ROWS = 1000;
/** @type {Record<string, Order>} By table: which column it is sorted by, and whether from high to low. */
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
 * What is not known stands last, whichever way round.
 * @param {Cell} a
 * @param {Cell} b
 * @param {boolean} down
 */
function compareCells(a, b, down) {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
  const order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : byAlphabet(String(a.key), String(b.key));
  return down ? -order : order;
}

/**
 * Fill a table, a button in each head to sort by it.
 * @param {string} id
 * @param {string} caption
 * @param {string[]} heads
 * @param {{ kind: string, cells: Cell[] }[]} rows
 */
function fillTable(id, caption, heads, rows) {
  const [table, order] = [byId(id), orders[id]];
  table.replaceChildren();
  element("caption", {}, caption, table);
  showHeads(element("tr", {}, null, element("thead", {}, null, table)), heads, order);
  const column = order.column;
  const sorted = column === null || column >= heads.length ? rows : [...rows].sort((a, b) => compareCells(a.cells[column], b.cells[column], order.down));
  const body = element("tbody", {}, null, table);
  for (const row of sorted.slice(0, now.rows ? Infinity : MOST_ROWS)) showRow(body, row);
  if (sorted.length > body.children.length) showMore(table, heads.length, sorted.length);
}

/**
 * @param {Element} line
 * @param {string[]} heads
 * @param {Order} order
 */
function showHeads(line, heads, order) {
  heads.forEach((text, k) => {
    const sorted = order.column === k ? (order.down ? "descending" : "ascending") : "none";
    const button = element("button", { type: "button", class: "sort" }, null, element("th", { scope: "col", "aria-sort": sorted }, null, line));
    element("bdi", {}, text, button);
    button.addEventListener("click", () => {
      Object.assign(order, { column: k, down: order.column === k && !order.down });
      showTables();
      /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`#${line.closest("table")?.id} .sort`)])[k].focus();
    });
  });
}

/**
 * @param {Element} body
 * @param {{ kind: string, cells: Cell[] }} row
 */
function showRow(body, { kind, cells }) {
  const line = element("tr", { "data-status": kind }, null, body);
  cells.forEach(({ text, key }, k) => {
    const figure = typeof key === "number" ? { class: "figure" } : {};
    named(k ? "td" : "th", k ? figure : { scope: "row" }, text, line);
  });
}

/**
 * @param {Element} table
 * @param {number} columns
 * @param {number} rows
 */
function showMore(table, columns, rows) {
  const line = element("tr", {}, null, element("tfoot", {}, null, table));
  const button = element("button", { type: "button" }, fill("table.more", { n: number(rows) }), element("td", { colspan: String(columns) }, null, line));
  button.addEventListener("click", () => { now.rows = true; showTables(); });
}

function showTables() {
  if (!scene) return;
  if (byId("ties").open) showTieTable(scene);
  if (byId("actors").open) showActorTable(scene);
}

/** @param {Scene} shown */
function showActorTable(shown) {
  const attributes = spec.attributes.map((_, k) => k);
  const measures = spec.measures.flatMap((measure, k) => (shown.several || !isMeasured(measure, shown.relations[0]) ? [] : [k]));
  const heads = [words["table.one"], ...attributes.map((k) => spec.attributes[k].name), words["table.answered"], words["table.ties"], ...measures.map((k) => spec.measures[k].label)];
  const rows = shown.actors.flatMap((actor, index) => {
    if (!actor.shown) return [];
    const silent = actor.silent && actor.status !== "silent" ? `, ${actorWords("silent", shown.view)}` : "";
    const values = measures.map((k) => spec.measures[k].values[shown.relations[0]][actor.wave][index]);
    const ties = Object.values(actor.ties).reduce((sum, count) => sum + count, 0);
    return [{ kind: actor.status, cells: [
      cell(nameOf(index)),
      ...attributes.map((k) => cell(valueName(k, codeOf(k, index, actor.wave)))),
      cell(actorWords(actor.status, shown.view) + silent),
      { text: tieWords(actor, shown.view), key: shown.view.length === 1 ? ties : tieWords(actor, shown.view) },
      ...values.map((value) => ({ text: value === null ? words.unknown : number(value), key: value })),
    ] }];
  });
  fillTable("actor-table", tableCaption(shown), heads, rows);
}

/** @param {Scene} shown */
function tableCaption(shown) {
  return [...captionsOf(shown), filterWords(shown)].join(" ");
}

/**
 * The ties of the view, each with its status, by status and name.
 * @param {Scene} shown
 */
function tieRows(shown) {
  const found = shown.statuses.flatMap((status, index) => (status === null ? [] : [{ tie: spec.ties[index], status }]));
  const order = (/** @type {{ status: string }} */ row) => STATUSES.indexOf(row.status);
  return found.sort((a, b) => order(a) - order(b) || byAlphabet(nameOf(a.tie.source), nameOf(b.tie.source)) || byAlphabet(nameOf(a.tie.target), nameOf(b.tie.target)));
}

/** @param {Scene} shown */
function showTieTable(shown) {
  const two = shown.view.length === 2;
  const ends = shown.directed ? ["table.from", "table.to"] : ["table.one", "table.other"];
  const heads = [
    ...ends.map((key) => words[key]), ...(shown.several ? [words.relation] : []), ...(two ? [words["table.status"]] : []),
    ...shown.view.map((wave) => fill("table.strength", { wave: spec.waves[wave] })),
  ];
  const rows = tieRows(shown).map(({ tie, status }) => ({ kind: status, cells: [
    cell(nameOf(tie.source)), cell(nameOf(tie.target)),
    ...(shown.several ? [cell(spec.relations[tie.relation].name)] : []),
    ...(two ? [cell(words[`status.${status}`])] : []),
    ...shown.view.map((wave) => cell(stateText(tie, wave), tie.strength[wave] ?? stateText(tie, wave))),
  ] }));
  const inside = shown.inside.map((one) => ({ kind: "internalised", cells: [
    cell(one.source), cell(one.target), ...(shown.several ? [cell(spec.relations[one.relation].name)] : []),
    cell(fill("table.inside", { name: nameOf(one.actor) })), cell(words["state.tie"]), cell(words["state.inside"]),
  ] }));
  fillTable("tie-table", tableCaption(shown), heads, [...rows, ...inside]);
}
