// The data of the page, and words for it.

/** @type {Spec} */
const spec = readData(/** @type {HTMLElement} */ (document.getElementById("map-data")).textContent || "");
const words = spec.labels;
const alphabet = new Intl.Collator(spec.language, { numeric: true });
const [short, whole] = [3, 15].map((digits) => new Intl.NumberFormat(spec.language, { maximumSignificantDigits: digits }));

/**
 * Give actors, which are rows, and ties, which are columns, their names.
 * @param {string} text
 * @returns {Spec}
 */
function readData(text) {
  const data = JSON.parse(text);
  const waves = data.waves.length;
  const ties = data.ties.flatMap((/** @type {Columns} */ columns, /** @type {number} */ k) => readTies(columns, k, waves));
  return { ...data, actors: data.actors.map(readActor), ties };
}

/**
 * @param {[string, string[] | null, string[], [number, number, Stand["align"], number, number, boolean][]]} row
 * @returns {Actor}
 */
function readActor([name, lines, heard, places]) {
  const stands = places.map(([x, y, align, right, down, named]) => ({ x, y, align, right, down, named }));
  return { name, lines: lines || [name], heard, places: stands };
}

/**
 * The ties of a relation; strengths stand there for the waves with a tie only.
 * @param {Columns} columns
 * @param {number} relation
 * @param {number} waves
 * @returns {Tie[]}
 */
function readTies({ source, target, states, strength, confirmed }, relation, waves) {
  let next = 0;
  return source.map((from, k) => {
    const own = states.slice(k * waves, (k + 1) * waves);
    const known = [...own].map((state) => (isTie(state) && strength.length ? strength[next++] : null));
    const said = confirmed.slice(k * waves, (k + 1) * waves);
    return { relation, source: from, target: target[k], states: own, strength: known, confirmed: said };
  });
}

/** @param {string} state */
function isTie(state) {
  return state === "T" || state === "t";
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} values
 */
function fill(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** @param {number} value */
function number(value) {
  return (Math.abs(value) < 1000 ? short : whole).format(value);
}

/**
 * @param {string} what
 * @param {number} n
 */
function counted(what, n) {
  return fill(`${what}.${n === 1 ? "one" : "other"}`, { n: number(n) });
}

/**
 * Several things in one text: "a, b and c".
 * @param {string[]} parts
 */
function listed(parts) {
  if (parts.length < 2) return parts.join("");
  return fill("and", { first: parts.slice(0, -1).join(", "), last: parts[parts.length - 1] });
}

/**
 * @param {string} a
 * @param {string} b
 */
function byAlphabet(a, b) {
  return alphabet.compare(a, b);
}

/** @param {number} index */
function nameOf(index) {
  return spec.actors[index].name;
}

/**
 * The position of the value that an attribute has for an actor in a wave; -1 where it is not known.
 * @param {number} attribute
 * @param {number} actor
 * @param {number} wave
 */
function codeOf(attribute, actor, wave) {
  const code = spec.attributes[attribute].codes[actor];
  return Array.isArray(code) ? code[wave] : code;
}

/**
 * @param {number} attribute
 * @param {number} code
 */
function valueName(attribute, code) {
  return code < 0 ? words["group.none"] : spec.attributes[attribute].values[code];
}

/**
 * Names as a search compares them: without case, accents or extra spaces.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(spec.language).replace(/\s+/g, " ").trim();
}

/** The names of the actors so. */
const plainNames = spec.actors.map((actor) => plain(actor.name));

/**
 * The actors that a text may mean, the likeliest first.
 * @param {string} text
 */
function matches(text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const rank = (/** @type {string} */ name) => [name === wanted, name.startsWith(wanted), name.includes(wanted)].indexOf(true);
  return plainNames
    .map((name, index) => ({ index, rank: rank(name) }))
    .filter((hit) => hit.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((hit) => hit.index);
}
