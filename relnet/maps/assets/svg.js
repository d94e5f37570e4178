// The map as SVG: every actor and tie is an element that a screen reader and a keyboard can reach.

class Stage {
  constructor(root, onChoose) {
    this.onChoose = onChoose;
    this.box = [0, 0, spec.width, spec.height];
    this.svg = svgNode("svg", { class: "stage", role: "group", "aria-label": words.label }, root);
    this.svg.style.setProperty("--unit", String(spec.font / 14));
    this.buildArrows();
    const ties = svgNode("g", { "aria-hidden": "true" }, this.svg);
    this.layers = Object.fromEntries(
      TIE_LAYERS.map((status) => [status, svgNode("g", { class: `ties ${status}` }, ties)]),
    );
    this.ties = spec.ties.map(() => null);
    this.actors = spec.actors.map((actor, index) => this.buildActor(actor, index));
    this.current = 0;
    this.svg.addEventListener("keydown", (event) => onKey(this, event));
    this.svg.addEventListener("click", (event) => {
      if (!event.target.closest(".actor") && !this.dragged) this.onChoose(null);
    });
    this.buildPan();
    this.zoom(1);
  }

  buildArrows() {
    const defs = svgNode("defs", {}, this.svg);
    for (const status of TIE_LAYERS) {
      const marker = svgNode("marker", {
        id: `arrow-${status}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerUnits: "userSpaceOnUse",
        markerWidth: spec.font * 0.7, markerHeight: spec.font * 0.7, orient: "auto",
      }, defs);
      svgNode("path", { d: "M0,0L8,4L0,8Z", class: `arrow ${status}` }, marker);
    }
  }

  buildActor(actor, index) {
    const place = { class: "actor", transform: `translate(${actor.x},${actor.y})`, role: "button", tabindex: index ? -1 : 0 };
    const node = svgNode("g", place, this.svg);
    svgNode("circle", { class: "target", r: Math.max(spec.radius, spec.font) }, node);
    const ring = svgNode("path", { class: "ring" }, node);
    const mark = svgNode("path", { class: "mark" }, node);
    const doubt = svgNode("text", { class: "doubt", "aria-hidden": "true", "font-size": spec.font * 0.8, dy: spec.font * 0.28 }, node);
    doubt.textContent = "?";
    const [align, x, y] = actor.label;
    const text = svgNode("text", {
      class: actor.named ? "name" : "name hidden", "aria-hidden": "true", "font-size": spec.font, "text-anchor": align,
    }, node);
    actor.lines.forEach((line, k) => { svgNode("tspan", { x, y: y + k * spec.line }, text).textContent = line; });
    node.addEventListener("click", () => { if (!this.dragged) this.onChoose(index); });
    node.addEventListener("focus", () => this.moveTo(index, false));
    return { node, ring, mark };
  }

  show(scene) {
    this.scene = scene;
    scene.actors.forEach((shown, index) => this.showActor(shown, index));
    scene.statuses.forEach((status, index) => this.showTie(status, index));
    if (scene.actors[this.current].status === "absent") {
      this.moveTo(Math.max(scene.actors.findIndex((one) => one.status !== "absent"), 0), false);
    }
  }

  showActor(shown, index) {
    const { node, ring, mark } = this.actors[index];
    node.setAttribute("class", `actor ${shown.status}${shown.silent ? " unheard" : ""}${shown.unsized ? " unsized" : ""}`);
    node.toggleAttribute("hidden", shown.status === "absent");
    node.setAttribute("aria-label", describe(this.scene, index));
    mark.setAttribute("d", markOf(shown.group, shown.radius));
    mark.setAttribute("data-colour", colourOf(shown.group));
    ring.setAttribute("d", SHAPES[0](shown.radius * 1.35 + 3));
  }

  showTie(status, index) {
    let path = this.ties[index];
    if (status === null) {
      if (path) path.remove();
      return;
    }
    if (!path) {
      path = svgNode("path");
      this.ties[index] = path;
    }
    const tie = spec.ties[index];
    path.setAttribute("class", `tie ${status}`);
    path.setAttribute("d", this.line(tie));
    path.setAttribute("stroke-width", tieWidth(this.scene, tie, status).toFixed(2));
    if (this.scene.directed) path.setAttribute("marker-end", `url(#arrow-${status})`);
    this.layers[status].append(path);
  }

  /** A straight line, or for a directed tie one that bends to its right and ends at the mark. */
  line(tie) {
    const from = spec.actors[tie.source];
    const to = spec.actors[tie.target];
    if (!this.scene.directed) return `M${from.x},${from.y}L${to.x},${to.y}`;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const cx = (from.x + to.x) / 2 - dy * 0.1;
    const cy = (from.y + to.y) / 2 + dx * 0.1;
    const length = Math.hypot(to.x - cx, to.y - cy) || 1;
    const short = Math.min((this.scene.actors[tie.target].radius * 1.2 + 2) / length, 0.9);
    const ex = to.x - (to.x - cx) * short;
    const ey = to.y - (to.y - cy) * short;
    return `M${from.x},${from.y}Q${cx.toFixed(1)},${cy.toFixed(1)} ${ex.toFixed(1)},${ey.toFixed(1)}`;
  }

  /** Dim what does not belong to the chosen actor or to the found ones. */
  mark(chosen, found) {
    if (chosen !== null && chosen !== this.current) this.moveTo(chosen, false);
    const near = new Set(chosen === null ? [] : [chosen]);
    spec.ties.forEach((tie, index) => {
      const path = this.ties[index];
      if (!path || this.scene.statuses[index] === null) return;
      const own = tie.source === chosen || tie.target === chosen;
      if (own) near.add(tie.source).add(tie.target);
      path.classList.toggle("dim", (chosen !== null && !own) || (chosen === null && found !== null));
    });
    this.actors.forEach(({ node }, index) => {
      const out = chosen !== null ? !near.has(index) : found !== null && !found.has(index);
      node.classList.toggle("dim", out);
      node.classList.toggle("chosen", index === chosen);
      node.classList.toggle("near", chosen !== null && near.has(index));
      node.classList.toggle("found", found !== null && found.has(index));
      node.setAttribute("aria-pressed", String(index === chosen));
    });
  }

  moveTo(index, focus = true) {
    this.actors[this.current].node.setAttribute("tabindex", "-1");
    this.current = index;
    this.actors[index].node.setAttribute("tabindex", "0");
    this.bringIntoSight(spec.actors[index]);
    if (focus) this.actors[index].node.focus({ preventScroll: true });
  }

  /** Where the actors are that are there. */
  places() {
    return spec.actors.map((actor, index) => (this.scene.actors[index].status === "absent" ? null : actor));
  }

  zoom(factor) {
    const [x, y, w, h] = this.box;
    const width = factor === 1 ? spec.width : Math.min(Math.max(w / factor, spec.width / 12), spec.width);
    const height = (width * spec.height) / spec.width;
    this.moveBox(x + (w - width) / 2, y + (h - height) / 2, width, height);
  }

  moveBox(x, y, width, height) {
    this.box = [
      Math.min(Math.max(x, 0), spec.width - width),
      Math.min(Math.max(y, 0), spec.height - height),
      width,
      height,
    ];
    this.svg.setAttribute("viewBox", this.box.map((value) => value.toFixed(2)).join(" "));
    this.svg.classList.toggle("zoomed", width < spec.width);
  }

  /** Move the part that is shown, if an actor lies outside it. */
  bringIntoSight({ x, y }) {
    const [left, top, width, height] = this.box;
    const edge = spec.radius * 2;
    const within = (at, low, size) => Math.min(Math.max(low, at + edge - size), at - edge);
    this.moveBox(within(x, left, width), within(y, top, height), width, height);
  }

  buildPan() {
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
}
