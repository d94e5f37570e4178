// The map as SVG: every actor and tie is an element that a screen reader can reach, every actor a keyboard too.

/** @implements {AnyStage} */
class Stage {
  /**
   * @param {HTMLElement} root
   * @param {(index: number | null) => void} onChoose
   */
  constructor(root, onChoose) {
    this.onChoose = onChoose;
    this.current = 0;
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Place[]} Where the actors are. */
    this.at = [];
    this.halt = () => {};
    this.svg = svgNode("svg", { class: "stage", role: "group", "aria-label": words.label }, root);
    this.svg.style.setProperty("--unit", String(spec.font / 14));
    buildMarkers(svgNode("defs", {}, this.svg));
    this.hulls = svgNode("g", { class: "hulls", "aria-hidden": "true" }, this.svg);
    this.moves = svgNode("g", { class: "moves", "aria-hidden": "true" }, this.svg);
    const ties = svgNode("g", { role: "group", "aria-label": words["label.ties"] }, this.svg);
    this.layers = new Map(TIE_LAYERS.map((status) => [status, svgNode("g", { class: `ties ${status}` }, ties)]));
    /** @type {(SVGElement | null)[]} */
    this.ties = spec.ties.map(() => null);
    this.titles = svgNode("g", { "aria-hidden": "true" }, this.svg);
    this.actors = spec.actors.map((actor, index) => this.buildActor(actor, index));
    this.sight = new Sight(this.svg, () => this.fitNames());
    new ResizeObserver(() => this.fitNames()).observe(this.svg);
    this.svg.addEventListener("keydown", (event) => onKey(this, event));
    this.svg.addEventListener("pointerover", (event) => nameIt(/** @type {Element} */ (event.target)));
    this.svg.addEventListener("click", (event) => {
      if (!(/** @type {Element} */ (event.target).closest(".actor"))) this.choose(null);
    });
  }

  /**
   * @param {Actor} actor
   * @param {number} index
   */
  buildActor(actor, index) {
    const node = svgNode("g", { class: "actor", role: "button", tabindex: index ? -1 : 0 }, this.svg);
    svgNode("circle", { class: "target", r: Math.max(spec.radius, spec.font) }, node);
    const [loop, ring, mark] = ["loop", "ring", "mark"].map((name) => svgNode("path", { class: name }, node));
    const doubt = { class: "doubt", "aria-hidden": "true", "font-size": spec.font * 0.8, dy: spec.font * 0.28 };
    svgNode("text", doubt, node).textContent = "?";
    const text = svgNode("text", { "aria-hidden": "true", "font-size": spec.font }, node);
    actor.lines.forEach((line) => { svgNode("tspan", {}, text).textContent = line; });
    node.addEventListener("click", () => this.choose(index));
    node.addEventListener("focus", () => this.goTo(index));
    return { node, ring, mark, loop, text };
  }

  /** Where the actors belong. */
  home() {
    return spec.actors.map((_, index) => placeAt(index, lastWave()));
  }

  /** @param {number | null} index */
  choose(index) {
    if (!this.sight.dragged) this.onChoose(index);
  }

  /** @param {Scene} scene */
  show(scene) {
    this.halt();
    if (!this.scene) this.at = this.home();
    this.scene = scene;
    const looped = new Set(scene.inside.map((one) => one.actor));
    scene.actors.forEach((shown, index) => this.showActor(scene, shown, index, looped.has(index)));
    const side = headOf(scene);
    this.svg.querySelectorAll("marker").forEach((marker) => {
      const size = String(marker.id.startsWith("sign") ? 1.5 * side : side);
      dress(marker, { markerWidth: size, markerHeight: size });
    });
    this.showTies(scene);
    this.showHulls(scene);
    this.showMoves(scene);
    if (!scene.actors[this.current].shown) this.goTo(Math.max(scene.actors.findIndex((one) => one.shown), 0));
    this.fitNames();
    this.halt = walk(this.at, this.home(), (places) => this.stand(scene, places));
  }

  /**
   * Have names stand in letters that can be read, those for which there is room then.
   * @param {number} grown
   */
  fitNames(grown = grownLetters(this.sight.scale())) {
    if (!this.scene) return;
    const out = crowded(this.scene, lastWave(), grown);
    this.actors.forEach(({ text }, index) => {
      dress(text, { transform: grown > 1 ? `scale(${grown.toFixed(2)})` : null });
      text.classList.toggle("crowded", out.has(index));
    });
  }

  /**
   * Put the actors somewhere, with all that hangs on them.
   * @param {Scene} scene
   * @param {Place[]} places
   */
  stand(scene, places) {
    this.at = places;
    this.actors.forEach(({ node }, index) => dress(node, { transform: this.shift(index) }));
    scene.statuses.forEach((status, index) => {
      const path = this.ties[index];
      if (status !== null && path) dress(path, { d: lineOf(scene, spec.ties[index], places) });
    });
    this.showHulls(scene);
    this.showMoves(scene);
  }

  /** @param {number} index */
  shift(index) {
    const { x, y } = this.at[index];
    return `translate(${tidy(x)},${tidy(y)})`;
  }

  /**
   * @param {Scene} scene
   * @param {ShownActor} shown
   * @param {number} index
   * @param {boolean} looped
   */
  showActor(scene, shown, index, looped) {
    const { node, ring, mark, loop, text } = this.actors[index];
    node.toggleAttribute("hidden", !shown.shown);
    dress(node, { transform: this.shift(index) });
    if (!shown.shown) return;
    dress(node, { class: classOf(shown), "aria-label": describe(scene, index) });
    hang(text, placeAt(index, lastWave()));
    dress(mark, { d: markOf(shown.shape, shown.radius), "data-colour": colourOf(shown.colour) });
    dress(ring, { d: SHAPES[0](shown.radius * 1.35 + 3) });
    dress(loop, { d: looped ? loopOf(shown.radius) : null });
  }

  /**
   * Show the ties, those of a layer in the order of the data.
   * @param {Scene} scene
   */
  showTies(scene) {
    this.ties.forEach((path, index) => { if (scene.statuses[index] === null) path?.remove(); });
    /** @type {Map<string, Element>} The tie before in each layer. */
    const before = new Map();
    scene.statuses.forEach((status, index) => {
      if (status === null) return;
      const path = this.tieOf(scene, spec.ties[index], status, index);
      const layer = /** @type {SVGElement} */ (this.layers.get(status));
      const last = before.get(status);
      const next = last ? last.nextElementSibling : layer.firstElementChild;
      if (next !== path) layer.insertBefore(path, next);
      before.set(status, path);
    });
  }

  /**
   * The line of a tie, as it is now.
   * @param {Scene} scene
   * @param {Tie} tie
   * @param {string} status
   * @param {number} index
   */
  tieOf(scene, tie, status, index) {
    const path = this.ties[index] || svgNode("path", { role: "img" });
    this.ties[index] = path;
    const kind = tieKind(scene, tie, status);
    const { directed } = spec.relations[tie.relation];
    dress(path, {
      class: `tie ${kind}`,
      d: lineOf(scene, tie, this.at),
      "stroke-width": tieWidth(scene, tie, status).toFixed(2),
      "aria-label": describeTie(scene, tie, status),
      "marker-end": directed ? `url(#arrow-${kind})` : null,
      "marker-mid": status in SIGNS ? `url(#sign-${status})` : null,
    });
    return path;
  }

  /** @param {Scene} scene */
  showHulls(scene) {
    this.hulls.replaceChildren();
    this.titles.replaceChildren();
    if (!now.groups) return;
    for (const { name, colour, line, rings, x, y } of hullsOf(scene, (index) => this.at[index])) {
      svgNode("path", { d: line, class: "hull", "data-colour": colour }, this.hulls);
      svgNode("path", { d: rings, class: "member", "data-colour": colour }, this.titles);
      svgNode("text", { x, y, class: "hull-name", "font-size": spec.font }, this.titles).textContent = name;
    }
  }

  /** @param {Scene} scene */
  showMoves(scene) {
    this.moves.replaceChildren();
    for (const { from, to } of movesShown(scene)) {
      const [a, b] = [this.at[from], this.at[to]];
      const d = halves([a.x, a.y], [0, 0], [b.x, b.y], true);
      svgNode("path", { d, class: "move", "marker-mid": "url(#arrow-move)" }, this.moves);
    }
  }

  /**
   * Dim what does not belong to the chosen actor or to the found ones.
   * @param {number | null} chosen
   * @param {Set<number> | null} found
   */
  mark(chosen, found) {
    if (chosen !== null && chosen !== this.current) this.goTo(chosen);
    const near = this.dimTies(chosen, found);
    this.actors.forEach(({ node }, index) => {
      const out = chosen !== null ? !near.has(index) : found !== null && !found.has(index);
      node.classList.toggle("dim", out && now.reach === 0);
      node.classList.toggle("chosen", index === chosen);
      node.classList.toggle("near", near.has(index));
      node.classList.toggle("found", found !== null && found.has(index));
      dress(node, { "aria-pressed": String(index === chosen) });
    });
  }

  /**
   * Dim the ties of others, and say who is next to the chosen actor.
   * @param {number | null} chosen
   * @param {Set<number> | null} found
   */
  dimTies(chosen, found) {
    /** @type {Set<number>} */
    const near = new Set(chosen === null ? [] : [chosen]);
    this.ties.forEach((path, index) => {
      if (!path || !this.scene || this.scene.statuses[index] === null) return;
      const { source, target } = spec.ties[index];
      const own = source === chosen || target === chosen;
      if (own) near.add(source).add(target);
      path.classList.toggle("dim", chosen !== null ? !own && now.reach === 0 : found !== null);
    });
    return near;
  }

  /**
   * Go to an actor, and have keys go on from there.
   * @param {number} index
   */
  moveTo(index) {
    this.goTo(index);
    this.actors[index].node.focus({ preventScroll: true });
  }

  /**
   * Go to an actor, and bring it into sight.
   * @param {number} index
   */
  goTo(index) {
    this.actors[this.current].node.setAttribute("tabindex", "-1");
    this.current = index;
    this.actors[index].node.setAttribute("tabindex", "0");
    this.sight.bring(placeAt(index, lastWave()));
  }

  /** Where the actors are that are shown. */
  places() {
    const { scene } = this;
    return this.home().map((place, index) => (scene && scene.actors[index].shown ? place : null));
  }

  /** @param {number} factor */
  zoom(factor) {
    this.sight.zoom(factor);
  }

  /** The style sheet gives the colours. */
  recolour() {}

  /** The map as it is now, for a picture of it. */
  async picture() {
    this.halt();
    this.fitNames(1);
    const copy = dressed(this.svg);
    this.fitNames();
    copy.querySelectorAll(".target").forEach((node) => node.remove());
    return copy;
  }
}

/**
 * Hang a name where it hangs at a place.
 * @param {SVGElement} text
 * @param {Stand} stand
 */
function hang(text, { align, right, down, named: shown }) {
  dress(text, { class: shown ? "name" : "name hidden", "text-anchor": align });
  [...text.children].forEach((line, k) => dress(line, { x: String(right), y: String(down + k * spec.line) }));
}

/**
 * A length as it stands in the data.
 * @param {number} length
 */
function tidy(length) {
  return Number(length.toFixed(1));
}

/**
 * The heads of the lines, and the signs in their middle, in the colour of each.
 * @param {Element} defs
 */
function buildMarkers(defs) {
  const side = spec.font * 0.7;
  const size = { markerUnits: "userSpaceOnUse", markerWidth: side, markerHeight: side };
  for (const kind of new Set([...TIE_LAYERS, "move", ...spec.relations.map((_, k) => relationKind(k))])) {
    const marker = svgNode("marker", { id: `arrow-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, orient: "auto", ...size }, defs);
    svgNode("path", { d: "M0,0L8,4L0,8Z", class: `arrow ${kind}` }, marker);
  }
  for (const [kind, d] of Object.entries(SIGNS)) {
    const marker = svgNode("marker", { id: `sign-${kind}`, viewBox: "-5 -5 10 10", ...size }, defs);
    svgNode("circle", { r: 4.6, class: `sign ${kind}` }, marker);
    svgNode("path", { d, class: "sign-line" }, marker);
  }
}

/**
 * What a pointer rests on says what it is.
 * @param {Element} target
 */
function nameIt(target) {
  const node = target.closest(".tie, .actor");
  if (!node) return;
  const title = node.querySelector("title") || svgNode("title", {}, node);
  title.textContent = node.getAttribute("aria-label");
}

/**
 * Give an element the attributes that it does not have already; null takes one away.
 * @param {Element} node
 * @param {Record<string, string | null>} attributes
 */
function dress(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (node.getAttribute(name) === value) continue;
    if (value === null) node.removeAttribute(name);
    else node.setAttribute(name, value);
  }
}
