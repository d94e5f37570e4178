// What is to be seen in a view: which ties and actors, and what is known of them.

const STATUSES = ["formed", "dissolved", "strengthened", "weakened", "persisted", "unobserved", "entered", "left", "impossible"];
const ACTOR_STATUSES = ["answered", "partly", "silent", "joiner", "leaver", "made", "merged", "renamed", "split", "notasked"];

/** @param {string} state */
function isRated(state) {
  return state === "T" || state === "N";
}

/**
 * The status of a tie in a view, as relnet.compare gives it; null where there is none.
 * @param {Tie} tie
 * @param {number[]} view
 */
function tieStatus(tie, view) {
  if (!view.some((wave) => isTie(tie.states[wave]))) return null;
  if (view.length === 1) return "tie";
  const [before, after] = view.map((wave) => tie.states[wave]);
  return unmatched(before, after) || (isTie(before) && isTie(after) ? keptStatus(tie, view) : isTie(after) ? "formed" : "dissolved");
}

/**
 * Why a cell cannot be compared between two waves; null where it can.
 * @param {string} before
 * @param {string} after
 */
function unmatched(before, after) {
  if (before === "-") return "entered";
  if (after === "-") return "left";
  if (before === "x" || after === "x") return "impossible";
  return isRated(before) && isRated(after) ? null : "unobserved";
}

/**
 * @param {Tie} tie
 * @param {number[]} view
 */
function keptStatus(tie, view) {
  const [before, after] = view.map((wave) => tie.strength[wave]);
  if (before === null || after === null || before === after) return "persisted";
  return after > before ? "strengthened" : "weakened";
}

/**
 * What is known of an actor in a wave, over some relations, as one letter of the data, or "p": it answered
 * on some of them only.
 * @param {Actor} actor
 * @param {number[]} relations
 * @param {number} wave
 */
function heardOf(actor, relations, wave) {
  const letters = new Set(relations.map((k) => actor.heard[k][wave]));
  if (letters.has("a")) return letters.has("s") ? "p" : "a";
  return ["s", "o"].find((letter) => letters.has(letter)) || "-";
}

/**
 * What happened to the organisations between the two waves that are compared.
 * @param {number[]} view
 * @returns {Move[]}
 */
function movesOf(view) {
  return (view.length === 2 && spec.moves[view.join("-")]) || [];
}

/**
 * What is known of an actor in a view.
 * @param {string[]} seen
 * @param {string | undefined} move
 * @param {boolean} made
 */
function actorStatus(seen, move, made) {
  if (seen.every((one) => one === "-")) return "absent";
  if (seen[0] === "-") return made ? "made" : "joiner";
  if (seen[seen.length - 1] === "-") return move || "leaver";
  return move === "split" ? "split" : answerStatus(seen);
}

/** @param {string[]} seen */
function answerStatus(seen) {
  if (seen.includes("o")) return "notasked";
  if (seen.includes("s")) return "silent";
  return seen.includes("p") ? "partly" : "answered";
}

/**
 * The largest value of a measure on a relation, over all waves, so that sizes can be compared.
 * @param {number} measure
 * @param {number} relation
 */
function largest(measure, relation) {
  let most = 0;
  for (const wave of spec.measures[measure].values[relation]) {
    for (const value of wave) if (value !== null && value > most) most = value;
  }
  return most || 1;
}

/**
 * How each actor is drawn, whether or not it passes the filters.
 * @param {View} view
 * @returns {ShownActor[]}
 */
function actorsOf(view) {
  const moves = new Map(movesOf(view.waves).map((move) => [move.actor, move.status]));
  const made = new Set(movesOf(view.waves).flatMap((move) => move.into));
  const sizeOf = sizesOf(view);
  return spec.actors.map((actor, index) => {
    const seen = view.waves.map((wave) => heardOf(actor, view.relations, wave));
    const there = view.waves.filter((_, k) => seen[k] !== "-");
    const wave = there.length ? there[there.length - 1] : view.waves[view.waves.length - 1];
    return {
      status: actorStatus(seen, moves.get(index), made.has(index)),
      silent: seen.includes("s"),
      partly: seen.includes("p") && !seen.includes("s"),
      wave,
      colour: spec.colour === null ? -1 : codeOf(spec.colour, index, wave),
      shape: spec.shape === null ? -1 : codeOf(spec.shape, index, wave),
      ...sizeOf(index, wave),
      ties: {},
      shown: true,
    };
  });
}

/**
 * How large an actor is in a wave: by the measure that is chosen, on the first of the relations shown.
 * @param {View} view
 * @returns {(actor: number, wave: number) => { unsized: boolean, radius: number }}
 */
function sizesOf({ size, relations }) {
  const radius = (/** @type {number} */ share) => spec.radius * (0.45 + 0.55 * Math.sqrt(Math.max(share, 0)));
  if (size === null) return () => ({ unsized: false, radius: radius(0) });
  const most = largest(size, relations[0]);
  return (actor, wave) => {
    const value = spec.measures[size].values[relations[0]][wave][actor];
    return { unsized: value === null, radius: radius((value || 0) / most) };
  };
}

/**
 * Whether an actor has the values that are asked for.
 * @param {View} view
 * @param {ShownActor} actor
 * @param {number} index
 */
function passes(view, actor, index) {
  return Object.entries(view.only).every(([key, codes]) => codes.includes(codeOf(Number(key), index, actor.wave)));
}

/**
 * What says of a tie whether, in a wave of the view, it is strong enough and reported by as many as is asked.
 * @param {View} view
 * @returns {(tie: Tie) => boolean}
 */
function wantedIn(view) {
  const [least, both] = [leastStrength(view), onlyConfirmed(view)];
  if (least === null && !both) return () => true;
  return (tie) => {
    const there = view.waves.filter((wave) => isTie(tie.states[wave]));
    const strong = least === null || there.some((wave) => (tie.strength[wave] ?? -Infinity) >= least);
    return strong && (!both || there.some((wave) => tie.confirmed[wave] === "2"));
  };
}

/**
 * The actors within some steps of another, over the ties that are shown.
 * @param {number} chosen
 * @param {number} reach
 * @param {(string | null)[]} statuses
 */
function within(chosen, reach, statuses) {
  const near = new Set([chosen]);
  for (let step = 0; step < reach; step += 1) {
    const known = new Set(near);
    spec.ties.forEach((tie, index) => {
      if (statuses[index] === null) return;
      if (known.has(tie.source)) near.add(tie.target);
      if (known.has(tie.target)) near.add(tie.source);
    });
  }
  return near;
}

/**
 * Leave out what the filters leave out.
 * @param {View} view
 * @param {ShownActor[]} actors
 * @param {(string | null)[]} statuses
 */
function applyFilters(view, actors, statuses) {
  const isWanted = wantedIn(view);
  const drop = () => spec.ties.forEach((tie, index) => {
    if (statuses[index] === null) return;
    if (!actors[tie.source].shown || !actors[tie.target].shown || !isWanted(tie)) statuses[index] = null;
  });
  actors.forEach((actor, index) => { actor.shown = actor.status !== "absent" && passes(view, actor, index); });
  drop();
  if (view.chosen === null || !view.reach) return;
  const near = within(view.chosen, view.reach, statuses);
  actors.forEach((actor, index) => { actor.shown = actor.shown && near.has(index); });
  drop();
}

/**
 * Count what is shown, by status, and for each actor.
 * @param {ShownActor[]} actors
 * @param {(string | null)[]} statuses
 */
function countTies(actors, statuses) {
  /** @type {Record<string, number>} */
  const counts = {};
  statuses.forEach((status, index) => {
    if (status === null) return;
    counts[status] = (counts[status] || 0) + 1;
    for (const end of [spec.ties[index].source, spec.ties[index].target]) {
      actors[end].ties[status] = (actors[end].ties[status] || 0) + 1;
    }
  });
  return counts;
}

/**
 * Ties that fell inside one organisation between the waves that are compared.
 * @param {View} view
 */
function insideOf(view) {
  if (view.waves.length < 2) return [];
  return spec.inside.filter((one) => view.relations.includes(one.relation) && one.states[view.waves[0]] === "T");
}

/**
 * @param {View} view
 * @returns {Scene}
 */
function sceneOf(view) {
  const actors = actorsOf(view);
  const drawn = new Set(view.relations);
  const statuses = spec.ties.map((tie) => (drawn.has(tie.relation) ? tieStatus(tie, view.waves) : null));
  const all = {
    actors: actors.filter((actor) => actor.status !== "absent").length,
    ties: statuses.filter((status) => status !== null).length,
  };
  applyFilters(view, actors, statuses);
  const counts = countTies(actors, statuses);
  return {
    view: view.waves,
    relations: view.relations,
    several: view.relations.length > 1,
    directed: view.relations.some((k) => spec.relations[k].directed),
    actors,
    statuses,
    counts,
    ties: Object.values(counts).reduce((sum, count) => sum + count, 0),
    inside: insideOf(view).filter((one) => actors[one.actor].shown),
    moves: movesOf(view.waves).filter((move) => actors[move.actor].shown),
    all,
    shown: actors.filter((actor) => actor.shown).length,
  };
}
