// The map as SVG: every actor and tie is an element that a screen reader can reach, every actor a keyboard too.

class Stage {
  /**
   * @param {HTMLElement} root
   * @param {(index: number | null) => void} onChoose
   */
  constructor(root, onChoose) {
    this.onChoose = onChoose;
    this.current = 0;
    this.dragged = false;
    this.box = [0, 0, spec.width, spec.height];
    this.svg = svgNode("svg", { class: "stage", role: "group", "aria-label": words.label }, root);
    this.svg.style.setProperty("--unit", String(spec.font / 14));
    this.buildMarkers();
    this.hulls = svgNode("g", { class: "hulls", "aria-hidden": "true" }, this.svg);
    this.moves = svgNode("g", { class: "moves", "aria-hidden": "true" }, this.svg);
    const ties = svgNode("g", { role: "group", "aria-label": words["label.ties"] }, this.svg);
    /** @type {Record<string, SVGElement>} */
    this.layers = Object.fromEntries(TIE_LAYERS.map((status) => [status, svgNode("g", { class: `ties ${status}` }, ties)]));
    /** @type {(SVGElement | null)[]} */
    this.ties = spec.ties.map(() => null);
    this.actors = spec.actors.map((actor, index) => this.buildActor(actor, index));
    this.svg.addEventListener("keydown", (event) => onKey(this, event));
    this.svg.addEventListener("click", (event) => {
      if (!(/** @type {Element} */ (event.target).closest(".actor")) && !this.dragged) this.onChoose(null);
    });
    this.buildPan();
    this.zoom(1);
  }

  buildMarkers() {
    const defs = svgNode("defs", {}, this.svg);
    const size = spec.font * 0.7;
    const kinds = [...TIE_LAYERS.slice(1), "move", ...spec.relations.map((_, k) => `r${k % COLOURS}`), "tie"];
    for (const kind of new Set(kinds)) {
      const marker = svgNode("marker", {
        id: `arrow-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerUnits: "userSpaceOnUse", markerWidth: size, markerHeight: size, orient: "auto",
      }, defs);
      svgNode("path", { d: "M0,0L8,4L0,8Z", class: `arrow ${kind}` }, marker);
    }
    for (const [kind, d] of [["strengthened", "M2,5H8M5,2V8"], ["weakened", "M2,5H8"]]) {
      const marker = svgNode("marker", {
        id: `sign-${kind}`, viewBox: "0 0 10 10", refX: 5, refY: 5, markerUnits: "userSpaceOnUse", markerWidth: size, markerHeight: size,
      }, defs);
      svgNode("circle", { cx: 5, cy: 5, r: 4.6, class: `sign ${kind}` }, marker);
      svgNode("path", { d, class: "sign-line" }, marker);
    }
  }

  /**
   * @param {Actor} actor
   * @param {number} index
   */
  buildActor(actor, index) {
    const node = svgNode("g", { class: "actor", transform: `translate(${actor.x},${actor.y})`, role: "button", tabindex: index ? -1 : 0 }, this.svg);
    svgNode("circle", { class: "target", r: Math.max(spec.radius, spec.font) }, node);
    const loop = svgNode("path", { class: "loop" }, node);
    const ring = svgNode("path", { class: "ring" }, node);
    const mark = svgNode("path", { class: "mark" }, node);
    const doubt = svgNode("text", { class: "doubt", "aria-hidden": "true", "font-size": spec.font * 0.8, dy: spec.font * 0.28 }, node);
    doubt.textContent = "?";
    const [align, x, y] = actor.label;
    const text = svgNode("text", { class: actor.named ? "name" : "name hidden", "aria-hidden": "true", "font-size": spec.font, "text-anchor": align }, node);
    actor.lines.forEach((line, k) => { svgNode("tspan", { x, y: y + k * spec.line }, text).textContent = line; });
    node.addEventListener("click", () => { if (!this.dragged) this.onChoose(index); });
    node.addEventListener("focus", () => this.moveTo(index, false));
    return { node, ring, mark, loop };
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    scene.actors.forEach((shown, index) => this.showActor(scene, shown, index));
    scene.statuses.forEach((status, index) => this.showTie(scene, status, index));
    this.showHulls(scene);
    this.showMoves(scene);
    if (!scene.actors[this.current].shown) this.moveTo(Math.max(scene.actors.findIndex((one) => one.shown), 0), false);
  }

  /**
   * @param {Scene} scene
   * @param {ShownActor} shown
   * @param {number} index
   */
  showActor(scene, shown, index) {
    const { node, ring, mark, loop } = this.actors[index];
    node.toggleAttribute("hidden", !shown.shown);
    if (!shown.shown) return;
    node.setAttribute("class", `actor ${shown.status}${shown.silent ? " unheard" : ""}${shown.unsized ? " unsized" : ""}`);
    node.setAttribute("aria-label", describe(scene, index));
    mark.setAttribute("d", markOf(shown.shape, shown.radius));
    mark.setAttribute("data-colour", colourOf(shown.colour));
    ring.setAttribute("d", SHAPES[0](shown.radius * 1.35 + 3));
    const inside = scene.inside.some((one) => one.actor === index);
    loop.setAttribute("d", inside ? loopOf(shown.radius) : "");
  }

  /**
   * @param {Scene} scene
   * @param {string | null} status
   * @param {number} index
   */
  showTie(scene, status, index) {
    let path = this.ties[index];
    if (status === null) {
      if (path) path.remove();
      return;
    }
    path = path || svgNode("path", { role: "img" });
    this.ties[index] = path;
    const tie = spec.ties[index];
    const own = status === "tie" && scene.several ? `r${tie.relation % COLOURS}` : status;
    const dress = { class: `tie ${own}`, d: lineOf(scene, tie), "stroke-width": tieWidth(scene, tie, status).toFixed(2), "aria-label": describeTie(scene, tie, status) };
    for (const [name, value] of Object.entries(dress)) path.setAttribute(name, value);
    const directed = spec.relations[tie.relation].directed;
    setOrRemove(path, "marker-end", directed ? `url(#arrow-${own})` : null);
    setOrRemove(path, "marker-mid", status === "strengthened" || status === "weakened" ? `url(#sign-${status})` : null);
    this.layers[status].append(path);
  }

  /** @param {Scene} scene */
  showHulls(scene) {
    this.hulls.replaceChildren();
    if (!now.groups) return;
    for (const { name, colour, line, x, y } of hullsOf(scene, (index) => spec.actors[index])) {
      svgNode("path", { d: line, class: "hull", "data-colour": colour }, this.hulls);
      svgNode("text", { x, y, class: "hull-name", "font-size": spec.font }, this.hulls).textContent = name;
    }
  }

  /** @param {Scene} scene */
  showMoves(scene) {
    this.moves.replaceChildren();
    for (const move of scene.moves) {
      for (const into of move.into.filter((index) => index !== move.actor && scene.actors[index].shown)) {
        const [from, to] = [spec.actors[move.actor], spec.actors[into]];
        svgNode("path", { d: halves([from.x, from.y], [0, 0], [to.x, to.y], true), class: "move", "marker-mid": "url(#arrow-move)" }, this.moves);
      }
    }
  }

  /**
   * Dim what does not belong to the chosen actor or to the found ones.
   * @param {number | null} chosen
   * @param {Set<number> | null} found
   */
  mark(chosen, found) {
    if (chosen !== null && chosen !== this.current) this.moveTo(chosen, false);
    const near = new Set(chosen === null ? [] : [chosen]);
    this.ties.forEach((path, index) => {
      if (!path || !this.scene || this.scene.statuses[index] === null) return;
      const tie = spec.ties[index];
      const own = tie.source === chosen || tie.target === chosen;
      if (own) near.add(tie.source).add(tie.target);
      path.classList.toggle("dim", (chosen !== null && !own) || (chosen === null && found !== null));
    });
    this.actors.forEach(({ node }, index) => {
      const out = chosen !== null ? !near.has(index) : found !== null && !found.has(index);
      node.classList.toggle("dim", out && now.reach === 0);
      node.classList.toggle("chosen", index === chosen);
      node.classList.toggle("near", chosen !== null && near.has(index));
      node.classList.toggle("found", found !== null && found.has(index));
      node.setAttribute("aria-pressed", String(index === chosen));
    });
  }

  /**
   * @param {number} index
   * @param {boolean} focus
   */
  moveTo(index, focus = true) {
    this.actors[this.current].node.setAttribute("tabindex", "-1");
    this.current = index;
    this.actors[index].node.setAttribute("tabindex", "0");
    this.bringIntoSight(spec.actors[index]);
    if (focus) this.actors[index].node.focus({ preventScroll: true });
  }

  /** Where the actors are that are shown. */
  places() {
    return spec.actors.map((actor, index) => (this.scene && this.scene.actors[index].shown ? actor : null));
  }

  /** @param {number} factor */
  zoom(factor) {
    const [x, y, w, h] = this.box;
    const width = factor === 1 ? spec.width : Math.min(Math.max(w / factor, spec.width / 12), spec.width);
    const height = (width * spec.height) / spec.width;
    this.moveBox(x + (w - width) / 2, y + (h - height) / 2, width, height);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  moveBox(x, y, width, height) {
    this.box = [Math.min(Math.max(x, 0), spec.width - width), Math.min(Math.max(y, 0), spec.height - height), width, height];
    this.svg.setAttribute("viewBox", this.box.map((value) => value.toFixed(2)).join(" "));
    this.svg.classList.toggle("zoomed", width < spec.width);
  }

  /**
   * Move the part that is shown, if an actor lies outside it.
   * @param {Place} place
   */
  bringIntoSight({ x, y }) {
    const [left, top, width, height] = this.box;
    const edge = spec.radius * 2;
    const inside = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ size) => Math.min(Math.max(low, at + edge - size), at - edge);
    this.moveBox(inside(x, left, width), inside(y, top, height), width, height);
  }

  buildPan() {
    /** @type {number[] | null} */
    let start = null;
    this.svg.addEventListener("pointerdown", (event) => {
      start = [event.clientX, event.clientY, ...this.box];
      this.dragged = false;
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!start || !(event.buttons & 1)) return;
      const scale = this.box[2] / this.svg.getBoundingClientRect().width;
      const [dx, dy] = [event.clientX - start[0], event.clientY - start[1]];
      if (Math.hypot(dx, dy) > 4) this.dragged = true;
      if (this.dragged) this.moveBox(start[2] - dx * scale, start[3] - dy * scale, start[4], start[5]);
    });
    window.addEventListener("pointerup", () => { start = null; });
  }

  /** The style sheet gives the colours. */
  recolour() {
    this.svg.style.setProperty("--unit", String(spec.font / 14));
  }

  /** The map as it is now, for a picture of it. */
  picture() {
    const copy = /** @type {SVGElement} */ (this.svg.cloneNode(true));
    const [here, there] = [this.svg, copy].map((root) => [...root.querySelectorAll("*")]);
    here.forEach((node, k) => dressUp(node, there[k]));
    copy.querySelectorAll(".target, [data-gone]").forEach((node) => node.remove());
    return Promise.resolve(copy);
  }
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string | null} value
 */
function setOrRemove(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/**
 * A small loop above a mark, for ties that are inside one organisation.
 * @param {number} r
 */
function loopOf(r) {
  return `M${-r * 0.5},${-r}C${-r * 1.9},${-r * 3.1} ${r * 1.9},${-r * 3.1} ${r * 0.5},${-r}`;
}
