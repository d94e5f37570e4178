// What the canvas shows of a scene: it is batched when something changes, and kept for as long as nothing does.

/** From how many found actors on, a name is shown only where there is room. */
const MOST_NAMES = 200;

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

class Painter {
  constructor() {
    /** What was changed with pyvis of the actors. */
    this.own = new Map(spec.nodes.filter(({ id }) => isActor(id)).map((node) => [node.id, node]));
    /** Ties that are not drawn here. */
    this.told = new Set([...spec.edges.map(({ id }) => id), ...spec.gone.edges]);
    this.left = new Set(spec.gone.nodes);
    /** @type {vis.Item[]} */
    this.items = [...spec.actors.map((_, id) => this.itemOf(id)), ...spec.nodes.filter(({ id }) => !isActor(id))];
    /** Where the actors are. */
    this.at = this.home();
    /** @type {number | null} The wave that was last shown. */
    this.wave = null;
    this.looks = new Looks();
    /** @type {Scene} */
    this.scene = sceneOf(now);
    /** @type {number | null} */
    this.chosen = null;
    /** @type {Set<number> | null} */
    this.found = null;
    /** @type {Set<vis.Id>} */
    this.near = new Set();
    /** @type {Painted | null} */
    this.painted = null;
    /** @type {{ sight: Sight, batches: TieBatch[] } | null} The ties, and in what sight. */
    this.ties = null;
  }

  /**
   * For whom others stand back; whether that is a change.
   * @param {number | null} chosen
   * @param {Set<number> | null} found
   */
  point(chosen, found) {
    const same = chosen === this.chosen && found === this.found;
    [this.chosen, this.found] = [chosen, found];
    return !same;
  }

  /** Draw all anew. */
  forget() {
    this.painted = null;
    this.ties = null;
  }

  /**
   * What vis-network is told of an actor, which is drawn here.
   * @param {number} id
   * @returns {vis.Item}
   */
  itemOf(id) {
    const { x, y } = placeAt(id, lastWave());
    const item = { id, shape: "custom", x, y, ...this.own.get(id) };
    return item.shape === "custom" ? { ...item, label: undefined } : item;
  }

  /** @param {Place[]} places */
  stand(places) {
    this.at = places;
    this.forget();
  }

  /** Whether the actors belong elsewhere than in the wave that was shown before. */
  isElsewhere() {
    const before = this.wave;
    this.wave = lastWave();
    return moving && before !== null && before !== this.wave;
  }

  /** Where the actors belong. */
  home() {
    return spec.actors.map((_, id) => {
      const [{ x, y }, own] = [placeAt(id, lastWave()), this.own.get(id)];
      return { x: own?.x ?? x, y: own?.y ?? y };
    });
  }

  /** @param {vis.Id} id */
  isThere(id) {
    return !isActor(id) || (this.scene.actors[id].shown && !this.left.has(id));
  }

  /** @param {number} id */
  radius(id) {
    return this.own.get(id)?.size ?? this.scene.actors[id].radius;
  }

  /**
   * Whether a tie is drawn here: it was not changed, and both its ends are there.
   * @param {number} id
   */
  isOurs(id) {
    return !this.told.has(id) && this.isThere(spec.ties[id].source) && this.isThere(spec.ties[id].target);
  }

  /**
   * How an actor is looked at.
   * @param {number} id
   */
  marked(id) {
    const { chosen, found } = this;
    const hit = found !== null && found.has(id);
    const out = chosen !== null ? !this.near.has(id) : found !== null && !hit;
    return { dim: out && now.reach === 0, chosen: id === chosen, found: hit };
  }

  /**
   * Whether the name of an actor stands beside it: where there is room, and of those that one looks for.
   * @param {number} id
   */
  isNamed(id) {
    const few = this.found !== null && this.found.size <= MOST_NAMES;
    return !this.marked(id).dim && (this.near.has(id) || (few && this.found?.has(id)) || placeAt(id, lastWave()).named);
  }

  /**
   * How an actor is drawn; null where it is not drawn here.
   * @param {number} id
   * @param {object} marked
   * @returns {DrawnActor | null}
   */
  dressOf(id, marked = this.marked(id)) {
    const own = this.own.get(id);
    if (!this.isThere(id) || this.items[id].shape !== "custom") return null;
    const marks = Object.entries(marked).filter(([, is]) => is).map(([name]) => name);
    const fill = (own?.color && own.color.background) || own?.color || null;
    return { classes: [classOf(this.scene.actors[id]), ...marks].join(" "), fill, radius: this.radius(id) };
  }

  /** What is drawn besides ties. */
  paint() {
    if (this.painted) return this.painted;
    const { scene, looks, at } = this;
    this.painted = {
      hulls: now.groups ? hullsOf(scene, (id) => at[id]) : [],
      marks: batchMarks(looks, scene, at, (id) => this.dressOf(id)),
      names: spec.actors.flatMap((_, id) => (this.dressOf(id) && this.isNamed(id) ? [id] : [])),
    };
    return this.painted;
  }

  /**
   * The ties in sight, and some around it: they are batched again where one looks closer or farther on.
   * @param {Sight} sight
   */
  tiesIn(sight) {
    const last = this.ties?.sight;
    if (this.ties && last && isWithin(sight, last)) return this.ties.batches;
    const wide = widened(sight);
    const batches = batchTies(this.looks, this.scene, wide, {
      places: this.at,
      isOurs: (id) => this.isOurs(id),
      isDim: (id) => this.isDim(id),
      chosen: this.chosen !== null && now.reach === 0,
    });
    this.ties = { sight: wide, batches };
    return batches;
  }

  /**
   * Lines around groups, from an organisation to what it became, and the ties.
   * @param {CanvasRenderingContext2D} context
   * @param {Sight} sight
   */
  drawBelow(context, sight) {
    this.paint().hulls.forEach((hull) => drawHull(context, this.looks, hull));
    const look = this.looks.of("moves", "move");
    for (const { from, to } of movesShown(this.scene)) drawMove(context, look, this.at[from], this.at[to]);
    context.setLineDash([]);
    drawTies(context, this.looks, this.tiesIn(sight), sight.zoom);
    this.paint().hulls.forEach((hull) => drawTitle(context, this.looks, hull));
  }

  /**
   * Actors and names, and over them what a pointer or a key is on.
   * @param {CanvasRenderingContext2D} context
   * @param {vis.Id | null} hovered
   * @param {number | null} focused
   */
  drawAbove(context, hovered, focused) {
    const { marks, names } = this.paint();
    drawMarks(context, this.looks, marks);
    const asked = [hovered, focused].flatMap((id) => (id !== null && isActor(id) && this.dressOf(id) ? [id] : []));
    asked.forEach((id) => {
      const { dim, chosen, found } = this.marked(id);
      const dress = this.dressOf(id, { dim, chosen: chosen || id === focused, found: found || id === hovered });
      drawMarks(context, this.looks, batchMarks(this.looks, this.scene, this.at, (one) => (one === id ? dress : null)));
    });
    new Set([...names, ...asked]).forEach((id) => this.drawName(context, id));
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} id
   */
  drawName(context, id) {
    const lines = this.own.has(id) ? String(this.own.get(id)?.label ?? "").split("\n") : spec.actors[id].lines;
    context.save();
    context.translate(this.at[id].x, this.at[id].y);
    drawName(context, this.looks, lines, placeAt(id, lastWave()));
    context.restore();
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
}

/**
 * Whether what was made for another sight does for this one, which is about as close.
 * @param {Sight} sight
 * @param {Sight} other
 */
function isWithin({ left, right, top, bottom, scale }, other) {
  if (Math.abs(Math.log2(scale / other.scale)) > 1) return false;
  return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
}

/**
 * With half as much again on each side.
 * @param {Sight} sight
 * @returns {Sight}
 */
function widened({ left, right, top, bottom, ...rest }) {
  const [x, y] = [(right - left) / 2, (bottom - top) / 2];
  return { ...rest, left: left - x, right: right + x, top: top - y, bottom: bottom + y };
}
