// The map on a canvas with vis-network; the table of ties holds the same for a screen reader.

const MOST_ZOOM = 12;

/**
 * Whether an id of vis-network is the position of an actor: nodes can be added to a map, which have others.
 * @param {vis.Id} id
 * @returns {id is number}
 */
function isActor(id) {
  return typeof id === "number" && Number.isInteger(id) && id < spec.actors.length;
}

/**
 * @param {vis.Id} id
 * @returns {id is number}
 */
function isOwnTie(id) {
  return typeof id === "number" && Number.isInteger(id) && id < spec.ties.length;
}

/** @implements {AnyStage} */
class Stage {
  /**
   * @param {HTMLElement} root
   * @param {(index: number | null) => void} onChoose
   */
  constructor(root, onChoose) {
    this.root = root;
    this.onChoose = onChoose;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.own = new Map(spec.nodes.map((node) => [node.id, node]));
    /** @type {Scene} */
    this.scene = sceneOf(now);
    /** @type {{ mark: Path2D, ring: Path2D }[]} By actor. */
    this.paths = [];
    /** @type {number | null} */
    this.chosen = null;
    /** @type {Set<number> | null} */
    this.found = null;
    /** @type {Set<vis.Id>} */
    this.near = new Set();
    this.current = 0;
    this.zoomed = false;
    const { physics } = spec.options;
    /** Whether vis-network moves the actors. */
    this.free = physics === true || Boolean(physics && physics.enabled);
    this.looks = new Looks();
    root.classList.add("stage", "canvas");
    this.network = new vis.Network(root, { nodes: this.nodes, edges: this.edges }, this.options());
    root.network = this.network;
    root.append(this.looks.svg);
    this.canvas = this.dressCanvas();
    this.listen();
  }

  /** What the page needs, under what was set with pyvis. */
  options() {
    const { physics, layout, interaction, edges, ...told } = spec.options;
    return {
      ...told,
      autoResize: false,
      physics: this.free ? physics : { enabled: false },
      layout: { randomSeed: 1, improvedLayout: false, ...layout },
      interaction: { hover: true, zoomView: false, dragView: false, selectable: false, selectConnectedEdges: false, ...interaction },
      nodes: { chosen: false, ...this.nodeOptions(), ctxRenderer: (/** @type {vis.Asked} */ asked) => this.renderActor(asked) },
      edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, ...edges },
    };
  }

  /** How what was added to the map is drawn. */
  nodeOptions() {
    return { font: { color: this.looks.ink, size: spec.font }, size: spec.radius, ...spec.options.nodes };
  }

  /** The canvas, within reach of a keyboard. */
  dressCanvas() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.root.querySelector("canvas"));
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", words.label);
    /** @type {HTMLElement} */ (canvas.parentElement).tabIndex = -1;
    canvas.tabIndex = 0;
    return canvas;
  }

  listen() {
    const { network, canvas } = this;
    network.on("beforeDrawing", (context) => this.drawBelow(context));
    network.on("afterDrawing", (context) => this.drawSigns(context));
    network.on("click", ({ pointer }) => this.onChoose(this.actorAt(pointer.canvas)));
    network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
    network.on("blurNode", () => { canvas.style.cursor = ""; });
    new ResizeObserver(() => this.resize()).observe(this.root);
    network.on("stabilizationIterationsDone", () => { if (!this.zoomed) this.zoom(1); });
    network.on("stabilized", () => { if (!this.zoomed) this.zoom(1); });
    ["focus", "blur"].forEach((kind) => canvas.addEventListener(kind, () => network.redraw()));
    canvas.addEventListener("keydown", (event) => onKey(this, event));
    ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].forEach((media) => {
      matchMedia(media).addEventListener("change", () => this.recolour());
    });
  }

  /** Take the colours from the style sheet anew. */
  recolour() {
    this.looks.forget();
    this.network.setOptions({ nodes: this.nodeOptions() });
    this.showTies();
  }

  /** @param {Scene} scene */
  show(scene) {
    this.scene = scene;
    this.paths = scene.actors.map((shown, id) => ({
      mark: new Path2D(markOf(shown.shape, this.radius(id))),
      ring: new Path2D(SHAPES[0](this.radius(id) * 1.35 + 3)),
    }));
    const gone = spec.nodes.filter(({ id }) => !this.isThere(id));
    const come = spec.nodes.filter(({ id }) => this.isThere(id) && this.nodes.get(id) === null);
    this.edges.clear();
    this.nodes.remove(gone.map(({ id }) => id));
    this.nodes.add(come);
    if (!this.free) this.putBack(come);
    if (!this.isThere(this.current)) this.current = Math.max(scene.actors.findIndex((one) => one.shown), 0);
    this.showTies();
    if (this.free) this.network.stabilize();
  }

  /** @param {vis.Id} id */
  isThere(id) {
    return !isActor(id) || this.scene.actors[id].shown;
  }

  /** @param {number} id */
  radius(id) {
    return this.own.get(id)?.size ?? this.scene.actors[id].radius;
  }

  showTies() {
    const layer = (/** @type {vis.Item} */ { id }) => (isOwnTie(id) ? TIE_LAYERS.indexOf(this.scene.statuses[id] || "") : -1);
    const shown = spec.edges.filter(({ id }) => !isOwnTie(id) || this.scene.statuses[id] !== null);
    shown.sort((a, b) => layer(a) - layer(b));
    this.edges.update(shown.map((edge) => (isOwnTie(edge.id) ? { ...this.line(edge.id), ...edge } : edge)));
    this.near = new Set(this.chosen === null ? [] : [this.chosen, ...this.network.getConnectedNodes(this.chosen)]);
    this.network.redraw();
  }

  /**
   * How a tie that is shown is drawn.
   * @param {number} id
   */
  line(id) {
    const [tie, dim] = [spec.ties[id], this.isDim(id)];
    const status = this.scene.statuses[id] || "tie";
    const kind = tieKind(this.scene, tie, status);
    const look = this.looks.of(`ties ${kind}`, `tie ${kind}${dim ? " dim" : ""}`);
    const width = tieWidth(this.scene, tie, status);
    const cap = look.butt ? width : 0;
    const dashes = look.dashes.map((length, k) => (k % 2 ? length + cap : Math.max(length - cap, 0.1)));
    const bend = bendOf(this.scene, tie);
    const enabled = spec.relations[tie.relation].directed && !dim;
    return {
      width,
      color: { color: look.stroke, opacity: look.opacity },
      dashes: dashes.length ? dashes : false,
      arrows: { to: { enabled, scaleFactor: Math.max((spec.font * 0.8 - 1.5 * width) / 15, 0.1) } },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) } : false,
    };
  }

  /**
   * Dim what does not belong to the chosen actor or to the found ones.
   * @param {number | null} chosen
   * @param {Set<number> | null} found
   */
  mark(chosen, found) {
    if (chosen === this.chosen && found === this.found) return;
    this.chosen = chosen;
    this.found = found;
    if (chosen !== null) this.goTo(chosen);
    this.showTies();
  }

  /**
   * How an actor is looked at.
   * @param {number} id
   * @param {boolean} hover
   */
  marked(id, hover) {
    const { chosen, found } = this;
    const near = this.near.has(id);
    const hit = found !== null && found.has(id);
    const out = chosen !== null ? !near : found !== null && !hit;
    const focused = id === this.current && this.canvas.matches(":focus-visible");
    return { dim: out && now.reach === 0, chosen: id === chosen || focused, found: hover || hit, asked: hover || focused, near };
  }

  /** @param {vis.Asked} asked */
  renderActor({ ctx, id, x, y, state }) {
    if (!isActor(id)) return {};
    const { near, asked, ...marked } = this.marked(id, state.hover);
    const there = !marked.dim && (near || this.found !== null || spec.actors[id].named);
    const marks = Object.entries(marked).filter(([, is]) => is).map(([name]) => name);
    const classes = [classOf(this.scene.actors[id]), ...marks].join(" ");
    const size = 2 * this.radius(id);
    return {
      drawNode: () => this.drawActor(ctx, id, { x, y }, classes),
      drawExternalLabel: () => { if (asked || there) this.drawName(ctx, id, { x, y }); },
      nodeDimensions: { width: size, height: size },
    };
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} id
   * @param {Place} at
   * @param {string} classes
   */
  drawActor(context, id, { x, y }, classes) {
    const own = this.own.get(id)?.color;
    context.translate(x, y);
    const fill = (own && own.background) || own || null;
    drawMark(context, this.looks, { shown: this.scene.actors[id], ...this.paths[id], classes, fill });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} id
   * @param {Place} at
   */
  drawName(context, id, { x, y }) {
    const lines = String(this.own.get(id)?.label ?? "").split("\n");
    context.translate(x, y);
    drawName(context, this.looks, lines, spec.actors[id].label);
  }

  /**
   * Lines around groups, and from an organisation to what it became.
   * @param {CanvasRenderingContext2D} context
   */
  drawBelow(context) {
    if (now.groups) hullsOf(this.scene, (index) => this.placeOf(index)).forEach((hull) => drawHull(context, this.looks, hull));
    const look = this.looks.of("moves", "move");
    for (const { from, to } of movesShown(this.scene)) drawMove(context, look, this.placeOf(from), this.placeOf(to));
    context.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} context */
  drawSigns(context) {
    this.scene.statuses.forEach((status, index) => {
      if (status === null || !(status in SIGNS) || this.isDim(index)) return;
      const [from, to] = [spec.ties[index].source, spec.ties[index].target].map((end) => this.placeOf(end));
      const bend = bendOf(this.scene, spec.ties[index]) / 2;
      const at = { x: (from.x + to.x) / 2 - (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (to.x - from.x) * bend };
      drawSign(context, this.looks, at, status);
    });
  }

  /**
   * Where an actor is now; one that is not on the canvas has its own place.
   * @param {number} index
   */
  placeOf(index) {
    return this.network.getPositions([index])[index] || spec.actors[index];
  }

  /**
   * Whether a tie stands back for those of the chosen actor, or for the found ones.
   * @param {number} index
   */
  isDim(index) {
    if (this.chosen === null) return this.found !== null;
    const { source, target } = spec.ties[index];
    return now.reach === 0 && source !== this.chosen && target !== this.chosen;
  }

  /**
   * The actor at a point of the map, with some room around it for a finger.
   * @param {Place} point
   */
  actorAt({ x, y }) {
    /** @type {[number | null, number]} */
    let [best, least] = [null, Infinity];
    this.places().forEach((place, id) => {
      const far = place ? Math.hypot(place.x - x, place.y - y) : Infinity;
      if (far < least && far <= Math.max(this.radius(id) * 1.35, spec.font)) [best, least] = [id, far];
    });
    return best;
  }

  /**
   * Go to an actor, have keys go on from there, and say who it is.
   * @param {number} index
   */
  moveTo(index) {
    this.goTo(index);
    this.canvas.focus({ preventScroll: true });
    byId("said").textContent = describe(this.scene, index);
    this.network.redraw();
  }

  /**
   * Go to an actor, and bring it into sight.
   * @param {number} index
   */
  goTo(index) {
    this.current = index;
    const position = this.placeOf(index);
    const at = this.network.canvasToDOM(position);
    const inside = at.x > 0 && at.y > 0 && at.x < this.root.clientWidth && at.y < this.root.clientHeight;
    if (!inside) this.network.moveTo({ position, animation: false });
  }

  /** Where the actors are that are there. */
  places() {
    const places = this.network.getPositions();
    return spec.actors.map((_, index) => places[index] || null);
  }

  resize() {
    if (!this.root.clientWidth) return;
    this.network.setSize("100%", "100%");
    if (this.zoomed) this.network.redraw();
    else this.zoom(1);
  }

  /**
   * Show more or less; with 1 all of the map, and everyone in place again.
   * @param {number} factor
   */
  zoom(factor) {
    const whole = Math.min(this.root.clientWidth / spec.width, this.root.clientHeight / spec.height);
    const scale = factor === 1 ? whole : Math.min(Math.max(this.network.getScale() * factor, whole), whole * MOST_ZOOM);
    this.zoomed = scale > whole * 1.001;
    if (this.zoomed || !this.free) {
      const position = this.zoomed ? this.network.getViewPosition() : { x: spec.width / 2, y: spec.height / 2 };
      this.network.moveTo({ scale, position, animation: false });
    } else {
      this.network.fit({ animation: false });
    }
    if (factor === 1 && !this.free) this.putBack();
    this.root.classList.toggle("zoomed", this.zoomed);
    this.network.setOptions({ interaction: { dragView: this.zoomed } });
  }

  /** The map as it is now, for a picture of it: twice as many dots, so that it is sharp in print. */
  async picture() {
    const { network, root, canvas } = this;
    const [scale, position] = [network.getScale(), network.getViewPosition()];
    network.setSize(`${2 * root.clientWidth}px`, `${2 * root.clientHeight}px`);
    network.moveTo({ scale: 2 * scale, position, animation: false });
    network.redraw();
    const { width, height } = canvas;
    const copy = svgNode("svg", { viewBox: `0 0 ${width} ${height}` });
    svgNode("image", { href: canvas.toDataURL("image/png"), width, height }, copy);
    network.setSize("100%", "100%");
    network.moveTo({ scale, position, animation: false });
    network.redraw();
    return copy;
  }

  /** Put what stands on the canvas where the map has it. */
  putBack(nodes = spec.nodes) {
    const shown = nodes.filter(({ id, x, y }) => x !== undefined && y !== undefined && this.nodes.get(id) !== null);
    shown.forEach(({ id, x, y }) => this.network.moveNode(id, x, y));
  }
}
