// What the reader has chosen to see. It stands in the address too, so that a view can be linked.

/** @type {State} */
const now = { ...clone(spec.view), step: null, search: "", rows: false };
/** @type {[number, number]} The two waves that were last compared. */
let pair = now.waves.length === 2 ? [now.waves[0], now.waves[1]] : [0, spec.waves.length - 1];

/**
 * @template T
 * @param {T} value
 * @returns {T}
 */
function clone(value) {
  return JSON.parse(JSON.stringify(value));
}

function comparing() {
  return now.waves.length === 2;
}

function lastWave() {
  return now.waves[now.waves.length - 1];
}

/**
 * Take over some choices, and show what they give.
 * @param {Partial<State>} choices
 */
function choose(choices) {
  Object.assign(now, choices);
  if (comparing()) pair = [now.waves[0], now.waves[1]];
  if (now.chosen === null) now.reach = 0;
  show();
}

/**
 * Levels of strength that one can choose from; none where the relations shown differ in them.
 * @param {State} state
 */
function levels(state) {
  const [first, ...others] = state.relations.map((k) => spec.relations[k].levels);
  return others.every((other) => String(other) === String(first)) ? first : [];
}

/** @param {State} state */
function canConfirm(state) {
  return state.relations.every((k) => spec.relations[k].confirmed);
}

/** @param {State} state */
function isFiltered(state) {
  return Object.keys(state.only).length > 0 || leastStrength(state) !== null || onlyConfirmed(state) || state.reach > 0;
}

/**
 * The weakest ties that are shown, where the relations shown have such strengths.
 * @param {State} state
 */
function leastStrength(state) {
  return state.strength !== null && levels(state).length ? state.strength : null;
}

/** @param {State} state */
function onlyConfirmed(state) {
  return state.confirmed && canConfirm(state);
}

/** The state as the part of the address after #; only what differs from how the map opens. */
function fragment() {
  /** @type {Record<string, string>} */
  const parts = {
    w: now.waves.join("-"),
    r: now.relations.join("-"),
    a: now.chosen === null ? "" : String(now.chosen),
    n: String(now.reach),
    m: now.size === null ? "" : String(now.size),
    f: Object.entries(now.only).map(([key, codes]) => `${key}:${codes.join(".")}`).join(";"),
    s: now.strength === null ? "" : String(now.strength),
    c: now.confirmed ? "1" : "",
    h: now.groups ? "1" : "",
    t: now.step === null ? "" : String(now.step),
  };
  const told = Object.entries(parts).filter(([, value]) => value !== "" && value !== "0");
  return new URLSearchParams(Object.fromEntries([["w", parts.w], ["m", parts.m], ...told])).toString();
}

/** Put the state into the address; a page inside another may not. */
function writeFragment() {
  try {
    history.replaceState(null, "", `#${fragment()}`);
  } catch {
    return;
  }
}

/**
 * Whole numbers below a limit; what is not one is left out.
 * @param {string | null} text
 * @param {string} between
 * @param {number} limit
 */
function positions(text, between, limit) {
  const parts = (text || "").split(between).filter((part) => /^-?\d{1,6}$/.test(part)).map(Number);
  return parts.filter((value) => value >= -1 && value < limit);
}

/**
 * Filters as the address has them.
 * @param {string} text
 */
function readOnly(text) {
  /** @type {Record<string, number[]>} */
  const only = {};
  for (const part of text.split(";")) {
    const [key, codes] = part.split(":");
    const attribute = spec.attributes[Number(key)];
    if (attribute && codes !== undefined) only[String(Number(key))] = positions(codes, ".", attribute.values.length);
  }
  return only;
}

/** Take the state from the address, as far as it makes sense. */
function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.has("w")) return;
  const at = (/** @type {string} */ key, /** @type {number} */ limit) => positions(given.get(key), "-", limit).filter((value) => value >= 0);
  const waves = at("w", spec.waves.length);
  if (waves.length === 1 || (waves.length === 2 && waves[0] < waves[1])) now.waves = waves;
  const relations = [...new Set(at("r", spec.relations.length))].sort((a, b) => a - b);
  if (relations.length) now.relations = relations;
  const strength = parseFloat(given.get("s") || "");
  const [chosen = null] = at("a", spec.actors.length);
  const [reach = 0] = at("n", 3);
  const [size = null] = at("m", spec.measures.length);
  const [step = null] = at("t", spec.steps.length);
  Object.assign(now, { chosen, reach: chosen === null ? 0 : reach, size, step });
  now.only = readOnly(given.get("f") || "");
  now.strength = Number.isFinite(strength) ? strength : null;
  now.confirmed = given.get("c") === "1";
  now.groups = given.get("h") === "1";
  if (comparing()) pair = [now.waves[0], now.waves[1]];
}
