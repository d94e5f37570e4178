// Ties and marks by how they look: what looks the same is drawn at once, as a canvas does many times faster.

/** How many lines are in one path: many thin ones are drawn fastest together, and wide ones in smaller lots. */
const [THIN_LOT, WIDE_LOT] = [200, 10];
/** How many dots a line is wide that is wide. */
const WIDE_DOTS = 0.7;
/** From how many broken lines on all are drawn whole: among so many, only their colours can be told apart. */
const CROWD = 4000;
/** Up to how many ties each is drawn in its full colour. */
const FULL = 2000;
/** How many dots long a head must be to be seen. */
const LEAST_HEAD = 2.5;

/**
 * The ties that are shown and in sight, from the back to the front.
 * @param {Looks} looks
 * @param {Scene} scene
 * @param {Sight} sight
 * @param {DrawnTies} drawn
 */
function batchTies(looks, scene, sight, { places, isOurs, isDim, chosen }) {
  /** @type {Map<string, TieBatch>} */
  const batches = new Map();
  const crowded = faintness(scene);
  scene.statuses.forEach((status, index) => {
    if (status === null || !isOurs(index)) return;
    const [tie, dim] = [spec.ties[index], isDim(index)];
    const [from, to] = [places[tie.source], places[tie.target]];
    if (!inSight(sight, from, to)) return;
    const own = chosen && !dim;
    const batch = batchOf(batches, looks, scene, sight, { tie, status, dim, own, faint: own ? 1 : crowded });
    addTie(batch, curveOf(scene, tie, from, to));
  });
  return ordered([...batches.values()]);
}

/**
 * How much fainter ties are drawn, and how much slower they grow when one looks closer, where there are very many.
 * @param {Scene} scene
 */
function faintness({ ties }) {
  return Math.min(Math.sqrt(FULL / Math.max(ties, 1)), 1);
}

/**
 * From the back to the front; very many broken lines as whole ones.
 * @param {TieBatch[]} batches
 */
function ordered(batches) {
  const broken = batches.reduce((sum, { look, count }) => sum + (look.dashes.length ? count : 0), 0);
  if (broken > CROWD) batches.forEach(({ look }) => { look.dashes = []; });
  return batches.sort((a, b) => a.layer - b.layer);
}

/**
 * Whether something of a tie may be seen: lines bend out by less than half of their length.
 * @param {Sight} sight
 * @param {Place} from
 * @param {Place} to
 */
function inSight({ left, right, top, bottom }, from, to) {
  const room = (Math.abs(to.x - from.x) + Math.abs(to.y - from.y)) / 2;
  return Math.max(from.x, to.x) + room > left && Math.min(from.x, to.x) - room < right
    && Math.max(from.y, to.y) + room > top && Math.min(from.y, to.y) - room < bottom;
}

/**
 * The batch that a tie belongs to.
 * @param {Map<string, TieBatch>} batches
 * @param {Looks} looks
 * @param {Scene} scene
 * @param {Sight} sight
 * @param {ShownTie & { dim: boolean, own: boolean, faint: number }} shown
 */
function batchOf(batches, looks, scene, sight, shown) {
  const { tie, status, dim } = shown;
  const step = 0.01 * spec.font;
  const steps = Math.round(tieWidth(scene, tie, status) / step);
  const key = `${status} ${tie.relation} ${steps} ${dim}`;
  const known = batches.get(key);
  if (known) return known;
  const kind = tieKind(scene, tie, status);
  const look = looks.of(`ties ${kind}`, `tie ${kind}${dim ? " dim" : ""}`);
  const room = shown.own && faintness(scene) < 1 ? roomFor(scene) : 1;
  const batch = tieBatch({ ...look, width: (steps * step) / room }, scene, sight, shown);
  batches.set(key, batch);
  return batch;
}

/**
 * A batch without ties: those of the chosen actor are in front of the others.
 * @param {Look} look
 * @param {Scene} scene
 * @param {Sight} sight
 * @param {ShownTie & { dim: boolean, faint: number }} shown
 * @returns {TieBatch}
 */
function tieBatch(look, scene, sight, { tie, status, dim, faint }) {
  const head = headOf(scene) * faint;
  const seen = !dim && head * sight.scale > LEAST_HEAD;
  return {
    layer: TIE_LAYERS.indexOf(status) - (dim ? TIE_LAYERS.length : 0), faint,
    look: { ...look, opacity: look.opacity * faint },
    lot: look.width * sight.scale > WIDE_DOTS ? WIDE_LOT : THIN_LOT,
    count: 0, lines: [], head, heads: seen && spec.relations[tie.relation].directed ? [] : null,
    sign: seen && status in SIGNS ? status : null, signs: [],
  };
}

/**
 * @param {TieBatch} batch
 * @param {Curve} curve
 */
function addTie(batch, { start, turn, end, straight }) {
  if (batch.count % batch.lot === 0) {
    batch.lines.push(new Path2D());
    batch.heads?.push(new Path2D());
  }
  batch.count += 1;
  const last = batch.lines.length - 1;
  batch.lines[last].moveTo(start[0], start[1]);
  if (straight) batch.lines[last].lineTo(end[0], end[1]);
  else batch.lines[last].quadraticCurveTo(turn[0], turn[1], end[0], end[1]);
  if (batch.heads) addHead(batch.heads[last], turn, end, batch.head / 8);
  if (batch.sign) batch.signs.push([0, 1].map((k) => (start[k] + 2 * turn[k] + end[k]) / 4));
}

/**
 * The head of a line, as the marker of SVG has it.
 * @param {Path2D} path
 * @param {number[]} turn
 * @param {number[]} end
 * @param {number} unit
 */
function addHead(path, turn, end, unit) {
  const far = Math.hypot(end[0] - turn[0], end[1] - turn[1]) || 1;
  const [x, y] = [0, 1].map((k) => ((end[k] - turn[k]) * unit) / far);
  path.moveTo(end[0] + x, end[1] + y);
  path.lineTo(end[0] - 7 * x - 4 * y, end[1] - 7 * y + 4 * x);
  path.lineTo(end[0] - 7 * x + 4 * y, end[1] - 7 * y - 4 * x);
  path.closePath();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {TieBatch[]} batches
 * @param {number} zoom
 */
function drawTies(context, looks, batches, zoom) {
  for (const batch of batches) {
    const look = { ...batch.look, width: batch.look.width * zoom ** Math.max(2 * (batch.faint - 1), -1) };
    context.globalAlpha = look.opacity;
    batch.lines.forEach((path) => stroke(context, look, path));
    context.globalAlpha = batch.faint;
    context.fillStyle = look.stroke;
    batch.heads?.forEach((path) => context.fill(path));
    context.globalAlpha = 1;
    drawSigns(context, looks, batch);
  }
  context.setLineDash([]);
}

/**
 * The marks of the actors that are shown, by how they look.
 * @param {Looks} looks
 * @param {Scene} scene
 * @param {Place[]} places
 * @param {(actor: number) => DrawnActor | null} dressOf
 */
function batchMarks(looks, scene, places, dressOf) {
  /** @type {Map<string, MarkBatch>} */
  const batches = new Map();
  scene.actors.forEach((shown, index) => {
    const dress = dressOf(index);
    if (!dress) return;
    const key = `${dress.classes} ${colourOf(shown.colour)} ${dress.fill}`;
    const batch = batches.get(key) || markBatch(looks, shown, dress);
    batches.set(key, batch);
    addMark(batch, shown, dress.radius, places[index]);
  });
  return [...batches.values()];
}

/**
 * @param {Looks} looks
 * @param {ShownActor} shown
 * @param {DrawnActor} dress
 * @returns {MarkBatch}
 */
function markBatch(looks, shown, { classes, fill }) {
  const [mark, ring] = ["mark", "ring"].map((part) => looks.of(classes, part, colourOf(shown.colour)));
  return { mark: { ...mark, fill: fill || mark.fill }, ring, marks: new Path2D(), rings: new Path2D(), doubts: [] };
}

/** @type {Map<string, Path2D>} The marks and rings that were made, by shape and size. */
const outlines = new Map();

/**
 * @param {string} kind
 * @param {number} radius
 * @param {() => string} line
 */
function outlineOf(kind, radius, line) {
  const key = `${kind} ${radius}`;
  const known = outlines.get(key) || new Path2D(line());
  outlines.set(key, known);
  return known;
}

/**
 * @param {MarkBatch} batch
 * @param {ShownActor} shown
 * @param {number} radius
 * @param {Place} place
 */
function addMark(batch, { shape, unsized }, radius, { x, y }) {
  batch.marks.addPath(outlineOf(String(shapeOf(shape)), radius, () => markOf(shape, radius)), { e: x, f: y });
  if (batch.ring.stroke !== "none") {
    batch.rings.addPath(outlineOf("ring", radius, () => SHAPES[0](radius * 1.35 + 3)), { e: x, f: y });
  }
  if (unsized) batch.doubts.push({ x, y: y + spec.font * 0.28 });
}

/**
 * Marks, a question mark where a size is not known, and rings.
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {MarkBatch[]} batches
 */
function drawMarks(context, looks, batches) {
  for (const { mark, ring, marks, rings, doubts } of batches) {
    context.globalAlpha = mark.alpha;
    context.fillStyle = mark.fill;
    context.fill(marks);
    stroke(context, mark, marks);
    doubts.forEach((at) => drawText(context, looks, "?", { ...at, font: `bold ${spec.font * 0.8}px`, align: "center" }));
    stroke(context, ring, rings);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}
