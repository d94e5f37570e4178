// The map on a canvas with vis-network; the table of ties holds the same for a screen reader.

const MOST_ZOOM = 12;

const isActor = (id) => Number.isInteger(id) && id < spec.actors.length;
const isOwnTie = (id) => Number.isInteger(id) && id < spec.ties.length;

/** What the style sheet makes of an SVG line or mark, so that the canvas looks as the legend does. */
class Looks {
  constructor() {
    this.svg = svgNode("svg", { hidden: "", "aria-hidden": "true" });
    this.svg.style.setProperty("--unit", String(spec.font / 14));
    this.group = svgNode("g", {}, this.svg);
    this.forget();
  }

  forget() {
    this.kept = new Map();
    const page = getComputedStyle(document.documentElement);
    this.ink = page.getPropertyValue("--ink");
    this.page = page.getPropertyValue("--page");
    this.family = getComputedStyle(document.body).fontFamily;
  }

  of(group, part, colour) {
    const key = `${group}|${part}|${colour}`;
    if (!this.kept.has(key)) this.kept.set(key, this.read(group, part, colour));
    return this.kept.get(key);
  }

  read(group, part, colour) {
    this.group.setAttribute("class", group);
    const node = svgNode("path", { class: part, "data-colour": colour }, this.group);
    const style = getComputedStyle(node);
    const look = {
      fill: style.fill,
      stroke: style.stroke,
      width: parseFloat(style.strokeWidth),
      opacity: Number(style.strokeOpacity),
      dashes: style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat),
      butt: style.strokeLinecap === "butt",
      alpha: Number(style.opacity),
    };
    node.remove();
    return look;
  }
}

class Stage {
  constructor(root, onChoose) {
    this.root = root;
    this.onChoose = onChoose;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.own = new Map(spec.nodes.map((node) => [node.id, node]));
    this.chosen = null;
    this.found = null;
    this.near = new Set();
    this.current = 0;
    this.looks = new Looks();
    root.classList.add("stage", "canvas");
    this.network = new vis.Network(root, { nodes: this.nodes, edges: this.edges }, this.options());
    root.network = this.network;
    root.append(this.looks.svg);
    this.canvas = root.querySelector("canvas");
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", words.label);
    this.canvas.parentElement.tabIndex = -1;
    this.canvas.tabIndex = 0;
    this.listen();
  }

  /** What the page needs, under what was set with pyvis. */
  options() {
    const told = spec.options;
    this.free = told.physics === true || Boolean(told.physics && told.physics.enabled);
    return {
      ...told,
      autoResize: false,
      physics: this.free ? told.physics : { enabled: false },
      layout: { randomSeed: 1, improvedLayout: false, ...told.layout },
      interaction: { hover: true, zoomView: false, dragView: false, selectable: false, selectConnectedEdges: false, ...told.interaction },
      nodes: { chosen: false, ...this.nodeOptions(), ctxRenderer: (place) => this.renderActor(place) },
      edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, ...told.edges },
    };
  }

  /** How what was added to the map is drawn. */
  nodeOptions() {
    return { font: { color: this.looks.ink, size: spec.font }, size: spec.radius, ...spec.options.nodes };
  }

  listen() {
    const { network, canvas } = this;
    network.on("beforeDrawing", (context) => { this.drawBelow(context); });
    network.on("afterDrawing", (context) => { this.drawSigns(context); });
    network.on("click", ({ pointer }) => this.onChoose(this.actorAt(pointer.canvas)));
    network.on("hoverNode", () => { canvas.style.cursor = "pointer"; });
    network.on("blurNode", () => { canvas.style.cursor = ""; });
    new ResizeObserver(() => this.resize()).observe(this.root);
    network.on("stabilizationIterationsDone", () => { if (!this.zoomed) this.zoom(1); });
    network.on("stabilized", () => { if (!this.zoomed) this.zoom(1); });
    ["focus", "blur"].forEach((kind) => canvas.addEventListener(kind, () => network.redraw()));
    canvas.addEventListener("keydown", (event) => onKey(this, event));
    ["(prefers-color-scheme: dark)", "print"].forEach((media) => {
      matchMedia(media).addEventListener("change", () => this.recolour());
    });
  }

  /** Take the colours from the style sheet anew. */
  recolour() {
    this.looks.forget();
    this.network.setOptions({ nodes: this.nodeOptions() });
    this.showTies();
  }

  show(scene) {
    this.scene = scene;
    this.marks = scene.actors.map((shown, id) => ({
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

  isThere(id) {
    return !isActor(id) || this.scene.actors[id].shown;
  }

  radius(id) {
    const own = this.own.get(id);
    return own && own.size !== undefined ? own.size : this.scene.actors[id].radius;
  }

  showTies() {
    const layer = ({ id }) => (isOwnTie(id) ? TIE_LAYERS.indexOf(this.scene.statuses[id]) : -1);
    const shown = spec.edges.filter(({ id }) => !isOwnTie(id) || this.scene.statuses[id] !== null);
    shown.sort((a, b) => layer(a) - layer(b));
    this.edges.update(shown.map((edge) => (isOwnTie(edge.id) ? { ...this.line(edge.id), ...edge } : edge)));
    this.near = new Set(this.chosen === null ? [] : [this.chosen, ...this.network.getConnectedNodes(this.chosen)]);
    this.network.redraw();
  }

  /** How a tie is drawn. */
  line(id) {
    const [tie, status] = [spec.ties[id], this.scene.statuses[id]];
    const dim = this.isDim(id);
    const own = status === "tie" && this.scene.several ? `r${tie.relation % COLOURS}` : status;
    const look = this.looks.of(`ties ${own}`, `tie ${own}${dim ? " dim" : ""}`, "");
    const width = tieWidth(this.scene, tie, status);
    const cap = look.butt ? width : 0;
    const dashes = look.dashes.map((length, k) => (k % 2 ? length + cap : Math.max(length - cap, 0.1)));
    const { directed } = spec.relations[tie.relation];
    const bend = bendOf(this.scene, tie);
    return {
      width,
      color: { color: look.stroke, opacity: look.opacity },
      dashes: dashes.length ? dashes : false,
      arrows: { to: { enabled: directed && !dim, scaleFactor: Math.max((spec.font * 0.8 - 1.5 * width) / 15, 0.1) } },
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(bend) } : false,
    };
  }

  /** Dim what does not belong to the chosen actor or to the found ones. */
  mark(chosen, found) {
    if (chosen === this.chosen && found === this.found) return;
    this.chosen = chosen;
    this.found = found;
    if (chosen !== null) this.goTo(chosen);
    this.showTies();
  }

  /** The classes of an actor, as the style sheet knows them. */
  classes(id, hover) {
    const { chosen, found, current } = this;
    const shown = this.scene.actors[id];
    const near = this.near.has(id);
    const focused = id === current && this.canvas.matches(":focus-visible");
    const dim = now.reach === 0 && (chosen !== null ? !near : found !== null && !found.has(id));
    return {
      named: hover || focused || (!dim && (near || found !== null || spec.actors[id].named)),
      text: [
        "actor", shown.status, shown.silent && "unheard",
        dim && "dim",
        (id === chosen || focused) && "chosen",
        (hover || (found !== null && found.has(id))) && "found",
      ].filter(Boolean).join(" "),
    };
  }

  renderActor({ ctx, id, x, y, state }) {
    if (!isActor(id)) return {};
    const { text, named } = this.classes(id, state.hover);
    const size = 2 * this.radius(id);
    return {
      drawNode: () => this.drawMark(ctx, id, x, y, text),
      drawExternalLabel: named ? () => this.drawName(ctx, id, x, y) : () => {},
      nodeDimensions: { width: size, height: size },
    };
  }

  drawMark(context, id, x, y, classes) {
    const colour = colourOf(this.scene.actors[id].colour);
    const mark = this.looks.of(classes, "mark", colour);
    const own = this.own.get(id).color;
    context.translate(x, y);
    context.globalAlpha = mark.alpha;
    context.fillStyle = (own && own.background) || own || mark.fill;
    context.fill(this.marks[id].mark);
    stroke(context, mark, this.marks[id].mark);
    if (this.scene.actors[id].unsized) this.drawDoubt(context);
    const ring = this.looks.of(classes, "ring", colour);
    if (ring.stroke !== "none") stroke(context, ring, this.marks[id].ring);
  }

  /** Lines around groups, and from an organisation to what it became. */
  drawBelow(context) {
    if (!this.scene) return;
    if (now.groups) hullsOf(this.scene, (index) => this.placeOf(index)).forEach((hull) => this.drawHull(context, hull));
    context.lineCap = "round";
    const look = this.looks.of("moves", "move", "");
    for (const move of this.scene.moves) {
      for (const into of move.into.filter((index) => index !== move.actor && this.isThere(index))) {
        const [from, to] = [move.actor, into].map((index) => this.placeOf(index));
        context.globalAlpha = look.opacity;
        stroke(context, look, new Path2D(`M${from.x},${from.y}L${to.x},${to.y}`));
        context.globalAlpha = 1;
      }
    }
    context.setLineDash([]);
  }

  drawHull(context, { name, colour, line, x, y }) {
    const [look, path] = [this.looks.of("hulls", "hull", colour), new Path2D(line)];
    context.globalAlpha = 0.1;
    context.fillStyle = look.fill;
    context.fill(path);
    context.globalAlpha = 1;
    stroke(context, look, path);
    Object.assign(context, { font: `600 ${spec.font}px ${this.looks.family}`, textAlign: "center", fillStyle: this.looks.ink });
    context.fillText(name, x, y);
  }

  /** A plus or a minus in the middle of a tie that is stronger or weaker. */
  drawSigns(context) {
    this.scene.statuses.forEach((status, index) => {
      if ((status !== "strengthened" && status !== "weakened") || this.isDim(index)) return;
      const tie = spec.ties[index];
      const [from, to] = [tie.source, tie.target].map((end) => this.placeOf(end));
      const bend = bendOf(this.scene, tie) / 2;
      const [x, y] = [(from.x + to.x) / 2 - (to.y - from.y) * bend, (from.y + to.y) / 2 + (to.x - from.x) * bend];
      drawSign(context, this.looks.of("ties", `tie ${status}`, "").stroke, this.looks, { x, y, plus: status === "strengthened" });
    });
  }

  /** Where an actor is now; one that is not on the canvas has its own place. */
  placeOf(index) {
    return this.network.getPositions([index])[index] || spec.actors[index];
  }

  /** Whether a tie stands back for those of the chosen actor, or for the found ones. */
  isDim(index) {
    const tie = spec.ties[index];
    return this.chosen !== null ? tie.source !== this.chosen && tie.target !== this.chosen : this.found !== null;
  }

  drawDoubt(context) {
    Object.assign(context, { font: `bold ${spec.font * 0.8}px ${this.looks.family}`, textAlign: "center", fillStyle: this.looks.ink });
    context.fillText("?", 0, spec.font * 0.28);
  }

  drawName(context, id, x, y) {
    const lines = String(this.own.get(id).label).split("\n");
    const [align, left, top] = spec.actors[id].label;
    context.translate(x, y);
    Object.assign(context, {
      font: `${spec.font}px ${this.looks.family}`, textAlign: align === "middle" ? "center" : align, textBaseline: "alphabetic",
      lineWidth: 3, lineJoin: "round", strokeStyle: this.looks.page, fillStyle: this.looks.ink,
    });
    context.setLineDash([]);
    lines.forEach((line, k) => context.strokeText(line, left, top + k * spec.line));
    lines.forEach((line, k) => context.fillText(line, left, top + k * spec.line));
  }

  /** The actor at a point of the map, with some room around it for a finger. */
  actorAt({ x, y }) {
    const places = this.network.getPositions();
    let [best, least] = [null, Infinity];
    Object.keys(places).map(Number).filter(isActor).forEach((id) => {
      const far = Math.hypot(places[id].x - x, places[id].y - y);
      if (far < least && far <= Math.max(this.radius(id) * 1.35, spec.font)) [best, least] = [id, far];
    });
    return best;
  }

  /** Go to an actor, and say who it is. */
  moveTo(index) {
    this.goTo(index);
    byId("said").textContent = describe(this.scene, index);
    this.network.redraw();
  }

  /** Go to an actor, and bring it into sight. */
  goTo(index) {
    this.current = index;
    const at = this.network.canvasToDOM(this.network.getPosition(index));
    const inside = at.x > 0 && at.y > 0 && at.x < this.root.clientWidth && at.y < this.root.clientHeight;
    if (!inside) this.network.moveTo({ position: this.network.getPosition(index), animation: false });
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

  /** Show more or less; with 1 all of the map, and everyone in place again. */
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

  /** The map as it is now, for a picture of it: the canvas at a size that is sharp in print. */
  async picture() {
    await new Promise((done) => { requestAnimationFrame(done); });
    const copy = svgNode("svg", { viewBox: `0 0 ${this.canvas.width} ${this.canvas.height}` });
    svgNode("image", { href: this.canvas.toDataURL("image/png"), width: this.canvas.width, height: this.canvas.height }, copy);
    return copy;
  }

  putBack(nodes = spec.nodes) {
    const shown = nodes.filter(({ id, x, y }) => x !== undefined && y !== undefined && this.nodes.get(id) !== null);
    shown.forEach(({ id, x, y }) => this.network.moveNode(id, x, y));
  }
}

function drawSign(context, colour, looks, { x, y, plus }) {
  const r = spec.font * 0.32;
  Object.assign(context, { fillStyle: looks.page, strokeStyle: colour, lineWidth: spec.font * 0.06 });
  context.setLineDash([]);
  const circle = new Path2D(`M${x - r},${y}A${r},${r} 0 1 1 ${x + r},${y}A${r},${r} 0 1 1 ${x - r},${y}Z`);
  context.fill(circle);
  context.stroke(circle);
  Object.assign(context, { strokeStyle: looks.ink, lineWidth: spec.font * 0.11 });
  const h = r * 0.6;
  context.stroke(new Path2D(`M${x - h},${y}H${x + h}${plus ? `M${x},${y - h}V${y + h}` : ""}`));
}

function stroke(context, look, path) {
  context.strokeStyle = look.stroke;
  context.lineWidth = look.width;
  context.lineCap = look.butt ? "butt" : "round";
  context.setLineDash(look.dashes);
  context.stroke(path);
}
