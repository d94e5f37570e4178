// What is to be seen, in words.

/** @param {Scene} scene */
function captionsOf(scene) {
  return scene.relations.map((k) => {
    const texts = spec.relations[k];
    return scene.view.length === 1 ? texts.waves[scene.view[0]] : texts.changes[scene.view.join("-")];
  });
}

/**
 * What is left out, or that nothing is; and over what the figures are.
 * @param {Scene} scene
 */
function filterWords(scene) {
  if (!isFiltered(now)) return words["filtered.not"];
  const { shown, all } = scene;
  const of = { every: number(all.actors), all: number(all.ties) };
  return fill("filtered", { actors: number(shown), ties: number(scene.ties), ...of, which: filterNames().join("; ") });
}

/** Each filter in words. */
function filterNames() {
  const parts = Object.entries(now.only).map(([key, codes]) => {
    const names = codes.map((code) => valueName(Number(key), code));
    return `${spec.attributes[Number(key)].name}: ${names.join(", ") || words.none}`;
  });
  const least = leastStrength(now);
  if (least !== null) parts.push(fill("filter.strength", { least: number(least) }));
  if (onlyConfirmed(now)) parts.push(words["filter.confirmed"]);
  if (now.chosen !== null && now.reach) parts.push(fill(`filter.reach.${now.reach}`, { name: nameOf(now.chosen) }));
  return parts;
}

/**
 * What a status of actors is called: of two waves, both count.
 * @param {string} status
 * @param {number[]} view
 */
function actorWords(status, view) {
  return (view.length === 2 && words[`actor.${status}.both`]) || words[`actor.${status}`];
}

/**
 * How many ties an actor has; of two waves, what became of them. Nothing where nobody was asked.
 * @param {ShownActor} shown
 * @param {number[]} view
 */
function tieWords(shown, view) {
  const known = STATUSES.filter((status) => shown.ties[status]);
  if (shown.status === "notasked" && !known.length) return "";
  if (view.length === 1 || !known.length) return counted("ties", shown.ties.tie || 0);
  return known.map((status) => `${number(shown.ties[status])} ${words[`status.${status}`]}`).join(", ");
}

/**
 * Of which group an actor is, and what is known of it in the view.
 * @param {Scene} scene
 * @param {number} index
 */
function whoIs(scene, index) {
  const shown = scene.actors[index];
  const parts = [...drawnValues(shown), actorWords(shown.status, scene.view), ...doubts(shown, scene.view)];
  if (!shown.shown && shown.status !== "absent") parts.push(words["actor.filtered"]);
  return parts.join(", ");
}

/**
 * The values that give an actor its colour and its shape.
 * @param {ShownActor} shown
 */
function drawnValues(shown) {
  const parts = [];
  if (spec.colour !== null && shown.colour >= 0) parts.push(valueName(spec.colour, shown.colour));
  if (spec.shape !== null && spec.shape !== spec.colour && shown.shape >= 0) parts.push(valueName(spec.shape, shown.shape));
  return parts;
}

/**
 * What is not known of an actor, where its status does not say it.
 * @param {ShownActor} shown
 * @param {number[]} view
 */
function doubts(shown, view) {
  const kinds = ["silent", "partly"].filter((kind) => shown[/** @type {"silent" | "partly"} */ (kind)] && shown.status !== kind);
  const parts = kinds.map((kind) => actorWords(kind, view));
  if (shown.unsized && shown.status !== "absent") parts.push(words["actor.unsized"]);
  return parts;
}

/**
 * All there is to say of one actor, for those who hear the map.
 * @param {Scene} scene
 * @param {number} index
 */
function describe(scene, index) {
  const shown = scene.actors[index];
  const ties = shown.status === "absent" ? "" : tieWords(shown, scene.view);
  return [nameOf(index), whoIs(scene, index), ties].filter(Boolean).join(", ");
}

/**
 * What an actor became, or came from, between the two waves that are compared.
 * @param {Scene} scene
 * @param {number} index
 */
function moveWords(scene, index) {
  const moves = movesOf(scene.view);
  const became = moves.filter((move) => move.actor === index)
    .map((move) => fill(`move.${move.status}`, { into: listed(move.into.map(nameOf)) }));
  const from = moves.filter((move) => move.into.includes(index) && move.actor !== index).map((move) => nameOf(move.actor));
  return from.length ? [...became, fill("move.from", { names: listed(from) })] : became;
}

/**
 * All there is to say of a tie.
 * @param {Scene} scene
 * @param {Tie} tie
 * @param {string} status
 */
function describeTie(scene, tie, status) {
  const between = spec.relations[tie.relation].directed ? "tie.label.to" : "tie.label.with";
  const parts = [fill(between, { source: nameOf(tie.source), target: nameOf(tie.target) })];
  if (scene.several) parts.push(spec.relations[tie.relation].name);
  if (scene.view.length === 2) parts.push(words[`status.${status}`]);
  if (spec.relations[tie.relation].levels.length) parts.push(scene.view.map((wave) => stateText(tie, wave)).join(" → "));
  return parts.join(", ");
}

/**
 * What is known of a tie in a wave: its strength, or else whether it is there.
 * @param {Tie} tie
 * @param {number} wave
 */
function stateText(tie, wave) {
  const state = tie.states[wave];
  if (!isTie(state)) return words[{ "?": "state.unobserved", "-": "state.absent", x: "state.impossible" }[state] || "state.none"];
  const strength = tie.strength[wave];
  return strength === null ? words["state.tie"] : number(strength);
}
