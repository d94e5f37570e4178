// What the reader has chosen to see.

/** @type {Told} How the map opens. */
const OPENING = { ...spec.view, step: null };
/** @type {State} */
const now = { ...clone(OPENING), search: "", rows: false };
/** The two waves that were last compared, or are first. */
let pair = comparing() ? now.waves : [0, spec.waves.length - 1];

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
  take(choices);
  show();
}

/** @param {Partial<State>} choices */
function take(choices) {
  Object.assign(now, choices);
  if (comparing()) pair = now.waves;
  if (now.chosen === null) now.reach = 0;
}

/**
 * Levels of strength that one can choose from; none where the relations shown differ in them.
 * @param {View} view
 */
function levels(view) {
  const [first, ...others] = view.relations.map((k) => spec.relations[k].levels);
  return others.every((other) => String(other) === String(first)) ? first : [];
}

/** @param {View} view */
function canConfirm(view) {
  return view.relations.every((k) => spec.relations[k].confirmed);
}

/** @param {View} view */
function isFiltered(view) {
  return Object.keys(view.only).length > 0 || leastStrength(view) !== null || onlyConfirmed(view) || view.reach > 0;
}

/**
 * The weakest ties that are shown, where the relations shown have such strengths.
 * @param {View} view
 */
function leastStrength(view) {
  return view.strength !== null && levels(view).length ? view.strength : null;
}

/** @param {View} view */
function onlyConfirmed(view) {
  return view.confirmed && canConfirm(view);
}
