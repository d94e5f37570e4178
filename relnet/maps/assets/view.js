// What is to be seen: which ties and actors, and in what state, for a view of one wave or two.

const spec = JSON.parse(document.getElementById("map-data").textContent);
const words = spec.labels;

function fill(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

function number(value) {
  return value.toLocaleString(spec.language, { maximumFractionDigits: 3 });
}

function counted(what, n) {
  return fill(`${what}.${n === 1 ? "one" : "other"}`, { n: number(n) });
}

const STATUSES = ["formed", "dissolved", "persisted", "unobserved", "entered", "left", "impossible"];
const isTie = (state) => state === "T" || state === "t";
const isRated = (state) => state === "T" || state === "N";

/** The status of a tie between two waves, as relnet.compare gives it; null where there is none. */
function tieStatus(states, view) {
  if (view.length === 1) return isTie(states[view[0]]) ? "tie" : null;
  const [before, after] = view.map((wave) => states[wave]);
  if (!isTie(before) && !isTie(after)) return null;
  if (before === "-") return "entered";
  if (after === "-") return "left";
  if (before === "x" || after === "x") return "impossible";
  if (!isRated(before) || !isRated(after)) return "unobserved";
  if (isTie(before) && isTie(after)) return "persisted";
  return isTie(after) ? "formed" : "dissolved";
}

/** What is known of an actor: absent, answered, silent, notasked, or in two waves joiner, leaver. */
function actorStatus(heard, view) {
  const seen = view.map((wave) => heard[wave]);
  if (seen.every((one) => one === "-")) return "absent";
  if (seen[0] === "-") return "joiner";
  if (seen[seen.length - 1] === "-") return "leaver";
  if (seen.includes("o")) return "notasked";
  return seen.includes("s") ? "silent" : "answered";
}

/** The last wave of the view in which the actor was there. */
function waveOf(actor, relation, view) {
  const there = view.filter((wave) => actor.heard[relation][wave] !== "-");
  return there.length ? there[there.length - 1] : view[view.length - 1];
}

function sceneOf(relation, view) {
  const largest = spec.relations[relation].largest || 1;
  const actors = spec.actors.map((actor) => {
    const wave = waveOf(actor, relation, view);
    const size = actor.size[relation][wave];
    return {
      status: actorStatus(actor.heard[relation], view),
      silent: view.some((w) => actor.heard[relation][w] === "s"),
      group: actor.group[wave],
      radius: spec.radius * (0.45 + 0.55 * Math.sqrt(Math.max(size || 0, 0) / largest)),
      size,
      unsized: Boolean(spec.size) && size === null,
      ties: {},
    };
  });
  const counts = {};
  const statuses = spec.ties.map((tie) => {
    const status = tie.relation === relation ? tieStatus(tie.states, view) : null;
    if (status !== null) {
      counts[status] = (counts[status] || 0) + 1;
      [tie.source, tie.target].forEach((end) => {
        actors[end].ties[status] = (actors[end].ties[status] || 0) + 1;
      });
    }
    return status;
  });
  return { relation, view, actors, statuses, counts, directed: spec.relations[relation].directed };
}

function caption(relation, view) {
  const texts = spec.relations[relation];
  return view.length === 1 ? texts.waves[view[0]] : texts.changes[view.join("-")];
}

/** What a status of actors is called: of two waves, both count. */
function actorWords(status, view) {
  return (view.length === 2 && words[`actor.${status}.both`]) || words[`actor.${status}`];
}

/** How many ties an actor has; of two waves, what became of them. */
function tieWords(shown, view) {
  const known = STATUSES.filter((status) => shown.ties[status]);
  if (view.length === 1 || !known.length) return counted("ties", shown.ties.tie || 0);
  return known.map((status) => `${number(shown.ties[status])} ${words[`status.${status}`]}`).join(", ");
}

/** Of which group an actor is, and what is known of it in the view. */
function whoIs(scene, index) {
  const shown = scene.actors[index];
  const parts = shown.group >= 0 ? [spec.groups[shown.group]] : [];
  parts.push(actorWords(shown.status, scene.view));
  if (shown.silent && shown.status !== "silent") parts.push(actorWords("silent", scene.view));
  if (shown.unsized && shown.status !== "absent") parts.push(words["actor.unsized"]);
  return parts.join(", ");
}

/** All there is to say of one actor, for those who hear the map. */
function describe(scene, index) {
  const shown = scene.actors[index];
  const who = `${spec.actors[index].name}, ${whoIs(scene, index)}`;
  return shown.status === "absent" ? who : `${who}, ${tieWords(shown, scene.view)}`;
}

/** Names as a search compares them: without case, accents or extra spaces. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(spec.language).replace(/\s+/g, " ").trim();
}

/** The actors that a text may mean, the likeliest first. */
function matches(text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const rank = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3);
  return spec.actors
    .map((actor, index) => ({ index, rank: rank(plain(actor.name)) }))
    .filter((hit) => hit.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((hit) => hit.index);
}
