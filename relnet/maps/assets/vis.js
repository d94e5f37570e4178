// The map on a canvas with vis-network; the table of ties holds the same for a screen reader.

const MOST_ZOOM = 12;
/** Up to so many actors the tables are open from the start, for whom a canvas tells nothing. */
const MOST_OPEN = 500;

/** @implements {AnyStage} */
class Stage extends Painter {
  /**
   * @param {HTMLElement} root
   * @param {(index: number | null) => void} onChoose
   */
  constructor(root, onChoose) {
    super();
    this.root = root;
    this.onChoose = onChoose;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.current = 0;
    /** @type {vis.Id | null} */
    this.hovered = null;
    this.halt = () => {};
    this.zoomed = false;
    const { physics } = spec.options;
    /** Whether vis-network moves the actors. */
    this.free = physics === true || Boolean(physics && physics.enabled);
    root.classList.add("stage", "canvas");
    this.network = new vis.Network(root, { nodes: this.nodes, edges: this.edges }, this.options());
    [root.network, root.drawing] = [this.network, this];
    root.append(this.looks.svg);
    this.canvas = this.dressCanvas();
    this.listen();
    if (spec.actors.length <= MOST_OPEN) byId("ties").open = byId("actors").open = true;
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
      nodes: { chosen: false, ...this.nodeOptions(), ctxRenderer: (/** @type {vis.Asked} */ { id }) => this.sizeOf(id) },
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
    network.on("beforeDrawing", (context) => {
      if (this.free) this.follow(spec.actors.map((_, id) => id));
      this.drawBelow(context, this.sight());
    });
    network.on("afterDrawing", (context) => this.drawAbove(context, this.hovered, canvas.matches(":focus-visible") ? this.current : null));
    network.on("click", ({ pointer }) => this.onChoose(this.actorAt(pointer.canvas)));
    network.on("hoverNode", ({ node }) => this.hover(node));
    network.on("blurNode", () => this.hover(null));
    network.on("dragging", ({ nodes }) => this.follow(nodes));
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
    this.edges.update(this.toldTies());
    this.redraw();
  }

  /** @param {Scene} scene */
  show(scene) {
    this.halt();
    this.scene = scene;
    if (this.wave === null) this.stand(this.home());
    const gone = this.items.filter(({ id }) => !this.isThere(id) && this.nodes.get(id) !== null);
    const come = this.items.filter(({ id }) => this.isThere(id) && this.nodes.get(id) === null);
    if (gone.length) this.nodes.remove(gone.map(({ id }) => id));
    if (come.length) this.nodes.add(come.map((item) => (isActor(item.id) ? { ...item, ...this.at[item.id] } : item)));
    if (!this.isThere(this.current)) this.current = Math.max(scene.actors.findIndex((one) => one.shown), 0);
    this.showTies();
    this.redraw();
    if (this.free) this.network.stabilize();
    if (this.isElsewhere() && !this.free) this.halt = walk(this.at, this.home(), (places, last) => this.step(places, last));
  }

  /**
   * Draw the actors somewhere; where they stay, vis-network is told of it too.
   * @param {Place[]} places
   * @param {boolean} last
   */
  step(places, last) {
    this.stand(places);
    if (last) places.forEach(({ x, y }, id) => { if (this.nodes.get(id) !== null) this.network.moveNode(id, x, y); });
    this.network.redraw();
  }

  /** @param {vis.Id} id */
  sizeOf(id) {
    if (!isActor(id)) return {};
    const size = 2 * this.radius(id);
    return { nodeDimensions: { width: size, height: size } };
  }

  /** Tell vis-network of the ties that are not drawn here, and of those by which it moves the actors. */
  showTies() {
    const isUnseen = (/** @type {number} */ id) => this.free && this.scene.statuses[id] !== null && this.isOurs(id);
    const unseen = spec.ties.flatMap((_, id) => (isUnseen(id) ? [this.force(id)] : []));
    const shown = [...this.toldTies(), ...unseen];
    if (!shown.length && !this.edges.length) return;
    this.edges.clear();
    this.edges.update(shown);
  }

  /** What was added with pyvis, and the ties that were changed with it and are shown. */
  toldTies() {
    return spec.edges.filter(({ id }) => !isOwnTie(id) || this.scene.statuses[id] !== null)
      .map((edge) => (isOwnTie(edge.id) ? { ...this.line(edge.id), ...edge } : edge));
  }

  /**
   * A tie that is drawn here, and holds two actors together.
   * @param {number} id
   */
  force(id) {
    return { id, from: spec.ties[id].source, to: spec.ties[id].target, hidden: true };
  }

  /** Draw anew what stands back and what does not. */
  redraw() {
    this.forget();
    this.near = this.neighbours();
    this.network.redraw();
  }

  /** The chosen actor and those that it has a tie with. */
  neighbours() {
    const { chosen } = this;
    /** @type {Set<vis.Id>} */
    const near = new Set();
    if (chosen === null) return near;
    this.scene.statuses.forEach((status, id) => {
      const { source, target } = spec.ties[id];
      if (status !== null && (source === chosen || target === chosen) && this.isOurs(id)) near.add(source).add(target);
    });
    if (this.edges.length) this.network.getConnectedNodes(chosen).forEach((id) => near.add(id));
    return near.add(chosen);
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
    if (!this.point(chosen, found)) return;
    if (chosen !== null) this.goTo(chosen);
    this.edges.update(this.toldTies());
    this.redraw();
  }

  /** @param {vis.Id | null} node */
  hover(node) {
    this.hovered = node;
    this.canvas.style.cursor = node === null ? "" : "pointer";
    this.network.redraw();
  }

  /**
   * See where actors were moved to.
   * @param {vis.Id[]} ids
   */
  follow(ids) {
    const places = this.network.getPositions(ids.filter((id) => this.nodes.get(id) !== null));
    for (const [id, place] of Object.entries(places)) {
      const k = Number(id);
      if (!this.at[k] || (this.at[k].x === place.x && this.at[k].y === place.y)) continue;
      this.at[k] = place;
      this.forget();
    }
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
    const position = this.at[index];
    const at = this.network.canvasToDOM(position);
    const inside = at.x > 0 && at.y > 0 && at.x < this.root.clientWidth && at.y < this.root.clientHeight;
    if (!inside) this.network.moveTo({ position, animation: false });
  }

  /** Where the actors are that are there. */
  places() {
    return this.at.map((place, id) => (this.isThere(id) ? place : null));
  }

  resize() {
    if (!this.root.clientWidth) return;
    this.network.setSize("100%", "100%");
    if (this.zoomed) this.network.redraw();
    else this.zoom(1);
  }

  /** @returns {Sight} */
  sight() {
    const [scale, { x, y }] = [this.network.getScale(), this.network.getViewPosition()];
    const [width, height] = [this.root.clientWidth / scale / 2, this.root.clientHeight / scale / 2];
    const zoom = Math.max(scale / this.whole(), 1);
    return { left: x - width, right: x + width, top: y - height, bottom: y + height, scale: scale * window.devicePixelRatio, zoom };
  }

  /** The scale at which all of the map is seen. */
  whole() {
    return Math.min(this.root.clientWidth / spec.width, this.root.clientHeight / spec.height);
  }

  /**
   * Show more or less; with 1 all of the map, and everyone in place again.
   * @param {number} factor
   */
  zoom(factor) {
    const whole = this.whole();
    const scale = factor === 1 ? whole : Math.min(Math.max(this.network.getScale() * factor, whole), whole * MOST_ZOOM);
    const before = this.zoomed;
    this.zoomed = scale > whole * 1.001;
    if (this.zoomed || !this.free) {
      const position = this.zoomed ? this.network.getViewPosition() : { x: spec.width / 2, y: spec.height / 2 };
      this.network.moveTo({ scale, position, animation: false });
    } else {
      this.network.fit({ animation: false });
    }
    if (factor === 1 && !this.free) this.putBack();
    this.root.classList.toggle("zoomed", this.zoomed);
    if (this.zoomed !== before) this.network.setOptions({ interaction: { dragView: this.zoomed } });
  }

  /** The map as it is now, for a picture of it: twice as many dots, so that it is sharp in print. */
  async picture() {
    this.halt();
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

  /** Put those that were moved where the map has them. */
  putBack() {
    const home = this.home();
    const moved = home.flatMap(({ x, y }, id) => (this.at[id].x === x && this.at[id].y === y ? [] : [id]));
    if (!moved.length) return;
    this.stand(home);
    moved.forEach((id) => { if (this.nodes.get(id) !== null) this.network.moveNode(id, home[id].x, home[id].y); });
  }
}
