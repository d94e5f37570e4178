// Which part of a map of SVG is in sight.

class Sight {
  /**
   * @param {SVGElement} svg
   * @param {() => void} onZoom
   */
  constructor(svg, onZoom) {
    this.svg = svg;
    this.onZoom = onZoom;
    this.box = [0, 0, spec.width, spec.height];
    /** Whether the map is, or was just now, dragged: what is let go of is not chosen. */
    this.dragged = false;
    this.listen();
    this.show(0, 0, spec.width, spec.height);
  }

  listen() {
    /** @type {number[] | null} */
    let start = null;
    this.svg.addEventListener("pointerdown", (event) => {
      start = [event.clientX, event.clientY, ...this.box];
      this.dragged = false;
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (start && event.buttons & 1) this.drag(start, event.clientX - start[0], event.clientY - start[1]);
    });
    window.addEventListener("pointerup", () => {
      start = null;
      setTimeout(() => { this.dragged = false; });
    });
  }

  /**
   * @param {number[]} start
   * @param {number} dx
   * @param {number} dy
   */
  drag([, , x, y, width, height], dx, dy) {
    const scale = this.scale();
    if (Math.hypot(dx, dy) > 4) this.dragged = true;
    if (this.dragged) this.show(x - dx / scale, y - dy / scale, width, height);
  }

  /**
   * Show more or less; with 1 all of the map.
   * @param {number} factor
   */
  zoom(factor) {
    const [x, y, w, h] = this.box;
    const width = factor === 1 ? spec.width : Math.min(Math.max(w / factor, spec.width / 12), spec.width);
    const height = (width * spec.height) / spec.width;
    this.show(x + (w - width) / 2, y + (h - height) / 2, width, height);
    this.onZoom();
  }

  /** How many pixels of the screen a unit of the drawing is. */
  scale() {
    return this.svg.getBoundingClientRect().width / this.box[2];
  }

  /**
   * Show a part, as far as it lies within the map.
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  show(x, y, width, height) {
    const [left, top] = [Math.min(Math.max(x, 0), spec.width - width), Math.min(Math.max(y, 0), spec.height - height)];
    this.box = [left, top, width, height];
    this.svg.setAttribute("viewBox", this.box.map((value) => value.toFixed(2)).join(" "));
    this.svg.classList.toggle("zoomed", width < spec.width);
  }

  /**
   * Move the part in sight, if a place lies outside it.
   * @param {Place} place
   */
  bring({ x, y }) {
    const [left, top, width, height] = this.box;
    if (width >= spec.width) return;
    const edge = spec.radius * 2;
    const moved = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ size) =>
      Math.min(Math.max(low, at + edge - size), at - edge);
    this.show(moved(x, left, width), moved(y, top, height), width, height);
  }
}
