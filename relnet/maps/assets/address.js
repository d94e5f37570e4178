// The state in the address, after the #, so that a view can be linked.

/**
 * A state as parts of an address.
 * @param {Told} state
 * @returns {Record<string, string>}
 */
function partsOf(state) {
  const text = (/** @type {Known} */ value) => (value === null ? "" : String(value));
  return {
    w: state.waves.join("-"),
    r: state.relations.join("-"),
    a: text(state.chosen),
    n: String(state.reach),
    m: text(state.size),
    f: Object.entries(state.only).map(([key, codes]) => `${key}:${codes.join(".")}`).join(";"),
    s: text(state.strength),
    c: String(Number(state.confirmed)),
    h: String(Number(state.groups)),
    t: text(state.step),
  };
}

/**
 * What an address starts from: how the map opens, or a step of its story.
 * @param {number | null} step
 * @returns {Told}
 */
function startOf(step) {
  return step === null ? OPENING : { ...spec.steps[step].view, step };
}

/** The waves, and what differs from how the map opens or from the step that is told. */
function address() {
  const usual = partsOf({ ...startOf(now.step), step: null });
  const told = Object.entries(partsOf(now)).filter(([key, value]) => key === "w" || value !== usual[key]);
  return new URLSearchParams(told).toString();
}

/** Put the state into the address; a page inside another may not. */
function writeAddress() {
  try {
    history.replaceState(null, "", `#${address()}`);
  } catch {
    return;
  }
}

/**
 * A position in a list of some length; null for what is not one.
 * @param {string} text
 * @param {number} length
 */
function position(text, length) {
  return /^\d{1,6}$/.test(text) && Number(text) < length ? Number(text) : null;
}

/**
 * Several positions, in order; what is not one is left out.
 * @param {string} text
 * @param {string} between
 * @param {number} length
 */
function positions(text, between, length) {
  const found = text.split(between).flatMap((part) => position(part, length) ?? []);
  return [...new Set(found)].sort((a, b) => a - b);
}

/**
 * Filters as an address has them; -1 is a value that is not known.
 * @param {string} text
 */
function readOnly(text) {
  /** @type {Record<string, number[]>} */
  const only = {};
  for (const part of text.split(";")) {
    const [key, codes = ""] = part.split(":");
    const attribute = position(key, spec.attributes.length);
    if (attribute === null) continue;
    const known = positions(codes, ".", spec.attributes[attribute].values.length);
    if (codes.split(".").includes("-1")) known.push(-1);
    if (known.length || !codes) only[attribute] = known;
  }
  return only;
}

/**
 * A strength as an address has it, or none.
 * @param {string} text
 */
function readStrength(text) {
  const value = Number(text || NaN);
  return Math.abs(value) < 1e9 ? value : null;
}

/** Take the state from the address, as far as it makes sense. */
function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const step = position(given.get("t") || "", spec.steps.length);
  const usual = startOf(step);
  const part = (/** @type {string} */ key) => given.get(key) ?? partsOf(usual)[key];
  const waves = positions(part("w"), "-", spec.waves.length);
  const relations = positions(part("r"), "-", spec.relations.length);
  take({
    waves: waves.length === 1 || waves.length === 2 ? waves : usual.waves,
    relations: relations.length ? relations : usual.relations,
    chosen: position(part("a"), spec.actors.length),
    reach: position(part("n"), 3) ?? 0,
    size: position(part("m"), spec.measures.length),
    only: readOnly(part("f")),
    strength: readStrength(part("s")),
    confirmed: part("c") === "1",
    groups: part("h") === "1",
    step,
  });
}
