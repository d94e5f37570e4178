// What is to be seen in a state: which ties and actors, and what is known of them.

const STATUSES = ["formed", "dissolved", "strengthened", "weakened", "persisted", "unobserved", "entered", "left", "impossible"];
const ACTOR_STATUSES = ["answered", "silent", "joiner", "leaver", "made", "merged", "renamed", "split", "notasked"];

/** @param {string} state */
function isRated(state) {
  return state === "T" || state === "N";
}

/**
 * The status of a tie between two waves, as relnet.compare gives it; null where there is none.
 * @param {Tie} tie
 * @param {number[]} view
 */
function tieStatus(tie, view) {
  if (view.length === 1) return isTie(tie.states[view[0]]) ? "tie" : null;
  const [before, after] = view.map((wave) => tie.states[wave]);
  if (!isTie(before) && !isTie(after)) return null;
  if (before === "-") return "entered";
  if (after === "-") return "left";
  if (before === "x" || after === "x") return "impossible";
  if (!isRated(before) || !isRated(after)) return "unobserved";
  if (isTie(before) && isTie(after)) return keptStatus(tie, view);
  return isTie(after) ? "formed" : "dissolved";
}

/**
 * @param {Tie} tie
 * @param {number[]} view
 */
function keptStatus(tie, view) {
  const [old, now_] = view.map((wave) => tie.strength[wave]);
  if (old === null || now_ === null || old === now_) return "persisted";
  return now_ > old ? "strengthened" : "weakened";
}

/**
 * What is known of an actor in a wave, over some relations: absent, answered, silent or not asked.
 * @param {Actor} actor
 * @param {number[]} relations
 * @param {number} wave
 */
function heardOf(actor, relations, wave) {
  const letters = relations.map((k) => actor.heard[k][wave]);
  if (letters.every((one) => one === "-")) return "-";
  return letters.includes("a") ? "a" : letters.includes("s") ? "s" : "o";
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
  if (move === "split") return "split";
  if (seen.includes("o")) return "notasked";
  return seen.includes("s") ? "silent" : "answered";
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
 * @param {State} state
 * @returns {ShownActor[]}
 */
function actorsOf(state) {
  const moves = new Map(movesOf(state.waves).map((move) => [move.actor, move.status]));
  const made = new Set(movesOf(state.waves).flatMap((move) => move.into));
  const relation = state.relations[0];
  const most = state.size === null ? 1 : largest(state.size, relation);
  return spec.actors.map((actor, index) => {
    const seen = state.waves.map((wave) => heardOf(actor, state.relations, wave));
    const there = state.waves.filter((_, k) => seen[k] !== "-");
    const wave = there.length ? there[there.length - 1] : state.waves[state.waves.length - 1];
    const size = state.size === null ? null : spec.measures[state.size].values[relation][wave][index];
    return {
      status: actorStatus(seen, moves.get(index), made.has(index)),
      silent: seen.includes("s"),
      wave,
      colour: spec.colour === null ? -1 : codeOf(spec.colour, index, wave),
      shape: spec.shape === null ? -1 : codeOf(spec.shape, index, wave),
      size,
      unsized: state.size !== null && size === null,
      radius: spec.radius * (0.45 + 0.55 * Math.sqrt(Math.max(size || 0, 0) / most)),
      ties: {},
      shown: true,
    };
  });
}

/**
 * Whether an actor has the values that are asked for.
 * @param {State} state
 * @param {ShownActor} actor
 * @param {number} index
 */
function passes(state, actor, index) {
  return Object.entries(state.only).every(([key, codes]) => codes.includes(codeOf(Number(key), index, actor.wave)));
}

/**
 * Whether a tie is strong enough and reported by as many as is asked, in a wave of the view.
 * @param {Tie} tie
 * @param {State} state
 */
function isWanted(tie, state) {
  const least = leastStrength(state);
  const there = state.waves.filter((wave) => isTie(tie.states[wave]));
  const strong = least === null || there.some((wave) => (tie.strength[wave] ?? -Infinity) >= least);
  return strong && (!onlyConfirmed(state) || there.some((wave) => tie.confirmed[wave] === "2"));
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
 * Leave out what the filters leave out, and say how much there was.
 * @param {State} state
 * @param {ShownActor[]} actors
 * @param {(string | null)[]} statuses
 */
function applyFilters(state, actors, statuses) {
  actors.forEach((actor, index) => { actor.shown = actor.status !== "absent" && passes(state, actor, index); });
  const drop = () => spec.ties.forEach((tie, index) => {
    const out = !actors[tie.source].shown || !actors[tie.target].shown || !isWanted(tie, state);
    if (statuses[index] !== null && out) statuses[index] = null;
  });
  drop();
  if (state.chosen === null || !state.reach) return;
  const near = within(state.chosen, state.reach, statuses);
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
 * @param {State} state
 */
function insideOf(state) {
  if (state.waves.length < 2) return [];
  return spec.inside.filter((one) => state.relations.includes(one.relation) && one.states[state.waves[0]] === "T");
}

/**
 * @param {State} state
 * @returns {Scene}
 */
function sceneOf(state) {
  const actors = actorsOf(state);
  const drawn = new Set(state.relations);
  const statuses = spec.ties.map((tie) => (drawn.has(tie.relation) ? tieStatus(tie, state.waves) : null));
  const all = {
    actors: actors.filter((actor) => actor.status !== "absent").length,
    ties: statuses.filter((status) => status !== null).length,
  };
  applyFilters(state, actors, statuses);
  return {
    view: state.waves,
    relations: state.relations,
    several: state.relations.length > 1,
    directed: state.relations.some((k) => spec.relations[k].directed),
    actors,
    statuses,
    counts: countTies(actors, statuses),
    inside: insideOf(state).filter((one) => actors[one.actor].shown),
    moves: movesOf(state.waves).filter((move) => actors[move.actor].shown),
    all,
    shown: actors.filter((actor) => actor.shown).length,
  };
}
