// What the canvas draws itself: marks, names, lines around groups, and signs.

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {Path2D} path
 */
function stroke(context, look, path) {
  if (look.stroke === "none") return;
  context.strokeStyle = look.stroke;
  context.lineWidth = look.width;
  context.lineCap = look.butt ? "butt" : "round";
  context.setLineDash(look.dashes);
  context.stroke(path);
}

/**
 * A plus or a minus in the middle of each tie that is stronger or weaker.
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {TieBatch} batch
 */
function drawSigns(context, looks, { sign: status, signs: places, head }) {
  if (!status) return;
  const [circles, signs] = [new Path2D(), new Path2D()];
  const [circle, sign] = [new Path2D(SHAPES[0](4.6)), new Path2D(SIGNS[status])];
  const scale = (1.5 * head) / 10;
  places.forEach(([e, f]) => {
    circles.addPath(circle, { a: scale, d: scale, e, f });
    signs.addPath(sign, { a: scale, d: scale, e, f });
  });
  context.setLineDash([]);
  Object.assign(context, { fillStyle: looks.page, strokeStyle: looks.of("ties", `tie ${status}`).stroke, lineWidth: 0.8 * scale });
  context.fill(circles);
  context.stroke(circles);
  Object.assign(context, { strokeStyle: looks.ink, lineWidth: 1.6 * scale, lineCap: "butt" });
  context.stroke(signs);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {Hull} hull
 */
function drawHull(context, looks, { colour: own, line }) {
  const [look, path] = [looks.of("hulls", "hull", own), new Path2D(line)];
  context.globalAlpha = 0.1;
  context.fillStyle = look.fill;
  context.fill(path);
  context.globalAlpha = 1;
  stroke(context, look, path);
}

/**
 * A ring around each of a group, and its name.
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {Hull} hull
 */
function drawTitle(context, looks, { name, colour: own, rings, x, y }) {
  stroke(context, looks.of("hulls", "member", own), new Path2D(rings));
  context.setLineDash([]);
  const font = `600 ${spec.font}px`;
  Object.assign(context, { font: `${font} ${looks.family}`, textAlign: "center", textBaseline: "alphabetic" });
  Object.assign(context, { lineWidth: 4, lineJoin: "round", strokeStyle: looks.page });
  context.strokeText(name, x, y);
  drawText(context, looks, name, { x, y, font, align: "center", fill: looks.of("hulls", "hull-name").fill });
}

/**
 * A line from an organisation to what it became.
 * @param {CanvasRenderingContext2D} context
 * @param {Look} look
 * @param {Place} from
 * @param {Place} to
 */
function drawMove(context, look, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  context.save();
  context.globalAlpha = look.opacity;
  stroke(context, look, new Path2D(`M${from.x},${from.y}L${to.x},${to.y}`));
  context.globalAlpha = 1;
  context.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
  context.rotate(Math.atan2(dy, dx));
  const [size, back] = [(spec.font * 0.7) / 8, 7];
  context.scale(size, size);
  context.translate(-back, -4);
  context.fillStyle = look.stroke;
  context.fill(new Path2D("M0,0L8,4L0,8Z"));
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {string} text
 * @param {{ x: number, y: number, font: string, align: CanvasTextAlign, fill?: string }} how
 */
function drawText(context, looks, text, { x, y, font, align, fill: ink = looks.ink }) {
  Object.assign(context, { font: `${font} ${looks.family}`, textAlign: align, textBaseline: "alphabetic", fillStyle: ink });
  context.fillText(text, x, y);
}

/**
 * The lines of a name, with some of the page around all of them.
 * @param {CanvasRenderingContext2D} context
 * @param {Looks} looks
 * @param {string[]} lines
 * @param {Stand} stand
 */
function drawName(context, looks, lines, { align, right: x, down: top }) {
  const font = `${spec.font}px`;
  /** @type {CanvasTextAlign} */
  const side = align === "middle" ? "center" : align;
  Object.assign(context, { font: `${font} ${looks.family}`, textAlign: side, textBaseline: "alphabetic" });
  Object.assign(context, { lineWidth: 3, lineJoin: "round", strokeStyle: looks.page });
  context.setLineDash([]);
  lines.forEach((line, k) => context.strokeText(line, x, top + k * spec.line));
  lines.forEach((line, k) => drawText(context, looks, line, { x, y: top + k * spec.line, font, align: side }));
}
